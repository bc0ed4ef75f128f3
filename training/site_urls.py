"""Both places of this app in the site, /training/ and /impact/, under one namespace."""

from django.urls import include, path

from training import impact_urls, urls

app_name = "training"
urlpatterns = [
    path("training/", include(urls.urlpatterns)),
    path("impact/", include(impact_urls.urlpatterns)),
]
