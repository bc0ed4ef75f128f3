"""The text of pages: what is kept, what is left out, and how broken words are joined."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from library.intake.child import hyphens
from library.models import Page

from . import pdfs


def unicode_page(codes, size=pdfs.LETTER):
    """A page whose letters A, B, C … stand for the given UTF-16 code units (as hexadecimal text)."""
    pdf = pdfs.written("x" * 60)
    lines = b"".join(b"<%02X> <%s>\n" % (65 + place, code) for place, code in enumerate(codes))
    cmap = b"begincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%sendbfchar\nendcmap" % (
        len(codes),
        lines,
    )
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, ToUnicode=pdf.make_indirect(Stream(pdf, cmap))
    )
    page = pdf.pages[0]
    page.Resources.Font.F2 = font
    letters = bytes(range(65, 65 + len(codes)))
    page.contents_add(b"BT /F2 12 Tf 72 600 Td (aa) Tj (%s) Tj (bb) Tj ET" % letters)
    return pdf


def text_of(file):
    return "\n".join(file.pages.values_list("text", flat=True))


def test_lines_stay_lines(read):
    assert text_of(read(pdfs.written("The first line of a text\nand the second line of it."))) == (
        "The first line of a text\nand the second line of it."
    )


def test_what_can_not_be_stored_or_seen_is_left_out(read):
    unwanted = [b"0000", b"0007", b"001B", b"0085", b"00AD", b"200B", b"202E", b"FEFF", b"D800", b"E123"]
    text = text_of(read(unicode_page(unwanted)))
    assert not any(ord(letter) < 32 and letter != "\n" for letter in text)
    assert not set(text) & set("\x7f\x85\xad\u200b\u202e\ufeff\ufffe\ue123")
    text.encode("utf-8")  # no half of a pair
    assert "aa" in text
    assert "bb" in text


def test_ligatures_are_spelled_out(read):
    assert "aaofficerbb" in text_of(read(unicode_page([b"006F", b"FB03", b"0063", b"0065", b"0072"])))


def test_labels_of_pages_are_kept_as_printed(read):
    pdf = pdfs.written(*[pdfs.SENTENCE] * 4)
    pdf.Root.PageLabels = Dictionary(
        Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D, P=pikepdf.String("A-\0\n\u202e"))])
    )
    file = read(pdf)
    assert list(file.pages.values_list("label", flat=True)) == ["i", "ii", "A- 1", "A- 2"]
    assert file.pages.first().citable_number == "i"


def test_a_label_of_any_length_is_cut(read):
    pdf = pdfs.written(pdfs.SENTENCE)
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, P=pikepdf.String("x" * 5000))]))
    assert read(pdf).pages.get().label == "x" * 50


def test_without_labels_the_number_in_the_file_is_cited(read):
    page = read(pdfs.written(pdfs.SENTENCE)).pages.get()
    assert (page.label, page.citable_number) == ("", "1")


def test_pages_have_their_size_as_displayed(read):
    pdf = pdfs.written(pdfs.SENTENCE, pdfs.SENTENCE)
    pdf.pages[1].Rotate = 90
    assert list(read(pdf).pages.values_list("width", "height")) == [(612, 792), (792, 612)]


def test_text_corrected_by_staff_outlives_another_reading(read):
    file = read(pdfs.written(pdfs.SENTENCE, pdfs.SENTENCE))
    file.pages.filter(number=1).update(text="Corrected.", is_corrected=True)
    file.pages.filter(number=2).update(text="Changed by accident.")
    keys = list(file.pages.values_list("pk", flat=True))
    again(file)
    assert list(file.pages.values_list("text", flat=True)) == ["Corrected.", pdfs.SENTENCE]
    assert list(file.pages.values_list("pk", flat=True)) == keys


def again(file):
    from library.intake.process import process_file, try_again

    try_again(file)
    process_file(file.pk)
    file.refresh_from_db()


def joined(*texts):
    pages = [{"text": text.replace("~", hyphens.JOINT)} for text in texts]
    hyphens.resolve(pages)
    return [page["text"] for page in pages]


@pytest.mark.parametrize(
    ("broken", "rest", "whole"),
    [
        ("super~vision", "", "supervision"),
        ("evidence~based", "An evidence-based practice", "evidence-based"),
        ("evidence~based", "evidence, and based on it", "evidence-based"),
        ("report~ing", "Reporting is based on a report", "reporting"),
        ("Court~House", "", "Court-House"),
        ("2007~08", "", "2007-08"),
        ("perma.cc/YF2L~FTSK", "", "perma.cc/YF2L-FTSK"),
        ("on-the-Basis-of~disability", "", "on-the-Basis-of-disability"),
        ("a~", "", "a-"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_joined_as_the_rest_of_the_document_writes_it(broken, rest, whole):
    assert joined(f"The word {broken} stands here.", rest) == [f"The word {whole} stands here.", rest]


def test_real_documents_come_out_with_whole_words(read, samples):
    text = text_of(read((samples / "congress-2003-hr-1904.pdf").read_bytes()))
    assert "Healthy Forests Restoration Act" in text
    assert "petroleum-based product" in text
    assert "Secretary of Agriculture" in text
    assert not Page.objects.filter(text__contains=hyphens.JOINT).exists()
