from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clients", "0003_handed_over_is_not_open")]

    operations = [
        migrations.AddField(
            model_name="transfer",
            name="provision",
            field=models.CharField(blank=True, max_length=120, verbose_name="ground in law"),
        ),
    ]
