from __future__ import annotations

import pytest

from seutu.newcomers.clients.actions import imports
from seutu.newcomers.clients.models import Client, Contact, ImportedRow, RegisterImport, scoped
from seutu.newcomers.clients.queries.imports import meanings_guessed
from seutu.newcomers.clients.queries.workers import worker_of

CLIENTS = """Sukunimi;Etunimi;Syntymäaika;Äidinkieli;Sukupuoli;Kotikunta;Henkilötunnus
Keksitty;Amina;1.2.1990;somali;nainen;Kuusela;
Keksitty;Omar;45352;arabia;mies;Helsinki;010190-900P
;;;;;;
Keksitty;Väärä;31.2.1990;klingon;nainen;Kuusela;
"""


def started(kind, unit, text, user):
    return imports.start_import(kind, unit, text.encode(), worker=worker_of(user), by=user)


def tried(kind, unit, text, user, **defaults):
    made = started(kind, unit, text, user)
    imports.try_import(made, meanings_guessed(made), defaults, by=user)
    made.refresh_from_db()
    return made


@pytest.mark.django_db
def test_x(unit, supervisor, coordinator, other_municipality):
    made = tried("clients", unit, CLIENTS, coordinator)
    print(made.state, made.new_count, made.duplicate_count, made.problem_count, made.findings)
    imports.bring_in(made, brings_duplicates=False, by=coordinator)
    made.refresh_from_db()
    print(made.state, made.new_count, made.findings)
    print(scoped(Client.objects.all()).values("shown_name", "municipality_kind", "birth_date"))
    again = tried("clients", unit, CLIENTS, supervisor)
    print(again.new_count, again.findings)
    imports.undo(made, by=coordinator)
    made.refresh_from_db()
    print(made.state, made.findings, scoped(Client.objects.all()).count())
    assert 0
