"""Tables of vocabularies."""
