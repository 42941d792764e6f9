"""What stands in one cell of a sheet, and when two contents say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

WORDS = ("cause", "follow_up")
LONGEST = 4_000  # letters of a text that a workbook holds; a longer one stands there cut, and is kept as it is
REASON = 300  # letters of the reason why there is no figure

_ROUGH = re.compile(r"[^\S ]|  |^ | $|[\x00-\x1f\x7f]")
_LINE_END = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in one cell. ``raw`` is the figure as typed, ``value`` as read (None: not reported, never 0)."""

    raw: str = ""
    value: Decimal | None = None
    unavailable: str = ""
    provisional: bool = False
    cause: str = ""
    follow_up: str = ""


PARTS: Mapping[str, tuple[str, ...]] = {
    "figure": ("raw", "value", "unavailable"),
    "provisional": ("provisional",),
    **{name: (name,) for name in WORDS},
}


def tidy(text: str) -> str:
    """Words as they are compared: no program keeps blanks, line ends and control characters as they were."""
    if not _ROUGH.search(text):
        return text
    lines = _CONTROL.sub("", _LINE_END.sub("\n", text)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()


def held(text: str) -> str:
    """As much of a text as a workbook holds."""
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def same(one: str, other: str) -> bool:
    """Whether two texts say the same."""
    return one == other or tidy(one) == tidy(other)


def alike(name: str, one: Content, other: Content) -> bool:
    """Whether a part says the same. A figure and the reason why there is none answer the same question."""
    if name == "provisional":
        return one.provisional is other.provisional
    if name != "figure":
        return same(getattr(one, name), getattr(other, name))
    if one.value is None and other.value is None:
        return same(one.unavailable, other.unavailable)
    return one.value == other.value
