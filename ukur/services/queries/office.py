"""Pergantian pejabat and people who leave: what moves with the post, and what stays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from ukur.services.access import Actor, NotThere, post
from ukur.services.queries.names import seat_names, task_title
from ukur.services.sop import by_digest
from ukur.services.wording.dates import long_date
from ukur.store.models import Assignment, Person, Position, Signature, Task, TeamMember

HEADS = ("kepala-unit", "sekretaris")


@dataclass(frozen=True, slots=True)
class OfficePage:
    """What can be chosen: posts with who holds them, people of the agency."""

    posts: tuple[tuple[int, str], ...]
    people: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Moving:
    """The preview of a change: ``tasks`` (title, run) go with the post, ``stays`` are sentences.

    ``holders``: who holds the post now, with what happens to him when he is to end.
    """

    post: str
    holders: tuple[tuple[int, str], ...]
    ends: tuple[str, ...]
    begins: str
    tasks: tuple[tuple[str, str], ...]
    stays: tuple[str, ...]


def office_page(actor: Actor) -> OfficePage:
    """All posts of the agency and everybody who could hold one."""
    held: dict[int, list[str]] = {}
    for one in Assignment.objects.filter(position__agency=actor.agency, until=None).select_related("person"):
        held.setdefault(one.position_id, []).append(one.person.name)
    rows = Position.objects.filter(agency=actor.agency).select_related("unit").order_by("pk")
    posts = tuple((one.pk, f"{one.name} ({', '.join(held.get(one.pk, ['kosong']))})") for one in rows)
    people = Person.objects.filter(agency=actor.agency, is_active=True).order_by("name")
    return OfficePage(posts, tuple(people.values_list("pk", "name")))


def moving(actor: Actor, position: int, successor: int, status: str, since: dt.date) -> Moving:
    """What a change of office would move, from the day ``since`` on; NotThere for a post of another agency."""
    row = Position.objects.filter(pk=position, agency=actor.agency).first()
    if row is None or actor.agency is None:
        raise NotThere
    person = Person.objects.filter(pk=successor, agency=actor.agency).first()
    ending = Assignment.objects.filter(position=row, until=None).select_related("person")
    eve = long_date(since - dt.timedelta(days=1))
    return Moving(
        row.name,
        tuple((one.person_id, f"{one.person.name} ({one.status}) selesai {eve}") for one in ending),
        (),
        f"{person.name} sebagai {post(row.name, status)} mulai {long_date(since)}" if person else "",
        _tasks(_seats(row)),
        tuple(_stays([one.person for one in ending])),
    )


def leaving(actor: Actor, person: int) -> Moving:
    """What happens when somebody leaves: the posts that fall empty, the tasks that wait there, what stays."""
    row = Person.objects.filter(pk=person, agency=actor.agency, is_active=True).first()
    if row is None or actor.agency is None:
        raise NotThere
    held = Assignment.objects.filter(person=row, until=None).select_related("position")
    seats = [seat for one in held for seat in _seats(one.position)]
    teams = TeamMember.objects.filter(person=row, until=None).select_related("team")
    ends = [f"{post(one.position.name, one.status)} menjadi kosong" for one in held]
    ends += [f"Keanggotaan {one.team.name} berakhir" for one in teams]
    return Moving(row.name, (), tuple(ends), "", _tasks(seats), tuple(_stays([row])))


def _seats(position: Position) -> list[str]:
    seats = [f"position:{position.pk}"]
    if position.kind in HEADS and position.unit_id is not None:
        seats.append(f"unit:{position.unit_id}")
    return seats


def _tasks(seats: list[str]) -> tuple[tuple[str, str], ...]:
    """Title and run of each open task of the seats."""
    rows = Task.objects.filter(seat__in=seats, status="open", run__status="running").exclude(kind="confirm")
    found = []
    for task in rows.select_related("run").order_by("run", "pk"):
        title = task_title(by_digest(task.run.sop_id), task, seat_names(task.run).get(task.seat, ""))
        found.append((title, task.run.title))
    return tuple(found)


def _stays(people: list[Person]) -> list[str]:
    """Signed papers and what somebody has done keep his name."""
    found = []
    for one in people:
        signed = Signature.objects.filter(person=one).count()
        done = Task.objects.filter(closed_by=one).count()
        if signed:
            found.append(f"{signed} naskah bertanda tangan {one.name} tetap atas namanya")
        if done:
            found.append(f"{done} tugas yang diselesaikan {one.name} tetap tercatat atas namanya")
    return found


def today() -> dt.date:
    """The day at the office, which the form begins with."""
    return timezone.localdate()
