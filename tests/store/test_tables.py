"""A new database gets its tables at once: the same that the migrations make one after another."""

from __future__ import annotations

import json
from pathlib import Path

from tests.drill.place import place
from tests.rig.schema import schema


def test_tables_laid_out_at_once_are_those_of_the_migrations(db: None, tmp_path: Path) -> None:
    with place(tmp_path / "place") as here:
        made = here.ukur("init")
        assert made.returncode == 0, made.stderr
        at_once = json.loads(here.python("-m", "tests.rig.schema").stdout)
        again = here.python("-m", "django", "migrate", "--check", "--settings", "ukur.config.settings")
        assert again.returncode == 0, again.stdout
    by_migrations = schema()  # pytest has played them all
    assert len(at_once) > 60
    assert at_once.keys() == by_migrations.keys()
    for table, told in at_once.items():
        assert told == by_migrations[table], table
