"""The text is cut into headings and items that nest; no character is lost, whatever the layout."""

from __future__ import annotations

from hypothesis import given

from criteria.text.segment import Role, segment
from criteria.tree import Section
from tests.criteria.text.outlines import outline
from tests.strategies import anything, eligibility_texts


@given(anything)
def test_every_character_belongs_to_exactly_one_segment(text: str) -> None:
    segments = segment(text)
    assert "".join(part.span.of(text) for part in segments) == (text if segments else "")
    assert all(part.span.contains(part.body) for part in segments)


@given(eligibility_texts())
def test_each_bullet_of_a_plain_text_is_one_item_of_its_section(text: str) -> None:
    items = [part for part in segment(text) if part.role is Role.ITEM]
    bullets = [line for line in text.split("\n") if line.strip() and not line.endswith(":")]
    assert len(items) == len(bullets)
    boundary = text.index("Exclusion Criteria:")
    assert all((part.section is Section.EXCLUSION) == (part.body.start > boundary) for part in items)


def test_indented_bullets_hang_under_the_one_above() -> None:
    text = "Inclusion Criteria:\n\n* Adequate function:\n\n  * Platelets high\n  * Neutrophils high\n* Consent"
    assert outline(text) == [
        ("inc", 0, "Adequate function:"),
        ("inc", 1, "Platelets high"),
        ("inc", 1, "Neutrophils high"),
        ("inc", 0, "Consent"),
    ]


def test_letters_under_a_number_that_introduces_them_are_its_children_without_any_indentation() -> None:
    text = "Inclusion Criteria:\n1. Prior therapy:\na. One line\nb. A taxane\n2. Consent"
    assert [(depth, words) for _, depth, words in outline(text)] == [
        (0, "Prior therapy:"),
        (1, "One line"),
        (1, "A taxane"),
        (0, "Consent"),
    ]


def test_hard_wrapped_lines_are_one_item() -> None:
    text = (
        "        Inclusion Criteria:\n\n"
        "          -  Histologically confirmed carcinoma of the breast that has spread to distant sites and\n"
        "             was measured within the last month\n\n"
        "          -  Able to swallow tablets\n"
    )
    assert [words for _, _, words in outline(text)] == [
        "Histologically confirmed carcinoma of the breast that has spread to distant sites and was measured within the last month",
        "Able to swallow tablets",
    ]


def test_escaped_markdown_numbers_are_numbers() -> None:
    assert [words for _, _, words in outline("Inclusion Criteria:\n\n1\\. Adults\n2\\. Consent")] == [
        "Adults",
        "Consent",
    ]


def test_the_labels_of_older_registrations_become_the_topic_of_their_lines() -> None:
    text = "PATIENT CHARACTERISTICS:\n\nAge:\n\n  -  18 and over\n\nHepatic:\n\n  -  Bilirubin normal\n"
    assert [(part.topic, part.body.of(text)) for part in segment(text) if part.role is Role.ITEM] == [
        ("age", "18 and over"),
        ("hepatic", "Bilirubin normal"),
    ]


def test_a_section_of_older_registrations_ends_the_exclusions_of_the_one_before() -> None:
    text = (
        "PATIENT CHARACTERISTICS:\nExclusion criteria:\nGout\nPRIOR CONCURRENT THERAPY:\nRecovered from prior therapy"
        "\nPATIENT CHARACTERISTICS:\nAsthma"
    )
    parts = [part for part in segment(text) if part.role is Role.ITEM]
    assert [(str(part.section), part.body.of(text)) for part in parts] == [
        ("exclusion", "Gout"),
        ("inclusion", "Recovered from prior therapy"),
        ("inclusion", "Asthma"),
    ]


def test_a_section_of_older_registrations_is_a_part_of_the_exclusions_over_it_or_that_it_had_before() -> None:
    below = "Exclusion criteria:\nPATIENT CHARACTERISTICS:\nGout"
    again = "PATIENT CHARACTERISTICS:\nAdults\nExclusion criteria:\nGout\nPATIENT CHARACTERISTICS:\nAsthma"
    sections = [[str(p.section) for p in segment(text) if p.role is Role.ITEM] for text in (below, again)]
    assert sections == [["exclusion"], ["inclusion", "exclusion", "exclusion"]]


def test_the_labels_are_known_without_their_colons_and_bullets() -> None:
    text = "PATIENT CHARACTERISTICS:\nAge\nNot specified\nRenal\nCreatinine normal\nPRIOR CONCURRENT THERAPY:\nSurgery\nNot specified"
    found = outline(text)
    assert [words for _, _, words in found] == ["Not specified", "Creatinine normal", "Not specified"]


def test_a_flattened_registration_gets_its_lines_back() -> None:
    text = "PATIENT CHARACTERISTICS: Age: 18 and over Renal: Creatinine less than 2 mg/dL No kidney stones Other: Not pregnant"
    assert [(part.topic, part.body.of(text)) for part in segment(text) if part.role is Role.ITEM] == [
        ("age", "18 and over"),
        ("renal", "Creatinine less than 2 mg/dL"),
        ("renal", "No kidney stones"),
        ("other", "Not pregnant"),
    ]


def test_a_name_behind_a_word_that_wants_one_begins_no_line() -> None:
    text = "PATIENT CHARACTERISTICS: Other: No allergy to drugs that contain Zorbant EL No kidney stones Not nursing No skin cancer including Kaposi's sarcoma"
    assert [part.body.of(text) for part in segment(text) if part.role is Role.ITEM] == [
        "No allergy to drugs that contain Zorbant EL",
        "No kidney stones",
        "Not nursing",
        "No skin cancer including Kaposi's sarcoma",
    ]


def test_a_denial_that_has_named_nothing_yet_goes_on() -> None:
    text = "PATIENT CHARACTERISTICS: Cardiovascular: No clinically significant New York Heart Association class IV disease No gout"
    assert [part.body.of(text) for part in segment(text) if part.role is Role.ITEM] == [
        "No clinically significant New York Heart Association class IV disease",
        "No gout",
    ]


def test_what_a_flattened_denial_lists_with_its_time_hangs_under_it() -> None:
    text = (
        "PATIENT CHARACTERISTICS: Other: No bad heart, e.g.: Infarction within 3 months Gout Active angina No kidney stones Hypertension allowed "
        "No weak heart (for those on zorbles), including: Gout within 3 months Asthma"
    )
    items = [part for part in segment(text) if part.role is Role.ITEM]
    heads = {
        part.parent for part in items if part.body.of(text) in {"Infarction within 3 months", "Gout", "Active angina"}
    }
    assert len(heads) == 1
    assert None not in heads
    assert [part.parent for part in items if part.body.of(text) in {"No kidney stones", "Hypertension allowed"}] == [
        None,
        None,
    ]
    assert "No weak heart (for those on zorbles), including: Gout within 3 months" in {
        part.body.of(text) for part in items
    }


def test_older_registrations_write_their_labels_with_capitals() -> None:
    text = "PATIENT CHARACTERISTICS:\n\nPerformance Status:\n\n  -  ECOG 0-1\n\nLife Expectancy:\n\n  -  More than 4 months"
    assert [(part.topic, part.body.of(text)) for part in segment(text) if part.role is Role.ITEM] == [
        ("performance status", "ECOG 0-1"),
        ("life expectancy", "More than 4 months"),
    ]


def test_a_list_that_has_lost_its_indentation_hangs_under_the_line_that_announces_it() -> None:
    text = """Inclusion Criteria:

Adequate organ function:

neutrophils at least 1500/mm3

platelets at least 100,000/mm3

Age over 18
"""
    assert [depth for _, depth, _ in outline(text)] == [0, 1, 1, 0]
    text = """Exclusion Criteria:

Any of the following within 6 months:

Myocardial infarction;

Stroke; or

Unstable angina

Pregnancy
"""
    assert [depth for _, depth, _ in outline(text)] == [0, 1, 1, 1, 0]


def test_items_that_all_begin_with_a_small_letter_are_items_of_their_own() -> None:
    text = (
        "Inclusion Criteria:\n  women with breast cancer whose record is so long a line that no registry has wrapped it, and no line of it is one that was cut\n"
        "Exclusion Criteria:\n  earlier cancer, excluding skin cancer\n  distant spread\n  chemotherapy with drugs\n"
        "  and antibodies\n  any swallowing disorder\n"
    )
    items = [" ".join(s.body.of(text).split()) for s in segment(text) if s.role is Role.ITEM]
    assert items[1:] == [
        "earlier cancer, excluding skin cancer",
        "distant spread",
        "chemotherapy with drugs and antibodies",
        "any swallowing disorder",
    ]


def test_lines_that_name_treatments_belong_to_the_line_that_denies_what_follows() -> None:
    text = (
        "Inclusion Criteria:\n  Breast cancer\n  No current use of any of the following drugs:\n"
        "  Androgens\n  Tamoxifen\n  ECOG 0-1\n"
    )
    found = [(s.body.of(text), s.parent) for s in segment(text) if s.role is Role.ITEM]
    heads = [parent is not None for _, parent in found]
    assert heads == [False, False, True, True, False]


def test_the_longest_line_of_a_flat_list_was_not_wrapped() -> None:
    items = (
        "Breast cancer", "Earlier systemic treatment other than hormones for disease that has come back or spread",
        "Earlier inhibitors of HER2 other than trastuzumab", "Pregnancy", "Uncontrolled asthma", "Allergy to taxanes",
    )  # fmt: skip
    text = "Exclusion Criteria:\n" + "".join(f"  {item}\n" for item in items)
    assert tuple(s.body.of(text) for s in segment(text) if s.role is Role.ITEM) == items


def test_stars_at_the_column_of_a_bracketed_number_hang_under_it() -> None:
    text = "Inclusion Criteria:\n\n2. Any of these:\n\n   (I) Breast cancer that is:\n   * metastatic or\n   * of stage III\n3. ECOG 0-1"
    assert [depth for _, depth, _ in outline(text)] == [0, 1, 2, 2, 0]


def test_a_line_that_ends_within_a_bracket_or_before_its_bound_goes_on_in_the_next() -> None:
    text = (
        "Inclusion Criteria:\n  Gout of any kind (see the\n  NYHA) or asthma\n  Creatinine clearance of\n  >=40 ml/min"
        "\n  Adults (over 18\n  Consent (written)\n  No stroke of\n  Any kind"
    )
    assert [words for _, _, words in outline(text)] == [
        "Gout of any kind (see the NYHA) or asthma",
        "Creatinine clearance of >=40 ml/min",
        "Adults (over 18",
        "Consent (written)",
        "No stroke of",
        "Any kind",
    ]


def test_a_sentence_goes_on_behind_a_blank_line_where_it_wants_more() -> None:
    text = (
        "Inclusion Criteria:\n\n* Use of a condom prior\n\nto study entry\n* Clearance by the Zorb formula\n\n≥30 mL/min"
        "\n* Adults\n\n≥30 mL/min\n* Able to walk\n\nto be seen weekly"
    )
    assert [words for _, _, words in outline(text)] == [
        "Use of a condom prior to study entry",
        "Clearance by the Zorb formula ≥30 mL/min",
        "Adults",
        "≥30 mL/min",
        "Able to walk",
        "to be seen weekly",
    ]


def test_semicolons_part_the_members_of_a_list_that_the_line_introduces() -> None:
    text = "Inclusion Criteria:\n\n* One of the following: grade 3; PR-negative; Ki-67 above 20%. ECOG 0-1\n"
    found = [(s.body.of(text), s.parent is not None) for s in segment(text) if s.role is Role.ITEM]
    assert found == [
        ("One of the following:", False),
        ("grade 3;", True),
        ("PR-negative;", True),
        ("Ki-67 above 20%.", True),
        ("ECOG 0-1", False),
    ]


def test_a_sentence_that_speaks_of_the_list_before_it_is_not_parted_from_it() -> None:
    text = "Exclusion Criteria:\n\n* Any of the following: stroke; angina; embolism. However, these are allowed after a year.\n"
    assert sum(s.role is Role.ITEM for s in segment(text)) == 1


def test_a_sign_before_a_number_is_no_bullet() -> None:
    text = "Inclusion Criteria:\n\n  - The creatinine clearance, measured in two samples, must be\n    > 60 mL/min\n  - Consent"
    assert outline(text) == [
        ("inc", 0, "The creatinine clearance, measured in two samples, must be > 60 mL/min"),
        ("inc", 0, "Consent"),
    ]


def test_a_line_that_says_all_of_its_arm_is_an_item() -> None:
    text = "Inclusion Criteria:\n\nArm 1: HER2-positive disease\n\nArm 2: HER2-negative disease\n"
    assert [words for _, _, words in outline(text)] == ["Arm 1: HER2-positive disease", "Arm 2: HER2-negative disease"]
