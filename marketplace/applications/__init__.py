"""Applications: what firms offer for a need, sealed until its deadline."""
