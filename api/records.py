"""Owns the JSON in which studies, criteria and matches leave, whichever interface they leave by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from criteria.criterion import Criteria, Criterion, facts_of
from criteria.lint import lint
from criteria.render import render
from criteria.tree import AtLeast, Leaf, Node, Unparsed, children

if TYPE_CHECKING:
    from indexer.study import Site, Study
    from matcher.match import Match

Record = dict[str, Any]


def criteria_record(criteria: Criteria, *, audience: str = "clinician") -> Record:
    """All criteria with their words, facts, logic and plain sentences, and what lint warns of.

    ``coverage`` and ``read`` are shares of words, 0–1; ``start`` and ``end`` count characters of the text.
    """
    return {
        "coverage": criteria.coverage,
        "arms": list(criteria.arms),
        "criteria": [_criterion_record(criterion, criteria.text, audience) for criterion in criteria.criteria],
        "warnings": [str(warning) for warning in lint(criteria)],
    }


def _criterion_record(criterion: Criterion, text: str, audience: str) -> Record:
    return {
        "start": criterion.span.start,
        "end": criterion.span.end,
        "words": criterion.span.of(text),
        "section": str(criterion.section),
        "arm": criterion.arm,
        "read": criterion.read,
        "registry_field": criterion.registry_field,
        "sentence": render(criterion.node, text, audience=audience),
        "facts": [fact.record(text) for fact in facts_of(criterion)],
        "tree": node_record(criterion.node),
    }


def node_record(node: Node) -> Record:
    """The logic below ``node``: ``is`` names the kind of node, ``of`` holds its parts."""
    place: Record = {"is": type(node).__name__.lower(), "start": node.span.start, "end": node.span.end}
    match node:
        case Leaf(requirement):
            return place | {"kind": str(requirement.kind), "concept": requirement.concept}
        case Unparsed(_, why):
            return place | {"why": why}
        case AtLeast(count):
            place["count"] = count
    return place | {"of": [node_record(child) for child in children(node)]}


def study_record(study: Study) -> Record:
    """What a search shows of a study."""
    return {
        "nct_id": study.nct_id,
        "title": study.title,
        "official_title": study.official_title,
        "acronym": study.acronym,
        "status": study.status,
        "study_type": study.study_type,
        "phases": list(study.phases),
        "sponsor": study.sponsor,
        "conditions": list(study.conditions),
        "interventions": [intervention.name for intervention in study.interventions],
        "start_date": study.start_date,
        "last_update_posted": study.last_update_posted,
    }


def full_study_record(study: Study) -> Record:
    """All that is known of a study, its sites and contacts included."""
    return study_record(study) | {
        "summary": study.summary,
        "arms": [{"label": arm.label, "type": arm.type, "description": arm.description} for arm in study.arms],
        "eligibility": study.eligibility,
        "sex": study.sex,
        "minimum_age": study.minimum_age,
        "maximum_age": study.maximum_age,
        "healthy_volunteers": study.healthy_volunteers,
        "sites": [site_record(study, site) for site in study.sites],
        "contacts": [{"name": c.name, "phone": c.phone, "email": c.email} for c in study.contacts],
    }


def site_record(study: Study, site: Site) -> Record:
    """A site with the status that holds there."""
    return {
        "facility": site.facility,
        "status": study.site_status(site),
        "city": site.city,
        "state": site.state,
        "zip": site.zip,
        "country": site.country,
        "lat": site.lat,
        "lon": site.lon,
    }


def match_record(match: Match, *, audience: str = "clinician") -> Record:
    """One ranked trial: the study, the screening in full, the nearest recruiting site and what the rank is made of."""
    screening = match.screening.full_record(match.criteria.text, audience=audience)
    features = [{"name": f.name, "value": f.value, "weight": f.weight, "why": f.why} for f in match.rank.features]
    return {
        "study": study_record(match.study),
        "screening": screening,
        "nearest": None if match.nearest is None else site_record(match.study, match.nearest) | {"km": match.km},
        "rank": {"total": match.rank.total, "features": features},
    }
