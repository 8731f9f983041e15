"""A disease that is excluded with words that narrow it is not excluded as such."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import All, Leaf, Node, Not, Unparsed, walk


def tree(line: str, section: str = "Exclusion") -> Node:
    (only,) = parse(f"{section} Criteria:\n\n* {line}").criteria
    return only.node


def excludes_some_of_it(line: str) -> bool:
    """Whether an exclusion keeps out only some of those who have what it names, as words say that were not read."""
    node = tree(line)
    assert isinstance(node, Not)
    return isinstance(node.node, All) and any(isinstance(part, Unparsed) for part in node.node.nodes)


def concepts(node: Node) -> list[str]:
    return [part.requirement.concept for part in walk(node) if isinstance(part, Leaf)]


@pytest.mark.parametrize(
    "line",
    [
        "Metastatic disease to the spine",
        "Metastatic disease limited to the skin",
        "Massive distant metastases",
        "Painful bone metastases",
        "Liver metastases larger than 2 cm",
        "Liver metastases at risk of rupture",
        "Stage III cancer in the contralateral breast",
    ],
)
def test_place_size_and_kind_narrow_a_spread(line: str) -> None:
    assert excludes_some_of_it(line)


@pytest.mark.parametrize(
    "line",
    [
        "Evidence of metastatic disease on CT scan",
        "Known brain metastases",
        "Distant metastases at the time of diagnosis",
        "Metastatic disease within the past 5 years",
        "Brain metastases that are symptomatic",
    ],
)
def test_how_it_is_known_and_when_do_not(line: str) -> None:
    node = tree(line)
    assert isinstance(node, Not)
    assert isinstance(node.node, Leaf)


@pytest.mark.parametrize(
    ("line", "both"),
    [
        ("Fracture due to bone metastases", ["bone fracture", "bone"]),
        ("Pain as a complication of advanced cancer", ["pain", "advanced"]),
        ("Previous breast cancer known to overexpress HER2", ["breast cancer", "HER2"]),
        ("DCIS that is multicentric", ["ductal carcinoma in situ", "multicentric breast cancer"]),
        ("Metastatic disease with visceral crisis", ["metastatic", "visceral crisis"]),
        ("Liver metastases treated with radiotherapy", ["liver", "radiation therapy"]),
    ],
)
def test_a_disease_with_what_it_has_or_has_caused_is_excluded_as_a_whole(line: str, both: list[str]) -> None:
    node = tree(line)
    assert isinstance(node, Not)
    assert isinstance(node.node, All)
    assert concepts(node.node) == both


def test_the_cause_of_something_unread_is_not_excluded() -> None:
    assert concepts(tree("Zorblification caused by metastatic disease")) == []


@pytest.mark.parametrize(
    ("line", "restricted"),
    [
        ("Recent pancreatitis", {"pancreatitis"}),
        ("Newly diagnosed gout", {"gout"}),
        ("Drug-resistant hypertension", {"hypertension"}),
        ("Gout, migraine, or epilepsy that would make sedation unsafe", {"gout", "migraine", "epilepsy"}),
        ("Ailments (such as gout or migraine) impairing the ability to travel", {"gout", "migraine"}),
        ("Any illness, including gout, judged by the investigator to be a hazard", {"gout"}),
    ],
)
def test_words_and_clauses_restrict_conditions(line: str, restricted: set[str]) -> None:
    narrowed = {
        part.requirement.concept
        for node in walk(tree(line))
        if isinstance(node, All) and any(isinstance(part, Unparsed) for part in node.nodes)
        for part in node.nodes
        if isinstance(part, Leaf)
    }
    assert narrowed == restricted


@pytest.mark.parametrize(
    "line", ["Certain antibiotics", "Use of some other antibiotics", "Select antibiotics by mouth"]
)
def test_some_of_a_class_are_not_all_of_it(line: str) -> None:
    node = tree(line)
    assert isinstance(node, Not)
    assert isinstance(node.node, All)
    assert any(isinstance(part, Unparsed) for part in node.node.nodes)


@pytest.mark.parametrize(
    "line", ["Prior or recent pancreatitis", "Primary or secondary gout", "Gout", "Recent gout within 3 months"]
)
def test_what_names_both_kinds_restricts_nothing(line: str) -> None:
    node = tree(line)
    assert isinstance(node, Not)
    assert isinstance(node.node, Leaf)


def test_a_clause_about_the_last_thing_in_general_restricts_only_that() -> None:
    node = tree("Gout, migraine, or psychiatric illness/social situations that would limit compliance")
    plain = [part.node for part in walk(node) if isinstance(part, Not) and isinstance(part.node, Leaf)]
    assert [leaf.requirement.concept for leaf in plain] == ["gout", "migraine"]


@pytest.mark.parametrize(
    ("line", "narrowed"),
    [
        ("Positive for HBsAg, with HBV DNA above 300 IU/mL", True),
        ("Hepatitis C antibody positive and HCV RNA detectable", True),
        ("Active hepatitis C (defined as HCV RNA detected)", False),
        ("HBsAg positive and HCV RNA detectable", False),
    ],
)
def test_an_infection_is_excluded_only_with_the_load_beside_it(line: str, narrowed: bool) -> None:
    found = [node for node in walk(tree(line)) if isinstance(node, Not)]
    first = found[0].node
    assert isinstance(first, All) is narrowed


def test_what_the_study_team_sees_is_not_narrowed() -> None:
    text = "Exclusion Criteria:\n\n* Enrolled in another clinical study in which experimental procedures are performed"
    (criterion,) = parse(text).criteria
    assert not any(isinstance(node, Unparsed) for node in walk(criterion.node))


@pytest.mark.parametrize(
    "line",
    [
        "Neuropathy not associated with prior taxanes",
        "Systemic disease (renal, hepatic, etc.) that would preclude treatment",
        "Major surgery within 6 weeks of the first dose without complete recovery",
        "Another malignancy within 3 years (except cured skin cancer), which could affect the assessment",
        "Started or stopped hormone replacement therapy within 3 months",
    ],
)
def test_a_cause_a_clause_or_a_change_narrows_what_is_excluded(line: str) -> None:
    denied = [part.node for part in walk(tree(line)) if isinstance(part, Not)]
    assert denied
    assert all(isinstance(n, All) and any(isinstance(part, Unparsed) for part in n.nodes) for n in denied)


@pytest.mark.parametrize(
    "line",
    [
        "Patients with ER-negative tumors who are not candidates for chemotherapy",
        "Brain metastases who are candidates for surgical resection",
        "Hormone receptor positive disease who refuse endocrine therapy",
    ],
)
def test_those_who_refuse_or_cannot_have_something_are_some_of_them(line: str) -> None:
    assert excludes_some_of_it(line)


@pytest.mark.parametrize(
    "line",
    ["Metastatic breast cancer for which surgery is planned", "Inflammatory breast cancer planned for surgery"],
)
def test_a_disease_excludes_with_what_is_planned_for_it(line: str) -> None:
    node = tree(line)
    assert isinstance(node, Not)
    assert concepts(node)[-1] == "surgery"


@pytest.mark.parametrize(
    "line", ["Cirrhosis (Child-Pugh B or C)", "Liver disease with Child-Pugh B", "Cirrhosis at a level of Child-Pugh B"]
)
def test_a_class_of_cirrhosis_is_not_all_of_it(line: str) -> None:
    node = tree(line)
    node = node.nodes[0] if isinstance(node, All) else node
    assert isinstance(node, Not)
    assert isinstance(node.node, All)


@pytest.mark.parametrize(
    "line",
    ["HIV infection with a CD4 count < 350", "Known HIV infection with CD4+ T-cell (CD4+) counts < 350 cells/μL"],
)
def test_a_virus_excludes_with_the_cells_that_it_has_left(line: str) -> None:
    node = tree(line)
    assert isinstance(node, Not)
    assert concepts(node) == ["hiv infection", "CD4 count"]


@pytest.mark.parametrize(
    "line",
    [
        "Blood thinners must be discussed with the medical monitor",
        "Any second malignancy requires approval from the sponsor",
    ],
)
def test_what_somebody_must_approve_of_bars_nobody_by_itself(line: str) -> None:
    assert excludes_some_of_it(line)


def test_what_is_said_of_other_patients_narrows_nothing() -> None:
    excluded = tree("Sepsis, or participants that may need chemotherapy")
    assert isinstance(excluded, All)
    assert [isinstance(part, Not) and isinstance(part.node, Leaf) for part in excluded.nodes] == [True, True]
