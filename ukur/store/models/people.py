"""Who is who, dated: agencies, units, persons, positions, assignments, teams, delegations."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class Agency(models.Model):
    """A regional agency (perangkat daerah) and its letterhead. ``practice``: Latihan, nothing in it is official."""

    name = models.CharField(max_length=200)
    short = models.CharField(max_length=40)
    government = models.CharField(max_length=200)
    address = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=100, blank=True)
    paper = models.CharField(max_length=2, default="A4")
    logo = models.CharField(max_length=64, blank=True)
    printed_at = models.DateTimeField(null=True)  # when somebody saw the test print and found it right
    practice = models.BooleanField(default=False)
    number_pattern = models.CharField(max_length=80, blank=True)  # of the own number book; empty: numbers are typed
    signing_way = models.CharField(max_length=10, default="ink")  # what is proposed first: ink, elsewhere, bsre, key


class Unit(models.Model):
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    code = models.CharField(max_length=30)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)  # sekretariat, bidang, uptd
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "code"], name="unit_code_once")]
        ordering: ClassVar = ["order", "id"]


class People(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(username=username)


class Person(AbstractBaseUser):
    """An official or staff member; also the account. ``nip`` may be empty (staff without one)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="people", null=True)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    honorific = models.CharField(max_length=10, default="Bapak/Ibu")
    nip = models.CharField(max_length=18, blank=True)
    rank = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)  # may stay empty: nothing needs it
    is_active = models.BooleanField(default=True)
    is_admin = models.BooleanField(default=False)  # of the agency; of the installation when there is no agency
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects = People()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["nip"], condition=~models.Q(nip=""), name="nip_once"),
        ]

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(",")[0]

    def get_session_auth_hash(self) -> str:
        """What ends sessions when the password changes; asked at every page, so it is worked out once a password."""
        return _session_hash(self.password)


@lru_cache(maxsize=10_000)
def _session_hash(password: str) -> str:
    return salted_hmac("ukur.session", password, algorithm="sha256").hexdigest()


class Position(models.Model):
    """A post. ``preparer`` is the post whose holder may prepare its acts (Penyiap)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="positions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions", null=True)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)  # kepala, sekretaris, kepala-unit, staf
    preparer = models.ForeignKey("self", models.SET_NULL, related_name="prepares", null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "code"], name="position_code_once")]


class Assignment(models.Model):
    """Who holds a post from when to when, and how: definitif, Pj, Plt, Plh."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    position = models.ForeignKey(Position, models.PROTECT, related_name="assignments")
    status = models.CharField(max_length=10, default="definitif")
    since = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)


class Team(models.Model):
    """A team with its decree (SK)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)
    decree = models.CharField(max_length=100, blank=True)
    decree_date = models.DateField(null=True)
    decree_scan = models.CharField(max_length=64, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)


class TeamMember(models.Model):
    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, default="anggota")  # ketua, anggota
    since = models.DateField()
    until = models.DateField(null=True)


class Intake(models.Model):
    """A workbook being taken in: what was read, what was mended since, and what stood there before (for undoing).

    ``state``: open, applied, undone, dropped.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="intakes")
    name = models.CharField(max_length=200)
    content = models.JSONField()
    before = models.JSONField(null=True)
    state = models.CharField(max_length=8, default="open")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed_at = models.DateTimeField()


class Delegation(models.Model):
    """One person lets another act in one of his posts for a time; every such act is marked."""

    giver = models.ForeignKey(Person, models.PROTECT, related_name="given")
    receiver = models.ForeignKey(Person, models.PROTECT, related_name="received")
    position = models.ForeignKey(Position, models.PROTECT, related_name="delegations")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=300)
