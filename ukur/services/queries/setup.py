"""Siapkan Dinas: the six steps with their state in words, and what each of the pages shows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from ukur.domain.intake.model import State
from ukur.services.access import Actor, post
from ukur.services.intake.known import year_for_new_plan
from ukur.services.intake.standing import standing, surroundings
from ukur.services.paper.frame import spaced
from ukur.services.wording.dates import long_date
from ukur.store.models import Agency, Assignment, Indicator, Intake, Person, Position, Run, Team, TeamMember, Unit

TITLES = ("Dinas dan kop", "Bidang", "Pegawai", "Tim dan SK", "Rencana dan target", "Uji cetak")
PAGES = ("setup_agency", "setup_units", "setup_people", "setup_team", "setup_plan", "setup_print")


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the checklist. ``state``: done, working or ahead; ``words``: how far it is."""

    no: int
    title: str
    page: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """``first``: the first step that is not done, or the last one. ``empty``: nothing has been entered at all.

    ``measured``: a measurement has been proposed already.
    """

    steps: tuple[Step, ...]
    first: Step
    empty: bool
    measured: bool


@dataclass(frozen=True, slots=True)
class UnitRow:
    id: int
    code: str
    name: str
    kind: str
    content: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """``posts``: as printed, each with since when; ``state``: the chip of the account and its word."""

    id: int
    name: str
    nip: str
    username: str
    posts: tuple[str, ...]
    phone: str
    state: str
    word: str


@dataclass(frozen=True, slots=True)
class PeopleStep:
    """``missing``: leading posts without holder. ``slips``: how many have no password of their own."""

    people: tuple[PersonRow, ...]
    missing: tuple[str, ...]
    units: tuple[tuple[int, str], ...]
    slips: int


@dataclass(frozen=True, slots=True)
class TeamStep:
    """The team in force or the newest one; ``members``: number, name, post and role in it ("" for none) of all."""

    team: Team | None
    warning: str
    members: tuple[tuple[int, str, str, str], ...]


def checklist(actor: Actor) -> Checklist:
    """The six steps of the actor's agency."""
    agency = Agency.objects.get(pk=actor.agency or 0)
    found = (_kop(agency), _units(agency.pk), _people(agency.pk), _team(agency.pk), _plan(agency.pk), _print(agency))
    rows = zip(TITLES, PAGES, found, strict=True)
    steps = tuple(Step(no, title, page, *state) for no, (title, page, state) in enumerate(rows, start=1))
    first = next((one for one in steps if one.state != "done"), steps[-1])
    measured = Run.objects.filter(agency=agency).exists()
    return Checklist(steps, first, all(one.state == "ahead" for one in steps[1:5]), measured)


def _kop(agency: Agency) -> tuple[str, str]:
    wanted = {"pemerintah": agency.government, "alamat": agency.address, "kota surat": agency.place}
    missing = [name for name, value in wanted.items() if not value]
    return ("working", f"{', '.join(missing).capitalize()} kosong") if missing else ("done", "Lengkap")


def _units(agency: int) -> tuple[str, str]:
    kinds = list(Unit.objects.filter(agency=agency).values_list("kind", flat=True))
    if not kinds:
        return "ahead", "Belum"
    parts = [f"{kinds.count('bidang')} bidang"] if "bidang" in kinds else []
    parts += ["Sekretariat"] if "sekretariat" in kinds else []
    parts += [f"{kinds.count('uptd')} UPTD"] if "uptd" in kinds else []
    complete = "sekretariat" in kinds and len(kinds) > 1
    return ("done" if complete else "working"), ", ".join(parts) + ("" if complete else "; Sekretariat belum ada")


def _people(agency: int) -> tuple[str, str]:
    rows = Person.objects.filter(agency=agency, is_active=True)
    count, without = rows.count(), rows.filter(nip="").count()
    if not _holding(agency).exists():
        return "ahead", "Belum"
    missing = missing_posts(agency)
    words = f"{count} orang" + (f", {without} tanpa NIP" if without else "")
    return ("working", f"{words}; {missing[0]} belum ada") if missing else ("done", words)


def _holding(agency: int) -> QuerySet[Assignment]:
    today = timezone.localdate()
    rows = Assignment.objects.filter(Q(until=None) | Q(until__gte=today), position__agency=agency)
    return rows.filter(person__is_active=True)


def missing_posts(agency: int) -> list[str]:
    """Leading posts that nobody holds, as they are said."""
    held = set(_holding(agency).values_list("position__kind", "position__unit"))
    kinds = {kind for kind, _ in held}
    missing = [title for kind, title in (("kepala", "Kepala Dinas"), ("sekretaris", "Sekretaris")) if kind not in kinds]
    units = Unit.objects.filter(agency=agency).exclude(kind="sekretariat")
    return missing + [f"Kepala {one.name}" for one in units if ("kepala-unit", one.pk) not in held]


def _team(agency: int) -> tuple[str, str]:
    team = Team.objects.filter(agency=agency).order_by("-since", "-pk").first()
    if team is None:
        return "ahead", "Belum"
    members = TeamMember.objects.filter(team=team, until=None).count()
    warning = team_warning(team, timezone.localdate())
    words = f"{'SK ' + team.decree if team.decree else 'Tanpa nomor SK'}, {members} anggota"
    return ("working", warning) if warning else ("done", words)


def team_warning(team: Team | None, today: dt.date) -> str:
    """Why no team can play today; empty when one can."""
    if team is None:
        return "Belum ada SK tim"
    if team.since > today:
        return f"Berlaku mulai {long_date(team.since)}"
    return f"SK habis {long_date(team.until)}" if team.until is not None and team.until < today else ""


def _plan(agency: int) -> tuple[str, str]:
    year = year_for_new_plan(agency)
    count = Indicator.objects.filter(objective__agency=agency, objective__year=year).count()
    desk = Intake.objects.filter(agency=agency, state__in=("open", "applied")).order_by("-pk").first()
    states = [state for _, state, _ in standing(desk, surroundings(desk))] if desk else []
    wanted = [one for one in states if one is not State.SKIPPED]
    taken = sum(one in (State.READY, State.DONE) for one in wanted)
    if taken < len(wanted) or (desk and desk.state == "open"):
        return "working", f"{taken} dari {len(wanted)} baris siap"
    return ("done", f"{count} indikator {year}") if count else ("ahead", "Belum")


def _print(agency: Agency) -> tuple[str, str]:
    if agency.printed_at is None:
        return "ahead", "Belum"
    return "done", f"Benar, {long_date(timezone.localdate(agency.printed_at))}"


def agency_of(actor: Actor) -> Agency:
    """The agency with its letterhead."""
    return Agency.objects.get(pk=actor.agency or 0)


def unit_rows(actor: Actor) -> tuple[UnitRow, ...]:
    """The units in their order, each with what belongs to it."""
    rows = Unit.objects.filter(agency=actor.agency)
    return tuple(UnitRow(one.pk, one.code, one.name, one.kind, _content(one)) for one in rows)


def _content(unit: Unit) -> str:
    people = Person.objects.filter(assignments__position__unit=unit, is_active=True).distinct().count()
    indicators = Indicator.objects.filter(unit=unit).count()
    return f"{people} pegawai, {indicators} indikator" if people or indicators else "Belum dipakai"


def people_step(actor: Actor) -> PeopleStep:
    """Everybody of the agency with posts and account."""
    agency = actor.agency or 0
    posts = _posts(agency)
    people = Person.objects.filter(agency=agency, is_active=True).order_by("pk")
    rows = tuple(_person_row(one, tuple(posts.get(one.pk, ()))) for one in people)
    units = tuple(Unit.objects.filter(agency=agency).values_list("pk", "name"))
    return PeopleStep(rows, tuple(missing_posts(agency)), units, sum(1 for one in people if not _own(one)))


def _posts(agency: int) -> dict[int, list[str]]:
    """Person -> his posts as printed, the one he has held longest first."""
    posts: dict[int, list[str]] = {}
    for held in _holding(agency).select_related("position").order_by("since", "pk"):
        posts.setdefault(held.person_id, []).append(post(held.position.name, held.status))
    return posts


def _own(person: Person) -> bool:
    """Whether somebody has a password of his own."""
    return person.has_usable_password() and not person.must_change_password


def _person_row(one: Person, posts: tuple[str, ...]) -> PersonRow:
    state, word = ("ahead", "Belum ada slip")
    if one.has_usable_password():
        state, word = ("waiting", "Belum masuk") if one.must_change_password else ("done", "Aktif")
    return PersonRow(one.pk, one.name, spaced(one.nip), one.username, posts, one.phone, state, word)


def without_password(actor: Actor) -> tuple[int, ...]:
    """Everybody of the agency who has no password of his own yet."""
    people = Person.objects.filter(agency=actor.agency, is_active=True).order_by("pk")
    return tuple(one.pk for one in people if not _own(one))


def person_of(actor: Actor, id: int) -> Person | None:
    """Somebody of the agency, for the page on which he is changed; None when he is elsewhere or nowhere."""
    return Person.objects.filter(pk=id, agency=actor.agency, is_active=True).first()


def posts_of(actor: Actor, id: int) -> tuple[str, ...]:
    """The posts somebody holds now, each with since when."""
    rows = _holding(actor.agency or 0).filter(person=id).select_related("position").order_by("since", "pk")
    return tuple(f"{post(one.position.name, one.status)}, sejak {long_date(one.since)}" for one in rows)


def team_step(actor: Actor) -> TeamStep:
    """The newest team with everybody who can be in it."""
    team = Team.objects.filter(agency=actor.agency).order_by("-since", "-pk").first()
    roles = dict(TeamMember.objects.filter(team=team, until=None).values_list("person", "role")) if team else {}
    people = Person.objects.filter(agency=actor.agency, is_active=True).order_by("pk")
    posts = _posts(actor.agency or 0)
    members = tuple((one.pk, one.name, posts.get(one.pk, [""])[0], roles.get(one.pk, "")) for one in people)
    return TeamStep(team, team_warning(team, timezone.localdate()), members)


def administrators(actor: Actor) -> tuple[str, ...]:
    """Who can set the agency up, for everybody who cannot."""
    rows = Person.objects.filter(agency=actor.agency, is_admin=True, is_active=True).order_by("pk")
    return tuple(rows.values_list("name", flat=True)) if actor.agency else ()


def head_of(agency: int) -> Position | None:
    """The post Kepala Dinas."""
    return Position.objects.filter(agency=agency, kind="kepala").first()
