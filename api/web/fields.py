"""Owns the questions of the patient form: their words, the answers on offer, and where each is found."""

from __future__ import annotations

from dataclasses import dataclass

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One question. ``choices`` makes it a list to choose from; ``low`` and ``high`` make it a number.

    ``suggestions`` names a list that completes what is typed. ``lines`` makes it a text with one item a line.
    """

    name: str
    label: str
    help: str = ""
    choices: Choices = ()
    low: float | None = None
    high: float | None = None
    suffix: str = ""
    suggestions: str = ""
    lines: bool = False
    whole: bool = True

    def told(self, answer: str) -> str:
        """The answer as a person reads it."""
        return dict(self.choices).get(answer, f"{answer} {self.suffix}".strip())

    def problem(self, answer: str) -> str | None:
        """What is wrong with ``answer``, in a sentence for the person who gave it; None if nothing is."""
        if not answer:
            return None
        if self.choices and answer not in dict(self.choices):
            return "Choose one of the answers in the list."
        if self.low is None or self.high is None:
            longest = _LONGEST_LIST if self.lines else _LONGEST_ANSWER
            return None if len(answer) <= longest else f"At most {longest} characters, please."
        try:
            number = float(answer)
        except ValueError:
            number = float("nan")
        if not self.low <= number <= self.high or (self.whole and number != int(number)):
            kind = "whole number" if self.whole else "number"
            return f"Give a {kind} from {self.low:g} to {self.high:g}."
        return None


_LONGEST_ANSWER = 100
_LONGEST_LIST = 2_000
_STAGES = ("0", "I", "IA", "IB", "II", "IIA", "IIB", "III", "IIIA", "IIIB", "IIIC", "IV")
_RECEPTOR: Choices = (("positive", "Positive"), ("negative", "Negative"))
_GENE: Choices = (("mutated", "A change was found"), ("wild-type", "Tested, none found"))

FIELDS = {
    field.name: field
    for field in (
        Field("age", "Age", low=0, high=120, suffix="years"),
        Field("sex", "Sex", "Sex at birth, as trials ask for it.", (("female", "Female"), ("male", "Male"))),
        Field(
            "menopausal_status",
            "Menopause",
            "Trials of hormone treatment often ask for this.",
            (
                ("premenopausal", "Before menopause"),
                ("perimenopausal", "Around menopause"),
                ("postmenopausal", "After menopause (or ovaries removed)"),
            ),
        ),
        Field(
            "extent",
            "How far has it spread?",
            "Your doctor's letter calls this early, locally advanced or metastatic.",
            (
                ("early", "Early: breast, perhaps nearby lymph nodes"),
                ("locally advanced", "Locally advanced: large, or in skin, chest wall or many nodes"),
                ("metastatic", "Metastatic: in other parts of the body"),
            ),
        ),
        Field(
            "stage",
            "Stage",
            "A number from 0 to IV, on the pathology or staging report.",
            tuple((stage, stage) for stage in _STAGES),
        ),
        Field(
            "brain",
            "Has it spread to the brain?",
            "From a scan report (MRI or CT of the head).",
            (
                ("none", "No: a scan showed none"),
                ("stable", "Yes: treated and stable"),
                ("active", "Yes: not treated, or growing"),
            ),
        ),
        Field("er", "ER (estrogen receptor)", "On the pathology report of the tumour.", _RECEPTOR),
        Field("er_percent", "ER percent", "If the report gives it.", low=0, high=100, suffix="%", whole=False),
        Field("pr", "PR (progesterone receptor)", "Beside ER on the same report.", _RECEPTOR),
        Field("pr_percent", "PR percent", "If the report gives it.", low=0, high=100, suffix="%", whole=False),
        Field(
            "her2_ihc",
            "HER2 by IHC",
            "The score that the pathology report gives. This says more than “positive” or “negative”.",
            (("0", "0"), ("faint", "0 with faint staining (ultralow)"), ("1+", "1+"), ("2+", "2+"), ("3+", "3+")),
        ),
        Field(
            "her2_ish",
            "HER2 by ISH or FISH",
            "A second test, usual after an IHC of 2+.",
            (("positive", "Positive (amplified)"), ("negative", "Negative (not amplified)")),
        ),
        Field(
            "her2",
            "HER2 in a word",
            "Only if you do not have the scores.",
            (*_RECEPTOR, ("low", "HER2-low"), ("ultralow", "HER2-ultralow")),
        ),
        Field(
            "brca",
            "BRCA genes (inherited)",
            "From a blood or saliva test, on the genetic report.",
            (("BRCA1", "Change in BRCA1"), ("BRCA2", "Change in BRCA2"), ("none", "Tested, none found")),
        ),
        Field("pik3ca", "PIK3CA in the tumour", "On the molecular report of tumour or blood.", _GENE),
        Field("esr1", "ESR1 in the tumour", "On the molecular report of tumour or blood.", _GENE),
        Field("pd_l1", "PD-L1 score (CPS)", "On the pathology report.", low=0, high=100, whole=False),
        Field(
            "illnesses", "Other illnesses", "One a line, past ones too: high blood pressure, hepatitis B.", lines=True
        ),
        Field("medicines", "Medicines you take now", "One a line, with herbal ones.", lines=True),
        Field(
            "ecog",
            "Daily life (ECOG)",
            "How active you are. Doctors note it as ECOG or WHO performance status.",
            (
                ("0", "0: fully active"),
                ("1", "1: light work, but nothing strenuous"),
                ("2", "2: up more than half of the day, cannot work"),
                ("3", "3: in bed or a chair more than half of the day"),
                ("4", "4: in bed all day"),
            ),
        ),
        Field("country", "Country", "Only trials with a site there.", suggestions="countries"),
        Field("place", "Town or city", "To find the nearest site."),
        Field("km", "Within", "Leave empty for any distance.", low=1, high=20_000, suffix="km"),
    )
}

TREATMENT_FIELDS = {
    field.name: field
    for field in (
        Field("name", "Name", suggestions="drugs"),
        Field(
            "setting",
            "When",
            choices=(
                ("neoadjuvant", "Before surgery"),
                ("adjuvant", "After surgery"),
                ("metastatic", "For metastatic disease"),
            ),
        ),
        Field(
            "outcome",
            "How it ended",
            choices=(
                ("ongoing", "Still on it"),
                ("completed", "Finished as planned"),
                ("progression", "Cancer grew or came back"),
                ("intolerance", "Side effects"),
            ),
        ),
        Field("end", "Last given (month)"),
    )
}

SITES: Choices = (
    ("bone", "Bones"),
    ("liver", "Liver"),
    ("lung", "Lungs"),
    ("lymph node", "Distant lymph nodes"),
    ("skin", "Skin"),
)
"""Where the cancer may have spread, as the patient record names it; the brain has a question of its own."""

FLAGS = {
    "all_sites": "It has spread nowhere else",
    "all_treatments": "These are all the cancer treatments I have had",
    "all_illnesses": "No other illness, infection, allergy or cancer, now or in the past",
    "all_medicines": "I take nothing else",
    "observing_too": "Show studies that only observe, too, and try no treatment",
}
"""What is ticked or not. A list that is ticked as whole is closed: what is not in it is known to be absent."""
