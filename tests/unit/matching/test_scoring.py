"""Properties of margins, scores and reasons."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from matching import scoring
from matching.features import Norms
from matching.kinds import KINDS
from matching.pipeline import Kind

KIND = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
unit = st.floats(0, 1, allow_subnormal=False)


def rows(kind: Kind) -> st.SearchStrategy[np.ndarray]:
    return arrays(float, (3, len(kind.weights().names)), elements=unit)


@KIND
@given(data=st.data())
def test_scores_lie_between_0_and_1_and_rise_with_margins(kind: Kind, data: st.DataObject) -> None:
    pair = data.draw(st.lists(st.floats(-40, 60), min_size=2, max_size=2, unique=True))
    low, high = sorted(pair)
    a, b = kind.weights().scores(np.array([low, high]))
    assert 0 <= a <= b <= 1
    if high - low > 1e-6 and low > -20 and high < 30:
        assert a < b


@KIND
@given(data=st.data())
def test_reasons_add_up_to_the_score(kind: Kind, data: st.DataObject) -> None:
    weights = kind.weights()
    found = data.draw(rows(kind))
    scores = weights.scores(weights.margins(found))
    _, member = scoring.groups(kind.features, weights.names)
    added = scoring.contributions(found, weights, member)
    parts = scoring.shares(added, scores)
    backed = (added > 0).any(axis=1)
    assert parts.sum(axis=1)[backed] == pytest.approx(scores[backed], abs=1e-9)
    assert not parts[~backed].any()
    assert (np.sign(parts) == np.sign(np.where(backed[:, None], added, 0))).all()


@KIND
@given(data=st.data())
def test_without_a_shown_reason_the_score_is_lower(kind: Kind, data: st.DataObject) -> None:
    weights = kind.weights()
    found = data.draw(rows(kind))[:1]
    codes, member = scoring.groups(kind.features, weights.names)
    added = scoring.contributions(found, weights, member)[0]
    score = weights.scores(weights.margins(found))[0]
    for at in range(len(codes)):
        if added[at] > 1e-6:
            without = found * (1 - member[:, at])
            assert weights.scores(weights.margins(without))[0] < score


@KIND
@given(data=st.data())
def test_more_evidence_is_never_worse(kind: Kind, data: st.DataObject) -> None:
    weights = kind.weights()
    signs = {f.name: f.sign for f in kind.features.all}
    row = data.draw(rows(kind))[:1]
    at = data.draw(st.integers(0, len(weights.names) - 1))
    more = row.copy()
    more[0, at] += 0.5
    before, after = (weights.scores(weights.margins(r))[0] for r in (row, more))
    assert (after - before) * signs[weights.names[at]] >= 0


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.randoms())
def test_norms_do_not_depend_on_the_order_of_candidates(values: list[int], random) -> None:
    shuffled = list(enumerate(values))
    random.shuffle(shuffled)
    for method in ("relative", "standing", "soft"):
        plain = getattr(Norms(), method)("x", np.array(values, dtype=float))
        mixed = getattr(Norms(), method)("x", np.array([v for _, v in shuffled], dtype=float))
        assert mixed.tolist() == [plain[at] for at, _ in shuffled]
        assert ((plain >= 0) & (plain <= 1)).all()


@given(st.lists(st.integers(0, 9), min_size=2, max_size=30))
def test_kept_norms_place_a_candidate_where_it_stood(values: list[int]) -> None:
    for method in ("relative", "standing", "soft"):
        norms = Norms()
        all_ = getattr(norms, method)("x", np.array(values, dtype=float))
        again = getattr(Norms(norms.found), method)("x", np.array(values[:1], dtype=float))
        assert again[0] == pytest.approx(all_[0])


@KIND
def test_every_weight_is_of_a_feature_and_keeps_to_its_sign(kind: Kind) -> None:
    signs = {f.name: f.sign for f in kind.features.all}
    weights = kind.weights()
    assert set(weights.names) <= set(signs)
    assert all(weight * signs[name] >= 0 for name, weight in weights.features.items())
    assert all(f.compute.__doc__ for f in kind.features.all)
    assert weights.card["method"]
    assert list(weights.knots) == sorted(weights.knots)
