"""What can go wrong, as exceptions by kind."""

from __future__ import annotations

import json
from typing import Any, ClassVar

import msgspec

__all__ = [
    "AftersyncError",
    "ConfigError",
    "ConflictError",
    "ForbiddenError",
    "HostError",
    "InternalError",
    "MalformedError",
    "NotFoundError",
    "RateLimitedError",
    "RejectedError",
    "SignatureError",
    "UnauthorizedError",
    "UnavailableError",
    "UnsupportedError",
]


class AftersyncError(Exception):
    """Any failure of the desk. Decide by its class or `kind`, never by the message.

    >>> error = NotFoundError("no such ticket", '{"retryable": false, "field": "id"}')
    >>> error.kind, error.field, error.retryable
    ('not_found', 'id', False)
    >>> import pickle
    >>> pickle.loads(pickle.dumps(error)).field
    'id'
    """

    kind: ClassVar[str] = "internal"
    """What kind of failure, as one word."""

    message: str
    """What happened, in one line."""
    operation: str
    """The operation that failed, as `module.verb`."""
    retryable: bool
    """Whether trying again can help at all."""
    retry: str
    """`never`, `after`, `backoff` or `reload`: read the fresh state and decide anew."""
    retry_after_ms: int | None
    """Milliseconds to wait, where the other side said so."""
    phase: str
    """`not_sent`, `in_doubt` or `answered`: what may have taken effect."""
    hint: str | None
    """What you can do about it."""
    field: str | None
    """The argument that is wrong, as a path such as `command.act.trigger`."""
    allowed: list[str]
    """What would be allowed there, or instead."""
    platform: str | None
    """The platform it is about."""
    request_id: str | None
    """The platform's id of the request, for its support."""
    upstream_status: int | None
    """HTTP status of the platform's answer."""
    upstream_code: str | None
    """The platform's own code."""
    upstream_message: str | None
    """The platform's own words."""
    context: dict[str, str]
    """Everything else that is known, by name."""

    def __init__(self, message: str, data: str = "{}") -> None:
        # All arguments go on, so that pickling makes the same error again.
        super().__init__(message, data)
        known: dict[str, Any] = json.loads(data)
        self.message = message
        self.operation = known.get("operation", "")
        self.retryable = known.get("retryable", False)
        retry = known.get("retry", "never")
        self.retry = retry if isinstance(retry, str) else "after"
        self.retry_after_ms = known.get("retry_after_ms")
        self.phase = known.get("phase", "not_sent")
        self.hint = known.get("hint")
        self.field = known.get("field")
        self.allowed = known.get("allowed", [])
        self.platform = known.get("platform")
        self.request_id = known.get("request_id")
        self.upstream_status = known.get("upstream_status")
        self.upstream_code = known.get("upstream_code")
        self.upstream_message = known.get("upstream_message")
        self.context = known.get("context", {})

    def __str__(self) -> str:
        parts = [self.message]
        if self.context:
            parts.append("(" + ", ".join(f"{key}={value}" for key, value in self.context.items()) + ")")
        text = " ".join(parts)
        return f"{text}; {self.hint}" if self.hint else text


class ConfigError(AftersyncError):
    """A setting is missing or contradicts another."""

    kind = "config"


class SignatureError(AftersyncError):
    """A signature or decryption did not verify."""

    kind = "signature"


class MalformedError(AftersyncError):
    """Bytes or values do not have the shape they must have; `field` says where, `allowed` what would do."""

    kind = "malformed"


class UnsupportedError(AftersyncError):
    """The platform or this build cannot do that."""

    kind = "unsupported"


class UnauthorizedError(AftersyncError):
    """Credentials are missing, expired or refused."""

    kind = "unauthorized"


class ForbiddenError(AftersyncError):
    """The caller or the app may not do that."""

    kind = "forbidden"


class NotFoundError(AftersyncError):
    """The thing named does not exist here."""

    kind = "not_found"


class ConflictError(AftersyncError):
    """Somebody else changed it first: read it again and decide anew."""

    kind = "conflict"


class RateLimitedError(AftersyncError):
    """Too many calls; see `retry_after_ms`."""

    kind = "rate_limited"


class RejectedError(AftersyncError):
    """A rule of the desk or of the platform refuses it."""

    kind = "rejected"


class UnavailableError(AftersyncError):
    """The other side or the store cannot be reached now, or the desk was closed."""

    kind = "unavailable"


class HostError(AftersyncError):
    """The desk was used in a way it cannot be, such as in a forked child."""

    kind = "host"


class InternalError(AftersyncError):
    """A bug in this library."""

    kind = "internal"


BY_KIND: dict[str, type[AftersyncError]] = {kind.kind: kind for kind in AftersyncError.__subclasses__()}


def of_data(failure: Any) -> AftersyncError:
    """The exception of an error that came as data: of the `error` of an answer, or as a plain `dict`.

    >>> of_data({"kind": "not_found", "message": "no such ticket"})
    NotFoundError('no such ticket', '{"kind": "not_found", "message": "no such ticket"}')
    """
    data = failure if isinstance(failure, dict) else msgspec.to_builtins(failure)
    return BY_KIND.get(data["kind"], AftersyncError)(data["message"], json.dumps(data))
