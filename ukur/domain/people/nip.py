"""The civil servant's number (NIP): what its 18 digits say, and what is wrong with one that cannot be right.

Source: Perka BKN 22/2007: birth date (8), month of appointment (6), sex (1), serial (3). A PPPK number has
the same length and birth date, but its second group is the year of the contract and a code from 21 upwards,
never a month; that reading is common practice and not confirmed by a regulation. An identity number is
never corrected here: a likely reading is proposed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ukur.domain.errors import Refusal, Refused, refusal

DIGITS = 18
ADULT = 18  # youngest age at appointment, in years
_SPACES = str.maketrans("", "", " \t\n\r\u00a0\u202f.-")


class NipKind(StrEnum):
    PNS = "pns"
    PPPK = "pppk"


@dataclass(frozen=True, slots=True)
class Nip:
    """A number that can be right.

    ``appointed`` is the first day of the month of appointment; a PPPK number tells only the year: its
    December.
    """

    digits: str
    kind: NipKind
    born: dt.date
    appointed: dt.date
    male: bool
    serial: int

    @property
    def spaced(self) -> str:
        """As printed on papers: ``19751229 199902 2 001``."""
        return f"{self.digits[:8]} {self.digits[8:14]} {self.digits[14]} {self.digits[15:]}"


def check_nip(text: str, kind: NipKind | None = None) -> Nip:
    """The number in ``text``; blanks, dots and dashes between the groups do not count.

    ``kind`` says what the number must be; None takes either. Raises ``Refused`` with one ``nip_invalid``
    for each thing wrong. Their ``problem`` is ``characters``, ``length``, ``birth_date``, ``appointment``,
    ``sex``, ``age`` or ``kind``; ``found`` is what stands there; ``proposal`` (19 digits only) is the one
    reading left when a stray digit is dropped.
    """
    digits = text.translate(_SPACES)
    if not (digits.isascii() and digits.isdigit()):
        raise Refused(_wrong(text, "characters", _strangers(digits)))
    if len(digits) != DIGITS:
        raise Refused(_wrong(text, "length", str(len(digits)), proposal(digits)))
    problems = [_wrong(text, problem, found) for problem, found in _problems(digits, kind)]
    born, appointed = _birth(digits), _appointment(digits)
    if problems or born is None or appointed is None:
        raise Refused(*problems)
    return Nip(digits, _kind(digits), born, appointed, digits[14] == "1", int(digits[15:]))


def proposal(digits: str) -> str:
    """The only sound number left when one digit of a 19-digit text is dropped; empty when none or several."""
    if len(digits) != DIGITS + 1:
        return ""
    shorter = {digits[:place] + digits[place + 1 :] for place in range(len(digits))}
    sound = [one for one in shorter if not _problems(one, None)]
    return sound[0] if len(sound) == 1 else ""


def _wrong(text: str, problem: str, found: str, reading: str = "") -> Refusal:
    return refusal("nip_invalid", text=text.strip(), problem=problem, found=found, proposal=reading)


def _strangers(digits: str) -> str:
    """The characters that are no digits, each once, in order; empty for an empty text."""
    return "".join(dict.fromkeys(one for one in digits if not (one.isascii() and one.isdigit())))


def _problems(digits: str, kind: NipKind | None) -> list[tuple[str, str]]:
    """What is wrong with 18 digits, as (problem, what stands there)."""
    problems = []
    born, appointed, is_kind = _birth(digits), _appointment(digits), _kind(digits)
    if born is None:
        problems.append(("birth_date", digits[:8]))
    if appointed is None:
        problems.append(("appointment", digits[8:14]))
    if digits[14] not in "12":
        problems.append(("sex", digits[14]))
    if born and appointed and _age(born, appointed) < ADULT:
        problems.append(("age", str(_age(born, appointed))))
    if kind and kind is not is_kind and appointed is not None:
        problems.append(("kind", is_kind))
    return problems


def _birth(digits: str) -> dt.date | None:
    try:
        born = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return born if 1900 <= born.year <= 2099 else None


def _kind(digits: str) -> NipKind:
    return NipKind.PPPK if int(digits[12:14]) >= 21 else NipKind.PNS


def _appointment(digits: str) -> dt.date | None:
    year, month = int(digits[8:12]), int(digits[12:14])
    if not 1900 <= year <= 2099:
        return None
    if _kind(digits) is NipKind.PPPK:
        return dt.date(year, 12, 1)
    return dt.date(year, month, 1) if 1 <= month <= 12 else None


def _age(born: dt.date, appointed: dt.date) -> int:
    """Full years; the day of the appointment is unknown, so a birthday within its month counts."""
    return appointed.year - born.year - (appointed.month < born.month)
