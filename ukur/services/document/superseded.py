"""What a Ralat changes: the signed document that it supersedes beside the new one, value by value."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

from ukur.services.wording.dates import long_date
from ukur.store.models import JournalEntry, Paper, Run

FIELDS = {
    "target": "Target",
    "actual": "Realisasi",
    "achievement": "Capaian (%)",
    "rating": "Predikat",
    "cause": "Kendala",
    "follow_up": "Tindak lanjut",
    "evidence": "Bukti dukung",
}


def superseded(run: Run, objectives: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Which document ``run`` supersedes, why, and each line that reads otherwise in ``objectives`` (as papers print
    them); None for a run that supersedes none.
    """
    if run.supersedes_id is None:
        return None
    signed = Paper.objects.filter(run=run.supersedes_id, kind="dpk", signatures__isnull=False)
    before = signed.order_by("-pk").first()
    if before is None:
        return None
    content = json.loads(before.snapshot)
    return {
        "number": before.number or None,
        "dated": long_date(dt.date.fromisoformat(content["dated"])),
        "digest": before.digest,
        "reason": _reason(run),
        "rows": [list(one) for one in differences(content["objectives"], objectives)],
    }


def _reason(run: Run) -> str:
    first = JournalEntry.objects.filter(stream=f"run:{run.pk}").order_by("seq").first()
    return str(json.loads(first.payload).get("reason", "")) if first else ""


def differences(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> Iterator[tuple[str, str, str | None, str | None]]:
    """Indicator, field, what stood there, what stands there now; in the order of the new document."""
    old, new = dict(_indicators(before)), dict(_indicators(after))
    for code in [*new, *(one for one in old if one not in new)]:
        was, now = old.get(code), new.get(code)
        name = str((now or was or {})["name"])
        if was is None or now is None:
            yield name, "Indikator", None if was is None else "ada", None if now is None else "ada"
            continue
        for field, label in FIELDS.items():
            if was[field] != now[field]:
                yield name, label, _text(was[field]), _text(now[field])


def _indicators(objectives: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((str(one["code"]), one) for objective in objectives for one in objective["indicators"])


def _text(value: Any) -> str | None:
    return "; ".join(value) or None if isinstance(value, list) else value
