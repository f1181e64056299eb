"""Features of a supplier need and its candidates, each one a pure function of the evidence.

All are free of scale (shares, ratios, logarithms, ranks), so that weights learned from one history
serve another. `o` are the awards of other buyers like the need, `b` those of the need's own buyer.
Each returns one value for each candidate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matching.suppliers.evidence import Floats, relative, standing
from matching.suppliers.view import View

Compute = Callable[[View], Floats]


@dataclass(frozen=True, slots=True)
class Feature:
    """A named number; `group` is the reason it counts towards, `sign` +1 if more is never worse."""

    name: str
    group: str
    sign: int
    compute: Compute


FEATURES: list[Feature] = []


def feature(group: str, sign: int = 1) -> Callable[[Compute], Compute]:
    """Register a function as a feature of this group."""

    def register(compute: Compute) -> Compute:
        FEATURES.append(Feature(compute.__name__, group, sign, compute))
        return compute

    return register


@feature("text")
def text_sum(v: View) -> Floats:
    """S c^3, as ln(1 + .): how much similar text the candidate has delivered."""
    return np.log1p(v.o.sum(v.o.c**3))


@feature("text")
def text_sum_rel(v: View) -> Floats:
    """S c^3 as a share of the best candidate's."""
    return relative(v.o.sum(v.o.c**3))


@feature("text")
def text_place(v: View) -> Floats:
    """Standing by S c^3."""
    return standing(v.o.sum(v.o.c**3))


@feature("text")
def words_sum_rel(v: View) -> Floats:
    """S bmr^2 as a share of the best candidate's."""
    return relative(v.o.sum(v.o.bmr**2))


@feature("text")
def text_best(v: View) -> Floats:
    """M c: cosine of the nearest title."""
    return v.o.most(v.o.c)


@feature("text")
def words_best(v: View) -> Floats:
    """M bma: the share of the need's words, by rarity, in the nearest title."""
    return v.o.most(v.o.bma)


@feature("text")
def words_best_rel(v: View) -> Floats:
    """M bmr: the best title against the best of all."""
    return v.o.most(v.o.bmr)


@feature("text")
def same_title(v: View) -> Floats:
    """ln(1 + awards with exactly this title)."""
    return np.log1p(v.o.sum(v.o.exact))


@feature("recency")
def recent_text(v: View) -> Floats:
    """S c^3 exp(-age / .3) as a share of the best candidate's."""
    return relative(v.o.sum(v.o.c**3 * np.exp(-v.o.age / 0.3)))


@feature("likeness")
def likeness_soft(v: View) -> Floats:
    """ln S exp(1.5 pre) against the best candidate's: 1 for that, 0 below e^-10 of it."""
    return soft(v.o.sum(np.exp(1.5 * v.o.pre)))


@feature("likeness")
def likeness_sharp(v: View) -> Floats:
    """ln S exp(3 pre) against the best candidate's: 1 for that, 0 below e^-10 of it."""
    return soft(v.o.sum(np.exp(3 * v.o.pre)))


@feature("likeness")
def likeness_place(v: View) -> Floats:
    """Standing by S exp(3 pre)."""
    return standing(v.o.sum(np.exp(3 * v.o.pre)))


@feature("codes")
def code8_share(v: View) -> Floats:
    """The candidate's share of the awards with the same 8-digit code."""
    return share(v.o.sum(v.o.codes[8]))


@feature("codes")
def code5_share(v: View) -> Floats:
    """The candidate's share of the awards with the same 5 digits."""
    return share(v.o.sum(v.o.codes[5]))


@feature("codes")
def code3_share(v: View) -> Floats:
    """The candidate's share of the awards with the same 3 digits."""
    return share(v.o.sum(v.o.codes[3]))


@feature("codes")
def code2_share(v: View) -> Floats:
    """The candidate's share of the awards with the same 2 digits."""
    return share(v.o.sum(v.o.codes[2]))


@feature("codes")
def code2_text(v: View) -> Floats:
    """S c2 c^2 as a share of the best candidate's."""
    return relative(v.o.sum(v.o.codes[2] * v.o.c**2))


@feature("codes")
def code3_text(v: View) -> Floats:
    """M c3 c: nearest title within the 3-digit code."""
    return v.o.most(v.o.codes[3] * v.o.c)


@feature("codes")
def code_prior(v: View) -> Floats:
    """p: the candidate's share of all awards in the code, each level smoothed by the one above."""
    return v.code_prior


@feature("codes")
def code_prior_log(v: View) -> Floats:
    """ln(1 + p N): the same against an even share."""
    return np.log1p(v.code_prior * v.state.award_count)


@feature("codes")
def own_code3(v: View) -> Floats:
    """Share of the candidate's awards that are in the 3-digit code."""
    return v.own_share("cpv3")


@feature("codes")
def own_code2(v: View) -> Floats:
    """Share of the candidate's awards that are in the 2-digit code."""
    return v.own_share("cpv2")


@feature("buyers")
def similar_buyer(v: View) -> Floats:
    """M bs: the most similar buyer among its clients here."""
    return v.o.most(v.o.bs)


@feature("buyers")
def similar_buyers_text(v: View) -> Floats:
    """S bs c as a share of the best candidate's."""
    return relative(v.o.sum(v.o.bs * v.o.c))


@feature("buyers")
def alike_buyers_text(v: View) -> Floats:
    """S (bs + .3 bn) c^2 as a share of the best candidate's."""
    return relative(v.o.sum((v.o.bs + 0.3 * v.o.bn) * v.o.c**2))


@feature("buyers")
def alike_buyers_place(v: View) -> Floats:
    """Standing by S (bs + .3 bn) c^2."""
    return standing(v.o.sum((v.o.bs + 0.3 * v.o.bn) * v.o.c**2))


@feature("buyers")
def buyer_name(v: View) -> Floats:
    """M bn: the client here whose name is most like the buyer's."""
    return v.o.most(v.o.bn)


@feature("buyers")
def buyer_names_text(v: View) -> Floats:
    """S bn c as a share of the best candidate's."""
    return relative(v.o.sum(v.o.bn * v.o.c))


@feature("buyers")
def shared_clients(v: View) -> Floats:
    """Sum over similar buyers of bs x ln(1 + awards), as a share of the best candidate's."""
    return relative(v.shared_clients)


@feature("place")
def place_text(v: View) -> Floats:
    """S municipality c as a share of the best candidate's."""
    return relative(v.o.sum(v.o.municipality * v.o.c))


@feature("place")
def region_text(v: View) -> Floats:
    """S region c as a share of the best candidate's."""
    return relative(v.o.sum(v.o.region * v.o.c))


@feature("place")
def place_code(v: View) -> Floats:
    """S municipality c2, as ln(1 + .)."""
    return np.log1p(v.o.sum(v.o.municipality * v.o.codes[2]))


@feature("place")
def region_code(v: View) -> Floats:
    """S region c3, as ln(1 + .)."""
    return np.log1p(v.o.sum(v.o.region * v.o.codes[3]))


@feature("place")
def own_municipality(v: View) -> Floats:
    """Share of the candidate's awards in the need's municipality."""
    return v.own_share("municipality")


@feature("place")
def own_region(v: View) -> Floats:
    """Share of the candidate's awards in the need's region."""
    return v.own_share("region")


@feature("size")
def value_text(v: View) -> Floats:
    """M c exp(-|d ln value|): nearest title of about the need's value."""
    return v.o.most(v.o.c * v.o.value)


@feature("size")
def value_usual(v: View) -> Floats:
    """exp(-|z|) of the need's ln value among the candidate's; 0 where either is not known."""
    return np.nan_to_num(np.exp(-np.abs(v.value_z)))


@feature("record", sign=0)
def awards(v: View) -> Floats:
    """ln(1 + awards) of the candidate."""
    return np.log1p(v.total)


@feature("record")
def clients(v: View) -> Floats:
    """ln(1 + buyers) of the candidate."""
    return np.log1p(v.clients)


@feature("recency")
def active(v: View) -> Floats:
    """1 - age of the last award as a share of the history; 0 without an award."""
    return 1 - v.idle


@feature("record", sign=0)
def pool_share(v: View) -> Floats:
    """Share of the candidate's awards that are in the pool."""
    return v.o.sum(np.ones(len(v.o.rows))) / np.maximum(v.total, 1)


@feature("name")
def name_title(v: View) -> Floats:
    """Cosine of the candidate's name with the need's text."""
    return v.name_title


@feature("own")
def own_text_rel(v: View) -> Floats:
    """S c^3 over the buyer's own awards, as a share of the best candidate's."""
    return relative(v.b.sum(v.b.c**3))


@feature("own")
def own_text_best(v: View) -> Floats:
    """M c over the buyer's own awards."""
    return v.b.most(v.b.c)


@feature("own")
def own_words_best(v: View) -> Floats:
    """M bma over the buyer's own awards."""
    return v.b.most(v.b.bma)


@feature("own")
def own_same_title(v: View) -> Floats:
    """ln(1 + awards by this buyer under exactly this title)."""
    return np.log1p(v.b.sum(v.b.exact))


@feature("own")
def own_code8(v: View) -> Floats:
    """ln(1 + awards by this buyer in the same 8-digit code)."""
    return np.log1p(v.b.sum(v.b.codes[8]))


@feature("own")
def own_codes(v: View) -> Floats:
    """Awards by this buyer in the same 3-digit code, as a share of the best candidate's."""
    return relative(v.b.sum(v.b.codes[3]))


@feature("own")
def own_likeness(v: View) -> Floats:
    """ln S exp(3 pre) over the buyer's own awards, against the best candidate's, 0 to 1."""
    return soft(v.b.sum(np.exp(3 * v.b.pre)))


@feature("own", sign=0)
def incumbent(v: View) -> Floats:
    """1 if the candidate has sold to this buyer before."""
    return (v.with_buyer > 0).astype(float)


@feature("own", sign=0)
def own_share(v: View) -> Floats:
    """The candidate's share of the buyer's awards."""
    return share(v.with_buyer)


def share(values: Floats) -> Floats:
    """Values as shares of their sum; zeros if there is none."""
    total = float(values.sum())
    return values / total if total > 0 else np.zeros(len(values))


def soft(values: Floats) -> Floats:
    """1 + ln(value / greatest) / 10, not below 0; zeros if the greatest is 0."""
    top = float(values.max()) if len(values) else 0.0
    if top <= 0:
        return np.zeros(len(values))
    return np.maximum(1 + np.log(np.maximum(values / top, 1e-30)) / 10, 0)


def matrix(view: View) -> Floats:
    """All features: one row a candidate, one column a feature in the order of FEATURES."""
    return np.column_stack([f.compute(view) for f in FEATURES])
