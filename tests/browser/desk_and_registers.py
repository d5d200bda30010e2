"""A town with something at every page of the desk and in every public register, and the addresses of those pages."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from seutu.publishing.decisions import actions as decisions
from seutu.publishing.decisions.actions import CheckerInput
from seutu.publishing.decisions.models import AttachmentKind, Attendance, AttendanceRole, Meeting, SeatRole
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.factories import AttachmentFactory
from seutu.publishing.decisions.tests.record_factories import (
    HoldingFactory,
    InitiativeFactory,
    NoticeFactory,
    OfficeFactory,
    OfficerDecisionFactory,
    PersonFactory,
    SeatFactory,
)
from seutu.publishing.desk.models import AgendaTemplate, Draft
from seutu.shared.accounts.models import User
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body, Organization
from seutu.shared.organizations.tests.factories import BodyFactory

A_WEEK = dt.timedelta(days=7)
LONG_TITLE = "Valtuustoaloite kevyen liikenteen yhdysväylän rakentamisesta Rantakylästä Utran kouluympäristöön"


def meeting_pages(owner: Organization, clerk: User) -> list[str]:
    """The desk's pages of meetings."""
    body = BodyFactory(organization=owner, name_fi="Sivistyslautakunta", slug="sivistyslautakunta")
    template = AgendaTemplate.objects.create(body=body, name="Lautakunnan pohja", is_default=True)
    template.items.create(position=1, title="Kokouksen laillisuus", proposal_html="<p>Todetaan.</p>", remedy="ban")
    draft = desk.draft(desk.item(LONG_TITLE), body=body)
    minutes = desk.minutes(body=body)
    Attendance.objects.create(meeting=minutes, position=2, name="Taavi Tarkka", role=AttendanceRole.MEMBER)
    decisions.name_checkers(minutes, [CheckerInput("Taavi Tarkka")], by=clerk)
    item, minuted = desk.only_item(draft), desk.only_item(minutes)
    AttachmentFactory(item=item, position=1, kind=AttachmentKind.ATTACHMENT, title="Kartta", is_unpublished=True)
    for target in (f"item:{item.pk}", f"attendance:{minutes.pk}"):
        Draft.objects.create(user=clerk, target=target, fields={"title": [LONG_TITLE]}, saved_at=clock.now())
    of_meetings = [reverse(f"desk:{name}") for name in ("meetings", "new_meeting", "templates", "new_template")]
    return ["/tyo/", *of_meetings, *_of_draft(draft, item.pk), *_of_minutes(minutes, minuted.pk)]


def _of_draft(meeting: Meeting, item: int) -> list[str]:
    of_meeting = ("meeting", "change_meeting", "new_item", "publish_agenda", "discard_meeting")
    of_item = ("item", "attachments", "remove_item")
    addresses = [reverse(f"desk:{name}", args=[meeting.pk]) for name in of_meeting]
    return [*addresses, *(reverse(f"desk:{name}", args=[item]) for name in of_item)]


def _of_minutes(meeting: Meeting, item: int) -> list[str]:
    of_meeting = ("meeting", "attendance", "attendance_changes", "checking", "name_checkers", "publish_minutes")
    of_item = ("decision", "votes", "new_vote")
    addresses = [reverse(f"desk:{name}", args=[meeting.pk]) for name in of_meeting]
    return [*addresses, *(reverse(f"desk:{name}", args=[item]) for name in of_item)]


def register_pages(owner: Organization) -> list[str]:
    """The desk's pages of the registers."""
    today = clock.today()
    board = BodyFactory(organization=owner, name_fi="Kunnanhallitus", slug="kh", kind=Body.Kind.BOARD)
    office = OfficeFactory(organization=owner, name_fi="Rehtori", slug="rehtori")
    decision = OfficerDecisionFactory(office=office, state="draft", number=None, published_at=None, displayed_on=None)
    OfficerDecisionFactory(office=office, title=LONG_TITLE, displayed_on=today, takeover_body=board)
    notice = NoticeFactory(organization=owner, state="draft", displayed_on=today, ends_on=today + A_WEEK)
    NoticeFactory(organization=owner, title=LONG_TITLE, displayed_on=today, ends_on=today)
    initiative = InitiativeFactory(organization=owner, title=LONG_TITLE)
    person = SeatFactory(body=board, person=PersonFactory(organization=owner, name="Outi Oja", slug="outi-oja")).person
    HoldingFactory(office=office)
    lists = ("officer_decisions", "takeovers", "notices", "initiatives", "people", "offices", "notifications")
    new = ("new_officer_decision", "new_notice", "new_initiative", "new_person", "remedy_instructions")
    of_one = {
        "officer_decision": decision,
        "change_officer_decision": decision,
        "publish_officer_decision": decision,
        "officer_decision_notifications": decision,
        "notice": notice,
        "change_notice": notice,
        "publish_notice": notice,
        "initiative": initiative,
        "change_initiative": initiative,
        "change_initiative_state": initiative,
        "person": person,
    }
    addresses = ["/tyo/", *(reverse(f"desk:{name}") for name in (*lists, *new))]
    return [*addresses, *(reverse(f"desk:{name}", args=[row.pk]) for name, row in of_one.items())]


def public_register_pages(owner: Organization) -> list[str]:
    """The public pages of records that no meeting made, and of feeds."""
    today = clock.today()
    council = BodyFactory(organization=owner, name_fi="Kunnanvaltuusto", slug="kv", kind=Body.Kind.COUNCIL)
    office = OfficeFactory(organization=owner, name_fi="Rehtori", slug="rehtori")
    decision = OfficerDecisionFactory(
        office=office, title=LONG_TITLE, decision_html="<p>Valitaan.</p>", displayed_on=today
    )
    notice = NoticeFactory(organization=owner, title=LONG_TITLE, displayed_on=today, ends_on=today + A_WEEK)
    initiative = InitiativeFactory(organization=owner, title=LONG_TITLE)
    people = [PersonFactory(organization=owner, name=f"Jäsen {n}", slug=f"jasen-{n}") for n in range(3)]
    chair = SeatFactory(body=council, person=people[0], role=SeatRole.CHAIR, group="Kuuselan sitoutumattomat")
    SeatFactory(body=council, person=people[1], group="Metsälista")
    SeatFactory(body=council, person=people[2], role=SeatRole.DEPUTY, deputises_for=chair)
    HoldingFactory(office=office)
    lists = ("viranhaltijapaatokset", "kuulutukset", "aloitteet", "luottamushenkilot", "viranhaltijat", "syotteet")
    return [
        "/syotteet/",
        *(f"/{owner.slug}/{word}/" for word in ("toimielimet/kv", *lists)),
        f"/{owner.slug}/viranhaltijapaatokset/{decision.public_id}/",
        f"/{owner.slug}/kuulutukset/{notice.public_id}/",
        f"/{owner.slug}/aloitteet/{initiative.year}/{initiative.number}/",
        f"/{owner.slug}/luottamushenkilot/{people[0].slug}/",
    ]
