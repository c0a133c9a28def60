from django.db import migrations

from shop.catalogue.loading import load_shop_reference_data


def load(apps, schema_editor):
    load_shop_reference_data(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0033_ocop_listing"),
        ("address", "0007_useraddress_code"),
    ]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
