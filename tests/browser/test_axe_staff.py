"""axe finds nothing on the staff's pages of single things, nor where one claims an organisation."""

from __future__ import annotations

import pytest

from tests.browser.test_axe import OVERFLOW, faults
from tests.support.needs import supplier_need
from tests.support.site import Site

pytestmark = pytest.mark.browser

PAGES = (
    ("programme", "/review/needs/{need}"),
    ("programme", "/review/claims"),
    ("programme", "/review/reports"),
    ("staff", "/accounts/{person}"),
    ("msme", "/report?kind=need&subject={need}"),
    ("bso", "/organizations/{unclaimed}/claim"),
)


@pytest.fixture(scope="module")
def things(site: Site) -> dict[str, str]:
    """A reported need, a rival claim, a locked account."""
    world, firm = site.world, site.people["msme"]
    need = site.publish(supplier_need(title="Reported need"))
    unclaimed = world.organization("msme", state="unclaimed", name="Perforel AD")
    person = world.person(name="Ana Limkova")
    report = {"kind": "need", "subject": need, "text": "It asks for money before the award."}
    assert firm.post("/reports", report).status_code == 201
    number = {"scheme": "EMBS", "value": _number(site, unclaimed)}
    for claimant in (firm, site.people["lead_firm"]):
        body = {"identifier": number, "proof": "I am its director, see the extract."}
        assert claimant.post(f"/organizations/{unclaimed}/claims", body).status_code == 201
    locked = site.people["staff"].post(f"/accounts/{person}/lock", {"reason": "It was stolen."})
    assert locked.status_code == 200
    return {"need": need, "unclaimed": unclaimed, "person": person}


def _number(site: Site, organization: str) -> str:
    from marketplace.organizations.models import Organization

    found: str = site.world.look(
        lambda session: session.get_one(Organization, organization).identifiers[0].value
    )
    return found


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_axe_finds_nothing(site: Site, things: dict[str, str], who: str, path: str) -> None:
    for width, theme, language in ((1280, "light", "en"), (360, "dark", "mk")):
        with site.page(who, width=width, theme=theme, language=language) as page:
            page.goto(path.format(**things))
            assert faults(page) == [], (width, theme)
            assert page.evaluate(OVERFLOW) <= 0, (width, theme)
