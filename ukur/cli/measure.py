"""``ukur measure``: the main job without a browser."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from ukur.cli.django import start
from ukur.domain.errors import Fault, Unreadable


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = commands.add_parser("measure", help="satu buku kerja masuk, dokumen bertanda tangan dan Berkas Arsip keluar")
    made.add_argument("book", nargs="?", type=Path, metavar="BOOK.xlsx")
    made.add_argument("--template", type=Path, metavar="BOOK.xlsx", help="tulis contoh buku kerja yang terisi")
    made.add_argument("--out", type=Path, metavar="DIR")
    made.add_argument("--sop", type=Path, metavar="FILE")
    made.add_argument("--json", action="store_true")
    made.set_defaults(handler=run)


def run(args: argparse.Namespace) -> int:
    if args.template is None and (args.book is None or args.out is None):
        raise Unreadable([Fault("ukur measure", "sebutkan BOOK.xlsx dan --out DIR, atau --template BOOK.xlsx")])
    for path in (args.book, args.sop):
        if path is not None and not path.is_file():
            raise Unreadable([Fault(str(path), "berkas tidak ada")])
    with tempfile.TemporaryDirectory(prefix="ukur-") as data:
        os.environ.pop("UKUR_SECRET", None)
        start(Path(data), own_database=True)
        from ukur.services import operate

        if args.template is not None:
            operate.template(args.template)
            if args.book is None:
                return 0
        result = operate.measure(args.book, args.out, args.sop, _progress)
    print(json.dumps(result, ensure_ascii=False, indent=2) if args.json else _summary(result))
    return 0 if result["ended"] and result["package"]["valid"] and result["journal"]["valid"] else 1


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"{text} …", file=sys.stderr, flush=True)


def _summary(result: dict[str, Any]) -> str:
    agency = result["agency"]
    lines = [
        f"{agency['name']}: capaian {agency['achievement'] or '–'} ({agency['rating'] or 'tidak dinilai'}), "
        f"kelengkapan {agency['complete']}",
        *(f"  {one['kind']:14} {one['path']}" for one in result["papers"]),
        f"Dokumen: {result['document']['path']}",
        *(f"  tanda tangan {one['signer']}: {one['kind']}, {one['level']}" for one in result["document"]["signatures"]),
        f"Berkas Arsip: {result['package']['path']} ({'utuh' if result['package']['valid'] else 'TIDAK UTUH'})",
        f"Catatan Pelaksanaan: {result['journal']['entries']} entri",
    ]
    return "\n".join(lines)
