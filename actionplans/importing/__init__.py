"""A council's own action plan, read out of the file it is kept in.

`opening` makes tables of a file, `understanding` makes a plan's rows of tables; neither knows a
model. `saving` and `revising` put them into a plan.
"""
