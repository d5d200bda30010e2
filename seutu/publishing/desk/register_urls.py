"""The registers of the desk: the lead's `urls.py` adds these to its own, under the same `app_name`."""

from __future__ import annotations

from django.urls import path

from seutu.publishing.desk.views import (
    initiatives,
    notices,
    notifications,
    officer_decisions,
    people,
    remedy_instructions,
)

OFFICER = "viranhaltijapaatokset/<int:decision_id>"
OFFICER_FILE = "viranhaltijapaatokset/liitteet/<int:attachment_id>"
NOTICE = "kuulutukset/<int:notice_id>"
NOTICE_FILE = "kuulutukset/asiakirjat/<int:attachment_id>"
PERSON = "henkilot/<int:person_id>"
INITIATIVE = "aloitteet/<int:initiative_id>"

of_officer_decisions = [
    path("viranhaltijapaatokset/", officer_decisions.officer_decisions, name="officer_decisions"),
    path("viranhaltijapaatokset/uusi/", officer_decisions.new_officer_decision, name="new_officer_decision"),
    path("viranhaltijapaatokset/otto-oikeus/", officer_decisions.takeovers, name="takeovers"),
    path(f"{OFFICER}/", officer_decisions.officer_decision, name="officer_decision"),
    path(f"{OFFICER}/teksti/", officer_decisions.change_officer_decision, name="change_officer_decision"),
    path(f"{OFFICER}/julkaise/", officer_decisions.publish_officer_decision, name="publish_officer_decision"),
    path(f"{OFFICER}/poista-verkosta/", officer_decisions.withdraw_officer_decision, name="withdraw_officer_decision"),
    path(f"{OFFICER}/poista/", officer_decisions.discard_officer_decision, name="discard_officer_decision"),
    path(f"{OFFICER}/otto/", officer_decisions.take_over, name="take_over"),
    path(f"{OFFICER}/liitteet/", officer_decisions.add_officer_decision_files, name="add_officer_decision_files"),
    path(
        f"{OFFICER}/tiedoksiannot/", notifications.officer_decision_notifications, name="officer_decision_notifications"
    ),
    path(f"{OFFICER_FILE}/", officer_decisions.officer_decision_file, name="officer_decision_file"),
    path(
        f"{OFFICER_FILE}/poista/", officer_decisions.remove_officer_decision_file, name="remove_officer_decision_file"
    ),
    path(
        f"{OFFICER_FILE}/vahvista/",
        officer_decisions.confirm_officer_decision_file,
        name="confirm_officer_decision_file",
    ),
]

of_notices = [
    path("kuulutukset/", notices.notices, name="notices"),
    path("kuulutukset/uusi/", notices.new_notice, name="new_notice"),
    path(f"{NOTICE}/", notices.notice, name="notice"),
    path(f"{NOTICE}/teksti/", notices.change_notice, name="change_notice"),
    path(f"{NOTICE}/julkaise/", notices.publish_notice, name="publish_notice"),
    path(f"{NOTICE}/poista-verkosta/", notices.withdraw_notice, name="withdraw_notice"),
    path(f"{NOTICE}/poista/", notices.discard_notice, name="discard_notice"),
    path(f"{NOTICE}/asiakirjat/", notices.add_notice_files, name="add_notice_files"),
    path(f"{NOTICE_FILE}/", notices.notice_file, name="notice_file"),
    path(f"{NOTICE_FILE}/poista/", notices.remove_notice_file, name="remove_notice_file"),
    path(f"{NOTICE_FILE}/vahvista/", notices.confirm_notice_file, name="confirm_notice_file"),
]

of_people = [
    path("henkilot/", people.people, name="people"),
    path("henkilot/uusi/", people.new_person, name="new_person"),
    path("henkilot/entiset/", people.erase_former_people, name="erase_former_people"),
    path("henkilot/virat/", people.offices, name="offices"),
    path("henkilot/virat/uusi/", people.office, name="new_office"),
    path("henkilot/virat/<int:office_id>/", people.office, name="office"),
    path(f"{PERSON}/", people.person, name="person"),
    path(f"{PERSON}/nimi/", people.rename_person, name="rename_person"),
    path(f"{PERSON}/poista/", people.erase_person, name="erase_person"),
    path(f"{PERSON}/paikka/", people.give_seat, name="give_seat"),
    path(f"{PERSON}/virka/", people.give_office, name="give_office"),
    path("henkilot/paikat/<int:seat_id>/paata/", people.end_seat, name="end_seat"),
    path("henkilot/paikat/<int:seat_id>/poista/", people.remove_seat, name="remove_seat"),
    path("henkilot/virassa/<int:holding_id>/paata/", people.end_holding, name="end_holding"),
    path("henkilot/virassa/<int:holding_id>/poista/", people.remove_holding, name="remove_holding"),
]

of_initiatives = [
    path("aloitteet/", initiatives.initiatives, name="initiatives"),
    path("aloitteet/uusi/", initiatives.new_initiative, name="new_initiative"),
    path(f"{INITIATIVE}/", initiatives.initiative, name="initiative"),
    path(f"{INITIATIVE}/teksti/", initiatives.change_initiative, name="change_initiative"),
    path(f"{INITIATIVE}/tila/", initiatives.change_initiative_state, name="change_initiative_state"),
    path(f"{INITIATIVE}/julkaise/", initiatives.publish_initiative, name="publish_initiative"),
    path(f"{INITIATIVE}/poista-verkosta/", initiatives.withdraw_initiative, name="withdraw_initiative"),
]

of_notifications = [
    path("tiedoksiannot/", notifications.notifications, name="notifications"),
    path("tiedoksiannot/asiat/<int:item_id>/", notifications.item_notifications, name="item_notifications"),
    path(
        "tiedoksiannot/<int:notification_id>/todistus/",
        notifications.notification_delivery,
        name="notification_delivery",
    ),
    path("tiedoksiannot/<int:notification_id>/poista/", notifications.remove_notification, name="remove_notification"),
]

of_remedy_instructions = [
    path("muutoksenhakuohjeet/", remedy_instructions.remedy_instructions, name="remedy_instructions"),
    path("muutoksenhakuohjeet/uusi/", remedy_instructions.new_remedy_instructions, name="new_remedy_instructions"),
    path(
        "muutoksenhakuohjeet/<int:former_id>/",
        remedy_instructions.new_remedy_instructions,
        name="renew_remedy_instructions",
    ),
]

urlpatterns = [
    *of_officer_decisions,
    *of_notices,
    *of_people,
    *of_initiatives,
    *of_notifications,
    *of_remedy_instructions,
]
