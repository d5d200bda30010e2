"""Where feedback on accessibility is given by a form: apps that have such forms register them, the statement links.

::

    feedback_forms.register(FeedbackForms(key="decisions.accessibility", open_forms=open_forms))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from seutu.shared.core.registry import Entry, Point
from seutu.shared.organizations.models import Organization


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """A form by which ``organization`` takes feedback on accessibility, and its address in the reader's language."""

    organization: Organization
    address: str


@dataclass(frozen=True, kw_only=True)
class FeedbackForms(Entry):
    """Forms of one kind: ``open_forms()`` are those that can be answered today."""

    open_forms: Callable[[], Sequence[FeedbackForm]]


feedback_forms = Point(FeedbackForms)


def open_feedback_forms() -> list[FeedbackForm]:
    """The forms by which feedback on accessibility can be given today, by the name of the organization."""
    found = [form for entry in feedback_forms.entries() for form in entry.open_forms()]
    return sorted(found, key=lambda form: form.organization.name)
