from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from seutu.publishing.decisions.actions import MeetingFields
from seutu.publishing.decisions.models import Meeting, MeetingKind
from seutu.publishing.desk.forms.fields import LANGUAGES, TimeField
from seutu.publishing.desk.models import AgendaTemplate
from seutu.shared.core import clock
from seutu.shared.organizations.models import Body
from seutu.shared.ui.fields import DayField


class VideoForm(forms.Form):
    """Where the video of a meeting is."""

    video_url = forms.URLField(
        label=_("Address of the video"),
        required=False,
        max_length=400,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, for example https://video.example/kokous.")},
    )

    def clean_video_url(self) -> str:
        address: str = self.cleaned_data["video_url"]
        if address and not address.startswith(("https://", "http://")):
            raise ValidationError(_("Write the whole address, for example https://video.example/kokous."))
        return address


class MeetingForm(VideoForm):
    """When, where and how a meeting is held."""

    field_order = ["day", "time", "ends", "place", "kind", "number", "language", "video_url"]

    day = DayField(
        label=_("Day"), help_text=_("For example 29.3.2026"), error_messages={"required": _("Write the day.")}
    )
    time = TimeField(
        label=_("Time"), help_text=_("For example 16.00"), error_messages={"required": _("Write the time.")}
    )
    ends = TimeField(
        label=_("Ended at"), required=False, help_text=_("When the minutes are written. After midnight, the next day.")
    )
    place = forms.CharField(
        label=_("Place"),
        max_length=300,
        error_messages={"required": _("Write where the meeting is held. For a remote meeting: Etäyhteys.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices, widget=forms.RadioSelect, initial="ordinary")
    number = forms.IntegerField(
        label=_("Number of the meeting"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.NumberInput(attrs={"class": "w-s"}),
        help_text=_("Which meeting of the body in the year this is."),
    )
    language = forms.ChoiceField(
        label=_("Language of the minutes"), choices=LANGUAGES[:2], widget=forms.RadioSelect, initial="fi"
    )

    def fields_of_meeting(self) -> MeetingFields:
        """What was written, for the action; the form is valid."""
        given = self.cleaned_data
        starts_at = clock.at(given["day"], given["time"])
        ends_at = clock.at(given["day"], given["ends"]) if given.get("ends") else None
        if ends_at and ends_at < starts_at:
            ends_at = clock.at(given["day"] + clock.ONE_DAY, given["ends"])
        return MeetingFields(
            starts_at=starts_at,
            ends_at=ends_at,
            place=given["place"],
            kind=given["kind"],
            number=given["number"],
            language=given["language"],
            video_url=given.get("video_url", ""),
        )


def fields_with_video(meeting: Meeting, video_url: str) -> MeetingFields:
    """A meeting as it stands, with another address of its video."""
    return MeetingFields(
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        kind=meeting.kind,
        number=meeting.number,
        language=meeting.language,
        video_url=video_url,
    )


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """What the form of an existing meeting is filled with."""
    begins = meeting.starts_at.astimezone(clock.HELSINKI)
    return {
        "day": begins.date(),
        "time": begins.time(),
        "ends": meeting.ends_at.astimezone(clock.HELSINKI).time() if meeting.ends_at else None,
        "place": meeting.place,
        "kind": meeting.kind,
        "number": meeting.number,
        "language": meeting.language,
        "video_url": meeting.video_url,
    }


class NewMeetingForm(MeetingForm):
    """The same, with whose meeting it is and what its agenda begins with."""

    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=_("Body"),
        empty_label=_("Choose a body"),
        error_messages={
            "required": _("Choose whose meeting this is."),
            "invalid_choice": _("Choose a body from the list."),
        },
    )
    template = forms.ModelChoiceField(
        AgendaTemplate.objects.none(),
        label=_("Template of the agenda"),
        required=False,
        empty_label=_("The usual template of the body"),
        error_messages={"invalid_choice": _("Choose a template from the list.")},
        help_text=_("The standing items are written ready. Without any template the agenda is empty."),
    )
    field_order = ["body", "day", "time", "place", "kind", "number", "language", "template"]

    def __init__(self, *args: Any, bodies: QuerySet[Body], templates: QuerySet[AgendaTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["ends"], self.fields["video_url"]
        _field(self, "body").queryset = bodies
        _field(self, "body").label_from_instance = _body_with_place
        _field(self, "template").queryset = templates
        _field(self, "template").label_from_instance = _template_with_body

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        body, template = given.get("body"), given.get("template")
        if body and template and template.body_id != body.pk:
            self.add_error("template", _("The template belongs to another body. Choose one of this body, or none."))
        return given


def _field(form: forms.Form, name: str) -> Any:
    return form.fields[name]


def _body_with_place(body: Body) -> str:
    return f"{body.organization.name}, {body.name}"


def _template_with_body(template: AgendaTemplate) -> str:
    return f"{template.body.name}: {template.name}"
