"""``ukur sop``: work on SOP files without a database."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ukur.domain.errors import Fault, Unreadable
from ukur.domain.run import rehearsal
from ukur.domain.run.rehearsal import Rehearsal, Visit
from ukur.domain.sop import reader
from ukur.domain.sop.model import Sop

SOUND, UNSOUND, UNUSABLE = 0, 1, 2
_WIDEST_TITLE = 48


def add_arguments(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register ``sop`` and its subcommands; each sets ``handler``."""
    sop = subparsers.add_parser("sop", help="memeriksa dan mencoba berkas SOP")
    commands = sop.add_subparsers(dest="sop_command", required=True, metavar="PERINTAH")
    dry = commands.add_parser("run", help="mencoba alur SOP tanpa menyimpan apa pun")
    dry.add_argument("file", metavar="FILE", help="berkas .sop.toml")
    dry.add_argument(
        "--answers",
        default="",
        metavar="DAFTAR",
        help='jawaban putusan berurutan, misalnya "8=Tidak>7,8=Ya,9=Ya"; tanpa jawaban: yang maju',
    )
    dry.add_argument("--json", action="store_true", help="hasil sebagai satu objek JSON")
    dry.set_defaults(handler=run)


def run(args: argparse.Namespace) -> int:
    """``ukur sop run``: 0 when the SOP came to an end, 1 when not, 2 when the file or the answers are
    unusable.
    """
    try:
        sop = reader.read(text_of(args.file), args.file)
        done = rehearsal.run(sop, args.answers)
    except Unreadable as wrong:
        for fault in wrong.faults:
            print(_said(args.file, fault), file=sys.stderr)
        return UNUSABLE
    print(json.dumps(_data(done), ensure_ascii=False) if args.json else _table(sop, done))
    return SOUND if done.ended else UNSOUND


def text_of(path: str) -> str:
    """The text of a SOP file. Raises Unreadable when there is none; line ends stay as they are, the digest counts
    them.
    """
    try:
        return Path(path).read_bytes().decode("utf-8")
    except FileNotFoundError:
        reason = "berkas tidak ada; periksa nama dan foldernya"
    except IsADirectoryError:
        reason = "ini folder; sebut berkas .sop.toml di dalamnya"
    except UnicodeDecodeError:
        reason = "bukan teks UTF-8; simpan ulang sebagai UTF-8"
    except (OSError, ValueError) as wrong:
        reason = f"tidak dapat dibaca ({type(wrong).__name__}); periksa hak bacanya"
    raise Unreadable([Fault(path, reason)])


def _said(path: str, fault: Fault) -> str:
    """``path:line: where: reason``; a fault of the answers or of the file as a whole names itself."""
    if fault.where == path:
        return f"{path}:{fault.line}: {fault.reason}" if fault.line else f"{path}: {fault.reason}"
    if fault.where.startswith("jawaban ke-"):
        return f"--answers: {fault.where}: {fault.reason}"
    place = f"{path}:{fault.line}" if fault.line else path
    return f"{place}: {fault.where}: {fault.reason}"


def _data(done: Rehearsal) -> dict[str, object]:
    trace = [
        {"no": one.no, "performers": list(one.performers), "round": one.round, "answer": one.answer or None}
        for one in done.trace
    ]
    return {
        "trace": trace,
        "ended": done.ended,
        "standard_minutes": done.standard_minutes,
        "returns": done.returns,
        "unused_answers": list(done.unused),
    }


def _table(sop: Sop, done: Rehearsal) -> str:
    head = ("No", "Kegiatan", "Pelaksana", "Ke", "Menit", "Jawaban")
    rows = [head, *(_cells(one) for one in done.trace)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines[1:1] = ["  ".join("-" * width for width in widths)]
    end = "selesai" if done.ended else "tidak sampai akhir"
    summary = f"{sop.name}: {end}, waktu baku {done.standard_minutes} menit, dikembalikan {done.returns} kali"
    unused = [f"Jawaban yang tidak terpakai: {', '.join(done.unused)}"] if done.unused else []
    return "\n".join([*lines, "", summary, *unused])


def _cells(one: Visit) -> tuple[str, ...]:
    title = one.title if len(one.title) <= _WIDEST_TITLE else one.title[: _WIDEST_TITLE - 1].rstrip() + "…"
    minutes = "-" if one.minutes is None else str(one.minutes)
    return (one.no, title, ", ".join(one.performers), str(one.round), minutes, one.answer or "-")
