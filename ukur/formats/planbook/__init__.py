"""The workbook with which an agency brings its units, its people and its plan: one template for all three."""

from ukur.formats.planbook.read import parse
from ukur.formats.planbook.write import template

__all__ = ["parse", "template"]
