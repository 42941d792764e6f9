"""Why a value is given back: ready-made reasons that can be counted. The sentences stand in ``services.wording``.

``Finding.code`` keeps the code. A reason without a code is one that somebody wrote in his own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

OTHER = "lain"


@dataclass(frozen=True, slots=True)
class Reason:
    """``about``: what has to be mended. ``written``: the validator has to write the reason himself."""

    code: str
    about: Literal["evidence", "figure", "narrative", "other"]
    written: bool = False


REASONS = (
    Reason("bukti-tidak-cocok", "evidence"),
    Reason("satuan-keliru", "figure"),
    Reason("hitungan-beda", "figure"),
    Reason("bukti-kurang", "evidence"),
    Reason("narasi-kurang", "narrative"),
    Reason(OTHER, "other", written=True),
)


def known(code: str) -> str:
    """``code`` when it is one of REASONS, else the reason in one's own words: old findings have no code."""
    return code if any(one.code == code for one in REASONS) else OTHER
