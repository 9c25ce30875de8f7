"""The browser of the tests: the system's own, never a downloaded one."""

from __future__ import annotations

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
    """Returns the path of Chromium: CHROMIUM of the environment, or the first that is installed; fails if there is none."""
    named = os.environ.get("CHROMIUM")
    found = named or next((path for path in map(shutil.which, NAMES) if path), None)
    if not found or not os.access(found, os.X_OK):
        pytest.fail("There is no Chromium. Install it with 'apt-get install chromium', or name one in CHROMIUM=/path.", pytrace=False)
    return found
