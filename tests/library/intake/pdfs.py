"""PDFs made for the tests, as bytes."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image, ImageDraw

LETTER = (612, 792)  # points
SENTENCE = "Supervision officers meet the people they supervise at home as well as in the office."


def blank(size=LETTER, pages=1):
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=size)
    return pdf


def written(*texts, size=LETTER):
    """One page for each text, in Helvetica; lines of a text are lines of the page."""
    pdf = Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for text in texts:
        lines = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").split(b"\n")
        shown = b"".join(b"(%s) Tj T*\n" % line for line in lines)
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, *size]),
            Resources=Dictionary(Font=Dictionary(F1=font)),
            Contents=Stream(pdf, b"BT /F1 12 Tf 14 TL 72 %d Td\n%sET" % (size[1] - 92, shown)),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def scanned(*texts, stamp=""):
    """One page for each text: a picture of it, as a scanner makes, with an optional stamp as real text."""
    pdf = written(*[stamp] * len(texts))
    for page, text in zip(pdf.pages, texts, strict=True):
        picture = Image.new("L", (1275, 1650), 255)  # letter paper at 150 dots per inch
        ImageDraw.Draw(picture).multiline_text((150, 150), text, fill=0, font_size=32, spacing=12)
        image = Stream(pdf, picture.tobytes())
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 1275, 1650, 8, Name.DeviceGray
        page.Resources.XObject = Dictionary(I=pdf.make_indirect(image))
        page.contents_add(b"q 612 0 0 792 0 0 cm /I Do Q", prepend=True)
    return pdf


def saved(pdf, **options):
    buffer = io.BytesIO()
    pdf.save(buffer, **options)
    return buffer.getvalue()


def with_contents(contents, **resources):
    """One page that does what the content stream says."""
    pdf = written("")
    page = pdf.pages[0]
    page.Contents = contents if isinstance(contents, pikepdf.Object) else Stream(pdf, contents)
    for name, value in resources.items():
        page.Resources[f"/{name}"] = value
    return pdf
