"""Contents of an S3-compatible store, into a backup and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutu.launcher.keeping import contents
from seutu.launcher.keeping.contents import path_of
from seutu.launcher.keeping.manifest import Kept
from seutu.shared.files.client_s3 import S3Store
from seutu.shared.files.tests.conftest import _s3_server, s3  # noqa: F401  # fixtures


def told_nobody(size: int) -> None:
    """Nobody looks at the progress here."""


def test_what_the_store_has_is_copied_and_what_it_has_lost_is_told(s3: S3Store, tmp_path: Path) -> None:  # noqa: F811
    map_of_town, lost = s3.add([b"Kartta"], limit=99), s3.add([b"Kuva"], limit=99)
    s3.remove(lost.sha256)

    copied = contents.copy_all(
        [map_of_town.sha256, lost.sha256], s3, tmp_path / "backup", former=None, advance=told_nobody
    )

    assert [(kept.sha256, kept.size) for kept in copied.kept] == [(map_of_town.sha256, 6)]
    assert copied.missing == [lost.sha256]
    assert (tmp_path / "backup" / path_of(map_of_town.sha256)).read_bytes() == b"Kartta"


def test_a_content_of_a_backup_is_put_back_once_and_never_another(s3: S3Store, tmp_path: Path) -> None:  # noqa: F811
    stored = s3.add([b"Kartta"], limit=99)
    s3.remove(stored.sha256)
    kept, copy = Kept(f"files/{path_of(stored.sha256)}", stored.size, stored.sha256), tmp_path / "copy"

    copy.write_bytes(b"Kuvat!")
    assert not contents.put_back(copy, s3, kept, told_nobody)
    assert s3.size(stored.sha256) is None

    copy.write_bytes(b"Kartta")
    assert contents.put_back(copy, s3, kept, told_nobody)
    assert contents.put_back(copy, s3, kept, told_nobody)
    with s3.open(stored.sha256) as file:
        assert file.read() == b"Kartta"


@pytest.mark.parametrize("content", [b"", b"Kartta ja paljon muuta"])
def test_a_content_of_another_size_is_refused(s3: S3Store, tmp_path: Path, content: bytes) -> None:  # noqa: F811
    stored = s3.add([b"Kartta"], limit=99)
    s3.remove(stored.sha256)
    (tmp_path / "copy").write_bytes(content)

    kept = Kept(f"files/{path_of(stored.sha256)}", stored.size, stored.sha256)
    assert not contents.put_back(tmp_path / "copy", s3, kept, told_nobody)
