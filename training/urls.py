from django.urls import path

from training.views import engagements, front, jurisdictions

app_name = "training"
urlpatterns = [
    path("", front.home, name="home"),
    path("engagements/", engagements.engagement_list, name="engagements"),
    path("engagements.csv", engagements.engagement_csv, name="engagements-csv"),
    path("engagements/<int:pk>/", engagements.engagement, name="engagement"),
    path("jurisdictions/", jurisdictions.jurisdictions, name="jurisdictions"),
    path("jurisdictions.csv", jurisdictions.jurisdictions_csv, name="jurisdictions-csv"),
    path("jurisdictions/<slug:slug>/", jurisdictions.jurisdiction, name="jurisdiction"),
]
