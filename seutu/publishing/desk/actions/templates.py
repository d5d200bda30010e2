"""Writing the templates of agendas, and making a meeting's first items of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from seutu.publishing.decisions.actions import ItemInput, MeetingFields, PartInput, RemedyInput, plan_meeting
from seutu.publishing.decisions.models import Meeting, PartKind, Remedy
from seutu.publishing.desk.models import AgendaTemplate, TemplateItem
from seutu.shared.audit.actions import record
from seutu.shared.audit.actor import Actor
from seutu.shared.core.rich_text import sanitize, strip_control
from seutu.shared.organizations.models import Body


@dataclass(frozen=True, slots=True)
class StandingItem:
    """What stands in every agenda; the texts are HTML and are sanitized when they are stored."""

    title: str
    background_html: str = ""
    proposal_html: str = ""
    remedy: Remedy | str = ""
    provision: str = ""


class NameTaken(Exception):
    """The body has another template of this name."""


@transaction.atomic
def write_template(
    template: AgendaTemplate | None,
    *,
    body: Body,
    name: str,
    language: str = "fi",
    is_default: bool,
    items: Sequence[StandingItem],
    by: Actor,
) -> AgendaTemplate:
    """Write a template anew, or a new one when ``template`` is None.

    :raises NameTaken: the body has another of this name.
    """
    others = AgendaTemplate.objects.select_for_update().filter(body=body).exclude(pk=template.pk if template else 0)
    if others.filter(name=name).exists():
        raise NameTaken
    if is_default:
        others.filter(is_default=True).update(is_default=False)
    row = template or AgendaTemplate(body=body)
    row.name, row.language, row.is_default = _one_line(name), language, is_default
    row.save()
    row.items.all().delete()
    TemplateItem.objects.bulk_create(
        TemplateItem(
            template=row,
            position=position,
            title=_one_line(item.title),
            background_html=sanitize(item.background_html),
            proposal_html=sanitize(item.proposal_html),
            remedy=item.remedy,
            provision=_one_line(item.provision),
        )
        for position, item in enumerate(items, start=1)
    )
    verb = "template.changed" if template else "template.new"
    record(verb, target=row, by=by, organization_id=body.organization_id, details={"items": len(items)})
    return row


@transaction.atomic
def delete_template(template: AgendaTemplate, *, by: Actor) -> None:
    """Delete a template. The meetings made of it stay as they are."""
    record("template.deleted", target=template, by=by, organization_id=template.body.organization_id)
    template.delete()


@transaction.atomic
def template_of_meeting(meeting: Meeting, *, name: str, by: Actor) -> AgendaTemplate:
    """Make a template of the items of a meeting that belong to no case: those are what every agenda has.

    :raises NameTaken: the body has one of this name.
    """
    items = meeting.items.filter(case__isnull=True, is_withheld=False).prefetch_related("parts", "remedies")
    standing = [
        StandingItem(
            title=item.title,
            background_html="".join(part.html for part in item.parts.all() if part.kind == PartKind.BACKGROUND),
            proposal_html="".join(part.html for part in item.parts.all() if part.kind == PartKind.PROPOSAL),
            remedy=remedies[0].remedy if (remedies := list(item.remedies.all())) else "",
            provision=remedies[0].provision if remedies else "",
        )
        for item in items.order_by("position")
    ]
    return write_template(
        None, body=meeting.body, name=name, language=meeting.language, is_default=False, items=standing, by=by
    )


@transaction.atomic
def plan_from_template(body: Body, fields: MeetingFields, *, template: AgendaTemplate | None, by: Actor) -> Meeting:
    """Make a meeting of ``body`` that begins with the standing items of ``template``."""
    standing = template.items.order_by("position") if template else []
    return plan_meeting(
        body,
        fields.starts_at,
        place=fields.place,
        kind=fields.kind,
        language=fields.language,
        number=fields.number,
        items=[_item_of(position, each, fields.language) for position, each in enumerate(standing, start=1)],
        by=by,
    )


def _item_of(position: int, standing: TemplateItem, language: str) -> ItemInput:
    texts = ((PartKind.BACKGROUND, standing.background_html), (PartKind.PROPOSAL, standing.proposal_html))
    remedies = (RemedyInput(standing.remedy, standing.provision),) if standing.remedy else ()
    return ItemInput(
        position=position,
        title=standing.title,
        parts=tuple(PartInput(kind=kind, html=html) for kind, html in texts if html),
        remedies=remedies,
        language=language,
    )


def _one_line(text: str) -> str:
    return " ".join(strip_control(text).split())
