"""The pages of the desk, under `/tyo/`."""

from __future__ import annotations

from django.urls import path

from seutu.publishing.desk import checking_urls, register_urls
from seutu.publishing.desk.views import (
    agenda,
    attachment_corrections,
    attachments,
    attendance,
    conflicts,
    decisions_at_once,
    drafts,
    items,
    meeting_details,
    meetings,
    prepared,
    publishing,
    templates,
    votes,
)

app_name = "desk"

MEETING = "kokoukset/<int:meeting_id>"
ITEM = "kokoukset/asiat/<int:item_id>"
ATTACHMENT = "kokoukset/liitteet/<int:attachment_id>"
TEMPLATE = "kokoukset/pohjat/<int:template_id>"
PREPARED = "kokoukset/valmistellut/<int:prepared_id>"

making_meetings = [
    path("kokoukset/", meetings.meetings, name="meetings"),
    path("kokoukset/uusi/", meetings.new_meeting, name="new_meeting"),
    path("kokoukset/pohjat/", templates.templates, name="templates"),
    path("kokoukset/pohjat/uusi/", templates.template, name="new_template"),
    path(f"{TEMPLATE}/", templates.template, name="template"),
    path(f"{TEMPLATE}/poista/", templates.delete_template, name="delete_template"),
    path(f"{MEETING}/", meetings.meeting, name="meeting"),
    path(f"{MEETING}/tiedot/", meeting_details.change_meeting, name="change_meeting"),
    path(f"{MEETING}/tiedot/korjaa/", meeting_details.correct_meeting, name="correct_meeting"),
    path(f"{MEETING}/poista/", meetings.discard_meeting, name="discard_meeting"),
    path(f"{MEETING}/pohjaksi/", meetings.make_template, name="make_template"),
    path(f"{MEETING}/uusi-asia/", items.new_item, name="new_item"),
]

writing_items = [
    path(f"{ITEM}/", items.item, name="item"),
    path(f"{ITEM}/korjaa/", items.correct_item, name="correct_item"),
    path(f"{ITEM}/siirra/", agenda.move_item, name="move_item"),
    path(f"{ITEM}/poista/", agenda.remove_item, name="remove_item"),
    path(f"{ITEM}/laheta/", agenda.send_on, name="send_on"),
    path(f"{ITEM}/paatos/", agenda.decision, name="decision"),
    path(f"{ITEM}/aanestykset/", votes.votes, name="votes"),
    path(f"{ITEM}/aanestykset/uusi/", votes.vote, name="new_vote"),
    path(f"{ITEM}/aanestykset/<int:number>/", votes.vote, name="vote"),
    path(f"{ITEM}/aanestykset/<int:number>/poista/", votes.remove_vote, name="remove_vote"),
    path(f"{ITEM}/liitteet/", attachments.attachments, name="attachments"),
    path(f"{ITEM}/liitteet/tiedostot/", attachments.add_files, name="add_files"),
    path(f"{ITEM}/liitteet/maininta/", attachments.add_mention, name="add_mention"),
    path(f"{ITEM}/liitteet/lisaa/", attachment_corrections.add_by_correction, name="add_by_correction"),
    path(f"{ATTACHMENT}/", attachments.attachment, name="attachment"),
    path(f"{ATTACHMENT}/korjaa/", attachment_corrections.correct_attachment, name="correct_attachment"),
    path(f"{ATTACHMENT}/ota-pois/", attachment_corrections.take_off_attachment, name="take_off_attachment"),
    path(f"{ATTACHMENT}/tiedosto/", attachments.attached_file, name="attached_file"),
    path(f"{ATTACHMENT}/vaihda/", attachments.replace_file, name="replace_file"),
    path(f"{ATTACHMENT}/poista/", attachments.detach, name="detach"),
    path(f"{ATTACHMENT}/vahvista/", attachments.confirm_unreadable, name="confirm_unreadable"),
]

publishing_it = [
    path(f"{MEETING}/esityslista/", publishing.publish_agenda, name="publish_agenda"),
    path(f"{MEETING}/lisalista/", publishing.publish_supplement, name="publish_supplement"),
    path(f"{MEETING}/aloita-poytakirja/", publishing.begin_minutes, name="begin_minutes"),
    path(f"{MEETING}/paatokset/", decisions_at_once.decisions_at_once, name="decisions_at_once"),
    path(f"{MEETING}/lasnaolo/", attendance.attendance, name="attendance"),
    path(f"{MEETING}/lasnaolo/muutokset/", attendance.attendance_changes, name="attendance_changes"),
    path(f"{MEETING}/poytakirja/", publishing.publish_minutes, name="publish_minutes"),
]

taking_what_was_prepared = [
    path("kokoukset/valmistellut/", prepared.prepared_items, name="prepared_items"),
    path(f"{PREPARED}/", prepared.prepared_item, name="prepared_item"),
    path(f"{PREPARED}/palauta/", prepared.return_prepared_item, name="return_prepared_item"),
    path(f"{PREPARED}/liite/", prepared.prepared_file, name="prepared_file"),
]

keeping_what_is_typed = [
    path("kokoukset/luonnokset/", drafts.save_draft, name="save_draft"),
    path("kokoukset/luonnokset/hylkaa/", drafts.discard_draft, name="discard_draft"),
    path("kokoukset/siisti/", drafts.clean_text, name="clean_text"),
    path("kokoukset/versiot/<str:target>/", conflicts.conflict, name="conflict"),
]

urlpatterns = [
    *making_meetings,
    *writing_items,
    *publishing_it,
    *taking_what_was_prepared,
    *keeping_what_is_typed,
    *checking_urls.urlpatterns,
    *register_urls.urlpatterns,
]
