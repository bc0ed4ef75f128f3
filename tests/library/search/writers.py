"""A process of its own for the tests of two writers and of crashes: it writes made-up records into an index folder.

python -m tests.library.search.writers FOLDER rebuild COUNT     a new index of COUNT publications
python -m tests.library.search.writers FOLDER add FIRST COUNT   COUNT more, one write each
"""

import os
import sys
from types import SimpleNamespace

import django


class Index:
    """Stands in for PublicationIndex: the records need no database."""

    def full_prepare(self, record):
        pages = [(record.pk * 10 + number, f"word{record.pk} " + "more of the text " * 60) for number in range(3)]
        return {"django_id": record.pk, "names": ["x"], "title": f"Number {record.pk}", "pages": pages}


def records(first, count):
    return {number: SimpleNamespace(pk=number) for number in range(first, first + count)}


def main(folder, task, *numbers):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csom_site.settings.test")
    django.setup()
    from library.search.backend import LibraryBackend

    backend = LibraryBackend("default", PATH=folder)
    print("ready", flush=True)
    if task == "rebuild":
        backend.rebuild(Index(), records(1, int(numbers[0])).values(), dict)
    else:
        for number, record in records(int(numbers[0]), int(numbers[1])).items():
            backend.write(Index(), {number: record})
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
