"""``ukur``: the command line. Commands fail clearly and start Django only when they need it."""

from __future__ import annotations

import argparse
import sys

from ukur.cli import achievement, check, demo, measure, serve, settings, sop, verify
from ukur.domain.errors import Unreadable

_ROOMS = (demo, serve, measure, sop, achievement, verify, check, settings)


def parser() -> argparse.ArgumentParser:
    """The whole command line; every room adds its own commands."""
    made = argparse.ArgumentParser(
        prog="ukur", description="Ukur menjalankan SOP Pengukuran Kinerja dan SOP AP lainnya."
    )
    commands = made.add_subparsers(dest="command", metavar="PERINTAH", required=True)
    for room in _ROOMS:
        room.add_arguments(commands)
    return made


def main(argv: list[str] | None = None) -> int:
    """Exit codes: 0 done and sound; 1 done, what was checked is not sound; 2 bad usage or unreadable input."""
    args = parser().parse_args(argv)
    try:
        return int(args.handler(args))
    except Unreadable as unreadable:
        for fault in unreadable.faults:
            print(f"ukur: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
