"""Addresses of contacts and of the lists of codes they are written with."""

from __future__ import annotations

from django.urls import path

from seutu.newcomers.clients.views import codes, contact_forms, contacts, corrections, drafts, work, work_changes

CONTACT = "kontaktit/<int:contact_id>"
SESSION, OTHER = "kontaktit/ryhma/<int:session_id>", "kontaktit/muu-tyo/<int:work_id>"

urlpatterns = [
    path("kontaktit/", contacts.contacts, name="contacts"),
    path("kontaktit/uusi/", contact_forms.new_contact, name="new_contact"),
    path("kontaktit/asiakas/", contact_forms.contact_clients, name="contact_clients"),
    path("kontaktit/ryhma/", work.group_sessions, name="group_sessions"),
    path("kontaktit/ryhma/<int:session_id>/muokkaa/", work_changes.change_group_session, name="change_group_session"),
    path("kontaktit/ryhma/<int:session_id>/poista/", work_changes.remove_group_session, name="remove_group_session"),
    path("kontaktit/muu-tyo/", work.other_work, name="other_work"),
    path("kontaktit/muu-tyo/<int:work_id>/muokkaa/", work_changes.change_other_work, name="change_other_work"),
    path("kontaktit/muu-tyo/<int:work_id>/poista/", work_changes.remove_other_work, name="remove_other_work"),
    path("kontaktit/oikaisut/", corrections.corrections, name="corrections"),
    path("kontaktit/unohtunut/", corrections.forgotten_contact, name="forgotten_contact"),
    path("kontaktit/ryhma/unohtunut/", corrections.forgotten_group_session, name="forgotten_group_session"),
    path("kontaktit/muu-tyo/unohtunut/", corrections.forgotten_other_work, name="forgotten_other_work"),
    path(f"{CONTACT}/oikaisu/", corrections.correct_contact, name="correct_contact"),
    path(f"{CONTACT}/oikaisu/ei-tapahtunut/", corrections.correct_contact_away, name="correct_contact_away"),
    path(f"{SESSION}/oikaisu/", corrections.correct_group_session, name="correct_group_session"),
    path(
        f"{SESSION}/oikaisu/ei-tapahtunut/", corrections.correct_group_session_away, name="correct_group_session_away"
    ),
    path(f"{OTHER}/oikaisu/", corrections.correct_other_work, name="correct_other_work"),
    path(f"{OTHER}/oikaisu/ei-tapahtunut/", corrections.correct_other_work_away, name="correct_other_work_away"),
    path(f"{CONTACT}/", contacts.contact, name="contact"),
    path(f"{CONTACT}/muokkaa/", contact_forms.change_contact, name="change_contact"),
    path(f"{CONTACT}/poista/", contacts.remove_contact, name="remove_contact"),
    path(f"{CONTACT}/seurattu/", contacts.follow_up_contact, name="follow_up_contact"),
    path("rekisteri/luonnokset/tallenna/", drafts.save_draft, name="save_draft"),
    path("rekisteri/luonnokset/poista/", drafts.discard_draft, name="discard_draft"),
    path("rekisteri/aiheet/", codes.topics, name="topics"),
    path("rekisteri/aiheet/uusi/", codes.new_topic, name="new_topic"),
    path("rekisteri/aiheet/<int:code_id>/", codes.topic, name="topic"),
    path("rekisteri/rahoituskoodit/", codes.funding_codes, name="funding_codes"),
    path("rekisteri/rahoituskoodit/uusi/", codes.new_funding_code, name="new_funding_code"),
    path("rekisteri/rahoituskoodit/<int:code_id>/", codes.funding_code, name="funding_code"),
]
