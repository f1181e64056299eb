"""Gaps in the reader's language: what is missing, and the remedy for the side that reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from marketplace.forms import language
from marketplace.presenters.dates import SHORT, day
from marketplace.presenters.numbers import number
from marketplace.templating import zone

Facts = Mapping[str, Any]
Words = tuple[str, str, str]
"""Text, remedy, address of the remedy's page or empty."""

PROFILE = "/profile"
SERVICES = "/my-services"


def of(code: str, facts: Facts, item: Mapping[str, Any], you: bool) -> Words:
    """The words of a gap; the event's own English where the code is not in the table."""
    say = TABLE.get(code)
    try:
        found = say(facts) if say else None
    except KeyError:
        found = None
    if found is None:
        return str(item["text"]), str(item["remedy"]), ""
    text, buyer, firm, services = found
    if not you:
        return text, buyer, ""
    return text, firm, services or PROFILE


def _day(text: str) -> str:
    return day(text, language(), zone(), SHORT)


def _n(value: float) -> str:
    return number(value, language(), 0)


Found = tuple[str, str, str, str]
"""Text; remedy for the buyer; for the firm; where a BSO's service closes it."""


def _services(code: str, scheme: str) -> str:
    return f"/services?closes={code}:{scheme}"


def _invite() -> str:
    return _("Invite it to confirm")


def _certificate_unknown(f: Facts) -> Found:
    text = _("Not known whether %(scheme)s is held", scheme=f["scheme"])
    return text, _invite(), _("Add it to the profile, if you hold it"), ""


def _certificate_missing(f: Facts) -> Found:
    return (
        _("%(scheme)s not held", scheme=f["scheme"]),
        _("Ask for it as a condition of award"),
        _("Certify: see who helps with %(scheme)s", scheme=f["scheme"]),
        _services("certificate-missing", f["scheme"]),
    )


def _certificate_undated(f: Facts) -> Found:
    text = _("Not known until when %(scheme)s is valid", scheme=f["scheme"])
    return text, _invite(), _("Add its last day to the profile"), ""


def _certificate_later(f: Facts) -> Found:
    when = _day(f["valid_from"])
    text = _("%(scheme)s is valid only from %(day)s", scheme=f["scheme"], day=when)
    return text, _("Move the first delivery"), _("Ask the buyer for a later first delivery"), ""


def _certificate_expires(f: Facts) -> Found:
    when = _day(f["valid_to"])
    if f.get("when") == "starts":
        text = _("%(scheme)s ends %(day)s, before delivery starts", scheme=f["scheme"], day=when)
    else:
        text = _("%(scheme)s ends %(day)s, before delivery ends", scheme=f["scheme"], day=when)
    firm = _("Add the certificate of the renewal audit")
    return text, _("Ask for the date of the renewal audit"), firm, ""


def _capacity_unknown(f: Facts) -> Found:
    asked = {"n": _n(f["quantity"]), "unit": f["unit"]}
    text = _("Not known whether %(n)s %(unit)s fit the free capacity", **asked)
    return text, _invite(), _("Add monthly capacity and its free share"), ""


def _free(f: Facts) -> str:
    some = {"free": _n(f["free"]), "n": _n(f["quantity"]), "unit": f["unit"]}
    return _("Free capacity for %(free)s of %(n)s %(unit)s", **some)


def _capacity_part(f: Facts) -> Found:
    firm = _("Apply for one lot, or together with another firm")
    return _free(f), _("Award by lot, or add a second source"), firm, ""


def _capacity_short(f: Facts) -> Found:
    firm = _("Apply together with another firm")
    return _free(f), _("Ask for less, or for later delivery"), firm, ""


def _place_unknown(f: Facts) -> Found:
    text = _("Not known whether there is a site within %(km)s km", km=_n(f["radius_km"]))
    return text, _invite(), _("Add your sites to the profile"), ""


def _place_far(f: Facts) -> Found:
    far = {"km": _n(f["km"]), "radius": _n(f["radius_km"])}
    text = _("Nearest site %(km)s km away; %(radius)s km asked for", **far)
    return text, _("Widen the radius"), _("Name a site or a store nearer by"), ""


def _size_unknown(f: Facts) -> Found:
    return _("Size class not known"), _invite(), _("Add staff and turnover to the profile"), ""


def _size_other(f: Facts) -> Found:
    text = _("Only some size classes may apply")
    return text, _("Open the need to this size class"), _("Look for needs open to your size"), ""


def _ownership_unknown(f: Facts) -> Found:
    text = _("Not known whether it is women-owned or youth-owned, as asked")
    return text, _invite(), _("Say so in the profile"), ""


def _ownership_other(f: Facts) -> Found:
    text = _("Reserved for women-owned or youth-owned firms")
    return text, _("Open the need to every owner"), _("Look for needs open to all"), ""


def _lead_time_unknown(f: Facts) -> Found:
    return _("Lead time not known"), _invite(), _("Add the lead time to the capability"), ""


def _lead_time_long(f: Facts) -> Found:
    some = {"n": _n(f["days"]), "ready": _day(f["ready"]), "by": _day(f["deliver_by"])}
    text = _("Lead time of %(n)s days ends %(ready)s; asked for by %(by)s", **some)
    return text, _("Move the last delivery"), _("Shorten the lead time, or ask for a later day"), ""


def _seats_unknown(f: Facts) -> Found:
    return _("Number of seats not known"), _ask_provider(), _("Add the seats"), SERVICES


def _seats_short(f: Facts) -> Found:
    text = _("%(seats)s seats for %(posts)s posts", seats=_n(f["seats"]), posts=_n(f["posts"]))
    return text, _("Split over two courses or providers"), _("Add seats or a course"), SERVICES


def _timing_unknown(f: Facts) -> Found:
    return _("Next course not known"), _ask_provider(), _("Add the next course"), SERVICES


def _timing_late(f: Facts) -> Found:
    days = {"ends": _day(f["ends"]), "start": _day(f["start"])}
    text = _("The next course ends %(ends)s; the posts start %(start)s", **days)
    return text, _("Start the posts later, or a course earlier"), _("Start earlier"), SERVICES


def _ask_provider() -> str:
    return _("Ask the provider to state it")


def _not_standing(f: Facts) -> Found:
    staff = _("The programme's staff has to decide on it again")
    return _("The organisation is suspended or was not verified"), staff, staff, "/organization"


def _capability_missing(f: Facts) -> Found:
    return (
        _("No such work among the capabilities or past orders"),
        _("Invite it, if you know better"),
        _("Add the capability with evidence, if you have it"),
        "",
    )


TABLE: Mapping[str, Callable[[Facts], Found]] = {
    "capability-missing": _capability_missing,
    "certificate-unknown": _certificate_unknown,
    "certificate-missing": _certificate_missing,
    "certificate-undated": _certificate_undated,
    "certificate-later": _certificate_later,
    "certificate-expires": _certificate_expires,
    "capacity-unknown": _capacity_unknown,
    "capacity-part": _capacity_part,
    "capacity-short": _capacity_short,
    "place-unknown": _place_unknown,
    "place-far": _place_far,
    "size-unknown": _size_unknown,
    "size-other": _size_other,
    "ownership-unknown": _ownership_unknown,
    "ownership-other": _ownership_other,
    "lead-time-unknown": _lead_time_unknown,
    "lead-time-long": _lead_time_long,
    "seats-unknown": _seats_unknown,
    "seats-short": _seats_short,
    "timing-unknown": _timing_unknown,
    "timing-late": _timing_late,
    "organization-suspended": _not_standing,
    "organization-rejected": _not_standing,
}
