"""What came of a file, for people and for programs."""

import datetime
from dataclasses import dataclass, field

from catalog_import.mapping import Proposal
from catalog_import.messages import message_of
from catalog_import.models import ImportRun
from catalog_import.problems import Problem
from catalog_import.records import Record


@dataclass
class Counts:
    """Rows by what came (or, of a dry run, would come) of them."""

    rows: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    #: Products of earlier lists of the same source that this file does not name
    missing: int = 0
    #: Rows with an error, and duplicates
    skipped: int = 0

    def to_json(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass
class Report:
    """The same for a dry run and for a real one."""

    file: str
    sha256: str = ""
    as_of: datetime.date | None = None
    counts: Counts = field(default_factory=Counts)
    problems: list[Problem] = field(default_factory=list)
    #: Every row that passed the checks, whether or not it was written
    records: list[Record] = field(default_factory=list)
    #: What each column was taken for, and why
    mapping: list[Proposal] = field(default_factory=list)
    is_refused: bool = False
    #: The register itself refused a row the checks let pass: nothing was written
    is_stopped: bool = False
    #: The register and the run were written
    is_written: bool = False
    #: The run that wrote this file: this one, or the earlier one if nothing was left to write
    run: ImportRun | None = None

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]

    @property
    def is_unsure(self) -> bool:
        """A column was guessed and nobody has agreed yet."""
        return any(not found.is_sure for found in self.mapping)

    def to_json(self) -> dict[str, object]:
        return {
            "file": self.file,
            "sha256": self.sha256,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            **self.counts.to_json(),
            "issues": [issue_json(problem) for problem in self.problems],
            "records": [record.to_json() for record in self.records],
        }

    def summary(self) -> dict[str, object]:
        """The report without its records: what the run keeps. Products a list no longer names are
        rows of their own; by their thousands they would weigh on every page that lists runs.
        """
        about_file = [
            issue_json(problem)
            for problem in self.problems
            if problem.row is None and problem.code != "missing_from_file"
        ]
        columns = [found.to_json() for found in self.mapping]
        return {**self.counts.to_json(), "issues": about_file, "mapping": columns}


def issue_json(problem: Problem) -> dict[str, object]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "field": problem.field,
        "level": problem.level,
        "code": problem.code,
        "message": message_of(problem),
    }
