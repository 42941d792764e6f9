"""Small things that every test with a browser does."""

from __future__ import annotations

from playwright.sync_api import Page


def press(page: Page, button: str) -> None:
    """Press a button by its word; fails when the page then says that something was wrong."""
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_load_state()
    assert page.locator("[role=alert]").count() == 0, page.inner_text("main")
