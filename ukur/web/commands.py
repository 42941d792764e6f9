"""From the fields of a form to the command they mean. Form errors are sentences for the field, never refusals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from ukur.domain.archive.commands import FileAway
from ukur.domain.archive.retention import Terms
from ukur.domain.collection.commands import (
    CellChange,
    CloseCollection,
    ComposeForm,
    GiveBackToStaff,
    ReleaseSheet,
    SendToHead,
    ShareForm,
)
from ukur.domain.document.commands import FinishCorrection, SubmitAhead, SubmitForApproval
from ukur.domain.meeting.commands import DecisionMade, FinishMeeting, Guest, Invite
from ukur.domain.paper.numbers import NEXT
from ukur.domain.run.commands import Return, TakeTask
from ukur.domain.signature.commands import MakeCopies
from ukur.domain.task.commands import CompleteTask, ConfirmPart, GiveDisposition
from ukur.domain.validation.commands import AcceptValues, Approve, FinishValidation, HandOver, RaiseFinding
from ukur.services import queries


@dataclass
class FieldError(Exception):
    """What is wrong with one field, and its name."""

    field: str
    text: str


Fields = QueryDict
Maker = Callable[[int, str, Fields], Any]


def make(name: str, run: int, task: str, fields: Fields) -> Any:
    """The command called ``name``; KeyError for an unknown name, FieldError for a field that cannot be used."""
    return _MAKERS[name](run, task, fields)


def known(name: str) -> bool:
    return name in _MAKERS


def text(fields: Fields, name: str) -> str:
    """What was typed in a field, lines ended as they are kept."""
    return str(fields.get(name, "")).replace("\x00", "").replace("\r\n", "\n").strip()


def date_of(fields: Fields, name: str, what: str) -> dt.date:
    """A date as a browser sends it; FieldError says which field is empty or wrong."""
    try:
        return dt.date.fromisoformat(text(fields, name))
    except ValueError:
        raise FieldError(name, f"{what} belum diisi atau tidak sah. Pilih tanggal dari kalender.") from None


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))


def _time(fields: Fields, name: str) -> dt.time:
    try:
        return dt.time.fromisoformat(text(fields, name).replace(".", ":"))
    except ValueError:
        raise FieldError(name, "Waktu belum diisi atau tidak sah. Tulis misalnya 09.00.") from None


def years(fields: Fields, name: str, what: str) -> int:
    """A number of years; FieldError when it is none."""
    typed = text(fields, name)
    if not typed.isdecimal() or int(typed) > 100:
        raise FieldError(name, f"{what} harus angka tahun, 0 sampai 100.")
    return int(typed)


def _disposition(run: int, task: str, fields: Fields) -> GiveDisposition:
    day = date_of(fields, "deadline", "Tenggat")
    return GiveDisposition(run, task, text(fields, "instruction"), _moment(day, dt.time(16)))


def _invite(run: int, task: str, fields: Fields) -> Invite:
    return Invite(run, task, *invitation_fields(fields))


def invitation_fields(fields: Fields) -> tuple[dt.datetime, str, str, str, str, tuple[Guest, ...]]:
    """When, where, agenda, number, link and who; with the list shown and nobody on it a FieldError."""
    starts = _moment(date_of(fields, "date", "Tanggal rapat"), _time(fields, "time"))
    guests = queries.invited({name: str(value) for name, value in fields.items()})
    if fields.get("invited") and not guests:
        raise FieldError("guests", "Belum ada yang diundang. Centang paling sedikit satu orang.")
    place, agenda, link = (text(fields, name) for name in ("place", "agenda", "link"))
    return starts, place, agenda, number_of(fields), link, guests


def _meeting(run: int, task: str, fields: Fields) -> FinishMeeting:
    later = bool(fields.get("later"))
    texts = text(fields, "minutes"), text(fields, "chair")
    return FinishMeeting(run, task, *texts, note_taker=text(fields, "note_taker"), later=later)


def decision_of(fields: Fields) -> DecisionMade:
    """A decision as typed; ``owner`` names a unit or a person: ``unit:3``, ``person:7``."""
    due = date_of(fields, "due", "Tenggat keputusan") if text(fields, "due") else None
    kind, _, number = text(fields, "owner").partition(":")
    id = int(number) if number.isdigit() else None
    unit, person = (id if kind == "unit" else None), (id if kind == "person" else None)
    return DecisionMade(text(fields, "text"), "", due, text(fields, "code"), unit, person)


def _return(run: int, task: str, fields: Fields) -> Return:
    goal = text(fields, "to")
    if not goal:
        raise FieldError("to", "Pilih ke langkah mana dikembalikan.")
    values = tuple(str(one) for one in fields.getlist("values"))
    return Return(run, task, goal, text(fields, "reason"), values, bool(fields.get("deviation")))


def _dispute(run: int, task: str, fields: Fields) -> Return:
    """One value, from the head's sheet: his reason, and the figure that he thinks right."""
    code = text(fields, "value")
    reason, proposed = text(fields, f"reason-{code}"), text(fields, f"proposed-{code}")
    return Return(run, task, text(fields, "to"), reason, (code,), bool(fields.get("deviation")), proposed)


def number_of(fields: Fields) -> str:
    """The letter number: as typed, to follow, or the next of the agency's own book."""
    return NEXT if fields.get("next_number") else text(fields, "number")


def _copies(run: int, task: str, fields: Fields) -> MakeCopies:
    return MakeCopies(run, task, tuple(text(fields, "addressees").splitlines()))


def _file(run: int, task: str, fields: Fields) -> FileAway:
    chosen = text(fields, "retention")
    return FileAway(
        run,
        task,
        text(fields, "classification").split(" ")[0],  # the list offers "000.8.6.3 Akuntabilitas ..."
        text(fields, "number"),
        text(fields, "description"),
        _day_or_none(fields, "since", "Kurun waktu dari"),
        _day_or_none(fields, "until", "Kurun waktu sampai"),
        text(fields, "stage") or "asli",
        text(fields, "amount"),
        text(fields, "location"),
        chosen.removeprefix("kind:") if chosen.startswith("kind:") else "",
        _own_terms(fields) if chosen == "own" else None,
    )


def _own_terms(fields: Fields) -> Terms:
    return Terms(
        years(fields, "active_years", "Retensi aktif"),
        years(fields, "inactive_years", "Retensi inaktif"),
        text(fields, "fate"),
        text(fields, "basis"),
    )


def _day_or_none(fields: Fields, name: str, what: str) -> dt.date | None:
    return date_of(fields, name, what) if text(fields, name) else None


def _finding(run: int, task: str, fields: Fields) -> RaiseFinding:
    code = text(fields, "value")
    reason, proposed = text(fields, f"reason-{code}"), text(fields, f"proposed-{code}")
    return RaiseFinding(run, task, code, reason, proposed, text(fields, f"code-{code}"))


def _accept(run: int, task: str, fields: Fields) -> AcceptValues:
    seen = (str(one).rpartition(":") for one in fields.getlist("seen"))
    versions = tuple((code, int(version)) for code, _, version in seen if version.isdigit())
    return AcceptValues(run, task, tuple(str(one) for one in fields.getlist("accept")), versions)


_MAKERS: dict[str, Maker] = {
    "TakeTask": lambda run, task, _: TakeTask(run, task),
    "GiveDisposition": _disposition,
    "CompleteTask": lambda run, task, f: CompleteTask(run, task, text(f, "note"), text(f, "answer")),
    "ConfirmPart": lambda run, task, f: ConfirmPart(run, task, text(f, "note")),
    "ComposeForm": lambda run, task, _: ComposeForm(run, task),
    "ShareForm": lambda run, task, f: ShareForm(run, task, text(f, "message")),
    "SendToHead": lambda run, task, _: SendToHead(run, task),
    "GiveBackToStaff": lambda run, task, f: GiveBackToStaff(run, task, text(f, "back_reason")),
    "ReleaseSheet": lambda run, task, f: ReleaseSheet(run, task, text(f, "note"), text(f, "late")),
    "CloseCollection": lambda run, task, f: CloseCollection(run, task, text(f, "note")),
    "Invite": _invite,
    "FinishMeeting": _meeting,
    "AcceptValues": _accept,
    "RaiseFinding": _finding,
    "FinishValidation": lambda run, task, f: FinishValidation(run, task, text(f, "note")),
    "HandOver": lambda run, task, f: HandOver(run, task, text(f, "note")),
    "Approve": lambda run, task, f: Approve(run, task, text(f, "note")),
    "Return": _return,
    "Dispute": _dispute,
    "FinishCorrection": lambda run, task, f: FinishCorrection(run, task, text(f, "note"), text(f, "reading")),
    "SubmitAhead": lambda run, _, f: SubmitAhead(run, number_of(f), text(f, "size") or "A4", text(f, "note")),
    "SubmitForApproval": lambda run, task, f: SubmitForApproval(
        run, task, number_of(f), text(f, "size") or "A4", text(f, "note")
    ),
    "MakeCopies": _copies,
    "FileAway": _file,
}


_READING = "-reading"  # the button that answers how an ambiguous number is meant


def cell_changes(fields: Fields) -> tuple[CellChange, ...]:
    """The typed cells of a sheet: fields ``raw:CODE``, ``version:CODE`` and the words beside them."""
    codes = [name.removeprefix("raw:") for name in fields if name.startswith("raw:") and not name.endswith(_READING)]
    return tuple(
        CellChange(
            code,
            (text(fields, f"raw:{code}{_READING}") or text(fields, f"raw:{code}"))[:60],
            int(version) if (version := text(fields, f"version:{code}")).isdigit() else 0,
            text(fields, f"unavailable:{code}"),
            text(fields, f"cause:{code}"),
            text(fields, f"follow_up:{code}"),
            bool(fields.get(f"provisional:{code}")),
        )
        for code in codes
    )
