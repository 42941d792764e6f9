"""Cek Keaslian: what the public may know of a paper, by its unguessable token, its code, or the file itself."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import starmap
from typing import NamedTuple

from django.core.cache import cache
from django.utils import timezone

from ukur import signing
from ukur.formats import package as packages
from ukur.services.queries.downloads import Download
from ukur.services.signature import roots
from ukur.services.wording.authenticity import KINDS, OTHER_KIND
from ukur.services.wording.dates import day_and_clock, local, long_date
from ukur.store import files
from ukur.store.models import ArchivePackage, Paper, Signature

_FRESH = 24 * 3600  # seconds for which a check of the kept file is shown without doing it again
_CODE = 16  # hex digits of the Kode keaslian that are printed


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature: its kind as stored, the chip that shows it, and what it is worth in one sentence."""

    signer: str
    role: str
    kind: str
    chip: str
    worth: str
    at: str


@dataclass(frozen=True, slots=True)
class Newer:
    """The paper that took this one's place."""

    title: str
    number: str
    token: str
    ralat: bool


class CopyMade(NamedTuple):
    """A numbered copy, and when it was asked back."""

    number: int
    of: int
    addressee: str
    recalled: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Checked:
    """No content of the paper, only what a holder of the paper can compare.

    ``intact``: the kept file is what was kept, and its signatures hold; looked at ``checked``. ``indicators``:
    (achieved, total), empty for papers without. ``held``: the number on the cover sheet that somebody holds.
    """

    title: str
    agency: str
    government: str
    contact: str
    run: str
    number: str
    dated: str
    code: str
    practice: bool
    status: str
    replaced: bool
    newer: Newer | None
    intact: bool
    checked: str
    pages: int
    indicators: tuple[int, ...]
    signatures: tuple[Signed, ...]
    copies: tuple[CopyMade, ...]
    held: str = ""

    @property
    def copy(self) -> CopyMade | None:
        """The numbered copy that is ``held``; None when its number was never made."""
        return next((one for one in self.copies if str(one.number) == self.held), None)


def check_token(token: str, held: str = "") -> Checked | None:
    """The paper with this token, or None. ``held``: the number of the copy whose cover sheet was scanned."""
    paper = Paper.objects.filter(token=token).select_related("run__agency").first()
    if paper is None:
        return None
    agency, content = paper.run.agency, json.loads(paper.snapshot)
    intact, checked = _validated(paper)
    copies = paper.copies.order_by("number")
    return Checked(
        title=paper.title,
        agency=agency.name,
        government=agency.government,
        contact=agency.contact,
        run=paper.run.title,
        number=paper.number,
        dated=long_date(local(paper.frozen_at).date()),
        code=code_shown(paper.digest),
        practice=agency.practice,
        status=_status(paper),
        replaced=paper.replaced,
        newer=_newer(paper) if paper.replaced else None,
        intact=intact,
        checked=day_and_clock(checked),
        pages=_pages(paper.file) if paper.file else 0,
        indicators=_indicators(content),
        signatures=tuple(_signed(one, content) for one in Signature.objects.filter(paper=paper).order_by("pk")),
        copies=tuple(starmap(CopyMade, copies.values_list("number", "of", "addressee", "recalled_at"))),
        held=held,
    )


def token_of(text: str) -> str:
    """The token behind what somebody typed: an address, a token, or the Kode keaslian; "" when none is known."""
    last = text.strip().rstrip("/").rsplit("/", 1)[-1]
    code = "".join(text.split()).replace("-", "").lower()
    if len(code) in (_CODE, 64) and all(one in "0123456789abcdef" for one in code):
        found = Paper.objects.filter(digest__startswith=code).order_by("replaced", "-pk").first()
        return found.token if found else ""
    return last if Paper.objects.filter(token=last).exists() else ""


def verifier_file() -> Download:
    """The verifier that needs neither Ukur nor a network."""
    return Download(packages.VERIFIER, "text/html", packages.verifier())


def code_shown(digest: str) -> str:
    """The Kode keaslian as the paper prints it: ``FCC6 924C E427 2256``."""
    head = digest[:_CODE].upper()
    return " ".join(head[at : at + 4] for at in range(0, _CODE, 4))


def paper_of(sha256: str, code: str) -> tuple[Paper | None, bool]:
    """The paper that a file is, or that it claims to be by its Kode keaslian; and whether the very bytes are known."""
    for field in ("signed_file", "file"):
        found = Paper.objects.filter(**{field: sha256}).select_related("run").order_by("-pk").first()
        if found:
            return found, True
    package = ArchivePackage.objects.filter(file=sha256).first()
    papers = Paper.objects.filter(digest=code) if code else Paper.objects.none()
    if package:
        return Paper.objects.filter(run=package.run_id).exclude(signed_file="").order_by("-pk").first(), True
    return papers.select_related("run").order_by("replaced", "-pk").first(), False


def _status(paper: Paper) -> str:
    if not paper.signatures.exists():
        return "Belum ditandatangani"
    if ArchivePackage.objects.filter(run=paper.run_id, sound=True).exists():
        return "Diarsipkan"
    return "Digandakan" if paper.copies.exists() else "Ditandatangani"


def _newer(paper: Paper) -> Newer | None:
    """The signed paper of the Ralat, or the newer one of the same run; None while there is none."""
    same = Paper.objects.filter(kind=paper.kind, replaced=False)
    ralat = same.filter(run__supersedes=paper.run_id).exclude(signed_file="").order_by("-pk").first()
    found = ralat or same.filter(run=paper.run_id, pk__gt=paper.pk).order_by("-pk").first()
    return Newer(found.title, found.number, found.token, found is ralat) if found else None


def _signed(one: Signature, content: dict[str, object]) -> Signed:
    chip, worth = next(((chip, worth) for begin, chip, worth in KINDS if one.kind.startswith(begin)), OTHER_KIND)
    if not one.valid:
        chip, worth = "invalid", "Tanda tangan ini tidak sah. Jangan dipakai."
    block = content.get("signature")
    own = block if isinstance(block, dict) and block.get("name") == one.signer else {}
    role = " ".join(str(own[key]) for key in ("acting", "position") if own.get(key))
    return Signed(one.signer, role, one.kind, chip, worth, day_and_clock(one.signed_at))


def _indicators(content: dict[str, object]) -> tuple[int, ...]:
    summary = content.get("summary")
    return (int(summary["achieved"]), int(summary["total"])) if isinstance(summary, dict) else ()


@lru_cache(maxsize=512)
def _pages(file: str) -> int:
    try:
        return packages.page_count(files.read(file))
    except OSError:
        return 0


def _validated(paper: Paper) -> tuple[bool, dt.datetime]:
    """Is the kept file what was kept, and do its signatures hold? Looked at once a day, with the time of the look."""
    file = paper.signed_file or paper.file
    key = f"cek:{paper.pk}:{file}"
    kept = cache.get(key)
    if kept is None:
        kept = (_holds(file) and all(paper.signatures.values_list("valid", flat=True)), timezone.now())
        cache.set(key, kept, _FRESH)
    return kept[0], kept[1]


def _holds(file: str) -> bool:
    """The bytes behind a digest: there, unchanged, and with signatures that are sound. A paper not drawn yet holds."""
    if not file:
        return True
    if not files.sound(file):
        return False
    data = files.read(file)
    return b"/ByteRange" not in data or signing.verify_pdf(data, roots=roots()).sound
