"""What goes to a registry with its mail: the answers as a PDF, and the files that the sender attached.

They are made when the mail leaves. A file that must not go is replaced by a few words that say why, since the mail has
told that it comes.
"""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from seutu.shared.documents.rendering import CONTENT_TYPE, render_pdf
from seutu.shared.eforms.actions.registry import DOCUMENT, FILE, LANGUAGE
from seutu.shared.eforms.models import Submission, SubmittedFile
from seutu.shared.eforms.presentation.document import as_document
from seutu.shared.eforms.presentation.submission import whole_of
from seutu.shared.files import client_clamav, kinds
from seutu.shared.files.contents import CannotOpen, open_content
from seutu.shared.files.models import ScanState, StoredFile
from seutu.shared.files.names import safe_name, with_extension
from seutu.shared.files.sealing import Damaged
from seutu.shared.files.store import FileMissing
from seutu.shared.messages.attachments import AttachmentMaker, Gone, MadeFile, attachment_makers


def register() -> None:
    """Offer the makers to the outbox."""
    attachment_makers.register(AttachmentMaker(key=DOCUMENT, make=make_document))
    attachment_makers.register(AttachmentMaker(key=FILE, make=make_file))


def make_document(reference: str) -> MadeFile:
    """The answers of ``submission:set`` as a PDF; of the same set always the same bytes.

    :raises Gone: they have been deleted.
    """
    pk, _colon, number = reference.partition(":")
    rows = Submission.objects.select_related("version__form", "organization", "unit")
    submission = rows.filter(pk=int(pk), answer_sets__number=int(number)).first()
    if submission is None:
        raise Gone
    with translation.override(LANGUAGE):
        content = render_pdf(as_document(whole_of(submission, int(number)), has_desk=False))
    return MadeFile(name=with_extension(submission.number, CONTENT_TYPE), kind=CONTENT_TYPE, content=content)


def make_file(key: str) -> MadeFile:
    """The file of an answer, or why it is not sent.

    :raises Gone: it has been deleted.
    """
    file = SubmittedFile.objects.select_related("stored", "submission").filter(key=key).first()
    if file is None or file.submission is None:
        raise Gone
    number = file.submission.files.filter(pk__lte=file.pk).count()
    with translation.override(LANGUAGE):
        try:
            if why := _why_not(file.stored):
                return _not_sent(number, why)
            with open_content(file.stored) as opened:
                return MadeFile(name=safe_name(f"{number} {file.name}"), kind=file.stored.kind, content=opened.read())
        except (CannotOpen, Damaged, FileMissing):
            return _not_sent(number, _("This attachment could not be opened."))


def _why_not(stored: StoredFile) -> str:
    if stored.is_infected:
        return _("This attachment is not sent, because a virus scanner found harmful content in it.")
    if client_clamav.address() and stored.scan == ScanState.UNSCANNED:
        return _("This attachment has not been scanned for viruses yet. Open it by the link in the message.")
    return ""


def _not_sent(number: int, why: str) -> MadeFile:
    name = with_extension(_("%(number)d not sent") % {"number": number}, kinds.TEXT)
    return MadeFile(name=safe_name(name), kind=kinds.TEXT, content=why.encode())
