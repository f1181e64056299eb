"""The change feed: what happened, in one order, to things that the reader may see."""
