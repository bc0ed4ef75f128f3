"""What lies below /impact/."""

from django.urls import path

from training.views import impact, report

urlpatterns = [
    path("", impact.impact, name="impact"),
    path("tables/<slug:slug>.csv", impact.impact_table, name="impact-table"),
    path("reports/", report.reports, name="reports"),
    path("reports/<int:year>/", report.report, name="report"),
    path("reports/<int:year>.csv", report.report_csv, name="report-csv"),
    path("reports/<int:year>.pdf", report.report_pdf, name="report-pdf"),
    path("<slug:slug>.csv", impact.figure_csv, name="figure-csv"),
    path("<slug:slug>/", impact.figure, name="figure"),
]
