"""Which words of an exempt paper stand in a public file, and which may give it away. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# So many words that stand together in the exempt paper alone give it away, if they are so long.
TOGETHER, TELLING = 5, 15
# A figure of so many digits is known again by itself; one digit stands in every paper.
LONG_FIGURE, FIGURE = 4, 2
_WORD = re.compile(r"£?\w+(?:[.,'’/-]\w+)*%?")
_OWN = re.compile(r"['’]s$")


@dataclass(frozen=True)
class Looked:
    """What was found: `exempt` texts that must not stand there, and `doubts` to look over."""

    exempt: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def looked_through(
    exempt: Sequence[str], public: Iterable[str], words: str, names: Iterable[str]
) -> Looked:
    """Return what of an exempt paper stands in a file and not in the public paper.

    `words` is the file's text and `names` what its attributes say. Texts are known by words that
    stand together, short ones with a name or figure by all they say. Doubts are the names, figures
    and short texts that stand there too: they may mean something else.
    """
    there, held = _There(" ".join([words, *names])), _There(" ".join(public))
    found = tuple(text for text in exempt if _gives_away(text, there, held))
    said = [text for text in exempt if text not in found]
    short = [text for text in said if _is_short(text) and _only_in(text, there, held)]
    # Attributes are full of figures that nobody reads: sizes and identifiers.
    alone = {_bare(word) for word in there.listed if _is_name(word)}
    alone |= {_bare(word) for word in _words(words) if _is_figure(word)}
    single = [w for w in _names_and_figures(exempt) if _bare(w) in alone - held.keys]
    return Looked(found, tuple(dict.fromkeys([*short, *single])))


class _There:
    """A text to look for others in: letter by letter, and word by word."""

    def __init__(self, text: str) -> None:
        self.bare, self.listed = _bare(text), _words(text)
        self.keys = {_bare(word) for word in self.listed}
        self.in_a_row = f" {' '.join(map(_bare, self.listed))} "


def _gives_away(text: str, there: _There, public: _There) -> bool:
    if any(piece in there.bare and piece not in public.bare for piece in _pieces(text)):
        return True
    return _is_short(text) and _is_telling(text) and _only_in(text, there, public)


def _pieces(text: str) -> Iterator[str]:
    """Yield each run of words in a text that is long enough to tell it from others."""
    words = text.split()
    for first in range(max(1, len(words) - TOGETHER + 1)):
        piece = _bare("".join(words[first : first + TOGETHER]))
        if len(piece) >= TELLING:
            yield piece


def _is_short(text: str) -> bool:
    return len(_words(text)) > 0 and not any(_pieces(text))


def _is_telling(text: str) -> bool:
    """Return whether a short text says who or how much: "Next steps" stands in many papers."""
    if _digits(text) >= LONG_FIGURE:
        return True
    return any(word[0].isupper() or _digits(word) for word in _words(text)[1:])


def _only_in(text: str, there: _There, public: _There) -> bool:
    row = f" {' '.join(map(_bare, _words(text)))} "
    return row in there.in_a_row and row not in public.in_a_row


def _names_and_figures(texts: Iterable[str]) -> list[str]:
    """Return each word with a capital that never stands without one, and each figure, once."""
    words = [word for text in texts for word in _words(text)]
    small = {_bare(word) for word in words if word[0].islower()}
    found = {_bare(word): word for word in reversed(words) if _is_name(word) or _is_figure(word)}
    return [word for key, word in reversed(found.items()) if key not in small]


def _is_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _is_figure(word: str) -> bool:
    return _digits(word) >= FIGURE


def _digits(text: str) -> int:
    return sum(letter.isdigit() for letter in text)


def _words(text: str) -> list[str]:
    return [_OWN.sub("", word) for word in _WORD.findall(text)]


def _bare(text: str) -> str:
    """Return the letters and figures of a text alone, so that no mark or space hides a word."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
