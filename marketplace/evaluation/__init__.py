"""Evaluation and award: applications scored apart, agreed, set against prices, and chosen."""
