"""Which columns a catalogue has, and what its lines are about."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Layout:
    """The columns of one kind of catalogue, in the order in which exports write them.

    key: the column that says which record a line is about. import_only: columns that an import understands and an
    export does not write. other_names: {what else a column may be called: its name}. instead: {column: those that it
    stands for}. together: columns that are there all or not at all.
    """

    record: str  # what a line is about: “publication”
    records: str
    key: str
    columns: list
    import_only: list = field(default_factory=list)
    other_names: dict = field(default_factory=dict)
    instead: dict = field(default_factory=dict)
    together: list = field(default_factory=list)

    @property
    def known(self):
        return [*self.columns, *self.import_only]


# fmt: off
PUBLICATIONS = Layout(
    record="publication",
    records="publications",
    key="slug",
    columns=[
        "slug", "title", "subtitle", "type", "year", "month", "day", "authors", "publisher",
        "topics", "audiences", "language", "summary", "identifier", "funder", "award_number",
        "rights", "provenance", "facts_verified", "history_note", "state", "featured",
    ],
    import_only=["date", "file", "note"],
    other_names={"verified": "facts_verified", "is_featured": "featured"},
    instead={"date": ["year", "month", "day"]},
)
# fmt: on
