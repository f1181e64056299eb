"""Pages of evaluations and awards in Chromium: axe, narrow windows, in every state."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.test_axe import OVERFLOW, faults
from tests.support.evaluating import Scene
from tests.support.site import Site

pytestmark = pytest.mark.browser
LIMKOV, SHARRA = "Limkov DOO", "Sharra Metal DOO"
LOOKS = [(1280, "light", "en"), (360, "dark", "mk"), (320, "light", "sq")]


def faulty(site: Site, who: str, *paths: str) -> list[tuple[str, int, list[str]]]:
    """What axe finds on these pages, or that they are too wide, in every look."""
    found = []
    for width, theme, language in LOOKS:
        with site.page(who, width=width, theme=theme, language=language) as page:
            for path in paths:
                page.goto(path)
                wrong = faults(page)
                if page.evaluate(OVERFLOW) > 0:
                    wrong.append("too wide")
                if wrong:
                    found.append((path, width, wrong))
    return found


@pytest.fixture
def scene(site: Site) -> Iterator[Scene]:
    """A closed need whose evaluation is named and whose buyer's people can be shown."""
    scene = Scene(site.world, envelopes=2, standstill_days=5)
    scene.close()
    ana, boris = scene.colleague(), scene.colleague()
    people = {"manager": scene.buyer, "ana": ana, "boris": boris}
    people |= {"limkov": scene.firms[LIMKOV], "sharra": scene.firms[SHARRA]}
    site.people |= people
    yield scene
    for name in people:
        del site.people[name]


def test_axe_finds_nothing_on_the_way_to_an_award(site: Site, scene: Scene) -> None:
    path = f"/needs/{scene.id}/evaluation"
    assert faulty(site, "manager", path, f"{path}/people") == []
    ana, boris = site.people["ana"], site.people["boris"]
    scene.name(ana, boris)
    assert faulty(site, "ana", path, f"{path}/declare") == []
    scene.score(ana, LIMKOV, 80, 95, draft=True)
    assert faulty(site, "ana", path) == []
    scene.score_all(ana, (80, 95), (85, 70), (70, 60))
    scene.score_all(boris, (90, 95), (85, 70), (70, 60))
    assert faulty(site, "ana", f"{path}/agree") == []
    ana.post(f"/needs/{scene.id}/agreed", {})
    assert faulty(site, "manager", path, f"/needs/{scene.id}/award") == []
    award = scene.award(LIMKOV).json["id"]
    assert faulty(site, "manager", path, f"/awards/{award}/cancel") == []
    assert faulty(site, "limkov", f"/awards/{award}", f"/awards/{award}/decline") == []
    assert faulty(site, "sharra", f"/applications/{scene.applications[SHARRA]}") == []
