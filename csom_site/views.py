"""The pages that are about the center and its site, and what is said when something goes wrong."""

from django.shortcuts import render


def home(request):
    return render(request, "csom_site/home.html")


def about(request):
    return render(request, "csom_site/about.html")


def accessibility(request):
    return render(request, "csom_site/accessibility.html")


def ask(request):
    return render(request, "csom_site/ask.html")
