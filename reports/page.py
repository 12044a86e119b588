"""A web page in one file: its template filled in, style and script inside, and nothing fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..engine.statuses import Status
from ..facts.days import in_words
from .compose import web_link
from .safe_text import plain

TEMPLATES = Path(__file__).parent / "templates"


def page(template: str, styles: Iterable[str], script: str, **values: Any) -> str:
    """A template filled in with values; ``styles`` and ``script`` are the files that go inside it."""
    return "".join(pieces(template, styles, script, **values))


def pieces(template: str, styles: Iterable[str], script: str, **values: Any) -> Iterator[str]:
    """The text of ``page``, of one that is too large to be held as one text."""
    blocks = {"style": Markup("").join(map(_file, styles)), "script": _file(script)}
    filled = _environment().get_template(template).generate(policy=policy(**blocks), **blocks, **values)
    rest = ""
    for each in filled:
        # Joined and not added: what is added to safe text would be escaped.
        *lines, rest = "".join((rest, each)).split("\n")
        yield "".join(f"{line}\n" for line in lines if line.strip())
    if rest.strip():
        yield f"{rest}\n"


def policy(style: str, script: str) -> str:
    """The content security policy of a page: its own style and script run, by their digests, and nothing else does."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def bdi(text: str) -> Markup:
    """Text from a dossier, which may run from right to left, kept from turning round the words beside it."""
    return Markup("<bdi>{}</bdi>").format(plain(text))


def label(status: str) -> str:
    """A status in a reader's words."""
    return Status(status).label


def naming(sentence: str, title: str) -> Markup:
    """A sentence in which a title may run from right to left."""
    before, found, after = plain(sentence).partition(plain(title))
    return escape(before) + bdi(found) + escape(after) if found and title else escape(before)


def number(count: int) -> str:
    """A number with its thousands set apart."""
    return f"{count:,}"


def capital(text: str) -> str:
    """Text that begins with a capital."""
    return text[:1].upper() + text[1:]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_finalized,
    )
    environment.filters |= {
        "bdi": bdi,
        "capital": capital,
        "day": in_words,
        "label": label,
        "naming": naming,
        "number": number,
        "web_link": web_link,
    }
    return environment


def _finalized(value: Any) -> Any:
    """Every value on its way into a page: text without what would break it, unless it was made safe already."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _file(name: str) -> Markup:
    """A style or a script, as it stands in a page: its digest is of these very characters."""
    text = TEMPLATES.joinpath(name).read_text(encoding="utf-8")
    return Markup(re.sub(r"\n\s*\n", "\n", text.strip() + "\n"))


def _digest(block: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}"
