"""Home: the first page of each role, the public pages, search over everything."""
