"""Signing and copies. A passphrase is never part of a command."""

from __future__ import annotations

from dataclasses import dataclass

from ukur.domain.run.commands import TaskCommand


@dataclass(frozen=True, slots=True)
class Sign(TaskCommand):
    """Tanda tangani exactly the content that was shown: ``digest`` is its Kode keaslian."""

    digest: str


@dataclass(frozen=True, slots=True)
class RecordSignature(TaskCommand):
    """The signed bytes of that content, after signing outside any transaction. ``verdict`` is what the check said."""

    digest: str
    file: str
    signer: str
    kind: str
    level: str


@dataclass(frozen=True, slots=True)
class MakeCopies(TaskCommand):
    """Gandakan dan bagikan: one numbered copy for each addressee; the signed file itself stays untouched."""

    addressees: tuple[str, ...]
