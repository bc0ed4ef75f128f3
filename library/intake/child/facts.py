"""What a PDF says about its accessibility, and what it contains besides pages. Read with pikepdf (qpdf).

The checks follow the machine-checkable parts of PDF/UA-1 (ISO 14289-1) sections 7.1, 7.2 and 7.4.
"""

import pikepdf

_MAX_NODES = 300_000  # dictionaries and arrays looked at in the search for active content
_MAX_DEPTH = 8  # of dictionaries within one object

# By the action's type, /S of its dictionary (PDF 32000-1 section 12.6.4).
_ACTIONS = {
    "/JavaScript": "It contains JavaScript.",
    "/Launch": "It asks to start another program.",
    "/SubmitForm": "It can send what is filled in to an address.",
    "/ImportData": "It can read data from another file.",
    "/GoToR": "It links to other files.",
    "/GoToE": "It links to files inside it.",
}
_EMBEDDED = "It has other files attached to it or embedded in it."
_MEDIA = "It contains sound, video or 3D content."
_LINKS = "It links to web addresses."
_FORM = "It has form fields."
_XFA = "It contains an XFA form, which most programs can't show."
_RESTRICTED = "It is encrypted with an owner password: it opens, but printing or copying may be restricted."
_REPAIRED = "It is damaged in places and was repaired to be read."
_NOT_ALL_SEEN = "It is too large to be searched for active content to the end."

_MEDIA_KINDS = {"/RichMedia", "/Movie", "/Screen", "/Sound", "/3D"}


def read_facts(path="input.pdf"):
    """{"is_tagged", "has_title", "has_language", "has_bookmarks": bool or None, "warnings": [sentence, …]}.

    All None when qpdf can't open what pdfium opened: not checked.
    """
    try:
        with pikepdf.open(path) as pdf:
            facts = _accessibility(pdf)
            facts["warnings"] = _warnings(pdf)
            return facts
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError, RecursionError):
        unknown = dict.fromkeys(["is_tagged", "has_title", "has_language", "has_bookmarks"])
        return unknown | {"warnings": [_REPAIRED]}


def _accessibility(pdf):
    root = pdf.Root
    marked = root.get("/MarkInfo", {}).get("/Marked", False)
    return {
        "is_tagged": bool(marked) and isinstance(root.get("/StructTreeRoot"), pikepdf.Dictionary),
        "has_title": _has_title(pdf),
        "has_language": bool(str(root.get("/Lang", "")).strip()),
        "has_bookmarks": "/First" in root.get("/Outlines", {}),
    }


def _has_title(pdf):
    if str(pdf.docinfo.get("/Title", "")).strip():
        return True
    try:
        return bool(str(pdf.open_metadata().get("dc:title", "")).strip())
    except Exception:  # any fault of the XML: there is no title that a program could read
        return False


def _warnings(pdf):
    found = set()
    if pdf.is_encrypted:
        found.add(_RESTRICTED)
    form = pdf.Root.get("/AcroForm", {})
    if len(form.get("/Fields", [])):
        found.add(_FORM)
    if "/XFA" in form:
        found.add(_XFA)
    _search(pdf, found)
    if pdf.get_warnings():
        found.add(_REPAIRED)
    return sorted(found)


def _search(pdf, found):
    """Every dictionary of the file, whether or not a page leads to it: hidden actions are the ones to find."""
    left = _MAX_NODES
    for thing in pdf.objects:
        waiting = [(thing, 0)]
        while waiting:
            node, depth = waiting.pop()
            if not isinstance(node, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream):
                continue
            left -= 1
            if left < 0:
                found.add(_NOT_ALL_SEEN)
                return
            if not isinstance(node, pikepdf.Array):
                _look_at(node, found)
            if depth < _MAX_DEPTH:
                waiting += [(child, depth + 1) for child in _direct_children(node)]


def _direct_children(node):
    """What stands inside the node itself; what it refers to is an object of its own and has its turn."""
    values = node if isinstance(node, pikepdf.Array) else node.values()
    return [value for value in values if isinstance(value, pikepdf.Object) and not value.is_indirect]


def _look_at(node, found):
    action = node.get("/S")
    if isinstance(action, pikepdf.Name):
        if str(action) in _ACTIONS:
            found.add(_ACTIONS[str(action)])
        elif action == "/URI" and "/URI" in node:
            found.add(_LINKS)
    if "/JS" in node:
        found.add(_ACTIONS["/JavaScript"])
    if "/EF" in node or node.get("/Type") == "/EmbeddedFile":
        found.add(_EMBEDDED)
    if str(node.get("/Subtype", "")) in _MEDIA_KINDS:
        found.add(_MEDIA)
