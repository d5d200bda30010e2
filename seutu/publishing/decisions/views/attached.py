"""Files of records, as names on a page and as answers."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from seutu.publishing.decisions.rules import ShownAttachment
from seutu.shared.core import clock, page_cache
from seutu.shared.files.kinds import EXTENSIONS
from seutu.shared.files.models import StoredFile
from seutu.shared.files.responses import file_response
from seutu.shared.ui.numbers import file_size


def attachment_name(attachment: ShownAttachment) -> str:
    """“Liite 1”, or “Oheismateriaali” of one without a number."""
    kind = str(attachment.kind.label)
    return f"{kind} {attachment.number}" if attachment.number else kind


def attachment_facts(attachment: ShownAttachment) -> str:
    """“PDF, 640 kt”, or "" without a file."""
    if attachment.file is None:
        return ""
    extension = EXTENSIONS.get(attachment.file.kind, "").removeprefix(".").upper()
    return ", ".join(part for part in (extension, file_size(attachment.file.size)) if part)


def listed(attachments: tuple[ShownAttachment, ...]) -> list[tuple[ShownAttachment, str, str]]:
    """Each attachment with its name and its facts, for `_attachments.html`."""
    return [(each, attachment_name(each), attachment_facts(each)) for each in attachments]


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
