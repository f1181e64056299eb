"""Suppliers for a supplier need."""
