"""The addresses of our pages. Each stands in the table of ``tests/web/test_rights.py``."""

from django.urls import include, path

from ukur.web.views import boards, books, people, records, runs, sheets, tasks

urlpatterns = [
    path("", records.home, name="home"),
    path("tugas/", tasks.inbox, name="inbox"),
    path("tugas/<int:id>/", tasks.task, name="task"),
    path("tugas/<int:id>/kerjakan/", tasks.take, name="take"),
    path("tugas/<int:id>/isian/", sheets.save, name="save_sheet"),
    path("tugas/<int:id>/nilai/<path:code>/", sheets.value, name="value"),
    path("tugas/<int:id>/bukti/", sheets.add_evidence, name="add_evidence"),
    path("tugas/<int:id>/bukti/pakai/", sheets.reuse_evidence, name="reuse_evidence"),
    path("tugas/<int:id>/bukti/kecuali/", sheets.waive_proof, name="waive_proof"),
    path("tugas/<int:id>/bukti/<int:evidence>/hapus/", sheets.drop_evidence, name="drop_evidence"),
    path("tugas/<int:id>/buku/", books.book, name="book"),
    path("tugas/<int:id>/buku/unggah/", books.bring, name="bring_book"),
    path("pengukuran/", runs.runs, name="runs"),
    path("pengukuran/<int:id>/", runs.run, name="run"),
    path("pengukuran/<int:id>/papan/", boards.board, name="board"),
    path("pengukuran/<int:id>/form/", boards.form, name="form"),
    path("pengukuran/<int:id>/ingatkan/", boards.remind, name="remind"),
    path("pengukuran/<int:id>/bidang/<int:unit>/kiriman/", boards.versions, name="versions"),
    path("f/<str:token>/", boards.form_door, name="form_door"),
    path("pengukuran/<int:id>/catatan/", runs.journal, name="journal"),
    path("pengukuran/<int:id>/batal/", runs.cancel, name="cancel"),
    path("pengukuran/<int:id>/ralat/", runs.supersede, name="supersede"),
    path("rencana/", records.plan, name="plan"),
    path("rencana/<int:year>/", records.plan, name="plan_year"),
    path("arsip/", records.archives, name="archives"),
    path("arsip/<int:id>/", records.package, name="package"),
    path("naskah/<int:id>/", records.paper, name="paper"),
    path("bukti/<int:id>/", records.evidence, name="evidence"),
    path("pegawai/", people.people, name="people"),
    path("pegawai/<int:id>/kode/", people.reset, name="reset"),
    path("wakil/", people.delegation, name="delegation"),
    path("kartu-peran/", records.role_cards, name="help"),
    path("cek/", records.check, name="check_form"),
    path("cek/<str:token>/", records.check, name="check"),
    path("", include("ukur.web.meeting_urls")),
    path("", include("ukur.web.setup_urls")),
]
