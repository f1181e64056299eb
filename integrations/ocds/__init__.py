"""Open Contracting Data Standard 1.1: builders of its documents, out of plain values.

Schema and code lists: https://standard.open-contracting.org/1.1/en/ (tag 1__1__5).
"""

from integrations.ocds.merging import compiled, update
from integrations.ocds.packages import Publisher, record, record_package, release_package

__all__ = ["Publisher", "compiled", "record", "record_package", "release_package", "update"]
