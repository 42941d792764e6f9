"""Versions of procedures. The TOML text is the truth; its SHA-256 is the identity."""

from __future__ import annotations

from django.db import models


class SopVersion(models.Model):
    digest = models.CharField(max_length=64, unique=True)
    name_key = models.CharField(max_length=200)  # the id inside the file, same for all versions
    name = models.CharField(max_length=200)
    text = models.TextField()
    added_at = models.DateTimeField()
