"""The product: slices that write and read one event log, and the pages and API over them."""
