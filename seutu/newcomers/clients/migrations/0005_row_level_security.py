from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from seutu.newcomers.clients import row_policies

# What `row_policies.digest()` was when this was written: a changed policy needs a migration like this one, with its own.
DIGEST = "c6a05cbcd51ea1f8"


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    row_policies.install(schema_editor.connection)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    row_policies.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0004_transfer_provision"),
        ("organizations", "0002_units_and_roles_of_newcomers"),
    ]

    operations = [migrations.RunPython(install, remove)]
