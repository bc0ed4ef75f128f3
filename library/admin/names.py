"""Names for documents of which no more is known than what their file is called."""

import re
import unicodedata
from pathlib import PurePosixPath
from urllib.parse import unquote

from django.utils.text import slugify

from library.models import OldSlug, Publication

LONGEST_SLUG = 120


def readable_title(filename):
    """“csom_supervision-guide_2007.PDF” → “Csom supervision guide 2007”. What can't be printed is left out."""
    stem = PurePosixPath(unquote(filename).replace("\\", "/")).name
    stem = re.sub(r"\.pdf$", "", stem, flags=re.IGNORECASE)
    printable = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in stem)
    joints = r"_+" if " " in printable.strip() else r"[_+–—-]+"  # where words are spaced, a hyphen is a hyphen
    title = " ".join(re.sub(joints, " ", printable).split())[:300].strip()
    return title[:1].upper() + title[1:] or "Untitled"


def free_slug(title):
    """A slug for this title that no publication has or had: with a number behind it where need be."""
    base = slugify(title)[:LONGEST_SLUG] or "document"
    slug, number = base, 1
    while Publication.objects.filter(slug=slug).exists() or OldSlug.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{base[: LONGEST_SLUG - len(str(number)) - 1]}-{number}"
    return slug
