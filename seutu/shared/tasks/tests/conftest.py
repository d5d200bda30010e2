from __future__ import annotations

import pytest

from seutu.shared.core.registry import daily_work, worker_companions


@pytest.fixture(autouse=True)
def no_daily_work(monkeypatch, request):
    """Workers of these tests find no work but that of the test: what the other apps want done daily stays away."""
    if request.module.__name__.endswith("test_daily_work"):
        return
    monkeypatch.setattr(daily_work, "_entries", {})


@pytest.fixture(autouse=True)
def no_companions(monkeypatch):
    """What other apps have going beside the work stays away, unless a test registers a companion of its own."""
    monkeypatch.setattr(worker_companions, "_entries", {})
