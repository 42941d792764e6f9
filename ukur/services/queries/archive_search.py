"""Finding berkas by the words in them."""

from __future__ import annotations

import re
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
    found = tuple(Found(one, tuple(places.get(one.id, ()))) for one in shown)
    return SearchPage(asked[:200].strip(), found, len(rows) > MOST)


def _places(packages: list[ArchivePackage], sought: tuple[str, ...]) -> dict[int, list[Place]]:
    """Of each berkas the pieces that hold most of the words first, then in the order of the berkas."""
    any_word = reduce(or_, (Q(folded__contains=one) for one in sought))
    rows = ArchiveText.objects.filter(any_word, package__in=packages).order_by("pk")
    by_package: dict[int, list[ArchiveText]] = {}
    for row in rows:
        by_package.setdefault(row.package_id, []).append(row)
    return {id: [_place(one, sought) for one in _chosen(texts, sought)] for id, texts in by_package.items()}


def _chosen(texts: list[ArchiveText], sought: tuple[str, ...]) -> list[ArchiveText]:
    """At most three pieces that show as many of the words as they can: each time the one with most that is new."""
    weights = {row.pk: [_weight(one, row.folded) for one in sought] for row in texts}
    shown, left = [0] * len(sought), list(texts)
    chosen: list[ArchiveText] = []
    while left and len(chosen) < PLACES:
        best = max(left, key=lambda row: (_gain(weights[row.pk], shown), sum(weights[row.pk])))
        shown = [max(pair) for pair in zip(shown, weights[best.pk], strict=True)]
        chosen.append(best)
        left.remove(best)
    return chosen


def _gain(weights: list[int], shown: list[int]) -> int:
    return sum(max(0, one - before) for one, before in zip(weights, shown, strict=True))


def _weight(word: str, text: str) -> int:
    """At the beginning of a word it weighs more than inside: *rak* is rather *Rak 3* than *Masyarakat*."""
    if word not in text:
        return 0
    return 3 if re.search(rf"\b{re.escape(word)}", text) else 1


def _place(row: ArchiveText, sought: tuple[str, ...]) -> Place:
    title = snippet(row.title, sought) or ((row.title, False),)
    parts = snippet(row.text, sought) or ((_beginning(row.text), False),)
    return Place(TEXTS[row.kind], title if row.title else (), parts)


def _beginning(text: str) -> str:
    return text if len(text) <= 160 else text[: text.rfind(" ", 0, 160)] + " …"
