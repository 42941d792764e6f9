"""The page in each package that tells how to check it without Ukur, today or in thirty years."""

from __future__ import annotations

from ukur.formats.package.content import Record

CHAIN_PROGRAM = """\
import hashlib, json
kepala = ""
for baris in open("data/catatan/journal.jsonl", encoding="utf-8"):
    isi = json.loads(baris)
    kode = isi.pop("digest")
    teks = json.dumps(isi, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    benar = isi["prev"] == kepala and hashlib.sha256(teks.encode("utf-8")).hexdigest() == kode
    if not benar:
        raise SystemExit("Catatan nomor %s berubah" % isi["seq"])
    kepala = kode
print("Catatan utuh, kepala:", kepala)
"""

_PAGE = """\
BERKAS ARSIP
{title}
{agency}
Periode {period}, kode klasifikasi {classification}, ditutup {closed}

Isi folder ini
  data/dokumen/        dokumen yang ditandatangani
  data/kertas-kerja/   kertas lain dari pelaksanaan ini
  data/bukti/          bukti dukung
  data/naskah/         naskah final (snapshot.json) dan kode tiap blok berkas (blok-sha256.txt)
  data/catatan/        Catatan Pelaksanaan (journal.jsonl), satu kejadian satu baris
  data/sop/            SOP yang dijalankan
  data/metadata.json   kode klasifikasi, retensi, nasib akhir, Kode keaslian
  periksa.html         pemeriksa berkas ini untuk peramban mana pun, tanpa sambungan internet
  manifest-sha256.txt dan tagmanifest-sha256.txt   kode SHA-256 setiap berkas (BagIt, RFC 8493)

Cara termudah: buka periksa.html dengan Chrome, Edge, atau Firefox, lalu pilih ZIP atau folder ini. Bila berkas ini
sendiri diragukan, pakai periksa.html yang diunduh dari halaman Cek Keaslian penerbit.

Memeriksa dengan alat lain. Buka terminal di folder ini.

1. Tidak ada berkas yang berubah atau hilang.
   Linux:    sha256sum -c tagmanifest-sha256.txt manifest-sha256.txt
   macOS:    shasum -a 256 -c tagmanifest-sha256.txt manifest-sha256.txt
   Windows:  certutil -hashfile NAMA-BERKAS SHA256, lalu bandingkan dengan manifest
   Semua baris harus OK. Berkas di folder data yang tidak tercantum di manifest bukan bagian arsip ini.

2. Tanda tangan pada dokumen sah.
   Linux:    pdfsig data/dokumen/NAMA.pdf   (paket poppler-utils)
   Atau buka dokumen dengan pembaca PDF yang dapat memeriksa tanda tangan elektronik.

3. Naskah final cocok dengan dokumen.
   Kode SHA-256 data/naskah/snapshot.json harus sama dengan kode_keaslian_naskah di data/metadata.json.

4. Catatan Pelaksanaan utuh. Setiap baris membawa kode baris sebelumnya (prev) dan kodenya sendiri (digest).
   digest adalah SHA-256 dari baris itu tanpa digest, ditulis sebagai JSON dengan kunci terurut dan tanpa
   spasi. Kode terakhir harus sama dengan kepala di data/catatan/kepala-catatan.json. Program Python berikut
   menghitungnya:

{program}
5. Bila sebuah berkas berubah, data/naskah/blok-sha256.txt menunjukkan letaknya.
   Setiap baris: kode SHA-256, byte awal, byte sesudah akhir, nama berkas.
   Contoh:   tail -c +1 NAMA-BERKAS | head -c 4096 | sha256sum   menghitung kode 4096 byte pertama.
"""


def readme(record: Record) -> bytes:
    """The text of ``BACA-SAYA.txt``."""
    return _PAGE.format(
        title=record.title,
        agency=record.agency,
        period=record.period,
        classification=record.classification,
        closed=record.closed.isoformat(),
        program=CHAIN_PROGRAM,
    ).encode()
