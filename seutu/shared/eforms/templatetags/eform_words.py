"""Words in the language of a form's page: `{% load eform_words %}`. What is in another language says so."""

from __future__ import annotations

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from seutu.shared.eforms.answers import words as ours
from seutu.shared.eforms.presentation.addresses import address
from seutu.shared.eforms.presentation.footer import FooterLink, footer_of
from seutu.shared.eforms.spec.texts import Spoken

register = template.Library()


@register.filter
def words(spoken: Spoken) -> SafeString:
    """The words; in a `span` of their own language where it is not the page's, in a `bdi` where nobody knows it."""
    said = mark_safe(str(escape(spoken.words)).replace("\n", "<br>"))
    if not spoken.language:
        return format_html("<bdi>{}</bdi>", said)
    if spoken.is_fallback:
        return format_html('<span lang="{}" dir="{}">{}</span>', spoken.language, spoken.direction, said)
    return said


@register.filter
def marks(spoken: Spoken) -> SafeString:
    """`` lang="fi" dir="ltr"`` for an element whose words are not in the page's language, else nothing."""
    if not spoken.language:
        return mark_safe(' dir="auto"')
    return format_html(' lang="{}" dir="{}"', spoken.language, spoken.direction) if spoken.is_fallback else SafeString()


@register.simple_tag(takes_context=True)
def say(context: template.Context, key: str, **values: object) -> SafeString:
    """Our own words: `{% say "next" %}`, `{% say "page_of" n=1 count=3 %}`."""
    return words(ours.say(key, context["frame"].language, **values))


@register.simple_tag(takes_context=True)
def say_plain(context: template.Context, key: str, **values: object) -> str:
    """Our own words for an attribute or a title."""
    return ours.say(key, context["frame"].language, **values).words


@register.simple_tag(takes_context=True)
def footer_links(context: template.Context) -> list[FooterLink]:
    """The links of the footer in a language that the site is not in: `{% footer_links as links %}`."""
    return footer_of(context["request"], context["frame"].language)


@register.simple_tag(takes_context=True)
def form_url(context: template.Context, name: str, *args: object) -> str:
    """The address of a page of forms in the page's language."""
    return address(name, context["frame"].language, *args)
