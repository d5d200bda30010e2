from __future__ import annotations

import pytest
import time_machine

from seutu.publishing.decisions import actions, queries
from seutu.publishing.decisions.actions import PartInput
from seutu.publishing.decisions.models import AgendaItem, Correction, FormerVersion, PartKind
from seutu.publishing.decisions.rules import Reader, ShownItem
from seutu.publishing.decisions.tests import desk
from seutu.publishing.decisions.tests.factories import AttachmentFactory
from seutu.shared.files.actions import store

pytestmark = pytest.mark.django_db


def correct(row: AgendaItem, text: object, **given: object) -> Correction:
    known: dict[str, object] = {"kind": "clerical", "reason": "Summa korjattiin.", "revision": row.revision}
    return actions.correct_item(row, text, by=desk.BY, **(known | given))  # type: ignore[arg-type]


def published(html: str = "<p>Ehdotus on 1 000 euroa.</p>") -> AgendaItem:
    return desk.only_item(desk.published_minutes(desk.item(parts=(PartInput(PartKind.DECISION, html),))))


def new_text(html: str = "<p>Ehdotus on 10 000 euroa.</p>", **given: object) -> object:
    return desk.text(parts=(PartInput(PartKind.DECISION, html),), **given)


def public(row: AgendaItem) -> ShownItem:
    return queries.item(Reader(), row.meeting.organization.slug, row.meeting.public_id, row.position)


def former(row: AgendaItem, number: int = 1, reader: Reader | None = None) -> ShownItem | None:
    address = (row.meeting.organization.slug, row.meeting.public_id, row.position, number)
    found = queries.former_version(reader or Reader(), *address)
    return found[0] if found else None


@time_machine.travel("2026-03-20 12:00:00+02:00", tick=False)
def test_a_correction_is_seen_with_its_day_and_the_former_version_beside():
    row = published()

    correct(row, new_text())

    assert [part.html for part in public(row).parts] == ["<p>Ehdotus on 10 000 euroa.</p>"]
    (correction,) = public(row).corrections
    assert (correction.reason, correction.corrected_at.date().isoformat()) == ("Summa korjattiin.", "2026-03-20")
    assert [part.html for part in former(row).parts] == ["<p>Ehdotus on 1 000 euroa.</p>"]


def test_every_correction_keeps_the_version_before_it():
    row = published("<p>Yksi.</p>")
    correct(row, new_text("<p>Kaksi.</p>"))
    row.refresh_from_db()
    correct(row, new_text("<p>Kolme.</p>"))

    assert [former(row, number).parts[0].html for number in (1, 2)] == ["<p>Yksi.</p>", "<p>Kaksi.</p>"]


def test_a_correction_tells_why():
    row = published()

    with pytest.raises(actions.CorrectionWithoutReason):
        correct(row, new_text(), reason=" ")

    assert not Correction.objects.exists()


def test_what_is_not_out_is_saved_and_not_corrected():
    row = desk.only_item(desk.minutes())

    with pytest.raises(actions.WrongState):
        correct(row, new_text())


def test_a_correction_never_brings_an_identity_code_out():
    row = published()

    with pytest.raises(actions.NotPublishable):
        correct(row, new_text("<p>131052-308T</p>"))
    with pytest.raises(actions.NotPublishable):
        correct(row, new_text(), reason="131052-308T poistettu")

    assert [part.html for part in public(row).parts] == ["<p>Ehdotus on 1 000 euroa.</p>"]
    assert not FormerVersion.objects.exists()


def test_a_text_with_an_identity_code_is_not_kept_as_a_former_version():
    row = published()
    row.parts.update(html="<p>Hakija 131052-308T</p>")

    correct(row, new_text(), reason="Henkilötunnus poistettiin.")

    assert FormerVersion.objects.get().is_text_removed
    assert former(row).parts == ()


def test_the_clerk_may_let_a_former_version_go():
    row = published()

    correct(row, new_text(), removes_former=True)

    assert former(row).parts == ()


def test_a_text_that_must_go_goes_from_the_versions_before_it_too():
    row = published("<p>Hakija Matti Malli.</p>")
    correct(row, new_text("<p>Hakija Matti Malli, Kuusela.</p>"))
    row.refresh_from_db()

    correct(row, new_text("<p>Hakija.</p>"), removes_former=True)

    assert [former(row, number).parts for number in (1, 2)] == [(), ()]
    assert "Malli" not in str(list(FormerVersion.objects.values()))


def test_the_outcome_is_corrected_with_its_short_detail():
    row = published()

    correct(row, new_text(outcome="vote", outcome_detail="7–4"), reason="Päätettiin äänestyksellä.")

    assert (public(row).outcome, public(row).outcome_detail) == ("vote", "7–4")
    assert former(row).outcome == "unanimous"


def test_an_outcome_by_vote_needs_a_vote_or_its_numbers():
    row = published()

    with pytest.raises(actions.NotPublishable) as refused:
        correct(row, new_text(outcome="vote"))

    assert [refusal.reason.value for refusal in refused.value.refusals] == ["outcome_without_vote"]


def test_a_file_that_came_with_an_import_is_read_before_the_text_is_corrected(settings, tmp_path):
    settings.FILES_DIR = tmp_path
    row = published()
    AttachmentFactory(item=row, position=1, file=store(b"Kartan selite\n", name="kartta.txt", by=desk.BY))

    correct(row, new_text())

    assert len(public(row).corrections) == 1


def test_when_an_item_is_withheld_its_former_versions_are_too():
    row = published()
    correct(row, new_text())
    row.refresh_from_db()

    secret = desk.text("Sovinto korvausasiassa", parts=(), is_withheld=True, secrecy_ground="JulkL 24 § 1 mom. 25 k.")
    correct(row, secret, kind="technical", reason="Asia on salassa pidettävä.")

    assert former(row, 1) is None
    assert former(row, 2) is None
    assert all(version.parts == [] and "Talous" not in version.title for version in FormerVersion.objects.all())


def test_the_database_keeps_no_text_of_a_removed_former_version():
    from django.db import IntegrityError, transaction

    row = published()
    correct(row, new_text(), removes_former=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        FormerVersion.objects.update(presenter="Joku")


def test_an_outsider_sees_no_former_version_of_what_is_not_out_yet():
    row = published()
    correct(row, new_text())
    meeting = row.meeting
    meeting.minutes_published_at = meeting.minutes_published_at.replace(year=2099)
    meeting.save()

    assert former(row) is None
