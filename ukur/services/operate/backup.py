"""Backup with digest, restore with proof. The copy is plain: a database dump as rows, the files, one manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone

from ukur.domain.errors import Fault, Unreadable
from ukur.domain.paper.checks import Check
from ukur.services.operate.check import check
from ukur.store.models import Agency

MANIFEST = "manifest.json"
_LEFT_OUT = {"django_tasks_db", "sessions", "contenttypes"}


def backup(folder: Path) -> Path:
    """Write a backup into a new folder below ``folder`` and return it; FileExistsError never overwrites one."""
    target = folder / f"ukur-{timezone.localtime():%Y%m%d-%H%M%S}"
    target.mkdir(parents=True)
    with transaction.atomic(), (target / "rows.jsonl").open("w", encoding="utf-8") as stream:
        serializers.serialize("jsonl", _rows(), stream=stream)
    if Path(settings.FILES).exists():
        shutil.copytree(settings.FILES, target / "files")
    digests = {str(path.relative_to(target)): _digest(path) for path in sorted(target.rglob("*")) if path.is_file()}
    manifest = {"made": timezone.now().isoformat(), "files": digests}
    (target / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")
    return target


def restore(folder: Path) -> list[Check]:
    """Load a backup into an empty installation and prove it; Unreadable when the backup or the place is not fit."""
    _proven(folder)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if Agency.objects.exists():
        raise Unreadable([Fault(str(settings.DATA), "tempat ini sudah berisi data; pulihkan ke tempat yang kosong")])
    with transaction.atomic(), (folder / "rows.jsonl").open(encoding="utf-8") as stream:
        for row in serializers.deserialize("jsonl", stream):
            row.save()
    _sequences()
    if (folder / "files").exists():
        shutil.copytree(folder / "files", settings.FILES, dirs_exist_ok=True)
    return check()


def _rows() -> Iterator[models.Model]:
    for model in serializers.sort_dependencies([(one, None) for one in apps.get_app_configs()]):
        if model._meta.app_label not in _LEFT_OUT and model._meta.managed:
            yield from model._default_manager.order_by("pk").iterator()


def _sequences() -> None:
    """PostgreSQL counts on from the loaded numbers."""
    if connection.vendor != "postgresql":
        return
    for model in apps.get_app_config("store").get_models():
        if model._meta.pk.get_internal_type() == "BigAutoField":
            table = model._meta.db_table
            with connection.cursor() as cursor:
                last = f"GREATEST((SELECT MAX(id) FROM {table}), 1)"  # noqa: S608
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")


def _proven(folder: Path) -> None:
    path = folder / MANIFEST
    if not path.exists():
        raise Unreadable([Fault(str(folder), f"bukan cadangan Ukur: {MANIFEST} tidak ada")])
    digests: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["files"]
    faults = []
    for name, digest in digests.items():
        found = folder / name
        if not found.is_file():
            faults.append(Fault(name, "hilang dari cadangan"))
        elif _digest(found) != digest:
            faults.append(Fault(name, "berubah sejak dicadangkan"))
    extra = {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()} - set(digests) - {MANIFEST}
    faults += [Fault(name, "tidak tercatat dalam cadangan") for name in sorted(extra)]
    if faults:
        raise Unreadable(faults)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
