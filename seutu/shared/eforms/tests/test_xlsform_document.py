"""The page that tells makers of forms what is read names all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutu.shared.eforms.xlsforms import columns, settings, types

PAGE = (Path(__file__).parents[4] / "docs" / "xlsform.md").read_text(encoding="utf-8")
NAMES = {
    *columns.SURVEY,
    *types.TYPE_OF.values(),
    *types.FORM_TEXTS,
    *(settings.TITLE, settings.FORM_ID, settings.DEFAULT_LANGUAGE, settings.STYLE),
    *(settings.LANGUAGES, settings.PAGED, settings.RETENTION, settings.SLUG),
    *(kind.value for kind, word in types.TYPE_OF.items() if types.row_type(word).kind not in {kind, None}),
} - {"type"}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_the_page_names_what_is_read(name):
    assert f"`{name}" in PAGE
