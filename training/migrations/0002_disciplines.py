from django.db import migrations

# Whom the center trained, in the order in which a case passes them; staff may add more.
DISCIPLINES = [
    ("judges", "Judges", "Judges and other judicial officers."),
    ("courts", "Courts", "Court staff, prosecution and defense."),
    ("probation", "Probation", "Officers who supervise people sentenced to probation."),
    ("parole", "Parole", "Parole boards, and officers who supervise people released from prison."),
    ("treatment", "Treatment", "Providers of treatment and of assessments."),
    ("victim-advocacy", "Victim advocacy", "Those who speak for victims and support them."),
    ("law-makers", "Law makers", "Legislators, their staff and other policymakers."),
    ("law-enforcement", "Law enforcement", "Police, sheriffs and registration units."),
    ("community", "Community", "Schools, faith groups, employers, housing providers and neighbors."),
    ("other", "Other or not recorded", "People whose discipline is none of these or was not recorded."),
]


def add_disciplines(apps, schema_editor):
    discipline = apps.get_model("training", "Discipline")
    for position, (slug, name, description) in enumerate(DISCIPLINES, 1):
        discipline.objects.get_or_create(
            slug=slug, defaults={"name": name, "description": description, "position": position * 10}
        )


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]
    operations = [migrations.RunPython(add_disciplines, migrations.RunPython.noop)]
