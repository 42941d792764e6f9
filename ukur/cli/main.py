"""``ukur``: the command line. Commands fail clearly and start Django only when they need it."""

from __future__ import annotations

import argparse
import os
import sys

from ukur.cli import achievement, check, demo, measure, serve, settings, sop, verify
from ukur.cli.arguments import Parser
from ukur.domain.errors import Refused, Unreadable

_ROOMS = (demo, serve, measure, sop, achievement, verify, check, settings)
_REASONS = (
    (FileNotFoundError, "tidak ada; periksa nama dan foldernya"),
    (FileExistsError, "sudah ada; pilih nama lain"),
    (IsADirectoryError, "ini folder; sebut sebuah berkas"),
    (NotADirectoryError, "bukan folder; sebut sebuah folder"),
    (PermissionError, "tidak boleh dibaca atau ditulis; periksa hak aksesnya"),
)


def parser() -> argparse.ArgumentParser:
    """The whole command line; every room adds its own commands."""
    made = Parser(prog="ukur", description="Ukur menjalankan SOP Pengukuran Kinerja dan SOP AP lainnya.")
    commands = made.add_subparsers(dest="command", metavar="PERINTAH", required=True, title="perintah")
    for room in _ROOMS:
        room.add_arguments(commands)
    return made


def main(argv: list[str] | None = None) -> int:
    """Exit codes: 0 done and sound; 1 done, what was checked is not sound; 2 bad usage or unreadable input."""
    args = parser().parse_args(argv)
    try:
        code = int(args.handler(args))
        sys.stdout.flush()
        return code
    except Unreadable as unreadable:
        return _unusable(*(str(fault) for fault in unreadable.faults))
    except Refused as refused:
        from ukur.services.wording.refusals import say_all

        return _unusable(*say_all(refused.refusals))
    except BrokenPipeError:  # whoever read our output has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        return _unusable(_of_system(error))
    except KeyboardInterrupt:
        return 130


def _unusable(*sentences: str) -> int:
    for one in sentences:
        print(f"ukur: {one}", file=sys.stderr)
    return 2


def _of_system(error: OSError) -> str:
    """What the computer refuses, with the file it is about."""
    reason = next((text for kind, text in _REASONS if isinstance(error, kind)), f"tidak dapat dipakai ({error})")
    return f"{error.filename or 'berkas'}: {reason}"


if __name__ == "__main__":
    sys.exit(main())
