"""A document to print, as docx: large enough to read on a table, and no persons in it."""

import io

from docx import Document
from docx.shared import Pt

from bot.core.model.replies import Paper

LINE = "_" * 60
"""A line to write on."""


def written(paper: Paper) -> bytes:
    """Return the document. Takes some tens of milliseconds, so call it in a thread."""
    document = Document()
    document.styles["Normal"].font.size = Pt(12)
    document.core_properties.author = "Ruggespraak"
    document.core_properties.title = paper.title
    document.add_heading(paper.title, level=0)
    for part in paper.parts:
        document.add_heading(part.title, level=1 if part.heading else 2)
        for line in part.lines:
            document.add_paragraph(line or LINE, style="List Bullet" if part.listed else None)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
