"""A key of one's own: kept when it opens and fits, replaced, removed; what the journal says of it and what not."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.world import FILLER, HEAD, KABID, SECRETARY, World
from ukur import signing
from ukur.domain.errors import Refused
from ukur.domain.signature.commands import KEY_FILE_MOST, RemoveKey
from ukur.services import acts
from ukur.services.wording import say_all
from ukur.store.models import JournalEntry, Paper, Root, Signature, SigningKey

SECRET = "frasa-Sangat-rahasia-17"
NAME = "Wiwin Herawati"  # the Sekretaris, without her degrees
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def authority() -> signing.Authority:
    return signing.make_authority("Penerbit Dinas")


@pytest.fixture(scope="module")
def file(authority: signing.Authority) -> bytes:
    """The Sekretaris' own key file."""
    return issued(authority, NAME)


def issued(
    authority: signing.Authority, name: str, since: dt.timedelta = -DAY, until: dt.timedelta = 400 * DAY
) -> bytes:
    now = timezone.now()
    return signing.issue(authority, name, passphrase=SECRET, valid_from=now + since, valid_to=now + until)


def trust(authority: signing.Authority) -> None:
    Root.objects.create(label="Penerbit", pem=authority.certificate.decode(), test=True)


def keep(world: World, content: bytes, secret: str = SECRET, who: str = SECRETARY, *, other_name: bool = False) -> bool:
    return acts.keep_key(world.actor(who), content, acts.Secret(secret), other_name=other_name)


@contextmanager
def refused(code: str, said: str = "", *, kept: int = 1) -> Iterator[None]:
    """The block must be refused with ``code`` and a sentence with ``said`` in it; ``kept``: new journal entries."""
    count = JournalEntry.objects.count()
    with pytest.raises(Refused) as caught:
        yield
    assert [one.code for one in caught.value.refusals] == [code]
    assert said in say_all(caught.value.refusals)[0]
    assert JournalEntry.objects.count() == count + kept


def old_lock(content: bytes) -> bytes:
    """The same key as an older program writes it: behind triple DES."""
    found = pkcs12.load_pkcs12(content, SECRET.encode())
    kind = pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC
    lock = PrivateFormat.PKCS12.encryption_builder().key_cert_algorithm(kind).hmac_hash(hashes.SHA1())  # noqa: S303
    chain = [one.certificate for one in found.additional_certs]
    own = found.cert.certificate if found.cert else None
    return pkcs12.serialize_key_and_certificates(None, found.key, own, chain, lock.build(SECRET.encode()))  # type: ignore[arg-type]


def short_key() -> bytes:
    """A key that is too short, in a file that opens."""
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(now - DAY).not_valid_after(now + DAY)
    lock = PrivateFormat.PKCS12.encryption_builder().build(SECRET.encode())
    return pkcs12.serialize_key_and_certificates(None, key, made.sign(key, hashes.SHA256()), None, lock)


def test_a_key_that_opens_is_kept_as_it_came_with_its_certificate(
    world: World, authority: signing.Authority, file: bytes
) -> None:
    trust(authority)
    assert keep(world, file) is False
    kept = SigningKey.objects.get(person=world.person(SECRETARY))
    facts = signing.facts_of(bytes(kept.certificate))
    assert bytes(kept.container) == file
    assert (facts.holder, facts.issuer, kept.label, kept.test) == (NAME, "Penerbit Dinas", signing.TEST_MARK, True)


def test_the_journal_has_the_certificate_and_neither_key_nor_passphrase(
    world: World, authority: signing.Authority, file: bytes
) -> None:
    keep(world, file)
    entry = JournalEntry.objects.get(kind="KeepKey")
    facts = signing.facts_of(bytes(SigningKey.objects.get(person=world.person(SECRETARY)).certificate))
    assert entry.stream == f"agency:{world.agency.pk}" and entry.name == world.person(SECRETARY).name
    assert facts.fingerprint in entry.payload and NAME in entry.payload
    assert facts.valid_to.isoformat() in entry.payload
    for secret in (SECRET, file.hex(), base64.b64encode(file).decode(), file[60:90].hex()):
        assert not JournalEntry.objects.filter(payload__contains=secret).exists()


def test_a_new_key_takes_the_place_of_the_old_one_and_can_be_removed(
    world: World, authority: signing.Authority, file: bytes
) -> None:
    keep(world, file)
    old = signing.facts_of(bytes(SigningKey.objects.get(person=world.person(SECRETARY)).certificate))
    keep(world, issued(authority, NAME))
    assert SigningKey.objects.filter(person=world.person(SECRETARY)).count() == 1
    assert f'"replaces":"{old.fingerprint}"' in JournalEntry.objects.filter(kind="KeepKey").latest("pk").payload
    world.act(SECRETARY, RemoveKey(world.agency.pk))
    assert not SigningKey.objects.filter(person=world.person(SECRETARY)).exists()
    assert '"fingerprint":' in JournalEntry.objects.get(kind="RemoveKey").payload
    assert SigningKey.objects.filter(person=world.person(HEAD)).count() == 1  # nobody touches another's
    with refused("key_none_kept"):
        world.act(SECRETARY, RemoveKey(world.agency.pk))


def test_an_old_lock_is_replaced_under_the_same_passphrase(world: World, file: bytes) -> None:
    weak = old_lock(file)
    assert keep(world, weak) is True
    kept = bytes(SigningKey.objects.get(person=world.person(SECRETARY)).container)
    assert kept != weak and signing.open_key(kept, SECRET).holder == NAME
    assert signing.open_file(kept, SECRET).relocked is False
    assert '"relocked":true' in JournalEntry.objects.get(kind="KeepKey").payload


def test_an_issuer_that_is_not_trusted_here_is_said_to_be_unknown(
    world: World, authority: signing.Authority, file: bytes
) -> None:
    keep(world, file)
    kept = SigningKey.objects.get(person=world.person(SECRETARY))
    assert (kept.label, kept.test) == (signing.UNKNOWN_MARK, True)


def test_every_issuer_in_the_file_of_the_installation_is_believed(
    world: World, authority: signing.Authority, file: bytes, settings: Any, tmp_path: Path
) -> None:
    issuers = tmp_path / "penerbit.pem"
    issuers.write_bytes(signing.make_authority("Lain").certificate + b"\n" + authority.certificate)
    settings.ISSUERS = str(issuers)
    keep(world, file)
    assert SigningKey.objects.get(person=world.person(SECRETARY)).label == signing.TEST_MARK


@pytest.mark.parametrize(
    ("content", "secret", "code"),
    [
        (b"bukan kunci", SECRET, "key_file_unusable"),
        (b"", SECRET, "key_file_unusable"),
        (b"0" * (KEY_FILE_MOST + 1), SECRET, "key_file_unusable"),
        (None, "frasa-yang-salah-sekali", "key_file_passphrase"),
    ],
)
def test_what_is_no_key_file_or_does_not_open_is_refused(
    world: World, file: bytes, content: bytes | None, secret: str, code: str
) -> None:
    with refused(code, kept=0):
        keep(world, file if content is None else content, secret)
    assert not SigningKey.objects.filter(person=world.person(SECRETARY)).exists()


def test_a_key_that_is_too_short_is_refused_with_its_length(world: World) -> None:
    with refused("key_file_unusable", "1024 bit terlalu pendek", kept=0):
        keep(world, short_key())


def test_a_certificate_that_is_not_valid_today_takes_nobodys_place(
    world: World, authority: signing.Authority, file: bytes
) -> None:
    keep(world, file)
    for since, until, code in ((-9 * DAY, -DAY, "key_file_expired"), (DAY, 9 * DAY, "key_file_early")):
        with refused(code):
            keep(world, issued(authority, NAME, since, until))
    assert bytes(SigningKey.objects.get(person=world.person(SECRETARY)).container) == file


def test_another_name_in_the_certificate_needs_a_word(world: World, authority: signing.Authority) -> None:
    married = issued(authority, "Wiwin Kusnadi")
    with refused("key_other_name"):
        keep(world, married)
    keep(world, married, other_name=True)
    assert '"other_name":true' in JournalEntry.objects.get(kind="KeepKey", refused=False).payload


def test_only_officials_keep_a_key(world: World, authority: signing.Authority) -> None:
    name = world.person(FILLER).name
    with refused("key_for_officials"):
        keep(world, issued(authority, name), who=FILLER)
    keep(world, issued(authority, world.person(KABID).name), who=KABID)


def test_the_head_signs_with_the_key_he_has_just_kept(world: World, authority: signing.Authority) -> None:
    world.play(until="11", jobs=True)
    trust(authority)
    world.act(HEAD, RemoveKey(world.agency.pk))
    task, digest = world.task("tandatangan"), Paper.objects.get(run=world.run, kind="dpk", replaced=False).digest
    with refused("key_missing"):
        acts.sign(world.actor(HEAD), world.run, task.key, digest, acts.Means("key", acts.Secret(SECRET)))
    keep(world, old_lock(issued(authority, "BAMBANG PRASETYO")), who=HEAD)
    acts.sign(world.actor(HEAD), world.run, task.key, digest, acts.Means("key", acts.Secret(SECRET)))
    made = Signature.objects.get(paper__run=world.run)
    assert (made.signer, made.kind) == ("BAMBANG PRASETYO", signing.TEST_MARK)


# --- The page. --------------------------------------------------------------------------------------------------------


def sent(content: bytes, **more: str) -> dict[str, object]:
    return {"container": SimpleUploadedFile("kunci.p12", content), "passphrase": SECRET, **more}


def test_the_page_shows_the_certificate_and_what_it_is_worth(
    world: World, authority: signing.Authority, file: bytes
) -> None:
    browser, address = world.client(SECRETARY), reverse("signing_key")
    done = browser.post(address, sent(old_lock(file)), follow=True).content.decode()
    assert "Kunci tersimpan" in done and "diganti yang lebih kuat" in done
    assert NAME in done and "Penerbit Dinas" in done and signing.TEST_MARK in done and "belum dipercaya" in done
    trust(authority)
    browser.post(address, sent(file))
    seen = browser.get(address).content.decode()
    assert "tidak berkekuatan hukum" in seen and "belum dipercaya" not in seen
    assert NAME not in world.client(KABID).get(address).content.decode()
    gone = browser.post(address, {"do": "RemoveKey"}, follow=True).content.decode()
    assert "Kunci dihapus" in gone and NAME not in gone.split("</header>")[1]


def test_what_is_wrong_stands_at_its_field_and_the_way_out_appears_when_it_is_needed(
    world: World, authority: signing.Authority, file: bytes
) -> None:
    browser, address = world.client(SECRETARY), reverse("signing_key")
    assert "orangnya sama" not in browser.get(address).content.decode()
    wrong = browser.post(address, sent(file) | {"passphrase": "salah"})
    assert wrong.status_code == 422 and 'id="passphrase-error"' in wrong.content.decode()
    assert "salah" not in wrong.content.decode().split("<form")[-1].replace("terbuka", "")
    other = browser.post(address, sent(issued(authority, "Wiwin Kusnadi")))
    assert other.status_code == 422 and "orangnya sama" in other.content.decode()
    for empty, at in (({"passphrase": SECRET}, "container"), (sent(file) | {"passphrase": ""}, "passphrase")):
        assert f'id="{at}-error"' in browser.post(address, empty).content.decode()


def test_a_signer_without_a_key_is_shown_where_to_keep_one_and_comes_back(
    world: World, authority: signing.Authority
) -> None:
    world.play(until="11", jobs=True)
    browser, task = world.client(HEAD), world.task("tandatangan").pk
    link = f"{reverse('signing_key')}?tugas={task}"
    assert link not in browser.get(reverse("task", args=[task])).content.decode()
    world.act(HEAD, RemoveKey(world.agency.pk))
    assert link in browser.get(reverse("task", args=[task])).content.decode()
    key = issued(authority, world.person(HEAD).name)
    assert f'href="{reverse("task", args=[task])}"' in browser.get(link).content.decode()
    back = browser.post(reverse("signing_key"), sent(key, tugas=str(task)))
    assert back.status_code == 302 and back["Location"] == reverse("task", args=[task])


def test_the_menu_leads_officials_to_it_and_nobody_else(world: World) -> None:
    for who, there in ((KABID, True), (FILLER, False)):
        assert (reverse("signing_key") in world.client(who).get(reverse("inbox")).content.decode()) is there
