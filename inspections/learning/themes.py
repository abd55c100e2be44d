"""Themes to learn about from others' reports: saved searches. Pure data.

The five are those under which Stockton's committee put its learning points on 14 October 2015
(paragraphs 13 to 17); the words that are searched for are ours.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """A theme, and the words it is searched by, as PostgreSQL's web search reads them."""

    key: str
    name: str
    words: str


THEMES = (
    Theme(
        "leadership",
        "Leadership",
        '"political leaders" or "political support" or "senior leaders" or "cross-party"'
        ' or ambition or prioritisation or "strategic leadership"',
    ),
    Theme(
        "partnerships",
        "Partnerships and governance",
        '"partnership working" or "strategic partnership" or "effective partnerships"'
        ' or "governance arrangements" or "health and wellbeing board"',
    ),
    Theme(
        "scrutiny",
        "Scrutiny and challenge",
        'scrutiny or "robust challenge" or "elected members" or "political challenge"',
    ),
    Theme("parenting", "Corporate parenting", '"corporate parenting" or "corporate parents"'),
    Theme(
        "performance",
        "Performance management",
        '"performance management" or "performance information" or "performance data"'
        ' or "quality assurance" or auditing',
    ),
)
BY_KEY = {theme.key: theme for theme in THEMES}
