"""What a restored database goes through before anybody sees it."""

from __future__ import annotations

import pytest

from seutu.launcher.installation import Refusal
from seutu.launcher.keeping.restoring import replay
from seutu.shared.core.models import CacheGeneration
from seutu.shared.core.registry import after_restore

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def journals_folder(settings, tmp_path):
    settings.JOURNAL_DIR = tmp_path / "journal"
    settings.JOURNAL_DIR.mkdir()
    return settings.JOURNAL_DIR


def test_without_anything_to_do_again_nothing_is_said_and_kept_pages_go():
    said: list[str] = []
    before = CacheGeneration.objects.values_list("number", flat=True).first() or 0

    replay(said.append)

    assert said == []
    assert CacheGeneration.objects.get().number > before


@pytest.mark.parametrize(("key", "file"), [("clients.erasures", "erasures"), ("decisions.takedowns", "takedowns")])
def test_a_journal_that_cannot_be_read_keeps_the_site_closed(journals_folder, key, file):
    if key not in {entry.key for entry in after_restore.entries()}:
        pytest.skip("of the other half")
    (journals_folder / f"{file}.jsonl").write_text('{"torn": ')

    with pytest.raises(Refusal, match=rf"{key} could not be done again.*1 lines of .*{file}\.jsonl cannot be read"):
        replay(lambda words: None)
