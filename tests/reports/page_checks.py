"""What must hold of every web page, whatever it is about."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise

from .web_pages import Element

#: A title that tries to get out of where it stands.
HOSTILE = "\"><script>alert('x')</script><img src=x onerror=alert(1)> & 'q' \x00\x1b[31m \u202egnp.exe"
SHOWN = "<script>alert('x')</script><img src=x onerror=alert(1)> & 'q'"


def check_page(page: Element) -> None:
    """Its ids and links hold together, its headings are in order, and it speaks English of Great Britain."""
    ids = [each.attributes["id"] for each in page.every() if "id" in each.attributes]
    assert len(set(ids)) == len(ids)
    inside = {each.attributes["href"][1:] for each in page.every("a") if each.attributes["href"][0] == "#"}
    assert inside and inside <= set(ids)
    for name in ("aria-labelledby", "for"):
        assert {each.attributes[name] for each in page.every() if name in each.attributes} <= set(ids)
    levels = [int(each.name[1]) for each in page.every("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.one("html").attributes["lang"] == "en-GB"
    for each in page.every(of="scroll"):
        assert each.attributes["tabindex"] == "0" and each.attributes["role"] == "region"
        assert {"aria-label", "aria-labelledby"} & set(each.attributes)
    for table in page.every("table"):
        assert all(each.attributes.get("scope") in ("col", "row") for each in table.every("th"))


def check_policy(page: Element) -> None:
    """Nothing runs but its own style and script, and nothing is fetched from anywhere."""
    [policy] = [
        each.attributes["content"]
        for each in page.every("meta")
        if each.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    digests = {
        name: "'sha256-" + base64.b64encode(hashlib.sha256(page.one(name).text.encode()).digest()).decode() + "'"
        for name in ("style", "script")
    }
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {digests['style']}",
        f"script-src {digests['script']}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    for each in page.every():
        assert each.name not in ("link", "img", "iframe", "object", "embed", "base", "svg", "video", "audio", "source")
        assert not [name for name in each.attributes if name.startswith("on") or name in ("src", "style", "action")]
        assert re.match(r"(https?://[^/]|#)", each.attributes.get("href", "#"))
    assert not re.search(r"url\(|@import|fetch\(|XMLHttpRequest|innerHTML|eval\(", page.one("style").text)
    assert not re.search(r"fetch\(|XMLHttpRequest|innerHTML|eval\(|import", page.one("script").text)


def check_harmless(text: str, page: Element) -> None:
    """What a dossier says is shown, and nothing of it is run or followed."""
    assert len(list(page.every("script"))) == 1 and not list(page.every("img"))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    assert not [each for each in page.every("a") if not each.attributes["href"].startswith("#")]


def number(text: str) -> int:
    """A number as a page writes it."""
    return int(text.replace(",", ""))
