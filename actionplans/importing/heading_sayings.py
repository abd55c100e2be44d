"""Headings that are said rather than named: by somebody, as a question, or by a tool.

"What the report told us", "We're going to", "Did it work?", "By"; and the columns that the
tools for lists and projects write. Tried before the named ones of `heading_words.py`.
"""

from actionplans.importing.heading_rules import rule as _rule
from actionplans.importing.understood import Field as F

_WE = r"(?:we|i|they|you|the (?:council|team|partnership|service|board|local authority|authority))"
_GOING = (
    r"(?:going|planning|committed|aiming|proposing|doing|taking|delivering|changing|putting"
    r"|working)"
)
_DID = r"(?:said|says?|told|tells?|found|heard|saw|sees?|wants?|wanted|thinks?|feels?|highlighted)"
_WORKED = (
    r"(?:work(?:ed|ing)?|made? (?:a|any|the) difference|help(?:ed)?|succeed(?:ed)?|achieved it)"
)
_SELF = (
    r"(?:self|our|own|board|officer|manager|lead|council|latest|this \w+|current|overall|impact)"
)

SAID = (
    # What is no field: the columns of tools, and references to other things
    _rule(
        3,
        F.OTHER,
        r"\b(?:evidence|document|doc|file|policy|appendix|folder|minutes?|supporting|link"
        r"|e ?mail)s?"
        r" (?:ref\w*|nos?|numbers?|ids?|codes?)$|\bref\w* (?:of|for|to) (?:the )?evidence\b",
        r"^(?:issue|task|item|action|work|ticket|card|content) types?$",
        r"^(?:created|modified|raised|reported|entered|added|edited|changed)(?: by| on| at"
        r"| date)?$",
        r"^(?:reporter|author|creator|labels?|tags?|watchers?|sprints?|attachments?|resolution"
        r"|resolved|votes?|components?|fix versions?|story points|checklist(?: items)?|late"
        r"|row id|item id|outline (?:level|number)|task mode|effort|allocation|app created by"
        r"|completed checklist items|iteration path|assignee e ?mail|created at|completed at"
        r"|is recurring|unique id|path|critical)$",
    ),
    _rule(
        3,
        F.OTHER,
        r"\bdates? (?:of|for) (?:the )?(?:\w+ )?(?:visit|audit|inspection|report|discussion"
        r"|decision"
        r"|entry|letter|incident|referral|request|approval)s?$",
        r"\b(?:visit|audit|inspection|decision|approval|incident|request) dates?$",
    ),
    # How we shall know, in any person and tense; before "measure our progress" reads as progress
    _rule(
        3,
        F.SUCCESS_MEASURE,
        r"^how\b.*\b(?:measur\w+|evaluat\w+|judge\w*|evidence\w*|track|tell|test|check|prove)\b",
        r"\b(?:acceptance|completion|closure|exit|done) criteria\b|^(?:done|complete) when\b",
        r"\bknow (?:\w+ )?(?:has |is |have )?(?:\w+ )?(?:worked|working|achieved|there|made"
        r"|when)\b",
        r"\bwe (?:will )?know\b.*\bwhen$|^how (?:do|can|should)? ?(?:we|you) (?:will )?know\b",
        r"\bwhere (?:do )?(?:we|you) (?:want|need|hope|aim|would like) to (?:be|get)\b",
        r"\b(?:it|this|that|good|success|better|excellent|done) (?:will |would |should |could )?"
        r"looks? like\b",
        r"\b(?:measures?|indicators?|metrics?|kpis?)\b.*\bbaselines?\b",
        r"\bbaselines?\b.*\b(?:measures?|indicators?|metrics?|kpis?)\b|\bbaselines? and targets?\b",
        r"^(?:key |performance |impact )?(?:metrics?|measurables?|yardsticks?)$",
    ),
    _rule(
        2,
        (F.SUCCESS_MEASURE, F.OTHER),
        rf"^(?:did|has|have|is|will|would|does) (?:it|this|they|that|we|things)\b.*\b{_WORKED}\b",
        r"^so what$|\bevidence (?:we|you|that) (?:will|would|want|need)\b",
    ),
    # How it goes
    _rule(
        3,
        F.PROGRESS,
        r"^how we are (?:doing|getting on|progressing)\b",
        r"^(?:so )?how (?:is|are|has|have) (?:\w+ ){1,3}(?:going|doing|getting on|gone|progressing"
        r"|been going|coming along|done)\b",
        r"\b(?:exception|highlight|monitoring|checkpoint|flash|review|monthly|quarterly|weekly"
        r"|termly"
        r"|delivery|rag|rating|case) (?:reports?|notes?|commentar(?:y|ies)|updates?|summar(?:y|ies)"
        r"|narratives?|comments?)\b",
        r"\bwhere (?:we|it|things|this) (?:is|are|have|has)\b.*\b(?:up to|got|now|at|currently)\b",
        r"\bwhat (?:is|has|have) (?:\w+ )?been (?:done|achieved|completed|delivered|happening)\b",
        r"\bwhat (?:has|have) (?:\w+ )?(?:happened|been happening)\b|\bstory so far\b",
    ),
    _rule(
        2,
        (F.PROGRESS, F.OTHER),
        rf"^(?:what )?{_WE} (?:have |has )?(?:already )?(?:did|done|delivered|achieved)\b",
        r"^latest$|^latest (?:news|comments?|notes?)$|\bgetting on\b",
    ),
    _rule(
        1,
        (F.RATING, F.PROGRESS, F.OTHER),
        r"^(?:is|have|has|are|was|did)\b.*\b(?:done|do it|finished|closed)\b",
        r"^(?:are we )?(?:done|there) yet$",
    ),
    _rule(
        3,
        F.OTHER,
        r"\b(?:b?rag|rating|status|score)\b.*\b(?:before|start(?:ing)?|initial|opening|baseline"
        r"|then"
        r"|last \w+|at the (?:start|outset))$",
        r"^(?:before|start(?:ing)?|initial|opening|baseline|last \w+) (?:b?rag|rating|status"
        r"|score)\b",
    ),
    _rule(
        3,
        F.RATING,
        rf"\b{_SELF} (?:assess(?:ed|ment) )?(?:rating|score|grade|judgement)s?\b",
        r"\bself (?:assess\w+|evaluat\w+|rated|scor\w+)$|^how (?:do |would |will )?we (?:rate"
        r"|score)\b",
        r"\b(?:level|stage|degree|extent) of (?:embedd\w+|implement\w+|complet\w+|maturity|progress"
        r"|delivery|assurance|achievement)\b|\bmaturity(?: level)?$|\b(?:b?rayg?b?|rygb?|bragp)\b",
    ),
    _rule(
        2,
        (F.RATING, F.OTHER),
        r"(?<!risk )(?<!priority )\brating\b(?!.*\b(?:comments?|narrative|reasons?|rationale"
        r"|notes?)\b)",
        r"^(?:current |delivery |implementation |action |task |pdsa )?stage$|^embedd(?:ed|ing"
        r"|edness)$",
    ),
    _rule(
        2, (F.PROGRESS, F.OTHER), r"^(?:commentary|comments?|notes?|narrative|update) (?:on"
        r"|about)\b"
    ),
    # When
    _rule(
        3,
        F.REVISED_DATE,
        r"^(?:extended|moved|slipped|deferred|postponed|put back|pushed back|now due) (?:to|until"
        r"|by)$",
        r"^now (?:due|expected)$",
    ),
    _rule(
        3,
        F.TIMESCALE,
        r"^(?:by(?: the)? end(?: of)?|no later than|latest by|(?:in place|ready|expected"
        r"|live"
        r"|finished|embedded|actioned|resolved) by)$",
        r"\b(?:target|due|completion|delivery|end|finish|deadline) (?:month|term|quarter|year"
        r"|week)$",
    ),
    _rule(
        3,
        F.TIMESCALE,
        r"\bto be [\w ]+ by$|\b(?:needed|required|wanted|place|ready|due|submitted|sorted"
        r"|fixed) by$",
        r"^(?:target|due) (?:q|qtr)$|^(?:month|term|quarter|year) (?:for|of) (?:completion"
        r"|delivery)$",
    ),
    _rule(2, (F.TIMESCALE, F.LEADS), r"^by$"),
    _rule(1, (F.TIMESCALE, F.OTHER), r"^before$"),
    # Who
    _rule(
        3,
        F.LEADS,
        r"^(?:led|owned|actioned|overseen) by\b|^(?:key|lead|responsible|accountable) (?:people"
        r"|person"
        r"|staff|persons)\b|^point person$",
    ),
    # The columns of tools
    _rule(
        3,
        (F.REFERENCE, F.OTHER),
        r"^(?:issue |task |action |unique |ticket )key$|^wbs(?: code| no| number)?$|^urn$"
        r"|^(?:row|line|item|sl|serial) (?:no|number|id|ref)$",
    ),
    _rule(1, (F.REFERENCE, F.OTHER), r"^(?:key|line|row)$"),
    _rule(
        3,
        F.PARAGRAPH_REFERENCE,
        r"\b(?:report|letter|ofsted|inspection) pages?\b|\bpages? (?:of|in|from) (?:the )?(?:report"
        r"|letter)\b",
    ),
    _rule(
        2,
        (F.ACTION, F.OTHER),
        r"^(?:task|action|activity|item|issue|card|work item|project|deliverable)s? (?:name|title"
        r"|summary|subject)s?$|^(?:title|summary|subject)$",
    ),
    _rule(
        3,
        F.THEME,
        r"^(?:bucket|epic|swim ?lane|list|parent|area path|project phase)(?: (?:name|link|title"
        r"|task))?$",
    ),
    _rule(3, F.LEADS, r"^assignees?\b"),
    _rule(2, (F.LEADS, F.ACTION), r"^names?$"),
    _rule(2, (F.LEADS, F.OTHER), r"^members?$"),
    _rule(
        2,
        (F.ACTION, F.OTHER),
        r"^(?:answers?|solutions?|remed(?:y|ies)|fix(?:es)?|countermeasures?|jobs? to do"
        r"|next action)$",
    ),
    _rule(2, (F.MILESTONES, F.ACTION), r"^how we (?:are|will|shall|plan|intend)\b"),
    # What was asked for
    _rule(
        3,
        F.RECOMMENDATION,
        rf"^(?:(?:what|how|where) )?(?!(?:what|how|where|we|when|who|date|evidence|is|are"
        rf"|outcomes?|results?|impact|difference|changes?)\b)(?:\w+ ){{1,5}}?{_DID}"
        r"(?: (?:to )?us| about us)?(?: that| to do| we (?:should|must|need to)(?: do)?)?$",
        r"^recommendations? (?:from|of|by|made|text|wording|in full)\b|^issues? (?:for|with|to)\b",
        r"\b(?:criticisms?|shortcomings?|failings?|deficienc(?:y|ies)|shortfalls?)\b",
        r"^(?:what )?(?:we|you) (?:have )?(?:heard|were (?:told|asked)|found|learn(?:ed|t))\b",
        r"^you (?:said|told|asked)\b|\bwhat (?:\w+ ){0,4}(?:told|asked|advised) us\b",
        r"\b(?:ofsteds?|inspectors?|inspectorates?|hmips?|hmis?|cqcs?|reviewers?|peers?) (?:words?"
        r"|views?"
        r"|feedback|ask)$|\bwhat (?:must|needs to|has to|should) (?:get|be) better\b",
        r"^what (?:are we|we are|is) (?:worried|worrying|concerned)\b|^what (?:is"
        r"|was) (?:the )?(?:issue"
        r"|problem|concern|wrong|not working)\b",
    ),
    _rule(
        2,
        (F.RECOMMENDATION, F.OTHER),
        r"\blearning (?:points?|from|identified|need|themes?|outcomes?)\b|^(?:key |the )?learning$"
        r"|^lessons? (?:identified|from|learned|learnt)?$|\bfinding\b",
    ),
    # What is done about it
    _rule(
        3,
        (F.ACTION, F.MILESTONES),
        rf"^(?:so )?(?:what )?(?:so )?(?:now )?{_WE} (?:are|will be) (?:\w+ )?{_GOING}\b",
        rf"\bwhat (?:so )?(?:are )?{_WE} (?:are )?(?:\w+ )?{_GOING}\b",
        rf"^(?:so )?{_WE} (?:are|will|shall|plan|intend|commit|agree|agreed|propose|pledge|promise"
        r"|must|need)(?: to)?$",
        rf"\bwhat (?:did|have|has|do) {_WE} (?:agreed?|committed?|promised?|plan\w*)\b",
        rf"^{_WE} (?:have |has )?(?:agreed|committed|promised|pledged|decided) to$",
        rf"\bwhat {_WE} (?:have |has )?(?:agreed|committed|promised|planned)\b",
        r"^(?:so )?now what$|\b(?:promises?|pledges?|undertakings?|commitments?|changes? ideas?)\b",
        r"\bto be (?:put in place|introduced|implemented|carried out)\b|^our (?:actions?|response"
        r"|plan)$",
    ),
)  # fmt: skip
