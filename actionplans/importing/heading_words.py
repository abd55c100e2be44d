"""The words that councils head the columns of their action plans with, and what they mean.

A heading is brought to plain words (`plain`) and tried against RULES from the top: the first
that fits says which field it is, and which fields it may be where another column is surer of
that one. Vocabulary of plans from 2003 on; what is no field (a start date, evidence, resources,
monitoring, a cabinet member) is named too, so that it is not taken for one.
"""

import re
import unicodedata
from functools import lru_cache

from actionplans.importing.heading_dates import undated
from actionplans.importing.heading_rules import rule as _rule
from actionplans.importing.heading_sayings import SAID
from actionplans.importing.understood import Field as F

_NOTES = re.compile(r"\((?:dd|mm|yy|d/m|please|tick)[^)]*\)|[✓✔☑]", re.I)


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """Return the heading's words in lower case, without dates, punctuation and brackets.

    "Lead(s)" gives "leads", "R/A/G" "r a g", "Progress at March 2017" "progress"; a heading
    that is only a date gives "a date".
    """
    text = undated(_NOTES.sub(" ", unicodedata.normalize("NFKC", heading)))
    words = _words(text.replace("\x00", " "))
    return words or ("a date" if "\x00" in text else "")


def _words(text: str) -> str:
    text = re.sub(r"\(s\)", "s", text.casefold())
    text = re.sub(r"\b(who|what|how|where|when|it|that|there)'s\b", r"\1 is", text)
    for short, whole in (("'ll", " will"), ("'ve", " have"), ("'re", " are"), ("n't", " not")):
        text = text.replace(short, whole)
    text = text.replace("&", " and ").replace("%", " percent ").replace("#", " number ")
    return " ".join(re.findall(r"[^\W_]+", text.replace("'", "")))


_DAY = r"(?:dates?|deadlines?|timescales?|timeframe|timeline|target|completion|finish|end)"
_ASKED = (
    r"(?:recommend\w+|findings?|areas? (?:for|of|requiring|needing) (?:\w+ ){0,2}?"
    r"(?:improve\w*|development|action|concern|weakness)|weakness\w*|requirements?)"
)
_DO = r"(?:action|activit(?:y|ies)|tasks?|actions)"

# One heading over two: the start of what is done, and when it is due
_WHEN = r"(?:dates?|timescales?|timings?|time ?frames?|timelines?|when|schedule|timetable)"
_MOVED = r"(?:actual|revised|new|forecast|extended|last|closed|review\w*)"

RULES = (
    _rule(1, (F.PROGRESS, F.OTHER), r"^a date$"),
    _rule(3, F.CONFIDENTIAL, r"^confidential$"),
    *SAID,
    # Two dates under one heading: the last word says which
    _rule(3, F.OTHER, rf"\b{_WHEN}\b.*\b(?:start\w*|begin\w*|commenc\w+|from)$"),
    _rule(3, F.TIMESCALE, rf"^(?!.*\b{_MOVED}\b)(?:\w+ )*{_WHEN} (?:\w+ )*(?:due|end|finish)$"),
    # What would be taken for another field by one of its words
    _rule(3, F.OTHER, r"^(?:reasons?|why|justification|rationale|explanation)\b"),
    _rule(
        3,
        F.OTHER,
        r"\b(?:review|reviewed|start|started|commence\w*|begin|meeting|opened|raised|added|logged"
        r"|created|last updated?) (?:date|on|by)\b",
        r"\bdates? (?:of )?(?:(?:last|next) )?(?:review|start|commence|opened|raised|added|logged"
        r"|created|closed|updated?)",
        r"^(?:start|started|review|baseline)$",
    ),
    _rule(
        3,
        F.OTHER,
        r"^(?:date (?:actually )?completed|completed on|closed on)$",
        r"\bactual\b.*\b(?:complet\w+|finish|end|date)\b|\bdate (?:achieved|signed off)\b",
    ),
    _rule(
        3,
        F.OTHER,
        r"\b(?:previous|prior)\b.*\b(?:b?rag|rating|status|update|progress|position)\b",
        r"\b(?:update|progress|position|commentary) (?:previous|prior)\b",
        r"\blast (?:b?rag|rating|status)\b",
    ),
    _rule(3, F.OTHER, r"\b(?:b?rag|rating|status)\b.*\b(?:previous|last (?:month|quarter|time))\b"),
    _rule(3, F.OTHER, r"\b(?:risk|priority|likelihood|inherent|residual)\b.*\b(?:rating|score)\b"),
    _rule(
        3,
        F.OTHER,
        r"\b(?:cabinet member|portfolio|lead member(?! officer)|elected member|councillor)\b",
    ),
    _rule(3, F.OTHER, r"\bprogress bar\b"),
    _rule(
        2,
        (F.OTHER, F.PROGRESS),
        r"\b(?:impacts?|differences?|changes?|results?) (?:to date|so far)\b",
        r"\bwhat (?:has|have|is) (?:\w+ )?(?:changed|improved|different)\b",
    ),
    _rule(3, F.OTHER, r"\b(?:agreed|accepted|approved|rejected)\b.*\b(?:y n|yes no|rejected)\b"),
    # Dates
    _rule(1, (F.TIMESCALE, F.OTHER), r"^date of (?:completion|implementation)$"),
    _rule(3, F.TIMESCALE, r"^(?:target |due )?dates? (?:for|to|by|when|action)\b"),
    _rule(3, F.TIMESCALE, r"\b(?:baseline|original|initial) (?:(?!and)\w+ )?(?:date|finish|end"
    r"|target)\b"),
    _rule(
        3,
        F.REVISED_DATE,
        rf"\b(?:revised?|new|extended|extension|amended|forecast|rescheduled|rephased|slipped"
        rf"|expected new|updated|changed|adjusted|reprofiled|projected|re profiled)\b"
        rf".*\b{_DAY}\b",
        rf"\b{_DAY}\b.*\b(?:revised|extended|amended|rescheduled|if (?:changed|revised|slipped))\b",
        r"^(?:revised|extension|revision|forecast)$",
    ),
    _rule(2, (F.REVISED_DATE, F.TIMESCALE), rf"\b(?:current|latest)\b (?:target )?{_DAY}$"),
    # Numbers
    _rule(3, F.OTHER, r"\b(?:cost|budget|ledger|finance|gl|account|subjective) (?:code|centre)"),
    _rule(
        3,
        (F.PARAGRAPH_REFERENCE, F.REFERENCE),
        r"\bpara(?:s|graphs?)?\b",
        r"\b(?:ofsted|report|inspection|inspectors|letter)\b.*\b(?:ref\w*|nos?|numbers?)$",
    ),
    _rule(1, (F.PARAGRAPH_REFERENCE, F.OTHER), r"^(?:page|pages|page (?:no|number)s?)$"),
    _rule(
        3,
        (F.REFERENCE, F.PARAGRAPH_REFERENCE),
        r"^(?:\w+ ){0,2}(?:ref|refs|reference|nos?|number|numbers|id|code|num)$",
        r"^(?:ref|reference|no|number) (?:no|number|id|of)?\b",
        r"^(?:ref|reference|s no|sr no|sn|serial)\b",
    ),
    _rule(1, (F.REFERENCE, F.ACTION), r"^items?$"),
    # How we shall know, in words of how it goes
    _rule(
        3,
        F.SUCCESS_MEASURE,
        r"\b(?:progress|success|performance|impact|outcome|output) (?:indicator|measure)s?\b",
        r"\bwhere (?:do )?we (?:want|need|would like|hope) to be\b",
    ),
    # How it goes
    _rule(
        3,
        F.RATING,
        r"\b(?:[bg]?rags?b?|ragb|braggs?|r a g|b r a g|g a r|traffic lights?|status icon)\b"
        r"(?!.*\b(?:comment\w*|update|narrative|progress (?:update|report))\b)",
        r"\b(?:rating|assessment|grading|judgement|category|categories|score) (?:of|for) "
        r"(?:progress|delivery|action)",
        r"\b(?:progress|delivery|performance|action|completion|overall|current) "
        r"(?:rag|rating|category|colour)",
        r"^(?:the )?(?:ratings?|colour)$",
        r"\b(?:y n|yes no|achieved not achieved|open closed)\b|\bconfidence\b",
    ),
    _rule(
        3,
        F.RATING,
        r"^(?:achieved|met|done|closed|completed?|on track|on target(?: to achieve)?|not achieved"
        r"|partially achieved|overdue|not started|in progress|behind schedule|red|amber|green|blue"
        r"|[ragb])$",
        ticked=True,
    ),
    _rule(
        3,
        F.PROGRESS,
        r"\bstatus (?:update|report|commentary|comments?|narrative|summary)\b",
        r"\bprogress\b.*\b(?:monitoring|impact|evidence|outcomes?|comments?)\b",
        r"\bevidence (?:of|for) progress\b",
    ),
    _rule(
        2,
        (F.NEXT_STEPS, F.OTHER),
        r"\bnext$|\bnext (?:steps?|actions?|milestones?|period|quarter|month|phase|stages?)\b",
        r"\b(?:future|further|outstanding|remaining|additional|ongoing) (?:actions?|work|steps?"
        r"|activit(?:y|ies)|tasks?|development|plans|required|needed|milestones?)\b",
        r"\bactions? (?:still )?(?:outstanding|remaining|still|to follow|from\b(?! \w))",
        r"\bprospects?\b|\bstill (?:to|needs?)\b|\b(?:left|remains?) to (?:do|be done)\b",
        r"^(?:next|to do|future plans?|plans? for (?:the )?future|forward plan|looking ahead)$",
        r"^actions? from$",
    ),
    _rule(1, (F.RATING, F.PROGRESS, F.OTHER), r"^(?:\w+ ){0,2}(?:status|state)$", r"^status\b"),
    _rule(
        2,
        (F.ACTION, F.PROGRESS),
        r"\bactions? (?:taken|planned|proposed) (?:and |or )?(?:taken|planned|proposed)\b",
    ),
    _rule(2, (F.NEXT_STEPS, F.ACTION), r"\bwhat (?:more|else)\b"),
    _rule(2, (F.ACTION, F.PROGRESS), rf"^(?:proposed|planned|agreed) {_DO} (?:and )?progress"),
    _rule(2, (F.PROGRESS, F.OTHER), r"\bprogress\b|\b(?:up ?dates?|updated position)\b"),
    _rule(
        2,
        (F.PROGRESS, F.OTHER),
        r"\b(?:current|latest|present) (?:position|situation|commentary|notes?|comments?"
        r"|performance)\b",
        r"\bposition(?: statement)?\b|\bcommentary\b|\bnarrative\b|\bhighlights?\b",
        r"\b(?:achieved|done|completed|taken|undertaken|delivered|happened)\b.*"
        r"\b(?:to date|so far|already|since|now)\b",
        r"\bactions? (?:taken|undertaken|to date|completed|so far)\b|\bto date$|\bso far$",
        r"\bwhat (?:have|has) (?:we|been|the \w+) (?:done|achieved|completed)?",
        r"\bwhat (?:we|the \w+) (?:have|has) (?:done|achieved)",
        r"\bwhere (?:are we|we are)(?: up to)?\b",
        r"\bhow (?:(?:are|is) (?:we|it|things)|it is|its|things are|we are) (?:doing|going)\b",
        r"\bachievements?\b|\boutcome (?:and )?update\b|\bwhat we (?:did|ve done)\b",
    ),
    # How we shall know
    _rule(
        3,
        F.SUCCESS_MEASURE,
        r"\bwill know\b|\bsuccess\b|\bkpis?\b|\bindicators?\b",
        r"\bhow (?:will|do|would|shall|can) (?:\w+ ){1,3}know",
        r"\b(?:performance|impact|outcome|output|progress) measures?\b|\bmeasures? of\b",
        r"\bhow\b.*\b(?:measured?|evidenced?|demonstrated?|assess(?:ed)?)\b|\bmeasurement\b",
        r"\bgood looks? like\b|\bwhat difference (?:will|do|are|would|should)\b",
        r"\bwhat will (?:be different|(?:the )?impact|have changed|change|this achieve|success)\b",
        r"\b(?:expected|desired|intended|anticipated|planned|target|required|agreed|proposed)"
        r" (?:\w+ )?(?:outcomes?|impacts?|results?|outputs?|benefits?|difference)\b",
        r"\b(?:expected|desired|intended|anticipated) improvements?\b",
        r"\b(?:outcomes?|impacts?|results?|outputs?|benefits?|difference|change)"
        r" (?:\w+ ){0,2}(?:sought|wanted|expected|required|desired|want|measured?|measures|for"
        r" children|intended|needed|to be achieved|statement)\b",
        r"\bwhat (?:do )?(?:we|you) (?:want|are trying|hope|aim|need) to (?:achieve|see|change)\b",
        r"\bevidence (?:of success|that|required|needed|we will)\b|\bdefinition of done\b",
    ),
    _rule(
        3,
        F.OTHER,
        r"\b(?:outcomes?|impacts?|results?) (?:achieved|to date|so far|report)\b",
        r"\bwhat (?:difference|impact) (?:has|have|did|was|is)\b|\bdifference (?:it )?made\b",
        r"\bimpact (?:and evidence|evidence)\b|\boutcomes? report\b",
    ),
    # What is no field
    _rule(
        3,
        F.OTHER,
        r"\b(?:evidence|evidenced|resources?(?! names?)|resourcing|costs?|budget|funding|finances?"
        r"|financial|capacity|investment)\b",
        r"\b(?:risks?|barriers?|blockers?|challenges?|dependenc\w+|predecessors?|interdependenc\w+"
        r"|constraints?|mitigations?|obstacles)\b",
        r"\b(?:monitor\w*|governance|assurance|qa|scrutiny|oversight|reported to|reports? to"
        r"|reporting|forum|evaluation|evaluat\w+|reviews?|verif\w+|validat\w+|audit\w*"
        r"|sign(?:ed)? off|approved|escalat\w+)\b(?!.*\b(?:recommend|finding|action|area|comment))",
        r"\b(?:duration|percent|percentage|trend|direction of travel|travel|baseline"
        r"|links?(?: to)?|cross ref\w*|wards?|lessons|training|progress bar|consultation)\b",
    ),
    _rule(
        3,
        F.OTHER,
        r"\b(?:audit\w*|inspect\w*|committee|board|members?|challenge|chairs?) comments?$",
    ),
    _rule(1, (F.PROGRESS, F.OTHER), r"\b(?:comments?|notes?|remarks)$"),
    # Who
    _rule(
        1,
        (F.LEADS, F.OTHER),
        r"^(?:owning )?(?:directorate|department|division|service(?: area)?"
        r"|team|agency|agencies|organisations?|partners?|partner agenc(?:y|ies)|partnership group"
        r"|group|board)s?$",
    ),
    _rule(
        2,
        (F.OTHER, F.LEADS),
        r"\b(?:support(?:ed|ing)?(?: by| officers?| leads?)?|contributors?|consulted|informed"
        r"|who else|others? involved)\b",
    ),
    _rule(
        3,
        F.LEADS,
        r"\b(?:leads?|leaders?|owners?|owned|sro|who|whom|responsib\w+|accountab\w+|assigned"
        r"|assignee|allocated to|delegated|officers?|managed by|manager|resource names?|champion"
        r"|post ?holders?|persons?|named|contact|sponsor|personnel|head of service|director)\b"
        r"(?!.*\b(?:will benefit|benefits|know|date)\b)",
        r"^(?:job titles?|posts?|staff|initials|names?|action by|actioned by|actionee)$",
    ),
    # When
    _rule(
        3,
        F.TIMESCALE,
        r"\b(?:timescales?|time scales?|time frames?|timeframes?|timelines?|timings?|deadlines?"
        r"|due|by when|timetable|duedate|timeline|when by)\b|^when$",
        r"\b(?:target|completion|end|finish|delivery|implementation|required|agreed"
        r"|planned) dates?\b",
        r"\b(?:complet(?:e|ed|ion)|deliver(?:ed|y)?|implement(?:ed|ation)|achieved?|done)"
        r" (?:by|date|target)\b|\b(?:finish|end|expected) by\b",
        r"^(?:target |planned |expected |final )?(?:completion|finish|end)(?: target)?$",
    ),
    _rule(2, (F.TIMESCALE, F.OTHER), r"\b(?:when|dates?|schedule)\b"),
    _rule(1, (F.TIMESCALE, F.SUCCESS_MEASURE, F.OTHER), r"^targets?$"),
    _rule(1, (F.TIMESCALE, F.OTHER), r"^(?:months?|terms?|quarters?|year)$"),
    _rule(1, (F.TIMESCALE, F.LEADS), r"^by$"),
    # What was asked for, and what is done about it
    _rule(
        3,
        (F.ACTION, F.MILESTONES),
        r"^(?:\w+ )?actions? (?:to|that|we|required|needed|in response)\b",
    ),
    _rule(3, F.THEME, r"\bjudgements? areas?\b|\bkey judgements?\b|\bimprovement theme\b"),
    _rule(
        2,
        (F.ACTION, F.MILESTONES),
        rf"\b{_ASKED} (?:and|or) (?:\w+ )?actions?\b",
        r"\bimprovement (?:action|activity|activities|measure)s?\b",
    ),
    _rule(
        3,
        F.RECOMMENDATION,
        rf"\b{_ASKED}\b",
        r"^recs?$|\b(?:statements?|extracts?|comments?|quotes?) from\b",
        r"\bwhat (?:did|does|has|have) (?:the )?(?:ofsted|inspect\w+|cqc|hmi)",
        r"\b(?:ofsted|inspect\w+|inspectorate|cqc|hmi|jar) (?:\w+ )?(?:said|findings?|issues?|text"
        r"|wording|statements?"
        r"|actions?|concerns?|comments?|priorit(?:y|ies)|requirements?|judgements?)\b"
        r"(?<!key judgement)",
        r"\bwhat (?:\w+ ){0,4}(?:needs?|must) (?:to )?(?:improve|change|be (?:better|improved))",
        r"\b(?:issues?|needs?|gaps?|concerns?|problems?|weakness\w*) ?(?:identified|raised|to be"
        r" addressed|to address|found)?$",
        r"\bidentified (?:needs?|issues?|gaps?|concerns?)\b|^what (?:ofsted|inspectors) \w+",
        r"\bimprovement (?:area|need|needed|priority)s?\b|^requires improvement$",
        r"\bareas? (?:identified|to improve|we need)\b",
    ),
    _rule(
        2, (F.RECOMMENDATION, F.ACTION), r"\bimprovements? required\b|\brequired improvements?\b"
    ),
    _rule(
        2,
        (F.RECOMMENDATION, F.THEME, F.OTHER),
        r"\b(?:objectives?|aims?|goals?|standards?|ambition|priority actions?)\b",
    ),
    _rule(
        3,
        F.THEME,
        r"\b(?:themes?|work ?streams?|work streams?|strands?|pillars?|judgement areas?"
        r"|key judgements?|programmes?|strategic (?:priority|priorities|aim)|chapter|section"
        r"|categor(?:y|ies)|key lines?|domain|topic)\b",
    ),
    _rule(2, (F.THEME, F.OTHER), r"^(?:\w+ ){0,2}(?:priority|priorities|areas?|type|subarea)$"),
    _rule(
        3,
        (F.MILESTONES, F.ACTION),
        r"\bmilestones?\b|\bsub ?(?:actions?|tasks?)\b|\bsub (?:actions?|tasks?)\b",
        r"\b(?:detailed|key|individual|supporting|specific) (?:steps?|tasks?)\b|^steps?\b",
        r"\bsteps? (?:to|required|needed|we)\b|\bstages\b",
    ),
    _rule(
        3,
        (F.ACTION, F.MILESTONES),
        r"\bactions?\b|\bwhat (?:will|we will|are we|we are|is|needs? to|must|should|do we)\b",
        r"\bwhat (?:\w+ ){1,4}(?:do|take|doing)\b|\b(?:must|should) do\b|\bmethod\b",
        r"^(?:so )?we (?:will|shall)\b|\bwe said\b|\bwhat will\b|^what$",
        r"\b(?:measures?|steps?) (?:to be )?taken\b",
        r"\bto be (?:done|taken|undertaken|delivered|completed)\b|\bcommitments?\b",
    ),
    _rule(
        2,
        (F.MILESTONES, F.ACTION),
        r"\bhow$|^how (?:will|are|do|shall)\b|\bdeliverables?\b|\b(?:tasks?|activit(?:y|ies))\b",
    ),
    _rule(
        2,
        (F.ACTION, F.OTHER),
        r"\b(?:response|interventions?|initiatives?|proposals?|improvements?|task name)\b",
    ),
    _rule(
        1,
        (F.ACTION, F.OTHER),
        r"\b(?:description|title|developments?|plan|project|work|strateg(?:y|ies))\b",
    ),
    _rule(
        2, (F.SUCCESS_MEASURE, F.OTHER), r"\b(?:outcomes?|outputs?|measures?|benefits?|results?)\b"
    ),
    _rule(1, (F.SUCCESS_MEASURE, F.OTHER), r"\b(?:impact|difference|target|performance)\b"),
    _rule(1, (F.PROGRESS, F.OTHER), r"\b(?:comments?|notes?|remarks|feedback|a date|details)\b"),
)  # fmt: skip
