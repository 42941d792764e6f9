"""Reading the environment. Every setting Ukur takes from outside is read here and listed by ``ukur settings``."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting("UKUR_DATA", "var", "folder basis data dan semua berkas"),
    Setting(
        "DATABASE_URL",
        "",
        "postgres://user:password@host:port/name atau sqlite:///path; bawaan: UKUR_DATA/ukur.sqlite3",
    ),
    Setting(
        "UKUR_SECRET", "", "kunci rahasia, sedikitnya 50 huruf; bawaan: dibuat sekali, disimpan di UKUR_DATA/secret"
    ),
    Setting("UKUR_HOSTS", "localhost,127.0.0.1", "nama host yang dilayani, dipisah koma"),
    Setting(
        "UKUR_ADDRESS",
        "",
        "alamat umum yang tercetak pada naskah; bawaan: dari host pertama",
    ),
    Setting(
        "UKUR_EMAIL",
        "",
        "server surat elektronik, misalnya smtp://nama:sandi@host:587?from=ukur@host; kosong: tidak mengirim surat",
    ),
    Setting(
        "UKUR_BSRE",
        "",
        "esign client BSrE milik daerah: https://akun:sandi@host?v=2, v=1 untuk versi 1; kosong: tidak dipakai",
    ),
    Setting("UKUR_ISSUERS", "", "berkas PEM berisi penerbit sertifikat yang dipercaya, misalnya induk BSrE"),
    Setting("UKUR_STAMPS", "", "alamat otoritas cap waktu (RFC 3161), dipisah koma; kosong: tanpa cap waktu"),
    Setting("UKUR_S3_BUCKET", "", "ember S3 tempat berkas disimpan; kosong: di folder UKUR_DATA/files"),
    Setting("UKUR_S3_ENDPOINT", "", "alamat server S3, misalnya https://s3.contoh.go.id; kosong: AWS"),
    Setting("UKUR_S3_REGION", "us-east-1", "wilayah server S3"),
    Setting("UKUR_S3_KEY", "", "nama kunci S3"),
    Setting("UKUR_S3_SECRET", "", "rahasia kunci S3"),
    Setting("UKUR_CHECK_DAYS", "7", "selang pemeriksaan seluruh arsip, dalam hari, 1 sampai 365"),
    Setting("UKUR_HTTPS", "0", "1 bila disajikan lewat HTTPS: kuki aman dan HSTS"),
    Setting("UKUR_COOKIE", "", "nama kuki; perlu bila dua Ukur disajikan pada satu host"),
    Setting("UKUR_OWN_URL", "", "alamat tempat data dinas sendiri, untuk tautan di pita Latihan"),
    Setting("UKUR_PRACTICE_URL", "", "alamat Latihan, untuk tombol Coba Latihan"),
    Setting("UKUR_DEBUG", "0", "1 hanya untuk pengembangan"),
)


def text(name: str) -> str:
    """The setting's text; the default when it is absent or empty. KeyError when the name is not listed above."""
    default = {one.name: one.default for one in SETTINGS}[name]
    return os.environ.get(name, "") or default


def flag(name: str) -> bool:
    """True for ``1``, False for ``0``; ValueError for anything else, so that a typing error is seen at once."""
    value = text(name)
    if value not in ("0", "1"):
        raise ValueError(f"{name} harus 0 atau 1, bukan {value!r}")
    return value == "1"


def days(name: str) -> int:
    """A number of days from 1 to 365; ValueError for anything else."""
    value = text(name)
    if not value.isdigit() or not 1 <= int(value) <= 365:
        raise ValueError(f"{name} harus angka 1 sampai 365, bukan {value!r}")
    return int(value)


def s3() -> dict[str, str] | None:
    """Where files are kept instead of in a folder, or None; ValueError when something is missing or not installed."""
    if not text("UKUR_S3_BUCKET"):
        return None
    found = {name.lower(): text(f"UKUR_S3_{name}") for name in ("BUCKET", "ENDPOINT", "REGION", "KEY", "SECRET")}
    missing = [f"UKUR_S3_{name.upper()}" for name in ("key", "secret") if not found[name]]
    if missing:
        raise ValueError(f"{' dan '.join(missing)} belum diisi; perlu bila UKUR_S3_BUCKET diisi")
    if find_spec("boto3") is None:
        raise ValueError("UKUR_S3_BUCKET perlu paket boto3; pasang dengan: .venv/bin/pip install boto3")
    return found


def cookie(name: str) -> str:
    """A word that can be part of a cookie's name; ValueError for anything else."""
    value = text(name)
    if not re.fullmatch(r"[a-z0-9-]{0,20}", value):
        raise ValueError(f"{name} hanya huruf kecil, angka, dan tanda hubung, bukan {value!r}")
    return value


def database(data: Path) -> dict[str, object]:
    """Django's database settings from ``DATABASE_URL``; ValueError for an unknown kind."""
    url = text("DATABASE_URL") or f"sqlite:///{data / 'ukur.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(url.removeprefix("sqlite:///"))
    if parts.scheme in ("postgres", "postgresql"):
        return _postgres(url)
    raise ValueError(f"DATABASE_URL: {parts.scheme!r} bukan sqlite dan bukan postgres")


def mail() -> dict[str, object]:
    """Django's mail settings from ``UKUR_EMAIL``; without it there is no host, and nothing is sent."""
    url = urlsplit(text("UKUR_EMAIL"))
    if url.scheme not in ("", "smtp", "smtps"):
        raise ValueError(f"UKUR_EMAIL: {url.scheme!r} bukan smtp dan bukan smtps")
    sender = parse_qs(url.query).get("from", [f"ukur@{url.hostname or 'localhost'}"])[0]
    return {
        "EMAIL_HOST": url.hostname or "",
        "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": url.scheme == "smtp" and bool(url.username),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender,
    }


def bsre() -> tuple[str, tuple[str, str], str] | None:
    """Address, account and version of the esign client from ``UKUR_BSRE``; None when none is named.

    ValueError for what is no address and for a version that is not known.
    """
    given = text("UKUR_BSRE")
    if not given:
        return None
    url = urlsplit(given)
    version = parse_qs(url.query).get("v", ["2"])[0]
    if url.scheme not in ("http", "https") or not url.hostname or version not in ("1", "2"):
        raise ValueError("UKUR_BSRE harus seperti https://akun:sandi@host?v=2, dengan v=1 atau v=2")
    place = f"{url.scheme}://{url.hostname}{f':{url.port}' if url.port else ''}{url.path}"
    return place, (unquote(url.username or ""), unquote(url.password or "")), version


def _sqlite(path: str) -> dict[str, object]:
    # FULL keeps an acknowledged save through a power cut; IMMEDIATE queues writers instead of failing them.
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON; "
        "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864; "
        "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY;"
    )
    # The driver keeps the most used statements; with its usual 100, new ones are compiled again at every use.
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas, "cached_statements": 2000}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": options,
        # Kill and browser tests need a file, so the test database is one too.
        "TEST": {"NAME": None},
    }


def _postgres(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 4}},
    }
