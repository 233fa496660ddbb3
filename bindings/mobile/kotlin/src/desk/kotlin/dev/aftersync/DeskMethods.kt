// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.
package dev.aftersync


/** Every method of the desk. */
public abstract class DeskMethods internal constructor() {
    internal abstract suspend fun call(name: String, args: Arguments, body: ByteArray? = null): String

    internal abstract fun callNow(name: String, args: Arguments): String

    /**
     * Takes in a webhook of an application: verified, read, committed. Gives what to answer. An error means that nothing was stored; `webhook` words the answer for that too.
     *
     * - `app`: The application it came for.
     * - `headers`: The headers, as received.
     * - `query`: The query, decoded once.
     * - `path`: The path, without host and query.
     */
    public suspend fun receive(app: AppId, body: ByteArray, headers: List<Two<String, String>> = emptyList(), query: List<Two<String, String>> = emptyList(), path: String = ""): WebhookReply =
        read(call("receive", Arguments().apply { put("app", app); put("headers", headers); put("query", query); put("path", path) }, body))

    /**
     * Takes in a webhook like `receive`, and gives what to answer in any case: a refused one has `refused` set.
     *
     * - `app`: The application it came for.
     * - `headers`: The headers, as received.
     * - `query`: The query, decoded once.
     * - `path`: The path, without host and query.
     */
    public suspend fun webhook(app: AppId, body: ByteArray, headers: List<Two<String, String>> = emptyList(), query: List<Two<String, String>> = emptyList(), path: String = ""): WebhookReply =
        read(call("webhook", Arguments().apply { put("app", app); put("headers", headers); put("query", query); put("path", path) }, body))

    /**
     * Takes in webhooks of an application, all handed in at once: for a queue that has piled up. The answers come in the same order, each as `webhook` gives it.
     *
     * - `app`: The application they came for.
     * - `deliveries`: The webhooks.
     */
    public suspend fun receiveAll(app: AppId, deliveries: List<Pushed>): List<WebhookReply> =
        read(call("receive_all", Arguments().apply { put("app", app); put("deliveries", deliveries) }))

    /**
     * Takes facts in, all handed in at once. The answers come in the same order, each with its own error.
     *
     * - `facts`: What happened.
     */
    public suspend fun ingest(facts: List<Fact>): List<FactAnswer> =
        read(call("ingest", Arguments().apply { put("facts", facts) }))

    /**
     * Says where to look: one job reads the object again.
     *
     * - `signal`: Where to look.
     */
    public suspend fun hint(signal: Signal) {
        call("hint", Arguments().apply { put("signal", signal) })
    }

    /**
     * Applies a command. Give it a key, and it is applied once and answered the same way again.
     *
     * - `command`: What is wanted, and by whom.
     */
    public suspend fun execute(command: Command): Applied =
        read(call("execute", Arguments().apply { put("command", command) }))

    /**
     * Applies commands, all handed in at once. The answers come in the same order, each with its own error: one that is refused does not stop the others.
     *
     * - `commands`: What is wanted, and by whom.
     */
    public suspend fun executeAll(commands: List<Command>): List<CommandAnswer> =
        read(call("execute_all", Arguments().apply { put("commands", commands) }))

    /**
     * Publishes a configuration: the whole document. The answer says what is probably a slip in it (`warnings`); it is published all the same.
     *
     * - `config`: The whole document.
     */
    public suspend fun configure(config: Config): Applied =
        read(call("configure", Arguments().apply { put("config", config) }))

    /**
     * Connects a shop, or hands its tokens over. Sealed where the store has a key.
     *
     * - `platform`: The platform.
     * - `shop`: The shop.
     * - `tokens`: Its tokens, if they are at hand.
     */
    public suspend fun connect(platform: Platform, shop: ShopId, tokens: TokenPair? = null) {
        call("connect", Arguments().apply { put("platform", platform); put("shop", shop); put("tokens", tokens) })
    }

    /**
     * Forgets a customer: all that is personal goes, here and out of reach in every copy; figures stay.
     *
     * - `actor`: Who wants it.
     * - `customer`: Whom to forget.
     * - `force`: Even while tickets of theirs are open.
     */
    public suspend fun forget(actor: Actor, customer: CustomerId, force: Boolean = false): Applied =
        read(call("forget", Arguments().apply { put("actor", actor); put("customer", customer); put("force", force) }))

    /**
     * Sets a dead letter going again.
     *
     * - `actor`: Who wants it.
     * - `job`: Which job.
     */
    public suspend fun redrive(actor: Actor, job: JobId): Applied =
        read(call("redrive", Arguments().apply { put("actor", actor); put("job", job) }))

    /**
     * Reads a quarantined payload again, takes in what it finds, and forgets it. Gives how much was taken in.
     *
     * - `id`: Which payload.
     */
    public suspend fun redriveQuarantined(id: QuarantineId): Long =
        read(call("redrive_quarantined", Arguments().apply { put("id", id) }))

    /** The configuration in force; the default one when none was published. */
    public suspend fun config(): Config =
        read(call("config", Arguments()))

    /**
     * The configuration of an earlier version, as it was in force then; nothing where there was none. The last 100 are kept.
     *
     * - `version`: The version.
     */
    public suspend fun configAt(version: Long): Config? =
        read(call("config_at", Arguments().apply { put("version", version) }))

    /**
     * Everything that is wrong with a configuration, without publishing it: where, what, and what is allowed instead; also of values that are not of their type and fields that there are not. Besides, as warnings, what would leave tickets waiting for people who are not there yet.
     *
     * - `config`: The configuration.
     */
    public suspend fun checkConfig(config: Config): ConfigCheck =
        read(call("check_config", Arguments().apply { put("config", config) }))

    /**
     * What another configuration would make of tickets that are there: which of them would come to another queue, band or weight, or ask for other skills or tags. Nothing is written. A page of tickets at a time.
     *
     * - `config`: The configuration.
     * - `query`: Which tickets it is tried on; the first opened when absent.
     */
    public suspend fun tryConfig(config: Config, query: TrialQuery = TrialQuery()): Trial =
        read(call("try_config", Arguments().apply { put("config", config); put("query", query) }))

    /**
     * Where the rules in force would put a ticket with these attributes and who would get it now, rule by rule and agent by agent, as `explain_routing` says it of one that is there. `overrides` are taken to be so: another moment, agents who are there or not and have so much to do, queues in which so many wait. Nothing is written.
     *
     * - `attributes`: What rules look at, by the names that conditions have for it.
     * - `overrides`: What is taken to be otherwise than it is: the moment, agents, queues; nothing when absent.
     */
    public suspend fun dryRun(attributes: RouteAttributes, overrides: RouteOverrides = RouteOverrides()): Explained =
        read(call("dry_run", Arguments().apply { put("attributes", attributes); put("overrides", overrides) }))

    /**
     * Gives past tickets out again, once by the configuration in force and once by another, and tells what would have been different: queue, agent and wait of each ticket, what policies grant of it without a person, minutes of work by agent. Nothing is written.
     *
     * - `config`: The configuration.
     * - `query`: Which tickets are given out again; all when absent.
     */
    public suspend fun simulate(config: Config, query: SimulationQuery = SimulationQuery()): Simulation =
        read(call("simulate", Arguments().apply { put("config", config); put("query", query) }))

    /**
     * The connection of a shop: how far it was polled, whether it is stopped.
     *
     * - `platform`: The platform.
     * - `shop`: The shop.
     */
    public suspend fun shop(platform: Platform, shop: ShopId): ShopState? =
        read(call("shop", Arguments().apply { put("platform", platform); put("shop", shop) }))

    /**
     * A ticket, or the one it was merged into.
     *
     * - `id`: The ticket.
     */
    public suspend fun ticket(id: TicketId): VersionedTicket? =
        read(call("ticket", Arguments().apply { put("id", id) }))

    /**
     * The ticket with that number, or the one it was merged into.
     *
     * - `number`: Its number.
     */
    public suspend fun ticketByNumber(number: TicketNumber): VersionedTicket? =
        read(call("ticket_by_number", Arguments().apply { put("number", number) }))

    /**
     * A page of tickets.
     *
     * - `query`: Which.
     */
    public suspend fun tickets(query: TicketQuery = TicketQuery()): VersionedTicketPage =
        read(call("tickets", Arguments().apply { put("query", query) }))

    /**
     * A page of the same tickets as rows: what a list or a queue shows, read without unsealing anything.
     *
     * - `query`: Which.
     */
    public suspend fun ticketRows(query: TicketQuery = TicketQuery()): TicketRowPage =
        read(call("ticket_rows", Arguments().apply { put("query", query) }))

    /**
     * A page of all that happened around a ticket, oldest first.
     *
     * - `id`: The ticket.
     * - `after`: The `next` of the page before.
     * - `limit`: Most moments of a page; 0 means 50.
     */
    public suspend fun timeline(id: TicketId, after: String? = null, limit: Long = 0): MomentPage =
        read(call("timeline", Arguments().apply { put("id", id); put("after", after); put("limit", limit) }))

    /**
     * One person across platforms, with the newest of each list.
     *
     * - `whom`: The person, or one of their accounts.
     * - `limit`: Most of each list; 0 means 50.
     */
    public suspend fun customer(whom: Whom, limit: Long = 0): CustomerView? =
        read(call("customer", Arguments().apply { put("whom", whom); put("limit", limit) }))

    /**
     * An order by its number, with the tickets about it.
     *
     * - `platform`: The platform.
     * - `number`: The order number.
     */
    public suspend fun order(platform: Platform, number: String): OrderView? =
        read(call("order", Arguments().apply { put("platform", platform); put("number", number) }))

    /**
     * What an actor may do with a ticket now: what the lifecycle allows, and why not where the platform does not.
     *
     * - `id`: The ticket.
     * - `actor`: Who asks.
     */
    public suspend fun allowed(id: TicketId, actor: Actor): List<Allowed> =
        read(call("allowed", Arguments().apply { put("id", id); put("actor", actor) }))

    /**
     * Where the rules put a ticket now and who would get it, rule by rule and agent by agent.
     *
     * - `id`: The ticket.
     */
    public suspend fun explainRouting(id: TicketId): Explained =
        read(call("explain_routing", Arguments().apply { put("id", id) }))

    /**
     * Why a ticket was given to somebody in the past: the last time at or before a place in the log, the last of all when none is named. What was written down then, and what the rules of then say of the ticket of today.
     *
     * - `id`: The ticket.
     * - `cursor`: A place in the log; its end when absent.
     */
    public suspend fun explainDecision(id: TicketId, cursor: Cursor? = null): Decided =
        read(call("explain_decision", Arguments().apply { put("id", id); put("cursor", cursor) }))

    /**
     * What the return policies make of a ticket now: whether it is eligible and why not, what may be done, for how much, and what of it needs no person.
     *
     * - `id`: The ticket.
     */
    public suspend fun explainPolicy(id: TicketId): PolicyExplained =
        read(call("explain_policy", Arguments().apply { put("id", id) }))

    /**
     * Reasons that the platform accepts with a refusal of this ticket.
     *
     * - `id`: The ticket.
     * - `trigger`: What is about to be done.
     */
    public suspend fun reasons(id: TicketId, trigger: Trigger): List<Reason> =
        read(call("reasons", Arguments().apply { put("id", id); put("trigger", trigger) }))

    /**
     * What the buyer may see of a ticket: progress, next step, promised date; nothing internal.
     *
     * - `id`: The ticket.
     * - `lang`: In which language.
     */
    public suspend fun buyerView(id: TicketId, lang: Lang): BuyerView? =
        read(call("buyer_view", Arguments().apply { put("id", id); put("lang", lang) }))

    /**
     * The words of a notice to the buyer, of the ticket as it is: those of the template that has its name, else the built-in ones.
     *
     * - `id`: The ticket.
     * - `notice`: The notice.
     * - `lang`: In which language.
     */
    public suspend fun noticeText(id: TicketId, notice: Notice, lang: Lang): String? =
        read(call("notice_text", Arguments().apply { put("id", id); put("notice", notice); put("lang", lang) }))

    /**
     * Events after a place, oldest first.
     *
     * - `since`: The place of the last event that was dealt with; 0 from the beginning.
     * - `limit`: Most events; 0 means all that a page holds.
     */
    public suspend fun eventPage(since: Cursor, limit: Long = 0): EventPage =
        read(call("events", Arguments().apply { put("since", since); put("limit", limit) }))

    /** The end of the log. */
    public suspend fun head(): Cursor =
        read(call("head", Arguments()))

    /**
     * Counters that are not 0, in the order of their ids.
     *
     * - `query`: Which.
     */
    public suspend fun counters(query: CounterQuery): List<Two<CounterId, Long>> =
        read(call("counters", Arguments().apply { put("query", query) }))

    /**
     * What was sold and what came of it, one row per member, the highest rate first. Figures are of the day of sale.
     *
     * - `dim`: One row for each member of what.
     * - `grain`: Days or months.
     * - `since`: From this day or month (inclusive): days since 1970-01-01, or months since 1970-01.
     * - `until`: Up to this day or month (inclusive).
     */
    public suspend fun rates(dim: Dim, grain: Grain, since: Long, until: Long): List<RateRow> =
        read(call("rates", Arguments().apply { put("dim", dim); put("grain", grain); put("since", since); put("until", until) }))

    /**
     * A page of the articles that fit a query, in the order of their ids.
     *
     * - `query`: Which.
     */
    public suspend fun products(query: ProductQuery = ProductQuery()): ProductPage =
        read(call("products", Arguments().apply { put("query", query) }))

    /**
     * A page of the orders that fit a query, the last placed first.
     *
     * - `query`: Which.
     */
    public suspend fun orders(query: OrderQuery = OrderQuery()): VersionedPlacedOrderPage =
        read(call("orders", Arguments().apply { put("query", query) }))

    /**
     * A page of the lines that were sold, with what came back of each, those of the last placed order first. Returns come for weeks: compare lines that are `mature`.
     *
     * - `query`: Which.
     */
    public suspend fun soldLines(query: SoldLineQuery = SoldLineQuery()): SoldLinePage =
        read(call("sold_lines", Arguments().apply { put("query", query) }))

    /**
     * A page of the customers that fit a query, the last heard of first.
     *
     * - `query`: Which.
     */
    public suspend fun customers(query: CustomerQuery = CustomerQuery()): VersionedCustomerPage =
        read(call("customers", Arguments().apply { put("query", query) }))

    /**
     * Pseudonyms of the customers of these accounts, in that order, for figures that leave the house: the same for all accounts of one customer, and nothing leads back from it. Nothing for an account that nobody knows.
     *
     * - `accounts`: The accounts.
     */
    public suspend fun customerKeys(accounts: List<AccountId>): List<CustomerKey?> =
        read(call("customer_keys", Arguments().apply { put("accounts", accounts) }))

    /**
     * What can be told to the platform of a ticket by itself, and why not where it cannot.
     *
     * - `id`: The ticket.
     */
    public suspend fun asides(id: TicketId): List<Aside> =
        read(call("asides", Arguments().apply { put("id", id) }))

    /**
     * Articles whose titles are so alike that they may be the same one, the most alike first.
     *
     * - `product`: The article.
     * - `limit`: Most of them; 0 means 50.
     */
    public suspend fun similarProducts(product: ProductId, limit: Long = 0): List<Similar> =
        read(call("similar_products", Arguments().apply { put("product", product); put("limit", limit) }))

    /**
     * A page of jobs that were given up, the last first.
     *
     * - `limit`: Most rows of a page; 0 means 50.
     * - `after`: The `next` of the page before.
     */
    public suspend fun deadLetters(limit: Long = 0, after: String? = null): JobPage =
        read(call("dead_letters", Arguments().apply { put("limit", limit); put("after", after) }))

    /**
     * A page of payloads that could not be read, the last first.
     *
     * - `limit`: Most rows of a page; 0 means 50.
     * - `after`: The `next` of the page before.
     */
    public suspend fun quarantined(limit: Long = 0, after: String? = null): QuarantinePage =
        read(call("quarantined", Arguments().apply { put("limit", limit); put("after", after) }))

    /**
     * An internal task, whether it has ended or not: its state, group, agent, due time, form and result.
     *
     * - `id`: The task.
     */
    public suspend fun task(id: TaskId): VersionedTask? =
        read(call("task", Arguments().apply { put("id", id) }))

    /**
     * Who would be given an internal task if nobody had it, and why the others would not, agent by agent; what it waits for.
     *
     * - `id`: The task.
     */
    public suspend fun explainTask(id: TaskId): TaskExplained =
        read(call("explain_task", Arguments().apply { put("id", id) }))

    /**
     * A page of internal tasks, what is due first first: all of one `ticket`, or those that have not ended of one `group` or one `agent`. Exactly one of the three says which.
     *
     * - `query`: Which.
     */
    public suspend fun tasks(query: TaskQuery): VersionedTaskPage =
        read(call("tasks", Arguments().apply { put("query", query) }))

    /**
     * An agent, with what they have in hand now: load, tickets, and whether they are off shift.
     *
     * - `id`: The agent.
     */
    public suspend fun agent(id: AgentId): AgentView? =
        read(call("agent", Arguments().apply { put("id", id) }))

    /**
     * A page of the agents that fit a query, in the order of their ids, with what each has in hand now.
     *
     * - `query`: Which.
     */
    public suspend fun agents(query: AgentQuery = AgentQuery()): AgentViewPage =
        read(call("agents", Arguments().apply { put("query", query) }))

    /**
     * What a parcel or a slip in the warehouse is: what is to come back in it, whose it is when nobody asked, or which returns it may be, the likeliest first, with the reasons.
     *
     * - `code`: The code: a tracking number, the number of an after-sale, an order or a ticket, a sku, a merchant code or a barcode.
     * - `hints`: What else can be read on the parcel or is found in it.
     */
    public suspend fun scan(code: String, hints: ScanHints = ScanHints()): Scanned =
        read(call("scan", Arguments().apply { put("code", code); put("hints", hints) }))

    /**
     * What there is of articles and what of it is promised, in the order asked. Articles that were never counted are left out.
     *
     * - `codes`: The merchant's codes of the articles, or their barcodes: at most 500.
     */
    public suspend fun stock(codes: List<String>): List<StockLevel> =
        read(call("stock", Arguments().apply { put("codes", codes) }))

    /**
     * Takes an observation in: what the host saw of an account, or of a contact that has none. Facts do this by themselves.
     *
     * - `observation`: What was seen.
     */
    public suspend fun observe(observation: Observation): Observed =
        read(call("observe", Arguments().apply { put("observation", observation) }))

    /**
     * Says that two customers are one person. `decision` of the answer takes it back.
     *
     * - `actor`: Who says so.
     * - `one`: The one customer.
     * - `other`: The other.
     * - `key`: The same key is applied once.
     */
    public suspend fun mergeCustomers(actor: Actor, one: CustomerId, other: CustomerId, key: String? = null): Applied =
        read(call("merge_customers", Arguments().apply { put("actor", actor); put("one", one); put("other", other); put("key", key) }))

    /**
     * Says that accounts of a customer are another person than its others. No later observation brings them together.
     *
     * - `actor`: Who says so.
     * - `customer`: The customer.
     * - `accounts`: The accounts that are somebody else's.
     * - `key`: The same key is applied once.
     */
    public suspend fun splitCustomer(actor: Actor, customer: CustomerId, accounts: List<AccountId>, key: String? = null): Applied =
        read(call("split_customer", Arguments().apply { put("actor", actor); put("customer", customer); put("accounts", accounts); put("key", key) }))

    /**
     * Takes back what was said about who is who: all is as if it had not been.
     *
     * - `actor`: Who says so.
     * - `decision`: What is taken back: `decision` of what `merge_customers` or `split_customer` gave.
     * - `key`: The same key is applied once.
     */
    public suspend fun undoDecision(actor: Actor, decision: DecisionId, key: String? = null): Applied =
        read(call("undo_decision", Arguments().apply { put("actor", actor); put("decision", decision); put("key", key) }))

    /**
     * Says that a value names nobody (a front desk, a courier), or that it counts again.
     *
     * - `actor`: Who says so.
     * - `value`: The value; kind `phone` stands for a phone.
     * - `blocked`: Whether it names nobody.
     */
    public suspend fun blockValue(actor: Actor, value: Given, blocked: Boolean = true): Applied =
        read(call("block_value", Arguments().apply { put("actor", actor); put("value", value); put("blocked", blocked) }))

    /**
     * Customers an observation may be of, the likeliest first, without taking it in.
     *
     * - `observation`: What was seen.
     */
    public suspend fun lookup(observation: Observation): List<Likely> =
        read(call("lookup", Arguments().apply { put("observation", observation) }))

    /**
     * Why two accounts are, or are not, one person.
     *
     * - `a`: The one account.
     * - `b`: The other.
     */
    public suspend fun why(a: AccountId, b: AccountId): Why =
        read(call("why", Arguments().apply { put("a", a); put("b", b) }))

    /**
     * How a customer came to be: the pairs that join the accounts, and those that were refused.
     *
     * - `customer`: The person.
     */
    public suspend fun how(customer: CustomerId): How =
        read(call("how", Arguments().apply { put("customer", customer) }))

    /**
     * What happened to a customer, the oldest first.
     *
     * - `customer`: The person.
     */
    public suspend fun customerHistory(customer: CustomerId): List<CustomerChange> =
        read(call("customer_history", Arguments().apply { put("customer", customer) }))

    /**
     * Pairs of accounts that may be one person and wait for a look, the likeliest first. Looks at all accounts.
     *
     * - `limit`: At most so many; 0 means 50, the most is 500.
     */
    public suspend fun identityReview(limit: Long = 0): List<ReviewPair> =
        read(call("identity_review", Arguments().apply { put("limit", limit) }))

    /** How many accounts, customers by size, values that name nobody, pairs that wait. Looks at all accounts. */
    public suspend fun identityStats(): IdentityStats =
        read(call("identity_stats", Arguments()))

    /** Works out again who is who from what was observed and decided, and says what differs; empty means nothing. */
    public suspend fun identityVerify(): List<IdentityDifference> =
        read(call("identity_verify", Arguments()))

    /**
     * Registers a phone of an agent and gives its key, once: hand both over your own login.
     *
     * - `actor`: Who says so.
     * - `agent`: Whose phone it is.
     */
    public suspend fun registerDevice(actor: Actor, agent: AgentId): DeviceKey =
        read(call("register_device", Arguments().apply { put("actor", actor); put("agent", agent) }))

    /**
     * Revokes a phone: it wipes its copy when it next asks, and is given nothing any more.
     *
     * - `actor`: Who says so.
     * - `device`: Which phone.
     */
    public suspend fun revokeDevice(actor: Actor, device: DeviceId): Applied =
        read(call("revoke_device", Arguments().apply { put("actor", actor); put("device", device) }))

    /**
     * The phones of an agent, revoked ones among them.
     *
     * - `agent`: The agent.
     */
    public suspend fun devices(agent: AgentId): List<Device> =
        read(call("devices", Arguments().apply { put("agent", agent) }))

    /**
     * Answers a phone that keeps a copy of somebody's work: the bytes it posted in, the bytes to answer out. An error means that it is no phone of this user.
     *
     * - `user`: Who asks, as your own login knows them, and what they may see.
     */
    public suspend fun sync(user: SyncUser, body: ByteArray): Bytes =
        read(call("sync", Arguments().apply { put("user", user) }, body))

    /**
     * Takes jobs of these kinds that are due, for work the host does itself. Finish each within the lease.
     *
     * - `kinds`: Of which kinds.
     * - `limit`: Most of them.
     * - `leaseMs`: How long you may keep them, in milliseconds.
     */
    public suspend fun claimJobs(kinds: List<JobKind>, limit: Long = 10, leaseMs: Long = 120000): List<LeasedJob> =
        read(call("claim_jobs", Arguments().apply { put("kinds", kinds); put("limit", limit); put("lease_ms", leaseMs) }))

    /**
     * Says what came of a job. False: the lease was no longer yours, and nothing was written.
     *
     * - `job`: Which job.
     * - `lease`: The lease it was taken under.
     * - `outcome`: What came of it.
     */
    public suspend fun finishJob(job: JobId, lease: Uid, outcome: Outcome = Outcome()): Boolean =
        read(call("finish_job", Arguments().apply { put("job", job); put("lease", lease); put("outcome", outcome) }))

    /**
     * Carries out everything that is due, of all merchants in turn, and what becomes due by that.
     *
     * - `now`: As if it were then; now when absent.
     */
    public suspend fun runDue(now: Timestamp? = null): Worked =
        read(call("run_due", Arguments().apply { put("now", now) }))

    /**
     * Events after a place, like `events`; waits for one when there is none. Empty when the time is over or the desk was closed.
     *
     * - `since`: The place of the last event that was dealt with.
     * - `limit`: Most events; 0 means all that a page holds.
     * - `timeoutMs`: How long to wait for one, in milliseconds, up to a minute.
     */
    public suspend fun waitEvents(since: Cursor, limit: Long = 0, timeoutMs: Long = 0): EventPage =
        read(call("wait_events", Arguments().apply { put("since", since); put("limit", limit); put("timeout_ms", timeoutMs) }))

    /** Keeps a file and gives the hash it is found by. */
    public suspend fun putBlob(body: ByteArray): String =
        read(call("put_blob", Arguments(), body))

    /**
     * A file by its hash.
     *
     * - `hash`: The hash it is found by: 64 hexadecimal digits.
     */
    public suspend fun getBlob(hash: String): Bytes? =
        read(call("get_blob", Arguments().apply { put("hash", hash) }))

    /**
     * Imports orders, after-sales, customers, products or messages from CSV or JSON lines, by a mapping. A bad row is in the report and stops nothing. The same file twice changes nothing.
     *
     * - `mapping`: Which column means what.
     * - `path`: The file to read.
     * - `content`: The rows themselves, instead of a file.
     * - `options`: How it runs.
     * - `resume`: The bookmark of a report, to go on after a stop.
     */
    public suspend fun importFile(mapping: ImportMapping, path: String? = null, content: String? = null, options: ImportOptions = ImportOptions(), resume: Bookmark? = null): ImportReport =
        read(call("import_file", Arguments().apply { put("mapping", mapping); put("path", path); put("content", content); put("options", options); put("resume", resume) }))

    /**
     * Compares the after-sales that changed in a window on a platform with ours, takes in what the platform shows where they differ, and says what differed.
     *
     * - `platform`: The platform.
     * - `shop`: The shop.
     * - `since`: Changed then or later.
     * - `until`: Changed then or earlier.
     */
    public suspend fun reconcile(platform: Platform, shop: ShopId, since: Timestamp, until: Timestamp): ReconcileReport =
        read(call("reconcile", Arguments().apply { put("platform", platform); put("shop", shop); put("since", since); put("until", until) }))

    /**
     * Takes in what a shop has since a time. To go on after a stop, begin at the last `until`.
     *
     * - `platform`: The platform.
     * - `shop`: The shop.
     * - `since`: Since when.
     */
    public suspend fun backfill(platform: Platform, shop: ShopId, since: Timestamp): Backfilled =
        read(call("backfill", Arguments().apply { put("platform", platform); put("shop", shop); put("since", since) }))

    /**
     * Reads what changed at a shop since it was last polled, and takes it in.
     *
     * - `platform`: The platform.
     * - `shop`: The shop.
     */
    public suspend fun poll(platform: Platform, shop: ShopId): PollReport =
        read(call("poll", Arguments().apply { put("platform", platform); put("shop", shop) }))

    /** What the store finds wrong with itself; empty means nothing. */
    public suspend fun check(): List<String> =
        read(call("check", Arguments()))

    /** Counts all counters anew from the rows and puts them in place of what stood there: run it while nothing is written. Gives how many there are. */
    public suspend fun rebuildCounters(): Long =
        read(call("rebuild_counters", Arguments()))

    /** Counts the loads of all agents anew. Each that was not what tickets, tasks and offers add up to is told as the event `load_drifted`, and put right. Gives those; empty means that nothing was wrong. May run while people work. */
    public suspend fun verifyLoads(): List<LoadDrift> =
        read(call("verify_loads", Arguments()))

    /**
     * Reads the stored payloads of a ticket again and says where what is stored no longer follows from them.
     *
     * - `id`: The ticket.
     */
    public suspend fun replay(id: TicketId): List<Deviation> =
        read(call("replay", Arguments().apply { put("id", id) }))

    /** Seals what is still under a former key under the present one. Gives how many rows. */
    public suspend fun rotateKeys(): Long =
        read(call("rotate_keys", Arguments()))

    /** The engine's time, in milliseconds since 1970. */
    public fun now(): Timestamp =
        read(callNow("now", Arguments()))

    /** Inputs that wait for the lane. */
    public fun waiting(): Long =
        read(callNow("waiting", Arguments()))

    /** Platforms with an adapter, sorted. */
    public fun platforms(): List<Platform> =
        read(callNow("platforms", Arguments()))

    /**
     * What a platform can do, as its adapter declares.
     *
     * - `platform`: The platform.
     */
    public fun capabilities(platform: Platform): Capabilities =
        read(callNow("capabilities", Arguments().apply { put("platform", platform) }))

    /**
     * Where a merchant connects a shop to this application; nothing when the platform needs no page.
     *
     * - `app`: The application.
     * - `state`: What the platform gives back with its answer.
     */
    public fun authorizeUrl(app: AppId, state: String): String? =
        read(callNow("authorize_url", Arguments().apply { put("app", app); put("state", state) }))

    /** All merchants that something was ever written for, sorted. */
    public suspend fun tenants(): List<Tenant> =
        read(call("tenants", Arguments()))

    /**
     * Says by hand which merchant a shop belongs to. Goes before what is configured, and lasts until the desk is closed.
     *
     * - `platform`: The platform.
     * - `shop`: The shop.
     * - `tenant`: The merchant.
     */
    public fun routeShop(platform: Platform, shop: ShopId, tenant: String) {
        callNow("route_shop", Arguments().apply { put("platform", platform); put("shop", shop); put("tenant", tenant) })
    }
}

/** Methods that hold the thread they run on. */
internal val BLOCKING: Set<String> = setOf(
    "receive_all",
    "wait_events",
    "import_file",
)
