"""The list of forms: one entry for what many municipalities ask alike, and the forms of one's own language first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from seutu.shared.eforms.answers import places
from seutu.shared.eforms.models import EForm
from seutu.shared.eforms.presentation.addresses import address, is_of_site
from seutu.shared.eforms.presentation.frame import LanguageOfForm, site_languages
from seutu.shared.eforms.queries import answering as queries
from seutu.shared.eforms.spec.items import Spec
from seutu.shared.eforms.spec.texts import Spoken


@dataclass(frozen=True)
class Place:
    """Whose form it is, and where it begins."""

    name: str
    url: str


@dataclass(frozen=True)
class ListedForm:
    """A form under its title; several ``places`` when several municipalities ask the same."""

    title: Spoken
    intro: Spoken
    places: Sequence[Place]


Row = tuple[EForm, Spec]


def open_rows() -> list[Row]:
    """The forms that anybody may answer today, with what they ask."""
    return [(form, queries.prepared_of(form.current).spec) for form in queries.open_forms() if form.current]


def languages_of(rows: Sequence[Row]) -> list[str]:
    """The languages of the site, then those in which one of these forms can be answered."""
    spoken = [code for _form, spec in rows for code in spec.languages]
    return list(dict.fromkeys((*site_languages(), *spoken)))


def listed(rows: Sequence[Row], language: str) -> list[ListedForm]:
    """These forms for a reader of ``language``: those that speak it first, the others after them."""
    alike: dict[tuple[Spoken, Spoken], list[Row]] = {}
    for form, spec in sorted(rows, key=lambda row: language not in row[1].languages):
        title = spec.title.spoken(language, tuple(spec.languages))
        alike.setdefault((title, spec.intro.spoken(language, tuple(spec.languages))), []).append((form, spec))
    found = []
    for (title, intro), those in alike.items():
        owners = {form.organization_id for form, _spec in those}
        # Two forms of one municipality are not the same, whatever their titles say.
        sets = [those] if len(owners) == len(those) else [[each] for each in those]
        found += [ListedForm(title, intro, [_place(*each, language) for each in some]) for some in sets]
    return found


def _place(form: EForm, spec: Spec, language: str) -> Place:
    spoken = language if language in spec.languages else spec.default_language
    return Place(form.organization.name, address("start", spoken, form.slug))


def lists_in_other_languages() -> list[LanguageOfForm]:
    """The list of forms in each language in which one can be answered and in which the site is not."""
    others = [code for code in languages_of(open_rows()) if not is_of_site(code)]
    return [LanguageOfForm(code, places.own_name(code), address("list", code), is_current=False) for code in others]
