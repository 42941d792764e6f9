"""``ukur measure``: the main job without a browser."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from ukur.cli.django import start
from ukur.cli.sop import text_of
from ukur.domain.achievement.numbers import format_number
from ukur.domain.errors import Fault, Unreadable
from ukur.domain.sop import reader


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = commands.add_parser("measure", help="satu buku kerja masuk, dokumen bertanda tangan dan Berkas Arsip keluar")
    made.add_argument(
        "book", nargs="?", type=Path, metavar="BOOK.xlsx", help="buku kerja: dinas, rencana, realisasi, bukti"
    )
    made.add_argument("--template", type=Path, metavar="BOOK.xlsx", help="tulis contoh buku kerja yang terisi")
    made.add_argument("--out", type=Path, metavar="DIR", help="folder hasil; dibuat bila belum ada")
    made.add_argument("--sop", type=Path, metavar="FILE", help="berkas .sop.toml; bawaan: SOP Pengukuran Kinerja")
    made.add_argument("--json", action="store_true", help="cetak satu objek JSON saja")
    made.set_defaults(handler=run)


def run(args: argparse.Namespace) -> int:
    _usable(args)
    with tempfile.TemporaryDirectory(prefix="ukur-") as data:
        os.environ.pop("UKUR_SECRET", None)
        start(Path(data), own_database=True)
        from ukur.services import operate

        if args.template is not None:
            operate.template(args.template)
            if args.book is None:
                return 0
        result = operate.measure(args.book, args.out, args.sop, _progress)
    for one in result["remarks"]:
        print(f"perhatikan {one}", file=sys.stderr)
    print(json.dumps(result, ensure_ascii=False, indent=2) if args.json else _summary(result))
    return 0 if result["ended"] and result["package"]["valid"] and result["journal"]["valid"] else 1


def _usable(args: argparse.Namespace) -> None:
    """Unreadable for what can be seen before anything is done; what is wrong inside the workbook is seen later."""
    if (args.book is None and args.template is None) or (args.book is not None and args.out is None):
        raise Unreadable([Fault("ukur measure", "sebutkan BOOK.xlsx dan --out DIR, atau --template BOOK.xlsx")])
    if args.out is not None and not next(one for one in (args.out, *args.out.parents) if one.exists()).is_dir():
        raise Unreadable([Fault(str(args.out), "bukan folder; sebut folder untuk hasilnya")])
    if args.sop is not None:
        reader.read(text_of(str(args.sop)), str(args.sop))


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"{text} …", file=sys.stderr, flush=True)


def _summary(result: dict[str, Any]) -> str:
    agency = result["agency"]
    value = format_number(Decimal(agency["achievement"]) if agency["achievement"] else None)
    lines = [
        f"{agency['name']}: capaian {value} ({agency['rating'] or 'tidak dinilai'}), kelengkapan {agency['complete']}",
        *(f"  {one['kind']:14} {one['path']}" for one in result["papers"]),
        f"Dokumen: {result['document']['path']}",
        *(f"  tanda tangan {one['signer']}: {one['kind']}, {one['level']}" for one in result["document"]["signatures"]),
        f"Berkas Arsip: {result['package']['path']} ({'utuh' if result['package']['valid'] else 'TIDAK UTUH'})",
        f"Catatan Pelaksanaan: {result['journal']['entries']} entri",
    ]
    return "\n".join(lines)
