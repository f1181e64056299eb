"""The demonstration world: fictional, deterministic, made through the services that people use."""
