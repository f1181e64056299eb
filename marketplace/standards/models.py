"""Tables of the standards: none, they are made of others'."""
