"""The process that draws one paper: an order as JSON on stdin, the PDF on stdout, then it ends.

Run as ``python -m ukur.formats.papers.child``. It reads nothing but the templates beside it and the font.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from ukur.formats.papers.data import csv_of
from ukur.formats.papers.model import BSRE_FOOTER, TEST_LABEL
from ukur.formats.papers.signers import printed
from ukur.formats.papers.text import Drawable, code_of, font_folder, glyphs_of, long_date

TEMPLATES = Path(__file__).resolve().parent


def draw(order: dict[str, str]) -> bytes:
    """The PDF of ``{"paper": "A4"|"F4", "snapshot": JSON text}``."""
    import typst

    content = json.loads(order["snapshot"])
    name = "dpk.typ" if content["kind"] == "dpk" else "letter.typ"
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
    pdf = typst.compile(
        str(TEMPLATES / name),
        root=str(TEMPLATES),
        font_paths=fonts,
        sys_inputs={"data": json.dumps(_for_template(content, order))},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=dt.datetime.combine(dt.date.fromisoformat(content["dated"]), dt.time(), dt.UTC),
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single file")
    return pdf


def _for_template(content: dict[str, Any], order: dict[str, str]) -> dict[str, object]:
    """What a template reads: the content, drawable, and what is computed from it. Attachments stay as they
    are.
    """
    table = Drawable(glyphs_of((font_folder() / "Arimo[wght].ttf").read_bytes()))
    signers = printed(content)
    codes = [_code(one) for one in content.get("blocks", ()) if one["type"] == "code"]
    verify, arms = content.get("verify"), content["letterhead"].pop("arms", None)
    return {
        "d": table.clean(content),
        "signers": table.clean(signers),
        "paper": order["paper"],
        "dated": long_date(content["dated"]),
        "code": "" if codes else code_of(content.get("digest", "")),  # one code a paper: it shows another's
        "superseded_code": code_of(content["supersedes"]["digest"]) if "supersedes" in content else "",
        "sop_code": code_of(content["sop"]["digest"]) if "sop" in content else "",
        "test": content.get("kind_of_signature") == TEST_LABEL,
        "bsre": BSRE_FOOTER if any(one["manner"] == "bsre" for one in signers) else (),
        "qr": _qr(verify["url"]) if verify else None,
        "codes": codes,
        "arms": list(base64.b64decode(arms, validate=True)) if arms else None,
        "csv": csv_of(content) if content["kind"] == "dpk" else None,
        "snapshot": order["snapshot"],
    }


def _code(block: dict[str, str]) -> dict[str, str]:
    """The picture and the groups of a QR code in the text, in the order of the blocks."""
    return {"qr": _qr(block["url"]), "code": code_of(block["digest"])}


def _qr(url: str) -> str:
    """The QR code of an address as SVG, with the quiet zone of ISO/IEC 18004 (four modules)."""
    import segno

    return str(segno.make(url, error="m", micro=False).svg_inline(border=4, omitsize=True))


def main() -> int:
    """Draw the order on stdin; a failure is one line on stderr and the exit code 1."""
    try:
        pdf = draw(json.loads(sys.stdin.buffer.read()))
    except Exception as error:
        sys.stderr.write(" ".join(str(getattr(error, "diagnostic", error)).split()) or type(error).__name__)
        return 1
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
