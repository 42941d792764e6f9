"""The words of the field's kinds, as on every page and paper."""

from ukur.domain.plan.model import Frequency

FREQUENCY = {Frequency.QUARTERLY: "Triwulanan", Frequency.YEARLY: "Tahunan"}
PROOF_KINDS = {"file": "berkas", "link": "tautan", "text": "keterangan"}
UNIT_HEADS = {"bidang": "Kabid", "sekretariat": "Sekretaris", "uptd": "Kepala UPTD"}  # who releases a unit's form
STEP_TITLES = {
    "disposisi": "Disposisi Pimpinan",
    "susun-form": "Susun Form Pengukuran",
    "bagikan-form": "Bagikan Form",
    "undang-rapat": "Undangan Rapat",
    "rapat": "Rapat Pembahasan",
    "himpun": "Himpun Form",
    "validasi": "Validasi Data Kinerja",
    "serahkan": "Pemeriksaan Sekretaris",
    "periksa": "Pemeriksaan Sekretaris",
    "koreksi": "Koreksi Kepala Dinas",
    "ajukan": "Ajukan Persetujuan",
    "tandatangan": "Tanda Tangan",
    "gandakan": "Penggandaan",
    "arsipkan": "Pengarsipan",
}
STEP_SHORT = {
    "disposisi": "Disposisi",
    "susun-form": "Susun",
    "bagikan-form": "Bagikan",
    "undang-rapat": "Undangan",
    "rapat": "Rapat",
    "himpun": "Himpun",
    "validasi": "Validasi",
    "serahkan": "Periksa",
    "koreksi": "Koreksi",
    "ajukan": "Ajukan",
    "tandatangan": "Tanda tangan",
    "gandakan": "Gandakan",
    "arsipkan": "Arsip",
}
INK = "Basah (pindaian tersimpan)"
WAYS = {  # to sign: its name, what the signer does, what it is worth
    "ink": ("basah", "Cetak, tanda tangani, unggah pindaian.", INK),
    "elsewhere": ("aplikasi BSrE sendiri", "Unduh, tanda tangani di aplikasi, unggah lagi.", "Sah (elektronik)"),
    "bsre": ("layanan BSrE", "Isi NIK dan frasa sandi.", "Sah (elektronik)"),
    "key": ("kunci sendiri", "Isi frasa sandi kunci.", "Sah (elektronik)"),
}
PREVIEWS = {  # activity -> the button that shows its papers before they are made
    "disposisi": "Pratinjau lembar disposisi",
    "undang-rapat": "Pratinjau surat",
    "rapat": "Pratinjau notula",
    "validasi": "Pratinjau berita acara",
    "ajukan": "Pratinjau dokumen",
}
WAY_OF_TESTS = ("kunci uji", "Isi frasa sandi kunci.", "Uji (bukan dokumen resmi)")
INK_WAITING = "Menunggu pindaian"  # signed in ink, the scan follows
CHART_HEADS = {  # of a drawn SOP; the performers' heads are their names
    "no": "No",
    "activity": "Kegiatan",
    "needs": "Kelengkapan",
    "time": "Waktu",
    "output": "Output",
    "remark": "Ket",
}
