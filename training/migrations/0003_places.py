from django.db import migrations

from training.places.loading import load_places


def add_places(apps, schema_editor):
    load_places(apps)


class Migration(migrations.Migration):
    dependencies = [("training", "0002_disciplines")]
    operations = [migrations.RunPython(add_places, migrations.RunPython.noop)]
