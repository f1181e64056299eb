"""What templates call: the kit's macros, formats of the page's language, icons, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask, current_app, request
from flask_babel import gettext
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from marketplace import edge, fault_words, icons, pickers, problem_words
from marketplace.forms import Form, field_id, language
from marketplace.presenters import dates, names, numbers, states
from marketplace.presenters import money as sums

MODULES = ("page", "fit", "lists", "table", "fields", "choices", "groups", "filters", "conflict")
"""Templates of kit/, in which `kit.NAME` is looked for."""


class Kit:
    """The kit's macros under one name: `kit.pagehead(…)` is the macro of a template of kit/."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        for module in MODULES:
            macro = getattr(
                self._app.jinja_env.get_template(f"kit/{module}.html").module, name, None
            )
            if macro is not None:
                return macro
        raise AttributeError(f"the kit has no macro {name}")


def install(app: Flask) -> None:
    """Give every template the kit, the formats and the helpers."""
    app.jinja_env.globals.update(
        kit=Kit(app),
        icon=icons.icon,
        field_id=field_id,
        routed=routed,
        with_args=with_args,
        state_of=state_of,
        picker=pickers.found,
        picks=pickers.options,
        label_of=pickers.label_of,
        now=now,
        problem_words=problem_words.words,
        page_language=language,
        cancel_link=cancel_link,
        page_links=page_links,
        blank_form=Form,
    )
    app.jinja_env.filters.update(
        number=lambda value, places=None: numbers.number(value, language(), places),
        percent=lambda value, places=None: numbers.percent(value, language(), places),
        score=numbers.score,
        weight=numbers.weight,
        money=money,
        day=day,
        weekday=lambda value: dates.weekday(value, language(), zone()),
        moment=lambda value: dates.moment(value, language(), zone()),
        distance=lambda value: dates.distance(value, now(), language(), zone()),
        deadline=lambda value: dates.deadline(value, now(), language(), zone()),
        iso=iso,
        named=named,
        tongue=tongue,
        translated=lambda text: gettext(text) if text else "",
        written=written,
        fault=fault_words.shown,
    )
    app.jinja_env.filters["money_range"] = money_range
    app.jinja_env.filters["millions"] = millions


def cancel_link(href: str) -> Markup:
    """The way back beside a form's button."""
    return Markup('<a class="btn btn-text" href="{}">{}</a>').format(href, gettext("Back"))


def page_links(here: int, count: int) -> list[tuple[int, str, bool]]:
    """Links to the pages around this one, for the foot of a list: (number, address, is this)."""
    near = range(max(1, here - 3), min(count, here + 3) + 1)
    numbers_shown = sorted({1, count, *near} & set(range(1, count + 1)))
    return [(number, with_args(page=number), number == here) for number in numbers_shown]


def zone() -> ZoneInfo:
    """The zone of the pages' times."""
    return ZoneInfo(edge.settings().zone)


def now() -> datetime:
    """The deployment's clock."""
    return edge.sessions().clock.now()


def money(amount: Any, currency: str = "", places: int | None = None) -> str:
    """An amount in the language's way; the deployment's currency unless another is said."""
    return sums.money(amount, currency or edge.settings().currency, language(), places)


def money_range(limits: Mapping[str, Any] | None) -> str:
    """`{min, max, currency}` as a range."""
    return _limits(limits, sums.money_range)


def millions(limits: Mapping[str, Any] | None) -> str:
    """`{min, max, currency}` in millions, for summaries."""
    return _limits(limits, sums.millions)


def _limits(limits: Mapping[str, Any] | None, write: Any) -> str:
    if not limits:
        return numbers.NOTHING
    text: str = write(limits.get("min"), limits.get("max"), limits["currency"], language())
    return text


def day(value: Any, form: str = "long") -> str:
    """A day; `short` and `brief` (without the year) for lists."""
    pattern = {"long": dates.LONG, "short": dates.SHORT, "brief": dates.NUMERIC}[form]
    return dates.day(value, language(), zone(), pattern)


def iso(value: Any) -> str:
    """A moment or day for `time datetime`."""
    return value if isinstance(value, str) else value.isoformat()


def named(thing: Any) -> Markup:
    """The name of an organisation in the reader's language, marked where it is in another."""
    if isinstance(thing, Mapping):
        found = names.name_in(thing["name"], thing.get("names"), language())
    else:
        found = names.name_in(thing.name, thing.names, language())
    return names.in_language(found[0], found[1] or tongue(found[0]))


def tongue(text: Any) -> str | None:
    """The language of a text that people wrote, where it shows and is not the page's."""
    found = names.script_of(str(text))
    return found if found != language() else None


def state_of(key: str) -> tuple[str, str]:
    """Words and colour of a state."""
    text, colour = states.state(key)
    return gettext(text), colour


def written(value: Any) -> list[str]:
    """A stored or typed value in lines, for the page of two versions."""
    if value in (None, "", [], {}):
        return [numbers.NOTHING]
    if isinstance(value, Mapping):
        return [" · ".join(line for one in value.values() for line in written(one))]
    if isinstance(value, (list, tuple)):
        return [line for one in value for line in written(one)]
    return [
        numbers.number(value, language()) if isinstance(value, (float, Decimal)) else str(value)
    ]


def routed(path: str) -> bool:
    """Whether the application has a page at this path: links to what is not there are left out."""
    try:
        current_app.url_map.bind("").match(path.partition("?")[0], method="GET")
    except HTTPException:
        return False
    return True


def with_args(**changes: Any) -> str:
    """The page's address with these parameters instead; None takes one out."""
    from urllib.parse import urlencode

    kept = [(k, v) for k, v in request.args.items(multi=True) if k not in changes]
    added = [
        (k, one)
        for k, v in changes.items()
        if v is not None
        for one in (v if isinstance(v, (list, tuple)) else [v])
    ]
    query = urlencode(kept + added)
    return f"{request.path}?{query}" if query else request.path
