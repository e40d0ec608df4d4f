"""Every place of a workbook in which a text can stand, each as an edit of a small package."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import handmade

Parts = dict[str, str | bytes]
Plant = Callable[[Parts, str], None]

_MAIN = handmade.MAIN
_CHART = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_DRAWING = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def _sheet(rows: str = _ROW, before: str = "", after: str = "") -> Plant:
    def plant(parts: Parts, secret: str) -> None:
        texts = (text.replace("?", secret) for text in (rows, before, after))
        parts[handmade.SHEET] = handmade.sheet(*texts)

    return plant


def _part(name: str, content: str, encoding: str = "utf-8") -> Plant:
    def plant(parts: Parts, secret: str) -> None:
        parts[name] = content.replace("?", secret).encode(encoding)

    return plant


def _workbook(inner: str) -> Plant:
    def plant(parts: Parts, secret: str) -> None:
        text = str(parts["xl/workbook.xml"])
        parts["xl/workbook.xml"] = text.replace(
            "</sheets>", f"</sheets>{inner.replace('?', secret)}"
        )

    return plant


def _split(secret: str) -> tuple[str, str]:
    """A secret in two halves, as runs cut it."""
    middle = len(secret) // 2
    return secret[:middle], secret[middle:]


def _runs(parts: Parts, secret: str) -> None:
    one, two = _split(secret)
    runs = f'<r><t xml:space="preserve">{one}</t></r><r><rPr><b/></rPr><t xml:space="preserve">{two}</t></r>'
    parts["xl/sharedStrings.xml"] = f"<sst {_MAIN}><si>{runs}</si></sst>"


def _inline_runs(parts: Parts, secret: str) -> None:
    one, two = _split(secret)
    _sheet(
        f'<row r="1"><c r="A1" t="inlineStr"><is><r><t xml:space="preserve">{one}</t></r><r><t xml:space="preserve">{two}</t></r></is></c></row>'
    )(parts, "")


def _shape_runs(parts: Parts, secret: str) -> None:
    one, two = _split(secret)
    body = f"<a:p><a:r><a:t>{one}</a:t></a:r><a:r><a:t>{two}</a:t></a:r></a:p>"
    parts["xl/drawings/drawing1.xml"] = (
        f"<xdr:wsDr {_DRAWING}><xdr:txBody>{body}</xdr:txBody></xdr:wsDr>"
    )


def _sheet_name(parts: Parts, secret: str) -> None:
    text = str(parts["xl/workbook.xml"])
    parts["xl/workbook.xml"] = text.replace('name="Lijst"', f'name="{secret}"')


def _part_name(parts: Parts, secret: str) -> None:
    parts[f"xl/media/{secret}.png"] = b"\x89PNG"


def _inner_file(parts: Parts, secret: str) -> None:
    inner = handmade.parts(handmade.sheet(_ROW), sst=handmade.strings(secret))
    parts["xl/embeddings/Werkblad.xlsx"] = handmade.pack(inner)


def _stored_inner_document(parts: Parts, secret: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w><p><t>{secret}</t></p></w>")
    parts["xl/embeddings/Brief.docx"] = stream.getvalue()


def _odd_rows(parts: Parts, secret: str) -> None:
    """A sheet in so odd a form that its rows can't be cut."""
    _sheet(
        f'<!-- x --><row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[{secret}]]></t></is></c></row>'
    )(parts, "")


PLACES: dict[str, Plant] = {
    "a text in a cell": _sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>?</t></is></c></row>'),
    "a text in a cell, cut into runs": _inline_runs,
    "the stored result of a formula": _sheet(
        '<row r="1"><c r="A1" t="str"><f>B1</f><v>?</v></c></row>'
    ),
    "a text in a formula": _sheet('<row r="1"><c r="A1"><f>IF(B1="?",1,0)</f><v>0</v></c></row>'),
    "rows in an odd form": _odd_rows,
    "a shared text that no cell uses": _part("xl/sharedStrings.xml", handmade.strings("a", "?")),
    "a shared text, cut into runs": _runs,
    "phonetics of a shared text": _part(
        "xl/sharedStrings.xml",
        f"<sst {_MAIN}><si><t>a</t><rPh sb='0' eb='1'><t>?</t></rPh></si></sst>",
    ),
    "a name of a sheet": _sheet_name,
    "a defined name": _workbook(
        '<definedNames><definedName name="Lijst">"?"</definedName></definedNames>'
    ),
    "the comment of a defined name": _workbook(
        '<definedNames><definedName name="Lijst" comment="?">1</definedName></definedNames>'
    ),
    "who may write in the file": _workbook('<fileSharing userName="?"/>'),
    "the header of a page": _sheet(
        after='<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"?</oddHeader></headerFooter>'
    ),
    "the footer of the first page": _sheet(
        after="<headerFooter><firstFooter>&amp;R?</firstFooter></headerFooter>"
    ),
    "the list of a validation": _sheet(
        after='<dataValidations><dataValidation type="list" sqref="A1"><formula1>"a,?"</formula1></dataValidation></dataValidations>'
    ),
    "the message of a validation": _sheet(
        after='<dataValidations><dataValidation sqref="A1" promptTitle="Let op" prompt="?"/></dataValidations>'
    ),
    "a conditional format": _sheet(
        after='<conditionalFormatting sqref="A1"><cfRule type="containsText" priority="1" text="?"><formula>1</formula></cfRule></conditionalFormatting>'
    ),
    "a filter": _sheet(
        after='<autoFilter ref="A1:B2"><filterColumn colId="0"><filters><filter val="?"/></filters></filterColumn></autoFilter>'
    ),
    "the tip of a link": _sheet(
        after='<hyperlinks><hyperlink ref="A1" location="Lijst!A1" tooltip="?" display="a"/></hyperlinks>'
    ),
    "a scenario": _sheet(after='<scenarios><scenario name="?" user="a"/></scenarios>'),
    "the target of a link": _part(
        "xl/worksheets/_rels/sheet1.xml.rels",
        f'<Relationships xmlns="{handmade.PACKAGE}/relationships"><Relationship Id="rId1" Type="{handmade.OFFICE}/hyperlink" Target="file:///C:/map/?" TargetMode="External"/></Relationships>',
    ),
    "a comment": _part(
        "xl/comments1.xml",
        f'<comments {_MAIN}><authors><author>a</author></authors><commentList><comment ref="A1"><text><r><t>?</t></r></text></comment></commentList></comments>',
    ),
    "the author of a comment": _part(
        "xl/comments1.xml", f"<comments {_MAIN}><authors><author>?</author></authors></comments>"
    ),
    "a threaded comment": _part(
        "xl/threadedComments/threadedComment1.xml",
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="A1"><text>?</text></threadedComment></ThreadedComments>',
    ),
    "a person": _part(
        "xl/persons/person.xml",
        '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="?" userId="1"/></personList>',
    ),
    "the box of a note": _part(
        "xl/drawings/vmlDrawing1.vml",
        '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><div>?</div></v:textbox></v:shape></xml>',
    ),
    "a property of the document": _part(
        "docProps/core.xml",
        '<cp:coreProperties xmlns:cp="urn:a" xmlns:dc="urn:b"><dc:creator>?</dc:creator></cp:coreProperties>',
    ),
    "the company": _part("docProps/app.xml", "<Properties><Company>?</Company></Properties>"),
    "a property of one's own": _part(
        "docProps/custom.xml",
        '<Properties xmlns:vt="urn:vt"><property pid="2" name="Kind"><vt:lpwstr>?</vt:lpwstr></property></Properties>',
    ),
    "the name of a property": _part(
        "docProps/custom.xml", '<Properties><property pid="2" name="?"/></Properties>'
    ),
    "a column of a table": _part(
        "xl/tables/table1.xml",
        f'<table {_MAIN} id="1" name="T" displayName="T" ref="A1:A2"><tableColumns count="1"><tableColumn id="1" name="?"/></tableColumns></table>',
    ),
    "a table's description": _part(
        "xl/tables/table1.xml",
        f'<table {_MAIN} id="1"><extLst><ext><x14:table xmlns:x14="urn:x14" altText="?"/></ext></extLst></table>',
    ),
    "the values of a chart": _part(
        "xl/charts/chart1.xml",
        f'<c:chartSpace {_CHART}><c:cat><c:strCache><c:pt idx="0"><c:v>?</c:v></c:pt></c:strCache></c:cat></c:chartSpace>',
    ),
    "the values of a pivot table": _part(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f'<pivotCacheDefinition {_MAIN}><cacheFields><cacheField name="a"><sharedItems><s v="?"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
    ),
    "who made a pivot table": _part(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f'<pivotCacheDefinition {_MAIN} refreshedBy="?"/>',
    ),
    "the rows behind a pivot table": _part(
        "xl/pivotCache/pivotCacheRecords1.xml",
        f'<pivotCacheRecords {_MAIN}><r><s v="?"/></r></pivotCacheRecords>',
    ),
    "values kept of another file": _part(
        "xl/externalLinks/externalLink1.xml",
        f'<externalLink {_MAIN}><externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>?</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>',
    ),
    "custom XML": _part("customXml/item1.xml", '<kind naam="a">?</kind>'),
    "an attribute of custom XML": _part(
        "customXml/item1.xml", '<kind omschrijving="een tekst over ?"/>'
    ),
    "a comment in XML": _part("customXml/item1.xml", "<!-- ? --><kind/>"),
    "the text of a shape": _part(
        "xl/drawings/drawing1.xml",
        f"<xdr:wsDr {_DRAWING}><xdr:sp><xdr:txBody><a:p><a:r><a:t>?</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:wsDr>",
    ),
    "the text of a shape, cut into runs": _shape_runs,
    "the alternative text of a picture": _part(
        "xl/drawings/drawing1.xml",
        f'<xdr:wsDr {_DRAWING}><xdr:pic><xdr:cNvPr id="1" name="a" descr="?"/></xdr:pic></xdr:wsDr>',
    ),
    "a number format": _part(
        "xl/styles.xml",
        f'<styleSheet {_MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="0 &quot;?&quot;"/></numFmts></styleSheet>',
    ),
    "a style of one's own": _part(
        "xl/styles.xml",
        f'<styleSheet {_MAIN}><cellStyles count="1"><cellStyle name="?" xfId="0"/></cellStyles></styleSheet>',
    ),
    "a connection": _part(
        "xl/connections.xml",
        f'<connections {_MAIN}><connection id="1" name="a"><dbPr connection="Data Source=?"/></connection></connections>',
    ),
    "an object, in UTF-8": _part("xl/embeddings/oleObject1.bin", "\x01\x02\x00?\x00\x01"),
    "an object, in Latin-1": _part(
        "xl/embeddings/oleObject1.bin", "\x01\x02\x00é ?\x00\x01", "latin-1"
    ),
    "printer settings, in UTF-16": _part(
        "xl/printerSettings/printerSettings1.bin", "\x01?\x00\x01", "utf-16-le"
    ),
    "the data of a picture": _part(
        "xl/media/image1.png", "\x89PNG\x00tEXtAuthor\x00Auteur: ?\x00\x01", "latin-1"
    ),
    "a workbook inside it": _inner_file,
    "a document inside it": _stored_inner_document,
    "the name of a part": _part_name,
    "a part that nothing leads to": _part("vergeten/rest.xml", "<a>?</a>"),
    "a part that is damaged": _part("vergeten/rest.xml", "<a>?<b>"),
}


def planted(place: str, secret: str) -> bytes:
    """A workbook that holds a secret in one place and nowhere else."""
    parts = handmade.parts(handmade.sheet(_ROW))
    PLACES[place](parts, secret)
    return handmade.pack(parts)
