"""The sample's files: what they say by subject, whatever file it stands in."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

DATA = Path(__file__).resolve().parent.parent / "data"

Texts = dict[str, str]
"""One text in several languages, {BCP 47 tag: text}; "en" is always there."""

Marks = list[dict[str, str]]
"""Where a fact is from: ``[{id: T5, mark: S2}]``. S is seen, S2 seen at second hand, I inferred."""

SUBJECTS = (
    "bodies",
    "campaigns",
    "cases",
    "clauses",
    "coverage",
    "glossary",
    "ilo_support",
    "instruments",
    "key_figures",
    "law_reviews",
    "networks",
    "options",
    "parliament_periods",
    "people",
    "programmes",
    "ratifications",
    "review_coverage",
    "stage_templates",
    "standards",
    "thematic_areas",
)
Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class Files:
    """Everything the files say, not yet shaped, and the register of their sources."""

    said: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)

    def entries(self, subject: str, shape: type[Shape]) -> list[Shape]:
        """Return what is said about ``subject``; a key that ``shape`` does not know is refused."""
        return [shape(**entry) for entry in self.said[subject]]


def read(folder: Path = DATA) -> Files:
    """Read all files of ``folder``.

    Raises:
        KeyError: a file speaks of something nobody reads.
    """
    files = Files(said={subject: [] for subject in SUBJECTS})
    for path in sorted(folder.glob("*.yaml")):
        for subject, said in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            if subject == "sources":
                files.sources.update(said)
            else:
                files.said[subject].extend(said)
    return files


def other_languages(texts: Texts) -> Texts:
    """Return what goes beside the English text."""
    return {tag: text for tag, text in texts.items() if tag != "en"}
