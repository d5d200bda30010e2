"""The one library of tags and filters: `{% load ui %}`. Each is described in the app's README.md."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import BoundField, MultiWidget, RadioSelect
from django.template.defaultfilters import stringfilter
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from seutu.shared.ui import dates, drawings, numbers, typesetting
from seutu.shared.ui.components import Place, Status, Tone, Words
from seutu.shared.ui.stylesheets import STYLESHEETS

register = template.Library()

register.filter("day", dates.day)
register.filter("day_and_month", dates.day_and_month)
register.filter("weekday_day", dates.weekday_day)
register.filter("long_day", dates.long_day)
register.filter("clock_time", dates.clock_time)
register.filter("day_and_time", dates.day_and_time)
register.filter("machine_day", dates.machine_day)
register.simple_tag(dates.period, name="period")
register.simple_tag(dates.clock_period, name="clock_period")

register.filter("number", numbers.number)
register.filter("money", numbers.money)
register.filter("percent", numbers.percent)
register.filter("file_size", numbers.file_size)

register.filter("section_sign", typesetting.section_sign)
register.filter("typeset", stringfilter(typesetting.typeset), is_safe=True)

STATUS_ICONS = {"": "open", "settled": "settled", "firm": "check", "told": "info", "soon": "clock", "late": "late"}
NOTICE_ICONS = {"info": "info", "done": "check", "soon": "clock", "late": "late"}

# What could end a script element or begin markup inside one.
_JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """The icon as inline SVG, hidden from screen readers: the words stand beside it."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        " icon--turn" if name in drawings.TURNING else "",
        drawings.icon_paths(name),
    )


@register.simple_tag
def map_mark(slug: str, label: str = "") -> SafeString:
    """The small map with one municipality lit, or nothing when it is not there; ``label`` when no name is beside."""
    region = drawings.region_map()
    if slug not in region.shapes:
        return SafeString()
    says = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    outlines = ((shape.slug == slug, shape.outline) for shape in region.shapes.values())
    return _small_map("map-mark", region.view_box, says, outlines)


@register.simple_tag
def sign(here: str = "") -> SafeString:
    """The sign of Seutu for the header; on the pages of a municipality on the map, its own shape is lit."""
    region = drawings.region_map()
    hidden = mark_safe('aria-hidden="true"')
    if here and here in region.shapes:
        outlines = ((shape.slug == here, shape.outline) for shape in region.shapes.values())
        return _small_map("map", region.view_box, hidden, outlines)
    own = ((place == drawings.SIGN_LIT, outline) for place, outline in enumerate(drawings.SIGN))
    return _small_map("map", drawings.SIGN_VIEW_BOX, hidden, own)


def _small_map(css: str, view_box: str, says: SafeString, outlines: Iterable[tuple[bool, str]]) -> SafeString:
    paths = format_html_join(
        "",
        '<path{} d="{}"/>',
        ((mark_safe(' class="here"') if is_here else "", outline) for is_here, outline in outlines),
    )
    return format_html('<svg class="{}" viewBox="{}" {}>{}</svg>', css, view_box, says, paths)


@register.inclusion_tag("ui/region_map.html")
def region_map(places: Sequence[Place]) -> dict[str, Any]:
    """The map of the region, each municipality a link; those that are not on the map stand below it in words."""
    region = drawings.region_map()
    on_map = [(place, region.shapes[place.slug]) for place in places if place.slug in region.shapes]
    beside = [place for place in places if place.slug not in region.shapes]
    return {"region": region, "on_map": on_map, "beside": beside}


@register.simple_tag
def section(number: int | str | None) -> SafeString:
    """“§ 16” for the eye, “pykälä 16” for the ear."""
    if number in (None, ""):
        return SafeString()
    return format_html(
        '<span class="section-number"><span aria-hidden="true">{}</span><span class="hidden">{}</span></span>',
        typesetting.section_sign(str(number)),
        _("section %(number)s") % {"number": number},
    )


@register.inclusion_tag("ui/status.html")
def status(label: Words, tone: Tone = "", icon: str = "") -> dict[str, Any]:
    """A state in one to three words; ``label`` may also be a components.Status."""
    state = label if isinstance(label, Status) else Status(label, tone, icon)
    return {"label": state.label, "tone": state.tone, "icon": state.icon or STATUS_ICONS[state.tone]}


@register.simple_block_tag
def notice(content: str, tone: str = "info", icon: str = "") -> SafeString:
    """A message in the page: tone info, done, soon or late."""
    return render_to_string("ui/notice.html", {"content": content, "tone": tone, "icon": icon or NOTICE_ICONS[tone]})


@register.simple_block_tag
def empty(content: str, title: str, level: int = 2) -> SafeString:
    """Why there is nothing, and what to do next."""
    return render_to_string("ui/empty.html", {"content": content, "title": title, "level": level})


@register.simple_block_tag
def fact(content: str, label: str, anchor: str = "", css: str = "") -> SafeString:
    """One label and value inside `<dl class="facts">`; with ``anchor``, a link can lead to it."""
    place = format_html(' id="{}"', anchor) if anchor else ""
    looks = format_html(' class="{}"', css) if css else ""
    return format_html("<div{}{}><dt>{}</dt><dd>{}</dd></div>", place, looks, label, content)


@register.simple_block_tag
def table(content: str, caption: str, caption_id: str) -> SafeString:
    """A table that scrolls by itself on a narrow screen; ``content`` is its thead, tbody and tfoot."""
    return render_to_string("ui/table.html", {"content": content, "caption": caption, "caption_id": caption_id})


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], target: str = "", parameter: str = "sivu") -> dict[str, Any]:
    """Links to the other pages of a list, keeping the rest of the address.

    With ``target``, the id of the element that holds the list, htmx changes only that and keeps the address true.
    """
    paginator = page.paginator
    numbers_shown = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        if number == 1:
            query.pop(parameter, None)
        else:
            query[parameter] = str(number)
        return f"?{query.urlencode()}" if query else context["request"].path

    return {
        "page": page,
        "target": target,
        "steps": [(number, address(number) if isinstance(number, int) else "") for number in numbers_shown],
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("ui/search_box.html", takes_context=True)
def search_box(
    context: template.Context, kind: str = "header", value: str = "", form_id: str = "", examples: Sequence[str] = ()
) -> dict[str, Any]:
    """The box to search with, or nothing where nothing can be searched; on the pages of a municipality, of its records.

    ``kind`` is header, or large for the one that a page has instead. ``kept_by_box`` of the page are names and values
    that it keeps.
    """
    page = context.get("page")
    box = page.search if page else None
    if box is None:
        return {"box": None}
    here = context.get("here", "")
    return {
        "box": box,
        "kind": kind,
        "value": value,
        "form_id": form_id,
        "address": box.address(here),
        "suggestions": box.suggestions(here),
        "place": context.get("owner") if here else None,
        "kept": context.get("kept_by_box", ()) if form_id else (),
        "examples": [(each, f"{box.address(here)}?{urlencode({'q': each})}") for each in examples],
    }


@register.simple_tag
def linked_data(data: object) -> SafeString:
    """schema.org data as a script element that no browser runs."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.inclusion_tag("ui/stylesheets.html")
def stylesheets() -> dict[str, Any]:
    """The links to every style sheet, in their order."""
    return {"stylesheets": STYLESHEETS}


@register.simple_tag(takes_context=True)
def lang(context: template.Context, code: str) -> SafeString:
    """`` lang="fi"`` when ``code`` is not the page's language, else nothing: `<h1{% lang item.language %}>`."""
    page_language = context["page"].language if "page" in context else ""
    if not code or code == page_language:
        return SafeString()
    return format_html(' lang="{}"', code)


@register.simple_tag
def time_element(moment: dt.date, words: str = "") -> SafeString:
    """`<time datetime="2022-03-29">29.3.2022</time>`."""
    return format_html('<time datetime="{}">{}</time>', dates.machine_day(moment), words or dates.day(moment))


@register.filter
def has_choices(field: BoundField) -> bool:
    """Whether the field is a set of radio buttons or check boxes."""
    return isinstance(field.field.widget, RadioSelect)


@register.filter
def target_id(field: BoundField) -> str:
    """The id of the control that a link in the error summary leads to: of a set of choices, the first."""
    if isinstance(field.field.widget, RadioSelect | MultiWidget):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
