"""Columns of our own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Text = models.TextField[Decimal | None, Decimal | None]
else:
    _Text = models.TextField


class ExactDecimal(_Text):
    """A decimal kept as text, so that SQLite does not turn it into a binary fraction. None stays None, never 0."""

    def from_db_value(self, value: str | None, *_: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else format(Decimal(value), "f")
