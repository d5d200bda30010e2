"""The names of attachments, and what is told of their files."""

from __future__ import annotations

from seutu.publishing.decisions.rules import ShownAttachment
from seutu.shared.files.kinds import EXTENSIONS
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
