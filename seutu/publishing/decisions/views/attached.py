"""Files of records, as answers."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from seutu.publishing.decisions.rules import ShownAttachment
from seutu.publishing.decisions.wording.attachments import attachment_name
from seutu.shared.core import clock, page_cache
from seutu.shared.files.models import StoredFile
from seutu.shared.files.responses import file_response


def answer_file(request: HttpRequest, attachment: ShownAttachment, file: StoredFile) -> HttpResponseBase:
    """The file of an attachment, kept no longer than the page it is on."""
    name = f"{attachment_name(attachment)} {attachment.title}"
    response = file_response(file, name=name, as_download=False)
    response.headers["X-Robots-Tag"] = "noindex"
    if not page_cache.is_personal(request):
        patch_cache_control(response, public=True, max_age=_seconds_to_keep())
    return response


def _seconds_to_keep() -> int:
    """No longer than a page may be kept: the file goes when its page does."""
    boundary = clock.next_boundary()
    left = page_cache.LONGEST if boundary is None else min(page_cache.LONGEST, boundary - clock.now())
    return max(0, int(left.total_seconds()))
