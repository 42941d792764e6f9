"""The flowchart of a SOP AP as geometry: ``chart(sop, A4)``. Pure, in millimetres, for screen and paper alike."""

from __future__ import annotations

from ukur.domain.sop.chart.model import A4, F4, SCREEN, Chart, Format, Page
from ukur.domain.sop.chart.pages import chart

__all__ = ["A4", "F4", "SCREEN", "Chart", "Format", "Page", "chart"]
