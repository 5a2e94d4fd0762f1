"""The properties of a workbook that leaves: those of the office, and none of who made or edited it before (A6)."""

import openpyxl
import xlsxwriter
from openpyxl.packaging.core import DocumentProperties
from openpyxl.packaging.custom import CustomPropertyList

from desktop.ledgers.file_properties import FileProperties


def put_properties(book: xlsxwriter.Workbook, properties: FileProperties) -> None:
    """In a workbook that is written anew."""
    told = {
        "title": properties.title,
        "author": properties.office,
        "company": properties.office,
        "category": properties.mark,
    }
    book.set_properties({name: text for name, text in told.items() if text})


def replace_properties(book: openpyxl.Workbook, properties: FileProperties) -> None:
    """In a copy of a workbook that others wrote: nothing of their properties is left."""
    office = properties.office or None
    book.properties = DocumentProperties(
        creator=office, lastModifiedBy=office, title=properties.title or None, category=properties.mark or None
    )
    book.custom_doc_props = CustomPropertyList()
