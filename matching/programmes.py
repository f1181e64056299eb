"""Training programmes in memory."""

from __future__ import annotations

from matching.lines import Line, Lines
from matching.numbers import Numbers
from matching.snapshots import Programme
from matching.vocabulary import Vocabulary


class Programmes:
    """Programmes by number; the owner of a line is the programme's number."""

    def __init__(self) -> None:
        self.words, self.grams = Vocabulary(), Vocabulary()
        self.lines = Lines(self.words, self.grams)
        self.numbers = Numbers()
        self.known: dict[int, Programme] = {}
        self.row: dict[int, int] = {}

    def put(self, programme: Programme) -> int:
        """Take in a programme as it is now; an older revision changes nothing."""
        number = self.numbers.of(programme.id)
        known = self.known.get(number)
        if known and known.revision >= programme.revision:
            return number
        self.known[number] = programme
        if number in self.row:
            self.lines.retract(self.row.pop(number))
        if programme.open:
            text = " ".join((programme.title, *programme.skills))
            self.row[number] = self.lines.extend([Line(owner=number, text=text)])[0]
        return number
