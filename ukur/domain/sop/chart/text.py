"""How wide a text will be, roughly: enough to break lines before anybody has a font."""

from __future__ import annotations

from itertools import accumulate

_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]-/ "), frozenset("mwMW@%")
LEADING = 1.32


def width(text: str, size: float) -> float:
    """In the unit of ``size``; a little more than common sans-serif type needs."""
    return size * sum(
        0.33 if one in _NARROW else 0.88 if one in _WIDE else 0.69 if one.isupper() else 0.57 for one in text
    )


def wrap(text: str, room: float, size: float) -> tuple[str, ...]:
    """The text in lines that fit ``room``; a word that is too long for a line is broken."""
    lines: list[str] = []
    for whole in text.split():
        word = whole
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
            continue
        while width(word, size) > room and len(word) > 1:
            fits = max(1, sum(one <= room for one in accumulate(width(letter, size) for letter in word)))
            lines.append(word[:fits])
            word = word[fits:]
        if word:
            lines.append(word)
    return tuple(lines)
