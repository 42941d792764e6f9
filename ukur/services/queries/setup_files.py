"""Files of Siapkan Dinas: the template, the logo, the scan of the SK, the test print."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ukur.formats import planbook
from ukur.services.access import Actor, NotThere, people_on
from ukur.services.intake.known import lines, year_for_new_plan
from ukur.services.paper import draw, frame_for, signer_of
from ukur.services.paper.letters import Signer, fields, paragraph
from ukur.services.queries.downloads import Download, kept
from ukur.services.queries.setup import agency_of, head_of
from ukur.store.models import Agency, Team

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plan_template(actor: Actor) -> Download:
    """Unduh contoh Excel: titles, drop-downs and guide, with what the agency has already."""
    year = year_for_new_plan(actor.agency or 0)
    data = planbook.template(lines(actor.agency or 0, year), year)
    return Download(f"rencana-{year}.xlsx", _XLSX, data)


def logo(actor: Actor) -> Download:
    """The agency's logo, else NotThere."""
    agency = Agency.objects.filter(pk=actor.agency or 0).first()
    if agency is None or not agency.logo:
        raise NotThere
    data = kept(agency.logo, "logo")
    return Download("logo", "image/png" if data.startswith(b"\x89PNG") else "image/jpeg", data)


def decree(actor: Actor, team: int) -> Download:
    """The scan of a team's SK, else NotThere."""
    row = Team.objects.filter(pk=team, agency=actor.agency).exclude(decree_scan="").first()
    if row is None:
        raise NotThere
    data = kept(row.decree_scan, f"SK {row.decree}")
    kind = "application/pdf" if data.startswith(b"%PDF") else "application/octet-stream"
    return Download("sk-tim.pdf" if kind == "application/pdf" else "sk-tim", kind, data)


def test_print(actor: Actor) -> Download:
    """Uji cetak: one page with the letterhead, a line of each kind of text and the head's signature block."""
    agency = agency_of(actor)
    return Download("uji-cetak.pdf", "application/pdf", draw(_page(agency), agency))


def _page(agency: Agency) -> dict[str, Any]:
    today = timezone.localdate()
    post = head_of(agency.pk)
    holders = people_on(f"position:{post.pk}", today) if post else []
    by = signer_of(holders[0].pk, today, f"position:{post.pk}") if post and holders else Signer("Kepala Dinas", "")
    size = "215 x 330 mm" if agency.paper == "F4" else "210 x 297 mm"
    blocks = [
        paragraph("Halaman ini untuk memeriksa kop, kertas, dan blok tanda tangan sebelum naskah pertama dibuat."),
        fields(("Kertas", f"{agency.paper} ({size})"), ("Kota surat", agency.place), ("Pejabat", by.name or None)),
        paragraph("Periksa: nama dinas dan alamat benar, garis kop utuh, tidak ada tulisan yang terpotong di tepi."),
    ]
    return frame_for(agency, today).letter("nota-dinas", "UJI CETAK", blocks, [by], subject="Uji cetak")
