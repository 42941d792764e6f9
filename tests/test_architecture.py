"""What import-linter (``pyproject.toml``) cannot see: who writes, what is said, what is tracked."""

from __future__ import annotations

import ast
import itertools
import re
import string
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.rig import source
from ukur.services.wording import REFUSALS

DOMAIN = source.python("ukur/domain")
DOORS = source.python("ukur/web", "ukur/cli")
# Blanks that `wording.say` fills itself, out of the values of the refusal.
MADE_BY_SAY = {"nip_invalid": {"why"}, "sop_not_runnable": {"what"}}
WRITES = {"save", "create", "update", "delete", "get_or_create", "update_or_create"}


def _imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Each import of a file with the module it names."""
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source.place(path, node)}: name the module in full"
            yield node, node.module or ""


def _calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Each call of a file with the last name of what is called."""
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node, node.func.id
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


def test_the_contracts_of_import_linter_are_kept() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=source.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_domain_imports_nothing_but_the_standard_library_and_itself() -> None:
    allowed = {*sys.stdlib_module_names, "ukur"}
    named = [(source.place(path, node), name) for path in DOMAIN for node, name in _imports(path)]
    assert named
    assert not [(where, name) for where, name in named if name.split(".")[0] not in allowed]


def test_the_domain_reads_no_clock_no_chance_and_no_file() -> None:
    forbidden = {"now", "today", "utcnow", "time_ns", "monotonic", "token_hex", "uuid4", "open", "read_text"}
    called = [(source.place(path, node), name) for path in DOMAIN for node, name in _calls(path)]
    assert called
    assert not [(where, name) for where, name in called if name in forbidden]


def test_doors_write_nothing_themselves() -> None:
    """Every change goes through ``acts.perform``. Only names are compared: join a dict by ``|=``."""
    called = [(path, node, name) for path in DOORS for node, name in _calls(path)]
    methods = [one for one in called if isinstance(one[1].func, ast.Attribute)]
    writes = [one for one in methods if one[2] in WRITES or one[2].startswith("bulk_")]
    assert not [f"{source.place(path, node)} .{name}(" for path, node, name in writes]


def _refusals() -> Iterator[tuple[str, str, set[str]]]:
    """Each refusal in the code, ``refusal(…)`` or ``context.refuse(…)``: its place, code, the names of its values."""
    for path in source.python("ukur"):
        for node, name in _calls(path):
            if (name == "refusal" or _is_refuse(node)) and not _passes_on(node):
                codes = _codes(node.args[0])
                assert codes, f"{source.place(path, node)}: write the code out, so that it can be found"
                yield from (
                    (source.place(path, node), code, {word.arg or "" for word in node.keywords}) for code in codes
                )


def _is_refuse(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and ast.unparse(node.func) == "context.refuse"


def _passes_on(node: ast.Call) -> bool:
    """A code that is only handed through with all its values: ``refuse`` itself, a refusal read from the journal."""
    return not _codes(node.args[0]) and any(word.arg is None for word in node.keywords)


def _codes(node: ast.expr) -> list[str]:
    """The code, or both of ``"one" if … else "other"``."""
    if isinstance(node, ast.IfExp):
        return _codes(node.body) + _codes(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def test_every_refusal_has_a_wording_and_every_wording_a_refusal() -> None:
    used = {code: where for where, code, _ in _refusals()}
    assert used
    assert not {code: where for code, where in used.items() if code not in REFUSALS}, "refusals without wording"
    assert not set(REFUSALS) - set(used), "wordings of no refusal"


def test_every_refusal_fills_all_blanks_of_its_wording() -> None:
    for where, code, values in _refusals():
        blanks = {name for _, name, _, _ in string.Formatter().parse(REFUSALS.get(code, "")) if name}
        lacking = blanks - values - MADE_BY_SAY.get(code, set())
        assert "" in values or not lacking, f"{where}: {code} lacks {lacking}"


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_form_one_line() -> None:
    graph = MigrationLoader(None).graph
    leaves = graph.leaf_nodes("store")
    assert len(leaves) == 1, leaves
    line = [node for node in graph.forwards_plan(leaves[0]) if node[0] == "store"]
    for before, this in itertools.pairwise(line):
        own = [str(parent.key[1]) for parent in graph.node_map[this].parents if parent.key[0] == "store"]
        assert own == [before[1]], this


# A pin, one of its digests, or the note who asked for it: nothing else may stand in a lock.
PIN = re.compile(r"[\w.-]+(\[[\w,-]+\])?==[^ ]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    #.*")


def _pins(name: str) -> dict[str, str]:
    lines = (source.ROOT / "requirements" / name).read_text().splitlines()
    return {line.split("==")[0]: line for line in lines if line and not line.startswith(" ")}


def test_requirements_hold_exact_versions_and_digests_and_no_address() -> None:
    for path in (source.ROOT / "requirements").glob("*.txt"):
        odd = [line for line in path.read_text().splitlines() if not PIN.fullmatch(line)]
        assert not odd, f"{path.name}: {odd[:3]}"


def test_what_is_tested_is_what_is_installed() -> None:
    assert _pins("base.txt").items() <= _pins("dev.txt").items()


def test_no_tracked_file_names_a_place_of_one_machine() -> None:
    homes = re.compile(r"/(?:root|home/\w+|Users/\w+)/|/usr/local/\w+/python")
    here = [str(source.ROOT) + "/", str(source.ROOT.parent) + "/", str(Path.home()) + "/"]
    for path in source.files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        assert not homes.search(text), f"{source.place(path)}: {homes.search(text)}"
        assert not [one for one in here if len(one) > 2 and one in text], source.place(path)


def test_every_built_in_sop_is_readable_and_has_its_own_id() -> None:
    paths = sorted((source.ROOT / "sop").glob("*.sop.toml"))
    ids = [tomllib.loads(path.read_text(encoding="utf-8"))["sop"]["id"] for path in paths]
    assert ids
    assert len(set(ids)) == len(ids)
