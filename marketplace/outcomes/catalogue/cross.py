"""What cuts across objectives, and how well the platform and its figures work."""

from __future__ import annotations

from marketplace.i18n import N_
from marketplace.outcomes.catalogue.shape import Indicator

TRAINED = ("O2-01p", "O3-06")
SYSTEM = N_("The platform itself")
COMPUTED = N_("Computed from what the platform recorded")


def _share(dimension: str, bucket: str) -> dict[str, object]:
    return {
        "kind": "share",
        "of": list(TRAINED),
        "dimension": dimension,
        "in": [bucket],
        "unknown": ["unknown", "undisclosed"],
    }


INDICATORS = (
    Indicator(
        "X-01",
        N_("Female participants"),
        N_("Women, by all participants whose sex is known."),
        "%",
        "derived",
        (),
        2,
        N_("Lists of participants"),
        N_("Lists"),
        measure=2,
        formula=_share("sex", "f"),
    ),
    Indicator(
        "X-02",
        N_("Youth participants (15–29)"),
        N_("Participants aged 15 to 29, by all whose age is known."),
        "%",
        "derived",
        (),
        2,
        N_("Lists of participants"),
        N_("Lists"),
        measure=2,
        formula=_share("age", "15-29"),
    ),
    Indicator(
        "P-01",
        N_("Time to first match"),
        N_("Median hours from a need's publication to its first ranked match."),
        "h",
        "derived",
        ("need_type",),
        1,
        SYSTEM,
        COMPUTED,
        ascending=False,
        formula={"kind": "system"},
    ),
    Indicator(
        "P-02",
        N_("Match usefulness"),
        N_("Matches rated useful, by matches rated."),
        "%",
        "derived",
        ("need_type",),
        1,
        SYSTEM,
        COMPUTED,
        measure=2,
        formula={"kind": "system"},
    ),
    Indicator(
        "P-03",
        N_("Match-to-deal conversion"),
        N_("Deals, by matches that were contacted."),
        "%",
        "derived",
        ("need_type",),
        2,
        SYSTEM,
        COMPUTED,
        measure=2,
        formula={"kind": "system"},
    ),
    Indicator(
        "P-04",
        N_("Verified share"),
        N_("Values whose evidence was accepted, by all values."),
        "%",
        "derived",
        ("bso", "indicator"),
        1,
        SYSTEM,
        COMPUTED,
        (("DQA", "integrity"),),
        measure=2,
        formula={"kind": "verified_share"},
    ),
    Indicator(
        "P-05",
        N_("On-time reports"),
        N_("Reports submitted by the deadline, by reports due."),
        "%",
        "derived",
        ("bso",),
        1,
        SYSTEM,
        COMPUTED,
        (("DQA", "timeliness"),),
        measure=2,
        formula={"kind": "on_time"},
    ),
    Indicator(
        "P-06",
        N_("Duplicate rate"),
        N_("Records merged, by records created."),
        "%",
        "derived",
        ("source",),
        1,
        SYSTEM,
        COMPUTED,
        ascending=False,
        measure=2,
        formula={"kind": "system"},
    ),
)
