"""What reports keep: saved views."""

from seutu.newcomers.reports.models.saved_views import SavedView

__all__ = ["SavedView"]
