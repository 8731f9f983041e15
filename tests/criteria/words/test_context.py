"""What the words of a sentence negate, except, permit, forbid or make conditional."""

from __future__ import annotations

import pytest

from criteria.words.context import Cue, scopes
from criteria.words.moods import Mood


def negated(sentence: str, words: str) -> bool:
    lower = sentence.lower()
    return scopes(lower).negations(lower.index(words)) % 2 == 1


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("No prior chemotherapy", "chemotherapy"),
        ("Has not received trastuzumab", "trastuzumab"),
        ("Without evidence of brain metastases", "brain"),
        ("Absence of heart failure", "heart"),
        ("Neither diabetes nor hypertension", "hypertension"),
        ("No diabetes, stroke or heart failure", "heart failure"),
    ],
)
def test_negation_reaches(sentence: str, words: str) -> None:
    assert negated(sentence, words)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("No more than two prior lines of chemotherapy", "chemotherapy"),
        ("Including but not limited to stroke", "stroke"),
        ("No brain metastases but measurable liver lesions", "liver"),
        ("No chemotherapy (surgery); radiotherapy was given", "radiotherapy"),
        ("Prior lines, not more than two, of chemotherapy", "chemotherapy"),
    ],
)
def test_negation_does_not_reach(sentence: str, words: str) -> None:
    assert not negated(sentence, words)


@pytest.mark.parametrize(
    ("sentence", "mood"),
    [
        ("prior tamoxifen is allowed", Mood.PERMITTED),
        ("patients with bone lesions are eligible", Mood.PERMITTED),
        ("concurrent bisphosphonates are not an exclusion", Mood.PERMITTED),
        ("unknown status does not exclude", Mood.PERMITTED),
        ("prior tamoxifen is not allowed", Mood.FORBIDDEN),
        ("no prior tamoxifen allowed", Mood.FORBIDDEN),
        ("patients with bone lesions are ineligible", Mood.FORBIDDEN),
        ("patients must not be pregnant", Mood.FORBIDDEN),
        ("prior tamoxifen is required", Mood.REQUIRED),
        ("prior tamoxifen", Mood.PLAIN),
    ],
)
def test_the_mood_of_a_sentence(sentence: str, mood: Mood) -> None:
    assert scopes(sentence).mood(0) is mood


@pytest.mark.parametrize("cue", ["except for", "unless", "other than", "with the exception of", "excluding"])
def test_an_exception_runs_to_the_end_of_its_parenthesis(cue: str) -> None:
    sentence = f"other cancers ({cue} skin cancer) within five years"
    found = scopes(sentence)
    assert found.over(sentence.index("skin"), Cue.EXCEPTION) is not None
    assert found.over(sentence.index("five"), Cue.EXCEPTION) is None


def test_a_condition_in_front_ends_at_its_comma() -> None:
    sentence = "if her2-positive, prior trastuzumab"
    found = scopes(sentence)
    assert found.over(sentence.index("her2"), Cue.CONDITION) is not None
    assert found.over(sentence.index("trastuzumab"), Cue.CONDITION) is None


def test_patients_with_something_who_must_do_something_are_some_of_the_patients() -> None:
    sentence = "patients with her2-positive tumors must have received trastuzumab"
    found = scopes(sentence)
    assert found.over(sentence.index("her2"), Cue.CONDITION) is not None
    assert found.over(sentence.index("trastuzumab"), Cue.CONDITION) is None
