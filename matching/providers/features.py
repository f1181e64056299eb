"""Features of a workforce need and its candidate programmes, each one a pure function.

All are 0 to 1, 0 where not known. Source: the programme as its provider published it.
"""

from __future__ import annotations

from matching.features import Features, Floats
from matching.providers import fit
from matching.providers.view import View

feature = Features()


@feature("occupation")
def occupation(v: View) -> Floats:
    """Nearness of the ISCO-08 codes (see `fit.occupation`)."""
    return v.each(fit.occupation)


@feature("skills")
def skills(v: View) -> Floats:
    """Share of the asked skills that are taught (see `fit.skills`)."""
    return v.each(fit.skills)


@feature("words")
def text(v: View) -> Floats:
    """Cosine of title and skills by character 4-grams."""
    return v.cosine


@feature("words")
def words(v: View) -> Floats:
    """BM25 of title and skills as a share of its bound."""
    return v.words


@feature("seats")
def seats(v: View) -> Floats:
    """Seats as a share of the posts, at most 1."""
    return v.each(fit.seats)


@feature("timing")
def timing(v: View) -> Floats:
    """1 if a course ends before the posts start, less by every week that it is late."""
    return v.each(lambda need, programme: fit.timing(need, programme, v.today))


@feature("near")
def near(v: View) -> Floats:
    """Nearness of the place of training."""
    return v.each(fit.near)


@feature("certificate")
def certificate(v: View) -> Floats:
    """1 if it ends with a certificate."""
    return v.each(fit.certificate)
