"""From the fields of the archive's lists to their commands. A line that is empty is left out."""

from __future__ import annotations

from collections.abc import Iterator

from ukur.domain.archive.commands import SetCodes, SetRetention
from ukur.domain.archive.retention import Code, Line, Terms
from ukur.web.commands import Fields, date_of, years


def retention(fields: Fields, agency: int) -> SetRetention:
    """The retention schedule; FieldError for a date or a number of years that cannot be used."""
    lines = []
    for no in _numbers(fields, "kind-"):
        kind, code = _text(fields, f"kind-{no}"), _text(fields, f"code-{no}")
        if not kind and not code:
            continue
        active = years(fields, f"active-{no}", f"{kind or code}: retensi aktif")
        inactive = years(fields, f"inactive-{no}", f"{kind or code}: retensi inaktif")
        terms = Terms(active, inactive, _text(fields, f"fate-{no}"), _text(fields, f"basis-{no}"))
        lines.append(Line(kind[:120], code.split(" ")[0], terms))
    return SetRetention(agency, date_of(fields, "since", "Berlaku sejak"), tuple(lines))


def codes(fields: Fields, agency: int) -> SetCodes:
    """The classification codes."""
    pairs = ((_text(fields, f"code-{no}"), _text(fields, f"name-{no}")) for no in _numbers(fields, "code-"))
    return SetCodes(agency, tuple(Code(code, name[:200]) for code, name in pairs if code or name))


def _numbers(fields: Fields, prefix: str) -> Iterator[int]:
    found = (name.removeprefix(prefix) for name in fields if name.startswith(prefix))
    return iter(sorted(int(one) for one in found if one.isdecimal() and len(one) < 5))


def _text(fields: Fields, name: str) -> str:
    return " ".join(str(fields.get(name, "")).replace("\x00", "").split())
