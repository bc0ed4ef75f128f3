from django.contrib import admin
from django.urls import include, path

from csom_site import crawlers, views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
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
