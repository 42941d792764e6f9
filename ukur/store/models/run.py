"""Runs and their tasks. Rows are the truth for reading; replaying the journal rebuilds the same engine state."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from ukur.store.models.people import Agency, Person
from ukur.store.models.sop import SopVersion


class Run(models.Model):
    """One execution of one SOP version for one agency and period. ``ordered_at`` empty: proposed (Disiapkan)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="runs")
    sop = models.ForeignKey(SopVersion, models.PROTECT, to_field="digest")
    sop_key = models.CharField(max_length=200)
    period = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10)
    sealed = models.BooleanField(default=False)
    cast = models.JSONField()
    documents = models.JSONField(default=dict)
    here = models.JSONField(default=list)
    schedule = models.JSONField(default=dict)
    proposed_at = models.DateTimeField()
    ordered_at = models.DateTimeField(null=True)
    deadline = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)
    supersedes = models.OneToOneField("self", models.PROTECT, related_name="superseded_by", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "sop_key", "period"], condition=Q(status="running"), name="one_open_run"
            ),
        ]


class Visit(models.Model):
    """The flow came to a step for the ``round``-th time; ``documents`` are the document states at that moment."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="visits")
    step = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField()
    documents = models.JSONField()
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    returned_to = models.CharField(max_length=10, blank=True)
    reason = models.TextField(blank=True)
    deviation = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "step", "round"], name="visit_once")]


class Task(models.Model):
    """A piece of work. ``seat`` is ``position:7``, ``unit:3`` or ``team:1``; the person is resolved at the act."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="tasks")
    key = models.CharField(max_length=120)
    step = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    performer = models.CharField(max_length=40)
    seat = models.CharField(max_length=30)
    scope = models.JSONField(default=list)
    activity = models.CharField(max_length=30)
    status = models.CharField(max_length=8, default="open")  # open, closed, void
    opened_at = models.DateTimeField()
    due = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    prepared_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    acted_as = models.CharField(max_length=120, blank=True)  # "Plt. Kepala Bidang ...", "atas delegasi ..."
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    event_date = models.DateField(null=True)  # of an act on paper; closed_at is the date of entry
    answer = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "key"], name="task_once")]
        indexes: ClassVar = [models.Index(fields=["seat", "status"], name="task_by_seat")]


class Draft(models.Model):
    """What is being typed for a task and is not an act yet; ``by`` prepares for the official who acts (Penyiap)."""

    task = models.OneToOneField(Task, models.CASCADE, related_name="draft")
    content = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Attachment(models.Model):
    """A file, link or text put to a task."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="attachments")
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
