"""Ranking: who fits a need, why, and what is missing. Imports `events` and `search` only."""
