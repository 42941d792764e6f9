"""One page of a drawn SOP as SVG, for paper or with the progress of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from ukur.domain.sop.chart.model import Bond, Column, Flow, Format, Line, Page, Part, Row
from ukur.domain.sop.chart.text import LEADING, wrap
from ukur.formats.charts import paint
from ukur.formats.charts.paint import AHEAD, BACK, BAD, DONE, EDGE, FAINT, GREY, HERE, INK, NOW, PLAIN, number

_PAD = 1.5


@dataclass(frozen=True, slots=True)
class Mark:
    """How one step stands. ``state``: ahead, here, done, returned; ``at`` gives the state of single performers where it
    differs; ``note`` stands under the title, ``bad`` paints it red; ``spoken`` is
    read aloud; ``href`` is where it leads.
    """

    state: str
    spoken: str
    href: str
    note: str = ""
    bad: bool = False
    late: bool = False
    at: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Live:
    """The progress of a run: what it is called, marks by step, ways that were walked, returns that were taken."""

    name: str
    marks: Mapping[str, Mark]
    walked: frozenset[Flow]
    back: frozenset[Flow]


def svg(page: Page, form: Format, heads: Mapping[str, str], live: Live | None = None) -> str:
    """The page as one ``<svg>``. ``heads``: column key -> its head. With ``live`` every step is a link with a name for
    screen readers; without, the drawing has the size of the paper and the plain look of a printed SOP.
    """
    box = f'viewBox="0 0 {number(page.width)} {number(page.height)}"'
    if live:
        role = f' role="group" aria-label="{escape(live.name)}"'
    else:
        role = f' role="img" width="{number(page.width)}mm" height="{number(page.height)}mm" font-family="sans-serif"'
    parts = [
        *_table(page, form, heads, live),
        '<g aria-hidden="true">',
        *_lines(page, live),
        *_labels(page, form, live),
        "</g>",
    ]
    parts += [part for row in page.rows for part in _row(page, form, row, live)]
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}{role} fill="{INK}">{"".join(parts)}</svg>'


def _table(page: Page, form: Format, heads: Mapping[str, str], live: Live | None) -> Iterator[str]:
    """Ground, heads and the lines of the table."""
    wide, high = number(page.width), number(page.height)
    yield f'<g aria-hidden="true"><path d="M0 0H{wide}V{high}H0z" fill="#fff"/>'
    for row in page.rows:
        if live and row.step and live.marks[row.step].state == NOW:
            yield f'<path d="M0 {number(row.top)}h{wide}v{number(row.height)}H0z" fill="{HERE}"/>'
    down = "".join(f"M{number(one.left)} 0V{high}" for one in page.columns[1:])
    across = "".join(f"M0 {number(row.top)}H{wide}" for row in page.rows[1:])
    ink, edge = (
        (EDGE, "") if live else (INK, f'<path d="M0 0H{wide}V{high}H0z" fill="none" stroke="{INK}" stroke-width=".3"/>')
    )
    yield f'<path d="{down}{across}" stroke="{ink}" stroke-width=".25"/>{edge}'
    yield f'<path d="M0 {number(page.head)}H{wide}" stroke="{GREY if live else INK}" stroke-width=".5"/>'
    for column in page.columns:
        lines = wrap(heads.get(column.key, ""), column.width - 2, form.type * 0.93)
        middle = column.performer or not live
        y = page.head - 2 - (len(lines) - 1) * form.type * LEADING
        yield _text(lines, column, y, form.type * 0.93, f' font-weight="600"{_anchor(column, middle)}')
    yield "</g>"


def _anchor(column: Column, middle: bool) -> str:
    return ' text-anchor="middle"' if middle else ' text-anchor="end"' if column.key == "no" else ""


def _text(lines: tuple[str, ...], column: Column, y: float, size: float, more: str = "") -> str:
    """Lines of text in a column, the first on ``y``."""
    at = column.left + (column.width / 2 if "middle" in more else column.width - 2 if '"end"' in more else _PAD + 0.5)
    spans = "".join(
        f'<tspan x="{number(at)}" y="{number(y + no * size * LEADING)}">{escape(one, quote=False)}</tspan>'
        for no, one in enumerate(lines)
    )
    return f'<text font-size="{number(size)}"{more}>{spans}</text>' if spans else ""


def _state(live: Live | None, line: Line) -> str:
    """How a line is painted: walked with its way, or with its row."""
    if live is None:
        return PLAIN
    if line.flow is not None:
        return BACK if line.flow in live.back else DONE if line.flow in live.walked else AHEAD
    mark = live.marks[line.step]
    if line.bond is Bond.JOINT or line.bond is Bond.SUPPLIER:
        return AHEAD if mark.state == AHEAD else DONE
    held = mark.at.get(line.start.split("/")[1], mark.state)
    return AHEAD if held in (AHEAD, NOW) else DONE


def _lines(page: Page, live: Live | None) -> Iterator[str]:
    """Those that speak loudest are drawn last."""
    order = [AHEAD, PLAIN, DONE, BACK]
    for state, one in sorted(((_state(live, one), one) for one in page.lines), key=lambda pair: order.index(pair[0])):
        yield paint.line(one, state)


def _labels(page: Page, form: Format, live: Live | None) -> Iterator[str]:
    for one in page.lines:
        if one.label:
            state = _state(live, one)
            ink = BAD if state == BACK else FAINT if state == AHEAD else INK
            bold = ' font-weight="700"' if state == BACK else ""
            box = one.label.box
            y = box.y + form.label * 0.36
            yield (
                f'<text x="{number(box.x)}" y="{number(y)}" font-size="{number(form.label)}" fill="{ink}"{bold}'
                f' text-anchor="middle">{escape(one.label.text, quote=False)}</text>'
            )


def _row(page: Page, form: Format, row: Row, live: Live | None) -> Iterator[str]:
    """Text and symbols of a row; a link when there is a run."""
    mark = live.marks[row.step] if live and row.step else None
    if mark:
        now = ' aria-current="step"' if mark.state == NOW else ""
        yield f'<a href="{escape(mark.href)}" aria-label="{escape(mark.spoken)}"{now}>'
        yield (
            f'<path d="M.6 {number(row.top + 0.6)}h{number(page.width - 1.2)}v{number(row.height - 1.2)}H.6z"'
            ' fill="none" pointer-events="all"/>'
        )
    columns = {one.key: one for one in page.columns}
    for key, lines in row.cells:
        yield _cell(form, row, columns[key], lines, mark)
    for shape in page.shapes:
        if page.rows[shape.row] is not row:
            continue
        if shape.part is Part.CONNECTOR:
            yield paint.symbol(shape, PLAIN, dashed=False, late=False)
            told = f"{'dari' if shape.key.endswith('above') != shape.up else 'ke'} hlm {shape.twin}"
            x, y = number(shape.box.x), shape.box.y + (0.9 if shape.up else -0.4)
            bold = 'font-size="3.2" font-weight="700"'
            yield f'<g text-anchor="middle"><text x="{x}" y="{number(y)}" {bold}>{shape.letter}</text>'
            yield f'<text x="{x}" y="{number(y + 2)}" font-size="1.7">{told}</text></g>'
            continue
        state = mark.at.get(shape.performer, mark.state) if mark else PLAIN
        main = bool(mark and mark.late and shape.part is Part.MAIN and shape.key.endswith("/0"))
        yield paint.symbol(shape, state, dashed=shape.part is Part.RECEIVER, late=main and state in (DONE, NOW))
    if mark:
        yield "</a>"


def _cell(form: Format, row: Row, column: Column, lines: tuple[str, ...], mark: Mark | None) -> str:
    """The text of a cell, at the top on paper, in the middle with its note on the page of a run."""
    size = form.type
    if mark is None:
        return _text(lines, column, row.top + _PAD + size * 0.9, size, _anchor(column, column.key == "no"))
    noted = bool(mark.note and column.key == "activity")
    y = row.top + (row.height - (len(lines) + noted - 1) * size * LEADING) / 2 + size * 0.36
    more = ' font-weight="600"' if column.key in ("no", "activity") else ""
    if column.key == "output":
        size *= 0.93
        more = f' fill="{FAINT}"' if mark.state == AHEAD else ""
    made = _text(lines, column, y, size, more + _anchor(column, middle=False))
    if noted:
        ink = f' fill="{BAD}"' if mark.bad else ""
        below = y + len(lines) * size * LEADING
        made += _text((mark.note,), column, below, size * 0.93, f' font-weight="600"{ink}')
    return made
