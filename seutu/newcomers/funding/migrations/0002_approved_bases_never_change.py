from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from seutu.newcomers.funding import basis_triggers


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    basis_triggers.install(schema_editor.connection)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    basis_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_shared_costs")]

    operations = [migrations.RunPython(install, remove)]
