"""The topics and the funding code that a register begins with; the coordinator changes them as the work asks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import migrations

# Before the oldest contacts that are brought in from elsewhere.
BEGINNING = dt.date(2015, 1, 1)

TOPICS = (
    ("oleskelulupa", "Oleskelulupa", "Uppehållstillstånd", "Residence permit", False),
    ("rekisterointi", "Rekisteröinti ja DVV", "Registrering och MDB", "Registration, DVV", False),
    ("tyo", "Työ", "Arbete", "Work", False),
    ("yrittajyys", "Yrittäjyys", "Företagande", "Entrepreneurship", False),
    ("koulutus", "Koulutus", "Utbildning", "Education", False),
    ("suomi-ja-ruotsi", "Suomen ja ruotsin kieli", "Finska och svenska", "Finnish and Swedish", False),
    ("asuminen", "Asuminen", "Boende", "Housing", False),
    ("kela", "Kela ja toimeentulo", "FPA och försörjning", "Kela and income", False),
    (
        "terveys-ja-sosiaali",
        "Terveys- ja sosiaalipalvelut (ohjaus)",
        "Hälso- och socialtjänster (hänvisning)",
        "Health and social services (referral)",
        True,
    ),
    ("perhe", "Perhe, lastenhoito ja koulu", "Familj, barnomsorg och skola", "Family, child care, school", False),
    ("verotus", "Verotus", "Beskattning", "Tax", False),
    ("kansalaisuus", "Kansalaisuus", "Medborgarskap", "Citizenship", False),
    (
        "digipalvelut",
        "Digipalvelut ja vahva tunnistautuminen",
        "Digitala tjänster och stark autentisering",
        "Digital services, strong identification",
        False,
    ),
    ("lomakkeet", "Lomakkeet ja kirjeet", "Blanketter och brev", "Forms and letters", False),
    (
        "vapaa-aika",
        "Yhdistykset, vapaa-aika ja vertaistuki",
        "Föreningar, fritid och kamratstöd",
        "Associations, leisure, peer support",
        False,
    ),
    ("oikeudet", "Oikeudet ja syrjintä", "Rättigheter och diskriminering", "Rights, discrimination", False),
    ("muu", "Muu aihe", "Annat ämne", "Other", False),
)
FUNDING_CODE = ("oma-toiminta", "Kunnan oma toiminta", "Kommunens egen verksamhet", "The municipality's own work")


def add(apps: Any, schema_editor: Any) -> None:
    topics = apps.get_model("clients", "Topic")
    for place, (code, fi, sv, en, is_sensitive) in enumerate(TOPICS, start=1):
        names = {"name_fi": fi, "name_sv": sv, "name_en": en, "is_sensitive": is_sensitive, "position": place * 10}
        topics.objects.get_or_create(code=code, starts_on=BEGINNING, defaults=names)
    code, fi, sv, en = FUNDING_CODE
    names = {"name_fi": fi, "name_sv": sv, "name_en": en, "position": 10}
    apps.get_model("clients", "FundingCode").objects.get_or_create(code=code, starts_on=BEGINNING, defaults=names)


def take_away(apps: Any, schema_editor: Any) -> None:
    """Take away what was added and nothing stands under."""
    topics, codes = apps.get_model("clients", "Topic"), apps.get_model("clients", "FundingCode")
    work = [apps.get_model("clients", name) for name in ("Contact", "GroupSession", "OtherWork")]
    added = topics.objects.filter(starts_on=BEGINNING, code__in=[topic[0] for topic in TOPICS])
    payer = codes.objects.filter(starts_on=BEGINNING, code=FUNDING_CODE[0])
    for model in work[:2]:
        added = added.exclude(pk__in=model.topics.through._base_manager.values("topic_id"))
    for model in work:
        payer = payer.exclude(pk__in=model._base_manager.values("funding_code_id"))
    added.delete()
    payer.delete()


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_register")]

    operations = [migrations.RunPython(add, take_away)]
