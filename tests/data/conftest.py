"""Tests on the given data: they exist only where SHARED names its folder (`make test-data`)."""

from __future__ import annotations

import os

collect_ignore_glob = [] if "SHARED" in os.environ else ["test_*.py"]
