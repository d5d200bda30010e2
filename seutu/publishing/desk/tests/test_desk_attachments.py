from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.models import Attachment
from seutu.publishing.decisions.tests import desk
from seutu.publishing.desk.forms.file_names import told_by_name
from seutu.shared.core import clock
from seutu.shared.files.actions import read_text_now, store

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store_of_its_own(settings, tmp_path):
    settings.FILES_DIR = tmp_path


@pytest.fixture
def item(body):
    return desk.only_item(desk.draft(body=body))


def upload(name: str, content: bytes = b"Kartan selite\n") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_several_files_are_attached_at_once(desk_client, item):
    desk_client.post(
        reverse("desk:add_files", args=[item.pk]),
        {"files-uploads": [upload("kartta.txt"), upload("laskelma.txt", b"1+1")]},
    )

    found = Attachment.objects.order_by("position").values_list("title", "number")
    assert list(found) == [("kartta", 1), ("laskelma", 2)]


def test_a_script_is_told_of_each_file(desk_client, item):
    address = reverse("desk:add_files", args=[item.pk])
    good = desk_client.post(address, {"files-uploads": upload("a.txt")}, headers={"Accept": "application/json"})
    empty = desk_client.post(address, {"files-uploads": upload("b.txt", b"")}, headers={"Accept": "application/json"})

    assert good.json() == {"error": ""}
    assert empty.status_code == 400
    assert empty.json()["error"]


def test_a_file_too_large_is_told_by_its_name_and_the_others_stay(desk_client, item, settings):
    settings.FILE_SIZE_LIMIT = 20

    page = desk_client.post(
        reverse("desk:add_files", args=[item.pk]),
        {"files-uploads": [upload("pieni.txt", b"x"), upload("iso.txt", b"x" * 50)]},
        follow=True,
    ).content.decode()

    assert "iso.txt" in page
    assert Attachment.objects.get().title == "pieni"


def test_choosing_no_file_is_told(desk_client, item):
    page = desk_client.post(reverse("desk:add_files", args=[item.pk])).content.decode()

    assert 'href="#id_files-uploads"' in page


def test_a_secret_item_keeps_no_file(desk_client, body):
    secret = desk.item("Virkavapaushakemus", parts=(), is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.")
    item = desk.only_item(desk.draft(secret, body=body))

    desk_client.post(reverse("desk:add_files", args=[item.pk]), {"files-uploads": upload("a.txt")})

    assert not Attachment.objects.exists()


def test_an_attachment_is_mentioned_without_a_file(desk_client, item):
    address = reverse("desk:add_mention", args=[item.pk])

    page = desk_client.post(address, {"mention-title": "Lausunto", "mention-publicity": "withheld"}).content.decode()
    assert 'href="#id_mention-secrecy_ground"' in page
    desk_client.post(
        address,
        {
            "mention-title": "Lausunto",
            "mention-publicity": "withheld",
            "mention-secrecy_ground": "JulkL 24 § 1 mom. 25 k.",
        },
    )

    assert Attachment.objects.get().is_withheld


def test_an_attachment_that_goes_offline_lets_its_file_go(desk_client, item):
    desk_client.post(reverse("desk:add_files", args=[item.pk]), {"files-uploads": upload("kartta.txt")})
    attachment = Attachment.objects.get()
    address = reverse("desk:attachment", args=[attachment.pk])
    given = {"title": "Asemakartta", "kind": "supporting", "number": "", "publicity": "unpublished"}

    assert desk_client.get(reverse("desk:attached_file", args=[attachment.pk])).status_code == 200
    desk_client.post(address, given)

    attachment.refresh_from_db()
    assert (attachment.title, attachment.kind, attachment.file) == ("Asemakartta", "supporting", None)
    assert desk_client.get(reverse("desk:attached_file", args=[attachment.pk])).status_code == 404


def test_an_attachment_without_a_file_cannot_be_said_to_be_online(desk_client, item):
    fields = decisions.AttachmentFields("Lausunto", is_unpublished=True)
    attachment = decisions.attach(item, None, fields, by=desk.BY)

    page = desk_client.post(
        reverse("desk:attachment", args=[attachment.pk]), {"title": "L", "kind": "attachment", "publicity": "public"}
    )

    assert page.status_code == 200
    attachment.refresh_from_db()
    assert attachment.is_unpublished


def test_an_attachment_is_removed_after_asking(desk_client, item):
    attachment = decisions.attach(item, None, decisions.AttachmentFields("L", is_unpublished=True), by=desk.BY)
    address = reverse("desk:detach", args=[attachment.pk])

    desk_client.get(address)
    assert Attachment.objects.exists()
    desk_client.post(address)

    assert not Attachment.objects.exists()


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(40)


def attached(client, item, name: str, content: bytes) -> tuple[Attachment, str]:
    """A file beside an item, read already, and the address where it is confirmed."""
    client.post(reverse("desk:add_files", args=[item.pk]), {"files-uploads": upload(name, content)})
    attachment = Attachment.objects.get()
    read_text_now(attachment.file)
    return attachment, reverse("desk:confirm_unreadable", args=[attachment.pk])


@pytest.mark.slow  # a file is read in a process of its own
def test_the_word_of_the_clerk_on_an_unreadable_file_is_recorded(desk_client, item, clerk):
    attachment, address = attached(desk_client, item, "kuva.png", PICTURE)
    assert address in desk_client.get(reverse("desk:attachments", args=[item.pk])).content.decode()

    assert "ei voitu lukea koneellisesti" in desk_client.get(address).content.decode()
    desk_client.post(address)

    attachment.refresh_from_db()
    assert attachment.unreadable_confirmed_by == clerk.audit_id
    assert address not in desk_client.get(reverse("desk:attachments", args=[item.pk])).content.decode()


@pytest.mark.slow  # a file is read in a process of its own
def test_a_file_that_was_read_is_not_confirmed(desk_client, item, clerk):
    attachment, address = attached(desk_client, item, "kartta.txt", b"Kartan selite")
    assert address not in desk_client.get(reverse("desk:attachments", args=[item.pk])).content.decode()

    for answer in (desk_client.get(address, follow=True), desk_client.post(address, follow=True)):
        assert "Vahvistettavaa ei ole" in answer.content.decode()

    with pytest.raises(decisions.NothingToConfirm):
        decisions.confirm_unreadable(attachment, by=clerk)
    attachment.refresh_from_db()
    assert attachment.unreadable_confirmed_by == ""


def test_a_file_that_nobody_has_read_yet_is_not_confirmed(desk_client, item, clerk):
    desk_client.post(reverse("desk:add_files", args=[item.pk]), {"files-uploads": upload("kuva.png", PICTURE)})

    with pytest.raises(decisions.NothingToConfirm):
        decisions.confirm_unreadable(Attachment.objects.get(), by=clerk)


def test_the_list_costs_the_same_for_one_attachment_and_three(count_queries, item):
    address = reverse("desk:attachments", args=[item.pk])
    fields = decisions.AttachmentFields("L", is_unpublished=True)
    decisions.attach(item, None, fields, by=desk.BY)
    one = count_queries(address)
    decisions.attach(item, None, fields, by=desk.BY)
    decisions.attach(item, None, fields, by=desk.BY)

    assert count_queries(address) == one


def test_a_number_that_was_given_is_not_given_again(desk_client, item):
    add = reverse("desk:add_files", args=[item.pk])
    desk_client.post(add, {"files-uploads": [upload("a.txt"), upload("b.txt", b"2"), upload("c.txt", b"3")]})
    desk_client.post(reverse("desk:detach", args=[Attachment.objects.get(title="b").pk]))

    desk_client.post(add, {"files-uploads": upload("d.txt", b"4")})

    assert list(Attachment.objects.order_by("position").values_list("title", "number")) == [
        ("a", 1),
        ("c", 3),
        ("d", 4),
    ]


@pytest.mark.parametrize(
    ("name", "taken", "told"),
    [
        ("Liite 3 Kartta.pdf", (), ("Kartta", 3)),
        ("liite_12 - Laskelma.xlsx", (1,), ("Laskelma", 12)),
        ("Bilaga 2.pdf", (1,), ("Bilaga 2", 2)),
        ("Liite 3 Kartta.pdf", (3,), ("Kartta", 4)),
        ("Liitekartta 2026.pdf", (), ("Liitekartta 2026", 1)),
        ("Liite 2026 Kartta.pdf", (), ("Liite 2026 Kartta", 1)),
    ],
)
def test_a_number_in_the_name_of_a_file_is_the_number_of_the_attachment(name, taken, told):
    assert told_by_name(name, taken) == told


def test_a_programme_is_not_attached(desk_client, item):
    answer = desk_client.post(
        reverse("desk:add_files", args=[item.pk]),
        {"files-uploads": upload("Kartta.pdf.EXE", b"MZ")},
        headers={"Accept": "application/json"},
    )

    assert answer.status_code == 400
    assert "ohjelma" in answer.json()["error"]
    assert not Attachment.objects.exists()


def test_a_file_is_replaced_in_its_place_and_whoever_confirmed_the_former_is_asked_again(desk_client, item):
    desk_client.post(reverse("desk:add_files", args=[item.pk]), {"files-uploads": upload("Liite 7 Kartta.txt")})
    attachment = Attachment.objects.get()
    Attachment.objects.update(unreadable_confirmed_by="person:1", unreadable_confirmed_at=clock.now())

    desk_client.post(reverse("desk:replace_file", args=[attachment.pk]), {"file-upload": upload("uusi.txt", b"Uusi")})

    after = Attachment.objects.get()
    assert (after.pk, after.position, after.number, after.title) == (attachment.pk, 1, 7, "Kartta")
    assert (after.file.name, after.unreadable_confirmed_by) == ("uusi.txt", "")


def test_a_file_of_minutes_that_are_out_is_not_replaced_here(desk_client, body):
    item = desk.only_item(desk.published_minutes(body=body))
    stored = store(io.BytesIO(b"Kartta"), name="kartta.txt", by=desk.BY)
    attachment = Attachment.objects.create(item=item, position=1, title="Kartta", file=stored)

    desk_client.post(reverse("desk:replace_file", args=[attachment.pk]), {"file-upload": upload("uusi.txt", b"Uusi")})

    assert Attachment.objects.get().file.name == "kartta.txt"


def test_a_locked_file_is_told_to_be_one_that_readers_cannot_open(desk_client, item):
    desk_client.post(reverse("desk:add_files", args=[item.pk]), {"files-uploads": upload("sopimus.pdf", locked_pdf())})
    attachment = Attachment.objects.get()
    read_text_now(attachment.file)

    page = desk_client.get(reverse("desk:confirm_unreadable", args=[attachment.pk])).content.decode()

    assert "lukittu salasanalla" in page


def locked_pdf() -> bytes:
    from pypdf import PdfWriter

    written, out = PdfWriter(), io.BytesIO()
    written.add_blank_page(200, 200)
    written.encrypt("salasana", algorithm="AES-256")
    written.write(out)
    return out.getvalue()
