"""What Windsor and Maidenhead's paper of 26 May 2016 prints: headings, tables, names."""

# The third section is printed as the first.
HEADINGS = [
    "REPORT SUMMARY",
    "1. DETAILS OF RECOMMENDATIONS",
    "2. REASON FOR RECOMMENDATION(S) AND OPTIONS CONSIDERED",
    "  Inspection 2015",
    "  Improvement Plan 2015-2016",
    "1. KEY IMPLICATIONS",
    "4. FINANCIAL DETAILS",
    "  Financial impact on the budget",
    "5. LEGAL IMPLICATIONS",
    "6. VALUE FOR MONEY",
    "7. SUSTAINABILITY IMPACT APPRAISAL",
    "8. RISK MANAGEMENT",
    "9. LINKS TO STRATEGIC OBJECTIVES",
    "10. EQUALITIES, HUMAN RIGHTS AND COMMUNITY COHESION",
    "11. STAFFING/WORKFORCE AND ACCOMMODATION IMPLICATIONS",
    "12. PROPERTY AND ASSETS",
    "13. ANY OTHER IMPLICATIONS",
    "14. CONSULTATION",
    "15. TIMETABLE FOR IMPLEMENTATION",
    "16. APPENDICES",
    "17. BACKGROUND INFORMATION",
    "18. CONSULTATION (MANDATORY)",
    "REPORT HISTORY",
]
NUMBERS = [
    *("1.", "2.", "3."),
    *(f"2.{n}" for n in range(1, 10)),
    *("4.1", "5.1", "5.2", "5.3", "6.1", "7.1", "9.1", "10.1", "11.1", "12.1", "13.1"),
    *("14.1", "14.2"),
]
FRONT = {
    "Report for": [("INFORMATION",)],
    "Contains Confidential or Exempt Information": [("NO - Part I",)],
    "Title": [("Ofsted Improvement Plan – progress update",)],
    "Responsible Officer(s)": [
        (
            "Alison Alexander, Managing Director/Strategic Director Adults, Children and "
            "Health Services",
        )
    ],
    "Contact officer, job title and phone number": [
        ("Hilary Hall, Head of Commissioning Adults, Children and Health",)
    ],
    "Member reporting": [
        ("Cllr Natasha Airey, Lead Member Youth Services and Safeguarding",),
        ("Cllr L Targowska, Deputy Lead Member Ofsted and Corporate Parenting",),
    ],
    "For Consideration By": [("Cabinet",)],
    "Date to be Considered": [("26 May 2016",)],
    "Implementation Date if Not Called In": [("Immediately",)],
    "Affected Wards": [("All",)],
}
THIRD = "Requires Improvement"
JUDGED = [
    ["1. Children who need help and protection", THIRD],
    ["2. Children in care and achieving permanence", THIRD],
    ["a. Adoption performance", THIRD],
    ["b. Experiences and progress of care leavers", THIRD],
    ["3. Leadership, management and governance", THIRD],
]
COUNTED = [
    "2 have been judged Outstanding, 2.2%.",
    "21 have been judged Good, 23.3%.",
    "44 have been judged Requires Improvement, 48.9%.",
    "23 have been judged Inadequate, 25.6%.",
]
THEMES = [
    "Integration of Early Help Hub and early help processes, including Children's Centres",
    "Missing/child sexual exploitation and other emerging risks, including radicalisation",
    "Recruitment and retention of staff, including a talent programme",
    "Corporate parenting",
    "Education improvements for those eligible for free school meals",
    "Alternative provision offer",
    "Quality assurance and performance management",
    "Commissioning",
]
OUTCOMES = [
    "Defined Outcomes",
    "Unmet",
    "Met",
    "Exceeded",
    "Significantly Exceeded",
    "Date they should be delivered by",
]
# Without the names of the outcomes, which are ours. "September 2016" is printed so, though the
# review is in December everywhere else.
BANDS = [
    ["Below 100%", "100%", "100% by January 2017", "100% by December 2016", "31 March 2017"],
    [
        "Below Good (or equivalent)",
        "Good (or equivalent)",
        "Outstanding (or equivalent)",
        "N/A",
        "September 2016",
    ],
]
TIMETABLE = [
    ["Date", "Details"],
    ["5-9 December 2016", "Local Government Association safeguarding peer review"],
    ["31 March 2017", "Delivery of the Phase 2 Improvement Plan"],
]
# Ten consultees: one replied, one was never sent the paper.
CONSULTED = [
    ["Cllr Burbage", "Leader of the Council", "", "", ""],
    ["Cllr N Airey", "Lead Member", "22/4/16", "", ""],
    ["Cllr L Targowska", "Deputy Lead Member", "21/4/16", "24/4/16", ""],
    [
        "Russell O'Keefe",
        "Strategic Director Corporate and Community Services",
        "22/4/16",
        "",
        "",
    ],
    [
        "Alison Alexander",
        "Managing Director/ Strategic Director Adults, Children and Health",
        "21/4/16",
        "",
        "",
    ],
    [
        "Simon Fletcher",
        "Strategic Director Operations and Customer Services",
        "22/4/16",
        "",
        "",
    ],
    ["Edmund Bradley", "Finance Partner", "22/4/16", "", ""],
    ["Chris Targowski", "Cabinet Policy Manager", "22/4/16", "", ""],
    ["Terry Baldwin", "Head of HR", "22/4/16", "", ""],
    ["Shared Legal Solutions", "", "22/4/16", "", ""],
]
HISTORY = [["Decision type:", "Urgency item?"], ["For information", "No"]]
AUTHORS = [
    ["Full name of report author", "Job title", "Full contact no:"],
    ["Hilary Hall", "Head of Commissioning Adults, Children and Health", "01628 683893"],
]
NAMED = {
    "2.1": ["3 and 25 March 2015", "13 May 2015", "box 1", "unannounced"],
    "2.2": ["Lead Member", "16 April 2016", "90 local authorities"],
    "2.3": ["16 recommendations", "Thames Valley Police", "Appendix 1", "business as usual"],
    "2.4": ["MARAC", "Core Groups", "Corporate Parenting Forum", "Kickback", "16/17"],
    "2.5": ["Performance Quality Assurance Group", "Local Safeguarding Children Board"],
    "2.6": ["March 2016", "Westminster", "Kensington and Chelsea", "box 2"],
    "2.7": ["eight key themes", "Appendix 2", "mid May", *THEMES],
    "2.8": ["September 2015", "March 2016", "January 2016", "(MASH)", "December 2016"],
    "2.9": ["Local Government Association", "Good or Outstanding"],
    "4.1": ["September 2016", "50%", "£10k", "base budget"],
    "5.1": [
        "Children Act 1989",
        "Children (Leaving Care) Act 2000",
        "Adoption and Children Act 2002",
        "Children Act 2004",
        "Working Together 2015 (statutory guidance)",
    ],
    "9.1": [
        "Residents First",
        "Delivering Together",
        "Supports Children and Young People",
        "Encourages Healthy People and Lifestyles",
        "Works for safer and stronger communities",
        "Strengthens Partnerships",
    ],
    "14.1": ["Deputy Lead Member"],
    "14.2": ["Children's Services Overview and Scrutiny Panel", "19 April 2016"],
}
