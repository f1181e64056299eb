"""Public search: from the parameters of a request to the engine's query, and back to a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from marshmallow import Schema, fields, validate

from marketplace.apikit import PageQuery, page_of
from marketplace.edge import ports
from marketplace.errors import Fault, Invalid
from marketplace.vocabularies import places
from marketplace.vocabularies.canonical import canonical
from search.documents import IndexSpec
from search.query import InvalidCursor, Page, Query, Sort


def _same(query: Query) -> Query:
    return query


@dataclass(frozen=True, slots=True)
class Search:
    """What can be asked of an index: `filters` are token fields taken as they are named, `ranges`
    number fields asked for as NAME_min and NAME_max, `sorts` number fields to order by."""

    spec: IndexSpec
    filters: tuple[str, ...]
    ranges: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()

    def schema(self, name: str) -> type[PageQuery]:
        """The form of the request's parameters; a filter may be given several times."""
        numbers = [f"{one}_{end}" for one in self.ranges for end in ("min", "max")]
        orders = [order for one in self.sorts for order in (one, f"-{one}")]
        parts: dict[str, Any] = {one: _several() for one in self.filters}
        parts |= {one: fields.Float(load_default=None, allow_none=True) for one in numbers}
        parts["sort"] = fields.String(
            load_default="relevance", validate=validate.OneOf(["relevance", *orders])
        )
        if "municipality" in self.filters:
            parts |= {"near": _optional(fields.String()), "radius_km": _optional(_radius())}
        form: Any = PageQuery.from_dict(parts, name=name)
        return cast(type[PageQuery], form)

    def query(self, asked: Mapping[str, Any]) -> Query:
        """The engine's query; raises Invalid for a place that nobody knows."""
        filters = {one: tuple(asked[one]) for one in self.filters if asked.get(one)}
        return Query(
            text=asked["q"],
            filters=filters | _near(asked),
            ranges=self._ranges(asked),
            facets=self.facets,
            sort=_sort(asked["sort"]),
            limit=asked["limit"],
            cursor=asked["cursor"],
        )

    def _ranges(self, asked: Mapping[str, Any]) -> dict[str, tuple[float | None, float | None]]:
        found = {one: (asked.get(f"{one}_min"), asked.get(f"{one}_max")) for one in self.ranges}
        return {one: ends for one, ends in found.items() if ends != (None, None)}

    def find(self, asked: Mapping[str, Any], adjust: Callable[[Query], Query] = _same) -> Page:
        """The page that the engine finds; SearchUnavailable, answered 503, while it is away.

        `adjust` may narrow the query by what is no parameter of the request.
        """
        try:
            return ports().search.search(self.spec.name, adjust(self.query(asked)))
        except InvalidCursor:
            detail = "Take `next` of the page before, with the same filters."
            raise Invalid([Fault("/cursor", detail)]) from None


def found(items: Sequence[Any], page: Page) -> dict[str, Any]:
    """A list as the contract has it, with the counts of its facets."""
    return {
        "items": list(items),
        "next": page.next,
        "total": page.total,
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts]
            for name, counts in page.facets.items()
        },
    }


def _several() -> fields.List:
    return fields.List(
        fields.String(validate=validate.Length(1, 80)),
        load_default=list,
        validate=validate.Length(max=50),
    )


def _optional(field: Any) -> Any:
    field.load_default, field.allow_none, field.required = None, True, False
    return field


def _radius() -> fields.Integer:
    return fields.Integer(validate=validate.Range(1, 500))


def _sort(text: str) -> Sort:
    if text == "relevance":
        return Sort()
    return Sort(text.removeprefix("-"), descending=text.startswith("-"))


def _near(asked: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Municipalities within the radius (30 km unless said) of the one that is named."""
    name = asked.get("near")
    if not name:
        return {}
    code = canonical("municipality", name)
    if code is None:
        raise Invalid([Fault("/near", "Choose a municipality from the list.")])
    around = places.within(code, asked.get("radius_km") or 30)
    chosen = set(asked.get("municipality") or around)
    return {"municipality": tuple(sorted(around & chosen)) or ("-",)}


class CountSchema(Schema):
    """How many results a value of a filter would leave."""

    value = fields.String(required=True)
    count = fields.Integer(required=True)


def found_schema(item: type[Schema], name: str) -> type[Schema]:
    """The schema of `found`."""
    counts = fields.Dict(
        keys=fields.String(), values=fields.List(fields.Nested(CountSchema)), required=True
    )
    form: Any = page_of(item, name).from_dict({"facets": counts}, name=name)
    return cast(type[Schema], form)
