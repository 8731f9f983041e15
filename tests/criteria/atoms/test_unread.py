"""What nobody could read of a sentence that was read in part stays in the tree, and is not counted as read."""

import pytest

from criteria import parse
from criteria.sentence.statement import UNREAD_PART
from criteria.tree import Allow, Any, Kind, Node, Not, Unparsed, walk


def nodes(text: str) -> list[Node]:
    return [node for criterion in parse(text).criteria for node in walk(criterion.node)]


def unread(text: str) -> list[str]:
    return [node.span.of(text) for node in nodes(text) if isinstance(node, Unparsed) and node.why == UNREAD_PART]


def of(section: str, line: str) -> str:
    return f"{section} Criteria:\n\n* {line}\n"


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Prior trastuzumab, zorblification, or lapatinib", "zorblification"),
        ("Prior trastuzumab, zorblification, lapatinib or neratinib", "zorblification"),
        ("Prior zorblification, trastuzumab, or lapatinib", "zorblification"),
        ("Patients with a quokka of the left ear, heart failure, or stroke", "quokka of the left ear"),
        ("Heart failure, quokka of the left ear, or stroke", "quokka of the left ear"),
        ("Heart failure, stroke, or quokka of the left ear", "quokka of the left ear"),
        ("Heart failure, marbled spleen, or prior lapatinib", "marbled spleen"),
        ("Zorblified or nodal arrhythmias", "Zorblified"),
        ("Prior lapatinib, or prior zorblification", "zorblification"),
        ("Heart failure (e.g. marbled spleen, stroke)", "marbled spleen"),
    ],
)
def test_an_unread_item_of_an_exclusion_is_one_more_thing_to_be_free_of(line: str, left: str) -> None:
    text = of("Exclusion", line)
    assert unread(text) == [left]
    (denied,) = [n for n in nodes(text) if isinstance(n, Not) and isinstance(n.node, Unparsed)]
    assert isinstance(denied.node, Unparsed)
    assert denied.node.kind in (Kind.THERAPY, Kind.COMORBIDITY)


@pytest.mark.parametrize(
    "line",
    [
        "Prior trastuzumab, zorblification, lapatinib or neratinib",
        "Prior zorblification, lapatinib or neratinib",
        "Prior lapatinib or zorblification",
    ],
)
def test_an_unread_item_of_an_inclusion_is_one_more_way_to_meet_it(line: str) -> None:
    text = of("Inclusion", line)
    (criterion,) = parse(text).criteria
    assert isinstance(criterion.node, Any)
    assert [n.span.of(text) for n in criterion.node.nodes if isinstance(n, Unparsed)] == ["zorblification"]


def test_a_clause_of_its_own_is_one_more_thing_to_meet() -> None:
    text = of("Inclusion", "Prior lapatinib, have zorblified twice, and no heart failure")
    assert unread(text) == ["zorblified twice"]
    (left,) = [n for n in nodes(text) if isinstance(n, Unparsed)]
    assert left.kind is None


def test_an_unread_item_of_a_permission_restricts_nobody() -> None:
    text = of("Inclusion", "Prior lapatinib, zorblification and neratinib are allowed")
    assert not any(isinstance(n, Unparsed) and not isinstance(parse(text).criteria[0].node, Allow) for n in nodes(text))


@pytest.mark.parametrize(
    "line",
    [
        "Prior trastuzumab, pertuzumab, or lapatinib",
        "Heart failure, or stroke",
        "Neuropathy of grade 2 or greater",
        "Prior lapatinib or therapy within 4 weeks",
        "Myocardial infarction or stroke within the previous 6 months prior to randomization",
        "Infection requiring antibiotic, antifungal, or antiviral therapy",
        "Radiation therapy for the metastatic or recurrent disease",
        "Oral or intravenous bisphosphonates",
        "Psychiatric illness or social situations that would limit compliance with study requirements",
        "Uncontrolled hypertension with or without antihypertensive medication",
        "Heart failure as shown by an echocardiogram or MUGA scan",
        "Prednisone above 10 mg/day",
        "Prior letrozole [Femara (a registered name)] or anastrozole",
        "Long QT syndrome, stroke, or both",
    ],
)
def test_words_that_ask_for_nothing_more_are_not_left_over(line: str) -> None:
    assert unread(of("Exclusion", line)) == []


def test_what_is_left_over_is_not_counted_as_read() -> None:
    whole = parse(of("Exclusion", "Prior trastuzumab, pertuzumab, or lapatinib"))
    partly = parse(of("Exclusion", "Prior trastuzumab, zorblification, or lapatinib"))
    assert whole.coverage == 1
    assert partly.coverage == pytest.approx(4 / 5)
    assert partly.criteria[0].read == pytest.approx(4 / 5)


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Metastatic carcinoma not amenable to surgery, radiation or other local therapy for cure", []),
        ("Locally advanced breast cancer not amenable to curative surgery or zorblification", ["zorblification"]),
        ("Recovered from the effects of any prior surgery, radiotherapy or other antineoplastic therapy", []),
    ],
)
def test_what_would_cure_and_what_one_recovers_from_are_no_ways_of_their_own(line: str, left: list[str]) -> None:
    text = of("Inclusion", line)
    assert [node.span.of(text) for node in nodes(text) if isinstance(node, Unparsed)] == left


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Able to communicate in English or able to bring an interpreter", True),
        ("Willing to undergo a biopsy at baseline or at progression of any zorblified lesion", True),
        ("Prior lapatinib or zorblification of the liver", False),
    ],
)
def test_beside_what_is_settled_in_person_nothing_else_need_be_known(line: str, left: bool) -> None:
    found = [n for n in nodes(of("Inclusion", line)) if isinstance(n, Allow) and isinstance(n.node, Unparsed)]
    assert bool(found) is left


@pytest.mark.parametrize(
    "line",
    [
        "Scheduled to begin neoadjuvant or adjuvant trastuzumab",
        "Planned for an appropriate preoperative or postoperative course of docetaxel",
        "Disease that progressed during treatment or within 9 months of completion of adjuvant docetaxel",
        "Experienced relapse while on or within 9 months after adjuvant docetaxel",
        "Breast cancer diagnosed by core biopsy, fine needle aspiration, or excision",
        "Breast cancer proven by stereotactic biopsy or resection",
        "Should have adequate renal function, defined as serum creatinine < 2 mg/dL or creatinine clearance > 40 mL/min",
        "Treated with docetaxel between 3 March 2017 and 31 December 2020",
        "Prior docetaxel for metastatic disease with a partial response or better",
        "No unstable angina, new-onset angina (i.e., began within the last 3 months), or stroke",
    ],
)
def test_what_adds_nothing_to_its_neighbour_is_not_left(line: str) -> None:
    assert not any(isinstance(node, Unparsed) for node in nodes(of("Inclusion", line)))


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Scheduled to begin zorbant or adjuvant trastuzumab", "zorbant"),
        ("Disease that progressed during zorbing or within 9 months of completion of adjuvant docetaxel", "zorbing"),
        ("Glioma, breast cancer, or zorblification", "zorblification"),
        ("Treated with docetaxel, zorbine or better", "zorbine"),
    ],
)
def test_another_word_in_its_place_is_left(line: str, left: str) -> None:
    text = of("Inclusion", line)
    assert any(left in node.span.of(text) for node in nodes(text) if isinstance(node, Unparsed))


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Women at high risk for zorbles", "at high risk for zorbles"),
        ("Healthy postmenopausal women", "Healthy"),
        ("Normal volunteers ages 21 to 65", "Normal"),
        ("Women who have a fondness for zorbles", "fondness for zorbles"),
        (
            "Women aged 40 or older scheduled for a zorbography of the breast",
            "scheduled for a zorbography of the breast",
        ),
        ("Postmenopausal women with a suspicious finding on mammogram", "suspicious finding on mammogram"),
    ],
)
def test_what_is_asked_of_the_women_is_left(line: str, left: str) -> None:
    text = of("Inclusion", line)
    assert any(left in node.span.of(text) for node in nodes(text) if isinstance(node, Unparsed))


@pytest.mark.parametrize(
    "line",
    [
        "Women aged 18 or older at the time of consent",
        "Premenopausal women with regular menstrual cycles",
        "Female patients who are 18 years of age or older",
    ],
)
def test_when_and_how_is_no_further_demand_of_the_women(line: str) -> None:
    assert not any(isinstance(node, Unparsed) for node in nodes(of("Inclusion", line)))
