"""What a sentence does: asks for something to be done, or tells what is so."""

import re

# Who or what, and then a verb that tells of it: "The board asked ...", "Funding is agreed ...".
_TELLS = re.compile(
    r"(?:(?!that\b|which\b|who\b|whose\b|where\b)[\w'’/&,-]+ ){1,12}?"
    r"(?:is|are|was|were|has|have|had|will|would|can|cannot|could|may|might|did|does|do|been"
    r"|remains?|depends?|needs?(?! to)|asked|agreed|noted|said|began|met|took|found|went"
    r"|[a-z]{3,}ed)\b",
    re.I,
)
_VERB = re.compile(
    r"(?:to )?(?:ensur\w+|make|improv\w+|strengthen\w*|develop\w*|review|increas\w+|reduc\w+"
    r"|establish|provid\w+|implement|embed|deliver|creat\w+|build|support|promot\w+|secur\w+"
    r"|accelerat\w+|take|rais\w+|complete|put|continue|introduc\w+|audit|monitor|address|enhanc\w+"
    r"|extend|expand|set|use|give|help|hold|act|share|train|recruit|undertake|tackle|prioriti[sz]e"
    r"|clarif\w+|evaluat\w+|work|keep|bring|listen|agree|appoint|arrange|ask|carry|check|collect"
    r"|commission|consult|co-?produce|define|design|draft|engage|explore|finalise|hire|identify"
    r"|include|invite|launch|lead|link|map|meet|move|offer|open|pilot|plan|prepare|present|produce"
    r"|publish|read|record|redesign|refresh|relaunch|replace|report|revise|roll|run|see|sign|start"
    r"|streamline|survey|test|track|update|upskill|visit|write)\b",
    re.I,
)
_SHOULD = re.compile(r".{0,120}\b(?:should|must|ought|needs? to)\b", re.I | re.S)
_NO_SENTENCE = re.compile(r"(?:to|further|that|how|what|why)\b|\(?[a-z]?\d", re.I)
_HAS_BEEN = re.compile(
    r"\b(?:has|have) (?:now |already |not )?(?:been|begun|\w+ed)\b|\b(?:was|were|had|to date"
    r"|so far)\b"
    r"|^(?:\w+ ){0,4}(?:begun|[a-z]{3,}ed)\b",
    re.I,
)


def asks(text: str) -> bool:
    """Return whether a sentence begins with what to do ("Ensure ...", "To audit ...")."""
    return bool(_VERB.match(text))


def tells(text: str) -> bool:
    """Return whether a sentence tells of something, and asks for nothing."""
    wants = asks(text) or _NO_SENTENCE.match(text) or _SHOULD.match(text)
    return bool(_TELLS.match(text)) and not wants


def reports(text: str) -> bool:
    """Return whether a text tells what was done ("Two of ten were read.", "Drafted in May")."""
    return not asks(text) and bool(_HAS_BEEN.search(text))
