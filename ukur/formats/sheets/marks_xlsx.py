"""The marks of an ``.xlsx`` workbook."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container

from ukur.domain.errors import Fault, Unreadable
from ukur.formats.sheets.marks import MAX_COLUMNS, MAX_ROWS, Mark, Marks, Parts, Walker
from ukur.formats.sheets.places import bare
from ukur.formats.sheets.plain_xlsx import BUILT_IN_PERCENT, count_of_texts, no_percent, sound, unmarked

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_START = "xl/workbook.xml"


def scan(parts: Parts, wanted: Container[str]) -> dict[str, Marks]:
    """The marks of each sheet whose bare name is ``wanted``, by its name.

    Raises Unreadable for a damaged or too large part.
    """
    book = _Book()
    book.walk(parts, _START)
    links = _Links()
    links.walk(parts, "xl/_rels/workbook.xml.rels")
    styles = _Styles()
    for target in links.of_kind("styles"):
        styles.read(parts, target)
    for part in parts:
        if part in links.of_kind("sharedStrings") or part.lower().endswith("sharedstrings.xml"):
            _Strings(part).read(parts)
    found = {}
    for name, link in book.sheets:
        kind, target = links.targets.get(link, ("", ""))
        if kind == "worksheet" and target in parts and bare(name) in wanted:
            found[name] = _marks(name, parts, target, styles.percent)
    return found


def _marks(name: str, parts: Parts, target: str, percent: set[str]) -> Marks:
    marks = Marks(name)
    if percent or not unmarked(parts[target]):
        _Sheet(marks, percent).walk(parts, target)
    return marks


class _Book(Walker):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "sheet":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))


class _Links(Walker):
    """Relationships: id -> (kind, part name)."""

    def __init__(self) -> None:
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            part = posixpath.normpath(posixpath.join("xl", attributes.get("Target", ""))).lstrip("/")
            self.targets[attributes.get("Id", "")] = (kind, part)

    def of_kind(self, kind: str) -> list[str]:
        return [part for one, part in self.targets.values() if one == kind]


class _Strings(Walker):
    """The cell reader makes room for as many texts as the file says that there are, before it has seen one."""

    def __init__(self, part: str) -> None:
        self._part = part

    def read(self, parts: Parts) -> None:
        """Only the beginning says how many there are; elsewhere it stands nowhere in a sound file."""
        said = count_of_texts(parts[self._part])
        if said is None:
            self.walk(parts, self._part)
        else:
            self.start("sst", {"uniqueCount": said})

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        said = attributes.get("uniqueCount", "") if tag == "sst" else ""
        if said and not (said.isascii() and said.isdigit() and int(said) <= MAX_ROWS * MAX_COLUMNS):
            raise Unreadable([Fault(self._part, "berkas rusak: banyaknya teks tidak masuk akal; simpan ulang")])


class _Styles(Walker):
    """Which cell formats (index in cellXfs) show a percentage."""

    def __init__(self) -> None:
        self.percent: set[str] = set()
        self._codes = set(BUILT_IN_PERCENT)
        self._inside, self._index = False, 0

    def read(self, parts: Parts, part: str) -> None:
        """Most workbooks have no percentage anywhere: seen without a walk."""
        if not no_percent(parts[part]) or not sound(parts[part]):
            self.walk(parts, part)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "numFmt" and "%" in _QUOTED.sub("", attributes.get("formatCode", "")):
            self._codes.add(attributes.get("numFmtId", ""))
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            if attributes.get("numFmtId") in self._codes:
                self.percent.add(str(self._index))
            self._index += 1

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._inside = False


class _Sheet(Walker):
    """Walks the cells of one worksheet; places may be left out in the file, then they count on."""

    def __init__(self, marks: Marks, percent: set[str]) -> None:
        self.marks, self._percent = marks, percent
        self._row, self._column = -1, -1
        self._kind = self._style = ""
        self._formula = self._filled = self._inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self._row = int(attributes["r"]) - 1 if attributes.get("r", "").isdigit() else self._row + 1
            self._column = -1
        elif tag == "c":
            self._place(attributes.get("r", ""))
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._formula = self._filled = False
        elif tag == "f":
            self._formula = True
        elif tag in ("v", "is"):
            self._inside = True

    def text(self, text: str) -> None:
        self._filled = self._filled or (self._inside and bool(text))

    def end(self, tag: str) -> None:
        if tag in ("v", "is"):
            self._inside = False
        elif tag == "c" and (self._filled or self._formula):
            self.marks.note(self._row, self._column, self._mark())

    def _place(self, place: str) -> None:
        self._column += 1
        if not place:
            return
        match = _PLACE.fullmatch(place)
        if match is None:  # the cell reader would make some other place of it, however far away
            reason = f"berkas rusak: “{place[:20]}” bukan alamat sel; simpan ulang dengan Excel atau LibreOffice"
            raise Unreadable([Fault(self.marks.sheet, reason)])
        self._row = int(match.group(2)) - 1
        self._column = _column(match.group(1))

    def _mark(self) -> Mark | None:
        if self._kind == "e":
            return Mark.ERROR
        if not self._filled:
            return Mark.NO_VALUE
        return Mark.PERCENT if self._kind == "n" and self._style in self._percent else None


def _column(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
