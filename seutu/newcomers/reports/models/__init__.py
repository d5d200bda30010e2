"""What reports keep: saved views, and reports that were handed in."""

from seutu.newcomers.reports.models.frozen import FrozenReport, FrozenReportOrganization
from seutu.newcomers.reports.models.saved_views import SavedView

__all__ = ["FrozenReport", "FrozenReportOrganization", "SavedView"]
