"""Names of seats, steps and people as pages say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ukur.domain.sop.model import Sop
from ukur.services.access import people_on
from ukur.services.wording.labels import STEP_SHORT, STEP_TITLES
from ukur.store.models import Person, Run, Task

BUTTONS = {
    "disposisi": "Beri disposisi",
    "susun-form": "Simpan form",
    "bagikan-form": "Bagikan ke bidang dan sekretariat",
    "undang-rapat": "Kirim undangan",
    "rapat": "Selesaikan rapat",
    "himpun": "Tutup pengumpulan",
    "validasi": "Selesaikan validasi",
    "serahkan": "Sampaikan ke Sekretaris",
    "periksa": "Sesuai, lanjutkan",
    "koreksi": "Selesai dikoreksi",
    "ajukan": "Ajukan ke Kepala Dinas",
    "tandatangan": "Tanda tangani",
    "gandakan": "Gandakan dan bagikan",
    "arsipkan": "Arsipkan",
    "tugas": "Selesaikan tugas",
    "ikut-serta": "Konfirmasi ikut serta",
    "isi-form": "Setujui dan kirim",
}


def step_title(sop: Sop, no: str) -> str:
    """The step's short title; for a step the software does not know, its printed sentence."""
    step = sop.step(no)
    return STEP_TITLES.get(step.activity(step.main), step.title)


def step_word(sop: Sop, no: str) -> str:
    """One word for the ruler."""
    step = sop.step(no)
    return STEP_SHORT.get(step.activity(step.main), "")


def seat_names(run: Run) -> dict[str, str]:
    """Seat key -> its name in the frozen cast."""
    groups: Mapping[str, Mapping[str, list[list[str]]]] = run.cast
    return {key: name for group in groups.values() for seats in group.values() for key, name in seats}


def holders(seat: str, on: dt.date) -> str:
    """Who is waited for on a seat: the present holder's name with honorific; the seat may be empty."""
    people = people_on(seat, on)
    return called(people[0]) if people else ""


def called(person: Person | None) -> str:
    """As one speaks of somebody: ``Ibu Wiwin Herawati``; degrees are left out."""
    if person is None:
        return "–"
    name = person.name.split(",")[0]
    for title in ("Drs. ", "Dra. ", "Ir. ", "H. ", "Hj. ", "Dr. "):
        name = name.removeprefix(title)
    return f"{person.honorific} {name}" if person.honorific in ("Bapak", "Ibu") else name


def task_title(sop: Sop, task: Task, seat: str) -> str:
    """What a task is called in the inbox."""
    if task.activity == "isi-form":
        return f"{'Perbaiki' if task.kind == 'mending' else 'Isi'} Form Pengukuran {seat}"
    if task.activity == "ikut-serta":
        return f"Ikut serta: {step_title(sop, task.step)}"
    if task.activity == "serahkan":
        return "Sampaikan ke Sekretaris"
    return step_title(sop, task.step)


def chat_link(phone: str) -> str:
    """The address that opens a WhatsApp conversation with an Indonesian number, or an empty text."""
    digits = "".join(one for one in phone if one.isdigit())
    if len(digits) < 9:
        return ""
    return f"https://wa.me/{'62' + digits[1:] if digits.startswith('0') else digits}"
