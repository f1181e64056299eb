"""Properties here have no deadline: the machine may be busy with real servers."""

from hypothesis import settings

settings.register_profile("search", deadline=None)
settings.load_profile("search")
