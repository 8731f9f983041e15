"""Which names of conditions are those of a cancer beside the breast cancer of the record."""

from __future__ import annotations

import pytest

from matcher.evaluate.cancer_names import names_another


@pytest.mark.parametrize(
    "name",
    [
        "colon cancer, stage I, 2015",
        "s/p colon cancer",
        "Stage I endometrial cancer",
        "prostate adenocarcinoma Gleason 3+3",
        "papillary thyroid carcinoma s/p thyroidectomy",
        "personal history of melanoma",
        "localized prostate cancer",
        "metastatic melanoma",
        "recurrent ovarian cancer",
        "completely resected lung adenocarcinoma",
        "renal cell carcinoma left kidney",
        "cholangiocarcinoma",
        "malignant neoplasm of ovary",
        "cancer of the larynx",
        "bladder tumor, TURBT 2019",
        "Hodgkin's disease",
        "CLL",
        "SCC of scalp",
        "superficial BCC",
        "melanoma in situ of the arm",
        "in situ cervical cancer",
        "DCIS of the contralateral breast",
        "contralateral breast cancer",
        "breast cancer in the other breast",
        "previous left breast cancer",
        "breast and ovarian cancer",
        "angiosarcoma of the breast after radiation",
        "hematologic malignancy",
        "other malignancy within the past 5 years",
        "non-breast malignancy",
    ],
)
def test_the_name_of_a_cancer_with_its_organ_or_kind_is_another_cancer(name: str) -> None:
    assert names_another(name)


@pytest.mark.parametrize(
    "name",
    [
        "breast cancer",
        "cancer of the left breast",
        "locally advanced breast cancer",
        "inflammatory breast carcinoma",
        "bilateral ductal carcinoma in situ",
        "invasive ductal carcinoma, grade 2",
        "poorly differentiated ductal carcinoma",
        "estrogen receptor positive carcinoma",
        "phyllodes tumor",
        "operable tumor",
        "multifocal tumor",
        "T2 tumor",
        "primary tumor in situ",
        "residual cancer in the nodes",
        "axillary tumor",
    ],
)
def test_of_the_breast_or_of_no_organ_it_is_her_own(name: str) -> None:
    assert not names_another(name)


@pytest.mark.parametrize(
    "name",
    [
        "cancer pain",
        "cancer-related fatigue",
        "tumor lysis syndrome",
        "colon cancer screening up to date",
        "malignant pleural effusion",
        "leptomeningeal carcinomatosis",
        "brain metastasis of breast cancer",
        "radiotherapy for Hodgkin lymphoma",
        "family history of ovarian cancer",
        "mother with colon cancer",
        "high risk of ovarian cancer",
        "clips marking the tumor bed",
        "benign ovarian tumor",
        "no other malignancy",
    ],
)
def test_what_only_speaks_of_a_cancer_is_none(name: str) -> None:
    assert not names_another(name)
