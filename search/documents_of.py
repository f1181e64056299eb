"""Documents of the public indexes from the data of events (events/catalogue has their schemas)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from search.documents import Document

Data = Mapping[str, Any]

PUBLIC_NEED_STATES = frozenset({"published", "closed", "awarded", "completed"})
PUBLIC_ORGANIZATION_STATES = frozenset({"unclaimed", "verified"})

_SECTIONS = (
    # Last division of each section, NACE Rev. 2 (Regulation (EC) No 1893/2006, annex I).
    (3, "A"), (9, "B"), (33, "C"), (35, "D"), (39, "E"), (43, "F"), (47, "G"), (53, "H"),
    (56, "I"), (63, "J"), (66, "K"), (68, "L"), (75, "M"), (82, "N"), (84, "O"), (85, "P"),
    (88, "Q"), (93, "R"), (96, "S"), (98, "T"), (99, "U"),
)  # fmt: skip


def need(data: Data, revision: int, *, buyer: str = "", labels: Iterable[str] = ()) -> Document:
    """A need as the public finds it; `buyer` is its organisation's name."""
    lots = data["lots"]
    codes = [*data["cpv"], *(lot["cpv"] for lot in lots if lot["cpv"])]
    return Document(
        data["id"],
        revision,
        words=_texts(
            title=data["title"],
            ref=data["ref"],
            lots=_joined(lot["title"] for lot in lots),
            labels=_joined(labels),
            buyer=buyer,
            description=data["description"],
        ),
        tokens=_tokens(
            kind=[data["kind"]],
            state=[data["state"]],
            organization=[data["organization"]],
            certificates=data["required_certificates"],
            occupation=[data.get("occupation")],
            **_codes(codes),
            **_place(data["place"]),
        ),
        numbers=_numbers(
            closes=moment(data["apply_by"]),
            published=moment(data["published_at"]),
            budget=(data["budget"] or {}).get("max") or (data["budget"] or {}).get("min"),
            posts=data.get("posts"),
        ),
        payload={
            **{name: data[name] for name in ("ref", "kind", "state", "title", "place", "apply_by")},
            "organization": data["organization"],
            "buyer": buyer,
        },
    )


def organization(
    data: Data,
    profile: Data | None,
    revision: int,
    *,
    labels: Iterable[str] = (),
    awards: Iterable[str] = (),
) -> Document:
    """An organisation with the parts of its profile that the public may see.

    It changes with either, so `revision` must rise with both, as the sum of the two does.
    """
    shown = _public(profile)
    capabilities = shown.get("capabilities") or []
    nace = shown.get("nace") or []
    return Document(
        data["id"],
        revision,
        words=_texts(
            name=data["name"],
            names=_joined(data["names"].values()),
            identifiers=_joined(entry["value"] for entry in data["identifiers"]),
            capabilities=_joined(entry["text"] for entry in capabilities),
            labels=_joined(labels),
            awards=_joined(awards),
            summary=shown.get("summary"),
        ),
        tokens=_tokens(
            kinds=data["kinds"],
            state=[data["state"]],
            section=[section(code) for code in nace],
            nace=nace,
            size=[(shown.get("size_class") or {}).get("mk")],
            certificates=[entry["scheme"] for entry in shown.get("certificates") or []],
            ownership=[who for who, so in (shown.get("ownership") or {}).items() if so],
            languages=shown.get("languages") or [],
            **_codes([entry["cpv"] for entry in capabilities if entry["cpv"]]),
            **_place(data["place"], shown.get("sites") or []),
        ),
        numbers=_numbers(staff=shown.get("staff"), founded=shown.get("founded")),
        payload={name: data[name] for name in ("name", "names", "kinds", "state", "place")},
    )


def service(data: Data, revision: int, *, provider: str = "") -> Document:
    """A service or training programme; `provider` is its organisation's name."""
    starts = [moment(day) for day in data.get("starts", [])]
    return Document(
        data["id"],
        revision,
        words=_texts(
            title=data["title"],
            skills=_joined(data.get("skills", [])),
            provider=provider,
            certificate=data.get("certificate"),
            description=data["description"],
        ),
        tokens=_tokens(
            kind=[data["kind"]],
            theme=[data["theme"]],
            novelty=[data.get("novelty")],
            organization=[data["organization"]],
            languages=data["languages"],
            occupation=[data.get("occupation")],
            closes=data["closes"],
            **_place(data["place"]),
        ),
        numbers=_numbers(
            starts=min(filter(None, starts), default=None),
            seats=data.get("seats"),
            weeks=data.get("weeks"),
            cost=(data["cost"] or {}).get("amount"),
        ),
        payload={
            **{name: data[name] for name in ("kind", "title", "theme", "place", "organization")},
            "provider": provider,
        },
    )


def section(nace: str) -> str | None:
    """Letter of the section of a NACE Rev. 2 code such as `25.50`; None if it is no such code."""
    if nace[:1].isalpha():
        return nace[0].upper()
    if not nace[:2].isdigit():
        return None
    return next((letter for last, letter in _SECTIONS if int(nace[:2]) <= last), None)


def moment(text: str | None) -> float | None:
    """Epoch seconds of an RFC 3339 time, or of a day's beginning in UTC."""
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()


def _public(profile: Data | None) -> Data:
    """Parts that are public, which a part is unless the profile says otherwise."""
    if profile is None:
        return {}
    visibility = profile["visibility"]
    return {name: v for name, v in profile.items() if visibility.get(name, "public") == "public"}


def _codes(codes: Iterable[str]) -> dict[str, list[str]]:
    """CPV codes with their prefixes of 2 to 8 digits, and their divisions (2 digits)."""
    digits = [code.split("-")[0] for code in codes]
    prefixes = [code[:length] for code in digits for length in range(2, len(code) + 1)]
    return {"cpv": prefixes, "division": [code[:2] for code in digits]}


def _place(place: Data | None, sites: Sequence[Data] = ()) -> dict[str, list[str | None]]:
    places = [place, *sites] if place else list(sites)
    return {name: [each.get(name) for each in places] for name in ("region", "municipality")}


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(filter(None, parts))


def _texts(**texts: str | None) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _tokens(**values: Iterable[str | None]) -> dict[str, tuple[str, ...]]:
    kept = {name: tuple(dict.fromkeys(v for v in some if v)) for name, some in values.items()}
    return {name: some for name, some in kept.items() if some}


def _numbers(**values: Any) -> dict[str, float]:
    return {name: float(value) for name, value in values.items() if value is not None}
