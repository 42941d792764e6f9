"""The preview of a workbook on the desk: counts, lines, and what is wrong with each, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ukur.domain.achievement.exact import FRACTION_DIGITS
from ukur.domain.errors import Refused
from ukur.domain.intake.around import Around
from ukur.domain.intake.model import Line, Part, Problem, State
from ukur.domain.intake.rules_plan import QUARTERS
from ukur.domain.people.names import bare
from ukur.services.access import Actor, NotThere
from ukur.services.intake.known import year_for_new_plan
from ukur.services.intake.standing import Standing, standing, surroundings
from ukur.services.intake.undo import require_undoable
from ukur.services.paper.frame import spaced
from ukur.services.wording import intake as words
from ukur.services.wording import say_all
from ukur.services.wording.dates import clock, local, long_date
from ukur.store.models import Indicator, Intake

SHEETS: Mapping[Part, str] = {Part.UNITS: "Unit", Part.PEOPLE: "Pegawai", Part.PLAN: "Rencana"}
HEADS: Mapping[Part, tuple[tuple[str, str, str], ...]] = {  # cell, title, "n" for figures
    Part.UNITS: (("name", "Nama", ""), ("code", "Kode", ""), ("kind", "Jenis", "")),
    Part.PEOPLE: (("name", "Nama", ""), ("role", "Peran", ""), ("title", "Jabatan", ""), ("unit", "Bidang", ""),
                  ("nip", "NIP", "")),
    Part.PLAN: (("name", "Indikator", ""), ("unit", "Bidang", ""), ("uom", "Satuan", ""), ("q1", "TW I", "n"),
                ("q2", "TW II", "n"), ("q3", "TW III", "n"), ("q4", "TW IV", "n"), ("year", "Tahun", "n")),
}  # fmt: skip
STATES: Mapping[State, str] = {
    State.READY: "Siap",
    State.DONE: "Sudah masuk",
    State.ASK: "Perlu dijawab",
    State.SKIPPED: "Dilewati",
}
TYPED = {State.FILL, State.ASK}
TAKEN = {State.READY, State.DONE}
AT_ONCE = 60  # lines with problems on one page; the next come when these are mended


@dataclass(frozen=True, slots=True)
class Wrong:
    """One problem in words. ``offers``: (text, word) buttons; ``box``: a free text can be typed into its cell."""

    cell: str
    label: str
    state: str
    fact: str
    deed: str
    offers: tuple[tuple[str, str], ...]
    box: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """``cells``: cell, what it shows, and whether it is typed into right there."""

    key: str
    row: int
    cells: tuple[tuple[str, str, bool], ...]
    state: str
    word: str
    wrong: tuple[Wrong, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    part: str
    title: str
    count: int
    wrong: int


@dataclass(frozen=True, slots=True)
class IntakePage:
    """``counts``: lines read, ready, to be filled, to be answered, of the shown sheet. ``ready``: of all sheets.

    ``undo``: why it cannot be undone ("" when it can, None when there is nothing to undo).
    """

    id: int
    name: str
    when: str
    year: int
    state: str
    part: str
    sheet: str
    tabs: tuple[Tab, ...]
    heads: tuple[tuple[str, str, str], ...]
    rows: tuple[PreviewRow, ...]
    near: int
    total: int
    counts: tuple[int, int, int, int]
    ready: int
    waiting: int
    undo: str | None
    others: int


@dataclass(frozen=True, slots=True)
class PlanStep:
    """``open``: the workbook on the desk or applied last; ``count``: indicators of ``year`` that are in force."""

    open: int | None
    year: int
    count: int
    name: str
    earlier: tuple[tuple[int, str], ...]


def plan_step(actor: Actor) -> PlanStep:
    """Where the plan stands; ``earlier``: workbooks that were applied before, each can be undone from its page."""
    agency = actor.agency or 0
    year = year_for_new_plan(agency)
    rows = list(Intake.objects.filter(agency=agency, state__in=("open", "applied")).order_by("-pk")[:10])
    count = Indicator.objects.filter(objective__agency=agency, objective__year=year).count()
    newest = rows[0] if rows else None
    earlier = tuple((one.pk, f"{one.name}, {long_date(local(one.at).date())}") for one in rows[1:])
    if newest is None:
        return PlanStep(None, year, count, "", earlier)
    return PlanStep(newest.pk, year, count, newest.name, earlier)


def intake_page(actor: Actor, id: int, sheet: str = "", *, whole: bool = False) -> IntakePage:
    """The preview of one sheet: the lines around problems, or all (``whole``). NotThere for a workbook of others."""
    row = Intake.objects.filter(pk=id, agency=actor.agency).exclude(state="dropped").first()
    if row is None or actor.agency is None:
        raise NotThere
    made = surroundings(row)
    found = standing(row, made)
    part = _part(sheet, found)
    mine = [one for one in found if one[0].part is part]
    near = _near(mine)
    rows = mine if whole or not near else [mine[no] for no in near]
    states = [state for _, state, _ in mine]
    everywhere = [state for _, state, _ in found]
    return IntakePage(
        id=row.pk,
        name=row.name,
        when=_when(row),
        year=made.book.year,
        state=row.state,
        part=str(part),
        sheet=SHEETS[part],
        tabs=tuple(_tab(one, found) for one in Part if any(line.part is one for line, _, _ in found)),
        heads=HEADS[part],
        rows=tuple(_row(*one, made) for one in rows),
        near=len(near),
        total=len(mine),
        counts=(len(mine), sum(one in TAKEN for one in states), states.count(State.FILL), states.count(State.ASK)),
        ready=everywhere.count(State.READY),
        waiting=everywhere.count(State.FILL) + everywhere.count(State.ASK),
        undo=_undo(row),
        others=_others(actor.agency, made),
    )


def _part(sheet: str, found: Standing) -> Part:
    """The sheet that is asked for; else the first with a problem; else the last one."""
    parts = [line.part for line, _, _ in found]
    if sheet in parts:
        return Part(sheet)
    return next((line.part for line, state, _ in found if state in TYPED), parts[-1] if parts else Part.PLAN)


def _near(rows: Standing) -> list[int]:
    """The first lines with problems, each with the one before and the one after it."""
    wrong = [no for no, (_, state, _) in enumerate(rows) if state in TYPED][:AT_ONCE]
    return sorted({one for no in wrong for one in (no - 1, no, no + 1) if 0 <= one < len(rows)})


def _tab(part: Part, found: Standing) -> Tab:
    states = [state for line, state, _ in found if line.part is part]
    return Tab(str(part), SHEETS[part], len(states), sum(1 for one in states if one in TYPED))


def _when(row: Intake) -> str:
    same = local(row.at).date() == local(row.changed_at).date()
    return f"dibaca pukul {clock(row.at)}" if same else f"dibaca {long_date(local(row.at).date())}"


def _undo(row: Intake) -> str | None:
    if row.state != "applied":
        return None
    try:
        require_undoable(row)
    except Refused as refused:
        return say_all(refused.refusals)[0]
    return ""


def _others(agency: int, made: Around) -> int:
    """Indicators of the year that the workbook does not name; they stay as they are."""
    named = {key.partition(" ")[2] for key in made.codes if key.startswith(Part.PLAN)}
    codes = Indicator.objects.filter(objective__agency=agency, objective__year=made.book.year)
    return sum(1 for code in codes.values_list("code", flat=True) if bare(code) not in named)


def _row(line: Line, state: State, problems: tuple[Problem, ...], made: Around) -> PreviewRow:
    wrong = tuple(_wrong(one, made) for one in problems)
    boxes = {one.cell for one in wrong if one.box and one.state == State.FILL}
    places = _places(line)
    cells = tuple((cell, _shown(line, cell, made, places), cell in boxes) for cell, _, _ in HEADS[line.part])
    word = STATES.get(state)
    fill = next((one for one in problems if one.state is State.FILL), None)
    return PreviewRow(line.key, line.row, cells, str(state), word or (words.short(fill) if fill else ""), wrong)


def _shown(line: Line, cell: str, made: Around, places: int) -> str:
    """As it would be printed; what is in doubt is shown as it was written."""
    text = line[cell]
    if cell == "unit":
        return made.names.get(made.unit(text), text).removeprefix("Bidang ")
    if cell in words.NUMERIC:
        return text if cell in line.asks or "." in text else words.figure(text, places)
    if cell == "nip":
        return spaced(text)
    return words.WORDS.get(text, text) if cell in ("kind", "role") else text


def _places(line: Line) -> int:
    """As many decimals as the most exact target of the line has, so that they stand below one another."""
    targets = [line[key] for key in (*QUARTERS, "year") if "." not in line[key]]
    places = max((len(one.partition(",")[2]) for one in targets if one.replace(",", "").isdigit()), default=0)
    return min(places, FRACTION_DIGITS)


def _wrong(one: Problem, made: Around) -> Wrong:
    fact, deed = words.sentence(one)
    units = made.names if one.cell == "unit" else {}
    offers = tuple((text, units.get(text) or words.offer(one, text)) for text in one.offers)
    return Wrong(one.cell, words.CELLS[one.cell], str(one.state), fact, deed, offers, one.code not in words.CHOICE_ONLY)
