from __future__ import annotations

import datetime as dt

import pytest
from jsonschema import Draft202012Validator
from pyxform.xls2xform import convert

from seutu.shared.eforms.actions.forms import errors_before_publishing
from seutu.shared.eforms.ready_forms import ready_forms, ready_on
from seutu.shared.eforms.schemas import answer_schema
from seutu.shared.eforms.xlsforms.reading import read_xlsform
from seutu.shared.eforms.xlsforms.writing import write_xlsform

DAY = dt.date(2026, 11, 28)


@pytest.mark.parametrize("form", ready_forms.entries(), ids=lambda form: form.key)
def test_a_ready_made_form_can_be_published_and_used_elsewhere(form):
    ready = ready_on(form, DAY)

    content = write_xlsform(ready.spec, slug=ready.slug)

    assert errors_before_publishing(ready.spec) == []
    assert read_xlsform(content).spec == ready.spec
    assert convert(content, file_type=".xlsx").warnings == []
    Draft202012Validator.check_schema(answer_schema(ready.spec))
