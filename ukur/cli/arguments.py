"""A parser of arguments that speaks Indonesian: headings, help, and what is wrong with a call."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

# What argparse says, and what a person reads. The first that fits is taken; \1, \2 are words of the call.
_SENTENCES = (
    (r"the following arguments are required: (.+)", r"belum disebut: \1"),
    (r"unrecognized arguments: (.+)", r"tidak dikenal: \1"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.+)\)", r"\1: \2 tidak dikenal. Pilih dari \3"),
    (r"argument (\S+): expected one argument", r"\1: isinya belum disebut"),
    (r"argument (\S+): expected at least one argument", r"\1: isinya belum disebut"),
    (r"argument (\S+): invalid int value: (.+)", r"\1: \2 bukan bilangan bulat"),
    (r"argument (\S+): ignored explicit argument (.+)", r"\1: tidak memakai isi; hapus \2"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1: belum jelas, dapat berarti \2"),
    (r"argument (\S+): (.+)", r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """Its subcommands are of this kind too. A call that cannot be used ends with 2 and a sentence."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False})
        self._positionals.title, self._optionals.title = "isian", "pilihan"
        self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help="tampilkan bantuan ini")

    def format_usage(self) -> str:
        return _usage(super().format_usage())

    def format_help(self) -> str:
        return _usage(super().format_help())

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {said(message)}. Lihat {self.prog} --help.\n")


def _usage(text: str) -> str:
    return re.sub(r"\Ausage: ", "pakai: ", text)


def said(message: str) -> str:
    """The Indonesian sentence for a message of argparse."""
    for pattern, sentence in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(sentence)
    return message


def port(text: str) -> int:
    """A port number; argparse shows the sentence when it is none."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"“{text}” bukan nomor port; pilih 1 sampai 65535")
    return int(text)


def count(text: str) -> int:
    """A number from 1 on."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” bukan bilangan bulat mulai 1")
    return int(text)
