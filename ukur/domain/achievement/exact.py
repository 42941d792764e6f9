"""Exact decimal arithmetic: one context for every sum, product and quotient of this room. Never floats."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

# 50 digits: a quotient of numbers of 18 + 12 digits that is not a bound differs from it by over 1E-32, so no
# comparison with a band or a cap and no rounding to 6 decimals can come out wrong.
EXACT = Context(prec=50, rounding=ROUND_HALF_UP)
WHOLE_DIGITS = 18
FRACTION_DIGITS = 12

ZERO = Decimal(0)
HUNDRED = Decimal(100)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """``value`` with exactly ``decimals`` decimals, halves away from zero; a negative zero becomes zero."""
    result = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=Context(prec=200))
    return abs(result) if result.is_zero() else result


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
