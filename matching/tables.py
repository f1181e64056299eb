"""The matching service's own tables, prefixed matching_, without foreign keys outwards."""

from sqlalchemy import MetaData

from events.columns import NAMING

metadata = MetaData(naming_convention=NAMING)
