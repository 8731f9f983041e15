"""The pages, as a browser without JavaScript gets them."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.settings import Settings
from api.words import plain_markup, quote

ANSWERS = {
    "age": "58",
    "sex": "female",
    "menopausal_status": "postmenopausal",
    "ecog": "1",
    "extent": "metastatic",
    "stage": "IV",
    "brain": "none",
    "er": "positive",
    "pr": "positive",
    "her2_ihc": "1+",
    "treatment-0-name": "letrozole",
    "treatment-0-setting": "metastatic",
    "treatment-0-outcome": "progression",
    "treatment-0-end": "2026-01",
}


def send(client: FlaskClient, **answers: str) -> str:
    """The page that answers a form sent from the start page."""
    token = re.search(r'name="form_token" value="([^"]+)"', client.get("/").text)
    assert token is not None
    return unescape(client.post("/", data={"form_token": token[1]} | answers).text)


def test_the_results_list_trials_with_verdict_reasons_in_the_trials_words_and_the_nearest_site(
    client: FlaskClient,
) -> None:
    page = send(client, **ANSWERS)
    assert re.search(r"<h1>\d+ trials that could fit</h1>", page)
    assert re.search(r"</span> (Could|Might) fit\.</strong>", page)
    assert "[Invented example]" in page
    assert "Open sites: " in page
    assert "<blockquote>" in page


def test_the_words_beside_each_reason_are_those_of_the_trial(client: FlaskClient) -> None:
    page = send(client, **ANSWERS)
    article = re.search(r'<article.*?id="(NCT\d{8})".*?</article>', page, re.DOTALL)
    assert article is not None
    study = client.get(f"/api/v1/studies/{article[1]}").get_json()
    quotes = re.findall(r"<blockquote>(.*?)</blockquote>", article[0], re.DOTALL)
    text = "".join(plain_markup(study["eligibility"]).split())
    assert quotes
    assert all("".join(part.split()) in text for quote in quotes for part in quote.split(" … "))


def test_what_is_unknown_comes_with_where_to_find_it(client: FlaskClient) -> None:
    page = send(client, **ANSWERS)
    assert "Where to find it:" in page
    assert "does not mean “no”" in page


def test_a_trial_that_does_not_fit_says_which_of_its_words_stand_against_it(client: FlaskClient) -> None:
    page = send(client, sex="male", age="70", extent="early", stage="I")
    assert "Trials that do not fit" in page
    assert "You do not meet this." in page


def test_a_country_and_a_town_bring_the_nearest_site_with_its_distance(client: FlaskClient) -> None:
    site = next(
        site
        for study in client.get("/api/v1/studies?status=RECRUITING&limit=100").get_json()["studies"]
        for site in client.get(f"/api/v1/studies/{study['nct_id']}").get_json()["sites"]
        if site["lat"] is not None and site["status"] == "RECRUITING"
    )
    page = send(client, age="50", country=site["country"], place=site["city"].upper(), km="50")
    assert f"with a site in {site['country']}" in page
    assert re.search(r"(about \d+|less than 1) km away", page)


@pytest.mark.parametrize(
    ("answers", "message", "kept"),
    [
        ({"age": "fifty"}, "Give a whole number from 0 to 120.", 'value="fifty"'),
        ({"age": "50", "country": "Atlantis"}, "We know no trial in a country of that name.", 'value="Atlantis"'),
        ({"place": "Lyon"}, "Choose the country too", 'value="Lyon"'),
        ({"country": "France", "place": "Nowhere"}, "We know no trial site in a place of that name", 'value="Nowhere"'),
        ({"treatment-1-name": "letrozole", "treatment-1-end": "2025-13"}, "expected a date", 'value="2025-13"'),
    ],
)
def test_a_bad_answer_brings_the_form_back_with_a_message_beside_the_field_and_nothing_lost(
    client: FlaskClient, answers: dict[str, str], message: str, kept: str
) -> None:
    page = send(client, er="positive", **answers)
    assert message in page
    assert kept in page
    assert 'value="positive" selected' in page
    assert page.count('aria-invalid="true"') == 1
    described = re.search(r'aria-describedby="([^"]+)" aria-invalid', page)
    assert described is not None
    assert all(f'id="{name}"' in page for name in described[1].split())


def test_more_rows_for_treatments_come_without_javascript_and_keep_what_was_typed(client: FlaskClient) -> None:
    page = send(client, **ANSWERS, **{"treatment-1-name": "", "treatment-2-name": ""}, more="yes")
    assert 'name="treatment-5-name"' in page
    assert 'value="letrozole"' in page
    assert "aria-invalid" not in page


def test_answers_can_be_changed_from_the_results(client: FlaskClient) -> None:
    page = send(client, **ANSWERS)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    again = unescape(client.post("/", data=hidden | {"edit": "yes"}).text)
    assert 'value="58"' in again
    assert 'value="letrozole"' in again


def test_a_trial_with_cohorts_says_which_of_them_could_fit(client: FlaskClient) -> None:
    page = send(client, **ANSWERS | {"her2_ihc": "3+", "brain": "stable"}, shown="500")
    article = re.search(r'<article[^>]*="NCT90000006".*?</article>', page, re.DOTALL)
    assert article is not None
    assert re.search(r"Its parts: Cohort 1 .* fit; Cohort 2 .* fit; Cohort 3 .* fit\.", article[0])


def test_more_trials_come_on_request_with_the_same_answers(client: FlaskClient) -> None:
    page = send(client, age="58", sex="female")
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert page.count("<article") == 20
    more = client.post("/", data=hidden | {"shown": "40"}).text
    assert page.split("<h1>")[1].split("</h1>")[0] == more.split("<h1>")[1].split("</h1>")[0]
    assert more.count("<article") > 20


def test_of_a_long_criterion_only_the_sentences_that_decide_are_quoted() -> None:
    words = "Long ago. " * 40 + "Any HER2-positive disease in\n* the liver. " + "And so on. " * 40
    start = words.index("HER2")
    broken = [{"start": 1000 + start, "end": 1000 + start + 13}]
    criterion = {"words": words, "start": 1000, "broken": broken, "unsettled": []}
    assert quote(criterion) == "Any HER2-positive disease in"
    assert quote(criterion | {"words": words[:100]}) == words[:100].strip()
    assert quote(criterion | {"broken": []}).endswith(" …")


def test_a_treatment_that_nobody_knows_is_pointed_out(client: FlaskClient) -> None:
    page = send(client, age="58", **{"treatment-0-name": "letrozzol", "treatment-1-name": "Ibrance"})
    assert "We do not know letrozzol." in page


def test_what_was_typed_is_shown_as_text_and_never_as_markup(client: FlaskClient) -> None:
    token = re.search(r'name="form_token" value="([^"]+)"', client.get("/").text)
    assert token is not None
    answer = client.post("/", data={"form_token": token[1], "age": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.text
    assert "&lt;script&gt;alert" in answer.text


def test_a_study_page_shows_its_whole_text_with_what_was_read_beside_it(client: FlaskClient) -> None:
    text = client.get("/api/v1/studies/NCT90000001").get_json()["eligibility"]
    page = unescape(client.get("/studies/NCT90000001").text)
    cells = " ".join(re.findall(r"<td[^>]*(?:words of the trial|data-heading)[^>]*>(.*?)</td>", page, re.I | re.S))
    words = re.findall(r"\w{2,}", text)
    assert re.findall(r"\w{2,}", cells)[: len(words)] == words


@pytest.mark.parametrize("path", ["/studies/NCT99999999", "/nothing"])
def test_a_page_that_is_not_there_is_a_page_that_says_so(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "Back to the start" in answer.text


def test_without_an_index_the_page_says_that_there_is_none_yet(tmp_path: object) -> None:
    client = create_app(Settings(index=f"sqlite:{tmp_path}/none.sqlite")).test_client()
    answer = client.get("/", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (503, "text/html")
    assert "has not been built yet" in answer.text
