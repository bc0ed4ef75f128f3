from django.db import migrations

# The kinds of document that a resource center for the field issues or keeps; staff may add more.
TYPES = [
    (
        "brief",
        "Policy and practice brief",
        "Policy and practice briefs",
        "A short paper on one question of policy or practice.",
    ),
    ("guide", "Guide", "Guides", "Practical help with one task or decision."),
    ("manual", "Manual", "Manuals", "Step-by-step instructions for a process or method."),
    ("handbook", "Handbook", "Handbooks", "A book-length treatment meant to be kept at hand."),
    ("fact-sheet", "Fact sheet", "Fact sheets", "A few pages of facts for a general reader."),
    (
        "curriculum",
        "Training curriculum",
        "Training curricula",
        "Material for trainers: lesson plans, slides, exercises.",
    ),
    ("report", "Report", "Reports", "Findings of research, of a survey or of an inquiry."),
    ("bibliography", "Bibliography", "Bibliographies", "A list of publications on a subject."),
    ("law", "Law or regulation", "Laws and regulations", "A statute, bill, rule or other text of law."),
]


def add_types(apps, schema_editor):
    publication_type = apps.get_model("library", "PublicationType")
    for slug, name, name_plural, description in TYPES:
        publication_type.objects.get_or_create(
            slug=slug, defaults={"name": name, "name_plural": name_plural, "description": description}
        )


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]
    operations = [migrations.RunPython(add_types, migrations.RunPython.noop)]
