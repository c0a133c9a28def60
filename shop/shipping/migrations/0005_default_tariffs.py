from django.db import migrations

from shop.shipping.loading import load_default_tariffs


def load(apps, schema_editor):
    load_default_tariffs(apps)


class Migration(migrations.Migration):
    dependencies = [("shipping", "0004_delivery_tariff")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
