from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from seutu.newcomers.reports import frozen_triggers


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    frozen_triggers.install(schema_editor.connection)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    frozen_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_frozen_reports")]

    operations = [migrations.RunPython(install, remove)]
