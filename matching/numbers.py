"""Numbers for names, so that tables in memory are arrays."""

from __future__ import annotations


class Numbers:
    """Numbers from 0 for names, given in the order of their coming."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self.names: list[str] = []

    def __len__(self) -> int:
        return len(self.names)

    def of(self, name: str) -> int:
        """The number of a name, a new one if need be; -1 for the empty name."""
        if not name:
            return -1
        number = self._number.setdefault(name, len(self.names))
        if number == len(self.names):
            self.names.append(name)
        return number

    def get(self, name: str) -> int:
        """The number of a name, -1 if it has none."""
        return self._number.get(name, -1)
