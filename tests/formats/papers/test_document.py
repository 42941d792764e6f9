"""What the measurement document says, and what no text can make it say."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

from tests.formats.papers import sample
from tests.formats.papers.pdftext import attachment, opened, text_of, words_of
from ukur.formats.papers import Dpk, csv_of, render

HOSTILE = "#set page(fill: red) *tebal* _miring_ $x^2$ <label> @acuan \\ // komentar /* a */ [isi] {b} `c` = Bab"


def replaced(value: Any, old: str, new: str) -> Any:
    """``value`` with each text ``old`` anywhere in it made ``new``."""
    return json.loads(json.dumps(value).replace(json.dumps(old), json.dumps(new)))


def test_every_page_says_which_it_is_and_of_how_many(document: bytes) -> None:
    count = len(opened(document).pages)
    text = text_of(document)
    assert all(f"Halaman {n} dari {count}" in text for n in range(1, count + 1))
    assert text.count("Kode keaslian: 7C4A 9F02 D1E8 5B36") == count


def test_the_summary_says_the_counts_in_one_sentence(document: bytes) -> None:
    counts = sample.measurement()["summary"]
    sentence = (
        f"Dari 25 indikator: {counts['achieved']} tercapai, {counts['missed']} tidak tercapai, "
        f"{counts['unreported']} belum dilaporkan, {counts['not_measured']} tidak diukur pada periode ini."
    )
    assert sentence in words_of(document)


def test_every_figure_and_name_of_the_content_is_printed(document: bytes) -> None:
    words = words_of(document).replace(" ", "")
    for objective in sample.measurement()["objectives"]:
        for one in objective["indicators"]:
            for value in (one["name"], one["achievement"], one["cumulative"], one["cause"], *one["actual_quarters"]):
                assert value is None or value.replace(" ", "") in words


def test_the_head_of_the_quarterly_table_stands_on_each_of_its_pages(document: bytes) -> None:
    pages = text_of(document, "-layout").split("=== halaman ===")
    with_rows = [page for page in pages if re.search(r"^\d\.\d.*(Bidang|UPTD|Sekretariat)", page, re.MULTILINE)]
    numbered = [page for page in pages if "(16)" in page and "(17)" in page]
    assert len(numbered) >= 2
    assert [page for page in with_rows if "Target triwulan" in page] == numbered


def test_a_value_nobody_reported_is_a_dash_and_never_zero() -> None:
    text = text_of(render(sample.small()), "-layout")
    row = next(line for line in text.splitlines() if line.startswith("4.2") and "98,60" in line)
    assert "0,00" not in row
    assert row.count("–") >= 4


def test_a_number_to_come_has_room_to_be_written(document: bytes) -> None:
    words = words_of(render({**sample.small(), "number": None}))
    assert "Nomor: LATIHAN" in words  # room to write it, and nothing printed there
    assert "Nomor: 000.8.6.3/112-DKUPP/2026" in words_of(document)


def test_practice_and_test_are_marked_on_every_page_and_only_then(document: bytes) -> None:
    count, text = len(opened(document).pages), text_of(document)
    assert text.count("LATIHAN") >= count
    assert text.count("Uji (bukan dokumen resmi)") > count
    official = {**sample.small(), "practice": False, "kind_of_signature": "Sah (elektronik BSrE)"}
    words = words_of(render(official))
    assert "LATIHAN" not in words
    assert "Uji (bukan" not in words


def test_the_panel_names_office_and_person_and_carries_no_time(document: bytes) -> None:
    panel = words_of(document).split("sebagaimana mestinya.")[1]
    office = "Plt. Kepala Dinas Koperasi UKM Perdagangan dan Perindustrian"
    assert f"Contoh, 29 Oktober 2026 {office}," in panel
    assert f"Ditandatangani secara elektronik oleh: {office} Bambang Prasetyo" in panel
    assert "NIP 19700407 199803 1 008" in panel
    assert "WIB" not in panel


def test_a_panel_for_ink_claims_no_electronic_signature() -> None:
    content = sample.small()
    content["signature"]["manner"] = "ink"
    content["kind_of_signature"] = "Basah (pindaian tersimpan)"
    words = words_of(render(content))
    assert "Ditandatangani secara elektronik" not in words
    assert "Cek keaslian: https://ukur.contoh.go.id/cek/" in words
    assert "Drs. Bambang Prasetyo, M.Si." in words


def test_the_closing_and_the_signature_share_a_page(document: bytes) -> None:
    last = text_of(document).split("=== halaman ===")[-2]
    assert "PENUTUP" in last
    assert "NIP 19700407" in last


def test_text_is_data_and_never_markup() -> None:
    content = replaced(sample.small(), "Proporsi nilai tambah industri kecil dan menengah", HOSTILE)
    content = replaced(content, "Drs. Bambang Prasetyo, M.Si.", HOSTILE)
    pdf = render({**content, "place": HOSTILE, "title": HOSTILE, "closing": [HOSTILE]})
    words = words_of(pdf)
    assert words.count(HOSTILE) >= 4
    assert HOSTILE.upper() in words
    assert str(opened(pdf).docinfo["/Title"]).startswith(HOSTILE)


def test_what_the_font_lacks_becomes_a_box_and_stays_in_the_snapshot() -> None:
    pdf = render({**sample.small(), "place": "Contoh 🚀 ✓ \u202egnp.exe\u202c", "closing": ["x\u0000y\ue000"]})
    assert "Contoh □ □ gnp.exe, 29 Oktober 2026" in words_of(pdf)
    assert "xy□" in words_of(pdf)
    assert "🚀" in json.loads(attachment(pdf, "naskah.json"))["place"]


def far_right(pdf: bytes) -> float:
    done = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    return max(float(edge) for edge in re.findall(r'xMax="([\d.]+)"', done.stdout.decode()))


def test_a_very_long_word_is_broken_and_whole() -> None:
    word = "".join(f"w{n}x" for n in range(120))
    content = replaced(sample.small(), "Proporsi nilai tambah industri kecil dan menengah", word)
    content = replaced(replaced(content, "Bidang Perindustrian", word), "Contoh", word)
    pdf = render(content)
    assert words_of(pdf).replace(" ", "").count(word) >= 4
    assert far_right(pdf) <= (297 - 16) / 25.4 * 72


def test_a_very_wide_figure_shrinks_and_stays_whole() -> None:
    content: Dpk = replaced(sample.small(), "98,60", "9.246.196.021.000,00")
    pdf = render(content)
    assert words_of(pdf).count("9.246.196.021.000,00") >= 1
    assert far_right(pdf) <= (297 - 16) / 25.4 * 72


def test_long_texts_of_an_indicator_go_on_over_pages() -> None:
    story = " ".join(f"kalimat{n}" for n in range(1500))
    content = sample.small()
    content["objectives"][0]["indicators"][0]["cause"] = story
    words = words_of(render(content))
    assert all(f"kalimat{n}" in words for n in range(1500))


def test_a_document_without_indicators_or_returns_is_still_a_document() -> None:
    bare = sample.measurement([])
    words = words_of(render({**bare, "returns": [], "closing": [], "settings": [], "verify": None}))
    assert "Dari 0 indikator" in words
    assert "Tidak ada pengembalian untuk diperbaiki." in words
    assert "Kode versi SOP" in words


def test_many_indicators_are_all_printed() -> None:
    first = sample.objectives()[2]
    many = [first["indicators"][1].copy() for _ in range(60)]
    for n, one in enumerate(many, start=1):
        one["no"] = f"3.{n}"
    content = sample.measurement([{**first, "indicators": many}])
    words = words_of(render(content))
    assert all(words.count(f"3.{n} ") >= 4 for n in range(1, 61))
    assert csv_of(content).count("\r\n") == 61


def test_a_reported_value_without_a_rating_is_not_called_unreported() -> None:
    content = sample.small()
    for one in content["objectives"][0]["indicators"]:
        one["status"], one["actual"], one["rating"], one["reason"] = "unreported", "3,00", None, "Target nol"
    pages = words_of(render(content)).split("PENGUKURAN KINERJA Tabel 2")[1]
    assert "Belum dilaporkan" not in pages
    assert "Alasan tidak dihitung: Target nol" in pages


def test_a_ralat_that_changes_nothing_still_says_what_it_supersedes_and_long_sentences_go_on_over_pages() -> None:
    content = sample.ralat()
    content["supersedes"]["rows"] = []
    words = words_of(render(content))
    assert "Alasan: Angka ekspor diralat." in words and "ABAB ABAB ABAB ABAB" in words
    assert "Tidak ada angka atau kalimat yang berubah." in words
    long = " ".join(f"kata{no}" for no in range(1500))
    content["supersedes"]["rows"] = [("Nilai realisasi ekspor", "Kendala", long, "Pendek.")]
    words = words_of(render(content))
    assert all(f"kata{no} " in words for no in (0, 750, 1499))
