"""Names of people: how they are compared, and the user name that is proposed for one."""

from __future__ import annotations

import re
import unicodedata

_TITLES = {"dr", "drs", "dra", "ir", "h", "hj", "prof", "kh", "drg", "apt", "rr", "raden", "r"}
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


def bare(text: str) -> str:
    """A word as it is compared: letters and digits only, in small letters."""
    return re.sub(r"[^0-9a-z]", "", text.casefold())


def proposed_username(name: str) -> str:
    """``Drs. H. Rahmat Hidayat, M.Si.`` -> ``rahmat.hidayat``; ``pegawai`` when no letter can be used."""
    plain = unicodedata.normalize("NFKD", name.partition(",")[0]).encode("ascii", "ignore").decode().casefold()
    parts = [one for one in re.findall(r"[a-z0-9]+", plain.replace("'", "")) if one not in _TITLES]
    made = ".".join(parts[:2])[:50]
    return made if USERNAME.fullmatch(made) else "pegawai"


def as_printed(typed: str) -> str:
    """A one-time code as it stands on the slip, whether it was typed in capitals, with blanks or without its dashes."""
    signs = "".join(one for one in typed.lower() if one.isalnum())
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))
