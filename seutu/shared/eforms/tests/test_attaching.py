"""Files: known by what they are, pictures without their metadata, everything else refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from seutu.shared.eforms import pictures
from seutu.shared.eforms.actions import attaching, drafts, sending
from seutu.shared.eforms.actions.sealing_files import Sealed, seal_files
from seutu.shared.eforms.answers.tests.specs import asked, spec
from seutu.shared.eforms.models import SubmittedFile
from seutu.shared.eforms.spec.items import FieldKind
from seutu.shared.eforms.tests.answerer import START, Answerer
from seutu.shared.eforms.tests.factories import BY, draft_of, published
from seutu.shared.files import store as stores
from seutu.shared.files.actions import store
from seutu.shared.files.contents import open_content
from seutu.shared.files.models import StoredFile

pytestmark = pytest.mark.django_db

MAKER = "A camera of one person"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def draft():
    return draft_of(published(spec(asked("photo", FieldKind.FILE, most=2))))[0]


def _picture(form="JPEG", size=(40, 20)) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif[0x0112] = 6  # turned
    exif.get_ifd(0x8825)[2] = (62.0, 36.0, 0.0)
    written = io.BytesIO()
    Image.new("RGB", size, "red").save(written, format=form, exif=exif)
    return written.getvalue()


def _attach(draft, data, name="kuva.jpg"):
    return attaching.attach(draft, io.BytesIO(data), name=name, field_name="photo", by=BY)


def test_a_picture_is_kept_without_what_it_says_of_its_place_and_device(draft):
    data = _picture()
    assert MAKER.encode() in data

    file = _attach(draft, data, "Aino Esimerkin passi.jpg")

    with open_content(file.stored) as opened:
        kept = opened.read()
    picture = Image.open(io.BytesIO(kept))
    assert MAKER.encode() not in kept
    assert not picture.getexif()
    assert picture.size == (20, 40)
    assert file.name == "Aino Esimerkin passi.jpg"
    assert "Aino" not in file.stored.name


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_pictures_lose_it_as_well(form):
    kind = f"image/{form.lower()}"

    assert MAKER.encode() not in pictures.plain(_picture(form), kind)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "a.jpg", "file_kind"),
        (b"<!doctype html><script>alert(1)</script>", "a.pdf", "file_kind"),
        (b"PK\x03\x04 not a zip", "a.docx", "file_kind"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff", "a.png", "file_kind"),
        (b"\xff\xd8\xff\xe0 not a picture", "a.jpg", "file_broken"),
        (b"", "a.jpg", "file_broken"),
        (b"\x00\x00\x00\x24ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 40, "IMG_0001.HEIC", "file_heic"),
    ],
)
def test_what_is_not_a_picture_or_a_document_is_refused(draft, data, name, reason):
    with pytest.raises(attaching.FileRefused) as refusal:
        _attach(draft, data, name)

    assert refusal.value.reason.value == reason
    assert not SubmittedFile.objects.exists()


def test_a_file_that_is_too_large_is_refused(draft, settings):
    settings.FILE_SIZE_LIMIT = 100

    with pytest.raises(attaching.FileRefused) as refusal:
        _attach(draft, b"%PDF-" + b"x" * 200)

    assert refusal.value.reason is attaching.Reason.SIZE


def test_a_picture_that_would_unfold_to_far_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)

    with pytest.raises(pictures.NoPicture):
        pictures.plain(_picture(), "image/jpeg")


def test_a_name_says_what_the_file_is(draft):
    assert _attach(draft, b"%PDF-1.7 \x00", "../../passi.exe").name.endswith(".pdf")


def test_a_file_that_is_sent_belongs_to_what_arrived_and_the_others_are_deleted(draft):
    kept, left = _attach(draft, b"%PDF-1"), _attach(draft, b"%PDF-2")
    drafts.save(draft, {"photo": [kept.key]}, page=0, language="fi", by=BY)

    submission = sending.submit(draft, by=BY)

    assert submission.answer_sets.get().answers == {"photo": [kept.key]}
    assert submission.files.get() == kept
    assert not SubmittedFile.objects.filter(pk=left.pk).exists()
    assert StoredFile.objects.count() == 1


def test_a_file_goes_with_its_draft(draft):
    _attach(draft, b"%PDF-1")

    drafts.throw_away(draft, by=BY)

    assert not StoredFile.objects.exists()


def test_a_file_for_a_question_that_takes_none_is_not_kept(client):
    published(spec(asked("name")))
    person = Answerer(client, START)
    person.begin()

    person.send_page(0, name=io.BytesIO(b"%PDF-1.7 \n"))

    assert not SubmittedFile.objects.exists()


def test_no_word_of_a_file_is_in_the_store(draft, settings):
    _attach(draft, b"%PDF-1.7 Aino Esimerkin todistus")

    assert all(b"Aino" not in path.read_bytes() for path in settings.FILES_DIR.rglob("*") if path.is_file())


def test_files_that_came_before_are_sealed_once(draft, settings):
    file = _attach(draft, b"%PDF-1")
    file.stored = store(b"%PDF-1.7 Aino Esimerkin todistus", name="aaaa.pdf", by=BY)
    file.save()
    missing = _attach(draft, b"%PDF-2")
    missing.stored = store(b"%PDF-3", name="bbbb.pdf", by=BY)
    missing.save()
    stores.current().remove(missing.stored.sha256)

    assert seal_files(by=BY) == Sealed(sealed=1, missing=1)
    assert seal_files(by=BY) == Sealed(sealed=0, missing=1)

    stored = SubmittedFile.objects.get(pk=file.pk).stored
    with open_content(stored) as opened:
        assert opened.read() == b"%PDF-1.7 Aino Esimerkin todistus"
    assert all(b"Aino" not in path.read_bytes() for path in settings.FILES_DIR.rglob("*") if path.is_file())
