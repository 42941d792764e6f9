"""Four ways to one signature, copies that can be asked back, deliveries with their receipts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.services.test_bad_acts import refused
from tests.world import HEAD, KABID, LEAD, PASSPHRASE, SECRETARY, World, run_jobs
from ukur import signing
from ukur.domain.errors import Refused
from ukur.domain.signature.commands import AddScan, Deliver, RecallCopy, RecordReceipt, SignInInk
from ukur.formats import pages
from ukur.services import acts, signature
from ukur.services import paper as papers
from ukur.services.wording.labels import INK, INK_WAITING
from ukur.store import files
from ukur.store.models import Copy, Delivery, JournalEntry, Paper, Root, Signature, SigningKey, SigningTry

TODAY = timezone.localdate


@pytest.fixture
def at_eleven(world: World) -> World:
    world.play(until="11", jobs=True)
    return world


def document(world: World) -> Paper:
    return Paper.objects.get(run=world.run, kind="dpk", replaced=False)


def scanned(paper: Paper) -> bytes:
    """What a scanner makes of the printed paper: its last page, where the code stands, as a picture."""
    printed = papers.render_bytes(paper, settings.ADDRESS, in_ink=True)
    return pages.picture(printed, len(pages.texts(printed)), 1700)


def ink(world: World, scan: str = "", form: str = "png", day: dt.date | None = None) -> SignInInk:
    return SignInInk(world.run, world.task("tandatangan").key, document(world).digest, day or TODAY(), scan, form)


def test_a_paper_signed_in_ink_is_known_by_the_code_on_its_scan(at_eleven: World) -> None:
    paper = document(at_eleven)
    kept = acts.keep_signed_scan(at_eleven.run, scanned(paper), "pindaian.png", "")
    by = acts.FromPaper(at_eleven.person(HEAD).pk, TODAY())
    acts.perform(at_eleven.actor(SECRETARY), ink(at_eleven, *kept), paper=by)
    made = Signature.objects.get(paper=paper)
    assert (made.kind, made.person, made.recorded_by) == (INK, at_eleven.person(HEAD), at_eleven.person(SECRETARY))
    paper.refresh_from_db()
    assert (paper.signed_file, paper.signed_as) == (kept[0], "png")
    at_eleven.play()
    run_jobs()
    assert at_eleven.row().status == "ended"


def test_the_scan_of_another_paper_is_refused_and_one_without_a_code_needs_a_word(at_eleven: World) -> None:
    other = Paper.objects.filter(run=at_eleven.run, kind="disposisi").latest("pk")
    picture = pages.picture(papers.render_bytes(other, settings.ADDRESS), 1, 1700)
    blank = pages.picture(papers.render_bytes(document(at_eleven), settings.ADDRESS), 2, 300)
    for scan, code in ((picture, "scan_other_paper"), (blank, "scan_without_code")):
        with pytest.raises(Refused) as caught:
            acts.keep_signed_scan(at_eleven.run, scan, "pindaian.png", "")
        assert [one.code for one in caught.value.refusals] == [code]
    kept = acts.keep_signed_scan(at_eleven.run, blank, "pindaian.png", "Tinta menutup kodenya.")
    assert kept[1] == "png"


def test_the_scan_may_follow_and_nothing_is_archived_without_it(at_eleven: World) -> None:
    at_eleven.act(HEAD, ink(at_eleven))
    paper = document(at_eleven)
    assert Signature.objects.get(paper=paper).kind == INK_WAITING
    seen = Client().get(reverse("check", args=[paper.token])).content.decode()
    assert "pindaiannya belum tersimpan" in seen and "Belum ditandatangani" not in seen
    at_eleven.play(until="13")
    offers = acts.available(at_eleven.actor(SECRETARY), at_eleven.task("arsipkan"))
    assert "scan_missing" in {reason.code for one in offers for reason in one.closed}
    kept = acts.keep_signed_scan(at_eleven.run, scanned(paper), "pindaian.png", "", paper.pk)
    at_eleven.act(SECRETARY, AddScan(at_eleven.run, paper.pk, *kept))
    assert Signature.objects.get(paper=paper).kind == INK
    with refused(at_eleven, "scan_not_awaited"):
        at_eleven.act(SECRETARY, AddScan(at_eleven.run, paper.pk, *kept))
    at_eleven.play()
    assert at_eleven.row().status == "ended"


def test_ink_of_tomorrow_is_refused(at_eleven: World) -> None:
    with refused(at_eleven, "paper_date_ahead"):
        at_eleven.act(HEAD, ink(at_eleven, day=TODAY() + dt.timedelta(days=1)))


# --- Signed elsewhere. ------------------------------------------------------------------------------------------------


def elsewhere(world: World) -> bytes:
    """The document signed in another program, with the head's own certificate."""
    key = bytes(SigningKey.objects.get(person=world.person(HEAD)).container)
    pdf = files.read(document(world).file)
    return signing.sign(pdf, pkcs12=key, passphrase=PASSPHRASE, reason="Persetujuan", location="Purwakarta")


def test_a_document_signed_elsewhere_is_taken_in_with_the_name_of_its_certificate(at_eleven: World) -> None:
    task, digest = at_eleven.task("tandatangan"), document(at_eleven).digest
    by = acts.FromPaper(at_eleven.person(HEAD).pk, TODAY())
    acts.take_in_signed(at_eleven.actor(LEAD), at_eleven.run, task.key, digest, elsewhere(at_eleven), by=by)
    made = Signature.objects.get(paper=document(at_eleven))
    assert (made.signer, made.level) == (at_eleven.person(HEAD).name, "PAdES B-B")
    at_eleven.play()
    assert at_eleven.row().status == "ended"


def test_a_manipulated_document_is_refused_with_the_reason(at_eleven: World) -> None:
    task, digest, signed = at_eleven.task("tandatangan"), document(at_eleven).digest, elsewhere(at_eleven)
    memo = Paper.objects.get(run=at_eleven.run, kind="nota-dinas")
    broken = signed[:5000] + bytes([signed[5000] ^ 1]) + signed[5001:]
    for uploaded, code in (
        (broken, "elsewhere_changed_after_signing"),
        (files.read(document(at_eleven).file), "elsewhere_not_signed"),
        (files.read(memo.file), "elsewhere_not_signed"),
        (b"bukan pdf", "elsewhere_not_pdf"),
    ):
        with refused(at_eleven, code):
            acts.take_in_signed(at_eleven.actor(HEAD), at_eleven.run, task.key, digest, uploaded)
    assert not Signature.objects.filter(paper=document(at_eleven)).exists()


def test_where_nobody_is_trusted_nothing_signed_elsewhere_is_taken_in(at_eleven: World) -> None:
    task, digest, signed = at_eleven.task("tandatangan"), document(at_eleven).digest, elsewhere(at_eleven)
    Root.objects.all().delete()
    with refused(at_eleven, "issuers_missing", kept=0):
        acts.take_in_signed(at_eleven.actor(HEAD), at_eleven.run, task.key, digest, signed)


@pytest.mark.parametrize(
    ("official", "signer", "same"),
    [
        ("Drs. Bambang Prasetyo, M.Si.", "BAMBANG PRASETYO", True),
        ("Drs. Bambang Prasetyo, M.Si.", "Bambang Prasetyo", True),
        ("Drs. Bambang Prasetyo, M.Si.", "Wiwin Herawati", False),
    ],
)
def test_names_are_compared_without_degrees(official: str, signer: str, same: bool) -> None:
    assert signature.same_person(official, signer) is same


# --- Attempts. --------------------------------------------------------------------------------------------------------


def sign(world: World, passphrase: str = PASSPHRASE) -> None:
    task, digest = world.task("tandatangan"), document(world).digest
    acts.sign(world.actor(HEAD), world.run, task.key, digest, acts.Means("key", acts.Secret(passphrase)))


def test_what_was_signed_before_the_process_died_is_recorded_without_signing_again(at_eleven: World) -> None:
    paper, kept = document(at_eleven), files.keep(elsewhere(at_eleven))
    now = timezone.now()
    SigningTry.objects.create(
        paper=paper, person=at_eleven.person(HEAD), way="key", state="kept", file=kept, at=now, changed_at=now
    )
    sign(at_eleven, "frasa yang salah sama sekali")
    paper.refresh_from_db()
    assert paper.signed_file == kept
    assert [one.state for one in SigningTry.objects.filter(paper=paper)] == ["done"]


def test_a_key_whose_issuer_is_not_trusted_here_signs_nothing(at_eleven: World) -> None:
    stranger = signing.make_authority("Otoritas lain")
    root = Root.objects.get()
    root.pem = stranger.certificate.decode()
    root.save()
    with refused(at_eleven, "signature_unsound", kept=2):
        sign(at_eleven)
    assert not Signature.objects.filter(paper=document(at_eleven)).exists()


def test_two_at_once_sign_once_and_a_dead_attempt_at_a_service_is_not_repeated_unasked(at_eleven: World) -> None:
    paper, now = document(at_eleven), timezone.now()
    attempt = SigningTry.objects.create(paper=paper, person=at_eleven.person(HEAD), way="bsre", at=now, changed_at=now)
    with refused(at_eleven, "signing_under_way"):
        sign(at_eleven)
    SigningTry.objects.filter(pk=attempt.pk).update(at=now - dt.timedelta(hours=1))
    with refused(at_eleven, "signing_uncertain"):
        sign(at_eleven)
    SigningTry.objects.filter(pk=attempt.pk).update(way="key")
    sign(at_eleven)
    assert [one.state for one in SigningTry.objects.filter(paper=paper).order_by("pk")] == ["failed", "done"]


def test_what_another_window_has_recorded_meanwhile_stays_done(
    at_eleven: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, kept, now = document(at_eleven), files.keep(elsewhere(at_eleven)), timezone.now()
    SigningTry.objects.create(
        paper=paper, person=at_eleven.person(HEAD), way="key", state="kept", file=kept, at=now, changed_at=now
    )
    verify = signing.verify_pdf

    def verified(pdf: bytes, roots: tuple[bytes, ...]) -> signing.PdfVerdict:
        """While this window looks at the file, the other one records it."""
        monkeypatch.setattr(signing, "verify_pdf", verify)
        sign(at_eleven)
        return verify(pdf, roots)

    monkeypatch.setattr(signing, "verify_pdf", verified)
    with pytest.raises(Refused):
        sign(at_eleven)
    assert [(one.state, one.code) for one in SigningTry.objects.filter(paper=paper)] == [("done", "")]
    assert Signature.objects.filter(paper=paper).count() == 1


def test_a_wrong_passphrase_leaves_an_attempt_that_failed_and_stands_nowhere(at_eleven: World) -> None:
    secret = "frasa-rahasia-yang-salah"
    with refused(at_eleven, "wrong_passphrase", kept=2):
        sign(at_eleven, secret)
    assert [one.code for one in SigningTry.objects.all()] == ["passphrase_wrong"]
    assert not JournalEntry.objects.filter(payload__contains=secret).exists()


# --- Copies and deliveries. -------------------------------------------------------------------------------------------


@pytest.fixture
def ended(world: World) -> World:
    world.play(jobs=True)
    return world


def test_every_copy_has_a_cover_and_can_be_asked_back_once(ended: World) -> None:
    copies = list(Copy.objects.filter(paper=document(ended)).order_by("number"))
    assert len(copies) > 3
    cover = ended.client(SECRETARY).get(reverse("cover", args=[document(ended).pk, 2]))
    assert cover.content.startswith(b"%PDF-")
    assert f"Salinan 2 dari {len(copies)}" in pages.texts(cover.content)[0]
    ended.act(SECRETARY, RecallCopy(ended.run, copies[0].pk, "Ada ralat."))
    copies[0].refresh_from_db()
    assert copies[0].recalled_at and copies[0].recall_reason == "Ada ralat."
    seen = Client().get(reverse("check", args=[document(ended).token])).content.decode()
    assert seen.count("Ditarik") == 1
    address = reverse("check", args=[document(ended).token])
    held = {no: Client().get(f"{address}?salinan={no}").content.decode() for no in (1, 2, 99)}
    assert "salinan ini sudah ditarik" in held[1] and "tidak pernah dibuat" in held[99]
    assert f"untuk {copies[1].addressee}" in held[2] and "sudah ditarik" not in held[2]
    with refused(ended, "copy_recalled_already"):
        ended.act(SECRETARY, RecallCopy(ended.run, copies[0].pk, "Lagi."))
    with refused(ended, "reason_missing"):
        ended.act(SECRETARY, RecallCopy(ended.run, copies[1].pk, " "))
    with refused(ended, "not_your_task"):
        ended.act(KABID, RecallCopy(ended.run, copies[1].pk, "Minta."))


def test_a_delivery_has_its_letter_and_its_receipt(ended: World) -> None:
    ended.act(SECRETARY, Deliver(ended.run, ("Bappeda", "Inspektorat Daerah", "Bappeda"), "000.8.6.3/9/2026"))
    run_jobs()
    made = list(Delivery.objects.filter(paper=document(ended)).order_by("pk"))
    assert [one.addressee for one in made] == ["Bappeda", "Inspektorat Daerah"]
    assert all(one.letter.file and one.letter.number == "000.8.6.3/9/2026" for one in made)
    ended.act(SECRETARY, RecordReceipt(ended.run, made[0].pk, "Budi, Bappeda", TODAY()))
    made[0].refresh_from_db()
    assert (made[0].received_by, made[0].received_on) == ("Budi, Bappeda", TODAY())
    with refused(ended, "receipt_date"):
        ended.act(SECRETARY, RecordReceipt(ended.run, made[1].pk, "Budi", TODAY() + dt.timedelta(days=1)))
    with refused(ended, "receiver_missing"):
        ended.act(SECRETARY, RecordReceipt(ended.run, made[1].pk, "", TODAY()))
    with refused(ended, "delivery_unknown"):
        ended.act(SECRETARY, RecordReceipt(ended.run, 0, "Budi", TODAY()))


def test_the_page_of_the_document_shows_and_does_it(ended: World) -> None:
    browser, address = ended.client(SECRETARY), reverse("record", args=[document(ended).pk])
    assert "Sampaikan ke luar dinas" in browser.get(address).content.decode()
    done = browser.post(address, {"do": "Deliver", "to": ["Bappeda"], "others": "", "number": ""}, follow=True)
    assert "Menunggu tanda terima" in done.content.decode()
    wrong = browser.post(address, {"do": "RecallCopy", "copy": Copy.objects.latest("pk").pk, "reason": ""})
    assert wrong.status_code == 422
