"""Records and forms: the berita acara of the validation, a unit's form to sign (layouts: Permendagri 1/2023)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ukur.services.paper.letters import Frame, Signer, fields, listed, paragraph
from ukur.services.wording.words import day_in_words

_CLOSING = "Demikian Berita Acara ini dibuat dengan sesungguhnya untuk dipergunakan sebagaimana mestinya."


def validation_record(
    frame: Frame,
    title: str,
    rows: list[list[str | None]],
    note: str,
    by: list[Signer],
    *,
    place: str = "",
    number: str = "",
    approved_by: Signer | None = None,
) -> dict[str, Any]:
    """Berita acara of the validation: day and date in words, every value with its outcome, a row to sign for each.

    ``place`` is the town of the letterhead when it is not said; ``approved_by`` signs under *Mengetahui*.
    """
    day, where = day_in_words(frame.date), place or frame.place
    opening = f"Pada hari ini, {day}, bertempat di {where}, kami masing-masing:"
    results = {
        "type": "table",
        "head": ["No", "Indikator", "Penanggung jawab", "Realisasi", "Hasil"],
        "rows": rows,
        "widths": [1, 8, 5, 3, 4],
        "align": ["right", "left", "left", "right", "left"],
    }
    blocks = [
        paragraph(opening),
        listed([", ".join(filter(None, (one.name, one.role))) for one in by]),
        paragraph(f"telah melaksanakan validasi data kinerja dalam rangka {title} dengan hasil sebagai berikut:"),
        results,
        *([paragraph(f"Catatan: {note}")] if note else []),
        paragraph(_CLOSING),
        signing(["Nama", "Jabatan"], [[one.name, one.role or None] for one in by], widths=[20, 20, 17]),
    ]
    more = {"number": number or None, "subject": f"Berita acara {title}"}
    signers = [replace(approved_by, above=("Mengetahui,", ""))] if approved_by else []
    return frame.letter("berita-acara", "BERITA ACARA VALIDASI DATA KINERJA", blocks, signers, **more)


def signing(
    head: list[str], rows: list[list[str | None]], *, blank: int = 0, widths: Sequence[int] = ()
) -> dict[str, Any]:
    """A row to sign for each; ``blank`` more rows for those who come unannounced."""
    found: dict[str, Any] = {"type": "signing", "head": head, "rows": rows, "blank": blank}
    return found | ({"widths": list(widths)} if widths else {})


@dataclass(frozen=True, slots=True)
class FormRow:
    """One indicator on a unit's form; texts as they are printed, None is what nobody has reported."""

    name: str
    uom: str
    target_year: str | None
    target: str | None
    actual: str | None = None
    cause: str | None = None
    follow_up: str | None = None
    proofs: tuple[str, ...] = ()


def unit_form(
    frame: Frame,
    title: str,
    unit: str,
    objectives: Sequence[tuple[str, Sequence[FormRow]]],
    by: Signer,
    *,
    blank: bool = False,
) -> dict[str, Any]:
    """A unit's Form Pengukuran under the signature of its head: as reported, or ``blank`` to be filled by hand."""
    rows: list[list[str | None]] = []
    for no, (objective, inside) in enumerate(objectives, 1):
        rows.append([f"Sasaran {no}. {objective}"])
        rows += [[f"{no}.{order}", *_cells(one, blank)] for order, one in enumerate(inside, 1)]
    table = {
        "type": "table",
        "head": [
            *("No", "Indikator kinerja", "Satuan", "Target tahunan", "Target periode ini"),
            *("Realisasi", "Sebab atau kendala", "Tindak lanjut", "Bukti dukung"),
        ],
        "rows": rows,
        "widths": [11, 52, 21, 24, 24, 24, 42, 38, 44],
        "align": ["center", "left", "center", "right", "right", "right", "left", "left", "left"],
        "row_height": 15 if blank else 0,
    }
    date = f"{frame.place}, .............................. {frame.date.year}"
    more = {"landscape": True, "subject": f"Form {unit}"} | ({"place_date": date} if blank else {})
    head = fields(("Unit kerja", unit), ("Pelaksanaan", title))
    closing = paragraph(f"Form ini diisi menurut data dan bukti dukung yang ada pada {unit}.")
    return frame.letter("form-unit", "FORM PENGUKURAN KINERJA", [head, table, closing], [by], **more)


def _cells(one: FormRow, blank: bool) -> list[str | None]:
    plan = [one.name, one.uom, one.target_year, one.target]
    return plan + ([""] * 4 if blank else [one.actual, one.cause, one.follow_up, "\n".join(one.proofs) or None])
