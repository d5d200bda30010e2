from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from seutu.shared.eforms import version_triggers


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    version_triggers.install(schema_editor.connection)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    version_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("eforms", "0001_forms_and_answers")]

    operations = [migrations.RunPython(install, remove)]
