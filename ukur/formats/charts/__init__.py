"""A drawn SOP as SVG: ``svg(page, heads)`` for paper, with ``Live`` for the page of a run."""

from __future__ import annotations

from ukur.formats.charts.svg import Live, Mark, svg

__all__ = ["Live", "Mark", "svg"]
