"""What waits for a person: each kind of work, the question that finds it, and how a publication's own page puts it."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils import timezone

from library.models import IntakeState, Publication, PublicationFile, State


@dataclass(frozen=True)
class Work:
    """One kind of work on publications."""

    key: str  # in the address of the list
    label: str  # on the start page and in the list's filter
    notice: str = ""  # on the publication's own page, before it is published; empty: not said there
    query: Q = field(default_factory=Q)

    def of(self, publications):
        """The publications with this work to be done. What is withdrawn needs none."""
        return publications.exclude(state=State.WITHDRAWN).filter(self.query).order_by()


def kinds():
    """Every kind of work, in the order in which it is done. A function, because one depends on the day."""
    return [
        Work("draft", "Drafts to finish and publish", query=Q(state=State.DRAFT)),
        Work("no-summary", "Documents without a summary", "It has no summary.", Q(summary="")),
        Work(
            "no-topic",
            "Documents without a topic",
            "It has no topic: readers who browse miss it.",
            Q(topics=None),
        ),
        Work("no-date", "Documents without a date", "It has no date.", Q(year=None)),
        Work(
            "unchecked",
            "Documents whose facts are not checked",
            "Its facts are not marked as checked against the original.",
            Q(facts_verified=False),
        ),
        Work(
            "review",
            "Reviews due",
            "Its review is due: does it still hold?",
            Q(review_by__lte=timezone.localdate()),
        ),
    ]


# Outcomes of intake that a current file can be waiting in, and what a person is asked to do about each.
FILE_WORK = {
    IntakeState.IMAGE_ONLY: "Nothing in it can be searched or read aloud. Upload a copy with text, if there is one.",
    IntakeState.ENCRYPTED: "Upload a copy saved without a password.",
    IntakeState.BROKEN: "Upload a sound copy, or try again.",
    IntakeState.TOO_LARGE: "Upload a smaller copy, or split it.",
    IntakeState.SET_ASIDE: "Processing it failed three times. Try again, or upload another copy.",
    IntakeState.WAITING: "It will be processed soon. Reload the page in a moment.",
    IntakeState.PROCESSING: "It is being processed. Reload the page in a moment.",
}


def counts():
    """[(label, number, query string of the publication list), …]: all the work there is."""
    publications = Publication.objects.all()
    done = [(work.label, work.of(publications).count(), f"work={work.key}") for work in kinds()]
    files = PublicationFile.objects.current().values_list("intake_state").annotate(Count("pk")).order_by()
    by_outcome = dict(files)
    return done + [(f"Files: {o.label}", by_outcome.get(o, 0), f"file={o.value}") for o in FILE_WORK]


def missing(publication):
    """Sentences on what to look to before readers see this publication. Never a bar to publishing it."""
    itself = Publication.objects.filter(pk=publication.pk)
    sentences = [work.notice for work in kinds() if work.notice and work.of(itself).exists()]
    file = publication.current_file
    if file is None:
        sentences.append("No file is held: readers see its description only.")
    elif file.intake_state in FILE_WORK:
        sentences.append(f"{file.get_intake_state_display()}. {FILE_WORK[file.intake_state]}")
    return sentences
