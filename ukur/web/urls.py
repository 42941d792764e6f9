"""The addresses of our pages. Each stands in the table of ``tests/web/test_rights.py``."""

from django.urls import include, path

from ukur.web.views import people, records, runs, tasks

urlpatterns = [
    path("", records.home, name="home"),
    path("", include("ukur.web.setup_urls")),
    path("tugas/", tasks.inbox, name="inbox"),
    path("tugas/<int:id>/", tasks.task, name="task"),
    path("tugas/<int:id>/kerjakan/", tasks.take, name="take"),
    path("tugas/<int:id>/bukti/", tasks.add_evidence, name="add_evidence"),
    path("tugas/<int:id>/bukti/<int:evidence>/hapus/", tasks.drop_evidence, name="drop_evidence"),
    path("pengukuran/", runs.runs, name="runs"),
    path("pengukuran/<int:id>/", runs.run, name="run"),
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
    path("cek/", records.check, name="check_form"),
    path("cek/<str:token>/", records.check, name="check"),
]
