"""Owns what a member of a list names: a condition that the vocabulary knows, or one that its own words make out."""

from __future__ import annotations

from dataclasses import replace

from criteria import vocabulary
from criteria.atoms.conditions.condition import Condition, Sentence
from criteria.atoms.conditions.condition_particulars import abused_too, beyond_name, is_one_of_two, of_a_limb
from criteria.atoms.conditions.qualifiers import Qualifiers, nyha, qualifiers
from criteria.patterns import regex
from criteria.text.tag import Mention
from criteria.tree import Comparison, Kind
from criteria.words.condition_words import CANCER, GENERAL, ORGANS, is_condition, word_set
from criteria.words.noun_phrases import Member, Name, leads_to_name, names

HEART_FAILURE = "congestive heart failure"
SERIOUS = "serious concurrent disease"
_BY = r"investigators?|physicians?|pi\b|principal investigator|doctors?|oncologists?|clinicians?"
INVESTIGATOR = regex(
    rf"\b(?:opinion|judge?ment|discretion|view|deemed|judged|considered|consider|determined|believes?|assessed)\b[^;]{{0,60}}\b(?:{_BY})"
    rf"|\b(?:investigator|physician)'?s?'?\b[^;]{{0,30}}\b(?:opinion|judge?ment|discretion|view|consider)"
)
# words that may follow what the vocabulary knows and still belong to the name: "HIV antibody positive"
_AFTER_NAME = regex(
    r"^\W*(?:"
    r"(?:virus|viral|positiv\w*|sero-?positiv\w*|antibod\w+|antigen|status|carriers?|infections?|infected|diseases?"
    r"|disorders?|type|mellitus|[12i]|ii|grade|symptoms?|history|events?|episodes?|attacks?|syndrome|pectoris|rna|dna"
    r"|related|illness"
    r"|and|or|complications?|insufficiency|failure|abnormalit\w+|conditions?|exacerbations?|dysfunction|injury"
    r"|reactive|surface|core|problems?|patients?|subjects?|participants?|individuals|mutation|deficiency|poorly"
    r"|controlled|hcv|hbv|hiv|ab|ag|anti|impairment|crisis|infarction"
    r"|tests?|testing|serology|results?|negative|seronegative|non-?reactive|of\b.*|disturbances?|manifestations?"
    r"|changes?|lesions?|pathology|either|symptomatic|asymptomatic|refractory|resistant|unresponsive|active"
    r"|consistent|simplex|zoster|pneumonia|effusions?)\b\W*)*$"
)
# what is left of "hepatitis B or C" after the conjunction
_LETTER = regex(
    r"^\W*([abcde])\b(?:\s+(?:"
    r"virus|infections?|viral infections?|virus infections?|hepatitis|surface antigens?|core antibod\w+|antibod\w+"
    r"|antigens?|(?:sero)?negative|(?:sero)?positive))*\W*"
    r"(?:(?:with)?in \w+ (?:days?|weeks?|months?)\b.*|(?:prior to|before|at) .*)?$"
)
# "hepatitis B or C virus infection that is active": the clause is said of each
_LETTER_AND_CLAUSE = regex(
    r"^\W*([abcde]) (?:(?:virus|viral) )?(?:infections?|virus) (?=(?:that|which|requir\w+|needing|with)\b)"
)
_STOPS = word_set(
    """
    not no without despite by due because if unless than to would could may might requiring requires required
    receiving taking using treated undergoing contraindicated
    """
)
_WITHOUT_RISK = regex(r"\brisks? (?:of|for|factors?)|\bat (?:\w+ )?risk|\bfamily\b|\bprevent|\bprophyla")
SUBJECTS = regex(
    r"^(?:\W"
    r"|\b(?:"
    r"patients?|subjects?|participants?|women|individuals|persons?|to(?= have)|with|who|have|has|having|any|other|an?"
    r"|the|history|of|evidence|presence|known|had|those|from|suffering|is|are|no|not|without|absence|lack|free|must"
    r"|be|also|all|for)\b)+"
)
_SPECIFIC = regex(
    r"\b(?:"
    r"illness\w*|systemic|concurrent|concomitant|intercurrent|inter-current|co-?morbid\w*|patholog\w+|uncontrolled"
    r"|severe|serious|chronic|non-?malignant|pre-?existing|underlying|complicat\w+|acute|debilitating|significant"
    r"|unstable|major)\b"
)
_MEDICAL_OR_MENTAL = regex(
    r"^(?:\w+ )*?(?:psychiatric|psychological|mental|medical|physical|social|surgical|emotional)\b[^,;]*\b"
    r"(?:conditions?|problems?|circumstances?|illness(?:es)?|disorders?|situations?|disease)$"
)
# concepts whose abbreviations and synonyms have no word in common with their name
_FIXED = frozenset(
    {
        "hiv infection",
        "aids",
        "myocardial infarction",
        HEART_FAILURE,
        "inability to swallow",
        "unresolved toxicity",
        "smoking",
        "stroke",
        "cardiac disease",
        "arrhythmia",
    }
)
# the same words in their adjectives: readers write the noun
_RESPELT = frozenset(
    {
        "hepatic disease",
        "valve disease",
        "valvular disease",
        "cerebral vascular disease",
        "poor glycemic control",
        "embolic event",
        "embolic events",
    }
)
_SHORT = regex(
    r"(?:(?:[Aa]ctive|[Cc]hronic|[Aa]cute) )?(?:anti-?)?\w*[A-Z]\w?[A-Z][\w-]*(?: (?:positive|infection|virus|antibody|positivity|disease))*|.{1,4}"
)
# "first-, second- or third-degree block": more than the last of them
_LESSER_DEGREES = regex(r"\b(?:first|second|1st|2nd)\b[\w ,/-]*$")
# "acquired or inherited": of whichever origin, so that neither word narrows the name
_ORIGIN = r"(?:acquired|inherited|congenital|hereditary|familial)"
_EITHER_ORIGIN = regex(rf"\b{_ORIGIN}(?: or | and/or |/){_ORIGIN}\s+$")
_CONTENT = regex(r"[a-z0-9]+")
_EMPTY = word_set(
    """
    disease disorder syndrome condition illness infection active severe uncontrolled chronic acute symptomatic
    significant unstable serious of the and or history injury intolerance
    """
)
_NOT_CANCER = regex(
    r"non-?\s?(?:malignant|neoplastic|cancer\w*|oncolog\w*|breast cancer)|national cancer institute|chemotherapy-induced"
)
_ANY_INFECTION = regex(
    r"(?:(?:active|chronic|current|ongoing|uncontrolled|severe|serious|acute|viral|virus) )*infections?"
)
_IN_BRACKETS = regex(r"\s*\([^()]*\)?")
_TESTED = regex(r"\btest(?:s|ing)\b")
_RESULT = regex(r"positiv|negativ|reactive")
# "any condition that affects digestion": what it affects names it
_OF_THE_GUT = regex(
    r"[^.;,()]{0,30}\b(?:affect|effect|impair|interfer|alter|compromis|limit|influenc|prevent)\w*\b[^.;,()]{0,40}\b"
    r"(?:gastrointestinal|gastric|intestinal|absorption|absorb|digest\w*|swallow)"
)
_SAYS_HOW_BAD = regex(r"\b(?:uncontrolled|uncontrollable|intercurrent|illness\w*|serious|concurrent|severe|chronic)\b")
_MUST_BE_BAD = regex(
    r"(?:(?:medically|clinically|evidence of|or|and|and/or|current|active|acute|chronic),? )*"
    r"(?:serious|severe|uncontrolled|uncontrollable|unstable|life-threatening|major)\b"
)
# "progression of systemic disease" is said of the cancer
_COURSE = regex(r"\b(?:progress\w+|stable|measurable|evaluable)\b.*\bsystemic disease")
_GI = regex(r"\bgi\b")
_PARTICIPLE = regex(r" (?:\w{2,}ing|\w{2,}ed|severe|enough|sufficient|unlikely|likely)\b")
_ROOT = 7  # letters that "thromboembolic" and "thromboembolism" share
_MAY_NOT = regex(r"\s*not (?:currently )?(?:have|present with|suffer from)\b")
_LONGEST = 9  # words; what is longer is a clause and no name


def in_member(sentence: Sentence, member: Member, before: Condition | None) -> Condition | None:
    """The condition that a member of a list names, or None; ``before`` is the one that the list named last."""
    words = sentence.lower[member.start : member.end]
    if before is not None and before.concept.startswith("hepatitis") and (letter := _LETTER.match(words)):
        start = member.start + letter.start(1)
        return replace(before, start=start, end=member.end, concept=f"hepatitis {letter[1]}", member=member)
    if before is not None and before.concept.startswith("hepatitis") and (letter := _LETTER_AND_CLAUSE.match(words)):
        start, end = member.start + letter.start(1), member.start + len(letter.group().rstrip())
        return replace(before, start=start, end=end, concept=f"hepatitis {letter[1]}", member=member)
    if before is not None and (abused := abused_too(before.concept, words)) is not None:
        concept, length = abused
        return replace(before, start=member.start, end=member.start + length, concept=concept, member=member)
    got = _named(sentence, member)
    if got is not None:
        return replace(got, value=_heart_class(words)) if got.concept.endswith("heart failure") else got
    heart = nyha(words)
    if heart is None:
        return None
    start, end = member.start + heart[1], member.start + heart[2]
    return Condition(start, end, HEART_FAILURE, Qualifiers(), member, known=True, value=heart[0])


def _heart_class(words: str) -> Comparison | None:
    """The NYHA class beside heart failure, where "class" alone means it."""
    heart = nyha(words) or nyha(words.replace("class", "nyha class", 1))
    return heart[0] if heart is not None else None


def _named(sentence: Sentence, member: Member) -> Condition | None:
    lower = sentence.lower
    general: Condition | None = None
    for name in names(lower, member):
        if not leads_to_name(name.cue):
            if name.cue in ("may", "can") and _MAY_NOT.match(lower, name.lead[0]):
                pass  # "patients may not have neuropathy"
            elif name.cue == "without" and SUBJECTS.fullmatch(lower, member.start, name.lead[0]):
                pass  # "patients must be without heart disease"
            elif name.start > member.start and name.cue in _STOPS:
                break
            else:
                continue
        if _WITHOUT_RISK.search(lower[name.lead[0] : name.end]) and "long qt" not in lower:
            break
        got = _name(sentence, member, name)
        if general is not None:
            return got if got is not None and got.known and name.cue in ("with", "by") else general
        if got is not None and not _ANY_INFECTION.fullmatch(got.concept):
            return got
        general = got  # "infection with hepatitis B": the next name says which
    return general


def _name(sentence: Sentence, member: Member, name: Name) -> Condition | None:
    lower = sentence.lower
    words = lower[name.start : name.end].strip(" .-")
    whole = lower[member.start : name.end].strip()
    if _COURSE.search(lower, name.lead[0], name.end):
        return None
    if _TESTED.search(words) and not _RESULT.search(lower, member.start, member.end):
        return None  # "HIV testing is not required"
    goes_on = any(name.start <= m.start < name.end < m.end for m in sentence.mentions)  # "abnormalities in rhythm"
    if goes_on and (known := _known(sentence, member, name)) is not None:
        return known
    if GENERAL.match(words) or GENERAL.match(whole):
        return None if CANCER.search(_NOT_CANCER.sub("", whole)) else _general(sentence, member, name)
    return _known(sentence, member, name) or _open(sentence, member, name, words)


def _known(sentence: Sentence, member: Member, name: Name) -> Condition | None:
    lower = sentence.lower
    inside = [m for m in sentence.mentions if name.lead[0] <= m.start < name.end and m.end <= member.end]
    if not inside:
        return None
    mention = next(m for m in inside if m.name == inside[-1].name)  # "heart failure of any NYHA class"
    if len(inside) > 1 and mention is inside[-1] and mention.name in _EMPTY and inside[-2].end <= mention.start:
        mention = inside[-2]  # "syphilis infection"
    if _MEDICAL_OR_MENTAL.match(mention.name) and _is_left_to_investigator(lower, name):
        return None
    free = sentence.passage.is_free(mention.start, mention.end)
    if not free or not _AFTER_NAME.match(lower[mention.end : name.end]):
        return None
    said = qualifiers(
        lower[member.start : mention.start] + beyond_name(lower, mention), lower[mention.end : member.end]
    )
    hyphened = lower[: mention.start].rfind(" ") + 1
    if lower[mention.start - 1 : mention.start] == "-" and hyphened >= name.start:  # "thrombo-embolism"
        joined = vocabulary.load().find(Kind.COMORBIDITY, lower[hyphened : mention.end].replace("-", ""))
        if joined is not None:
            end = max(mention.end, name.end)
            return Condition(hyphened, end, joined.name, said, member, known=True)
        return Condition(hyphened, max(mention.end, name.end), lower[hyphened : mention.end], said, member, known=False)
    nature = _IN_BRACKETS.sub(" ", lower[name.start : mention.start]).split()
    if nature and (
        nature[-1] in ORGANS or is_one_of_two(lower, member.start, mention.start)
    ):  # "peritoneal effusion" is more than an effusion
        concept = " ".join([*nature, _IN_BRACKETS.sub("", lower[mention.start : mention.end])])
        return Condition(name.start, max(mention.end, name.end), concept, said, member, known=True)
    if _LESSER_DEGREES.search(lower, name.start, mention.start):
        words = lower[name.start : mention.end].strip()
        return Condition(name.start, max(mention.end, name.end), words, said, member, known=False)
    named = _spelling(sentence, mention)
    start = mention.start
    if (either := _EITHER_ORIGIN.search(lower, name.start, start)) is not None:
        start = either.start()
    if (place := of_a_limb(lower, mention.end, named)) is not None:
        return Condition(start, max(place[0], name.end), place[1], said, member, known=True)
    return Condition(start, max(mention.end, name.end), named, said, member, known=True)


def _spelling(sentence: Sentence, mention: Mention) -> str:
    """The vocabulary's name where the text has an abbreviation or nearly that name, else the words of the text.

    The matcher finds either; a reader recognises "pulmonary disease" where the text says so.
    """
    words = _IN_BRACKETS.sub("", sentence.lower[mention.start : mention.end])
    infectious = "infection" in mention.name and "infectious" in words
    if (
        mention.name in _FIXED
        or words in _RESPELT
        or words in (f"{mention.name}s", f"{mention.name}es")
        or infectious
        or _SHORT.fullmatch(sentence.passage.text[mention.start : mention.end])
    ):
        return mention.name
    own, theirs = set(_CONTENT.findall(words)), set(_CONTENT.findall(mention.name))
    roots = {word[:_ROOT] for word in own - _EMPTY} & {word[:_ROOT] for word in theirs - _EMPTY}
    return mention.name if roots else _GI.sub("gastrointestinal", words)


def _open(sentence: Sentence, member: Member, name: Name, words: str) -> Condition | None:
    """A condition by its head noun, in its own words."""
    lower = sentence.lower
    if not words or not sentence.passage.is_free(name.start, name.end) or len(words.split()) > _LONGEST:
        return None
    if CANCER.search(_NOT_CANCER.sub("", lower[member.start : name.end])):
        return None
    found = _head(words)
    if found is None or (_MEDICAL_OR_MENTAL.match(found) and _is_left_to_investigator(lower, name)):
        return None
    end = name.start + len(found)
    said = qualifiers(lower[member.start : name.start], lower[end : member.end])
    known = vocabulary.load().find(Kind.COMORBIDITY, found)  # "ILD/pneumonitis", which the sweep finds as one
    if known is not None and _SHORT.fullmatch(sentence.passage.text[name.start : end]):
        return Condition(name.start, end, known.name, said, member, known=True)
    concept = _GI.sub("gastrointestinal", _IN_BRACKETS.sub("", found))
    return Condition(name.start, end, concept, said, member, known=False)


def _head(words: str) -> str | None:
    """The words as far as they name a condition: without a clause that a participle opens ("disorder inhibiting exercise")."""
    if is_condition(words):
        return words
    for match in _PARTICIPLE.finditer(words):
        if is_condition(words[: match.start()]):
            return words[: match.start()]
    return None


def _is_left_to_investigator(lower: str, name: Name) -> bool:
    """Whether it is one of "any medical or psychiatric condition" that the investigator is to judge."""
    return "medical" in lower[: name.end] and INVESTIGATOR.search(lower, name.end) is not None


def _general(sentence: Sentence, member: Member, name: Name) -> Condition | None:
    """A condition in no particular: its qualifiers are all of its name.

    Left to the investigator, it is one only where it must be bad: "serious illness that the investigator …", not "any condition".
    """
    lower = sentence.lower
    words = SUBJECTS.sub("", lower[member.start : name.end])
    judged = INVESTIGATOR.search(lower, name.end) is not None
    if (judged and _MUST_BE_BAD.match(words) is None) or ")" in member.separator:
        return None
    if not judged and _OF_THE_GUT.match(lower, name.end):
        return Condition(name.start, name.end, "gastrointestinal disease", Qualifiers(), member, known=False)
    alone = len(words.split()) < 2 and not words.startswith(("illness", "comorbid", "co-morbid"))
    if alone or not _SPECIFIC.search(words):
        return None
    start = max(name.end - len(words), member.start)
    words = words.strip(" .")
    concept = words if _SAYS_HOW_BAD.search(words) else SERIOUS
    return Condition(start, name.end, concept, Qualifiers(), member, known=False)
