"""How councils compare: the arithmetic of grades on a day, from rows handed in. Pure.

A framework's grades are counted under their own words; two frameworks are never put on one scale.
"""
