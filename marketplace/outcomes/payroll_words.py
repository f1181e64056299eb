"""The words of payroll lists in English, Macedonian and Albanian, as people head columns and cells.

They are compared folded, so that Cyrillic, Latin and plain spellings are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

COLUMNS: Mapping[str, str] = {
    "name": "name|employee|person|име|име и презиме|работник|вработен"
    "|emri|emri dhe mbiemri|punonjësi",
    "start": "start|start date|since|from|employed since|почеток|датум|од|вработен од|датум на"
    " вработување|fillimi|prej|data e fillimit|data e punësimit",
    "hours": "hours|hours per week|hours a week|weekly hours|часови|часови неделно|неделни часови"
    "|orë|orët|orë në javë|orë javore",
    "sex": "sex|gender|пол|gjinia",
    "age": "age|age band|age group|возраст|возрасна група|mosha|grupmosha",
    "contract": "contract|contract type|type|договор|вид договор|вид на договор|kontrata"
    "|lloji i kontratës",
    "months": "months|months a year|months per year|месеци|muaj",
}
SEX: Mapping[str, str] = {
    "f": "f|female|woman|ж|женски|жена|femër|grua",
    "m": "m|male|man|м|машки|маж|mashkull|burrë",
    "other": "other|друго|tjetër",
    "undisclosed": "undisclosed|prefer not to say|не сака да каже|nuk dëshiron të thotë",
}
CONTRACT: Mapping[str, str] = {
    "permanent": "permanent|indefinite|неопределено|на неопределено|e përhershme|pa afat",
    "temporary": "temporary|fixed term|определено|на определено|e përkohshme|me afat",
    "seasonal": "seasonal|сезонско|сезонски|sezonale",
    "intern": "intern|internship|trainee unpaid|практикант|пракса|praktikant",
    "volunteer": "volunteer|волонтер|vullnetar",
    "consultant": "consultant|consultancy|консултант|konsulent",
}


def folded(text: Any) -> str:
    """Lower case, Latin, without marks. Nothing is cached: it is also done to people's names."""
    from search.fold import TOKEN, fold_token

    written = "" if text is None else str(text)
    words = (word for token in TOKEN.findall(written) for word in fold_token.__wrapped__(token))
    return " ".join(words)


@cache
def _meanings(table: str) -> Mapping[str, str]:
    lists = {"columns": COLUMNS, "sex": SEX, "contract": CONTRACT}[table]
    return {folded(word): name for name, words in lists.items() for word in words.split("|")}


def column(head: Any) -> str | None:
    """Which column a heading names."""
    return _meanings("columns").get(folded(str(head or "").replace("_", " ")))


def sex(cell: Any, otherwise: str) -> str:
    """What a cell says of somebody's sex."""
    return _meanings("sex").get(folded(cell), otherwise)


def contract(cell: Any, otherwise: str) -> str:
    """What a cell says of a contract, or that there is none that makes a job."""
    return _meanings("contract").get(folded(cell), otherwise)
