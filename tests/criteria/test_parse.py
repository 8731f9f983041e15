"""Reading is total: any string gives criteria whose spans lie in the text, and layout changes nothing that is meant."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from criteria import parse
from criteria.criterion import Criteria, facts_of
from criteria.tree import All, Allow, Any, Effect, If, Kind, Leaf, Not, Unless, Unparsed, walk
from tests.strategies import BULLETS, anything, eligibility_texts, lines


def meanings(criteria: Criteria) -> list[tuple[object, ...]]:
    """What is asked, without where it stands."""
    return [(f.section, f.requirement, f.effect) for f in criteria.facts()]


def concepts(text: str) -> list[tuple[str, str]]:
    return [(f.requirement.concept, str(f.effect)) for f in parse(text).facts()]


@given(anything)
@settings(deadline=None)
def test_any_string_can_be_read(text: str) -> None:
    criteria = parse(text)
    assert 0 <= criteria.coverage <= 1
    for criterion in criteria.criteria:
        assert criterion.span.end <= len(text)
        assert all(criterion.span.contains(part.span) for part in walk(criterion.node))


@given(eligibility_texts())
@settings(deadline=None)
def test_facts_lie_inside_their_criterion(text: str) -> None:
    for criterion in parse(text).criteria:
        assert all(criterion.span.contains(fact.span) for fact in facts_of(criterion))


@given(lines, lines, st.sampled_from(BULLETS), st.sampled_from(BULLETS))
@settings(deadline=None, max_examples=40)
def test_the_kind_of_bullet_changes_nothing(inclusion: list[str], exclusion: list[str], one: str, other: str) -> None:
    def text(bullet: str) -> str:
        parts = [
            "Inclusion Criteria:",
            *(bullet + line for line in inclusion),
            "Exclusion Criteria:",
            *(bullet + line for line in exclusion),
        ]
        return "\n".join(parts)

    assert meanings(parse(text(one))) == meanings(parse(text(other)))


@given(lines, st.integers(min_value=62, max_value=100))
@settings(deadline=None, max_examples=40)
def test_wrapping_at_another_width_changes_nothing(items: list[str], width: int) -> None:
    long = [f"{item} as was documented in the notes of the hospital before the day of registration" for item in items]
    whole = "\n\n".join(["Inclusion Criteria:", *("* " + item for item in long)])
    wrapped = [
        "Inclusion Criteria:",
        *(
            textwrap.fill(item, width, initial_indent="  -  ", subsequent_indent="     ", break_on_hyphens=False)
            for item in long
        ),
    ]
    assert meanings(parse("\n\n".join(wrapped))) == meanings(parse(whole))


@pytest.mark.parametrize(
    "text",
    [
        "* " + "no prior chemotherapy or " * 4000,
        "(" * 10_000 + "ECOG 0-1" + ")" * 10_000,
        "x" * 100_000,
        "Inclusion Criteria: " + "age >= 18 " * 10_000,
        "".join(chr(n) for n in range(1, 3000)) * 20,
        "入选标准：年龄18岁以上。" * 3000,
        "* A\n" * 20_000,
        "\n".join(" " * n + "* item:" for n in range(400)),
        "* (a; " + "a; " * 60_000,
        "* one of: " + "letrozole; B; " * 4000,
        "* " + "e.g. A " * 6000,
        "DISEASE CHARACTERISTICS: " + "New York Heart Association of " * 6000,
        "Age. 1. Adult. - " * 12_000,
        "* " + "PIK3CA, AKT1 or " * 1500,
        "* a\ud800b \udfff",
        "* Stage II\n* Stage III\n" * 4000,
    ],
    ids=[
        "one bullet",
        "brackets",
        "one word",
        "one line",
        "binary",
        "another language",
        "many bullets",
        "deep nesting",
        "a parenthesis that never closes",
        "a list behind a colon",
        "abbreviations",
        "a flattened line of names",
        "bullets in one line",
        "a list of genes",
        "half characters",
        "stages apart",
    ],
)
def test_strange_texts_are_read_to_the_end(text: str) -> None:
    criteria = parse(text)
    assert criteria.text == text
    assert all(c.span.end <= len(text) for c in criteria.criteria)


def test_nesting_has_a_floor() -> None:
    """However deep a text indents, its items can be walked without exhausting the stack."""
    criteria = parse("\n".join(" " * 2 * n + "* Prior trastuzumab" for n in range(1500)))
    assert sum(len(list(walk(c.node))) for c in criteria.criteria) > 1500


def test_trees_hold_plain_strings() -> None:
    """What is named in the text's own words is no longer a part of its sentence."""
    text = "Exclusion Criteria:\n\n* Uncontrolled hereditary fructose intolerance\n* Allergy to horse dander"
    named = [f.requirement.concept for f in parse(text).facts()]
    assert named
    assert all(type(concept) is str for concept in named)


def test_what_is_not_understood_is_kept_as_unread() -> None:
    criteria = parse("Inclusion Criteria:\n\n* Grumbles at the moon with the neighbours")
    assert [type(c.node) for c in criteria.criteria] == [Unparsed]
    assert criteria.coverage == 0


def test_a_list_of_one_of_the_following_is_a_choice() -> None:
    text = "Inclusion Criteria:\n\n* One of the following:\n  * HER2-positive\n  * Triple negative breast cancer"
    (criterion,) = parse(text).criteria
    assert isinstance(criterion.node, Any)
    assert concepts(text) == [("HER2", "require"), ("TNBC", "require")]


def test_members_of_an_excluded_list_are_each_excluded() -> None:
    text = "Exclusion Criteria:\n\n* Any of the following:\n  * Pregnancy\n  * Brain metastases"
    (criterion,) = parse(text).criteria
    assert isinstance(criterion.node, All)
    assert all(isinstance(part, Not) for part in criterion.node.nodes)


def test_an_exception_loosens_its_criterion() -> None:
    (criterion,) = parse("Exclusion Criteria:\n\n* Brain metastases, unless the sponsor agrees").criteria
    assert isinstance(criterion.node, Unless)
    assert isinstance(criterion.node.node, Not)


def test_a_sentence_that_permits_loosens_the_exclusion_before_it() -> None:
    (criterion,) = parse(
        "Exclusion Criteria:\n\n* Brain metastases. Patients with stable brain metastases are eligible."
    ).criteria
    assert isinstance(criterion.node, Unless)
    assert concepts(
        "Exclusion Criteria:\n\n* Brain metastases. Patients with stable brain metastases are eligible."
    ) == [
        ("brain", "exclude"),
        ("brain", "allow"),
    ]


def test_what_holds_for_some_patients_is_conditional() -> None:
    (criterion,) = parse("Inclusion Criteria:\n\n* If HER2-positive, prior trastuzumab").criteria
    assert isinstance(criterion.node, If)


def test_a_permission_restricts_nobody() -> None:
    (criterion,) = parse("Inclusion Criteria:\n\n* Prior tamoxifen is allowed").criteria
    assert isinstance(criterion.node, Allow)


def test_a_negative_under_inclusion_excludes_and_under_exclusion_requires() -> None:
    assert ("trastuzumab", "exclude") in concepts("Inclusion Criteria:\n\n* No prior trastuzumab")
    assert ("pregnant", "exclude") in concepts("Exclusion Criteria:\n\n* Pregnant women")


def test_items_of_an_arm_carry_its_name() -> None:
    text = "Inclusion Criteria:\n\n* ECOG 0-1\n\nCohort A:\n\n* HER2-positive\n\nCohort B:\n\n* HER2-negative\n"
    criteria = parse(text)
    assert criteria.arms == ("Cohort A", "Cohort B")
    assert [
        (c.arm, [f.requirement.value for f in facts_of(c) if f.requirement.kind is Kind.BIOMARKER])
        for c in criteria.criteria[1:]
    ] == [
        ("Cohort A", ["positive"]),
        ("Cohort B", ["negative"]),
    ]


def test_equal_requirements_of_different_texts_are_equal() -> None:
    first = parse("Inclusion Criteria:\n\n* ECOG 0-1").facts()[0]
    second = parse("Eligibility:\n\n1. ECOG performance status of 0 or 1").facts()[0]
    assert first.requirement == second.requirement
    assert first.effect is second.effect is Effect.REQUIRE
    assert any(isinstance(n, Leaf) for n in walk(parse("* ECOG 0-1").criteria[0].node))
