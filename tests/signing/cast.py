"""What the signing tests share: the moment, the passphrase, the paper and small helpers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from types import TracebackType

from ukur.domain.errors import Refused
from ukur.signing import PdfVerdict

PASSPHRASE = "rahasia-Uji-91"
NOW = dt.datetime(2026, 10, 12, 3, 0, tzinfo=dt.UTC)
SOURCE = """
#set document(title: "Pengukuran Kinerja", author: "Dinas Contoh", date: datetime(year: 2026, month: 10, day: 5))
#set text(font: "Arimo", lang: "id")
#set page(numbering: "1")
#pdf.attach("data.csv", bytes("indikator,capaian\\nNilai SAKIP,94.74\\n"), relationship: "data",
  mime-type: "text/csv", description: "Data")
= Capaian
#table(columns: 3, table.header([No], [Indikator], [Capaian]), ..range(45).map(i => [#i]))
#pagebreak()
= Penutup
#lorem(250)
"""

Issue = Callable[..., bytes]


def faults(verdict: PdfVerdict) -> str:
    """All that is wrong, as one text; also holds the verdict to its own rule."""
    assert verdict.sound == (bool(verdict.signatures) and all(one.ok for one in verdict.checks))
    return "; ".join(f"{one.name}: {one.detail}" for one in verdict.checks if not one.ok)


def flipped(content: bytes, at: int, mask: int = 1) -> bytes:
    """The same bytes with one of them changed."""
    return content[:at] + bytes([content[at] ^ mask]) + content[at + 1 :]


def code(refused: Refused) -> str:
    """The code of the one refusal."""
    (one,) = refused.refusals
    return one.code


def frames(error: BaseException) -> Iterator[str]:
    """Every local of every frame of an error and of what is behind it, as a log would show it."""
    seen: BaseException | None = error
    while seen is not None:
        trace: TracebackType | None = seen.__traceback__
        while trace is not None:
            if "/tests/" not in trace.tb_frame.f_code.co_filename:
                yield from (f"{key}={value!r}" for key, value in trace.tb_frame.f_locals.items())
            trace = trace.tb_next
        seen = seen.__cause__ or seen.__context__
