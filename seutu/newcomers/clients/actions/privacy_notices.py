"""Publishing what the register tells of itself; former versions stay."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from seutu.newcomers.clients.models import PrivacyNotice
from seutu.shared.accounts.models import User
from seutu.shared.audit.actions import record
from seutu.shared.core import clock, page_cache
from seutu.shared.core.rich_text import sanitize
from seutu.shared.organizations.models import Organization


class EmptyNotice(Exception):
    """There is no text in it."""


@transaction.atomic
def publish_privacy_notice(
    organization: Organization, language: str, html: str, *, is_machine_made: bool = False, by: User
) -> PrivacyNotice:
    """Publish a new version of the notice of a controller in one language.

    :raises EmptyNotice: nothing is left of the text once it is made safe.
    """
    text = sanitize(html)
    if not text.strip():
        raise EmptyNotice
    former = PrivacyNotice.objects.filter(organization=organization, language=language)
    notice = PrivacyNotice.objects.create(
        organization=organization,
        language=language,
        version=(former.aggregate(last=Max("version"))["last"] or 0) + 1,
        text_html=text,
        published_on=clock.today(),
        is_machine_made=is_machine_made,
    )
    page_cache.empty()
    record(
        "privacy_notice.published",
        target=notice,
        by=by,
        details={"language": language, "version": notice.version},
        organization_id=organization.pk,
    )
    return notice
