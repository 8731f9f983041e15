"""Owns the shared generators of eligibility texts for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

LINES = (
    "Women aged 18 years or older",
    "ECOG performance status 0 or 1",
    "Absolute neutrophil count ≥ 1.5 x 10^9/L",
    "Platelets at least 100,000/mm3",
    "Creatinine ≤ 1.5 x ULN",
    "HER2-negative disease by local testing",
    "Metastatic breast cancer confirmed by histology",
    "No prior treatment with a CDK4/6 inhibitor",
    "Prior trastuzumab is allowed",
    "Brain metastases, unless treated and stable for 4 weeks",
    "Pregnant or breastfeeding",
    "Uncontrolled hypertension",
    "Major surgery within 28 days before the first dose",
    "Signed informed consent",
    "Willing to keep a diary of dreams",
)
BULLETS = ("* ", "- ", "• ", "1. ", "a) ")

lines = st.lists(st.sampled_from(LINES), min_size=1, max_size=6, unique=True)


@st.composite
def eligibility_texts(draw: st.DrawFn) -> str:
    """A text with an inclusion and an exclusion part, in one of the layouts that the registry carries."""
    bullet = draw(st.sampled_from(BULLETS))
    gap = draw(st.sampled_from(["\n", "\n\n", "\n\n\n"]))
    parts = []
    for heading in ("Inclusion Criteria:", "Exclusion Criteria:"):
        parts.append(gap.join([heading, *(bullet + line for line in draw(lines))]))
    return gap.join(parts)


anything = st.text(max_size=400) | st.text(alphabet="abc \n*-.:();≥<0123456789\\", max_size=400)
