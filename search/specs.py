"""The public indexes: needs, organisations and services. Their documents are in documents_of."""

from __future__ import annotations

from search.documents import IndexSpec

NEEDS = IndexSpec(
    name="needs",
    version=1,
    words={
        "title": 3.0,
        "ref": 3.0,
        "lots": 1.5,
        "labels": 1.5,
        "buyer": 1.5,
        "description": 1.0,
    },
    tokens=frozenset(
        {
            "kind",
            "state",
            "organization",
            "cpv",
            "division",
            "region",
            "municipality",
            "certificates",
            "occupation",
        }
    ),
    numbers=frozenset({"closes", "published", "budget", "posts"}),
)
"""`labels` are official names of the need's codes, in any languages. Times are epoch seconds,
`budget` is its upper end in the currency it is stated in, `cpv` holds codes and their prefixes."""

ORGANIZATIONS = IndexSpec(
    name="organizations",
    version=1,
    words={
        "name": 4.0,
        "names": 3.0,
        "identifiers": 3.0,
        "capabilities": 1.5,
        "labels": 1.5,
        "awards": 1.0,
        "summary": 1.0,
    },
    tokens=frozenset(
        {
            "kinds",
            "state",
            "region",
            "municipality",
            "section",
            "nace",
            "cpv",
            "division",
            "size",
            "certificates",
            "ownership",
            "languages",
        }
    ),
    numbers=frozenset({"staff", "founded"}),
)
"""`section` is the letter of NACE Rev. 2, `size` the class by Macedonian law, `ownership` holds
`women` and `youth`, `awards` titles of public awards. Only what the profile shows to the public
is in here."""

SERVICES = IndexSpec(
    name="services",
    version=2,
    words={"title": 3.0, "skills": 1.5, "provider": 1.5, "certificate": 1.0, "description": 1.0},
    tokens=frozenset(
        {
            "kind",
            "theme",
            "novelty",
            "organization",
            "region",
            "municipality",
            "languages",
            "occupation",
            "closes",
        }
    ),
    numbers=frozenset({"starts", "seats", "weeks", "cost"}),
)
"""`starts` is the first start as epoch seconds, `closes` the gaps that the service closes."""

PUBLIC = (NEEDS, ORGANIZATIONS, SERVICES)
