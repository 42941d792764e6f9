"""What a unit's workbook was made from, hidden in it and sealed: whose, which form, and what stood in each cell.

The seal is a keyed digest over all of it; the key never comes here, only the function that seals.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ukur.domain.collection.contents import Content
from ukur.domain.errors import Refused, refusal
from ukur.domain.paper.chain import canonical

KIND = "ukur-unit-form/1"
Seal = Callable[[bytes], str]  # a keyed digest as text
_MOST = 20_000_000


@dataclass(frozen=True, slots=True)
class Base:
    """One cell when the workbook was made. ``name``: its indicator; ``opened``: it could be filled in."""

    code: str
    name: str
    version: int
    content: Content
    opened: bool = True


@dataclass(frozen=True, slots=True)
class Manifest:
    """``form`` and ``digest`` name the frozen form, ``task`` and ``round`` the piece of work."""

    run: int
    unit: int
    form: int
    digest: str
    task: str
    round: int
    cells: tuple[Base, ...]


def sealed(manifest: Manifest, seal: Seal) -> str:
    """The manifest as text of letters and digits: its content, a full stop, its seal."""
    head = {name: getattr(manifest, name) for name in ("run", "unit", "form", "digest", "task", "round")}
    content = canonical({"kind": KIND, **head, "cells": [_row(one) for one in manifest.cells]})
    packed = base64.urlsafe_b64encode(zlib.compress(content, 9))
    return f"{packed.decode()}.{seal(packed)}"


def unsealed(text: str, seal: Seal) -> Manifest:
    """The manifest that ``sealed`` wrote; Refused when it was damaged, changed or made by somebody else."""
    packed, _, given = "".join(text.split()).partition(".")
    try:
        told = packed.encode("ascii")
        if not hmac.compare_digest(seal(told).encode(), given.encode("ascii")):
            raise Refused(refusal("book_forged"))
        unpacking = zlib.decompressobj()
        data = json.loads(unpacking.decompress(base64.urlsafe_b64decode(told), _MOST))
    except (UnicodeEncodeError, binascii.Error, zlib.error, json.JSONDecodeError):
        raise Refused(refusal("book_forged")) from None
    if data["kind"] != KIND:
        raise Refused(refusal("book_old_kind"))
    cells = tuple(_base(one) for one in data["cells"])
    return Manifest(data["run"], data["unit"], data["form"], data["digest"], data["task"], data["round"], cells)


def _row(one: Base) -> list[Any]:
    held = one.content
    value = None if held.value is None else format(held.value, "f")
    words = [held.raw, value, held.unavailable, held.provisional, held.cause, held.follow_up]
    return [one.code, one.name, one.version, one.opened, *words]


def _base(row: list[Any]) -> Base:
    code, name, version, opened, raw, value, unavailable, provisional, cause, follow_up = row
    number = None if value is None else Decimal(value)
    return Base(code, name, version, Content(raw, number, unavailable, provisional, cause, follow_up), opened)
