"""Public search and candidate retrieval: one port, two engines (tantivy, Elasticsearch)."""
