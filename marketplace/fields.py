"""marshmallow fields that the slices share: text, money, deadlines, codes of a vocabulary."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app, has_app_context
from marshmallow import ValidationError, fields

LARGEST = Decimal("1e15")


class Text(fields.String):
    """Text of several lines, as written: NFC, no control characters but new lines and tabs."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        text = unicodedata.normalize("NFC", super()._deserialize(value, attr, data, **kwargs))
        text = text.replace("\r\n", "\n")
        if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in text):
            raise ValidationError("Contains characters that cannot be shown; type it again.")
        return text.strip()


class Trimmed(Text):
    """Text of one line."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        return " ".join(super()._deserialize(value, attr, data, **kwargs).split())


class Money(fields.Field[str]):
    """An amount as a decimal string with two places; a number is taken too. Currency beside it."""

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise ValidationError("Must be an amount such as 18000.50.")
        try:
            amount = Decimal(str(value).strip())
        except InvalidOperation:
            raise ValidationError("Must be an amount such as 18000.50.") from None
        if not amount.is_finite() or not 0 <= amount < LARGEST:
            raise ValidationError("Must be between 0 and a thousand million million.")
        if amount != amount.quantize(Decimal("0.01")):
            raise ValidationError("Must have at most two decimal places.")
        return str(amount.quantize(Decimal("0.01")))


class Deadline(fields.Field[str]):
    """A moment, RFC 3339 with offset; a bare day ends at 24:00 in the deployment's zone."""

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> str | None:
        return value.isoformat() if isinstance(value, datetime) else value

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError("Must be a day such as 2027-01-30, or a time with its offset.")
        try:
            if len(value) == 10:
                return end_of_day(date.fromisoformat(value), zone()).isoformat()
            moment = datetime.fromisoformat(value)
            in_utc = moment.astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValidationError(
                "Must be a day such as 2027-01-30, or a time with its offset."
            ) from None
        if moment.tzinfo is None:
            raise ValidationError("Add the offset, such as 2027-01-30T12:00:00+01:00.")
        return in_utc.isoformat()


class Day(fields.Field[str]):
    """A day, YYYY-MM-DD, kept as that text."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except (TypeError, ValueError):
            raise ValidationError("Must be a day such as 2027-03-10.") from None


def end_of_day(day: date, where: ZoneInfo) -> datetime:
    """24:00 of the day in the zone, as UTC."""
    following = datetime.combine(day + timedelta(days=1), time.min, where)
    return following.astimezone(UTC)


def zone() -> ZoneInfo:
    """The deployment's time zone."""
    name = current_app.extensions["settings"].zone if has_app_context() else "Europe/Skopje"
    return ZoneInfo(name)


class Code(fields.String):
    """A code of a vocabulary (cpv, nace, occupation, municipality, region, certificate)."""

    def __init__(self, vocabulary: str, **kwargs: Any) -> None:
        metadata = {"description": f"Code of the vocabulary {vocabulary}"}
        super().__init__(metadata=metadata | kwargs.pop("metadata", {}), **kwargs)
        self.vocabulary = vocabulary

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> str:
        from marketplace.vocabularies.canonical import canonical

        code = super()._deserialize(value, attr, data, **kwargs).strip()
        found = canonical(self.vocabulary, code)
        if found is None:
            raise ValidationError(
                f"{code!r} is not a code of {self.vocabulary}; choose one from the list."
            )
        return found
