"""Forms, their published versions, and what people answered."""

from seutu.shared.eforms.models.desk import CompletionRequest, DeskMessage, DeskNote, HandOver
from seutu.shared.eforms.models.forms import EForm, FormVersion
from seutu.shared.eforms.models.submissions import AnswerSet, Draft, OneTimeLink, Submission, SubmittedFile

__all__ = [
    "AnswerSet",
    "CompletionRequest",
    "DeskMessage",
    "DeskNote",
    "Draft",
    "EForm",
    "FormVersion",
    "HandOver",
    "OneTimeLink",
    "Submission",
    "SubmittedFile",
]
