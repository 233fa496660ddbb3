"""One after-sales desk for every selling platform, inside your own software.

>>> import aftersync
>>> with aftersync.Desk._for_tests() as desk:
...     [ticket.item.number for ticket in desk.iter_tickets(aftersync.TicketQuery(open=True))]
[]
"""

from . import _models, errors, times
from ._aio import AsyncActor, AsyncDesk
from ._api import (
    account_id,
    agent_id,
    conversation_id,
    listing_id,
    message_id,
    order_id,
    parcel_id,
    queue_id,
    shop_key,
    source_id,
)
from ._desk import Acting, Desk, system
from ._models import *  # noqa: F403
from ._native import ArrowTable
from ._native import version as _version
from ._tables import CounterList, EventList, OrderList, SoldLineList, Table, TicketList
from .errors import *  # noqa: F403

__version__ = _version()

__all__ = [
    "Acting",
    "ArrowTable",
    "AsyncActor",
    "AsyncDesk",
    "CounterList",
    "Desk",
    "EventList",
    "OrderList",
    "SoldLineList",
    "Table",
    "TicketList",
    "account_id",
    "agent_id",
    "conversation_id",
    "errors",
    "listing_id",
    "message_id",
    "order_id",
    "parcel_id",
    "queue_id",
    "shop_key",
    "source_id",
    "system",
    "times",
]
__all__ += _models.__all__
__all__ += errors.__all__
