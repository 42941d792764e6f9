"""What a good SOP file means once it is read."""

from __future__ import annotations

import hashlib

import pytest

from tests.domain.sop.tiny import choice, row, sop, text
from ukur.domain.sop import reader
from ukur.domain.sop.model import Manner


def test_an_omitted_next_is_the_next_row_and_the_last_row_ends() -> None:
    read = sop(row("1", "a"), row("2", "b"))
    assert [one.next for one in read.steps] == [("2",), ()]


def test_an_empty_next_ends_before_the_last_row() -> None:
    read = sop(row("1", "a", lanjut=["2", "3"]), row("2", "b", lanjut=[]), row("3", "c"))
    assert [one.next for one in read.steps] == [("2", "3"), (), ()]


def test_an_answer_may_end_the_flow() -> None:
    answers = [{"jawab": "Ya", "ke": "2"}, {"jawab": "Ditolak", "ke": []}]
    read = sop(row("1", "a", putusan=answers), row("2", "b"))
    assert read.step("1").answers[1].to == ""


def test_one_performer_works_alone_and_is_the_main_one() -> None:
    step = sop(row("1", "a")).steps[0]
    assert (step.manner, step.main, step.decider, step.start) == (Manner.ALONE, "a", "", True)


def test_a_joint_row_is_led_by_the_named_performer_who_also_decides() -> None:
    joint = row("2", "a", "b", cara="bersama", utama="b", putusan=choice("3", "1"))
    step = sop(row("1", "a"), joint, row("3", "c")).step("2")
    assert (step.main, step.decider) == ("b", "b")


def test_the_diamond_says_who_decides_among_parallel_performers() -> None:
    diamond = [{"di": "b", "bentuk": "keputusan", "teks": "Sesuai?"}]
    parallel = row("2", "a", "b", cara="paralel", simbol=diamond, putusan=choice("3", "1"))
    step = sop(row("1", "a"), parallel, row("3", "c")).step("2")
    assert step.decider == "b"
    assert step.symbols[0].text == "Sesuai?"


def test_one_activity_name_serves_every_doer_and_the_rest_are_plain_tasks() -> None:
    joint = row("1", "a", "b", cara="bersama", aktivitas="rapat", penyerah=["m"])
    step = sop(joint).steps[0]
    assert [step.activity(one) for one in ("a", "b", "penyerah")] == ["rapat", "rapat", "tugas"]


@pytest.mark.parametrize(
    ("time", "minutes"),
    [
        ({"nilai": 15, "satuan": "menit"}, 15),
        ({"nilai": 0.5, "satuan": "jam"}, 30),
        ({"nilai": 2, "satuan": "hari_kerja"}, 900),
        ({"nilai": 1, "satuan": "hari_kalender"}, 450),
        ({"nilai": 1, "satuan": "minggu"}, 2250),
        ({"nilai": 1, "satuan": "bulan"}, 9450),
        ({"min": 1, "maks": 20, "satuan": "hari_kerja"}, 9000),
        ({"nilai": 2, "satuan": "menit", "per": "berkas"}, 2),
        ({"tenggat": "Sebelum periode revisi"}, None),
        (None, None),
    ],
)
def test_times_become_working_minutes(time: dict[str, object] | None, minutes: int | None) -> None:
    assert sop(row("1", "a", waktu=time)).steps[0].minutes == minutes


def test_an_unnumbered_row_is_known_by_its_position() -> None:
    read = sop(row("1", "a", lanjut="b2"), row("", "b"))
    assert [one.no for one in read.steps] == ["1", "b2"]


def test_several_rows_may_share_a_printed_row_whose_cells_stand_on_the_first() -> None:
    second = row("2b", "b", kegiatan_cetak=None, baris=2)
    read = sop(row("1", "a"), row("2a", "a", baris=2), second)
    assert [one.row for one in read.steps] == [0, 2, 2]
    assert read.step("2b").printed.activity == ""


def test_the_cleaner_wording_is_the_title_and_the_printed_one_stays() -> None:
    step = sop(row("1", "a", kegiatan="Memeriksa data", tafsir=["kegiatan"])).steps[0]
    assert (step.title, step.printed.activity) == ("Memeriksa data", "Langkah 1")


def test_what_comes_from_outside_needs_no_document() -> None:
    step = sop(row("1", "a", masuk=["luar:surat masuk"], keluar=["d:x"])).steps[0]
    assert (step.needs, step.gives) == (("luar:surat masuk",), ("d:x",))


def test_the_first_row_is_the_start_even_when_another_start_is_named() -> None:
    read = sop(row("1", "a"), row("2", "b", mulai=True))
    assert read.first.no == "1"
    assert read.step("2").start


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    written = "\ufeff" + text(row("1", "a")).replace("\n", "\r\n")
    read = reader.read(written)
    assert read.digest == hashlib.sha256(written.encode()).hexdigest()


def test_the_read_parts_of_the_identity_page_are_taken() -> None:
    inside = """
[isian]
kualifikasi_cetak = ["Memahami SAKIP"]
keterkaitan = [{ nama = "SOP Lain", hubungan = "lanjutan" }]
peringatan = ["Jika terlambat maka laporan tertunda"]
pencatatan = [{ apa = "Agenda", siapa = "Sekretaris", media = "buku" }]
"""
    identity = reader.read(text(inside, row("1", "a"))).identity
    assert identity.qualification_printed == ("Memahami SAKIP",)
