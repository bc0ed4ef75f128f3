"""The forms of the staff pages."""

from django import forms
from django.conf import settings
from django.contrib.admin.sites import site
from django.contrib.admin.widgets import AutocompleteSelect

from library.intake.checks import check_upload, what_is_allowed
from library.models import MOVES, Publication, PublicationType, State


class PublicationForm(forms.ModelForm):
    """A publication with, in the same step, a new version of its file."""

    upload = forms.FileField(
        label="New file",
        required=False,
        validators=[check_upload],
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    upload_note = forms.CharField(
        label="What is different",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="For a new version: what has changed since the last one. Shown beside the version.",
    )

    # Set when the form is shown again because its file could not be stored.
    refusal = None

    class Meta:
        model = Publication
        exclude: list[str] = []  # the admin names the fields
        help_texts = {
            "subtitle": "As printed, if there is one.",
            "type": "What kind of document it is. Readers can filter by it.",
            "day": "1 to 31; empty when only the month is known.",
            "publisher": "Who issued it, as printed.",
            "topics": "What it is about. Readers browse by topic, so give it at least one.",
            "audiences": "Whom it was written for. None, when it is for everybody.",
            "language": "The language that its text is in.",
            "funder": "Who paid for it, as printed: an office, a foundation.",
            "award_number": "The number of the grant or award, as printed.",
            "state": "Only the moves that its present state allows are offered. What has been public can be withdrawn, "
            "but never becomes a draft again.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for short in {"history_note", "withdrawn_reason"} & self.fields.keys():
            self.fields[short].widget.attrs["rows"] = 3
        if "public_from" in self.fields:  # one label for two boxes is none
            for box, name in zip(self.fields["public_from"].widget.widgets, ("date", "time"), strict=True):
                box.attrs["aria-label"] = f"Public from: {name}"
        # Fields are absent where the person may not change them.
        if "upload" in self.fields:
            self.fields["upload"].help_text = what_is_allowed()
        if "state" in self.fields:
            present = State(self.instance.state)
            self.fields["state"].choices = [(s, s.label) for s in State if s == present or s in MOVES[present]]

    def clean_upload(self):
        if self.refusal:
            raise self.refusal
        return self.cleaned_data["upload"]


class WithdrawForm(forms.Form):
    """Why documents are withdrawn, and what to use in their place."""

    withdrawn_reason = forms.CharField(
        label="Reason",
        max_length=2000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        help_text="Told to everybody who follows an old link.",
    )
    replaced_by = forms.ModelChoiceField(
        Publication.objects.public(),
        label="Use instead",
        required=False,
        widget=AutocompleteSelect(Publication._meta.get_field("replaced_by"), site),
        help_text="A public document that readers are sent to, if there is one.",
    )

    def __init__(self, *args, withdrawn=(), **kwargs):
        super().__init__(*args, **kwargs)
        # A document that is going itself can't stand in for another.
        replacements = Publication.objects.public().exclude(pk__in=[publication.pk for publication in withdrawn])
        self.fields["replaced_by"].queryset = replacements


class MergeForm(forms.Form):
    """Which word stays when others are merged. `words`: Publication's field for them; `chosen`: those ticked."""

    target = forms.ModelChoiceField(None, label="Keep")

    def __init__(self, *args, words, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.chosen = chosen
        target = self.fields["target"]
        target.queryset = words.related_model.objects.all()
        target.widget = AutocompleteSelect(words, site)
        target.widget.choices = target.choices
        target.initial = chosen[0] if len(chosen) > 1 else None
        target.help_text = f"The {words.related_model._meta.verbose_name} that stays. The others are deleted."

    def clean_target(self):
        target = self.cleaned_data["target"]
        if self.chosen == [target]:
            raise forms.ValidationError("Choose another one: nothing can be merged into itself.")
        return target


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files. Whether each is good is told file by file, so that one bad file loses no good one.

    Cleans to a list of uploaded files, unchecked.
    """

    def __init__(self, **kwargs):
        super().__init__(widget=SeveralFilesInput(attrs={"accept": ".pdf,application/pdf"}), **kwargs)

    def clean(self, data, initial=None):
        files = [file for file in data or [] if file]
        if not files and self.required:
            raise forms.ValidationError("Choose at least one file.")
        return files


class UploadFilesForm(forms.Form):
    """Many files at once, each to become a draft of its own."""

    files = SeveralFilesField(label="Files")
    type = forms.ModelChoiceField(
        PublicationType.objects.all(),
        help_text="Given to every document made from these files; change it for each one afterward.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "files"
        ].help_text = f"{what_is_allowed()} Up to {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files at a time."
