"""Reads the job, locks itself in, does it, writes the result."""

import json
import os
from importlib import import_module
from pathlib import Path

from . import OUT_OF_MEMORY, limits

# Looked up only when locked in: the libraries' own code runs under the limits, and what they allocate counts.
TASKS = {
    "examine": "examine",
    "draw_covers": "pictures",
    "draw_page": "pictures",
    "read_page": "scans",
}  # a function → its module


def main():
    job = json.loads(Path("job.json").read_bytes())
    limits.lock_in(job["limits"], parent=job["parent"])
    try:
        function = getattr(import_module(f"library.intake.child.{TASKS[job['task']]}"), job["task"])
        Path("result.json").write_text(json.dumps(function(**job["arguments"])), encoding="ascii")
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
