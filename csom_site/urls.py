from django.contrib import admin
from django.urls import include, path

from csom_site import content, crawlers, views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", content.page, {"slug": "about"}, name="about"),
    path("approach/", content.page, {"slug": "approach"}, name="approach"),
    path("approach/print/", content.approach_in_print, name="approach-print"),
    path("approach/<slug:slug>/", content.approach_part, name="approach-part"),
    path("pages/<slug:slug>/", content.page, name="page"),
    path("related-resources/", content.page, {"slug": "related-resources"}, name="related-resources"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("ask/", views.ask, name="ask"),
    path("opensearch.xml", crawlers.opensearch, name="opensearch"),
    path("robots.txt", crawlers.robots, name="robots"),
    path("library/", include("library.urls")),
    path("", include("training.site_urls")),
    path("admin/", admin.site.urls),
]

handler400 = "csom_site.failures.bad_request"
handler403 = "csom_site.failures.forbidden"
handler404 = "csom_site.failures.not_found"
handler500 = "csom_site.failures.server_error"
