"""``ukur check | backup | restore``: is the live system sound, keep a copy, bring it back with proof."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from ukur.cli.django import reach, start, start_on_data


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = commands.add_parser("check", help="periksa rantai catatan, keadaan, dan berkas")
    made.set_defaults(handler=run_check)
    backup = commands.add_parser("backup", help="cadangkan semua data ke folder baru di dalam DIR")
    backup.add_argument("dir", type=Path, metavar="DIR", help="folder tempat cadangan; dibuat bila belum ada")
    backup.set_defaults(handler=run_backup)
    restore = commands.add_parser("restore", help="pulihkan cadangan ke tempat kosong, lalu buktikan")
    restore.add_argument("dir", type=Path, metavar="DIR", help="folder sebuah cadangan, ukur-…")
    restore.set_defaults(handler=run_restore)


def _report(checks: list[Any]) -> int:
    for one in checks:
        print(f"{'baik ' if one.ok else 'RUSAK'}  {one.name}: {one.detail}")
    return 0 if all(one.ok for one in checks) else 1


def run_check(args: argparse.Namespace) -> int:
    start_on_data()
    from ukur.services import operate

    return _report(operate.check())


def run_backup(args: argparse.Namespace) -> int:
    start_on_data()
    from ukur.services import operate

    print(operate.backup(args.dir))
    return 0


def run_restore(args: argparse.Namespace) -> int:
    start()
    reach()
    from ukur.services import operate

    return _report(operate.restore(args.dir))
