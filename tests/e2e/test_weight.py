"""What goes over a slow line: the first page with all it needs, and every later page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Response

from tests.rig.browser import sign_in
from tests.rig.site import Site, make_office, serve
from ukur.services.operate.demo import PASSWORD

FIRST, LATER = 150_000, 20_000  # bytes, packed as they are sent
ROWS = 50


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    data = tmp_path_factory.mktemp("heavy") / "data"
    make_office(data, DAG=ROWS, KOP=5, UKM=5)
    with serve(data, tmp_path_factory.mktemp("site")) as served:
        yield served


class Scale:
    """Adds up what a window gets over the line; what it has kept weighs nothing."""

    def __init__(self, page: Page) -> None:
        self.page, self.answers = page, list[Response]()
        page.on("response", self._got)

    def _got(self, answer: Response) -> None:
        self.answers.append(answer)

    def weigh(self, path: str) -> int:
        self.answers.clear()
        self.page.goto(path)
        self.page.wait_for_load_state("networkidle")
        sizes = [one.request.sizes() for one in self.answers]
        return sum(max(0, one["responseBodySize"]) + one["responseHeadersSize"] for one in sizes)


def test_the_first_page_and_every_later_one_are_light(open_window: Callable[..., Page], site: Site) -> None:
    page = open_window()
    scale = Scale(page)
    first = scale.weigh("/akun/masuk/")
    assert 5_000 < first <= FIRST
    sign_in(page, "rahmat.hidayat", PASSWORD)
    page.goto("/tugas/")
    page.get_by_role("button", name="Kerjakan").click()
    page.wait_for_selector("table[role=grid]")
    sheet = page.url
    run = page.locator("ol.crumbs a").nth(1).get_attribute("href") or ""
    board = f"{run}papan/"
    page.goto(board)
    unit = page.locator("tbody th a", has_text="Bidang Perdagangan").get_attribute("href") or ""
    later = {path: scale.weigh(path) for path in (sheet, "/tugas/", run, board, unit, f"{run}form/", f"{run}catatan/",
                                                  "/pengukuran/", "/rencana/", "/arsip/", "/wakil/")}  # fmt: skip
    assert page.url and min(later.values()) > 500
    assert not {path: size for path, size in later.items() if size > LATER}
