"""``python -m tests.drill.fuzz KIND FIRST COUNT FOLDER``: damaged files into the readers, one after another.

Runs alone, with bounds of memory and of processor time for each file, so that a hang or a crash ends this process and
not the tests. The number of each file is said before it is read; at the end stand the figures. Files that could be
read although they were changed are left in FOLDER.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.drill import mutations
from tests.drill.memory import MOST, NOW, kilobytes
from tests.formats import unitbooks, workbooks
from tests.rig import office
from ukur.cli.django import start
from ukur.domain.collection.merge import outcome
from ukur.domain.errors import Refused, Unreadable
from ukur.domain.run import rehearsal
from ukur.domain.sop import reader
from ukur.formats import measurebook, unitbook

Case = Callable[[random.Random], tuple[bytes, str]]
SEED = Path(__file__).parents[2] / "sop" / "pengukuran-kinerja.sop.toml"
MEMORY = 2 * 1024**3
SECONDS = 30  # of the processor for one file: far more than any needs, so that only a hang ends here


KINDS_OF_OFFICE = ("xlsx", "ods") if office.PROGRAM else ()


def say(**what: Any) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201


def of_workbooks() -> Case:
    """Damages a workbook, small or the sample's own, reads it as ``ukur measure`` does, and makes an agency of it."""
    start()
    from ukur.services.operate import sample
    from ukur.services.operate.sample_book import book_of, of_book

    small, full = workbooks.base(), measurebook.template(book_of(sample.load()))
    bases = [mutations.parts_of(one) for one in (workbooks.xlsx(small), workbooks.ods(small), full)]

    def one(chance: random.Random) -> tuple[bytes, str]:
        data = mutations.workbook(chance.choice(bases), chance)
        return data, _outcome(lambda: of_book(measurebook.parse(data, "buku.xlsx"), sample.load()))

    return one


def of_unit_books() -> Case:
    """Damages the workbook of a unit's form, as written or as saved by LibreOffice, reads and merges it."""
    written = {"a": unitbooks.written(12)}
    saved = [office.saved(written, kind, Path(tempfile.mkdtemp()))["a"] for kind in KINDS_OF_OFFICE]
    bases = [mutations.parts_of(one) for one in (written["a"], *saved)]

    def brought(data: bytes) -> None:
        book = unitbook.read(data, "form.xlsx", unitbooks.seal)
        for typed, base in zip(book.cells, book.manifest.cells, strict=True):
            outcome(typed, base.content, base.content)

    def one(chance: random.Random) -> tuple[bytes, str]:
        data = mutations.workbook(chance.choice(bases), chance)
        return data, _outcome(lambda: brought(data))

    return one


def of_sops() -> Case:
    """Damages the text of the built-in SOP, reads and rehearses it as ``ukur sop run`` does."""
    seed = SEED.read_text(encoding="utf-8")

    def one(chance: random.Random) -> tuple[bytes, str]:
        text = mutations.sop(seed, chance)
        return text.encode(), _outcome(lambda: rehearsal.run(reader.read(text, "a.toml"), ""))

    return one


def _outcome(do: Callable[[], object]) -> str:
    """``read``, ``refused``, or what is wrong with the answer."""
    try:
        do()
    except Unreadable as unreadable:
        dull = [one for one in unreadable.faults if not one.where.strip() or len(one.reason.strip()) < 8]
        return "refused" if unreadable.faults and not dull else f"a fault that says nothing: {unreadable.faults}"
    except Refused as refused:
        return "refused" if refused.refusals else "an empty refusal"
    except MemoryError:
        return "more memory than allowed"
    except BaseException as wrong:  # a panic of a library is no Exception
        return f"{type(wrong).__name__}: {str(wrong)[:200]}"
    return "read"


KINDS: dict[str, Callable[[], Case]] = {"workbook": of_workbooks, "unitbook": of_unit_books, "sop": of_sops}


def main(kind: str, first: int, count: int, folder: Path) -> None:
    case = KINDS[kind]()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    told: Counter[str] = Counter()
    warm = 0
    for no in range(first, first + count):
        say(no=no)
        warm = kilobytes(NOW) if no == first + count // 2 else warm
        used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
        resource.setrlimit(resource.RLIMIT_CPU, (used + SECONDS, resource.RLIM_INFINITY))
        data, outcome = case(random.Random(no))  # noqa: S311 - the same file for the same number
        if outcome == "read":
            (folder / f"{no}").write_bytes(data)
        elif outcome != "refused":
            say(wrong=outcome, at=no)
        told[outcome if outcome in ("read", "refused") else "wrong"] += 1
    grown = (kilobytes(NOW) - warm) // 1024
    say(figures=told, megabytes=kilobytes(MOST) // 1024, grown=grown)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
