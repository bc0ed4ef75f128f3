from django.urls import include, path

from csom_site.benchmarks.measured import bare

urlpatterns = [path("bare/", bare), path("", include("csom_site.urls"))]
