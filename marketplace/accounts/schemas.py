"""What accounts take and answer."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate, validates_schema
from marshmallow.exceptions import ValidationError

from marketplace.accounts import rules
from marketplace.accounts.passwords import LONGEST, SHORTEST
from marketplace.apikit import StrictSchema
from marketplace.config import Settings
from marketplace.fields import Deadline, Trimmed
from marketplace.i18n import N_
from marketplace.policy import SCOPES

LANGUAGES = Settings().language_codes
EMAIL_LENGTH = validate.Length(max=254)


def email_field() -> fields.Email:
    """An address."""
    return fields.Email(
        required=True,
        validate=EMAIL_LENGTH,
        error_messages={"invalid": N_("Write an address such as name@firm.mk.")},
    )


def name_field() -> Trimmed:
    """A person's name."""
    return Trimmed(required=True, validate=validate.Length(2, 120))


def new_password_field() -> fields.String:
    """A password to be chosen."""
    return fields.String(
        required=True,
        validate=validate.Length(
            SHORTEST, LONGEST, error=f"Use at least {SHORTEST} characters, better three words."
        ),
        load_only=True,
    )


def language_field(**kwargs: Any) -> fields.String:
    """Language of pages and mails."""
    return fields.String(validate=validate.OneOf(LANGUAGES), **kwargs)


def refuse_weak(password: str, field: str, *personal: str) -> None:
    """Raise ValidationError on the field for a password that is easy to guess."""
    if fault := rules.weakness(password, *personal):
        raise ValidationError(fault, field)


class SignInForm(StrictSchema):
    """Address and password."""

    email = email_field()
    password = fields.String(required=True, validate=validate.Length(1, LONGEST))


class SignUpForm(StrictSchema):
    """A new person."""

    name = name_field()
    email = email_field()
    password = new_password_field()

    @validates_schema(skip_on_field_errors=True)
    def _strong(self, data: dict[str, Any], **kwargs: Any) -> None:
        refuse_weak(data["password"], "password", data["email"], data["name"])


class EmailForm(StrictSchema):
    """An address to which a link is sent."""

    email = email_field()


class NewPasswordForm(StrictSchema):
    """A password chosen by a mailed link."""

    password = new_password_field()

    @validates_schema(skip_on_field_errors=True)
    def _strong(self, data: dict[str, Any], **kwargs: Any) -> None:
        refuse_weak(data["password"], "password")


class ChangePasswordForm(StrictSchema):
    """The present password and the new one."""

    current = fields.String(required=True, validate=validate.Length(1, LONGEST))
    password = new_password_field()

    @validates_schema(skip_on_field_errors=True)
    def _strong(self, data: dict[str, Any], **kwargs: Any) -> None:
        refuse_weak(data["password"], "password")


class CodeForm(StrictSchema):
    """A code of the authenticator app, or a recovery code."""

    code = Trimmed(required=True, validate=validate.Length(6, 40))


class MeBody(StrictSchema):
    """What a person may change of their account."""

    name = name_field()
    language = language_field(required=True)


class TokenBody(StrictSchema):
    """A new API token."""

    name = Trimmed(required=True, validate=validate.Length(1, 80))
    scopes = fields.List(
        fields.String(validate=validate.OneOf(SCOPES)),
        required=True,
        validate=validate.Length(1, len(SCOPES)),
    )
    expires_at = Deadline(
        load_default=None,
        allow_none=True,
        metadata={"description": "Last moment; by default the deployment's number of days"},
    )


class TokenSchema(Schema):
    """An API token, without its secret."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    organization = fields.String(required=True, allow_none=True)
    scopes = fields.List(fields.String(), required=True)
    created_at = fields.String(required=True)
    expires_at = fields.String(required=True)
    revoked_at = fields.String(required=True, allow_none=True)


class NewTokenSchema(TokenSchema):
    """An API token, with the secret that is told this once (null when the POST is repeated)."""

    secret = fields.String(required=True, allow_none=True)


class SignInSchema(Schema):
    """A browser that is signed in."""

    id = fields.String(required=True)
    browser = fields.String(required=True)
    created_at = fields.String(required=True)
    expires_at = fields.String(required=True)
