"""Engagements from and to CSV files on the staff pages."""

from library.importing.admin import CatalogueAdmin
from library.importing.formats import CatalogueCSV, CatalogueXLSX
from training.importing.resource import EngagementResource, layout


class EngagementCSV(CatalogueCSV):
    def get_layout(self):
        return layout()


class EngagementXLSX(CatalogueXLSX):
    SHEET = "Engagements"


class EngagementCatalogueAdmin(CatalogueAdmin):
    """For EngagementAdmin, before its other bases."""

    resource_classes = [EngagementResource]
    import_formats = [EngagementCSV]
    export_formats = [EngagementCSV, EngagementXLSX]
    import_template_name = "admin/training/engagement/import.html"
