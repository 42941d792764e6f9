"""The sheet of people: one line a post; the same NIP, or without one the same name, is one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ukur.domain.errors import Refused
from ukur.domain.intake.around import Around, free_username, seat_of
from ukur.domain.intake.model import Line, Problem, State, problem
from ukur.domain.people.names import USERNAME, bare
from ukur.domain.people.nip import check_nip

ROLES = ("kepala", "sekretaris", "kepala-unit", "penyiap", "pengisi")
OF_A_UNIT = ("kepala-unit", "pengisi")
HONORIFICS = ("Bapak", "Ibu", "Bapak/Ibu")
STATUSES = ("definitif", "Plt", "Plh", "Pj")


def problems(line: Line, made: Around) -> Iterator[Problem]:
    """Every doubt about a person's line."""
    if not line["name"]:
        yield problem(State.FILL, "name", "empty")
    yield from _nip(line, made)
    yield from _post(line, made)
    if line["since"] and not _is_date(line["since"]):
        yield problem(State.FILL, "since", "date_unreadable", text=line["since"])
    if line["honorific"] and line["honorific"] not in HONORIFICS:
        yield problem(State.FILL, "honorific", "word_unknown", *HONORIFICS, "", text=line["honorific"])
    if line["email"] and "@" not in line["email"]:
        yield problem(State.ASK, "email", "email_invalid", "", text=line["email"])
    yield from _username(line, made)


def _nip(line: Line, made: Around) -> Iterator[Problem]:
    text = line["nip"]
    if "nip" in line.asks:
        yield problem(State.ASK, "nip", "nip_number", "", text=text)
        return
    if not text:
        return
    try:
        check_nip(text)
    except Refused as refused:
        values = dict(refused.refusals[0].values)
        offers = [values["proposal"]] if values["proposal"] else []
        yield problem(State.ASK, "nip", "nip_invalid", *offers, "", **values)
        return
    if text in made.known.elsewhere:
        yield problem(State.ASK, "nip", "nip_elsewhere", "", text=text)
    other = made.nips.get(text, "")
    if bare(other) != bare(line["name"]):
        yield problem(State.ASK, "nip", "nip_twice", "", text=text, other=other)


def _post(line: Line, made: Around) -> Iterator[Problem]:
    if line["role"] not in ROLES:
        yield problem(State.FILL, "role", "word_unknown" if line["role"] else "empty", *ROLES, text=line["role"])
    codes = tuple(dict.fromkeys(made.units.values()))
    if line["unit"] and not made.unit(line["unit"]):
        yield problem(State.ASK, "unit", "unit_unknown", *codes, text=line["unit"])
    elif not line["unit"] and line["role"] in OF_A_UNIT:
        yield problem(State.FILL, "unit", "empty", *codes)
    if line["status"] and line["status"] not in STATUSES:
        yield problem(State.FILL, "status", "word_unknown", *STATUSES, text=line["status"])
    yield from _seat(line, made)


def _seat(line: Line, made: Around) -> Iterator[Problem]:
    """A leading seat has one holder; changing him is an act of its own."""
    seat = seat_of(line, made)
    holder = made.known.seats.get(seat) or made.seats.get(seat, "")
    if seat and bare(holder) != bare(line["name"]) and line["name"]:
        yield problem(State.ASK, "role", "seat_taken", "pengisi", seat=seat, other=holder)


def _username(line: Line, made: Around) -> Iterator[Problem]:
    text = line["username"]
    if not text:
        return
    owner = next((one.name for one in made.known.people if one.username == text), "")
    same = bare(owner) == bare(line["name"])
    twice = bare(made.usernames.get(text, "")) != bare(line["name"])
    if not USERNAME.fullmatch(text) or twice or (text in made.known.taken and not same):
        offer = free_username(line["name"], made.known.taken | made.usernames.keys())
        yield problem(State.ASK, "username", "username_taken", offer, text=text)


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True
