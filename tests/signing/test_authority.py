"""The test authority marks everything it makes."""

from __future__ import annotations

import datetime as dt

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12

from tests.signing.cast import NOW, PASSPHRASE
from ukur import signing
from ukur.signing import TEST_MARK
from ukur.signing.authority import Authority


def names(certificate: x509.Certificate) -> list[str]:
    kinds = (x509.NameOID.ORGANIZATION_NAME, x509.NameOID.ORGANIZATIONAL_UNIT_NAME)
    holders = (certificate.subject, certificate.issuer)
    return [str(one.value) for name in holders for kind in kinds for one in name.get_attributes_for_oid(kind)]


def test_authority_and_holder_carry_the_mark_in_every_name(authority: Authority, head_key: bytes) -> None:
    found = pkcs12.load_pkcs12(head_key, PASSPHRASE.encode())
    assert found.cert is not None
    assert names(found.cert.certificate) == [TEST_MARK] * 4
    assert names(x509.load_pem_x509_certificate(authority.certificate)) == [TEST_MARK] * 4


def test_an_authority_read_back_from_its_bytes_issues_on(authority: Authority) -> None:
    again = Authority(bytes(authority.certificate), bytes(authority.key))
    key = signing.issue(again, "Rina", passphrase="p", valid_from=NOW, valid_to=NOW + dt.timedelta(1))
    assert signing.open_key(key, "p").holder == "Rina"


def test_the_key_of_the_authority_is_not_shown(authority: Authority) -> None:
    assert "PRIVATE" not in repr(authority)


def test_a_key_without_passphrase_is_not_issued(authority: Authority) -> None:
    with pytest.raises(ValueError, match="passphrase"):
        signing.issue(authority, "Rina", passphrase="", valid_from=NOW, valid_to=NOW + dt.timedelta(1))


def test_a_very_long_name_still_gets_a_key(authority: Authority) -> None:
    name = "Dr. Ir. " + "Sangat Panjang " * 8
    key = signing.issue(authority, name, passphrase="p", valid_from=NOW, valid_to=NOW + dt.timedelta(1))
    assert name.startswith(signing.open_key(key, "p").holder)
