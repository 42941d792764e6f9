"""Exact decimal arithmetic: one context for every sum, product and quotient of this room. Never floats."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

# 50 digits: a quotient of numbers of 18 + 12 digits that is not a bound differs from it by over 1E-32, so no
# comparison with a band or a cap and no rounding to 6 decimals can come out wrong.
EXACT = Context(prec=50, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=200, rounding=ROUND_HALF_UP)
_UNITS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(13))
WHOLE_DIGITS = 18
FRACTION_DIGITS = 12

ZERO = Decimal(0)
HUNDRED = Decimal(100)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """``value`` with exactly ``decimals`` (0 to 12) decimals, halves away from 0; a negative zero becomes 0."""
    result = value.quantize(_UNITS[decimals], context=_WIDE, rounding=ROUND_HALF_UP)
    return result if result else abs(result)


def plain(value: Decimal) -> str:
    """All digits of ``value`` in plain notation with a decimal point and no trailing zeros: ``1210``,
    ``-3.85``.
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def fixed(value: Decimal, decimals: int = 6) -> str:
    """``value`` half up in plain notation, for JSON and CSV: ``94.736842``."""
    return format(rounded(value, decimals), "f")
