"""JSON routes of vocabularies."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from marketplace.apikit import blueprint, listing, page_of, refuses
from marketplace.edge import rule
from marketplace.vocabularies.picking import pick
from marketplace.vocabularies.schemas import ChoiceQuery, ChoiceSchema

api = blueprint("vocabularies", "Official lists, places and certificate schemes, by words.")


@api.route("/vocabularies/<name>", methods=["GET"])
@api.doc(operationId="searchVocabulary")
@api.arguments(ChoiceQuery, location="query")
@api.response(200, page_of(ChoiceSchema, "ChoicePage"))
@refuses(api)
@rule("public.read")
def search_vocabulary(asked: dict[str, Any], name: str) -> dict[str, Any]:
    found = pick(name, asked["q"], asked["language"], asked["limit"])
    return listing([asdict(one) for one in found], None, len(found))
