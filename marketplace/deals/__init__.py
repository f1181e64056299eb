"""Deals: what an award became, from the first delivery to the last payment."""
