"""The tool that checks a package without Ukur: one HTML file, joined from plain modules beside this one.

It may load and send nothing: its policy allows only the style and the script that stand in it, by their digests.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

VERIFIER = "periksa.html"
MODULES = ("bytes", "json", "der", "pdf", "zip", "bag", "page")  # each needs only earlier ones
_SOURCE = Path(__file__).resolve().parent / "periksa"
_IMPORT = re.compile(r"^import \{[^}]*\} from \"\./[a-z]+\.js\";\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const |function |async function |class )", re.MULTILINE)


@cache
def verifier() -> bytes:
    """The HTML file, the same bytes each time. ValueError when a module cannot be joined."""
    script = "\n" + "\n".join(f"// --- {name} ---\n{_joined(name)}" for name in MODULES)
    style = "\n" + _text("style.css")
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )
    page = _text("page.html")
    for blank, filled in (("{policy}", policy), ("{style}", style), ("{script}", script)):
        page = page.replace(blank, filled)
    return page.encode()


def _text(name: str) -> str:
    return (_SOURCE / name).read_text("utf-8")


def _joined(name: str) -> str:
    """A module without its imports and exports: all of them share one scope in the page."""
    text = _EXPORT.sub("", _IMPORT.sub("", _text(f"{name}.js")))
    if re.search(r"^(import|export)\b", text, re.MULTILINE) or "</script" in text:
        raise ValueError(f"{name}.js")
    return text


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
