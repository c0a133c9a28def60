from django.db import migrations


def load(apps, schema_editor):
    from search.loading import load_synonyms

    load_synonyms(apps.get_model("search", "Synonym"))


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0007_synonyms_of_crafts_and_catches"),
    ]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
