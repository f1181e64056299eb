"""A search engine of some sixty lines that answers the ranker's queries exactly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from search.documents import Document, IndexSpec
from search.query import CandidateQuery, Hit


class MemoryEngine:
    """Postings in dictionaries; BM25 with k1 1.2 and b .75, tokens worth their boost."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Document]] = defaultdict(dict)
        self._built: dict[str, tuple] = {}

    def rebuild(self, spec: IndexSpec, documents: Iterable[Document]) -> int:
        self.documents[spec.name] = {}
        self.upsert(spec.name, list(documents))
        return len(self.documents[spec.name])

    def upsert(self, index: str, documents: Sequence[Document]) -> None:
        for document in documents:
            old = self.documents[index].get(document.id)
            if old is None or old.revision < document.revision:
                self.documents[index][document.id] = document
        self._built.pop(index, None)

    def delete(self, index: str, ids_revisions) -> None:
        for identifier in ids_revisions:
            self.documents[index].pop(identifier, None)
        self._built.pop(index, None)

    def refresh(self, index: str) -> None:
        return None

    def candidates(self, index: str, query: CandidateQuery) -> list[Hit]:
        ids, words, tokens = self._postings(index)
        scores = np.zeros(len(ids))
        for clause in query.clauses:
            for term in clause.terms:
                if (clause.field, term) in words:
                    at, value = words[clause.field, term]
                    scores[at] += clause.boost * value
                elif (clause.field, term) in tokens:
                    scores[tokens[clause.field, term]] += clause.boost
        for name, values in query.filters.items():
            scores[~self._having(tokens, name, values, len(ids))] = 0
        for name, values in query.excluded.items():
            scores[self._having(tokens, name, values, len(ids))] = 0
        best = np.argsort(-scores, kind="stable")[: query.limit]
        return [Hit(ids[i], float(scores[i]), {}) for i in best if scores[i] > 0]

    def _having(self, tokens, name, values, size):
        mask = np.zeros(size, dtype=bool)
        for value in values:
            mask[tokens.get((name, value), [])] = True
        return mask

    def _postings(self, index: str):
        if index not in self._built:
            self._built[index] = build(list(self.documents[index].values()))
        return self._built[index]


def build(documents: Sequence[Document]):
    """Ids, word postings with BM25 weights, token postings."""
    words, tokens, lengths = defaultdict(dict), defaultdict(list), defaultdict(dict)
    for at, document in enumerate(documents):
        for name, text in document.words.items():
            split = text.split()
            lengths[name][at] = len(split)
            for word in split:
                words[name, word][at] = words[name, word].get(at, 0) + 1
        for name, values in document.tokens.items():
            for value in values:
                tokens[name, value].append(at)
    weighted = {}
    for (name, word), found in words.items():
        n, average = len(lengths[name]), sum(lengths[name].values()) / len(lengths[name])
        at = np.array(list(found))
        tf = np.array(list(found.values()), dtype=float)
        length = np.array([lengths[name][i] for i in found])
        idf = np.log(1 + (n - len(at) + 0.5) / (len(at) + 0.5))
        weight = idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / average))
        weighted[name, word] = (at, weight)
    plain = {key: np.array(at) for key, at in tokens.items()}
    return [d.id for d in documents], weighted, plain
