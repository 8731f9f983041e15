"""Owns whether unread words of a list say something, or only say again what was read beside them, how it was found out, or when it came."""

from __future__ import annotations

from criteria.atoms.atom import Atom
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.tree import Comparison, Effect, Kind
from criteria.words.noun_phrases import Member
from criteria.words.plain_words import FILLERS

# what says again, or how it was found out, beside what was read: "or the equivalent dose of another anthracycline", "HBsAg reactive"
_NOTHING_NEW = regex(
    r"\W*(?:(?:or|and)\s+)?(?:[a-z0-9-]+ "
    r"(?:days?|weeks?|months?|years?|(?:(?:drug|plasma|serum|terminal|elimination)[ -])*half ?-? ?li(?:fe|ves))"
    r"|(?:the |an? )?(?:dose[- ])?equivalents?(?: doses?)? (?:of|for|to|with) (?:an?)?(?:other|another|any|different)"
    r"\b.*"
    r"|\(?\s*[<>≥≤=]*\s*\d+ ?mg (?:of )?(?:oral )?(?:prednis\w+|methylprednisolone|dexamethasone)"
    r"(?: (?:or )?equivalents?)?(?:\s*/\s*d(?:ay)?| (?:per|a) day| daily| once daily)?"
    r"|(?:or |and |to )*(?:the )?(?:\d{1,2}(?:st|nd|rd|th)? )?(?:of )?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{1,2})?,? "
    r"(?:19|20)\d\d"
    r"|(?:or )?(?:better|worse|greater|higher|lower|larger|longer|later|less)"
    r"|(?:(?:patients?|subjects?|participants?|must|should|have|has|with|an?|and) )*"
    r"(?:adequate|normal|sufficient|acceptable) (?:[\w-]+(?:, |,? and |/| )){1,3}?functions?"
    r"|(?:that |which )?(?:began|started|first appeared) (?:with)?in (?:the )?(?:last|past|previous) [\w-]+ "
    r"(?:days?|weeks?|months?)"
    r"|(?:bone marrow )?aspirates?"
    r"|(?:although |but |and )?(?:(?:they|these|those|lesions?)|(?:their|these|such)(?: \w+){1,3}) (?:are|is|will be)"
    r" (?:not )?(?:(?:considered|regarded|deemed) )?(?:to be )?(?:assessable|evaluable|measurable)"
    r"(?: for (?:response|progression|efficacy))?"
    r"|(?:the )?(?:first|initial) (?:dose|administration|infusion) of (?:the )?(?:test|study|trial|investigational) "
    r"(?:article|product|drug|medication|treatment|agent)s?"
    r"|(?:by |through |on |per )?(?:the )?(?:medical )?"
    r"(?:histor(?:y|ies)|physical exam(?:ination)?s?|laborator(?:y|ies) tests?(?:ing)?|imaging|lesions? on imaging)"
    r"(?: within .*)?)\W*"
)
_OF_A_VIRUS = regex(
    r"\W*(?:"
    r"(?:viral|virus|positive|detectable|deoxyribonucleic acid|ribonucleic acid|dna|rna|reactive|detected|antigen"
    r"|antibod(?:y|ies)|test(?:ing|s)?|load|by|pcr|core|surface|qualitative|quantitative)\b[\s()\[\]-]*)+\W*"
)
_VIRUS_NAMES = {
    "hepatitis b": regex(r"\b(?:hbv|hepatitis b)\b"),
    "hepatitis c": regex(r"\b(?:hcv|hepatitis c)\b"),
    "hiv infection": regex(r"\bhiv\b"),
}
# "by core biopsy, fine needle aspiration, or excision": ways to come by the tissue
_A_WAY = regex(
    r"\W*(?:(?:surgical|core|open|excisional|incisional|stereotactic|needle|fine[- ]needle|punch|complete|partial|total|gross|definitive|by|an?|or) )*"
    r"(?:resections?|excisions?|(?:fine[- ]needle )?aspirat(?:es?|ions?)(?: (?:biops\w+|cytolog\w+))?|fna|biops(?:y|ies)|brushings?|washings?)\W*"
)
_PROVEN = regex(r"\b(?:confirm\w*|proven|proved|diagnos\w*|documented|histolog\w+|cytolog\w+|patholog\w+|verified)\b")
_BIOPSY_BEFORE = regex(r"\bbiops(?:y|ies)\b[\s,/\w-]{0,60}$")
_BIOPSY_BEHIND = regex(r"[\s,/]*(?:(?:or|and/or)\s+)?(?:[\w-]+[\s,/]+){0,4}?biops(?:y|ies)\b")
# "scheduled to begin neoadjuvant or adjuvant chemotherapy": the treatment is named once for both
_ENDS_IN_A_SETTING = regex(
    r"(?:.*\W)?(?:(?:\(?neo-?\)?-?\s?)?adjuvant|pre-?operative|post-?operative)\W*",
)
_OTHER_SETTING = regex(
    r"\s*(?:,|/|or\b|and/or\b)[\s,]*(?:(?:in|the|an?)\s+)*(?:(?:\(?neo-?\)?-?\s?)?adjuvant|pre-?operative|post-?operative)\b"
)
# "progressed while on, or within 12 months of, endocrine therapy": the second side says of which treatment
_CAME_DURING = regex(
    r"(?:(?:"
    r"patients?|subjects?|participants?|who|must|have|has|had|experienced|documented|that|which|an?|disease|tumou?r) )*"
    r"(?:progress\w*|relaps\w*|recur\w*)(?: of (?:the )?disease)?,? (?:either )?"
    r"(?:while (?:on|receiving|taking)|during|on)(?: (?:the )?(?:treatment|therapy))?"
)
_OR_WITHIN = regex(r"[\s,]*or,? (?:with)?in (?:the )?(?:first )?[\w-]+ (?:days?|weeks?|months?|years?)\b")


def _says_how_found(concept: str, words: str) -> bool:
    """Whether words only say which test showed the virus that was read beside them: "HBsAg or HBV DNA"."""
    name = _VIRUS_NAMES.get(concept)
    return name is not None and _OF_A_VIRUS.fullmatch(name.sub("virus", words)) is not None


# "stage IV disease found on CT, PET or bone scan": by what it was found
_A_SCAN = regex(
    r"\W*(?:(?:or|and|an?|the|by|on|whole[- ]body|chest|abdominal|pelvic) )*"
    r"(?:(?:pet|ct|mri|bone|x-?ray|ultrasound|mammogra\w+|scintigraphy|tomography|scans?)[ /-]?)+\W*"
)
_FOUND_BY = regex(
    r"\b(?:diagnosed|detected|found|seen|shown|identified|documented|confirmed|visible|evident|proven) (?:\w+ )?(?:on|by|via|with|through)\b[^.;:]*$"
)


def _says_by_what_scan(lower: str, part: Member, words: str) -> bool:
    """Whether it is one of the scans by which what was read before was found."""
    return _A_SCAN.fullmatch(words) is not None and _FOUND_BY.search(lower, 0, part.start) is not None


_PLURAL = regex(r"\W*(?:metastases|lesions|tumou?rs|infections|therapies|fractures|allergies)\W*")
_SINGULAR = regex(r"(?:metastasis|lesion|tumou?r|infection|therapy|fracture|allergy)\s?/\s?$")


def _is_the_plural(lower: str, part: Member) -> bool:
    """Whether it is the plural of the word before its slash: "brain metastasis/metastases"."""
    plural = _PLURAL.fullmatch(lower, part.start, part.end) is not None
    return plural and _SINGULAR.search(lower, 0, part.start) is not None


# "mastectomy (total, skin-sparing, or nipple-sparing)": any of its kinds
_KIND_OF_MASTECTOMY = regex(
    r"\W*(?:(?:or|and|either|an?)\s+)*(?:total|simple|(?:modified )?radical|partial|segmental|unilateral|bilateral"
    r"|(?:skin|nipple|areola|nipple[- ]areola(?: complex)?)[- ]?sparing)\W*"
)
_MASTECTOMY_BEFORE = regex(r"\bmastectom(?:y|ies) \([^()]*$")


def _says_which_mastectomy(lower: str, part: Member, words: str) -> bool:
    """Whether it is one of the kinds of mastectomy that a bracket lists behind the word."""
    return (
        _KIND_OF_MASTECTOMY.fullmatch(words) is not None and _MASTECTOMY_BEFORE.search(lower, 0, part.start) is not None
    )


# "(must have resolved to CTCAE grade 1 or returned to baseline)": how far, as the bound that was read has it
_RECOVERED_SO_FAR = regex(
    r"\W*(?:(?:or|and|must|should|has|have|be|been|is|are|who|that|which|they|these|all|effects|toxicities) )*"
    r"(?:resol\w+|return\w*|recover\w*|improv\w*|back) (?:to )?"
    r"(?:(?:their |the )?(?:pre-?(?:treatment|therapy|study) |prior )?baseline(?: (?:level|status|state|values?)s?)?"
    r"|(?:nci[- ]?)?(?:ctcae )?(?:v(?:ersion)? ?\d(?:\.\d)? )?(?:grade )?[≤<]?=? ?(?:grade )?(?P<grade>\d)"
    r"(?: or (?:less|lower|better|below))?)\W*"
)


def _says_how_far_recovered(words: str, atoms: list[Atom]) -> bool:
    """Whether it says once more to which grade, or that to the baseline, side effects must have passed."""
    bounds = [a.requirement.value for a in atoms if a.requirement.concept == "unresolved toxicity"]
    found = _RECOVERED_SO_FAR.fullmatch(words) if bounds else None
    if found is None:
        return False
    return found["grade"] is None or any(isinstance(b, Comparison) and b.number == int(found["grade"]) for b in bounds)


# "no other chemotherapy, standard or investigational": of either kind, which are all there are
_OF_EITHER_KIND = regex(
    r",\s*(?:(?:whether|either|be it)\s+)?(?:standard|approved|licensed|conventional)\s+(?:or|and/or)\s+(?:investigational|experimental|unapproved)\W*$"
)


def _says_either_kind(lower: str, part: Member, atoms: list[Atom]) -> bool:
    """Whether it only says that the treatments before it are meant of whichever kind."""
    either = _OF_EITHER_KIND.search(lower)
    if either is None or not either.start() < part.end <= either.end():
        return False
    return any(a.end <= either.start() and a.requirement.kind is Kind.THERAPY for a in atoms)


# "phosphoinositide 3-kinase (PI3K) inhibitor": what the letters in the bracket stand for
_SHORT_FORM = regex(r"\s*[\[(]\s*(?P<short>[a-z][\w/-]{1,9})\s*[\])]")
_LEADS_TO_NAME = regex(r"\W*(?:(?:and|or|anti|an?|the|other|prior|previous|any)\b\W*)*")
_LETTERS = regex(r"[a-z0-9]")


def _spells_out(lower: str, part: Member, atoms: list[Atom]) -> bool:
    """Whether it only spells out the letters in brackets behind it, by which a treatment was read."""
    short = _SHORT_FORM.match(lower, part.start + len(lower[part.start : part.end].rstrip()))
    if short is None or not any(
        a.requirement.kind is Kind.THERAPY and short.start() <= a.start < short.end() for a in atoms
    ):
        return False
    lead = _LEADS_TO_NAME.match(lower, part.start, part.end)
    name = lower[lead.end() if lead else part.start : part.end]
    letters = _LETTERS.findall(short["short"])
    rest = iter(name)
    return name[:1] == letters[0] and all(letter in rest for letter in letters)


def says_nothing_new(passage: Passage, part: Member, words: str, atoms: list[Atom]) -> bool:
    """Whether words that no recogniser has claimed add nothing to what was read beside them."""
    return (
        _says_again(passage, part, words, atoms)
        or _is_the_plural(passage.lower, part)
        or _says_by_what_scan(passage.lower, part, words)
        or _says_which_mastectomy(passage.lower, part, words)
        or _says_how_proven(passage.lower, part, words)
        or _shares_its_setting(passage.lower, part, words, atoms)
        or _says_when_it_came(passage.lower, part, atoms)
        or _spells_out(passage.lower, part, atoms)
        or _says_either_kind(passage.lower, part, atoms)
        or _says_how_far_recovered(words, atoms)
    )


def _says_again(passage: Passage, part: Member, words: str, atoms: list[Atom]) -> bool:
    """Whether it is another name of what was read, or how that was found."""
    again = {m.name for m in passage.mentions if part.start <= m.start < part.end}
    if "biopsy" in again:
        again.add("minor surgery")  # "minor surgery, fine-needle aspiration or core biopsy"
    concepts = {a.requirement.concept for a in atoms}
    return (
        bool(again & concepts)
        or _NOTHING_NEW.fullmatch(words) is not None
        or any(_says_how_found(concept, words) for concept in concepts)
    )


def _says_how_proven(lower: str, part: Member, words: str) -> bool:
    """Whether it is one more way than a biopsy by which a cancer was proven."""
    if _A_WAY.fullmatch(words) is None or _PROVEN.search(lower) is None:
        return False
    before = _BIOPSY_BEFORE.search(lower, 0, part.start) is not None
    return before or _BIOPSY_BEHIND.match(lower, part.end) is not None


def _shares_its_setting(lower: str, part: Member, words: str, atoms: list[Atom]) -> bool:
    """Whether it is a setting and names no treatment of its own, for it shares that which was read for both settings."""
    if _ENDS_IN_A_SETTING.fullmatch(words) is None or _OTHER_SETTING.match(lower, part.end) is None:
        return False
    behind = next((a for a in atoms if a.start >= part.end and a.requirement.kind is Kind.THERAPY), None)
    return behind is not None and behind.requirement.setting in (None, "early")


def came_during(lower: str, start: int, end: int) -> bool:
    """Whether words only say that it came back during the treatment after which, as goes on, it may have come back too."""
    return _CAME_DURING.fullmatch(lower, start, end) is not None and _OR_WITHIN.match(lower, end) is not None


def _says_when_it_came(lower: str, part: Member, atoms: list[Atom]) -> bool:
    """Whether it says that a cancer came back during the treatment which was read behind it as one that has failed."""
    if not came_during(lower, part.start, part.start + len(lower[part.start : part.end].rstrip(" ,"))):
        return False
    behind = next((a for a in atoms if a.start >= part.end), None)
    return behind is not None and behind.requirement.kind is Kind.THERAPY and behind.requirement.value == "progressed"


# "unable to transition off strong or moderate inhibitors": the verb is of what is named behind it
_GIVING_UP = frozenset({"inability", "discontinue", "stop", "cease", "transition", "switch", "taper", "wean", "off"})
_WORD = regex(r"[a-z][a-z'-]+[a-z']")  # and no code such as "zb-40"
# an item of a list of exclusions that no recogniser takes for more than the trial's own disease: "stroke, cancer, or diabetes"
_ANY_CANCER = regex(
    r"\W*(?:(?:and|or|a|any|history|of|prior|previous|active|current|known)\W+)*(?:breast )?(?:cancers?|malignanc(?:y|ies))(?:\W+(?:and|or))*\W*"
)


def says_something(passage: Passage, words: str) -> bool:
    """Whether words say something that is worth showing; "cancer" does as an item of a list that excludes."""
    return _has_content(words) or (passage.base is Effect.EXCLUDE and _ANY_CANCER.fullmatch(words) is not None)


def _has_content(words: str) -> bool:
    return any(
        word not in FILLERS and word not in _GIVING_UP and not word.endswith("ly") for word in _WORD.findall(words)
    )
