"""A key file that is to be kept: what its certificate says, what it is worth, and whether its lock is good enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from asn1crypto import pkcs12 as asn1
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import NoEncryption, PrivateFormat, pkcs12

from tests.signing.cast import PASSPHRASE, code
from tests.signing.pki import Pki
from ukur import signing
from ukur.domain.errors import Refused
from ukur.signing.authority import Authority

Builder = Callable[[bytes], bytes]
V1 = pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC
V2 = pkcs12.PBES.PBESv2SHA256AndAES256CBC
SHA1 = hashes.SHA1()  # noqa: S303 - as older programs write it


def rewritten(content: bytes, kind: pkcs12.PBES, mac: hashes.HashAlgorithm, rounds: int = 2048) -> bytes:
    """The same key behind another lock."""
    found = pkcs12.load_pkcs12(content, PASSPHRASE.encode())
    lock = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(rounds).key_cert_algorithm(kind).hmac_hash(mac)
    own = found.cert.certificate if found.cert else None
    return pkcs12.serialize_key_and_certificates(None, found.key, own, None, lock.build(PASSPHRASE.encode()))  # type: ignore[arg-type]


def test_a_good_lock_is_left_alone(head_key: bytes) -> None:
    for content in (head_key, rewritten(head_key, V2, hashes.SHA256())):
        found = signing.open_file(content, PASSPHRASE)
        assert found.container == content and not found.relocked


@pytest.mark.parametrize(("kind", "mac"), [(V1, SHA1), (V1, hashes.SHA256()), (V2, SHA1)])
def test_an_old_lock_is_replaced_and_the_key_is_the_same(
    head_key: bytes, kind: pkcs12.PBES, mac: hashes.HashAlgorithm
) -> None:
    old = rewritten(head_key, kind, mac)
    found = signing.open_file(old, PASSPHRASE)
    assert found.relocked and found.container != old
    assert not signing.open_file(found.container, PASSPHRASE).relocked
    assert signing.facts_of(found.certificate).holder == "Budi Santoso"
    new, before = (signing.open_key(one, PASSPHRASE) for one in (found.container, old))
    assert [one.dump() for one in new.certificates] == [one.dump() for one in before.certificates]


def test_a_file_that_would_take_minutes_to_open_is_not_opened(head_key: bytes) -> None:
    heavy = asn1.Pfx.load(head_key)
    heavy["mac_data"]["iterations"] = 2_000_000_000
    with pytest.raises(Refused) as caught:
        signing.open_file(heavy.dump(force=True), PASSPHRASE)
    assert code(caught.value) == "key_unusable"


def test_a_key_that_lies_open_needs_no_passphrase_and_is_refused_with_one(head_key: bytes) -> None:
    found = pkcs12.load_pkcs12(head_key, PASSPHRASE.encode())
    own = found.cert.certificate if found.cert else None
    bare = pkcs12.serialize_key_and_certificates(None, found.key, own, None, NoEncryption())  # type: ignore[arg-type]
    with pytest.raises(Refused) as caught:
        signing.open_file(bare, PASSPHRASE)
    assert code(caught.value) == "wrong_passphrase"


def test_what_it_is_worth_depends_on_who_is_trusted_here(head_key: bytes, authority: Authority, pki: Pki) -> None:
    real = pki.container("head")
    assert signing.open_file(real, PASSPHRASE, pki.roots).kind == signing.TRUSTED_MARK
    assert signing.open_file(real, PASSPHRASE).kind == signing.UNKNOWN_MARK
    assert signing.open_file(real, PASSPHRASE, [authority.certificate]).kind == signing.UNKNOWN_MARK
    other = signing.make_authority("Otoritas Uji Ukur")  # of the same name
    assert signing.open_file(real, PASSPHRASE, [other.certificate]).kind == signing.UNKNOWN_MARK


def test_facts_are_those_of_the_certificate(pki: Pki) -> None:
    facts = signing.facts_of(pki.certificate("head"))
    assert (facts.holder, facts.issuer, facts.valid_to.year) == ("Budi Santoso", "Penerbit Uji", 2045)
    assert len(facts.fingerprint) == 64


def test_neither_passphrase_nor_key_is_shown(head_key: bytes) -> None:
    found = signing.open_file(head_key, PASSPHRASE)
    assert PASSPHRASE not in repr(found) and "container" not in repr(found)
