"""The front page, and what the product says of itself."""

from __future__ import annotations

from flask import render_template

from marketplace.edge import rule, session
from marketplace.home import retention, totals, words
from marketplace.home.blueprint import pages
from marketplace.vocabularies import sources


@pages.get("/")
@rule("public.read")
def front() -> str:
    """What it is, live totals, needs that close soon."""
    return render_template(
        "home/front.html",
        totals=totals.totals(session()),
        closing=totals.closing_soon(session()),
        place_of=words.place,
    )


@pages.get("/about")
@rule("public.read")
def about() -> str:
    return render_template("home/about.html")


@pages.get("/help")
@rule("public.read")
def help() -> str:
    return render_template("home/help.html")


@pages.get("/accessibility")
@rule("public.read")
def accessibility() -> str:
    return render_template("home/accessibility.html")


@pages.get("/your-data")
@rule("public.read")
def your_data() -> str:
    """The privacy notice, with how long each kind of data is kept."""
    return render_template("home/your_data.html", kinds=retention.kinds())


@pages.get("/notices")
@rule("public.read")
def notices() -> str:
    """Whose lists and programs are used, under which licence."""
    return render_template("home/notices.html", sources=sources(), programs=PROGRAMS)


@pages.get("/results/definitions")
@rule("public.read")
def definitions() -> str:
    """How each figure that is shown today is counted."""
    return render_template("home/definitions.html")


PROGRAMS = (
    ("Bootstrap", "MIT", "https://getbootstrap.com"),
    ("Bootstrap Icons", "MIT", "https://icons.getbootstrap.com"),
    ("htmx", "0BSD", "https://htmx.org"),
    ("Leaflet", "BSD-2-Clause", "https://leafletjs.com"),
    ("Swagger UI", "Apache-2.0", "https://swagger.io/tools/swagger-ui/"),
)
