from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_cache_generation'),
    ]

    operations = [
        migrations.CreateModel(
            name='RequestCount',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('until', models.DateTimeField(db_index=True)),
                ('number', models.PositiveIntegerField()),
            ],
        ),
    ]
