"""An address as a QR code for the screen."""

from __future__ import annotations

import segno


def qr_svg(text: str) -> str:
    """The QR code of ``text`` as an inline SVG that grows with its box; error correction M (ISO/IEC 18004)."""
    return str(segno.make(text, error="m", micro=False).svg_inline(border=2, omitsize=True))
