"""Sentences about the trial, its tests and its words: none of them asks anything of the patient's state."""

from __future__ import annotations

import pytest

from criteria import parse
from criteria.tree import Allow, Unparsed, walk
from criteria.words.unasked import asks_nothing

ASKS_NOTHING = [
    "all exclusion criteria will be checked again at the second visit",
    "questions regarding eligibility should be directed to the principal investigator",
    "dr. doe (jane.doe@example.org)",
    "reason: small tumors cannot be told apart later",
    "from earlier trials we can expect that a tenth will be lost",
    "this study utilizes women at increased risk",
    "a medical reference text such as a formulary may also tell",
    "no exclusion criteria for caregivers",
    "creatinine clearance for women = 0.85 x male value",
    "a serum test to be performed within 7 days of the first dose",
    "participants must be staged again after surgery",
    "if the dipstick is positive, a 24-hour urine collection test will be required",
    "for patients with a pacemaker, the reading should be reviewed by a cardiologist",
    "hepatitis b status required",
    "required laboratory tests",
    "all participants must have their ejection fraction measured by muga or echocardiogram",
    "women with skin lesions will have photographs taken",
    "a bone scan must be repeated before the second visit",
    "the patient must be aware of the nature of her illness",
    "this interval is inclusive",
    "these samples will be analyzed by a central laboratory",
    "there are no known interactions with tamoxifen",
    "dimpling of the skin should not be considered ulceration",
    "two aromatase inhibitors in sequence are considered one treatment",
    "any size tumor",
    "positive, negative or unknown",
    "cohort 2: (closed as of 02/2019)",
    "patients must meet the criteria listed below",
    "crcl = (140 - age) x (weight in kg) / (72 x creatinine)",
    "(all participants)",
    "further scans, if clinically indicated",
    "cytology alone is not sufficient",
    "the same technique must be used at each visit",
    "skin lesions should be followed by photography",
    "if there is only one lesion, its neoplastic nature must be confirmed by histology",
    "the surgeon will determine the extent of the operation",
    "only the left breast will be imaged, and only it will be evaluated",
    "however, studies in mice suggest that the drug slows healing",
    "systemic therapy is any therapy meant to reach the whole body",
    "patients may be untreated or have received any number of regimens",
    "patients must have been tested before registration",
    "all patients must be tested for mutations of braf",
    "er, pr and her2 measurements should be performed by the usual rules",
    "analyses will be done at the end",
    "in these patients, measurements need to be repeated before surgery",
    "however, if a second tumor is suspected, further biopsies should be pursued",
    "for those without a scan, upon request, images will be sent to the center",
    "the sample with the highest ki-67 score should be used",
    "patients must be warned about the cold",
    "to be considered measurable, a lesion must have a diameter of 12 mm",
    "the lesion must have measured 25 mm with conventional techniques",
    "clinicians may selectively choose another dressing",
    "pathology must be reviewed by the center",
    "may/may not have been vaccinated",
    "patients who work outdoors must be warned that their hands may hurt",
    "the method used at the first visit must be used for later measurements",
]


@pytest.mark.parametrize("line", ASKS_NOTHING)
def test_what_is_of_the_trial_is_a_remark(line: str) -> None:
    assert asks_nothing(line, required=True)


@pytest.mark.parametrize(
    "line",
    [
        "a bone scan must show no metastases",
        "biopsy must be positive",
        "a negative stress test is required",
        "breast density category >= 5% on mammogram performed within 6 months",
        "at least 3 cutaneous lesions required",
        "patients must have a tumor larger than 3 cm",
        "patients must have an intact valve on imaging",
        "the tumor is considered inoperable",
        "neutrophils > or = 1000 x 10^9/l",
        "there are no metastases",
        "this must be more than 4 weeks ago",
        "gail score at least 1.7",
        "patients must be in remission",
        "patients may be included if they have had surgery",
        "lesions must be larger than the slices of the scan",
        "only women with one breast will be treated",
        "studies must show no metastases",
        "women must have fsh and estradiol levels in the premenopausal range",
        "patients must have high-risk disease by the criteria of the protocol",
        "these drugs are prohibited during the study",
    ],
)
def test_what_must_have_been_found_is_asked_for(line: str) -> None:
    assert not asks_nothing(line, required=True)


def test_lack_of_proof_excludes_nobody_who_has_the_diagnosis() -> None:
    assert asks_nothing("lack of pathological confirmation of breast cancer", required=False)
    assert not asks_nothing("no histologically proven bone marrow metastasis", required=True)
    assert not asks_nothing("no histologically proven bone marrow metastasis", required=False)


def test_under_exclusions_what_counts_may_be_what_excludes() -> None:
    assert asks_nothing("this includes a xenograft valve", required=True)
    assert not asks_nothing("this would include a xenograft valve", required=False)
    assert not asks_nothing("dimpling of the skin is considered ulceration", required=False)


@pytest.mark.parametrize("line", ASKS_NOTHING[:5])
def test_its_words_stay_in_the_tree(line: str) -> None:
    (criterion,) = parse(f"Inclusion Criteria:\n\n* {line}").criteria
    assert isinstance(criterion.node, Allow)
    assert any(isinstance(node, Unparsed) for node in walk(criterion.node))
