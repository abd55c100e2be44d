"""The figures, days and months of the five papers, paragraph by paragraph: see `reading.figures`.

Of paragraphs that are not here the papers print none. Where the papers are at hand, the tests hold
this against them.
"""

PRINTED: dict[str, dict[str, str]] = {
    "wolverhampton-cabinet-2017-04-26": {
        "2.1": "4, 9, 9 february, 16, 16 january, 2017, february, january",
        "2.2": "152, 2011, 2013, 2017, 2018, december, june, november",
        "2.3": "136, 2006",
        "3.1": "4, 26, 100",
        "3.2": "1, 1.3, 1.6, 2, 4.6, 5.5, 6, 7, 11, 14, 15.1, 19.1, "
        "21.7, 22.7, 23, 25.8, 29, 33, 38.2, 45.3, 58, 129, 152",
        "3.4.1": "16, 17",
        "3.4.4": "25",
        "3.4.5": "1, 6",
        "3.5": "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11",
        "3.6": "1",
        "3.7": "12, 18, 2017",
        "4.3": "1, 2, 3, 4, 5, 11",
        "5.2": "22032017",
        "6.1": "12042017",
    },
    "wirral-scrutiny-2011-09-20": {
        "1.1": "4, 4 february, 24, 24 january, 31, 31 august, 2011, august, february, january",
        "2.1": "31, 31 august, 2011, august",
        "3.1": "2004",
        "3.2": "1, 1 june, 2011, june",
        "4.1": "2, 7, 2011, february, january",
        "4.2": "3, 4, 6",
        "4.3": "1, 13",
        "4.4": "1, 3, 4, 14, 15, 15 september, 16, 17, september",
        "4.5": "1, 1 september, 6, 18, 19, 23, 30, 30 september, september",
        "4.6": "3, 4, 16",
        "4.7": "1, 24",
        "4.8": "1, 3, 4, 25, 28, 30, 30 september, september",
        "4.9": "1, 1 november, 2, 4, 6, 16, 29, 30, 31, 34, november",
        "4.10": "1, 4, 22, 22 september, 35, 36, 37, 38, september",
        "4.11": "1, 5, 12, 18, 39, 53, 56",
        "4.12": "1, 1 june, june",
    },
    "walsall-cabinet-2018-06-21": {
        "3.1": "1",
        "3.2": "2017",
        "3.5": "june",
        "3.8": "6",
        "3.9": "2",
        "3.12": "june",
    },
    "stockton-select-committee-2015-10-14": {
        "1": "2013, november",
        "4": "1, 2, 3, 4, 20, 100",
        "6": "4",
        "7": "1, 52, 66, 2015, september",
        "9": "27, 30",
        "10": "2, 10, 2015",
    },
    "windsor-maidenhead-cabinet-2016-05-26": {
        "2.1": "1, 2, 3, 13, 13 may, 25, 25 march, 2015, march, may",
        "2.2": "1, 2, 2.2, 16, 16 april, 21, 23, 23.3, 25.6, 44, 48.9, 90, 2015, 2016, april",
        "2.3": "1, 16, 2015, 2016",
        "2.4": "16, 17",
        "2.5": "1",
        "2.6": "2, 2016, march",
        "2.7": "2, 8, 2015, 2016, may",
        "2.8": "6, 2015, 2016, december, january, march, september",
        "2.9": "2",
        "4.1": "2, 10, 50, 2016, september",
        "5.1": "1989, 2000, 2002, 2004, 2015",
        "5.2": "2, 16",
        "14.1": "2",
    },
}
