"""The workbook of ``ukur measure``: plan, targets, figures and evidence of one agency for one quarter."""

from ukur.formats.measurebook.model import MeasureBook
from ukur.formats.measurebook.read import parse, read
from ukur.formats.measurebook.write import template, write_template

__all__ = ["MeasureBook", "parse", "read", "template", "write_template"]
