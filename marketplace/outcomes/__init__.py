"""The ledger: claims, append-only entries, evidence, verification, indicators, periods, totals."""
