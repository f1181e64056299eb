"""Matches: shortlists and my matches, projected from the matching service."""
