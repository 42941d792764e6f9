"""The front door: what somebody sees who comes for the first time."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tests.rig.browser import looks_right, sign_in
from ukur.services.operate.demo import PASSWORD


def test_the_front_page_answers_without_signing_in(page: Page) -> None:
    answer = page.goto("/")
    assert answer and answer.status == 200
    looks_right(page, "depan")


def test_a_person_signs_in_and_sees_the_tasks(page: Page) -> None:
    page.goto("/tugas/")
    looks_right(page, "masuk")
    sign_in(page, "rahmat.hidayat", PASSWORD)
    assert page.url.endswith("/tugas/")
    looks_right(page, "tugas")


def test_people_at_two_windows_do_not_share_a_session(open_window: Callable[..., Page]) -> None:
    first, second = open_window(), open_window(phone=True)
    sign_in(first, "sari.wulandari", PASSWORD)
    second.goto("/tugas/")
    assert second.locator("input[name=password]").count() == 1
    first.reload()
    assert first.url.endswith("/tugas/")
