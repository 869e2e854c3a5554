"""A browser that remembers every error of the console, and what the tests say to it."""

import json
import os
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

__all__ = ["ADDRESS", "KEY", "Browser", "PlaywrightError", "Tab", "browser"]

ADDRESS = os.environ.get("CONSOLE_URL", "http://127.0.0.1:8080").rstrip("/")
KEY = os.environ.get("CONSOLE_KEY", "")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


class Tab:
    """A page that is signed in, with the errors it saw."""

    def __init__(self, page):
        self.page = page
        self.errors = []
        self.remote = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        page.on("request", lambda request: self.remote.append(request.url) if not request.url.startswith((ADDRESS, "data:", "blob:")) else None)
        page.set_default_timeout(15_000)

    def sign_in(self, profile="mara", role="operator", credential=None):
        """Puts the session where the sign-in would have put it."""
        session = {
            "credential": credential or KEY, "role": role, "profile": profile and {"id": profile, "name": profile.capitalize(), "isGuest": profile == "guest"},
            "guestEvents": [], "moment": {"device": "", "at": "", "mood": "", "maturity": ""},
        }
        self.page.add_init_script(f"if (!sessionStorage.length) sessionStorage.setItem('tastemaker', {json.dumps(json.dumps(session))})")
        return self

    def visit(self, path, wait="#main .view > :not(.skeletons)"):
        """Goes to a view; within the console only the part behind # changes, as for people."""
        if self.page.url.startswith(f"{ADDRESS}/console/#"):
            self.page.evaluate("path => { document.querySelector('#main').replaceChildren(); location.hash = `#${path}`; dispatchEvent(new HashChangeEvent('hashchange')); }", path)
        else:
            self.page.goto(f"{ADDRESS}/console/#{path}")
        self.page.locator(wait).first.wait_for(state="attached")
        self.settle()
        return self

    def settle(self):
        """Until nothing waits any more; polling goes on."""
        self.page.wait_for_function("() => !document.querySelector('.skeleton, [aria-busy=true]')")
        self.page.wait_for_timeout(120)

    def axe(self):
        """Serious and critical faults, as short texts."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{each['id']} ({each['impact']}): {each['nodes'][0]['html'][:140]} {each['nodes'][0].get('failureSummary', '')[:200]}"
            for each in found if each["impact"] in ("serious", "critical")
        ]

    def overflow(self):
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    def focused(self):
        return self.page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim().slice(0, 80)")


class Browser:
    def __init__(self, browser):
        self.browser = browser

    @contextmanager
    def tab(self, width=1440, height=900, theme="dark", **more):
        context = self.browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme, **more)
        try:
            yield Tab(context.new_page())
        finally:
            context.close()


@contextmanager
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield Browser(running)
        finally:
            running.close()
