"""Keys, signatures and copies. A passphrase is never stored."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ukur.store.models.paper import Paper
from ukur.store.models.people import Person


class SigningKey(models.Model):
    """A person's own encrypted PKCS#12 container. ``label``: what its signatures are worth; ``certificate``: as DER."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="keys")
    container = models.BinaryField()
    certificate = models.BinaryField(default=b"")
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
    kind = models.CharField(max_length=40)  # "Uji (bukan dokumen resmi)", "Basah (pindaian tersimpan)", ...
    level = models.CharField(max_length=20, blank=True)  # empty for ink
    signed_at = models.DateTimeField()
    valid = models.BooleanField()
    checked_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)  # of ink: who put the scan in
    remark = models.CharField(max_length=300, blank=True)  # why a scan without a legible code is the right one


class SigningTry(models.Model):
    """One attempt at a signature. ``kept``: the signed bytes are in ``file`` and only have to be recorded.

    Written before a signing service is called, so that a process that dies in between leaves a trace.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="tries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    way = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="begun")  # begun, kept, done, failed
    code = models.CharField(max_length=40, blank=True)
    file = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()
    changed_at = models.DateTimeField()


class Copy(models.Model):
    """A numbered copy: the signed file plus a cover sheet; signed bytes are never stamped."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="copies")
    number = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    addressee = models.CharField(max_length=200)
    at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["paper", "number"], name="copy_once")]


class Delivery(models.Model):
    """Penyampaian: the signed document goes to an office outside, with a letter; the receipt comes back."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="deliveries")
    addressee = models.CharField(max_length=200)
    letter = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    received_by = models.CharField(max_length=200, blank=True)
    received_on = models.DateField(null=True)
    receipt = models.CharField(max_length=64, blank=True)
    receipt_name = models.CharField(max_length=200, blank=True)
