"""Features of a supplier need and its candidates, each one a pure function of the view.

All are free of scale (shares, ratios, logarithms, ranks), so that weights learned from one history
serve another, and at least 0, so that none of them counts against anybody by being absent.
S and M are sum and maximum over a candidate's lines: `o` awards of other buyers like the need,
`b` the buyer's own awards, `p` capabilities in the profile. c is the cosine of 4-grams, bma and
bmr BM25 as a share of its bound and of the best (see `evidence.Pool`). Sources: award history
for `o` and `b`, the organisation's own profile for `p`.
"""

from __future__ import annotations

import numpy as np

from matching import cpv
from matching.features import Features, Floats
from matching.suppliers.industry import nearness
from matching.suppliers.view import View

feature = Features()


@feature("orders")
def words_sum(v: View) -> Floats:
    """S bmr^2 over `o`, as a share of the best candidate's."""
    return v.norms.relative("words_sum", v.o.sum(v.o.bmr**2))


@feature("orders")
def text_best(v: View) -> Floats:
    """M c over `o`: the nearest title, 0 to 1."""
    return v.o.most(v.o.c)


@feature("orders")
def words_best(v: View) -> Floats:
    """M bmr over `o`: the best title against the best of all, 0 to 1."""
    return v.o.most(v.o.bmr)


@feature("orders")
def same_title(v: View) -> Floats:
    """ln(1 + awards in `o` with exactly the need's title)."""
    return np.log1p(v.o.sum(v.o.exact))


@feature("orders")
def likeness(v: View) -> Floats:
    """Standing by S exp(3 pre) over `o`, 0 to 1: near titles, codes, places and buyers at once."""
    return v.norms.standing("likeness", v.o.sum(np.exp(3 * v.o.pre)))


@feature("codes")
def code_prior(v: View) -> Floats:
    """ln(1 + p N): the candidate's smoothed share of the need's CPV code against an even share."""
    return np.log1p(v.code_prior * v.state.history.count)


@feature("codes")
def code3_share(v: View) -> Floats:
    """Share of the candidate's awards that are in the need's 3-digit code, 0 to 1."""
    return v.own_share("cpv3", v.question.codes(1))


@feature("codes")
def code2_share(v: View) -> Floats:
    """Share of the candidate's awards that are in the need's 2-digit code, 0 to 1."""
    return v.own_share("cpv2", v.question.codes(0))


@feature("buyers")
def similar_buyer(v: View) -> Floats:
    """M bs over `o`: the client most like the buyer by shared suppliers, 0 to 1."""
    return v.o.most(v.o.bs)


@feature("buyers")
def alike_buyers(v: View) -> Floats:
    """Standing by S (bs + .3 bn) c^2 over `o`: similar text for buyers alike, 0 to 1."""
    return v.norms.standing("alike_buyers", v.o.sum((v.o.bs + 0.3 * v.o.bn) * v.o.c**2))


@feature("buyers")
def buyer_name(v: View) -> Floats:
    """M bn over `o`: the client whose name is most like the buyer's, 0 to 1."""
    return v.o.most(v.o.bn)


@feature("place")
def region_text(v: View) -> Floats:
    """S region c over `o`, as a share of the best candidate's."""
    return v.norms.relative("region_text", v.o.sum(v.o.region * v.o.c))


@feature("place")
def place_code(v: View) -> Floats:
    """ln(1 + S municipality c2) over `o`: awards of the same division in the municipality."""
    return np.log1p(v.o.sum(v.o.municipality * v.o.codes[2]))


@feature("place")
def region_share(v: View) -> Floats:
    """Share of the candidate's awards in the need's region, 0 to 1."""
    return v.own_share("region", {v.question.region})


@feature("value")
def value_text(v: View) -> Floats:
    """M c exp(-|d ln value|) over `o`: the nearest title of about the need's value, 0 to 1."""
    return v.o.most(v.o.c * v.o.value)


@feature("value")
def value_usual(v: View) -> Floats:
    """exp(-|z|) of the need's ln value among the candidate's, 0 to 1; 0 where not known."""
    return np.nan_to_num(np.exp(-np.abs(v.value_z)))


@feature("record")
def clients(v: View) -> Floats:
    """ln(1 + distinct buyers) of the candidate."""
    return np.log1p(v.clients)


@feature("record")
def active(v: View) -> Floats:
    """1 - age of the last award as a share of the history, 0 to 1; 0 without an award."""
    return 1 - v.idle


@feature("record")
def breadth(v: View) -> Floats:
    """Share of the candidate's awards outside `o`, 0 to 1; 0 without an award."""
    inside = v.o.sum(np.ones(len(v.o.rows)))
    return np.where(v.total > 0, np.maximum(1 - inside / np.maximum(v.total, 1), 0), 0.0)


@feature("name")
def name_text(v: View) -> Floats:
    """Cosine of the candidate's name with the need's text, 0 to 1."""
    return v.name_text


@feature("own")
def own_text_sum(v: View) -> Floats:
    """S c^3 over `b`, as a share of the best candidate's."""
    return v.norms.relative("own_text_sum", v.b.sum(v.b.c**3))


@feature("own")
def own_text_best(v: View) -> Floats:
    """M c over `b`: the nearest title of the buyer's own awards, 0 to 1."""
    return v.b.most(v.b.c)


@feature("own")
def own_words_best(v: View) -> Floats:
    """M bma over `b`: the share of the need's words in the buyer's own nearest title, 0 to 1."""
    return v.b.most(v.b.bma)


@feature("own")
def own_likeness(v: View) -> Floats:
    """ln S exp(3 pre) over `b` against the best candidate's, 0 to 1."""
    return v.norms.soft("own_likeness", v.b.sum(np.exp(3 * v.b.pre)))


@feature("incumbent", sign=-1)
def incumbent(v: View) -> Floats:
    """1 if the candidate has sold to this buyer before; its weight is "prefer newcomers"."""
    return (v.with_buyer > 0).astype(float)


@feature("capability")
def offer_text(v: View) -> Floats:
    """M c over `p`: the nearest capability, 0 to 1."""
    return v.p.most(v.p.c)


@feature("capability")
def offer_words(v: View) -> Floats:
    """M bma over `p`: the share of the need's words in the nearest capability, 0 to 1."""
    return v.p.most(v.p.bma)


@feature("capability")
def offer_code(v: View) -> Floats:
    """M of the share of CPV levels that are equal, over `p`, 0 to 1."""
    return v.p.most(sum(v.p.codes.values(), np.zeros(len(v.p.rows))) / len(cpv.LEVELS))


@feature("capability")
def industry(v: View) -> Floats:
    """Nearness of the NACE Rev. 2 classes, 0 to 1 (see `industry.nearness`)."""
    return nearness(v.state.directory.firms, v.candidates, v.need.nace)


@feature("conditions")
def conditions(v: View) -> Floats:
    """Share of the need's conditions that are known to be met, 0 to 1."""
    return v.conditions.met_share


@feature("near")
def near(v: View) -> Floats:
    """exp(-km / 60) of the first site; else 1 in the municipality, .5 in the region."""
    sites = v.asked.sites
    municipality = sites.same("municipality")
    named = np.maximum(municipality, 0.5 * sites.same("region"))
    km = sites.first_km
    return np.where(np.isnan(km), named, np.maximum(np.exp(-km / 60), municipality))
