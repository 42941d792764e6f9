"""A bad SOP file is refused with every fault: the key path, the line of the table's head, and how to mend it."""

from __future__ import annotations

import pytest

from tests.domain.sop.tiny import COLUMNS, TOP, choice, row, text
from ukur.domain.errors import Fault, Unreadable
from ukur.domain.sop import reader

HEAD_LINES = (TOP + COLUMNS).count("\n")


def faults(written: str, name: str = "") -> tuple[Fault, ...]:
    with pytest.raises(Unreadable) as caught:
        reader.read(written, name)
    return caught.value.faults


def only(written: str) -> Fault:
    found = faults(written)
    assert len(found) == 1, found
    return found[0]


BAD_ROWS = [
    ("waktu.nilai", {"waktu": {"nilai": 0, "satuan": "menit"}}, "lebih dari 0"),
    ("waktu.nilai", {"waktu": {"nilai": -5, "satuan": "menit"}}, "lebih dari 0"),
    ("waktu.nilai", {"waktu": {"nilai": "15", "satuan": "menit"}}, "harus bilangan, bukan teks"),
    ("waktu.nilai", {"waktu": {"nilai": True, "satuan": "menit"}}, "harus bilangan, bukan true/false"),
    ("waktu.nilai", {"waktu": {"satuan": "menit"}}, "wajib diisi"),
    ("waktu.nilai", {"waktu": {"nilai": 0.3, "satuan": "menit"}}, "satuan yang lebih kecil"),
    ("waktu.nilai", {"waktu": {"nilai": 1, "min": 1, "maks": 2, "satuan": "jam"}}, "pilih satu"),
    ("waktu.maks", {"waktu": {"min": 1, "satuan": "jam"}}, "berpasangan"),
    ("waktu.min", {"waktu": {"min": 3, "maks": 2, "satuan": "jam"}}, "lebih besar dari maks"),
    ("waktu.satuan", {"waktu": {"nilai": 5}}, "pilih menit"),
    ("waktu.satuan", {"waktu": {"nilai": 5, "satuan": "hari"}}, '"hari" tidak dikenal'),
    ("waktu", {"waktu": "15 Menit"}, "harus tabel, bukan teks"),
    ("pelaksana", {"pelaksana": []}, "wajib diisi"),
    ("pelaksana", {"pelaksana": "a"}, "harus daftar, bukan teks"),
    ("pelaksana", {"pelaksana": ["sekretariat"]}, 'pelaksana "sekretariat" tidak ada'),
    ("pelaksana", {"pelaksana": ["a", "a"]}, "dua kali"),
    ("cara", {"pelaksana": ["a", "b"]}, "wajib diisi bila pelaksana lebih dari satu"),
    ("cara", {"pelaksana": ["a", "b"], "cara": "sendiri"}, "hanya untuk satu pelaksana"),
    ("cara", {"cara": "bersama"}, "lebih dari satu pelaksana"),
    ("cara", {"pelaksana": ["a", "b"], "cara": "bareng"}, 'pilih "sendiri"'),
    ("utama", {"utama": "a"}, 'hanya untuk cara = "bersama"'),
    ("utama", {"pelaksana": ["a", "b"], "cara": "bersama", "utama": "c"}, "tidak ada"),
    ("penyerah", {"penyerah": ["x"]}, 'pelaksana "x" tidak ada'),
    ("penyerah_sejak", {"penyerah_sejak": "1"}, "hanya bersama penyerah"),
    ("penyerah_sejak", {"penyerah": ["m"], "penyerah_sejak": "9"}, 'langkah "9" tidak ada'),
    ("penyerah_sejak", {"penyerah": ["m"], "penyerah_sejak": "2"}, "tidak lebih awal"),
    ("penerima", {"penerima": ["x"]}, "tidak ada"),
    ("peran.A", {"peran": {"A": "x"}}, "tidak ada"),
    ("peran.C", {"peran": {"C": ["x"]}}, "tidak ada"),
    ("peran.Z", {"peran": {"Z": "a"}}, "kunci tidak dikenal"),
    ("masuk", {"masuk": ["d"]}, 'tulis "dokumen:keadaan"'),
    ("masuk", {"masuk": ["naskah:x"]}, 'dokumen "naskah" tidak ada'),
    ("keluar", {"keluar": ["d:selesai"]}, 'keadaan dokumen "d" "selesai" tidak ada'),
    ("simbol[1].bentuk", {"simbol": [{"di": "a", "bentuk": "lingkaran"}]}, '"lingkaran" tidak dikenal'),
    ("simbol[1].bentuk", {"simbol": [{"di": "a"}]}, "wajib diisi"),
    ("simbol[1].di", {"simbol": [{"di": "x", "bentuk": "proses"}]}, "tidak ada"),
    ("simbol[1]", {"simbol": ["proses"]}, "harus tabel, bukan teks"),
    ("lanjut", {"lanjut": "9"}, 'langkah "9" tidak ada'),
    ("lanjut", {"lanjut": 3}, "harus teks, bukan bilangan bulat"),
    ("lanjut", {"lanjut": "2"}, "tidak lebih akhir"),
    ("lanjut", {"lanjut": "1"}, "jalan mundur hanya lewat putusan"),
    ("lanjut", {"lanjut": "3", "putusan": choice("3", "1")}, "tidak dipakai bersama putusan"),
    ("putusan", {"putusan": choice("3", "1")[:1]}, "paling sedikit dua jawaban"),
    ("putusan", {"putusan": []}, "paling sedikit dua jawaban"),
    ("putusan[1].ke", {"putusan": choice("8", "1")}, 'langkah "8" tidak ada'),
    ("putusan[1].ke", {"putusan": choice("2", "1")}, "tidak lebih akhir"),
    ("putusan[1].ke", {"putusan": choice("1", "1")}, "tulis kembali = true"),
    ("putusan[2].ke", {"putusan": choice("3", "3")}, "harus langkah sebelumnya"),
    ("putusan[2].boleh_juga", {"putusan": choice("3", "1", "2")}, "harus langkah sebelumnya"),
    ("putusan[2].boleh_juga", {"putusan": choice("3", "1", "7")}, 'langkah "7" tidak ada'),
    ("putusan[1].jawab", {"putusan": [{"ke": "3"}, *choice("3", "1")[1:]]}, "wajib diisi"),
    ("putusan", {"putusan": [{"jawab": "ya", "ke": "3"}, *choice("3", "1")]}, "dua jawaban yang sama"),
    ("mulai", {"mulai": "ya"}, "harus true/false, bukan teks"),
    ("gabung", {"gabung": "satu"}, '"satu" tidak dikenal'),
    ("aktivitas.c", {"aktivitas": {"a": "rapat", "c": "rapat"}}, "tidak ada"),
    ("aktivitas.penyerah", {"aktivitas": {"penyerah": "isi-form"}}, "tidak ada"),
    ("tafsir", {"tafsir": ["waktu_cetak"]}, "bukan kunci bacaan"),
    ("tanda_cetak[1]", {"tanda_cetak": [1]}, "harus teks"),
    ("wkatu", {"wkatu": 3}, 'mungkin maksudnya "waktu"'),
    ("baris", {"baris": 0}, "paling kecil 1"),
    ("kegiatan_cetak", {"kegiatan_cetak": None}, "wajib diisi"),
]


@pytest.mark.parametrize(("key", "wrong", "reason"), BAD_ROWS)
def test_a_bad_row_names_its_key_the_line_of_its_head_and_the_mend(
    key: str, wrong: dict[str, object], reason: str
) -> None:
    first = row("1", "a")
    bad = row("2", **({"pelaksana": ["a"]} | wrong))
    fault = only(text(first, bad, row("3", "c")))
    assert fault.where == f"langkah[2].{key}"
    assert fault.line == HEAD_LINES + first.count("\n") + 2
    assert reason in fault.reason


def test_the_position_counts_rows_whatever_their_number() -> None:
    rows = [row(no, "a") for no in ("10", "20", "30", "40", "50")]
    assert only(text(*rows, row("60", "a", waktu=5))).where == "langkah[6].waktu"


def test_a_number_used_twice_or_missing_is_refused() -> None:
    assert "sudah dipakai langkah lain" in only(text(row("1", "a"), row("1", "b"))).reason
    missing = faults(text("\n[[langkah]]\nkegiatan_cetak = 'x'\npelaksana = ['a']\n"))
    assert [one.where for one in missing] == ["langkah[1].no"]
    assert only(text(row("satu/dua", "a"))).where == "langkah[1].no"


def test_an_unreachable_row_is_refused() -> None:
    fault = only(text(row("1", "a", lanjut="3"), row("2", "b"), row("3", "c")))
    assert fault.where == "langkah[2]"
    assert "tidak pernah dicapai" in fault.reason


def test_a_decision_that_only_leads_back_never_ends_and_is_refused() -> None:
    answers = [{"jawab": one, "ke": "1", "kembali": True} for one in ("Tidak", "Belum")]
    fault = only(text(row("1", "a"), row("2", "b", putusan=answers)))
    assert fault.where == "langkah[2].putusan"
    assert "beri satu jawaban yang maju" in fault.reason


def test_a_decision_belongs_to_one_performer() -> None:
    both = [{"di": one, "bentuk": "keputusan"} for one in ("a", "b")]
    keys: dict[str, object] = {"cara": "paralel", "simbol": both, "putusan": choice("3", "1")}
    assert "dua pelaksana memutus" in only(text(row("1", "a"), row("2", "a", "b", **keys), row("3", "c"))).reason
    keys["simbol"] = []
    assert "tandai siapa" in only(text(row("1", "a"), row("2", "a", "b", **keys), row("3", "c"))).reason


@pytest.mark.parametrize(
    ("at", "reason"), [("a", 'putusan di langkah ini ada pada "b"'), ("c", "bukan pelaksana langkah ini")]
)
def test_the_decider_is_the_one_with_whom_the_flow_leaves(at: str, reason: str) -> None:
    diamond = [{"di": at, "bentuk": "keputusan"}]
    turn = row("2", "a", "b", cara="berurutan", simbol=diamond, putusan=choice("3", "1"))
    assert reason in only(text(row("1", "a"), turn, row("3", "c"))).reason


TOPS = [
    ("skema", ('"sop-ap/1"', '"sop-ap/2"'), "hanya"),
    ("skema", ('skema = "sop-ap/1"\n', ""), "wajib diisi"),
    ("sop.id", ("uji/kecil", "Uji Kecil"), "huruf kecil"),
    ("sop.nama", ('nama = "KECIL"', 'nama = ""'), "wajib diisi"),
    ("sop.pemerintah", ('pemerintah = "KABUPATEN UJI"\n', ""), "wajib diisi"),
    ("sop.perangkat", ('"DINAS UJI"', "7"), "harus teks"),
    ("sop.sifat", ("[sop]\n", '[sop]\nsifat = "umum"\n'), '"umum" tidak dikenal'),
    ("sop.tgl_efektif", ("[sop]\n", '[sop]\ntgl_efektif = "2024-12-02"\n'), "harus tanggal, bukan teks"),
    ("sop.nomr", ("[sop]\n", '[sop]\nnomr = "1"\n'), 'mungkin maksudnya "nomor"'),
    ("sop.tafsir", ("[sop]\n", '[sop]\ntafsir = ["sifatt"]\n'), "bukan kunci bacaan"),
    ("catatan", ("[sop]\n", 'catatan = "x"\n[sop]\n'), "kunci tidak dikenal"),
    ("sop.pengesahan.nip", ("\n[[pel", '\n[sop.pengesahan]\nnip = "3197"\n[[pel'), "18 angka"),
    ("dasar_hukum[1].tahun", ("\n[[pel", '\n[[dasar_hukum]]\ncetak = "UU"\ntahun = "2006"\n[[pel'), "bilangan"),
    ("dasar_hukum[1].cetak", ("\n[[pel", '\n[[dasar_hukum]]\njenis = "UU"\n[[pel'), "wajib diisi"),
    ("isian.peralatan_cetak[1]", ("\n[[pel", "\n[isian]\nperalatan_cetak = [1]\n[[pel"), "harus teks"),
    ("pelaksana[1].jenis", ('jenis = "jabatan"', 'jenis = "orang"'), '"orang" tidak dikenal'),
    ("pelaksana[1].jenis", ('jenis = "jabatan"\n', ""), "wajib diisi"),
    ("pelaksana[4].banyak", ("banyak = true", "banyak = 1"), "harus true/false"),
    ("pelaksana[4].id", ('id = "m"', 'id = "penyerah"'), "dipakai sistem"),
    ("pelaksana[4].id", ('id = "m"', 'id = "a"'), "sudah dipakai"),
    ("dokumen[1].keadaan", ('keadaan = ["x", "y", "z"]', ""), "wajib diisi"),
    ("dokumen[1].keadaan", ('["x", "y", "z"]', '["x", "x"]'), "dua kali"),
    ("dokumen[1].id", ('id = "d"', 'id = "luar"'), "dipakai sistem"),
]


@pytest.mark.parametrize(("where", "change", "reason"), TOPS)
def test_a_bad_head_names_its_key_and_the_mend(where: str, change: tuple[str, str], reason: str) -> None:
    written = text(row("1", "a"))
    assert change[0] in written
    fault = only(written.replace(*change, 1))
    assert fault.where == where
    assert reason in fault.reason


def test_the_line_is_that_of_the_table_even_behind_long_strings() -> None:
    note = "catatan = '''\n[[langkah]]\n'''\n"
    written = text(row("1", "a") + note, row("2", "b", waktu={"nilai": 0, "satuan": "jam"}))
    lines = written.split("\n")
    line = only(written).line
    assert line is not None
    assert lines[line - 1 : line + 1] == ["[[langkah]]", 'no = "2"']


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    bad = text(row("1", "a", waktu=1, cara="x"), row("2", "q"), row("2", "a"))
    found = faults(bad.replace('"sop-ap/1"', '"lain"'))
    assert [one.where for one in found] == [
        "skema", "langkah[1].cara", "langkah[1].waktu", "langkah[2].pelaksana", "langkah[3].no",
    ]  # fmt: skip


def test_a_file_without_columns_or_rows_says_what_to_add() -> None:
    assert [one.where for one in faults(TOP)] == ["pelaksana", "langkah"]


@pytest.mark.parametrize(
    ("written", "line", "reason"),
    [
        ("a = 1\na = 2\n", 2, "ditulis dua kali"),
        ("a = [\n1,\n", 3, "berakhir di tengah isian"),
        ('a = "x"\nb = selesai\n', 2, "bukan TOML yang benar (kolom 5)"),
        ("a = " + "[" * 5000, None, "terlalu dalam"),
    ],
)
def test_what_is_not_toml_is_refused_with_its_line(written: str, line: int | None, reason: str) -> None:
    fault = faults(written, "buruk.sop.toml")[0]
    assert (fault.where, fault.line) == ("buruk.sop.toml", line)
    assert reason in fault.reason
