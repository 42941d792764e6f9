"""Papers inside the agency: the disposition that starts a measurement, the nota dinas that asks for the signature.

Layouts: Permendagri 1/2023 (internal correspondence), and what offices print.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from ukur.services.paper.letters import Frame, Signer, box, fields, listed, paragraph, ticks
from ukur.services.wording.dates import day_and_date, local, long_date
from ukur.services.wording.words import count_in_words

URGENCY = ("Sangat segera", "Segera", "Rahasia")
ASKS = ("Tanggapan dan saran", "Proses lebih lanjut", "Koordinasi/konfirmasi")


@dataclass(frozen=True, slots=True)
class Incoming:
    """The letter that a disposition passes on, as it is noted in the agenda book."""

    sender: str
    number: str
    date: str
    received: str


def disposition(
    frame: Frame,
    title: str,
    to: list[str],
    instruction: str,
    deadline: dt.datetime,
    by: Signer,
    *,
    incoming: Incoming | None = None,
    index: str | None = None,
    code: str | None = None,
    agenda: str | None = None,
    urgency: Collection[str] = (),
    asks: Collection[str] = (),
) -> dict[str, Any]:
    """Lembar disposisi, boxed as offices know it. No incoming letter is needed: in this SOP the sheet starts the work.

    What is None is left to be written by hand; ``urgency`` and ``asks`` are ticked, from URGENCY and ASKS.
    """
    due = day_and_date(local(deadline).date())
    rows = [
        [box(fields(("Indeks", index))), box(fields(("Kode", code)))],
        [box(fields(*_origin(incoming), ("Nomor agenda", agenda))), box(ticks(URGENCY, urgency), label="Sifat:")],
        [box(fields(("Hal", title)), span=2)],
        [
            box(listed(to), label="Diteruskan kepada Sdr.:", height=34),
            box(ticks(ASKS, asks), label="Dengan hormat harap:", height=34),
        ],
        [box(paragraph(instruction), label="Isi disposisi dan catatan", span=2, height=40)],
        [box(fields(("Tanggal penyelesaian", due)), span=2)],
    ]
    blocks = [{"type": "boxes", "columns": [1, 1], "rows": rows}]
    return frame.letter("disposisi", "LEMBAR DISPOSISI", blocks, [by], subject=f"Disposisi {title}")


def _origin(letter: Incoming | None) -> list[tuple[str, str | None]]:
    if letter is None:
        return [("Surat dari", "tanpa surat masuk")]
    number, dates = ("Nomor surat", letter.number), (("Tanggal surat", letter.date), ("Diterima", letter.received))
    return [("Surat dari", letter.sender), number, *dates]


def cover_note(
    frame: Frame,
    title: str,
    number: str,
    to: str,
    sender: str,
    note: str,
    by: Signer,
    *,
    copies_to: Sequence[str] = (),
    attached: int = 1,
    initials: Sequence[str] = (),
) -> dict[str, Any]:
    """Nota dinas with which the Sekretaris asks the head for approval; without a number there is room to write it."""
    copied: list[list[str | None]] = [["Tembusan", "; ".join(copies_to)]] if copies_to else []
    rows: list[list[str | None]] = [
        ["Kepada", f"Yth. {to}"],
        ["Dari", sender],
        *copied,
        ["Tanggal", long_date(frame.date)],
        ["Nomor", number or None],
        ["Sifat", "Biasa"],
        ["Lampiran", count_in_words(attached, "dokumen") if attached else "-"],
        ["Hal", "Permohonan persetujuan Dokumen Pengukuran Kinerja"],
    ]
    text = (
        f"Bersama ini disampaikan Dokumen Pengukuran Kinerja ({title}) "
        "untuk mendapat persetujuan dan tanda tangan Bapak/Ibu."
    )
    blocks = [paragraph(text), *([paragraph(note)] if note else [])]
    blocks.append(paragraph("Demikian disampaikan, atas perkenan Bapak/Ibu diucapkan terima kasih."))
    more = {"rows": rows, "place_date": "", "subject": f"Nota dinas {title}"}
    return frame.letter("nota-dinas", "NOTA DINAS", blocks, [by], **more, **_initials(initials))


def _initials(posts: Sequence[str]) -> dict[str, Any]:
    return {"initials": list(posts)} if posts else {}
