"""How those who sign stand on a paper: their posts line by line, their names with and without degrees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ukur.formats.papers.check import signers_of
from ukur.formats.papers.text import nip_groups

_BEFORE = "Prof|Dr|dr|drg|drh|Drs|Dra|Ir|Apt|apt|Ns|H|Hj|KH"
_DEGREES = re.compile(rf"^(?:(?:{_BEFORE})\.\s*)+")


def plain_name(name: str) -> str:
    """A name without degrees and titles, as the electronic panel shows it (KemenPANRB, format 22B).

    ``Drs. H. Bambang Prasetyo, M.Si.`` is ``Bambang Prasetyo``; initials of a name (``M. Yusuf``) stay.
    """
    bare = _DEGREES.sub("", name.partition(",")[0].strip())
    return bare or name


def office_lines(role: str, on_behalf: str, through: str) -> list[tuple[str, str]]:
    """What stands over the room for a signature: (what hangs at the left, text) a line, the last with its comma.

    *a.n.* hangs before the post signed for and the signer's own post stands under it; *u.b.* goes between.
    """
    own = f"{role}," if role else ""
    if not on_behalf:
        return [("", own)] if own else []
    between = [("", through), ("", "u.b.")] if through else []
    return [("a.n.", on_behalf), *between, ("", own)]


def printed(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every signer of a content in one shape, whatever the kind of paper."""
    return [_printed(one, content["kind"] == "dpk") for one in signers_of(content)]


def _printed(one: Mapping[str, Any], document: bool) -> dict[str, Any]:
    role = " ".join(filter(None, (one["acting"], one["position"]))) if document else one["role"]
    return {
        "lines": office_lines(role, one.get("on_behalf", ""), one.get("through", "")),
        "role": role,
        "name": one["name"],
        "plain": plain_name(one["name"]),
        "rank": one["rank"],
        "nip": nip_groups(one["nip"]),
        "manner": one.get("manner") or ("electronic" if document else "ink"),
        "above": one.get("above"),
        "write_in": one.get("write_in", []),
    }
