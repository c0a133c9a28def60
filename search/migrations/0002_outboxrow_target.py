from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="outboxrow",
            name="target",
            field=models.CharField(default="embedded", max_length=40),
        ),
        migrations.AddIndex(
            model_name="outboxrow",
            index=models.Index(fields=["target", "id"], name="search_outbox_target"),
        ),
    ]
