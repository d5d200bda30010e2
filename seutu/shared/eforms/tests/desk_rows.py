"""Submissions at desks for tests. Everything that people are said to have answered is invented."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from seutu.shared.core import clock
from seutu.shared.eforms.models import AnswerSet, EForm, FormVersion, Submission
from seutu.shared.eforms.spec.codec import sha256_of, to_json
from seutu.shared.eforms.spec.items import Choice, Field, FieldKind, Group, GroupKind, Privacy, Spec
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.organizations.models import Organization, Unit

SPEC = Spec(
    title=Text({"fi": "Yhteydenottopyyntö", "sv": "Begäran om kontakt"}),
    languages=("fi", "sv"),
    choices={
        "aiheet": (
            Choice(value="asuminen", label=Text({"fi": "Asuminen", "sv": "Boende"})),
            Choice(value="kieli", label=Text({"fi": "Kielen oppiminen", "sv": "Språkstudier"})),
        )
    },
    items=(
        Group(
            name="sina",
            kind=GroupKind.PAGE,
            label=Text({"fi": "Sinä", "sv": "Du"}),
            items=(
                Field(name="nimi", kind=FieldKind.TEXT, label=Text({"fi": "Nimi", "sv": "Namn"}), required="yes"),
                Field(name="sahkoposti", kind=FieldKind.EMAIL, label=Text({"fi": "Sähköposti", "sv": "E-post"})),
                Field(name="syntyi", kind=FieldKind.DATE, label=Text({"fi": "Syntymäpäivä"})),
            ),
        ),
        Group(
            name="asia",
            kind=GroupKind.PAGE,
            label=Text({"fi": "Asiasi", "sv": "Ditt ärende"}),
            items=(
                Field(name="aihe", kind=FieldKind.MANY, label=Text({"fi": "Mistä on kyse?"}), choices="aiheet"),
                Field(
                    name="kuvaus",
                    kind=FieldKind.LONG_TEXT,
                    label=Text({"fi": "Kerro lisää"}),
                    privacy=Privacy.SENSITIVE,
                ),
                Field(name="liite", kind=FieldKind.FILE, label=Text({"fi": "Liite"})),
                Group(
                    name="lapset",
                    kind=GroupKind.REPEAT,
                    label=Text({"fi": "Lapsi"}),
                    items=(Field(name="lapsen_nimi", kind=FieldKind.TEXT, label=Text({"fi": "Lapsen nimi"})),),
                ),
            ),
        ),
    ),
)
ANSWERS: dict[str, Any] = {
    "nimi": "Keksitty Lähettäjä",
    "sahkoposti": "keksitty@lahettaja.example",
    "syntyi": "1990-02-03",
    "aihe": ["asuminen", "kieli"],
    "kuvaus": "Keksitty kuvaus",
    "lapset": [{"lapsen_nimi": "Keksitty Lapsi"}],
}


def form_of(organization: Organization, *, slug: str = "yhteydenotto", spec: Spec = SPEC, **columns: Any) -> EForm:
    """A published form of an organization."""
    data = to_json(spec)
    form = EForm.objects.create(**{"organization": organization, "slug": slug, "draft_spec": data, **columns})
    form.current = FormVersion.objects.create(
        form=form, number=1, spec=data, sha256=sha256_of(spec), published_at=clock.now()
    )
    form.save()
    return form


def arrived(
    form: EForm, *, unit: Unit | None = None, answers: dict[str, Any] | None = None, **columns: Any
) -> Submission:
    """What arrived by a form; in three days it should be answered."""
    assert form.current is not None
    now = clock.now()
    submission = Submission.objects.create(
        **{
            "number": secrets.token_hex(4).upper(),
            "version": form.current,
            "organization": form.organization,
            "unit": unit,
            "language": "fi",
            "draft_key_hash": secrets.token_hex(32),
            "arrived_at": now,
            "answer_by": clock.today() + dt.timedelta(days=3),
            "reply_email": "keksitty@lahettaja.example",
            **columns,
        }
    )
    AnswerSet.objects.create(
        submission=submission, number=1, answers=ANSWERS if answers is None else answers, given_at=submission.arrived_at
    )
    return submission
