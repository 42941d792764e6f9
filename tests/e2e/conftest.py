"""Pages played in a browser against the real ``ukur``: see ``site.py`` and ``browser.py`` in ``tests/rig``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.rig import browser as chrome
from tests.rig.site import Site, make_demo, serve

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is marked, so that no run has to remember it."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("e2e")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo's data, made once. Read it or copy it, change nothing in it."""
    data = tmp_path_factory.mktemp("demo") / "data"
    make_demo(data)
    return data


@pytest.fixture(scope="module")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A served copy of the demo, shared by the tests of one file."""
    with serve(demo, tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chrome.chromium() as started:
        yield started


@pytest.fixture
def open_window(browser: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens windows of different people: ``open_window()``, ``open_window(phone=True)``; each has own cookies.

    Fails at the end when a page of one of them raised an error in its scripts or broke its content policy.
    """
    contexts, errors = [], []

    def opened(*, phone: bool = False) -> Page:
        context = chrome.window(browser, site.address, phone=phone)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    expected = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
    assert not [one for one in errors if not any(word in one for word in expected)]


@pytest.fixture
def page(open_window: Callable[..., Page]) -> Page:
    """One window of the desktop's size."""
    return open_window()
