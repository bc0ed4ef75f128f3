"""Opening a PDF: either it opens, or there is an outcome in words."""

import pypdfium2
from pypdfium2 import raw as pdfium


class Unreadable(Exception):
    """The file can't be read on. `state` is a value of IntakeState; the message is a sentence for staff."""

    def __init__(self, state, sentence):
        super().__init__(sentence)
        self.state = state


_REASONS = {
    pdfium.FPDF_ERR_FORMAT: "It is damaged, or not a PDF in spite of how it begins.",
    pdfium.FPDF_ERR_PAGE: "Its list of pages is damaged.",
    pdfium.FPDF_ERR_SUCCESS: "It has no page.",
}


def open_document(path="input.pdf"):
    """A pypdfium2.PdfDocument with at least one page. Raises Unreadable."""
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = error.err_code
    if code == pdfium.FPDF_ERR_PASSWORD:
        raise Unreadable("encrypted", "It asks for a password. Upload a copy saved without one.")
    if code == pdfium.FPDF_ERR_SECURITY:
        raise Unreadable("encrypted", "It is encrypted in a way that can't be opened. Upload a copy that isn't.")
    raise Unreadable("broken", _REASONS.get(code, "It can't be opened."))
