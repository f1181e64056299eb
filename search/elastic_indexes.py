"""Physical indexes behind an alias: `ALIAS-0001` and so on, and a rebuild that loses no change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from search.documents import Document, IndexSpec
from search.elastic_client import CHUNK, NoSuchIndex, Write, reachable, write
from search.mappings.elastic import GONE, REVISION, SETTINGS, convert, mapping
from search.ports import SearchUnavailable

PATIENCE = 60.0
"""Seconds for one request of a rebuild, which nobody waits for."""


class Indexes:
    """The physical indexes of one specification. The alias carries its version."""

    def __init__(self, client: Elasticsearch, prefix: str, spec: IndexSpec) -> None:
        self.spec = spec
        self.alias = f"{prefix}{spec.versioned}"
        self._client = client
        self._patient = client.options(request_timeout=PATIENCE)
        self._family = re.compile(re.escape(f"{prefix}{spec.name}-v") + r"\d+-\d+")

    def live(self) -> str | None:
        """The physical index behind the alias."""
        with reachable():
            try:
                found = self._client.indices.get_alias(name=self.alias)
            except NotFoundError:
                return None
        return next(iter(found), None)

    def write(self, writes: list[Write]) -> None:
        """Writes through the alias, which comes to be with the first write.

        All processes give the first index one name, so that only one of them makes it.
        """
        try:
            write(self._client, self.alias, writes)
        except NoSuchIndex:
            self._create(f"{self.alias}-0000", self.alias)
            write(self._client, self.alias, writes)

    def rebuild(self, documents: Iterable[Document]) -> int:
        """Fills a new index, copies what changed meanwhile, swaps the alias, copies the last rest.

        The old index refuses writes soon after the swap: what reaches it before is copied, what
        comes after is answered with SearchUnavailable and comes again through the alias. What is
        copied twice, or was in the documents already, is sorted out by external versions.
        """
        before = self.live()
        since = self._checkpoint(before)
        new = self._next_name()
        building = f"{new}.building"
        if not self._create(new, building, refresh_interval="-1"):
            raise SearchUnavailable(f"{new} is being built by another process")
        try:
            write(self._patient, building, self._checked(documents))
            old = self.live()
            since = since if old == before else -1
            self._copy(old, building, since)
            self._swap(old, new, building)
        except BaseException:
            self._drop([new])
            raise
        self._retire(old, since)
        self._drop(name for name in self._physical() if name != new)
        return self.count()

    def count(self) -> int:
        query = {"bool": {"must_not": [{"term": {GONE: True}}]}}
        with reachable():
            return int(self._patient.count(index=self.alias, query=query)["count"])

    def _checked(self, documents: Iterable[Document]) -> Iterator[Write]:
        for document in documents:
            self.spec.check(document)
            yield document.id, document.revision, convert(document)

    def _physical(self) -> list[str]:
        """Names of all physical indexes of this name, of any version, leftovers too."""
        stem = self.alias.rsplit("-v", 1)[0]
        with reachable():
            found = self._patient.indices.get(index=f"{stem}-v*", features=["aliases"])
        return [name for name in found if self._family.fullmatch(name)]

    def _next_name(self) -> str:
        taken = [name for name in self._physical() if name.startswith(f"{self.alias}-")]
        last = max((int(name.rsplit("-", 1)[1]) for name in taken), default=0)
        return f"{self.alias}-{last + 1:04d}"

    def _create(self, name: str, alias: str, **settings: Any) -> bool:
        """Whether the index was made here; False if there is one of that name."""
        with reachable():
            try:
                self._patient.indices.create(
                    index=name,
                    mappings=mapping(self.spec),
                    settings=SETTINGS | settings,
                    aliases={alias: {}},
                )
            except BadRequestError as error:
                if "already_exists" not in str(error):
                    raise
                return False
        return True

    def _checkpoint(self, name: str | None) -> int:
        """Sequence number up to which all writes to an index are complete; -1 before the first."""
        if name is None:
            return -1
        with reachable():
            stats = self._patient.indices.stats(index=name, level="shards")
        shards = stats["indices"][name]["shards"]["0"]
        return min(int(shard["seq_no"]["global_checkpoint"]) for shard in shards)

    def _copy(self, source: str | None, target: str, since: int) -> None:
        """Copies all tombstones, and what was written after a sequence number."""
        if source is None:
            return
        with reachable():
            self._patient.indices.refresh(index=source)
        after: list[Any] | None = None
        while some := self._written(source, since, after):
            write(self._patient, target, [_write_of(hit) for hit in some])
            after = some[-1]["sort"]

    def _written(self, source: str, since: int, after: list[Any] | None) -> list[dict[str, Any]]:
        changed = [{"range": {"_seq_no": {"gt": since}}}, {"term": {GONE: True}}]
        with reachable():
            answer = self._patient.search(
                index=source,
                query={"bool": {"should": changed, "minimum_should_match": 1}},
                sort=[{"_seq_no": "asc"}],
                search_after=after,
                size=CHUNK,
            )
        return list(answer["hits"]["hits"])

    def _swap(self, old: str | None, new: str, building: str) -> None:
        actions: list[dict[str, Any]] = [
            {"add": {"index": new, "alias": self.alias}},
            {"remove": {"index": new, "alias": building}},
        ]
        if old is not None:
            actions.append({"remove": {"index": old, "alias": self.alias}})
        with reachable():
            self._patient.indices.put_settings(index=new, settings={"refresh_interval": None})
            self._patient.indices.refresh(index=new)
            self._patient.indices.update_aliases(actions=actions)

    def _retire(self, old: str | None, since: int) -> None:
        """Lets no more writes into the replaced index and copies what came until then."""
        if old is None:
            return
        with reachable():
            self._patient.indices.add_block(index=old, block="write")
        self._copy(old, self.alias, since)
        with reachable():
            self._patient.indices.refresh(index=self.alias)

    def _drop(self, names: Iterable[str]) -> None:
        with reachable():
            for name in names:
                self._patient.indices.delete(index=name, ignore_unavailable=True)


def _write_of(hit: dict[str, Any]) -> Write:
    source = hit["_source"]
    return hit["_id"], source[REVISION], source
