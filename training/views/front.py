"""The front page of training and assistance: what was done, in links and figures, and what came last."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from library.models import Topic
from training.demo.presence import has_examples
from training.filters import BY_DISCIPLINE, BY_KIND
from training.impact.counted import for_home
from training.lists import EngagementList
from training.models import Engagement, Lesson

HOW_MANY = 3  # engagements, and lessons


@require_safe
def home(request):
    everything = EngagementList(QueryDict())
    context = {
        "closed_in": settings.CENTER_CLOSED_IN,
        "canonical": request.build_absolute_uri(reverse("training:home")),
        "everything": everything,
        "figures": for_home(),
        "has_examples": has_examples(),
        "kinds": everything.values(BY_KIND),
        "disciplines": everything.values(BY_DISCIPLINE),
        "topics": Topic.objects.filter(Exists(Engagement.objects.public().filter(topics=OuterRef("pk")))),
        "newest": everything.lines[:HOW_MANY],
        "lessons": Lesson.objects.public()[:HOW_MANY],
    }
    return render(request, "training/home.html", context)
