"""Every refusal in plain Indonesian: first what happened, then what to do. One table for page, command line and journal."""

from __future__ import annotations

from ukur.domain.errors import Refusal

REFUSALS: dict[str, str] = {
    # the flow
    "task_done": "Sudah dikerjakan {by} pada {at}. Tidak ada yang perlu Bapak/Ibu kerjakan; lihat hasilnya.",
    "task_withdrawn": "Tugas ini sudah ditarik karena alur kembali atau selesai. Buka Tugas Saya untuk melihat yang berlaku.",
    "task_unknown": "Tugas itu tidak ada. Muat ulang Tugas Saya.",
    "task_not_open": "Tugas itu tidak terbuka lagi. Muat ulang halaman untuk melihat keadaan terbaru.",
    "not_your_task": "Tugas ini bukan untuk Bapak/Ibu. Lihat di halaman pelaksanaan siapa yang ditunggu.",
    "only_the_official": "Bapak/Ibu dapat menyiapkan; pejabatnya yang mengesahkan. Simpan isian, lalu minta pejabat membukanya.",
    "wrong_step": "Perbuatan itu bukan untuk langkah {step}. Muat ulang halaman, lalu pakai tombol yang tersedia.",
    "run_not_running": "Pelaksanaan ini tidak berjalan lagi. Tidak ada yang dapat diubah.",
    "run_already_started": "Pelaksanaan ini sudah dimulai. Buka halamannya untuk melanjutkan.",
    "step_unknown": "Langkah {step} tidak ada dalam SOP ini. Muat ulang halaman, lalu pilih dari daftar.",
    "document_state_unknown": "Keadaan {document}: {state} tidak ada dalam SOP ini. Periksa SOP-nya.",
    "others_first": "Masih menunggu {seats}. Putusan diambil sesudah mereka selesai.",
    "owner_not_cast": "{seats} tidak ikut dalam pelaksanaan ini. Muat ulang halaman, lalu pilih nilai lain.",
    "return_not_from_here": "Pengembalian tidak dapat dimulai dari tugas ini. Pakai tombol pada tugas yang memutuskan.",
    "run_already_open": "{title} sudah dibuka. Lanjutkan pelaksanaan itu, atau batalkan dulu.",
    "administrator_exists": "Pengelola instalasi sudah ada. Masuk dengan akun itu, atau buat kata sandi baru untuknya.",
    "sop_unknown": "Versi SOP itu tidak ada di sini. Pilih SOP dari daftar.",
    "sop_not_runnable": "SOP ini belum dapat dijalankan: {what} pada langkah {step}. Perbaiki langkah itu dalam SOP.",
    "cast_missing": "Belum ada pemeran untuk {performers}. Lengkapi jabatan, bidang, atau SK tim yang berlaku, lalu ulangi.",
    "sealed": "Dokumen sudah ditandatangani, jadi tidak dapat dikembalikan atau dibatalkan. Buka Ralat sesudah diarsipkan.",
    "not_signed_yet": "Ralat dibuka sesudah dokumen ditandatangani dan diarsipkan. Sebelum itu, kembalikan untuk diperbaiki.",
    "superseded_already": "Ralat untuk dokumen ini sudah dibuka. Lanjutkan ralat itu.",
    "reason_missing": "Alasan belum ditulis. Tulis satu kalimat yang menjelaskan apa yang perlu diperbaiki.",
    "return_needs_goal": "Pilih ke langkah mana dikembalikan, lalu tulis alasannya.",
    "return_not_drawn": "SOP tidak menggambar jalan kembali ke langkah {to}. Tandai sebagai di luar urutan SOP bila memang perlu.",
    "return_not_earlier": "Pengembalian hanya ke langkah sebelumnya. Langkah {to} tidak mendahului langkah ini.",
    "return_not_visited": "Langkah {to} belum pernah dilalui, jadi tidak dapat dituju.",
    "answer_missing": "Pilih dulu jawabannya: {answers}.",
    "answer_unknown": "Jawaban itu tidak ada pada langkah ini. Pilih salah satu: {answers}.",
    "answer_not_asked": "Langkah ini tidak meminta jawaban. Tutup tugas tanpa memilih jawaban.",
    "hand_in_missing": "Belum semua menyerahkan: {seats}. Ingatkan, atau catat penyerahannya dari kertas.",
    # disposition, meeting
    "instruction_missing": "Isi disposisi belum ditulis. Tulis apa yang diminta, lalu beri disposisi.",
    "deadline_past": "Tenggat {date} sudah lewat. Pilih tanggal sesudah hari ini.",
    "meeting_incomplete": "Tempat atau acara rapat masih kosong. Lengkapi keduanya, lalu kirim undangan.",
    "meeting_missing": "Belum ada undangan rapat. Kirim undangan dulu.",
    "minutes_missing": "Notula belum ditulis. Tulis ringkasan pembahasan, lalu selesaikan rapat.",
    "decision_without_owner": "Keputusan “{text}” belum ada penanggung jawabnya. Isi nama, lalu selesaikan rapat.",
    # form, sheet, evidence
    "plan_empty": "Rencana Kinerja {year} belum berisi indikator. Isi rencana dulu, lalu simpan form.",
    "form_missing": "Form belum dibagikan. Tunggu Sekretaris membagikan form.",
    "sheet_closed": "Form ini tidak terbuka untuk diisi. Angka yang sudah terkirim berubah hanya lewat pengembalian.",
    "sheet_not_waiting": "Form ini tidak sedang menunggu persetujuan. Muat ulang halaman.",
    "cell_closed": "Indikator {code} tidak terbuka untuk diubah. Hanya yang dikembalikan yang dapat diisi.",
    "cell_changed": "Nilai ini baru diubah {by} pukul {at} menjadi {value}. Pilih yang dipakai.",
    "value_missing": "{code}: belum dilaporkan. Isi angkanya, atau tulis mengapa data belum tersedia.",
    "evidence_required": "{code}: bukti dukung yang diminta belum ada. Tambahkan bukti, atau tulis alasan dikecualikan.",
    "number_unreadable": "“{text}” bukan angka. Tulis angka saja, misalnya 1.234,5.",
    "number_ambiguous": "{text} dapat dibaca dua cara. Pilih salah satu bacaannya.",
    "number_is_date": "Isian ini tanggal, bukan angka. Ubah format selnya menjadi angka, lalu tulis lagi.",
    "grade_unknown": "“{text}” bukan nilai pada skala {scale}. Pilih salah satu: {grades}.",
    "evidence_empty": "Bukti dukung masih kosong. Pilih berkas, tempel tautan, atau tulis keterangan.",
    "late_reason_missing": "Tenggat {due} sudah lewat. Tulis alasan terlambat, lalu kirim lagi.",
    "evidence_unknown": "Bukti itu tidak ada di bidang ini. Muat ulang halaman, lalu pilih lagi.",
    "evidence_frozen": "Bukti ini milik nilai yang sudah diterima atau tidak terbuka, jadi tidak dapat dihapus.",
    "link_invalid": "“{text}” bukan tautan. Salin alamat yang dimulai dengan https://.",
    "file_empty": "Berkas {name} kosong. Pilih berkas lain.",
    "file_too_big": "Berkas {name} lebih dari {limit}. Perkecil atau pisahkan, lalu unggah lagi.",
    "file_kind": "Jenis berkas {name} tidak diterima. Unggah PDF, foto (PNG/JPG), XLSX, atau DOCX tanpa makro.",
    # the workbook of a form
    "book_unreadable": "{where}: {reason}.",
    "book_foreign": "Berkas ini bukan Excel form dari Ukur. Pilih berkas hasil Unduh Excel di halaman form ini.",
    "book_forged": "Tanda pengenal di Excel ini rusak, diubah, atau dibuat di tempat lain. Unduh Excel yang baru, lalu salin isiannya.",
    "book_old_kind": "Excel ini dibuat oleh versi Ukur lain. Unduh Excel yang baru, lalu salin isiannya.",
    "book_other_unit": "Excel ini milik bidang lain. Unggah di form bidangnya, atau pilih berkas lain.",
    "book_other_run": "Excel ini milik pengukuran lain. Pilih berkas untuk pengukuran ini, atau unduh Excel yang baru.",
    "book_other_round": "Excel ini dibuat untuk pengisian sebelum dikembalikan, atau untuk perbaikan lain. Unduh Excel yang baru, lalu salin isiannya.",
    "book_other_form": "Form sudah diperbarui sejak Excel ini diunduh (versi {old}, sekarang {new}). Unduh Excel yang baru, atau ambil dulu isian untuk indikator yang masih ada.",
    "book_moved": "Isi form berubah sejak pratinjau ditampilkan, jadi belum ada yang disimpan. Periksa pratinjau yang baru, lalu simpan.",
    "book_nothing_new": "Tidak ada isian baru di Excel ini yang dapat disimpan. Tidak ada yang berubah.",
    "book_gone": "Berkas yang diunggah tidak ada lagi. Unggah sekali lagi.",
    "cell_error": "Rumus di sel ini menghasilkan galat. Perbaiki rumusnya, atau ketik angkanya.",
    "cell_without_value": "Sel ini berisi rumus tanpa hasil. Buka dan simpan dengan Excel atau LibreOffice, atau ketik angkanya.",
    "cell_percent": "Sel ini berformat persen, jadi angkanya tersimpan seperseratusnya. Ubah format menjadi Angka, lalu ketik ulang.",
    "cell_gone": "Indikator {name} tidak ada lagi di form yang baru. Isiannya tidak diambil.",
    "choice_unknown": "“{text}” tidak dikenal. Pilih {choices}.",
    "text_too_long": "Teks untuk indikator {code} lebih dari {limit} huruf. Ringkaskan, lalu unggah lagi.",
    "proof_indicator_unknown": "“{text}” bukan indikator di form ini. Pilih dari daftar.",
    # validation
    "value_unknown": "Tidak ada nilai terkirim untuk {values}. Muat ulang halaman, lalu pilih dari daftar.",
    "form_renewed_already": "Form baru saja diperbarui orang lain. Muat ulang halaman untuk melihat perbedaannya.",
    "plan_unchanged": "Rencana masih sama dengan form. Tidak ada yang perlu diperbarui.",
    "unit_without_part": "{unit} tidak ikut dalam pelaksanaan ini. Ubah penanggung jawabnya di Rencana Kinerja, atau usulkan pelaksanaan baru.",
    "nobody_to_remind": "Tidak ada bidang yang masih ditunggu formnya. Muat ulang halaman.",
    "opening_ambiguous": "{name}: {text} dapat dibaca dua cara. Tulis tanpa titik ribuan, misalnya 1210 atau 1,21.",
    "own_values": "Nilai {values} milik bidang Bapak/Ibu sendiri. Anggota Tim dari bidang lain yang menerimanya.",
    "value_changed": "Nilai ini baru diubah {unit} pukul {at} menjadi {value}. Muat yang baru.",
    "nothing_to_accept": "Tidak ada nilai yang menunggu diterima. Muat ulang halaman untuk melihat keadaan terbaru.",
    "values_unaccepted": "{count} nilai belum diterima: {values}. Terima atau kembalikan satu per satu, lalu selesaikan.",
    # document, signature, copies, archive
    "document_missing": "Dokumen belum ada. Ajukan dokumen pada langkah 10 dulu.",
    "document_rendering": "Halaman dokumen sedang dibuat. Tunggu beberapa detik, lalu muat ulang.",
    "document_changed": "Naskah berubah sejak Bapak/Ibu membukanya. Baca naskah terbaru, lalu tanda tangani.",
    "paper_changed": "Naskah sudah diganti. Halaman untuk naskah lama tidak dipakai.",
    "signed_already": "Dokumen ini sudah ditandatangani. Tidak perlu ditandatangani lagi.",
    "signature_unsound": "Tanda tangan tidak lulus pemeriksaan, jadi tidak disimpan. Coba lagi, atau hubungi pengelola.",
    "key_missing": "Belum ada kunci tanda tangan atas nama Bapak/Ibu. Unggah berkas .p12, atau cetak dan tanda tangani basah.",
    "key_expired": "Masa berlaku kunci tanda tangan habis pada {until}. Perbarui sertifikat, lalu ulangi. Dokumen belum ditandatangani.",
    "key_not_yet_valid": "Kunci tanda tangan baru berlaku mulai {since}. Dokumen belum ditandatangani.",
    "key_unusable": "Berkas kunci tanda tangan tidak dapat dipakai. Unggah berkas .p12 yang benar. Dokumen belum ditandatangani.",
    "wrong_passphrase": "Frasa sandi kunci tidak cocok. Periksa huruf besar, lalu coba lagi. Dokumen belum ditandatangani.",
    "pdf_unusable": "Berkas PDF tidak dapat dibaca. Buat ulang halaman dokumen, lalu coba lagi.",
    "package_unsound": "Berkas Arsip tidak utuh saat dibuat: {detail}. Jalankan ukur check, lalu ulangi pengarsipan.",
    "addressee_missing": "Penerima salinan belum diisi. Tulis sedikitnya satu penerima, satu baris satu nama.",
    "classification_invalid": "Kode klasifikasi “{code}” tidak sah. Tulis angka dan titik, misalnya 000.8.6.3.",
    "fate_invalid": "Nasib akhir “{fate}” tidak dikenal. Pilih Permanen atau Musnah.",
    # people, acts on paper
    "person_unknown": "Pegawai itu tidak ada di dinas ini. Pilih dari daftar.",
    "nip_invalid": "NIP {text} tidak sah: {why}. Periksa pada SK, lalu perbaiki.",
    "not_administrator": "Hanya pengelola dinas yang dapat melakukan ini. Hubungi Sekretariat.",
    # setting up
    "letterhead_incomplete": "Kop belum lengkap. Isi nama dinas, pemerintah, alamat, dan kota surat.",
    "logo_kind": "Logo harus gambar PNG atau JPG. Simpan ulang gambarnya, lalu unggah lagi.",
    "unit_incomplete": "Bidang “{name}” belum lengkap. Isi kode, nama, dan jenisnya, atau kosongkan barisnya.",
    "unit_code_twice": "Kode {code} dipakai dua kali. Beri kode lain pada salah satunya.",
    "unit_in_use": "{name} sudah punya pegawai atau indikator, jadi tidak dapat dihapus. Pindahkan isinya dulu, atau ganti namanya.",
    "second_office": "Sekretariat hanya satu. Pilih Bidang atau UPTD untuk yang lain.",
    "name_missing": "Nama belum ditulis. Tulis nama dengan gelarnya.",
    "nip_taken": "NIP {nip} sudah dipakai pegawai lain. Periksa pada SK, lalu perbaiki salah satunya.",
    "username_invalid": "Nama pengguna “{text}” tidak dapat dipakai. Pakai huruf kecil, angka, titik, atau garis bawah, tanpa spasi.",
    "username_taken": "Nama pengguna “{text}” sudah dipakai orang lain. Tambahkan huruf atau angka.",
    "email_invalid": "“{text}” bukan alamat surel. Perbaiki, atau kosongkan.",
    "post_without_unit": "Bidang untuk jabatan itu belum dipilih. Pilih bidangnya.",
    "post_unknown": "Jabatan itu tidak ada di dinas ini. Pilih dari daftar.",
    "role_unknown": "Peran itu tidak dikenal. Pilih dari daftar.",
    "status_unknown": "Cara memegang jabatan belum dipilih. Pilih definitif, Plt, Plh, atau Pj.",
    "seat_taken": "{post} sudah dipegang {other}. Pakai Pergantian pejabat bila orangnya berganti.",
    "team_incomplete": "Nama tim belum ada. Isi namanya, lalu simpan lagi.",
    "team_without_lead": "Ketua tim belum ada, atau lebih dari satu. Pilih satu ketua pada daftar Anggota.",
    "nobody_chosen": "Belum ada pegawai yang dipilih. Centang sedikitnya satu nama.",
    "nothing_to_change": "Jabatan itu memang kosong. Pilih siapa yang menggantikan.",
    "holds_already": "{name} sudah memegang {post} dengan cara itu. Pilih orang atau status lain.",
    "change_too_early": "{name} baru memegang jabatan itu sejak {since}. Pilih tanggal sesudahnya.",
    "leaving_oneself": "Akun sendiri tidak dapat ditutup. Minta pengelola lain melakukannya.",
    "administrator_oneself": "Bapak/Ibu tidak dapat melepas hak pengelola sendiri. Minta pengelola lain melakukannya.",
    "leaving_ahead": "Tanggal keluar belum tiba. Tulis tanggal hari ini atau sebelumnya.",
    "year_impossible": "Tahun {year} tidak mungkin. Tulis empat angka, misalnya 2026.",
    "line_unknown": "Baris itu tidak ada lagi. Muat ulang halaman.",
    "intake_closed": "Berkas ini sudah diganti dengan yang lebih baru. Buka Rencana dan target untuk melihatnya.",
    "intake_empty": "Belum ada baris yang siap. Lengkapi yang ditandai, lalu terapkan.",
    "intake_needs": "Baris {row} lembar {sheet} memakai {what} yang belum ada. Lengkapi baris itu dulu, lalu terapkan.",
    "intake_not_applied": "Berkas ini belum diterapkan, jadi tidak ada yang diurungkan.",
    "intake_frozen": "Tidak dapat diurungkan: form {title} sudah disusun dari rencana ini. Unggah berkas yang diperbaiki sebagai gantinya.",
    "intake_newer": "Urungkan dulu impor yang lebih baru, {name}.",
    "intake_signed_in": "Tidak dapat diurungkan: {name} dari berkas ini sudah masuk ke Ukur.",
    "intake_in_use": "Tidak dapat diurungkan: bidang atau pegawai dari berkas ini sudah dipakai. Perbaiki lewat halaman masing-masing.",
    "founding_incomplete": "Nama dinas, pemerintah, atau nama Bapak/Ibu belum diisi. Lengkapi ketiganya.",
    "installation_code": "Kode pemasangan tidak cocok. Salin dari layar tempat Ukur dijalankan; setiap dijalankan, kodenya baru.",
    "installed_already": "Instalasi ini sudah punya pengelola. Masuk dengan akun itu.",
    "password_weak": "Kata sandi belum dapat dipakai: {why}",
    "not_holder": "Hanya pejabat {position} yang dapat mendelegasikan jabatan itu.",
    "dates_reversed": "Tanggal selesai mendahului tanggal mulai. Tukar keduanya.",
    "paper_date_ahead": "Tanggal di kertas belum terjadi. Tulis tanggal peristiwa yang benar.",
    "paper_not_official": "{name} tidak memegang jabatan itu pada tanggal di kertas. Pilih pejabat yang benar.",
    "paper_not_recorder": "Pencatatan dari kertas dilakukan Penyiap, anggota Tim, atau pengelola dinas.",
}


NIP_PROBLEMS: dict[str, str] = {
    "characters": "berisi tanda selain angka ({found})",
    "length": "panjangnya {found} angka, seharusnya 18",
    "birth_date": "tanggal lahir {found} tidak ada",
    "appointment": "bulan pengangkatan {found} tidak ada",
    "sex": "angka jenis kelamin {found}, seharusnya 1 atau 2",
    "age": "umur saat diangkat {found} tahun, seharusnya sedikitnya 18",
    "kind": "jenisnya {found}",
}


SOP_OBSTACLES: dict[str, str] = {
    "fork": "percabangan",
    "sub_sop": "SOP di dalam SOP",
    "many_deciders": "keputusan oleh beberapa orang",
}


def say(one: Refusal) -> str:
    """The sentence of a refusal with its values filled in."""
    values = dict(one.values)
    if one.code == "sop_not_runnable":
        values["what"] = SOP_OBSTACLES[values["reason"]]
    if one.code == "nip_invalid":
        values["why"] = NIP_PROBLEMS[values["problem"]].format_map(values)
        if values["proposal"]:
            values["why"] += f"; mungkin maksudnya {values['proposal']}"
    return REFUSALS[one.code].format_map(values)


def say_all(refusals: tuple[Refusal, ...]) -> list[str]:
    return [say(one) for one in refusals]
