"""Tables of home."""
