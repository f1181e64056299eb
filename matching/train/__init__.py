"""Learning the ranker's weights from a history; never needed to serve."""
