"""Owns operations elsewhere than on the breast: where on the body they were, as the words before or behind "surgery" say."""

from __future__ import annotations

from criteria.patterns import regex

_PLACE = (
    r"(?:abdom\w+|abdominopelvic|pelvi[cs]|gyna?ecologic\w*|uterine|ovarian|vagina\w*|vulvar|bartholin(?:['’]?s)?(?:\s+gland)?|spin(?:e|al)|lumb\w+|cervical\s+spine|back|vertebral"
    r"|hips?|knees?|joints?|shoulders?|foot|hands?|limbs?|(?:lower|upper)\s+(?:limbs?|extremit\w+|gi)|orthopa?edic|eyes?|(?:intra)?ocular|ophthalm\w+|cataract|corneal|retinal|dental|oral|jaws?|maxillofacial"
    r"|cardiac|heart|open[- ]heart|coronary|valv\w+|vascular|carotid|aortic|arterial|brain|(?:intra)?cranial|gastric|stomach|gastro-?\w+|gi|bowel|intestin\w+|colon|colorectal|rect(?:al|um)"
    r"|o?esophag\w+|liver|hepat\w+|biliary|pancrea\w+|renal|kidneys?|urolog\w+|bladder|prostat\w+|thyroid|parathyroid|neck|throat|nasal|sinus|ear|hernia)"
)
_MORE = rf"(?:(?:\s*,\s*(?:or\s+|and\s+)?|\s+(?:or|and|and/or)\s+|\s*/\s*){_PLACE})*"
_BEFORE = regex(rf"(?<![\w-])(?P<site>{_PLACE}{_MORE})(?:\s+tract)?\s+$")
_BEHIND = regex(
    rf"(?:\s+procedures?)?\s+(?:to|of|on|in|at|involving|affecting)\s+(?:(?:the|their|her|your|either|any|a|an)\s+)*(?P<site>{_PLACE}(?:\s+(?:spine|tract|gland|cavity|joint))?{_MORE})(?!\s*(?:,|/|\b(?:or|and|and/or)\b)\s*(?:\w+\s+){{0,2}}(?:breast|chest|axilla|thora))(?=\s*(?:$|[.;,()]|\b(?:within|prior|before|in|that|which|with|during|or|and|less|at)\b))"
)

_GOES_ON = regex(r"(?:,|/|\b(?:or|and|and/or))\s*$")  # "breast or abdominal surgery"


def elsewhere(own: str, behind: str) -> str | None:
    """The place of an operation, where the words right before or behind "surgery" name one away from the breast.

    >>> elsewhere("prior pelvic ", " within 4 weeks"), elsewhere("prior ", " of the breast")
    ('pelvic', None)
    """
    found = _BEFORE.search(own)
    if found is not None and _GOES_ON.search(own, 0, found.start()):
        return None
    found = found or _BEHIND.match(behind)
    return str(found["site"]) if found is not None else None
