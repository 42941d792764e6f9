"""Taking a workbook in, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.people.commands import AgencyCommand


@dataclass(frozen=True, slots=True)
class ApplyIntake(AgencyCommand):
    """Terapkan: all lines that are ready become units, people, posts, objectives, indicators and targets."""

    intake: int


@dataclass(frozen=True, slots=True)
class UndoIntake(AgencyCommand):
    """Urungkan impor: what stood there before it stands there again."""

    intake: int
