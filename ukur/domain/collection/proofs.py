"""Which proof an indicator asks for: a rule in a few letters, such as ``any:file,link`` or ``all:file,text``.

Without that proof nothing is sent, unless the unit says why it is left out (Dikecualikan).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

KINDS = ("file", "link", "text")


class Mode(StrEnum):
    ANY = "any"  # one of the kinds is enough
    ALL = "all"  # each of the kinds is needed


@dataclass(frozen=True, slots=True)
class ProofRule:
    """``kinds``: one or more of KINDS, in that order."""

    mode: Mode
    kinds: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.kinds or self.kinds != tuple(one for one in KINDS if one in self.kinds):
            raise ValueError(f"kinds of proof: {self.kinds}")

    def __str__(self) -> str:
        """As stored: ``any:file,link``; ``parse`` reads it back."""
        return f"{self.mode}:{','.join(self.kinds)}"

    def lacking(self, there: Collection[str]) -> tuple[str, ...]:
        """The kinds to choose from (any) or to add (all); empty when the proofs of the kinds ``there`` are enough."""
        missing = tuple(one for one in self.kinds if one not in there)
        return () if self.mode is Mode.ANY and len(missing) < len(self.kinds) else missing


SOME = ProofRule(Mode.ANY, KINDS)


def parse(text: str) -> ProofRule | None:
    """The rule that ``text`` says; None for empty text: no proof is asked for.

    Letter case, spaces, order and repetition of the kinds are free. ValueError for anything else.
    """
    cleaned = "".join(text.split()).lower()
    if not cleaned:
        return None
    mode, _, kinds = cleaned.partition(":")
    named = kinds.split(",")
    if not set(named) <= set(KINDS):
        raise ValueError(f"kinds of proof: {kinds!r}")
    return ProofRule(Mode(mode), tuple(one for one in KINDS if one in named))


def asked(text: str) -> ProofRule | None:
    """The same for a form that is frozen already and cannot be mended: what is unreadable still asks for some proof."""
    try:
        return parse(text)
    except ValueError:
        return SOME


def unmet(text: str, there: Collection[str]) -> ProofRule | None:
    """The rule of ``text`` that proofs of the kinds ``there`` do not meet; None when they do or nothing is asked."""
    rule = asked(text)
    return rule if rule and rule.lacking(there) else None
