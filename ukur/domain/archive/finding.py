"""Finding words in texts whatever their case and diacritics, and showing where they stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

MOST_WORDS = 8
_ASKED = re.compile(r'"([^"]+)"|(\S+)')
_BLANK = re.compile(r"\s+")


def folded(text: str) -> str:
    """``text`` without case and diacritics: what is compared. *Café* is *cafe*."""
    return "".join(_letters(one) for one in text)


def _letters(one: str) -> str:
    if one.isascii():
        return one.lower()
    parts = unicodedata.normalize("NFKD", one)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def words(asked: str) -> tuple[str, ...]:
    """What is looked for, folded: each word, and what stands between quotation marks as one; at most eight."""
    marks = asked.replace("\x00", "").replace("“", '"').replace("”", '"')
    found = (" ".join(folded(one or other).split()) for one, other in _ASKED.findall(marks))
    return tuple(dict.fromkeys(one for one in found if one.strip('"')))[:MOST_WORDS]


Part = tuple[str, bool]


def snippet(text: str, sought: Sequence[str], around: int = 80) -> tuple[Part, ...]:
    """The place of ``text`` where the first of the words stands, in parts: text, and whether it is one of the words.

    About ``around`` letters before it and twice as many behind; cut at blanks, with an ellipsis where text is left out.
    """
    plain = _BLANK.sub(" ", text).strip()
    shadow, place = _shadow(plain)
    hits = [(at, one) for one in sought if (at := shadow.find(one)) >= 0]
    if not hits:
        return ()
    first = place[min(hits)[0]]
    start, end = _cut(plain, first, around)
    marks = sorted(
        (place[at.start()], place[at.end() - 1] + 1)
        for one in sought
        for at in re.finditer(re.escape(one), shadow)
        if place[at.start()] >= start and place[at.end() - 1] < end
    )
    return tuple(_parts(plain, start, end, marks))


def _shadow(plain: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place of the letter that it came from."""
    shadow: list[str] = []
    place: list[int] = []
    for at, one in enumerate(plain):
        letters = _letters(one)
        shadow.append(letters)
        place.extend([at] * len(letters))
    return "".join(shadow), place


def _cut(plain: str, first: int, around: int) -> tuple[int, int]:
    """From where to where: at blanks, unless there is none between the cut and the place."""
    start, end = max(0, first - around), min(len(plain), first + 2 * around)
    if start:
        start = plain.find(" ", start, first) + 1 or start
    if end < len(plain):
        end = max(plain.rfind(" ", first, end), first + around)
    return start, end


def _parts(plain: str, start: int, end: int, marks: list[tuple[int, int]]) -> list[Part]:
    parts: list[Part] = [("… ", False)] if start else []
    at = start
    for begin, stop in marks:
        if stop <= at:
            continue
        parts += [(plain[at : max(begin, at)], False), (plain[max(begin, at) : stop], True)]
        at = stop
    parts += [(plain[at:end], False), (" …", False)] if end < len(plain) else [(plain[at:end], False)]
    return [one for one in parts if one[0]]
