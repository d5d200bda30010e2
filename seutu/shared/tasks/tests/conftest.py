from __future__ import annotations

import pytest

from seutu.shared.core.registry import daily_work


@pytest.fixture(autouse=True)
def no_daily_work(monkeypatch, request):
    """Workers of these tests find no work but that of the test: what the other apps want done daily stays away."""
    if request.module.__name__.endswith("test_daily_work"):
        return
    monkeypatch.setattr(daily_work, "_entries", {})
