from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('files', '0002_file_text'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedfile',
            name='scan',
            field=models.CharField(choices=[('unscanned', 'not scanned'), ('clean', 'clean'), ('infected', 'infected')], default='unscanned', max_length=10, verbose_name='virus scan'),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='scanned_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='scanned'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('scan__in', ['unscanned', 'clean', 'infected'])), name='file_scan_is_known'),
        ),
        migrations.AddConstraint(
            model_name='storedfile',
            constraint=models.CheckConstraint(condition=models.Q(('scan', 'unscanned'), ('scanned_at__isnull', False), _connector='OR'), name='file_scan_has_its_time'),
        ),
    ]
