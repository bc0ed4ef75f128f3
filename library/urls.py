from django.urls import path

from library.views import browse

app_name = "library"
urlpatterns = [
    path("", browse.publication_list, name="list"),
    path("topics/", browse.topics, name="topics"),
    path("topics/<slug:slug>/", browse.topic, name="topic"),
]
