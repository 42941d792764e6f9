"""The plan of a year: objectives, indicators with their definition sheet, targets, figures of past quarters."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ukur.store.fields import ExactDecimal
from ukur.store.models.people import Agency, Person, Unit


class Objective(models.Model):
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="objectives")
    year = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar = ["year", "order"]


class Indicator(models.Model):
    """One indicator of one year with its definition sheet (Kartu Indikator)."""

    objective = models.ForeignKey(Objective, models.PROTECT, related_name="indicators")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=30)
    order = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=300)
    uom = models.CharField(max_length=40)
    polarity = models.CharField(max_length=10)
    accumulation = models.CharField(max_length=12)
    frequency = models.CharField(max_length=10)
    scale = models.CharField(max_length=10, blank=True)  # opini, akip, or a plain number
    kind = models.CharField(max_length=20, blank=True)
    definition = models.TextField(blank=True)
    formula = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    example = models.TextField(blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    proof = models.CharField(max_length=40, blank=True)  # the proof without which nothing is sent: "any:file,link"
    filler = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True)  # who types it (pengisi)
    decimals = models.PositiveSmallIntegerField(default=2)

    class Meta:
        ordering: ClassVar = ["order", "id"]


class Target(models.Model):
    """A target of a quarter (1 to 4) or of the year (0); ``upper`` closes the range of a range indicator."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    quarter = models.PositiveSmallIntegerField()
    value = ExactDecimal(null=True)
    upper = ExactDecimal(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["indicator", "quarter"], name="target_once")]


class Actual(models.Model):
    """A settled figure of a quarter, by indicator code: opening data, or taken from a signed document."""

    agency = models.ForeignKey(Agency, models.PROTECT)
    code = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    value = ExactDecimal(null=True)
    source = models.CharField(max_length=100)  # "data awal", or the run's stream

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "code", "year", "quarter"], name="actual_once")
        ]


class Calculation(models.Model):
    """The settings of calculation of an agency, dated; printed on each document."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="calculations")
    since = models.DateField()
    row_cap = ExactDecimal(null=True)
    rollup_cap = ExactDecimal(null=True)
    lower_method = models.CharField(max_length=10, default="mirror")
    floor = ExactDecimal(null=True)
