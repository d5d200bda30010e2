from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from seutu.newcomers.clients import row_policies

# What `row_policies.digest()` was when this was written: a changed policy needs a migration like this one, with its own.
DIGEST = "3f15c0941722b84a"


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    row_policies.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("clients", "0016_correcting_entries")]

    # Undone, the policies stay as they are: the migration before this one cannot know what they were.
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
