"""What a draft is: paragraphs of sentences, each with the facts it rests on."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Rest:
    """One fact a sentence rests on: `value` is what holds of `of`, in a fixed spelling.

    `pk` and `plan_id` lead to the action where it is about one. `words` say it to a reader.
    """

    what: str
    of: str
    value: str
    words: str
    pk: int | None = None
    plan_id: int | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what counts of it: not the row it was read from."""
        return self.what, self.of, self.value


@dataclass(frozen=True)
class Sentence:
    text: str
    rests_on: tuple[Rest, ...]

    @cached_property
    def digest(self) -> str:
        """Return what stays the same for as long as these facts do, whatever the wording is."""
        return _digest(sorted(rest.key for rest in self.rests_on))


@dataclass(frozen=True)
class Place:
    """What a paragraph is about, whatever is said of it: the same from one day to another.

    `about` is "whole", "part", "area", "unanswered", "others" or "news"; `of` what it is about by
    name, `strand` the half of an inspection it is of.
    """

    about: str
    of: str = ""
    strand: str = ""

    @property
    def key(self) -> str:
        return f"{self.about}: {self.of}" if self.of else self.about


@dataclass(frozen=True)
class Paragraph:
    """Some sentences, under their place in the text: "1.2"."""

    number: str
    sentences: tuple[Sentence, ...]
    place: Place

    @property
    def text(self) -> str:
        return " ".join(sentence.text for sentence in self.sentences)

    @cached_property
    def digest(self) -> str:
        """Return what changes when any fact of the paragraph does, and with nothing else."""
        return _digest(sorted(sentence.digest for sentence in self.sentences))

    @property
    def actions(self) -> list[Rest]:
        """Return what it rests on that leads to an action, each action once, in order."""
        found = {rest.pk: rest for rest in reversed(self._rests) if rest.pk is not None}
        return [found[pk] for pk in dict.fromkeys(r.pk for r in self._rests if r.pk in found) if pk]

    @property
    def others(self) -> list[str]:
        """Return the other facts it rests on in words, each once; mere counts have none."""
        found = (rest.words for rest in self._rests if rest.pk is None and rest.words)
        return list(dict.fromkeys(found))

    @property
    def _rests(self) -> list[Rest]:
        return [rest for sentence in self.sentences for rest in sentence.rests_on]


@dataclass(frozen=True)
class Section:
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Draft:
    sections: tuple[Section, ...]

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [each for section in self.sections for each in section.paragraphs]

    @property
    def sentences(self) -> list[Sentence]:
        return [each for paragraph in self.paragraphs for each in paragraph.sentences]

    @property
    def text(self) -> str:
        """Return the whole as plain text: headings and numbered paragraphs, blank lines between."""
        parts: list[str] = []
        for section in self.sections:
            parts.append(section.heading)
            parts += [f"{each.number} {each.text}" for each in section.paragraphs]
        return "\n\n".join(parts) + "\n" if parts else ""


Placed = tuple[Place, list[Sentence]]


def sections(found: Iterable[tuple[str, list[Placed]]]) -> tuple[Section, ...]:
    """Return sections with their paragraphs numbered 1.1, 1.2, ...; empty ones left out."""
    kept = [(heading, [p for p in paragraphs if p[1]]) for heading, paragraphs in found]
    full = [(heading, paragraphs) for heading, paragraphs in kept if paragraphs]
    return tuple(
        Section(
            heading,
            tuple(
                Paragraph(f"{number}.{n}", tuple(said), place)
                for n, (place, said) in enumerate(paragraphs, 1)
            ),
        )
        for number, (heading, paragraphs) in enumerate(full, 1)
    )


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
