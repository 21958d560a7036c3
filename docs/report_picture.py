"""Draws the picture of docs/report.md: the timeline, beside it the sentences of the first contradicted event.

    python docs/report_picture.py data/out docs/report.png

Needs Chromium, Playwright and ImageMagick's `convert`, which makes the picture small.
"""

from __future__ import annotations

import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

from pipeline.report import write_report


def draw(folder: str, picture: str) -> None:
    """Opens the page of `folder` and keeps what it shows as `picture` (PNG)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1400, "height": 860})
        tab.goto(write_report(folder).as_uri())
        tab.click(".disputed button.event")
        tab.click("#tab-timeline")
        tab.mouse.move(5, 500)
        tab.screenshot(path=picture)
        browser.close()
    subprocess.run(
        [
            "convert",
            picture,
            "-dither",
            "None",
            "-colors",
            "200",
            "-define",
            "png:compression-level=9",
            f"PNG8:{picture}",
        ],
        check=True,
    )


if __name__ == "__main__":
    draw(sys.argv[1], sys.argv[2])
