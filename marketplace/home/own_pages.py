"""Pages of the signed-in."""
