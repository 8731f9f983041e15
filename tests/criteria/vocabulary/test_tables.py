"""Every table of the vocabulary keeps the rules that make it fit to be searched, inherited from and cited."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import criteria.vocabulary
from criteria.errors import VocabularyError
from criteria.tree import Kind
from criteria.vocabulary import Concept, load
from criteria.vocabulary.spelling import fold
from criteria.vocabulary.tables import COLUMNS, TABLES, Table, concepts, many, rows
from criteria.vocabulary.vocabulary import RULES, read_rules
from tests.shared import SHARED, needs_shared

FOLDER = Path(criteria.vocabulary.__file__).parent
FILES = sorted(file.name for file in FOLDER.glob("*.tsv"))
CURATED = [table for table in TABLES if table.curated]
BUILT = [table for table in TABLES if not table.curated]
LISTS = ("synonyms", "parents", "components", "members", "codes", "conversions", "spellings")

CATEGORIES = {
    "therapies.tsv": {"general", "class", "drug", "modality", "regimen", "supportive"},
    "drugs.tsv": {"drug"},
    "genes.tsv": {"gene"},
    "diseases.tsv": {"disease"},
    "neoplasms.tsv": {"neoplasm"},
    "sites.tsv": {"site"},
    "cancers.tsv": {"breast", "cancer"},
}

DECLARED_ACROSS_KINDS = {
    # a fluid is a site of disease to some trials and a condition to others
    "ascites",
    "malignant ascites",
    "pericardial effusion",
    "pleural effusion",
    "malignant pleural effusion",
    # what is measured and what is taken
    "estradiol",
    # an operation, and the state that it leaves in a list of conditions that impair absorption
    "bowel resection",
    "resection of the small bowel",
    "small bowel resection",
    "extensive small bowel resection",
    "resection of small bowel",
    "resection of the small intestine",
    "small intestine resection",
    "stomach resection",
    "gastrectomy",
    "gastric bypass",
    "gastric bypass surgery",
    "gastric or small bowel resection",
    "gastric resection",
    "major resection of the stomach or proximal small bowel",
    "major resection of the stomach or small bowel",
    "partial gastrectomy",
    "resection of the stomach",
    "surgical resection of the stomach or small bowel",
    "total gastrectomy",
    "resection of stomach or small bowel",
    "resection of the small bowel or stomach",
    "resection of the stomach or small bowel",
    "resection of the stomach or small intestine",
    # the class grades the condition
    "nyha class",
}


def table(file: str) -> Table:
    return next(t for t in TABLES if t.file == file)


def ids(tables: list[Table]) -> list[str]:
    return [t.file for t in tables]


def by_name(tables: list[Table]) -> dict[tuple[Kind, str], Concept]:
    return {(t.kind, concept.name): concept for t in tables for concept in concepts(t)}


@pytest.mark.parametrize("file", FILES)
def test_a_file_has_no_stray_white_space_quotes_or_control_characters(file: str) -> None:
    text = (FOLDER / file).read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    for number, line in enumerate(text.splitlines(), start=1):
        for cell in line.split("\t"):
            assert cell == cell.strip(), f"{file}, line {number}"
            assert "  " not in cell, f"{file}, line {number}"
            assert not cell.startswith('"'), f"{file}, line {number}"


@pytest.mark.parametrize("file", [f for f in FILES if f != "SOURCES.tsv"])
def test_rows_and_the_lists_in_them_are_sorted_and_nothing_stands_twice(file: str) -> None:
    keys = []
    for row in rows(file):
        first = next(iter(row.values()))
        keys.append((first.lower(), tuple(row.values())))
        for column in LISTS:
            parts = many(row.get(column, ""))
            canonical = sorted(set(parts), key=lambda part: (part.lower(), part))
            assert list(parts) == canonical, f"{file}, {first!r}: run tools/build_vocabulary.py --format"
            assert "" not in parts, f"{file}, {first!r}"
    assert keys == sorted(keys), f"{file}: run tools/build_vocabulary.py --format"


@pytest.mark.parametrize("each", TABLES, ids=ids(list(TABLES)))
def test_a_table_has_the_common_columns(each: Table) -> None:
    assert set(COLUMNS) <= set(next(rows(each.file)))


@pytest.mark.parametrize("each", TABLES, ids=ids(list(TABLES)))
def test_every_row_names_a_source_that_is_listed_with_its_licence(each: Table) -> None:
    sources = {row["source"]: row for row in rows("SOURCES.tsv")}
    for concept in concepts(each):
        assert concept.source in sources, concept.name
        assert sources[concept.source]["licence"], concept.source


def test_sources_that_come_from_a_package_say_version_date_and_checksum() -> None:
    packaged = [row for row in rows("SOURCES.tsv") if row["package"]]
    assert {row["source"] for row in packaged} == {"hgnc", "mondo", "unii"}
    for row in packaged:
        assert row["version"]
        assert row["dated"]
        assert len(row["sha256"]) == 64
        assert row["dropped"]


@pytest.mark.parametrize("each", [t for t in TABLES if t.file in CATEGORIES], ids=lambda t: t.file)
def test_categories_are_those_that_the_code_knows(each: Table) -> None:
    assert {concept.category for concept in concepts(each)} <= CATEGORIES[each.file]


def test_no_name_stands_twice_within_a_kind() -> None:
    for tables in (CURATED, BUILT):
        seen = Counter((t.kind, fold(concept.name)) for t in tables for concept in concepts(t))
        assert [name for name, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("each", CURATED, ids=ids(CURATED))
def test_a_synonym_belongs_to_one_concept_and_is_no_other_concepts_name(each: Table) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for concept in concepts(each):
        owners[fold(concept.name)].add(concept.name)
        for synonym in concept.synonyms:
            owners[fold(synonym)].add(concept.name)
    assert {spelling: names for spelling, names in owners.items() if len(names) > 1} == {}


@pytest.mark.parametrize("each", TABLES, ids=ids(list(TABLES)))
def test_parents_components_and_members_exist(each: Table) -> None:
    known = by_name(list(TABLES))
    for concept in concepts(each):
        for other in (*concept.parents, *concept.components, *concept.members):
            assert (concept.kind, other) in known, f"{concept.name!r} names {other!r}"


def test_nothing_is_its_own_ancestor() -> None:
    vocabulary = load()
    for concept in vocabulary.concepts():
        above = [*concept.parents, *concept.components]
        for parent in above:
            assert concept.name not in vocabulary.ancestors(concept.kind, parent), concept.name
            assert concept.name != parent


def test_every_curated_drug_and_class_has_a_class_and_every_regimen_its_drugs() -> None:
    orphans = [
        concept.name
        for concept in concepts(table("therapies.tsv"))
        if (concept.category == "regimen" and not concept.components)
        or (concept.category == "drug" and not concept.parents)
    ]
    assert orphans == []


def test_every_built_drug_has_a_class_or_is_a_curated_one() -> None:
    known = {fold(concept.name) for concept in concepts(table("therapies.tsv"))}
    assert [c.name for c in concepts(table("drugs.tsv")) if not c.parents and fold(c.name) not in known] == []


def test_half_lives_are_plausible_and_cite_the_label() -> None:
    for concept in concepts(table("therapies.tsv")):
        if concept.half_life_days is not None:
            assert 0.005 < concept.half_life_days <= 60, concept.name
            assert concept.source == "label", concept.name


def test_built_tables_carry_only_codes_that_may_be_passed_on() -> None:
    systems = {code.split(":")[0] for t in BUILT for concept in concepts(t) for code in concept.codes}
    assert systems == {"DOID", "HGNC", "ICD10CM", "MONDO", "NCIT", "ONCOTREE", "UNII"}


def test_loinc_codes_have_the_form_and_name_one_lab_each() -> None:
    codes = [code for concept in concepts(table("labs.tsv")) for code in concept.codes]
    assert codes
    assert len(codes) == len(set(codes))
    for code in codes:
        system, number = code.split(":")
        assert system == "LOINC"
        digits, check = number.split("-")
        assert _mod_10(digits) == int(check), code


def _mod_10(digits: str) -> int:
    """LOINC's check digit (LOINC Users' Guide, appendix C)."""
    odd = "".join(reversed(digits))[::2][::-1]
    even = "".join(reversed(digits))[1::2][::-1]
    total = sum(int(digit) for digit in str(int(odd) * 2) + even)
    return -total % 10


def test_rules_for_surfaces_are_known_and_name_surfaces_that_exist() -> None:
    written = {(spelling, str(kind)) for kind, spelling in _spellings()} | {(s, "") for _, s in _spellings()}
    for (surface, kind), rule in read_rules().items():
        assert rule in RULES
        assert (surface, kind) in written, f"surfaces.tsv: nothing is written {surface!r} {kind}"


def _spellings() -> Iterator[tuple[Kind, str]]:
    for concept in load().concepts():
        for spelling in (concept.name, *concept.synonyms):
            yield concept.kind, spelling


def test_a_surface_that_names_things_of_two_kinds_is_declared() -> None:
    kinds: dict[str, set[Kind]] = defaultdict(set)
    rules = read_rules()
    for kind, spelling in _spellings():
        restricted = rules.get((spelling, str(kind))) or rules.get((spelling, ""))
        if restricted not in ("never", "context"):
            kinds[fold(spelling)].add(kind)
    shared = {spelling for spelling, found in kinds.items() if len(found) > 1}
    case_apart = {"egfr", "met"}  # EGFR the gene, eGFR the filtration rate; MET the gene, mets metastases
    assert shared - case_apart <= {fold(spelling) for spelling in DECLARED_ACROSS_KINDS}


def test_a_row_with_too_few_cells_is_refused_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.tsv").write_text("name\tcategory\nonly a name\n", encoding="utf-8")
    monkeypatch.setattr("criteria.vocabulary.tables.files", lambda package: tmp_path)
    with pytest.raises(VocabularyError, match=r"bad.tsv, line 2: 1 cells under a header of 2"):
        list(rows("bad.tsv"))


def test_a_half_life_that_is_no_number_is_refused_with_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.tsv").write_text(
        "name\tcategory\tsynonyms\tparents\thalf_life_days\tcodes\tsource\tnote\ndrugamab\tdrug\t\t\tlong\t\t\t\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("criteria.vocabulary.tables.files", lambda package: tmp_path)
    with pytest.raises(VocabularyError, match=r"bad.tsv, 'drugamab': half_life_days must be a number, got 'long'"):
        list(concepts(Table("bad.tsv", Kind.THERAPY)))


@needs_shared
def test_the_gold_spelling_of_closed_kinds_is_in_the_vocabulary() -> None:
    vocabulary = load()
    used: dict[Kind, Counter[str]] = defaultdict(Counter)
    for file in (SHARED / "gold" / "facts").glob("*.json"):
        for fact in json.loads(file.read_text(encoding="utf-8"))["facts"]:
            used[Kind(fact["kind"])][fact["concept"]] += 1
    for kind in (Kind.LAB, Kind.BIOMARKER, Kind.METASTASIS, Kind.THERAPY, Kind.COMORBIDITY, Kind.CANCER):
        known = sum(count for name, count in used[kind].items() if vocabulary.find(kind, name))
        assert known >= 0.97 * used[kind].total(), (kind, [n for n in used[kind] if not vocabulary.find(kind, n)])


@needs_shared
def test_every_treatment_and_lab_of_the_dev_patients_is_known() -> None:
    vocabulary = load()
    patients = json.loads((SHARED / "gold" / "patients_dev.json").read_text(encoding="utf-8"))
    for patient in patients:
        for treatment in patient.get("treatments", ()):
            assert vocabulary.find(Kind.THERAPY, treatment["name"]), treatment["name"]
        for lab in patient.get("labs", ()):
            assert vocabulary.find(Kind.LAB, lab["name"]), lab["name"]
        for biomarker in patient.get("biomarkers", ()):
            assert vocabulary.find(Kind.BIOMARKER, biomarker["name"]), biomarker["name"]
