"""Properties here are quick, but not on a machine that does other things too."""

from hypothesis import HealthCheck, settings

settings.register_profile("evaluation", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("evaluation")
