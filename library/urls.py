from django.urls import path

from library.views import browse, exports, files, publication, reader, suggestions

app_name = "library"
urlpatterns = [
    path("", browse.publication_list, name="list"),
    path("feed.atom", exports.feed, name="feed"),
    path("results.csv", exports.results, {"form": "csv"}, name="results-csv"),
    path("results.ris", exports.results, {"form": "ris"}, name="results-ris"),
    path("results.bib", exports.results, {"form": "bib"}, name="results-bib"),
    path("suggest/", suggestions.page, name="suggest"),
    path("suggest.json", suggestions.for_browsers, name="suggest-json"),
    path("topics/", browse.topics, name="topics"),
    path("topics/<slug:slug>/", browse.topic, name="topic"),
    path("<slug:slug>/", publication.publication, name="publication"),
    path("<slug:slug>/cite.ris", exports.cite, {"form": "ris"}, name="cite-ris"),
    path("<slug:slug>/cite.bib", exports.cite, {"form": "bib"}, name="cite-bib"),
    path("<slug:slug>/pages/", reader.go_to, name="go-to-page"),
    path("<slug:slug>/pages/<int:number>/", reader.page, name="page"),
    path("<slug:slug>/download/<str:filename>", files.download, name="download"),
    path("<slug:slug>/versions/<int:version>/<str:filename>", files.download_version, name="download-version"),
    path("<slug:slug>/v<int:version>/cover-<int:width>.webp", files.cover, name="cover"),
    path("<slug:slug>/v<int:version>/page-<int:number>-<int:width>.webp", files.page_picture, name="page-picture"),
]
