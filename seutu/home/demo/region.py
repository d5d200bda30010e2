"""The demo region's municipalities, bodies and accounts, which both halves of the product share."""

from __future__ import annotations

import base64
import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.crypto import salted_hmac

from seutu.shared.accounts.actions import add_user, give_second_factor
from seutu.shared.accounts.models import User
from seutu.shared.accounts.queries import has_second_factor
from seutu.shared.accounts.second_factor import must_have
from seutu.shared.audit.actor import System
from seutu.shared.organizations import actions, queries
from seutu.shared.organizations.models import Body, Organization, Region

BY = System("demo")
# Shown on the screen of whoever starts the demo, and refused by the command anywhere else.
PASSWORD = "seutu-esittely"  # noqa: S105


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demo: everybody may know it."""

    email: str
    name: str
    organization: str
    role: str
    unit: int = 0


@cache
def demo_file(name: str) -> dict[str, Any]:
    """The content of one of the demo's data files."""
    return tomllib.loads((resources.files("seutu.home.demo") / "data" / name).read_text(encoding="utf-8"))


def demo_file_names() -> list[str]:
    """The data files, in the order of their names."""
    folder = resources.files("seutu.home.demo") / "data"
    return sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))


def demo_accounts() -> list[DemoAccount]:
    """One account or more for each role of what is installed; ``unit`` counts from 1 in the organization, 0 is none."""
    files = ["region.toml"] + (["newcomers.toml"] if apps.is_installed("seutu.newcomers.clients") else [])
    return [DemoAccount(**account) for name in files for account in demo_file(name)["account"]]


def is_filled() -> bool:
    """Whether every municipality of the demo is there."""
    slugs = {entry["slug"] for entry in demo_file("region.toml")["organization"]}
    return Organization.objects.filter(slug__in=slugs).count() == len(slugs)


@transaction.atomic
def fill_region() -> dict[str, Body]:
    """Add what is missing of the region; the bodies by "municipality/body"."""
    data = demo_file("region.toml")
    region = _region(data["region"])
    bodies: dict[str, Body] = {}
    for entry in data["organization"]:
        organization = _organization(entry, region)
        for place, body in enumerate(entry["body"], start=1):
            row = _body(organization, body, bodies.get(f"{organization.slug}/{body.get('parent', '')}"))
            bodies[f"{organization.slug}/{row.slug}"] = row
            _terms(row, data["term"], f"{organization.municipality_code}{place:02}")
    return bodies


@transaction.atomic
def fill_accounts() -> None:
    """Add the accounts that are missing, each with its role; the region and the units come first."""
    for account in demo_accounts():
        user = User.objects.filter(email=account.email).first()
        if user is None:
            user = add_user(account.email, account.name, password=PASSWORD, by=BY)
        organization = Organization.objects.get(slug=account.organization)
        unit = organization.units.order_by("pk")[account.unit - 1] if account.unit else None
        actions.add_membership(user, organization, account.role, unit=unit, by=BY)


@transaction.atomic
def fill_second_factors() -> None:
    """Give codes to the accounts that need them and have none; the same ones in every filling of an installation."""
    for account in demo_accounts():
        user = User.objects.filter(email=account.email).first()
        if user and must_have(user) and not has_second_factor(user):
            give_second_factor(user, demo_secret(account.email), by=BY)


def demo_secret(email: str) -> str:
    """The secret behind the codes of an account of the demo: everybody may see its codes, but in this demo only."""
    return base64.b32encode(salted_hmac("seutu.home.demo.codes", email, algorithm="sha256").digest()[:20]).decode()


@transaction.atomic
def fill_statements() -> None:
    """Write the accessibility statement in the languages in which there is none."""
    for entry in demo_file("region.toml")["statement"]:
        language, fields = entry["language"], {name: value for name, value in entry.items() if name != "language"}
        if queries.accessibility_statement_in(language) is None:
            actions.save_accessibility_statement(language, fields, by=BY)


def _region(entry: dict[str, str]) -> Region:
    known = Region.objects.filter(slug=entry["slug"]).first()
    return known or actions.add_region(entry["name_fi"], name_sv=entry["name_sv"], by=BY)


def _organization(entry: dict[str, Any], region: Region) -> Organization:
    known = Organization.objects.filter(slug=entry["slug"]).first()
    if known:
        return known
    fields = {name: entry[name] for name in ("name_sv", "full_name_fi", "full_name_sv", "municipality_code")}
    return actions.add_organization(
        entry["name_fi"], kind=entry["kind"], slug=entry["slug"], region=region, by=BY, **fields
    )


def _body(organization: Organization, entry: dict[str, str], parent: Body | None) -> Body:
    known = Body.objects.filter(organization=organization, slug=entry["slug"]).first()
    return known or actions.add_body(
        organization,
        entry["name_fi"],
        entry["kind"],
        name_sv=entry["name_sv"],
        abbreviation=entry["abbreviation"],
        slug=entry["slug"],
        parent=parent,
        by=BY,
    )


def _terms(body: Body, terms: list[dict[str, Any]], stem: str) -> None:
    known: set[dt.date] = set(body.terms.values_list("starts_on", flat=True))
    for term in terms:
        if term["starts_on"] not in known:
            legacy_id = f"{stem}{term['digit']}"
            actions.add_term(body, term["starts_on"], ends_on=term.get("ends_on"), legacy_id=legacy_id, by=BY)
