"""A telephone with Chromium on it, for tests that go through the door a buyer uses."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, expect, sync_playwright

PHONE = {
    "viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True,
    "has_touch": True, "locale": "vi-VN",
}  # fmt: skip
_ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
#: Milliseconds: a busy machine is no fault of the page
_PATIENCE = 30_000
expect.set_options(timeout=_PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Django's guard against a database in an event loop is off meanwhile:
    Playwright keeps a loop in the thread of the test.
    """
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as engines:
            browser = engines.chromium.launch(
                executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=_ARGS
            )
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def phone(browser: Browser, *, faults: list[str], javascript: bool = True) -> Page:
    """A fresh telephone: own cookies. What its console complains of is put into ``faults``."""
    context = browser.new_context(**PHONE, java_script_enabled=javascript)
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    return page


def is_wider_than_screen(page: Page) -> bool:
    """Whether the page scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
