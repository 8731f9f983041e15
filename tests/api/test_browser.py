"""The pages in a real Chromium: with and without JavaScript, on a desk and on a phone, for everyone."""

import os
import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from waitress import create_server

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESK, PHONE = {"width": 1200, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium on this machine, and CI may not go without")
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    # closed in its own thread: it may be waiting on the very sockets that closing takes away
    server.trigger.pull_trigger(server.close)


@pytest.fixture(params=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test if the browser complains of anything, such as our content security policy."""
    context = browser.new_context(viewport=DESK if request.param == "desk" else PHONE, base_url=address)
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def _is_complaint(message: ConsoleMessage) -> bool:
    """Whether the browser found a fault; that a form came back with messages (422) is none."""
    return message.type == "error" and "status of 422" not in message.text


def fill(page: Page) -> None:
    """Answer the form as a woman whose cancer grew on letrozole would."""
    page.goto("/")
    page.get_by_label("Age", exact=True).fill("58")
    page.get_by_label("Sex", exact=True).select_option(label="Female")
    page.get_by_label("Menopause", exact=True).select_option("postmenopausal")
    page.get_by_label("How far has it spread?").select_option("metastatic")
    page.get_by_label("ER (estrogen receptor)").select_option("positive")
    page.get_by_label("HER2 by IHC").select_option("1+")
    first = page.get_by_role("group", name="Treatment 1")
    first.get_by_label("Name").fill("letrozole")
    first.get_by_label("When").select_option("metastatic")
    first.get_by_label("How it ended").select_option("progression")


def faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA."""
    options: dict[str, Any] = {
        "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    }
    found = Axe().run(page, options=options)
    return [f"{v['id']}: {v['nodes'][0]['html']}" for v in found.response["violations"]]


def test_from_the_form_to_ranked_trials_with_reasons(page: Page) -> None:
    fill(page)
    page.get_by_role("button", name="Show trials").click()
    page.wait_for_load_state()
    assert "that could fit" in page.get_by_role("heading", level=1).inner_text()
    first = page.get_by_role("article").first
    assert first.locator("blockquote").first.is_visible()
    assert "Open sites: " in first.inner_text()
    assert page.url.endswith("/")


def test_every_page_is_accessible_on_a_desk_in_the_light_and_on_a_phone_in_the_dark(page: Page) -> None:
    page.emulate_media(color_scheme="light" if page.viewport_size == DESK else "dark")
    page.goto("/")
    assert faults(page) == [], "the form"
    page.get_by_role("button", name="Show trials").click()
    page.wait_for_selector("[role=alert]")
    assert faults(page) == [], "the form with a message"
    fill(page)
    page.get_by_role("button", name="Show trials").click()
    page.wait_for_selector("article")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    assert faults(page) == [], "the results"
    page.goto("/studies/NCT90000003")
    assert faults(page) == [], "a study"


def test_nothing_is_wider_than_the_window(page: Page) -> None:
    fill(page)
    page.get_by_role("button", name="Show trials").click()
    page.wait_for_selector("article")
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0
    page.goto("/studies/NCT90000003")
    assert page.evaluate(overflow) <= 0


def test_a_row_for_a_treatment_is_added_in_place_with_labels_of_its_own(page: Page) -> None:
    fill(page)
    page.get_by_role("button", name="Add").click()
    fourth = page.get_by_role("group", name="Treatment 4")
    fourth.get_by_label("Name").fill("palbociclib")
    assert page.evaluate("document.activeElement.name") == "treatment-3-name"
    assert page.locator("[name=treatment-0-name]").input_value() == "letrozole"
    assert page.locator("[name=treatment-3-name]").input_value() == "palbociclib"


def test_the_keyboard_alone_is_enough_and_the_first_stop_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "age"
    page.keyboard.type("58")
    page.keyboard.press("Enter")
    page.wait_for_selector("article, h2#excluded")


def test_a_message_leads_to_its_field(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Age", exact=True).fill("fifty")
    page.get_by_role("button", name="Show trials").click()
    page.get_by_role("alert").get_by_role("link", name="Age").click()
    assert page.evaluate("document.activeElement.value") == "fifty"
    assert page.get_by_label("Age", exact=True).get_attribute("aria-invalid") == "true"


def test_without_javascript_everything_still_works(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    fill(page)
    page.get_by_role("button", name="Add more rows").click()
    page.get_by_role("group", name="Treatment 6").get_by_label("Name").fill("palbociclib")
    page.get_by_role("button", name="Show trials").click()
    assert "that could fit" in page.get_by_role("heading", level=1).inner_text()
    assert page.get_by_role("button", name="Print").count() == 0
    page.get_by_role("button", name="Change my answers").click()
    assert page.get_by_label("Age", exact=True).input_value() == "58"
    context.close()


def test_on_paper_folded_reasons_are_open_and_navigation_is_gone(page: Page) -> None:
    fill(page)
    page.get_by_role("button", name="Show trials").click()
    page.wait_for_selector("article")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert not page.get_by_role("navigation").is_visible()


def test_the_documentation_of_the_rest_interface_is_drawn_from_our_own_files(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/api/docs/")
    page.get_by_text("/api/v1/match").first.wait_for()
    assert all(url.startswith((address, "data:")) for url in asked)
    page.close()
