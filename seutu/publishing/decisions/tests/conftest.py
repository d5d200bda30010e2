from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from seutu.publishing.decisions.tests.hidden_world import NOW, plant_everything
from seutu.publishing.decisions.tests.public_answers import PublicAnswers, everything
from seutu.publishing.decisions.tests.shown_world import Shown, show_one_of_each
from seutu.publishing.decisions.tests.told_to_the_search import ToldToTheSearch, told_to_the_search
from seutu.shared.audit.actor import System
from seutu.shared.files.actions import store
from seutu.shared.files.models import StoredFile
from seutu.shared.search.reindexing import reindex
from tests.standing import standing


@pytest.fixture
def stored_file(db, settings, tmp_path) -> StoredFile:
    """A small text file, in a store of its own."""
    settings.FILES_DIR = tmp_path
    return store(b"Kartan selite\n", name="kartta.txt", by=System("tests"))


@pytest.fixture
def planted_file(stored_file) -> StoredFile:
    """A file whose text is looked for where it must not be."""
    return store(b"Salakari\n", name="salakari.txt", by=System("tests"))


@pytest.fixture(scope="session")
def _world_of_the_hidden(
    django_db_setup, django_db_blocker, tmp_path_factory
) -> tuple[PublicAnswers, dict[str, str], ToldToTheSearch]:
    """Asking every public address costs seconds, so all that is hidden stands in one world that is asked once."""
    with standing(django_db_blocker, tmp_path_factory.mktemp("hidden")), time_machine.travel(NOW, tick=False):
        words = plant_everything()
        told = told_to_the_search()
        reindex()
        return everything(Client()), words.of, told


@pytest.fixture
def answers_of_the_hidden(_world_of_the_hidden) -> PublicAnswers:
    """What the public is told where nothing planted may be told."""
    return _world_of_the_hidden[0]


@pytest.fixture
def planted(_world_of_the_hidden) -> dict[str, str]:
    """The words that were planted, by the record they were planted in."""
    return _world_of_the_hidden[1]


@pytest.fixture
def told_of_the_hidden(_world_of_the_hidden) -> ToldToTheSearch:
    """What the search is told where nothing planted may be told."""
    return _world_of_the_hidden[2]


@pytest.fixture(scope="session")
def _world_of_the_shown(
    django_db_setup, django_db_blocker, tmp_path_factory
) -> tuple[PublicAnswers, Shown, ToldToTheSearch]:
    with standing(django_db_blocker, tmp_path_factory.mktemp("shown")), time_machine.travel(NOW, tick=False):
        shown = show_one_of_each()
        told = told_to_the_search()
        reindex()
        return everything(Client()), shown, told


@pytest.fixture
def answers_of_the_shown(_world_of_the_shown) -> PublicAnswers:
    """What the public is told of one record of each kind."""
    return _world_of_the_shown[0]


@pytest.fixture
def told_of_the_shown(_world_of_the_shown) -> ToldToTheSearch:
    """What the search is told of one record of each kind."""
    return _world_of_the_shown[2]


@pytest.fixture
def shown(_world_of_the_shown) -> Shown:
    return _world_of_the_shown[1]
