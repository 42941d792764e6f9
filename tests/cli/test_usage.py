"""How the command line answers a call that cannot be used: in Indonesian, on standard error, with 2."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Ukur
from tests.drill.place import shell
from tests.rig.generated import leaves
from tests.rig.site import UKUR, environment
from ukur.cli.arguments import said
from ukur.cli.main import parser
from ukur.config.env import SETTINGS

pytestmark = pytest.mark.sqlite_only
COMMANDS = [name for name, _, _ in leaves(parser())]
ENGLISH = re.compile(r"\b(usage|error|argument|required|invalid|expected|options|unrecognized|show|default)\b", re.I)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "ukur: belum disebut: PERINTAH. Lihat ukur --help."),
        ("sop", "ukur sop: belum disebut: PERINTAH."),
        ("verify", "ukur verify: belum disebut: PATH."),
        ("nada", "ukur: PERINTAH: 'nada' tidak dikenal. Pilih dari 'demo', "),
        ("check --cepat", "ukur: tidak dikenal: --cepat."),
        ("measure a.xlsx --out", "ukur measure: --out: isinya belum disebut."),
        ("measure a.xlsx --json=ya", "ukur measure: --json: tidak memakai isi; hapus 'ya'."),
        ("serve --w 2", "ukur serve: --w: belum jelas, dapat berarti --workers, --with-worker."),
        ("serve --port http", "ukur serve: --port: “http” bukan nomor port; pilih 1 sampai 65535."),
        ("demo --port 70000", "ukur demo: --port: “70000” bukan nomor port; pilih 1 sampai 65535."),
        ("serve --workers 0", "ukur serve: --workers: “0” bukan bilangan bulat mulai 1."),
        ("measure", "ukur: ukur measure: sebutkan BOOK.xlsx dan --out DIR, atau --template BOOK.xlsx"),
        ("measure a.xlsx", "ukur: ukur measure: sebutkan BOOK.xlsx dan --out DIR, atau --template BOOK.xlsx"),
        ("verify nada.pdf", "ukur: nada.pdf: berkas atau folder tidak ada"),
        ("check", "ukur: var: belum ada data Ukur; buat dengan ukur init, ukur demo atau ukur restore"),
        ("worker", "ukur: var: belum ada data Ukur"),
        ("backup cadangan", "ukur: var: belum ada data Ukur"),
    ],
)
def test_a_call_that_cannot_be_used_ends_with_2_and_an_indonesian_sentence(
    ukur: Ukur, monkeypatch: pytest.MonkeyPatch, words: str, sentence: str
) -> None:
    for one in SETTINGS:
        monkeypatch.delitem(os.environ, one.name, raising=False)
    answer = ukur(*words.split())
    assert (answer.code, answer.out) == (2, "")
    *usage, line = answer.err.splitlines()
    assert line.startswith(sentence)
    assert not ENGLISH.search(answer.err)
    assert not usage or usage[0].startswith("pakai: ukur")
    assert [*Path().iterdir()] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_each_of_its_words_in_indonesian(ukur: Ukur, name: str) -> None:
    answer = ukur(*name.split()[1:], "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"pakai: {name} ")
    assert not ENGLISH.search(re.sub(r"--\w+", "", answer.out))


def test_no_argument_is_left_without_an_explanation() -> None:
    silent = [
        f"{name} {action.dest}"
        for name, _, one in leaves(parser())
        for action in one._actions
        if not action.help and not isinstance(action, argparse._SubParsersAction)
    ]
    assert silent == []


def test_a_sentence_of_argparse_that_nobody_knows_is_said_as_it_is() -> None:
    assert said("something new") == "something new"
    assert said("argument --x: a sentence of our own") == "--x: a sentence of our own"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("UKUR_DEBUG", "ya", "ukur: pengaturan: UKUR_DEBUG harus 0 atau 1, bukan 'ya'"),
        ("DATABASE_URL", "mysql://a/b", "ukur: pengaturan: DATABASE_URL: 'mysql' bukan sqlite dan bukan postgres"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str, sentence: str) -> None:
    answer = shell({**environment(tmp_path), name: value}, UKUR, "init")
    assert (answer.returncode, answer.stdout, answer.stderr) == (2, "", sentence + "\n")


def test_settings_lists_every_setting_with_what_it_means(ukur: Ukur) -> None:
    answer = ukur("settings")
    assert (answer.code, answer.err) == (0, "")
    assert [line.split()[0] for line in answer.out.splitlines()] == [one.name for one in SETTINGS]
    assert all(one.meaning in answer.out for one in SETTINGS)


def test_who_reads_only_the_beginning_of_an_answer_gets_no_complaint(tmp_path: Path) -> None:
    with subprocess.Popen([UKUR, "settings"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout and child.stderr
        child.stdout.close()
        assert (child.stderr.read(), child.wait()) == (b"", 141)


def test_verify_keeps_nothing_where_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"hello")
    env = {name: value for name, value in environment(tmp_path).items() if not name.startswith("UKUR_")}
    assert shell(env, UKUR, "verify", "a.pdf", cwd=tmp_path).returncode == 1
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]
