"""Do two PDFs say the same, page by page? For files that other software has written anew.

Compared is the text of each page as a reader would extract it, sign by sign in its order, without regard to spacing and
line ends. What stood there must stand there still. Added may be the panel of a signing application, and nothing else:
whole lines, each the signer's name or of one of the forms of ``PANEL``, at most ``MOST_LINES`` of them in the document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MOST_LINES = 14
_SHOWN = 200  # characters of what is told of a difference
_DATE = r"\d{1,4}[-/. ]\s?(?:\d{1,2}|[a-z]{3,9})[-/. ]\s?\d{1,4}(?:[ ,t]*(?:pukul )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?)?"
# Forms of a panel's line, in lower case with single spaces; the signer's own name is allowed besides.
PANEL = (
    r"(?:dokumen (?:ini )?)?(?:telah )?ditandatangani secara elektronik(?: oleh)?\s?:?",
    r"(?:digitally|electronically) signed by\s?:?.{0,80}",
    r"dokumen ini telah ditandatangani secara elektronik[a-z ,().]*",
    r"menggunakan sertifikat elektronik[a-z ,().]*",
    r"[a-z ,().]*balai (?:besar )?sertifikasi elektronik[a-z ,().]*",
    r"[a-z ,().]*badan siber dan sandi negara[a-z ,().]*",
    r"(?:diterbitkan oleh )?(?:balai besar sertifikasi elektronik )?\(?bsre\)?[ ,]*(?:bssn)?\.?",
    rf"(?:tanggal|waktu|date|pada|signed on)\s?:?\s?{_DATE}(?: ?(?:wib|wita|wit|[+-]\d{{2}}:?'?\d{{2}}'?))?",
    r"\W*uu ite no(?:mor|\.)? ?11 tahun 2008 pasal 5 ayat \(?1\)?\W*",
    r"\W*informasi elektronik dan/atau dokumen elektronik[a-z /.]*\W*",
)
_PANEL = re.compile("|".join(f"(?:{one})" for one in PANEL))


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference: ``page`` counts from 1, 0 when the number of pages differs; ``said`` shows it."""

    page: int
    said: str


def plain(text: str) -> str:
    """One line of text as it is compared: composed signs, one case, no invisible signs, single spaces."""
    shown = unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()
    kept = "".join(one for one in shown if unicodedata.category(one) != "Cf")
    return " ".join(kept.split())


def _lines(text: str) -> list[str]:
    return [line for one in text.splitlines() if (line := plain(one))]


def _run(lines: Sequence[str]) -> str:
    """All signs of the lines in their order, without the spaces: lines may be broken elsewhere."""
    return "".join(lines).replace(" ", "")


def first_difference(before: Sequence[str], after: Sequence[str], names: Sequence[str] = ()) -> Difference | None:
    """Where ``after`` says something else than ``before`` (texts of pages); None when it says the same.

    ``names``: of the signers, by their certificates; a panel may hold them.
    """
    if len(before) != len(after):
        return Difference(0, f"{len(before)} halaman menjadi {len(after)} halaman")
    allowed = {plain(one) for one in names}
    added = 0
    for page, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        said, panel = _compared(_lines(old), _lines(new), allowed)
        added += panel
        if said or added > MOST_LINES:
            return Difference(page, said or "terlalu banyak teks tambahan")
    return None


def _compared(old: list[str], new: list[str], names: set[str]) -> tuple[str, int]:
    """What differs on one page ("" when nothing), and how many lines a panel has added."""
    if _run(old) == _run(new):
        return "", 0

    def is_panel(line: str) -> bool:
        return line in names or bool(_PANEL.fullmatch(line))

    had, has = Counter(filter(is_panel, old)), Counter(filter(is_panel, new))
    fixed = [_run([line for line in lines if not is_panel(line)]) for lines in (old, new)]
    if fixed[0] != fixed[1]:
        return _shown(*fixed), 0
    gone = had - has
    return (f"hilang: {next(iter(gone))}"[:_SHOWN], 0) if gone else ("", (has - had).total())


def _shown(old: str, new: str) -> str:
    """The first place where two runs of signs part."""
    at = next(
        (i for i, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )
    start = max(at - 12, 0)
    return f"“{old[start : at + 24]}” menjadi “{new[start : at + 24]}”"[:_SHOWN]
