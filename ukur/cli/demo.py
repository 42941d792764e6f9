"""``ukur demo``: a sample dinas to try everything with."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ukur.cli.arguments import port
from ukur.cli.django import start
from ukur.cli.serve import Beside, next_free, require_free, serve

HOST = "127.0.0.1"


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = commands.add_parser("demo", help="dinas contoh (Latihan), lalu disajikan di komputer ini")
    made.add_argument("--dir", type=Path, default=Path("var"), metavar="DIR", help="folder data; bawaan: ./var")
    made.add_argument("--port", type=port, default=8000, metavar="N", help="nomor port; bawaan: 8000")
    made.add_argument("--no-serve", action="store_true", help="siapkan data saja")
    made.add_argument("--practice-only", action="store_true", help="Latihan saja, tanpa tempat data dinas sendiri")
    made.set_defaults(handler=run)


def _own_place(args: argparse.Namespace) -> Beside | None:
    """Where the agency's own data will be served: a folder beside the practice data, on the next free port.

    Its address stands in the band of the practice; None when nothing is served, or only the practice.
    """
    if args.no_serve:
        return None
    require_free(HOST, args.port)
    if args.practice_only:
        return None
    port = next_free(HOST, args.port)
    os.environ["UKUR_OWN_URL"] = f"http://{HOST}:{port}/"
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("UKUR_", "DATABASE_URL"))}
    place = {"UKUR_DATA": str((args.dir / "dinas").resolve()), "UKUR_COOKIE": "dinas"}
    place["UKUR_ADDRESS"] = f"http://{HOST}:{port}"
    place["UKUR_PRACTICE_URL"] = f"http://{HOST}:{args.port}/"
    return Beside(port, {**kept, **place})


def run(args: argparse.Namespace) -> int:
    own = _own_place(args)
    os.environ.setdefault("UKUR_ADDRESS", f"http://{HOST}:{args.port}")
    start(args.dir, own_database=True)
    from ukur.services import operate
    from ukur.services.operate.demo import PASSPHRASE, PASSWORD

    accounts = operate.make_demo()
    if not args.no_serve:
        print(f"\nUkur, Latihan: http://{HOST}:{args.port}/\n")
    print(f"Kata sandi semua akun: {PASSWORD}")
    print(f"Frasa sandi kunci tanda tangan Kepala: {PASSPHRASE}\n")
    for one in accounts:
        print(f"  {one.username:20} {one.name:34} {one.role}")
    if own:
        print(f"\nData dinas sendiri, kosong (menyusul sebentar): http://{HOST}:{own.port}/")
    print(flush=True)
    if args.no_serve:
        return 0
    return serve(HOST, args.port, workers=1, with_worker=True, beside=own)
