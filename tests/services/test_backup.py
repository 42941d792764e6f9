"""What a backup holds is what the database held, to the last digit."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.core import serializers

from tests.world import World
from ukur.services.operate import backup
from ukur.store.models import Cell


def test_every_column_of_every_row_comes_back_as_it_was(world: World, tmp_path: Path) -> None:
    world.play(until="8")
    moment = datetime(2026, 10, 5, 1, 2, 3, 42, tzinfo=UTC)  # less than a thousandth of a second past
    Cell.objects.filter(pk=Cell.objects.earliest("pk").pk).update(changed_at=moment)
    saved = backup(tmp_path) / "rows.jsonl"
    kept = [one.object for one in serializers.deserialize("jsonl", saved.read_text(encoding="utf-8"))]
    assert moment in {one.changed_at for one in kept if isinstance(one, Cell)}
    for one in kept:
        held = type(one)._default_manager.get(pk=one.pk)
        for field in one._meta.concrete_fields:
            assert getattr(one, field.attname) == getattr(held, field.attname), (one._meta.label, field.name)
