"""The content of letters, forms and records around the measurement (layouts: Permendagri 1/2023, and practice).

Each function gives the plain content that is frozen as a snapshot; ``formats.papers`` draws it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ukur.services.wording.dates import long_date

TEST_LABEL = "Uji (bukan dokumen resmi)"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who stands under a paper; ``role`` with its exact prefix (Plt., Plh., Pj.).

    ``above`` and ``write_in`` as in ``formats.papers.model.Signer``: for a receiver who is not known yet.
    """

    role: str
    name: str
    nip: str = ""
    rank: str = ""
    on_behalf: str = ""  # the post he signs for (a.n.)
    through: str = ""  # the post between (a.n. on_behalf, through, u.b.)
    manner: str = ""  # ink unless it says electronic or bsre
    above: tuple[str, str | None] | None = None
    write_in: tuple[str, ...] = ()

    def data(self) -> dict[str, Any]:
        """As ``formats.papers`` takes a signer: what is not set is left out."""
        always = {"role": self.role, "name": self.name, "nip": self.nip, "rank": self.rank}
        more = {"on_behalf": self.on_behalf, "through": self.through, "manner": self.manner}
        filled: dict[str, Any] = {key: value for key, value in more.items() if value}
        if self.above:
            filled["above"] = list(self.above)
        return always | filled | ({"write_in": list(self.write_in)} if self.write_in else {})


@dataclass(frozen=True, slots=True)
class Frame:
    """What every paper of an agency shares."""

    government: str
    agency: str
    address: str
    contact: str
    place: str
    practice: bool
    date: dt.date
    arms: str = ""  # the logo, a PNG or JPEG in base64

    def letter(
        self, kind: str, title: str, blocks: list[dict[str, Any]], signers: list[Signer], **more: Any
    ) -> dict[str, Any]:
        """A letter's content with the shared parts filled in."""
        content: dict[str, Any] = {
            "kind": kind,
            "practice": self.practice,
            "letterhead": {
                "government": self.government,
                "agency": self.agency,
                "address": self.address,
                "contact": self.contact,
                **({"arms": self.arms} if self.arms else {}),
            },
            "title": title,
            "rows": [],
            "addressee": [],
            "place_date": f"{self.place}, {long_date(self.date)}",
            "dated": self.date.isoformat(),
            "blocks": blocks,
            "signatures": [one.data() for one in signers],
        }
        if self.practice:
            content["kind_of_signature"] = TEST_LABEL
        return content | more


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "text": text}


def fields(*rows: tuple[str, str | None]) -> dict[str, Any]:
    return {"type": "fields", "rows": [list(one) for one in rows]}


def listed(items: list[str]) -> dict[str, Any]:
    return {"type": "list", "items": items}


def ticks(offered: tuple[str, ...], chosen: Collection[str], columns: int = 1) -> dict[str, Any]:
    """Tick boxes for what is offered; ValueError when something else is chosen."""
    if unknown := set(chosen) - set(offered):
        raise ValueError(f"not offered: {sorted(unknown)}")
    return {"type": "checks", "items": [[one, one in chosen] for one in offered], "columns": columns}


def box(*blocks: dict[str, Any], label: str = "", span: int = 1, height: int = 0) -> dict[str, Any]:
    """One box of a boxed form, at least ``height`` mm high."""
    found: dict[str, Any] = {"blocks": list(blocks), "span": span, "height": height}
    return found | ({"label": label} if label else {})
