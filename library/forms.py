"""What visitors may write into the library's forms."""

import re

from django import forms

from library.catalog import ORDERS
from library.dates import FIRST_YEAR, LAST_YEAR
from library.results import RELEVANCE

KEPT = "kept"
_NOT_WRITING = re.compile(r"[\s\x00-\x1f\x7f]+")  # spaces of any kind, and control characters
_YEAR = {
    "invalid": "Write a year like 2007.",
    "min_value": "Write a year like 2007.",
    "max_value": "Write a year like 2007.",
}


class YearField(forms.IntegerField):
    def __init__(self, label):
        super().__init__(
            label=label,
            required=False,
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            error_messages=_YEAR,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "class": "narrow", "form": "browse"}),
        )


class BrowseForm(forms.Form):
    """The words and years of the list's address, and its order. Its filters are library.facets' matter."""

    q = forms.CharField(
        label="Search the library",
        required=False,
        max_length=200,
        error_messages={"max_length": "Use at most 200 characters."},
    )
    year_from = YearField("From")
    year_to = YearField("To")
    sort = forms.Field(required=False)
    spelling = forms.Field(required=False)  # KEPT: nothing is taken for a misprint
    before = forms.Field(required=False)  # the words that were in the box before

    def __init__(self, data):
        self._sent = set(data)
        super().__init__({name: _NOT_WRITING.sub(" ", data.get(name, "")).strip() for name in self.base_fields})

    def clean_sort(self):
        """One of ORDERS, or RELEVANCE; empty for what is neither."""
        return self.cleaned_data["sort"] if self.cleaned_data["sort"] in (*ORDERS, RELEVANCE) else ""

    def show(self, **values):
        """Let fields show these values from now on, instead of what was sent."""
        self.data |= values

    def clean_spelling(self):
        return KEPT if self.cleaned_data["spelling"] == KEPT else ""

    def clean(self):
        if "before" in self._sent and self.cleaned_data["before"] != self.cleaned_data.get("q"):
            self.cleaned_data |= {"sort": "", "spelling": ""}  # they were chosen for other words
        first, last = self.cleaned_data.get("year_from"), self.cleaned_data.get("year_to")
        if first and last and first > last:
            self.add_error("year_to", f"Write {first} or a later year: the first year is {first}.")
