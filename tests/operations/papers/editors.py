"""An approved file as Word and WPS save it: the properties and settings that each writes by itself."""

from __future__ import annotations

from desktop.documents.package import open_parts
from desktop.documents.stamp import packed

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</cp:coreProperties>'
)
_TIMES = (
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-10-09T01:12:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-10-09T02:30:00Z</dcterms:modified>'
)
WORD = {
    "docProps/app.xml": f'{_HEAD}<Properties xmlns="{_APP}" xmlns:vt="{_VALUES}"><Template>Normal.dotm</Template><TotalTime>14</TotalTime>'
    "<Pages>2</Pages><Words>120</Words><Characters>690</Characters><Application>Microsoft Office Word</Application>"
    "<DocSecurity>0</DocSecurity><Lines>5</Lines><Paragraphs>1</Paragraphs><ScaleCrop>false</ScaleCrop>"
    '<HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>标题</vt:lpstr></vt:variant>'
    "<vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs>"
    '<TitlesOfParts><vt:vector size="1" baseType="lpstr"><vt:lpstr/></vt:vector></TitlesOfParts>'
    "<Company>None</Company><LinksUpToDate>false</LinksUpToDate><CharactersWithSpaces>809</CharactersWithSpaces>"
    "<SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>16.0000</AppVersion></Properties>",
    "docProps/core.xml": _HEAD
    + _CORE.format(
        "<dc:title/><dc:subject/><dc:creator>Administrator</dc:creator><cp:keywords/><dc:description/>"
        f"<cp:lastModifiedBy>none</cp:lastModifiedBy><cp:revision>3</cp:revision>{_TIMES}"
    ),
}
WPS = {
    "docProps/app.xml": f'{_HEAD}<Properties xmlns="{_APP}" xmlns:vt="{_VALUES}"><Template>Normal.dotm</Template><TotalTime>0</TotalTime>'
    "<Application>WPS Office_12.1.0.18912_F1E327BC-269C-435d-A152-05C5408002CA</Application><DocSecurity>0</DocSecurity>"
    "<ScaleCrop>false</ScaleCrop><Company/><LinksUpToDate>false</LinksUpToDate></Properties>",
    "docProps/core.xml": _HEAD
    + _CORE.format(
        f"<dc:creator>林知远</dc:creator><cp:lastModifiedBy>zgl</cp:lastModifiedBy><cp:revision>1</cp:revision>{_TIMES}"
    ),
}
_WORD_SETTINGS = '<w:zoom w:percent="100"/><w:proofState w:spelling="clean" w:grammar="clean"/>'
_WPS_SETTINGS = '<w:documentProtection w:enforcement="0"/>'
_WPS_CUSTOM = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{0}" name="KSOProductBuildVer">'
    '<vt:lpwstr xmlns:vt="{2}">2052-12.1.0.18912</vt:lpwstr></property>'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{1}" name="ICV">'
    '<vt:lpwstr xmlns:vt="{2}">0A9F1C7E3B6D4F0E8A77C0DE1406NULL_13</vt:lpwstr></property>'
)


def saved_by(editor: dict[str, str], data: bytes) -> bytes:
    """A draft after an editor saved it: its own properties, settings and custom properties; the mark of the draft stays."""
    parts = open_parts(data, "草稿.docx")
    parts |= {name: text.encode() for name, text in editor.items()}
    settings = _WORD_SETTINGS if editor is WORD else _WPS_SETTINGS
    at = parts["word/settings.xml"].index(b">", parts["word/settings.xml"].index(b"<w:settings")) + 1
    parts["word/settings.xml"] = parts["word/settings.xml"][:at] + settings.encode() + parts["word/settings.xml"][at:]
    if editor is WPS:
        custom = _WPS_CUSTOM.format(900, 901, _VALUES).encode()
        parts["docProps/custom.xml"] = parts["docProps/custom.xml"].replace(b"</Properties>", custom + b"</Properties>")
    return packed(parts)


def with_words(data: bytes, old: str, new: str, part: str = "word/document.xml") -> bytes:
    """The file after a hand wrote something into it."""
    parts = open_parts(data, "草稿.docx")
    assert old in parts[part].decode("utf-8")
    parts[part] = parts[part].replace(old.encode(), new.encode(), 1)
    return packed(parts)
