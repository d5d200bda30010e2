"""Questions about the files of answers."""

from __future__ import annotations

from django.db.models import Q

from seutu.shared.eforms.models import SubmittedFile
from seutu.shared.files.models import StoredFile


def unsealed() -> list[StoredFile]:
    """The files of answers that lie in the clear, or whose clear content is still to be removed."""
    own = SubmittedFile.objects.values("stored")
    open_or_left = Q(content_key__isnull=True) | ~Q(replaced="")
    return list(StoredFile.objects.filter(open_or_left, pk__in=own).order_by("pk"))
