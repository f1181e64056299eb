"""Pages of profiles: as others see them, the form in parts, what is missing, an organisation."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from marketplace.edge import actor, rule, session
from marketplace.errors import NotFound, Stale
from marketplace.files.receiving import receives_files, upload_faults
from marketplace.forms import Form
from marketplace.pages import done, refused
from marketplace.profiles import editing, form_views, queries, services, views
from marketplace.profiles.parts import LEVELS, OWN
from marketplace.profiles.queries import Seen, seen_as

pages = Blueprint("profiles", __name__)


@pages.get("/profile")
@rule("profile.read_own")
def own() -> str:
    """The own profile as a chosen audience sees it."""
    audience = request.args.get("as", OWN)
    seen = _own()
    shown = seen_as(seen, audience if audience in LEVELS else OWN)
    return render_template(
        "profiles/own.html",
        audience=shown.level,
        **form_views.frame(session(), seen),
        **views.profile(session(), shown),
    )


@pages.get("/profile/missing")
@rule("profile.read_own")
def missing() -> str:
    return render_template("profiles/missing.html", **form_views.frame(session(), _own()))


@pages.get("/profile/edit/<page>")
@rule("profile.update")
def edit(page: str) -> Response:
    seen = _own(page)
    draft = queries.drafts(session(), seen.organization.id).get(page)
    return _form(editing.opened(seen.content, seen.revision, page, draft), seen, page)


@pages.post("/profile/edit/<page>")
@receives_files
@rule("profile.update")
def update(page: str) -> Response | tuple[str, int]:
    seen, form = _own(page), Form.received()
    editing.with_uploads(form)
    form.fault(upload_faults())
    if form.faults or form.rearranged():
        return _form(form, seen, page)
    if form.act == "draft":
        return _keep(form, seen, page)
    try:
        with form.catching():
            return _save(form, seen, page)
    except Stale:
        facts = form_views.conflict(seen, form, page)
        return render_template("profiles/conflict.html", page=page, **facts), 412
    return _form(form, seen, page)


@pages.post("/profile/edit/<page>/drop")
@rule("profile.update")
def drop(page: str) -> Response:
    services.drop_draft(session(), actor(), _own(page).organization.id, page)
    return done(f"/profile/edit/{page}", _("Dropped; this is what is saved."))


@pages.get("/organizations/<organization_id>")
@rule("profile.read")
def show(organization_id: str) -> str:
    """An organisation as this reader may see it."""
    seen = queries.seen(session(), actor(), organization_id)
    return render_template("profiles/show.html", seen=seen, **views.profile(session(), seen))


def _own(page: str | None = None) -> Seen:
    """The profile of the organisation acted for; NotFound for a page that the form lacks."""
    if page is not None and page not in editing.PAGES:
        raise NotFound()
    return queries.seen(session(), actor(), actor().organization or "")


def _save(form: Form, seen: Seen, page: str) -> Response:
    content = editing.merged(seen.content, editing.load(form, page))
    firm = seen.organization.id
    services.put_profile(session(), actor(), firm, content, form.revision)
    services.drop_draft(session(), actor(), firm, page)
    return done(editing.after(page), _("Saved: %(part)s.", part=_(editing.PAGES[page].label)))


def _keep(form: Form, seen: Seen, page: str) -> Response:
    revision = seen.revision if form.revision is None else form.revision
    services.keep_draft(session(), actor(), seen.organization.id, page, form.typed, revision)
    return done("/profile", _("Kept as you typed it; nobody sees it until you save it."))


def _form(form: Form, seen: Seen, page: str) -> Response:
    facts = form_views.frame(session(), seen, page)
    offered = form_views.choices(session(), form, page)
    sizes = form_views.size_rows(seen.content) if page == "figures" else []
    here = editing.PAGES[page]
    return refused("profiles/edit.html", form, here=here, sizes=sizes, **offered, **facts)
