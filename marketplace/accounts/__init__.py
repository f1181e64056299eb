"""Persons: how they sign up, sign in, prove it, and what an API client may do for them."""
