"""From the fields of the pages of Siapkan Dinas to the commands they mean."""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict

from ukur.domain.paper.commands import ArrangePapers
from ukur.domain.people.commands import (
    ArrangeUnits,
    ChangeHolder,
    DescribeAgency,
    LeaveAgency,
    PostLine,
    SavePerson,
    SaveTeam,
    UnitLine,
)
from ukur.domain.plan.commands import RecordOpening
from ukur.services.acts import Mending
from ukur.web.commands import FieldError, date_of

LARGEST = 20 * 1024 * 1024  # bytes of an upload that are read; more is refused by its room


def text(fields: QueryDict, name: str) -> str:
    """One field, tidied."""
    return str(fields.get(name, "")).replace("\x00", "").strip()


def number(fields: QueryDict, name: str) -> int:
    """A row's number; 0 when nothing was chosen."""
    found = text(fields, name)
    return int(found) if found.isdecimal() and len(found) < 19 else 0


def optional_date(fields: QueryDict, name: str, what: str) -> dt.date | None:
    """A date that may stay empty."""
    return date_of(fields, name, what) if text(fields, name) else None


def upload(request: HttpRequest, name: str) -> tuple[str, bytes]:
    """Name and content of an uploaded file; empty when there is none."""
    found = request.FILES.get(name)
    if not isinstance(found, UploadedFile):
        return "", b""
    return found.name or "berkas", found.read(LARGEST + 1)


def letterhead(request: HttpRequest, agency: int) -> DescribeAgency:
    fields = request.POST
    words = {key: text(fields, key) for key in ("name", "government", "address", "contact", "place", "paper", "short")}
    return DescribeAgency(agency, **words, logo=upload(request, "logo")[1], without_logo=bool(fields.get("no_logo")))


def units(fields: QueryDict, agency: int) -> ArrangeUnits:
    """The lines of the table by their order numbers; an empty new line is none."""
    found = []
    for name in fields:
        no = name.removeprefix("code-")
        if name == no or not no.isdecimal():
            continue
        line = UnitLine(
            number(fields, f"id-{no}"),
            text(fields, name),
            text(fields, f"name-{no}"),
            text(fields, f"kind-{no}"),
            bool(fields.get(f"remove-{no}")),
        )
        if line.id or line.code or line.name:
            found.append((number(fields, f"order-{no}") or 999, int(no), line))
    return ArrangeUnits(agency, tuple(line for _, _, line in sorted(found, key=lambda one: one[:2])))


def person(fields: QueryDict, agency: int, id: int) -> SavePerson:
    """Somebody's fields, with at most one new post."""
    words = {key: text(fields, key) for key in ("name", "honorific", "nip", "rank", "phone", "email", "username")}
    role = text(fields, "role")
    posts: tuple[PostLine, ...] = ()
    if role:
        since = date_of(fields, "since", "Tanggal mulai")
        posts = (PostLine(role, text(fields, "title"), number(fields, "unit"), text(fields, "status"), since),)
    return SavePerson(agency, id, **words, posts=posts, admin=bool(fields.get("admin")))


def team(request: HttpRequest, agency: int) -> SaveTeam:
    fields = request.POST
    roles = {name.removeprefix("member-"): str(role) for name, role in fields.items() if name.startswith("member-")}
    members = tuple((int(key), role) for key, role in roles.items() if key.isdecimal() and role)
    scan_name, scan = upload(request, "scan")
    return SaveTeam(
        agency,
        number(fields, "team"),
        text(fields, "name"),
        text(fields, "decree"),
        optional_date(fields, "decree_date", "Tanggal SK"),
        date_of(fields, "since", "Tanggal mulai berlaku"),
        optional_date(fields, "until", "Tanggal akhir berlaku"),
        members,
        scan_name,
        scan,
    )


def change(fields: QueryDict, agency: int) -> ChangeHolder:
    if not number(fields, "position"):
        raise FieldError("position", "Pilih jabatan yang berganti.")
    return ChangeHolder(
        agency,
        number(fields, "position"),
        number(fields, "successor"),
        text(fields, "status"),
        date_of(fields, "since", "Tanggal mulai"),
        text(fields, "basis"),
        tuple(int(one) for one in fields.getlist("ends") if one.isdecimal() and len(one) < 19),
    )


def leaving(fields: QueryDict, agency: int, id: int) -> LeaveAgency:
    return LeaveAgency(agency, id, date_of(fields, "until", "Tanggal keluar"), text(fields, "reason"))


def mendings(fields: QueryDict) -> tuple[Mending, ...]:
    """What was typed into the lines (``cell:LINE:CELL``), then the one button that was pressed."""
    found = []
    for name, typed in fields.items():
        kind, _, place = name.partition(":")
        line, _, cell = place.partition(":")
        if kind == "cell" and str(typed).strip():
            found.append(Mending(line, cell, str(typed)))
    line, _, rest = str(fields.get("choose", "")).partition("|")
    cell, _, chosen = rest.partition("|")
    if cell:
        found.append(Mending(line, cell, chosen, offered=True))
    for name, skip in (("skip", True), ("keep", False)):
        if fields.get(name):
            found.append(Mending(str(fields[name]), skip=skip))
    return tuple(found)


def papers(fields: QueryDict, agency: int) -> ArrangePapers:
    """Chains from the fields ``paraf:KIND:PLACE``; a place left open between two others is none."""
    chains: dict[str, list[int]] = {}
    for name in sorted(one for one in fields if one.startswith("paraf:")):
        kind = name.split(":")[1]
        post = number(fields, name)
        chains.setdefault(kind, []).extend([post] if post else [])
    orders = tuple((kind, tuple(posts)) for kind, posts in chains.items())
    kinds = [name.split(":")[1] for name in fields if name.startswith("ttd:") and name.endswith(":post")]
    signers = tuple(
        (
            kind,
            number(fields, f"ttd:{kind}:post"),
            number(fields, f"ttd:{kind}:behalf"),
            number(fields, f"ttd:{kind}:through"),
        )
        for kind in kinds
    )
    return ArrangePapers(agency, orders, text(fields, "number_pattern"), text(fields, "signing_way"), signers)


def opening(fields: QueryDict, agency: int, year: int) -> RecordOpening:
    """The typed figures: fields ``q1:CODE`` to ``q4:CODE``."""
    named = [(name, name.partition(":")) for name in fields if name[:1] == "q" and name[1:2].isdigit() and ":" in name]
    figures = tuple((code, int(key[1:2]), text(fields, name)[:60]) for name, (key, _, code) in named)
    return RecordOpening(agency, year, figures)
