"""Signing in by NIP or user name; accounts are made by the administrator only."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import ChangePasswordForm
from django.http import HttpRequest
from django.urls import reverse

from ukur.services import access


class NipOrUserName(AuthenticationBackend):  # type: ignore[misc]
    """Accepts an 18-digit NIP (spaces allowed, as printed) or a user name."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> object | None:
        typed = credentials.get("username")
        password = credentials.get("password")
        if not typed or not password:
            return None
        return access.authenticate(typed, password)

    def get_user(self, user_id: Any) -> object | None:
        return access.person_for_session(user_id)


class ClosedAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up; a forgotten password is reset by the administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("inbox")

    def set_password(self, user: Any, password: str) -> None:
        access.set_own_password(user, password)


class OwnPassword(ChangePasswordForm):  # type: ignore[misc]
    """A password of one's own. Who has just come in with a one-time code is not asked for it again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.user.must_change_password:
            del self.fields["oldpassword"]
