"""Offline quality on real history, through the code that serves."""
