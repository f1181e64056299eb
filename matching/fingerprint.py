"""What a state has learned, in a few digests, so that two states can be told apart.

A digest depends on what is in a state, not on the order in which it came: numbers are told by the
names that they stand for, and lines that were taken back do not count.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from matching.history import History
from matching.lines import Lines
from matching.state import State
from matching.vocabulary import Vocabulary

Names = Sequence[str]


def fingerprint(state: State) -> Mapping[str, str]:
    """Digests of idf, counts, sparse rows and of what is known of firms, by what they are of."""
    directory, programmes = state.directory, state.programmes
    names = directory.numbers.names
    vocabularies = {"words": state.words, "grams": state.grams}
    vocabularies |= {
        "words of programmes": programmes.words,
        "grams of programmes": programmes.grams,
    }
    found = {f"idf of {name}": idf(one) for name, one in vocabularies.items()}
    counted = counts(state.history, names, directory.places.names)
    return found | {
        "counts of awards": digest(counted),
        "rows of awards": digest(rows(state.history.lines, names)),
        "rows of offers": digest(rows(directory.offers, names)),
        "rows of programmes": digest(rows(programmes.lines, programmes.numbers.names)),
    }


def digest(parts: Iterable[bytes]) -> str:
    """BLAKE2 of the parts in rising order."""
    found = hashlib.blake2b(digest_size=16)
    for part in sorted(parts):
        found.update(part)
    return found.hexdigest()


def idf(vocabulary: Vocabulary) -> str:
    """Of the document frequencies, which idf is made from."""
    sizes = f"{vocabulary.lines} {vocabulary.length} ".encode()
    return hashlib.blake2b(sizes + vocabulary.frequencies.tobytes(), digest_size=16).hexdigest()


def counts(history: History, names: Names, places: Names) -> Iterator[bytes]:
    """Awards by facet, value and supplier."""
    told: Mapping[str, Names] = {"municipality": places, "region": places, "buyer": names}
    for facet, values in history.counts.items():
        labels = told.get(facet)
        for value, suppliers in values.items():
            label = labels[value] if labels else value
            for supplier, count in suppliers.items():
                yield f"{facet} {label} {names[supplier]} {count}\n".encode()


def rows(lines: Lines, names: Names) -> Iterator[bytes]:
    """The words and grams of each line that counts, with whose it is."""
    for row, owner in enumerate(lines.ints["owner"].values.tolist()):
        if owner >= 0:
            sparse = lines.words.row(row).tobytes() + lines.grams.row(row).tobytes()
            yield hashlib.blake2b(names[owner].encode() + sparse, digest_size=16).digest()
