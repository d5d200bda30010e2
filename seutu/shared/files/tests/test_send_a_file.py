from __future__ import annotations

from pathlib import Path

import pytest
from django.http import FileResponse, HttpRequest
from django.urls import path

from seutu.shared.audit.actor import System
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile
from seutu.shared.files.responses import file_response
from seutu.shared.files.store import FileMissing
from seutu.shared.files.tests.samples import HTML, PDF, SVG

pytestmark = pytest.mark.django_db
BY = System("tests")


def send(request: HttpRequest) -> FileResponse:
    return file_response(StoredFile.objects.get(), name="Liite.pdf", as_download=False)


urlpatterns = [path("file/", send)]


def sent(data: bytes, name: str = "Liite", *, as_download: bool = False) -> FileResponse:
    return file_response(store(data, name=name, by=BY), name=name, as_download=as_download)


def body_of(response: FileResponse) -> bytes:
    body = response.getvalue()
    response.close()
    return body


def test_a_file_is_sent_whole_with_its_kind_and_nothing_it_may_do():
    response = sent(PDF)

    assert body_of(response) == PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Length"] == str(len(PDF))
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Content-Disposition"] == 'inline; filename="Liite.pdf"'


def test_a_download_is_one():
    response = sent(PDF, as_download=True)
    assert response.headers["Content-Disposition"] == 'attachment; filename="Liite.pdf"'
    response.close()


def test_a_name_with_other_letters_is_told_as_rfc_5987_says():
    response = sent(PDF, name="Pöytäkirja – 1")
    name = "P%C3%B6yt%C3%A4kirja%20%E2%80%93%201.pdf"
    assert response.headers["Content-Disposition"] == f"inline; filename*=utf-8''{name}"
    response.close()


@pytest.mark.parametrize("data", [SVG, HTML, b'<?xml version="1.0"?><a/>', b"\x00\x01 unknown", b"PK\x03\x04 broken"])
def test_what_a_browser_could_run_or_does_not_know_is_always_a_download(data):
    response = sent(data, name="Kuva.png")
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    response.close()


def test_a_name_cannot_break_the_header():
    response = sent(PDF, name='a"\r\nSet-Cookie: x=1;.pdf')
    assert response.headers["Content-Disposition"] == 'inline; filename="a Set-Cookie x=1 .pdf"'
    response.close()


@pytest.mark.parametrize(
    ("data", "charset"),
    [("Päätös".encode(), "utf-8"), ("Päätös".encode("windows-1252"), "windows-1252")],
)
def test_a_text_says_in_which_letters_it_is(data, charset):
    response = sent(data)
    assert response.headers["Content-Type"] == f"text/plain; charset={charset}"
    assert body_of(response) == data


def test_a_file_whose_content_is_gone_is_an_error_with_a_name(folder: Path):
    stored = store(PDF, name="a.pdf", by=BY)
    next(folder.rglob(stored.sha256)).unlink()

    with pytest.raises(FileMissing):
        file_response(stored, name="a.pdf", as_download=False)


def test_a_file_whose_content_was_cut_is_not_sent_as_if_it_were_whole(folder: Path):
    stored = store(PDF, name="a.pdf", by=BY)
    path = next(folder.rglob(stored.sha256))
    path.unlink()
    path.write_bytes(PDF[:5])

    with pytest.raises(FileMissing):
        file_response(stored, name="a.pdf", as_download=False)


@pytest.mark.urls(__name__)
class TestThroughTheWholeHouse:
    def test_the_policy_of_pages_does_not_replace_that_of_files(self, client):
        store(PDF, name="a.pdf", by=BY)

        response = client.get("/file/")

        assert response.getvalue() == PDF
        assert response.headers["Content-Security-Policy"].endswith("sandbox; frame-ancestors 'none'")

    def test_a_reader_who_has_the_file_gets_no_second_one(self, client):
        store(PDF, name="a.pdf", by=BY)
        first = client.get("/file/")
        first.getvalue()

        response = client.get("/file/", headers={"If-None-Match": first.headers["ETag"]})

        assert response.status_code == 304

    def test_a_file_that_is_compressed_in_itself_is_not_compressed_again(self, client):
        store(PDF * 100, name="a.pdf", by=BY)

        response = client.get("/file/", headers={"Accept-Encoding": "gzip"})

        assert "Content-Encoding" not in response.headers
        assert response.headers["Content-Length"] == str(len(PDF * 100))
        assert response.getvalue() == PDF * 100

    def test_asking_for_the_head_only_sends_no_body(self, client):
        store(PDF, name="a.pdf", by=BY)

        response = client.head("/file/")

        assert response.headers["Content-Length"] == str(len(PDF))
        assert response.getvalue() == b""
