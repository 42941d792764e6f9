"""The pages of ``docs/generated``: written from the code, so that they cannot say anything else than it does."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence

from tests.rig.source import ROOT
from ukur.cli.main import parser
from ukur.config.env import SETTINGS
from ukur.domain.sop.model import Manner, Sop, Step
from ukur.domain.sop.reader import read
from ukur.services.wording.refusals import REFUSALS
from ukur.services.wording.roles import ROLE_CARDS

FOLDER = ROOT / "docs" / "generated"
SEED = ROOT / "sop" / "pengukuran-kinerja.sop.toml"
HOW = (
    "Made from the code, never by hand: `UKUR_DOCS=write .venv/bin/python -m pytest tests/test_docs.py` writes it anew."
)
MANNERS = {
    Manner.ALONE: "",
    Manner.JOINT: "joint",
    Manner.PARALLEL: "parallel",
    Manner.SEQUENTIAL: "in turn",
    Manner.ANY_ONE: "any one",
}


def seed() -> Sop:
    """The built-in SOP, through its reader."""
    return read(SEED.read_text(encoding="utf-8"), SEED.name)


def refusals() -> str:
    """Every refusal: its stable code, and the sentence that a person reads."""
    rows = [(f"`{code}`", sentence) for code, sentence in sorted(REFUSALS.items())]
    source = "Source: `ukur/services/wording/refusals.py`. Words in braces are filled in when the sentence is said."
    return _page("Refusals", source, _table(("Code", "Sentence"), rows))


def settings() -> str:
    """Every setting from the environment."""
    rows = [(f"`{one.name}`", f"`{one.default}`" if one.default else "–", one.meaning) for one in SETTINGS]
    return _page("Settings", "Source: `ukur/config/env.py`.", _table(("Setting", "Default", "Meaning"), rows))


def commands() -> str:
    """Every command of the command line with its help and its arguments."""
    parts = [part for name, help_, one in leaves(parser()) for part in _command(name, help_, one)]
    source = (
        "Source: `ukur/cli/`. Exit codes: 0 done and sound; 1 done, and what was checked is not sound; 2 bad usage or"
    )
    return _page("Commands", f"{source} unreadable input.", *parts)


def roles() -> str:
    """Who has which part in which step of the built-in SOP, with the standard minutes."""
    sop = seed()
    head = ("Step", "Printed", "Minutes", *(one.name for one in sop.performers))
    rows = [_step_row(sop, step) for step in sop.steps]
    total = ("", "Sum of the standard times", str(sop.standard_minutes), *("" for _ in sop.performers))
    source = f"Source: `sop/{SEED.name}`, version `{sop.digest[:16]}`. Behind a part: what it does in the software."
    return _page("Role matrix", source, _table(head, [*rows, total]))


def role_cards() -> str:
    """The cards of the roles, as the pages show them: for the guide, in Indonesian."""
    parts = [
        "# Kartu peran",
        "Satu kartu untuk setiap peran. Di Ukur: menu di bawah nama, *Kartu peran*; dapat dicetak.",
    ]
    for one in ROLE_CARDS:
        does = [f"- {f'**Langkah {step}.** ' if step else ''}{text}" for step, text in one.does]
        parts += [f"## {one.title}", one.purpose, "\n".join(does), "Yang perlu diingat:"]
        parts.append("\n".join(f"- {text}" for text in one.minds))
    return "\n\n".join(parts) + "\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands,
    "refusals.md": refusals,
    "roles.md": roles,
    "../panduan/kartu-peran.md": role_cards,
    "settings.md": settings,
}


def leaves(one: argparse.ArgumentParser, help_: str = "") -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Each command that does something: its full name, its line of help, its parser."""
    groups = [action for action in one._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield one.prog, help_, one
    for group in groups:
        texts = {choice.dest: choice.help or "" for choice in group._choices_actions}
        for name, child in group.choices.items():
            yield from leaves(child, texts.get(name, ""))


def _command(name: str, help_: str, one: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## `{name}`"
    yield (f"{help_[:1].upper()}{help_[1:]}." if help_ else "")
    actions = [action for action in one._actions if not isinstance(action, argparse._HelpAction)]
    if actions:
        yield _table(("Argument", "Meaning"), [(f"`{_argument(action)}`", action.help or "–") for action in actions])


def _argument(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
    return " ".join(part for part in (", ".join(action.option_strings), value) if part)


def _step_row(sop: Sop, step: Step) -> tuple[str, ...]:
    minutes = "" if step.minutes is None else str(step.minutes)
    return (step.no, step.title, minutes, *("; ".join(_parts(step, one.id)) for one in sop.performers))


def _parts(step: Step, performer: str) -> Iterator[str]:
    """The parts of one performer, the doing ones first."""
    manner = MANNERS[step.manner]
    if performer in step.performers:
        leads = step.manner is not Manner.JOINT or performer == step.main
        kind = ", ".join(part for part in (manner, "decides" if performer == step.decider else "") if part)
        said = f"**does** `{step.activity(performer)}`" if leads else "takes part"
        yield f"{said} ({kind})" if kind and leads else said
    if performer in step.suppliers:
        since = f", from step {step.suppliers_since} on" if step.suppliers_since else ""
        yield f"**hands in** `{step.activity('penyerah')}`{since}"
    lists = {"receives": step.receivers, "is consulted": step.consulted, "is informed": step.informed}
    if performer == step.approver:
        yield "answers for it"
    yield from (word for word, names in lists.items() if performer in names)


def _page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", HOW, *(part for part in parts if part)]) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
