from django.contrib import admin
from django.urls import include, path

from csom_site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("ask/", views.ask, name="ask"),
    path("library/", include("library.urls")),
    path("admin/", admin.site.urls),
]
