"""Signing and copies. A passphrase is never part of a command."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from ukur.domain.people.commands import AgencyCommand
from ukur.domain.run.commands import RunCommand, TaskCommand

KEY_FILE_MOST = 64 * 1024  # bytes of a key file that is taken in; a key with its chain takes 3 to 8 kB


@dataclass(frozen=True, slots=True)
class Sign(TaskCommand):
    """Tanda tangani exactly the content that was shown: ``digest`` is its Kode keaslian.

    ``way``: key or bsre. ``again``: try once more although nobody knows whether the last attempt signed.
    """

    digest: str
    way: str = "key"
    again: bool = False


@dataclass(frozen=True, slots=True)
class RecordSignature(TaskCommand):
    """The signed bytes of that content, after signing outside any transaction. ``kind`` is what the check said."""

    digest: str
    file: str
    signer: str
    kind: str
    level: str
    way: str = "key"


@dataclass(frozen=True, slots=True)
class SignInInk(TaskCommand):
    """Tanda tangan basah: ``scan`` is the SHA-256 of the scanned paper, empty while it follows; ``form`` pdf, jpg, png.

    ``remark``: why a scan without a legible code is the right one.
    """

    digest: str
    day: dt.date
    scan: str = ""
    form: str = "pdf"
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AddScan(RunCommand):
    """The scan of a paper that was signed in ink before."""

    paper: int
    scan: str
    form: str = "pdf"
    remark: str = ""


@dataclass(frozen=True, slots=True)
class MakeCopies(TaskCommand):
    """Gandakan dan bagikan: one numbered copy for each addressee; the signed file itself stays untouched."""

    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecallCopy(RunCommand):
    """Tarik salinan: it is asked back, with a reason; whoever checks it is told."""

    copy: int
    reason: str


@dataclass(frozen=True, slots=True)
class Deliver(RunCommand):
    """Sampaikan: the signed document goes to offices outside, each with a surat pengantar of its own."""

    addressees: tuple[str, ...]
    number: str = ""


@dataclass(frozen=True, slots=True)
class RecordReceipt(RunCommand):
    """Tanda terima: who received a delivery and when; ``scan`` is the SHA-256 of the receipt, when there is one."""

    delivery: int
    received_by: str
    received_on: dt.date
    scan: str = ""
    scan_name: str = ""


@dataclass(frozen=True, slots=True)
class KeepKey(AgencyCommand):
    """Simpan kunci: the actor's own key, in the place of the one before. ``container`` is its encrypted file.

    ``certificate``: the holder's, as DER; ``kind``: what its signatures are worth; ``relocked``: the file came with a
    weak lock and got a better one; ``other_name``: he says that a certificate in another name is his.
    """

    container: bytes = field(repr=False)
    certificate: bytes = field(repr=False)
    kind: str
    relocked: bool = False
    other_name: bool = False


@dataclass(frozen=True, slots=True)
class RemoveKey(AgencyCommand):
    """Hapus kunci: the actor's own."""
