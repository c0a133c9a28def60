"""What the back office keeps of a run, and whose centre answers for the runs there were."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def set_provinces(apps, schema_editor):
    """A run of old belongs to the provinces of today that its products lie in."""
    ImportRun = apps.get_model("catalog_import", "ImportRun")
    SourceRow = apps.get_model("catalog_import", "SourceRow")
    for run in ImportRun.objects.all():
        rows = SourceRow.objects.filter(run=run, product__province_now__isnull=False)
        run.provinces.set(set(rows.values_list("product__province_now", flat=True)))


class Migration(migrations.Migration):

    dependencies = [
        ("catalog_import", "0003_run_life_cycle"),
        ("ocop", "0002_reference_data"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="mapping",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="importrun",
            name="provinces",
            field=models.ManyToManyField(blank=True, related_name="import_runs", to="ocop.place"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="centre",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL,
                related_name="import_runs", to="ocop.centre",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="waiting_for",
            field=models.CharField(
                blank=True, choices=[("check", "check"), ("apply", "apply")], max_length=8
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="progress",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.CreateModel(
            name="RunHandOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False,
                                           verbose_name="ID")),
                ("from_centre", models.CharField(max_length=200)),
                ("to_centre", models.CharField(max_length=200)),
                ("taken_at", models.DateTimeField()),
                ("run", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="hand_overs",
                    to="catalog_import.importrun")),
                ("taken_by", models.ForeignKey(
                    blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "verbose_name": "hand-over",
                "verbose_name_plural": "hand-overs",
                "ordering": ["run", "pk"],
            },
        ),
        migrations.AddIndex(
            model_name="fieldchange",
            index=models.Index(fields=["model", "object_id"], name="changes_of_record"),
        ),
        migrations.RunPython(set_provinces, migrations.RunPython.noop, elidable=True),
    ]
