// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.
package dev.aftersync

import dev.aftersync.ffi.deriveId

/** Every method of a copy on a phone. */
public abstract class ReplicaMethods internal constructor() {
    internal abstract suspend fun call(name: String, args: Arguments, body: ByteArray? = null): String

    /**
     * A whole page of tickets, the most urgent first, with what waits drawn over them.
     *
     * - `query`: Which.
     */
    public suspend fun tickets(query: CopyQuery = CopyQuery()): List<ListedTicket> =
        read(call("tickets", Arguments().apply { put("query", query) }))

    /** How many tickets the copy has. */
    public suspend fun count(): Long =
        read(call("count", Arguments()))

    /**
     * A ticket, or the one it was merged into, with tasks, timeline, customer, what may be done, and what waits drawn over it; nothing when the copy does not have it.
     *
     * - `id`: The ticket; a merged one leads to what it became.
     */
    public suspend fun ticket(id: TicketId): TicketView? =
        read(call("ticket", Arguments().apply { put("id", id) }))

    /**
     * A ticket as the server last said it was: theirs, beside mine, when there is a conflict.
     *
     * - `id`: The ticket; a merged one leads to what it became.
     */
    public suspend fun theirs(id: TicketId): Bundle? =
        read(call("theirs", Arguments().apply { put("id", id) }))

    /**
     * A customer of one of the tickets; nothing when the copy does not have them.
     *
     * - `id`: The customer.
     */
    public suspend fun customer(id: CustomerId): Card? =
        read(call("customer", Arguments().apply { put("id", id) }))

    /** All customers of the copy. */
    public suspend fun customers(): List<Card> =
        read(call("customers", Arguments()))

    /** All tasks that are not done, with what waits drawn over them. */
    public suspend fun tasks(): List<CopiedTask> =
        read(call("tasks", Arguments()))

    /** When the copy was last wholly in step, by the server's clock; nothing before that. */
    public suspend fun inStepAt(): Timestamp? =
        read(call("in_step_at", Arguments()))

    /**
     * Queues a command and gives its key. It shows at once, and is pushed with the next sync.
     *
     * - `act`: What is wanted.
     * - `at`: What the phone's own clock says.
     */
    public suspend fun execute(act: Act, at: Timestamp = Timestamp.now()): String =
        read(call("execute", Arguments().apply { put("act", act); put("at", at) }))

    /**
     * Queues a photo or a file for a ticket, and gives the key of the command that adds it. It survives the end of the app, and goes on where it was.
     *
     * - `ticket`: To which ticket.
     * - `kind`: What it is.
     * - `at`: What the phone's own clock says.
     * - `note`: What its sender says of it. Personal data may stand here.
     */
    public suspend fun attach(ticket: TicketId, body: ByteArray, kind: EvidenceKind, at: Timestamp = Timestamp.now(), note: String? = null): String =
        read(call("attach", Arguments().apply { put("ticket", ticket); put("kind", kind); put("at", at); put("note", note) }, body))

    /** How much of the files that wait was sent. */
    public suspend fun uploading(): Uploading =
        read(call("uploading", Arguments()))

    /** All commands that wait, in order, conflicts and refusals among them. */
    public suspend fun pending(): List<Pending> =
        read(call("pending", Arguments()))

    /**
     * Decides about a conflict or a refusal. Gives the new key, when the command goes again.
     *
     * - `key`: The key of the command.
     * - `resolution`: What is decided.
     * - `at`: What the phone's own clock says.
     */
    public suspend fun resolve(key: String, resolution: Resolution, at: Timestamp = Timestamp.now()): String? =
        read(call("resolve", Arguments().apply { put("key", key); put("resolution", resolution); put("at", at) }))
}

/** Everything an actor can do: each call is one command, and gives what the desk or the copy gives for it. */
public abstract class ActingMethods<R> internal constructor() {
    internal abstract suspend fun run(act: Act): R

    /**
     * Agree to pay back without goods coming back; without an amount, what was asked for.
     *
     * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `goodwill`: Above what was paid, out of goodwill.
     * - `evidence`: Evidence.
     */
    public suspend fun approveRefund(ticket: TicketId, amount: Money? = null, text: String? = null, goodwill: Boolean = false, evidence: List<Evidence> = emptyList()): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.APPROVE_REFUND, details = Details(amount = amount, text = text, goodwill = goodwill, evidence = evidence)))

    /**
     * Agree that goods come back.
     *
     * - `address`: The platform's id of the return address; the shop's default when absent.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `lines`: Pieces per line.
     * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
     */
    public suspend fun approveReturn(ticket: TicketId, address: String? = null, text: String? = null, lines: List<LineOutcome> = emptyList(), amount: Money? = null): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.APPROVE_RETURN, details = Details(address = address, text = text, lines = lines, amount = amount)))

    /**
     * Agree to exchange.
     *
     * - `address`: The platform's id of the return address; the shop's default when absent.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `lines`: Pieces per line.
     */
    public suspend fun approveExchange(ticket: TicketId, address: String? = null, text: String? = null, lines: List<LineOutcome> = emptyList()): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.APPROVE_EXCHANGE, details = Details(address = address, text = text, lines = lines)))

    /**
     * Agree to repair.
     *
     * - `address`: The platform's id of the return address; the shop's default when absent.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `lines`: Pieces per line.
     */
    public suspend fun approveRepair(ticket: TicketId, address: String? = null, text: String? = null, lines: List<LineOutcome> = emptyList()): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.APPROVE_REPAIR, details = Details(address = address, text = text, lines = lines)))

    /**
     * Agree to send again.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `lines`: Pieces per line.
     * - `parcel`: The parcel concerned.
     */
    public suspend fun approveResend(ticket: TicketId, text: String? = null, lines: List<LineOutcome> = emptyList(), parcel: ParcelRef? = null): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.APPROVE_RESEND, details = Details(text = text, lines = lines, parcel = parcel)))

    /**
     * Pay what was bought too dear.
     *
     * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public suspend fun refundDifference(ticket: TicketId, amount: Money? = null, text: String? = null): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.REFUND_DIFFERENCE, details = Details(amount = amount, text = text)))

    /**
     * Pay goodwill under a payout number: a second payout with it is refused. A draft only notes it down, for somebody to ask for under the same number; with an amount of 0 it is withdrawn.
     *
     * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
     * - `payout`: The payout number of a compensation.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `goodwill`: Above what was paid, out of goodwill.
     * - `draft`: A compensation is only noted down: the same payout number without this asks for it, and with an amount of 0 the draft is withdrawn.
     */
    public suspend fun compensate(ticket: TicketId, amount: Money, payout: String, text: String? = null, goodwill: Boolean = false, draft: Boolean = false): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.COMPENSATE, details = Details(amount = amount, payout = payout, text = text, goodwill = goodwill, draft = draft)))

    /**
     * The goods are in the warehouse.
     *
     * - `lines`: Pieces per line.
     * - `parcel`: The parcel concerned.
     * - `evidence`: Evidence.
     */
    public suspend fun goodsArrived(ticket: TicketId, lines: List<LineOutcome> = emptyList(), parcel: ParcelRef? = null, evidence: List<Evidence> = emptyList()): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.GOODS_ARRIVED, details = Details(lines = lines, parcel = parcel, evidence = evidence)))

    /**
     * Some of the goods are in the warehouse.
     *
     * - `lines`: Pieces per line.
     * - `parcel`: The parcel concerned.
     * - `evidence`: Evidence.
     */
    public suspend fun goodsArrivedPart(ticket: TicketId, lines: List<LineOutcome>, parcel: ParcelRef? = null, evidence: List<Evidence> = emptyList()): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.GOODS_ARRIVED_PART, details = Details(lines = lines, parcel = parcel, evidence = evidence)))

    /**
     * The goods are fine.
     *
     * - `lines`: Pieces per line.
     * - `evidence`: Evidence.
     */
    public suspend fun inspectPass(ticket: TicketId, lines: List<LineOutcome> = emptyList(), evidence: List<Evidence> = emptyList()): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.INSPECT_PASS, details = Details(lines = lines, evidence = evidence)))

    /**
     * The goods are not fine.
     *
     * - `lines`: Pieces per line.
     * - `evidence`: Evidence.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `reasonCode`: The platform's reason code.
     */
    public suspend fun inspectFail(ticket: TicketId, lines: List<LineOutcome> = emptyList(), evidence: List<Evidence> = emptyList(), text: String? = null, reasonCode: String? = null): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.INSPECT_FAIL, details = Details(lines = lines, evidence = evidence, text = text, reasonCode = reasonCode)))

    /**
     * Some of the goods are fine.
     *
     * - `lines`: Pieces per line.
     * - `evidence`: Evidence.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
     */
    public suspend fun inspectPartial(ticket: TicketId, lines: List<LineOutcome>, evidence: List<Evidence> = emptyList(), text: String? = null, amount: Money? = null): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.INSPECT_PARTIAL, details = Details(lines = lines, evidence = evidence, text = text, amount = amount)))

    /**
     * The repair is done.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `parcel`: The parcel concerned.
     */
    public suspend fun repairDone(ticket: TicketId, text: String? = null, parcel: ParcelRef? = null): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.REPAIR_DONE, details = Details(text = text, parcel = parcel)))

    /**
     * It cannot be repaired.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public suspend fun unrepairable(ticket: TicketId, text: String? = null): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.UNREPAIRABLE, details = Details(text = text)))

    /**
     * Hand in evidence for an arbitration.
     *
     * - `evidence`: Evidence.
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public suspend fun submitEvidence(ticket: TicketId, evidence: List<Evidence> = emptyList(), text: String? = null): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.SUBMIT_EVIDENCE, details = Details(evidence = evidence, text = text)))

    /** Nothing is left to do. */
    public suspend fun close(ticket: TicketId): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.CLOSE, details = Details()))

    /**
     * It is not over after all.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public suspend fun reopen(ticket: TicketId, text: String? = null): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.REOPEN, details = Details(text = text)))

    /**
     * Refuse the request, with the platform's reason code where it has one, and words to the buyer.
     *
     * - `reasonCode`: The platform's reason code.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `evidence`: Evidence.
     */
    public suspend fun reject(ticket: TicketId, reasonCode: String? = null, text: String? = null, evidence: List<Evidence> = emptyList()): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.REJECT, details = Details(reasonCode = reasonCode, text = text, evidence = evidence)))

    /**
     * Ask the buyer for something.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public suspend fun askBuyer(ticket: TicketId, text: String): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.ASK_BUYER, details = Details(text = text)))

    /**
     * Answer what the buyer asked, which settles an inquiry.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public suspend fun answer(ticket: TicketId, text: String): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.ANSWER, details = Details(text = text)))

    /**
     * The replacement is on its way in this parcel.
     *
     * - `parcel`: The parcel concerned.
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public suspend fun replacementShipped(ticket: TicketId, parcel: ParcelRef, text: String? = null): R =
        run(Act.Move(ticket = ticket, trigger = Trigger.REPLACEMENT_SHIPPED, details = Details(parcel = parcel, text = text)))

    /**
     * Move a ticket.
     *
     * - `ticket`: Which.
     * - `trigger`: How.
     * - `details`: With what.
     */
    public suspend fun move(ticket: TicketId, trigger: Trigger, details: Details = Details()): R =
        run(Act.Move(ticket = ticket, trigger = trigger, details = details))

    /**
     * Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
     * is made when somebody else with that authority does the task.
     *
     * - `ticket`: Which.
     * - `trigger`: How it would move.
     * - `details`: With what: an amount, pieces, a reason. Words and evidence are given to the ticket itself.
     */
    public suspend fun askApproval(ticket: TicketId, trigger: Trigger, details: Details = Details()): R =
        run(Act.AskApproval(ticket = ticket, trigger = trigger, details = details))

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
    public suspend fun reply(ticket: TicketId, text: String, channel: Two<Platform, Channel>? = null, confidence: Long? = null, lang: Lang? = null, template: String? = null): R =
        run(Act.Reply(ticket = ticket, text = text, channel = channel, confidence = confidence, lang = lang, template = template))

    /**
     * A bot hands its ticket over to a person.
     *
     * - `ticket`: Which ticket.
     * - `reason`: Why.
     * - `left`: What it leaves.
     */
    public suspend fun handOff(ticket: TicketId, reason: HandOffReason, left: HandedOver = HandedOver()): R =
        run(Act.HandOff(ticket = ticket, reason = reason, left = left))

    /**
     * Leave a note for colleagues.
     *
     * - `ticket`: On which ticket.
     * - `text`: The words. Personal data may stand here.
     * - `mentions`: Colleagues it is for: each is told of by an event of its own.
     */
    public suspend fun note(ticket: TicketId, text: String, mentions: List<AgentId> = emptyList()): R =
        run(Act.Note(ticket = ticket, text = text, mentions = mentions))

    /**
     * Let an agent hear of a ticket: who watches it stands on it, the host tells them.
     *
     * - `ticket`: Which ticket.
     * - `agent`: Who.
     */
    public suspend fun watch(ticket: TicketId, agent: AgentId): R =
        run(Act.Watch(ticket = ticket, agent = agent))

    /**
     * Let an agent hear of it no longer.
     *
     * - `ticket`: Which ticket.
     * - `agent`: Who.
     */
    public suspend fun unwatch(ticket: TicketId, agent: AgentId): R =
        run(Act.Unwatch(ticket = ticket, agent = agent))

    /**
     * Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
     * channel is open again. What a move tells is told by the move.
     *
     * - `ticket`: About which ticket.
     * - `verb`: What: one of `ActionVerb::ASIDES`.
     * - `details`: What belongs to it: a text, a parcel.
     */
    public suspend fun tell(ticket: TicketId, verb: ActionVerb, details: Details = Details()): R =
        run(Act.Tell(ticket = ticket, verb = verb, details = details))

    /**
     * Give a ticket to an agent, or back to its queue.
     *
     * - `ticket`: Which.
     * - `agent`: To whom; `None` means back to the queue.
     */
    public suspend fun assign(ticket: TicketId, agent: AgentId? = null): R =
        run(Act.Assign(ticket = ticket, agent = agent))

    /**
     * Take a ticket that is offered.
     *
     * - `ticket`: Which.
     * - `agent`: To whom it is offered.
     */
    public suspend fun acceptOffer(ticket: TicketId, agent: AgentId): R =
        run(Act.AcceptOffer(ticket = ticket, agent = agent))

    /**
     * Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
     * nobody else is asked meanwhile.
     *
     * - `ticket`: Which.
     * - `agent`: To whom it is offered.
     */
    public suspend fun holdOffer(ticket: TicketId, agent: AgentId): R =
        run(Act.HoldOffer(ticket = ticket, agent = agent))

    /**
     * Turn down a ticket that is offered. It is offered to others first from then on.
     *
     * - `ticket`: Which.
     * - `agent`: To whom it is offered.
     */
    public suspend fun rejectOffer(ticket: TicketId, agent: AgentId): R =
        run(Act.RejectOffer(ticket = ticket, agent = agent))

    /**
     * Put a ticket into another queue.
     *
     * - `ticket`: Which.
     * - `queue`: Into which queue.
     */
    public suspend fun transfer(ticket: TicketId, queue: String): R =
        run(Act.Transfer(ticket = ticket, queue = queue))

    /**
     * Change what people keep on a ticket.
     *
     * - `ticket`: Which.
     * - `addTags`: Tags to add.
     * - `band`: The priority.
     * - `custom`: Custom fields to set.
     * - `evidence`: Evidence to add.
     * - `issue`: What the problem is.
     * - `removeTags`: Tags to take away.
     */
    public suspend fun edit(ticket: TicketId, addTags: List<String> = emptyList(), band: Long? = null, custom: Map<String, CustomValue> = emptyMap(), evidence: List<Evidence> = emptyList(), issue: IssueType? = null, removeTags: List<String> = emptyList()): R =
        run(Act.Edit(ticket = ticket, addTags = addTags, band = band, custom = custom, evidence = evidence, issue = issue, removeTags = removeTags))

    /**
     * Make two tickets one.
     *
     * - `from`: The one that becomes part of it.
     * - `into`: The one that goes on.
     */
    public suspend fun merge(from: TicketId, into: TicketId): R =
        run(Act.Merge(from = from, into = into))

    /**
     * Take sources out of a ticket into one of their own.
     *
     * - `ticket`: Which ticket.
     * - `sources`: Which sources leave it.
     */
    public suspend fun split(ticket: TicketId, sources: List<SourceId>): R =
        run(Act.Split(ticket = ticket, sources = sources))

    /**
     * Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating.
     *
     * - `ticket`: Which ticket.
     */
    public suspend fun refold(ticket: TicketId): R =
        run(Act.Refold(ticket = ticket))

    /**
     * Open an internal task.
     *
     * - `ticket`: For which ticket.
     * - `kind`: What.
     * - `after`: After which other tasks of the same ticket.
     * - `group`: For which group; when empty, for the one that is configured for the kind.
     */
    public suspend fun openTask(ticket: TicketId, kind: TaskKind, after: List<TaskId> = emptyList(), group: String = ""): R =
        run(Act.OpenTask(ticket = ticket, kind = kind, after = after, group = group))

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
    public suspend fun moveTask(task: TaskId, trigger: TaskTrigger, agent: AgentId? = null, amount: Money? = null, attachments: List<Evidence> = emptyList(), form: Map<String, CustomValue> = emptyMap(), lines: List<LineOutcome> = emptyList(), raises: Trigger? = null, reason: String? = null, result: TaskResult? = null): R =
        run(Act.MoveTask(task = task, trigger = trigger, agent = agent, amount = amount, attachments = attachments, form = form, lines = lines, raises = raises, reason = reason, result = result))

    /**
     * Publish a configuration.
     *
     * - `config`: The whole document.
     */
    public suspend fun configure(config: Config): R =
        run(Act.Configure(config = config))

    /**
     * Add or change an agent.
     *
     * - `agent`: The agent.
     */
    public suspend fun putAgent(agent: Agent): R =
        run(Act.PutAgent(agent = agent))

    /**
     * Remove an agent. Open tickets they have go back to the queues.
     *
     * - `agent`: Which.
     */
    public suspend fun removeAgent(agent: AgentId): R =
        run(Act.RemoveAgent(agent = agent))

    /**
     * Say whether an agent takes work.
     *
     * - `agent`: Which.
     * - `presence`: Whether.
     * - `leased`: Only for as long as heartbeats come. Otherwise it is set by hand: it stays, whatever heartbeats come or fail to.
     */
    public suspend fun setPresence(agent: AgentId, presence: Presence, leased: Boolean = false): R =
        run(Act.SetPresence(agent = agent, presence = presence, leased = leased))

    /**
     * Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
     * they are, and is online again if the lease had run out; to a status set by hand it does nothing.
     *
     * - `agent`: Whose.
     */
    public suspend fun heartbeat(agent: AgentId): R =
        run(Act.Heartbeat(agent = agent))

    /**
     * Let a phone keep a copy of an agent's work. Its key is given by `register_device`.
     *
     * - `agent`: Whose work.
     * - `device`: The phone, by an id that was never used.
     */
    public suspend fun registerDevice(agent: AgentId, device: DeviceId): R =
        run(Act.RegisterDevice(agent = agent, device = device))

    /**
     * Let it no longer: it is not answered again, and wipes itself when it next asks.
     *
     * - `device`: The phone.
     */
    public suspend fun revokeDevice(device: DeviceId): R =
        run(Act.RevokeDevice(device = device))

    /**
     * Add or change a product.
     *
     * - `product`: The product.
     */
    public suspend fun putProduct(product: Product): R =
        run(Act.PutProduct(product = product))

    /**
     * Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there.
     *
     * - `levels`: Article by article; those that are not named stay as they were.
     */
    public suspend fun setStock(levels: List<StockCount>): R =
        run(Act.SetStock(levels = levels))

    /**
     * Join a listing to a product by hand.
     *
     * - `listing`: The listing.
     * - `product`: The product.
     */
    public suspend fun joinListing(listing: ListingId, product: ProductId): R =
        run(Act.JoinListing(listing = listing, product = product))

    /**
     * Change what people keep on a customer.
     *
     * - `customer`: Which.
     * - `addTags`: Tags to add.
     * - `custom`: Custom fields to set.
     */
    public suspend fun editCustomer(customer: CustomerId, addTags: List<String> = emptyList(), custom: Map<String, CustomValue> = emptyMap()): R =
        run(Act.EditCustomer(customer = customer, addTags = addTags, custom = custom))

    /**
     * Say that two customers are one person. No later observation takes them apart again.
     *
     * - `one`: The one.
     * - `other`: The other.
     */
    public suspend fun mergeCustomers(one: CustomerId, other: CustomerId): R =
        run(Act.MergeCustomers(one = one, other = other))

    /**
     * Say that accounts of a customer are another person than its others. No later observation brings them together.
     *
     * - `accounts`: The accounts that are somebody else's.
     * - `customer`: Which.
     */
    public suspend fun splitCustomer(accounts: List<AccountId>, customer: CustomerId): R =
        run(Act.SplitCustomer(accounts = accounts, customer = customer))

    /**
     * Take back what was decided about who is who: all is as if it had not been.
     *
     * - `decision`: Which.
     */
    public suspend fun undoDecision(decision: DecisionId): R =
        run(Act.UndoDecision(decision = decision))

    /**
     * Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again.
     *
     * - `blocked`: Whether it names nobody.
     * - `value`: The value; kind `phone` stands for a phone. Personal data, hashed on the way in.
     */
    public suspend fun blockValue(blocked: Boolean, value: Given): R =
        run(Act.BlockValue(blocked = blocked, value = value))

    /**
     * Change what the merchant keeps on an order line.
     *
     * - `custom`: Custom fields to set.
     * - `line`: The platform's id of the line.
     * - `order`: The order.
     */
    public suspend fun editLine(custom: Map<String, CustomValue>, line: String, order: OrderId): R =
        run(Act.EditLine(custom = custom, line = line, order = order))

    /**
     * Forget a customer: all that is personal goes, here and out of every copy; the figures stay.
     *
     * - `customer`: Which.
     * - `force`: Even while tickets of theirs are open.
     */
    public suspend fun forget(customer: CustomerId, force: Boolean = false): R =
        run(Act.Forget(customer = customer, force = force))

    /**
     * Set a dead letter going again.
     *
     * - `job`: Which job.
     */
    public suspend fun redrive(job: JobId): R =
        run(Act.Redrive(job = job))

    /**
     * Throw a dead letter away.
     *
     * - `job`: Which job.
     */
    public suspend fun drop(job: JobId): R =
        run(Act.Drop(job = job))

    /**
     * Forget a quarantined payload (after it was read, or as useless).
     *
     * - `quarantine`: Which.
     */
    public suspend fun release(quarantine: QuarantineId): R =
        run(Act.Release(quarantine = quarantine))
}

/** The id of an agent, from the host's own id for that person or bot. */
public fun agentId(external: String): AgentId = AgentId(guarded { deriveId("agent_id", listOf(external)) })

/** The id of a queue, from its name. */
public fun queueId(name: String): QueueId = QueueId(guarded { deriveId("queue_id", listOf(name)) })

/** The id of an order, from its platform and number. */
public fun orderId(platform: String, number: String): OrderId = OrderId(guarded { deriveId("order_id", listOf(platform, number)) })

/** The id of a buyer's account, from its platform, scope and the platform's id of the buyer. */
public fun accountId(platform: String, scope: String, uid: String): AccountId = AccountId(guarded { deriveId("account_id", listOf(platform, scope, uid)) })

/** The id of an outside object that a ticket is made of. */
public fun sourceId(platform: String, shop: String, `object`: String, externalId: String): SourceId = SourceId(guarded { deriveId("source_id", listOf(platform, shop, `object`, externalId)) })

/** The id of an article as one shop lists it. */
public fun listingId(platform: String, shop: String, sku: String): ListingId = ListingId(guarded { deriveId("listing_id", listOf(platform, shop, sku)) })

/** The key of a shop. */
public fun shopKey(platform: String, shop: String): ShopKey = ShopKey(guarded { deriveId("shop_key", listOf(platform, shop)) })

/** The id of a parcel, from its tracking number. */
public fun parcelId(number: String): ParcelId = ParcelId(guarded { deriveId("parcel_id", listOf(number)) })

/** The id of a conversation. */
public fun conversationId(platform: String, shop: String, externalId: String): ConversationId = ConversationId(guarded { deriveId("conversation_id", listOf(platform, shop, externalId)) })

/** The id of one message of a conversation. */
public fun messageId(conversation: String, externalId: String): MessageId = MessageId(guarded { deriveId("message_id", listOf(conversation, externalId)) })

/** Everything that goes wrong in this library. Decide by its class or `failure.kind`, never by the message. */
public sealed class AftersyncException(public val failure: Failure) : RuntimeException(failure.message) {
    /** A setting is missing or contradicts another. */
    public class Config(failure: Failure) : AftersyncException(failure)

    /** A signature or decryption did not verify. */
    public class Signature(failure: Failure) : AftersyncException(failure)

    /** Bytes or values do not have the shape they must have. */
    public class Malformed(failure: Failure) : AftersyncException(failure)

    /** The platform or this build cannot do that. */
    public class Unsupported(failure: Failure) : AftersyncException(failure)

    /** Credentials are missing, expired or refused. */
    public class Unauthorized(failure: Failure) : AftersyncException(failure)

    /** The caller or the app may not do that. */
    public class Forbidden(failure: Failure) : AftersyncException(failure)

    /** The thing named does not exist here. */
    public class NotFound(failure: Failure) : AftersyncException(failure)

    /** Somebody else changed it first. */
    public class Conflict(failure: Failure) : AftersyncException(failure)

    /** Too many calls. */
    public class RateLimited(failure: Failure) : AftersyncException(failure)

    /** A rule of the desk or of the platform refuses it. */
    public class Rejected(failure: Failure) : AftersyncException(failure)

    /** The other side or the store cannot be reached now. */
    public class Unavailable(failure: Failure) : AftersyncException(failure)

    /** Code of the host failed. */
    public class Host(failure: Failure) : AftersyncException(failure)

    /** A bug in this library. */
    public class Internal(failure: Failure) : AftersyncException(failure)

    internal companion object {
        fun of(failure: Failure): AftersyncException = when (failure.kind) {
            ErrorKind.CONFIG -> Config(failure)
            ErrorKind.SIGNATURE -> Signature(failure)
            ErrorKind.MALFORMED -> Malformed(failure)
            ErrorKind.UNSUPPORTED -> Unsupported(failure)
            ErrorKind.UNAUTHORIZED -> Unauthorized(failure)
            ErrorKind.FORBIDDEN -> Forbidden(failure)
            ErrorKind.NOT_FOUND -> NotFound(failure)
            ErrorKind.CONFLICT -> Conflict(failure)
            ErrorKind.RATE_LIMITED -> RateLimited(failure)
            ErrorKind.REJECTED -> Rejected(failure)
            ErrorKind.UNAVAILABLE -> Unavailable(failure)
            ErrorKind.HOST -> Host(failure)
            ErrorKind.INTERNAL -> Internal(failure)
        }
    }
}
