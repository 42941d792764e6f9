"""What a paper holds: plain dictionaries that can be frozen as JSON and drawn again later, byte for byte.

Every value is a string as it shall be read on the paper ("1.001,36", "29 Oktober 2026"); None is a value
nobody has reported and is printed "–", never 0. Only ``Raw`` holds machine numbers: decimals with a point
("1001.36") for the attached CSV and for the length of the bars. Shapes: quarters are always four, TW I to IV.
"""

# No postponed annotations here: they would hide NotRequired from ``check``.
from typing import Literal, NotRequired, TypedDict

TEST_LABEL = "Uji (bukan dokumen resmi)"
"""The kind of signature that must be told apart from an official one at a glance."""

Status = Literal["achieved", "missed", "unreported", "unrated", "not_measured"]
Quarters = tuple[str | None, str | None, str | None, str | None]
LetterKind = Literal[
    "disposisi",
    "undangan",
    "notula",
    "daftar-hadir",
    "berita-acara",
    "nota-dinas",
    "form-unit",
    "surat-pengantar",
    "lembar-salinan",
]
Manner = Literal["ink", "electronic", "bsre"]
"""How a signature comes: ``ink`` leaves room for pen and stamp and claims nothing; ``electronic`` prints the panel;
``bsre`` prints the panel and ``BSRE_FOOTER``, so only a paper that BSrE does sign may have it.
"""
BSRE_FOOTER = (
    "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan oleh Balai "
    "Besar Sertifikasi Elektronik (BSrE), Badan Siber dan Sandi Negara (BSSN)",
    "UU ITE No 11 Tahun 2008 Pasal 5 Ayat 1 'Informasi Elektronik dan/atau Dokumen Elektronik dan/atau hasil cetaknya "
    "merupakan alat bukti hukum yang sah'",
)
"""What offices print under a paper with a BSrE signature, verbatim."""
MOST_INITIALS = 3
"""Officials who initial before the signature (Permendagri 54/2009, annex)."""


class Letterhead(TypedDict):
    """The *kop*. ``arms`` is a PNG or JPEG in base64; without it the place of the arms stays blank."""

    government: str
    agency: str
    address: str
    contact: str
    arms: NotRequired[str]


class Verify(TypedDict):
    """Where a reader checks the paper: the address behind the QR code and its token."""

    url: str
    token: str


class SopPrinted(TypedDict):
    """The procedure that was run. ``legal`` and ``number_printed`` are verbatim, errors included."""

    name: str
    number_printed: str
    digest: str
    open_readings: int
    legal: list[str]


class Summary(TypedDict):
    """Counts of indicators; the kinds add up to ``total``. ``unrated``: reported, without a percentage (target 0)."""

    total: int
    achieved: int
    missed: int
    unreported: int
    not_measured: int
    unrated: NotRequired[int]


class Raw(TypedDict, total=False):
    """Exact decimals with a point, None when there is none. Goes to the CSV; ``achievement`` also draws the
    bar.
    """

    target: str | None
    target_year: str | None
    target_quarters: Quarters
    actual: str | None
    actual_quarters: Quarters
    cumulative: str | None
    achievement: str | None
    achievement_year: str | None


class PrintedIndicator(TypedDict):
    """One indicator. ``uom``: unit of measure (satuan); ``unit``: who answers for it (penanggung jawab).

    ``reason`` says why there is no achievement or no rating. ``achievement`` and ``achievement_year`` are
    percentages without the sign. ``status`` is what the summary counts.
    """

    no: str
    code: str
    name: str
    uom: str
    polarity: str
    unit: str
    frequency: str
    status: Status
    target: str | None
    target_year: str | None
    target_quarters: Quarters
    actual: str | None
    actual_quarters: Quarters
    cumulative: str | None
    achievement: str | None
    achievement_year: str | None
    rating: str | None
    reason: str | None
    cause: str | None
    follow_up: str | None
    provisional: bool
    evidence: list[str]
    note: str | None
    raw: Raw


class PrintedObjective(TypedDict):
    """A *sasaran* with its total; ``complete`` is the completeness in words ("5 dari 6")."""

    no: str
    name: str
    achievement: str | None
    rating: str | None
    complete: str
    indicators: list[PrintedIndicator]


class AgencyTotal(TypedDict):
    achievement: str | None
    rating: str | None
    complete: str


class HistoryRow(TypedDict):
    """One step of the run as it was done; ``round`` is empty the first time, else "Perbaikan ke-1"."""

    no: str
    title: str
    who: str
    when: str
    round: str
    note: str | None


# A functional TypedDict because "from" is a word of Python.
ReturnRow = TypedDict("ReturnRow", {"from": str, "to": str, "reason": str, "who": str, "when": str})


class Office(TypedDict):
    """For whom somebody signs who does not sign for himself: ``on_behalf`` is the post after *a.n.*, ``through`` the
    post between when it goes on with *u.b.* (*a.n.* on_behalf, through, *u.b.*, then the signer's own post).
    """

    on_behalf: NotRequired[str]
    through: NotRequired[str]
    manner: NotRequired[Manner]


class Signatory(Office):
    """Who signs the measurement document, electronically unless ``manner`` says otherwise.

    ``acting`` is the exact prefix ("Plt.", "Plh.", "Pj.") or empty; ``nip`` may be empty.
    """

    position: str
    name: str
    nip: str
    rank: str
    acting: str


class Superseded(TypedDict):
    """The signed document that a *Ralat* replaces: its number, date as read, digest; why; and a row for each line
    that reads otherwise (indicator, field, before, now; None is nothing).
    """

    number: str | None
    dated: str
    digest: str
    reason: str
    rows: list[tuple[str, str, str | None, str | None]]


class Dpk(TypedDict):
    """*Dokumen Pengukuran Kinerja* of one agency and period (tables: PermenPANRB 53/2014 and the quarterly
    form).

    ``dated`` is an ISO date, ``digest`` the SHA-256 of the snapshot in hex, ``number`` None while it follows
    later, which leaves room to write it. ``initials``: posts of the *paraf* box, in order. ``preview``: every page
    says that it is not yet the paper.
    """

    kind: Literal["dpk"]
    practice: bool
    kind_of_signature: str
    letterhead: Letterhead
    title: str
    period: str
    number: str | None
    dated: str
    place: str
    digest: str
    sop: SopPrinted
    settings: list[tuple[str, str]]
    summary: Summary
    objectives: list[PrintedObjective]
    agency_total: AgencyTotal
    history: list[HistoryRow]
    returns: list[ReturnRow]
    closing: list[str]
    signature: Signatory
    verify: Verify | None
    initials: NotRequired[list[str]]
    preview: NotRequired[bool]
    supersedes: NotRequired[Superseded]


class Paragraph(TypedDict):
    type: Literal["paragraph"]
    text: str


class Heading(TypedDict):
    type: Literal["heading"]
    text: str


class Fields(TypedDict):
    """Label, colon, value. A value of None leaves a dotted line to write on."""

    type: Literal["fields"]
    rows: list[tuple[str, str | None]]


class Items(TypedDict):
    """A numbered list; ``bullets`` makes it a plain one."""

    type: Literal["list"]
    items: list[str]
    bullets: NotRequired[bool]


class Checks(TypedDict):
    """Drawn tick boxes, ``columns`` side by side (2 when absent)."""

    type: Literal["checks"]
    items: list[tuple[str, bool]]
    columns: NotRequired[int]


Side = Literal["left", "center", "right"]


class Grid(TypedDict):
    """A ruled table. ``widths`` are shares of the line; ``align`` is "left", "center" or "right" a column.

    ``row_height`` (mm) is the least height of a row, for lists that are signed or filled by hand. An empty
    string leaves a cell blank to write in; None prints "–". A row of one cell is the heading of those below.
    """

    type: Literal["table"]
    head: list[str]
    rows: list[list[str | None]]
    widths: NotRequired[list[float]]
    align: NotRequired[list[Side]]
    row_height: NotRequired[float]


class Signing(TypedDict):
    """People who sign in a row each: number, the cells of ``rows`` under ``head``, room for the signature.

    The room lies left and right in turn, so that neighbours have space (*daftar hadir*, *berita acara*).
    ``blank`` more numbered rows are for who comes unannounced; ``widths`` are shares of the columns of ``head``
    and of the room for signatures; ``row_height`` in mm.
    """

    type: Literal["signing"]
    head: list[str]
    rows: list[list[str | None]]
    blank: NotRequired[int]
    widths: NotRequired[list[float]]
    row_height: NotRequired[float]


class Code(TypedDict):
    """A large QR code of ``url`` with the *Kode keaslian* of another paper (``digest`` in hex) beside it."""

    type: Literal["code"]
    url: str
    digest: str


class Box(TypedDict):
    """A box of a boxed form: ``label`` in bold over its blocks, ``span`` columns wide, at least ``height`` mm high."""

    blocks: list[Paragraph | Fields | Items | Checks]
    label: NotRequired[str]
    span: NotRequired[int]
    height: NotRequired[float]


class Boxes(TypedDict):
    """A form of ruled boxes, such as the *lembar disposisi*; ``columns`` are shares of the line."""

    type: Literal["boxes"]
    columns: list[float]
    rows: list[list[Box]]


Block = Paragraph | Heading | Fields | Items | Checks | Grid | Signing | Code | Boxes


class Signer(Office):
    """``role`` is the signer's own post, prefix included ("Plt. Kepala Dinas"); by pen unless ``manner`` says more.

    ``above`` is a line over the post ("Diterima tanggal", None is a dotted line); ``write_in`` are labels with a
    dotted line each, for somebody who is not known yet and whose ``name`` is therefore empty.
    """

    role: str
    name: str
    nip: str
    rank: str
    above: NotRequired[tuple[str, str | None]]
    write_in: NotRequired[list[str]]


class Letter(TypedDict):
    """Every other paper. With a ``title`` it is a form or record; without one it is a letter (date at the top
    right). ``letter_head`` puts date and addressee over the title (*surat pengantar*).

    ``rows`` are the lines of number, sifat, lampiran, hal; ``addressee`` one string a line; ``cc`` the
    *tembusan*; ``number`` stands under the title and ``subtitle`` under it; ``subject`` names the file when there
    is no title. A number of None, there or in ``rows``, follows later and leaves room to write it.
    ``initials``: posts of the *paraf* box, in order.
    """

    kind: LetterKind
    practice: bool
    letterhead: Letterhead
    title: str
    rows: list[tuple[str, str | None]]
    addressee: list[str]
    place_date: str
    dated: str
    blocks: list[Block]
    signatures: list[Signer]
    number: NotRequired[str | None]
    subtitle: NotRequired[str]
    subject: NotRequired[str]
    letter_head: NotRequired[bool]
    cc: NotRequired[list[str]]
    initials: NotRequired[list[str]]
    landscape: NotRequired[bool]
    kind_of_signature: NotRequired[str]
    digest: NotRequired[str]
    verify: NotRequired[Verify | None]
    preview: NotRequired[bool]


Content = Dpk | Letter
