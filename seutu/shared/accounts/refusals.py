"""The page that says why a person who comes from a provider is not let in, and what they can do."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seutu.shared.accounts.models import User
from seutu.shared.accounts.providers import Refusal, SignInProvider


@dataclass(frozen=True, slots=True)
class Words:
    """What a refusal says: the heading, what happened, what to do; ``shows_id`` when an administrator needs the id."""

    status: HTTPStatus
    heading: str | Promise
    what: str | Promise
    then: str | Promise
    shows_id: bool = False


ASK = _("Ask the administrator of your municipality for help. Tell them the reference below.")
NOT_LET_IN = _("You were not signed in")

WORDS = {
    Refusal.UNREACHABLE: Words(
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("The sign-in service does not answer"),
        _("Your municipality's own sign-in service did not answer in five seconds. This service works."),
        _("Try again in a moment. If you have a password for this service, you can sign in with it."),
    ),
    Refusal.CANCELLED: Words(
        HTTPStatus.OK,
        NOT_LET_IN,
        _("Signing in was interrupted before it was complete."),
        _("You can begin again."),
    ),
    Refusal.STATE_LOST: Words(
        HTTPStatus.BAD_REQUEST,
        _("Signing in has to begin again"),
        _("Signing in took too long, was already used, or was begun in another browser."),
        _("Begin again from the sign-in page."),
    ),
    Refusal.NOT_PROVEN: Words(
        HTTPStatus.FORBIDDEN,
        NOT_LET_IN,
        _("The answer of your municipality's sign-in service could not be trusted."),
        ASK,
    ),
    Refusal.TOO_MANY_GROUPS: Words(
        HTTPStatus.FORBIDDEN,
        NOT_LET_IN,
        _("You belong to so many groups that the sign-in service did not tell which. So your role is not known."),
        _("Ask the administrator of your municipality to send only the groups of this service."),
    ),
    Refusal.NO_ROLE: Words(
        HTTPStatus.FORBIDDEN,
        _("You have no role in this service"),
        _("Your municipality knows you, but has given you no role here."),
        _("If your work needs one, ask the administrator of your municipality. Then sign in again."),
    ),
    Refusal.NO_EMAIL: Words(
        HTTPStatus.FORBIDDEN,
        NOT_LET_IN,
        _("The sign-in service did not tell a verified e-mail of your municipality."),
        ASK,
    ),
    Refusal.EMAIL_TAKEN: Words(
        HTTPStatus.FORBIDDEN,
        _("There is already an account with your e-mail"),
        _("For safety, it is not joined to your municipality's sign-in service by its e-mail only."),
        _("Sign in with your password, and join them on the page “Own account”. Or ask your administrator."),
        shows_id=True,
    ),
    Refusal.ACCOUNT_CLOSED: Words(
        HTTPStatus.FORBIDDEN,
        _("Your account is closed"),
        _("An administrator has closed your account in this service."),
        ASK,
    ),
    Refusal.LINKED_TO_ANOTHER: Words(
        HTTPStatus.FORBIDDEN,
        _("The accounts could not be joined"),
        _("One of them is already joined to another account."),
        ASK,
        shows_id=True,
    ),
}


def refusal_page(
    request: HttpRequest, provider: SignInProvider | None, reason: Refusal, *, person_id: str = ""
) -> HttpResponse:
    """The page of ``reason``. A session that was made for the sign-in only is ended."""
    if not isinstance(request.user, User):
        request.session.flush()
    words = WORDS[reason]
    shown = {"words": words, "provider": provider, "person_id": person_id if words.shows_id else ""}
    response = render(request, "accounts/sign_in_refused.html", shown, status=words.status)
    response.headers["Cache-Control"] = "no-store"
    return response
