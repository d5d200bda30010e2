"""What a person who answers may see: open forms, their own draft by its key, and their own receipt for a while."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import OrderedDict

from django.conf import settings
from django.db.models import Q, QuerySet

from seutu.shared.core import clock
from seutu.shared.core.municipalities import names_on
from seutu.shared.eforms.answers import places
from seutu.shared.eforms.answers.judging import Judged, judge
from seutu.shared.eforms.answers.prepared import Prepared, prepare
from seutu.shared.eforms.answers.values import NO_LISTS, OTHER_MUNICIPALITY, Lists
from seutu.shared.eforms.answers.words import say
from seutu.shared.eforms.models import (
    AnswerSet,
    CompletionRequest,
    Draft,
    EForm,
    FormVersion,
    OneTimeLink,
    Submission,
    SubmittedFile,
)
from seutu.shared.eforms.queries.words import municipalities_of_service
from seutu.shared.eforms.spec.codec import from_json
from seutu.shared.eforms.spec.items import FieldKind
from seutu.shared.organizations.models import Unit

RECEIPT_SHOWN_FOR = dt.timedelta(hours=1)
KEPT = 64
OFFERED_ELSEWHERE = frozenset({FieldKind.MUNICIPALITY, FieldKind.LANGUAGE, FieldKind.COUNTRY, FieldKind.FILE})

_prepared: OrderedDict[tuple[int, str], Prepared] = OrderedDict()


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def prepared_of(version: FormVersion) -> Prepared:
    """A version ready for answering. Versions never change, so each process reads one once."""
    key = (version.pk, version.sha256)
    if key not in _prepared:
        _prepared[key] = prepare(from_json(version.spec))
        while len(_prepared) > KEPT:
            _prepared.popitem(last=False)
    return _prepared[key]


def open_forms() -> list[EForm]:
    """The forms that anybody may answer today and that are on the list."""
    rows = EForm.objects.open_on(clock.today()).filter(is_listed=True)
    return list(rows.select_related("current", "organization", "unit"))


def open_form(slug: str) -> EForm | None:
    """The form of this address, when it takes answers today."""
    rows = EForm.objects.open_on(clock.today()).select_related("current", "organization", "unit")
    return rows.filter(slug=slug).first()


def published_form(slug: str) -> EForm | None:
    """The form of this address, when it has ever been published; it may be closed by now."""
    rows = EForm.objects.filter(slug=slug, current__isnull=False)
    return rows.select_related("current", "organization", "unit").first()


def unit_of(form: EForm, pk: int | None) -> Unit | None:
    """The unit that answers go to: the one asked for when it is of the form's organization, else the form's own."""
    asked = Unit.objects.filter(pk=pk, organization=form.organization, closed_on__isnull=True).first() if pk else None
    return asked or form.unit


def draft_by(key: str, form: EForm) -> Draft | None:
    """The draft whose key somebody has, unless its time is over."""
    rows = Draft.objects.filter(key_hash=hash_of(key), version__form=form, expires_at__gt=clock.now())
    return rows.select_related("version__form__organization", "unit", "completes").first() if key else None


def receipt_by(key: str, form: EForm) -> AnswerSet | None:
    """What was sent with this key, for an hour after it was: the device may be another's afterwards."""
    if not key:
        return None
    since = clock.now() - RECEIPT_SHOWN_FOR
    rows = AnswerSet.objects.filter(submission__version__form=form, given_at__gt=since)
    rows = rows.select_related("submission__version__form", "submission__organization", "submission__unit")
    arrived = rows.filter(number=1, submission__draft_key_hash=hash_of(key)).first()
    return arrived or rows.filter(draft_key_hash=hash_of(key)).first()


def sent_with(key_hash: str) -> Submission | None:
    """What a draft with this key became, or what it completed."""
    sent = Q(draft_key_hash=key_hash) | Q(pk__in=AnswerSet.objects.filter(draft_key_hash=key_hash).values("submission"))
    return Submission.objects.filter(sent).first()


def asked_of(submission: Submission) -> CompletionRequest | None:
    """What the sender is asked to complete now."""
    return submission.completion_requests.filter(completed_at__isnull=True).last()


def language_of(submission: Submission) -> str:
    """The language in which the submission can be opened again: its own, else the first of its form."""
    spec = prepared_of(submission.version).spec
    can_be_shown = submission.language in {*spec.languages, *dict(settings.LANGUAGES)}
    return submission.language if can_be_shown else spec.default_language


def link_by(secret: str, form: EForm) -> OneTimeLink | None:
    """The one-time link that continues a draft of the form, while it can."""
    rows = OneTimeLink.objects.filter(
        secret_hash=hash_of(secret),
        purpose=OneTimeLink.Purpose.CONTINUE,
        used_at__isnull=True,
        expires_at__gt=clock.now(),
        draft__version__form=form,
        draft__expires_at__gt=clock.now(),
    )
    return rows.select_related("draft__version__form").first()


def lists_of(draft: Draft | None, language: str) -> Lists:
    """What may be chosen from beside a form's own choices, and the files that a draft has."""
    own = municipalities_of_service(language)
    names = own | {code: name for code, name in names_on(clock.today(), language).items() if code not in own}
    names[OTHER_MUNICIPALITY] = say("other_municipality", language).words
    return Lists(
        municipalities=names,
        near=frozenset(own),
        languages=places.language_codes(),
        countries=places.country_codes(),
        files=frozenset(files_of(draft).values_list("key", flat=True)) if draft else frozenset(),
    )


def files_of(draft: Draft) -> QuerySet[SubmittedFile]:
    """The files of a draft, with those of the submission that it completes."""
    if draft.completes_id is None:
        return draft.files.all()
    return SubmittedFile.objects.filter(Q(draft=draft) | Q(submission=draft.completes_id))


def judged(draft: Draft) -> Judged:
    """The draft's answers as they are now, judged by the version that it answers."""
    form = prepared_of(draft.version)
    lists = lists_of(draft, draft.language) if form.kinds & OFFERED_ELSEWHERE else NO_LISTS
    return judge(form, draft.answers, lists, today=clock.today())
