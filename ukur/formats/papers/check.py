"""Is a paper's content complete? Compared with the shapes of ``model``, so a gap is named before anything is
drawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from ukur.formats.papers import model


class BadContent(ValueError):
    """The content is not what a paper needs; the message names each place, such as ``objectives[0].name``."""


def require(content: Mapping[str, object]) -> None:
    """Raise BadContent when a key is missing, too many or of another type than ``model`` says."""
    shape = model.Dpk if content.get("kind") == "dpk" else model.Letter
    faults = [*_typed_dict("", content, shape), *_dated(content.get("dated"))]
    faults = faults or [*_rows(content), *_signed(content)]
    if faults:
        raise BadContent("Isi naskah tidak lengkap: " + "; ".join(faults[:20]))


def signers_of(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All who sign a paper, whatever its kind."""
    return [content["signature"]] if content["kind"] == "dpk" else list(content["signatures"])


def _rows(content: Mapping[str, Any]) -> Iterator[str]:
    """Tables whose rows fit their heads, and boxes that fill their rows."""
    for at, block in enumerate(content.get("blocks", ())):
        kind, here = block["type"], f"blocks[{at}]"
        if kind in ("table", "signing"):
            wanted = len(block["head"])
            allowed = {wanted, 1} if kind == "table" else {wanted}
            yield from (f"{here}.rows[{no}] harus berisi {wanted} nilai" for no, row in enumerate(block["rows"])
                        if len(row) not in allowed)  # fmt: skip
            yield from _shares(here, block, "widths", wanted + (kind == "signing"))
            yield from _shares(here, block, "align", wanted)
        elif kind == "boxes":
            wanted = len(block["columns"])
            yield from (f"{here}.rows[{no}] tidak selebar {wanted} kolom" for no, row in enumerate(block["rows"])
                        if sum(box.get("span", 1) for box in row) != wanted)  # fmt: skip


def _shares(here: str, block: Mapping[str, Any], key: str, wanted: int) -> Iterator[str]:
    if key in block and len(block[key]) != wanted:
        yield f"{here}.{key} harus berisi {wanted} nilai"


def _signed(content: Mapping[str, Any]) -> Iterator[str]:
    """No paper claims a certificate that it cannot have, and no box holds more initials than an office knows."""
    test = content["practice"] or content.get("kind_of_signature") == model.TEST_LABEL
    if test and any(one.get("manner") == "bsre" for one in signers_of(content)):
        yield "latihan atau tanda tangan uji tidak ditandatangani BSrE"
    if len(content.get("initials", ())) > model.MOST_INITIALS:
        yield f"paraf lebih dari {model.MOST_INITIALS} pejabat"
    yield from (f"u.b. tanpa a.n. pada {one['name'] or one.get('role')!r}" for one in signers_of(content)
                if one.get("through") and not one.get("on_behalf"))  # fmt: skip


def _dated(value: object) -> Iterator[str]:
    try:
        dt.date.fromisoformat(str(value))
    except ValueError:
        yield f"dated bukan tanggal: {value!r}"


def _typed_dict(path: str, value: object, shape: type) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{path or 'isi'} bukan kumpulan kunci"
        return
    hints = get_type_hints(shape)
    required: frozenset[str] = shape.__required_keys__  # type: ignore[attr-defined]
    for key in sorted(required - value.keys()):
        yield f"{_join(path, key)} tidak ada"
    for key, item in value.items():
        if key in hints:
            yield from _value(_join(path, str(key)), item, hints[key])
        else:
            yield f"{_join(path, str(key))} tidak dikenal"


def _value(path: str, value: object, hint: object) -> Iterator[str]:
    origin, parts = get_origin(hint), get_args(hint)
    if is_typeddict(hint):
        assert isinstance(hint, type)  # noqa: S101 - tells the type checker what is_typeddict has just said
        yield from _typed_dict(path, value, hint)
    elif origin in (Union, UnionType):
        yield from _union(path, value, parts)
    elif origin is Literal:
        if value not in parts:
            yield f"{path} bernilai {value!r}"
    elif origin in (list, tuple):
        yield from _sequence(path, value, parts if origin is tuple else None, parts[0])
    elif not _plain(value, hint):
        yield f"{path} bukan {getattr(hint, '__name__', hint)}"


def _sequence(path: str, value: object, fixed: Sequence[object] | None, each: object) -> Iterator[str]:
    if not isinstance(value, list | tuple):
        yield f"{path} bukan daftar"
        return
    if fixed is not None and len(fixed) != len(value):
        yield f"{path} harus berisi {len(fixed)} nilai"
        return
    for index, item in enumerate(value):
        yield from _value(f"{path}[{index}]", item, fixed[index] if fixed else each)


def _union(path: str, value: object, parts: Sequence[object]) -> Iterator[str]:
    """Blocks are told apart by their ``type``, so the fault named is that of the meant block."""
    blocks = [part for part in parts if is_typeddict(part)]
    if isinstance(value, Mapping) and len(blocks) > 1:
        meant = [part for part in blocks if not list(_value("", value.get("type"), get_type_hints(part)["type"]))]
        yield from _value(path, value, meant[0]) if meant else [f"{path}.type bernilai {value.get('type')!r}"]
        return
    tries = [list(_value(path, value, part)) for part in parts]
    if all(tries):
        yield from max(tries, key=len)


def _plain(value: object, hint: object) -> bool:
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, hint) if isinstance(hint, type) else False


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
