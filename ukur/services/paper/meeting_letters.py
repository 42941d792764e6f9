"""The papers of a meeting: invitation, attendance list (blank and filled), material, minutes.

Layouts: Permendagri 1/2023 (surat undangan, daftar hadir, notula), and practice (decisions with owner and due date).
Each function gives the plain content that is frozen as a snapshot; ``formats.papers`` draws it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ukur.services.paper.letters import Frame, Signer, fields, paragraph
from ukur.services.wording.dates import clock, day_and_date, local, long_date

Block = dict[str, Any]
SPARE = 8  # empty lines below those invited, for whoever comes besides
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-•*])\s+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What every paper of a meeting says of it; ``agenda``: one point a line as typed, numbers are printed anew."""

    title: str
    starts: dt.datetime
    place: str
    link: str
    agenda: str
    number: str = ""
    follow_up: bool = False

    @property
    def points(self) -> list[str]:
        lines = (_NUMBERED.sub("", one).strip() for one in self.agenda.splitlines())
        return [one for one in lines if one]

    @property
    def name(self) -> str:
        return f"Rapat lanjutan {self.title}" if self.follow_up else f"Rapat pembahasan {self.title}"

    def when_and_where(self) -> list[tuple[str, str | None]]:
        rows: list[tuple[str, str | None]] = [
            ("hari, tanggal", day_and_date(local(self.starts).date())),
            ("waktu", f"pukul {clock(self.starts)} WIB s.d. selesai"),
        ]
        rows += [("tempat", self.place)] if self.place else []
        return rows + ([("tautan daring", self.link)] if self.link else [])


def invitation(
    frame: Frame, facts: Facts, invited: list[str], by: Signer, initials: Sequence[str] = ()
) -> dict[str, Any]:
    """Surat undangan rapat with the agenda and the list of those invited; a number may follow later.

    ``initials``: the posts of the paraf box.
    """
    points = facts.points
    one = points[0] if len(points) == 1 else ""
    rows = [*facts.when_and_where(), ("acara", one or "sebagai berikut")]
    again = " lanjutan" if facts.follow_up else ""
    blocks = [
        paragraph(f"Dalam rangka {facts.title}, dengan ini kami mengundang Bapak/Ibu untuk hadir pada rapat{again}:"),
        fields(*rows),
        *([] if one else [numbered(points)]),
        paragraph("Demikian undangan ini disampaikan, atas kehadiran Bapak/Ibu diucapkan terima kasih."),
        {"type": "heading", "text": "Daftar undangan"},
        numbered(invited),
    ]
    head: list[list[str | None]] = [
        ["Nomor", facts.number or None],
        ["Sifat", "Biasa"],
        ["Lampiran", "-"],
        ["Hal", f"Undangan Rapat{' Lanjutan' if facts.follow_up else ''}"],
    ]
    more = {"rows": head, "addressee": ["Yth. (daftar undangan)", "di Tempat"], "subject": f"Undangan {facts.name}"}
    more |= {"initials": list(initials)} if initials else {}
    return frame.letter("undangan", "", blocks, [by], **more)


def numbered(items: list[str]) -> Block:
    return {"type": "list", "items": items}


def _about(facts: Facts) -> Block:
    when = [(label.capitalize(), text) for label, text in facts.when_and_where()]
    return fields(("Rapat", facts.name), *when)


def _agenda(facts: Facts) -> list[Block]:
    return [{"type": "heading", "text": "Acara"}, numbered(facts.points)] if facts.points else []


def blank_attendance(frame: Frame, facts: Facts, invited: list[tuple[str, str]]) -> dict[str, Any]:
    """Daftar hadir to be signed by hand: everybody invited (name, office) and some empty lines."""
    rows = [[str(no), name, office, ""] for no, (name, office) in enumerate(invited, 1)]
    rows += [[str(no), "", "", ""] for no in range(len(rows) + 1, len(rows) + SPARE + 1)]
    table = {
        "type": "table",
        "head": ["No", "Nama", "Jabatan atau instansi", "Tanda tangan"],
        "rows": rows,
        "widths": [1, 6, 6, 4],
        "row_height": 10,
    }
    return frame.letter(
        "daftar-hadir", "DAFTAR HADIR", [_about(facts), table], [], subject=f"Daftar hadir {facts.name}"
    )


def attendance(
    frame: Frame, facts: Facts, present: list[tuple[str, str, str, str]], by: list[Signer]
) -> dict[str, Any]:
    """Daftar hadir as it was noted: name, office, how, and by whom it was noted."""
    table = {
        "type": "table",
        "head": ["No", "Nama", "Jabatan atau instansi", "Kehadiran", "Dicatat"],
        "rows": [[str(no), *line] for no, line in enumerate(present, 1)],
        "widths": [1, 5, 5, 4, 4],
    }
    listed = table if present else paragraph("Belum ada kehadiran yang dicatat.")
    subject = f"Daftar hadir {facts.name}"
    return frame.letter("daftar-hadir", "DAFTAR HADIR", [_about(facts), listed], by, subject=subject)


def material(frame: Frame, facts: Facts, rows: list[list[str | None]]) -> dict[str, Any]:
    """Bahan rapat: the agenda and every figure on one sheet; the column of remarks only when there is one."""
    head = ["No", "Indikator", "Bidang", "Target", "Triwulan lalu", "Realisasi", "Capaian (%)", "Catatan"]
    widths = [1, 9, 4.6, 2.3, 2.3, 2.3, 2.3, 6]
    count = len(head) if any(row[-1] for row in rows) else len(head) - 1
    table = {
        "type": "table",
        "head": head[:count],
        "rows": [row[:count] for row in rows],
        "widths": widths[:count],
        "align": ["right", "left", "left", "right", "right", "right", "right", "left"][:count],
    }
    blocks = [_about(facts), *_agenda(facts), {"type": "heading", "text": "Angka yang sudah masuk"}, table]
    return frame.letter("form-unit", "BAHAN RAPAT", blocks, [], landscape=True, subject=f"Bahan {facts.name}")


@dataclass(frozen=True, slots=True)
class Noted:
    """What the minutes hold. ``present``: name, office, how. ``earlier``: decision of an earlier meeting, owner, state.
    ``decisions``: no, what, who, until when, how the figure changed. ``written``: the day, when minutes came later.
    """

    chair: Signer
    note_taker: Signer | None
    text: str
    present: list[tuple[str, str, str]]
    earlier: list[list[str | None]]
    decisions: list[list[str | None]]
    written: dt.date | None = None


def minutes(frame: Frame, facts: Facts, noted: Noted) -> dict[str, Any]:
    """Notula with attendance, follow-up of earlier meetings and decisions; both dates when it was written later."""
    about = _about(facts)
    about["rows"] += [["Pimpinan rapat", noted.chair.name]]
    about["rows"] += [["Notulis", noted.note_taker.name]] if noted.note_taker else []
    about["rows"] += [["Notula ditulis", long_date(noted.written)]] if noted.written else []
    people = {
        "type": "table",
        "head": ["No", "Nama", "Jabatan atau instansi", "Kehadiran"],
        "rows": [[str(no), *line] for no, line in enumerate(noted.present, 1)],
        "widths": [1, 6, 6, 4],
    }
    blocks = [
        about,
        *_agenda(facts),
        {"type": "heading", "text": "Peserta"},
        people if noted.present else paragraph("Kehadiran dicatat pada daftar hadir."),
        *_earlier(noted.earlier),
        {"type": "heading", "text": "Pembahasan"},
        *[paragraph(line) for line in noted.text.splitlines() if line.strip()],
        *_decided(noted.decisions),
    ]
    signers = [noted.chair, *([noted.note_taker] if noted.note_taker else [])]
    return frame.letter("notula", "NOTULA", blocks, signers, subject=f"Notula {facts.name}")


def _earlier(rows: list[list[str | None]]) -> list[Block]:
    if not rows:
        return []
    head = ["No", "Keputusan", "Penanggung jawab", "Keadaan"]
    table = {"type": "table", "head": head, "rows": rows, "widths": [1, 7, 4, 5]}
    return [{"type": "heading", "text": "Tindak lanjut rapat lalu"}, table]


def _decided(rows: list[list[str | None]]) -> list[Block]:
    if not rows:
        return []
    changed = any(row[4] for row in rows)
    head = ["No", "Keputusan", "Penanggung jawab", "Tenggat", *(["Perubahan angka"] if changed else [])]
    table = {"type": "table", "head": head, "rows": [row[: len(head)] for row in rows]}
    return [{"type": "heading", "text": "Keputusan"}, table | {"widths": [1, 7, 4, 3, 4][: len(head)]}]
