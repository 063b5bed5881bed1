"""What language data there is on this machine, and what a codebook asks for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from qcode.errors import LanguageDataError
from qcode.matching.patterns import load_pipeline
from qcode.model.codebook import Codebook


@dataclass(frozen=True, slots=True)
class LanguageData:
    """One piece of language data: whether it is there, and what it is used for."""

    name: str
    is_there: bool
    note: str


_TABLES = (
    ("spacy", "tokenizer of Latin text, `tokens:` rules"),
    ("spacy-lookups-data", "lemma tables: inflected forms of English words"),
    ("OpenCC", "Traditional Chinese matches Simplified"),
    ("google-re2", "`regex:` rules"),
)


def language_report(codebook: Codebook | None = None) -> tuple[LanguageData, ...]:
    """The packages that matching stands on, the trained pipelines that are installed, and the
    pipelines that a codebook declares."""
    report = [_package(name, use) for name, use in _TABLES]
    report += [
        LanguageData(name, True, "a trained pipeline; used only where a codebook declares it")
        for name in _installed_pipelines()
    ]
    for language, name in codebook.language_data if codebook else ():
        report.append(_declared(language, name))
    return tuple(report)


def _package(name: str, use: str) -> LanguageData:
    try:
        return LanguageData(f"{name} {version(name)}", True, use)
    except PackageNotFoundError:
        return LanguageData(name, False, f"{use}; install qcode-qda again")


def _installed_pipelines() -> list[str]:
    from spacy.util import get_installed_models

    return sorted(get_installed_models())


def _declared(language: str, name: str) -> LanguageData:
    try:
        load_pipeline(name, language)
    except LanguageDataError as error:
        return LanguageData(name, False, str(error))
    return LanguageData(name, True, f"declared by the codebook for '{language}'")
