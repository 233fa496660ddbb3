// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.
import Foundation
import AftersyncNative

extension Replica {
    /**
     * A whole page of tickets, the most urgent first, with what waits drawn over them.
     *
     * - `query`: Which.
     */
    public func tickets(query: CopyQuery = CopyQuery()) async throws -> [ListedTicket] {
        var arguments = Arguments()
        try arguments.put("query", query)
        return try await call("tickets", arguments)
    }

    /** How many tickets the copy has. */
    public func count() async throws -> Int64 {
        let arguments = Arguments()
        return try await call("count", arguments)
    }

    /**
     * A ticket, or the one it was merged into, with tasks, timeline, customer, what may be done, and what waits drawn over it; nothing when the copy does not have it.
     *
     * - `id`: The ticket; a merged one leads to what it became.
     */
    public func ticket(id: TicketId) async throws -> TicketView? {
        var arguments = Arguments()
        try arguments.put("id", id)
        return try await call("ticket", arguments)
    }

    /**
     * A ticket as the server last said it was: theirs, beside mine, when there is a conflict.
     *
     * - `id`: The ticket; a merged one leads to what it became.
     */
    public func theirs(id: TicketId) async throws -> Bundle? {
        var arguments = Arguments()
        try arguments.put("id", id)
        return try await call("theirs", arguments)
    }

    /**
     * A customer of one of the tickets; nothing when the copy does not have them.
     *
     * - `id`: The customer.
     */
    public func customer(id: CustomerId) async throws -> Card? {
        var arguments = Arguments()
        try arguments.put("id", id)
        return try await call("customer", arguments)
    }

    /** All customers of the copy. */
    public func customers() async throws -> [Card] {
        let arguments = Arguments()
        return try await call("customers", arguments)
    }

    /** All tasks that are not done, with what waits drawn over them. */
    public func tasks() async throws -> [CopiedTask] {
        let arguments = Arguments()
        return try await call("tasks", arguments)
    }

    /** When the copy was last wholly in step, by the server's clock; nothing before that. */
    public func inStepAt() async throws -> Timestamp? {
        let arguments = Arguments()
        return try await call("in_step_at", arguments)
    }

    /**
     * Queues a command and gives its key. It shows at once, and is pushed with the next sync.
     *
     * - `act`: What is wanted.
     * - `at`: What the phone's own clock says.
     */
    public func execute(act: Act, at: Timestamp = .now) async throws -> String {
        var arguments = Arguments()
        try arguments.put("act", act)
        try arguments.put("at", at)
        return try await call("execute", arguments)
    }

    /**
     * Queues a photo or a file for a ticket, and gives the key of the command that adds it. It survives the end of the app, and goes on where it was.
     *
     * - `ticket`: To which ticket.
     * - `kind`: What it is.
     * - `at`: What the phone's own clock says.
     * - `note`: What its sender says of it. Personal data may stand here.
     */
    public func attach(ticket: TicketId, body: Data, kind: EvidenceKind, at: Timestamp = .now, note: String? = nil) async throws -> String {
        var arguments = Arguments()
        try arguments.put("ticket", ticket)
        try arguments.put("kind", kind)
        try arguments.put("at", at)
        try arguments.put("note", note)
        return try await call("attach", arguments, body: body)
    }

    /** How much of the files that wait was sent. */
    public func uploading() async throws -> Uploading {
        let arguments = Arguments()
        return try await call("uploading", arguments)
    }

    /** All commands that wait, in order, conflicts and refusals among them. */
    public func pending() async throws -> [Pending] {
        let arguments = Arguments()
        return try await call("pending", arguments)
    }

    /**
     * Decides about a conflict or a refusal. Gives the new key, when the command goes again.
     *
     * - `key`: The key of the command.
     * - `resolution`: What is decided.
     * - `at`: What the phone's own clock says.
     */
    public func resolve(key: String, resolution: Resolution, at: Timestamp = .now) async throws -> String? {
        var arguments = Arguments()
        try arguments.put("key", key)
        try arguments.put("resolution", resolution)
        try arguments.put("at", at)
        return try await call("resolve", arguments)
    }
}

/** Everything an actor can do: each call is one command. */
public protocol Acting: Sendable {
    /** What is given for a command. */
    associatedtype Answer: Sendable

    func run(_ act: Act) async throws -> Answer
}

extension Acting {
    /**
     * Agree to pay back without goods coming back; without an amount, what was asked for.
     *
     * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `goodwill`: Above what was paid, out of goodwill.
     * - `evidence`: Evidence.
     */
    public func approveRefund(ticket: TicketId, amount: Money? = nil, text: String? = nil, goodwill: Bool = false, evidence: [Evidence] = []) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .approveRefund, details: Details(amount: amount, evidence: evidence, goodwill: goodwill, text: text))))
    }

    /**
     * Agree that goods come back.
     *
     * - `address`: The platform's id of the return address; the shop's default when absent.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `lines`: Pieces per line.
     * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
     */
    public func approveReturn(ticket: TicketId, address: String? = nil, text: String? = nil, lines: [LineOutcome] = [], amount: Money? = nil) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .approveReturn, details: Details(address: address, amount: amount, lines: lines, text: text))))
    }

    /**
     * Agree to exchange.
     *
     * - `address`: The platform's id of the return address; the shop's default when absent.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `lines`: Pieces per line.
     */
    public func approveExchange(ticket: TicketId, address: String? = nil, text: String? = nil, lines: [LineOutcome] = []) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .approveExchange, details: Details(address: address, lines: lines, text: text))))
    }

    /**
     * Agree to repair.
     *
     * - `address`: The platform's id of the return address; the shop's default when absent.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `lines`: Pieces per line.
     */
    public func approveRepair(ticket: TicketId, address: String? = nil, text: String? = nil, lines: [LineOutcome] = []) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .approveRepair, details: Details(address: address, lines: lines, text: text))))
    }

    /**
     * Agree to send again.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `lines`: Pieces per line.
     * - `parcel`: The parcel concerned.
     */
    public func approveResend(ticket: TicketId, text: String? = nil, lines: [LineOutcome] = [], parcel: ParcelRef? = nil) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .approveResend, details: Details(lines: lines, parcel: parcel, text: text))))
    }

    /**
     * Pay what was bought too dear.
     *
     * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public func refundDifference(ticket: TicketId, amount: Money? = nil, text: String? = nil) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .refundDifference, details: Details(amount: amount, text: text))))
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
    public func compensate(ticket: TicketId, amount: Money, payout: String, text: String? = nil, goodwill: Bool = false, draft: Bool = false) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .compensate, details: Details(amount: amount, draft: draft, goodwill: goodwill, payout: payout, text: text))))
    }

    /**
     * The goods are in the warehouse.
     *
     * - `lines`: Pieces per line.
     * - `parcel`: The parcel concerned.
     * - `evidence`: Evidence.
     */
    public func goodsArrived(ticket: TicketId, lines: [LineOutcome] = [], parcel: ParcelRef? = nil, evidence: [Evidence] = []) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .goodsArrived, details: Details(evidence: evidence, lines: lines, parcel: parcel))))
    }

    /**
     * Some of the goods are in the warehouse.
     *
     * - `lines`: Pieces per line.
     * - `parcel`: The parcel concerned.
     * - `evidence`: Evidence.
     */
    public func goodsArrivedPart(ticket: TicketId, lines: [LineOutcome], parcel: ParcelRef? = nil, evidence: [Evidence] = []) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .goodsArrivedPart, details: Details(evidence: evidence, lines: lines, parcel: parcel))))
    }

    /**
     * The goods are fine.
     *
     * - `lines`: Pieces per line.
     * - `evidence`: Evidence.
     */
    public func inspectPass(ticket: TicketId, lines: [LineOutcome] = [], evidence: [Evidence] = []) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .inspectPass, details: Details(evidence: evidence, lines: lines))))
    }

    /**
     * The goods are not fine.
     *
     * - `lines`: Pieces per line.
     * - `evidence`: Evidence.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `reasonCode`: The platform's reason code.
     */
    public func inspectFail(ticket: TicketId, lines: [LineOutcome] = [], evidence: [Evidence] = [], text: String? = nil, reasonCode: String? = nil) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .inspectFail, details: Details(evidence: evidence, lines: lines, reasonCode: reasonCode, text: text))))
    }

    /**
     * Some of the goods are fine.
     *
     * - `lines`: Pieces per line.
     * - `evidence`: Evidence.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `amount`: How much, in the ticket's currency; the amount asked for when absent.
     */
    public func inspectPartial(ticket: TicketId, lines: [LineOutcome], evidence: [Evidence] = [], text: String? = nil, amount: Money? = nil) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .inspectPartial, details: Details(amount: amount, evidence: evidence, lines: lines, text: text))))
    }

    /**
     * The repair is done.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `parcel`: The parcel concerned.
     */
    public func repairDone(ticket: TicketId, text: String? = nil, parcel: ParcelRef? = nil) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .repairDone, details: Details(parcel: parcel, text: text))))
    }

    /**
     * It cannot be repaired.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public func unrepairable(ticket: TicketId, text: String? = nil) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .unrepairable, details: Details(text: text))))
    }

    /**
     * Hand in evidence for an arbitration.
     *
     * - `evidence`: Evidence.
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public func submitEvidence(ticket: TicketId, evidence: [Evidence] = [], text: String? = nil) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .submitEvidence, details: Details(evidence: evidence, text: text))))
    }

    /** Nothing is left to do. */
    public func close(ticket: TicketId) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .close, details: Details())))
    }

    /**
     * It is not over after all.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public func reopen(ticket: TicketId, text: String? = nil) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .reopen, details: Details(text: text))))
    }

    /**
     * Refuse the request, with the platform's reason code where it has one, and words to the buyer.
     *
     * - `reasonCode`: The platform's reason code.
     * - `text`: Words to the buyer. Personal data may stand here.
     * - `evidence`: Evidence.
     */
    public func reject(ticket: TicketId, reasonCode: String? = nil, text: String? = nil, evidence: [Evidence] = []) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .reject, details: Details(evidence: evidence, reasonCode: reasonCode, text: text))))
    }

    /**
     * Ask the buyer for something.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public func askBuyer(ticket: TicketId, text: String) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .askBuyer, details: Details(text: text))))
    }

    /**
     * Answer what the buyer asked, which settles an inquiry.
     *
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public func answer(ticket: TicketId, text: String) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .answer, details: Details(text: text))))
    }

    /**
     * The replacement is on its way in this parcel.
     *
     * - `parcel`: The parcel concerned.
     * - `text`: Words to the buyer. Personal data may stand here.
     */
    public func replacementShipped(ticket: TicketId, parcel: ParcelRef, text: String? = nil) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: .replacementShipped, details: Details(parcel: parcel, text: text))))
    }

    /**
     * Move a ticket.
     *
     * - `ticket`: Which.
     * - `trigger`: How.
     * - `details`: With what.
     */
    public func move(ticket: TicketId, trigger: Trigger, details: Details = Details()) async throws -> Answer {
        try await run(.move(.init(ticket: ticket, trigger: trigger, details: details)))
    }

    /**
     * Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
     * is made when somebody else with that authority does the task.
     *
     * - `ticket`: Which.
     * - `trigger`: How it would move.
     * - `details`: With what: an amount, pieces, a reason. Words and evidence are given to the ticket itself.
     */
    public func askApproval(ticket: TicketId, trigger: Trigger, details: Details = Details()) async throws -> Answer {
        try await run(.askApproval(.init(ticket: ticket, trigger: trigger, details: details)))
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
    public func reply(ticket: TicketId, text: String, channel: Two<Platform, Channel>? = nil, confidence: Int64? = nil, lang: Lang? = nil, template: String? = nil) async throws -> Answer {
        try await run(.reply(.init(text: text, ticket: ticket, channel: channel, confidence: confidence, lang: lang, template: template)))
    }

    /**
     * A bot hands its ticket over to a person.
     *
     * - `ticket`: Which ticket.
     * - `reason`: Why.
     * - `left`: What it leaves.
     */
    public func handOff(ticket: TicketId, reason: HandOffReason, left: HandedOver = HandedOver()) async throws -> Answer {
        try await run(.handOff(.init(reason: reason, ticket: ticket, left: left)))
    }

    /**
     * Leave a note for colleagues.
     *
     * - `ticket`: On which ticket.
     * - `text`: The words. Personal data may stand here.
     * - `mentions`: Colleagues it is for: each is told of by an event of its own.
     */
    public func note(ticket: TicketId, text: String, mentions: [AgentId] = []) async throws -> Answer {
        try await run(.note(.init(text: text, ticket: ticket, mentions: mentions)))
    }

    /**
     * Let an agent hear of a ticket: who watches it stands on it, the host tells them.
     *
     * - `ticket`: Which ticket.
     * - `agent`: Who.
     */
    public func watch(ticket: TicketId, agent: AgentId) async throws -> Answer {
        try await run(.watch(.init(agent: agent, ticket: ticket)))
    }

    /**
     * Let an agent hear of it no longer.
     *
     * - `ticket`: Which ticket.
     * - `agent`: Who.
     */
    public func unwatch(ticket: TicketId, agent: AgentId) async throws -> Answer {
        try await run(.unwatch(.init(agent: agent, ticket: ticket)))
    }

    /**
     * Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
     * channel is open again. What a move tells is told by the move.
     *
     * - `ticket`: About which ticket.
     * - `verb`: What: one of `ActionVerb::ASIDES`.
     * - `details`: What belongs to it: a text, a parcel.
     */
    public func tell(ticket: TicketId, verb: ActionVerb, details: Details = Details()) async throws -> Answer {
        try await run(.tell(.init(ticket: ticket, verb: verb, details: details)))
    }

    /**
     * Give a ticket to an agent, or back to its queue.
     *
     * - `ticket`: Which.
     * - `agent`: To whom; `None` means back to the queue.
     */
    public func assign(ticket: TicketId, agent: AgentId? = nil) async throws -> Answer {
        try await run(.assign(.init(ticket: ticket, agent: agent)))
    }

    /**
     * Take a ticket that is offered.
     *
     * - `ticket`: Which.
     * - `agent`: To whom it is offered.
     */
    public func acceptOffer(ticket: TicketId, agent: AgentId) async throws -> Answer {
        try await run(.acceptOffer(.init(agent: agent, ticket: ticket)))
    }

    /**
     * Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
     * nobody else is asked meanwhile.
     *
     * - `ticket`: Which.
     * - `agent`: To whom it is offered.
     */
    public func holdOffer(ticket: TicketId, agent: AgentId) async throws -> Answer {
        try await run(.holdOffer(.init(agent: agent, ticket: ticket)))
    }

    /**
     * Turn down a ticket that is offered. It is offered to others first from then on.
     *
     * - `ticket`: Which.
     * - `agent`: To whom it is offered.
     */
    public func rejectOffer(ticket: TicketId, agent: AgentId) async throws -> Answer {
        try await run(.rejectOffer(.init(agent: agent, ticket: ticket)))
    }

    /**
     * Put a ticket into another queue.
     *
     * - `ticket`: Which.
     * - `queue`: Into which queue.
     */
    public func transfer(ticket: TicketId, queue: String) async throws -> Answer {
        try await run(.transfer(.init(queue: queue, ticket: ticket)))
    }

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
    public func edit(ticket: TicketId, addTags: [String] = [], band: Int64? = nil, custom: [String: CustomValue] = [:], evidence: [Evidence] = [], issue: IssueType? = nil, removeTags: [String] = []) async throws -> Answer {
        try await run(.edit(.init(ticket: ticket, addTags: addTags, band: band, custom: custom, evidence: evidence, issue: issue, removeTags: removeTags)))
    }

    /**
     * Make two tickets one.
     *
     * - `from`: The one that becomes part of it.
     * - `into`: The one that goes on.
     */
    public func merge(from: TicketId, into: TicketId) async throws -> Answer {
        try await run(.merge(.init(from: from, into: into)))
    }

    /**
     * Take sources out of a ticket into one of their own.
     *
     * - `ticket`: Which ticket.
     * - `sources`: Which sources leave it.
     */
    public func split(ticket: TicketId, sources: [SourceId]) async throws -> Answer {
        try await run(.split(.init(sources: sources, ticket: ticket)))
    }

    /**
     * Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating.
     *
     * - `ticket`: Which ticket.
     */
    public func refold(ticket: TicketId) async throws -> Answer {
        try await run(.refold(.init(ticket: ticket)))
    }

    /**
     * Open an internal task.
     *
     * - `ticket`: For which ticket.
     * - `kind`: What.
     * - `after`: After which other tasks of the same ticket.
     * - `group`: For which group; when empty, for the one that is configured for the kind.
     */
    public func openTask(ticket: TicketId, kind: TaskKind, after: [TaskId] = [], group: String = "") async throws -> Answer {
        try await run(.openTask(.init(kind: kind, ticket: ticket, after: after, group: group)))
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
    public func moveTask(task: TaskId, trigger: TaskTrigger, agent: AgentId? = nil, amount: Money? = nil, attachments: [Evidence] = [], form: [String: CustomValue] = [:], lines: [LineOutcome] = [], raises: Trigger? = nil, reason: String? = nil, result: TaskResult? = nil) async throws -> Answer {
        try await run(.moveTask(.init(task: task, trigger: trigger, agent: agent, amount: amount, attachments: attachments, form: form, lines: lines, raises: raises, reason: reason, result: result)))
    }

    /**
     * Publish a configuration.
     *
     * - `config`: The whole document.
     */
    public func configure(config: Config) async throws -> Answer {
        try await run(.configure(.init(config: config)))
    }

    /**
     * Add or change an agent.
     *
     * - `agent`: The agent.
     */
    public func putAgent(agent: Agent) async throws -> Answer {
        try await run(.putAgent(.init(agent: agent)))
    }

    /**
     * Remove an agent. Open tickets they have go back to the queues.
     *
     * - `agent`: Which.
     */
    public func removeAgent(agent: AgentId) async throws -> Answer {
        try await run(.removeAgent(.init(agent: agent)))
    }

    /**
     * Say whether an agent takes work.
     *
     * - `agent`: Which.
     * - `presence`: Whether.
     * - `leased`: Only for as long as heartbeats come. Otherwise it is set by hand: it stays, whatever heartbeats come or fail to.
     */
    public func setPresence(agent: AgentId, presence: Presence, leased: Bool = false) async throws -> Answer {
        try await run(.setPresence(.init(agent: agent, presence: presence, leased: leased)))
    }

    /**
     * Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
     * they are, and is online again if the lease had run out; to a status set by hand it does nothing.
     *
     * - `agent`: Whose.
     */
    public func heartbeat(agent: AgentId) async throws -> Answer {
        try await run(.heartbeat(.init(agent: agent)))
    }

    /**
     * Let a phone keep a copy of an agent's work. Its key is given by `register_device`.
     *
     * - `agent`: Whose work.
     * - `device`: The phone, by an id that was never used.
     */
    public func registerDevice(agent: AgentId, device: DeviceId) async throws -> Answer {
        try await run(.registerDevice(.init(agent: agent, device: device)))
    }

    /**
     * Let it no longer: it is not answered again, and wipes itself when it next asks.
     *
     * - `device`: The phone.
     */
    public func revokeDevice(device: DeviceId) async throws -> Answer {
        try await run(.revokeDevice(.init(device: device)))
    }

    /**
     * Add or change a product.
     *
     * - `product`: The product.
     */
    public func putProduct(product: Product) async throws -> Answer {
        try await run(.putProduct(.init(product: product)))
    }

    /**
     * Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there.
     *
     * - `levels`: Article by article; those that are not named stay as they were.
     */
    public func setStock(levels: [StockCount]) async throws -> Answer {
        try await run(.setStock(.init(levels: levels)))
    }

    /**
     * Join a listing to a product by hand.
     *
     * - `listing`: The listing.
     * - `product`: The product.
     */
    public func joinListing(listing: ListingId, product: ProductId) async throws -> Answer {
        try await run(.joinListing(.init(listing: listing, product: product)))
    }

    /**
     * Change what people keep on a customer.
     *
     * - `customer`: Which.
     * - `addTags`: Tags to add.
     * - `custom`: Custom fields to set.
     */
    public func editCustomer(customer: CustomerId, addTags: [String] = [], custom: [String: CustomValue] = [:]) async throws -> Answer {
        try await run(.editCustomer(.init(customer: customer, addTags: addTags, custom: custom)))
    }

    /**
     * Say that two customers are one person. No later observation takes them apart again.
     *
     * - `one`: The one.
     * - `other`: The other.
     */
    public func mergeCustomers(one: CustomerId, other: CustomerId) async throws -> Answer {
        try await run(.mergeCustomers(.init(one: one, other: other)))
    }

    /**
     * Say that accounts of a customer are another person than its others. No later observation brings them together.
     *
     * - `accounts`: The accounts that are somebody else's.
     * - `customer`: Which.
     */
    public func splitCustomer(accounts: [AccountId], customer: CustomerId) async throws -> Answer {
        try await run(.splitCustomer(.init(accounts: accounts, customer: customer)))
    }

    /**
     * Take back what was decided about who is who: all is as if it had not been.
     *
     * - `decision`: Which.
     */
    public func undoDecision(decision: DecisionId) async throws -> Answer {
        try await run(.undoDecision(.init(decision: decision)))
    }

    /**
     * Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again.
     *
     * - `blocked`: Whether it names nobody.
     * - `value`: The value; kind `phone` stands for a phone. Personal data, hashed on the way in.
     */
    public func blockValue(blocked: Bool, value: Given) async throws -> Answer {
        try await run(.blockValue(.init(blocked: blocked, value: value)))
    }

    /**
     * Change what the merchant keeps on an order line.
     *
     * - `custom`: Custom fields to set.
     * - `line`: The platform's id of the line.
     * - `order`: The order.
     */
    public func editLine(custom: [String: CustomValue], line: String, order: OrderId) async throws -> Answer {
        try await run(.editLine(.init(custom: custom, line: line, order: order)))
    }

    /**
     * Forget a customer: all that is personal goes, here and out of every copy; the figures stay.
     *
     * - `customer`: Which.
     * - `force`: Even while tickets of theirs are open.
     */
    public func forget(customer: CustomerId, force: Bool = false) async throws -> Answer {
        try await run(.forget(.init(customer: customer, force: force)))
    }

    /**
     * Set a dead letter going again.
     *
     * - `job`: Which job.
     */
    public func redrive(job: JobId) async throws -> Answer {
        try await run(.redrive(.init(job: job)))
    }

    /**
     * Throw a dead letter away.
     *
     * - `job`: Which job.
     */
    public func drop(job: JobId) async throws -> Answer {
        try await run(.drop(.init(job: job)))
    }

    /**
     * Forget a quarantined payload (after it was read, or as useless).
     *
     * - `quarantine`: Which.
     */
    public func release(quarantine: QuarantineId) async throws -> Answer {
        try await run(.release(.init(quarantine: quarantine)))
    }
}

/** The id of an agent, from the host's own id for that person or bot. */
public func agentId(external: String) throws -> AgentId {
    try guarded { AgentId(try deriveId(name: "agent_id", parts: [external])) }
}

/** The id of a queue, from its name. */
public func queueId(name: String) throws -> QueueId {
    try guarded { QueueId(try deriveId(name: "queue_id", parts: [name])) }
}

/** The id of an order, from its platform and number. */
public func orderId(platform: String, number: String) throws -> OrderId {
    try guarded { OrderId(try deriveId(name: "order_id", parts: [platform, number])) }
}

/** The id of a buyer's account, from its platform, scope and the platform's id of the buyer. */
public func accountId(platform: String, scope: String, uid: String) throws -> AccountId {
    try guarded { AccountId(try deriveId(name: "account_id", parts: [platform, scope, uid])) }
}

/** The id of an outside object that a ticket is made of. */
public func sourceId(platform: String, shop: String, object: String, externalId: String) throws -> SourceId {
    try guarded { SourceId(try deriveId(name: "source_id", parts: [platform, shop, object, externalId])) }
}

/** The id of an article as one shop lists it. */
public func listingId(platform: String, shop: String, sku: String) throws -> ListingId {
    try guarded { ListingId(try deriveId(name: "listing_id", parts: [platform, shop, sku])) }
}

/** The key of a shop. */
public func shopKey(platform: String, shop: String) throws -> ShopKey {
    try guarded { ShopKey(try deriveId(name: "shop_key", parts: [platform, shop])) }
}

/** The id of a parcel, from its tracking number. */
public func parcelId(number: String) throws -> ParcelId {
    try guarded { ParcelId(try deriveId(name: "parcel_id", parts: [number])) }
}

/** The id of a conversation. */
public func conversationId(platform: String, shop: String, externalId: String) throws -> ConversationId {
    try guarded { ConversationId(try deriveId(name: "conversation_id", parts: [platform, shop, externalId])) }
}

/** The id of one message of a conversation. */
public func messageId(conversation: String, externalId: String) throws -> MessageId {
    try guarded { MessageId(try deriveId(name: "message_id", parts: [conversation, externalId])) }
}

/** Everything that goes wrong in this library. Decide by its case, never by the message. */
public enum AftersyncError: Error, Sendable {
    /** A setting is missing or contradicts another. */
    case config(Failure)
    /** A signature or decryption did not verify. */
    case signature(Failure)
    /** Bytes or values do not have the shape they must have. */
    case malformed(Failure)
    /** The platform or this build cannot do that. */
    case unsupported(Failure)
    /** Credentials are missing, expired or refused. */
    case unauthorized(Failure)
    /** The caller or the app may not do that. */
    case forbidden(Failure)
    /** The thing named does not exist here. */
    case notFound(Failure)
    /** Somebody else changed it first. */
    case conflict(Failure)
    /** Too many calls. */
    case rateLimited(Failure)
    /** A rule of the desk or of the platform refuses it. */
    case rejected(Failure)
    /** The other side or the store cannot be reached now. */
    case unavailable(Failure)
    /** Code of the host failed. */
    case host(Failure)
    /** A bug in this library. */
    case `internal`(Failure)

    init(_ failure: Failure) {
        switch failure.kind {
        case .config: self = .config(failure)
        case .signature: self = .signature(failure)
        case .malformed: self = .malformed(failure)
        case .unsupported: self = .unsupported(failure)
        case .unauthorized: self = .unauthorized(failure)
        case .forbidden: self = .forbidden(failure)
        case .notFound: self = .notFound(failure)
        case .conflict: self = .conflict(failure)
        case .rateLimited: self = .rateLimited(failure)
        case .rejected: self = .rejected(failure)
        case .unavailable: self = .unavailable(failure)
        case .host: self = .host(failure)
        case .`internal`: self = .`internal`(failure)
        }
    }

    /** All of it as data. */
    public var failure: Failure {
        switch self {
        case .config(let failure): failure
        case .signature(let failure): failure
        case .malformed(let failure): failure
        case .unsupported(let failure): failure
        case .unauthorized(let failure): failure
        case .forbidden(let failure): failure
        case .notFound(let failure): failure
        case .conflict(let failure): failure
        case .rateLimited(let failure): failure
        case .rejected(let failure): failure
        case .unavailable(let failure): failure
        case .host(let failure): failure
        case .`internal`(let failure): failure
        }
    }
}
