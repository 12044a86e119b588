"""What must not be shared in the dossiers of ``redaction/``, and how to read a file for it as its reader could."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote

#: Names and words of free text; each stands where its comment says.
IN_TITLES = (
    "persephone",
    "quill",
    "barnaby",
    "siân",
    "zéphyrine",
    "perpetua",
    "eustace",
    "lavinia",
    "cornelius",
    "jane doe",
)
IN_IDS = (
    *("interview-with-marigold", "marigold", "tarquin", "plan-by-ambrose", "ambrose", "clementine", "algernon"),
    *("hyacinth", "hermione", "death-of-jane", "casimir"),
)
IN_IDS_INSIDE_ITEMS = ("zebadiah", "thaddeus", "evadne")
IN_EVIDENCE = (
    *("ignatius", "dorothea", "balthazar", "crispin", "siobhan", "winifred", "leocadia", "millicent", "sergeant cuff"),
    *("neighbour's dog", "bartholomew", "gideon", "prudence", "acacia"),
)
IN_REASONS = ("florian",)
IN_JUDGEMENTS = ("valentina", "evangeline", "sylvester", "nathaniel")
IN_PRACTICES = ("tobias",)
IN_FILES = ("ottoline", "ulysses", "rufus")
#: Where no report shows it, redacted or not.
NOWHERE_SHOWN = (
    *("isolde", "octavia", "gwendolen", "lysander", "philippa", "araminta", "hildegard", "inspector bucket"),
    *(
        "rosalind",
        "peregrine",
        "theodora",
        "mill lane",
        "hephzibah",
        "ludovica",
        "cressida",
        "dr foster",
        "ermintrude",
        "anastasia",
        "mordecai",
        "josiah",
    ),
)
#: The places and days of the deaths in every spelling, and what else is told of the days around them.
OF_DEATHS = (
    *("ipswich", "november 2019", "13 nov", "november, 2019", "2019-11", "13/11/2019", "11/13/2019", "20.11.2019"),
    *(
        "13th of nov",
        "13th nov",
        "aged 34",
        "aged 47",
        "47-year",
        "47 year",
        "34-year",
        "30..34",
        "30 to 34",
        "february 2020",
        "2020-02",
    ),
)
IN_OTHER_DOSSIERS = ("fitzroy", "eulalia", "wilhelmina", "cuthbert", "ariadne", "forty-seven")

SENSITIVE = (
    *(*IN_TITLES, *IN_IDS, *IN_IDS_INSIDE_ITEMS, *IN_EVIDENCE, *IN_REASONS, *IN_JUDGEMENTS, *IN_PRACTICES, *IN_FILES),
    *(*NOWHERE_SHOWN, *OF_DEATHS, *IN_OTHER_DOSSIERS),
)


def told_by(content: bytes) -> list[str]:
    """The values that a file gives away, in whatever way it writes them."""
    readings = list(_readings(content))
    return [value for value in SENSITIVE if any(value in reading for reading in readings)]


def _readings(content: bytes) -> Iterator[str]:
    """A file as its bytes stand; without escapes; without tags, as a reader sees it; ids and wrapped lines as words."""
    whole = unzipped(content)
    for text in (
        whole.decode(errors="replace"),
        *([whole.decode("utf-16", errors="replace")] if b"\0" in whole else []),
    ):
        lower = text.lower()
        plain = _unescaped(lower)
        seen = " ".join(re.sub(r"<[^>]*>", "", plain).split())
        yield from (lower, plain, seen, " ".join(re.sub(r"[-_\s]+", " ", seen).split()))


def _unescaped(text: str) -> str:
    """Text without the escapes of XML and HTML, of JSON, and of addresses, each up to twice over."""
    for _ in range(2):
        text = html.unescape(unquote(text))
        text = re.sub(r"\\u([0-9a-f]{4})|_x([0-9a-f]{4})_", lambda found: chr(int(found[1] or found[2], 16)), text)
    return text.replace('\\"', '"').replace("’", "'").lower()


def unzipped(content: bytes) -> bytes:
    """Every byte of a file, and if it is an archive of its comment and of the name and content of all that is in it."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [each.filename.encode() + b"\n" + each.comment + each.extra for each in archive.infolist()]
        return b"\n".join((archive.comment, *files, *(unzipped(archive.read(name)) for name in archive.namelist())))
