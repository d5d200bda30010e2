"""The addresses of the former publication service, in any letter case and in no language but its own."""

from __future__ import annotations

import re

from django.urls import re_path

from seutu.publishing.dynasty import views
from seutu.publishing.dynasty.addresses import SCRIPT


def _in_any_case(words: str) -> str:
    """A pattern for ``words``. Django cannot read the flag (?i:…), which would say the same."""
    return "".join(f"[{sign.lower()}{sign.upper()}]" if sign.isalpha() else re.escape(sign) for sign in words)


app_name = "dynasty"

urlpatterns = [re_path(rf"^(?:(?P<prefix>[^/]+)/)?{_in_any_case(SCRIPT)}$", views.old_address, name="old_address")]
