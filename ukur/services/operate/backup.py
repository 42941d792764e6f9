"""Backup with digest, restore with proof. The copy is plain: a database dump as rows, the files, one manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from ukur.domain.errors import Fault, Unreadable
from ukur.domain.paper.checks import Check
from ukur.services.operate.check import check
from ukur.store import files, tables

MANIFEST = "manifest.json"
# What every installation makes for itself, or what lives for a moment only: unfinished jobs are rows of the store.
_LEFT_OUT = {"auth", "contenttypes", "django_tasks_database", "sessions"}


def backup(folder: Path) -> Path:
    """Write a backup into a new folder below ``folder`` and return it; FileExistsError never overwrites one."""
    target = folder / f"ukur-{timezone.localtime():%Y%m%d-%H%M%S}"
    target.mkdir(mode=0o700, parents=True)
    with transaction.atomic(), (target / "rows.jsonl").open("w", encoding="utf-8") as stream:
        _one_moment()
        serializers.serialize("jsonl", _rows(), stream=stream, cls=_Exact)
    for name in files.names():
        files.export(name, target / "files" / name[:2] / name)
    digests = {str(path.relative_to(target)): _digest(path) for path in sorted(target.rglob("*")) if path.is_file()}
    manifest = {"made": timezone.now().isoformat(), "files": digests}
    (target / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True), encoding="utf-8")
    return target


def restore(folder: Path) -> list[Check]:
    """Load a backup into an empty installation and prove it; Unreadable when the backup or the place is not fit."""
    _proven(folder)
    tables.lay_out()
    if any(one._default_manager.exists() for one in _models()):
        raise Unreadable([Fault(str(settings.DATA), "tempat ini sudah berisi data; pulihkan ke tempat yang kosong")])
    for kept in sorted((folder / "files").glob("*/*")):  # before the rows: what is cut off here can be done again
        files.bring(kept.name, kept)
    with transaction.atomic(), (folder / "rows.jsonl").open(encoding="utf-8") as stream:
        for row in serializers.deserialize("jsonl", stream):
            row.save(force_insert=True)  # by itself it tries an update first, which the journal refuses
        _sequences()
    return check()


class _Exact(DjangoJSONEncoder):
    """A moment to its last microsecond; Django's own encoder cuts it to milliseconds."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _models() -> list[type[models.Model]]:
    """The tables that are copied, those first that others refer to."""
    known = serializers.sort_dependencies([(one, None) for one in apps.get_app_configs()])
    return [one for one in known if one._meta.app_label not in _LEFT_OUT and one._meta.managed]


def _rows() -> Iterator[models.Model]:
    for model in _models():
        yield from model._default_manager.order_by("pk").iterator()


def _one_moment() -> None:
    """All tables are read as they are now, whatever is written meanwhile; on SQLite nobody can write meanwhile."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _sequences() -> None:
    """PostgreSQL counts on from the loaded numbers."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _proven(folder: Path) -> None:
    path = folder / MANIFEST
    if not path.exists():
        raise Unreadable([Fault(str(folder), f"bukan cadangan Ukur: {MANIFEST} tidak ada")])
    try:
        digests: dict[str, str] = dict(json.loads(path.read_text(encoding="utf-8"))["files"])
    except (ValueError, LookupError, TypeError) as torn:
        raise Unreadable([Fault(str(path), "rusak; tanpa daftar ini cadangan tidak dapat dibuktikan")]) from torn
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
