from __future__ import annotations

import pytest

TEXTS = {
    "koe/email/notice.txt": "Hei & <tervetuloa>, {{ name }}\n\nLuku on {{ number }}.\n\n\n\nTerveisin\n",
    "koe/email/no_subject.txt": "\n \nTeksti\n",
    "koe/email/language.txt": "{% load i18n %}{% get_current_language as code %}Kieli {{ code }}\n\nx\n",
}


@pytest.fixture(autouse=True)
def _templates(settings):
    """Messages worded by an app of the tests."""
    loaders = [("django.template.loaders.locmem.Loader", TEXTS)]
    settings.TEMPLATES = [
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": loaders}},
    ]
