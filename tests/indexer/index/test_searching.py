"""What any index of studies must find, whatever stores it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from criteria.criterion import Criteria
from criteria.tree import Leaf, walk
from indexer.document import prepare
from indexer.gates import Gate, Gates
from indexer.index import SearchQuery, StudyIndex
from tests.indexer.index.loading import SEEN, found, load, titled
from tests.indexer.records import record, site, status

BOSTON = {"lat": 42.36, "lon": -71.06}
PARIS = {"lat": 48.86, "lon": 2.35}


def leaves(criteria: Criteria) -> Iterable[Gate]:
    """Every requirement, as if each were a gate."""
    return ((n.requirement, True) for c in criteria.criteria for n in walk(c.node) if isinstance(n, Leaf))


class TestSearching:
    def test_open_studies_come_first_then_the_latest_updated(self, index: StudyIndex) -> None:
        load(
            index,
            record(1, statusModule=status("COMPLETED", "2026-03-01")),
            record(2, statusModule=status("RECRUITING", "2026-01-01")),
            record(3, statusModule=status("RECRUITING", "2026-02-01")),
            record(4, statusModule=status("NOT_YET_RECRUITING", "2026-03-01")),
            record(5, statusModule=status("RECRUITING", "2026-02-01")),
        )
        assert [int(i[-1]) for i in found(index)] == [3, 5, 2, 4, 1]

    def test_every_word_must_occur_somewhere(self, index: StudyIndex) -> None:
        load(index, titled(1, "Capivasertib first"), titled(2, "Capivasertib and fulvestrant"))
        assert found(index, text="capivasertib fulvestrant") == ["NCT90000002"]
        assert found(index, text="nothing like it") == []

    def test_case_accents_hyphens_and_plurals_do_not_matter(self, index: StudyIndex) -> None:
        load(index, titled(1, "Anti-PD-L1 antibodies at Hôpital Saint-Louis"), titled(2, "PD first, L1 after"))
        for text in ("pd-l1", "PD-L1 antibody", "hopital", "SAINT-LOUIS", "anti-pd-l1"):
            assert found(index, text=text) == ["NCT90000001"], text

    def test_quoted_words_stand_together(self, index: StudyIndex) -> None:
        load(index, titled(1, "Bone metastases only"), titled(2, "Metastases of bone"))
        assert found(index, text='"bone metastases"') == ["NCT90000001"]
        assert sorted(found(index, text="bone metastases")) == ["NCT90000001", "NCT90000002"]

    def test_a_phrase_does_not_span_two_texts(self, index: StudyIndex) -> None:
        module = {"conditions": ["Bone", "Cancer"]}
        load(index, record(1, conditionsModule=module))
        assert found(index, text='"bone cancer"') == []
        assert found(index, text="bone cancer") == ["NCT90000001"]

    def test_the_title_weighs_more_than_the_criteria(self, index: StudyIndex) -> None:
        criteria = {"eligibilityCriteria": "Exclusion Criteria:\n\n* Prior olaparib\n"}
        load(index, record(2, eligibilityModule=criteria), titled(1, "Olaparib in early disease"))
        page = index.search(SearchQuery(text="olaparib"))
        assert [(hit.nct_id, hit.score) for hit in page.hits] == [("NCT90000001", 16), ("NCT90000002", 2)]

    def test_brand_generic_class_and_abbreviation_lead_to_one_another(self, index: StudyIndex) -> None:
        load(
            index,
            titled(1, "Palbociclib in early disease"),
            titled(2, "Ribociclib in early disease"),
            titled(3, "A study of T-DXd"),
            titled(4, "ERBB2 and outcome"),
        )
        assert found(index, text="Ibrance") == ["NCT90000001"]
        assert sorted(found(index, text="CDK4/6 inhibitor")) == ["NCT90000001", "NCT90000002"]
        assert found(index, text="palbociclib") == ["NCT90000001"], "one drug of a class is not another"
        assert found(index, text="Enhertu") == ["NCT90000003"]
        assert found(index, intervention="trastuzumab deruxtecan") == ["NCT90000003"]
        assert found(index, text="HER2", ids=("NCT90000004",)) == ["NCT90000004"]
        assert found(index, text='"Ibrance"') == [], "a quoted word is that word"

    def test_the_word_itself_stands_above_its_synonym(self, index: StudyIndex) -> None:
        load(index, titled(1, "Palbociclib in early disease"), titled(2, "Ibrance in early disease"))
        assert found(index, text="palbociclib") == ["NCT90000001", "NCT90000002"]
        assert found(index, text="ibrance") == ["NCT90000002", "NCT90000001"]

    def test_words_side_by_side_stand_above_words_apart(self, index: StudyIndex) -> None:
        load(index, titled(2, "Exercise early or late"), titled(1, "Early exercise"), titled(3, "Exercise, early"))
        assert found(index, text="exercise early") == ["NCT90000003", "NCT90000002", "NCT90000001"]
        assert found(index, text="early exercise")[0] == "NCT90000001"

    def test_studies_with_a_gate_can_be_left_out(self, index: StudyIndex) -> None:
        for_men = {"eligibilityCriteria": "Inclusion Criteria:\n\n* Male patients\n", "sex": "MALE"}
        gates = Gates(leaves, "test")
        with index.change() as change:
            for item in (record(1, eligibilityModule=for_men), record(2)):
                change.put(prepare(item, SEEN, gates=gates))
        (key,) = [
            key for key, (requirement, _) in gates.read(index.terms("gate")).items() if requirement.concept == "male"
        ]
        assert found(index, without=(key,)) == ["NCT90000002"]

    def test_facets_of_biomarkers_and_classes(self, index: StudyIndex) -> None:
        text = "Inclusion Criteria:\n\n* HER2-negative breast cancer\n"
        load(index, record(1, eligibilityModule={"eligibilityCriteria": text}), record(2))
        facets = index.search(SearchQuery(facets=True)).facets
        assert facets["biomarker"] == (("HER2 negative", 1),)
        assert ("aromatase inhibitor", 2) in facets["intervention_class"]
        assert facets["sponsor_class"] == (("OTHER", 2),)
        assert found(index, biomarkers=("HER2 negative",)) == ["NCT90000001"]
        assert len(found(index, intervention_classes=("aromatase inhibitor", "taxane"))) == 2
        assert found(index, intervention_classes=("taxane",)) == []

    def test_signs_that_mean_something_to_a_query_language_mean_nothing(self, index: StudyIndex) -> None:
        load(index, titled(1, 'A "quoted" (odd) title: NEAR/2 -all* ^x'))
        for text in ('"', "(odd)", "title:", "NEAR/2", "-all*", "^x", "* OR", "AND", "x' OR 1=1 --", "\\", "~", "{}[]"):
            found(index, text=text)
        assert found(index, text="(odd) title:") == ["NCT90000001"]
        assert found(index, text="***") == ["NCT90000001"], "signs alone ask for nothing"

    def test_conditions_and_interventions_are_looked_for_in_their_own_fields(self, index: StudyIndex) -> None:
        lung = {"eligibilityCriteria": "Exclusion Criteria:\n\n* Lung cancer, prior palbociclib\n"}
        load(index, record(1, eligibilityModule=lung), record(2, conditionsModule={"conditions": ["Lung Cancer"]}))
        assert found(index, condition="lung cancer") == ["NCT90000002"]
        assert found(index, intervention="palbociclib") == []
        assert sorted(found(index, intervention="femara")) == ["NCT90000001", "NCT90000002"]

    def test_values_of_a_list_are_alternatives_and_fields_are_not(self, index: StudyIndex) -> None:
        load(
            index,
            record(1, designModule={"studyType": "INTERVENTIONAL", "phases": ["PHASE1", "PHASE2"]}),
            record(2, designModule={"studyType": "INTERVENTIONAL", "phases": ["PHASE3"]}),
            record(3, designModule={"studyType": "OBSERVATIONAL"}),
        )
        assert sorted(found(index, phases=("PHASE2", "PHASE3"))) == ["NCT90000001", "NCT90000002"]
        assert found(index, phases=("PHASE2",), study_types=("OBSERVATIONAL",)) == []
        assert found(index, study_types=("OBSERVATIONAL",)) == ["NCT90000003"]
        assert found(index, sponsor_classes=("INDUSTRY",)) == []

    def test_registry_limits_of_sex_and_age(self, index: StudyIndex) -> None:
        load(
            index,
            record(1, eligibilityModule={"sex": "FEMALE", "minimumAge": "18 Years", "maximumAge": "65 Years"}),
            record(2, eligibilityModule={"sex": "ALL", "maximumAge": "6 Months"}),
            record(3, eligibilityModule={}),
        )
        assert sorted(found(index, sex="MALE")) == ["NCT90000002", "NCT90000003"]
        assert sorted(found(index, age=65)) == ["NCT90000001", "NCT90000003"]
        assert sorted(found(index, age=65.9)) == ["NCT90000001", "NCT90000003"]
        assert found(index, age=66) == ["NCT90000003"]
        assert sorted(found(index, age=0.5)) == ["NCT90000002", "NCT90000003"]

    def test_place_and_status_are_those_of_one_site(self, index: StudyIndex) -> None:
        closed_here = [
            site("Boston", "United States", 42.36, -71.06, "COMPLETED"),
            site("Paris", "France", 48.86, 2.35),
        ]
        open_here = [site("Boston", "United States", 42.36, -71.06, "RECRUITING")]
        load(
            index,
            record(1, contactsLocationsModule={"locations": closed_here}),
            record(2, contactsLocationsModule={"locations": open_here}),
        )
        assert sorted(found(index, **BOSTON, km=10)) == ["NCT90000001", "NCT90000002"]
        assert found(index, **BOSTON, km=10, statuses=("RECRUITING",)) == ["NCT90000002"]
        assert found(index, **PARIS, km=10, statuses=("RECRUITING",)) == ["NCT90000001"], "it has the study's status"
        assert found(index, country="united states", statuses=("RECRUITING",)) == ["NCT90000002"]
        assert found(index, country="France") == ["NCT90000001"]

    def test_the_distance_is_that_of_the_nearest_site_that_counts(self, index: StudyIndex) -> None:
        places = [site("Boston", "United States", 42.36, -71.06, "COMPLETED"), site("Paris", "France", 48.86, 2.35)]
        load(index, record(1, contactsLocationsModule={"locations": places}))
        assert index.search(SearchQuery(**BOSTON)).hits[0].km == 0
        assert index.search(SearchQuery(**BOSTON, statuses=("RECRUITING",))).hits[0].km == pytest.approx(5531, abs=5)

    def test_a_site_without_a_point_is_near_nothing(self, index: StudyIndex) -> None:
        load(index, record(1, contactsLocationsModule={"locations": [{"city": "Boston", "country": "United States"}]}))
        assert found(index, **BOSTON, km=20_000) == []
        assert found(index, country="United States") == ["NCT90000001"]

    def test_ids_dates_and_gates_narrow(self, index: StudyIndex) -> None:
        load(index, *(record(n) for n in range(1, 5)))
        assert found(index, ids=("NCT90000003", "NCT90000001", "NCT97777777")) == ["NCT90000003", "NCT90000001"]
        assert found(index, updated_since="2026-01-04") == ["NCT90000004", "NCT90000003"]
        assert len(found(index, without=("no such gate",))) == 4

    def test_the_ids_of_all_that_match_are_given_in_their_order(self, index: StudyIndex) -> None:
        load(index, *(record(n) for n in (3, 1, 2)), record(4, statusModule=status("COMPLETED", "2026-01-01")))
        assert index.ids(SearchQuery(statuses=("RECRUITING",), limit=1)) == (
            "NCT90000001",
            "NCT90000002",
            "NCT90000003",
        )

    def test_pages_follow_one_another(self, index: StudyIndex) -> None:
        load(index, *(record(n) for n in range(1, 8)))
        whole = found(index, limit=100)
        pages = [index.search(SearchQuery(limit=3, offset=at)) for at in (0, 3, 6, 9)]
        assert [hit.nct_id for page in pages for hit in page.hits] == whole
        assert [len(page.hits) for page in pages] == [3, 3, 1, 0]
        assert {page.total for page in pages} == {7}

    def test_facets_count_over_all_that_match(self, index: StudyIndex) -> None:
        places = [site("Boston", "United States", 42.36, -71.06), site("Chicago", "United States", 41.88, -87.63)]
        load(
            index,
            record(1, contactsLocationsModule={"locations": places}),
            record(2, statusModule=status("COMPLETED", "2026-01-01")),
            record(3),
        )
        facets = index.search(SearchQuery(facets=True, limit=1)).facets
        assert facets["status"] == (("RECRUITING", 2), ("COMPLETED", 1))
        assert facets["country"] == (("United States", 1),)
        assert facets["phase"] == (("PHASE2", 3),)
        assert facets["intervention_type"] == (("DRUG", 3),)
        assert index.search(SearchQuery()).facets == {}

    def test_scans_filter_and_go_by_id(self, index: StudyIndex) -> None:
        load(index, *(record(n) for n in (3, 1, 2)), record(4, statusModule=status("COMPLETED", "2026-01-01")))
        scanned = [stored.nct_id for stored in index.scan(SearchQuery(statuses=("RECRUITING",), limit=1))]
        assert scanned == ["NCT90000001", "NCT90000002", "NCT90000003"]


class TestSuggesting:
    def test_names_that_begin_so_the_most_frequent_first(self, index: StudyIndex) -> None:
        drugs = [["Letrozole"], ["letrozole"], ["Letrozole"], ["Leuprolide"], ["Olaparib"]]
        load(
            index,
            *(
                record(n, armsInterventionsModule={"interventions": [{"type": "DRUG", "name": name} for name in names]})
                for n, names in enumerate(drugs, 1)
            ),
        )
        assert index.suggest("intervention", "LE") == (("Letrozole", 3), ("Leuprolide", 1))
        assert index.suggest("intervention", "le", limit=1) == (("Letrozole", 3),)
        assert index.suggest("intervention", "x.*") == ()
        assert index.suggest("intervention", "") == ()
        assert index.suggest("condition", "breast ca") == (("Breast Cancer", 5),)

    def test_places(self, index: StudyIndex) -> None:
        load(index, record(1, contactsLocationsModule={"locations": [site("Paris", "France", 48.86, 2.35)]}))
        assert index.suggest("place", "par") == (("Paris, France", 1),)

    def test_what_cannot_be_completed_is_an_error(self, index: StudyIndex) -> None:
        load(index, record(1))
        with pytest.raises(ValueError, match="completes condition, intervention, place"):
            index.suggest("colour", "re")
