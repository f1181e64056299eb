"""Profiles: what an organisation says of itself, and who may see which part."""
