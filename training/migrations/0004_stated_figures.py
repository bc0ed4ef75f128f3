from django.db import migrations

SOURCE = "The center’s own account of its work, published by the Center for Effective Public Policy (CEPP)"

# slug, label, exactness, number, definition and what is not known of it; in the order in which they are shown.
FIGURES = [
    (
        "states",
        "states that got assistance",
        "exactly",
        49,
        "States to which the center delivered assistance. Which state is missing was not said, nor what kinds or how "
        "much assistance made a state count.",
    ),
    (
        "tribes-and-territories",
        "tribal jurisdictions and territories that got assistance",
        "dozens",
        None,
        "Tribal jurisdictions and territories to which the center delivered assistance, both together. No number was "
        "given, and they were not named.",
    ),
    (
        "jurisdictions",
        "state, local and tribal jurisdictions with training or assistance",
        "about",
        500,
        "Jurisdictions in which the center gave training or technical assistance. Whether a state and a county in it "
        "count as two was not said.",
    ),
    (
        "people-trained",
        "practitioners and policymakers trained",
        "more-than",
        67_000,
        "People whom the center trained. Whether a person who came twice counts once or twice was not said, nor "
        "whether online training counts.",
    ),
    (
        "documents",
        "documents in the center’s library",
        "more-than",
        50,
        "Documents that the center wrote for the field. Which kinds of documents count was not said.",
    ),
    (
        "inquiries",
        "inquiries answered",
        "nearly",
        15_000,
        "Requests for information from the field that the center responded to. How they came in, and whether several "
        "letters on one question count once, was not said.",
    ),
    (
        "partnerships",
        "counties, tribes and states in close partnership",
        "more-than",
        130,
        "Jurisdictions that the center worked with closely while they planned and put into effect a comprehensive "
        "approach. How long or how close the work was to count as a partnership was not said.",
    ),
    (
        "visits",
        "visits to the center’s website",
        "more-than",
        100_000_000,
        "How a visit was counted was not said: whether single requests count, and whether programs were left out.",
    ),
    (
        "downloads",
        "downloads of documents",
        "more-than",
        1_000_000,
        "Downloads of the center’s documents from its website. Whether repeated and partial downloads and those by "
        "programs count was not said.",
    ),
]


def add_figures(apps, schema_editor):
    figure = apps.get_model("training", "StatedFigure")
    for position, (slug, label, exactness, number, definition) in enumerate(FIGURES, 1):
        fields = {
            "label": label,
            "exactness": exactness,
            "number": number,
            "first_year": 1996,
            "last_year": 2019,
            "definition": definition,
            "source": SOURCE,
            "position": position * 10,
        }
        figure.objects.get_or_create(slug=slug, defaults=fields)


class Migration(migrations.Migration):
    dependencies = [("training", "0003_places")]
    operations = [migrations.RunPython(add_figures, migrations.RunPython.noop)]
