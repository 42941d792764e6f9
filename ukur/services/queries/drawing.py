"""A run as the SOP's own flowchart, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ukur.domain.sop.chart import SCREEN, Page, chart
from ukur.domain.sop.chart.cells import cells, flows
from ukur.domain.sop.chart.model import Flow, Part
from ukur.domain.sop.model import Sop
from ukur.formats.charts import Live, Mark, svg
from ukur.services.queries.names import step_title
from ukur.services.sop import by_digest
from ukur.services.wording.labels import CHART_HEADS
from ukur.store.models import Visit

if TYPE_CHECKING:
    from ukur.services.queries.run import StepRow

_SPOKEN = {"done": "Selesai", "here": "Di sini", "returned": "Dikembalikan", "ahead": "Belum"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of *Jalannya pelaksanaan*; ``id`` is where the symbol of the step leads."""

    id: str
    no: str
    title: str
    sub: str
    right: str
    kind: str


def picture(sop: Sop, steps: Sequence[StepRow], visits: Sequence[Visit]) -> str:
    """The SVG of the run: its name, a link a step, walked ways, and the returns that brought the flow where it is."""
    besides = _besides(sop, visits)
    back = frozenset(_back(sop, steps, (*flows(sop), *besides)))
    here = next((row for row in steps if row.state == "here"), None)
    told = f"Alur {sop.name}, {len(steps)} langkah. "
    told += f"Sekarang langkah {here.no}, {here.title}." if here else "Tidak ada langkah yang berjalan."
    live = Live(
        told,
        {row.no: _mark(sop, row) for row in steps},
        frozenset(_walked(sop, visits)),
        back,
    )
    heads = CHART_HEADS | {one.id: one.name for one in sop.performers}
    outputs = tuple(row.output for row in steps)
    return svg(_page(sop.digest, outputs, tuple(one for one in besides if one in back)), SCREEN, heads, live)


def course(sop: Sop, steps: Sequence[StepRow]) -> tuple[Entry, ...]:
    """One line a step: who and when, or who comes."""
    return tuple(_entry(sop, row) for row in steps)


@lru_cache(maxsize=64)
def _page(digest: str, outputs: tuple[str, ...], besides: tuple[Flow, ...]) -> Page:
    """The geometry, worked out once for each version and for each set of ways outside it."""
    sop = by_digest(digest)
    texts = {
        one.no: {"no": one.no, "activity": step_title(sop, one.no), "output": output}
        for one, output in zip(sop.steps, outputs, strict=True)
    }
    return chart(sop, SCREEN, texts, besides).pages[0]


def _besides(sop: Sop, visits: Sequence[Visit]) -> tuple[Flow, ...]:
    """Returns that were taken and that the SOP does not draw: to another goal of the decision, or a deviation."""
    drawn = {(one.start, one.end) for one in flows(sop)}
    found = []
    for one in visits:
        if one.returned_to and (one.step, one.returned_to) not in drawn:
            words = (answer.label for answer in sop.step(one.step).answers if answer.returns)
            word = "Di luar SOP" if one.deviation else next(words, "")
            found.append(Flow(one.step, one.returned_to, word, returns=True))
    return tuple({(one.start, one.end): one for one in found}.values())


def _walked(sop: Sop, visits: Sequence[Visit]) -> Iterator[Flow]:
    """The ways on that lead to where the flow is: what lies beyond the goal of a return has to be walked again."""
    ways = {(one.start, one.end): one for one in flows(sop) if not one.returns}
    walked: dict[str, Flow] = {}
    for one, after in pairwise(visits):
        if one.returned_to:
            walked = {no: way for no, way in walked.items() if sop.index(no) < sop.index(after.step)}
        elif (one.step, after.step) in ways:
            walked[one.step] = ways[one.step, after.step]
    if visits and visits[-1].left_at and not visits[-1].returned_to and (visits[-1].step, "") in ways:
        walked[visits[-1].step] = ways[visits[-1].step, ""]
    yield from walked.values()


def _back(sop: Sop, steps: Sequence[StepRow], ways: Sequence[Flow]) -> Iterator[Flow]:
    """The returns whose goal the flow has reached again and whose step it has not."""
    here = next((no for no, row in enumerate(steps) if row.state == "here"), -1)
    for no, row in enumerate(steps):
        if row.state == "returned" and row.goal in sop.rows and sop.index(row.goal) <= here < no:
            yield from (one for one in ways if one.returns and (one.start, one.end) == (row.no, row.goal))


def _mark(sop: Sop, row: StepRow) -> Mark:
    step = sop.step(row.no)
    note = _note(row)
    names = ", ".join(
        sop.performer(one).name for one, cell in cells(sop, step).items() if cell.part is not Part.RECEIVER
    )
    state = " ".join(one for one in (_SPOKEN[row.state], row.when) if one)
    spoken = f"Langkah {row.no}: {row.title}. {names}. {state}{f', {note[0].lower()}{note[1:]}' if note else ''}."
    bad = row.state == "returned" or row.late is not None
    return Mark(row.state, spoken, f"#langkah-{row.no}", note, bad, row.late is not None, dict(row.at))


def _note(row: StepRow) -> str:
    """What stands under the title: returned where to, for the how manieth time, how late."""
    if row.state == "returned":
        return f"Dikembalikan ke langkah {row.goal}"
    late = "" if row.late is None else f"lewat tenggat {row.late} hari" if row.late else "lewat tenggat"
    again = f"Perbaikan ke-{row.round - 1}" if row.round > 1 and row.state != "ahead" else ""
    told = ", ".join(one for one in (again, late) if one)
    return told[:1].upper() + told[1:]


def _entry(sop: Sop, row: StepRow) -> Entry:
    step = sop.step(row.no)
    names = ", ".join(sop.performer(one).name for one in dict.fromkeys((*step.performers, *step.suppliers)))
    note = "" if row.state == "returned" else _note(row)
    sub = " · ".join(one for one in (row.note or row.who or names, note) if one)
    kind = "late" if row.late is not None and row.state in ("done", "here") else row.state
    kind = "here" if row.state == "here" else kind
    return Entry(f"langkah-{row.no}", row.no, row.title, sub, "sekarang" if row.state == "here" else row.when, kind)
