"""Archive packages: BagIt folders and zips that prove themselves, now and without Ukur."""

from ukur.formats.package.build import build
from ukur.formats.package.content import Package, Record
from ukur.formats.package.names import safe_name
from ukur.formats.package.verify import PackageVerdict, verify_package
from ukur.formats.package.zipping import zip_folder

__all__ = ["Package", "PackageVerdict", "Record", "build", "safe_name", "verify_package", "zip_folder"]
