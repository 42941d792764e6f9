"""Slips with one-time codes: made and hashed with no lock held, then recorded under the lock.

Hashing well takes a tenth of a second a code, on purpose; the codes live in this call and on the slips only.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from ukur.domain.people.commands import HandOutCodes
from ukur.services.access import Actor, person_of, require_administrator
from ukur.services.acts.door import perform
from ukur.services.people import one_time_password


@dataclass(frozen=True, slots=True)
class Slip:
    """What one slip says; ``code`` opens the account once."""

    name: str
    username: str
    code: str

    def __repr__(self) -> str:
        return f"Slip({self.username!r})"


def hand_out_slips(actor: Actor, people: tuple[int, ...]) -> tuple[Slip, ...]:
    """A new one-time code for each of ``people``; Refused for somebody of another agency, and for nobody at all."""
    require_administrator(actor)
    slips, codes = [], []
    for number in dict.fromkeys(people):
        person, code = person_of(actor, number), one_time_password()
        slips.append(Slip(person.name, person.username, code))
        codes.append((person.pk, make_password(code)))
    perform(actor, HandOutCodes(actor.agency or 0, tuple(codes)))
    return tuple(slips)
