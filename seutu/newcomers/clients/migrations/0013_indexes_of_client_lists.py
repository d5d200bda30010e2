from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clients', '0012_assessment_without_a_plan'),
        ('organizations', '0002_units_and_roles_of_newcomers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='client',
            name='client_by_controller_name',
        ),
        migrations.RemoveIndex(
            model_name='client',
            name='client_by_unit',
        ),
        migrations.AddIndex(
            model_name='client',
            index=models.Index(fields=['controller', 'shown_name', 'id', 'ended_on', 'is_protected', 'keyworker', 'anonymised_at'], name='client_of_controller_by_name'),
        ),
        migrations.AddIndex(
            model_name='client',
            index=models.Index(fields=['unit', 'shown_name', 'id', 'ended_on', 'is_protected', 'keyworker', 'anonymised_at', 'controller'], name='client_of_unit_by_name'),
        ),
    ]
