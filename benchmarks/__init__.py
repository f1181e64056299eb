"""Benchmarks: each beside its bare engine in the same run; `make bench` writes the page."""
