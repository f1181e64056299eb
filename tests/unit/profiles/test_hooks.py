"""What later slices answer is answered in every process, not only in one that serves pages."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
from importlib import import_module
from marketplace.app import SLICES
from marketplace.profiles import hooks
for name in SLICES:
    import_module(f"marketplace.{name}.consumers")
print(len(hooks._awards))
"""


def test_awards_answer_in_a_process_that_only_listens() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "1"
