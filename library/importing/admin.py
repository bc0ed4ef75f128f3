"""Catalogues on the staff pages: a trial run that shows what each row would do, its confirmation, and exports."""

from http import HTTPStatus

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm, ImportForm

from .errors import CatalogueError
from .folder import NoFolder
from .formats import CatalogueCSV, CatalogueXLSX
from .resource import PublicationResource
from .trials import TrialStorage

_TOLD_AT_ONCE = 20  # problems in one message
_NO_FILES = (
    "Files can't come with a catalogue here. Empty this column and upload the file on the publication's own page, or "
    "ask whoever runs the server for import_library --files."
)


class CatalogueForm(ImportForm):
    """One CSV file. The format and the resource are settled."""

    media = forms.Media()  # the package's would guess the format

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        self.fields["format"].widget = forms.HiddenInput()
        self.fields["import_file"].label = "Catalogue"
        self.fields["import_file"].widget.attrs["accept"] = ".csv,text/csv"
        self.fields[
            "import_file"
        ].help_text = f"A CSV file in UTF-8 of at most {filesizeformat(settings.CATALOGUE_MAX_BYTES)}."

    def clean_import_file(self):
        catalogue = self.cleaned_data["import_file"]
        if catalogue.size > settings.CATALOGUE_MAX_BYTES:
            raise ValidationError(
                f"This file has {filesizeformat(catalogue.size)}; "
                f"{filesizeformat(settings.CATALOGUE_MAX_BYTES)} are taken at most. Import it in parts."
            )
        return catalogue


class CatalogueExportForm(ExportForm):
    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        choices = [(str(number), format().get_title()) for number, format in enumerate(formats)]
        self.fields["format"] = forms.ChoiceField(choices=choices, initial="0", widget=forms.RadioSelect)


class CatalogueAdmin(ImportExportMixin):
    """For a model's admin, before its other bases; it adds a resource, formats and templates."""

    import_form_class = CatalogueForm
    export_form_class = CatalogueExportForm
    export_template_name = "admin/catalogue_export.html"
    tmp_storage_class = TrialStorage

    def has_import_permission(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def get_import_context_data(self, **kwargs):
        """With the columns, which the package leaves out after a file that can't be read."""
        return {**super().get_import_context_data(**kwargs), "columns": self.import_formats[0]().get_layout().columns}

    def get_import_resource_kwargs(self, request, **kwargs):
        return {"may": request.user.has_perm}

    def add_data_read_fail_error_to_form(self, form, e):
        if not isinstance(e, CatalogueError):
            raise e
        for problem in e.problems:
            form.add_error("import_file", str(problem))

    def process_import(self, request, **kwargs):
        try:
            answer = super().process_import(request, **kwargs)
            if answer.status_code == HTTPStatus.FOUND:
                return answer
            problems = ["This was no trial run. Choose a file."]  # the package has found its form wrong
        except FileNotFoundError:
            problems = ["This trial run was confirmed already, or is too old. Choose the file again."]
        except CatalogueError as error:
            problems = error.problems
        return self._back(request, problems)

    def process_result(self, result, request):
        return self._back(request, result.problems) if result.problems else super().process_result(result, request)

    def _back(self, request, problems):
        told = [*map(str, problems[:_TOLD_AT_ONCE]), *["and more"] * (len(problems) > _TOLD_AT_ONCE)]
        messages.error(request, f"Nothing was imported. {' · '.join(told)}")
        return redirect("admin:{}_{}_import".format(*self.get_model_info()))

    def generate_log_entries(self, result, request):
        for word, flag in (("new", ADDITION), ("updated", CHANGE)):
            records = [outcome.instance for outcome in result.rows if outcome.word == word]
            LogEntry.objects.log_actions(request.user.pk, records, flag, "Imported from a catalogue.")

    def add_success_message(self, result, request):
        messages.success(request, f"Imported: {result.counts}.")


class PublicationCatalogueAdmin(CatalogueAdmin):
    """For PublicationAdmin."""

    resource_classes = [PublicationResource]
    import_formats = [CatalogueCSV]
    export_formats = [CatalogueCSV, CatalogueXLSX]
    import_template_name = "admin/library/publication/import.html"

    def get_import_resource_kwargs(self, request, **kwargs):
        return {"files": NoFolder(_NO_FILES), **super().get_import_resource_kwargs(request, **kwargs)}
