"""An incremental update of a PDF that leaves all that stands there as it is (ISO 32000-1, 7.5.6)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec
from pyhanko.sign.general import SigningError

from ukur.domain.errors import Refused, refusal


def unusable(why: str) -> Refused:
    return Refused(refusal("pdf_unusable", reason=why))


@contextmanager
def reading() -> Iterator[None]:
    """What the library says of a bad file becomes one refusal.

    The texts are for developers and stay in the cause.
    """
    try:
        yield
    except SigningError as error:
        raise unusable("bidang tanda tangan tidak dapat dipakai; mungkin sudah ditandatangani") from error
    except (PdfError, ValueError, KeyError, IndexError, TypeError, AssertionError, RecursionError) as error:
        raise unusable("berkas bukan PDF yang utuh") from error


class PaperWriter(IncrementalPdfFileWriter):
    """Writes an update that leaves the document's own description (XMP, Info) as the paper's maker wrote it."""

    def _update_meta(self) -> None:
        """The library would name itself as producer and put in the time of the machine."""


def writer_of(pdf: bytes) -> PaperWriter:
    """An update of ``pdf``, to be written in place. Refused when the file is locked; broken files raise as they do."""
    # typst ends a file with %%EOF and no line end; without one the update breaks PDF/A (ISO 19005-3, 6.1.9).
    whole = pdf if pdf.endswith((b"\n", b"\r")) else pdf + b"\n"
    writer = PaperWriter(BytesIO(whole))
    if writer.prev.encrypted:
        raise unusable("berkas PDF terkunci dengan sandi")
    return writer


def unseen_field(name: str, label: str) -> SigFieldSpec:
    """A field that is drawn nowhere: a drawn one would break PDF/UA-1 (ISO 14289-1, 7.18.4)."""
    outside = InvisSigSettings(box_out_of_bounds=True)
    return SigFieldSpec(name, on_page=0, readable_field_name=label, invis_sig_settings=outside)
