"""A block of pasted e-mails as pieces, each about one action. Pure: knows no model.

A piece begins at the head of an e-mail, at a line of dashes, or where a line names an action. What
was quoted, and heads and signatures, stand aside: nothing but lines of dashes is lost.
"""

import datetime
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

MOST_CHARACTERS, MOST_PIECES = 200_000, 200

_HEAD = re.compile(
    r"[>\s*_]*(From|Sent|Date|To|Cc|Bcc|Subject|Reply-To|Importance|Attachments)\s*:[*_]*\s*(.*)",
    re.IGNORECASE,
)
_FROM = re.compile(r"\s*[*_]*From\s*:[*_]*\s*\S", re.IGNORECASE)
_WROTE = re.compile(r"[>\s]*On\b(?=.*\d)(.{6,200}?)\bwrote\s*:\s*", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"[-_\s>]*(original message|forwarded message|begin forwarded message)[-_:\s]*", re.IGNORECASE
)
_RULE = re.compile(r"\s*(?:-{3,}|={3,}|\*{3,}|~{3,}|#{3,}|(?:- ){2,}-|[—–]{2,})\s*")
_OUTLOOK_RULE = re.compile(r"\s*_{3,}\s*")
_SIGNATURE = re.compile(r"--\s?")
_QUOTED = re.compile(r"\s*>")
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = r"[A-Za-z]{0,4}[ -]?\d+(?:\.\d+)*[a-z]?"
_NAMED = re.compile(
    rf"\W*(?:action|ref|reference|item|rec|recommendation|step|no)s?\b\W{{0,3}}({_NUMBER})\b(.*)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\s*[(\[*•]*\s*({_NUMBER})[)\]*]*\s*([:–—-]|\.\s|\s)(.*)")
_IN_SUBJECT = re.compile(rf"\b(?:action|ref)\b\W{{0,3}}({_NUMBER})\b", re.IGNORECASE)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(" + "|".join(MONTHS) + r")[a-z]*\.?"
_DAYS = (
    (re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b"), (3, 2, 1)),
    (re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ -]" + _MONTH + r",?[ -](\d{4})\b", re.I), (1, 2, 3)),
    (re.compile(_MONTH + r" (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b", re.I), (2, 1, 3)),
    (re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b"), (1, 2, 3)),
)


@dataclass(frozen=True)
class Piece:
    """What one person said, as far as is known, about one action: `reference` "" for none named.

    `aside`: heads, signatures and what was quoted of earlier e-mails.
    """

    text: str
    aside: str = ""
    name: str = ""
    email: str = ""
    sent_on: datetime.date | None = None
    reference: str = ""


@dataclass
class _Mail:
    name: str = ""
    email: str = ""
    sent_on: datetime.date | None = None
    subject: str = ""
    lines: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    # From here on everything was quoted, or is a signature.
    is_aside: bool = False
    unquotes: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(line.strip() for line in self.lines)

    @property
    def has_nothing(self) -> bool:
        return self.is_empty and not any(line.strip() for line in self.aside)

    @property
    def has_sender(self) -> bool:
        return bool(self.name or self.email)

    def take(self, line: str) -> None:
        quoted = bool(_QUOTED.match(line))
        if self.unquotes and quoted:
            self.lines.append(re.sub(r"^\s*> ?", "", line))
        elif self.is_aside or quoted:
            self.aside.append(line)
        elif _SIGNATURE.fullmatch(line):
            self.is_aside = True
        else:
            self.lines.append(line)


def split(text: str, references: Collection[str] = (), own: Collection[str] = ()) -> list[Piece]:
    """Return the pieces of a pasted text, in its order.

    `references` are the numbers of the plan's actions; `own`, the names and addresses of who
    pastes: an e-mail by them is what was asked, and so quoted.
    """
    known = {_plain(one): one for one in references}
    mine = {one.casefold() for one in own if one}
    mails = _mails(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), mine)
    return [piece for mail in mails for piece in _pieces(mail, known)]


# E-mails


def _mails(lines: list[str], mine: Collection[str]) -> list[_Mail]:
    found = [_Mail()]
    at = 0
    while at < len(lines):
        line, now = lines[at], found[-1]
        if _is_head(lines, at) and not now.unquotes:
            at = _take_head(lines, at, found, mine)
        elif wrote := _wrote(lines, at):
            at = _take_wrote(lines, at, found, *wrote)
        elif _ORIGINAL.fullmatch(line):
            now.is_aside = now.is_aside or not now.is_empty
            now.aside.append(line)
            at += 1
        elif _OUTLOOK_RULE.fullmatch(line) and _is_head(lines, _next(lines, at + 1)):
            now.is_aside = not now.is_empty
            now.aside.append(line)
            at += 1
        elif _RULE.fullmatch(line) or _OUTLOOK_RULE.fullmatch(line):
            found.append(_Mail(now.name, now.email, now.sent_on, now.subject))
            at += 1
        else:
            now.take(line)
            at += 1
    return [mail for mail in found if not mail.has_nothing]


def _next(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _is_head(lines: list[str], at: int) -> bool:
    """Return whether the head of an e-mail begins here: From, and one of the others below it."""
    if at >= len(lines) or not _FROM.match(lines[at]):
        return False
    below = [line for line in lines[at + 1 : at + 4] if line.strip()]
    alone = bool(_EMAIL.search(lines[at]))
    return alone or any(_HEAD.match(line) and not _FROM.match(line) for line in below)


def _take_head(lines: list[str], at: int, found: list[_Mail], mine: Collection[str]) -> int:
    """Begin an e-mail at its head, or put it aside where it is quoted; return what is next."""
    head: list[tuple[str, str]] = []
    end = at
    while end < len(lines) and (match := _HEAD.fullmatch(lines[end])):
        if head and match[1].lower() == "from":
            break
        head.append((match[1].lower(), match[2].strip()))
        end += 1
    values = dict(head)
    name, email = _sender(values.get("from", ""))
    now, block = found[-1], lines[at:end]
    is_mine = email.casefold() in mine or name.casefold() in mine
    if (now.is_aside and _is_original(now)) or (is_mine and not now.is_empty):
        now.is_aside = True
        now.aside += block
        return end
    mail = _Mail(
        name,
        email,
        day_in(values.get("sent", "") or values.get("date", "")),
        values.get("subject", ""),
        aside=block,
        is_aside=is_mine,
    )
    if now.has_nothing:
        found.pop()
    found.append(mail)
    return end


def _is_original(mail: _Mail) -> bool:
    """Return whether the last line put aside says that an earlier e-mail follows."""
    last = next((line for line in reversed(mail.aside) if line.strip()), "")
    return bool(_ORIGINAL.fullmatch(last) or _OUTLOOK_RULE.fullmatch(last))


def _wrote(lines: list[str], at: int) -> tuple[str, int] | None:
    """Return the words between "On" and "wrote:", and over how many lines; None for none."""
    for number in (1, 2, 3):
        joined = " ".join(line.strip(" >\t") for line in lines[at : at + number])
        if match := _WROTE.fullmatch(joined):
            return match[1], number
        if not joined.lower().startswith("on "):
            return None
    return None


def _take_wrote(lines: list[str], at: int, found: list[_Mail], words: str, number: int) -> int:
    """Put aside what follows "On ... wrote:"; with nothing before it, it is what was said."""
    now, block = found[-1], lines[at : at + number]
    if now.is_empty and not now.has_sender and not now.is_aside:
        name, email = _sender(_after_the_day(words))
        mail = _Mail(name, email, day_in(words), aside=[*now.aside, *block], unquotes=True)
        found[-1] = mail
    else:
        now.is_aside, now.unquotes = True, False
        now.aside += block
    return at + number


def _after_the_day(words: str) -> str:
    """Return who it was of "Mon, 16 Nov 2026 at 10:12, Sam Field <sam@x> "."""
    return re.sub(r"^.*(?:\d{4}|\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?)\s*(?:[+-]\d{4})?,?", "", words,
                  flags=re.IGNORECASE).strip(" ,")  # fmt: skip


def _sender(words: str) -> tuple[str, str]:
    email = _EMAIL.search(words)
    name = re.sub(r"[<\[(]?(?:mailto:)?" + _EMAIL.pattern + r"[>\])]*", "", words)
    return name.strip(" \t\"'<>[],;*"), email[0] if email else ""


def day_in(words: str) -> datetime.date | None:
    """Return the first day in some words, the day before the month; None where there is none."""
    for pattern, (day, month, year) in _DAYS:
        if match := pattern.search(words):
            number = match[month].lower()[:3]
            month_of = MONTHS.index(number) + 1 if number in MONTHS else int(match[month])
            try:
                return datetime.date(int(match[year]), month_of, int(match[day]))
            except ValueError:
                continue
    return None


# What an e-mail says of each action


def _pieces(mail: _Mail, known: dict[str, str]) -> Iterator[Piece]:
    """Yield an e-mail's pieces: one for each action that a line of it begins with."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in mail.lines:
        if reference := _reference(line, known):
            parts.append((reference, []))
        parts[-1][1].append(line)
    texts = [(reference, "\n".join(lines).strip()) for reference, lines in parts]
    aside = ["\n".join(mail.aside).strip()]
    if len(texts) > 1 and len(texts[0][1].split()) <= GREETING:
        aside.insert(0, texts.pop(0)[1])
    said = [each for each in texts if each[1]] or [("", "")]
    subject = _in_subject(mail.subject, known)
    for number, (reference, words) in enumerate(said):
        yield Piece(
            words,
            "\n\n".join(filter(None, aside)) if number == 0 else "",
            mail.name,
            mail.email,
            mail.sent_on,
            reference or subject,
        )


GREETING = 15  # words before the first action that are no report of their own


def _reference(line: str, known: dict[str, str]) -> str:
    """Return the number of the action a line begins with, as the plan has it; "" for none."""
    if match := _NAMED.fullmatch(line):
        return known.get(_plain(match[1]), "")
    if match := _BARE.fullmatch(line):
        # A plain number may be a list's, or a count: a sign that is no full stop must follow.
        surely = "." in match[1] or match[1][0].isalpha() or match[2] in ":–—-"
        return known.get(_plain(match[1]), "") if surely else ""
    return known.get(_plain(line.strip(" \t*:.")), "") if len(line.split()) == 1 else ""


def _in_subject(subject: str, known: dict[str, str]) -> str:
    named = (known.get(_plain(match[1]), "") for match in _IN_SUBJECT.finditer(subject))
    return next(filter(None, named), "")


def _plain(reference: str) -> str:
    return reference.replace(" ", "").replace("-", "").strip(".").casefold()
