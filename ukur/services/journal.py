"""The journal: one chained stream per subject. Its row is also the subject's lock.

Hot path of every act, so it speaks SQL by itself: three statements an entry.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from ukur.domain.errors import Refusal
from ukur.domain.paper import chain
from ukur.store import sql
from ukur.store.models import JournalEntry

_HEAD = "SELECT seq, head FROM store_stream WHERE name = %s"
_ENTRY = (
    "INSERT INTO store_journalentry (stream, seq, at, actor, name, kind, payload, refused, prev, digest) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


@dataclass(slots=True)
class Head:
    """Where a locked stream stands."""

    stream: str
    seq: int
    digest: str


def lock(stream: str) -> Head:
    """Lock the stream for this transaction (SQLite locks the database at BEGIN already) and say where it stands."""
    question = _HEAD + (" FOR UPDATE" if connection.vendor == "postgresql" else "")
    rows = sql.ask(question, stream)
    if not rows:
        # Two may create it at once: the second finds the first's row and waits for it.
        sql.do("INSERT INTO store_stream (name, seq, head) VALUES (%s, 0, '') ON CONFLICT DO NOTHING", stream)
        rows = sql.ask(question, stream)
    ((seq, digest),) = rows
    return Head(stream, seq, digest)


def write(
    head: Head,
    at: dt.datetime,
    actor: int | None,
    name: str,
    kind: str,
    payload: Mapping[str, Any],
    refused: bool = False,
) -> None:
    """Append one entry to the locked stream; ``head`` moves on."""
    stamp = timezone.localtime(at).isoformat(timespec="milliseconds")
    entry: dict[str, object] = {
        "stream": head.stream,
        "seq": head.seq + 1,
        "at": stamp,
        "actor": actor,
        "name": name,
        "kind": kind,
        "payload": payload,
        "refused": refused,
    }
    digest = chain.digest(head.digest, entry)
    text = chain.canonical(payload).decode()
    sql.do(_ENTRY, head.stream, head.seq + 1, stamp, actor, name, kind, text, refused, head.digest, digest)
    sql.do("UPDATE store_stream SET seq = %s, head = %s WHERE name = %s", head.seq + 1, digest, head.stream)
    head.seq += 1
    head.digest = digest


def refuse(
    stream: str, at: dt.datetime, actor: int | None, name: str, kind: str, refusals: tuple[Refusal, ...]
) -> None:
    """Keep a refusal, in a transaction of its own: the refused act's has been rolled back already."""
    payload = {"refusals": [{"code": one.code, "values": dict(one.values)} for one in refusals]}
    with transaction.atomic():
        write(lock(stream), at, actor, name, kind, payload, refused=True)


def entries(stream: str) -> Iterator[dict[str, Any]]:
    """All entries of a stream in order, as plain data with prev and digest (see ``domain.paper.chain``)."""
    rows = JournalEntry.objects.filter(stream=stream).order_by("seq")
    for row in rows.values("stream", "seq", "at", "actor", "name", "kind", "payload", "refused", "prev", "digest"):
        yield {**row, "payload": json.loads(row["payload"])}
