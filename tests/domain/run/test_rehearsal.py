"""The dry run: the built-in SOP in all its ways, and answers that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain.sop.tiny import choice, row, sop
from ukur.domain.errors import Unreadable
from ukur.domain.run import rehearsal
from ukur.domain.sop import reader

SEED = reader.read((Path(__file__).parents[3] / "sop" / "pengukuran-kinerja.sop.toml").read_text(encoding="utf-8"))


def test_without_returns_the_seed_takes_775_minutes_in_13_steps() -> None:
    done = rehearsal.run(SEED)
    assert (done.ended, done.standard_minutes, done.returns, done.unused) == (True, 775, 0, ())
    assert [one.no for one in done.trace] == [str(no) for no in range(1, 14)]
    assert {one.round for one in done.trace} == {1}


@pytest.mark.parametrize(
    ("answers", "more"),
    [("8=Tidak>7", 280), ("9=Tidak>7", 340), ("8=Tidak>6", 400), ("9=Tidak>6", 460), ("9=Tidak>8", 100)],
)
def test_a_return_adds_the_steps_that_are_done_again_and_still_ends(answers: str, more: int) -> None:
    done = rehearsal.run(SEED, answers)
    assert (done.ended, done.standard_minutes, done.returns) == (True, 775 + more, 1)


def test_each_visit_tells_who_and_the_how_many_th_time_and_the_answer() -> None:
    trace = rehearsal.run(SEED, "8=Tidak>7,8=Ya,9=Ya").trace
    again = [(one.no, one.round, one.answer) for one in trace[6:11]]
    assert again == [("7", 1, ""), ("8", 1, "Tidak"), ("7", 2, ""), ("8", 2, "Ya"), ("9", 1, "Ya")]
    assert trace[6].performers == ("Tim Evaluasi Kinerja", "Bidang")


def test_answers_are_used_up_in_order_so_that_every_list_ends() -> None:
    done = rehearsal.run(SEED, ",".join(["8=Tidak", "9=Tidak"] * 20))
    assert (done.ended, done.returns, done.unused) == (True, 40, ())


def test_answers_nobody_asked_for_are_told() -> None:
    assert rehearsal.run(SEED, "8=Ya,8=Tidak>6").unused == ("8=Tidak>6",)


def test_labels_may_hold_commas_and_are_read_whatever_their_case() -> None:
    answers = [{"jawab": "Ya, lengkap", "ke": "2"}, {"jawab": "Langsung", "ke": "3"}]
    of = sop(row("1", "a", putusan=answers), row("2", "b"), row("3", "c"))
    assert [one.no for one in rehearsal.run(of, " 1 = langsung ").trace] == ["1", "3"]
    assert [one.no for one in rehearsal.run(of, "1=ya, lengkap").trace] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("answers", "where", "reason"),
    [
        ("8", "jawaban ke-1 (8)", "tulis seperti 8=Ya"),
        ("8=", "jawaban ke-1 (8=)", "tulis seperti 8=Ya"),
        ("8=Tidak>", "jawaban ke-1 (8=Tidak>)", "tulis seperti 8=Ya"),
        ("8=Ya,14=Ya", "jawaban ke-2 (14=Ya)", 'langkah "14" tidak ada'),
        ("7=Ya", "jawaban ke-1 (7=Ya)", "tidak memutuskan apa pun"),
        ("8=Mungkin", "jawaban ke-1 (8=Mungkin)", "pilih Ya, Tidak"),
        ("8=Tidak>5", "jawaban ke-1 (8=Tidak>5)", 'tidak menuju "5"; pilih 7, 6'),
    ],
)
def test_answers_that_do_not_fit_are_refused_with_the_mend(answers: str, where: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        rehearsal.run(SEED, answers)
    (fault,) = caught.value.faults
    assert fault.where == where
    assert reason in fault.reason


def test_what_the_engine_cannot_run_yet_is_said_with_its_key() -> None:
    of = sop(row("1", "a", lanjut=["2", "3"]), row("2", "b", sub_sop="dinas/lain"), row("3", "c"))
    with pytest.raises(Unreadable) as caught:
        rehearsal.run(of)
    assert [one.where for one in caught.value.faults] == ["langkah[1].lanjut", "langkah[2].sub_sop"]


def test_every_manner_and_a_decider_who_stands_for_several_can_be_rehearsed() -> None:
    diamond = [{"di": "b", "bentuk": "keputusan"}]
    of = sop(
        row("1", "m", penyerah=["c"]),
        row("2", "a", "m", cara="bersama"),
        row("3", "b", "a", cara="paralel", simbol=diamond, putusan=choice("4", "1")),
        row("4", "a", "m", cara="salah_satu", putusan=choice("5", "3")),
        row("5", "m", putusan=choice("6", "4")),
        row("6", "m", "a", cara="berurutan"),
    )
    done = rehearsal.run(of, "3=Tidak,4=Tidak,5=Tidak")
    assert (done.ended, done.returns, done.unused) == (True, 3, ())


def test_open_times_count_nothing() -> None:
    done = rehearsal.run(sop(row("1", "a"), row("2", "b", waktu={"nilai": 1, "satuan": "jam"})))
    assert (done.standard_minutes, [one.minutes for one in done.trace]) == (60, [None, 60])
