"""The addresses of meetings and of what they decided."""

from django.urls import path

from ukur.web.views import follow_ups, meetings, presence

urlpatterns = [
    path("rapat/<int:id>/", meetings.meeting, name="meeting"),
    path("rapat/<int:id>/kehadiran/", presence.note, name="meeting_presence"),
    path("rapat/<int:id>/keputusan/", meetings.decide, name="meeting_decision"),
    path("rapat/<int:id>/layar/", meetings.screen, name="meeting_screen"),
    path("rapat/<int:id>/notula/", meetings.minutes, name="meeting_minutes"),
    path("rapat/<int:id>/undangan.ics", meetings.calendar, name="meeting_calendar"),
    path("rapat/<int:id>/daftar-hadir.pdf", meetings.blank_list, name="meeting_list"),
    path("rapat/<int:id>/berkas.pdf", meetings.bundle, name="meeting_bundle"),
    path("m/<str:token>/", meetings.short_door, name="meeting_door"),
    path("h/<str:token>/", presence.check_in, name="check_in"),
    path("pengukuran/<int:id>/undangan/", meetings.preview, name="invitation_preview"),
    path("pengukuran/<int:id>/rapat-lanjutan/", meetings.call_again, name="follow_up_meeting"),
    path("tindak-lanjut/", follow_ups.register, name="follow_ups"),
    path("tindak-lanjut/<int:id>/", follow_ups.follow_up, name="follow_up"),
    path("tugas/<int:id>/sebut-keputusan/", follow_ups.cite, name="cite_decision"),
]
