"""Archive packages: BagIt folders and zips that prove themselves, now and without Ukur."""

from ukur.formats.package.attached import Attached, attached, page_count
from ukur.formats.package.build import build
from ukur.formats.package.content import Package, Record
from ukur.formats.package.names import safe_name
from ukur.formats.package.verifier import VERIFIER, verifier
from ukur.formats.package.verify import PackageVerdict, verify_package
from ukur.formats.package.zipping import zip_folder

__all__ = [
    "VERIFIER",
    "Attached",
    "Package",
    "PackageVerdict",
    "Record",
    "attached",
    "build",
    "page_count",
    "safe_name",
    "verifier",
    "verify_package",
    "zip_folder",
]
