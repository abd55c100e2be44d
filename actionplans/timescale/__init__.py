"""The grammar behind `actionplans.timescales`: words in, meaning out; imports no model."""
