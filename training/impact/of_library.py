"""Figures of the library, as far as they tell of the center's work."""

from library.models import Publication, PublicationFile

from .counted import Figure, Line


def _documents_of(year):
    documents = Publication.objects.public()
    return documents.filter(year=year) if year else documents


class Documents(Figure):
    slug, label, stated, position = "documents", "documents described in the library", "documents", 130
    definition = "Briefs, handbooks, curricula, reports and other documents that the library describes."
    method = "Each public record counts once, in the year in which the document was published."
    gaps = "Some records describe documents that others wrote, and some documents are described but not held here."

    def records(self, year=None):
        return _documents_of(year).select_related("type").by_title()

    def lines(self, records):
        return [
            Line(document.title, document.get_absolute_url(), f"{document.type}, {document.published}")
            for document in records
        ]


class Files(Figure):
    slug, label, position, by_year = "files", "documents held here as PDF", 140, False
    definition = "Documents of the library whose file this site keeps and gives out."
    method = "The current file of each public document counts once; older versions do not."
    gaps = "Documents whose file may not be given out, or was not found, are not among them."

    def records(self, year=None):
        files = PublicationFile.objects.current().filter(publication__in=_documents_of(year).order_by().values("pk"))
        return files.select_related("publication").defer("outline").order_by("publication__sort_title", "pk")

    def lines(self, records):
        return [
            Line(file.publication.title, file.publication.get_absolute_url(), file.download_name) for file in records
        ]


FIGURES = [Documents(), Files()]
