"""How a Word report looks: its styles, numbering and settings, written whole, so that no template decides any of it."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

LANGUAGE = "en-GB"
FONT = "Arial"
INK = "1F3A4D"
LINE = "8A99A5"
#: The width between the margins of an A4 page, in twentieths of a point.
TEXT_WIDTH = 9638

#: The two lists of numbers (sections with their paragraphs; questions) and the list of bullets.
SECTIONS, _BULLETS, _QUESTIONS = 1, 2, 3
#: How far the text of a numbered paragraph in a table stands in.
HANGING = 567


def lay_out(document: Document) -> None:
    """Give a document the styles, numbering and settings of a report, and A4 pages."""
    _refill(document.styles.element, _styles())
    _refill(document.part.numbering_part.element, _numbering())
    _refill(document.settings.element, _SETTINGS)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(20))


def _refill(element: object, xml: str) -> None:
    """Put the children of some XML in the place of those that an element has."""
    parent = parse_xml(xml)
    element.clear()  # type: ignore[attr-defined]
    element.extend(list(parent))  # type: ignore[attr-defined]


# -- styles


def _styles() -> str:
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    paragraphs = (
        _style("Normal", "Normal", based=None, after=None, run=f'<w:lang w:val="{LANGUAGE}"/>'),
        _style("Title", "Title", _spacing(0, 60) + _OUTSIDE, _letters(40, bold=True), after="Subtitle"),
        _style("Subtitle", "Subtitle", _spacing(0, 240), _letters(24, colour="44546A")),
        _heading(1, 30, 360, 120, _numbered(SECTIONS, 0)),
        _heading(2, 25, 280, 100),
        _heading(3, 22, 220, 80),
        _style("ListNumber", "List Number", _numbered(SECTIONS, 1)),
        _style("ListNumber2", "List Number 2", _numbered(SECTIONS, 2) + _spacing(0, 80)),
        _style("ListBullet", "List Bullet", _numbered(_BULLETS, 0) + _spacing(0, 60)),
        _style("ListContinue", "List Continue", '<w:spacing w:after="80"/><w:ind w:left="709"/>'),
        _style("Question", "Question", _numbered(_QUESTIONS, 0) + _spacing(0, 100)),
        _style("Notice", "Notice", _BOXED + _spacing(120, 120), _letters(22, bold=True)),
        _style(
            "TableText", "Table Text", '<w:spacing w:before="30" w:after="30" w:line="247" w:lineRule="auto"/>', _SMALL
        ),
        _style("TableHeading", "Table Heading", "<w:keepNext/>", _letters(19, bold=True, colour="FFFFFF"), "TableText"),
        _style("TableFinding", "Table Finding", based="TableText"),
        _style("Caption", "caption", f"<w:keepNext/>{_spacing(160, 80)}", _letters(20, bold=True)),
        _style("Footer", "footer", _FOOTER, '<w:sz w:val="18"/><w:szCs w:val="18"/>'),
    )
    return f"<w:styles {nsdecls('w')}>{defaults}{''.join(paragraphs)}{_OTHERS}</w:styles>"


def _style(
    id: str, name: str, paragraph: str = "", run: str = "", based: str | None = "Normal", after: str | None = "Normal"
) -> str:
    own = ' w:customStyle="1"' if id in _OF_OUR_OWN else ""
    default = ' w:default="1"' if id == "Normal" else own
    on = f'<w:basedOn w:val="{based}"/>' if based else ""
    following = f'<w:next w:val="{after}"/>' if after and _begins_something(id) else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{id}"><w:name w:val="{name}"/>{on}{following}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


#: Styles that Word does not know of.
_OF_OUR_OWN = ("Question", "Notice", "TableText", "TableHeading", "TableFinding")


def _begins_something(id: str) -> bool:
    """Whether a paragraph of another style comes after one of this style when somebody types on."""
    return id.startswith(("Heading", "Title", "Subtitle", "Caption", "Notice"))


def _heading(level: int, size: int, before: int, after: int, numbered: str = "") -> str:
    kept = "<w:keepNext/><w:keepLines/>"
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    shape = f"{kept}{numbered}{_spacing(before, after)}{outline}"
    return _style(f"Heading{level}", f"heading {level}", shape, _letters(size, bold=True))


def _letters(size: int, *, bold: bool = False, colour: str = INK) -> str:
    heavy = "<w:b/><w:bCs/>" if bold else ""
    return f'{heavy}<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _numbered(list_id: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


_SMALL = '<w:sz w:val="19"/><w:szCs w:val="19"/>'
_OUTSIDE = "<w:contextualSpacing/>"
_BOXED = (
    f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="{INK}"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="EEF2F5"/>'
)
_FOOTER = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs><w:spacing w:before="0" w:after="0"/>'
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = "".join(f'<w:{edge} w:w="{width}" w:type="dxa"/>' for edge, width in (("left", 85), ("right", 85)))
_OTHERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1A5490"/>'
    '<w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr>'
    "</w:style>"
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    f'<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
    '<w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders></w:tblPr></w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
)


# -- numbering


def _numbering() -> str:
    sections = (
        _level(0, "decimal", "%1.", 709, 709, "Heading1"),
        _level(1, "decimal", "%1.%2", 709, 709, "ListNumber"),
        _level(2, "lowerLetter", "(%3)", 1276, 567, "ListNumber2"),
    )
    lists = (
        (SECTIONS, "multilevel", sections),
        (_BULLETS, "hybridMultilevel", (_level(0, "bullet", "•", 1049, 340, "ListBullet"),)),
        (_QUESTIONS, "hybridMultilevel", (_level(0, "decimal", "Q%1", 709, 709, "Question"),)),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{id}"><w:multiLevelType w:val="{kind}"/>{"".join(levels)}</w:abstractNum>'
        for id, kind, levels in lists
    )
    used = "".join(f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>' for id, _, _ in lists)
    return f"<w:numbering {nsdecls('w')}>{abstract}{used}</w:numbering>"


def _level(level: int, form: str, text: str, left: int, hanging: int, style: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


# -- settings

_COMPATIBLE = "http://schemas.microsoft.com/office/word"
_SETTINGS = (
    f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    f'<w:compatSetting w:name="compatibilityMode" w:uri="{_COMPATIBLE}" w:val="15"/></w:compat>'
    f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)
