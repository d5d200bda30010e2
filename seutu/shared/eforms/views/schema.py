"""The JSON Schema of a form's answers, for anybody who may open the form."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from seutu.shared.documents.responses import open_answer, origin_of
from seutu.shared.eforms import schemas
from seutu.shared.eforms.presentation.addresses import address_of_schema
from seutu.shared.eforms.queries import answering as queries


@require_safe
def schema(request: HttpRequest, slug: str) -> HttpResponse:
    """The schema of the version that is answered today; a form that takes no answers today has none here."""
    form = queries.open_form(slug)
    if form is None or form.current is None:
        raise Http404
    whole_address = origin_of(request).rstrip("/") + address_of_schema(form)
    content = schemas.written(queries.prepared_of(form.current).spec, address=whole_address)
    response = open_answer(content, schemas.MEDIA_TYPE)
    response.headers["ETag"] = f'"{hashlib.sha256(content).hexdigest()}"'
    return response
