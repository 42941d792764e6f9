"""The workbook of a unit's form: taken away, filled in without a connection, and brought back."""

from ukur.formats.unitbook.manifest import Base, Manifest
from ukur.formats.unitbook.model import Row, UnitBook
from ukur.formats.unitbook.read import ReadBook, read
from ukur.formats.unitbook.write import write

__all__ = ["Base", "Manifest", "ReadBook", "Row", "UnitBook", "read", "write"]
