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
from ukur.domain.document.commands import FinishCorrection, SubmitForApproval
from ukur.domain.meeting.commands import DecisionMade, FinishMeeting, Invite
from ukur.domain.run.commands import Return, TakeTask
from ukur.domain.signature.commands import MakeCopies
from ukur.domain.task.commands import CompleteTask, ConfirmPart, GiveDisposition
from ukur.domain.validation.commands import AcceptValues, Approve, FinishValidation, HandOver, RaiseFinding


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


def _text(fields: Fields, name: str) -> str:
    return str(fields.get(name, "")).replace("\x00", "").strip()


def date_of(fields: Fields, name: str, what: str) -> dt.date:
    """A date as a browser sends it; FieldError says which field is empty or wrong."""
    try:
        return dt.date.fromisoformat(_text(fields, name))
    except ValueError:
        raise FieldError(name, f"{what} belum diisi atau tidak sah. Pilih tanggal dari kalender.") from None


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, time))


def _time(fields: Fields, name: str) -> dt.time:
    try:
        return dt.time.fromisoformat(_text(fields, name).replace(".", ":"))
    except ValueError:
        raise FieldError(name, "Waktu belum diisi atau tidak sah. Tulis misalnya 09.00.") from None


def years(fields: Fields, name: str, what: str) -> int:
    """A number of years; FieldError when it is none."""
    text = _text(fields, name)
    if not text.isdecimal() or int(text) > 100:
        raise FieldError(name, f"{what} harus angka tahun, 0 sampai 100.")
    return int(text)


def _disposition(run: int, task: str, fields: Fields) -> GiveDisposition:
    day = date_of(fields, "deadline", "Tenggat")
    return GiveDisposition(run, task, _text(fields, "instruction"), _moment(day, dt.time(16)))


def _invite(run: int, task: str, fields: Fields) -> Invite:
    starts = _moment(date_of(fields, "date", "Tanggal rapat"), _time(fields, "time"))
    return Invite(run, task, starts, _text(fields, "place"), _text(fields, "agenda"), _text(fields, "number"))


def _meeting(run: int, task: str, fields: Fields) -> FinishMeeting:
    present = tuple(
        (int(name.removeprefix("how-")), str(how))
        for name, how in fields.items()
        if name.startswith("how-") and name.removeprefix("how-").isdigit() and how
    )
    return FinishMeeting(run, task, _text(fields, "minutes"), _text(fields, "chair"), present, _decisions(fields))


def _decisions(fields: Fields) -> tuple[DecisionMade, ...]:
    rows = zip(
        fields.getlist("decision"), fields.getlist("decision_owner"), fields.getlist("decision_due"), strict=False
    )
    made = []
    for text, owner, due in rows:
        if not str(text).strip():
            continue
        try:
            day = dt.date.fromisoformat(str(due)) if due else None
        except ValueError:
            raise FieldError("decision_due", "Tenggat keputusan tidak sah. Pilih tanggal dari kalender.") from None
        made.append(DecisionMade(str(text).strip(), str(owner).strip(), day))
    return tuple(made)


def _return(run: int, task: str, fields: Fields) -> Return:
    goal = _text(fields, "to")
    if not goal:
        raise FieldError("to", "Pilih ke langkah mana dikembalikan.")
    values = tuple(str(one) for one in fields.getlist("values"))
    return Return(run, task, goal, _text(fields, "reason"), values, bool(fields.get("deviation")))


def _copies(run: int, task: str, fields: Fields) -> MakeCopies:
    return MakeCopies(run, task, tuple(_text(fields, "addressees").splitlines()))


def _file(run: int, task: str, fields: Fields) -> FileAway:
    chosen = _text(fields, "retention")
    return FileAway(
        run,
        task,
        _text(fields, "classification").split(" ")[0],  # the list offers "000.8.6.3 Akuntabilitas ..."
        _text(fields, "number"),
        _text(fields, "description"),
        _day_or_none(fields, "since", "Kurun waktu dari"),
        _day_or_none(fields, "until", "Kurun waktu sampai"),
        _text(fields, "stage") or "asli",
        _text(fields, "amount"),
        _text(fields, "location"),
        chosen.removeprefix("kind:") if chosen.startswith("kind:") else "",
        _own_terms(fields) if chosen == "own" else None,
    )


def _own_terms(fields: Fields) -> Terms:
    return Terms(
        years(fields, "active_years", "Retensi aktif"),
        years(fields, "inactive_years", "Retensi inaktif"),
        _text(fields, "fate"),
        _text(fields, "basis"),
    )


def _day_or_none(fields: Fields, name: str, what: str) -> dt.date | None:
    return date_of(fields, name, what) if _text(fields, name) else None


def _finding(run: int, task: str, fields: Fields) -> RaiseFinding:
    code = _text(fields, "value")
    reason, proposed = _text(fields, f"reason-{code}"), _text(fields, f"proposed-{code}")
    return RaiseFinding(run, task, code, reason, proposed, _text(fields, f"code-{code}"))


def _accept(run: int, task: str, fields: Fields) -> AcceptValues:
    seen = (str(one).rpartition(":") for one in fields.getlist("seen"))
    versions = tuple((code, int(version)) for code, _, version in seen if version.isdigit())
    return AcceptValues(run, task, tuple(str(one) for one in fields.getlist("accept")), versions)


_MAKERS: dict[str, Maker] = {
    "TakeTask": lambda run, task, _: TakeTask(run, task),
    "GiveDisposition": _disposition,
    "CompleteTask": lambda run, task, f: CompleteTask(run, task, _text(f, "note"), _text(f, "answer")),
    "ConfirmPart": lambda run, task, f: ConfirmPart(run, task, _text(f, "note")),
    "ComposeForm": lambda run, task, _: ComposeForm(run, task),
    "ShareForm": lambda run, task, f: ShareForm(run, task, _text(f, "message")),
    "SendToHead": lambda run, task, _: SendToHead(run, task),
    "GiveBackToStaff": lambda run, task, f: GiveBackToStaff(run, task, _text(f, "back_reason")),
    "ReleaseSheet": lambda run, task, f: ReleaseSheet(run, task, _text(f, "note"), _text(f, "late")),
    "CloseCollection": lambda run, task, f: CloseCollection(run, task, _text(f, "note")),
    "Invite": _invite,
    "FinishMeeting": _meeting,
    "AcceptValues": _accept,
    "RaiseFinding": _finding,
    "FinishValidation": lambda run, task, f: FinishValidation(run, task, _text(f, "note")),
    "HandOver": lambda run, task, f: HandOver(run, task, _text(f, "note")),
    "Approve": lambda run, task, f: Approve(run, task, _text(f, "note")),
    "Return": _return,
    "FinishCorrection": lambda run, task, f: FinishCorrection(run, task, _text(f, "note")),
    "SubmitForApproval": lambda run, task, f: SubmitForApproval(
        run, task, _text(f, "number"), _text(f, "size") or "A4", _text(f, "note")
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
            (_text(fields, f"raw:{code}{_READING}") or _text(fields, f"raw:{code}"))[:60],
            int(version) if (version := _text(fields, f"version:{code}")).isdigit() else 0,
            _text(fields, f"unavailable:{code}"),
            _text(fields, f"cause:{code}"),
            _text(fields, f"follow_up:{code}"),
            bool(fields.get(f"provisional:{code}")),
        )
        for code in codes
    )
