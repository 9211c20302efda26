"""A picture of a map for the README: `scripts/screenshot.py exports/map.html docs/map.png`.

Needs playwright (test extra) and a Chromium (`CHROMIUM` names it, else the one on the path).
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str:
    """The browser's path; exits with one line if there is none."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    sys.exit("no Chromium: install the package chromium, or set CHROMIUM to its path")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path, help="a page that `kg map` wrote")
    parser.add_argument("picture", type=Path, help="where the PNG goes")
    parser.add_argument("--size", default="1280x800", help="window in CSS pixels (%(default)s)")
    parser.add_argument("--scale", type=float, default=1.0, help="device pixels per CSS pixel (%(default)s)")
    parser.add_argument("--state", default="", help="what stands after # in the address, such as n=visit/1")
    return parser.parse_args()


def main() -> None:
    from playwright.sync_api import sync_playwright

    arguments = parse_arguments()
    width, height = map(int, arguments.size.split("x"))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page(
            viewport={"width": width, "height": height},
            device_scale_factor=arguments.scale,
            reduced_motion="reduce",
        )
        page.on("console", lambda message: print(message.text, file=sys.stderr))
        page.on("pageerror", lambda error: print(error, file=sys.stderr))
        page.goto(f"{arguments.page.resolve().as_uri()}#{arguments.state}")
        page.wait_for_selector("html[data-ready=true]", timeout=60_000)
        page.wait_for_timeout(300)
        arguments.picture.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=arguments.picture)
        browser.close()


if __name__ == "__main__":
    main()
