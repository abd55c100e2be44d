"""One parameter for many primary keys, where Django writes one for each."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import F, Lookup


class _Among(Lookup):
    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if not self.rhs:
            raise EmptyResultSet
        left, params = self.process_lhs(compiler, connection)
        keys = ",".join(str(int(key)) for key in self.rhs)
        return f"{left} = ANY(%s::bigint[])", (*params, f"{{{keys}}}")


def among(field: str, keys: Iterable[int]) -> _Among:
    """Return the filter for rows whose `field` is one of `keys`; none match no keys.

    The same as `field__in`, without the text of a query that grows with the keys: preparing
    that takes longer than answering it, a millisecond and more for each hundred.
    """
    return _Among(F(field), list(keys))
