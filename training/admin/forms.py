"""The forms of the staff pages: times are typed as they are known, “2004-03”, in two fields."""

from django import forms

_WIDGET = forms.TextInput(attrs={"size": 12, "autocomplete": "off"})


class PeriodForm(forms.ModelForm):
    """For models of training.periods.Period."""

    begins = forms.CharField(
        max_length=30, widget=_WIDGET, help_text="As far as it is known: 2004, 2004-03 or 2004-03-15."
    )
    ends = forms.CharField(
        max_length=30,
        required=False,
        widget=_WIDGET,
        help_text="In the same way. Empty: in the year, in the month or on the day that it begins. “open”: it goes on.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        period = self.instance
        if period.starts_on:
            written = {"begins": period.begins, "ends": "" if period.ends == period.begins else period.ends}
            self.initial = {**written, **self.initial}

    def clean(self):
        cleaned = super().clean()
        if {"begins", "ends"} <= self.cleaned_data.keys():
            self.instance.set_period(self.cleaned_data["begins"], self.cleaned_data["ends"])
        return cleaned
