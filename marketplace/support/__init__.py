"""Support: the services and training programmes that BSOs offer."""
