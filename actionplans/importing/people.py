"""Who is meant by the printed leads: known officers by name, title, initials, post or group.

What is not known stays as printed. A list without signs between its names is parted only where
a known name begins or ends, or one that stands alone elsewhere in the same file.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import islice

from actionplans.importing.plain import tokens
from actionplans.importing.understood import KnownOfficer, ReadLead

TITLES = frozenset((
    "cllr", "councillor", "dame", "dr", "miss", "mr", "mrs", "ms", "mx", "prof", "professor",
    "rev", "reverend", "sir",
))  # fmt: skip
LEADING = TITLES | {"all", "the"}
SMALL = frozenset(["and", "for", "in", "of", "the", "to"])
# What makes a post of some words; and what makes an agency or a service of them.
ROLES = frozenset((
    "adviser", "advisor", "chair", "chief", "commissioner", "consultant", "coordinator",
    "director", "directors", "executive", "head", "heads", "headteacher", "headteachers",
    "lead", "leader", "leaders", "leads", "manager", "managers", "member", "members", "nurse",
    "officer", "officers", "ordinator", "principal", "secretary", "supervisor", "supervisors",
    "worker", "workers",
))  # fmt: skip
AGENCIES = frozenset((
    "adoption", "adult", "adults", "agency", "all", "assistant", "assurance", "board",
    "business", "care", "ccg", "children", "childrens", "commissioning", "committee", "council",
    "data", "deputy", "designated", "early", "education", "families", "family", "finance",
    "fostering", "group", "health", "help", "housing", "hub", "human", "intelligence",
    "interim", "joint", "justice", "lac", "legal", "lscb", "mash", "nhs", "partners",
    "partnership", "performance", "permanence", "placement", "police", "probation", "public",
    "quality", "resources", "safeguarding", "school", "schools", "send", "senior", "service",
    "services", "social", "staff", "strategic", "team", "teams", "trust", "virtual", "youth",
))  # fmt: skip
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
NAME = re.compile(r"[A-Z][^\W\d_]*(?:['’][^\W\d_]+)*")
INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,4}|[A-Z][a-z]?[A-Z][A-Z]?")
BRACKETED = re.compile(r"\s*[(\[]([^)\]]*)[)\]]?\s*")
# What the export of a list has between people, and the share of their time beside a name.
OF_A_LIST = ";#"
SHARE = re.compile(r"\s*\[\d{1,3} ?%\]")
HARD = re.compile(r"\s*[;\n|]\s*")
SOFT = re.compile(r"\s*,\s*(?:and\s+|&\s*)?|\s*[/&+]\s*|\s+and\s+", re.IGNORECASE)
# A dash, a colon or a bracket holds a post and the name behind it together.
HOLDS = re.compile(r"\s*(?:\s[-–—]|[-–—]\s|:|\()\s*")
NOBODY = re.compile(
    r"(?:tb[acd]|n/?a|none|nil|to be (?:confirmed|agreed|advised|identified)|not applicable)",
    re.IGNORECASE,
)
MOST_WORDS = 3  # of a person's name
# Of one cell; the longest known names some twenty people. Many more are parted too slowly.
MOST_NAMES, MOST_IN_A_CELL = 200, 600
TOO_MANY = "This cell is too long to be the names of people. It is kept as it is printed."
LIKE = 0.88


@dataclass(frozen=True)
class Span:
    """Where a known form stands in a text, and whose it is: None for one of this file only."""

    start: int
    end: int
    officer: int | None
    is_name: bool


def form(words: str) -> tuple[str, ...]:
    """Return the words a lead is known by: no title, no leading "all" or "the"."""
    found = [word for word in tokens(words) if word not in TITLES]
    while len(found) > 1 and found[0] in LEADING:
        found = found[1:]
    return tuple(found)


def is_a_name(words: str) -> bool:
    """Return whether some words may be one person's name, and no post, service or agency."""
    found = [word for word in WORD.findall(words) if word.casefold().rstrip(".") not in TITLES]
    return 1 < len(found) <= MOST_WORDS and all(map(_of_a_name, found))


def _of_a_name(word: str) -> bool:
    flat = "".join(tokens(word))
    return bool(NAME.fullmatch(word)) and flat not in ROLES | AGENCIES | SMALL


def is_too_many(words: str) -> bool:
    """Return whether a cell has more than may be told apart as leads: then nobody is read of it."""
    signs = len(HARD.findall(words)) + len(SOFT.findall(words))
    return signs >= MOST_NAMES or len(words.split()) > MOST_IN_A_CELL


class People:
    """The officers a council knows, and the names that stand alone in a file.

    `corrected`: printed words and the officer a person said they mean, 0 for nobody.
    """

    def __init__(
        self,
        officers: Sequence[KnownOfficer],
        corrected: Mapping[str, int] | None = None,
        printed: Iterable[str] = (),
    ) -> None:
        self.names = {officer.pk: officer.name for officer in officers}
        self.corrected = {tuple(tokens(words)): pk for words, pk in (corrected or {}).items()}
        self.forms: dict[tuple[str, ...], set[int]] = {}
        self.short: dict[str, set[int]] = {}
        for officer in officers:
            for words in (officer.name, *officer.also):
                self.forms.setdefault(form(words), set()).add(officer.pk)
                for short in _short_forms(words):
                    self.short.setdefault(short, set()).add(officer.pk)
        self.forms.pop((), None)
        self.here = {form(name) for words in printed for name in _alone(words)} - {()}
        self.longest = max((len(one) for one in {*self.forms, *self.here}), default=0)
        self.read_before: dict[str, tuple[ReadLead, ...]] = {}
        # What is looked up of the second text is worked out once for all that is compared with it.
        self.alike = [
            (SequenceMatcher(None, "", " ".join(known)), min(of))
            for known, of in self.forms.items()
        ]

    def read(self, words: str) -> tuple[ReadLead, ...]:
        """Return the leads of a cell, in their order, each of them once."""
        if words not in self.read_before:
            self.read_before[words] = self._read(words)
        return self.read_before[words]

    def doubt(self, lead: ReadLead) -> str:
        """Return the sentence about a lead that is not certain, "" about one that is."""
        if lead.sure:
            return ""
        if lead.officer:
            return f"We took “{lead.words}” for {self.names[lead.officer]}. Say if it is another."
        return f"“{lead.words}” may be several people, or one of several. Say who is meant."

    def _read(self, words: str) -> tuple[ReadLead, ...]:
        if is_too_many(words) and tuple(tokens(words)) not in self.corrected:
            return ()
        kept: dict[object, ReadLead] = {}
        for line in self._lines(words):
            for lead in self._leads(line):
                kept.setdefault(lead.officer or tuple(tokens(lead.words)), lead)
        return tuple(kept.values())

    def _lines(self, words: str) -> list[str]:
        if tuple(tokens(words)) in self.corrected:
            return [" ".join(words.split())]
        words = SHARE.sub("", _without_numbers(words))
        joined = re.sub(r"(?<=[,/&(])\s*\n\s*|\s*\n\s*(?=[(,/&)]|[a-z])", " ", words)
        joined = re.sub(r"(\b(?:and|of|for))\s*\n\s*", r"\1 ", joined, flags=re.IGNORECASE)
        return [" ".join(line.split()) for line in HARD.split(joined) if tokens(line)]

    def _leads(self, line: str) -> list[ReadLead]:
        """Return the leads of a line in their order, however many it has."""
        found: list[ReadLead] = []
        left: list[ReadLead | str] = [line]
        while left:
            one = left.pop()
            if isinstance(one, ReadLead):
                found.append(one)
            else:
                left += reversed(self._pieces(one))
        return found

    def _pieces(self, text: str) -> Sequence[ReadLead | str]:
        """Return a text as one lead, or the leads and the shorter texts that it is made of.

        It is known as a whole, or parted around the first name known in it, or by its signs.
        """
        text = _trimmed(text)
        if not tokens(text) or NOBODY.fullmatch(text):
            return []
        if shorts := self._all_initials(text):
            return shorts
        whole = self._whole(text)
        if whole:
            return [whole]
        span = self._first_span(text)
        if span:
            return self._around(text, span)
        pieces = _parted(text)
        return pieces if len(pieces) > 1 else [self._likely(text)]

    # Whole

    def _whole(self, text: str) -> ReadLead | None:
        """Return the lead that all of a text is, where it is corrected or known; else None."""
        said = self.corrected.get(tuple(tokens(text)))
        if said is not None:
            return ReadLead(text, said or None)
        for words, sure in _readings(text):
            officers = self.forms.get(form(words)) or self._by_short_form(words)
            if len(officers) == 1:
                return ReadLead(text, next(iter(officers)), sure)
            if officers:
                return ReadLead(text, None, sure=False)
        return self._likely(text) if form(text) in self.here else None

    def _all_initials(self, text: str) -> list[ReadLead]:
        """Return the officers of initials with no sign between them, if all are known ones."""
        pieces = text.split()
        if len(pieces) < 2 or tuple(tokens(text)) in self.corrected or form(text) in self.forms:
            return []
        found = [self._whole(piece) for piece in pieces if INITIALS.fullmatch(piece)]
        known = [one for one in found if one and one.officer]
        return known if len(known) == len(pieces) else []

    def _by_short_form(self, words: str) -> set[int]:
        flat = words.replace(".", "").replace(" ", "") if INITIALS.fullmatch(words) else words
        return self.short.get(" ".join(form(flat)), set())

    def _likely(self, text: str) -> ReadLead:
        """Return a lead nobody knows by these words: the officer most like them, unsure."""
        wanted = " ".join(form(text))
        best, officer = LIKE, None
        for matcher, known in self.alike:
            matcher.set_seq1(wanted)
            if matcher.real_quick_ratio() < best or matcher.quick_ratio() < best:
                continue
            if (ratio := matcher.ratio()) >= best:
                best, officer = ratio, known
        return ReadLead(text, officer, sure=officer is None and not _may_be_several(text))

    # Around the names known

    def _first_span(self, text: str) -> Span | None:
        words = _untitled(text)
        window = deque(islice(words, self.longest))
        while window:
            for last in range(len(window), 0, -1):
                known = tuple(flat for _, flat in islice(window, last))
                span = self._span(known, window[0][0].start(), window[last - 1][0])
                if span and self._stands_apart(text, span):
                    return replace(span, start=_leading(text, span.start))
            window.popleft()
            window.extend(islice(words, 1))
        return None

    def _span(self, known: tuple[str, ...], start: int, last: re.Match[str]) -> Span | None:
        officers = self.forms.get(known, set())
        if not officers and known not in self.here:
            return None
        officer = next(iter(officers)) if len(officers) == 1 else None
        words = last.string[start : last.end()]
        return Span(start, last.end(), officer, is_a_name(words))

    def _stands_apart(self, text: str, span: Span) -> bool:
        """Return whether a known form is a lead by itself here, and no piece of a longer post."""
        before = SOFT.split(text[: _leading(text, span.start)])[-1].strip()
        sign = SOFT.match(text, span.end)
        after = SOFT.split(text[sign.end() if sign else span.end :])[0].strip()
        if sign and not span.is_name and "," not in sign.group() and "/" not in sign.group():
            is_lead = _looks_like_one(after) and not _is_a_service(after)
            return self._begins_with_a_known(after) or is_lead
        after = "" if sign else after
        left = not tokens(before) or (span.is_name and len(tokens(before)) > 1) or is_a_name(before)
        right = not tokens(after) or span.is_name or after.startswith("(") or is_a_name(after)
        return left and (right or self._begins_with_a_known(after))

    def _begins_with_a_known(self, text: str) -> bool:
        flat = [word for word in tokens(text) if word not in LEADING]
        return any(
            tuple(flat[:end]) in self.forms or tuple(flat[:end]) in self.here
            for end in range(1, min(len(flat), self.longest) + 1)
        )

    def _around(self, text: str, span: Span) -> list[ReadLead | str]:
        """Return what stands before a known name, the lead that it is, and what stands after."""
        before, after = text[: span.start], text[span.end :]
        words = text[span.start : span.end]
        held = HOLDS.search(before)
        if held and held.end() == len(before) and span.is_name:
            cut = max((m.end() for m in SOFT.finditer(before)), default=0)
            words, before = before[cut:] + words, before[:cut]
            closed = len(after) - len(after.lstrip(" )"))
            words, after = words + after[:closed], after[closed:]
        role = _role_of(after) if span.is_name and not self._is_another(after, span) else ""
        words, after = words + role, after[len(role) :]
        known = self._whole(words) or ReadLead(words.strip(), span.officer)
        if known.officer is None and span.officer:
            known = ReadLead(words.strip(), span.officer)
        return [before, known, after]

    def _is_another(self, after: str, span: Span) -> bool:
        """Return whether what follows a name is another known lead, and not their own post."""
        piece = next((p for p in SOFT.split(after.lstrip(" ,/&+-–—:")) if p.strip()), "")
        known = self._whole(_trimmed(piece)) if tokens(piece) else None
        return known is not None and known.officer != span.officer


def _without_numbers(words: str) -> str:
    """Return the people of a list's export without the number that each has in it."""
    if OF_A_LIST not in words:
        return words
    return ";".join(one for one in words.split(OF_A_LIST) if not one.strip().isdigit())


def _readings(text: str) -> list[tuple[str, bool]]:
    """Return a text's words as they may be known: all of it, without its brackets, within them."""
    found = [(text, True)]
    bracket = BRACKETED.search(text)
    outside = BRACKETED.sub(" ", text).strip()
    if bracket and bracket.end() == len(text) and not re.search(r"[,/&+]", outside):
        inside = bracket.group(1)
        found += [(outside, True), (inside, is_a_name(inside) and not is_a_name(outside))]
    return [(words, sure) for words, sure in found if tokens(words)]


def _short_forms(words: str) -> set[str]:
    """Return initials ("ah", "hos") and, of a person's name, "a hinds"."""
    all_of = form(BRACKETED.sub(" ", words))
    if not 1 < len(all_of) < 8:
        return set()
    main = [word for word in all_of if word not in SMALL]
    found = {"".join(word[0] for word in some) for some in (all_of, main)}
    if is_a_name(words):
        found.add(f"{all_of[0][0]} {all_of[-1]}")
    return {short for short in found if len(short) > 1}


def _alone(words: str) -> list[str]:
    """Return the names of a cell that stand by themselves, between its signs."""
    pieces = [piece for line in HARD.split(words) for piece in SOFT.split(line)]
    return [name for piece in pieces if is_a_name(name := BRACKETED.sub(" ", piece).strip())]


def _trimmed(text: str) -> str:
    text = re.sub(r"^[\s,;/&+.:–—-]+|[\s,;/&+:–—-]+$", "", text)
    text = re.sub(r"^\(?\d{1,2}[.)]\s+", "", text)  # of a list
    return re.sub(r"^and\s+|\s+and$", "", text, flags=re.IGNORECASE)


def _untitled(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield each word of a text that is no title, with how it is compared."""
    for word in WORD.finditer(text):
        flat = "".join(tokens(word.group()))
        if flat not in TITLES:
            yield word, flat


def _leading(text: str, start: int) -> int:
    """Return where a lead begins that has titles, or "All", before its known words."""
    before = list(WORD.finditer(text, 0, start))
    for word in reversed(before):
        if word.group().casefold() not in LEADING:
            break
        start = word.start()
    return start


def _role_of(after: str) -> str:
    """Return what follows a person's name that is their post and no further lead."""
    bracket = BRACKETED.match(after)
    if bracket:
        return bracket.group()
    signs = re.match(r"\s*(?:,|[-–—:])?\s*", after)
    start = signs.end() if signs else 0
    following = SOFT.search(after, start)
    piece = after[start : following.start() if following else len(after)]
    if set(tokens(piece)) & ROLES and not is_a_name(" ".join(piece.split()[:2])):
        return after[: start + len(piece)]
    return ""


def _parted(text: str) -> list[str]:
    """Return the pieces of a text between its signs, where both sides of a sign are a lead."""
    pieces: list[str] = []
    begin = 0
    for sign in SOFT.finditer(text):
        following = SOFT.search(text, sign.end())
        right = text[sign.end() : following.start() if following else len(text)]
        if _are_two(text[begin : sign.start()], sign.group(), right):
            pieces.append(text[begin : sign.start()])
            begin = sign.end()
    return [*pieces, text[begin:]]


def _are_two(left: str, sign: str, right: str) -> bool:
    """Return whether both sides of a sign are leads; "and" may stand within a service's name."""
    if "," in sign or "/" in sign or "+" in sign:
        return _looks_like_one(left) and _looks_like_one(right)
    whole = [_is_a_service(side) for side in (left, right)]
    return all(whole) or (not any(whole) and _looks_like_one(left) and _looks_like_one(right))


def _is_a_service(piece: str) -> bool:
    flat = set(tokens(BRACKETED.sub(" ", piece))) - LEADING
    return bool(flat) and flat <= AGENCIES and len(flat) < 3


def _looks_like_one(piece: str) -> bool:
    words = BRACKETED.sub(" ", piece).strip()
    flat = set(tokens(words)) - LEADING
    if is_a_name(words) or INITIALS.fullmatch(words) or flat & ROLES:
        return True
    return _is_a_service(piece) or (words.isupper() and len(flat) < 3)


def _may_be_several(text: str) -> bool:
    """Return whether a text without signs may be the names of two or more people."""
    words = WORD.findall(BRACKETED.sub(" ", text))
    return len(words) > MOST_WORDS and all(map(_of_a_name, words))
