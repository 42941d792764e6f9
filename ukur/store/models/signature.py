"""Keys, signatures and copies. A passphrase is never stored."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ukur.store.models.paper import Paper
from ukur.store.models.people import Person


class SigningKey(models.Model):
    """A person's own encrypted PKCS#12 container."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="keys")
    container = models.BinaryField()
    label = models.CharField(max_length=200)
    test = models.BooleanField(default=True)
    added_at = models.DateTimeField()


class Root(models.Model):
    """A certificate that signatures are checked against (PEM)."""

    label = models.CharField(max_length=200)
    pem = models.TextField()
    test = models.BooleanField(default=True)


class Signature(models.Model):
    """A signature on a paper with its last check, so that the page of Cek Keaslian need not repeat it."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signer = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)  # "Uji (bukan dokumen resmi)", ...
    level = models.CharField(max_length=10)
    signed_at = models.DateTimeField()
    valid = models.BooleanField()
    checked_at = models.DateTimeField()


class Copy(models.Model):
    """A numbered copy: the signed file plus a cover sheet; signed bytes are never stamped."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="copies")
    number = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    addressee = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["paper", "number"], name="copy_once")]
