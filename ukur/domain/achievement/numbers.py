"""Numbers as an official types them, and as a paper prints them.

Indonesian notation: dots group thousands, a comma starts the decimals (``1.234.567,89``). Text that can mean
two numbers is never guessed away: it keeps both readings, so that a page can ask. Real workbooks hold
``1.21`` for 1210 (a lost zero after a thousands dot), hence a dot before one or two digits is doubtful as
well. Nothing typed (NULL) is never 0.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass
from decimal import Decimal

from ukur.domain.achievement.exact import FRACTION_DIGITS, WHOLE_DIGITS, plain, rounded
from ukur.domain.errors import Refused, refusal

NOT_REPORTED = "–"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212"
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_SIGNED = re.compile(rf"([{_DASHES}+]?) ?(?:Rp\.? ?)?([0-9., ]+?)(?:,[{_DASHES}]+)? ?%?", re.IGNORECASE)
_GROUPS = {mark: re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in ". ,"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text can mean. ``value`` is the reading that is used when nobody is asked, None for not
    reported; ``readings`` are all of them, the used one first; ``ambiguous``: there is more than one, so a
    page asks.
    """

    value: Decimal | None
    readings: tuple[Decimal, ...] = ()

    @property
    def ambiguous(self) -> bool:
        return len(self.readings) > 1


NOTHING = Reading(None)


def read_number(text: str) -> Reading:
    """The number in ``text``.

    Empty text or a lone dash: not reported. A percent sign at the end, ``Rp`` in front and ``,-`` behind are
    left out: the unit belongs to the indicator. Raises Refused (``number_unreadable``, value ``text``) for
    anything else that is no number, and for more than 18 digits before or 12 after the comma.

    In doubt are only a dot before three digits (``1.210``: 1210 or 1.21) and a dot before one or two
    (``2.6``: 2.6 or 2600). A comma is always the decimal comma, so ``1,21`` and ``1210`` answer the question.
    Certain are ``1.234,5``, ``1.234.567``, ``1 234,5``, ``1234,5``, ``0.125``, ``12.3456``, ``1,234.5``.
    """
    cleaned = _SPACES.sub(" ", text).strip()
    if not cleaned or (len(cleaned) == 1 and cleaned in _DASHES):
        return NOTHING
    match = _SIGNED.fullmatch(cleaned)
    found = _unsigned(match.group(2).strip()) if match else ()
    if not match or not found or any(_too_long(one) for one in found):
        raise Refused(refusal("number_unreadable", text=text.strip()))
    if match.group(1) and match.group(1) in _DASHES:
        found = tuple(-one for one in found)
    return Reading(found[0], found)


def from_cell(value: object) -> Reading:
    """The number in a workbook cell, as the reader of the workbook hands it over (int, float, Decimal, text
    or None).

    A float counts with 15 significant digits: what Excel itself keeps and shows, without the noise of its
    arithmetic. Raises Refused: ``number_is_date`` for a date (a spreadsheet turns ``2.6`` into 2 June),
    ``number_unreadable`` for a truth value, an infinite number or a text that is no number.
    """
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return read_number(value)
    if isinstance(value, dt.date | dt.time):
        raise Refused(refusal("number_is_date", text=value.isoformat()))
    number = _from_number(value)
    if number is None or _too_long(number):
        raise Refused(refusal("number_unreadable", text=value))
    return Reading(number, (number,))


def format_number(value: Decimal | None, decimals: int | None = 2) -> str:
    """``value`` as printed in Indonesian (``1.234,50``), half up; ``–`` for None (not reported).

    ``decimals`` None: as many as the value has, without trailing zeros.
    """
    if value is None:
        return NOT_REPORTED
    text = plain(value) if decimals is None else format(rounded(value, decimals), "f")
    sign, text = ("-", text[1:]) if text[0] == "-" else ("", text)
    whole, _, fraction = text.partition(".")
    if len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{sign}{whole},{fraction}" if fraction else sign + whole


def _unsigned(body: str) -> tuple[Decimal, ...]:
    """All readings of digits, dots, commas and spaces, the Indonesian one first; empty when there is none."""
    dots, commas = body.count("."), body.count(",")
    if commas == 1 and body.rfind(",") > body.rfind("."):
        return _comma_last(body)
    if dots == 1 and body.rfind(".") > body.rfind(","):
        return _dot_last(body, alone=not commas and " " not in body)
    if dots and commas:
        return ()
    return _readings(_whole(body, "." if dots else "," if commas else " "))


def _comma_last(body: str) -> tuple[Decimal, ...]:
    """One comma, and it stands last: the decimals begin there."""
    whole, _, fraction = body.partition(",")
    return _readings(_joined(_whole(whole, "." if "." in whole else " "), fraction))


def _dot_last(body: str, alone: bool) -> tuple[Decimal, ...]:
    """One dot, and it stands last: thousands when three digits follow, else a decimal point or lost zeros."""
    whole, _, fraction = body.rpartition(".")
    decimal = _joined(_whole(whole, "," if "," in whole else " "), fraction)
    if not alone or not re.fullmatch(r"[1-9][0-9]{0,2}", whole):
        return _readings(decimal)
    if len(fraction) == 3:
        return _readings(whole + fraction, decimal)
    lost = whole + fraction.ljust(3, "0") if 0 < len(fraction) < 3 else None
    return _readings(decimal, lost)


def _whole(text: str, mark: str) -> str | None:
    """The digits of a whole number, plain or grouped by threes with ``mark``; None when it is neither."""
    if text == "" or re.fullmatch(r"[0-9]+", text):
        return text
    return text.replace(mark, "") if _GROUPS[mark].fullmatch(text) else None


def _joined(whole: str | None, fraction: str) -> str | None:
    return None if whole is None or not re.fullmatch(r"[0-9]+", fraction) else f"{whole or '0'}.{fraction}"


def _readings(*texts: str | None) -> tuple[Decimal, ...]:
    return tuple(Decimal(one) for one in texts if one)


def _from_number(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return Decimal(format(value, ".15g")) if math.isfinite(value) else None
    if isinstance(value, int):
        return Decimal(value)
    return value if isinstance(value, Decimal) and value.is_finite() else None


def _too_long(value: Decimal) -> bool:
    whole, _, fraction = plain(abs(value)).partition(".")
    return len(whole) > WHOLE_DIGITS or len(fraction) > FRACTION_DIGITS
