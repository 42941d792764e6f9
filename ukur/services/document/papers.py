"""The measurement document and the nota dinas that asks for its signature, frozen together."""

from __future__ import annotations

from typing import Any

from ukur.services import access, paper
from ukur.services.document.compose import document_content, rows_of, run_settings
from ukur.services.document.history import history_of, returns_of
from ukur.services.document.superseded import superseded
from ukur.services.paper.letters import TEST_LABEL
from ukur.services.paper.orders import cover_note
from ukur.services.rooms import Context
from ukur.services.task import acting_person
from ukur.store.models import Paper, SigningKey


def approval_papers(context: Context, number: str, size: str, note: str) -> tuple[Paper, Paper]:
    """The measurement document frozen for its signature, and the nota dinas that asks for it."""
    before = Paper.objects.filter(run=context.run, kind="dpk", signatures=None).order_by("-pk").first()
    number = paper.number_of(context, number, before.number if before else "")
    content = measurement_document(context, number)
    kept = size if size in ("A4", "F4") else "A4"
    made = paper.freeze(context, "dpk", "Dokumen Pengukuran Kinerja", content, number=number, size=kept)
    today = context.today
    by = paper.signatory(context.run.agency, "nota-dinas", acting_person(context), today)
    head = paper.holder_of(context.run, "kepala", today)
    to = head.role if head else "Kepala Dinas"
    frame = paper.frame_for(context.run.agency, today)
    memo = cover_note(frame, context.run.title, number, to, by.role, note, by)
    return made, paper.freeze(context, "nota-dinas", "Nota dinas", memo)


def measurement_document(context: Context, number: str) -> dict[str, Any]:
    """Everything the document prints, as plain data."""
    run, sop = context.run, context.sop
    today = context.today
    frame = paper.frame_for(run.agency, today)
    head = paper.holder_of(run, "kepala", today)
    shared: dict[str, Any] = {
        "practice": run.agency.practice,
        "kind_of_signature": TEST_LABEL if run.agency.practice or _by_test_key(context) else "",
        "letterhead": frame.letter("dpk", "", [], [])["letterhead"],
        "number": number or None,
        "dated": today.isoformat(),
        "place": run.agency.place,
        "sop": {
            "name": sop.name,
            "number_printed": sop.identity.number_printed,
            "digest": sop.digest,
            "open_readings": sop.open_readings,
            "legal": [one.printed for one in sop.identity.legal],
        },
        "history": history_of(context),
        "returns": returns_of(context),
        "closing": _closing(run.title),
        "signature": _signatory(head),
    }
    content = document_content(run, rows_of(run), run_settings(run), shared)
    before = superseded(run, content["objectives"])
    return content | ({"supersedes": before} if before else {})


def _by_test_key(context: Context) -> bool:
    """Whether the head signs with a key that is worth nothing in law: the paper must not look otherwise."""
    seats = context.run.cast["doers"].get("kepala") or []
    heads = [one.pk for key, _ in seats for one in access.people_on(key, context.today)]
    usual = context.run.agency.signing_way == "key"
    return usual and SigningKey.objects.filter(person__in=heads, test=True).exists()


def _closing(title: str) -> list[str]:
    return [
        f"Dokumen ini memuat hasil {title} menurut data yang dikirim dan divalidasi sampai tanggal dokumen.",
        "Setiap angka dapat ditelusuri ke bukti dukung dan Catatan Pelaksanaan dalam Berkas Arsip.",
    ]


def _signatory(head: Any) -> dict[str, str]:
    if head is None:
        return {"position": "Kepala Dinas", "name": "", "nip": "", "rank": "", "acting": ""}
    acting, _, position = (
        head.role.rpartition(". ") if head.role.startswith(("Plt.", "Plh.", "Pj.")) else ("", "", head.role)
    )
    return {
        "position": position,
        "name": head.name,
        "nip": head.nip,
        "rank": head.rank,
        "acting": f"{acting}." if acting else "",
    }
