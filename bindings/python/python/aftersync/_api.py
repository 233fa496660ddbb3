# Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.
"""The methods of the desk, from the one table that all languages share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import _native
from ._models import (
    AccountId,
    ActionVerb,
    Actor,
    Agent,
    AgentId,
    AgentQuery,
    AgentView,
    AgentViewPage,
    Allowed,
    AppId,
    Applied,
    Aside,
    Backfilled,
    Bookmark,
    BuyerView,
    Bytes,
    Capabilities,
    Channel,
    Command,
    CommandAnswer,
    Config,
    ConfigCheck,
    ConversationId,
    CounterQuery,
    Cursor,
    CustomValue,
    CustomerChange,
    CustomerId,
    CustomerKey,
    CustomerQuery,
    CustomerView,
    Decided,
    DecisionId,
    Details,
    Deviation,
    Device,
    DeviceId,
    DeviceKey,
    Dim,
    EventPage,
    Evidence,
    Explained,
    Fact,
    FactAnswer,
    Given,
    Grain,
    HandOffReason,
    HandedOver,
    How,
    IdentityDifference,
    IdentityStats,
    ImportMapping,
    ImportOptions,
    ImportProgress,
    ImportReport,
    IssueType,
    JobId,
    JobKind,
    JobPage,
    Lang,
    LeasedJob,
    Likely,
    LineOutcome,
    ListingId,
    LoadDrift,
    MessageId,
    MomentPage,
    Money,
    Notice,
    Observation,
    Observed,
    OrderId,
    OrderQuery,
    OrderView,
    Outcome,
    ParcelId,
    ParcelRef,
    Platform,
    PolicyExplained,
    PollReport,
    Presence,
    Product,
    ProductId,
    ProductPage,
    ProductQuery,
    Pushed,
    QuarantineId,
    QuarantinePage,
    QueueId,
    RateRow,
    Reason,
    ReconcileReport,
    Reconciling,
    ReviewPair,
    RouteAttributes,
    RouteOverrides,
    ScanHints,
    Scanned,
    ShopId,
    ShopKey,
    ShopState,
    Signal,
    Similar,
    Simulation,
    SimulationQuery,
    SoldLineQuery,
    SourceId,
    StockCount,
    StockLevel,
    SyncUser,
    TaskExplained,
    TaskId,
    TaskKind,
    TaskQuery,
    TaskResult,
    TaskTrigger,
    Tenant,
    TicketId,
    TicketNumber,
    TicketQuery,
    TicketRowPage,
    Timestamp,
    TokenPair,
    Trial,
    TrialQuery,
    Trigger,
    Uid,
    VersionedCustomerPage,
    VersionedTask,
    VersionedTaskPage,
    VersionedTicket,
    WebhookReply,
    Whom,
    Why,
    Worked,
)
from ._tables import TicketList, OrderList, SoldLineList, EventList, CounterList

RESULTS: dict[str, Any] = {
    "receive": WebhookReply,
    "webhook": WebhookReply,
    "receive_all": list[WebhookReply],
    "ingest": list[FactAnswer],
    "hint": None,
    "execute": Applied,
    "execute_all": list[CommandAnswer],
    "configure": Applied,
    "connect": None,
    "forget": Applied,
    "redrive": Applied,
    "redrive_quarantined": int,
    "config": Config,
    "config_at": Config | None,
    "check_config": ConfigCheck,
    "try_config": Trial,
    "dry_run": Explained,
    "simulate": Simulation,
    "shop": ShopState | None,
    "ticket": VersionedTicket | None,
    "ticket_by_number": VersionedTicket | None,
    "tickets": TicketList,
    "ticket_rows": TicketRowPage,
    "timeline": MomentPage,
    "customer": CustomerView | None,
    "order": OrderView | None,
    "allowed": list[Allowed],
    "explain_routing": Explained,
    "explain_decision": Decided,
    "explain_policy": PolicyExplained,
    "reasons": list[Reason],
    "buyer_view": BuyerView | None,
    "notice_text": str | None,
    "events": EventList,
    "head": Cursor,
    "counters": CounterList,
    "rates": list[RateRow],
    "products": ProductPage,
    "orders": OrderList,
    "sold_lines": SoldLineList,
    "customers": VersionedCustomerPage,
    "customer_keys": list[CustomerKey | None],
    "asides": list[Aside],
    "similar_products": list[Similar],
    "dead_letters": JobPage,
    "quarantined": QuarantinePage,
    "task": VersionedTask | None,
    "explain_task": TaskExplained,
    "tasks": VersionedTaskPage,
    "agent": AgentView | None,
    "agents": AgentViewPage,
    "scan": Scanned,
    "stock": list[StockLevel],
    "observe": Observed,
    "merge_customers": Applied,
    "split_customer": Applied,
    "undo_decision": Applied,
    "block_value": Applied,
    "lookup": list[Likely],
    "why": Why,
    "how": How,
    "customer_history": list[CustomerChange],
    "identity_review": list[ReviewPair],
    "identity_stats": IdentityStats,
    "identity_verify": list[IdentityDifference],
    "register_device": DeviceKey,
    "revoke_device": Applied,
    "devices": list[Device],
    "sync": Bytes,
    "claim_jobs": list[LeasedJob],
    "finish_job": bool,
    "run_due": Worked,
    "wait_events": EventPage,
    "put_blob": str,
    "get_blob": Bytes | None,
    "import_file": ImportReport,
    "reconcile": ReconcileReport,
    "backfill": Backfilled,
    "poll": PollReport,
    "check": list[str],
    "rebuild_counters": int,
    "verify_loads": list[LoadDrift],
    "replay": list[Deviation],
    "rotate_keys": int,
    "now": Timestamp,
    "waiting": int,
    "platforms": list[Platform],
    "capabilities": Capabilities,
    "authorize_url": str | None,
    "tenants": list[Tenant],
    "route_shop": None,
}
"""What each method gives."""


class SyncMethods:
    """Every method of the desk."""

    def _call(self, name: str, args: dict[str, Any], body: bytes = b"") -> Any:
        raise NotImplementedError

    def _long(self, name: str, args: dict[str, Any], progress: Callable[[Any], object] | None, told: type) -> Any:
        raise NotImplementedError

    def receive(self, app: AppId, body: bytes, headers: list[tuple[str, str]] | None = None, query: list[tuple[str, str]] | None = None, path: str = "") -> WebhookReply:
        """Takes in a webhook of an application: verified, read, committed. Gives what to answer. An error means that nothing was stored; `webhook` words the answer for that too.

        - `app`: The application it came for.
        - `headers`: The headers, as received.
        - `query`: The query, decoded once.
        - `path`: The path, without host and query.
        """
        args: dict[str, Any] = {"app": app, "path": path}
        if headers is not None:
            args["headers"] = headers
        if query is not None:
            args["query"] = query
        result: WebhookReply = self._call("receive", args, body)
        return result

    def webhook(self, app: AppId, body: bytes, headers: list[tuple[str, str]] | None = None, query: list[tuple[str, str]] | None = None, path: str = "") -> WebhookReply:
        """Takes in a webhook like `receive`, and gives what to answer in any case: a refused one has `refused` set.

        - `app`: The application it came for.
        - `headers`: The headers, as received.
        - `query`: The query, decoded once.
        - `path`: The path, without host and query.
        """
        args: dict[str, Any] = {"app": app, "path": path}
        if headers is not None:
            args["headers"] = headers
        if query is not None:
            args["query"] = query
        result: WebhookReply = self._call("webhook", args, body)
        return result

    def receive_all(self, app: AppId, deliveries: list[Pushed]) -> list[WebhookReply]:
        """Takes in webhooks of an application, all handed in at once: for a queue that has piled up. The answers come in the same order, each as `webhook` gives it.

        - `app`: The application they came for.
        - `deliveries`: The webhooks.
        """
        args: dict[str, Any] = {"app": app, "deliveries": deliveries}
        result: list[WebhookReply] = self._call("receive_all", args)
        return result

    def ingest(self, facts: list[Fact]) -> list[FactAnswer]:
        """Takes facts in, all handed in at once. The answers come in the same order, each with its own error.

        - `facts`: What happened.
        """
        args: dict[str, Any] = {"facts": facts}
        result: list[FactAnswer] = self._call("ingest", args)
        return result

    def hint(self, signal: Signal) -> None:
        """Says where to look: one job reads the object again.

        - `signal`: Where to look.
        """
        args: dict[str, Any] = {"signal": signal}
        self._call("hint", args)

    def execute(self, command: Command) -> Applied:
        """Applies a command. Give it a key, and it is applied once and answered the same way again.

        - `command`: What is wanted, and by whom.
        """
        args: dict[str, Any] = {"command": command}
        result: Applied = self._call("execute", args)
        return result

    def execute_all(self, commands: list[Command]) -> list[CommandAnswer]:
        """Applies commands, all handed in at once. The answers come in the same order, each with its own error: one that is refused does not stop the others.

        - `commands`: What is wanted, and by whom.
        """
        args: dict[str, Any] = {"commands": commands}
        result: list[CommandAnswer] = self._call("execute_all", args)
        return result

    def configure(self, config: Config) -> Applied:
        """Publishes a configuration: the whole document. The answer says what is probably a slip in it (`warnings`); it is published all the same.

        - `config`: The whole document.
        """
        args: dict[str, Any] = {"config": config}
        result: Applied = self._call("configure", args)
        return result

    def connect(self, platform: Platform, shop: ShopId, tokens: TokenPair | None = None) -> None:
        """Connects a shop, or hands its tokens over. Sealed where the store has a key.

        - `platform`: The platform.
        - `shop`: The shop.
        - `tokens`: Its tokens, if they are at hand.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop}
        if tokens is not None:
            args["tokens"] = tokens
        self._call("connect", args)

    def forget(self, actor: Actor, customer: CustomerId, force: bool = False) -> Applied:
        """Forgets a customer: all that is personal goes, here and out of reach in every copy; figures stay.

        - `actor`: Who wants it.
        - `customer`: Whom to forget.
        - `force`: Even while tickets of theirs are open.
        """
        args: dict[str, Any] = {"actor": actor, "customer": customer, "force": force}
        result: Applied = self._call("forget", args)
        return result

    def redrive(self, actor: Actor, job: JobId) -> Applied:
        """Sets a dead letter going again.

        - `actor`: Who wants it.
        - `job`: Which job.
        """
        args: dict[str, Any] = {"actor": actor, "job": job}
        result: Applied = self._call("redrive", args)
        return result

    def redrive_quarantined(self, id: QuarantineId) -> int:
        """Reads a quarantined payload again, takes in what it finds, and forgets it. Gives how much was taken in.

        - `id`: Which payload.
        """
        args: dict[str, Any] = {"id": id}
        result: int = self._call("redrive_quarantined", args)
        return result

    def config(self) -> Config:
        """The configuration in force; the default one when none was published."""
        args: dict[str, Any] = {}
        result: Config = self._call("config", args)
        return result

    def config_at(self, version: int) -> Config | None:
        """The configuration of an earlier version, as it was in force then; nothing where there was none. The last 100 are kept.

        - `version`: The version.
        """
        args: dict[str, Any] = {"version": version}
        result: Config | None = self._call("config_at", args)
        return result

    def check_config(self, config: Config) -> ConfigCheck:
        """Everything that is wrong with a configuration, without publishing it: where, what, and what is allowed instead; also of values that are not of their type and fields that there are not. Besides, as warnings, what would leave tickets waiting for people who are not there yet.

        - `config`: The configuration.
        """
        args: dict[str, Any] = {"config": config}
        result: ConfigCheck = self._call("check_config", args)
        return result

    def try_config(self, config: Config, query: TrialQuery | None = None) -> Trial:
        """What another configuration would make of tickets that are there: which of them would come to another queue, band or weight, or ask for other skills or tags. Nothing is written. A page of tickets at a time.

        - `config`: The configuration.
        - `query`: Which tickets it is tried on; the first opened when absent.
        """
        args: dict[str, Any] = {"config": config}
        if query is not None:
            args["query"] = query
        result: Trial = self._call("try_config", args)
        return result

    def dry_run(self, attributes: RouteAttributes, overrides: RouteOverrides | None = None) -> Explained:
        """Where the rules in force would put a ticket with these attributes and who would get it now, rule by rule and agent by agent, as `explain_routing` says it of one that is there. `overrides` are taken to be so: another moment, agents who are there or not and have so much to do, queues in which so many wait. Nothing is written.

        - `attributes`: What rules look at, by the names that conditions have for it.
        - `overrides`: What is taken to be otherwise than it is: the moment, agents, queues; nothing when absent.
        """
        args: dict[str, Any] = {"attributes": attributes}
        if overrides is not None:
            args["overrides"] = overrides
        result: Explained = self._call("dry_run", args)
        return result

    def simulate(self, config: Config, query: SimulationQuery | None = None) -> Simulation:
        """Gives past tickets out again, once by the configuration in force and once by another, and tells what would have been different: queue, agent and wait of each ticket, what policies grant of it without a person, minutes of work by agent. Nothing is written.

        - `config`: The configuration.
        - `query`: Which tickets are given out again; all when absent.
        """
        args: dict[str, Any] = {"config": config}
        if query is not None:
            args["query"] = query
        result: Simulation = self._call("simulate", args)
        return result

    def shop(self, platform: Platform, shop: ShopId) -> ShopState | None:
        """The connection of a shop: how far it was polled, whether it is stopped.

        - `platform`: The platform.
        - `shop`: The shop.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop}
        result: ShopState | None = self._call("shop", args)
        return result

    def ticket(self, id: TicketId) -> VersionedTicket | None:
        """A ticket, or the one it was merged into.

        - `id`: The ticket.
        """
        args: dict[str, Any] = {"id": id}
        result: VersionedTicket | None = self._call("ticket", args)
        return result

    def ticket_by_number(self, number: TicketNumber) -> VersionedTicket | None:
        """The ticket with that number, or the one it was merged into.

        - `number`: Its number.
        """
        args: dict[str, Any] = {"number": number}
        result: VersionedTicket | None = self._call("ticket_by_number", args)
        return result

    def tickets(self, query: TicketQuery | None = None) -> TicketList:
        """A page of tickets.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: TicketList = self._call("tickets", args)
        return result

    def ticket_rows(self, query: TicketQuery | None = None) -> TicketRowPage:
        """A page of the same tickets as rows: what a list or a queue shows, read without unsealing anything.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: TicketRowPage = self._call("ticket_rows", args)
        return result

    def timeline(self, id: TicketId, after: str | None = None, limit: int = 0) -> MomentPage:
        """A page of all that happened around a ticket, oldest first.

        - `id`: The ticket.
        - `after`: The `next` of the page before.
        - `limit`: Most moments of a page; 0 means 50.
        """
        args: dict[str, Any] = {"id": id, "limit": limit}
        if after is not None:
            args["after"] = after
        result: MomentPage = self._call("timeline", args)
        return result

    def customer(self, whom: Whom, limit: int = 0) -> CustomerView | None:
        """One person across platforms, with the newest of each list.

        - `whom`: The person, or one of their accounts.
        - `limit`: Most of each list; 0 means 50.
        """
        args: dict[str, Any] = {"whom": whom, "limit": limit}
        result: CustomerView | None = self._call("customer", args)
        return result

    def order(self, platform: Platform, number: str) -> OrderView | None:
        """An order by its number, with the tickets about it.

        - `platform`: The platform.
        - `number`: The order number.
        """
        args: dict[str, Any] = {"platform": platform, "number": number}
        result: OrderView | None = self._call("order", args)
        return result

    def allowed(self, id: TicketId, actor: Actor) -> list[Allowed]:
        """What an actor may do with a ticket now: what the lifecycle allows, and why not where the platform does not.

        - `id`: The ticket.
        - `actor`: Who asks.
        """
        args: dict[str, Any] = {"id": id, "actor": actor}
        result: list[Allowed] = self._call("allowed", args)
        return result

    def explain_routing(self, id: TicketId) -> Explained:
        """Where the rules put a ticket now and who would get it, rule by rule and agent by agent.

        - `id`: The ticket.
        """
        args: dict[str, Any] = {"id": id}
        result: Explained = self._call("explain_routing", args)
        return result

    def explain_decision(self, id: TicketId, cursor: Cursor | None = None) -> Decided:
        """Why a ticket was given to somebody in the past: the last time at or before a place in the log, the last of all when none is named. What was written down then, and what the rules of then say of the ticket of today.

        - `id`: The ticket.
        - `cursor`: A place in the log; its end when absent.
        """
        args: dict[str, Any] = {"id": id}
        if cursor is not None:
            args["cursor"] = cursor
        result: Decided = self._call("explain_decision", args)
        return result

    def explain_policy(self, id: TicketId) -> PolicyExplained:
        """What the return policies make of a ticket now: whether it is eligible and why not, what may be done, for how much, and what of it needs no person.

        - `id`: The ticket.
        """
        args: dict[str, Any] = {"id": id}
        result: PolicyExplained = self._call("explain_policy", args)
        return result

    def reasons(self, id: TicketId, trigger: Trigger) -> list[Reason]:
        """Reasons that the platform accepts with a refusal of this ticket.

        - `id`: The ticket.
        - `trigger`: What is about to be done.
        """
        args: dict[str, Any] = {"id": id, "trigger": trigger}
        result: list[Reason] = self._call("reasons", args)
        return result

    def buyer_view(self, id: TicketId, lang: Lang) -> BuyerView | None:
        """What the buyer may see of a ticket: progress, next step, promised date; nothing internal.

        - `id`: The ticket.
        - `lang`: In which language.
        """
        args: dict[str, Any] = {"id": id, "lang": lang}
        result: BuyerView | None = self._call("buyer_view", args)
        return result

    def notice_text(self, id: TicketId, notice: Notice, lang: Lang) -> str | None:
        """The words of a notice to the buyer, of the ticket as it is: those of the template that has its name, else the built-in ones.

        - `id`: The ticket.
        - `notice`: The notice.
        - `lang`: In which language.
        """
        args: dict[str, Any] = {"id": id, "notice": notice, "lang": lang}
        result: str | None = self._call("notice_text", args)
        return result

    def events(self, since: Cursor, limit: int = 0) -> EventList:
        """Events after a place, oldest first.

        - `since`: The place of the last event that was dealt with; 0 from the beginning.
        - `limit`: Most events; 0 means all that a page holds.
        """
        args: dict[str, Any] = {"since": since, "limit": limit}
        result: EventList = self._call("events", args)
        return result

    def head(self) -> Cursor:
        """The end of the log."""
        args: dict[str, Any] = {}
        result: Cursor = self._call("head", args)
        return result

    def counters(self, query: CounterQuery) -> CounterList:
        """Counters that are not 0, in the order of their ids.

        - `query`: Which.
        """
        args: dict[str, Any] = {"query": query}
        result: CounterList = self._call("counters", args)
        return result

    def rates(self, dim: Dim, grain: Grain, since: int, until: int) -> list[RateRow]:
        """What was sold and what came of it, one row per member, the highest rate first. Figures are of the day of sale.

        - `dim`: One row for each member of what.
        - `grain`: Days or months.
        - `since`: From this day or month (inclusive): days since 1970-01-01, or months since 1970-01.
        - `until`: Up to this day or month (inclusive).
        """
        args: dict[str, Any] = {"dim": dim, "grain": grain, "since": since, "until": until}
        result: list[RateRow] = self._call("rates", args)
        return result

    def products(self, query: ProductQuery | None = None) -> ProductPage:
        """A page of the articles that fit a query, in the order of their ids.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: ProductPage = self._call("products", args)
        return result

    def orders(self, query: OrderQuery | None = None) -> OrderList:
        """A page of the orders that fit a query, the last placed first.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: OrderList = self._call("orders", args)
        return result

    def sold_lines(self, query: SoldLineQuery | None = None) -> SoldLineList:
        """A page of the lines that were sold, with what came back of each, those of the last placed order first. Returns come for weeks: compare lines that are `mature`.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: SoldLineList = self._call("sold_lines", args)
        return result

    def customers(self, query: CustomerQuery | None = None) -> VersionedCustomerPage:
        """A page of the customers that fit a query, the last heard of first.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: VersionedCustomerPage = self._call("customers", args)
        return result

    def customer_keys(self, accounts: list[AccountId]) -> list[CustomerKey | None]:
        """Pseudonyms of the customers of these accounts, in that order, for figures that leave the house: the same for all accounts of one customer, and nothing leads back from it. Nothing for an account that nobody knows.

        - `accounts`: The accounts.
        """
        args: dict[str, Any] = {"accounts": accounts}
        result: list[CustomerKey | None] = self._call("customer_keys", args)
        return result

    def asides(self, id: TicketId) -> list[Aside]:
        """What can be told to the platform of a ticket by itself, and why not where it cannot.

        - `id`: The ticket.
        """
        args: dict[str, Any] = {"id": id}
        result: list[Aside] = self._call("asides", args)
        return result

    def similar_products(self, product: ProductId, limit: int = 0) -> list[Similar]:
        """Articles whose titles are so alike that they may be the same one, the most alike first.

        - `product`: The article.
        - `limit`: Most of them; 0 means 50.
        """
        args: dict[str, Any] = {"product": product, "limit": limit}
        result: list[Similar] = self._call("similar_products", args)
        return result

    def dead_letters(self, limit: int = 0, after: str | None = None) -> JobPage:
        """A page of jobs that were given up, the last first.

        - `limit`: Most rows of a page; 0 means 50.
        - `after`: The `next` of the page before.
        """
        args: dict[str, Any] = {"limit": limit}
        if after is not None:
            args["after"] = after
        result: JobPage = self._call("dead_letters", args)
        return result

    def quarantined(self, limit: int = 0, after: str | None = None) -> QuarantinePage:
        """A page of payloads that could not be read, the last first.

        - `limit`: Most rows of a page; 0 means 50.
        - `after`: The `next` of the page before.
        """
        args: dict[str, Any] = {"limit": limit}
        if after is not None:
            args["after"] = after
        result: QuarantinePage = self._call("quarantined", args)
        return result

    def task(self, id: TaskId) -> VersionedTask | None:
        """An internal task, whether it has ended or not: its state, group, agent, due time, form and result.

        - `id`: The task.
        """
        args: dict[str, Any] = {"id": id}
        result: VersionedTask | None = self._call("task", args)
        return result

    def explain_task(self, id: TaskId) -> TaskExplained:
        """Who would be given an internal task if nobody had it, and why the others would not, agent by agent; what it waits for.

        - `id`: The task.
        """
        args: dict[str, Any] = {"id": id}
        result: TaskExplained = self._call("explain_task", args)
        return result

    def tasks(self, query: TaskQuery) -> VersionedTaskPage:
        """A page of internal tasks, what is due first first: all of one `ticket`, or those that have not ended of one `group` or one `agent`. Exactly one of the three says which.

        - `query`: Which.
        """
        args: dict[str, Any] = {"query": query}
        result: VersionedTaskPage = self._call("tasks", args)
        return result

    def agent(self, id: AgentId) -> AgentView | None:
        """An agent, with what they have in hand now: load, tickets, and whether they are off shift.

        - `id`: The agent.
        """
        args: dict[str, Any] = {"id": id}
        result: AgentView | None = self._call("agent", args)
        return result

    def agents(self, query: AgentQuery | None = None) -> AgentViewPage:
        """A page of the agents that fit a query, in the order of their ids, with what each has in hand now.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: AgentViewPage = self._call("agents", args)
        return result

    def scan(self, code: str, hints: ScanHints | None = None) -> Scanned:
        """What a parcel or a slip in the warehouse is: what is to come back in it, whose it is when nobody asked, or which returns it may be, the likeliest first, with the reasons.

        - `code`: The code: a tracking number, the number of an after-sale, an order or a ticket, a sku, a merchant code or a barcode.
        - `hints`: What else can be read on the parcel or is found in it.
        """
        args: dict[str, Any] = {"code": code}
        if hints is not None:
            args["hints"] = hints
        result: Scanned = self._call("scan", args)
        return result

    def stock(self, codes: list[str]) -> list[StockLevel]:
        """What there is of articles and what of it is promised, in the order asked. Articles that were never counted are left out.

        - `codes`: The merchant's codes of the articles, or their barcodes: at most 500.
        """
        args: dict[str, Any] = {"codes": codes}
        result: list[StockLevel] = self._call("stock", args)
        return result

    def observe(self, observation: Observation) -> Observed:
        """Takes an observation in: what the host saw of an account, or of a contact that has none. Facts do this by themselves.

        - `observation`: What was seen.
        """
        args: dict[str, Any] = {"observation": observation}
        result: Observed = self._call("observe", args)
        return result

    def merge_customers(self, actor: Actor, one: CustomerId, other: CustomerId, key: str | None = None) -> Applied:
        """Says that two customers are one person. `decision` of the answer takes it back.

        - `actor`: Who says so.
        - `one`: The one customer.
        - `other`: The other.
        - `key`: The same key is applied once.
        """
        args: dict[str, Any] = {"actor": actor, "one": one, "other": other}
        if key is not None:
            args["key"] = key
        result: Applied = self._call("merge_customers", args)
        return result

    def split_customer(self, actor: Actor, customer: CustomerId, accounts: list[AccountId], key: str | None = None) -> Applied:
        """Says that accounts of a customer are another person than its others. No later observation brings them together.

        - `actor`: Who says so.
        - `customer`: The customer.
        - `accounts`: The accounts that are somebody else's.
        - `key`: The same key is applied once.
        """
        args: dict[str, Any] = {"actor": actor, "customer": customer, "accounts": accounts}
        if key is not None:
            args["key"] = key
        result: Applied = self._call("split_customer", args)
        return result

    def undo_decision(self, actor: Actor, decision: DecisionId, key: str | None = None) -> Applied:
        """Takes back what was said about who is who: all is as if it had not been.

        - `actor`: Who says so.
        - `decision`: What is taken back: `decision` of what `merge_customers` or `split_customer` gave.
        - `key`: The same key is applied once.
        """
        args: dict[str, Any] = {"actor": actor, "decision": decision}
        if key is not None:
            args["key"] = key
        result: Applied = self._call("undo_decision", args)
        return result

    def block_value(self, actor: Actor, value: Given, blocked: bool = True) -> Applied:
        """Says that a value names nobody (a front desk, a courier), or that it counts again.

        - `actor`: Who says so.
        - `value`: The value; kind `phone` stands for a phone.
        - `blocked`: Whether it names nobody.
        """
        args: dict[str, Any] = {"actor": actor, "value": value, "blocked": blocked}
        result: Applied = self._call("block_value", args)
        return result

    def lookup(self, observation: Observation) -> list[Likely]:
        """Customers an observation may be of, the likeliest first, without taking it in.

        - `observation`: What was seen.
        """
        args: dict[str, Any] = {"observation": observation}
        result: list[Likely] = self._call("lookup", args)
        return result

    def why(self, a: AccountId, b: AccountId) -> Why:
        """Why two accounts are, or are not, one person.

        - `a`: The one account.
        - `b`: The other.
        """
        args: dict[str, Any] = {"a": a, "b": b}
        result: Why = self._call("why", args)
        return result

    def how(self, customer: CustomerId) -> How:
        """How a customer came to be: the pairs that join the accounts, and those that were refused.

        - `customer`: The person.
        """
        args: dict[str, Any] = {"customer": customer}
        result: How = self._call("how", args)
        return result

    def customer_history(self, customer: CustomerId) -> list[CustomerChange]:
        """What happened to a customer, the oldest first.

        - `customer`: The person.
        """
        args: dict[str, Any] = {"customer": customer}
        result: list[CustomerChange] = self._call("customer_history", args)
        return result

    def identity_review(self, limit: int = 0) -> list[ReviewPair]:
        """Pairs of accounts that may be one person and wait for a look, the likeliest first. Looks at all accounts.

        - `limit`: At most so many; 0 means 50, the most is 500.
        """
        args: dict[str, Any] = {"limit": limit}
        result: list[ReviewPair] = self._call("identity_review", args)
        return result

    def identity_stats(self) -> IdentityStats:
        """How many accounts, customers by size, values that name nobody, pairs that wait. Looks at all accounts."""
        args: dict[str, Any] = {}
        result: IdentityStats = self._call("identity_stats", args)
        return result

    def identity_verify(self) -> list[IdentityDifference]:
        """Works out again who is who from what was observed and decided, and says what differs; empty means nothing."""
        args: dict[str, Any] = {}
        result: list[IdentityDifference] = self._call("identity_verify", args)
        return result

    def register_device(self, actor: Actor, agent: AgentId) -> DeviceKey:
        """Registers a phone of an agent and gives its key, once: hand both over your own login.

        - `actor`: Who says so.
        - `agent`: Whose phone it is.
        """
        args: dict[str, Any] = {"actor": actor, "agent": agent}
        result: DeviceKey = self._call("register_device", args)
        return result

    def revoke_device(self, actor: Actor, device: DeviceId) -> Applied:
        """Revokes a phone: it wipes its copy when it next asks, and is given nothing any more.

        - `actor`: Who says so.
        - `device`: Which phone.
        """
        args: dict[str, Any] = {"actor": actor, "device": device}
        result: Applied = self._call("revoke_device", args)
        return result

    def devices(self, agent: AgentId) -> list[Device]:
        """The phones of an agent, revoked ones among them.

        - `agent`: The agent.
        """
        args: dict[str, Any] = {"agent": agent}
        result: list[Device] = self._call("devices", args)
        return result

    def sync(self, user: SyncUser, body: bytes) -> Bytes:
        """Answers a phone that keeps a copy of somebody's work: the bytes it posted in, the bytes to answer out. An error means that it is no phone of this user.

        - `user`: Who asks, as your own login knows them, and what they may see.
        """
        args: dict[str, Any] = {"user": user}
        result: Bytes = self._call("sync", args, body)
        return result

    def claim_jobs(self, kinds: list[JobKind], limit: int = 10, lease_ms: int = 120000) -> list[LeasedJob]:
        """Takes jobs of these kinds that are due, for work the host does itself. Finish each within the lease.

        - `kinds`: Of which kinds.
        - `limit`: Most of them.
        - `lease_ms`: How long you may keep them, in milliseconds.
        """
        args: dict[str, Any] = {"kinds": kinds, "limit": limit, "lease_ms": lease_ms}
        result: list[LeasedJob] = self._call("claim_jobs", args)
        return result

    def finish_job(self, job: JobId, lease: Uid, outcome: Outcome | None = None) -> bool:
        """Says what came of a job. False: the lease was no longer yours, and nothing was written.

        - `job`: Which job.
        - `lease`: The lease it was taken under.
        - `outcome`: What came of it.
        """
        args: dict[str, Any] = {"job": job, "lease": lease}
        if outcome is not None:
            args["outcome"] = outcome
        result: bool = self._call("finish_job", args)
        return result

    def run_due(self, now: Timestamp | None = None) -> Worked:
        """Carries out everything that is due, of all merchants in turn, and what becomes due by that.

        - `now`: As if it were then; now when absent.
        """
        args: dict[str, Any] = {}
        if now is not None:
            args["now"] = now
        result: Worked = self._call("run_due", args)
        return result

    def wait_events(self, since: Cursor, limit: int = 0, timeout_ms: int = 0) -> EventPage:
        """Events after a place, like `events`; waits for one when there is none. Empty when the time is over or the desk was closed.

        - `since`: The place of the last event that was dealt with.
        - `limit`: Most events; 0 means all that a page holds.
        - `timeout_ms`: How long to wait for one, in milliseconds, up to a minute.
        """
        args: dict[str, Any] = {"since": since, "limit": limit, "timeout_ms": timeout_ms}
        result: EventPage = self._call("wait_events", args)
        return result

    def put_blob(self, body: bytes) -> str:
        """Keeps a file and gives the hash it is found by."""
        args: dict[str, Any] = {}
        result: str = self._call("put_blob", args, body)
        return result

    def get_blob(self, hash: str) -> Bytes | None:
        """A file by its hash.

        - `hash`: The hash it is found by: 64 hexadecimal digits.
        """
        args: dict[str, Any] = {"hash": hash}
        result: Bytes | None = self._call("get_blob", args)
        return result

    def import_file(self, mapping: ImportMapping, path: str | None = None, content: str | None = None, options: ImportOptions | None = None, resume: Bookmark | None = None, *, progress: Callable[[ImportProgress], object] | None = None) -> ImportReport:
        """Imports orders, after-sales, customers, products or messages from CSV or JSON lines, by a mapping. A bad row is in the report and stops nothing. The same file twice changes nothing.

        - `mapping`: Which column means what.
        - `path`: The file to read.
        - `content`: The rows themselves, instead of a file.
        - `options`: How it runs.
        - `resume`: The bookmark of a report, to go on after a stop.
        - `progress`: is called every now and then on the thread of the call with how far it is. What it raises ends
          the call and comes out of it; so does an interrupt. What was taken in stays.
        """
        args: dict[str, Any] = {"mapping": mapping}
        if path is not None:
            args["path"] = path
        if content is not None:
            args["content"] = content
        if options is not None:
            args["options"] = options
        if resume is not None:
            args["resume"] = resume
        result: ImportReport = self._long("import_file", args, progress, ImportProgress)
        return result

    def reconcile(self, platform: Platform, shop: ShopId, since: Timestamp, until: Timestamp, *, progress: Callable[[Reconciling], object] | None = None) -> ReconcileReport:
        """Compares the after-sales that changed in a window on a platform with ours, takes in what the platform shows where they differ, and says what differed.

        - `platform`: The platform.
        - `shop`: The shop.
        - `since`: Changed then or later.
        - `until`: Changed then or earlier.
        - `progress`: is called every now and then on the thread of the call with how far it is. What it raises ends
          the call and comes out of it; so does an interrupt. What was taken in stays.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop, "since": since, "until": until}
        result: ReconcileReport = self._long("reconcile", args, progress, Reconciling)
        return result

    def backfill(self, platform: Platform, shop: ShopId, since: Timestamp, *, progress: Callable[[Backfilled], object] | None = None) -> Backfilled:
        """Takes in what a shop has since a time. To go on after a stop, begin at the last `until`.

        - `platform`: The platform.
        - `shop`: The shop.
        - `since`: Since when.
        - `progress`: is called every now and then on the thread of the call with how far it is. What it raises ends
          the call and comes out of it; so does an interrupt. What was taken in stays.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop, "since": since}
        result: Backfilled = self._long("backfill", args, progress, Backfilled)
        return result

    def poll(self, platform: Platform, shop: ShopId) -> PollReport:
        """Reads what changed at a shop since it was last polled, and takes it in.

        - `platform`: The platform.
        - `shop`: The shop.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop}
        result: PollReport = self._call("poll", args)
        return result

    def check(self) -> list[str]:
        """What the store finds wrong with itself; empty means nothing."""
        args: dict[str, Any] = {}
        result: list[str] = self._call("check", args)
        return result

    def rebuild_counters(self) -> int:
        """Counts all counters anew from the rows and puts them in place of what stood there: run it while nothing is written. Gives how many there are."""
        args: dict[str, Any] = {}
        result: int = self._call("rebuild_counters", args)
        return result

    def verify_loads(self) -> list[LoadDrift]:
        """Counts the loads of all agents anew. Each that was not what tickets, tasks and offers add up to is told as the event `load_drifted`, and put right. Gives those; empty means that nothing was wrong. May run while people work."""
        args: dict[str, Any] = {}
        result: list[LoadDrift] = self._call("verify_loads", args)
        return result

    def replay(self, id: TicketId) -> list[Deviation]:
        """Reads the stored payloads of a ticket again and says where what is stored no longer follows from them.

        - `id`: The ticket.
        """
        args: dict[str, Any] = {"id": id}
        result: list[Deviation] = self._call("replay", args)
        return result

    def rotate_keys(self) -> int:
        """Seals what is still under a former key under the present one. Gives how many rows."""
        args: dict[str, Any] = {}
        result: int = self._call("rotate_keys", args)
        return result

    def now(self) -> Timestamp:
        """The engine's time, in milliseconds since 1970."""
        args: dict[str, Any] = {}
        result: Timestamp = self._call("now", args)
        return result

    def waiting(self) -> int:
        """Inputs that wait for the lane."""
        args: dict[str, Any] = {}
        result: int = self._call("waiting", args)
        return result

    def platforms(self) -> list[Platform]:
        """Platforms with an adapter, sorted."""
        args: dict[str, Any] = {}
        result: list[Platform] = self._call("platforms", args)
        return result

    def capabilities(self, platform: Platform) -> Capabilities:
        """What a platform can do, as its adapter declares.

        - `platform`: The platform.
        """
        args: dict[str, Any] = {"platform": platform}
        result: Capabilities = self._call("capabilities", args)
        return result

    def authorize_url(self, app: AppId, state: str) -> str | None:
        """Where a merchant connects a shop to this application; nothing when the platform needs no page.

        - `app`: The application.
        - `state`: What the platform gives back with its answer.
        """
        args: dict[str, Any] = {"app": app, "state": state}
        result: str | None = self._call("authorize_url", args)
        return result

    def tenants(self) -> list[Tenant]:
        """All merchants that something was ever written for, sorted."""
        args: dict[str, Any] = {}
        result: list[Tenant] = self._call("tenants", args)
        return result

    def route_shop(self, platform: Platform, shop: ShopId, tenant: str) -> None:
        """Says by hand which merchant a shop belongs to. Goes before what is configured, and lasts until the desk is closed.

        - `platform`: The platform.
        - `shop`: The shop.
        - `tenant`: The merchant.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop, "tenant": tenant}
        self._call("route_shop", args)


class SyncActing:
    """Everything an actor can do: each call is one command.

    `key` makes it happen once; `expect` refuses it when the ticket has moved on.
    """

    def _act(self, act: dict[str, Any], key: str | None, expect: int | None) -> Applied:
        raise NotImplementedError

    def approve_refund(self, ticket: TicketId, *, amount: Money | None = None, text: str | None = None, goodwill: bool | None = None, evidence: list[Evidence] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Agree to pay back without goods coming back; without an amount, what was asked for."""
        details: dict[str, Any] = {}
        if amount is not None:
            details["amount"] = amount
        if text is not None:
            details["text"] = text
        if goodwill is not None:
            details["goodwill"] = goodwill
        if evidence is not None:
            details["evidence"] = evidence
        act = {"do": "move", "ticket": ticket, "trigger": "approve_refund", "details": details}
        return self._act(act, key, expect)

    def approve_return(self, ticket: TicketId, *, address: str | None = None, text: str | None = None, lines: list[LineOutcome] | None = None, amount: Money | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Agree that goods come back."""
        details: dict[str, Any] = {}
        if address is not None:
            details["address"] = address
        if text is not None:
            details["text"] = text
        if lines is not None:
            details["lines"] = lines
        if amount is not None:
            details["amount"] = amount
        act = {"do": "move", "ticket": ticket, "trigger": "approve_return", "details": details}
        return self._act(act, key, expect)

    def approve_exchange(self, ticket: TicketId, *, address: str | None = None, text: str | None = None, lines: list[LineOutcome] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Agree to exchange."""
        details: dict[str, Any] = {}
        if address is not None:
            details["address"] = address
        if text is not None:
            details["text"] = text
        if lines is not None:
            details["lines"] = lines
        act = {"do": "move", "ticket": ticket, "trigger": "approve_exchange", "details": details}
        return self._act(act, key, expect)

    def approve_repair(self, ticket: TicketId, *, address: str | None = None, text: str | None = None, lines: list[LineOutcome] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Agree to repair."""
        details: dict[str, Any] = {}
        if address is not None:
            details["address"] = address
        if text is not None:
            details["text"] = text
        if lines is not None:
            details["lines"] = lines
        act = {"do": "move", "ticket": ticket, "trigger": "approve_repair", "details": details}
        return self._act(act, key, expect)

    def approve_resend(self, ticket: TicketId, *, text: str | None = None, lines: list[LineOutcome] | None = None, parcel: ParcelRef | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Agree to send again."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        if lines is not None:
            details["lines"] = lines
        if parcel is not None:
            details["parcel"] = parcel
        act = {"do": "move", "ticket": ticket, "trigger": "approve_resend", "details": details}
        return self._act(act, key, expect)

    def refund_difference(self, ticket: TicketId, *, amount: Money | None = None, text: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Pay what was bought too dear."""
        details: dict[str, Any] = {}
        if amount is not None:
            details["amount"] = amount
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "refund_difference", "details": details}
        return self._act(act, key, expect)

    def compensate(self, ticket: TicketId, *, amount: Money, payout: str, text: str | None = None, goodwill: bool | None = None, draft: bool | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Pay goodwill under a payout number: a second payout with it is refused. A draft only notes it down, for somebody to ask for under the same number; with an amount of 0 it is withdrawn."""
        details: dict[str, Any] = {}
        if amount is not None:
            details["amount"] = amount
        if payout is not None:
            details["payout"] = payout
        if text is not None:
            details["text"] = text
        if goodwill is not None:
            details["goodwill"] = goodwill
        if draft is not None:
            details["draft"] = draft
        act = {"do": "move", "ticket": ticket, "trigger": "compensate", "details": details}
        return self._act(act, key, expect)

    def goods_arrived(self, ticket: TicketId, *, lines: list[LineOutcome] | None = None, parcel: ParcelRef | None = None, evidence: list[Evidence] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """The goods are in the warehouse."""
        details: dict[str, Any] = {}
        if lines is not None:
            details["lines"] = lines
        if parcel is not None:
            details["parcel"] = parcel
        if evidence is not None:
            details["evidence"] = evidence
        act = {"do": "move", "ticket": ticket, "trigger": "goods_arrived", "details": details}
        return self._act(act, key, expect)

    def goods_arrived_part(self, ticket: TicketId, lines: list[LineOutcome], *, parcel: ParcelRef | None = None, evidence: list[Evidence] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Some of the goods are in the warehouse."""
        details: dict[str, Any] = {}
        if lines is not None:
            details["lines"] = lines
        if parcel is not None:
            details["parcel"] = parcel
        if evidence is not None:
            details["evidence"] = evidence
        act = {"do": "move", "ticket": ticket, "trigger": "goods_arrived_part", "details": details}
        return self._act(act, key, expect)

    def inspect_pass(self, ticket: TicketId, *, lines: list[LineOutcome] | None = None, evidence: list[Evidence] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """The goods are fine."""
        details: dict[str, Any] = {}
        if lines is not None:
            details["lines"] = lines
        if evidence is not None:
            details["evidence"] = evidence
        act = {"do": "move", "ticket": ticket, "trigger": "inspect_pass", "details": details}
        return self._act(act, key, expect)

    def inspect_fail(self, ticket: TicketId, *, lines: list[LineOutcome] | None = None, evidence: list[Evidence] | None = None, text: str | None = None, reason_code: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """The goods are not fine."""
        details: dict[str, Any] = {}
        if lines is not None:
            details["lines"] = lines
        if evidence is not None:
            details["evidence"] = evidence
        if text is not None:
            details["text"] = text
        if reason_code is not None:
            details["reason_code"] = reason_code
        act = {"do": "move", "ticket": ticket, "trigger": "inspect_fail", "details": details}
        return self._act(act, key, expect)

    def inspect_partial(self, ticket: TicketId, lines: list[LineOutcome], *, evidence: list[Evidence] | None = None, text: str | None = None, amount: Money | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Some of the goods are fine."""
        details: dict[str, Any] = {}
        if lines is not None:
            details["lines"] = lines
        if evidence is not None:
            details["evidence"] = evidence
        if text is not None:
            details["text"] = text
        if amount is not None:
            details["amount"] = amount
        act = {"do": "move", "ticket": ticket, "trigger": "inspect_partial", "details": details}
        return self._act(act, key, expect)

    def repair_done(self, ticket: TicketId, *, text: str | None = None, parcel: ParcelRef | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """The repair is done."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        if parcel is not None:
            details["parcel"] = parcel
        act = {"do": "move", "ticket": ticket, "trigger": "repair_done", "details": details}
        return self._act(act, key, expect)

    def unrepairable(self, ticket: TicketId, *, text: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """It cannot be repaired."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "unrepairable", "details": details}
        return self._act(act, key, expect)

    def submit_evidence(self, ticket: TicketId, *, evidence: list[Evidence] | None = None, text: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Hand in evidence for an arbitration."""
        details: dict[str, Any] = {}
        if evidence is not None:
            details["evidence"] = evidence
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "submit_evidence", "details": details}
        return self._act(act, key, expect)

    def close(self, ticket: TicketId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Nothing is left to do."""
        details: dict[str, Any] = {}
        act = {"do": "move", "ticket": ticket, "trigger": "close", "details": details}
        return self._act(act, key, expect)

    def reopen(self, ticket: TicketId, *, text: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """It is not over after all."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "reopen", "details": details}
        return self._act(act, key, expect)

    def reject(self, ticket: TicketId, *, reason_code: str | None = None, text: str | None = None, evidence: list[Evidence] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Refuse the request, with the platform's reason code where it has one, and words to the buyer."""
        details: dict[str, Any] = {}
        if reason_code is not None:
            details["reason_code"] = reason_code
        if text is not None:
            details["text"] = text
        if evidence is not None:
            details["evidence"] = evidence
        act = {"do": "move", "ticket": ticket, "trigger": "reject", "details": details}
        return self._act(act, key, expect)

    def ask_buyer(self, ticket: TicketId, text: str, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Ask the buyer for something."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "ask_buyer", "details": details}
        return self._act(act, key, expect)

    def answer(self, ticket: TicketId, text: str, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Answer what the buyer asked, which settles an inquiry."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "answer", "details": details}
        return self._act(act, key, expect)

    def replacement_shipped(self, ticket: TicketId, parcel: ParcelRef, *, text: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """The replacement is on its way in this parcel."""
        details: dict[str, Any] = {}
        if parcel is not None:
            details["parcel"] = parcel
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "replacement_shipped", "details": details}
        return self._act(act, key, expect)

    def move(self, ticket: TicketId, trigger: Trigger, *, details: Details | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Move a ticket."""
        act: dict[str, Any] = {"do": "move"}
        if ticket is not None:
            act["ticket"] = ticket
        if trigger is not None:
            act["trigger"] = trigger
        if details is not None:
            act["details"] = details
        return self._act(act, key, expect)

    def ask_approval(self, ticket: TicketId, trigger: Trigger, *, details: Details | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
        is made when somebody else with that authority does the task.
        """
        act: dict[str, Any] = {"do": "ask_approval"}
        if ticket is not None:
            act["ticket"] = ticket
        if trigger is not None:
            act["trigger"] = trigger
        if details is not None:
            act["details"] = details
        return self._act(act, key, expect)

    def reply(self, ticket: TicketId, text: str, *, channel: tuple[Platform, Channel] | None = None, confidence: int | None = None, lang: Lang | None = None, template: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Answer the buyer."""
        act: dict[str, Any] = {"do": "reply"}
        if ticket is not None:
            act["ticket"] = ticket
        if text is not None:
            act["text"] = text
        if channel is not None:
            act["channel"] = channel
        if confidence is not None:
            act["confidence"] = confidence
        if lang is not None:
            act["lang"] = lang
        if template is not None:
            act["template"] = template
        return self._act(act, key, expect)

    def hand_off(self, ticket: TicketId, reason: HandOffReason, *, left: HandedOver | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """A bot hands its ticket over to a person."""
        act: dict[str, Any] = {"do": "hand_off"}
        if ticket is not None:
            act["ticket"] = ticket
        if reason is not None:
            act["reason"] = reason
        if left is not None:
            act["left"] = left
        return self._act(act, key, expect)

    def note(self, ticket: TicketId, text: str, *, mentions: list[AgentId] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Leave a note for colleagues."""
        act: dict[str, Any] = {"do": "note"}
        if ticket is not None:
            act["ticket"] = ticket
        if text is not None:
            act["text"] = text
        if mentions is not None:
            act["mentions"] = mentions
        return self._act(act, key, expect)

    def watch(self, ticket: TicketId, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Let an agent hear of a ticket: who watches it stands on it, the host tells them."""
        act: dict[str, Any] = {"do": "watch"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return self._act(act, key, expect)

    def unwatch(self, ticket: TicketId, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Let an agent hear of it no longer."""
        act: dict[str, Any] = {"do": "unwatch"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return self._act(act, key, expect)

    def tell(self, ticket: TicketId, verb: ActionVerb, *, details: Details | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
        channel is open again. What a move tells is told by the move.
        """
        act: dict[str, Any] = {"do": "tell"}
        if ticket is not None:
            act["ticket"] = ticket
        if verb is not None:
            act["verb"] = verb
        if details is not None:
            act["details"] = details
        return self._act(act, key, expect)

    def assign(self, ticket: TicketId, *, agent: AgentId | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Give a ticket to an agent, or back to its queue."""
        act: dict[str, Any] = {"do": "assign"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return self._act(act, key, expect)

    def accept_offer(self, ticket: TicketId, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Take a ticket that is offered."""
        act: dict[str, Any] = {"do": "accept_offer"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return self._act(act, key, expect)

    def hold_offer(self, ticket: TicketId, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
        nobody else is asked meanwhile.
        """
        act: dict[str, Any] = {"do": "hold_offer"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return self._act(act, key, expect)

    def reject_offer(self, ticket: TicketId, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Turn down a ticket that is offered. It is offered to others first from then on."""
        act: dict[str, Any] = {"do": "reject_offer"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return self._act(act, key, expect)

    def transfer(self, ticket: TicketId, queue: str, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Put a ticket into another queue."""
        act: dict[str, Any] = {"do": "transfer"}
        if ticket is not None:
            act["ticket"] = ticket
        if queue is not None:
            act["queue"] = queue
        return self._act(act, key, expect)

    def edit(self, ticket: TicketId, *, add_tags: list[str] | None = None, band: int | None = None, custom: dict[str, CustomValue] | None = None, evidence: list[Evidence] | None = None, issue: IssueType | None = None, remove_tags: list[str] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Change what people keep on a ticket."""
        act: dict[str, Any] = {"do": "edit"}
        if ticket is not None:
            act["ticket"] = ticket
        if add_tags is not None:
            act["add_tags"] = add_tags
        if band is not None:
            act["band"] = band
        if custom is not None:
            act["custom"] = custom
        if evidence is not None:
            act["evidence"] = evidence
        if issue is not None:
            act["issue"] = issue
        if remove_tags is not None:
            act["remove_tags"] = remove_tags
        return self._act(act, key, expect)

    def merge(self, from_: TicketId, into: TicketId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Make two tickets one."""
        act: dict[str, Any] = {"do": "merge"}
        if from_ is not None:
            act["from"] = from_
        if into is not None:
            act["into"] = into
        return self._act(act, key, expect)

    def split(self, ticket: TicketId, sources: list[SourceId], *, key: str | None = None, expect: int | None = None) -> Applied:
        """Take sources out of a ticket into one of their own."""
        act: dict[str, Any] = {"do": "split"}
        if ticket is not None:
            act["ticket"] = ticket
        if sources is not None:
            act["sources"] = sources
        return self._act(act, key, expect)

    def refold(self, ticket: TicketId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating."""
        act: dict[str, Any] = {"do": "refold"}
        if ticket is not None:
            act["ticket"] = ticket
        return self._act(act, key, expect)

    def open_task(self, ticket: TicketId, kind: TaskKind, *, after: list[TaskId] | None = None, group: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Open an internal task."""
        act: dict[str, Any] = {"do": "open_task"}
        if ticket is not None:
            act["ticket"] = ticket
        if kind is not None:
            act["kind"] = kind
        if after is not None:
            act["after"] = after
        if group is not None:
            act["group"] = group
        return self._act(act, key, expect)

    def move_task(self, task: TaskId, trigger: TaskTrigger, *, agent: AgentId | None = None, amount: Money | None = None, attachments: list[Evidence] | None = None, form: dict[str, CustomValue] | None = None, lines: list[LineOutcome] | None = None, raises: Trigger | None = None, reason: str | None = None, result: TaskResult | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Move an internal task."""
        act: dict[str, Any] = {"do": "move_task"}
        if task is not None:
            act["task"] = task
        if trigger is not None:
            act["trigger"] = trigger
        if agent is not None:
            act["agent"] = agent
        if amount is not None:
            act["amount"] = amount
        if attachments is not None:
            act["attachments"] = attachments
        if form is not None:
            act["form"] = form
        if lines is not None:
            act["lines"] = lines
        if raises is not None:
            act["raises"] = raises
        if reason is not None:
            act["reason"] = reason
        if result is not None:
            act["result"] = result
        return self._act(act, key, expect)

    def configure(self, config: Config, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Publish a configuration."""
        act: dict[str, Any] = {"do": "configure"}
        if config is not None:
            act["config"] = config
        return self._act(act, key, expect)

    def put_agent(self, agent: Agent, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Add or change an agent."""
        act: dict[str, Any] = {"do": "put_agent"}
        if agent is not None:
            act["agent"] = agent
        return self._act(act, key, expect)

    def remove_agent(self, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Remove an agent. Open tickets they have go back to the queues."""
        act: dict[str, Any] = {"do": "remove_agent"}
        if agent is not None:
            act["agent"] = agent
        return self._act(act, key, expect)

    def set_presence(self, agent: AgentId, presence: Presence, *, leased: bool | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Say whether an agent takes work."""
        act: dict[str, Any] = {"do": "set_presence"}
        if agent is not None:
            act["agent"] = agent
        if presence is not None:
            act["presence"] = presence
        if leased is not None:
            act["leased"] = leased
        return self._act(act, key, expect)

    def heartbeat(self, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
        they are, and is online again if the lease had run out; to a status set by hand it does nothing.
        """
        act: dict[str, Any] = {"do": "heartbeat"}
        if agent is not None:
            act["agent"] = agent
        return self._act(act, key, expect)

    def register_device(self, agent: AgentId, device: DeviceId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Let a phone keep a copy of an agent's work. Its key is given by `register_device`."""
        act: dict[str, Any] = {"do": "register_device"}
        if agent is not None:
            act["agent"] = agent
        if device is not None:
            act["device"] = device
        return self._act(act, key, expect)

    def revoke_device(self, device: DeviceId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Let it no longer: it is not answered again, and wipes itself when it next asks."""
        act: dict[str, Any] = {"do": "revoke_device"}
        if device is not None:
            act["device"] = device
        return self._act(act, key, expect)

    def put_product(self, product: Product, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Add or change a product."""
        act: dict[str, Any] = {"do": "put_product"}
        if product is not None:
            act["product"] = product
        return self._act(act, key, expect)

    def set_stock(self, levels: list[StockCount], *, key: str | None = None, expect: int | None = None) -> Applied:
        """Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there."""
        act: dict[str, Any] = {"do": "set_stock"}
        if levels is not None:
            act["levels"] = levels
        return self._act(act, key, expect)

    def join_listing(self, listing: ListingId, product: ProductId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Join a listing to a product by hand."""
        act: dict[str, Any] = {"do": "join_listing"}
        if listing is not None:
            act["listing"] = listing
        if product is not None:
            act["product"] = product
        return self._act(act, key, expect)

    def edit_customer(self, customer: CustomerId, *, add_tags: list[str] | None = None, custom: dict[str, CustomValue] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Change what people keep on a customer."""
        act: dict[str, Any] = {"do": "edit_customer"}
        if customer is not None:
            act["customer"] = customer
        if add_tags is not None:
            act["add_tags"] = add_tags
        if custom is not None:
            act["custom"] = custom
        return self._act(act, key, expect)

    def merge_customers(self, one: CustomerId, other: CustomerId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Say that two customers are one person. No later observation takes them apart again."""
        act: dict[str, Any] = {"do": "merge_customers"}
        if one is not None:
            act["one"] = one
        if other is not None:
            act["other"] = other
        return self._act(act, key, expect)

    def split_customer(self, accounts: list[AccountId], customer: CustomerId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Say that accounts of a customer are another person than its others. No later observation brings them together."""
        act: dict[str, Any] = {"do": "split_customer"}
        if accounts is not None:
            act["accounts"] = accounts
        if customer is not None:
            act["customer"] = customer
        return self._act(act, key, expect)

    def undo_decision(self, decision: DecisionId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Take back what was decided about who is who: all is as if it had not been."""
        act: dict[str, Any] = {"do": "undo_decision"}
        if decision is not None:
            act["decision"] = decision
        return self._act(act, key, expect)

    def block_value(self, blocked: bool, value: Given, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again."""
        act: dict[str, Any] = {"do": "block_value"}
        if blocked is not None:
            act["blocked"] = blocked
        if value is not None:
            act["value"] = value
        return self._act(act, key, expect)

    def edit_line(self, custom: dict[str, CustomValue], *, line: str, order: OrderId, key: str | None = None, expect: int | None = None) -> Applied:
        """Change what the merchant keeps on an order line."""
        act: dict[str, Any] = {"do": "edit_line"}
        if custom is not None:
            act["custom"] = custom
        if line is not None:
            act["line"] = line
        if order is not None:
            act["order"] = order
        return self._act(act, key, expect)

    def forget(self, customer: CustomerId, *, force: bool | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Forget a customer: all that is personal goes, here and out of every copy; the figures stay."""
        act: dict[str, Any] = {"do": "forget"}
        if customer is not None:
            act["customer"] = customer
        if force is not None:
            act["force"] = force
        return self._act(act, key, expect)

    def redrive(self, job: JobId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Set a dead letter going again."""
        act: dict[str, Any] = {"do": "redrive"}
        if job is not None:
            act["job"] = job
        return self._act(act, key, expect)

    def drop(self, job: JobId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Throw a dead letter away."""
        act: dict[str, Any] = {"do": "drop"}
        if job is not None:
            act["job"] = job
        return self._act(act, key, expect)

    def release(self, quarantine: QuarantineId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Forget a quarantined payload (after it was read, or as useless)."""
        act: dict[str, Any] = {"do": "release"}
        if quarantine is not None:
            act["quarantine"] = quarantine
        return self._act(act, key, expect)


class AsyncMethods:
    """Every method of the desk."""

    async def _call(self, name: str, args: dict[str, Any], body: bytes = b"") -> Any:
        raise NotImplementedError

    async def _long(self, name: str, args: dict[str, Any], progress: Callable[[Any], object] | None, told: type) -> Any:
        raise NotImplementedError

    async def receive(self, app: AppId, body: bytes, headers: list[tuple[str, str]] | None = None, query: list[tuple[str, str]] | None = None, path: str = "") -> WebhookReply:
        """Takes in a webhook of an application: verified, read, committed. Gives what to answer. An error means that nothing was stored; `webhook` words the answer for that too.

        - `app`: The application it came for.
        - `headers`: The headers, as received.
        - `query`: The query, decoded once.
        - `path`: The path, without host and query.
        """
        args: dict[str, Any] = {"app": app, "path": path}
        if headers is not None:
            args["headers"] = headers
        if query is not None:
            args["query"] = query
        result: WebhookReply = await self._call("receive", args, body)
        return result

    async def webhook(self, app: AppId, body: bytes, headers: list[tuple[str, str]] | None = None, query: list[tuple[str, str]] | None = None, path: str = "") -> WebhookReply:
        """Takes in a webhook like `receive`, and gives what to answer in any case: a refused one has `refused` set.

        - `app`: The application it came for.
        - `headers`: The headers, as received.
        - `query`: The query, decoded once.
        - `path`: The path, without host and query.
        """
        args: dict[str, Any] = {"app": app, "path": path}
        if headers is not None:
            args["headers"] = headers
        if query is not None:
            args["query"] = query
        result: WebhookReply = await self._call("webhook", args, body)
        return result

    async def receive_all(self, app: AppId, deliveries: list[Pushed]) -> list[WebhookReply]:
        """Takes in webhooks of an application, all handed in at once: for a queue that has piled up. The answers come in the same order, each as `webhook` gives it.

        - `app`: The application they came for.
        - `deliveries`: The webhooks.
        """
        args: dict[str, Any] = {"app": app, "deliveries": deliveries}
        result: list[WebhookReply] = await self._call("receive_all", args)
        return result

    async def ingest(self, facts: list[Fact]) -> list[FactAnswer]:
        """Takes facts in, all handed in at once. The answers come in the same order, each with its own error.

        - `facts`: What happened.
        """
        args: dict[str, Any] = {"facts": facts}
        result: list[FactAnswer] = await self._call("ingest", args)
        return result

    async def hint(self, signal: Signal) -> None:
        """Says where to look: one job reads the object again.

        - `signal`: Where to look.
        """
        args: dict[str, Any] = {"signal": signal}
        await self._call("hint", args)

    async def execute(self, command: Command) -> Applied:
        """Applies a command. Give it a key, and it is applied once and answered the same way again.

        - `command`: What is wanted, and by whom.
        """
        args: dict[str, Any] = {"command": command}
        result: Applied = await self._call("execute", args)
        return result

    async def execute_all(self, commands: list[Command]) -> list[CommandAnswer]:
        """Applies commands, all handed in at once. The answers come in the same order, each with its own error: one that is refused does not stop the others.

        - `commands`: What is wanted, and by whom.
        """
        args: dict[str, Any] = {"commands": commands}
        result: list[CommandAnswer] = await self._call("execute_all", args)
        return result

    async def configure(self, config: Config) -> Applied:
        """Publishes a configuration: the whole document. The answer says what is probably a slip in it (`warnings`); it is published all the same.

        - `config`: The whole document.
        """
        args: dict[str, Any] = {"config": config}
        result: Applied = await self._call("configure", args)
        return result

    async def connect(self, platform: Platform, shop: ShopId, tokens: TokenPair | None = None) -> None:
        """Connects a shop, or hands its tokens over. Sealed where the store has a key.

        - `platform`: The platform.
        - `shop`: The shop.
        - `tokens`: Its tokens, if they are at hand.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop}
        if tokens is not None:
            args["tokens"] = tokens
        await self._call("connect", args)

    async def forget(self, actor: Actor, customer: CustomerId, force: bool = False) -> Applied:
        """Forgets a customer: all that is personal goes, here and out of reach in every copy; figures stay.

        - `actor`: Who wants it.
        - `customer`: Whom to forget.
        - `force`: Even while tickets of theirs are open.
        """
        args: dict[str, Any] = {"actor": actor, "customer": customer, "force": force}
        result: Applied = await self._call("forget", args)
        return result

    async def redrive(self, actor: Actor, job: JobId) -> Applied:
        """Sets a dead letter going again.

        - `actor`: Who wants it.
        - `job`: Which job.
        """
        args: dict[str, Any] = {"actor": actor, "job": job}
        result: Applied = await self._call("redrive", args)
        return result

    async def redrive_quarantined(self, id: QuarantineId) -> int:
        """Reads a quarantined payload again, takes in what it finds, and forgets it. Gives how much was taken in.

        - `id`: Which payload.
        """
        args: dict[str, Any] = {"id": id}
        result: int = await self._call("redrive_quarantined", args)
        return result

    async def config(self) -> Config:
        """The configuration in force; the default one when none was published."""
        args: dict[str, Any] = {}
        result: Config = await self._call("config", args)
        return result

    async def config_at(self, version: int) -> Config | None:
        """The configuration of an earlier version, as it was in force then; nothing where there was none. The last 100 are kept.

        - `version`: The version.
        """
        args: dict[str, Any] = {"version": version}
        result: Config | None = await self._call("config_at", args)
        return result

    async def check_config(self, config: Config) -> ConfigCheck:
        """Everything that is wrong with a configuration, without publishing it: where, what, and what is allowed instead; also of values that are not of their type and fields that there are not. Besides, as warnings, what would leave tickets waiting for people who are not there yet.

        - `config`: The configuration.
        """
        args: dict[str, Any] = {"config": config}
        result: ConfigCheck = await self._call("check_config", args)
        return result

    async def try_config(self, config: Config, query: TrialQuery | None = None) -> Trial:
        """What another configuration would make of tickets that are there: which of them would come to another queue, band or weight, or ask for other skills or tags. Nothing is written. A page of tickets at a time.

        - `config`: The configuration.
        - `query`: Which tickets it is tried on; the first opened when absent.
        """
        args: dict[str, Any] = {"config": config}
        if query is not None:
            args["query"] = query
        result: Trial = await self._call("try_config", args)
        return result

    async def dry_run(self, attributes: RouteAttributes, overrides: RouteOverrides | None = None) -> Explained:
        """Where the rules in force would put a ticket with these attributes and who would get it now, rule by rule and agent by agent, as `explain_routing` says it of one that is there. `overrides` are taken to be so: another moment, agents who are there or not and have so much to do, queues in which so many wait. Nothing is written.

        - `attributes`: What rules look at, by the names that conditions have for it.
        - `overrides`: What is taken to be otherwise than it is: the moment, agents, queues; nothing when absent.
        """
        args: dict[str, Any] = {"attributes": attributes}
        if overrides is not None:
            args["overrides"] = overrides
        result: Explained = await self._call("dry_run", args)
        return result

    async def simulate(self, config: Config, query: SimulationQuery | None = None) -> Simulation:
        """Gives past tickets out again, once by the configuration in force and once by another, and tells what would have been different: queue, agent and wait of each ticket, what policies grant of it without a person, minutes of work by agent. Nothing is written.

        - `config`: The configuration.
        - `query`: Which tickets are given out again; all when absent.
        """
        args: dict[str, Any] = {"config": config}
        if query is not None:
            args["query"] = query
        result: Simulation = await self._call("simulate", args)
        return result

    async def shop(self, platform: Platform, shop: ShopId) -> ShopState | None:
        """The connection of a shop: how far it was polled, whether it is stopped.

        - `platform`: The platform.
        - `shop`: The shop.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop}
        result: ShopState | None = await self._call("shop", args)
        return result

    async def ticket(self, id: TicketId) -> VersionedTicket | None:
        """A ticket, or the one it was merged into.

        - `id`: The ticket.
        """
        args: dict[str, Any] = {"id": id}
        result: VersionedTicket | None = await self._call("ticket", args)
        return result

    async def ticket_by_number(self, number: TicketNumber) -> VersionedTicket | None:
        """The ticket with that number, or the one it was merged into.

        - `number`: Its number.
        """
        args: dict[str, Any] = {"number": number}
        result: VersionedTicket | None = await self._call("ticket_by_number", args)
        return result

    async def tickets(self, query: TicketQuery | None = None) -> TicketList:
        """A page of tickets.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: TicketList = await self._call("tickets", args)
        return result

    async def ticket_rows(self, query: TicketQuery | None = None) -> TicketRowPage:
        """A page of the same tickets as rows: what a list or a queue shows, read without unsealing anything.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: TicketRowPage = await self._call("ticket_rows", args)
        return result

    async def timeline(self, id: TicketId, after: str | None = None, limit: int = 0) -> MomentPage:
        """A page of all that happened around a ticket, oldest first.

        - `id`: The ticket.
        - `after`: The `next` of the page before.
        - `limit`: Most moments of a page; 0 means 50.
        """
        args: dict[str, Any] = {"id": id, "limit": limit}
        if after is not None:
            args["after"] = after
        result: MomentPage = await self._call("timeline", args)
        return result

    async def customer(self, whom: Whom, limit: int = 0) -> CustomerView | None:
        """One person across platforms, with the newest of each list.

        - `whom`: The person, or one of their accounts.
        - `limit`: Most of each list; 0 means 50.
        """
        args: dict[str, Any] = {"whom": whom, "limit": limit}
        result: CustomerView | None = await self._call("customer", args)
        return result

    async def order(self, platform: Platform, number: str) -> OrderView | None:
        """An order by its number, with the tickets about it.

        - `platform`: The platform.
        - `number`: The order number.
        """
        args: dict[str, Any] = {"platform": platform, "number": number}
        result: OrderView | None = await self._call("order", args)
        return result

    async def allowed(self, id: TicketId, actor: Actor) -> list[Allowed]:
        """What an actor may do with a ticket now: what the lifecycle allows, and why not where the platform does not.

        - `id`: The ticket.
        - `actor`: Who asks.
        """
        args: dict[str, Any] = {"id": id, "actor": actor}
        result: list[Allowed] = await self._call("allowed", args)
        return result

    async def explain_routing(self, id: TicketId) -> Explained:
        """Where the rules put a ticket now and who would get it, rule by rule and agent by agent.

        - `id`: The ticket.
        """
        args: dict[str, Any] = {"id": id}
        result: Explained = await self._call("explain_routing", args)
        return result

    async def explain_decision(self, id: TicketId, cursor: Cursor | None = None) -> Decided:
        """Why a ticket was given to somebody in the past: the last time at or before a place in the log, the last of all when none is named. What was written down then, and what the rules of then say of the ticket of today.

        - `id`: The ticket.
        - `cursor`: A place in the log; its end when absent.
        """
        args: dict[str, Any] = {"id": id}
        if cursor is not None:
            args["cursor"] = cursor
        result: Decided = await self._call("explain_decision", args)
        return result

    async def explain_policy(self, id: TicketId) -> PolicyExplained:
        """What the return policies make of a ticket now: whether it is eligible and why not, what may be done, for how much, and what of it needs no person.

        - `id`: The ticket.
        """
        args: dict[str, Any] = {"id": id}
        result: PolicyExplained = await self._call("explain_policy", args)
        return result

    async def reasons(self, id: TicketId, trigger: Trigger) -> list[Reason]:
        """Reasons that the platform accepts with a refusal of this ticket.

        - `id`: The ticket.
        - `trigger`: What is about to be done.
        """
        args: dict[str, Any] = {"id": id, "trigger": trigger}
        result: list[Reason] = await self._call("reasons", args)
        return result

    async def buyer_view(self, id: TicketId, lang: Lang) -> BuyerView | None:
        """What the buyer may see of a ticket: progress, next step, promised date; nothing internal.

        - `id`: The ticket.
        - `lang`: In which language.
        """
        args: dict[str, Any] = {"id": id, "lang": lang}
        result: BuyerView | None = await self._call("buyer_view", args)
        return result

    async def notice_text(self, id: TicketId, notice: Notice, lang: Lang) -> str | None:
        """The words of a notice to the buyer, of the ticket as it is: those of the template that has its name, else the built-in ones.

        - `id`: The ticket.
        - `notice`: The notice.
        - `lang`: In which language.
        """
        args: dict[str, Any] = {"id": id, "notice": notice, "lang": lang}
        result: str | None = await self._call("notice_text", args)
        return result

    async def events(self, since: Cursor, limit: int = 0) -> EventList:
        """Events after a place, oldest first.

        - `since`: The place of the last event that was dealt with; 0 from the beginning.
        - `limit`: Most events; 0 means all that a page holds.
        """
        args: dict[str, Any] = {"since": since, "limit": limit}
        result: EventList = await self._call("events", args)
        return result

    async def head(self) -> Cursor:
        """The end of the log."""
        args: dict[str, Any] = {}
        result: Cursor = await self._call("head", args)
        return result

    async def counters(self, query: CounterQuery) -> CounterList:
        """Counters that are not 0, in the order of their ids.

        - `query`: Which.
        """
        args: dict[str, Any] = {"query": query}
        result: CounterList = await self._call("counters", args)
        return result

    async def rates(self, dim: Dim, grain: Grain, since: int, until: int) -> list[RateRow]:
        """What was sold and what came of it, one row per member, the highest rate first. Figures are of the day of sale.

        - `dim`: One row for each member of what.
        - `grain`: Days or months.
        - `since`: From this day or month (inclusive): days since 1970-01-01, or months since 1970-01.
        - `until`: Up to this day or month (inclusive).
        """
        args: dict[str, Any] = {"dim": dim, "grain": grain, "since": since, "until": until}
        result: list[RateRow] = await self._call("rates", args)
        return result

    async def products(self, query: ProductQuery | None = None) -> ProductPage:
        """A page of the articles that fit a query, in the order of their ids.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: ProductPage = await self._call("products", args)
        return result

    async def orders(self, query: OrderQuery | None = None) -> OrderList:
        """A page of the orders that fit a query, the last placed first.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: OrderList = await self._call("orders", args)
        return result

    async def sold_lines(self, query: SoldLineQuery | None = None) -> SoldLineList:
        """A page of the lines that were sold, with what came back of each, those of the last placed order first. Returns come for weeks: compare lines that are `mature`.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: SoldLineList = await self._call("sold_lines", args)
        return result

    async def customers(self, query: CustomerQuery | None = None) -> VersionedCustomerPage:
        """A page of the customers that fit a query, the last heard of first.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: VersionedCustomerPage = await self._call("customers", args)
        return result

    async def customer_keys(self, accounts: list[AccountId]) -> list[CustomerKey | None]:
        """Pseudonyms of the customers of these accounts, in that order, for figures that leave the house: the same for all accounts of one customer, and nothing leads back from it. Nothing for an account that nobody knows.

        - `accounts`: The accounts.
        """
        args: dict[str, Any] = {"accounts": accounts}
        result: list[CustomerKey | None] = await self._call("customer_keys", args)
        return result

    async def asides(self, id: TicketId) -> list[Aside]:
        """What can be told to the platform of a ticket by itself, and why not where it cannot.

        - `id`: The ticket.
        """
        args: dict[str, Any] = {"id": id}
        result: list[Aside] = await self._call("asides", args)
        return result

    async def similar_products(self, product: ProductId, limit: int = 0) -> list[Similar]:
        """Articles whose titles are so alike that they may be the same one, the most alike first.

        - `product`: The article.
        - `limit`: Most of them; 0 means 50.
        """
        args: dict[str, Any] = {"product": product, "limit": limit}
        result: list[Similar] = await self._call("similar_products", args)
        return result

    async def dead_letters(self, limit: int = 0, after: str | None = None) -> JobPage:
        """A page of jobs that were given up, the last first.

        - `limit`: Most rows of a page; 0 means 50.
        - `after`: The `next` of the page before.
        """
        args: dict[str, Any] = {"limit": limit}
        if after is not None:
            args["after"] = after
        result: JobPage = await self._call("dead_letters", args)
        return result

    async def quarantined(self, limit: int = 0, after: str | None = None) -> QuarantinePage:
        """A page of payloads that could not be read, the last first.

        - `limit`: Most rows of a page; 0 means 50.
        - `after`: The `next` of the page before.
        """
        args: dict[str, Any] = {"limit": limit}
        if after is not None:
            args["after"] = after
        result: QuarantinePage = await self._call("quarantined", args)
        return result

    async def task(self, id: TaskId) -> VersionedTask | None:
        """An internal task, whether it has ended or not: its state, group, agent, due time, form and result.

        - `id`: The task.
        """
        args: dict[str, Any] = {"id": id}
        result: VersionedTask | None = await self._call("task", args)
        return result

    async def explain_task(self, id: TaskId) -> TaskExplained:
        """Who would be given an internal task if nobody had it, and why the others would not, agent by agent; what it waits for.

        - `id`: The task.
        """
        args: dict[str, Any] = {"id": id}
        result: TaskExplained = await self._call("explain_task", args)
        return result

    async def tasks(self, query: TaskQuery) -> VersionedTaskPage:
        """A page of internal tasks, what is due first first: all of one `ticket`, or those that have not ended of one `group` or one `agent`. Exactly one of the three says which.

        - `query`: Which.
        """
        args: dict[str, Any] = {"query": query}
        result: VersionedTaskPage = await self._call("tasks", args)
        return result

    async def agent(self, id: AgentId) -> AgentView | None:
        """An agent, with what they have in hand now: load, tickets, and whether they are off shift.

        - `id`: The agent.
        """
        args: dict[str, Any] = {"id": id}
        result: AgentView | None = await self._call("agent", args)
        return result

    async def agents(self, query: AgentQuery | None = None) -> AgentViewPage:
        """A page of the agents that fit a query, in the order of their ids, with what each has in hand now.

        - `query`: Which.
        """
        args: dict[str, Any] = {}
        if query is not None:
            args["query"] = query
        result: AgentViewPage = await self._call("agents", args)
        return result

    async def scan(self, code: str, hints: ScanHints | None = None) -> Scanned:
        """What a parcel or a slip in the warehouse is: what is to come back in it, whose it is when nobody asked, or which returns it may be, the likeliest first, with the reasons.

        - `code`: The code: a tracking number, the number of an after-sale, an order or a ticket, a sku, a merchant code or a barcode.
        - `hints`: What else can be read on the parcel or is found in it.
        """
        args: dict[str, Any] = {"code": code}
        if hints is not None:
            args["hints"] = hints
        result: Scanned = await self._call("scan", args)
        return result

    async def stock(self, codes: list[str]) -> list[StockLevel]:
        """What there is of articles and what of it is promised, in the order asked. Articles that were never counted are left out.

        - `codes`: The merchant's codes of the articles, or their barcodes: at most 500.
        """
        args: dict[str, Any] = {"codes": codes}
        result: list[StockLevel] = await self._call("stock", args)
        return result

    async def observe(self, observation: Observation) -> Observed:
        """Takes an observation in: what the host saw of an account, or of a contact that has none. Facts do this by themselves.

        - `observation`: What was seen.
        """
        args: dict[str, Any] = {"observation": observation}
        result: Observed = await self._call("observe", args)
        return result

    async def merge_customers(self, actor: Actor, one: CustomerId, other: CustomerId, key: str | None = None) -> Applied:
        """Says that two customers are one person. `decision` of the answer takes it back.

        - `actor`: Who says so.
        - `one`: The one customer.
        - `other`: The other.
        - `key`: The same key is applied once.
        """
        args: dict[str, Any] = {"actor": actor, "one": one, "other": other}
        if key is not None:
            args["key"] = key
        result: Applied = await self._call("merge_customers", args)
        return result

    async def split_customer(self, actor: Actor, customer: CustomerId, accounts: list[AccountId], key: str | None = None) -> Applied:
        """Says that accounts of a customer are another person than its others. No later observation brings them together.

        - `actor`: Who says so.
        - `customer`: The customer.
        - `accounts`: The accounts that are somebody else's.
        - `key`: The same key is applied once.
        """
        args: dict[str, Any] = {"actor": actor, "customer": customer, "accounts": accounts}
        if key is not None:
            args["key"] = key
        result: Applied = await self._call("split_customer", args)
        return result

    async def undo_decision(self, actor: Actor, decision: DecisionId, key: str | None = None) -> Applied:
        """Takes back what was said about who is who: all is as if it had not been.

        - `actor`: Who says so.
        - `decision`: What is taken back: `decision` of what `merge_customers` or `split_customer` gave.
        - `key`: The same key is applied once.
        """
        args: dict[str, Any] = {"actor": actor, "decision": decision}
        if key is not None:
            args["key"] = key
        result: Applied = await self._call("undo_decision", args)
        return result

    async def block_value(self, actor: Actor, value: Given, blocked: bool = True) -> Applied:
        """Says that a value names nobody (a front desk, a courier), or that it counts again.

        - `actor`: Who says so.
        - `value`: The value; kind `phone` stands for a phone.
        - `blocked`: Whether it names nobody.
        """
        args: dict[str, Any] = {"actor": actor, "value": value, "blocked": blocked}
        result: Applied = await self._call("block_value", args)
        return result

    async def lookup(self, observation: Observation) -> list[Likely]:
        """Customers an observation may be of, the likeliest first, without taking it in.

        - `observation`: What was seen.
        """
        args: dict[str, Any] = {"observation": observation}
        result: list[Likely] = await self._call("lookup", args)
        return result

    async def why(self, a: AccountId, b: AccountId) -> Why:
        """Why two accounts are, or are not, one person.

        - `a`: The one account.
        - `b`: The other.
        """
        args: dict[str, Any] = {"a": a, "b": b}
        result: Why = await self._call("why", args)
        return result

    async def how(self, customer: CustomerId) -> How:
        """How a customer came to be: the pairs that join the accounts, and those that were refused.

        - `customer`: The person.
        """
        args: dict[str, Any] = {"customer": customer}
        result: How = await self._call("how", args)
        return result

    async def customer_history(self, customer: CustomerId) -> list[CustomerChange]:
        """What happened to a customer, the oldest first.

        - `customer`: The person.
        """
        args: dict[str, Any] = {"customer": customer}
        result: list[CustomerChange] = await self._call("customer_history", args)
        return result

    async def identity_review(self, limit: int = 0) -> list[ReviewPair]:
        """Pairs of accounts that may be one person and wait for a look, the likeliest first. Looks at all accounts.

        - `limit`: At most so many; 0 means 50, the most is 500.
        """
        args: dict[str, Any] = {"limit": limit}
        result: list[ReviewPair] = await self._call("identity_review", args)
        return result

    async def identity_stats(self) -> IdentityStats:
        """How many accounts, customers by size, values that name nobody, pairs that wait. Looks at all accounts."""
        args: dict[str, Any] = {}
        result: IdentityStats = await self._call("identity_stats", args)
        return result

    async def identity_verify(self) -> list[IdentityDifference]:
        """Works out again who is who from what was observed and decided, and says what differs; empty means nothing."""
        args: dict[str, Any] = {}
        result: list[IdentityDifference] = await self._call("identity_verify", args)
        return result

    async def register_device(self, actor: Actor, agent: AgentId) -> DeviceKey:
        """Registers a phone of an agent and gives its key, once: hand both over your own login.

        - `actor`: Who says so.
        - `agent`: Whose phone it is.
        """
        args: dict[str, Any] = {"actor": actor, "agent": agent}
        result: DeviceKey = await self._call("register_device", args)
        return result

    async def revoke_device(self, actor: Actor, device: DeviceId) -> Applied:
        """Revokes a phone: it wipes its copy when it next asks, and is given nothing any more.

        - `actor`: Who says so.
        - `device`: Which phone.
        """
        args: dict[str, Any] = {"actor": actor, "device": device}
        result: Applied = await self._call("revoke_device", args)
        return result

    async def devices(self, agent: AgentId) -> list[Device]:
        """The phones of an agent, revoked ones among them.

        - `agent`: The agent.
        """
        args: dict[str, Any] = {"agent": agent}
        result: list[Device] = await self._call("devices", args)
        return result

    async def sync(self, user: SyncUser, body: bytes) -> Bytes:
        """Answers a phone that keeps a copy of somebody's work: the bytes it posted in, the bytes to answer out. An error means that it is no phone of this user.

        - `user`: Who asks, as your own login knows them, and what they may see.
        """
        args: dict[str, Any] = {"user": user}
        result: Bytes = await self._call("sync", args, body)
        return result

    async def claim_jobs(self, kinds: list[JobKind], limit: int = 10, lease_ms: int = 120000) -> list[LeasedJob]:
        """Takes jobs of these kinds that are due, for work the host does itself. Finish each within the lease.

        - `kinds`: Of which kinds.
        - `limit`: Most of them.
        - `lease_ms`: How long you may keep them, in milliseconds.
        """
        args: dict[str, Any] = {"kinds": kinds, "limit": limit, "lease_ms": lease_ms}
        result: list[LeasedJob] = await self._call("claim_jobs", args)
        return result

    async def finish_job(self, job: JobId, lease: Uid, outcome: Outcome | None = None) -> bool:
        """Says what came of a job. False: the lease was no longer yours, and nothing was written.

        - `job`: Which job.
        - `lease`: The lease it was taken under.
        - `outcome`: What came of it.
        """
        args: dict[str, Any] = {"job": job, "lease": lease}
        if outcome is not None:
            args["outcome"] = outcome
        result: bool = await self._call("finish_job", args)
        return result

    async def run_due(self, now: Timestamp | None = None) -> Worked:
        """Carries out everything that is due, of all merchants in turn, and what becomes due by that.

        - `now`: As if it were then; now when absent.
        """
        args: dict[str, Any] = {}
        if now is not None:
            args["now"] = now
        result: Worked = await self._call("run_due", args)
        return result

    async def wait_events(self, since: Cursor, limit: int = 0, timeout_ms: int = 0) -> EventPage:
        """Events after a place, like `events`; waits for one when there is none. Empty when the time is over or the desk was closed.

        - `since`: The place of the last event that was dealt with.
        - `limit`: Most events; 0 means all that a page holds.
        - `timeout_ms`: How long to wait for one, in milliseconds, up to a minute.
        """
        args: dict[str, Any] = {"since": since, "limit": limit, "timeout_ms": timeout_ms}
        result: EventPage = await self._call("wait_events", args)
        return result

    async def put_blob(self, body: bytes) -> str:
        """Keeps a file and gives the hash it is found by."""
        args: dict[str, Any] = {}
        result: str = await self._call("put_blob", args, body)
        return result

    async def get_blob(self, hash: str) -> Bytes | None:
        """A file by its hash.

        - `hash`: The hash it is found by: 64 hexadecimal digits.
        """
        args: dict[str, Any] = {"hash": hash}
        result: Bytes | None = await self._call("get_blob", args)
        return result

    async def import_file(self, mapping: ImportMapping, path: str | None = None, content: str | None = None, options: ImportOptions | None = None, resume: Bookmark | None = None, *, progress: Callable[[ImportProgress], object] | None = None) -> ImportReport:
        """Imports orders, after-sales, customers, products or messages from CSV or JSON lines, by a mapping. A bad row is in the report and stops nothing. The same file twice changes nothing.

        - `mapping`: Which column means what.
        - `path`: The file to read.
        - `content`: The rows themselves, instead of a file.
        - `options`: How it runs.
        - `resume`: The bookmark of a report, to go on after a stop.
        - `progress`: is called every now and then on the thread of the call with how far it is. What it raises ends
          the call and comes out of it; so does an interrupt. What was taken in stays.
        """
        args: dict[str, Any] = {"mapping": mapping}
        if path is not None:
            args["path"] = path
        if content is not None:
            args["content"] = content
        if options is not None:
            args["options"] = options
        if resume is not None:
            args["resume"] = resume
        result: ImportReport = await self._long("import_file", args, progress, ImportProgress)
        return result

    async def reconcile(self, platform: Platform, shop: ShopId, since: Timestamp, until: Timestamp, *, progress: Callable[[Reconciling], object] | None = None) -> ReconcileReport:
        """Compares the after-sales that changed in a window on a platform with ours, takes in what the platform shows where they differ, and says what differed.

        - `platform`: The platform.
        - `shop`: The shop.
        - `since`: Changed then or later.
        - `until`: Changed then or earlier.
        - `progress`: is called every now and then on the thread of the call with how far it is. What it raises ends
          the call and comes out of it; so does an interrupt. What was taken in stays.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop, "since": since, "until": until}
        result: ReconcileReport = await self._long("reconcile", args, progress, Reconciling)
        return result

    async def backfill(self, platform: Platform, shop: ShopId, since: Timestamp, *, progress: Callable[[Backfilled], object] | None = None) -> Backfilled:
        """Takes in what a shop has since a time. To go on after a stop, begin at the last `until`.

        - `platform`: The platform.
        - `shop`: The shop.
        - `since`: Since when.
        - `progress`: is called every now and then on the thread of the call with how far it is. What it raises ends
          the call and comes out of it; so does an interrupt. What was taken in stays.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop, "since": since}
        result: Backfilled = await self._long("backfill", args, progress, Backfilled)
        return result

    async def poll(self, platform: Platform, shop: ShopId) -> PollReport:
        """Reads what changed at a shop since it was last polled, and takes it in.

        - `platform`: The platform.
        - `shop`: The shop.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop}
        result: PollReport = await self._call("poll", args)
        return result

    async def check(self) -> list[str]:
        """What the store finds wrong with itself; empty means nothing."""
        args: dict[str, Any] = {}
        result: list[str] = await self._call("check", args)
        return result

    async def rebuild_counters(self) -> int:
        """Counts all counters anew from the rows and puts them in place of what stood there: run it while nothing is written. Gives how many there are."""
        args: dict[str, Any] = {}
        result: int = await self._call("rebuild_counters", args)
        return result

    async def verify_loads(self) -> list[LoadDrift]:
        """Counts the loads of all agents anew. Each that was not what tickets, tasks and offers add up to is told as the event `load_drifted`, and put right. Gives those; empty means that nothing was wrong. May run while people work."""
        args: dict[str, Any] = {}
        result: list[LoadDrift] = await self._call("verify_loads", args)
        return result

    async def replay(self, id: TicketId) -> list[Deviation]:
        """Reads the stored payloads of a ticket again and says where what is stored no longer follows from them.

        - `id`: The ticket.
        """
        args: dict[str, Any] = {"id": id}
        result: list[Deviation] = await self._call("replay", args)
        return result

    async def rotate_keys(self) -> int:
        """Seals what is still under a former key under the present one. Gives how many rows."""
        args: dict[str, Any] = {}
        result: int = await self._call("rotate_keys", args)
        return result

    async def now(self) -> Timestamp:
        """The engine's time, in milliseconds since 1970."""
        args: dict[str, Any] = {}
        result: Timestamp = await self._call("now", args)
        return result

    async def waiting(self) -> int:
        """Inputs that wait for the lane."""
        args: dict[str, Any] = {}
        result: int = await self._call("waiting", args)
        return result

    async def platforms(self) -> list[Platform]:
        """Platforms with an adapter, sorted."""
        args: dict[str, Any] = {}
        result: list[Platform] = await self._call("platforms", args)
        return result

    async def capabilities(self, platform: Platform) -> Capabilities:
        """What a platform can do, as its adapter declares.

        - `platform`: The platform.
        """
        args: dict[str, Any] = {"platform": platform}
        result: Capabilities = await self._call("capabilities", args)
        return result

    async def authorize_url(self, app: AppId, state: str) -> str | None:
        """Where a merchant connects a shop to this application; nothing when the platform needs no page.

        - `app`: The application.
        - `state`: What the platform gives back with its answer.
        """
        args: dict[str, Any] = {"app": app, "state": state}
        result: str | None = await self._call("authorize_url", args)
        return result

    async def tenants(self) -> list[Tenant]:
        """All merchants that something was ever written for, sorted."""
        args: dict[str, Any] = {}
        result: list[Tenant] = await self._call("tenants", args)
        return result

    async def route_shop(self, platform: Platform, shop: ShopId, tenant: str) -> None:
        """Says by hand which merchant a shop belongs to. Goes before what is configured, and lasts until the desk is closed.

        - `platform`: The platform.
        - `shop`: The shop.
        - `tenant`: The merchant.
        """
        args: dict[str, Any] = {"platform": platform, "shop": shop, "tenant": tenant}
        await self._call("route_shop", args)


class AsyncActing:
    """Everything an actor can do: each call is one command.

    `key` makes it happen once; `expect` refuses it when the ticket has moved on.
    """

    async def _act(self, act: dict[str, Any], key: str | None, expect: int | None) -> Applied:
        raise NotImplementedError

    async def approve_refund(self, ticket: TicketId, *, amount: Money | None = None, text: str | None = None, goodwill: bool | None = None, evidence: list[Evidence] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Agree to pay back without goods coming back; without an amount, what was asked for."""
        details: dict[str, Any] = {}
        if amount is not None:
            details["amount"] = amount
        if text is not None:
            details["text"] = text
        if goodwill is not None:
            details["goodwill"] = goodwill
        if evidence is not None:
            details["evidence"] = evidence
        act = {"do": "move", "ticket": ticket, "trigger": "approve_refund", "details": details}
        return await self._act(act, key, expect)

    async def approve_return(self, ticket: TicketId, *, address: str | None = None, text: str | None = None, lines: list[LineOutcome] | None = None, amount: Money | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Agree that goods come back."""
        details: dict[str, Any] = {}
        if address is not None:
            details["address"] = address
        if text is not None:
            details["text"] = text
        if lines is not None:
            details["lines"] = lines
        if amount is not None:
            details["amount"] = amount
        act = {"do": "move", "ticket": ticket, "trigger": "approve_return", "details": details}
        return await self._act(act, key, expect)

    async def approve_exchange(self, ticket: TicketId, *, address: str | None = None, text: str | None = None, lines: list[LineOutcome] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Agree to exchange."""
        details: dict[str, Any] = {}
        if address is not None:
            details["address"] = address
        if text is not None:
            details["text"] = text
        if lines is not None:
            details["lines"] = lines
        act = {"do": "move", "ticket": ticket, "trigger": "approve_exchange", "details": details}
        return await self._act(act, key, expect)

    async def approve_repair(self, ticket: TicketId, *, address: str | None = None, text: str | None = None, lines: list[LineOutcome] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Agree to repair."""
        details: dict[str, Any] = {}
        if address is not None:
            details["address"] = address
        if text is not None:
            details["text"] = text
        if lines is not None:
            details["lines"] = lines
        act = {"do": "move", "ticket": ticket, "trigger": "approve_repair", "details": details}
        return await self._act(act, key, expect)

    async def approve_resend(self, ticket: TicketId, *, text: str | None = None, lines: list[LineOutcome] | None = None, parcel: ParcelRef | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Agree to send again."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        if lines is not None:
            details["lines"] = lines
        if parcel is not None:
            details["parcel"] = parcel
        act = {"do": "move", "ticket": ticket, "trigger": "approve_resend", "details": details}
        return await self._act(act, key, expect)

    async def refund_difference(self, ticket: TicketId, *, amount: Money | None = None, text: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Pay what was bought too dear."""
        details: dict[str, Any] = {}
        if amount is not None:
            details["amount"] = amount
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "refund_difference", "details": details}
        return await self._act(act, key, expect)

    async def compensate(self, ticket: TicketId, *, amount: Money, payout: str, text: str | None = None, goodwill: bool | None = None, draft: bool | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Pay goodwill under a payout number: a second payout with it is refused. A draft only notes it down, for somebody to ask for under the same number; with an amount of 0 it is withdrawn."""
        details: dict[str, Any] = {}
        if amount is not None:
            details["amount"] = amount
        if payout is not None:
            details["payout"] = payout
        if text is not None:
            details["text"] = text
        if goodwill is not None:
            details["goodwill"] = goodwill
        if draft is not None:
            details["draft"] = draft
        act = {"do": "move", "ticket": ticket, "trigger": "compensate", "details": details}
        return await self._act(act, key, expect)

    async def goods_arrived(self, ticket: TicketId, *, lines: list[LineOutcome] | None = None, parcel: ParcelRef | None = None, evidence: list[Evidence] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """The goods are in the warehouse."""
        details: dict[str, Any] = {}
        if lines is not None:
            details["lines"] = lines
        if parcel is not None:
            details["parcel"] = parcel
        if evidence is not None:
            details["evidence"] = evidence
        act = {"do": "move", "ticket": ticket, "trigger": "goods_arrived", "details": details}
        return await self._act(act, key, expect)

    async def goods_arrived_part(self, ticket: TicketId, lines: list[LineOutcome], *, parcel: ParcelRef | None = None, evidence: list[Evidence] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Some of the goods are in the warehouse."""
        details: dict[str, Any] = {}
        if lines is not None:
            details["lines"] = lines
        if parcel is not None:
            details["parcel"] = parcel
        if evidence is not None:
            details["evidence"] = evidence
        act = {"do": "move", "ticket": ticket, "trigger": "goods_arrived_part", "details": details}
        return await self._act(act, key, expect)

    async def inspect_pass(self, ticket: TicketId, *, lines: list[LineOutcome] | None = None, evidence: list[Evidence] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """The goods are fine."""
        details: dict[str, Any] = {}
        if lines is not None:
            details["lines"] = lines
        if evidence is not None:
            details["evidence"] = evidence
        act = {"do": "move", "ticket": ticket, "trigger": "inspect_pass", "details": details}
        return await self._act(act, key, expect)

    async def inspect_fail(self, ticket: TicketId, *, lines: list[LineOutcome] | None = None, evidence: list[Evidence] | None = None, text: str | None = None, reason_code: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """The goods are not fine."""
        details: dict[str, Any] = {}
        if lines is not None:
            details["lines"] = lines
        if evidence is not None:
            details["evidence"] = evidence
        if text is not None:
            details["text"] = text
        if reason_code is not None:
            details["reason_code"] = reason_code
        act = {"do": "move", "ticket": ticket, "trigger": "inspect_fail", "details": details}
        return await self._act(act, key, expect)

    async def inspect_partial(self, ticket: TicketId, lines: list[LineOutcome], *, evidence: list[Evidence] | None = None, text: str | None = None, amount: Money | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Some of the goods are fine."""
        details: dict[str, Any] = {}
        if lines is not None:
            details["lines"] = lines
        if evidence is not None:
            details["evidence"] = evidence
        if text is not None:
            details["text"] = text
        if amount is not None:
            details["amount"] = amount
        act = {"do": "move", "ticket": ticket, "trigger": "inspect_partial", "details": details}
        return await self._act(act, key, expect)

    async def repair_done(self, ticket: TicketId, *, text: str | None = None, parcel: ParcelRef | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """The repair is done."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        if parcel is not None:
            details["parcel"] = parcel
        act = {"do": "move", "ticket": ticket, "trigger": "repair_done", "details": details}
        return await self._act(act, key, expect)

    async def unrepairable(self, ticket: TicketId, *, text: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """It cannot be repaired."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "unrepairable", "details": details}
        return await self._act(act, key, expect)

    async def submit_evidence(self, ticket: TicketId, *, evidence: list[Evidence] | None = None, text: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Hand in evidence for an arbitration."""
        details: dict[str, Any] = {}
        if evidence is not None:
            details["evidence"] = evidence
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "submit_evidence", "details": details}
        return await self._act(act, key, expect)

    async def close(self, ticket: TicketId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Nothing is left to do."""
        details: dict[str, Any] = {}
        act = {"do": "move", "ticket": ticket, "trigger": "close", "details": details}
        return await self._act(act, key, expect)

    async def reopen(self, ticket: TicketId, *, text: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """It is not over after all."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "reopen", "details": details}
        return await self._act(act, key, expect)

    async def reject(self, ticket: TicketId, *, reason_code: str | None = None, text: str | None = None, evidence: list[Evidence] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Refuse the request, with the platform's reason code where it has one, and words to the buyer."""
        details: dict[str, Any] = {}
        if reason_code is not None:
            details["reason_code"] = reason_code
        if text is not None:
            details["text"] = text
        if evidence is not None:
            details["evidence"] = evidence
        act = {"do": "move", "ticket": ticket, "trigger": "reject", "details": details}
        return await self._act(act, key, expect)

    async def ask_buyer(self, ticket: TicketId, text: str, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Ask the buyer for something."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "ask_buyer", "details": details}
        return await self._act(act, key, expect)

    async def answer(self, ticket: TicketId, text: str, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Answer what the buyer asked, which settles an inquiry."""
        details: dict[str, Any] = {}
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "answer", "details": details}
        return await self._act(act, key, expect)

    async def replacement_shipped(self, ticket: TicketId, parcel: ParcelRef, *, text: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """The replacement is on its way in this parcel."""
        details: dict[str, Any] = {}
        if parcel is not None:
            details["parcel"] = parcel
        if text is not None:
            details["text"] = text
        act = {"do": "move", "ticket": ticket, "trigger": "replacement_shipped", "details": details}
        return await self._act(act, key, expect)

    async def move(self, ticket: TicketId, trigger: Trigger, *, details: Details | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Move a ticket."""
        act: dict[str, Any] = {"do": "move"}
        if ticket is not None:
            act["ticket"] = ticket
        if trigger is not None:
            act["trigger"] = trigger
        if details is not None:
            act["details"] = details
        return await self._act(act, key, expect)

    async def ask_approval(self, ticket: TicketId, trigger: Trigger, *, details: Details | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
        is made when somebody else with that authority does the task.
        """
        act: dict[str, Any] = {"do": "ask_approval"}
        if ticket is not None:
            act["ticket"] = ticket
        if trigger is not None:
            act["trigger"] = trigger
        if details is not None:
            act["details"] = details
        return await self._act(act, key, expect)

    async def reply(self, ticket: TicketId, text: str, *, channel: tuple[Platform, Channel] | None = None, confidence: int | None = None, lang: Lang | None = None, template: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Answer the buyer."""
        act: dict[str, Any] = {"do": "reply"}
        if ticket is not None:
            act["ticket"] = ticket
        if text is not None:
            act["text"] = text
        if channel is not None:
            act["channel"] = channel
        if confidence is not None:
            act["confidence"] = confidence
        if lang is not None:
            act["lang"] = lang
        if template is not None:
            act["template"] = template
        return await self._act(act, key, expect)

    async def hand_off(self, ticket: TicketId, reason: HandOffReason, *, left: HandedOver | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """A bot hands its ticket over to a person."""
        act: dict[str, Any] = {"do": "hand_off"}
        if ticket is not None:
            act["ticket"] = ticket
        if reason is not None:
            act["reason"] = reason
        if left is not None:
            act["left"] = left
        return await self._act(act, key, expect)

    async def note(self, ticket: TicketId, text: str, *, mentions: list[AgentId] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Leave a note for colleagues."""
        act: dict[str, Any] = {"do": "note"}
        if ticket is not None:
            act["ticket"] = ticket
        if text is not None:
            act["text"] = text
        if mentions is not None:
            act["mentions"] = mentions
        return await self._act(act, key, expect)

    async def watch(self, ticket: TicketId, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Let an agent hear of a ticket: who watches it stands on it, the host tells them."""
        act: dict[str, Any] = {"do": "watch"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return await self._act(act, key, expect)

    async def unwatch(self, ticket: TicketId, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Let an agent hear of it no longer."""
        act: dict[str, Any] = {"do": "unwatch"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return await self._act(act, key, expect)

    async def tell(self, ticket: TicketId, verb: ActionVerb, *, details: Details | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
        channel is open again. What a move tells is told by the move.
        """
        act: dict[str, Any] = {"do": "tell"}
        if ticket is not None:
            act["ticket"] = ticket
        if verb is not None:
            act["verb"] = verb
        if details is not None:
            act["details"] = details
        return await self._act(act, key, expect)

    async def assign(self, ticket: TicketId, *, agent: AgentId | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Give a ticket to an agent, or back to its queue."""
        act: dict[str, Any] = {"do": "assign"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return await self._act(act, key, expect)

    async def accept_offer(self, ticket: TicketId, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Take a ticket that is offered."""
        act: dict[str, Any] = {"do": "accept_offer"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return await self._act(act, key, expect)

    async def hold_offer(self, ticket: TicketId, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
        nobody else is asked meanwhile.
        """
        act: dict[str, Any] = {"do": "hold_offer"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return await self._act(act, key, expect)

    async def reject_offer(self, ticket: TicketId, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Turn down a ticket that is offered. It is offered to others first from then on."""
        act: dict[str, Any] = {"do": "reject_offer"}
        if ticket is not None:
            act["ticket"] = ticket
        if agent is not None:
            act["agent"] = agent
        return await self._act(act, key, expect)

    async def transfer(self, ticket: TicketId, queue: str, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Put a ticket into another queue."""
        act: dict[str, Any] = {"do": "transfer"}
        if ticket is not None:
            act["ticket"] = ticket
        if queue is not None:
            act["queue"] = queue
        return await self._act(act, key, expect)

    async def edit(self, ticket: TicketId, *, add_tags: list[str] | None = None, band: int | None = None, custom: dict[str, CustomValue] | None = None, evidence: list[Evidence] | None = None, issue: IssueType | None = None, remove_tags: list[str] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Change what people keep on a ticket."""
        act: dict[str, Any] = {"do": "edit"}
        if ticket is not None:
            act["ticket"] = ticket
        if add_tags is not None:
            act["add_tags"] = add_tags
        if band is not None:
            act["band"] = band
        if custom is not None:
            act["custom"] = custom
        if evidence is not None:
            act["evidence"] = evidence
        if issue is not None:
            act["issue"] = issue
        if remove_tags is not None:
            act["remove_tags"] = remove_tags
        return await self._act(act, key, expect)

    async def merge(self, from_: TicketId, into: TicketId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Make two tickets one."""
        act: dict[str, Any] = {"do": "merge"}
        if from_ is not None:
            act["from"] = from_
        if into is not None:
            act["into"] = into
        return await self._act(act, key, expect)

    async def split(self, ticket: TicketId, sources: list[SourceId], *, key: str | None = None, expect: int | None = None) -> Applied:
        """Take sources out of a ticket into one of their own."""
        act: dict[str, Any] = {"do": "split"}
        if ticket is not None:
            act["ticket"] = ticket
        if sources is not None:
            act["sources"] = sources
        return await self._act(act, key, expect)

    async def refold(self, ticket: TicketId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating."""
        act: dict[str, Any] = {"do": "refold"}
        if ticket is not None:
            act["ticket"] = ticket
        return await self._act(act, key, expect)

    async def open_task(self, ticket: TicketId, kind: TaskKind, *, after: list[TaskId] | None = None, group: str | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Open an internal task."""
        act: dict[str, Any] = {"do": "open_task"}
        if ticket is not None:
            act["ticket"] = ticket
        if kind is not None:
            act["kind"] = kind
        if after is not None:
            act["after"] = after
        if group is not None:
            act["group"] = group
        return await self._act(act, key, expect)

    async def move_task(self, task: TaskId, trigger: TaskTrigger, *, agent: AgentId | None = None, amount: Money | None = None, attachments: list[Evidence] | None = None, form: dict[str, CustomValue] | None = None, lines: list[LineOutcome] | None = None, raises: Trigger | None = None, reason: str | None = None, result: TaskResult | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Move an internal task."""
        act: dict[str, Any] = {"do": "move_task"}
        if task is not None:
            act["task"] = task
        if trigger is not None:
            act["trigger"] = trigger
        if agent is not None:
            act["agent"] = agent
        if amount is not None:
            act["amount"] = amount
        if attachments is not None:
            act["attachments"] = attachments
        if form is not None:
            act["form"] = form
        if lines is not None:
            act["lines"] = lines
        if raises is not None:
            act["raises"] = raises
        if reason is not None:
            act["reason"] = reason
        if result is not None:
            act["result"] = result
        return await self._act(act, key, expect)

    async def configure(self, config: Config, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Publish a configuration."""
        act: dict[str, Any] = {"do": "configure"}
        if config is not None:
            act["config"] = config
        return await self._act(act, key, expect)

    async def put_agent(self, agent: Agent, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Add or change an agent."""
        act: dict[str, Any] = {"do": "put_agent"}
        if agent is not None:
            act["agent"] = agent
        return await self._act(act, key, expect)

    async def remove_agent(self, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Remove an agent. Open tickets they have go back to the queues."""
        act: dict[str, Any] = {"do": "remove_agent"}
        if agent is not None:
            act["agent"] = agent
        return await self._act(act, key, expect)

    async def set_presence(self, agent: AgentId, presence: Presence, *, leased: bool | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Say whether an agent takes work."""
        act: dict[str, Any] = {"do": "set_presence"}
        if agent is not None:
            act["agent"] = agent
        if presence is not None:
            act["presence"] = presence
        if leased is not None:
            act["leased"] = leased
        return await self._act(act, key, expect)

    async def heartbeat(self, agent: AgentId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
        they are, and is online again if the lease had run out; to a status set by hand it does nothing.
        """
        act: dict[str, Any] = {"do": "heartbeat"}
        if agent is not None:
            act["agent"] = agent
        return await self._act(act, key, expect)

    async def register_device(self, agent: AgentId, device: DeviceId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Let a phone keep a copy of an agent's work. Its key is given by `register_device`."""
        act: dict[str, Any] = {"do": "register_device"}
        if agent is not None:
            act["agent"] = agent
        if device is not None:
            act["device"] = device
        return await self._act(act, key, expect)

    async def revoke_device(self, device: DeviceId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Let it no longer: it is not answered again, and wipes itself when it next asks."""
        act: dict[str, Any] = {"do": "revoke_device"}
        if device is not None:
            act["device"] = device
        return await self._act(act, key, expect)

    async def put_product(self, product: Product, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Add or change a product."""
        act: dict[str, Any] = {"do": "put_product"}
        if product is not None:
            act["product"] = product
        return await self._act(act, key, expect)

    async def set_stock(self, levels: list[StockCount], *, key: str | None = None, expect: int | None = None) -> Applied:
        """Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there."""
        act: dict[str, Any] = {"do": "set_stock"}
        if levels is not None:
            act["levels"] = levels
        return await self._act(act, key, expect)

    async def join_listing(self, listing: ListingId, product: ProductId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Join a listing to a product by hand."""
        act: dict[str, Any] = {"do": "join_listing"}
        if listing is not None:
            act["listing"] = listing
        if product is not None:
            act["product"] = product
        return await self._act(act, key, expect)

    async def edit_customer(self, customer: CustomerId, *, add_tags: list[str] | None = None, custom: dict[str, CustomValue] | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Change what people keep on a customer."""
        act: dict[str, Any] = {"do": "edit_customer"}
        if customer is not None:
            act["customer"] = customer
        if add_tags is not None:
            act["add_tags"] = add_tags
        if custom is not None:
            act["custom"] = custom
        return await self._act(act, key, expect)

    async def merge_customers(self, one: CustomerId, other: CustomerId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Say that two customers are one person. No later observation takes them apart again."""
        act: dict[str, Any] = {"do": "merge_customers"}
        if one is not None:
            act["one"] = one
        if other is not None:
            act["other"] = other
        return await self._act(act, key, expect)

    async def split_customer(self, accounts: list[AccountId], customer: CustomerId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Say that accounts of a customer are another person than its others. No later observation brings them together."""
        act: dict[str, Any] = {"do": "split_customer"}
        if accounts is not None:
            act["accounts"] = accounts
        if customer is not None:
            act["customer"] = customer
        return await self._act(act, key, expect)

    async def undo_decision(self, decision: DecisionId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Take back what was decided about who is who: all is as if it had not been."""
        act: dict[str, Any] = {"do": "undo_decision"}
        if decision is not None:
            act["decision"] = decision
        return await self._act(act, key, expect)

    async def block_value(self, blocked: bool, value: Given, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again."""
        act: dict[str, Any] = {"do": "block_value"}
        if blocked is not None:
            act["blocked"] = blocked
        if value is not None:
            act["value"] = value
        return await self._act(act, key, expect)

    async def edit_line(self, custom: dict[str, CustomValue], *, line: str, order: OrderId, key: str | None = None, expect: int | None = None) -> Applied:
        """Change what the merchant keeps on an order line."""
        act: dict[str, Any] = {"do": "edit_line"}
        if custom is not None:
            act["custom"] = custom
        if line is not None:
            act["line"] = line
        if order is not None:
            act["order"] = order
        return await self._act(act, key, expect)

    async def forget(self, customer: CustomerId, *, force: bool | None = None, key: str | None = None, expect: int | None = None) -> Applied:
        """Forget a customer: all that is personal goes, here and out of every copy; the figures stay."""
        act: dict[str, Any] = {"do": "forget"}
        if customer is not None:
            act["customer"] = customer
        if force is not None:
            act["force"] = force
        return await self._act(act, key, expect)

    async def redrive(self, job: JobId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Set a dead letter going again."""
        act: dict[str, Any] = {"do": "redrive"}
        if job is not None:
            act["job"] = job
        return await self._act(act, key, expect)

    async def drop(self, job: JobId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Throw a dead letter away."""
        act: dict[str, Any] = {"do": "drop"}
        if job is not None:
            act["job"] = job
        return await self._act(act, key, expect)

    async def release(self, quarantine: QuarantineId, *, key: str | None = None, expect: int | None = None) -> Applied:
        """Forget a quarantined payload (after it was read, or as useless)."""
        act: dict[str, Any] = {"do": "release"}
        if quarantine is not None:
            act["quarantine"] = quarantine
        return await self._act(act, key, expect)


def agent_id(external: str) -> AgentId:
    """The id of an agent, from the host's own id for that person or bot."""
    return AgentId(_native.derive_id("agent_id", [external]))


def queue_id(name: str) -> QueueId:
    """The id of a queue, from its name."""
    return QueueId(_native.derive_id("queue_id", [name]))


def order_id(platform: str, number: str) -> OrderId:
    """The id of an order, from its platform and number."""
    return OrderId(_native.derive_id("order_id", [platform, number]))


def account_id(platform: str, scope: str, uid: str) -> AccountId:
    """The id of a buyer's account, from its platform, scope and the platform's id of the buyer."""
    return AccountId(_native.derive_id("account_id", [platform, scope, uid]))


def source_id(platform: str, shop: str, object: str, external_id: str) -> SourceId:
    """The id of an outside object that a ticket is made of."""
    return SourceId(_native.derive_id("source_id", [platform, shop, object, external_id]))


def listing_id(platform: str, shop: str, sku: str) -> ListingId:
    """The id of an article as one shop lists it."""
    return ListingId(_native.derive_id("listing_id", [platform, shop, sku]))


def shop_key(platform: str, shop: str) -> ShopKey:
    """The key of a shop."""
    return ShopKey(_native.derive_id("shop_key", [platform, shop]))


def parcel_id(number: str) -> ParcelId:
    """The id of a parcel, from its tracking number."""
    return ParcelId(_native.derive_id("parcel_id", [number]))


def conversation_id(platform: str, shop: str, external_id: str) -> ConversationId:
    """The id of a conversation."""
    return ConversationId(_native.derive_id("conversation_id", [platform, shop, external_id]))


def message_id(conversation: str, external_id: str) -> MessageId:
    """The id of one message of a conversation."""
    return MessageId(_native.derive_id("message_id", [conversation, external_id]))
