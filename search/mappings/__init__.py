"""How an index specification becomes each engine's own schema."""
