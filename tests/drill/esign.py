"""BSrE's esign client on its bad days: it meets each request in another mood, and keeps what it has signed."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf

from tests.signing.bsre import Esign
from tests.signing.holders import Holders

WELL = ("", "json", "rewritten")
BADLY = (
    "html404", "html429", "html500", "html502", "html503", "html504", "denied", "redirect", "expired", "echo",
    "dropped", "lost", "slow", "cut", "no_download", "half_json", "other", "unsigned", "garbled", "no_pdf", "stranger",
)  # fmt: skip
UNDONE = ("other", "unsigned")
"""Moods in which it says that it has signed, and has not signed what it was sent."""


class Fickle(Esign):
    """Half of the requests are met well. ``made``: how often each document was signed, by its digest; ``shelf``: where
    the signer finds in BSrE's own application what was signed for him.
    """

    def __init__(self, keys: Holders, shelf: Path, seed: int) -> None:
        self.moods, self.made, self.shelf = Counter[str](), Counter[str](), shelf
        self._chance, self._withheld = random.Random(seed), set[str]()  # noqa: S311 - a plan, not a secret
        super().__init__(keys, other=_another())

    def behaves(self, path: str) -> str:
        if "/sign/pdf" not in path:
            return "no_download" if path.rsplit("/", 1)[1] in self._withheld else ""
        mood = self._chance.choice(WELL if self._chance.random() < 0.5 else BADLY)
        self.moods[mood or "well"] += 1
        return mood

    def sign(self, pdf: bytes, reason: str, location: str, mood: str) -> tuple[str, bytes]:
        number, made = super().sign(pdf, reason, location, mood)
        if mood == "no_download":
            self._withheld.add(number)
        if mood not in UNDONE:
            digest = hashlib.sha256(pdf).hexdigest()
            self.made[digest] += 1
            part = self.shelf / f"{number}.part"
            part.write_bytes(made)
            part.replace(self.shelf / digest)
        return number, made


def _another() -> bytes:
    """A document that nobody has sent."""
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()
