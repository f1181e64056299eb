"""Tables of the change feed: none, it reads the outbox."""
