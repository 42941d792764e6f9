"""The drawn run: what is walked, where it is, the return that was taken, and that words say it too."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone

from tests.world import LEAD, SECRETARY, World
from ukur.domain.run.commands import Return
from ukur.services import queries
from ukur.store.models import Task

RED, DARK = 'stroke="#9a1f12" stroke-width=".75"', 'stroke="#42545c"'


def page(world: World) -> queries.RunPage:
    return queries.run_page(world.actor(LEAD), world.run)


def spoken(world: World) -> list[str]:
    return re.findall(r'<a href="#langkah-[^"]*" aria-label="([^"]*)"', page(world).picture)


def give_back(world: World, to: str) -> None:
    world.play(until="8")
    world.player.do(world.run, world.task("serahkan"))
    world.act(SECRETARY, Return(world.run, world.task("periksa").key, to, "3 bukti belum terbaca."))


def test_each_step_is_a_link_to_its_line_in_the_list_and_says_how_it_stands(world: World) -> None:
    world.play(until="3")
    told = spoken(world)
    assert [one.split(":")[0] for one in told] == [f"Langkah {no}" for no in range(1, 14)]
    assert ["Selesai" in one for one in told] == [True, True] + [False] * 11
    assert "Sekretaris. Di sini." in told[2] and told[12].endswith("Belum.")
    assert [one.id for one in page(world).course] == re.findall(r'href="#([^"]*)"', page(world).picture)
    assert page(world).picture.count('aria-current="step"') == 1


def test_the_return_in_force_is_red_and_the_way_beyond_its_goal_is_grey_again(world: World) -> None:
    give_back(world, "7")
    drawn = page(world).picture
    assert drawn.count(RED) == 1 and drawn.count(">Di sini<") == 2
    assert "Dikembalikan ke langkah 7" in drawn and "Perbaikan ke-1" in drawn
    before = drawn.count(DARK)
    world.play(until="9")
    after = page(world).picture
    assert RED not in after and after.count(DARK) > before


def test_a_return_by_choice_is_drawn_while_it_is_in_force(world: World) -> None:
    give_back(world, "6")
    assert page(world).picture.count(RED) == 1 and page(world).picture.count(">Tidak<") == 3
    world.play(until="9")
    assert RED not in page(world).picture and page(world).picture.count(">Tidak<") == 2


def test_a_late_step_has_a_badge_and_says_by_how_many_days(world: World) -> None:
    world.play(until="6")
    assert "tenggat" not in page(world).picture
    Task.objects.filter(run=world.run, status="open").update(due=timezone.now() - dt.timedelta(days=3))
    assert "Lewat tenggat 3 hari" in page(world).picture and "<circle" in page(world).picture
    assert "lewat tenggat 3 hari" in spoken(world)[5]
    assert page(world).course[5].kind == "here" and "Lewat tenggat 3 hari" in page(world).course[5].sub
