"""Which files below a folder make which dossier.

A file with a header (the key ``dossier``) begins a dossier. A folder in which exactly one file has a header is one
dossier: all its files, and those of its subfolders that hold no header of their own. A folder in which several files
have a header holds that many dossiers, each of one file; a file without a header beside them belongs to none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .load import SUFFIXES
from .nodes import Node, read_file

_HEADER = re.compile(rb"^(?:\xef\xbb\xbf)?[\"']?dossier[\"']?[ \t]*:", re.MULTILINE)


@dataclass(frozen=True)
class Gathered:
    """The files that make one dossier, or that should: ``problem`` says why they cannot."""

    name: str
    files: tuple[Path, ...]
    problem: str = ""


def dossiers_below(folder: Path) -> tuple[Gathered, ...]:
    """Every dossier below a folder, and the files that belong to none, in the order of their names.

    Results that the tool saved are passed over. Raises OSError where a folder cannot be read.
    """
    found: list[Gathered] = []
    loose = _gather(folder, found)
    if loose:
        found.append(Gathered(folder.as_posix(), tuple(loose)))
    return tuple(sorted(found, key=lambda each: each.name))


def _gather(folder: Path, found: list[Gathered]) -> list[Path]:
    """Add the dossiers of a folder and those below it; the files that may belong to a dossier above it are left."""
    inside = sorted(each for each in folder.iterdir() if not each.name.startswith("."))
    files = [each for each in inside if each.suffix.lower() in SUFFIXES and each.is_file() and not _is_result(each)]
    headed = [each for each in files if _has_header(each)]
    others = [each for each in files if each not in headed]
    before = len(found)
    below = {each: _gather(each, found) for each in inside if each.is_dir() and not each.is_symlink()}
    loose = [file for files_of in below.values() for file in files_of]
    if len(headed) == 1:
        found.append(Gathered(folder.as_posix(), (*headed, *others, *loose)))
        return []
    if headed:
        found += (Gathered(each.as_posix(), (each,)) for each in headed)
        problem = f"has no dossier header, and {len(headed)} dossiers lie in {folder.as_posix()}: to which it belongs "
        found += (Gathered(each.as_posix(), (each,), f"{problem}is not known") for each in (*others, *loose))
        return []
    if len(found) == before:
        return [*others, *loose]
    # Other folders here are dossiers: what has no header is a dossier that lacks it, and is said to be.
    found += (Gathered(each.as_posix(), tuple(left)) for each, left in below.items() if left)
    if others:
        found.append(Gathered(folder.as_posix(), tuple(others)))
    return []


def _has_header(path: Path) -> bool:
    """Whether a file begins a dossier; one that cannot be read whole does if it seems to."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    if _HEADER.search(content):
        return True
    return b"dossier" in content and any(each.get("dossier") is not None for each in _documents(path))


def _is_result(path: Path) -> bool:
    """Whether a file is a result that the tool saved as JSON."""
    if path.suffix.lower() != ".json":
        return False
    with path.open("rb") as file:
        return b'"schema_version"' in file.read(200)


def _documents(path: Path) -> Iterator[Node]:
    yield from read_file(path, path.as_posix()).documents
