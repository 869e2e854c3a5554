"""Takes the pictures of the documents from a server of the demonstration: screenshots.py FOLDER."""

import io
import pathlib
import sys
import urllib.parse

from browser import browser
from PIL import Image

TITLE = "the-matrix-1999"


def _why(tab):
    tab.page.locator(".hero [data-act=why]").click()
    tab.page.locator(".why .bars li").first.wait_for()


def _as_if(tab):
    tab.page.get_by_label("Device").select_option("phone")
    tab.page.get_by_role("button", name="Compare").click()
    tab.page.locator("section[aria-label='As if'] .mini-row").first.wait_for()


def _rule(tab):
    tab.page.locator("textarea").fill('exclude genre = "Horror" when hour between 6 and 20;\nlimit 2 in 10 where genre = "Comedy"')
    tab.page.locator(".statements").wait_for()


def _type(tab):
    tab.page.locator(".search-input").press_sequentially("bruce wil", delay=40)
    tab.page.locator("[role=option]").first.wait_for()


def _talk(tab):
    for words in ("a thriller from the 90s", "I loved Heat and Seven", "darker"):
        field = tab.page.locator(".chat-input")
        field.fill(words)
        field.press("Enter")
        tab.page.wait_for_timeout(1200)


def _wait(milliseconds):
    return lambda tab: tab.page.wait_for_timeout(milliseconds)


# name, address, profile, width, height, theme, what is done before
PICTURES = [
    ("home-dark", "/", "jonas", 1440, 1120, "dark", None),
    ("home-light", "/", "ines", 1440, 1120, "light", None),
    ("home-phone", "/", "mara", 390, 844, "dark", None),
    ("home-wide", "/", "mara", 2560, 1440, "dark", None),
    ("title", f"/title/{TITLE}", "jonas", 1440, 960, "dark", None),
    ("why", "/", "jonas", 1440, 960, "dark", _why),
    ("search", "/search?" + urllib.parse.urlencode({"q": "90s thrillers with bruce willis, not horror"}), "jonas", 1440, 900, "dark", None),
    ("suggest", "/search", "jonas", 1440, 900, "light", _type),
    ("talk", "/talk", "ines", 1440, 1120, "dark", _talk),
    ("tags", "/operator/tags", "mara", 1440, 1000, "dark", None),
    ("taste", "/taste", "mara", 1440, 1120, "dark", None),
    ("overview", "/operator", "mara", 1440, 1120, "dark", _wait(9000)),
    ("inspector", "/operator/users/mara", "mara", 1440, 1120, "light", _as_if),
    ("models", "/operator/models", "mara", 1440, 1120, "dark", None),
    ("rules", "/operator/rules", "mara", 1440, 800, "dark", _rule),
]


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [each for each in PICTURES if not sys.argv[2:] or each[0] in sys.argv[2:]]
    with browser() as chromium:
        for name, path, profile, width, height, theme, act in chosen:
            with chromium.tab(width, height, theme, reduced_motion="reduce") as tab:
                tab.sign_in(profile).visit(path)
                if act:
                    act(tab)
                # The room that is kept for a scrollbar, which pictures do not show.
                tab.page.evaluate("document.documentElement.style.scrollbarGutter = 'auto'")
                tab.page.wait_for_timeout(900)
                image = Image.open(io.BytesIO(tab.page.screenshot())).convert("RGB")
                if image.width > 1440:
                    image = image.resize((1440, image.height * 1440 // image.width))
                image.save(folder / f"console-{name}.webp", quality=80, method=6)
                print(f"{name}: {(folder / f'console-{name}.webp').stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
