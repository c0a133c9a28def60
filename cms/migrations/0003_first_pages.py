from django.db import migrations

from cms.loading import load_site


def load(apps, schema_editor):
    load_site(apps)


class Migration(migrations.Migration):

    dependencies = [
        ("cms", "0002_hero_alt"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("sites", "0002_alter_domain_unique"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
