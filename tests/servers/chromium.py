"""Debian's Chromium for playwright, which brings no browser of its own here."""

from tools.system import required

ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def chromium_path() -> str:
    """Found, or installed by root; SystemExit with the apt line to copy otherwise."""
    return str(required("chromium"))
