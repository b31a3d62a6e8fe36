"""Records and documents as plain JSON data, and back; the JSON schema of each kind."""

from typing import Any, TypeVar

import msgspec

from dragoman.model.records import RECORD_TYPES, AnyRecord, Record

__all__ = ["from_jsonable", "json_schema", "record_from_jsonable", "to_jsonable"]

T = TypeVar("T")


def to_jsonable(value: Any) -> Any:
    """Dicts, lists, strings and numbers only. A record carries its `kind` and `id` first."""
    plain = msgspec.to_builtins(value)
    if isinstance(value, Record):
        return {"kind": str(value.kind), "id": value.id, **plain}
    return plain


def from_jsonable(plain: Any, into: type[T]) -> T:
    """The inverse of `to_jsonable` for a given class. Raises msgspec.ValidationError, which names the path."""
    return msgspec.convert(plain, into)


def record_from_jsonable(plain: dict[str, Any]) -> AnyRecord:
    """A record of the kind that `plain["kind"]` names."""
    return from_jsonable(plain, RECORD_TYPES[plain["kind"]])


def json_schema(into: type) -> dict[str, Any]:
    """The JSON schema (2020-12) of a class of the model."""
    return msgspec.json.schema(into)
