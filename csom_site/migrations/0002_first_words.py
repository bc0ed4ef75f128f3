"""The words that the site begins with; from then on they are the staff's. Read from csom_site/first_words/."""

import csv
from pathlib import Path

from django.db import migrations
from django.utils import timezone

FIRST_WORDS = Path(__file__).resolve().parent.parent / "first_words"
NOTICE = (
    "The center closed in 2019, and nobody revises its documents: check current law and research. "
    "[What its closing means](/about/#h-what-its-closing-means)"
)


def words_of(path):
    """(what the lines above the first empty one say, by name; the text in Markdown)"""
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), text.strip()


def write(apps, schema_editor):
    now = timezone.now()

    def record(model, **fields):
        """A record, and where its history begins."""
        made = apps.get_model("csom_site", model).objects.create(**fields)
        past = {"id": made.pk, "history_date": now, "history_type": "+", "history_change_reason": "Came with the site."}
        apps.get_model("csom_site", f"Historical{model}").objects.create(**fields, **past)

    for path in sorted((FIRST_WORDS / "pages").glob("*.md")):
        head, text = words_of(path)
        record("ContentPage", slug=path.stem, text=text, is_public=True, **head)
    for path in sorted((FIRST_WORDS / "parts").glob("*.md")):
        head, text = words_of(path)
        record("ApproachPart", slug=path.stem, text=text, **head)
    record("Notice", text=NOTICE)
    _list_resources(apps, record)


def _list_resources(apps, record):
    groups = {}
    with (FIRST_WORDS / "resources.csv").open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            name = row.pop("group")
            if name not in groups:
                group = apps.get_model("csom_site", "ResourceGroup").objects.create(name=name, position=len(groups) + 1)
                groups[name] = {"group": group, "position": 0}
            groups[name]["position"] += 1
            record("RelatedResource", **groups[name], **row)


class Migration(migrations.Migration):
    dependencies = [("csom_site", "0001_content")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
