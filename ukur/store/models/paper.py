"""Papers: the frozen content (snapshot) with its digest, and the bytes made from it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ukur.store.models.people import Agency, Person, Position
from ukur.store.models.run import Run


class Paper(models.Model):
    """``snapshot`` is canonical JSON, ``digest`` its SHA-256 (Kode keaslian). Bytes are attached by a job, once."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    step = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField()
    snapshot = models.TextField()
    digest = models.CharField(max_length=64)
    size = models.CharField(max_length=2, default="A4")
    token = models.CharField(max_length=40, unique=True)
    frozen_at = models.DateTimeField()
    file = models.CharField(max_length=64, blank=True)  # SHA-256 of the unsigned bytes
    pages = models.PositiveSmallIntegerField(null=True)  # known with the bytes
    signed_file = models.CharField(max_length=64, blank=True)
    signed_as = models.CharField(max_length=4, default="pdf")  # pdf, or jpg or png: a scan of the signed paper
    replaced = models.BooleanField(default=False)  # by a newer paper of the same kind, or by a Ralat

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "kind"], name="paper_by_kind")]


class InitialRule(models.Model):
    """Who initials papers of this kind before they are signed: at most three posts, in order (paraf berjenjang)."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="initial_rules")
    kind = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    position = models.ForeignKey(Position, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "kind", "order"], name="initial_rule_once"),
        ]


class SignatoryRule(models.Model):
    """Who signs letters of this kind, whoever makes them: a post, for another post (a.n.), through a third (u.b.)."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="signatory_rules")
    kind = models.CharField(max_length=20)
    position = models.ForeignKey(Position, models.CASCADE, related_name="+")
    on_behalf = models.ForeignKey(Position, models.CASCADE, related_name="+", null=True)
    through = models.ForeignKey(Position, models.CASCADE, related_name="+", null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "kind"], name="signatory_rule_once")]


class Initial(models.Model):
    """One place in the chain of a frozen paper; empty until the holder of the post has initialled."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="initials")
    order = models.PositiveSmallIntegerField()
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    acted_as = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["paper", "order"], name="initial_once")]


class NumberBook(models.Model):
    """The agency's own number book for letters of one year: ``last`` is the number given out last."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="number_books")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "year"], name="number_book_once")]


class Job(models.Model):
    """One piece of slow work as people see it: waiting, running, done or failed. Arguments are ids only."""

    kind = models.CharField(max_length=30)
    target = models.BigIntegerField()
    state = models.CharField(max_length=8, default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()


class Timer(models.Model):
    """When something that is done again and again is due next; one row a kind."""

    kind = models.CharField(max_length=30, unique=True)
    next_at = models.DateTimeField()
