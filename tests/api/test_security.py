"""What guards every answer."""

import re

import pytest
from flask.testing import FlaskClient

PAGES = ["/", "/studies/NCT90000001", "/api/docs/", "/api/v1/openapi.json", "/healthz", "/static/style.css", "/nothing"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    with client.get(path, headers={"Accept": "text/html"}) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/", "/studies/NCT90000001", "/api/docs/", "/nothing"])
def test_no_page_has_inline_script_or_style(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"}).text
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page) == []
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


@pytest.mark.parametrize("path", ["/", "/api/docs/"])
def test_every_file_that_a_page_names_is_served_from_here(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"}).text
    files = re.findall(r'(?:<script[^>]+src|<link[^>]+href)="([^"]+)"', page)
    assert files
    for file in files:
        assert file.startswith("/")
        with client.get(file) as answer:
            assert answer.status_code == 200


def test_answers_are_not_kept_by_caches(client: FlaskClient) -> None:
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_a_form_without_its_token_is_shown_again_with_what_was_typed(client: FlaskClient) -> None:
    answer = client.post("/", data={"age": "57"})
    assert answer.status_code == 403
    assert 'value="57"' in answer.text


def test_a_form_with_anothers_token_is_refused(client: FlaskClient) -> None:
    client.get("/")
    assert client.post("/", data={"age": "57", "form_token": "guessed"}).status_code == 403


def test_the_token_cookie_stays_on_this_site_and_out_of_reach_of_scripts(client: FlaskClient) -> None:
    cookie = client.get("/").headers["Set-Cookie"]
    assert "SameSite=Strict" in cookie
    assert "HttpOnly" in cookie


def test_no_address_ever_holds_what_a_patient_typed(client: FlaskClient) -> None:
    token = re.search(r'name="form_token" value="([^"]+)"', client.get("/").text)
    assert token is not None
    page = client.post("/", data={"age": "57", "er": "positive", "form_token": token[1]})
    assert page.status_code == 200
    assert "Location" not in page.headers
    assert not [address for address in re.findall(r'href="([^"]+)"', page.text) if "57" in address or "?" in address]
