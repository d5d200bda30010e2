"""Bases: fetched or brought as drafts, approved by a person, and from then on unchanged."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping

from django.conf import settings
from django.db import transaction

from seutu.newcomers.funding.client_pxweb import PxWeb, Table
from seutu.newcomers.funding.models import Basis, Definition, StatisticsAnswer
from seutu.newcomers.funding.rules.json_stat import Numbers, read_json_stat
from seutu.newcomers.funding.rules.number_text import read_number_text
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock
from seutu.shared.organizations.models import Organization

KEPT = dt.timedelta(days=1)
LAST_DAY = (12, 31)


class NoSuchTable(Exception):
    """The settings name no table of statistics for these numbers."""


class ApprovedAlready(Exception):
    """The basis has been approved: nothing of it changes any more."""


class NoNumbers(Exception):
    """The basis has no number at all."""


def fetch_basis(
    organization: Organization,
    definition: Definition,
    year: int,
    codes: Collection[str],
    *,
    by: User,
    client: PxWeb | None = None,
) -> Basis:
    """Fetch the numbers of these municipalities at the end of ``year``, as a draft.

    The same question within a day is answered from what was kept.

    :raises NoSuchTable: the settings name no table of these numbers.
    :raises PxWebError: the service gave no answer that can be used.
    :raises NotStatistics: its answer has no numbers by municipality.
    """
    table = _table(definition)
    client = client or PxWeb()
    query, _not_there = client.query_for(table, sorted(codes), str(year))
    kept = _kept(table.address, query)
    answer = kept
    if answer is None:
        found = client.numbers(table, query)
        answer = _answer(found.content, address=table.address, query=query, media_type=found.media_type)
    numbers = read_json_stat(bytes(answer.content))
    with transaction.atomic():
        if kept is None:
            answer.save()
        return _draft(
            organization,
            definition,
            numbers.numbers,
            table_id=table.address.rsplit("/", 1)[-1],
            reference_on=dt.date(year, *LAST_DAY),
            answer=answer,
            note="",
            by=by,
        )


def _table(definition: Definition) -> Table:
    given = settings.PXWEB_TABLES.get(definition.value)
    if not settings.PXWEB_URL or given is None:
        raise NoSuchTable
    address = f"{settings.PXWEB_URL}/{given['table'].lstrip('/')}"
    return Table(address, given["area"], given["time"], given["values"])


def _kept(address: str, query: str) -> StatisticsAnswer | None:
    since = clock.now() - KEPT
    return StatisticsAnswer.objects.filter(address=address, query=query, retrieved_at__gte=since).first()


@transaction.atomic
def bring_basis(
    organization: Organization,
    definition: Definition,
    content: bytes,
    *,
    file_name: str,
    table_id: str,
    reference_on: dt.date,
    note: str = "",
    by: User,
) -> Basis:
    """Read the numbers of a file (JSON-stat 2, or CSV with code and number), and keep both as a draft.

    :raises NotStatistics: it has no numbers by municipality.
    """
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
    numbers: Numbers = read_json_stat(content) if is_json else read_number_text(content)
    media_type = "application/json" if is_json else "text/csv"
    answer = _answer(content, address=file_name, query="", media_type=media_type)
    answer.save()
    return _draft(
        organization,
        definition,
        numbers.numbers,
        table_id=table_id,
        reference_on=reference_on,
        answer=answer,
        note=note,
        by=by,
    )


def _answer(content: bytes, *, address: str, query: str, media_type: str) -> StatisticsAnswer:
    return StatisticsAnswer(
        address=address[:500],
        query=query,
        media_type=media_type[:100],
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        retrieved_at=clock.now(),
    )


def _draft(
    organization: Organization,
    definition: Definition,
    numbers: Mapping[str, int],
    *,
    table_id: str,
    reference_on: dt.date,
    answer: StatisticsAnswer,
    note: str,
    by: User,
) -> Basis:
    basis = Basis.objects.create(
        organization=organization,
        definition=definition,
        table_id=table_id,
        reference_on=reference_on,
        retrieved_at=answer.retrieved_at,
        numbers=dict(sorted(numbers.items())),
        answer=answer,
        note=note,
        drafted_by=by,
    )
    record("cost_basis.drafted", target=basis, by=by, details={"sha256": answer.sha256, "numbers": len(numbers)})
    return basis


@transaction.atomic
def approve_basis(basis: Basis, *, by: User) -> None:
    """Freeze a basis: costs may be divided by it, and the database lets nothing of it change.

    :raises ApprovedAlready: it is frozen.
    :raises NoNumbers: it has no numbers.
    """
    basis = _draft_now(basis)
    if not basis.numbers:
        raise NoNumbers
    basis.approved_at, basis.approved_by = clock.now(), by
    basis.save(update_fields=["approved_at", "approved_by", "updated_at"])
    record("cost_basis.approved", target=basis, by=by, details={"definition": basis.definition})


@transaction.atomic
def discard_basis(basis: Basis, *, by: User) -> None:
    """Throw a draft away; the answer that it was made of stays while another basis needs it.

    :raises ApprovedAlready: it is frozen.
    """
    basis = _draft_now(basis)
    record("cost_basis.discarded", target=basis, by=by)
    answer = basis.answer
    basis.delete()
    if answer and not answer.bases.exists():
        answer.delete()


def _draft_now(basis: Basis) -> Basis:
    fresh = Basis.objects.select_for_update().get(pk=basis.pk)
    if fresh.approved_at is not None:
        raise ApprovedAlready
    return fresh
