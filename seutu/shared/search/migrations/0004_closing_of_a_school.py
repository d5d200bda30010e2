"""People say lakkautus of what decisions call lakkauttaminen."""

from django.db import migrations

PAIR = {"word": "lakkautus", "other": "lakkauttaminen"}


def add(apps, schema_editor):
    # An installation may have the pair already: its own words are never doubled.
    apps.get_model("search", "EverydayWord").objects.get_or_create(**PAIR)


def remove(apps, schema_editor):
    apps.get_model("search", "EverydayWord").objects.filter(**PAIR).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0003_usual_everyday_words")]
    operations = [migrations.RunPython(add, remove)]
