"""The terminal: its width, what is printed on it or written to a file, and what the exit code says."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from .reports.safe_text import line as one_line
from .reports.safe_text import plain

Lines = Iterable[tuple[str, str]]
T = TypeVar("T")


class Exit(IntEnum):
    """What the exit code says."""

    NO_GAP = 0
    GAP = 1
    BAD_INPUT = 2
    NOTHING_EVALUATED = 3
    FAULT = 4


def width(output: Path | None) -> int:
    """The width of the terminal, at most 120; 80 in a pipe or file, so that the same input gives the same bytes."""
    if output is not None or not sys.stdout.isatty():
        return 80
    return min(shutil.get_terminal_size().columns, 120)


def print_lines(lines: Lines, output: Path | None, *, force: bool = False) -> None:
    """Print lines, each with its style, or write them to a file. Nothing in them can steer a terminal."""
    if output is not None or not sys.stdout.isatty():
        write("".join(f"{one_line(line)}\n" for line, _ in lines), output, force=force)
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line, style in lines:
        console.print(Text(one_line(line), style=style))


def may_be_written(output: Path | None, *, force: bool) -> None:
    """End the run, before anything is worked out, where a result could not be written to a file."""
    why = why_not_written(output, force=force)
    if why:
        refuse(why)


def why_not_written(output: Path | None, *, force: bool) -> str:
    """Why a result could not be written to a file; empty if it seems that it could."""
    if output is None:
        return ""
    folder = _led_to(output).parent
    if output.exists() and not output.is_file():
        return f"{output} cannot be written: it is not a file"
    if output.exists() and not force:
        return f"{output} is there already, and nothing was written: --force overwrites it"
    if not folder.is_dir():
        return f"{output} cannot be written: there is no folder {folder}"
    if not os.access(folder, os.W_OK):
        return f"{output} cannot be written: the folder {folder} is not open to you"
    return ""


def _led_to(output: Path) -> Path:
    """The file itself, where the output is a link to it: the link stays."""
    return Path(os.path.realpath(output)) if output.is_symlink() else output


@contextmanager
def progress(items: Sequence[T], what: str) -> Iterator[Iterable[T]]:
    """The items, with a bar on standard error while they are worked through; none where that is no terminal."""
    if not sys.stderr.isatty():
        yield items
        return
    with click.progressbar(items, label=what, file=sys.stderr, show_pos=True) as bar:
        yield bar


def write(content: str | bytes | Iterable[str], output: Path | None, *, force: bool = False) -> None:
    """Write a result, one or in pieces: a file whole or not at all, as open to others as the user lets files be."""
    pieces = (content,) if isinstance(content, str | bytes) else content
    if output is None:
        for piece in pieces:
            click.echo(piece, nl=False)
        return
    may_be_written(output, force=force)
    try:
        _write_whole(pieces, _led_to(output))
    except OSError as error:
        refuse(f"{output} cannot be written: {error.strerror or error}")


def _write_whole(pieces: Iterable[str | bytes], file: Path) -> None:
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    opened = temporary.open("xb")
    try:
        with opened:
            for piece in pieces:
                opened.write(piece.encode() if isinstance(piece, str) else piece)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


def say(message: str) -> None:
    """Say something on standard error. Nothing in it can steer a terminal."""
    click.echo(plain(message), err=True)


def refuse(message: str) -> NoReturn:
    """End the run: what was asked for cannot be done."""
    fail(message, Exit.BAD_INPUT)


def fail(message: str, code: Exit) -> NoReturn:
    """End the run with a message and an exit code."""
    say(message)
    sys.exit(code)
