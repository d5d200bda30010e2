"""The contents of a form: its outline, and adding, changing, moving and removing its items."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from seutu.shared.eforms.actions.editing import save_with_name
from seutu.shared.eforms.actions.forms import ChangedMeanwhile
from seutu.shared.eforms.building import naming, tree
from seutu.shared.eforms.building.lists import add_list
from seutu.shared.eforms.forms.building import NEW_LIST, ItemForm
from seutu.shared.eforms.forms.making import NewItemForm
from seutu.shared.eforms.presentation.making import typed_in_words
from seutu.shared.eforms.presentation.outline import Outline, by_language, told
from seutu.shared.eforms.spec.codec import BadSpec, from_json, to_json
from seutu.shared.eforms.spec.items import Field, FieldKind, Group, GroupKind, Item, Placed, Privacy, Spec, walk
from seutu.shared.eforms.spec.problems import Severity
from seutu.shared.eforms.spec.texts import Text
from seutu.shared.eforms.views.builder_frame import Making, form_page
from seutu.shared.ui.components import Link

MOVES: dict[str, Callable[[Spec, str], Spec]] = {
    "up": tree.move_up,
    "down": tree.move_down,
    "in": tree.move_in,
    "out": tree.move_out,
}
MOVED: dict[str, Promise] = {
    "up": gettext_lazy("Moved up."),
    "down": gettext_lazy("Moved down."),
    "in": gettext_lazy("Moved in."),
    "out": gettext_lazy("Moved out."),
}
AFTER, INSIDE = "jalkeen", "sisaan"


@form_page("GET", "HEAD")
def outline(making: Making) -> HttpResponse:
    drawn = Outline(making.spec, making.problems, making.request.LANGUAGE_CODE or "fi")
    errors = [problem for problem in making.problems if problem.severity is Severity.ERROR]
    context = {
        "items": drawn.items(),
        "of_form": told(each for each in drawn.of_form if each.severity is Severity.ERROR),
        "of_lists": told(each for each in drawn.of_lists if each.severity is Severity.ERROR),
        "errors": len(errors),
        "languages_behind": by_language(making.problems),
    }
    return making.render("outline.html", context)


@form_page("GET", "HEAD", "POST")
def add(making: Making) -> HttpResponse:
    after, inside = (making.request.GET.get(each, "") for each in (AFTER, INSIDE))
    placed = _item(making, after or inside) if after or inside else None
    form = NewItemForm(
        making.request.POST or None,
        spec=making.spec,
        revision=making.form.revision,
        may_be_page=not inside and not (placed and placed.path),
        kind=making.request.GET.get("laji", ""),
    )
    if making.request.method == "POST" and form.is_valid():
        item = _new_item(making.spec, form)
        spec = tree.add_after(making.spec, item, after) if after else tree.add_inside(making.spec, item, inside)
        if isinstance(item, Field) and item.choices and item.choices not in spec.choices:
            spec, _name = add_list(spec, item.choices)
        if making.save(spec, _("Added. Write the rest of it here.")):
            return making.go("item", item.name)
    beside = making.said(placed.item.label) if placed and placed.item.label else None
    context = {"form": form, "beside": beside, "is_inside": bool(inside), "fragment": after or inside}
    return making.render("add.html", context, Link(_("Add")))


def _new_item(spec: Spec, form: NewItemForm) -> Item:
    label, kind = form.cleaned_data["label"].strip(), form.chosen
    name = naming.free_name(naming.names_of(spec), label)
    text = Text({spec.default_language: label})
    if isinstance(kind, GroupKind):
        return Group(name=name, kind=kind, label=text)
    privacy = Privacy.SENSITIVE if kind is FieldKind.IDENTITY_CODE else Privacy.PERSONAL
    choices = naming.free_name(list(spec.choices), label) if kind.has_choices else ""
    return Field(name=name, kind=kind, label=text, privacy=privacy, choices=choices)


@form_page("GET", "HEAD", "POST")
def item(making: Making, name: str) -> HttpResponse:
    data = making.request.POST or None
    if data is not None and name not in naming.names_of(making.spec):
        return _gone(making)
    placed = _item(making, name)
    revision = making.form.revision
    form = ItemForm(data, spec=making.spec, item=placed.item, revision=revision, problems=making.problems)
    stale: list[Any] = []
    if data is not None and form.is_valid():
        saved = _saved(making, placed, form)
        if saved is not None:
            return saved
        stale = _stored(form, placed)
        form.is_of(making.form.revision)
    label = making.said(placed.item.label)
    context = {
        "form": form,
        "item": placed.item,
        "around": [making.said(group.label) for group in placed.path if group.label],
        "label": label,
        "others": told(form.other_problems()),
        "stale": stale,
        "places": _places(making, placed),
    }
    return making.render("item.html", context, Link(label.words or name, lang=label.language))


def _saved(making: Making, placed: Placed, form: ItemForm) -> HttpResponse | None:
    """Save an item and go on; nothing when it cannot be, which has been said then."""
    written, old, new = form.written(), placed.item.name, form.cleaned_data["name"]
    spec = making.spec
    if isinstance(written, Field) and written.choices == NEW_LIST:
        spec, name = add_list(spec, new)
        written = dataclasses.replace(written, choices=name)
    try:
        spec = tree.change(spec, old, written)
        from_json(to_json(spec))
        save_with_name(making.form, spec, old, new, revision=making.sent_revision(), by=making.by)
    except ChangedMeanwhile:
        making.form.refresh_from_db()
        return None
    except BadSpec as error:
        form.add_error(None, str(error.why.words))
        return None
    messages.success(making.request, _("Saved."))
    if making.request.POST.get("do") == "stay" or written.kind is not placed.item.kind:
        return making.go("item", new)
    if making.request.POST.get("do") == "list" and isinstance(written, Field):
        return making.go("list_of_choices", written.choices)
    return making.go("outline", after=f"#i-{new}")


def _gone(making: Making) -> HttpResponse:
    """Somebody else has removed the item or given it another name: what was typed is shown, to be kept by hand."""
    return making.render(
        "gone.html", {"typed": typed_in_words(making.request.POST)}, Link(_("Contents of the form")), status=409
    )


def _stored(form: ItemForm, placed: Placed) -> list[tuple[str, str]]:
    """What is saved now where it is other than what was typed."""
    if form.errors:
        return []
    return [
        (str(form.fields[name].label), str(form.initial.get(name) or "–"))
        for name in form.changed_data
        if name != "revision"
    ]


def _places(making: Making, placed: Placed) -> list[tuple[str, str]]:
    """Where an item can be put: after any other, or first in any group that it is not in itself."""
    own = {each.item.name for each in walk([placed.item])}
    offered: list[tuple[str, str]] = []
    for each in walk(making.spec.items):
        if each.item.name in own:
            continue
        label = making.said(each.item.label).words or each.item.name
        dots = "– " * len(each.path)
        if not (placed.item.kind is GroupKind.PAGE and each.path):
            offered.append((f"after:{each.item.name}", dots + _("after: %(item)s") % {"item": label}))
        if isinstance(each.item, Group) and placed.item.kind is not GroupKind.PAGE:
            offered.append((f"first:{each.item.name}", dots + _("first in: %(item)s") % {"item": label}))
    return offered


@form_page("POST")
def move(making: Making, name: str) -> HttpResponse:
    _item(making, name)
    verb = making.request.POST.get("do", "")
    try:
        if verb == "copy":
            spec, name = naming.duplicate(making.spec, name)
            done: object = _("Copied. Here is the copy.")
        elif verb == "place":
            spec, done = _placed(making.spec, name, making.request.POST.get("place", "")), _("Moved.")
        else:
            spec, done = MOVES[verb](making.spec, name), MOVED[verb]
    except KeyError as error:
        raise Http404 from error
    except (tree.CannotMove, tree.NoSuchItem):
        messages.error(making.request, _("It cannot be moved there."))
        return making.go("outline", after=f"#i-{name}")
    making.save(spec, str(done))
    return making.go("outline", after=f"#i-{name}")


def _placed(spec: Spec, name: str, place: str) -> Spec:
    how, _colon, target = place.partition(":")
    if how == "first":
        return tree.move_inside(spec, name, target, is_first=True)
    return tree.move_after(spec, name, target)


@form_page("GET", "HEAD", "POST")
def remove(making: Making, name: str) -> HttpResponse:
    placed = _item(making, name)
    if making.request.method == "POST":
        if making.save(tree.remove(making.spec, name), _("Removed.")):
            return making.go("outline")
        return making.go("remove", name)
    inner = [each.item for each in walk([placed.item])]
    names = [user for each in inner for user in naming.users_of(making.spec, each.name)]
    gone = {each.name for each in inner}
    users = [
        making.said(_item(making, user).item.label).words or user for user in dict.fromkeys(names) if user not in gone
    ]
    context = {
        "item": placed.item,
        "label": making.said(placed.item.label),
        "inner": [making.label_of(each.name) for each in inner[1:]],
        "users": users,
    }
    return making.render("remove.html", context, Link(_("Remove")))


def _item(making: Making, name: str) -> Placed:
    try:
        return tree.find(making.spec, name)
    except tree.NoSuchItem as error:
        raise Http404 from error
