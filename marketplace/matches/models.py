"""Tables of matches."""
