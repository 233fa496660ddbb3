// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.
import { derive } from "./native.js";
import type {
  About,
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
  CounterId,
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
  SoldLinePage,
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
  VersionedPlacedOrderPage,
  VersionedTask,
  VersionedTaskPage,
  VersionedTicket,
  VersionedTicketPage,
  WebhookReply,
  Whom,
  Why,
  Worked,
} from "./schema.js";

/** Methods that answer from memory. */
export const INSTANT: ReadonlySet<string> = new Set(["now", "waiting", "platforms", "capabilities", "authorize_url", "route_shop"]);

/** Methods that take bytes beside their arguments. */
export const BODIES: ReadonlySet<string> = new Set(["receive", "webhook", "sync", "put_blob"]);

/** Methods with bytes within their arguments. */
export const WITH_BYTES: ReadonlySet<string> = new Set(["receive_all"]);

/** Where there are bytes in results: by name, or the result itself, or of each in a list (`*`). */
export const BYTES: Readonly<Record<string, string>> = {
  receive: "body",
  webhook: "body",
  receive_all: "*body",
  sync: "",
  get_blob: "",
};

/** The kinds of events that this version knows. */
export const EVENT_KINDS: ReadonlySet<string> = new Set(["ticket_opened", "state_changed", "kind_changed", "source_joined", "source_updated", "source_stale", "unknown_status", "ticket_merged", "ticket_split", "ticket_linked", "command_applied", "command_refused", "message_added", "note_added", "mentioned", "notice_recorded", "notice_suppressed", "enqueued", "tier_dropped", "route_stepped", "queue_depth_high", "overflowed", "offered", "offer_accepted", "offer_rejected", "offer_timed_out", "offer_held", "offer_rescinded", "assigned", "released", "bot_handed_off", "clock_passed", "escalated", "ticket_edited", "policy_applied", "automated", "automation_stopped", "task_moved", "task_overdue", "task_escalated", "task_unstaffed", "job_queued", "action_done", "action_failed", "job_dead", "job_redriven", "order_updated", "money_moved", "over_refund", "customers_merged", "customer_split", "identity_decided", "hairball", "customer_forgotten", "quarantined", "configured", "agent_changed", "presence_changed", "agent_removed", "agent_over_capacity", "load_drifted", "queue_unstaffed", "stock_changed", "stock_out", "device_registered", "device_revoked", "shop_health"]);

/** What every call takes. */
export interface CallOptions {
  /** Gives the call up. What was handed in by then is not taken back. */
  signal?: AbortSignal | undefined;
}

/** Every method of the desk. */
export abstract class Methods {
  protected abstract call<T>(name: string, args: object, signal?: AbortSignal, body?: Uint8Array): Promise<T>;

  /**
   * Takes in a webhook of an application: verified, read, committed. Gives what to answer. An error means that nothing was stored; `webhook` words the answer for that too.
   *
   * - `app`: The application it came for.
   * - `headers`: The headers, as received.
   * - `query`: The query, decoded once.
   * - `path`: The path, without host and query.
   */
  receive(app: AppId, body: Uint8Array, options: { headers?: Array<[string, string]> | undefined; query?: Array<[string, string]> | undefined; path?: string | undefined } & CallOptions = {}): Promise<WebhookReply> {
    const { signal, ...rest } = options;
    return this.call("receive", { app, ...rest }, signal, body);
  }

  /**
   * Takes in a webhook like `receive`, and gives what to answer in any case: a refused one has `refused` set.
   *
   * - `app`: The application it came for.
   * - `headers`: The headers, as received.
   * - `query`: The query, decoded once.
   * - `path`: The path, without host and query.
   */
  webhook(app: AppId, body: Uint8Array, options: { headers?: Array<[string, string]> | undefined; query?: Array<[string, string]> | undefined; path?: string | undefined } & CallOptions = {}): Promise<WebhookReply> {
    const { signal, ...rest } = options;
    return this.call("webhook", { app, ...rest }, signal, body);
  }

  /**
   * Takes in webhooks of an application, all handed in at once: for a queue that has piled up. The answers come in the same order, each as `webhook` gives it.
   *
   * - `app`: The application they came for.
   * - `deliveries`: The webhooks.
   */
  receiveAll(app: AppId, deliveries: Array<Pushed>, options: CallOptions = {}): Promise<Array<WebhookReply>> {
    return this.call("receive_all", { app, deliveries }, options.signal);
  }

  /**
   * Takes facts in, all handed in at once. The answers come in the same order, each with its own error.
   *
   * - `facts`: What happened.
   */
  ingest(facts: Array<Fact>, options: CallOptions = {}): Promise<Array<FactAnswer>> {
    return this.call("ingest", { facts }, options.signal);
  }

  /**
   * Says where to look: one job reads the object again.
   *
   * - `signal`: Where to look.
   */
  hint(signal: Signal, options: CallOptions = {}): Promise<void> {
    return this.call("hint", { signal }, options.signal);
  }

  /**
   * Applies a command. Give it a key, and it is applied once and answered the same way again.
   *
   * - `command`: What is wanted, and by whom.
   */
  execute(command: Command, options: CallOptions = {}): Promise<Applied> {
    return this.call("execute", { command }, options.signal);
  }

  /**
   * Applies commands, all handed in at once. The answers come in the same order, each with its own error: one that is refused does not stop the others.
   *
   * - `commands`: What is wanted, and by whom.
   */
  executeAll(commands: Array<Command>, options: CallOptions = {}): Promise<Array<CommandAnswer>> {
    return this.call("execute_all", { commands }, options.signal);
  }

  /**
   * Publishes a configuration: the whole document. The answer says what is probably a slip in it (`warnings`); it is published all the same.
   *
   * - `config`: The whole document.
   */
  configure(config: Config, options: CallOptions = {}): Promise<Applied> {
    return this.call("configure", { config }, options.signal);
  }

  /**
   * Connects a shop, or hands its tokens over. Sealed where the store has a key.
   *
   * - `platform`: The platform.
   * - `shop`: The shop.
   * - `tokens`: Its tokens, if they are at hand.
   */
  connect(platform: Platform, shop: ShopId, options: { tokens?: TokenPair | null | undefined } & CallOptions = {}): Promise<void> {
    const { signal, ...rest } = options;
    return this.call("connect", { platform, shop, ...rest }, signal);
  }

  /**
   * Forgets a customer: all that is personal goes, here and out of reach in every copy; figures stay.
   *
   * - `actor`: Who wants it.
   * - `customer`: Whom to forget.
   * - `force`: Even while tickets of theirs are open.
   */
  forget(actor: Actor, customer: CustomerId, options: { force?: boolean | undefined } & CallOptions = {}): Promise<Applied> {
    const { signal, ...rest } = options;
    return this.call("forget", { actor, customer, ...rest }, signal);
  }

  /**
   * Sets a dead letter going again.
   *
   * - `actor`: Who wants it.
   * - `job`: Which job.
   */
  redrive(actor: Actor, job: JobId, options: CallOptions = {}): Promise<Applied> {
    return this.call("redrive", { actor, job }, options.signal);
  }

  /**
   * Reads a quarantined payload again, takes in what it finds, and forgets it. Gives how much was taken in.
   *
   * - `id`: Which payload.
   */
  redriveQuarantined(id: QuarantineId, options: CallOptions = {}): Promise<number> {
    return this.call("redrive_quarantined", { id }, options.signal);
  }

  /** The configuration in force; the default one when none was published. */
  config(options: CallOptions = {}): Promise<Config> {
    return this.call("config", {}, options.signal);
  }

  /**
   * The configuration of an earlier version, as it was in force then; nothing where there was none. The last 100 are kept.
   *
   * - `version`: The version.
   */
  configAt(version: number, options: CallOptions = {}): Promise<Config | null> {
    return this.call("config_at", { version }, options.signal);
  }

  /**
   * Everything that is wrong with a configuration, without publishing it: where, what, and what is allowed instead; also of values that are not of their type and fields that there are not. Besides, as warnings, what would leave tickets waiting for people who are not there yet.
   *
   * - `config`: The configuration.
   */
  checkConfig(config: Config, options: CallOptions = {}): Promise<ConfigCheck> {
    return this.call("check_config", { config }, options.signal);
  }

  /**
   * What another configuration would make of tickets that are there: which of them would come to another queue, band or weight, or ask for other skills or tags. Nothing is written. A page of tickets at a time.
   *
   * - `config`: The configuration.
   * - `query`: Which tickets it is tried on; the first opened when absent.
   */
  tryConfig(config: Config, options: { query?: TrialQuery | undefined } & CallOptions = {}): Promise<Trial> {
    const { signal, ...rest } = options;
    return this.call("try_config", { config, ...rest }, signal);
  }

  /**
   * Where the rules in force would put a ticket with these attributes and who would get it now, rule by rule and agent by agent, as `explain_routing` says it of one that is there. `overrides` are taken to be so: another moment, agents who are there or not and have so much to do, queues in which so many wait. Nothing is written.
   *
   * - `attributes`: What rules look at, by the names that conditions have for it.
   * - `overrides`: What is taken to be otherwise than it is: the moment, agents, queues; nothing when absent.
   */
  dryRun(attributes: RouteAttributes, options: { overrides?: RouteOverrides | undefined } & CallOptions = {}): Promise<Explained> {
    const { signal, ...rest } = options;
    return this.call("dry_run", { attributes, ...rest }, signal);
  }

  /**
   * Gives past tickets out again, once by the configuration in force and once by another, and tells what would have been different: queue, agent and wait of each ticket, what policies grant of it without a person, minutes of work by agent. Nothing is written.
   *
   * - `config`: The configuration.
   * - `query`: Which tickets are given out again; all when absent.
   */
  simulate(config: Config, options: { query?: SimulationQuery | undefined } & CallOptions = {}): Promise<Simulation> {
    const { signal, ...rest } = options;
    return this.call("simulate", { config, ...rest }, signal);
  }

  /**
   * The connection of a shop: how far it was polled, whether it is stopped.
   *
   * - `platform`: The platform.
   * - `shop`: The shop.
   */
  shop(platform: Platform, shop: ShopId, options: CallOptions = {}): Promise<ShopState | null> {
    return this.call("shop", { platform, shop }, options.signal);
  }

  /**
   * A ticket, or the one it was merged into.
   *
   * - `id`: The ticket.
   */
  ticket(id: TicketId, options: CallOptions = {}): Promise<VersionedTicket | null> {
    return this.call("ticket", { id }, options.signal);
  }

  /**
   * The ticket with that number, or the one it was merged into.
   *
   * - `number`: Its number.
   */
  ticketByNumber(number: TicketNumber, options: CallOptions = {}): Promise<VersionedTicket | null> {
    return this.call("ticket_by_number", { number }, options.signal);
  }

  /**
   * A page of tickets.
   *
   * - `query`: Which.
   */
  tickets(query?: TicketQuery, options: CallOptions = {}): Promise<VersionedTicketPage> {
    return this.call("tickets", { query }, options.signal);
  }

  /**
   * A page of the same tickets as rows: what a list or a queue shows, read without unsealing anything.
   *
   * - `query`: Which.
   */
  ticketRows(query?: TicketQuery, options: CallOptions = {}): Promise<TicketRowPage> {
    return this.call("ticket_rows", { query }, options.signal);
  }

  /**
   * A page of all that happened around a ticket, oldest first.
   *
   * - `id`: The ticket.
   * - `after`: The `next` of the page before.
   * - `limit`: Most moments of a page; 0 means 50.
   */
  timeline(id: TicketId, options: { after?: string | null | undefined; limit?: number | undefined } & CallOptions = {}): Promise<MomentPage> {
    const { signal, ...rest } = options;
    return this.call("timeline", { id, ...rest }, signal);
  }

  /**
   * One person across platforms, with the newest of each list.
   *
   * - `whom`: The person, or one of their accounts.
   * - `limit`: Most of each list; 0 means 50.
   */
  customer(whom: Whom, options: { limit?: number | undefined } & CallOptions = {}): Promise<CustomerView | null> {
    const { signal, ...rest } = options;
    return this.call("customer", { whom, ...rest }, signal);
  }

  /**
   * An order by its number, with the tickets about it.
   *
   * - `platform`: The platform.
   * - `number`: The order number.
   */
  order(platform: Platform, number: string, options: CallOptions = {}): Promise<OrderView | null> {
    return this.call("order", { platform, number }, options.signal);
  }

  /**
   * What an actor may do with a ticket now: what the lifecycle allows, and why not where the platform does not.
   *
   * - `id`: The ticket.
   * - `actor`: Who asks.
   */
  allowed(id: TicketId, actor: Actor, options: CallOptions = {}): Promise<Array<Allowed>> {
    return this.call("allowed", { id, actor }, options.signal);
  }

  /**
   * Where the rules put a ticket now and who would get it, rule by rule and agent by agent.
   *
   * - `id`: The ticket.
   */
  explainRouting(id: TicketId, options: CallOptions = {}): Promise<Explained> {
    return this.call("explain_routing", { id }, options.signal);
  }

  /**
   * Why a ticket was given to somebody in the past: the last time at or before a place in the log, the last of all when none is named. What was written down then, and what the rules of then say of the ticket of today.
   *
   * - `id`: The ticket.
   * - `cursor`: A place in the log; its end when absent.
   */
  explainDecision(id: TicketId, options: { cursor?: Cursor | null | undefined } & CallOptions = {}): Promise<Decided> {
    const { signal, ...rest } = options;
    return this.call("explain_decision", { id, ...rest }, signal);
  }

  /**
   * What the return policies make of a ticket now: whether it is eligible and why not, what may be done, for how much, and what of it needs no person.
   *
   * - `id`: The ticket.
   */
  explainPolicy(id: TicketId, options: CallOptions = {}): Promise<PolicyExplained> {
    return this.call("explain_policy", { id }, options.signal);
  }

  /**
   * Reasons that the platform accepts with a refusal of this ticket.
   *
   * - `id`: The ticket.
   * - `trigger`: What is about to be done.
   */
  reasons(id: TicketId, trigger: Trigger, options: CallOptions = {}): Promise<Array<Reason>> {
    return this.call("reasons", { id, trigger }, options.signal);
  }

  /**
   * What the buyer may see of a ticket: progress, next step, promised date; nothing internal.
   *
   * - `id`: The ticket.
   * - `lang`: In which language.
   */
  buyerView(id: TicketId, lang: Lang, options: CallOptions = {}): Promise<BuyerView | null> {
    return this.call("buyer_view", { id, lang }, options.signal);
  }

  /**
   * The words of a notice to the buyer, of the ticket as it is: those of the template that has its name, else the built-in ones.
   *
   * - `id`: The ticket.
   * - `notice`: The notice.
   * - `lang`: In which language.
   */
  noticeText(options: { id: TicketId; notice: Notice; lang: Lang } & CallOptions): Promise<string | null> {
    const { signal, ...rest } = options;
    return this.call("notice_text", { ...rest }, signal);
  }

  /**
   * Events after a place, oldest first.
   *
   * - `since`: The place of the last event that was dealt with; 0 from the beginning.
   * - `limit`: Most events; 0 means all that a page holds.
   */
  eventPage(since: Cursor, options: { limit?: number | undefined } & CallOptions = {}): Promise<EventPage> {
    const { signal, ...rest } = options;
    return this.call("events", { since, ...rest }, signal);
  }

  /** The end of the log. */
  head(options: CallOptions = {}): Promise<Cursor> {
    return this.call("head", {}, options.signal);
  }

  /**
   * Counters that are not 0, in the order of their ids.
   *
   * - `query`: Which.
   */
  counters(query: CounterQuery, options: CallOptions = {}): Promise<Array<[CounterId, number]>> {
    return this.call("counters", { query }, options.signal);
  }

  /**
   * What was sold and what came of it, one row per member, the highest rate first. Figures are of the day of sale.
   *
   * - `dim`: One row for each member of what.
   * - `grain`: Days or months.
   * - `since`: From this day or month (inclusive): days since 1970-01-01, or months since 1970-01.
   * - `until`: Up to this day or month (inclusive).
   */
  rates(options: { dim: Dim; grain: Grain; since: number; until: number } & CallOptions): Promise<Array<RateRow>> {
    const { signal, ...rest } = options;
    return this.call("rates", { ...rest }, signal);
  }

  /**
   * A page of the articles that fit a query, in the order of their ids.
   *
   * - `query`: Which.
   */
  products(query?: ProductQuery, options: CallOptions = {}): Promise<ProductPage> {
    return this.call("products", { query }, options.signal);
  }

  /**
   * A page of the orders that fit a query, the last placed first.
   *
   * - `query`: Which.
   */
  orders(query?: OrderQuery, options: CallOptions = {}): Promise<VersionedPlacedOrderPage> {
    return this.call("orders", { query }, options.signal);
  }

  /**
   * A page of the lines that were sold, with what came back of each, those of the last placed order first. Returns come for weeks: compare lines that are `mature`.
   *
   * - `query`: Which.
   */
  soldLines(query?: SoldLineQuery, options: CallOptions = {}): Promise<SoldLinePage> {
    return this.call("sold_lines", { query }, options.signal);
  }

  /**
   * A page of the customers that fit a query, the last heard of first.
   *
   * - `query`: Which.
   */
  customers(query?: CustomerQuery, options: CallOptions = {}): Promise<VersionedCustomerPage> {
    return this.call("customers", { query }, options.signal);
  }

  /**
   * Pseudonyms of the customers of these accounts, in that order, for figures that leave the house: the same for all accounts of one customer, and nothing leads back from it. Nothing for an account that nobody knows.
   *
   * - `accounts`: The accounts.
   */
  customerKeys(accounts: Array<AccountId>, options: CallOptions = {}): Promise<Array<CustomerKey | null>> {
    return this.call("customer_keys", { accounts }, options.signal);
  }

  /**
   * What can be told to the platform of a ticket by itself, and why not where it cannot.
   *
   * - `id`: The ticket.
   */
  asides(id: TicketId, options: CallOptions = {}): Promise<Array<Aside>> {
    return this.call("asides", { id }, options.signal);
  }

  /**
   * Articles whose titles are so alike that they may be the same one, the most alike first.
   *
   * - `product`: The article.
   * - `limit`: Most of them; 0 means 50.
   */
  similarProducts(product: ProductId, options: { limit?: number | undefined } & CallOptions = {}): Promise<Array<Similar>> {
    const { signal, ...rest } = options;
    return this.call("similar_products", { product, ...rest }, signal);
  }

  /**
   * A page of jobs that were given up, the last first.
   *
   * - `limit`: Most rows of a page; 0 means 50.
   * - `after`: The `next` of the page before.
   */
  deadLetters(options: { limit?: number | undefined; after?: string | null | undefined } & CallOptions = {}): Promise<JobPage> {
    const { signal, ...rest } = options;
    return this.call("dead_letters", { ...rest }, signal);
  }

  /**
   * A page of payloads that could not be read, the last first.
   *
   * - `limit`: Most rows of a page; 0 means 50.
   * - `after`: The `next` of the page before.
   */
  quarantined(options: { limit?: number | undefined; after?: string | null | undefined } & CallOptions = {}): Promise<QuarantinePage> {
    const { signal, ...rest } = options;
    return this.call("quarantined", { ...rest }, signal);
  }

  /**
   * An internal task, whether it has ended or not: its state, group, agent, due time, form and result.
   *
   * - `id`: The task.
   */
  task(id: TaskId, options: CallOptions = {}): Promise<VersionedTask | null> {
    return this.call("task", { id }, options.signal);
  }

  /**
   * Who would be given an internal task if nobody had it, and why the others would not, agent by agent; what it waits for.
   *
   * - `id`: The task.
   */
  explainTask(id: TaskId, options: CallOptions = {}): Promise<TaskExplained> {
    return this.call("explain_task", { id }, options.signal);
  }

  /**
   * A page of internal tasks, what is due first first: all of one `ticket`, or those that have not ended of one `group` or one `agent`. Exactly one of the three says which.
   *
   * - `query`: Which.
   */
  tasks(query: TaskQuery, options: CallOptions = {}): Promise<VersionedTaskPage> {
    return this.call("tasks", { query }, options.signal);
  }

  /**
   * An agent, with what they have in hand now: load, tickets, and whether they are off shift.
   *
   * - `id`: The agent.
   */
  agent(id: AgentId, options: CallOptions = {}): Promise<AgentView | null> {
    return this.call("agent", { id }, options.signal);
  }

  /**
   * A page of the agents that fit a query, in the order of their ids, with what each has in hand now.
   *
   * - `query`: Which.
   */
  agents(query?: AgentQuery, options: CallOptions = {}): Promise<AgentViewPage> {
    return this.call("agents", { query }, options.signal);
  }

  /**
   * What a parcel or a slip in the warehouse is: what is to come back in it, whose it is when nobody asked, or which returns it may be, the likeliest first, with the reasons.
   *
   * - `code`: The code: a tracking number, the number of an after-sale, an order or a ticket, a sku, a merchant code or a barcode.
   * - `hints`: What else can be read on the parcel or is found in it.
   */
  scan(code: string, options: { hints?: ScanHints | undefined } & CallOptions = {}): Promise<Scanned> {
    const { signal, ...rest } = options;
    return this.call("scan", { code, ...rest }, signal);
  }

  /**
   * What there is of articles and what of it is promised, in the order asked. Articles that were never counted are left out.
   *
   * - `codes`: The merchant's codes of the articles, or their barcodes: at most 500.
   */
  stock(codes: Array<string>, options: CallOptions = {}): Promise<Array<StockLevel>> {
    return this.call("stock", { codes }, options.signal);
  }

  /**
   * Takes an observation in: what the host saw of an account, or of a contact that has none. Facts do this by themselves.
   *
   * - `observation`: What was seen.
   */
  observe(observation: Observation, options: CallOptions = {}): Promise<Observed> {
    return this.call("observe", { observation }, options.signal);
  }

  /**
   * Says that two customers are one person. `decision` of the answer takes it back.
   *
   * - `actor`: Who says so.
   * - `one`: The one customer.
   * - `other`: The other.
   * - `key`: The same key is applied once.
   */
  mergeCustomers(options: { actor: Actor; one: CustomerId; other: CustomerId; key?: string | null | undefined } & CallOptions): Promise<Applied> {
    const { signal, ...rest } = options;
    return this.call("merge_customers", { ...rest }, signal);
  }

  /**
   * Says that accounts of a customer are another person than its others. No later observation brings them together.
   *
   * - `actor`: Who says so.
   * - `customer`: The customer.
   * - `accounts`: The accounts that are somebody else's.
   * - `key`: The same key is applied once.
   */
  splitCustomer(options: { actor: Actor; customer: CustomerId; accounts: Array<AccountId>; key?: string | null | undefined } & CallOptions): Promise<Applied> {
    const { signal, ...rest } = options;
    return this.call("split_customer", { ...rest }, signal);
  }

  /**
   * Takes back what was said about who is who: all is as if it had not been.
   *
   * - `actor`: Who says so.
   * - `decision`: What is taken back: `decision` of what `merge_customers` or `split_customer` gave.
   * - `key`: The same key is applied once.
   */
  undoDecision(actor: Actor, decision: DecisionId, options: { key?: string | null | undefined } & CallOptions = {}): Promise<Applied> {
    const { signal, ...rest } = options;
    return this.call("undo_decision", { actor, decision, ...rest }, signal);
  }

  /**
   * Says that a value names nobody (a front desk, a courier), or that it counts again.
   *
   * - `actor`: Who says so.
   * - `value`: The value; kind `phone` stands for a phone.
   * - `blocked`: Whether it names nobody.
   */
  blockValue(actor: Actor, value: Given, options: { blocked?: boolean | undefined } & CallOptions = {}): Promise<Applied> {
    const { signal, ...rest } = options;
    return this.call("block_value", { actor, value, ...rest }, signal);
  }

  /**
   * Customers an observation may be of, the likeliest first, without taking it in.
   *
   * - `observation`: What was seen.
   */
  lookup(observation: Observation, options: CallOptions = {}): Promise<Array<Likely>> {
    return this.call("lookup", { observation }, options.signal);
  }

  /**
   * Why two accounts are, or are not, one person.
   *
   * - `a`: The one account.
   * - `b`: The other.
   */
  why(a: AccountId, b: AccountId, options: CallOptions = {}): Promise<Why> {
    return this.call("why", { a, b }, options.signal);
  }

  /**
   * How a customer came to be: the pairs that join the accounts, and those that were refused.
   *
   * - `customer`: The person.
   */
  how(customer: CustomerId, options: CallOptions = {}): Promise<How> {
    return this.call("how", { customer }, options.signal);
  }

  /**
   * What happened to a customer, the oldest first.
   *
   * - `customer`: The person.
   */
  customerHistory(customer: CustomerId, options: CallOptions = {}): Promise<Array<CustomerChange>> {
    return this.call("customer_history", { customer }, options.signal);
  }

  /**
   * Pairs of accounts that may be one person and wait for a look, the likeliest first. Looks at all accounts.
   *
   * - `limit`: At most so many; 0 means 50, the most is 500.
   */
  identityReview(options: { limit?: number | undefined } & CallOptions = {}): Promise<Array<ReviewPair>> {
    const { signal, ...rest } = options;
    return this.call("identity_review", { ...rest }, signal);
  }

  /** How many accounts, customers by size, values that name nobody, pairs that wait. Looks at all accounts. */
  identityStats(options: CallOptions = {}): Promise<IdentityStats> {
    return this.call("identity_stats", {}, options.signal);
  }

  /** Works out again who is who from what was observed and decided, and says what differs; empty means nothing. */
  identityVerify(options: CallOptions = {}): Promise<Array<IdentityDifference>> {
    return this.call("identity_verify", {}, options.signal);
  }

  /**
   * Registers a phone of an agent and gives its key, once: hand both over your own login.
   *
   * - `actor`: Who says so.
   * - `agent`: Whose phone it is.
   */
  registerDevice(actor: Actor, agent: AgentId, options: CallOptions = {}): Promise<DeviceKey> {
    return this.call("register_device", { actor, agent }, options.signal);
  }

  /**
   * Revokes a phone: it wipes its copy when it next asks, and is given nothing any more.
   *
   * - `actor`: Who says so.
   * - `device`: Which phone.
   */
  revokeDevice(actor: Actor, device: DeviceId, options: CallOptions = {}): Promise<Applied> {
    return this.call("revoke_device", { actor, device }, options.signal);
  }

  /**
   * The phones of an agent, revoked ones among them.
   *
   * - `agent`: The agent.
   */
  devices(agent: AgentId, options: CallOptions = {}): Promise<Array<Device>> {
    return this.call("devices", { agent }, options.signal);
  }

  /**
   * Answers a phone that keeps a copy of somebody's work: the bytes it posted in, the bytes to answer out. An error means that it is no phone of this user.
   *
   * - `user`: Who asks, as your own login knows them, and what they may see.
   */
  sync(user: SyncUser, body: Uint8Array, options: CallOptions = {}): Promise<Bytes> {
    return this.call("sync", { user }, options.signal, body);
  }

  /**
   * Takes jobs of these kinds that are due, for work the host does itself. Finish each within the lease.
   *
   * - `kinds`: Of which kinds.
   * - `limit`: Most of them.
   * - `lease_ms`: How long you may keep them, in milliseconds.
   */
  claimJobs(kinds: Array<JobKind>, options: { limit?: number | undefined; lease_ms?: number | undefined } & CallOptions = {}): Promise<Array<LeasedJob>> {
    const { signal, ...rest } = options;
    return this.call("claim_jobs", { kinds, ...rest }, signal);
  }

  /**
   * Says what came of a job. False: the lease was no longer yours, and nothing was written.
   *
   * - `job`: Which job.
   * - `lease`: The lease it was taken under.
   * - `outcome`: What came of it.
   */
  finishJob(job: JobId, lease: Uid, options: { outcome?: Outcome | undefined } & CallOptions = {}): Promise<boolean> {
    const { signal, ...rest } = options;
    return this.call("finish_job", { job, lease, ...rest }, signal);
  }

  /**
   * Carries out everything that is due, of all merchants in turn, and what becomes due by that.
   *
   * - `now`: As if it were then; now when absent.
   */
  runDue(options: { now?: Timestamp | null | undefined } & CallOptions = {}): Promise<Worked> {
    const { signal, ...rest } = options;
    return this.call("run_due", { ...rest }, signal);
  }

  /**
   * Events after a place, like `events`; waits for one when there is none. Empty when the time is over or the desk was closed.
   *
   * - `since`: The place of the last event that was dealt with.
   * - `limit`: Most events; 0 means all that a page holds.
   * - `timeout_ms`: How long to wait for one, in milliseconds, up to a minute.
   */
  waitEvents(since: Cursor, options: { limit?: number | undefined; timeout_ms?: number | undefined } & CallOptions = {}): Promise<EventPage> {
    const { signal, ...rest } = options;
    return this.call("wait_events", { since, ...rest }, signal);
  }

  /** Keeps a file and gives the hash it is found by. */
  putBlob(body: Uint8Array, options: CallOptions = {}): Promise<string> {
    return this.call("put_blob", {}, options.signal, body);
  }

  /**
   * A file by its hash.
   *
   * - `hash`: The hash it is found by: 64 hexadecimal digits.
   */
  getBlob(hash: string, options: CallOptions = {}): Promise<Bytes | null> {
    return this.call("get_blob", { hash }, options.signal);
  }

  /**
   * Imports orders, after-sales, customers, products or messages from CSV or JSON lines, by a mapping. A bad row is in the report and stops nothing. The same file twice changes nothing.
   *
   * - `mapping`: Which column means what.
   * - `path`: The file to read.
   * - `content`: The rows themselves, instead of a file.
   * - `options`: How it runs.
   * - `resume`: The bookmark of a report, to go on after a stop.
   */
  importFile(mapping: ImportMapping, options: { path?: string | null | undefined; content?: string | null | undefined; options?: ImportOptions | undefined; resume?: Bookmark | null | undefined } & CallOptions = {}): Promise<ImportReport> {
    const { signal, ...rest } = options;
    return this.call("import_file", { mapping, ...rest }, signal);
  }

  /**
   * Compares the after-sales that changed in a window on a platform with ours, takes in what the platform shows where they differ, and says what differed.
   *
   * - `platform`: The platform.
   * - `shop`: The shop.
   * - `since`: Changed then or later.
   * - `until`: Changed then or earlier.
   */
  reconcile(options: { platform: Platform; shop: ShopId; since: Timestamp; until: Timestamp } & CallOptions): Promise<ReconcileReport> {
    const { signal, ...rest } = options;
    return this.call("reconcile", { ...rest }, signal);
  }

  /**
   * Takes in what a shop has since a time. To go on after a stop, begin at the last `until`.
   *
   * - `platform`: The platform.
   * - `shop`: The shop.
   * - `since`: Since when.
   */
  backfill(options: { platform: Platform; shop: ShopId; since: Timestamp } & CallOptions): Promise<Backfilled> {
    const { signal, ...rest } = options;
    return this.call("backfill", { ...rest }, signal);
  }

  /**
   * Reads what changed at a shop since it was last polled, and takes it in.
   *
   * - `platform`: The platform.
   * - `shop`: The shop.
   */
  poll(platform: Platform, shop: ShopId, options: CallOptions = {}): Promise<PollReport> {
    return this.call("poll", { platform, shop }, options.signal);
  }

  /** What the store finds wrong with itself; empty means nothing. */
  check(options: CallOptions = {}): Promise<Array<string>> {
    return this.call("check", {}, options.signal);
  }

  /** Counts all counters anew from the rows and puts them in place of what stood there: run it while nothing is written. Gives how many there are. */
  rebuildCounters(options: CallOptions = {}): Promise<number> {
    return this.call("rebuild_counters", {}, options.signal);
  }

  /** Counts the loads of all agents anew. Each that was not what tickets, tasks and offers add up to is told as the event `load_drifted`, and put right. Gives those; empty means that nothing was wrong. May run while people work. */
  verifyLoads(options: CallOptions = {}): Promise<Array<LoadDrift>> {
    return this.call("verify_loads", {}, options.signal);
  }

  /**
   * Reads the stored payloads of a ticket again and says where what is stored no longer follows from them.
   *
   * - `id`: The ticket.
   */
  replay(id: TicketId, options: CallOptions = {}): Promise<Array<Deviation>> {
    return this.call("replay", { id }, options.signal);
  }

  /** Seals what is still under a former key under the present one. Gives how many rows. */
  rotateKeys(options: CallOptions = {}): Promise<number> {
    return this.call("rotate_keys", {}, options.signal);
  }

  /** The engine's time, in milliseconds since 1970. */
  now(options: CallOptions = {}): Promise<Timestamp> {
    return this.call("now", {}, options.signal);
  }

  /** Inputs that wait for the lane. */
  waiting(options: CallOptions = {}): Promise<number> {
    return this.call("waiting", {}, options.signal);
  }

  /** Platforms with an adapter, sorted. */
  platforms(options: CallOptions = {}): Promise<Array<Platform>> {
    return this.call("platforms", {}, options.signal);
  }

  /**
   * What a platform can do, as its adapter declares.
   *
   * - `platform`: The platform.
   */
  capabilities(platform: Platform, options: CallOptions = {}): Promise<Capabilities> {
    return this.call("capabilities", { platform }, options.signal);
  }

  /**
   * Where a merchant connects a shop to this application; nothing when the platform needs no page.
   *
   * - `app`: The application.
   * - `state`: What the platform gives back with its answer.
   */
  authorizeUrl(app: AppId, state: string, options: CallOptions = {}): Promise<string | null> {
    return this.call("authorize_url", { app, state }, options.signal);
  }

  /** All merchants that something was ever written for, sorted. */
  tenants(options: CallOptions = {}): Promise<Array<Tenant>> {
    return this.call("tenants", {}, options.signal);
  }

  /**
   * Says by hand which merchant a shop belongs to. Goes before what is configured, and lasts until the desk is closed.
   *
   * - `platform`: The platform.
   * - `shop`: The shop.
   * - `tenant`: The merchant.
   */
  routeShop(options: { platform: Platform; shop: ShopId; tenant: string } & CallOptions): Promise<void> {
    const { signal, ...rest } = options;
    return this.call("route_shop", { ...rest }, signal);
  }
}

/** What every command takes. */
export interface ActOptions extends CallOptions {
  /** Applied once under this key, and answered the same way again. */
  key?: string | null | undefined;
  /** Refused when the ticket has another version than this by now. */
  expect?: number | null | undefined;
}

/** Everything an actor can do: each call is one command. */
export abstract class ActingMethods {
  protected abstract run(act: object, options: ActOptions): Promise<Applied>;

  /**
   * Agree to pay back without goods coming back; without an amount, what was asked for.
   *
   * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
   * - `text`: Words to the buyer. Personal data may stand here.
   * - `goodwill`: Above what was paid, out of goodwill.
   * - `evidence`: Evidence.
   */
  approveRefund(ticket: TicketId, options: { amount?: Money | null | undefined; text?: string | null | undefined; goodwill?: boolean | undefined; evidence?: Array<Evidence> | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "approve_refund", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Agree that goods come back.
   *
   * - `address`: The platform's id of the return address; the shop's default when absent.
   * - `text`: Words to the buyer. Personal data may stand here.
   * - `lines`: Pieces per line.
   * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
   */
  approveReturn(ticket: TicketId, options: { address?: string | null | undefined; text?: string | null | undefined; lines?: Array<LineOutcome> | undefined; amount?: Money | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "approve_return", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Agree to exchange.
   *
   * - `address`: The platform's id of the return address; the shop's default when absent.
   * - `text`: Words to the buyer. Personal data may stand here.
   * - `lines`: Pieces per line.
   */
  approveExchange(ticket: TicketId, options: { address?: string | null | undefined; text?: string | null | undefined; lines?: Array<LineOutcome> | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "approve_exchange", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Agree to repair.
   *
   * - `address`: The platform's id of the return address; the shop's default when absent.
   * - `text`: Words to the buyer. Personal data may stand here.
   * - `lines`: Pieces per line.
   */
  approveRepair(ticket: TicketId, options: { address?: string | null | undefined; text?: string | null | undefined; lines?: Array<LineOutcome> | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "approve_repair", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Agree to send again.
   *
   * - `text`: Words to the buyer. Personal data may stand here.
   * - `lines`: Pieces per line.
   * - `parcel`: The parcel concerned.
   */
  approveResend(ticket: TicketId, options: { text?: string | null | undefined; lines?: Array<LineOutcome> | undefined; parcel?: ParcelRef | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "approve_resend", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Pay what was bought too dear.
   *
   * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
   * - `text`: Words to the buyer. Personal data may stand here.
   */
  refundDifference(ticket: TicketId, options: { amount?: Money | null | undefined; text?: string | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "refund_difference", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Pay goodwill under a payout number: a second payout with it is refused. A draft only notes it down, for somebody to ask for under the same number; with an amount of 0 it is withdrawn.
   *
   * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
   * - `payout`: The payout number of a compensation.
   * - `text`: Words to the buyer. Personal data may stand here.
   * - `goodwill`: Above what was paid, out of goodwill.
   * - `draft`: A compensation is only noted down: the same payout number without this asks for it, and with an amount of 0 the draft is withdrawn.
   */
  compensate(ticket: TicketId, options: { amount: Money; payout: string; text?: string | null | undefined; goodwill?: boolean | undefined; draft?: boolean | undefined } & ActOptions): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "compensate", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * The goods are in the warehouse.
   *
   * - `lines`: Pieces per line.
   * - `parcel`: The parcel concerned.
   * - `evidence`: Evidence.
   */
  goodsArrived(ticket: TicketId, options: { lines?: Array<LineOutcome> | undefined; parcel?: ParcelRef | null | undefined; evidence?: Array<Evidence> | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "goods_arrived", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Some of the goods are in the warehouse.
   *
   * - `lines`: Pieces per line.
   * - `parcel`: The parcel concerned.
   * - `evidence`: Evidence.
   */
  goodsArrivedPart(ticket: TicketId, lines: Array<LineOutcome>, options: { parcel?: ParcelRef | null | undefined; evidence?: Array<Evidence> | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "goods_arrived_part", details: { lines, ...rest } }, { key, expect, signal });
  }

  /**
   * The goods are fine.
   *
   * - `lines`: Pieces per line.
   * - `evidence`: Evidence.
   */
  inspectPass(ticket: TicketId, options: { lines?: Array<LineOutcome> | undefined; evidence?: Array<Evidence> | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "inspect_pass", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * The goods are not fine.
   *
   * - `lines`: Pieces per line.
   * - `evidence`: Evidence.
   * - `text`: Words to the buyer. Personal data may stand here.
   * - `reason_code`: The platform's reason code.
   */
  inspectFail(ticket: TicketId, options: { lines?: Array<LineOutcome> | undefined; evidence?: Array<Evidence> | undefined; text?: string | null | undefined; reason_code?: string | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "inspect_fail", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Some of the goods are fine.
   *
   * - `lines`: Pieces per line.
   * - `evidence`: Evidence.
   * - `text`: Words to the buyer. Personal data may stand here.
   * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
   */
  inspectPartial(ticket: TicketId, lines: Array<LineOutcome>, options: { evidence?: Array<Evidence> | undefined; text?: string | null | undefined; amount?: Money | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "inspect_partial", details: { lines, ...rest } }, { key, expect, signal });
  }

  /**
   * The repair is done.
   *
   * - `text`: Words to the buyer. Personal data may stand here.
   * - `parcel`: The parcel concerned.
   */
  repairDone(ticket: TicketId, options: { text?: string | null | undefined; parcel?: ParcelRef | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "repair_done", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * It cannot be repaired.
   *
   * - `text`: Words to the buyer. Personal data may stand here.
   */
  unrepairable(ticket: TicketId, options: { text?: string | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "unrepairable", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Hand in evidence for an arbitration.
   *
   * - `evidence`: Evidence.
   * - `text`: Words to the buyer. Personal data may stand here.
   */
  submitEvidence(ticket: TicketId, options: { evidence?: Array<Evidence> | undefined; text?: string | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "submit_evidence", details: { ...rest } }, { key, expect, signal });
  }

  /** Nothing is left to do. */
  close(ticket: TicketId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "move", ticket, trigger: "close", details: {} }, options);
  }

  /**
   * It is not over after all.
   *
   * - `text`: Words to the buyer. Personal data may stand here.
   */
  reopen(ticket: TicketId, options: { text?: string | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "reopen", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Refuse the request, with the platform's reason code where it has one, and words to the buyer.
   *
   * - `reason_code`: The platform's reason code.
   * - `text`: Words to the buyer. Personal data may stand here.
   * - `evidence`: Evidence.
   */
  reject(ticket: TicketId, options: { reason_code?: string | null | undefined; text?: string | null | undefined; evidence?: Array<Evidence> | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "reject", details: { ...rest } }, { key, expect, signal });
  }

  /**
   * Ask the buyer for something.
   *
   * - `text`: Words to the buyer. Personal data may stand here.
   */
  askBuyer(ticket: TicketId, text: string, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "move", ticket, trigger: "ask_buyer", details: { text } }, options);
  }

  /**
   * Answer what the buyer asked, which settles an inquiry.
   *
   * - `text`: Words to the buyer. Personal data may stand here.
   */
  answer(ticket: TicketId, text: string, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "move", ticket, trigger: "answer", details: { text } }, options);
  }

  /**
   * The replacement is on its way in this parcel.
   *
   * - `parcel`: The parcel concerned.
   * - `text`: Words to the buyer. Personal data may stand here.
   */
  replacementShipped(ticket: TicketId, parcel: ParcelRef, options: { text?: string | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger: "replacement_shipped", details: { parcel, ...rest } }, { key, expect, signal });
  }

  /**
   * Move a ticket.
   *
   * - `ticket`: Which.
   * - `trigger`: How.
   * - `details`: With what.
   */
  move(ticket: TicketId, trigger: Trigger, options: { details?: Details | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move", ticket, trigger, ...rest }, { key, expect, signal });
  }

  /**
   * Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
   * is made when somebody else with that authority does the task.
   *
   * - `ticket`: Which.
   * - `trigger`: How it would move.
   * - `details`: With what: an amount, pieces, a reason. Words and evidence are given to the ticket itself.
   */
  askApproval(ticket: TicketId, trigger: Trigger, options: { details?: Details | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "ask_approval", ticket, trigger, ...rest }, { key, expect, signal });
  }

  /**
   * Answer the buyer.
   *
   * - `ticket`: On which ticket.
   * - `text`: The words; empty with a template. Personal data may stand here.
   * - `channel`: Through which channel; the best one when absent.
   * - `confidence`: How sure a bot is of it, in percent.
   * - `lang`: The language of the template; the first that it has when absent, Chinese before English.
   * - `template`: The name of a template of the configuration, instead of words.
   */
  reply(ticket: TicketId, text: string, options: { channel?: [Platform, Channel] | null | undefined; confidence?: number | null | undefined; lang?: Lang | null | undefined; template?: string | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "reply", ticket, text, ...rest }, { key, expect, signal });
  }

  /**
   * A bot hands its ticket over to a person.
   *
   * - `ticket`: Which ticket.
   * - `reason`: Why.
   * - `left`: What it leaves.
   */
  handOff(ticket: TicketId, reason: HandOffReason, options: { left?: HandedOver | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "hand_off", ticket, reason, ...rest }, { key, expect, signal });
  }

  /**
   * Leave a note for colleagues.
   *
   * - `ticket`: On which ticket.
   * - `text`: The words. Personal data may stand here.
   * - `mentions`: Colleagues it is for: each is told of by an event of its own.
   */
  note(ticket: TicketId, text: string, options: { mentions?: Array<AgentId> | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "note", ticket, text, ...rest }, { key, expect, signal });
  }

  /**
   * Let an agent hear of a ticket: who watches it stands on it, the host tells them.
   *
   * - `ticket`: Which ticket.
   * - `agent`: Who.
   */
  watch(ticket: TicketId, agent: AgentId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "watch", ticket, agent }, options);
  }

  /**
   * Let an agent hear of it no longer.
   *
   * - `ticket`: Which ticket.
   * - `agent`: Who.
   */
  unwatch(ticket: TicketId, agent: AgentId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "unwatch", ticket, agent }, options);
  }

  /**
   * Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
   * channel is open again. What a move tells is told by the move.
   *
   * - `ticket`: About which ticket.
   * - `verb`: What: one of `ActionVerb::ASIDES`.
   * - `details`: What belongs to it: a text, a parcel.
   */
  tell(ticket: TicketId, verb: ActionVerb, options: { details?: Details | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "tell", ticket, verb, ...rest }, { key, expect, signal });
  }

  /**
   * Give a ticket to an agent, or back to its queue.
   *
   * - `ticket`: Which.
   * - `agent`: To whom; `None` means back to the queue.
   */
  assign(ticket: TicketId, options: { agent?: AgentId | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "assign", ticket, ...rest }, { key, expect, signal });
  }

  /**
   * Take a ticket that is offered.
   *
   * - `ticket`: Which.
   * - `agent`: To whom it is offered.
   */
  acceptOffer(ticket: TicketId, agent: AgentId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "accept_offer", ticket, agent }, options);
  }

  /**
   * Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
   * nobody else is asked meanwhile.
   *
   * - `ticket`: Which.
   * - `agent`: To whom it is offered.
   */
  holdOffer(ticket: TicketId, agent: AgentId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "hold_offer", ticket, agent }, options);
  }

  /**
   * Turn down a ticket that is offered. It is offered to others first from then on.
   *
   * - `ticket`: Which.
   * - `agent`: To whom it is offered.
   */
  rejectOffer(ticket: TicketId, agent: AgentId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "reject_offer", ticket, agent }, options);
  }

  /**
   * Put a ticket into another queue.
   *
   * - `ticket`: Which.
   * - `queue`: Into which queue.
   */
  transfer(ticket: TicketId, queue: string, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "transfer", ticket, queue }, options);
  }

  /**
   * Change what people keep on a ticket.
   *
   * - `ticket`: Which.
   * - `add_tags`: Tags to add.
   * - `band`: The priority.
   * - `custom`: Custom fields to set.
   * - `evidence`: Evidence to add.
   * - `issue`: What the problem is.
   * - `remove_tags`: Tags to take away.
   */
  edit(ticket: TicketId, options: { add_tags?: Array<string> | undefined; band?: number | null | undefined; custom?: Record<string, CustomValue> | undefined; evidence?: Array<Evidence> | undefined; issue?: IssueType | null | undefined; remove_tags?: Array<string> | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "edit", ticket, ...rest }, { key, expect, signal });
  }

  /**
   * Make two tickets one.
   *
   * - `from`: The one that becomes part of it.
   * - `into`: The one that goes on.
   */
  merge(from: TicketId, into: TicketId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "merge", from, into }, options);
  }

  /**
   * Take sources out of a ticket into one of their own.
   *
   * - `ticket`: Which ticket.
   * - `sources`: Which sources leave it.
   */
  split(ticket: TicketId, sources: Array<SourceId>, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "split", ticket, sources }, options);
  }

  /**
   * Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating.
   *
   * - `ticket`: Which ticket.
   */
  refold(ticket: TicketId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "refold", ticket }, options);
  }

  /**
   * Open an internal task.
   *
   * - `ticket`: For which ticket.
   * - `kind`: What.
   * - `after`: After which other tasks of the same ticket.
   * - `group`: For which group; when empty, for the one that is configured for the kind.
   */
  openTask(ticket: TicketId, kind: TaskKind, options: { after?: Array<TaskId> | undefined; group?: string | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "open_task", ticket, kind, ...rest }, { key, expect, signal });
  }

  /**
   * Move an internal task.
   *
   * - `task`: Which.
   * - `trigger`: How.
   * - `agent`: To or by whom.
   * - `amount`: How much was paid, when that is not all of it.
   * - `attachments`: Photos, films and files, beside those that were given before.
   * - `form`: The form: fields of the types that are configured for the kind.
   * - `lines`: Pieces per line.
   * - `raises`: What the ticket is moved by when it is done, instead of what the table says.
   * - `reason`: Why, for block and fail.
   * - `result`: How it came out, when it is done: all as wanted when absent. What that means for the ticket says a table.
   */
  moveTask(task: TaskId, trigger: TaskTrigger, options: { agent?: AgentId | null | undefined; amount?: Money | null | undefined; attachments?: Array<Evidence> | undefined; form?: Record<string, CustomValue> | undefined; lines?: Array<LineOutcome> | undefined; raises?: Trigger | null | undefined; reason?: string | null | undefined; result?: TaskResult | null | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "move_task", task, trigger, ...rest }, { key, expect, signal });
  }

  /**
   * Publish a configuration.
   *
   * - `config`: The whole document.
   */
  configure(config: Config, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "configure", config }, options);
  }

  /**
   * Add or change an agent.
   *
   * - `agent`: The agent.
   */
  putAgent(agent: Agent, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "put_agent", agent }, options);
  }

  /**
   * Remove an agent. Open tickets they have go back to the queues.
   *
   * - `agent`: Which.
   */
  removeAgent(agent: AgentId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "remove_agent", agent }, options);
  }

  /**
   * Say whether an agent takes work.
   *
   * - `agent`: Which.
   * - `presence`: Whether.
   * - `leased`: Only for as long as heartbeats come. Otherwise it is set by hand: it stays, whatever heartbeats come or fail to.
   */
  setPresence(agent: AgentId, presence: Presence, options: { leased?: boolean | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "set_presence", agent, presence, ...rest }, { key, expect, signal });
  }

  /**
   * Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
   * they are, and is online again if the lease had run out; to a status set by hand it does nothing.
   *
   * - `agent`: Whose.
   */
  heartbeat(agent: AgentId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "heartbeat", agent }, options);
  }

  /**
   * Let a phone keep a copy of an agent's work. Its key is given by `register_device`.
   *
   * - `agent`: Whose work.
   * - `device`: The phone, by an id that was never used.
   */
  registerDevice(agent: AgentId, device: DeviceId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "register_device", agent, device }, options);
  }

  /**
   * Let it no longer: it is not answered again, and wipes itself when it next asks.
   *
   * - `device`: The phone.
   */
  revokeDevice(device: DeviceId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "revoke_device", device }, options);
  }

  /**
   * Add or change a product.
   *
   * - `product`: The product.
   */
  putProduct(product: Product, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "put_product", product }, options);
  }

  /**
   * Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there.
   *
   * - `levels`: Article by article; those that are not named stay as they were.
   */
  setStock(levels: Array<StockCount>, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "set_stock", levels }, options);
  }

  /**
   * Join a listing to a product by hand.
   *
   * - `listing`: The listing.
   * - `product`: The product.
   */
  joinListing(listing: ListingId, product: ProductId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "join_listing", listing, product }, options);
  }

  /**
   * Change what people keep on a customer.
   *
   * - `customer`: Which.
   * - `add_tags`: Tags to add.
   * - `custom`: Custom fields to set.
   */
  editCustomer(customer: CustomerId, options: { add_tags?: Array<string> | undefined; custom?: Record<string, CustomValue> | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "edit_customer", customer, ...rest }, { key, expect, signal });
  }

  /**
   * Say that two customers are one person. No later observation takes them apart again.
   *
   * - `one`: The one.
   * - `other`: The other.
   */
  mergeCustomers(one: CustomerId, other: CustomerId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "merge_customers", one, other }, options);
  }

  /**
   * Say that accounts of a customer are another person than its others. No later observation brings them together.
   *
   * - `accounts`: The accounts that are somebody else's.
   * - `customer`: Which.
   */
  splitCustomer(accounts: Array<AccountId>, customer: CustomerId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "split_customer", accounts, customer }, options);
  }

  /**
   * Take back what was decided about who is who: all is as if it had not been.
   *
   * - `decision`: Which.
   */
  undoDecision(decision: DecisionId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "undo_decision", decision }, options);
  }

  /**
   * Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again.
   *
   * - `blocked`: Whether it names nobody.
   * - `value`: The value; kind `phone` stands for a phone. Personal data, hashed on the way in.
   */
  blockValue(blocked: boolean, value: Given, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "block_value", blocked, value }, options);
  }

  /**
   * Change what the merchant keeps on an order line.
   *
   * - `custom`: Custom fields to set.
   * - `line`: The platform's id of the line.
   * - `order`: The order.
   */
  editLine(options: { custom: Record<string, CustomValue>; line: string; order: OrderId } & ActOptions): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "edit_line", ...rest }, { key, expect, signal });
  }

  /**
   * Forget a customer: all that is personal goes, here and out of every copy; the figures stay.
   *
   * - `customer`: Which.
   * - `force`: Even while tickets of theirs are open.
   */
  forget(customer: CustomerId, options: { force?: boolean | undefined } & ActOptions = {}): Promise<Applied> {
    const { key, expect, signal, ...rest } = options;
    return this.run({ do: "forget", customer, ...rest }, { key, expect, signal });
  }

  /**
   * Set a dead letter going again.
   *
   * - `job`: Which job.
   */
  redrive(job: JobId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "redrive", job }, options);
  }

  /**
   * Throw a dead letter away.
   *
   * - `job`: Which job.
   */
  drop(job: JobId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "drop", job }, options);
  }

  /**
   * Forget a quarantined payload (after it was read, or as useless).
   *
   * - `quarantine`: Which.
   */
  release(quarantine: QuarantineId, options: ActOptions = {}): Promise<Applied> {
    return this.run({ do: "release", quarantine }, options);
  }
}

/** The id of an agent, from the host's own id for that person or bot. */
export function agentId(external: string): AgentId {
  return derive("agent_id", { external });
}

/** The id of a queue, from its name. */
export function queueId(name: string): QueueId {
  return derive("queue_id", { name });
}

/** The id of an order, from its platform and number. */
export function orderId(platform: string, number: string): OrderId {
  return derive("order_id", { platform, number });
}

/** The id of a buyer's account, from its platform, scope and the platform's id of the buyer. */
export function accountId(platform: string, scope: string, uid: string): AccountId {
  return derive("account_id", { platform, scope, uid });
}

/** The id of an outside object that a ticket is made of. */
export function sourceId(platform: string, shop: string, object: string, externalId: string): SourceId {
  return derive("source_id", { platform, shop, object, externalId });
}

/** The id of an article as one shop lists it. */
export function listingId(platform: string, shop: string, sku: string): ListingId {
  return derive("listing_id", { platform, shop, sku });
}

/** The key of a shop. */
export function shopKey(platform: string, shop: string): ShopKey {
  return derive("shop_key", { platform, shop });
}

/** The id of a parcel, from its tracking number. */
export function parcelId(number: string): ParcelId {
  return derive("parcel_id", { number });
}

/** The id of a conversation. */
export function conversationId(platform: string, shop: string, externalId: string): ConversationId {
  return derive("conversation_id", { platform, shop, externalId });
}

/** The id of one message of a conversation. */
export function messageId(conversation: string, externalId: string): MessageId {
  return derive("message_id", { conversation, externalId });
}
