"""SOPs to be drawn."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.domain.sop.tiny import row, sop
from ukur.domain.sop.model import Sop


@st.composite
def sops(draw: st.DrawFn, most: int = 5, *, parallel: bool = True, forks: bool = True) -> Sop:
    """SOPs with every manner (or none in parallel), forks (or one way on), suppliers, receivers, skips, returns."""
    count = draw(st.integers(1, most))
    reached, rows = {1}, []
    for no in range(1, count + 1):
        keys = _doers(draw, parallel=parallel)
        goals = sorted(draw(st.sets(st.integers(no + 1, count), max_size=2))) if no < count else []
        if no < count and no + 1 not in reached and no + 1 not in goals:
            goals = [no + 1, *goals]
        goals = goals if forks else goals[:1]
        reached |= {*goals}
        if draw(st.integers(0, 2)) == 0 and (goals or no == count) and (no > 1 or len(goals) > 1):
            keys |= _decision(draw, no, goals, keys)
        else:
            keys["lanjut"] = [str(one) for one in goals]
        rows.append(row(str(no), **keys))
    return sop(*rows)


def _doers(draw: st.DrawFn, *, parallel: bool) -> dict[str, object]:
    doers = draw(st.lists(st.sampled_from("abcm"), min_size=1, max_size=3, unique=True))
    manners = ["paralel", "salah_satu"] if parallel else []
    manners += ["bersama", "berurutan"] * 2 if len(doers) > 1 else ["sendiri"] * 3
    keys: dict[str, object] = {"pelaksana": doers, "cara": draw(st.sampled_from(manners))}
    rest = [one for one in "abcm" if one not in doers]
    more = draw(st.booleans())
    if rest and more:
        others = draw(st.lists(st.sampled_from(rest), unique=True))
        hands_in = draw(st.booleans())
        keys["penyerah" if hands_in else "penerima"] = others
        keys["tanda_cetak"] = rest
    return keys


def _decision(draw: st.DrawFn, no: int, goals: list[int], keys: dict[str, object]) -> dict[str, object]:
    answers: list[dict[str, object]] = [
        {"jawab": word, "ke": str(one)} for word, one in zip(("Ya", "Lain", "Lewat"), goals, strict=False)
    ] or [{"jawab": "Selesai", "ke": []}]
    if no > 1:
        backs = draw(st.sets(st.integers(1, no - 1), min_size=1, max_size=2))
        answers += [
            {"jawab": word, "ke": str(one), "kembali": True}
            for word, one in zip(("Tidak", "Ulang"), sorted(backs), strict=False)
        ]
    doers = keys["pelaksana"]
    assert isinstance(doers, list)
    given: dict[str, object] = {"putusan": answers}
    if keys["cara"] == "paralel" and len(doers) > 1:
        given["cara"] = "bersama"
    return given
