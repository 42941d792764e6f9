"""``ukur demo``: a sample dinas to try everything with."""

from __future__ import annotations

import argparse
from pathlib import Path

from ukur.cli.arguments import port
from ukur.cli.django import start
from ukur.cli.serve import require_free, serve


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = commands.add_parser("demo", help="dinas contoh (Latihan), lalu disajikan di komputer ini")
    made.add_argument("--dir", type=Path, default=Path("var"), metavar="DIR", help="folder data; bawaan: ./var")
    made.add_argument("--port", type=port, default=8000, metavar="N", help="nomor port; bawaan: 8000")
    made.add_argument("--no-serve", action="store_true", help="siapkan data saja")
    made.set_defaults(handler=run)


def run(args: argparse.Namespace) -> int:
    if not args.no_serve:
        require_free("127.0.0.1", args.port)
    start(args.dir, own_database=True)
    from ukur.services import operate
    from ukur.services.operate.demo import PASSPHRASE, PASSWORD

    accounts = operate.make_demo()
    if not args.no_serve:
        print(f"\nUkur, Latihan: http://127.0.0.1:{args.port}/\n")
    print(f"Kata sandi semua akun: {PASSWORD}")
    print(f"Frasa sandi kunci tanda tangan Kepala: {PASSPHRASE}\n")
    for one in accounts:
        print(f"  {one.username:20} {one.name:34} {one.role}")
    print(flush=True)
    if args.no_serve:
        return 0
    return serve("127.0.0.1", args.port, workers=1, with_worker=True)
