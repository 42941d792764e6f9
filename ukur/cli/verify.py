"""``ukur verify``: a PDF or an archive package, checked from the file alone."""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = commands.add_parser("verify", help="periksa PDF atau Berkas Arsip (folder atau .zip)")
    made.add_argument("path", type=Path, metavar="PATH", help="PDF, atau Berkas Arsip")
    made.add_argument("--root", type=Path, action="append", default=[], metavar="PEM", help="sertifikat yang dipercaya")
    made.add_argument("--json", action="store_true", help="cetak satu objek JSON saja")
    made.add_argument("--no-redraw", action="store_true", help="jangan gambar ulang naskah yang tidak bertanda tangan")
    made.set_defaults(handler=run)


def run(args: argparse.Namespace) -> int:
    from ukur.services.verify import verify

    verdict = verify(args.path, tuple(one.read_bytes() for one in args.root), redraw=not args.no_redraw)
    if args.json:
        checks = [{"name": one.name, "ok": one.ok, "detail": one.detail} for one in verdict.checks]
        answer = {"kind": verdict.kind, "sound": verdict.sound, "signed": verdict.signed, "checks": checks}
        print(json.dumps(answer | {"code": verdict.code, "summary": verdict.summary}, ensure_ascii=False, indent=2))
    else:
        for one in verdict.checks:
            print(f"{'baik ' if one.ok else 'RUSAK'}  {one.name}: {one.detail}")
        print(verdict.summary)
    return 0 if verdict.sound else 1
