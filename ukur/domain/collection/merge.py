"""A workbook comes back: what it says, what it was made from, what stands here now, and what becomes of that.

Three contents of one cell are compared: ``base`` (when the workbook was made), ``theirs`` (now) and ``mine`` (the
workbook). A part that one side alone has changed is that side's; a part that both have changed differently is a
conflict, which a person decides. Nothing is written over unseen, and the same workbook again changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from ukur.domain.achievement.numbers import Reading, format_number, from_cell
from ukur.domain.collection.contents import LONGEST, PARTS, REASON, WORDS, Content, alike, held, same
from ukur.domain.errors import Refusal, Refused, refusal


@dataclass(frozen=True, slots=True)
class Merged:
    """The content that keeps what each side has changed; the parts that it changes here, and those both changed."""

    content: Content
    parts: tuple[str, ...]
    both: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot be taken, and where it stands (``Form!H12``)."""

    where: str
    why: Refusal


@dataclass(frozen=True, slots=True)
class Typed:
    """One row of the workbook as it was read; ``figure`` as the cell holds it, ``where`` its address.

    ``wrong``: cells of the row whose content cannot be read at all, such as an error of a formula.
    """

    code: str
    where: str
    figure: object = None
    unavailable: str = ""
    provisional: bool = False
    cause: str = ""
    follow_up: str = ""
    wrong: tuple[Wrong, ...] = ()


class Kind(StrEnum):
    """What becomes of a cell."""

    SAME = "same"
    NEW = "new"
    CONFLICT = "conflict"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the workbook means for one cell.

    ``content``: what would stand there when the workbook is followed. ``parts``: those it changes, ``both``: those that
    were changed here too. ``asks``: the readings of a number in doubt.
    """

    code: str
    kind: Kind
    theirs: Content
    mine: Content
    content: Content
    parts: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    asks: tuple[Decimal, ...] = ()


def merge(base: Content, theirs: Content, mine: Content) -> Merged:
    """What comes of three contents. Where both have changed the same part differently it is ``mine``."""
    content, parts, both = theirs, [], []
    for name, fields in PARTS.items():
        if alike(name, mine, base) or alike(name, mine, theirs):
            continue
        if not alike(name, theirs, base):
            both.append(name)
        parts.append(name)
        content = replace(content, **{one: getattr(mine, one) for one in fields})
    return Merged(content, tuple(parts), tuple(both))


def outcome(
    typed: Typed, base: Content, theirs: Content, *, is_open: bool = True, reading: Decimal | None = None
) -> Outcome:
    """What becomes of a cell; ``reading`` answers how a number in doubt is meant."""
    try:
        figure = _figure(typed.figure, base, reading)
    except Refused as refused:
        return _wrong(typed, theirs, (Wrong(typed.where, refused.refusals[0]), *typed.wrong))
    if figure.ambiguous:
        why = refusal("number_ambiguous", text=str(typed.figure).strip())
        return _wrong(typed, theirs, (Wrong(typed.where, why), *typed.wrong), figure.readings)
    if not typed.wrong and _untouched(typed, base, figure.value):
        return Outcome(typed.code, Kind.SAME, theirs, base, theirs)
    return _compared(typed, base, theirs, _mine(typed, base, figure.value), is_open)


def _compared(typed: Typed, base: Content, theirs: Content, mine: Content, is_open: bool) -> Outcome:
    made = merge(base, theirs, mine)
    wrong = typed.wrong or _too_long(typed, mine, made.parts)
    if wrong:
        return _wrong(typed, theirs, wrong)
    if not made.parts:
        return Outcome(typed.code, Kind.SAME, theirs, mine, theirs)
    if not is_open:
        return _wrong(typed, theirs, (Wrong(typed.where, refusal("cell_closed", code=typed.code)),))
    kind = Kind.CONFLICT if made.both else Kind.NEW
    return Outcome(typed.code, kind, theirs, mine, made.content, made.parts, made.both)


def _untouched(typed: Typed, base: Content, value: Decimal | None) -> bool:
    """Whether the row is letter by letter what it was: nearly every row is, and no more is asked of it."""
    return (
        value == base.value
        and typed.cause == base.cause
        and typed.follow_up == base.follow_up
        and typed.unavailable == base.unavailable
        and typed.provisional is base.provisional
    )


def _wrong(typed: Typed, theirs: Content, wrong: tuple[Wrong, ...], asks: tuple[Decimal, ...] = ()) -> Outcome:
    return Outcome(typed.code, Kind.WRONG, theirs, theirs, theirs, wrong=wrong, asks=asks)


def _figure(figure: object, base: Content, reading: Decimal | None) -> Reading:
    """The number in the cell; what stood there from the start is what it was, and is not asked about again."""
    if figure is None or (isinstance(figure, float) and base.value is not None and figure == float(base.value)):
        return Reading(None if figure is None else base.value)
    if isinstance(figure, str) and figure.strip() == base.raw.strip():
        return Reading(base.value)
    found = from_cell(figure)
    if reading is not None and reading in found.readings:
        return Reading(reading, (reading,))
    return found


def _mine(typed: Typed, base: Content, value: Decimal | None) -> Content:
    """What the workbook says, in the words it was made from wherever they say the same."""
    raw = base.raw if value == base.value else as_typed(typed.figure, value)
    unavailable = _in_words_of(base.unavailable, typed.unavailable)
    cause, follow_up = _in_words_of(base.cause, typed.cause), _in_words_of(base.follow_up, typed.follow_up)
    return Content(raw, value, unavailable, typed.provisional, cause, follow_up)


def _in_words_of(old: str, new: str) -> str:
    return old if same(held(old), new) else new


def as_typed(figure: object, value: Decimal | None) -> str:
    """The figure as somebody would have typed it on the page, in a form that is in no doubt."""
    if value is None:
        return ""
    if isinstance(figure, str) and len(figure.strip()) <= 60 and not from_cell(figure).ambiguous:
        return figure.strip()
    return format_number(value, None).replace(".", "")


def _too_long(typed: Typed, mine: Content, parts: tuple[str, ...]) -> tuple[Wrong, ...]:
    found = [(name, LONGEST) for name in WORDS if name in parts and len(getattr(mine, name)) > LONGEST]
    if "figure" in parts and mine.value is None and len(mine.unavailable) > REASON:
        found.append(("unavailable", REASON))
    return tuple(Wrong(typed.where, refusal("text_too_long", code=typed.code, limit=limit)) for _, limit in found)
