"""Owns what narrows a therapy beyond its name: where radiation was given, how much is meant, how soon the disease came back."""

from __future__ import annotations

from criteria.atoms.therapies.fractions import at_most
from criteria.atoms.therapies.shared_place import shared_place
from criteria.atoms.therapies.steroid_dose import steroid_dose
from criteria.atoms.therapies.therapy_exception import is_all_that_lets_in
from criteria.atoms.therapies.therapy_purpose import purpose
from criteria.atoms.therapies.therapy_route import is_by_either_route, physiologic, route
from criteria.atoms.therapies.therapy_statement import Around, Detail
from criteria.patterns import regex
from criteria.tree import Comparison, Effect
from criteria.words.numbers import NUMBER_OR_WORD, comparator_before, number
from criteria.words.windows import FoundWindow

_OF_TREATMENT = regex(
    r"\s*(?:of|after|from|following|since),?\s+(?:(?:the|their|its|this|that|such|last|final|dose|cycle)\s+)*"
    r"(?:(?:start|starting|initiation|initiating|beginning)\s+(?:of\s+)?"
    r"(?:it|(?:this|that|their|such)\s+(?:treatment|therapy|drug|regimen))\b"
    r"|(?:end|completion|discontinuation|cessation|stopping)\b|complet\w+|receiving|finish\w+"
    r"|(?:treatment|therapy|it)\b|(?<=dose )of\b)"
)
_ANOTHER = regex(r"\s*(?:\([^()]*\))?,?\s*or\s+(?:\w+\s+)?(?:progress|relaps|recur)")
# "progression during or after treatment for metastatic disease or within 6 months of completing adjuvant therapy": of the latter
_OF_ADJUVANT = regex(
    r"\s*(?:of|after|from|following|since)\s+(?:the\s+)?(?:(?:end|completion)\s+of\s+|completing\s+|finishing\s+)?(?:\(?neo\)?-?)?adjuvant\b"
)
_FOR_ADVANCED = regex(r"\b(?:metastatic|advanced|m(?:bc|abc)|labc)\b[^.;]{0,30}\bor\s+$")
# "chemotherapy for recurrent disease (6 weeks since mitomycin)": in which disease, and no relapse
_OF_SUCH_DISEASE = regex(
    r"\bfor\s+(?:[\w/-]+\s+){0,3}?(?:recurrent|metastatic|relapsed|advanced)\s[^()]{0,30}\([^()]*$"
)
_EITHER_TIME = regex(r"\bprogress\w*\s[^.;]{0,40}\b(?:during|on|while)\s+or\s+(?:after|following)\b[^.;]{0,80}\bor\s+$")
# "disease-free interval from the end of adjuvant treatment to recurrence of less than 6 months"
_FREE_INTERVAL = regex(
    r"\b(?:disease|treatment|recurrence|relapse|progression)[- ]free\s+(?:interval|period|survival|time)\b[^.;]*$"
)
_UNTIL_IT = regex(r"\b(?:to|until|and)\s+(?:the\s+|first\s+|disease\s+)*(?:relaps|recur|progress|metasta)")
# "at least a year from the end of chemotherapy to relapse", "an interval of 12 months between adjuvant treatment and relapse"
_INTERVAL = regex(r"\b(?:interval|time|period|delay)\b[^.;]{0,30}$")
_UNTIL_RELAPSE = regex(
    r"\s*(?:therapy\s+|treatment\s+)?(?:to|until|and)\s+(?:the\s+|first\s+|disease\s+|documented\s+)*(?:relaps|recur|progress|metasta)"
)

_TO_SITE = regex(
    r"\s+(?:therapy\s+|treatment\s+)?(?:to|of|involv(?:ing|ed)|encompass(?:ing|ed)|cover(?:ing|ed)|affect(?:ing|ed)"
    r"|includ(?:ing|ed)(?=\s+(?:[<>≥≤]|(?:more|greater)\s+than|over|at\s+least)\s*\d)|on)\s+"
    r"(?P<site>(?!(?:the\s+)?start(?:ing)?\b|(?:less|more)\s+than\s+\S+\s+(?:day|week|month|year)|(?:be|treat|start|enrol|study|random|control|receive)\b)(?:[<>≥≤]\s*)?[^.;,()<>≤≥=]{3,70}?)"
    r"(?=\s*(?:$|[.;,()<>≤≥=]|\b(?:within|prior|before|in\s+the\s+(?:past|last)|is|are|was|for|or|and|less|at\s+(?:least|any)|that|which|with|during"
    r"|allowed|permitted)\b(?!\s+more)))"
)
_PLACE = (
    r"(?:(?:the|upper|lower|same|ipsilateral|contralateral|affected|involved|whole|left|right|regional|draining"
    r"|supraclavicular|infraclavicular|axillary|internal|mammary|lymph)\s+)*"
    r"(?:breasts?(?:\s+(?:being|to\s+be)\s+studied\b)?|chest(?:\s+wall)?|thorax|axillae?"
    r"|nod(?:es|al\s+(?:areas?|regions?|basins?))|region|fossa|neck|head|abdomen|pelvis|groin|spine|spinal\s+cord"
    r"|brain|skull|mediastinum|heart|lungs?|liver|kidneys?|stomach|o?esophagus|thyroid|bones?)\b"
    r"(?!\s*-?\s*(?:(?:and|or)\s+\w+\s+)?(?:"
    r"failure|attack|disease|disorder|metasta|lesion|tumou?r|cancer|nodul|function|dysfunction|involvement|injur"
    r"|transplant|marrow\s+transplant|toxicit|impairment|block|murmur|surger|biops))"
)
# "radiotherapy to the breast, axilla or chest wall", "to the lungs and/or to the abdomen"
_MORE_PLACES = regex(
    rf"(?:\s+wall)?(?:(?:\s*,\s*(?:(?:and/or|and|or)\s+)?|\s+(?:and/or|and|or)\s+|\s*/\s*)(?:to\s+|of\s+)?{_PLACE})+"
)
_OF_EACH = regex(r"\b(?:to|of)\s+")
# "surgery, chemotherapy or radiation to the only area of measurable disease"
_ONLY_AREA = regex(
    r"[^,;.()]{0,20}?\s(?:to|of|on|at|in)\s+(?P<site>"
    r"(?:the|a|an|all)\s+(?:only|sole|single)\s+(?:areas?|sites?|lesions?|measurable|target|evaluable)"
    r"\b[^,;.()]{0,40})"
)
# "surgery, radiation or other treatment for brain metastases", "local therapy of bone lesions": what it was for is where it was given
_FOR_A_SPREAD = regex(
    r"(?:,?\s*(?:(?:and/or|or|and)\s+)?other\s+\w+)?\s+(?:therapy\s+|treatment\s+)?"
    r"(?:(?:,\s+)?for(?:\s+(?:the\s+)?(?:treatment|management|control)\s+of)?"
    r"|to\s+(?:treat|control|relieve|manage|palliate)"
    r"(?:\s+(?:the\s+)?(?:symptoms|pain)\s+(?:of|from|due\s+to|related\s+to))?"
    r"|(?P<at>of|to))\s+"
    r"(?:(?:the|any|known|new|symptomatic|painful|active|existing|their)\s+)*"
    r"(?P<site>"
    r"(?:brain|cns|central\s+nervous\s+system|cerebral|leptomeningeal|bone|bony|skeletal|liver|hepatic|lung|pulmonary"
    r"|skin|cutaneous|spinal|spine)\s+(?:metasta\w+|lesions?|involvement))"
)
# "surgery on the affected breast"
_ON_A_BREAST = regex(
    r"(?:\(s\))?(?:\s*,?\s+(?:or|and|and/or)\s+(?:\w+\s+)?procedures?(?:\(s\))?)?\s+"
    r"(?:to|of|on|in|involving|affecting)\s+(?:(?:the|either|any|her|their|your|one|both|an?)\s+)*"
    r"(?P<site>"
    r"(?:(?:same|other|opposite|affected|involved|ipsi-?lateral|contra-?lateral|left|right|study|index|treated|target"
    r"|diseased)\s+){0,2}breasts?)\b(?!\s+(?:cancer|tumou?r|carcinoma|lesion|mass|nodule|conserv|reconstr))"
)
_LOCAL_OR_NOT = frozenset({"radiation therapy", "surgery", "chemotherapy", "anticancer therapy", "systemic therapy"})
_OF_ONE_PLACE = frozenset({"radiation therapy", "surgery", "stereotactic radiosurgery", "local therapy"})
_AMOUNT = regex(
    rf"(?P<number>{NUMBER_OR_WORD})(?P<more>\s*\+|\s+or\s+more|\s+or\s+fewer|\s+or\s+less)?\s+(?:full\s+|complete\s+|prior\s+|previous\s+)*"
    r"(?P<unit>cycles?|courses?|doses?|weeks?|months?|years?|days?|fractions?)"
    r"(?P<also>\s+or\s+(?:more|longer|less|fewer))?\s+(?P<joint>or|of)\s+"
    r"(?:(?:"
    r"prior|previous|the|an?|any|neo-?|adjuvant|neoadjuvant|systemic|weekly|oral|intravenous|\(neo\)adjuvant|standard"
    r"|continuous|full|single-agent|first-line|pre-?operative|post-?operative|and/or|or)[\s/-]+)*"
    r"(?:(?:therapy|treatment)\s+with\s+(?:an?\s+)?|standard\s+doses?\s+of\s+)?$"
)
_RELAPSED = regex(
    r"\b(?:relaps\w*|recur\w*|progress\w*(?![- ]free)|pd(?= (?:must|should|has|have|had|during|within|occur))"
    r"|(?:disease|recurrence|relapse|treatment|chemotherapy)[- ]free[- ](?:interval|period|survival|time)|\bdfi\b"
    r"|metasta\w+)\b[^.;]{0,70}$"
)


# "for metastatic disease, or treatment within 12 months with X": nothing came back
_OR_TREATED = regex(r"\b(?:or|and)\s+(?:(?:any|prior|previous|other)\s+)*(?:treatments?|therap(?:y|ies)|exposure)\s*$")


# "and was discontinued from that treatment due to a grade 3 or higher irAE": how bad it was, no record tells
_SO_BAD = regex(
    r"[^.;]{0,220}?(?P<what>"
    r"(?:(?:and|but|that|which)\s+)?(?:was\s+|were\s+|has\s+been\s+|had\s+to\s+be\s+)?(?:permanently\s+)?"
    r"(?:discontinued|stopped|withdrawn|withdrew)\s+(?:from\s+)?(?:(?:that|this|the|their|such|it)\s+)?"
    r"(?:(?:treatment|therapy|agent|drug|inhibitor)\s+)?(?:due\s+to|because\s+of|for|owing\s+to)\s+(?:an?\s+|any\s+)?)"
    r"(?P<why>(?:[≥>]=?\s*)?(?:grade\s*[≥>]?=?\s*\d|severe|serious|life-threatening)[^.;,()]{0,60})(?:\([^()]{1,20}\))?"
)


def narrowed(words: Around) -> Detail:
    """The details of a therapy: its name's own, the dose of a steroid, the site of radiation, what it was given for."""
    own = _narrowed(words)
    if (bad := _SO_BAD.match(words.after)) is not None:
        last = words.passage.lower.find(words.after, words.name.end)
        words.passage.claimed.append((last + bad.start("what"), last + bad.end()))
        own = tuple(sorted((*own, ("reason", bad["why"].strip()))))
    if words.name.concept == "radiation therapy" and (few := at_most(words.passage, words.name.end)) is not None:
        own = tuple(sorted((*own, ("fractions", few))))
    if is_all_that_lets_in(words):
        own = tuple(sorted((*own, ("given", "alone"))))
    known, told = dict(own).get("for"), purpose(words)
    if told is None or known not in (None, "cancer"):
        return own
    if known is not None and told != "breast cancer":
        return own  # "definitive surgery" is for a cancer; the words behind it may say for which
    return tuple(sorted((*(pair for pair in own if pair[0] != "for"), ("for", told))))


# "ipsilateral breast radiation", "radiation to the chest wall": the place as the name of the treatment spells it
_NEAR_THE_BREAST = ((("site", "breast"),), (("site", "chest"),))
_SPELT_PLACE = regex(
    r"\b(?:(?:ipsi|contra)-?lateral\s+)?(?:chest wall|breast|chest|thora\w+|mediastin\w+|mantle|lung)\b"
)
_WALL = regex(r"\s+wall\b")
_SIDE = regex(r"\b(?P<side>ipsi-?lateral|contra-?lateral|affected|involved|same|opposite|other|left|right)\s+$")


def _as_spelt(words: Around, own: Detail) -> str:
    """The place in the name of a treatment with its side, and with the part of the chest that the words tell."""
    told = own[0][1]
    if own in _NEAR_THE_BREAST:
        spelt = _SPELT_PLACE.search(words.passage.lower, words.name.start, words.name.end)
        told = spelt.group() if spelt else told
    return _side(words) + ("chest" if told.startswith("thora") else told)


def _side(words: Around) -> str:
    """The side in front of a treatment, with a space behind it; nothing where there is none."""
    side = _SIDE.search(words.own)
    return f"{side['side']} " if side is not None else ""


_A_PLACE = regex(r"(?:(?!(?:must|should|may|has|have|is|are)\b)[a-z][a-z/-]*[ ]?){1,4}")  # and nothing said of it


def _narrowed(words: Around) -> Detail:
    if (dose := steroid_dose(words.passage, words.name)) is not None:
        return tuple(sorted((*words.name.detail, ("dose", dose))))
    if words.name.concept == "corticosteroid" and physiologic(words):
        return tuple(sorted((*words.name.detail, ("dose", "<= 10 mg prednisone"))))
    own = () if is_by_either_route(words) else words.name.detail or route(words)
    if words.name.concept in _LOCAL_OR_NOT and (area := _ONLY_AREA.match(words.after)) is not None:
        return (("site", area["site"]),)
    spread = _FOR_A_SPREAD.match(words.after) if words.name.concept in _OF_ONE_PLACE and not own else None
    if spread is not None and not (spread["at"] and words.name.concept == "radiation therapy"):  # which has more places
        return (("site", spread["site"]),)
    if words.name.concept == "surgery" and not own and (breast := _ON_A_BREAST.match(words.behind)) is not None:
        return (("site", breast["site"]),)
    if words.name.concept == "radiation therapy" and (not own or own[0][0] == "site"):
        return _irradiated(words, own)
    if words.name.concept == "radiation therapy" and own == (("intent", "curative"),):
        return tuple(sorted((*own, *(one for one in _irradiated(words, ()) if _A_PLACE.fullmatch(one[1])))))
    return own or _shared(words)


def _shared(words: Around) -> Detail:
    """The place that stands behind the last of several local treatments, as that of each."""
    shared = shared_place(words.name.concept, words.passage.lower, words.name.end)
    return (("site", shared),) if shared is not None else ()


def _irradiated(words: Around, own: Detail) -> Detail:
    """The site of radiation, of which its name may tell the ``own`` one."""
    spelt = words.passage.lower[words.name.start : words.name.end]
    if own:
        own = (("site", _as_spelt(words, own)),)
    site = None if own else _TO_SITE.match(words.behind)
    if site is None and not own and (side := _side(words)) and "lateral" in side:
        return (("site", f"{side}breast"),)
    if site is None and not own and (shared := _shared(words)):
        return shared
    if site is None and " to " not in spelt:
        return own
    place, end = (_side(words) + site["site"].strip(), site.end()) if site else (own[0][1] if own else "", 0)
    more = _MORE_PLACES.match(words.behind, end)
    if more is None and own and place.endswith("chest") and _WALL.match(words.behind):
        place = f"{place} wall"
    if more is None:
        return (("site", place),) if place else ()
    words.passage.claimed.append((words.name.end, words.name.end + more.end()))
    return (("site", (place + _OF_EACH.sub("", more.group())).strip()),)


_FOR_CYCLES = regex(
    rf"[^.;,()]{{0,30}}?\bfor\s+(?:at\s+least|a\s+minimum\s+of|[≥>]=?|more\s+than)\s*(?P<number>{NUMBER_OR_WORD})\s+"
    r"(?P<unit>cycles?|courses?|doses|injections|infusions)\b(?!\s*,?\s*or\s+(?:\d|one|two|three))"
)
_SHORTEST = regex(r"\bminimum\s+(?:duration|length|time)\s+(?:of|on|for|with)\s+(?:[\w-]+\s+){0,3}$")
_IS_SO_LONG = regex(
    rf"[^.;]{{0,50}}?\b(?:is|are|of|was|must\s+be|should\s+be)\s+(?:at\s+least\s+)?(?P<number>{NUMBER_OR_WORD})\s+"
    r"(?P<unit>weeks?|months?|years?|cycles?|courses?)\b"
)


def _behind(words: Around) -> Comparison | None:
    """How much of the therapy is meant by the words behind it: "for at least 4 cycles", "the minimum duration … is 2 years"."""
    lower, end = words.passage.lower, words.name.end
    told = _FOR_CYCLES.match(lower, end)
    if told is None and _SHORTEST.search(words.own):
        told = _IS_SO_LONG.match(lower, end)
    if told is None:
        return None
    unit = told["unit"] if told["unit"].endswith("s") else f"{told['unit']}s"
    return Comparison(">=", number(told["number"]), unit)


_OR_OTHER = regex(r"\b(?:or|and/or)\s+other\s+$")


def amounts(words: Around) -> list[Comparison]:
    """How much of the therapy is meant, when not any: "more than two cycles of", "< 3 months or > 6 months of" it."""
    if (told := _behind(words)) is not None:
        return [told]
    listed = words.name.start > words.first and words.passage.base is Effect.EXCLUDE
    if listed and _OR_OTHER.search(words.passage.lower, words.first, words.name.start):
        words = words._replace(own=words.before)  # "> 4 weeks of tamoxifen, or other hormonal therapy": as long of that
    found: list[Comparison] = []
    own, shift = words.own, words.name.start - len(words.own)
    while match := _AMOUNT.search(own):
        if not found and match["joint"] == "or":
            break  # "radiotherapy within 4 weeks or palliative radiation within 2"
        begin, op = comparator_before(own, match.start())
        more = match["more"] or match["also"]
        if op is None and more:
            op = "<=" if more.endswith(("fewer", "less")) else ">="
        if op is None:
            break
        unit = match["unit"] if match["unit"].endswith("s") else f"{match['unit']}s"
        if found:
            words.passage.claimed.append((shift + begin, shift + match.end("unit")))
        found.insert(0, Comparison(op, number(match["number"]), unit))
        own = own[:begin]
    return found


# "progression on, or within 6 months of": how long it had held does not matter
_OR_DURING = regex(
    r"\b(?:progress|relaps|recur)\w*\s+(?:disease\s+)?(?:either\s+)?(?:while\s+|whilst\s+)?(?:on|during|under|receiving|taking)\b[^.;]{0,60}\bor\s+$"
)


# "progression within 6 months of starting": counted from its first dose, not from its last
_OF_ITS_START = regex(r"\b(?:start(?:ing)?|beginning|initiat(?:ion|ing)|commenc(?:ing|ement))\b")
_NEAR = 30  # characters behind a time in which it says what it is counted from


def relapse(words: Around, found: FoundWindow | None) -> str | None:
    """How long after the therapy the disease came back: "relapsed more than 12 months from completion of" it."""
    if found is None:
        return None
    lower, name = words.passage.lower, words.name
    if found.end <= name.start:
        before = lower[max(0, found.start - 80) : found.start]
        described = _OR_TREATED.search(before) or _OF_SUCH_DISEASE.search(before)
        came = None if described else _RELAPSED.search(before)
        if came is None and _UNTIL_RELAPSE.match(lower, name.end):
            came = _INTERVAL.search(before)
        if came is None and _OF_ADJUVANT.match(lower, found.end):
            came = _EITHER_TIME.search(lower, max(0, found.start - 180), found.start)
    else:  # "adjuvant letrozole and relapsed within 12 months after the end of it"
        between = lower[name.end : found.start]
        if _FOR_ADVANCED.search(between) and _OF_ADJUVANT.match(lower, found.end):
            return None
        of_it = _OF_TREATMENT.match(lower, found.end) is not None and not _ANOTHER.match(between)
        until = _FREE_INTERVAL.search(words.own) is not None and _UNTIL_IT.search(between) is not None
        came = _RELAPSED.search(between) if of_it or until else None
    if came is None:
        return None
    during = " or during" if _OR_DURING.search(lower, max(0, found.start - 80), found.start) else ""
    upto = found.end + _NEAR if found.start > name.start else min(found.end + _NEAR, name.start)
    counted = " of its start" if _OF_ITS_START.search(lower, found.start, upto) else ""
    return f"{found.window.op} {found.window.number:g} {found.window.unit}{counted}{during}"
