import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from seutu.newcomers.clients import figure_triggers


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    figure_triggers.install(schema_editor.connection)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    figure_triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('clients', '0013_indexes_of_client_lists'),
        ('organizations', '0003_registry_email'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangedMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(db_index=True, verbose_name='first day of the month')),
            ],
            options={
                'verbose_name': 'changed month',
                'verbose_name_plural': 'changed months',
            },
        ),
        migrations.CreateModel(
            name='GatheredMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField(unique=True, verbose_name='first day of the month')),
                ('plan', models.CharField(max_length=16)),
            ],
            options={
                'verbose_name': 'gathered month',
                'verbose_name_plural': 'gathered months',
            },
        ),
        migrations.CreateModel(
            name='MonthlyFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('indicator', models.CharField(max_length=40)),
                ('by', models.CharField(max_length=80)),
                ('month', models.DateField()),
                ('first', models.CharField(max_length=40)),
                ('second', models.CharField(max_length=40)),
                ('number', models.BigIntegerField()),
                ('open_number', models.BigIntegerField()),
                ('provider_municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organizations.organization')),
            ],
            options={
                'verbose_name': 'figure of a month',
                'verbose_name_plural': 'figures of months',
                'constraints': [models.UniqueConstraint(fields=('indicator', 'by', 'month', 'provider_municipality', 'first', 'second'), name='monthly_figure_once')],
            },
        ),
        migrations.RunPython(install, remove),
    ]
