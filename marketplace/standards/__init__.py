"""The marketplace in open standards: contracting in OCDS 1.1, results in IATI 2.03."""
