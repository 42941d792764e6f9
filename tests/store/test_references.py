"""Every column that holds a digest is either a file, which is checked, or named here as something else."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from ukur.store.references import COLUMNS

NO_FILES = {  # digests of contents that stand in the rows themselves, and heads of chains
    "Form.digest", "Submission.digest", "Paper.digest", "SopVersion.digest", "JournalEntry.prev", "JournalEntry.digest",
    "Stream.head", "HealthFault.digest",
}  # fmt: skip


def test_no_column_with_digests_is_forgotten() -> None:
    known = {f"{one.model.__name__}.{one.name}" for one in COLUMNS} | NO_FILES
    found = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("store").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField) and field.max_length == 64
    }
    assert found == known
