"""Catatan Pelaksanaan: every act and every refusal of a run, in order, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ukur.domain.errors import refusal
from ukur.domain.paper import chain
from ukur.services import access, journal
from ukur.services.access import Actor
from ukur.services.wording import say
from ukur.services.wording.acts import ACTS
from ukur.services.wording.dates import day_and_clock
from ukur.store.models import Run


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. ``detail``: reason, note or what was refused; ``paper``: both dates of an act on paper."""

    seq: int
    at: str
    who: str
    what: str
    step: str
    detail: str
    refused: bool
    paper: str
    digest: str


@dataclass(frozen=True, slots=True)
class JournalPage:
    run: int
    title: str
    lines: tuple[Line, ...]
    whole: bool
    head: str


def journal_page(actor: Actor, id: int) -> JournalPage:
    """The run's stream, newest first, with the verdict on its chain."""
    run: Run = access.run(actor, id)
    entries = list(journal.entries(f"run:{run.pk}"))
    verdict = chain.verify(entries)
    lines = tuple(_line(one) for one in reversed(entries))
    return JournalPage(run.pk, run.title, lines, verdict.valid, verdict.head)


def _line(entry: dict) -> Line:  # type: ignore[type-arg]
    payload = entry["payload"]
    task = payload.get("task", "")
    paper = payload.get("from_paper")
    return Line(
        seq=entry["seq"],
        at=day_and_clock(dt.datetime.fromisoformat(entry["at"])),
        who=entry["name"],
        what=ACTS.get(entry["kind"], entry["kind"]),
        step=task.split("/")[0] if task else "",
        detail=_detail(payload),
        refused=entry["refused"],
        paper=f"Disusulkan: peristiwa {paper['date']}, dicatat {paper['entered']}" if paper else "",
        digest=entry["digest"][:16],
    )


def _detail(payload: dict) -> str:  # type: ignore[type-arg]
    if "refusals" in payload:
        return " ".join(say(refusal(one["code"], **one["values"])) for one in payload["refusals"])
    for key in ("reason", "note", "instruction", "agenda", "message", "title"):
        if payload.get(key):
            return str(payload[key])
    if "accepted" in payload:
        return f"{len(payload['accepted'])} nilai diterima"
    if "book" in payload:
        return f"{payload['counts']['cells']} isian, {payload['counts']['proofs']} bukti"
    if "copies" in payload:
        return ", ".join(payload["copies"])
    return ""
