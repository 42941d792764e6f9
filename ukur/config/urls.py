"""All addresses. Ours come from ``ukur.web.urls``; sign-in and second factor are allauth's."""

from django.urls import include, path

urlpatterns = [
    path("akun/", include("ukur.web.account_urls")),
    path("", include("ukur.web.urls")),
]
handler404 = "ukur.web.errors.not_found"
handler403 = "ukur.web.errors.forbidden"
handler500 = "ukur.web.errors.broken"
