from django.urls import path

from training.views import engagements, front, grants, jurisdictions, lessons, partnerships

app_name = "training"
urlpatterns = [
    path("", front.home, name="home"),
    path("engagements/", engagements.engagement_list, name="engagements"),
    path("engagements.csv", engagements.engagement_csv, name="engagements-csv"),
    path("engagements/<int:pk>/", engagements.engagement, name="engagement"),
    path("jurisdictions/", jurisdictions.jurisdictions, name="jurisdictions"),
    path("jurisdictions.csv", jurisdictions.jurisdictions_csv, name="jurisdictions-csv"),
    path("jurisdictions/<slug:slug>/", jurisdictions.jurisdiction, name="jurisdiction"),
    path("partnerships/", partnerships.partnership_list, name="partnerships"),
    path("partnerships.csv", partnerships.partnership_csv, name="partnerships-csv"),
    path("partnerships/<slug:slug>/", partnerships.partnership, name="partnership"),
    path("lessons/", lessons.lesson_list, name="lessons"),
    path("lessons.csv", lessons.lesson_csv, name="lessons-csv"),
    path("lessons/<slug:slug>/", lessons.lesson, name="lesson"),
    path("grants/", grants.program_list, name="grant-programs"),
    path("grants.csv", grants.program_csv, name="grant-programs-csv"),
    path("grants/<slug:slug>/", grants.program, name="grant-program"),
]
