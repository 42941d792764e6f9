"""The content of letters, forms and records around the measurement (layouts: Permendagri 1/2023, and practice).

Each function gives the plain content that is frozen as a snapshot; ``formats.papers`` draws it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from ukur.services.wording.dates import day_and_date, local, long_date

TEST_LABEL = "Uji (bukan dokumen resmi)"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who stands under a paper; ``role`` with its exact prefix (Plt., Plh., Pj.)."""

    role: str
    name: str
    nip: str = ""
    rank: str = ""

    def data(self) -> dict[str, str]:
        return {"role": self.role, "name": self.name, "nip": self.nip, "rank": self.rank}


@dataclass(frozen=True, slots=True)
class Frame:
    """What every paper of an agency shares."""

    government: str
    agency: str
    address: str
    contact: str
    place: str
    practice: bool
    date: dt.date
    arms: str = ""  # the logo, a PNG or JPEG in base64

    def letter(
        self, kind: str, title: str, blocks: list[dict[str, Any]], signers: list[Signer], **more: Any
    ) -> dict[str, Any]:
        """A letter's content with the shared parts filled in."""
        content: dict[str, Any] = {
            "kind": kind,
            "practice": self.practice,
            "letterhead": {
                "government": self.government,
                "agency": self.agency,
                "address": self.address,
                "contact": self.contact,
                **({"arms": self.arms} if self.arms else {}),
            },
            "title": title,
            "rows": [],
            "addressee": [],
            "place_date": f"{self.place}, {long_date(self.date)}",
            "dated": self.date.isoformat(),
            "blocks": blocks,
            "signatures": [one.data() for one in signers],
        }
        if self.practice:
            content["kind_of_signature"] = TEST_LABEL
        return content | more


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def fields(*rows: tuple[str, str | None]) -> dict[str, Any]:
    return {"type": "fields", "rows": [list(one) for one in rows]}


def disposition(
    frame: Frame, title: str, to: list[str], instruction: str, deadline: dt.datetime, by: Signer
) -> dict[str, Any]:
    """Lembar disposisi that starts the measurement; no incoming letter is needed."""
    blocks = [
        fields(
            ("Hal", title),
            ("Diteruskan kepada", "; ".join(to)),
            ("Tanggal penyelesaian", day_and_date(local(deadline).date())),
        ),
        {"type": "heading", "text": "Isi disposisi"},
        paragraph(instruction),
    ]
    return frame.letter("disposisi", "LEMBAR DISPOSISI", blocks, [by], subject=f"Disposisi {title}")


def validation_record(
    frame: Frame, title: str, rows: list[list[str | None]], note: str, by: list[Signer]
) -> dict[str, Any]:
    """Berita acara of the validation: every value with its outcome."""
    opening = (
        f"Pada hari {day_and_date(frame.date)}, telah dilaksanakan validasi data kinerja dalam rangka {title} "
        "dengan hasil sebagai berikut:"
    )
    head = ["No", "Indikator", "Penanggung jawab", "Realisasi", "Hasil"]
    blocks: list[dict[str, Any]] = [
        paragraph(opening),
        {
            "type": "table",
            "head": head,
            "rows": rows,
            "widths": [1, 8, 5, 3, 4],
            "align": ["right", "left", "left", "right", "left"],
        },
    ]
    if note:
        blocks.append(paragraph(f"Catatan: {note}"))
    blocks.append(
        paragraph("Demikian Berita Acara ini dibuat dengan sesungguhnya untuk dipergunakan sebagaimana mestinya.")
    )
    return frame.letter(
        "berita-acara", "BERITA ACARA VALIDASI DATA KINERJA", blocks, by, subject=f"Berita acara {title}"
    )


def cover_note(frame: Frame, title: str, number: str, to: str, sender: str, note: str, by: Signer) -> dict[str, Any]:
    """Nota dinas with which the Sekretaris asks the head for approval."""
    text = (
        f"Bersama ini disampaikan Dokumen Pengukuran Kinerja ({title}) "
        "untuk mendapat persetujuan dan tanda tangan Bapak/Ibu."
    )
    blocks = [
        fields(
            ("Kepada", f"Yth. {to}"),
            ("Dari", sender),
            ("Tanggal", long_date(frame.date)),
            ("Nomor", number or "(menyusul)"),
            ("Sifat", "Biasa"),
            ("Lampiran", "1 (satu) dokumen"),
            ("Hal", "Permohonan persetujuan Dokumen Pengukuran Kinerja"),
        ),
        paragraph(text),
        *([paragraph(note)] if note else []),
    ]
    return frame.letter("nota-dinas", "NOTA DINAS", blocks, [by], subject=f"Nota dinas {title}")
