"""Drives the console in Chromium through the paths of members and operators. Each test is a sentence; see Scripts/test-console.sh."""

import json
import re
import sys
import time
import traceback

from browser import ADDRESS, KEY, PlaywrightError, browser
from hostile import FAULTS, STRINGS, Poison

MEMBER_VIEWS = ["/", "/search?q=star", "/taste", "/profiles", "/title/{title}"]
SCREENS = ["", "/doctor", "/events", "/catalogue", "/catalogue/{title}", "/users", "/users/mara", "/rules", "/tags", "/models", "/jobs", "/keys", "/privacy", "/audit", "/settings"]
TITLE = "the-matrix-1999"

path_of = lambda view: view.format(title=TITLE)
views = [path_of(each) for each in MEMBER_VIEWS] + [f"/operator{path_of(each)}" for each in SCREENS]
# Refusals that the browser itself writes down are judged where the answer is shown.
own = lambda errors: [each for each in errors if "Failed to load resource" not in each]


def a_wrong_key_is_refused_in_words_and_a_right_one_leads_to_the_profiles(chromium):
    with chromium.tab() as tab:
        tab.page.goto(f"{ADDRESS}/console/")
        field = tab.page.get_by_label("Key or user token")
        field.fill("tk_wrong_key")
        field.press("Enter")
        tab.page.get_by_text("does not know this key").wait_for()
        field.fill(KEY)
        field.press("Enter")
        tab.page.get_by_role("heading", name="Who is watching?").wait_for()
        assert tab.page.evaluate("localStorage.getItem('tastemaker')") is None, "the key left the tab"
        # With the keyboard alone.
        tab.page.get_by_role("button", name=re.compile("Mara|Somebody new")).first.focus()
        tab.page.keyboard.press("Enter")
        tab.page.locator(".row .tile").first.wait_for()
        tab.settle()
        assert not own(tab.errors), tab.errors


def the_home_page_has_rows_of_drawn_posters_and_no_errors(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/", ".row .tile")
        rows = tab.page.locator(".row")
        assert rows.count() >= 3, f"{rows.count()} rows"
        assert tab.page.locator(".row svg.poster").count() > 10
        ids = tab.page.eval_on_selector_all(".row .tile", "tiles => tiles.map(each => each.dataset.id)")
        assert len(ids) == len(set(ids)), "a title stands twice on the page"
        assert not tab.errors, tab.errors
        assert not tab.remote, tab.remote


POSTER = "element => element.outerHTML.replace(/(ground|scrim)-\\d+/g, '$1').replace(/class=\"[^\"]*\"/, '')"


def the_same_title_has_the_same_poster_everywhere(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/", ".row svg.poster")
        tile = tab.page.locator(".row .tile:has(svg.poster)").nth(2)
        name, first = tile.get_attribute("data-id"), tile.locator("svg.poster").evaluate(POSTER)
        tab.visit(f"/title/{name}", ".title-poster svg")
        assert tab.page.locator(".title-poster svg.poster").evaluate(POSTER) == first
        others = tab.page.eval_on_selector_all(".row svg.poster", f"all => all.map({POSTER})")
        assert len(set(others)) == len(others) > 5, "two titles share a poster"


def keys_move_through_rows_and_dialogs_keep_the_focus(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/", ".row .tile")
        page = tab.page
        page.keyboard.press("Tab")
        assert tab.focused() == "Skip to content", tab.focused()
        first = page.locator(".row").nth(0).locator(".tile-link")
        first.first.focus()
        page.keyboard.press("ArrowRight")
        assert first.nth(1).evaluate("each => each === document.activeElement")
        page.keyboard.press("ArrowDown")
        assert page.locator(".row").nth(1).locator(".tile-link").evaluate_all("all => all.includes(document.activeElement)")
        page.keyboard.press("End")
        page.keyboard.press("Home")
        page.keyboard.press("Tab")
        opener = tab.focused()
        assert opener.startswith("What to do with"), opener
        page.keyboard.press("Enter")
        page.locator("dialog[open]").wait_for()
        for _ in range(14):
            page.keyboard.press("Tab")
            assert page.evaluate("document.querySelector('dialog[open]').contains(document.activeElement)"), "the focus left the dialog"
        page.keyboard.press("Escape")
        page.locator("dialog[open]").wait_for(state="detached")
        assert tab.focused() == opener, tab.focused()


def every_stop_of_tab_can_be_seen(chromium):
    with chromium.tab() as tab:
        for view in ("/", "/taste", "/operator/rules", "/operator/jobs"):
            tab.sign_in().visit(view)
            for _ in range(40):
                tab.page.keyboard.press("Tab")
                unseen = tab.page.evaluate("""() => {
                  const each = document.activeElement;
                  if (!each || each === document.body || each.tabIndex < 0) return null;
                  const style = getComputedStyle(each), box = each.getBoundingClientRect();
                  const isShown = box.width > 0 && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
                  return isShown ? null : each.outerHTML.slice(0, 120);
                }""")
                assert unseen is None, f"{view}: {unseen}"


def a_thumb_changes_the_page_and_says_how_fast(chromium):
    with chromium.tab() as tab:
        name = f"test-{time.time_ns()}"
        tab.sign_in(name).visit("/", ".row .tile")
        before = tab.page.eval_on_selector_all(".row .tile", "tiles => tiles.map(each => each.dataset.id)")
        tab.page.locator(".tile-more").nth(1).click(force=True)
        tab.page.locator("dialog [data-act=up]").click()
        said = tab.page.locator(".toast").first.inner_text()
        assert re.search(r"Saved in [\d.]+ m?s · your page followed after [\d.]+ m?s", said), said
        assert tab.page.locator("dialog [data-act=up]").get_attribute("aria-pressed") == "true"
        after = tab.page.eval_on_selector_all(".row .tile", "tiles => tiles.map(each => each.dataset.id)")
        assert before != after, "the page stayed as it was"
        print(f"    {said}")
        assert not tab.errors, tab.errors


def not_interested_takes_a_title_off_the_page_at_once(chromium):
    with chromium.tab() as tab:
        tab.sign_in(f"test-{time.time_ns()}").visit("/", ".row .tile")
        tile = tab.page.locator(".row .tile").nth(2)
        name = tile.get_attribute("data-id")
        tile.locator(".tile-more").click(force=True)
        tab.page.locator("dialog [data-act=hide]").click()
        tab.page.locator(f'.row .tile[data-id="{name}"]').wait_for(state="detached")


def playing_part_of_a_title_puts_it_into_continue_watching(chromium):
    with chromium.tab() as tab:
        tab.sign_in(f"test-{time.time_ns()}").visit("/title/" + TITLE, ".title-head")
        tab.page.locator("[data-act=play]").click()
        tab.page.get_by_label("How far it was watched").fill("40")
        tab.page.get_by_role("button", name="Stop here").click()
        tab.page.locator(".toast", has_text="Stopped").first.wait_for()
        tab.visit("/", ".row .tile")
        shown = tab.page.locator(f'.row[data-kind="continue"] .tile[data-id="{TITLE}"]')
        assert shown.count() == 1, "it is not in continue watching"
        assert shown.locator("[role=progressbar]").get_attribute("aria-valuenow") == "40"


def why_shows_measured_bars_and_closes_with_escape(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/", ".row .tile")
        tab.page.locator(".hero [data-act=why]").click()
        tab.page.locator(".why .bars li").first.wait_for()
        assert tab.page.locator(".why .bars-value").first.inner_text()
        assert not tab.axe()
        tab.page.keyboard.press("Escape")
        tab.page.locator("dialog[open]").wait_for(state="detached")


def search_forgives_a_slip_and_suggestions_work_with_keys(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/search", ".search-input")
        field = tab.page.locator(".search-input")
        field.press_sequentially("the godfahter", delay=30)
        tab.page.locator(".grid .tile-link[aria-label^='The Godfather']").first.wait_for()
        field.fill("")
        field.press_sequentially("matri", delay=40)
        tab.page.locator("[role=option]").first.wait_for()
        field.press("ArrowDown")
        assert tab.page.locator("[role=option][aria-selected=true]").count() == 1
        field.press("Enter")
        tab.page.locator(".title-head h1").wait_for()
        assert not tab.errors, tab.errors


def results_come_while_one_types_without_enter(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/search", ".search-input")
        field = tab.page.locator(".search-input")
        seen = []
        for letters in ("the", " sil", "ence of", " the la"):
            field.press_sequentially(letters, delay=35)
            tab.page.wait_for_timeout(500)
            tab.settle()
            seen.append(tab.page.eval_on_selector_all(".grid .tile", "tiles => tiles.map(each => each.dataset.id)"))
        assert all(seen), [len(each) for each in seen]
        assert seen[-1][0] == "the-silence-of-the-lambs-1991", seen[-1][:3]
        assert seen[0] != seen[-1] and tab.page.url.endswith("q=the+silence+of+the+la"), tab.page.url
        # A pause does not take what was found before, and Escape leaves the field as it is.
        field.press("Escape")
        assert tab.page.locator("[role=option]:visible").count() == 0
        assert not tab.errors, tab.errors


def a_sentence_says_what_was_understood_and_its_parts_can_be_taken_away(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/search", ".search-input")
        field = tab.page.locator(".search-input")
        field.fill("90s thrillers with bruce willis, not horror")
        field.press("Enter")
        parts = tab.page.locator(".intent-part")
        parts.nth(2).wait_for()
        tab.settle()
        said = tab.page.locator(".intent-sentence").inner_text()
        assert all(each in said.lower() for each in ("thriller", "1990s", "bruce willis", "horror")), said
        years = lambda: [int(each) for each in tab.page.eval_on_selector_all(
            ".grid .tile-link", "all => all.map(each => (each.getAttribute('aria-label').match(/, (\\d{4})/) || [])[1]).filter(Boolean)")]
        before = years()
        assert before and all(1990 <= each < 2000 for each in before), before
        parts.filter(has_text="1990s").focus()
        tab.page.keyboard.press("Enter")
        tab.page.locator(".intent-again").wait_for()
        tab.settle()
        after = years()
        assert len(after) > len(before) and any(not 1990 <= each < 2000 for each in after), after
        assert not tab.axe()
        tab.page.get_by_role("button", name="As I typed it").click()
        tab.page.locator(".intent-again").wait_for(state="detached")
        tab.settle()
        assert years() == before
        assert not tab.errors, tab.errors


def a_title_has_a_pitch_for_whoever_looks_and_none_for_a_guest(chromium):
    with chromium.tab() as tab:
        texts = set()
        for profile in ("mara", "jonas", "ines"):
            with chromium.tab() as own_tab:
                own_tab.sign_in(profile).visit("/title/" + TITLE, ".title-head")
                own_tab.page.wait_for_function("() => document.querySelector('.pitch')?.textContent.trim().length > 20")
                texts.add(own_tab.page.locator(".pitch").inner_text())
                assert not own(own_tab.errors), own_tab.errors
        print("    " + " / ".join(sorted(texts)))
        assert len(texts) > 1, "everybody reads the same"
        tab.sign_in("guest").visit("/title/" + TITLE, ".title-head")
        assert tab.page.locator(".pitch").count() == 0


def another_moment_gives_another_page_and_can_be_taken_back(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/", ".row .tile")
        page = tab.page
        ids = "tiles => tiles.map(each => each.dataset.id)"
        head = lambda: (page.locator(".hero-title").inner_text(), page.eval_on_selector_all(".row .tile", ids)[:20])
        before = head()
        assert page.get_by_role("button", name="As it is").count() == 0
        with page.expect_response(lambda response: "/home" in response.url and "mood=family" in response.url):
            page.get_by_label("Mood").select_option("family")
        page.wait_for_timeout(700)
        tab.settle()
        changed = head()
        assert changed != before, "the page stayed as it was"
        print(f"    {before[0]} → {changed[0]}")
        page.get_by_role("button", name="As it is").click()
        page.wait_for_timeout(700)
        tab.settle()
        assert page.get_by_label("Mood").input_value() == ""
        assert head()[0] == before[0], (before[0], head()[0])
        assert not tab.errors, tab.errors


def tags_are_reviewed_with_two_keys(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/operator/jobs", "#main .view")
        tab.page.get_by_role("button", name="Start a job").click()
        tab.page.locator("dialog select").select_option("tag")
        tab.page.locator("dialog [type=submit]").click()
        tab.page.locator(".card", has_text=re.compile("Tag", re.I)).filter(has_text=re.compile("Succeeded|Done", re.I)).first.wait_for(timeout=120_000)
        tab.visit("/operator/tags", ".review li.card")
        cards = tab.page.locator(".review li.card")
        count = lambda: int(re.sub(r"\D", "", tab.page.locator("[role=status]", has_text="claims wait").inner_text()))
        before, first = count(), cards.first.get_attribute("aria-label")
        assert not tab.axe()
        cards.first.focus()
        with tab.page.expect_response(lambda response: response.request.method == "PUT" and "/tags/" in response.url) as answer:
            tab.page.keyboard.press("y")
        assert answer.value.ok, answer.value.status
        tab.page.wait_for_function("before => !document.querySelector(`li.card[aria-label=${JSON.stringify(before)}]`)", arg=first)
        assert count() == before - 1
        # The focus is on the next one, which N rejects.
        assert tab.page.evaluate("document.activeElement.matches('li.card')")
        with tab.page.expect_response(lambda response: response.request.method == "PUT" and "/tags/" in response.url):
            tab.page.keyboard.press("n")
        tab.page.wait_for_function("wanted => document.querySelector('[role=status]').textContent.replace(/\\D/g, '') === wanted", arg=str(before - 2))
        assert not tab.errors, tab.errors


def nothing_that_the_console_asks_for_is_missing(chromium):
    missing = []
    with chromium.tab() as tab:
        tab.page.on("response", lambda response: missing.append((response.status, response.url)) if response.status >= 400 and "/v1/" not in response.url else None)
        for view in views:
            tab.sign_in().visit(view)
        assert not missing, sorted(set(missing))[:5]


def a_slider_of_the_profile_changes_the_titles_above_it(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/taste", ".taste-list input")
        before = tab.page.eval_on_selector_all(".preview .tile", "tiles => tiles.map(each => each.dataset.id)")
        slider = tab.page.locator(".taste-list input").nth(1)
        value = slider.input_value()
        slider.focus()
        tab.page.keyboard.press("End" if value != "1" else "Home")
        said = tab.page.locator(".toast", has_text="page followed after")
        said.first.wait_for()
        tab.page.wait_for_timeout(700)
        after = tab.page.eval_on_selector_all(".preview .tile", "tiles => tiles.map(each => each.dataset.id)")
        print(f"    {said.first.inner_text()}")
        assert before != after, "the titles stayed as they were"
        slider.fill(value)
        tab.page.wait_for_timeout(700)


def a_guest_leaves_nothing_behind(chromium):
    with chromium.tab() as tab:
        tab.sign_in("guest").visit("/", ".row .tile")
        sent = []
        tab.page.on("request", lambda request: sent.append((request.method, request.url)))
        tab.page.locator(".hero [data-act=up]").click()
        tab.page.locator(".toast").first.wait_for()
        assert not [each for each in sent if each[1].endswith("/v1/events")], sent
        assert any(each[1].endswith("/v1/session/home") for each in sent), sent


def every_screen_of_the_operator_shows_something_and_no_error(chromium):
    with chromium.tab() as tab:
        for screen in SCREENS:
            tab.sign_in().visit(f"/operator{path_of(screen)}")
            assert tab.page.locator(".failure").count() == 0, f"{screen}: {tab.page.locator('.failure').first.inner_text()}"
            assert tab.page.locator("h1").count() == 1, screen
            assert not own(tab.errors), (screen, tab.errors)


def a_rule_is_checked_while_it_is_written(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/operator/rules", "textarea")
        text = tab.page.locator("textarea")
        text.fill('exclude genre = "Horror"')
        tab.page.locator(".statements", has_text="titles").wait_for()
        text.fill("nonsense here")
        tab.page.locator(".verdict .badge-bad").wait_for()


def a_key_is_shown_once_and_can_be_revoked(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/operator/keys", "table")
        name = f"console test {time.time_ns()}"
        tab.page.get_by_role("button", name="Make a key").click()
        tab.page.get_by_label("Name").fill(name)
        tab.page.get_by_role("button", name="Make it").click()
        assert tab.page.locator(".secret").input_value().startswith("tk_")
        tab.page.get_by_role("button", name="I have kept it").click()
        tab.page.locator("dialog[open]").wait_for(state="detached")
        assert "tk_" not in tab.page.content()


def an_erasure_must_be_typed_out(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/operator/privacy?user=nobody-here", "#main form, #main .form")
        tab.page.get_by_role("button", name="Erase …").click()
        button = tab.page.get_by_role("button", name="Erase for ever")
        assert button.is_disabled()
        tab.page.get_by_label("To confirm, type").fill("nobody-here")
        assert button.is_enabled()
        tab.page.keyboard.press("Escape")


def as_if_edits_show_two_pages_side_by_side(chromium):
    with chromium.tab() as tab:
        tab.sign_in().visit("/operator/users/mara", ".mini-row")
        tab.page.get_by_label("Device").select_option("phone")
        tab.page.get_by_role("button", name="Compare").click()
        tab.page.locator("section[aria-label='As if'] .mini-row").first.wait_for()
        tab.page.locator("section[aria-label='As if'] .mini-row button").first.click()
        tab.page.locator("dialog[open] .why-content, dialog[open] .empty").first.wait_for()


def hostile_texts_stay_texts(chromium):
    with chromium.tab() as tab:
        poison = Poison()

        def answer(route):
            try:
                response = route.fetch()
            except PlaywrightError:
                return route.abort()
            if "json" not in response.headers.get("content-type", "") or not response.ok:
                return route.fulfill(response=response)
            return route.fulfill(response=response, body=json.dumps(poison.spoil(response.json())))

        tab.page.route("**/v1/**", answer)
        missing = []
        tab.page.on("response", lambda response: missing.append(response.url) if response.status == 404 and "/console/" in response.url else None)
        for view in [each for each in views if each != "/profiles"]:
            tab.sign_in().visit(view)
            faults = tab.page.evaluate(FAULTS)
            assert not faults, f"{view}: {faults[:3]}"
        assert poison.turn >= len(STRINGS), poison.turn
        assert not missing, f"{len(missing)} texts were taken for files: {missing[:3]}"
        assert not tab.remote, tab.remote
        assert not [each for each in own(tab.errors) if "evil" in each or "uncaught" in each], tab.errors


def a_server_without_a_route_gets_an_empty_state_and_not_a_broken_page(chromium):
    for status in (404, 501):
        body = json.dumps({"type": "/docs#problem-not-found", "title": "There is no such thing", "status": status, "detail": "there is nothing at this address; see /docs"})
        with chromium.tab() as tab:
            tab.page.route("**/v1/**", lambda route: route.fulfill(status=status, content_type="application/problem+json", body=body))
            for view in views:
                tab.sign_in().visit(view)
                assert tab.page.locator("#main").inner_text().strip(), view
                assert not own(tab.errors), (view, tab.errors)


def a_refusal_is_told_in_words_with_advice(chromium):
    body = json.dumps({"title": "The service has more to do than it can", "status": 503, "detail": "too many requests", "request_id": "r-17"})
    with chromium.tab() as tab:
        tab.page.route("**/v1/**/home*", lambda route: route.fulfill(status=503, headers={"retry-after": "3"}, content_type="application/problem+json", body=body))
        tab.sign_in().visit("/", ".failure")
        said = tab.page.locator(".failure").inner_text()
        assert "too many requests" in said and "Try again in 3 s" in said and "r-17" in said, said
        tab.page.unroute("**/v1/**/home*")
        tab.page.get_by_role("button", name="Try again").click()
        tab.page.locator(".row .tile").first.wait_for()


def nothing_jumps_while_the_home_page_loads(chromium):
    with chromium.tab() as tab:
        tab.page.add_init_script("window.shift = 0; new PerformanceObserver(list => { for (const each of list.getEntries()) if (!each.hadRecentInput) window.shift += each.value; }).observe({ type: 'layout-shift', buffered: true });")
        tab.sign_in().visit("/", ".row .tile")
        tab.page.wait_for_timeout(800)
        shift = tab.page.evaluate("window.shift")
        print(f"    cumulative layout shift {shift:.4f}")
        assert shift < 0.05, shift


def views_fit_from_phone_to_wide_screen(chromium):
    for width, height in ((360, 780), (768, 1024), (2560, 1440)):
        with chromium.tab(width, height) as tab:
            for view in views:
                tab.sign_in().visit(view)
                assert tab.overflow() <= 0, f"{view} is {tab.overflow()} px too wide at {width}"


def whoever_wants_calm_gets_no_motion(chromium):
    with chromium.tab(reduced_motion="reduce") as tab:
        tab.sign_in().visit("/", ".row .tile")
        tab.page.locator(".hero [data-act=up]").click()
        assert tab.page.evaluate("document.getAnimations().length") == 0


def axe_finds_nothing_serious_in_light_and_in_dark(chromium):
    looked = 0
    for theme in ("dark", "light"):
        with chromium.tab(theme=theme) as tab:
            for view in views:
                tab.sign_in().visit(view)
                found = tab.axe()
                assert not found, f"{view} in {theme}: {found}"
                looked += 1
    with chromium.tab() as tab:
        tab.page.goto(f"{ADDRESS}/console/")
        tab.page.locator(".signin-form").wait_for()
        assert not tab.axe()
    print(f"    {looked + 1} views, 0 serious, 0 critical")


def main():
    chosen = [each for each in TESTS if not sys.argv[1:] or any(word in each.__name__ for word in sys.argv[1:])]
    failed = []
    with browser() as chromium:
        for test in chosen:
            begun = time.time()
            try:
                test(chromium)
                print(f"  ✓ {test.__name__.replace('_', ' ')} ({time.time() - begun:.1f} s)", flush=True)
            except Exception as error:
                failed.append(test.__name__)
                print(f"  ✗ {test.__name__.replace('_', ' ')}", flush=True)
                print("    " + "".join(traceback.format_exception_only(error)).strip().replace("\n", "\n    ")[:1500], flush=True)
    print(f"{len(chosen) - len(failed)} of {len(chosen)} passed")
    sys.exit(1 if failed or not chosen else 0)


TESTS = [value for name, value in list(globals().items()) if callable(value) and getattr(value, "__module__", "") == __name__ and value.__code__.co_varnames[:1] == ("chromium",)]

if __name__ == "__main__":
    main()
