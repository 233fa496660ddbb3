"""JSON to and from the types of the desk."""

from __future__ import annotations

from typing import Any, get_args

import msgspec

from . import _api, _models
from ._tables import CounterList
from .errors import MalformedError

_decoders: dict[str, msgspec.json.Decoder[Any]] = {}
_encoder = msgspec.json.Encoder()
_event_kinds = frozenset(one.__struct_config__.tag for one in get_args(_models.EventBody))


def encode(args: dict[str, Any]) -> bytes:
    """Arguments as JSON; what JSON cannot hold is named."""
    try:
        return _encoder.encode(args)
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        culprit = next((name for name, value in args.items() if not _fits(value)), "")
        data = _encoder.encode({"field": culprit, "operation": "call.arguments"}).decode()
        raise MalformedError(f"`{culprit}`: {error}", data) from error


def _fits(value: Any) -> bool:
    try:
        _encoder.encode(value)
    except (TypeError, ValueError, OverflowError, RecursionError):
        return False
    return True


def _read(kind: type, value: Any) -> Any:
    """`CounterList` is no struct: what is in it is read first."""
    if kind is CounterList:
        return CounterList(msgspec.convert(value, list[tuple[_models.CounterId, int]]))
    raise NotImplementedError(kind)


def decode(name: str, json: bytes) -> Any:
    """What a method gave."""
    decoder = _decoders.get(name)
    if decoder is None:
        decoder = _decoders[name] = msgspec.json.Decoder(_api.RESULTS[name], dec_hook=_read)
    try:
        return decoder.decode(json)
    except msgspec.ValidationError:
        # A later version wrote kinds of events that this one does not know: they are kept whole.
        return msgspec.convert(_with_others(msgspec.json.decode(json)), _api.RESULTS[name], dec_hook=_read)


def _with_others(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_others(item) for item in value]
    if not isinstance(value, dict):
        return value
    out = {key: _with_others(item) for key, item in value.items()}
    body = out.get("body")
    if "cursor" in out and isinstance(body, dict) and body.get("kind") not in _event_kinds:
        out["body"] = {"kind": "other", "raw": body}
    return out
