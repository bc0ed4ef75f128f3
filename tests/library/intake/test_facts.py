"""What staff are told about a PDF besides its text: suggestions, accessibility, contents, and what is hidden in it."""

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Stream, String

from library.intake.child.facts import read_facts
from library.intake.child.suggestions import suggest

from . import pdfs


@pytest.fixture
def pdf():
    return pdfs.written(*[pdfs.SENTENCE] * 3)


def with_info(pdf, **info):
    for name, value in info.items():
        pdf.docinfo[f"/{name}"] = String(value)
    return pdf


def suggested(pdf):
    return suggest(pypdfium2.PdfDocument(pdfs.saved(pdf)))


@pytest.fixture
def warned(tmp_path):
    """warned(pdf) → what is told about it, as one text."""

    def look(pdf):
        pdf.save(tmp_path / "looked-at.pdf")
        return " ".join(read_facts(tmp_path / "looked-at.pdf")["warnings"])

    return look


def test_title_author_and_date_are_suggested(read, pdf):
    file = read(
        with_info(pdf, Title="The Role\n of  Victims", Author="A Center", CreationDate="D:20070315093000-05'00'")
    )
    assert (file.suggested_title, file.suggested_author) == ("The Role of Victims", "A Center")
    assert file.suggested_date == "2007-03-15"


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - brief.doc",
        "untitled",
        "Untitled-2",
        "brief_final.indd",
        "Document1",
        "Slide 1",
        "  ",
        "x",
        "---",
    ],
)
def test_what_a_program_wrote_there_is_no_suggestion(pdf, title):
    assert suggested(with_info(pdf, Title=title))["title"] == ""


@pytest.mark.parametrize("author", ["Administrator", "user", "Owner", "", "unknown"])
def test_nor_is_the_name_of_an_account(pdf, author):
    assert suggested(with_info(pdf, Author=author))["author"] == ""


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("D:2007", "2007"),
        ("D:200703", "2007-03"),
        ("20070315", "2007-03-15"),
        ("D:20071399", "2007"),
        ("D:00010101", ""),
        ("yesterday", ""),
    ],
)
def test_a_date_is_suggested_as_far_as_it_is_one(pdf, written, date):
    assert suggested(with_info(pdf, CreationDate=written))["date"] == date


def test_hostile_titles_are_cleaned_and_cut(read, pdf):
    file = read(with_info(pdf, Title="\u202eevil\0\x07" + "A title. " * 100))
    assert file.suggested_title.startswith("evilA title. A title.")
    assert len(file.suggested_title) <= 300


def test_a_bare_pdf_has_every_fault(read, pdf):
    file = read(pdf)
    assert (file.is_tagged, file.has_title, file.has_language, file.has_bookmarks) == (False, False, False, False)
    assert len(file.accessibility_faults) == 3  # short as it is, it needs no bookmarks


def test_a_tagged_pdf_with_title_language_and_bookmarks_has_none(read, pdf):
    with_info(pdf, Title="A title")
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    pdf.Root.Lang = String("en-US")
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Opening", 0))
    file = read(pdf)
    assert (file.is_tagged, file.has_title, file.has_language, file.has_bookmarks) == (True, True, True, True)
    assert file.accessibility_faults == []


def test_marked_without_a_tree_of_tags_is_not_tagged(pdf, tmp_path):
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.save(tmp_path / "marked.pdf")
    assert read_facts(tmp_path / "marked.pdf")["is_tagged"] is False


def test_a_title_in_the_xmp_metadata_counts(read, pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = "A title"
    del pdf.docinfo["/Title"]
    assert read(pdf).has_title is True


def test_metadata_that_is_a_bomb_is_no_title(read, pdf):
    entities = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">{entities}]><x>&m;</x>'
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, xml.encode()))
    assert read(pdf).has_title is False


def test_contents_come_from_the_outline(read, pdf):
    with pdf.open_outline() as outline:
        chapter = OutlineItem("  A\0 chapter\u202e ", 1)
        chapter.children.append(OutlineItem("A section", 2))
        outline.root.extend([chapter, OutlineItem("", 0), OutlineItem("x" * 5000, 0)])
    assert read(pdf).outline == [
        {"title": "A chapter", "page": 2, "level": 0},
        {"title": "A section", "page": 3, "level": 1},
        {"title": "x" * 300, "page": 1, "level": 0},
    ]


def test_entries_that_lead_to_no_page_are_left_out(read, pdf):
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Opening", 0))
    first = pdf.Root.Outlines.First
    del first.Dest
    first.A = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    assert read(pdf).outline == []


def action(kind, **entries):
    return Dictionary(S=Name(f"/{kind}"), **entries)


def on_opening(pdf, act):
    pdf.Root.OpenAction = act


def on_an_annotation(pdf, act):
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=act)
    pdf.pages[0].Annots = Array([link])


def on_a_page(pdf, act):
    pdf.pages[0].AA = Dictionary(O=act)


def where_nobody_looks(pdf, act):
    pdf.Root.Hidden = pdf.make_indirect(Dictionary(Deep=Dictionary(Deeper=Array([Dictionary(Next=act)]))))


@pytest.mark.parametrize("place", [on_opening, on_an_annotation, on_a_page, where_nobody_looks])
@pytest.mark.parametrize(
    ("act", "word"),
    [
        (action("JavaScript", JS=String("app.alert(1)")), "JavaScript"),
        (action("Launch", F=String("calc.exe")), "start another program"),
    ],
)
def test_active_content_is_told_wherever_it_is(warned, pdf, place, act, word):
    place(pdf, act)
    assert word in warned(pdf)


@pytest.mark.parametrize(
    ("act", "word"),
    [
        (action("URI", URI=String("https://example.org/")), "web addresses"),
        (action("SubmitForm", F=String("https://example.org/")), "send what is filled in"),
        (action("GoToR", F=String("other.pdf")), "other files"),
    ],
)
def test_links_out_of_the_document_are_told(warned, pdf, act, word):
    on_an_annotation(pdf, act)
    assert word in warned(pdf)


def test_attachments_forms_and_media_are_told(read, pdf):
    pdf.attachments["data.csv"] = b"a,b"
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name")))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=String("<xdp/>"))
    pdf.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Movie, Rect=Array([0, 0, 9, 9]))])
    warnings = " ".join(read(pdf).warnings)
    for word in ("attached", "form fields", "XFA", "video"):
        assert word in warnings


def test_a_plain_document_has_no_warning(read, pdf):
    assert read(pdf).warnings == []


def test_what_pikepdf_can_not_open_is_not_checked(read, pdf):
    pdf.Root.Pages.Kids.append(pdf.Root.Pages)
    pdf.Root.Pages.Count = 4
    file = read(pdf)
    assert file.is_tagged is None
    assert file.accessibility_faults is None
