"""How the database finds the forms that became something of a client: by an index, on each kind of database."""

from __future__ import annotations

import pytest
from django.db import connection

from seutu.newcomers.clients.queries.eform_origins import submissions_of, with_titles
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.tests.desk_rows import arrived, form_of

pytestmark = pytest.mark.django_db

MANY = 3_000


@pytest.fixture
def many_submissions(municipality):
    like = arrived(form_of(municipality))
    rows = []
    for number in range(MANY):
        row = Submission(**{field.attname: getattr(like, field.attname) for field in Submission._meta.concrete_fields})
        row.pk, row.number, row.draft_key_hash = None, f"LOMAKE-{number}", f"{number:064}"
        row.became = f"clients.contact:{number}" if number % 2 else ""
        rows.append(row)
    Submission.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE eforms_submission")


def test_what_became_of_a_client_is_found_by_an_index(many_submissions):
    for rows in (with_titles(submissions_of(7))[:20], submissions_of(7).values_list("pk")):
        plan = rows.explain()

        assert "submission_became" in plan
        assert "SCAN eforms_submission" not in plan
        assert "Seq Scan on eforms_submission" not in plan
