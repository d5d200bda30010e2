"""Addresses and hidden inputs of the builder's many small forms: `{% load eform_making %}`."""

from __future__ import annotations

from django import template
from django.middleware.csrf import get_token
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def builder_url(context: template.Context, name: str, *arguments: object) -> str:
    """The address of a page of the builder for the form of this page."""
    address: str = context["making"].url(name, *arguments)
    return address


@register.simple_tag(takes_context=True)
def builder_token(context: template.Context) -> SafeString:
    """What every button of the builder sends: the token against forgery, and the revision that the maker saw."""
    revision = format_html('<input type="hidden" name="revision" value="{}">', context["making"].form.revision)
    token = get_token(context["making"].request)
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}', token, revision)
