from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_left'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='last_code_step',
            field=models.BigIntegerField(blank=True, editable=False, null=True, verbose_name='step of the last code'),
        ),
        migrations.AddField(
            model_name='user',
            name='session_stamp',
            field=models.CharField(
                blank=True, default='', editable=False, max_length=32, verbose_name='stamp of the sessions'
            ),
        ),
    ]
