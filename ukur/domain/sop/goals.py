"""Where the flow goes from a row: ``lanjut``, ``putusan``, and who decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ukur.domain.sop.fields import Table
from ukur.domain.sop.model import Answer, Document, Manner, Performer, Symbol


@dataclass(frozen=True, slots=True)
class Names:
    """What a row may refer to: performers and documents by id, rows by number with their position from 0."""

    performers: Mapping[str, Performer]
    documents: Mapping[str, Document]
    rows: Mapping[str, int] = field(default_factory=dict)


def read_next(row: Table, numbers: Sequence[str], at: int, names: Names) -> tuple[str, ...]:
    """``lanjut``: omitted means the next row, an empty list the end. It leads forward; back goes a decision."""
    decides = bool(row.data.get("putusan"))
    if not row.has("lanjut"):
        return () if decides else tuple(numbers[at + 1 : at + 2])
    if decides:
        row.fault("lanjut", "tidak dipakai bersama putusan; tulis tujuan di ke tiap jawaban, hapus lanjut")
    if isinstance(row.data["lanjut"], list):
        goals = row.ids("lanjut", names.rows, "langkah")
    else:
        goal = row.text("lanjut", '"nomor langkah"')
        goals = (goal,) if goal and row.exists("lanjut", goal, names.rows, "langkah") else ()
    for goal in goals:
        if names.rows[goal] <= at:
            row.fault(
                "lanjut",
                f'langkah "{goal}" tidak lebih akhir; jalan mundur hanya lewat putusan dengan kembali = true',
            )
    return goals


def read_answers(row: Table, at: int, names: Names) -> tuple[Answer, ...]:
    answers = tuple(_answer(one, at, names) for one in row.tables("putusan"))
    if row.data.get("putusan") is not None and len(answers) < 2:
        row.fault("putusan", "paling sedikit dua jawaban; tambah jawaban, atau pakai lanjut")
    labels = [one.label.casefold() for one in answers if one.label]
    if len(set(labels)) < len(labels):
        row.fault("putusan", "ada dua jawaban yang sama; beri tiap jawaban kata sendiri")
    return answers


def _answer(one: Table, at: int, names: Names) -> Answer:
    """One answer: ``ke = []`` ends the flow; a goal before this row needs ``kembali = true``."""
    label, returns = one.text("jawab", '"Ya"').strip(), one.flag("kembali")
    if one.data.get("ke") == [] and not returns:
        one.has("ke")
        goal = ""
    else:
        goal = one.text("ke", '"nomor langkah"')
        if goal and one.exists("ke", goal, names.rows, "langkah"):
            _check_goal(one, "ke", goal, names.rows[goal] - at)
    also = one.ids("boleh_juga", names.rows, "langkah")
    if also and not returns:
        one.fault("boleh_juga", "hanya untuk jawaban dengan kembali = true; hapus")
    for other in also if returns else ():
        _check_goal(one, "boleh_juga", other, names.rows[other] - at)
    one.close()
    return Answer(label, goal, returns, also)


def _check_goal(one: Table, key: str, goal: str, ahead: int) -> None:
    """Returns lead back, others on. ``ahead``: how many rows after this one the goal lies, negative before."""
    if one.data.get("kembali") is True and ahead >= 0:
        one.fault(key, f'langkah "{goal}" tidak lebih awal; tujuan kembali harus langkah sebelumnya')
    if one.data.get("kembali") is not True and ahead <= 0:
        reason = f'langkah "{goal}" tidak lebih akhir; bila jawaban ini mengembalikan, tulis kembali = true'
        one.fault(key, reason)


def read_decider(row: Table, doers: tuple[str, ...], manner: Manner, symbols: tuple[Symbol, ...]) -> str:
    """Who decides: the performer with the diamond, else the last one in turn, the main one, or the only one.

    A decision belongs to one performer (PermenPANRB 35/2012), who is the one with whom the flow leaves the
    row. Where any one may do the row, whoever does it decides.
    """
    drawn = tuple(dict.fromkeys(one.at for one in symbols if one.shape == "keputusan"))
    if not doers or manner is Manner.ANY_ONE:
        return doers[0] if doers else ""
    if len(drawn) > 1:
        row.fault("simbol", "dua pelaksana memutus di satu langkah; pisahkan menjadi dua [[langkah]]")
        return ""
    leaves = {Manner.SEQUENTIAL: doers[-1], Manner.JOINT: _leader(row, doers), Manner.ALONE: doers[0]}.get(manner, "")
    decider = drawn[0] if drawn else leaves or (doers[0] if len(doers) == 1 else "")
    if not decider:
        row.fault("simbol", 'tandai siapa yang memutus: { di = "…", bentuk = "keputusan" }')
    elif decider not in doers:
        row.fault("simbol", f'"{decider}" memutus tetapi bukan pelaksana langkah ini; tambahkan ke pelaksana')
    elif leaves and decider != leaves:
        row.fault("simbol", f'putusan di langkah ini ada pada "{leaves}"; pindahkan bentuk "keputusan" ke sana')
    return decider


def _leader(row: Table, doers: tuple[str, ...]) -> str:
    given = row.data.get("utama")
    return given if isinstance(given, str) and given in doers else doers[0]
