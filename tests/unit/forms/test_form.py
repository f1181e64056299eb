"""A form: what was typed stays, faults stand beside their fields."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel, force_locale
from marshmallow import fields

from marketplace.apikit import StrictSchema
from marketplace.config import Settings
from marketplace.errors import Conflict, Fault, Invalid
from marketplace.fields import Deadline, Money
from marketplace.forms import Form


class LotSchema(StrictSchema):
    title = fields.String(required=True)
    quantity = fields.Float(load_default=None)


class OrderSchema(StrictSchema):
    title = fields.String(required=True)
    price = Money(load_default=None)
    apply_by = Deadline(load_default=None)
    lots = fields.List(fields.Nested(LotSchema), load_default=list)
    held = fields.List(fields.String(), load_default=list)
    disclose = fields.Boolean(load_default=False)


@pytest.fixture(autouse=True)
def app() -> Iterator[Flask]:
    app = Flask(__name__)
    app.extensions["settings"] = Settings()
    Babel(app)
    with app.app_context():
        yield app


def received(app: Flask, pairs: list[tuple[str, str]]) -> Form:
    from werkzeug.datastructures import MultiDict

    with app.test_request_context(method="POST", data=MultiDict(pairs)):
        return Form.received()


def test_it_loads_through_the_schema_of_the_api(app: Flask) -> None:
    form = received(
        app,
        [
            ("title", "Brackets"),
            ("price", "18.000.000,50"),
            ("apply_by.day", "2027-01-30"),
            ("apply_by.hour", "12:00"),
            ("lots.0.title", "A"),
            ("lots.0.quantity", "240.000"),
            ("held[]", "CE"),
            ("disclose", "true"),
        ],
    )
    with app.test_request_context(), force_locale("mk"):
        data = form.load(OrderSchema())
    assert data == {
        "title": "Brackets",
        "price": "18000000.50",
        "apply_by": "2027-01-30T11:00:00+00:00",
        "lots": [{"title": "A", "quantity": 240000.0}],
        "held": ["CE"],
        "disclose": True,
    }


def test_a_day_without_an_hour_ends_with_the_day(app: Flask) -> None:
    form = received(app, [("title", "x"), ("apply_by.day", "2027-01-30"), ("apply_by.hour", "")])
    with app.test_request_context():
        assert form.load(OrderSchema())["apply_by"] == "2027-01-30T23:00:00+00:00"


def test_faults_stand_beside_the_rows_as_they_are_then_shown(app: Flask) -> None:
    form = received(app, [("lots.0.title", ""), ("lots.1.title", "B"), ("lots.2.quantity", "many")])
    with app.test_request_context(), form.catching():
        form.load(OrderSchema())
    assert form.rows("lots") == ["lots.0", "lots.1"]
    assert form.value("lots.0.title") == "B"
    assert form.value("lots.1.quantity") == "many"
    assert form.errors("lots.1.quantity")
    assert form.errors("lots.1.title")
    assert form.errors("title")
    assert form.wrong("lots")
    assert not form.wrong("held")


def test_only_faults_of_the_input_are_kept() -> None:
    form = Form()
    with pytest.raises(Conflict), form.catching():
        raise Conflict("Too late.")
    assert form.faults == {}


def test_the_summary_links_to_the_nearest_named_field_in_the_order_of_the_page() -> None:
    form = Form()
    form.fault(
        [Fault("/lots/1/unit", "Choose."), Fault("/title", "Fill this in."), Fault("", "No.")]
    )
    form.named("title", "Title")
    form.named("lots", "Lots")
    assert form.summary() == [
        ("f-title", "Title", "Fill this in."),
        ("f-lots", "Lots", "Choose."),
        ("f-", "", "No."),
    ]


def test_rows_are_added_and_removed_by_buttons(app: Flask) -> None:
    form = received(app, [("lots.0.title", "A"), ("lots.1.title", "B"), ("_act", "remove:lots.0")])
    assert form.rearranged()
    assert form.value("lots.0.title") == "B"
    form.act = "add:lots"
    assert form.rearranged()
    assert form.rows("lots") == ["lots.0", "lots.1"]
    form.act = "save"
    assert not form.rearranged()


@pytest.mark.parametrize(
    "act", ["remove:lots.9", "remove:title.0", "add:lots.0.title.x", "add:", "x"]
)
def test_no_button_that_is_made_up_breaks_it(app: Flask, act: str) -> None:
    form = received(app, [("title", "A"), ("lots.0.title", "B"), ("_act", act)])
    form.rearranged()
    assert form.value("lots.0.title") == "B"


def test_a_choice_between_two_versions_is_a_form_again(app: Flask) -> None:
    form = received(
        app,
        [
            ("_revision", "4"),
            ("_choose.title", "theirs"),
            ("_choose.lots", "mine"),
            ("_mine.title", "Mine"),
            ("_mine.lots.0.title", "L"),
            ("_mine.held[]", "CE"),
            ("_theirs.title", "Theirs"),
            ("_theirs.lots.0.title", "M"),
        ],
    )
    assert form.revision == 4
    assert form.data == {"title": "Theirs", "lots": [{"title": "L"}], "held": ["CE"]}


def test_stored_data_is_shown_as_the_language_writes_it(app: Flask) -> None:
    form = Form.filled({"price": "18000000.00", "apply_by": "2027-01-30T23:00:00+00:00"}, 3)
    with app.test_request_context(), force_locale("mk"):
        assert form.number("price") == "18.000.000"
        assert form.deadline("apply_by") == {"day": "2027-01-30", "hour": ""}
    assert form.revision == 3


def test_a_refusal_of_a_service_is_kept_too() -> None:
    form = Form()
    with form.catching():
        raise Invalid([Fault("/apply_by", "Lies in the past.")])
    assert form.errors("apply_by") == ["Lies in the past."]
