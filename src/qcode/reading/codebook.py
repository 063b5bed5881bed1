"""Codebooks: YAML in, a `Codebook` out, or all its problems at once with line and column."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from qcode.errors import CodebookError, Problem
from qcode.model.codebook import Code, Codebook, Rule, SignTable
from qcode.reading.codebook_fields import (
    Fields,
    by_language,
    examples,
    identifier,
    items,
    scalars,
    string,
    texts,
)
from qcode.reading.codebook_rules import RuleReader
from qcode.reading.codebook_signs import read_sign_tables
from qcode.reading.yaml_source import Entries, Node, Scalar, Source, read_yaml

MAX_BYTES = 10_000_000
CODEBOOK_KEYS = ("codebook", "version", "title", "language_data", "signs", "terms", "codes")
CODE_KEYS = (
    "id",
    "name",
    "definition",
    "include",
    "exclude",
    "examples",
    "counterexamples",
    "rules",
    "codes",
    "renamed_from",
)


def read_codebook(path: str | Path) -> Codebook:
    """Read a codebook from a YAML file.

    Raises:
        CodebookError: the file cannot be read or has problems; it holds all of them, in the
            order of the file.
    """
    content = _bytes(Path(path))
    source = Source(str(path), _decoded(str(path), content))
    codebook = _Reader(source).codebook(read_yaml(source), sha256(content).hexdigest())
    if source.problems or codebook is None:
        raise CodebookError(sorted(source.problems, key=lambda found: (found.line, found.column)))
    return codebook


def codebook_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the format, for editors and other programs."""
    text = files("qcode.reading").joinpath("codebook.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


# --- the file ---------------------------------------------------------------------------


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _fail(path, f"{size:,} bytes are too many for a codebook", "is this the file?")
        return path.read_bytes()
    except FileNotFoundError:
        raise _fail(path, "there is no such file", "check the name and the folder") from None
    except IsADirectoryError:
        raise _fail(path, "this is a folder", "name the YAML file in it") from None
    except OSError as error:
        said = error.strerror or "it is not readable"
        raise _fail(path, f"cannot read the file: {said}", "check its permissions") from None


def _decoded(path: str, content: bytes) -> str:
    if not content.strip():
        raise _fail(path, "the file is empty", "begin with 'codebook: my_study'")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            line = 0
        raise _fail(
            path,
            "the file is not UTF-8",
            "save it as UTF-8 in your editor",
            line,
        ) from None


def _fail(path: str | Path, message: str, hint: str, line: int = 0) -> CodebookError:
    return CodebookError([Problem(str(path), line, message, hint)])


# --- its content ------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    source: Source
    codes: list[Code] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """Where each code id stands."""
    warnings: list[Problem] = field(default_factory=list)
    rules: RuleReader = field(init=False)

    def __post_init__(self) -> None:
        self.rules = RuleReader(self.source)

    def codebook(self, root: Node | None, digest: str) -> Codebook | None:
        if not isinstance(root, Entries):
            self.report_root(root)
            return None
        keys = Fields(self.source, root, "a codebook", CODEBOOK_KEYS)
        name = keys.required("codebook", "give the codebook an id: 'codebook: my_study'")
        version = keys.get("version")
        language_data = self.language_data(keys.get("language_data"))
        self.rules.has_pipeline = bool(language_data)
        tables = tuple(scalars(self.source, keys.get("signs"), "signs"))
        self.rules.has_signs = bool(tables)
        terms = self.rules.read_terms(keys.get("terms"))
        top = keys.required("codes", "list the codes: '- id: my_code', indented")
        self.read_codes(top, parent="")
        self.warn_of_unused(keys.get("terms"))
        self.warn_of_lookalikes()
        self.warn_of_renamed()
        return Codebook(
            id=identifier(self.source, name, "codebook"),
            version=string(self.source, version, "version"),
            path=self.source.path,
            sha256=digest,
            title=keys.text("title"),
            codes=tuple(self.codes),
            terms=terms,
            signs=self.read_signs(tables),
            language_data=language_data,
            warnings=tuple(self.warnings),
        )

    def read_signs(self, names: tuple[Scalar, ...]) -> tuple[SignTable, ...]:
        """The tables of signs; a rule that weighs signs needs a column for its code."""
        problems = len(self.source.problems)
        tables = read_sign_tables(self.source, names, [code.id for code in self.codes])
        if len(self.source.problems) > problems:
            return ()
        known = {code for table in tables for code in table.codes}
        for code in self.codes:
            for rule in code.rules:
                if rule.signs is not None and code.id not in known and names:
                    message = f"no table of signs has a column '{code.id}'"
                    self.source.report_at(rule.line, 0, message, "add it, or leave 'signs' out")
        return tables

    def report_root(self, root: Node | None) -> None:
        hint = "begin with 'codebook: my_study', then 'codes:'"
        if root is None:
            if not self.source.problems:
                self.source.report_at(0, 0, "the file holds nothing but comments", hint)
        elif isinstance(root, Scalar):
            self.source.report(root, "this is text, not a codebook", hint)
        elif not self.source.problems:
            self.source.report(root, "a codebook must have keys, not be a list", hint)

    def language_data(self, node: Node | None) -> tuple[tuple[str, str], ...]:
        hint = "write 'tables', or the pipelines by language: {en: NAME, zh: NAME}"
        if isinstance(node, Entries):
            found = [
                (lang, string(self.source, value, "language_data"))
                for lang, value in by_language(self.source, node, "language_data")
            ]
            return tuple((lang, name) for lang, name in found if name and name != "tables")
        if isinstance(node, Scalar) and node.text != "tables":
            self.source.report(node, f"'{node.text}' is not a value of 'language_data'", hint)
        elif node is not None and not isinstance(node, Scalar):
            self.source.report(node, "'language_data' cannot be a list", hint)
        return ()

    # --- codes ---

    def read_codes(self, node: Node | None, parent: str) -> None:
        for item in items(self.source, node, "codes", "begin each code with '- id: my_code'"):
            self.read_code(item, parent)

    def read_code(self, node: Node, parent: str) -> None:
        keys = Fields(self.source, node, "a code", CODE_KEYS)
        given = keys.required("id", "every code needs one: 'id: my_code'")
        code_id = identifier(self.source, given, "id")
        self.check_unique(code_id, given or node)
        hint = "begin each rule with '- find: a | b'"
        rules = items(self.source, keys.get("rules"), "rules", hint)
        self.codes.append(
            Code(
                id=code_id,
                parent=parent,
                line=node.line,
                name=keys.text("name"),
                definition=keys.text("definition"),
                include=texts(self.source, keys.get("include"), "include"),
                exclude=texts(self.source, keys.get("exclude"), "exclude"),
                examples=examples(self.source, keys.get("examples"), "examples"),
                counterexamples=examples(
                    self.source, keys.get("counterexamples"), "counterexamples"
                ),
                rules=self.read_rules(rules, code_id),
                renamed_from=tuple(
                    scalar.text
                    for scalar in scalars(self.source, keys.get("renamed_from"), "renamed_from")
                ),
            )
        )
        self.read_codes(keys.get("codes"), code_id)

    def read_rules(self, nodes: tuple[Node, ...], code: str) -> tuple[Rule, ...]:
        found = [self.rules.rule(node, code, at) for at, node in enumerate(nodes, start=1)]
        return tuple(rule for rule in found if rule)

    def check_unique(self, code_id: str, node: Node) -> None:
        if code_id in self.lines:
            self.source.report(
                node,
                f"code id '{code_id}' is already used on line {self.lines[code_id]}",
                "code ids are unique in the whole codebook",
            )
        elif code_id:
            self.lines[code_id] = node.line

    # --- warnings ---

    def warn(self, node: Node | Code, message: str, hint: str) -> None:
        column = 0 if isinstance(node, Code) else node.column
        self.warnings.append(Problem(self.source.path, node.line, message, hint, column))

    def warn_of_unused(self, node: Node | None) -> None:
        for key, _ in node.pairs if isinstance(node, Entries) else ():
            if key.text not in self.rules.used:
                self.warn(key, f"no rule uses the term '{key.text}'", f"write '${key.text}'")

    def warn_of_lookalikes(self) -> None:
        seen: dict[str, str] = {}
        for code in self.codes:
            other = seen.setdefault(unicodedata.normalize("NFKC", code.id).casefold(), code.id)
            if other != code.id:
                message = f"code ids '{other}' and '{code.id}' look alike"
                self.warn(code, message, "rename one, so that tables can be read")

    def warn_of_renamed(self) -> None:
        for code in self.codes:
            for old in code.renamed_from:
                if old in self.lines:
                    message = f"'{code.id}' is renamed from '{old}', which is still a code"
                    self.warn(code, message, "delete the old code or 'renamed_from'")
