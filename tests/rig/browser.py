"""A real Chromium, and what every page of Ukur has to pass in it."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize, sync_playwright

from tests.rig import packages

SCREENS = Path(__file__).resolve().parents[2] / "var" / "screens"
KEPT = os.environ.get("PICTURES") == "1"  # by `make pictures`; the tests need none
DESKTOP = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FLAGS = [
    "--no-sandbox",  # Chromium refuses its sandbox to root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium without a window; the test fails with what to install when it is not there."""
    found = packages.browser()
    if not found:
        pytest.fail("no Chromium on this machine: `make test` installs it, or: sudo apt-get install chromium")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, headless=True, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def window(browser: Browser, address: str, *, phone: bool = False) -> BrowserContext:
    """A window as of another person: its cookies are its own; ``page.goto`` takes a path of the site."""
    size, scale = (PHONE, 2) if phone else (DESKTOP, 1)
    return browser.new_context(
        base_url=address,
        viewport=size,
        device_scale_factor=scale,
        is_mobile=phone,
        has_touch=phone,
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        reduced_motion="reduce",
        accept_downloads=True,
    )


def sign_in(page: Page, username: str, password: str) -> None:
    """Sign in by the page that people use; fails when the page still asks for a password afterwards."""
    page.goto(reverse("account_login"))
    form = page.locator("form", has=page.locator("input[name=password]"))
    form.locator("input[name=login]").fill(username)
    form.locator("input[name=password]").fill(password)
    form.locator("[type=submit]").click()
    page.wait_for_load_state()
    assert page.locator("form input[name=password]").count() == 0, f"{username}: {page.inner_text('main')}"


def axe(page: Page) -> None:
    """Fails when axe finds a fault against WCAG 2.2 level AA on the page as it stands now."""
    rules = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=rules).response["violations"]
    said = "{id} ({impact}): {help}\n    {html}\n    {failureSummary}"
    faults = [said.format(**{**fault, **node}) for fault in found for node in fault["nodes"]]
    assert not faults, f"{page.url}\n" + "\n".join(faults)


def fits(page: Page) -> None:
    """Fails when the page has to be scrolled sideways (a wide table scrolls in a box of its own)."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than its window"


def shot(page: Page, name: str) -> None:
    """Fails when the page as it stands now does not fit in both sizes; its window has the desktop's size afterwards.

    ``make pictures`` keeps the whole page as ``var/screens/NAME-desktop.png`` and ``NAME-phone.png``.
    """
    device = page.context.new_cdp_session(page)  # Playwright itself cannot change the scale of an open page
    for kind, size, scale in (("phone", PHONE, 2), ("desktop", DESKTOP, 1)):
        page.set_viewport_size(size)
        metrics = {**size, "deviceScaleFactor": scale, "mobile": kind == "phone"}
        device.send("Emulation.setDeviceMetricsOverride", metrics)
        fits(page)
        if KEPT:
            SCREENS.mkdir(parents=True, exist_ok=True)
            (SCREENS / f"{name}-{kind}.png").write_bytes(_picture(device))
    device.send("Emulation.clearDeviceMetricsOverride")
    page.set_viewport_size(DESKTOP)
    device.detach()


def _picture(device: CDPSession) -> bytes:
    """The whole page as PNG, also what lies below the window."""
    content = device.send("Page.getLayoutMetrics")["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": content["width"], "height": content["height"], "scale": 1}
    how = {"format": "png", "captureBeyondViewport": True, "optimizeForSpeed": True}  # larger files, half the time
    taken = device.send("Page.captureScreenshot", {**how, "clip": clip})
    return base64.b64decode(taken["data"])


def looks_right(page: Page, name: str) -> None:
    """What every page is asked for: no fault found by axe, no scrolling sideways in either size."""
    axe(page)
    shot(page, name)
