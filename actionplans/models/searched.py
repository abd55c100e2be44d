"""What the database keeps of facts so that their words are found: the text stays in one place."""

from typing import Any

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models


def searched(*fields: str) -> SearchVector:
    """Return what an index holds so that words are found in `fields`: their text stays in place."""
    return SearchVector(*fields, config="english")


class UpdateWords(models.Func):
    """The words of an update, of which `pk` is the key, as a vector to search.

    A generated column holds them: what is reported in a council for years is too much to be taken
    apart anew for each search. It is no field of the model, so that no page reads it with the rest
    of the row. No index has it: the updates of one council are reached by their actions, and an
    index over all councils' words is scanned anew for each action by the planner's choice.
    """

    output_field = SearchVectorField()

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        """Return the column in the table that the key was found in."""
        (key,) = self.get_source_expressions()
        return f'"{key.alias}"."words"', []
