"""Prints a page of HTML as a tagged PDF (PDF/UA-1), in a process of its own.

    python -m training.impact.press < page.html > page.pdf

WeasyPrint takes some hundred MB and a second or two: that is not for a web process. It fetches nothing, from no file
and no network: what the page needs stands in it. Knows nothing of Django.
"""

import resource
import sys

from weasyprint import HTML
from weasyprint.urls import URLFetcher

_MEMORY_BYTES = 1024 * 1024 * 1024
_CPU_SECONDS = 30


def main():
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    page = HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=URLFetcher(allowed_protocols=()))
    sys.stdout.buffer.write(page.write_pdf(pdf_variant="pdf/ua-1"))


if __name__ == "__main__":
    main()
