"""Where a long SOP is cut into pages, and the pairs of pentagons that lead from one to the other.

No row is split. A page is cut where the fewest ways cross, among the cuts in its last third (our own rule); a
pentagon joins symbols on different pages only (PermenPANRB 35/2012).
"""

from __future__ import annotations

from itertools import pairwise

from ukur.domain.sop.chart.cells import entered, flows, left
from ukur.domain.sop.chart.layout import Texts, columns, pages, rows_of
from ukur.domain.sop.chart.model import SIZES, Chart, Flow, Format, Kind, Row
from ukur.domain.sop.chart.wires import Connector, Sheet
from ukur.domain.sop.model import Sop, Step

_FEWEST = 3  # rows on a page, when it can be helped


def chart(sop: Sop, form: Format, texts: Texts | None = None, besides: tuple[Flow, ...] = ()) -> Chart:
    """The drawn SOP. ``texts``: step -> column key -> what stands there; without it what the signed paper prints.
    ``besides``: ways that the SOP does not draw and a run has taken, returns by choice or out of order.
    """
    told = texts if texts is not None else {one.no: printed(one) for one in sop.steps}
    ways = (*flows(sop), *besides)
    cuts = _cuts(sop, form, told, ways)
    sheets = _sheets(sop, cuts, ways)
    costs = tuple(cost(sop, ways, cut) for cut in cuts)
    return Chart(form, pages(sop, form, told, sheets), costs)


def printed(step: Step) -> dict[str, str]:
    """The cells of a row as the signed paper prints them."""
    cells = step.printed
    return {
        "no": step.no,
        "activity": cells.activity,
        "needs": cells.needs,
        "time": cells.time,
        "output": cells.output,
        "remark": cells.remark,
    }


def cost(sop: Sop, ways: tuple[Flow, ...], cut: int) -> int:
    """How many ways cross a cut after the first ``cut`` rows."""
    return sum((sop.index(one.start) < cut) != (sop.index(one.end) < cut) for one in ways if one.end)


def best_cut(costs: dict[int, int], first: int, full: int, last: int) -> int:
    """Where to cut a page that begins at row ``first`` and could hold the rows before ``full``, out of ``last``.

    Of equally cheap cuts the latest; no orphan rows on the next page when it can be helped.
    """
    third = [cut for cut in range(full, first, -1) if cut - first >= (full - first) * 2 / 3]
    good = [cut for cut in third if last - cut >= _FEWEST] or third
    return min(good, key=lambda cut: costs[cut])


def _cuts(sop: Sop, form: Format, texts: Texts, ways: tuple[Flow, ...]) -> list[int]:
    if form.height is None:
        return []
    wide = columns(sop, form)
    scale = max(1.0, (wide[-1].left + wide[-1].width) / form.width)
    rows, _ = rows_of(sop, form, texts, tuple(one.no for one in sop.steps), form.gutter)
    costs = {cut: cost(sop, ways, cut) for cut in range(1, len(rows))}
    link = SIZES[Kind.PENTAGON][1] + 2 * form.gutter
    cuts, first = list[int](), 0
    while True:
        room = form.height * scale - form.head - (link if first else 0)
        fits = [cut for cut in range(first + 1, len(rows) + 1) if _tall(rows, first, cut) <= room]
        if fits and fits[-1] == len(rows):
            return cuts
        full = next((cut for cut in reversed(fits) if _tall(rows, first, cut) <= room - link), first + 1)
        if full >= len(rows):
            return cuts
        first = best_cut(costs, first, full, len(rows))
        cuts.append(first)


def _tall(rows: list[Row], first: int, cut: int) -> float:
    return sum(one.height for one in rows[first:cut])


def _sheets(sop: Sop, cuts: list[int], ways: tuple[Flow, ...]) -> list[Sheet]:
    bounds = [0, *cuts, len(sop.steps)]
    place = {one.no: sum(no >= cut for cut in cuts) for no, one in enumerate(sop.steps)}
    steps = [tuple(one.no for one in sop.steps[a:b]) for a, b in pairwise(bounds)]
    connectors: list[list[Connector]] = [[] for _ in steps]
    drawn: list[list[Flow]] = [[] for _ in steps]
    crossing = 0
    for way in ways:
        here, there = place[way.start], place[way.end or way.start]
        drawn[here].append(way)
        if here != there:
            drawn[there].append(way)
            letter, crossing = _letter(crossing), crossing + 1
            start, end = left(sop.step(way.start))[0], entered(sop.step(way.end))[0]
            up = here > there
            connectors[here].append(Connector(way, letter, start, there + 1, up, up))
            connectors[there].append(Connector(way, letter, end, here + 1, not up, up))
    parts = zip(steps, connectors, drawn, strict=True)
    return [Sheet(no, own, tuple(some), tuple(ways)) for no, (own, some, ways) in enumerate(parts, 1)]


def _letter(no: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    name = ""
    no += 1
    while no:
        no, rest = divmod(no - 1, 26)
        name = chr(65 + rest) + name
    return name
