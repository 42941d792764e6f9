"""Where lines may run on a page: the middle of each column, lanes beside the symbols, tracks between the rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ukur.domain.sop.chart.model import HEAD, SIZES, Column, Kind, Row

_PLACES = (0.56, 0.8, 0.32, 0.44, 0.68, 0.2)  # of a gutter, from the symbol outwards; the column's border is 1


@dataclass(frozen=True, slots=True)
class Grid:
    """``performers``: their columns in order. ``gutter``: free above the symbols of each row; below them ``under`` of
    that row, which is more where a decision writes its answer.
    """

    performers: tuple[Column, ...]
    rows: tuple[Row, ...]
    gutter: float
    under: tuple[float, ...]

    @property
    def symbol(self) -> float:
        """The width of a box in these columns."""
        return min([SIZES[Kind.BOX][0], *(one.width - 7 for one in self.performers)])

    def centre(self, column: int) -> float:
        one = self.performers[column]
        return round(one.left + one.width / 2, 3)

    def lanes(self, channel: int) -> list[float]:
        """Upright lines in the channel left of column ``channel``, the best first; never on the border."""
        half, found = self.symbol / 2, []
        for place in _PLACES:
            if channel > 0:
                edge = self.centre(channel - 1) + half
                found.append(edge + place * (self.performers[channel - 1].width / 2 - half))
            if channel < len(self.performers):
                edge = self.centre(channel) - half
                found.append(edge - place * (self.performers[channel].width / 2 - half))
        return [round(one, 3) for one in found]

    def tracks(self, band: int) -> list[float]:
        """Level lines in the band above row ``band``, the best first; never on the border."""
        above = self.under[band - 1] if band else 0.0
        below = self.gutter - HEAD if band < len(self.rows) else 0.0
        border = self.rows[band].top if band < len(self.rows) else self.rows[-1].top + self.rows[-1].height
        up = [-0.9 * no for no in range(1, 9) if 0.9 * no <= above - 0.6]
        down = [0.8 * no for no in range(1, 9) if 0.8 * no <= below]
        return [round(border + one, 3) for one in sorted([*up, *down], key=abs)]


def crossing(one: tuple[tuple[float, float], ...], other: tuple[tuple[float, float], ...]) -> tuple[int, int]:
    """How often two right-angled lines cross, and how often they touch or run on each other."""
    crossed = touched = 0
    for a, b in pairwise(one):
        for c, d in pairwise(other):
            meets = _meeting(a, b, c, d)
            crossed += meets == 1
            touched += meets == 2
    return crossed, touched


_NEAR = 0.4


def _meeting(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float], d: tuple[float, float]) -> int:
    """0: apart; 1: one goes across the other; 2: they touch, or run nearer than 0.4 mm to each other."""
    left, right = min(a[0], b[0]), max(a[0], b[0])
    top, bottom = min(a[1], b[1]), max(a[1], b[1])
    left2, right2 = min(c[0], d[0]), max(c[0], d[0])
    top2, bottom2 = min(c[1], d[1]), max(c[1], d[1])
    if left2 - right > _NEAR or left - right2 > _NEAR or top2 - bottom > _NEAR or top - bottom2 > _NEAR:
        return 0
    if left == right and top2 == bottom2:
        across = left2 + _NEAR < left < right2 - _NEAR and top + _NEAR < top2 < bottom - _NEAR
    elif top == bottom and left2 == right2:
        across = left + _NEAR < left2 < right - _NEAR and top2 + _NEAR < top < bottom2 - _NEAR
    else:
        across = False
    return 1 if across else 2
