"""Papers that go with a document: the surat pengantar of its delivery, the cover sheet of a numbered copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ukur.services.paper.letters import Frame, Signer, fields, paragraph
from ukur.services.wording.dates import long_date
from ukur.services.wording.words import count_in_words

RECEIVER = Signer("Yang menerima", "", above=("Diterima tanggal", None), write_in=("Nama", "Jabatan", "NIP", "Telepon"))
_UNTOUCHED = (
    "Lembar ini mendahului salinan dan bukan bagian dari dokumen. Berkas yang ditandatangani tidak diubah sedikit pun: "
    "salinan ini sama dengan aslinya, dan tanda tangan di dalamnya dapat diperiksa pada alamat di atas."
)


@dataclass(frozen=True, slots=True)
class Sent:
    """One line of what is sent: ``2 (dua) berkas``."""

    what: str
    count: int = 1
    unit: str = "berkas"
    note: str = ""


def delivery_letter(
    frame: Frame,
    number: str,
    to: str,
    sent: Sequence[Sent],
    by: Signer,
    *,
    town: str = "",
    copies_to: Sequence[str] = (),
    initials: Sequence[str] = (),
) -> dict[str, Any]:
    """Surat pengantar (Permendagri 1/2023) to one receiver, with room for his receipt (*Yang menerima*)."""
    rows: list[list[str | None]] = [
        [str(no), one.what, count_in_words(one.count, one.unit), one.note or ""] for no, one in enumerate(sent, 1)
    ]
    table = {
        "type": "table",
        "head": ["No", "Jenis yang dikirim", "Banyaknya", "Keterangan"],
        "rows": rows,
        "widths": [7, 60, 26, 36],
        "align": ["center", "left", "center", "left"],
        "row_height": 10,
    }
    blocks = [paragraph("Bersama ini disampaikan:"), table]
    more: dict[str, Any] = {
        "addressee": [f"Yth. {to}", f"di {town or 'Tempat'}"],
        "number": number or None,
        "letter_head": True,
        "subject": f"Surat pengantar kepada {to}",
    }
    more |= {"cc": list(copies_to)} if copies_to else {}
    more |= {"initials": list(initials)} if initials else {}
    return frame.letter("surat-pengantar", "SURAT PENGANTAR", blocks, [RECEIVER, by], **more)


@dataclass(frozen=True, slots=True)
class Signed:
    """The signed document that was copied: its own words, its digest in hex, the address of its Cek Keaslian."""

    title: str
    number: str
    date: dt.date
    signer: str
    digest: str
    url: str


def copy_cover(frame: Frame, document: Signed, copy: int, of: int, to: str) -> dict[str, Any]:
    """The sheet before a numbered copy; the code on it is the document's, the signed bytes are left as they are."""
    blocks = [
        fields(
            ("Untuk", to),
            ("Dokumen", document.title),
            ("Nomor", document.number or None),
            ("Tanggal dokumen", long_date(document.date)),
            ("Ditandatangani oleh", document.signer),
            ("Tanggal penggandaan", long_date(frame.date)),
        ),
        {"type": "code", "url": document.url, "digest": document.digest},
        paragraph(_UNTOUCHED),
    ]
    more = {"subtitle": f"Salinan {copy} dari {of}", "place_date": "", "subject": f"Salinan {copy} dari {of}"}
    return frame.letter("lembar-salinan", "LEMBAR SALINAN", blocks, [], **more)
