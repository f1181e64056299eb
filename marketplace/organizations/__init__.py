"""Organisations: who they are, who may act for them, and whether they are verified."""
