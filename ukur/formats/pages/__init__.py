"""Pages of files that others made: their text, their picture, and the codes on scans.

All of it happens in a child process with bounds on memory and time; what comes from outside may be made to break a
parser. The one room that knows pypdfium2 and zxing-cpp.
"""

from ukur.formats.pages.run import MOST_BYTES, MOST_PAGES, MOST_SCANNED, PagesFailed, codes, picture, texts

__all__ = ["MOST_BYTES", "MOST_PAGES", "MOST_SCANNED", "PagesFailed", "codes", "picture", "texts"]
