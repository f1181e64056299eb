"""Pages of profiles: the form in parts, drafts, two versions, what others see."""

from __future__ import annotations

import io
from typing import Any

import pytest

from marketplace.profiles import editing
from tests.support.forms import inputs
from tests.support.pages import Visitor
from tests.support.profiles import firm_profile
from tests.support.world import Api, World

PDF = b"%PDF-1.4 a certificate"


@pytest.fixture
def firm(world: World) -> Api:
    firm = world.api("msme", name="Limkov DOO")
    path = f"/organizations/{firm.organization}/profile"
    assert firm.put(path, firm_profile(), If_Match='"0"').status_code == 200
    return firm


@pytest.fixture
def owner(world: World, firm: Api) -> Visitor:
    return Visitor(world, firm.person, firm.organization)


def read(firm: Api) -> dict[str, Any]:
    found: dict[str, Any] = firm.get(f"/organizations/{firm.organization}/profile").json
    return found


def test_every_page_of_ones_own_profile_opens(owner: Visitor) -> None:
    for path in ("/profile", "/profile?as=public", "/profile?as=nobody", "/profile/missing"):
        answer = owner.get(path)
        assert answer.status_code == 200, path
        assert answer.text.count("<h1") == 1
    for page in editing.PAGES:
        answer = owner.get(f"/profile/edit/{page}")
        assert answer.status_code == 200, page
        assert 'aria-current="step"' in answer.text
    assert owner.get("/profile/edit/colours").status_code == 404


@pytest.mark.parametrize("page", list(editing.PAGES))
@pytest.mark.parametrize("language", ["en", "mk"])
def test_saving_a_page_as_it_stands_changes_nothing(
    world: World, firm: Api, page: str, language: str
) -> None:
    owner = Visitor(world, firm.person, firm.organization, language)
    before = read(firm)
    fields = inputs(owner.get(f"/profile/edit/{page}").text)
    saved = owner.post(f"/profile/edit/{page}", fields)
    assert saved.status_code == 303, saved.text
    after = read(firm)
    assert after.pop("revision") == before.pop("revision") + 1
    assert after == before


def test_a_page_is_saved_with_what_was_typed(firm: Api, owner: Visitor) -> None:
    owner.get("/profile/edit/capabilities")
    typed = {
        "_revision": "1",
        "capabilities.0.text": "Powder coating",
        "capabilities.0.cpv": "45262680",
        "capabilities.0.capacity": "1,200.5",
        "capabilities.0.unit": "m2",
        "capabilities.0.free_share": "38",
        "capabilities.1.text": "",
        "nace[]": ["25.61", "25.50"],
    }
    saved = owner.post("/profile/edit/capabilities", typed)
    assert saved.headers["Location"] == "/profile/edit/certificates"
    said = read(firm)
    (one,) = said["capabilities"]
    assert (one["capacity"], one["free_share"], one["minimum_order"]) == (1200.5, 0.38, None)
    assert said["nace"] == ["25.61", "25.50"]
    assert said["summary"] == firm_profile()["summary"]


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(
    firm: Api, owner: Visitor
) -> None:
    owner.get("/profile/edit/capabilities")
    typed = {"_revision": "1", "capabilities.0.text": "Coating", "capabilities.0.free_share": "x"}
    answer = owner.post("/profile/edit/capabilities", typed | {"nace[]": "99.99"})
    assert answer.status_code == 422
    assert 'href="#f-capabilities-0-free_share"' in answer.text
    assert 'href="#f-nace"' in answer.text
    assert 'value="Coating"' in answer.text
    assert read(firm)["revision"] == 1


def test_a_draft_is_kept_shown_and_dropped(firm: Api, owner: Visitor) -> None:
    owner.get("/profile/edit/about")
    kept = owner.post(
        "/profile/edit/about", {"_act": "draft", "_revision": "1", "founded": "twenty"}
    )
    assert kept.status_code == 303
    assert read(firm)["founded"] == 2014
    page = owner.get("/profile/edit/about").text
    assert "twenty" in page
    assert "Not saved yet" in owner.get("/profile/edit/sites").text
    assert owner.post("/profile/edit/about/drop").status_code == 303
    assert "twenty" not in owner.get("/profile/edit/about").text


def test_a_stale_edit_shows_both_versions_and_saves_the_chosen(firm: Api, owner: Visitor) -> None:
    owner.get("/profile/edit/about")
    path = f"/organizations/{firm.organization}/profile"
    firm.put(path, firm_profile(summary="By the adviser"), If_Match='"1"')
    typed = {"_revision": "1", "summary": "By the owner", "founded": "2014", "languages[]": "mk"}
    answer = owner.post("/profile/edit/about", typed)
    assert answer.status_code == 412
    assert "By the owner" in answer.text
    assert "By the adviser" in answer.text
    chosen = inputs(answer.text) | {"_choose.summary": "mine", "_choose.languages": "theirs"}
    assert owner.post("/profile/edit/about", chosen).status_code == 303
    said = read(firm)
    assert (said["summary"], said["languages"]) == ("By the owner", ["mk", "en"])


def test_a_certificate_comes_with_its_file_which_outlives_a_refusal(
    firm: Api, owner: Visitor
) -> None:
    owner.get("/profile/edit/certificates")
    typed = {"_revision": "1", "certificates.0.scheme": "", "certificates.0.valid_to": "2027-01-02"}
    sent = typed | {"certificates.0.upload": (io.BytesIO(PDF), "iso.pdf")}
    refused = owner.post("/profile/edit/certificates", sent)
    assert refused.status_code == 422
    assert "Attached: iso.pdf" in refused.text
    fields = inputs(refused.text) | {"certificates.0.scheme": "ISO 9001"}
    assert owner.post("/profile/edit/certificates", fields).status_code == 303
    (held,) = read(firm)["certificates"]
    assert firm.get(f"/files/{held['file']}/content").data == PDF
    page = owner.get("/profile").text
    assert "iso.pdf" in page
    assert "Expires in" in page


def test_a_drafts_file_stays_as_long_as_the_draft(world: World, firm: Api, owner: Visitor) -> None:
    owner.get("/profile/edit/certificates")
    typed = {"_revision": "1", "_act": "draft", "certificates.0.scheme": "CE"}
    sent = typed | {"certificates.0.upload": (io.BytesIO(PDF), "ce.pdf")}
    assert owner.post("/profile/edit/certificates", sent).status_code == 303
    world.clock.forward(days=20)
    world.deliver()
    owner = Visitor(world, firm.person, firm.organization)
    fields = inputs(owner.get("/profile/edit/certificates").text)
    file = fields["certificates.0.file"]
    assert firm.get(f"/files/{file}").status_code == 200
    assert world.anonymous().get(f"/files/{file}").status_code == 404
    assert owner.post("/profile/edit/certificates", fields).status_code == 303
    assert world.anonymous().get(f"/files/{file}").status_code == 200


def test_a_file_at_fault_is_told_beside_its_field(firm: Api, owner: Visitor) -> None:
    owner.get("/profile/edit/certificates")
    sent = {
        "_revision": "1",
        "certificates.0.scheme": "CE",
        "certificates.0.upload": (io.BytesIO(b"<svg>"), "a.pdf"),
    }
    refused = owner.post("/profile/edit/certificates", sent)
    assert refused.status_code == 422
    assert 'href="#f-certificates-0-upload"' in refused.text


def test_others_see_the_parts_meant_for_them(world: World, firm: Api) -> None:
    address = f"/organizations/{firm.organization}"
    public = Visitor(world).get(address)
    assert public.status_code == 200
    assert "Stamping up to 250 t" in public.text
    assert "Not shown to you" in public.text
    assert "48,200,000" not in public.text
    member = world.api("lead_firm")
    told = Visitor(world, member.person, member.organization).get(address).text
    assert "Women-owned" in told
    assert "Women-owned" not in public.text
    assert Visitor(world).get("/organizations/unknown").status_code == 404
    draft = world.organization("msme", state="draft")
    assert Visitor(world).get(f"/organizations/{draft}").status_code == 404


def test_an_unclaimed_organisation_says_so(world: World) -> None:
    unclaimed = world.organization("msme", state="unclaimed", name="Exemplo Metal, Lda")
    page = Visitor(world).get(f"/organizations/{unclaimed}").text
    assert "Nobody has claimed this profile yet" in page
    assert "Not shown to you" not in page


def test_a_viewer_reads_and_does_not_edit(world: World, firm: Api) -> None:
    viewer = Visitor(world, world.person(firm.organization, "viewer"), firm.organization)
    assert viewer.get("/profile").status_code == 200
    assert viewer.get("/profile/edit/about").status_code == 403
