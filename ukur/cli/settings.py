"""``ukur settings``: everything that is configured from the environment."""

from __future__ import annotations

import argparse
import importlib


def add_arguments(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    made = commands.add_parser("settings", help="daftar pengaturan dari lingkungan")
    made.set_defaults(handler=run)


def run(args: argparse.Namespace) -> int:
    env = importlib.import_module("ukur.config.env")
    for one in env.SETTINGS:
        print(f"{one.name:14} {one.default or '-':24} {one.meaning}")
    return 0
