"""The same contents as ``formats.papers``, as a DOCX that an office can go on writing in."""

from ukur.formats.docx.write import write

__all__ = ["write"]
