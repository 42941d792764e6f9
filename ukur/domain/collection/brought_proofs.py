"""Proofs that come in a workbook: which are new, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ukur.domain.collection.contents import tidy
from ukur.domain.collection.merge import Wrong
from ukur.domain.errors import Refusal, refusal

KINDS: Mapping[str, str] = {"tautan": "link", "teks": "text"}
Known = tuple[str, str, str, str, str]  # code, kind, title, text, place, as they are compared


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One row of the workbook as it was read: the label of its indicator, and the word for its kind."""

    where: str
    label: str
    kind: str
    title: str
    text: str
    place: str = ""
    wrong: tuple[Wrong, ...] = ()


@dataclass(frozen=True, slots=True)
class NewProof:
    """A proof to be put to a value. ``kind``: link or text."""

    code: str
    kind: str
    title: str
    text: str
    place: str = ""

    @property
    def known(self) -> Known:
        return known(self.code, self.kind, self.title, self.text, self.place)


def label(code: str, name: str) -> str:
    """How the workbook names an indicator beside a proof."""
    return f"{code} – {name}"


def known(code: str, kind: str, title: str, text: str, place: str) -> Known:
    """What makes two proofs the same."""
    return code, kind, tidy(title), tidy(text), tidy(place)


def titled(title: str, text: str) -> str:
    """The title as it is kept: without one, the beginning of what the proof says."""
    return title.strip()[:200] or text.strip()[:80]


def unfit(kind: str, text: str) -> Refusal | None:
    """Why this cannot be a link or a text that proves anything; None when it can."""
    if not text.strip():
        return refusal("evidence_empty")
    if kind == "link" and not text.strip().lower().startswith(("https://", "http://")):
        return refusal("link_invalid", text=text.strip()[:80])
    return None


def new_proofs(
    rows: Iterable[ProofRow], names: Mapping[str, str], opened: Collection[str], there: Collection[Known]
) -> tuple[tuple[NewProof, ...], tuple[Wrong, ...]]:
    """The proofs that are not there yet, each once, and what is wrong with the other rows.

    ``names``: code -> name of the indicator; ``opened``: codes whose cells are open; ``there``: the proofs there are.
    """
    codes = {tidy(label(code, name)): code for code, name in names.items()} | {tidy(code): code for code in names}
    found: dict[Known, NewProof] = {}
    wrong: list[Wrong] = []
    for row in rows:
        made = _proof(row, codes)
        if isinstance(made, NewProof) and made.known in there:
            continue
        if isinstance(made, NewProof) and made.code not in opened:
            made = (Wrong(row.where, refusal("cell_closed", code=made.code)),)
        if isinstance(made, NewProof):
            found.setdefault(made.known, made)
        else:
            wrong += made
    return tuple(found.values()), tuple(wrong)


def _proof(row: ProofRow, codes: Mapping[str, str]) -> NewProof | tuple[Wrong, ...]:
    if row.wrong:
        return row.wrong
    code = codes.get(tidy(row.label)) or codes.get(tidy(row.label.partition(" – ")[0]))
    kind = KINDS.get(row.kind.strip().casefold())
    if code is None:
        return (Wrong(row.where, refusal("proof_indicator_unknown", text=row.label[:80])),)
    if kind is None:
        return (Wrong(row.where, refusal("choice_unknown", text=row.kind[:80], choices=" / ".join(KINDS))),)
    why = unfit(kind, row.text)
    if why is not None:
        return (Wrong(row.where, why),)
    return NewProof(code, kind, titled(row.title, row.text), row.text.strip(), row.place.strip()[:100])
