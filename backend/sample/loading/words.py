"""The glossary."""

from dataclasses import dataclass

from backend.sample.loading.files import Marks, Texts, other_languages
from backend.sample.loading.rows import Rows, id_of
from cases.models import GlossaryTerm


@dataclass(frozen=True, kw_only=True, slots=True)
class TermEntry:
    code: str
    names: Texts
    text: str
    aliases: list[str]
    sources: Marks


def add_glossary(rows: Rows) -> None:
    """Add the terms; their translations are drafts until a native reader saw them."""
    for said in rows.files.entries("glossary", TermEntry):
        names = other_languages(said.names)
        term = GlossaryTerm(
            pk=id_of(GlossaryTerm, said.code),
            code=said.code,
            name=said.names["en"],
            names=names,
            text=said.text,
            aliases=said.aliases,
            drafts=sorted(names),
            sources=rows.cite(said.sources),
        )
        rows.add(term, "code")
