"""The form of a container is kept for a signer; what comes out has to be what pyHanko makes each time anew."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.signing.cast import PASSPHRASE
from tests.signing.test_pades import own_key
from ukur.signing import form
from ukur.signing.keys import Key, open_key


def by_pyhanko(digest: bytes, key: Key, sign: Callable[[bytes], bytes]) -> bytes:
    signer = form._Signer(key.certificates, sign)
    return bytes(asyncio.run(signer.async_sign(digest, form.DIGEST, use_pades=True)).dump())


def by_form(digest: bytes, key: Key, sign: Callable[[bytes], bytes]) -> bytes:
    return form.make(digest, key.certificates, sign)


def test_a_container_is_what_pyhanko_makes_whatever_the_length_of_its_signature(head_key: bytes) -> None:
    elliptic = own_key(ec.generate_private_key(ec.SECP256R1()))
    for content in (head_key, elliptic):
        key = open_key(content, PASSPHRASE)
        for length in (1, 70, 71, 72, 127, 128, 256, 512):
            digest = sha256(b"document %d" % length).digest()
            signature = (sha256(digest).digest() * 16)[:length]
            asked: list[bytes] = []

            def sign(content: bytes, asked: list[bytes] = asked, signature: bytes = signature) -> bytes:
                asked.append(content)
                return signature

            assert by_form(digest, key, sign) == by_pyhanko(digest, key, sign), length
            assert len(asked) == 2 and asked[0] == asked[1], length  # what is signed is the same too


def test_two_documents_of_one_signer_get_their_own_containers(head_key: bytes) -> None:
    key = open_key(head_key, PASSPHRASE)
    one, other = (key.container(sha256(text).digest()) for text in (b"one", b"other"))
    assert one != other
    assert key.container(sha256(b"one").digest()) == one


def test_a_digest_of_another_kind_is_refused(head_key: bytes) -> None:
    key = open_key(head_key, PASSPHRASE)
    with pytest.raises(ValueError, match="SHA-256"):
        key.container(b"\1" * 20)
