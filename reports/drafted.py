"""Paragraphs that the system proposes from a plan's facts and a writer edits.

What is kept of each (`PaperPart.drafted`): `key` says what it is about, `proposed` what was
proposed, `digest` on which facts, `actions` (primary keys) which actions these name, and `text` is
the writer's. A paragraph whose facts have changed since is told, never changed behind the
writer's back. Nothing confidential is ever proposed: what is kept may stand in a public paper.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reports.building.options import settled
from reports.building.proposing import proposed_of
from reports.building.registry import BUILDERS, PaperFacts
from reports.drafting import Paragraph
from reports.models import PaperPart
from reports.paper.document import Block
from reports.paper.written import as_written, written

Kept = dict[str, Any]


@dataclass(frozen=True)
class Outdated:
    """A paragraph whose facts are others than when it was proposed, and what would be said now.

    `row` None: it is new. `now` "": nothing would be said of it any more.
    """

    key: str
    row: Kept | None
    now: str

    @property
    def is_new(self) -> bool:
        return self.row is None

    @property
    def is_gone(self) -> bool:
        return not self.now

    @property
    def is_edited(self) -> bool:
        return self.row is not None and is_edited(self.row)


def is_edited(row: Kept) -> bool:
    """Return whether the writer changed what was proposed; an emptied paragraph is changed."""
    return bool(row["text"] != row["proposed"])


def propose(part: PaperPart, facts: PaperFacts) -> list[Kept]:
    """Return the paragraphs proposed for a part on the paper's day, as they are kept at first."""
    return [_kept(each) for each in _now(part, facts)]


def outdated(part: PaperPart, facts: PaperFacts) -> list[Outdated]:
    """Return the paragraphs whose facts changed since, in the part's order, then the new ones."""
    now = {each.place.key: each for each in _now(part, facts)}
    found = [
        Outdated(row["key"], row, _text(now.get(row["key"])))
        for row in part.drafted
        if _digest(now.get(row["key"])) != row["digest"]
    ]
    known = {row["key"] for row in part.drafted}
    return found + [Outdated(key, None, _text(new)) for key, new in now.items() if key not in known]


@dataclass(frozen=True)
class Behind:
    """A drafted part whose facts changed since; `where`: the heading it stands under, as shown.

    `changed`: how many of its paragraphs rest on facts of before; `new`: how many more there would
    be on those of now.
    """

    part: int
    where: str
    changed: int
    new: int

    @property
    def words(self) -> str:
        """Return the sentence that says so."""
        changed = f"{self.changed} drafted paragraph{'s' * (self.changed > 1)}"
        found = [f"the facts behind {changed} changed since"] if self.changed else []
        more = f"{self.new} more paragraph{'s' * (self.new > 1)}"
        found += [f"{more} would be drafted from the facts of now"] if self.new else []
        return f"In “{self.where}”, {', and '.join(found)}."


def behind(part: PaperPart, facts: PaperFacts, where: str) -> Behind | None:
    """Return how far a part is behind the facts; None where it is not, or nothing was drafted."""
    if part.kind != PaperPart.Kind.DRAFTED or not part.drafted:
        return None
    found = outdated(part, facts)
    new = sum(each.is_new for each in found)
    return Behind(part.pk, where, len(found) - new, new) if found else None


def refresh(part: PaperPart, facts: PaperFacts) -> list[Kept]:
    """Return the paragraphs as proposed now, those that the writer edited as they are.

    An edited one whose facts changed stays told as outdated until the writer has taken what is
    proposed (`take`) or let the own words stand (`let_stand`); it stays too where nothing would be
    said of it any more.
    """
    edited = {row["key"]: row for row in part.drafted if is_edited(row)}
    now = propose(part, facts)
    found = [edited.pop(row["key"], row) for row in now]
    return [*found, *edited.values()]


def take(part: PaperPart, facts: PaperFacts, key: str) -> list[Kept]:
    """Return the rows with one paragraph as it is proposed now; without it where it is gone."""
    new = {row["key"]: row for row in propose(part, facts)}
    if key not in {row["key"] for row in part.drafted}:
        return [*part.drafted, *([new[key]] if key in new else [])]
    rows = (new.get(key) if row["key"] == key else row for row in part.drafted)
    return [row for row in rows if row]


def let_stand(part: PaperPart, facts: PaperFacts, key: str) -> list[Kept]:
    """Return the rows with one paragraph's words kept, as written on the facts of now."""
    new = {row["key"]: row for row in propose(part, facts)}
    nothing = {"digest": "", "proposed": "", "actions": []}
    return [
        row | {name: new.get(key, nothing)[name] for name in nothing} if row["key"] == key else row
        for row in part.drafted
    ]


def typed(part: PaperPart, texts: Mapping[str, str]) -> list[Kept]:
    """Return the rows with what the writer typed, by key; all else of them stays."""
    return [row | {"text": texts.get(row["key"], row["text"]).strip()} for row in part.drafted]


def drafted_blocks(part: PaperPart, facts: PaperFacts) -> tuple[Block, ...]:
    """Return the blocks of what was drafted and edited.

    A paragraph about an action that has become confidential since is left out of the public
    paper, whatever its words are.
    """
    return written("\n\n".join(row["text"] for row in _printed(part, facts)))


def _printed(part: PaperPart, facts: PaperFacts) -> Iterator[Kept]:
    for row in part.drafted:
        named = row.get("actions")
        hidden = facts.is_public and named and facts.confidential_actions.intersection(named)
        if row["text"].strip() and not hidden:
            yield row


def left_out(part: PaperPart, facts: PaperFacts) -> list[Kept]:
    """Return the paragraphs that the public paper leaves out for what they name."""
    printed = [row["key"] for row in _printed(part, facts.for_everybody)]
    return [row for row in part.drafted if row["text"].strip() and row["key"] not in printed]


def _now(part: PaperPart, facts: PaperFacts) -> Iterable[Paragraph]:
    options = settled(BUILDERS[part.of].options, part.options) if part.of in BUILDERS else {}
    return proposed_of(facts.for_everybody, options)


def _kept(found: Paragraph) -> Kept:
    text = as_written(found.text)
    actions = sorted({rest.pk for rest in found.actions if rest.pk})
    return {
        "key": found.place.key,
        "digest": found.digest,
        "proposed": text,
        "text": text,
        "actions": actions,
    }


def _text(found: Paragraph | None) -> str:
    return as_written(found.text) if found else ""


def _digest(found: Paragraph | None) -> str:
    return found.digest if found else ""
