"""The shipped rulebook as it was read last, kept beside the rules as Python keeps compiled modules beside their source.

To read every rule file takes far longer than an audit. What was read is kept in ``rules/__pycache__`` under the
digest of all that it came from: every rule file, and the program that read them. Whoever can write there can write
the rules and the program too, so what is kept is trusted as far as they are. Where anything differs, or is damaged,
or cannot be read or written, the rules are read as if nothing were kept.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import pydantic
import yaml

from .. import __version__
from .rulebook import SHIPPED, Rulebook, load_rulebook

PROGRAM = Path(__file__).resolve().parent.parent
NAME = f"rulebook.{sys.implementation.cache_tag}.pickle"
_SEAL = hashlib.sha256().digest_size


@cache
def rulebook_without_cases(shipped: Path = SHIPPED) -> Rulebook:
    """The shipped rules, for all but checking them: each stands without its cases, which are most of what is read.

    Raises BadInputError with every problem of every file, as ``load_rulebook`` does.
    """
    file, origin = shipped / "__pycache__" / NAME, _origin(shipped)
    kept = _read(file, origin)
    if kept is not None:
        return kept
    read = load_rulebook(shipped=shipped)
    rulebook = replace(read, rules={id: replace(rule, cases=()) for id, rule in read.rules.items()})
    _keep(file, origin, rulebook)
    return rulebook


def _origin(shipped: Path) -> bytes:
    """The digest of all that the rulebook comes from: the files of the rules and of the program, and what runs it."""
    versions = (__version__, sys.version, pydantic.VERSION, yaml.__version__)
    digest = hashlib.sha256("\0".join(versions).encode())
    for folder, names in ((shipped, "*.yaml"), (PROGRAM / "engine", "*.py"), (PROGRAM / "facts", "*.py")):
        for path in sorted(folder.rglob(names)):
            content = path.read_bytes()
            digest.update(f"\0{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.digest()


def _seal(origin: bytes, content: bytes) -> bytes:
    """What stands before the content: it fits only where both the origin and the content are whole and the same."""
    return hashlib.sha256(origin + content).digest()


def _read(file: Path, origin: bytes) -> Rulebook | None:
    try:
        written = file.read_bytes()
    except OSError:
        return None
    seal, content = written[:_SEAL], written[_SEAL:]
    if seal != _seal(origin, content):
        return None
    with _to_stay():
        rulebook: Rulebook = pickle.loads(content)
    return rulebook


@contextmanager
def _to_stay() -> Iterator[None]:
    """What is made meanwhile stands until the process ends: it is not searched for garbage, neither now nor later.

    It would be searched again and again as it grows, which takes as long as reading it.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if searched:
            gc.enable()


def _keep(file: Path, origin: bytes, rulebook: Rulebook) -> None:
    """Write what was read, whole or not at all. Where nothing can be written, nothing is kept."""
    content = pickle.dumps(rulebook, pickle.HIGHEST_PROTOCOL)
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        try:
            temporary.write_bytes(_seal(origin, content) + content)
            temporary.replace(file)
        finally:
            temporary.unlink(missing_ok=True)
