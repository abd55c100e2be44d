"""What was understood of a file, in lists, texts and numbers, and back: so that it can be kept."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

One = TypeVar("One")
_Made = Callable[[Any], Any]


def to_plain(value: Any) -> Any:
    """Return a dataclass, or what one holds, as JSON can hold it; what is as by default is left."""
    kind = type(value)
    if kind in (str, int, bool, float, NoneType):
        return value
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return [[to_plain(key), to_plain(one)] for key, one in value.items()]
    if is_dataclass(kind):
        pairs = ((name, getattr(value, name), default) for name, default in _defaults(kind))
        return {name: to_plain(one) for name, one, default in pairs if one != default}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [to_plain(one) for one in value]
    return str(value)


def from_plain(kind: type[One], data: Any) -> One:
    """Return the value of type `kind` that `to_plain` gave as `data`."""
    maker: _Made = _maker(kind)  # type: ignore[arg-type]  # a class can be hashed
    made: One = maker(data)
    return made


@cache
def _defaults(kind: Any) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Any) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


@cache
def _maker(kind: Any) -> _Made:
    """Return what makes a value of a type of its plain shape."""
    origin, of = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _or_none(_maker(next(one for one in of if one is not NoneType)))
    if origin is tuple:
        return _tuple_of(of)
    if origin is not None and issubclass(origin, Mapping):
        key, value = map(_maker, of)
        return lambda data: {key(name): value(one) for name, one in data}
    if kind is datetime.date:
        return datetime.date.fromisoformat
    if is_dataclass(kind):
        return _dataclass_of(kind)
    return _as_it_is if kind in (str, int, bool, float) else kind


def _as_it_is(data: Any) -> Any:
    return data


def _or_none(made: _Made) -> _Made:
    return lambda data: None if data is None else made(data)


def _tuple_of(of: tuple[Any, ...]) -> _Made:
    if of[-1] is Ellipsis:
        each = _maker(of[0])
        return tuple if each is _as_it_is else lambda data: tuple(each(one) for one in data)
    makers = [_maker(one) for one in of]
    if all(one is _as_it_is for one in makers):
        return tuple
    return lambda data: tuple(made(one) for made, one in zip(makers, data, strict=True))


def _dataclass_of(kind: Any) -> _Made:
    makers: dict[str, _Made] = {}

    def made(data: Mapping[str, Any]) -> Any:
        if not makers:  # Not before the first: a class may name one that comes after it.
            hints = get_type_hints(kind)
            makers.update({field.name: _maker(hints[field.name]) for field in fields(kind)})
        return kind(**{name: makers[name](value) for name, value in data.items()})

    return made
