"""The public index and the register know nothing of each other."""

from __future__ import annotations

from seutu.shared.search.searchables import searchables


def test_the_public_index_is_told_of_no_record_of_the_register() -> None:
    owners = {each.findable.__module__ for each in searchables.entries()}

    assert owners
    assert not [owner for owner in owners if owner.startswith("seutu.newcomers")]
