"""Points in time: the desk counts milliseconds since 1970 in UTC; counters count days and months since then."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

__all__ = ["day", "from_datetime", "month", "to_datetime"]

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def to_datetime(timestamp: int) -> datetime:
    """A timestamp of the desk as a datetime in UTC.

    >>> to_datetime(1_780_272_000_000).isoformat()
    '2026-06-01T00:00:00+00:00'
    """
    return _EPOCH + timedelta(milliseconds=timestamp)


def from_datetime(when: datetime) -> int:
    """A datetime with a zone as a timestamp of the desk.

    >>> from_datetime(to_datetime(5))
    5
    """
    if when.tzinfo is None:
        raise ValueError("a datetime without a zone is no point in time: give it one")
    return (when - _EPOCH) // timedelta(milliseconds=1)


def day(when: date) -> int:
    """The number of a day, as counters have it.

    >>> day(date(1970, 1, 2))
    1
    """
    return (date(when.year, when.month, when.day) - date(1970, 1, 1)).days


def month(when: date) -> int:
    """The number of a month, as counters have it.

    >>> month(date(1971, 2, 1))
    13
    """
    return (when.year - 1970) * 12 + when.month - 1
