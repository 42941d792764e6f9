"""What a command is about: its subject is locked, and the subject's journal stream is chained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """``kind`` is run, agency or sop; ``id`` its number."""

    kind: str
    id: int

    @property
    def stream(self) -> str:
        return f"{self.kind}:{self.id}"
