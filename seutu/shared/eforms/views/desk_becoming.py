"""What answers become: the preview with what is like it, and carrying it out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from seutu.shared.eforms.actions import becoming
from seutu.shared.eforms.actions import desk as actions
from seutu.shared.eforms.forms.becoming import ChoiceForm
from seutu.shared.eforms.meanings import CannotBecome, EFormMeaning, StalePreview
from seutu.shared.eforms.models import Submission
from seutu.shared.eforms.rules.desk import Desks
from seutu.shared.eforms.views.desk import way
from seutu.shared.eforms.views.desk_frame import desk_page, person, submission_or_404
from seutu.shared.ui.components import Link


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def become(request: HttpRequest, desks: Desks, submission_id: int) -> HttpResponse:
    found = submission_or_404(desks, submission_id)
    meaning = becoming.meaning_for(found, person(request))
    if meaning is None:
        raise Http404
    if found.became or found.state == Submission.State.CLOSED:
        return redirect("eforms_desk:submission", found.pk)
    preview = becoming.preview(found, by=person(request))
    form = ChoiceForm(request.POST if request.method == "POST" else None, submission=found, preview=preview)
    if form.is_valid():
        answer = _carried_out(request, found, form)
        if answer is not None:
            return answer
    return render(request, "eforms/desk/become.html", _shown(found, meaning, form))


def _carried_out(request: HttpRequest, submission: Submission, form: ChoiceForm) -> HttpResponse | None:
    """The answer once it was carried out; None where the preview has to be looked at again."""
    try:
        outcome = becoming.become(submission, form.choice(), by=person(request), revision=form.cleaned_data["revision"])
    except (StalePreview, actions.StaleSubmission):
        form.add_error(None, _("Something has changed since the preview was made. Look at it anew; nothing was saved."))
    except CannotBecome:
        form.add_error(None, _("It cannot be made of these answers. The preview tells why. Nothing was saved."))
    except (becoming.AlreadyBecame, actions.AlreadyClosed):
        return redirect("eforms_desk:submission", submission.pk)
    else:
        messages.success(request, _("The answers were taken into the register."))
        return redirect(outcome.address or reverse("eforms_desk:submission", args=[submission.pk]))
    return None


def _shown(submission: Submission, meaning: EFormMeaning, form: ChoiceForm) -> dict[str, Any]:
    form.show_preview_anew()
    return {
        "submission": submission,
        "meaning": meaning,
        "preview": form.preview,
        "form": form,
        "breadcrumb": way(
            Link(submission.number, reverse("eforms_desk:submission", args=[submission.pk])), Link(meaning.label)
        ),
    }
