"""What is only the clerk's: templates of agendas, drafts of what is being typed, checking, items handed in."""

from seutu.publishing.desk.models.checking import Answer, CheckInvitation, PaperCheck
from seutu.publishing.desk.models.drafts import Draft
from seutu.publishing.desk.models.prepared import PreparedItem, PreparedItemState
from seutu.publishing.desk.models.templates import AgendaTemplate, TemplateItem

__all__ = [
    "AgendaTemplate",
    "Answer",
    "CheckInvitation",
    "Draft",
    "PaperCheck",
    "PreparedItem",
    "PreparedItemState",
    "TemplateItem",
]
