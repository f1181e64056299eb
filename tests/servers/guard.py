"""Cleans up after us when we die without a chance to: a shell that waits on a pipe."""

import subprocess
from pathlib import Path

SCRIPT = """
group=
while read -r line; do group=$line; done
if [ -n "$group" ]; then kill -s KILL -- "-$group" 2>/dev/null; sleep 1; fi
rm -rf -- "$1"
"""


class Guard:
    """Kills the watched process group and removes the directory once our end of the pipe closes.

    That end closes by itself when this process dies, however it dies.
    """

    def __init__(self, home: Path) -> None:
        self._shell = subprocess.Popen(
            ["/bin/sh", "-c", SCRIPT, "guard", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
            env={"PATH": "/usr/bin:/bin"},
        )

    def watch(self, group: int | None) -> None:
        pipe = self._shell.stdin
        assert pipe is not None
        pipe.write(f"{group or ''}\n".encode())
        pipe.flush()

    def dismiss(self) -> None:
        """Ends the watch, removes the directory, and returns when that is done."""
        pipe = self._shell.stdin
        assert pipe is not None
        pipe.close()
        self._shell.wait()
