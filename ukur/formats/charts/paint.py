"""How symbols and lines look. Paint stands in attributes and not in the style sheet, so that it prints and stays where
the browser forces its own colours. Every state differs by shape and lightness, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from ukur.domain.sop.chart.model import HEAD, Bond, Kind, Line, Point, Shape

INK, GREY, BAD, PRIMARY, TURMERIC = "#12242b", "#74868d", "#9a1f12", "#0b4f5c", "#f2b632"
WALKED, FAINT, EDGE, HERE = "#42545c", "#586971", "#d5dee0", "#fff9ea"
PLAIN, AHEAD, DONE, NOW, BACK = "plain", "ahead", "done", "here", "returned"
_PAINT = {
    PLAIN: f'fill="#fff" stroke="{INK}" stroke-width=".3"',
    AHEAD: f'fill="#fff" stroke="{GREY}" stroke-width=".4"',
    DONE: f'fill="{PRIMARY}" stroke="{PRIMARY}" stroke-width=".4"',
    NOW: f'fill="{TURMERIC}" stroke="{INK}" stroke-width=".75"',
    BACK: f'fill="#fff" stroke="{BAD}" stroke-width=".65"',
}


def number(value: float) -> str:
    """A measure with at most two decimals, as short as it gets."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def path(points: Iterable[Point]) -> str:
    """Straight from point to point; right-angled turns in the short form."""
    made, before = "", None
    for x, y in points:
        if before is None:
            made = f"M{number(x)} {number(y)}"
        elif y == before[1]:
            made += f"H{number(x)}"
        elif x == before[0]:
            made += f"V{number(y)}"
        else:
            made += f"L{number(x)} {number(y)}"
        before = (x, y)
    return made


def outline(shape: Shape) -> str:
    box = shape.box
    place = f'x="{number(box.left)}" y="{number(box.top)}" width="{number(box.width)}" height="{number(box.height)}"'
    if shape.kind is Kind.CAPSULE:
        return f'<rect {place} rx="{number(box.height / 2)}"/>'
    return f'<rect {place} rx=".4"/>' if shape.kind is Kind.BOX else f'<path d="{path(shape.outline())}z"/>'


def symbol(shape: Shape, state: str, *, dashed: bool, late: bool) -> str:
    """The symbol in its state; ``dashed``: somebody who only receives, filled never."""
    paint = _PAINT[state]
    if dashed:
        ink = PRIMARY if state == DONE else INK if state == PLAIN else FAINT
        paint = f'fill="#fff" stroke="{ink}" stroke-width=".4" stroke-dasharray="1 .7"'
    made = f"<g {paint}>{outline(shape)}</g>"
    x, y = shape.box.x, shape.box.y
    if state == DONE:
        ink = PRIMARY if dashed else "#fff"
        made += _stroke(f"M{number(x - 1.4)} {number(y)}l1.05 1.05 1.9-2.1", ink, ".55")
    elif state == NOW and not dashed:
        place = f'x="{number(x)}" y="{number(y + 1.05)}" text-anchor="middle"'
        made += f'<text {place} font-size="2.9" font-weight="700">Di sini</text>'
    elif state == BACK:
        bent = "l-1.1 1 1.1 1m-1.1-1h2a.9 .9 0 0 1 0 1.9h-.8"
        made += _stroke(f"M{number(x - 0.3)} {number(y - 1.9)}{bent}", BAD, ".5")
    if late:
        x, y = shape.box.right - (0.6 if shape.kind is not Kind.DIAMOND else 3), shape.box.top + 0.4
        made += f'<circle cx="{number(x)}" cy="{number(y)}" r="2.1" fill="{BAD}" stroke="#fff" stroke-width=".5"/>'
        made += _stroke(f"M{number(x)} {number(y - 1.1)}v1.1l.7 .5", "#fff", ".4")
    return made


def _stroke(d: str, ink: str, wide: str) -> str:
    return f'<path d="{d}" fill="none" stroke="{ink}" stroke-width="{wide}"/>'


def line(one: Line, state: str) -> str:
    """The line with its head and its answer. ``state`` done: walked; returned: this return was taken."""
    ink, wide = {PLAIN: (INK, ".35"), AHEAD: (GREY, ".35"), DONE: (WALKED, ".4"), BACK: (BAD, ".75")}[state]
    dash = ' stroke-dasharray="2 .7 .4 .7"' if one.bond is Bond.JOINT else ""
    if state == AHEAD and one.bond is Bond.RETURN:
        dash = ' stroke-dasharray="1 .8"'
    if state == BACK:
        dash += ' stroke-linejoin="round"'
    drawn = one.points if not one.head else (*one.points[:-1], _before(one.points))
    made = f'<path d="{path(drawn)}" fill="none" stroke="{ink}" stroke-width="{wide}"{dash}/>'
    if one.head:
        (a, b), (x, y) = one.points[-2:]
        dx, dy = (x > a) - (x < a), (y > b) - (y < b)
        corners = ((x, y), (x - HEAD * dx - 0.9 * dy, y - HEAD * dy - 0.9 * dx),
                   (x - HEAD * dx + 0.9 * dy, y - HEAD * dy + 0.9 * dx))  # fmt: skip
        made += f'<path d="{path(corners)}z" fill="{ink}"/>'
    return made


def _before(points: tuple[Point, ...]) -> Point:
    """Inside the head, so that a thick line does not blunt its tip."""
    (a, b), (x, y) = points[-2:]
    return x - ((x > a) - (x < a)), y - ((y > b) - (y < b))
