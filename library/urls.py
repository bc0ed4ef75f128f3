from django.urls import path

from library.views import browse, files, publication, reader

app_name = "library"
urlpatterns = [
    path("", browse.publication_list, name="list"),
    path("topics/", browse.topics, name="topics"),
    path("topics/<slug:slug>/", browse.topic, name="topic"),
    path("<slug:slug>/", publication.publication, name="publication"),
    path("<slug:slug>/pages/", reader.go_to, name="go-to-page"),
    path("<slug:slug>/pages/<int:number>/", reader.page, name="page"),
    path("<slug:slug>/download/<str:filename>", files.download, name="download"),
    path("<slug:slug>/versions/<int:version>/<str:filename>", files.download_version, name="download-version"),
    path("<slug:slug>/v<int:version>/cover-<int:width>.webp", files.cover, name="cover"),
    path("<slug:slug>/v<int:version>/page-<int:number>-<int:width>.webp", files.page_picture, name="page-picture"),
]
