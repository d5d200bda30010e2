"""The old feeds of every municipality, for the test that looks for leaks. Other old addresses only lead on."""

from __future__ import annotations

from seutu.publishing.dynasty.addresses import SCRIPT
from seutu.shared.organizations.models import Organization

FEEDS = ("rss/meetingitems", "rss/meetings", "rss/official_decisions")


def addresses() -> list[str]:
    return [f"/{owner.slug}/{SCRIPT}?page={feed}&show=1000" for owner in Organization.objects.all() for feed in FEEDS]
