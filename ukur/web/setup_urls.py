"""The addresses of Siapkan Dinas, of accounts and offices, and of the first start."""

from django.urls import path

from ukur.web.views import intake, office, setup, setup_people, start

urlpatterns = [
    path("mulai/", start.start, name="start"),
    path("siapkan/", setup.home, name="setup"),
    path("siapkan/dinas/", setup.agency, name="setup_agency"),
    path("siapkan/logo/", setup.logo, name="setup_logo"),
    path("siapkan/bidang/", setup.units, name="setup_units"),
    path("siapkan/pegawai/", setup_people.people, name="setup_people"),
    path("siapkan/pegawai/baru/", setup_people.person, name="setup_new_person"),
    path("siapkan/pegawai/<int:id>/", setup_people.person, name="setup_person"),
    path("siapkan/tim/", setup.team, name="setup_team"),
    path("siapkan/tim/<int:id>/sk/", setup.decree, name="setup_decree"),
    path("siapkan/rencana/", intake.plan, name="setup_plan"),
    path("siapkan/rencana/contoh/", intake.template, name="setup_template"),
    path("siapkan/rencana/<int:id>/", intake.preview, name="intake"),
    path("siapkan/rencana/<int:id>/terapkan/", intake.apply, name="intake_apply"),
    path("siapkan/rencana/<int:id>/urungkan/", intake.undo, name="intake_undo"),
    path("siapkan/data-awal/<int:year>/", setup.opening, name="setup_opening"),
    path("siapkan/uji-cetak/", setup.print_test, name="setup_print"),
    path("siapkan/uji-cetak/halaman/", setup.print_page, name="setup_print_page"),
    path("siapkan/naskah/", setup.papers, name="setup_papers"),
    path("pegawai/slip/", setup_people.slips, name="slips"),
    path("pegawai/pergantian/", office.change, name="office"),
    path("pegawai/<int:id>/keluar/", office.leave, name="leave"),
]
