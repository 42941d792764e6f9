"""Finding berkas by the words in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from ukur.domain.archive.finding import Part, snippet, words
from ukur.services.access import Actor
from ukur.services.queries.archive import Berkas, berkas_rows
from ukur.services.wording.archive import TEXTS
from ukur.store.models import ArchivePackage, ArchiveText

MOST = 20  # berkas on a page
PLACES = 3  # places shown of each


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand: what kind of text it is, its title, and a piece of it in parts (text, marked)."""

    kind: str
    title: tuple[Part, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Found:
    berkas: Berkas
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``asked`` as typed; ``more``: there are others beyond those shown."""

    asked: str
    found: tuple[Found, ...]
    more: bool


def search(actor: Actor, asked: str) -> SearchPage:
    """The agency's berkas that hold every word of ``asked`` somewhere, newest first, with the places.

    Case and diacritics do not matter; words between quotation marks stand together. Without a word nothing is found.
    """
    sought = words(asked[:200])
    if not sought or actor.agency is None:
        return SearchPage(asked[:200].strip(), (), False)
    packages = ArchivePackage.objects.filter(run__agency=actor.agency).select_related("run__superseded_by")
    for one in sought:
        packages = packages.filter(Exists(ArchiveText.objects.filter(package=OuterRef("pk"), folded__contains=one)))
    rows = list(packages.order_by("-closed_on", "-pk")[: MOST + 1])
    places = _places(rows[:MOST], sought)
    shown = berkas_rows(rows[:MOST], actor, timezone.localdate())
    found = tuple(Found(one, tuple(places.get(one.id, ())[:PLACES])) for one in shown)
    return SearchPage(asked[:200].strip(), found, len(rows) > MOST)


def _places(packages: list[ArchivePackage], sought: tuple[str, ...]) -> dict[int, list[Place]]:
    """Of each berkas the pieces that hold most of the words first, then in the order of the berkas."""
    any_word = reduce(or_, (Q(folded__contains=one) for one in sought))
    rows = ArchiveText.objects.filter(any_word, package__in=packages).order_by("pk")
    by_package: dict[int, list[ArchiveText]] = {}
    for row in rows:
        by_package.setdefault(row.package_id, []).append(row)
    return {
        id: [_place(one, sought) for one in sorted(texts, key=lambda one: -_count(one, sought))[:PLACES]]
        for id, texts in by_package.items()
    }


def _count(row: ArchiveText, sought: tuple[str, ...]) -> int:
    return sum(one in row.folded for one in sought)


def _place(row: ArchiveText, sought: tuple[str, ...]) -> Place:
    title = snippet(row.title, sought) or ((row.title, False),)
    parts = snippet(row.text, sought) or ((_beginning(row.text), False),)
    return Place(TEXTS[row.kind], title if row.title else (), parts)


def _beginning(text: str) -> str:
    return text if len(text) <= 160 else text[: text.rfind(" ", 0, 160)] + " …"
