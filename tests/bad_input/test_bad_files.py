"""Files that lie, break or burst: each answered in words, and none of them ever shown as what it is not."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seutu.publishing.decisions import actions
from seutu.publishing.decisions.models import Attachment
from seutu.publishing.decisions.tests import desk
from seutu.shared.files.tests import papers

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def upload(browser, item, *files: SimpleUploadedFile):
    return browser.post(reverse("desk:add_files", args=[item.pk]), {"files-uploads": list(files)})


def attached(item) -> Attachment:
    return Attachment.objects.get(item=item)


def reasons(meeting) -> set[str]:
    with pytest.raises(actions.NotPublishable) as refusal:
        actions.publish_agenda(meeting, by=desk.BY)
    return {each.reason.value for each in refusal.value.refusals}


def bomb() -> bytes:
    """A Word file of a megabyte that would become a gigabyte."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(1000):
                part.write(b" " * 1_000_000)
    return packed.getvalue()


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:document>'
)


def with_entities() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", ENTITIES)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("pommi.docx", bomb),
        ("viittaukset.docx", with_entities),
        ("salattu.pdf", lambda: papers.pdf("Teksti.", password="avain")),
        ("katkennut.pdf", lambda: papers.pdf("Teksti.")[:400]),
        ("ohjelma.pdf", lambda: b"MZ\x90\x00" + b"\x00" * 400),
    ],
)
def test_a_file_that_cannot_be_read_waits_for_the_clerks_word(browser, item, name, content):
    upload(browser, item, SimpleUploadedFile(name, content()))

    assert reasons(item.meeting) == {"unreadable_attachment"}
    actions.confirm_unreadable(attached(item), by=desk.BY)
    assert actions.publish_agenda(item.meeting, by=desk.BY).state == "agenda_published"


def test_an_identity_code_inside_a_file_stops_it(browser, item):
    upload(browser, item, SimpleUploadedFile("hakemus.pdf", papers.pdf("Hakija 131052-308T")))

    assert reasons(item.meeting) == {"identity_code"}


def test_an_empty_file_is_told_and_the_others_are_taken(browser, item):
    upload(browser, item, SimpleUploadedFile("tyhja.txt", b""))

    assert not item.attachments.exists()


def test_a_name_that_climbs_out_of_its_folder_is_a_plain_name(browser, item):
    upload(browser, item, SimpleUploadedFile("../../etc/passwd", b"Teksti."))

    stored = attached(item).file
    assert "/" not in stored.name
    assert ".." not in stored.name


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kuva.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("sivu.html", b"<!doctype html><html><script>alert(1)</script></html>"),
        ("sivu.txt", b"<html><body onload=alert(1)>"),
    ],
)
def test_what_could_run_in_a_browser_is_only_ever_a_download(browser, item, name, content):
    upload(browser, item, SimpleUploadedFile(name, content))

    answer = browser.get(reverse("desk:attached_file", args=[attached(item).pk]))

    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_file_over_the_limit_is_refused_and_nothing_is_kept(browser, item, settings):
    settings.FILE_SIZE_LIMIT = 1000

    answer = upload(browser, item, SimpleUploadedFile("suuri.txt", b"x" * 2000))

    assert answer.status_code in {200, 302, 413}
    assert not item.attachments.exists()
