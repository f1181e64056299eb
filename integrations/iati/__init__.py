"""International Aid Transparency Initiative 2.03: an activity with its results, as a file."""

from integrations.iati.writing import document, plain

__all__ = ["document", "plain"]
