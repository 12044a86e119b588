"""Makes the pictures of ``docs/reports``: the tool's own reports of the examples, as a reader sees them.

``make pictures`` runs it. It needs Chromium (or what CHROMIUM names), LibreOffice (``soffice``), Poppler
(``pdftoppm`` and ``pdftotext``) and Pillow. Look at every picture before you keep it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

try:
    from PIL import Image, ImageChops
except ImportError:
    sys.exit("this needs Pillow: run make pictures, or pip install pillow")

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTH = 900
MOST_BYTES = 150_000
#: Named from the root of the repository, where the tool runs, since a report may show where a dossier lies.
SUFFOLK, SMALL = "examples/suffolk-2016", "tests/reports/small"
BABERGH = ("examples/babergh-mid-suffolk-2018", "examples/babergh-mid-suffolk-2021")


@dataclass(frozen=True)
class Picture:
    """A picture: the command whose report it shows, what the report is called, and how it is looked at."""

    name: str
    command: tuple[str, ...]
    report: str
    look: Callable[[Path], Image.Image]


def main() -> None:
    """Make every picture, or those that are named."""
    programs = {"Chromium": chromium(), "LibreOffice": shutil.which("soffice"), "Poppler": shutil.which("pdftoppm")}
    missing = [name for name, found in programs.items() if not found]
    if missing:
        sys.exit(f"not found: {', '.join(missing)}. Install chromium, libreoffice and poppler-utils, or set CHROMIUM.")
    unknown = set(sys.argv[1:]) - {each.name for each in EVERY}
    if unknown:
        sys.exit(f"there is no picture {', '.join(sorted(unknown))}: {', '.join(each.name for each in EVERY)}")
    PICTURES.mkdir(exist_ok=True)
    for each in EVERY:
        if not sys.argv[1:] or each.name in sys.argv[1:]:
            save(made(each), PICTURES / f"{each.name}.png")


def made(picture: Picture) -> Image.Image:
    """The picture of a report that is made for it, and gone afterwards."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / picture.report
        tool = [sys.executable, "-m", "dutybound", *picture.command, "--output", str(report)]
        done = subprocess.run(tool, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):  # 1 is a gap
            sys.exit(f"{picture.name}: {done.stderr or done.stdout}")
        return picture.look(report)


def save(image: Image.Image, path: Path) -> None:
    """Save a picture in as few colours as make it small."""
    for colours in (128, 64, 32, 16):
        image.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size < MOST_BYTES:
            print(f"{path.relative_to(ROOT)}: {image.width} x {image.height}, {path.stat().st_size // 1000} kB")
            return
    sys.exit(f"{path}: {path.stat().st_size} bytes, and at most {MOST_BYTES} are wanted: show less of the report")


# -- how a report is looked at


def chromium() -> str | None:
    """The browser: what CHROMIUM names, or the first that is installed."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def web_page(height: int, place: str = "") -> Callable[[Path], Image.Image]:
    """A web page in a browser, from its head or from a place in it."""

    def look(report: Path) -> Image.Image:
        shot, frame = report.with_suffix(".png"), report.with_name("frame.html")
        browser = [str(chromium()), "--headless=new", "--hide-scrollbars", "--disable-gpu", f"--screenshot={shot}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            browser.append("--no-sandbox")  # Chromium refuses to run for root with one
        # A page that is opened at a place in it comes out blank, so the page stands in a frame that does not move.
        size = f'style="position: fixed; inset: 0; border: 0" width="{WIDTH}" height="{height}"'
        frame.write_text(f'<!DOCTYPE html><iframe src="{report.name}{place}" {size}></iframe>', encoding="utf-8")
        run([*browser, "--virtual-time-budget=2000", f"--window-size={WIDTH},{height}", frame.as_uri()])
        return Image.open(shot).convert("RGB")

    return look


def pages(*numbers: int) -> Callable[[Path], Image.Image]:
    """Pages of a Word report, side by side."""

    def look(report: Path) -> Image.Image:
        pdf = as_pdf(report)
        return beside([page_of(pdf, number, 52) for number in numbers])

    return look


def sheet(name: str, share: float, height: int) -> Callable[[Path], Image.Image]:
    """The upper left of a sheet of a workbook: as much of its width as a share says."""

    def look(report: Path) -> Image.Image:
        pdf = as_pdf(report)
        dots = round(WIDTH / share / (297 / 25.4))  # a sheet is as wide as A4 on its side
        whole = trimmed(page_of(pdf, first_page(pdf, name), dots))
        return whole.crop((0, 0, min(WIDTH, whole.width), min(height, whole.height)))

    return look


def first_page(pdf: Path, name: str) -> int:
    """The first page of a sheet: its foot has the name."""
    each = run(["pdftotext", "-layout", str(pdf), "-"]).split("\f")
    found = [number for number, text in enumerate(each, 1) if f" {name} " in (text.strip().splitlines() or [""])[-1]]
    return found[0] if found else sys.exit(f"no page of {pdf.name} is of the sheet {name}")


def as_pdf(report: Path) -> Path:
    """A Word or Excel report as LibreOffice prints it."""
    folder = report.parent
    run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(report),
        ]
    )
    return report.with_suffix(".pdf")


def page_of(pdf: Path, number: int, dots: int) -> Image.Image:
    """A page as a picture of so many dots to the inch."""
    shot = pdf.with_name(f"page-{number}")
    run(["pdftoppm", "-png", "-singlefile", "-r", str(dots), "-f", str(number), "-l", str(number), str(pdf), str(shot)])
    return Image.open(shot.with_suffix(".png")).convert("RGB")


def run(command: list[str]) -> str:
    """What a program says; if it fails, that ends the run."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr or done.stdout}")
    return done.stdout


# -- what is done with a picture


def trimmed(image: Image.Image) -> Image.Image:
    """A page without its margins."""
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    return image.crop(box) if box else image


def beside(images: list[Image.Image]) -> Image.Image:
    """Pages side by side, on grey, as wide as a picture is."""
    gap, height = 12, max(each.height for each in images)
    whole = Image.new("RGB", (sum(each.width + gap for each in images) + gap, height + 2 * gap), "#c9ced3")
    left = gap
    for each in images:
        whole.paste(each, (left, gap))
        left += each.width + gap
    return whole


#: Every picture. Those of the portfolio and of two results compared show workbooks; where the tool makes web pages of
#: them too, a line such as Picture("portfolio-page", (...), "portfolio.html", web_page(900)) shows these.
EVERY = (
    Picture("html", ("audit", SUFFOLK), "report.html", web_page(1330)),
    Picture("html-gap", ("audit", SUFFOLK), "report.html", web_page(800, "#gap")),
    Picture("word", ("audit", SUFFOLK), "report.docx", pages(1, 2)),
    Picture("word-findings-list", ("audit", SUFFOLK, "--style", "findings-list"), "list.docx", pages(1, 2)),
    Picture("excel", ("audit", SUFFOLK), "report.xlsx", sheet("Findings", 0.15, 420)),
    Picture("excel-matrix", ("audit", SUFFOLK), "report.xlsx", sheet("Matrix", 0.32, 420)),
    Picture("markdown", ("audit", SUFFOLK, "--format", "md"), "report.txt", web_page(700)),
    Picture("portfolio", ("portfolio", "examples"), "portfolio.xlsx", sheet("Partnerships", 0.52, 420)),
    Picture("portfolio-html", ("portfolio", "examples"), "portfolio.html", web_page(1330)),
    Picture("compare-html", ("compare", *BABERGH), "changes.html", web_page(1330)),
    Picture("compare", ("compare", *BABERGH), "changes.xlsx", sheet("Findings", 0.2, 420)),
    Picture("redacted", ("audit", SMALL, "--redact"), "report.html", web_page(800, "#met-late")),
)

if __name__ == "__main__":
    main()
