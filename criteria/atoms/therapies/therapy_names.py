"""Owns which therapies a passage names: those of the vocabulary, open-named classes and drugs, and treatment in general."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from criteria import vocabulary
from criteria.atoms.therapies.dated_biopsy import BIOPSY, keeps_out
from criteria.atoms.therapies.donors import donor
from criteria.atoms.therapies.enzymes import enzyme_drugs, strength
from criteria.atoms.therapies.local_steroids import acts_in_one_place
from criteria.atoms.therapies.steroid_dose import of_that_strength
from criteria.atoms.therapies.surgery_site import place
from criteria.atoms.therapies.therapy_described import described_names
from criteria.atoms.therapies.therapy_general import general_names, is_based_on, is_said_by, is_told_of_before
from criteria.atoms.therapies.therapy_name import Name, Taken
from criteria.atoms.therapies.therapy_open import conjugates, of_its_target, open_names, shared_heads
from criteria.atoms.therapies.therapy_opposites import opposites
from criteria.atoms.therapies.therapy_qualified import widened
from criteria.atoms.therapies.therapy_receptors import receptor_names
from criteria.atoms.therapies.therapy_spelling import named_by, named_together
from criteria.atoms.therapies.therapy_statement import Detail
from criteria.atoms.therapies.therapy_unknown import unlisted_names
from criteria.atoms.therapies.therapy_words import word_names
from criteria.patterns import regex
from criteria.text.passage import Passage
from criteria.text.tag import Mention
from criteria.tree import Effect, Kind

_NAIVE = regex(r"(?:[- ]na[iï]ve)\b")
_EQUIVALENT = regex(r"\s*(?:\(?or\s+)?(?:an?\s+)?(?:dose\s+)?equivalen|-equivalen")
# names that ask nothing by themselves, or that are read as treatment in general
_PASSED_OVER = frozenset({"first-line therapy", "prior therapy", "concomitant medication", BIOPSY, "hysterectomy", "surgical sterilization",
                          "radioactive tracer", "contrast agent", "psychotherapy", "vascular access device",
                          "exercise program"})  # fmt: skip
# "minor surgery, excluding placement of a port", "port placement is not considered surgery"
_SURGERY = regex(r"\bsurg|\bprocedures?\b|\boperations?\b")
_EXCEPTED = regex(r"\b(?:exclud\w+|except\w*|other than|apart from|aside from|not including|besides)\b[^.;()]{0,60}$")
_LET_IN = regex(
    r"[^.;()]{0,40}?\b(?:allowed|permitted|acceptable|excepted|not (?:be )?(?:considered|counted|count|regarded))\b"
)
_MILLIGRAMS = regex(r"\bmg\s*(?:/\s*d\w*|per\s+day|daily)?\s*(?:of\s+)?(?:oral\s+)?$")
# "or an equivalent dose of another steroid" only says what the dose before it is worth
_EQUALS = regex(r"\bequivalents?(?: doses?)? (?:of|for|to|with) (?:an? )?(?:other|another|any|different) (?:\w+ )?$")
_STEROIDS = frozenset({"prednisone", "prednisolone", "methylprednisolone", "dexamethasone", "hydrocortisone"})
_JOINED = regex(r"\s*(?:[/+,]|\b(?:and|plus|followed by|with)\b)\s*")
_SHARED = ("inhibitor", "inducer", "substrate", "body irradiation")
# "cranial, pelvic, or spinal radiation": where it was given, in one list
_SITE = (
    r"(?:pelvic|cranial|spinal|cranio-?spinal|mediastinal|thoracic|abdominal|para-?\s?aortic|chest(?:[- ]wall)?"
    r"|whole[- ]brain|whole[- ]lung|brain|breast|axillary|nodal|supraclavicular|lung|hepatic|liver|bone|neck"
    r"|head and neck|inverted y|mantle)"
)
_SITES = regex(rf"\b{_SITE}(?:\s*,\s*{_SITE})*(?:\s*,?\s*(?:or|and|and/or)\s+|\s*,\s*|/)(?:{_SITE}\s+)?$")
_SITES_REACH = 120  # characters
_STRONG: Detail = (("strength", "strong"),)
_STRONG_TOO = regex(r"\b(?:strong|potent)(?:ly)?(?:\s*/\s*|,?\s+(?:or|and|and/or)\s+)$")
_WEAKER = regex(r"\b(?:moderate|mild|weak)(?:ly)?(?:\s*/\s*|,?\s+(?:or|and|and/or|to)\s+)$")
_SALT = regex(
    r"\s+(?:"
    r"hydrochloride|mesylate|dimesylate|ditosyl?ate|tosylate|acetate|citrate|succinate|(?:di)?phosphate|(?:di)?sodium"
    r"|tartrate|malate|maleate|besylate|fumarate|sulfate|hydrobromide)\b"
)
_RECEPTOR = regex(r"s?\s+receptor")
_OF_WHICH_FACTOR = regex(r"\b(?:endothelial|epidermal|fibroblast|like|derived|transforming|hepatocyte)\s+$")
_METASTASES = regex(r"\s+metasta")
_SUCH = regex(
    r"\b(?:received|had|taken|undergone|completed)\s+"
    r"(?P<such>such\s+(?:an?\s+)?(?:therap(?:y|ies)|treatments?|agents?|drugs?|medications?))"
    r"(?=\s+(?:within|in\s+the|during|less|[<≤]))"
)
# "if she has received another one, she must have progressed on that therapy"
_ON_IT = regex(
    r"\b(?:"
    r"(?:progress\w*|relapsed|failed)\s+(?:(?:on|while|whilst|after|during|following|receiving|or)\s+)+|no\s+longer\s+benefit\w*\s+from\s+)"
    r"(?P<such>(?:the|that|this|such|these|those)\s+(?:subsequent\s+|additional\s+|further\s+|same\s+|latter\s+)?"
    r"(?:therap(?:y|ies)|treatments?|agents?|drugs?|regimens?))(?=\s*(?:$|[.;,)]))"
)
# "alone or in combination with X"
_BESIDE = regex(r"\bor\s+(?:in\s+combination|combined|together)\s+with\s+(?:\w+\s+)?$")
# "immunization with attenuated live vaccines": it is no other vaccine than the one behind it
_WITH_A_KIND_OF_IT = regex(
    r"\s+(?:with|by|of|using)\s+(?:(?:an?|any|the)\s+)?(?:[\w,/-]+\s+){0,2}(?:live|attenuated|inactivated|killed|influenza)\b[\w\s,/-]{0,30}?\bvaccine"
)
_OF_A_RECONSTRUCTION = regex(r"\breconstruct\w*|\bexpanders?\b|\bimplants?\b|\bdermal\b|\bte\b|\bmatrix\b")
_ANTIBODIES = frozenset({"monoclonal antibody", "antibody-based therapy"})
_ANTI = regex(r"\banti-[\w/-]{2,18}[ -]$")


def names(passage: Passage) -> list[Name]:
    """The therapies named, in order, none inside another."""
    lower = passage.lower
    found = [
        Name(begin, end, concept, detail=_acting(strength(lower, begin))) for begin, end, concept in enzyme_drugs(lower)
    ]
    found += [*word_names(passage), *conjugates(passage), *receptor_names(passage)]
    for mention in passage.of_kind(Kind.THERAPY):
        if mention.name == BIOPSY and keeps_out(passage, mention):
            found.append(Name(mention.start, mention.end, mention.name))
            continue
        if not _EQUALS.search(lower, 0, mention.start):
            found += (of_its_target(passage, name) for name in _mentioned(lower, mention))
    taken = Taken(len(lower))
    for name in found:
        taken.take(name.start, name.end)
    found += open_names(passage, taken)
    found += [*shared_heads(passage, found), *opposites(passage, found)]
    for name in found:
        taken.take(name.start, name.end)
    general = general_names(lower, taken, min((name.start for name in found), default=len(lower)))
    if passage.base is Effect.EXCLUDE:
        general = [name for name in general if not is_told_of_before(lower, name)]
    for name in general:
        taken.take(name.start, name.end)
    found += [*general, *described_names(passage, taken), *unlisted_names(passage, taken)]
    found += _named_again(lower, found)
    if not found:
        return []
    kept = _without_nouns(lower, _apart(found))
    return [name for name, after in zip_longest(kept, kept[1:]) if not is_said_by(lower, name, after)]


def _named_again(lower: str, found: Sequence[Name]) -> list[Name]:
    """A therapy that "such therapy" names again, where more is told of it: "or has received such therapy within 30 days"."""
    again = []
    for match in (*_SUCH.finditer(lower), *_ON_IT.finditer(lower)):
        before = (n for n in found if n.end <= match.start() and not _BESIDE.search(lower, 0, n.start))
        last = max(before, key=lambda name: name.end, default=None)
        if last is not None:
            again.append(last._replace(start=match.start("such"), end=match.end("such")))
    return again


def _mentioned(lower: str, mention: Mention) -> list[Name]:
    """What a find of the vocabulary names: nothing when it only measures a dose, its drugs when it spells a regimen."""
    words = lower[mention.start : mention.end]
    if (any_steroid := of_that_strength(lower, mention)) is not None:
        return [any_steroid]
    if _is_passed_over(lower, mention):
        return []
    if several := named_together(words, mention.name):
        return [Name(mention.start, mention.end, concept, shared=True) for concept in several]
    concept, detail = widened(named_by(words, mention.name), lower, mention.start)
    mention = _whole(lower, mention)
    if concept == "endocrine therapy" and lower[max(0, mention.start - 4) : mention.start].startswith("non"):
        is_systemic = "systemic" in lower[max(0, mention.start - 16) : mention.start]
        concept = "systemic therapy" if is_systemic else "anticancer therapy"
        detail = (("not", "endocrine therapy"),)
    elif concept == "radiopharmaceutical" and ("radiotherap" in words or "radiation" in words):
        concept, detail = "radiation therapy", (("extent", "systemic"),)
    if detail == _STRONG and (beside := _WEAKER.search(lower, max(0, mention.start - 30), mention.start)) is not None:
        detail = _acting("moderate or strong" if beside.group().startswith("moderate") else None)
    elif detail == () and "moderate" in words and _STRONG_TOO.search(lower, max(0, mention.start - 30), mention.start):
        detail = _acting("moderate or strong")
    if concept == "radiation therapy" and (
        sites := _SITES.search(lower, max(0, mention.start - _SITES_REACH), mention.start)
    ):
        detail = (("site", lower[sites.start() : mention.start + len(words.rpartition(" ")[0])].strip()),)
        mention = mention._replace(start=sites.start())
    if concept == "surgery" and (there := place(lower, mention.start, mention.end)) is not None:
        detail = tuple(sorted((*detail, ("site", there[2]))))
        mention = mention._replace(start=there[0], end=there[1])
    if concept == "corticosteroid" and (start := acts_in_one_place(lower, mention)) is not None:
        detail, mention = (("route", "inhaled"),), mention._replace(start=start)
    if concept == "stem cell transplant":
        detail = donor(lower, mention.start, mention.end, detail)
    tail = _NAIVE.match(lower, mention.end)
    whole = Name(mention.start, tail.end() if tail else mention.end, concept, naive=tail is not None, detail=detail)
    return (_spelt_out(words, mention) if _JOINED.search(words) else []) or [whole]


def _is_passed_over(lower: str, mention: Mention) -> bool:
    """Whether a find is no therapy here: it measures a dose, or is a part of another name."""
    if mention.name == "vascular access device" and _SURGERY.search(lower):
        return not (_EXCEPTED.search(lower, 0, mention.start) or _LET_IN.match(lower, mention.end))
    if mention.name in _PASSED_OVER or lower.startswith("-like", mention.end):
        return True  # "insulin-like growth factor"
    if mention.name in _STEROIDS and _measures(lower, mention):
        return True  # "10 mg of prednisone or equivalent"
    if lower.startswith("adm", mention.start) and mention.end - mention.start == len("adm"):
        return _OF_A_RECONSTRUCTION.search(lower) is not None  # an acellular dermal matrix
    if mention.name == "growth factor":  # "inhibitors of the epidermal growth factor receptor"
        return any((_RECEPTOR.match(lower, mention.end), _OF_WHICH_FACTOR.search(lower, 0, mention.start)))
    if mention.name == "vaccine" and _WITH_A_KIND_OF_IT.match(lower, mention.end) is not None:
        return True
    if mention.name not in _ANTIBODIES:
        return False
    return _ANTI.search(lower, max(0, mention.start - 24), mention.start) is not None  # "anti-PVRIG antibody"


def _whole(lower: str, mention: Mention) -> Mention:
    """The find with the salt behind it, and without a purpose that is another: "chemotherapy for breast cancer metastases"."""
    at = lower.find(" for ", mention.start, mention.end)
    if at >= 0 and _METASTASES.match(lower, mention.end):
        return mention._replace(end=at)
    salt = _SALT.match(lower, mention.end)
    return mention if salt is None else mention._replace(end=salt.end())


def _acting(strength: str | None) -> Detail:
    return (("strength", strength),) if strength else ()


def _spelt_out(words: str, mention: Mention) -> list[Name]:
    """The drugs of a regimen that is spelt by them: "doxorubicin and cyclophosphamide"; nothing where it is not."""
    known = vocabulary.load()
    regimen = known.find(Kind.THERAPY, mention.name)
    if regimen is None or not regimen.components:
        return []
    drugs, at = [], 0
    for joint in [*_JOINED.finditer(words), None]:
        end = joint.start() if joint else len(words)
        drug = known.find(Kind.THERAPY, words[at:end])
        if drug is None:
            return []
        drugs.append(Name(mention.start + at, mention.start + end, drug.name))
        at = joint.end() if joint else end
    return drugs if len(drugs) > 1 else []


def _measures(lower: str, mention: Mention) -> bool:
    """Whether a steroid only measures the dose of steroids."""
    if _EQUIVALENT.match(lower, mention.end):
        return True
    return "steroid" in lower and _MILLIGRAMS.search(lower, max(0, mention.start - 24), mention.start) is not None


def _apart(found: list[Name]) -> list[Name]:
    """Names in order; of two at one place the longer stays, unless both are read from the same words."""
    kept: list[Name] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        near = kept[-_NEAR:]
        if not any(k.start < name.end and name.start < k.end and not _pair(k, name) for k in near):
            kept.append(name)
    return kept


def _without_nouns(lower: str, found: list[Name]) -> list[Name]:
    """The names without those that are the noun of the one right before: "anti-PD-1 monoclonal antibody"."""
    kept: list[Name] = []
    for name in found:
        before = kept[-1] if kept else None
        if before is not None and any(is_one(lower, before, name) for is_one in _ONE_NAME):
            kept[-1] = before._replace(end=name.end)
            continue
        kept.append(name)
    return kept


def _says_the_same(lower: str, before: Name, name: Name) -> bool:
    between = lower[before.end : name.start]
    if before.concept == name.concept or not _GLUE.fullmatch(between):
        return False
    known = vocabulary.load()
    if name.concept in _ANTIBODIES or (before.concept, name.concept) == _ONE_OPERATION:
        return True
    narrower = known.is_a(Kind.THERAPY, before.concept, name.concept)
    if name.concept == "surgery":
        return narrower or known.find(Kind.THERAPY, before.concept) is None
    return between in (" ", "-") and narrower


def _is_its_purpose(lower: str, before: Name, name: Name) -> bool:
    """Whether a name only says what the one before it is for: "antibodies for direct anticancer treatment"."""
    return name.concept in _ANY_TREATMENT and _FOR.fullmatch(lower, before.end, name.start) is not None


def _is_its_noun(lower: str, before: Name, name: Name) -> bool:
    """Whether a name is no more than the noun of the one before it: "retinoid therapy for breast cancer"."""
    bare = lower.startswith(("therap", "treatment"), name.start)
    return bare and name.concept in _ANY_TREATMENT and lower[before.end : name.start] == " "


def _is_its_short_form(lower: str, before: Name, name: Name) -> bool:
    """Whether brackets only shorten the last words of the name before them: "a HER3 antibody-drug conjugate (ADC)"."""
    if lower[before.end : name.start] not in _OPENS or lower[name.end : name.end + 1] not in _CLOSES:
        return False
    if name.end - name.start > _SHORT or before.concept == name.concept:
        return False
    of_one_noun = before.concept.rpartition(" ")[2] == name.concept.rpartition(" ")[2]
    return before.concept.endswith(f" {name.concept}") or (
        of_one_noun and vocabulary.load().is_a(Kind.THERAPY, before.concept, name.concept)
    )


_ONE_NAME = (_says_the_same, _is_its_purpose, _is_its_noun, is_based_on, _is_its_short_form)
_OPENS, _CLOSES = (" (", " ["), (")", "]")
_SHORT = 5  # letters of an abbreviation


# what may stand between a name and its noun: "anti-PD-1 (or similar) therapeutic antibodies", "breast reduction mammoplasty surgery"
_GLUE = regex(
    r"[\s)\]-]+(?:(?:therapeutic|targeted|targeting|monoclonal|blocking|mammoplasty|mammaplasty|reconstruction)\s+)?"
)
_ONE_OPERATION = ("tissue expander", "reconstructive surgery")
_ANY_TREATMENT = frozenset({"anticancer therapy", "systemic therapy", "curative therapy"})
_FOR = regex(
    r"\)?\s*(?:therapy\s+|treatment\s+|agents?\s+)?(?:used\s+|given\s+|intended\s+)?for\s+(?:(?:the|a|direct|active|other)\s+)*"
)
_NEAR = 6  # how many names can share one stretch of words


def _pair(left: Name, right: Name) -> bool:
    """Two therapies read from words that they share: actions on one enzyme, "hemi- or total-body irradiation"."""
    return left.concept != right.concept and left.concept.endswith(_SHARED) and right.concept.endswith(_SHARED)
