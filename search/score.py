"""Relevance of a document to a plan, computed here so that both engines order alike.

A weighted sum without collection statistics: a document's score depends on the query and the
document only, so that pages stay stable while other documents come and go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from search.fold import words
from search.plan import SYNONYM_PREFIX_FROM, Unit, beginning, edits

EXACT, PREFIX, TYPO, SYNONYM = 1.0, 0.85, 0.6, 0.7
OTHER_FIELDS = 0.25
"""Share of what further fields with the same word add to the best one."""
ADJACENT = 0.5
"""Added, times the field's boost, for two query words that stand together in it."""
USUAL_LENGTH = 30
"""Words of a field of usual length, in place of BM25's average."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A word that can be met: the `place`-th of a `phrase` (0 is the person's own) of a unit."""

    unit: int
    phrase: int
    place: int
    word: str
    start: str | None
    """What other forms of the word begin with, where they count."""


class Scorer:
    """Scores documents against one plan; keeps what it has learned of each word."""

    def __init__(self, plan: tuple[Unit, ...], boosts: Mapping[str, float]) -> None:
        self._plan = plan
        self._boosts = boosts
        self._slots = tuple(_slots(plan))
        self._known: dict[str, tuple[tuple[int, float], ...]] = {}

    def readings(self, word: str) -> tuple[tuple[int, float], ...]:
        """Slots that a folded word of a document fills, with the worth of each, 0 to 1."""
        found = self._known.get(word)
        if found is None:
            worths = [(at, self._worth(slot, word)) for at, slot in enumerate(self._slots)]
            found = self._known[word] = tuple(pair for pair in worths if pair[1])
        return found

    def matches(self, word: str) -> bool:
        return bool(self.readings(word))

    def score(self, texts: Mapping[str, str]) -> float:
        """Score of a document's word fields, 0 and above, without unit."""
        worth: defaultdict[int, list[float]] = defaultdict(list)
        pairs: dict[int, float] = {}
        for field, text in texts.items():
            self._read(words(text), self._boosts.get(field, 0.0), worth, pairs)
        slots = {at: _combined(values) for at, values in worth.items()}
        total = sum(self._unit(number, slots) for number in range(len(self._plan)))
        return round(total + ADJACENT * sum(pairs.values()), 6)

    def _worth(self, slot: _Slot, word: str) -> float:
        if word == slot.word:
            return EXACT
        if slot.start is not None and word.startswith(slot.start):
            return PREFIX * len(slot.start) / max(len(word), len(slot.word))
        typos = self._plan[slot.unit].typos and not slot.phrase
        return _typo(slot.word, word) if typos else 0.0

    def _read(
        self,
        folded: list[str],
        boost: float,
        worth: defaultdict[int, list[float]],
        pairs: dict[int, float],
    ) -> None:
        """Adds what one field is worth, for each slot that its words fill."""
        best: dict[int, float] = {}
        times: defaultdict[int, int] = defaultdict(int)
        before: frozenset[int] = frozenset()
        for word in folded:
            found = self.readings(word)
            if not found:
                before = frozenset()
                continue
            for at, value in found:
                best[at] = max(value, best.get(at, 0.0))
                times[at] += 1
                if at - 1 in before:
                    pairs[at] = max(boost, pairs.get(at, 0.0))
            before = frozenset(at for at, _ in found if not self._slots[at].phrase)
        for at, value in best.items():
            worth[at].append(boost * value * _saturated(times[at], len(folded)))

    def _unit(self, number: int, slots: Mapping[int, float]) -> float:
        """Worth of a unit: of its best phrase all of whose words were met."""
        met: defaultdict[int, list[float]] = defaultdict(list)
        for at, slot in enumerate(self._slots):
            if slot.unit == number:
                met[slot.phrase].append(slots.get(at, 0.0))
        phrases = (
            (SYNONYM if phrase else EXACT) * sum(values) / len(values)
            for phrase, values in met.items()
            if all(values)
        )
        return max(phrases, default=0.0) * _weight(self._plan[number])


def _slots(plan: tuple[Unit, ...]) -> Iterator[_Slot]:
    """The person's own words first and in order, so that neighbours have neighbouring numbers."""
    for number, unit in enumerate(plan):
        for place, word in enumerate(unit.own):
            yield _Slot(number, 0, place, word, beginning(word, unit.prefix_from))
    for number, unit in enumerate(plan):
        for phrase, other in enumerate(unit.synonyms, 1):
            for place, word in enumerate(other):
                yield _Slot(number, phrase, place, word, beginning(word, SYNONYM_PREFIX_FROM))


def _typo(meant: str, word: str) -> float:
    from rapidfuzz.distance import OSA

    most = edits(meant)
    if not most or abs(len(meant) - len(word)) > most:
        return 0.0
    distance = OSA.distance(meant, word, score_cutoff=most)
    return TYPO / distance if 0 < distance <= most else 0.0


def _weight(unit: Unit) -> float:
    """Longer words say more: 0.25 for two letters or fewer, 1 for eight or more."""
    longest = max(map(len, unit.own))
    return min(max(longest, 2), 8) / 8


def _combined(values: list[float]) -> float:
    best = max(values)
    return best + OTHER_FIELDS * (sum(values) - best)


def _saturated(times: int, length: int) -> float:
    """BM25's term frequency with k1 = 1.2, b = 0.75."""
    return 2.2 * times / (times + 1.2 * (0.25 + 0.75 * length / USUAL_LENGTH))
