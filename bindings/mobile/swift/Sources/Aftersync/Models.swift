// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.
import Foundation

/** What a message says it is about, when the channel knows. */
public struct About: Codable, Hashable, Sendable {
    /** The after-sale, by the platform's id. */
    public var afterSale: String?
    /** The order line. */
    public var line: String?
    /** The order number, on whichever platform. */
    public var order: String?
    /** The platform of that order; the message's own when not given. */
    public var platform: Platform?

    public init(afterSale: String? = nil, line: String? = nil, order: String? = nil, platform: Platform? = nil) {
        self.afterSale = afterSale
        self.line = line
        self.order = order
        self.platform = platform
    }

    private enum CodingKeys: String, CodingKey {
        case afterSale = "after_sale"
        case line
        case order
        case platform
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.afterSale = try fields.decodeIfPresent(String.self, forKey: .afterSale)
        self.line = try fields.decodeIfPresent(String.self, forKey: .line)
        self.order = try fields.decodeIfPresent(String.self, forKey: .order)
        self.platform = try fields.decodeIfPresent(Platform.self, forKey: .platform)
    }
}

/** What becomes of the tickets of somebody who is no longer there. */
public enum Absence: String, CaseIterable, Codable, Hashable, Sendable {
    /** They stay with them. */
    case keep
    /** Those on which their agent did nothing yet go back to the queues. */
    case requeueUntouched = "requeue_untouched"
    /** All open ones go back to the queues. */
    case requeueAll = "requeue_all"
}

/** A buyer's account on one platform. */
public struct Account: Codable, Hashable, Sendable {
    /** The customer it belongs to. */
    public var customer: CustomerId
    /** When it was first heard of. */
    public var firstSeen: Timestamp
    /** Its id. */
    public var id: AccountId
    /** The platform. */
    public var platform: Platform
    /** The scope of the uid. */
    public var scope: String
    /** The platform's id of the buyer. Personal data. */
    public var uid: String
    /** Conversations with it, newest known last; bounded. */
    public var conversations: [ConversationId]
    /** The nickname last seen. Personal data. */
    public var nickname: String?
    /** Tickets of it on which money went back, with the time of it; bounded, the newest stay. */
    public var refunds: [Two<TicketId, Timestamp>]

    public init(customer: CustomerId, firstSeen: Timestamp, id: AccountId, platform: Platform, scope: String, uid: String, conversations: [ConversationId] = [], nickname: String? = nil, refunds: [Two<TicketId, Timestamp>] = []) {
        self.customer = customer
        self.firstSeen = firstSeen
        self.id = id
        self.platform = platform
        self.scope = scope
        self.uid = uid
        self.conversations = conversations
        self.nickname = nickname
        self.refunds = refunds
    }

    private enum CodingKeys: String, CodingKey {
        case customer
        case firstSeen = "first_seen"
        case id
        case platform
        case scope
        case uid
        case conversations
        case nickname
        case refunds
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.customer = try fields.decode(CustomerId.self, forKey: .customer)
        self.firstSeen = try fields.decode(Timestamp.self, forKey: .firstSeen)
        self.id = try fields.decode(AccountId.self, forKey: .id)
        self.platform = try fields.decode(Platform.self, forKey: .platform)
        self.scope = try fields.decode(String.self, forKey: .scope)
        self.uid = try fields.decode(String.self, forKey: .uid)
        self.conversations = try fields.decodeIfPresent([ConversationId].self, forKey: .conversations) ?? []
        self.nickname = try fields.decodeIfPresent(String.self, forKey: .nickname)
        self.refunds = try fields.decodeIfPresent([Two<TicketId, Timestamp>].self, forKey: .refunds) ?? []
    }
}

/** A buyer's account on one platform, in the scope that platform gives. */
public struct AccountId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** Who the buyer is on a platform, in the scope in which that platform keeps the id stable. */
public struct AccountRef: Codable, Hashable, Sendable {
    /** The scope: a shop, an app, or the whole platform, as the adapter declares. */
    public var scope: String
    /** The platform's id of the buyer in that scope. */
    public var uid: String
    /** The nickname shown, if any. Personal data. */
    public var nickname: String?

    public init(scope: String, uid: String, nickname: String? = nil) {
        self.scope = scope
        self.uid = uid
        self.nickname = nickname
    }

    private enum CodingKeys: String, CodingKey {
        case scope
        case uid
        case nickname
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.scope = try fields.decode(String.self, forKey: .scope)
        self.uid = try fields.decode(String.self, forKey: .uid)
        self.nickname = try fields.decodeIfPresent(String.self, forKey: .nickname)
    }
}

/** What is wanted. */
public enum Act: Codable, Hashable, Sendable {
    /** Move a ticket. */
    case move(Move)
    /**
     * Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
     * is made when somebody else with that authority does the task.
     */
    case askApproval(AskApproval)
    /** Answer the buyer. */
    case reply(Reply)
    /** A bot hands its ticket over to a person. */
    case handOff(HandOff)
    /** Leave a note for colleagues. */
    case note(Note)
    /** Let an agent hear of a ticket: who watches it stands on it, the host tells them. */
    case watch(Watch)
    /** Let an agent hear of it no longer. */
    case unwatch(Unwatch)
    /**
     * Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
     * channel is open again. What a move tells is told by the move.
     */
    case tell(Tell)
    /** Give a ticket to an agent, or back to its queue. */
    case assign(Assign)
    /** Take a ticket that is offered. */
    case acceptOffer(AcceptOffer)
    /**
     * Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
     * nobody else is asked meanwhile.
     */
    case holdOffer(HoldOffer)
    /** Turn down a ticket that is offered. It is offered to others first from then on. */
    case rejectOffer(RejectOffer)
    /** Put a ticket into another queue. */
    case transfer(Transfer)
    /** Change what people keep on a ticket. */
    case edit(Edit)
    /** Make two tickets one. */
    case merge(Merge)
    /** Take sources out of a ticket into one of their own. */
    case split(Split)
    /** Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating. */
    case refold(Refold)
    /** Open an internal task. */
    case openTask(OpenTask)
    /** Move an internal task. */
    case moveTask(MoveTask)
    /** Publish a configuration. */
    case configure(Configure)
    /** Add or change an agent. */
    case putAgent(PutAgent)
    /** Remove an agent. Open tickets they have go back to the queues. */
    case removeAgent(RemoveAgent)
    /** Say whether an agent takes work. */
    case setPresence(SetPresence)
    /**
     * Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
     * they are, and is online again if the lease had run out; to a status set by hand it does nothing.
     */
    case heartbeat(Heartbeat)
    /** Let a phone keep a copy of an agent's work. Its key is given by `register_device`. */
    case registerDevice(RegisterDevice)
    /** Let it no longer: it is not answered again, and wipes itself when it next asks. */
    case revokeDevice(RevokeDevice)
    /** Add or change a product. */
    case putProduct(PutProduct)
    /** Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there. */
    case setStock(SetStock)
    /** Join a listing to a product by hand. */
    case joinListing(JoinListing)
    /** Change what people keep on a customer. */
    case editCustomer(EditCustomer)
    /** Say that two customers are one person. No later observation takes them apart again. */
    case mergeCustomers(MergeCustomers)
    /** Say that accounts of a customer are another person than its others. No later observation brings them together. */
    case splitCustomer(SplitCustomer)
    /** Take back what was decided about who is who: all is as if it had not been. */
    case undoDecision(UndoDecision)
    /** Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again. */
    case blockValue(BlockValue)
    /** Change what the merchant keeps on an order line. */
    case editLine(EditLine)
    /** Forget a customer: all that is personal goes, here and out of every copy; the figures stay. */
    case forget(Forget)
    /** Set a dead letter going again. */
    case redrive(Redrive)
    /** Throw a dead letter away. */
    case drop(Drop)
    /** Forget a quarantined payload (after it was read, or as useless). */
    case release(Release)

    /** Move a ticket. */
    public struct Move: Codable, Hashable, Sendable {
        /** Which. */
        public var ticket: TicketId
        /** How. */
        public var trigger: Trigger
        /** With what. */
        public var details: Details

        public init(ticket: TicketId, trigger: Trigger, details: Details = Details()) {
            self.ticket = ticket
            self.trigger = trigger
            self.details = details
        }

        private enum CodingKeys: String, CodingKey {
            case ticket
            case trigger
            case details
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
            self.trigger = try fields.decode(Trigger.self, forKey: .trigger)
            self.details = try fields.decodeIfPresent(Details.self, forKey: .details) ?? Details()
        }
    }

    /**
     * Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
     * is made when somebody else with that authority does the task.
     */
    public struct AskApproval: Codable, Hashable, Sendable {
        /** Which. */
        public var ticket: TicketId
        /** How it would move. */
        public var trigger: Trigger
        /** With what: an amount, pieces, a reason. Words and evidence are given to the ticket itself. */
        public var details: Details

        public init(ticket: TicketId, trigger: Trigger, details: Details = Details()) {
            self.ticket = ticket
            self.trigger = trigger
            self.details = details
        }

        private enum CodingKeys: String, CodingKey {
            case ticket
            case trigger
            case details
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
            self.trigger = try fields.decode(Trigger.self, forKey: .trigger)
            self.details = try fields.decodeIfPresent(Details.self, forKey: .details) ?? Details()
        }
    }

    /** Answer the buyer. */
    public struct Reply: Codable, Hashable, Sendable {
        /** The words; empty with a template. Personal data may stand here. */
        public var text: String
        /** On which ticket. */
        public var ticket: TicketId
        /** Through which channel; the best one when absent. */
        public var channel: Two<Platform, Channel>?
        /** How sure a bot is of it, in percent. */
        public var confidence: Int64?
        /** The language of the template; the first that it has when absent, Chinese before English. */
        public var lang: Lang?
        /** The name of a template of the configuration, instead of words. */
        public var template: String?

        public init(text: String, ticket: TicketId, channel: Two<Platform, Channel>? = nil, confidence: Int64? = nil, lang: Lang? = nil, template: String? = nil) {
            self.text = text
            self.ticket = ticket
            self.channel = channel
            self.confidence = confidence
            self.lang = lang
            self.template = template
        }

        private enum CodingKeys: String, CodingKey {
            case text
            case ticket
            case channel
            case confidence
            case lang
            case template
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.text = try fields.decode(String.self, forKey: .text)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
            self.channel = try fields.decodeIfPresent(Two<Platform, Channel>.self, forKey: .channel)
            self.confidence = try fields.decodeIfPresent(Int64.self, forKey: .confidence)
            self.lang = try fields.decodeIfPresent(Lang.self, forKey: .lang)
            self.template = try fields.decodeIfPresent(String.self, forKey: .template)
        }
    }

    /** A bot hands its ticket over to a person. */
    public struct HandOff: Codable, Hashable, Sendable {
        /** Why. */
        public var reason: HandOffReason
        /** Which ticket. */
        public var ticket: TicketId
        /** What it leaves. */
        public var left: HandedOver

        public init(reason: HandOffReason, ticket: TicketId, left: HandedOver = HandedOver()) {
            self.reason = reason
            self.ticket = ticket
            self.left = left
        }

        private enum CodingKeys: String, CodingKey {
            case reason
            case ticket
            case left
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.reason = try fields.decode(HandOffReason.self, forKey: .reason)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
            self.left = try fields.decodeIfPresent(HandedOver.self, forKey: .left) ?? HandedOver()
        }
    }

    /** Leave a note for colleagues. */
    public struct Note: Codable, Hashable, Sendable {
        /** The words. Personal data may stand here. */
        public var text: String
        /** On which ticket. */
        public var ticket: TicketId
        /** Colleagues it is for: each is told of by an event of its own. */
        public var mentions: [AgentId]

        public init(text: String, ticket: TicketId, mentions: [AgentId] = []) {
            self.text = text
            self.ticket = ticket
            self.mentions = mentions
        }

        private enum CodingKeys: String, CodingKey {
            case text
            case ticket
            case mentions
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.text = try fields.decode(String.self, forKey: .text)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
            self.mentions = try fields.decodeIfPresent([AgentId].self, forKey: .mentions) ?? []
        }
    }

    /** Let an agent hear of a ticket: who watches it stands on it, the host tells them. */
    public struct Watch: Codable, Hashable, Sendable {
        /** Who. */
        public var agent: AgentId
        /** Which ticket. */
        public var ticket: TicketId

        public init(agent: AgentId, ticket: TicketId) {
            self.agent = agent
            self.ticket = ticket
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case ticket
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
        }
    }

    /** Let an agent hear of it no longer. */
    public struct Unwatch: Codable, Hashable, Sendable {
        /** Who. */
        public var agent: AgentId
        /** Which ticket. */
        public var ticket: TicketId

        public init(agent: AgentId, ticket: TicketId) {
            self.agent = agent
            self.ticket = ticket
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case ticket
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
        }
    }

    /**
     * Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
     * channel is open again. What a move tells is told by the move.
     */
    public struct Tell: Codable, Hashable, Sendable {
        /** About which ticket. */
        public var ticket: TicketId
        /** What: one of `ActionVerb::ASIDES`. */
        public var verb: ActionVerb
        /** What belongs to it: a text, a parcel. */
        public var details: Details

        public init(ticket: TicketId, verb: ActionVerb, details: Details = Details()) {
            self.ticket = ticket
            self.verb = verb
            self.details = details
        }

        private enum CodingKeys: String, CodingKey {
            case ticket
            case verb
            case details
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
            self.verb = try fields.decode(ActionVerb.self, forKey: .verb)
            self.details = try fields.decodeIfPresent(Details.self, forKey: .details) ?? Details()
        }
    }

    /** Give a ticket to an agent, or back to its queue. */
    public struct Assign: Codable, Hashable, Sendable {
        /** Which. */
        public var ticket: TicketId
        /** To whom; `None` means back to the queue. */
        public var agent: AgentId?

        public init(ticket: TicketId, agent: AgentId? = nil) {
            self.ticket = ticket
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case ticket
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
            self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
        }
    }

    /** Take a ticket that is offered. */
    public struct AcceptOffer: Codable, Hashable, Sendable {
        /** To whom it is offered. */
        public var agent: AgentId
        /** Which. */
        public var ticket: TicketId

        public init(agent: AgentId, ticket: TicketId) {
            self.agent = agent
            self.ticket = ticket
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case ticket
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
        }
    }

    /**
     * Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
     * nobody else is asked meanwhile.
     */
    public struct HoldOffer: Codable, Hashable, Sendable {
        /** To whom it is offered. */
        public var agent: AgentId
        /** Which. */
        public var ticket: TicketId

        public init(agent: AgentId, ticket: TicketId) {
            self.agent = agent
            self.ticket = ticket
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case ticket
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
        }
    }

    /** Turn down a ticket that is offered. It is offered to others first from then on. */
    public struct RejectOffer: Codable, Hashable, Sendable {
        /** To whom it is offered. */
        public var agent: AgentId
        /** Which. */
        public var ticket: TicketId

        public init(agent: AgentId, ticket: TicketId) {
            self.agent = agent
            self.ticket = ticket
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case ticket
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
        }
    }

    /** Put a ticket into another queue. */
    public struct Transfer: Codable, Hashable, Sendable {
        /** Into which queue. */
        public var queue: String
        /** Which. */
        public var ticket: TicketId

        public init(queue: String, ticket: TicketId) {
            self.queue = queue
            self.ticket = ticket
        }

        private enum CodingKeys: String, CodingKey {
            case queue
            case ticket
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.queue = try fields.decode(String.self, forKey: .queue)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
        }
    }

    /** Change what people keep on a ticket. */
    public struct Edit: Codable, Hashable, Sendable {
        /** Which. */
        public var ticket: TicketId
        /** Tags to add. */
        public var addTags: [String]
        /** The priority. */
        public var band: Int64?
        /** Custom fields to set. */
        public var custom: [String: CustomValue]
        /** Evidence to add. */
        public var evidence: [Evidence]
        /** What the problem is. */
        public var issue: IssueType?
        /** Tags to take away. */
        public var removeTags: [String]

        public init(ticket: TicketId, addTags: [String] = [], band: Int64? = nil, custom: [String: CustomValue] = [:], evidence: [Evidence] = [], issue: IssueType? = nil, removeTags: [String] = []) {
            self.ticket = ticket
            self.addTags = addTags
            self.band = band
            self.custom = custom
            self.evidence = evidence
            self.issue = issue
            self.removeTags = removeTags
        }

        private enum CodingKeys: String, CodingKey {
            case ticket
            case addTags = "add_tags"
            case band
            case custom
            case evidence
            case issue
            case removeTags = "remove_tags"
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
            self.addTags = try fields.decodeIfPresent([String].self, forKey: .addTags) ?? []
            self.band = try fields.decodeIfPresent(Int64.self, forKey: .band)
            self.custom = try fields.decodeIfPresent([String: CustomValue].self, forKey: .custom) ?? [:]
            self.evidence = try fields.decodeIfPresent([Evidence].self, forKey: .evidence) ?? []
            self.issue = try fields.decodeIfPresent(IssueType.self, forKey: .issue)
            self.removeTags = try fields.decodeIfPresent([String].self, forKey: .removeTags) ?? []
        }
    }

    /** Make two tickets one. */
    public struct Merge: Codable, Hashable, Sendable {
        /** The one that becomes part of it. */
        public var from: TicketId
        /** The one that goes on. */
        public var into: TicketId

        public init(from: TicketId, into: TicketId) {
            self.from = from
            self.into = into
        }

        private enum CodingKeys: String, CodingKey {
            case from
            case into
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.from = try fields.decode(TicketId.self, forKey: .from)
            self.into = try fields.decode(TicketId.self, forKey: .into)
        }
    }

    /** Take sources out of a ticket into one of their own. */
    public struct Split: Codable, Hashable, Sendable {
        /** Which sources leave it. */
        public var sources: [SourceId]
        /** Which ticket. */
        public var ticket: TicketId

        public init(sources: [SourceId], ticket: TicketId) {
            self.sources = sources
            self.ticket = ticket
        }

        private enum CodingKeys: String, CodingKey {
            case sources
            case ticket
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.sources = try fields.decode([SourceId].self, forKey: .sources)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
        }
    }

    /** Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating. */
    public struct Refold: Codable, Hashable, Sendable {
        /** Which ticket. */
        public var ticket: TicketId

        public init(ticket: TicketId) {
            self.ticket = ticket
        }

        private enum CodingKeys: String, CodingKey {
            case ticket
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
        }
    }

    /** Open an internal task. */
    public struct OpenTask: Codable, Hashable, Sendable {
        /** What. */
        public var kind: TaskKind
        /** For which ticket. */
        public var ticket: TicketId
        /** After which other tasks of the same ticket. */
        public var after: [TaskId]
        /** For which group; when empty, for the one that is configured for the kind. */
        public var group: String

        public init(kind: TaskKind, ticket: TicketId, after: [TaskId] = [], group: String = "") {
            self.kind = kind
            self.ticket = ticket
            self.after = after
            self.group = group
        }

        private enum CodingKeys: String, CodingKey {
            case kind
            case ticket
            case after
            case group
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.kind = try fields.decode(TaskKind.self, forKey: .kind)
            self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
            self.after = try fields.decodeIfPresent([TaskId].self, forKey: .after) ?? []
            self.group = try fields.decodeIfPresent(String.self, forKey: .group) ?? ""
        }
    }

    /** Move an internal task. */
    public struct MoveTask: Codable, Hashable, Sendable {
        /** Which. */
        public var task: TaskId
        /** How. */
        public var trigger: TaskTrigger
        /** To or by whom. */
        public var agent: AgentId?
        /** How much was paid, when that is not all of it. */
        public var amount: Money?
        /** Photos, films and files, beside those that were given before. */
        public var attachments: [Evidence]
        /** The form: fields of the types that are configured for the kind. */
        public var form: [String: CustomValue]
        /** Pieces per line. */
        public var lines: [LineOutcome]
        /** What the ticket is moved by when it is done, instead of what the table says. */
        public var raises: Trigger?
        /** Why, for block and fail. */
        public var reason: String?
        /** How it came out, when it is done: all as wanted when absent. What that means for the ticket says a table. */
        public var result: TaskResult?

        public init(task: TaskId, trigger: TaskTrigger, agent: AgentId? = nil, amount: Money? = nil, attachments: [Evidence] = [], form: [String: CustomValue] = [:], lines: [LineOutcome] = [], raises: Trigger? = nil, reason: String? = nil, result: TaskResult? = nil) {
            self.task = task
            self.trigger = trigger
            self.agent = agent
            self.amount = amount
            self.attachments = attachments
            self.form = form
            self.lines = lines
            self.raises = raises
            self.reason = reason
            self.result = result
        }

        private enum CodingKeys: String, CodingKey {
            case task
            case trigger
            case agent
            case amount
            case attachments
            case form
            case lines
            case raises
            case reason
            case result
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.task = try fields.decode(TaskId.self, forKey: .task)
            self.trigger = try fields.decode(TaskTrigger.self, forKey: .trigger)
            self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
            self.amount = try fields.decodeIfPresent(Money.self, forKey: .amount)
            self.attachments = try fields.decodeIfPresent([Evidence].self, forKey: .attachments) ?? []
            self.form = try fields.decodeIfPresent([String: CustomValue].self, forKey: .form) ?? [:]
            self.lines = try fields.decodeIfPresent([LineOutcome].self, forKey: .lines) ?? []
            self.raises = try fields.decodeIfPresent(Trigger.self, forKey: .raises)
            self.reason = try fields.decodeIfPresent(String.self, forKey: .reason)
            self.result = try fields.decodeIfPresent(TaskResult.self, forKey: .result)
        }
    }

    /** Publish a configuration. */
    public struct Configure: Codable, Hashable, Sendable {
        /** The whole document. */
        public var config: Config

        public init(config: Config) {
            self.config = config
        }

        private enum CodingKeys: String, CodingKey {
            case config
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.config = try fields.decode(Config.self, forKey: .config)
        }
    }

    /** Add or change an agent. */
    public struct PutAgent: Codable, Hashable, Sendable {
        /** The agent. */
        public var agent: Agent

        public init(agent: Agent) {
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(Agent.self, forKey: .agent)
        }
    }

    /** Remove an agent. Open tickets they have go back to the queues. */
    public struct RemoveAgent: Codable, Hashable, Sendable {
        /** Which. */
        public var agent: AgentId

        public init(agent: AgentId) {
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
        }
    }

    /** Say whether an agent takes work. */
    public struct SetPresence: Codable, Hashable, Sendable {
        /** Which. */
        public var agent: AgentId
        /** Whether. */
        public var presence: Presence
        /**
         * Only for as long as heartbeats come. Otherwise it is set by hand: it stays, whatever heartbeats come or fail
         * to.
         */
        public var leased: Bool

        public init(agent: AgentId, presence: Presence, leased: Bool = false) {
            self.agent = agent
            self.presence = presence
            self.leased = leased
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case presence
            case leased
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.presence = try fields.decode(Presence.self, forKey: .presence)
            self.leased = try fields.decodeIfPresent(Bool.self, forKey: .leased) ?? false
        }
    }

    /**
     * Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
     * they are, and is online again if the lease had run out; to a status set by hand it does nothing.
     */
    public struct Heartbeat: Codable, Hashable, Sendable {
        /** Whose. */
        public var agent: AgentId

        public init(agent: AgentId) {
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
        }
    }

    /** Let a phone keep a copy of an agent's work. Its key is given by `register_device`. */
    public struct RegisterDevice: Codable, Hashable, Sendable {
        /** Whose work. */
        public var agent: AgentId
        /** The phone, by an id that was never used. */
        public var device: DeviceId

        public init(agent: AgentId, device: DeviceId) {
            self.agent = agent
            self.device = device
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case device
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.device = try fields.decode(DeviceId.self, forKey: .device)
        }
    }

    /** Let it no longer: it is not answered again, and wipes itself when it next asks. */
    public struct RevokeDevice: Codable, Hashable, Sendable {
        /** The phone. */
        public var device: DeviceId

        public init(device: DeviceId) {
            self.device = device
        }

        private enum CodingKeys: String, CodingKey {
            case device
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.device = try fields.decode(DeviceId.self, forKey: .device)
        }
    }

    /** Add or change a product. */
    public struct PutProduct: Codable, Hashable, Sendable {
        /** The product. */
        public var product: Product

        public init(product: Product) {
            self.product = product
        }

        private enum CodingKeys: String, CodingKey {
            case product
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.product = try fields.decode(Product.self, forKey: .product)
        }
    }

    /** Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there. */
    public struct SetStock: Codable, Hashable, Sendable {
        /** Article by article; those that are not named stay as they were. */
        public var levels: [StockCount]

        public init(levels: [StockCount]) {
            self.levels = levels
        }

        private enum CodingKeys: String, CodingKey {
            case levels
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.levels = try fields.decode([StockCount].self, forKey: .levels)
        }
    }

    /** Join a listing to a product by hand. */
    public struct JoinListing: Codable, Hashable, Sendable {
        /** The listing. */
        public var listing: ListingId
        /** The product. */
        public var product: ProductId

        public init(listing: ListingId, product: ProductId) {
            self.listing = listing
            self.product = product
        }

        private enum CodingKeys: String, CodingKey {
            case listing
            case product
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.listing = try fields.decode(ListingId.self, forKey: .listing)
            self.product = try fields.decode(ProductId.self, forKey: .product)
        }
    }

    /** Change what people keep on a customer. */
    public struct EditCustomer: Codable, Hashable, Sendable {
        /** Which. */
        public var customer: CustomerId
        /** Tags to add. */
        public var addTags: [String]
        /** Custom fields to set. */
        public var custom: [String: CustomValue]

        public init(customer: CustomerId, addTags: [String] = [], custom: [String: CustomValue] = [:]) {
            self.customer = customer
            self.addTags = addTags
            self.custom = custom
        }

        private enum CodingKeys: String, CodingKey {
            case customer
            case addTags = "add_tags"
            case custom
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.customer = try fields.decode(CustomerId.self, forKey: .customer)
            self.addTags = try fields.decodeIfPresent([String].self, forKey: .addTags) ?? []
            self.custom = try fields.decodeIfPresent([String: CustomValue].self, forKey: .custom) ?? [:]
        }
    }

    /** Say that two customers are one person. No later observation takes them apart again. */
    public struct MergeCustomers: Codable, Hashable, Sendable {
        /** The one. */
        public var one: CustomerId
        /** The other. */
        public var other: CustomerId

        public init(one: CustomerId, other: CustomerId) {
            self.one = one
            self.other = other
        }

        private enum CodingKeys: String, CodingKey {
            case one
            case other
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.one = try fields.decode(CustomerId.self, forKey: .one)
            self.other = try fields.decode(CustomerId.self, forKey: .other)
        }
    }

    /** Say that accounts of a customer are another person than its others. No later observation brings them together. */
    public struct SplitCustomer: Codable, Hashable, Sendable {
        /** The accounts that are somebody else's. */
        public var accounts: [AccountId]
        /** Which. */
        public var customer: CustomerId

        public init(accounts: [AccountId], customer: CustomerId) {
            self.accounts = accounts
            self.customer = customer
        }

        private enum CodingKeys: String, CodingKey {
            case accounts
            case customer
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.accounts = try fields.decode([AccountId].self, forKey: .accounts)
            self.customer = try fields.decode(CustomerId.self, forKey: .customer)
        }
    }

    /** Take back what was decided about who is who: all is as if it had not been. */
    public struct UndoDecision: Codable, Hashable, Sendable {
        /** Which. */
        public var decision: DecisionId

        public init(decision: DecisionId) {
            self.decision = decision
        }

        private enum CodingKeys: String, CodingKey {
            case decision
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.decision = try fields.decode(DecisionId.self, forKey: .decision)
        }
    }

    /** Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again. */
    public struct BlockValue: Codable, Hashable, Sendable {
        /** Whether it names nobody. */
        public var blocked: Bool
        /** The value; kind `phone` stands for a phone. Personal data, hashed on the way in. */
        public var value: Given

        public init(blocked: Bool, value: Given) {
            self.blocked = blocked
            self.value = value
        }

        private enum CodingKeys: String, CodingKey {
            case blocked
            case value
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.blocked = try fields.decode(Bool.self, forKey: .blocked)
            self.value = try fields.decode(Given.self, forKey: .value)
        }
    }

    /** Change what the merchant keeps on an order line. */
    public struct EditLine: Codable, Hashable, Sendable {
        /** Custom fields to set. */
        public var custom: [String: CustomValue]
        /** The platform's id of the line. */
        public var line: String
        /** The order. */
        public var order: OrderId

        public init(custom: [String: CustomValue], line: String, order: OrderId) {
            self.custom = custom
            self.line = line
            self.order = order
        }

        private enum CodingKeys: String, CodingKey {
            case custom
            case line
            case order
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.custom = try fields.decode([String: CustomValue].self, forKey: .custom)
            self.line = try fields.decode(String.self, forKey: .line)
            self.order = try fields.decode(OrderId.self, forKey: .order)
        }
    }

    /** Forget a customer: all that is personal goes, here and out of every copy; the figures stay. */
    public struct Forget: Codable, Hashable, Sendable {
        /** Which. */
        public var customer: CustomerId
        /** Even while tickets of theirs are open. */
        public var force: Bool

        public init(customer: CustomerId, force: Bool = false) {
            self.customer = customer
            self.force = force
        }

        private enum CodingKeys: String, CodingKey {
            case customer
            case force
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.customer = try fields.decode(CustomerId.self, forKey: .customer)
            self.force = try fields.decodeIfPresent(Bool.self, forKey: .force) ?? false
        }
    }

    /** Set a dead letter going again. */
    public struct Redrive: Codable, Hashable, Sendable {
        /** Which job. */
        public var job: JobId

        public init(job: JobId) {
            self.job = job
        }

        private enum CodingKeys: String, CodingKey {
            case job
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.job = try fields.decode(JobId.self, forKey: .job)
        }
    }

    /** Throw a dead letter away. */
    public struct Drop: Codable, Hashable, Sendable {
        /** Which job. */
        public var job: JobId

        public init(job: JobId) {
            self.job = job
        }

        private enum CodingKeys: String, CodingKey {
            case job
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.job = try fields.decode(JobId.self, forKey: .job)
        }
    }

    /** Forget a quarantined payload (after it was read, or as useless). */
    public struct Release: Codable, Hashable, Sendable {
        /** Which. */
        public var quarantine: QuarantineId

        public init(quarantine: QuarantineId) {
            self.quarantine = quarantine
        }

        private enum CodingKeys: String, CodingKey {
            case quarantine
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.quarantine = try fields.decode(QuarantineId.self, forKey: .quarantine)
        }
    }

    private enum Tag: String, CodingKey {
        case word = "do"
    }

    public init(from decoder: any Decoder) throws {
        let word = try decoder.container(keyedBy: Tag.self).decode(String.self, forKey: .word)
        switch word {
        case "move": self = .move(try Move(from: decoder))
        case "ask_approval": self = .askApproval(try AskApproval(from: decoder))
        case "reply": self = .reply(try Reply(from: decoder))
        case "hand_off": self = .handOff(try HandOff(from: decoder))
        case "note": self = .note(try Note(from: decoder))
        case "watch": self = .watch(try Watch(from: decoder))
        case "unwatch": self = .unwatch(try Unwatch(from: decoder))
        case "tell": self = .tell(try Tell(from: decoder))
        case "assign": self = .assign(try Assign(from: decoder))
        case "accept_offer": self = .acceptOffer(try AcceptOffer(from: decoder))
        case "hold_offer": self = .holdOffer(try HoldOffer(from: decoder))
        case "reject_offer": self = .rejectOffer(try RejectOffer(from: decoder))
        case "transfer": self = .transfer(try Transfer(from: decoder))
        case "edit": self = .edit(try Edit(from: decoder))
        case "merge": self = .merge(try Merge(from: decoder))
        case "split": self = .split(try Split(from: decoder))
        case "refold": self = .refold(try Refold(from: decoder))
        case "open_task": self = .openTask(try OpenTask(from: decoder))
        case "move_task": self = .moveTask(try MoveTask(from: decoder))
        case "configure": self = .configure(try Configure(from: decoder))
        case "put_agent": self = .putAgent(try PutAgent(from: decoder))
        case "remove_agent": self = .removeAgent(try RemoveAgent(from: decoder))
        case "set_presence": self = .setPresence(try SetPresence(from: decoder))
        case "heartbeat": self = .heartbeat(try Heartbeat(from: decoder))
        case "register_device": self = .registerDevice(try RegisterDevice(from: decoder))
        case "revoke_device": self = .revokeDevice(try RevokeDevice(from: decoder))
        case "put_product": self = .putProduct(try PutProduct(from: decoder))
        case "set_stock": self = .setStock(try SetStock(from: decoder))
        case "join_listing": self = .joinListing(try JoinListing(from: decoder))
        case "edit_customer": self = .editCustomer(try EditCustomer(from: decoder))
        case "merge_customers": self = .mergeCustomers(try MergeCustomers(from: decoder))
        case "split_customer": self = .splitCustomer(try SplitCustomer(from: decoder))
        case "undo_decision": self = .undoDecision(try UndoDecision(from: decoder))
        case "block_value": self = .blockValue(try BlockValue(from: decoder))
        case "edit_line": self = .editLine(try EditLine(from: decoder))
        case "forget": self = .forget(try Forget(from: decoder))
        case "redrive": self = .redrive(try Redrive(from: decoder))
        case "drop": self = .drop(try Drop(from: decoder))
        case "release": self = .release(try Release(from: decoder))
        default: throw unknownWord(decoder, "Act")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var tag = encoder.container(keyedBy: Tag.self)
        switch self {
        case .move(let held):
            try tag.encode("move", forKey: .word)
            try held.encode(to: encoder)
        case .askApproval(let held):
            try tag.encode("ask_approval", forKey: .word)
            try held.encode(to: encoder)
        case .reply(let held):
            try tag.encode("reply", forKey: .word)
            try held.encode(to: encoder)
        case .handOff(let held):
            try tag.encode("hand_off", forKey: .word)
            try held.encode(to: encoder)
        case .note(let held):
            try tag.encode("note", forKey: .word)
            try held.encode(to: encoder)
        case .watch(let held):
            try tag.encode("watch", forKey: .word)
            try held.encode(to: encoder)
        case .unwatch(let held):
            try tag.encode("unwatch", forKey: .word)
            try held.encode(to: encoder)
        case .tell(let held):
            try tag.encode("tell", forKey: .word)
            try held.encode(to: encoder)
        case .assign(let held):
            try tag.encode("assign", forKey: .word)
            try held.encode(to: encoder)
        case .acceptOffer(let held):
            try tag.encode("accept_offer", forKey: .word)
            try held.encode(to: encoder)
        case .holdOffer(let held):
            try tag.encode("hold_offer", forKey: .word)
            try held.encode(to: encoder)
        case .rejectOffer(let held):
            try tag.encode("reject_offer", forKey: .word)
            try held.encode(to: encoder)
        case .transfer(let held):
            try tag.encode("transfer", forKey: .word)
            try held.encode(to: encoder)
        case .edit(let held):
            try tag.encode("edit", forKey: .word)
            try held.encode(to: encoder)
        case .merge(let held):
            try tag.encode("merge", forKey: .word)
            try held.encode(to: encoder)
        case .split(let held):
            try tag.encode("split", forKey: .word)
            try held.encode(to: encoder)
        case .refold(let held):
            try tag.encode("refold", forKey: .word)
            try held.encode(to: encoder)
        case .openTask(let held):
            try tag.encode("open_task", forKey: .word)
            try held.encode(to: encoder)
        case .moveTask(let held):
            try tag.encode("move_task", forKey: .word)
            try held.encode(to: encoder)
        case .configure(let held):
            try tag.encode("configure", forKey: .word)
            try held.encode(to: encoder)
        case .putAgent(let held):
            try tag.encode("put_agent", forKey: .word)
            try held.encode(to: encoder)
        case .removeAgent(let held):
            try tag.encode("remove_agent", forKey: .word)
            try held.encode(to: encoder)
        case .setPresence(let held):
            try tag.encode("set_presence", forKey: .word)
            try held.encode(to: encoder)
        case .heartbeat(let held):
            try tag.encode("heartbeat", forKey: .word)
            try held.encode(to: encoder)
        case .registerDevice(let held):
            try tag.encode("register_device", forKey: .word)
            try held.encode(to: encoder)
        case .revokeDevice(let held):
            try tag.encode("revoke_device", forKey: .word)
            try held.encode(to: encoder)
        case .putProduct(let held):
            try tag.encode("put_product", forKey: .word)
            try held.encode(to: encoder)
        case .setStock(let held):
            try tag.encode("set_stock", forKey: .word)
            try held.encode(to: encoder)
        case .joinListing(let held):
            try tag.encode("join_listing", forKey: .word)
            try held.encode(to: encoder)
        case .editCustomer(let held):
            try tag.encode("edit_customer", forKey: .word)
            try held.encode(to: encoder)
        case .mergeCustomers(let held):
            try tag.encode("merge_customers", forKey: .word)
            try held.encode(to: encoder)
        case .splitCustomer(let held):
            try tag.encode("split_customer", forKey: .word)
            try held.encode(to: encoder)
        case .undoDecision(let held):
            try tag.encode("undo_decision", forKey: .word)
            try held.encode(to: encoder)
        case .blockValue(let held):
            try tag.encode("block_value", forKey: .word)
            try held.encode(to: encoder)
        case .editLine(let held):
            try tag.encode("edit_line", forKey: .word)
            try held.encode(to: encoder)
        case .forget(let held):
            try tag.encode("forget", forKey: .word)
            try held.encode(to: encoder)
        case .redrive(let held):
            try tag.encode("redrive", forKey: .word)
            try held.encode(to: encoder)
        case .drop(let held):
            try tag.encode("drop", forKey: .word)
            try held.encode(to: encoder)
        case .release(let held):
            try tag.encode("release", forKey: .word)
            try held.encode(to: encoder)
        }
    }
}

/** What we tell a platform; each adapter declares which of these it can do. */
public enum ActionVerb: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Agree to pay back without return. */
    case approveRefund = "approve_refund"
    /** Agree that goods come back. */
    case approveReturn = "approve_return"
    /** Agree to exchange. */
    case approveExchange = "approve_exchange"
    /** Agree to repair. */
    case approveRepair = "approve_repair"
    /** Agree to send again. */
    case approveResend = "approve_resend"
    /** Refuse the request. */
    case reject
    /** The goods are back and fine: pay. */
    case confirmReturn = "confirm_return"
    /** The goods are back and not fine: refuse. */
    case rejectReturn = "reject_return"
    /** The replacement is on its way. */
    case shipReplacement = "ship_replacement"
    /** Hand in evidence. */
    case submitEvidence = "submit_evidence"
    /** The goods came back to the warehouse. */
    case reportArrival = "report_arrival"
    /** The shipment was stopped. */
    case reportIntercepted = "report_intercepted"
    /** Ask the carrier to stop the parcel. */
    case interceptParcel = "intercept_parcel"
    /** Ask for more time. */
    case extendTime = "extend_time"
    /** Propose another settlement to the buyer: part of the money, or a return instead. */
    case offer
    /** Ask the buyer for proof. */
    case askBuyer = "ask_buyer"
    /** Leave a note for sellers. */
    case addRemark = "add_remark"
    /** Open the after-sale channel again. */
    case reopen
    /** Write to the buyer. */
    case sendMessage = "send_message"

    public func label(_ lang: Lang) -> String {
        switch self {
        case .approveRefund: lang.pick("同意退款", "Approve the refund")
        case .approveReturn: lang.pick("同意退货", "Approve the return")
        case .approveExchange: lang.pick("同意换货", "Approve the exchange")
        case .approveRepair: lang.pick("同意维修", "Approve the repair")
        case .approveResend: lang.pick("同意补发", "Approve the resend")
        case .reject: lang.pick("拒绝申请", "Reject")
        case .confirmReturn: lang.pick("确认收货并退款", "Accept the returned goods")
        case .rejectReturn: lang.pick("拒收退货", "Refuse the returned goods")
        case .shipReplacement: lang.pick("换补货发货", "Ship the replacement")
        case .submitEvidence: lang.pick("提交举证", "Submit evidence")
        case .reportArrival: lang.pick("上报退货入仓", "Report the arrival")
        case .reportIntercepted: lang.pick("上报拦截成功", "Report the interception")
        case .interceptParcel: lang.pick("拦截包裹", "Intercept the parcel")
        case .extendTime: lang.pick("申请延时", "Ask for more time")
        case .offer: lang.pick("与买家协商", "Make an offer")
        case .askBuyer: lang.pick("请买家举证", "Ask the buyer for proof")
        case .addRemark: lang.pick("添加备注", "Add a remark")
        case .reopen: lang.pick("重开售后入口", "Reopen the after-sale")
        case .sendMessage: lang.pick("发消息给买家", "Message the buyer")
        }
    }
}

/** Who commands. */
public struct Actor: Codable, Hashable, Sendable {
    /** In which role. */
    public var role: Role
    /** Which agent, when it is one. */
    public var agent: AgentId?

    public init(role: Role, agent: AgentId? = nil) {
        self.role = role
        self.agent = agent
    }

    private enum CodingKeys: String, CodingKey {
        case role
        case agent
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.role = try fields.decode(Role.self, forKey: .role)
        self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
    }
}

/** Who is asked before others, and how long a ticket waits for them. */
public struct Affinity: Codable, Hashable, Sendable {
    /** Who served a customer is asked again within so many days: 14 when absent, and 0 for never. */
    public var customerDays: Int64?
    /** How much it matters. */
    public var mode: AffinityMode
    /** So long it waits in mode `wait`, in milliseconds. */
    public var waitMs: Int64?

    public init(customerDays: Int64? = nil, mode: AffinityMode = AffinityMode.prefer, waitMs: Int64? = nil) {
        self.customerDays = customerDays
        self.mode = mode
        self.waitMs = waitMs
    }

    private enum CodingKeys: String, CodingKey {
        case customerDays = "customer_days"
        case mode
        case waitMs = "wait_ms"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.customerDays = try fields.decodeIfPresent(Int64.self, forKey: .customerDays)
        self.mode = try fields.decodeIfPresent(AffinityMode.self, forKey: .mode) ?? AffinityMode.prefer
        self.waitMs = try fields.decodeIfPresent(Int64.self, forKey: .waitMs)
    }
}

/** How much it matters that somebody knows a ticket already. */
public enum AffinityMode: String, CaseIterable, Codable, Hashable, Sendable {
    /** They have it if they may take it now. */
    case prefer
    /** It waits for them for some time, if they are merely busy. */
    case wait
    /** It waits for them until they have room, are back, begin their shift or are removed. */
    case strict
}

/** Who works on tickets. The load is not here: it is a bounded quantity beside the row. */
public struct Agent: Codable, Hashable, Sendable {
    /** The host's own id for that person or bot. */
    public var externalId: String
    /** The id. */
    public var id: AgentId
    /** The name shown to colleagues. */
    public var name: String
    /** The commands a bot may give, by their words; any when absent. People are not bound by it. */
    public var actions: [String]?
    /** The most money this agent may approve; `None` means no limit. */
    public var authority: Money?
    /** Units of work at a time; of a bot, talks at a time. */
    public var capacity: Int64
    /** Groups; a queue is served by groups. */
    public var groups: [String]
    /** Person or program. */
    public var kind: AgentKind
    /** Whether that lasts only as long as heartbeats come; else it was set by hand, and stays until it is set again. */
    public var leased: Bool
    /**
     * Most tickets at a time about which the buyer wrote through a channel. A ticket of several channels counts in each of
     * them, one without any in none. A channel that is not named has no bound of its own.
     */
    public var perChannel: [String: Int64]
    /**
     * Most tickets at a time of a platform: a telephone or a form of the merchant's own may be one too. A platform that is
     * not named has no bound of its own.
     */
    public var perPlatform: [String: Int64]
    /** Whether work is taken. */
    public var presence: Presence
    /**
     * Whose tickets the desk gives them: of these platforms, and of each of the shops that are named there, of all of them
     * where none is. Everything when empty. A person may give them others by hand.
     */
    public var scope: [String: [ShopId]]
    /** The calendar of their shift: nothing new outside it. They take work at any hour when absent. */
    public var shift: String?
    /** Skills with level 1 to 5. */
    public var skills: [String: Int64]

    public init(externalId: String, id: AgentId, name: String, actions: [String]? = nil, authority: Money? = nil, capacity: Int64 = 100, groups: [String] = [], kind: AgentKind = AgentKind.human, leased: Bool = false, perChannel: [String: Int64] = [:], perPlatform: [String: Int64] = [:], presence: Presence = Presence.offline, scope: [String: [ShopId]] = [:], shift: String? = nil, skills: [String: Int64] = [:]) {
        self.externalId = externalId
        self.id = id
        self.name = name
        self.actions = actions
        self.authority = authority
        self.capacity = capacity
        self.groups = groups
        self.kind = kind
        self.leased = leased
        self.perChannel = perChannel
        self.perPlatform = perPlatform
        self.presence = presence
        self.scope = scope
        self.shift = shift
        self.skills = skills
    }

    private enum CodingKeys: String, CodingKey {
        case externalId = "external_id"
        case id
        case name
        case actions
        case authority
        case capacity
        case groups
        case kind
        case leased
        case perChannel = "per_channel"
        case perPlatform = "per_platform"
        case presence
        case scope
        case shift
        case skills
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.externalId = try fields.decode(String.self, forKey: .externalId)
        self.id = try fields.decode(AgentId.self, forKey: .id)
        self.name = try fields.decode(String.self, forKey: .name)
        self.actions = try fields.decodeIfPresent([String].self, forKey: .actions)
        self.authority = try fields.decodeIfPresent(Money.self, forKey: .authority)
        self.capacity = try fields.decodeIfPresent(Int64.self, forKey: .capacity) ?? 100
        self.groups = try fields.decodeIfPresent([String].self, forKey: .groups) ?? []
        self.kind = try fields.decodeIfPresent(AgentKind.self, forKey: .kind) ?? AgentKind.human
        self.leased = try fields.decodeIfPresent(Bool.self, forKey: .leased) ?? false
        self.perChannel = try fields.decodeIfPresent([String: Int64].self, forKey: .perChannel) ?? [:]
        self.perPlatform = try fields.decodeIfPresent([String: Int64].self, forKey: .perPlatform) ?? [:]
        self.presence = try fields.decodeIfPresent(Presence.self, forKey: .presence) ?? Presence.offline
        self.scope = try fields.decodeIfPresent([String: [ShopId]].self, forKey: .scope) ?? [:]
        self.shift = try fields.decodeIfPresent(String.self, forKey: .shift)
        self.skills = try fields.decodeIfPresent([String: Int64].self, forKey: .skills) ?? [:]
    }
}

/** An agent whom the configuration keeps: all that is known of them but whether they are there, which people say. */
public struct AgentConfig: Codable, Hashable, Sendable {
    /** Your own id of that person or bot. */
    public var externalId: String
    /** The commands a bot may give, by their words; any when absent. People are not bound by it. */
    public var actions: [String]?
    /** The most money this agent may approve; no limit when absent. */
    public var authority: Money?
    /** Units of work at a time; of a bot, talks at a time. */
    public var capacity: Int64
    /** Groups; a queue is served by groups. */
    public var groups: [String]
    /** The id here; it follows from `external_id` when absent. */
    public var id: AgentId?
    /** Person or program. */
    public var kind: AgentKind?
    /** The name shown to colleagues; `external_id` when empty. */
    public var name: String
    /** Most tickets at a time about which the buyer wrote through a channel. */
    public var perChannel: [String: Int64]
    /** Most tickets at a time of a platform: a telephone or a form of the merchant's own may be one too. */
    public var perPlatform: [String: Int64]
    /**
     * Whose tickets the desk gives them: of these platforms, and of each of the shops that are named there, of all of them
     * where none is. Everything when empty.
     */
    public var scope: [String: [ShopId]]
    /** The calendar of their shift; they take work at any hour when absent. */
    public var shift: String?
    /** Skills with level 1 to 5. */
    public var skills: [String: Int64]

    public init(externalId: String, actions: [String]? = nil, authority: Money? = nil, capacity: Int64 = 100, groups: [String] = [], id: AgentId? = nil, kind: AgentKind? = nil, name: String = "", perChannel: [String: Int64] = [:], perPlatform: [String: Int64] = [:], scope: [String: [ShopId]] = [:], shift: String? = nil, skills: [String: Int64] = [:]) {
        self.externalId = externalId
        self.actions = actions
        self.authority = authority
        self.capacity = capacity
        self.groups = groups
        self.id = id
        self.kind = kind
        self.name = name
        self.perChannel = perChannel
        self.perPlatform = perPlatform
        self.scope = scope
        self.shift = shift
        self.skills = skills
    }

    private enum CodingKeys: String, CodingKey {
        case externalId = "external_id"
        case actions
        case authority
        case capacity
        case groups
        case id
        case kind
        case name
        case perChannel = "per_channel"
        case perPlatform = "per_platform"
        case scope
        case shift
        case skills
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.externalId = try fields.decode(String.self, forKey: .externalId)
        self.actions = try fields.decodeIfPresent([String].self, forKey: .actions)
        self.authority = try fields.decodeIfPresent(Money.self, forKey: .authority)
        self.capacity = try fields.decodeIfPresent(Int64.self, forKey: .capacity) ?? 100
        self.groups = try fields.decodeIfPresent([String].self, forKey: .groups) ?? []
        self.id = try fields.decodeIfPresent(AgentId.self, forKey: .id)
        self.kind = try fields.decodeIfPresent(AgentKind.self, forKey: .kind)
        self.name = try fields.decodeIfPresent(String.self, forKey: .name) ?? ""
        self.perChannel = try fields.decodeIfPresent([String: Int64].self, forKey: .perChannel) ?? [:]
        self.perPlatform = try fields.decodeIfPresent([String: Int64].self, forKey: .perPlatform) ?? [:]
        self.scope = try fields.decodeIfPresent([String: [ShopId]].self, forKey: .scope) ?? [:]
        self.shift = try fields.decodeIfPresent(String.self, forKey: .shift)
        self.skills = try fields.decodeIfPresent([String: Int64].self, forKey: .skills) ?? [:]
    }
}

/** A person or bot that works on tickets. */
public struct AgentId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** Person or program. */
public enum AgentKind: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** A person. */
    case human
    /** A program. */
    case bot

    public func label(_ lang: Lang) -> String {
        switch self {
        case .human: lang.pick("人工客服", "Person")
        case .bot: lang.pick("机器人", "Bot")
        }
    }
}

/** Money of a ticket, all in one currency. */
public struct Amounts: Codable, Hashable, Sendable {
    /** Approved by us or the platform. */
    public var approved: Int64
    /** Promised or paid as goodwill, outside the refund balance. */
    public var compensation: Int64
    /** On its way, not yet confirmed. */
    public var pending: Int64
    /** Paid back. */
    public var refunded: Int64
    /** Asked for. */
    public var requested: Int64

    public init(approved: Int64, compensation: Int64, pending: Int64, refunded: Int64, requested: Int64) {
        self.approved = approved
        self.compensation = compensation
        self.pending = pending
        self.refunded = refunded
        self.requested = requested
    }

    private enum CodingKeys: String, CodingKey {
        case approved
        case compensation
        case pending
        case refunded
        case requested
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.approved = try fields.decode(Int64.self, forKey: .approved)
        self.compensation = try fields.decode(Int64.self, forKey: .compensation)
        self.pending = try fields.decode(Int64.self, forKey: .pending)
        self.refunded = try fields.decode(Int64.self, forKey: .refunded)
        self.requested = try fields.decode(Int64.self, forKey: .requested)
    }
}

/** An event body, known or from a later version. */
public enum AnyEvent: Codable, Hashable, Sendable {
    /** One this version knows. */
    case known(EventBody)
    /** One it does not know, kept whole. */
    case other(JSONValue)

    public init(from decoder: any Decoder) throws {
        if let known = try? EventBody(from: decoder) {
            self = .known(known)
        } else {
            self = .other(try JSONValue(from: decoder))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .known(let held): try held.encode(to: encoder)
        case .other(let held): try held.encode(to: encoder)
        }
    }
}

/** An application registered with a platform: owns a webhook URL and a secret. */
public struct AppId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** A move of a ticket that waits for approval. */
public struct AskedMove: Codable, Hashable, Sendable {
    /** How much, in the ticket's currency. */
    public var amount: Money
    /** How the ticket moves. */
    public var trigger: Trigger
    /** The platform's id of the return address. */
    public var address: String?
    /** Who asks: somebody else approves. */
    public var by: AgentId?
    /** Above what was paid, out of goodwill. */
    public var goodwill: Bool
    /** Pieces per line. */
    public var lines: [LineOutcome]
    /** The platform's reason code. */
    public var reasonCode: String?

    public init(amount: Money, trigger: Trigger, address: String? = nil, by: AgentId? = nil, goodwill: Bool = false, lines: [LineOutcome] = [], reasonCode: String? = nil) {
        self.amount = amount
        self.trigger = trigger
        self.address = address
        self.by = by
        self.goodwill = goodwill
        self.lines = lines
        self.reasonCode = reasonCode
    }

    private enum CodingKeys: String, CodingKey {
        case amount
        case trigger
        case address
        case by
        case goodwill
        case lines
        case reasonCode = "reason_code"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.amount = try fields.decode(Money.self, forKey: .amount)
        self.trigger = try fields.decode(Trigger.self, forKey: .trigger)
        self.address = try fields.decodeIfPresent(String.self, forKey: .address)
        self.by = try fields.decodeIfPresent(AgentId.self, forKey: .by)
        self.goodwill = try fields.decodeIfPresent(Bool.self, forKey: .goodwill) ?? false
        self.lines = try fields.decodeIfPresent([LineOutcome].self, forKey: .lines) ?? []
        self.reasonCode = try fields.decodeIfPresent(String.self, forKey: .reasonCode)
    }
}

/** Why a ticket came to who has it. */
public enum AssignCause: String, CaseIterable, Codable, Hashable, Sendable {
    /** They were the first in the order of the queue who may take it. */
    case queue
    /** They had it before it waited for somebody outside, or before it was opened again. */
    case ticket
    /** They were the last to serve the customer. */
    case customer
    /** They have another open ticket of the same order. */
    case order
    /** They are of the team of the host or the shop. */
    case team
    /** A rule lets a bot begin. */
    case bot
    /** They took it when it was offered. */
    case offer
    /** Somebody gave it to them, or they took it themselves. */
    case byHand = "by_hand"
}

/** Who works on it. */
public struct Assignment: Codable, Hashable, Sendable {
    /** The load it puts on that agent now, in units. */
    public var weight: Int64
    /** When that agent first did something on it. */
    public var actedAt: Timestamp?
    /** The agent who has it. */
    public var agent: AgentId?
    /** Groups that may take it by now, beside those that serve its queue. */
    public var also: [String]
    /** Since when that agent has it. */
    public var assignedAt: Timestamp?
    /** When somebody should have it, where no clock says so: its place among those of its band. */
    public var dueAt: Timestamp?
    /** How often less skill was enough for it since it waits. */
    public var eased: Int64
    /** Since when it stands in that queue. */
    public var enqueuedAt: Timestamp?
    /** Agents who did not take it in this step of its route: it is offered to others first. */
    public var excluded: [AgentId]
    /** Those of them after the first of its clocks was due. */
    public var heldLateMs: Int64
    /**
     * Milliseconds that agents had it before, or that it was parked while nobody had it, since it was enqueued: they are none
     * of its age.
     */
    public var heldMs: Int64
    /** The agent who had it before it parked. */
    public var lastAgent: AgentId?
    /** The agents it is offered to, while nobody has it: the first who takes it has it. */
    public var offers: [Offered]
    /** Further agents it would be offered to at the same time, were they there and had they room. */
    public var offersWanted: Int64
    /** Since when it waits for somebody outside while nobody has it. */
    public var parkedAt: Timestamp?
    /** Queues that had no place for it. */
    public var past: [QueueId]
    /** The queue it stands in. */
    public var queue: QueueId?
    /** Steps it did not wait for. */
    public var skipped: Skipped?
    /** Steps of its route that it took while it waited. */
    public var step: Int64
    /** Tags that rules gave it: they are given once, so that one which somebody took away stays away. */
    public var tagged: [String]

    public init(weight: Int64, actedAt: Timestamp? = nil, agent: AgentId? = nil, also: [String] = [], assignedAt: Timestamp? = nil, dueAt: Timestamp? = nil, eased: Int64 = 0, enqueuedAt: Timestamp? = nil, excluded: [AgentId] = [], heldLateMs: Int64 = 0, heldMs: Int64 = 0, lastAgent: AgentId? = nil, offers: [Offered] = [], offersWanted: Int64 = 0, parkedAt: Timestamp? = nil, past: [QueueId] = [], queue: QueueId? = nil, skipped: Skipped? = nil, step: Int64 = 0, tagged: [String] = []) {
        self.weight = weight
        self.actedAt = actedAt
        self.agent = agent
        self.also = also
        self.assignedAt = assignedAt
        self.dueAt = dueAt
        self.eased = eased
        self.enqueuedAt = enqueuedAt
        self.excluded = excluded
        self.heldLateMs = heldLateMs
        self.heldMs = heldMs
        self.lastAgent = lastAgent
        self.offers = offers
        self.offersWanted = offersWanted
        self.parkedAt = parkedAt
        self.past = past
        self.queue = queue
        self.skipped = skipped
        self.step = step
        self.tagged = tagged
    }

    private enum CodingKeys: String, CodingKey {
        case weight
        case actedAt = "acted_at"
        case agent
        case also
        case assignedAt = "assigned_at"
        case dueAt = "due_at"
        case eased
        case enqueuedAt = "enqueued_at"
        case excluded
        case heldLateMs = "held_late_ms"
        case heldMs = "held_ms"
        case lastAgent = "last_agent"
        case offers
        case offersWanted = "offers_wanted"
        case parkedAt = "parked_at"
        case past
        case queue
        case skipped
        case step
        case tagged
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.weight = try fields.decode(Int64.self, forKey: .weight)
        self.actedAt = try fields.decodeIfPresent(Timestamp.self, forKey: .actedAt)
        self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
        self.also = try fields.decodeIfPresent([String].self, forKey: .also) ?? []
        self.assignedAt = try fields.decodeIfPresent(Timestamp.self, forKey: .assignedAt)
        self.dueAt = try fields.decodeIfPresent(Timestamp.self, forKey: .dueAt)
        self.eased = try fields.decodeIfPresent(Int64.self, forKey: .eased) ?? 0
        self.enqueuedAt = try fields.decodeIfPresent(Timestamp.self, forKey: .enqueuedAt)
        self.excluded = try fields.decodeIfPresent([AgentId].self, forKey: .excluded) ?? []
        self.heldLateMs = try fields.decodeIfPresent(Int64.self, forKey: .heldLateMs) ?? 0
        self.heldMs = try fields.decodeIfPresent(Int64.self, forKey: .heldMs) ?? 0
        self.lastAgent = try fields.decodeIfPresent(AgentId.self, forKey: .lastAgent)
        self.offers = try fields.decodeIfPresent([Offered].self, forKey: .offers) ?? []
        self.offersWanted = try fields.decodeIfPresent(Int64.self, forKey: .offersWanted) ?? 0
        self.parkedAt = try fields.decodeIfPresent(Timestamp.self, forKey: .parkedAt)
        self.past = try fields.decodeIfPresent([QueueId].self, forKey: .past) ?? []
        self.queue = try fields.decodeIfPresent(QueueId.self, forKey: .queue)
        self.skipped = try fields.decodeIfPresent(Skipped.self, forKey: .skipped)
        self.step = try fields.decodeIfPresent(Int64.self, forKey: .step) ?? 0
        self.tagged = try fields.decodeIfPresent([String].self, forKey: .tagged) ?? []
    }
}

/** A key that was attested for an account. The value is personal data and is kept only as a keyed hash. */
public struct AttestedKey: Codable, Hashable, Sendable {
    /** What it is. */
    public var kind: KeyKind
    /** The value as given. Personal data: hashed on the way in, never stored. */
    public var value: String
    /** Whether the platform's terms allow joining by it. */
    public var linkable: Bool
    /** The scope in which it is unique; empty means everywhere. */
    public var scope: String

    public init(kind: KeyKind, value: String, linkable: Bool = true, scope: String = "") {
        self.kind = kind
        self.value = value
        self.linkable = linkable
        self.scope = scope
    }

    private enum CodingKeys: String, CodingKey {
        case kind
        case value
        case linkable
        case scope
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.kind = try fields.decode(KeyKind.self, forKey: .kind)
        self.value = try fields.decode(String.self, forKey: .value)
        self.linkable = try fields.decodeIfPresent(Bool.self, forKey: .linkable) ?? true
        self.scope = try fields.decodeIfPresent(String.self, forKey: .scope) ?? ""
    }
}

/** What rules can look at. Words are one value, lists are several; amounts are minor units, times milliseconds. */
public enum Attribute: Codable, Hashable, Sendable {
    /** Word: the platform it began on. */
    case platform
    /** Word: the shop it began in. */
    case shop
    /** Word: what is asked for. */
    case kind
    /** Word: what the problem is. */
    case issue
    /** Word: where it stands. */
    case headline
    /** Word: on whom it waits. */
    case waitingOn
    /** Word: where the goods are. */
    case goods
    /** Word: how far the refund is. */
    case money
    /** Word: how far the replacement is. */
    case replacement
    /** Word: how far arbitration is. */
    case dispute
    /** Word: what the seller decided. */
    case decision
    /** Word: the currency of its amounts. */
    case currency
    /** Word: who sold it on screen. */
    case host
    /** Word: the room it was sold in. */
    case room
    /** Word: the show it was sold in, by id. */
    case show
    /** Word: the platform's own reason code. */
    case reasonCode
    /** List: where the buyer wrote about it, such as `chat` or `call`. Nothing where only an after-sale was opened. */
    case channels
    /** List: the tags people and rules gave it. */
    case tags
    /** List: marks such as `refund_failed`. */
    case flags
    /** List: the skus it is about. */
    case skus
    /** List: the products it is about, by id. */
    case products
    /** List: categories of the products it is about. */
    case categories
    /** List: who supplies the products it is about. */
    case suppliers
    /** List: the tags of its customer. */
    case customerTags
    /** Number: the money asked for. */
    case amount
    /** Number: the money approved. */
    case approved
    /** Number: the money paid back. */
    case refunded
    /** Number: goodwill paid or promised. */
    case compensation
    /** Number: what was paid for the order. */
    case paidTotal
    /**
     * Word: province, city and district that the order goes to, as its platform writes them. Personal data: explanations do not
     * show it.
     */
    case region
    /** Number: pieces the buyer complains of. */
    case pieces
    /** Number: how often it was reopened. */
    case reopened
    /** Number: time since it was opened. */
    case age
    /** Number: time left until the platform's deadline, negative when it has passed. */
    case deadlineIn
    /** Number: time left until the first of our clocks is due, negative when it has passed. */
    case slaSlack
    /** Number: how often money went back to its customer in the 90 days before it was opened, on other tickets. */
    case refundCount90d
    /** Yes or no: one of ours has answered the buyer. */
    case answered
    /** Yes or no: its order is not known yet. */
    case orphan
    /**
     * A field of the merchant's. Of a ticket or customer it is one value; of lines and products, of which there may be
     * several, a list.
     */
    case custom(CustomRef)

    private enum Key: String, CodingKey {
        case custom = "custom"
    }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "platform": self = .platform
            case "shop": self = .shop
            case "kind": self = .kind
            case "issue": self = .issue
            case "headline": self = .headline
            case "waiting_on": self = .waitingOn
            case "goods": self = .goods
            case "money": self = .money
            case "replacement": self = .replacement
            case "dispute": self = .dispute
            case "decision": self = .decision
            case "currency": self = .currency
            case "host": self = .host
            case "room": self = .room
            case "show": self = .show
            case "reason_code": self = .reasonCode
            case "channels": self = .channels
            case "tags": self = .tags
            case "flags": self = .flags
            case "skus": self = .skus
            case "products": self = .products
            case "categories": self = .categories
            case "suppliers": self = .suppliers
            case "customer_tags": self = .customerTags
            case "amount": self = .amount
            case "approved": self = .approved
            case "refunded": self = .refunded
            case "compensation": self = .compensation
            case "paid_total": self = .paidTotal
            case "region": self = .region
            case "pieces": self = .pieces
            case "reopened": self = .reopened
            case "age": self = .age
            case "deadline_in": self = .deadlineIn
            case "sla_slack": self = .slaSlack
            case "refund_count_90d": self = .refundCount90d
            case "answered": self = .answered
            case "orphan": self = .orphan
            default: throw unknownWord(decoder, "Attribute")
            }
            return
        }
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "Attribute") }
        switch key {
        case .custom: self = .custom(try fields.decode(CustomRef.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .platform:
            var one = encoder.singleValueContainer()
            try one.encode("platform")
        case .shop:
            var one = encoder.singleValueContainer()
            try one.encode("shop")
        case .kind:
            var one = encoder.singleValueContainer()
            try one.encode("kind")
        case .issue:
            var one = encoder.singleValueContainer()
            try one.encode("issue")
        case .headline:
            var one = encoder.singleValueContainer()
            try one.encode("headline")
        case .waitingOn:
            var one = encoder.singleValueContainer()
            try one.encode("waiting_on")
        case .goods:
            var one = encoder.singleValueContainer()
            try one.encode("goods")
        case .money:
            var one = encoder.singleValueContainer()
            try one.encode("money")
        case .replacement:
            var one = encoder.singleValueContainer()
            try one.encode("replacement")
        case .dispute:
            var one = encoder.singleValueContainer()
            try one.encode("dispute")
        case .decision:
            var one = encoder.singleValueContainer()
            try one.encode("decision")
        case .currency:
            var one = encoder.singleValueContainer()
            try one.encode("currency")
        case .host:
            var one = encoder.singleValueContainer()
            try one.encode("host")
        case .room:
            var one = encoder.singleValueContainer()
            try one.encode("room")
        case .show:
            var one = encoder.singleValueContainer()
            try one.encode("show")
        case .reasonCode:
            var one = encoder.singleValueContainer()
            try one.encode("reason_code")
        case .channels:
            var one = encoder.singleValueContainer()
            try one.encode("channels")
        case .tags:
            var one = encoder.singleValueContainer()
            try one.encode("tags")
        case .flags:
            var one = encoder.singleValueContainer()
            try one.encode("flags")
        case .skus:
            var one = encoder.singleValueContainer()
            try one.encode("skus")
        case .products:
            var one = encoder.singleValueContainer()
            try one.encode("products")
        case .categories:
            var one = encoder.singleValueContainer()
            try one.encode("categories")
        case .suppliers:
            var one = encoder.singleValueContainer()
            try one.encode("suppliers")
        case .customerTags:
            var one = encoder.singleValueContainer()
            try one.encode("customer_tags")
        case .amount:
            var one = encoder.singleValueContainer()
            try one.encode("amount")
        case .approved:
            var one = encoder.singleValueContainer()
            try one.encode("approved")
        case .refunded:
            var one = encoder.singleValueContainer()
            try one.encode("refunded")
        case .compensation:
            var one = encoder.singleValueContainer()
            try one.encode("compensation")
        case .paidTotal:
            var one = encoder.singleValueContainer()
            try one.encode("paid_total")
        case .region:
            var one = encoder.singleValueContainer()
            try one.encode("region")
        case .pieces:
            var one = encoder.singleValueContainer()
            try one.encode("pieces")
        case .reopened:
            var one = encoder.singleValueContainer()
            try one.encode("reopened")
        case .age:
            var one = encoder.singleValueContainer()
            try one.encode("age")
        case .deadlineIn:
            var one = encoder.singleValueContainer()
            try one.encode("deadline_in")
        case .slaSlack:
            var one = encoder.singleValueContainer()
            try one.encode("sla_slack")
        case .refundCount90d:
            var one = encoder.singleValueContainer()
            try one.encode("refund_count_90d")
        case .answered:
            var one = encoder.singleValueContainer()
            try one.encode("answered")
        case .orphan:
            var one = encoder.singleValueContainer()
            try one.encode("orphan")
        case .custom(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .custom)
        }
    }
}

/** What is decided without a person. */
public struct AutoPolicy: Codable, Hashable, Sendable {
    /** At most so many minor units; nothing above is decided without a person, and nothing whose amount is not known. */
    public var atMost: Int64
    /** When it applies. */
    public var when: When
    /** In this currency; money in another one is left to people. */
    public var currency: Currency

    public init(atMost: Int64, when: When, currency: Currency = Currency("CNY")) {
        self.atMost = atMost
        self.when = when
        self.currency = currency
    }

    private enum CodingKeys: String, CodingKey {
        case atMost = "at_most"
        case when
        case currency
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.atMost = try fields.decode(Int64.self, forKey: .atMost)
        self.when = try fields.decode(When.self, forKey: .when)
        self.currency = try fields.decodeIfPresent(Currency.self, forKey: .currency) ?? Currency("CNY")
    }
}

/** Does something by itself. Each is done at most once for what called it. */
public struct Automation: Codable, Hashable, Sendable {
    /** Its name, unique: what was done is remembered by it. */
    public var name: String
    /** What calls it. */
    public var on: AutomationOn
    /** What is done, in this order; all of it or nothing. */
    public var then: [AutomationStep]
    /** Whether it is looked at at all. */
    public var enabled: Bool
    /** For which of those events, by what they say. */
    public var event: EventIs?
    /** For which tickets, as they are then. */
    public var when: When

    public init(name: String, on: AutomationOn, then: [AutomationStep], enabled: Bool = true, event: EventIs? = nil, when: When = When.always) {
        self.name = name
        self.on = on
        self.then = then
        self.enabled = enabled
        self.event = event
        self.when = when
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case on
        case then
        case enabled
        case event
        case when
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.on = try fields.decode(AutomationOn.self, forKey: .on)
        self.then = try fields.decode([AutomationStep].self, forKey: .then)
        self.enabled = try fields.decodeIfPresent(Bool.self, forKey: .enabled) ?? true
        self.event = try fields.decodeIfPresent(EventIs.self, forKey: .event)
        self.when = try fields.decodeIfPresent(When.self, forKey: .when) ?? When.always
    }
}

/** What is remembered of an automation on a ticket. */
public struct AutomationDone: Codable, Hashable, Sendable {
    /** How often it was done. */
    public var times: Int64
    /**
     * What was counted from when it was last due by time: since when the ticket stood where it did or the buyer waited, or the
     * deadline.
     */
    public var since: Timestamp?

    public init(times: Int64, since: Timestamp? = nil) {
        self.times = times
        self.since = since
    }

    private enum CodingKeys: String, CodingKey {
        case times
        case since
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.times = try fields.decode(Int64.self, forKey: .times)
        self.since = try fields.decodeIfPresent(Timestamp.self, forKey: .since)
    }
}

/** A field of the merchant's on the ticket that an automation sets. */
public struct AutomationField: Codable, Hashable, Sendable {
    /** The value. */
    public var `is`: CustomValue
    /** The name of the field. */
    public var name: String

    public init(`is`: CustomValue, name: String) {
        self.is = `is`
        self.name = name
    }

    private enum CodingKeys: String, CodingKey {
        case `is` = "is"
        case name
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.is = try fields.decode(CustomValue.self, forKey: .`is`)
        self.name = try fields.decode(String.self, forKey: .name)
    }
}

/** How an automation moves a ticket. */
public struct AutomationMove: Codable, Hashable, Sendable {
    /** How: one of `AutomationMove::TRIGGERS`. */
    public var trigger: Trigger
    /** The platform's reason code. */
    public var reasonCode: String?
    /** Words to the buyer, with the places of an answer. */
    public var text: String?

    public init(trigger: Trigger, reasonCode: String? = nil, text: String? = nil) {
        self.trigger = trigger
        self.reasonCode = reasonCode
        self.text = text
    }

    private enum CodingKeys: String, CodingKey {
        case trigger
        case reasonCode = "reason_code"
        case text
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.trigger = try fields.decode(Trigger.self, forKey: .trigger)
        self.reasonCode = try fields.decodeIfPresent(String.self, forKey: .reasonCode)
        self.text = try fields.decodeIfPresent(String.self, forKey: .text)
    }
}

/** What calls an automation. */
public enum AutomationOn: Codable, Hashable, Sendable {
    /** One of these was recorded on a ticket. */
    case events([Occasion])
    /** A ticket stood in a headline for some time. */
    case after(StateAge)
    /** A buyer who was answered wrote again, and for some time nobody answered that. */
    case unanswered(Span)
    /** The platform's deadline for the present step is no farther away. */
    case deadline(Span)

    private enum Key: String, CodingKey {
        case events = "events"
        case after = "after"
        case unanswered = "unanswered"
        case deadline = "deadline"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "AutomationOn") }
        switch key {
        case .events: self = .events(try fields.decode([Occasion].self, forKey: key))
        case .after: self = .after(try fields.decode(StateAge.self, forKey: key))
        case .unanswered: self = .unanswered(try fields.decode(Span.self, forKey: key))
        case .deadline: self = .deadline(try fields.decode(Span.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .events(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .events)
        case .after(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .after)
        case .unanswered(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .unanswered)
        case .deadline(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .deadline)
        }
    }
}

/** What an automation does. */
public enum AutomationStep: Codable, Hashable, Sendable {
    /** Gives the ticket this tag. */
    case tag(String)
    /** Takes this tag away. */
    case untag(String)
    /** Leaves a note for colleagues. */
    case note(String)
    /** Answers the buyer: `{number}`, `{amount}` and `{approved}` stand for what the ticket says. */
    case reply(String)
    /** Answers the buyer by a template. */
    case template(TemplateUse)
    /** Puts it into this queue. */
    case queue(String)
    /** Gives it this priority, 0 (now) to 4. */
    case band(Int64)
    /** Opens a task. */
    case task(AutomationTask)
    /** Tells a group: the event names it, who is in it is told by the host. */
    case notify(String)
    /** Grants the request if no more than this is asked for; one amount for a currency. */
    case approve([Money])
    /** Gives it to this agent. */
    case assign(AgentId)
    /** Lets this agent hear of it. */
    case watch(AgentId)
    /** Moves it, by what promises neither money nor goods. */
    case move(AutomationMove)
    /** Sets a field of the merchant's on it. */
    case custom(AutomationField)
    /** Says what the problem is. */
    case issue(IssueType)
    /** Tells the platform something that moves nothing here. */
    case tell(AutomationTell)

    private enum Key: String, CodingKey {
        case tag = "tag"
        case untag = "untag"
        case note = "note"
        case reply = "reply"
        case template = "template"
        case queue = "queue"
        case band = "band"
        case task = "task"
        case notify = "notify"
        case approve = "approve"
        case assign = "assign"
        case watch = "watch"
        case move = "move"
        case custom = "custom"
        case issue = "issue"
        case tell = "tell"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "AutomationStep") }
        switch key {
        case .tag: self = .tag(try fields.decode(String.self, forKey: key))
        case .untag: self = .untag(try fields.decode(String.self, forKey: key))
        case .note: self = .note(try fields.decode(String.self, forKey: key))
        case .reply: self = .reply(try fields.decode(String.self, forKey: key))
        case .template: self = .template(try fields.decode(TemplateUse.self, forKey: key))
        case .queue: self = .queue(try fields.decode(String.self, forKey: key))
        case .band: self = .band(try fields.decode(Int64.self, forKey: key))
        case .task: self = .task(try fields.decode(AutomationTask.self, forKey: key))
        case .notify: self = .notify(try fields.decode(String.self, forKey: key))
        case .approve: self = .approve(try fields.decode([Money].self, forKey: key))
        case .assign: self = .assign(try fields.decode(AgentId.self, forKey: key))
        case .watch: self = .watch(try fields.decode(AgentId.self, forKey: key))
        case .move: self = .move(try fields.decode(AutomationMove.self, forKey: key))
        case .custom: self = .custom(try fields.decode(AutomationField.self, forKey: key))
        case .issue: self = .issue(try fields.decode(IssueType.self, forKey: key))
        case .tell: self = .tell(try fields.decode(AutomationTell.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .tag(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .tag)
        case .untag(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .untag)
        case .note(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .note)
        case .reply(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .reply)
        case .template(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .template)
        case .queue(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .queue)
        case .band(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .band)
        case .task(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .task)
        case .notify(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .notify)
        case .approve(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .approve)
        case .assign(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .assign)
        case .watch(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .watch)
        case .move(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .move)
        case .custom(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .custom)
        case .issue(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .issue)
        case .tell(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .tell)
        }
    }
}

/** Why an automation was not carried out. */
public enum AutomationStop: String, CaseIterable, Codable, Hashable, Sendable {
    /** A step of it is not possible now; none was done. */
    case refused
    /** Automations called each other too often. */
    case tooDeep = "too_deep"
    /** It was done on this ticket too often. */
    case tooOften = "too_often"
}

/** A task that an automation opens. */
public struct AutomationTask: Codable, Hashable, Sendable {
    /** By which group. */
    public var group: String
    /** What is to be done. */
    public var kind: TaskKind

    public init(group: String, kind: TaskKind) {
        self.group = group
        self.kind = kind
    }

    private enum CodingKeys: String, CodingKey {
        case group
        case kind
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.group = try fields.decode(String.self, forKey: .group)
        self.kind = try fields.decode(TaskKind.self, forKey: .kind)
    }
}

/** What an automation tells a platform beside all moves. */
public struct AutomationTell: Codable, Hashable, Sendable {
    /** What: one of `AutomationTell::VERBS`. */
    public var verb: ActionVerb
    /** The words, with the places of an answer. */
    public var text: String?

    public init(verb: ActionVerb, text: String? = nil) {
        self.verb = verb
        self.text = text
    }

    private enum CodingKeys: String, CodingKey {
        case verb
        case text
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.verb = try fields.decode(ActionVerb.self, forKey: .verb)
        self.text = try fields.decodeIfPresent(String.self, forKey: .text)
    }
}

/** The axes and plain fields of one ticket, everything its headline depends on. */
public struct Axes: Codable, Hashable, Sendable {
    /** The question was answered. */
    public var answered: Bool
    /** The buyer was asked for something. */
    public var askedBuyer: Bool
    /** Why it was cancelled, if it was. */
    public var cancelReason: CancelReason
    /** Closed. When is kept on the ticket. */
    public var closed: Bool
    /** What the seller decided. */
    public var decision: Decision
    /** How far arbitration is. */
    public var dispute: DisputeState
    /** Where the buyer's goods are. */
    public var goods: Goods
    /** What is asked for. */
    public var kind: Kind
    /** How far the refund is. */
    public var money: MoneyState
    /** A repair is under way. */
    public var repairRunning: Bool
    /** How far the replacement is. */
    public var replacement: ReplacementState
    /** Triage is done. */
    public var triaged: Bool

    public init(answered: Bool, askedBuyer: Bool, cancelReason: CancelReason, closed: Bool, decision: Decision, dispute: DisputeState, goods: Goods, kind: Kind, money: MoneyState, repairRunning: Bool, replacement: ReplacementState, triaged: Bool) {
        self.answered = answered
        self.askedBuyer = askedBuyer
        self.cancelReason = cancelReason
        self.closed = closed
        self.decision = decision
        self.dispute = dispute
        self.goods = goods
        self.kind = kind
        self.money = money
        self.repairRunning = repairRunning
        self.replacement = replacement
        self.triaged = triaged
    }

    private enum CodingKeys: String, CodingKey {
        case answered
        case askedBuyer = "asked_buyer"
        case cancelReason = "cancel_reason"
        case closed
        case decision
        case dispute
        case goods
        case kind
        case money
        case repairRunning = "repair_running"
        case replacement
        case triaged
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.answered = try fields.decode(Bool.self, forKey: .answered)
        self.askedBuyer = try fields.decode(Bool.self, forKey: .askedBuyer)
        self.cancelReason = try fields.decode(CancelReason.self, forKey: .cancelReason)
        self.closed = try fields.decode(Bool.self, forKey: .closed)
        self.decision = try fields.decode(Decision.self, forKey: .decision)
        self.dispute = try fields.decode(DisputeState.self, forKey: .dispute)
        self.goods = try fields.decode(Goods.self, forKey: .goods)
        self.kind = try fields.decode(Kind.self, forKey: .kind)
        self.money = try fields.decode(MoneyState.self, forKey: .money)
        self.repairRunning = try fields.decode(Bool.self, forKey: .repairRunning)
        self.replacement = try fields.decode(ReplacementState.self, forKey: .replacement)
        self.triaged = try fields.decode(Bool.self, forKey: .triaged)
    }
}

/** The target of a clock in one band. */
public struct BandTarget: Codable, Hashable, Sendable {
    /** The band, 0 (now) to 4. */
    public var band: Int64
    /** Milliseconds it may run there. */
    public var targetMs: Int64

    public init(band: Int64, targetMs: Int64) {
        self.band = band
        self.targetMs = targetMs
    }

    private enum CodingKeys: String, CodingKey {
        case band
        case targetMs = "target_ms"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.band = try fields.decode(Int64.self, forKey: .band)
        self.targetMs = try fields.decode(Int64.self, forKey: .targetMs)
    }
}

/** What part bots have in the tickets of a rule. */
public struct BotPolicy: Codable, Hashable, Sendable {
    /** Which part. */
    public var policy: BotUse
    /** Which bot has them first: an agent of that kind. */
    public var id: AgentId?
    /** After so many replies it hands over; no bound when absent. */
    public var maxTurns: Int64?
    /** Replies of which it is less sure than this are unsure, in percent; two of them in a row and it hands over. */
    public var minConfidence: Int64?
    /** A buyer waits no longer than this for the bot, in milliseconds; no bound when absent. */
    public var timeoutMs: Int64?

    public init(policy: BotUse, id: AgentId? = nil, maxTurns: Int64? = nil, minConfidence: Int64? = nil, timeoutMs: Int64? = nil) {
        self.policy = policy
        self.id = id
        self.maxTurns = maxTurns
        self.minConfidence = minConfidence
        self.timeoutMs = timeoutMs
    }

    private enum CodingKeys: String, CodingKey {
        case policy
        case id
        case maxTurns = "max_turns"
        case minConfidence = "min_confidence"
        case timeoutMs = "timeout_ms"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.policy = try fields.decode(BotUse.self, forKey: .policy)
        self.id = try fields.decodeIfPresent(AgentId.self, forKey: .id)
        self.maxTurns = try fields.decodeIfPresent(Int64.self, forKey: .maxTurns)
        self.minConfidence = try fields.decodeIfPresent(Int64.self, forKey: .minConfidence)
        self.timeoutMs = try fields.decodeIfPresent(Int64.self, forKey: .timeoutMs)
    }
}

/**
 * The talk a bot has on a ticket. As long as it is not over, the bot has the ticket and nobody else; afterwards no bot does
 * anything on it, until a person gives it to one.
 */
public struct BotTalk: Codable, Hashable, Sendable {
    /** The bot. */
    public var bot: AgentId
    /** Since when it has the ticket. */
    public var since: Timestamp
    /** When it last did something. */
    public var lastAt: Timestamp?
    /** How it ended. */
    public var over: TalkEnd?
    /** Marks of what the desk wrote to the buyer meanwhile, the last twenty: a channel that shows it again shows no person. */
    public var said: [String]
    /** Replies it gave. */
    public var turns: Int64
    /** Of those the last ones in a row of which it was unsure. */
    public var unsure: Int64

    public init(bot: AgentId, since: Timestamp, lastAt: Timestamp? = nil, over: TalkEnd? = nil, said: [String] = [], turns: Int64 = 0, unsure: Int64 = 0) {
        self.bot = bot
        self.since = since
        self.lastAt = lastAt
        self.over = over
        self.said = said
        self.turns = turns
        self.unsure = unsure
    }

    private enum CodingKeys: String, CodingKey {
        case bot
        case since
        case lastAt = "last_at"
        case over
        case said
        case turns
        case unsure
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.bot = try fields.decode(AgentId.self, forKey: .bot)
        self.since = try fields.decode(Timestamp.self, forKey: .since)
        self.lastAt = try fields.decodeIfPresent(Timestamp.self, forKey: .lastAt)
        self.over = try fields.decodeIfPresent(TalkEnd.self, forKey: .over)
        self.said = try fields.decodeIfPresent([String].self, forKey: .said) ?? []
        self.turns = try fields.decodeIfPresent(Int64.self, forKey: .turns) ?? 0
        self.unsure = try fields.decodeIfPresent(Int64.self, forKey: .unsure) ?? 0
    }
}

/** What part bots have in a ticket. */
public enum BotUse: String, CaseIterable, Codable, Hashable, Sendable {
    /** The bot has it first, people after it. */
    case first
    /** A person has it; bots leave notes and fill in fields. */
    case assist
    /** Bots have no part in it. */
    case never
}

/** A ticket with all that a phone shows of it. */
public struct Bundle: Codable, Hashable, Sendable {
    /** The ticket. */
    public var ticket: VersionedTicket
    /** The last that happened, oldest first. */
    public var timeline: [Moment]
    /** What its reader may do with it. */
    public var allowed: [Offer]
    /** More happened before that. */
    public var earlier: Bool
    /** Its internal tasks. */
    public var tasks: [VersionedTask]

    public init(ticket: VersionedTicket, timeline: [Moment], allowed: [Offer] = [], earlier: Bool = false, tasks: [VersionedTask] = []) {
        self.ticket = ticket
        self.timeline = timeline
        self.allowed = allowed
        self.earlier = earlier
        self.tasks = tasks
    }

    private enum CodingKeys: String, CodingKey {
        case ticket
        case timeline
        case allowed
        case earlier
        case tasks
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.ticket = try fields.decode(VersionedTicket.self, forKey: .ticket)
        self.timeline = try fields.decode([Moment].self, forKey: .timeline)
        self.allowed = try fields.decodeIfPresent([Offer].self, forKey: .allowed) ?? []
        self.earlier = try fields.decodeIfPresent(Bool.self, forKey: .earlier) ?? false
        self.tasks = try fields.decodeIfPresent([VersionedTask].self, forKey: .tasks) ?? []
    }
}

/** Bytes, as base64 text in JSON. */
public typealias Bytes = Data

/** The working hours of a team or a shop. */
public struct Calendar: Codable, Hashable, Sendable {
    /** Its name, by which rules refer to it. */
    public var name: String
    /**
     * Public holidays that are kept, with the weekends on which they are made up for. What `special` and `made_up` say of a day
     * is stronger.
     */
    public var holidays: Holidays?
    /** Days with the hours of another day of the week, as `2027-02-06`: `friday`. */
    public var madeUp: [String: Weekday]
    /** Whose hours those weekends have on which a public holiday is made up for; Monday's when absent. */
    public var madeUpAs: Weekday?
    /**
     * Days with other hours than their day of the week, as `2026-10-01`: none for a holiday, those of a working day for a
     * weekend on which work is made up for.
     */
    public var special: [String: [Hours]]
    /** The hours of each day of the week; closed on a day that is not named. */
    public var week: [String: [Hours]]
    /**
     * The time zone its hours are counted in, by its name as `Asia/Shanghai` or `Europe/Berlin`, with daylight-saving time.
     * That of the merchant (`zone_minutes`) when absent.
     */
    public var zone: String?

    public init(name: String, holidays: Holidays? = nil, madeUp: [String: Weekday] = [:], madeUpAs: Weekday? = nil, special: [String: [Hours]] = [:], week: [String: [Hours]] = [:], zone: String? = nil) {
        self.name = name
        self.holidays = holidays
        self.madeUp = madeUp
        self.madeUpAs = madeUpAs
        self.special = special
        self.week = week
        self.zone = zone
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case holidays
        case madeUp = "made_up"
        case madeUpAs = "made_up_as"
        case special
        case week
        case zone
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.holidays = try fields.decodeIfPresent(Holidays.self, forKey: .holidays)
        self.madeUp = try fields.decodeIfPresent([String: Weekday].self, forKey: .madeUp) ?? [:]
        self.madeUpAs = try fields.decodeIfPresent(Weekday.self, forKey: .madeUpAs)
        self.special = try fields.decodeIfPresent([String: [Hours]].self, forKey: .special) ?? [:]
        self.week = try fields.decodeIfPresent([String: [Hours]].self, forKey: .week) ?? [:]
        self.zone = try fields.decodeIfPresent(String.self, forKey: .zone)
    }
}

/** Why a ticket was cancelled. */
public enum CancelReason: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** It was not. */
    case none
    /** The buyer took it back. */
    case buyer
    /** A time window of the buyer ended. */
    case expired
    /** The platform cancelled or closed it. */
    case platform

    public func label(_ lang: Lang) -> String {
        switch self {
        case .none: lang.pick("未取消", "Not cancelled")
        case .buyer: lang.pick("买家撤销", "Cancelled by the buyer")
        case .expired: lang.pick("超时取消", "Expired")
        case .platform: lang.pick("平台取消", "Cancelled by the platform")
        }
    }
}

/** A customer with their accounts. */
public struct Card: Codable, Hashable, Sendable {
    /** Their accounts. */
    public var accounts: [Account]
    /** The person. */
    public var customer: VersionedCustomer

    public init(accounts: [Account], customer: VersionedCustomer) {
        self.accounts = accounts
        self.customer = customer
    }

    private enum CodingKeys: String, CodingKey {
        case accounts
        case customer
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.accounts = try fields.decode([Account].self, forKey: .accounts)
        self.customer = try fields.decode(VersionedCustomer.self, forKey: .customer)
    }
}

/** Where a message came through. */
public enum Channel: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** The shop's chat. */
    case chat
    /** A comment in a live room. */
    case liveComment = "live_comment"
    /** A form in the merchant's app or site. */
    case form
    /** A text message. */
    case sms
    /** A push message to the merchant's app. */
    case push
    /** E-mail. */
    case email
    /** A phone call, written down. */
    case call
    /** A note to the after-sale on the platform. */
    case afterSaleNote = "after_sale_note"

    public func label(_ lang: Lang) -> String {
        switch self {
        case .chat: lang.pick("店铺客服聊天", "Shop chat")
        case .liveComment: lang.pick("直播间评论", "Live comment")
        case .form: lang.pick("售后表单", "Form")
        case .sms: lang.pick("短信", "Text message")
        case .push: lang.pick("应用推送", "Push message")
        case .email: lang.pick("电子邮件", "E-mail")
        case .call: lang.pick("电话", "Phone call")
        case .afterSaleNote: lang.pick("售后单留言", "After-sale note")
        }
    }
}

/** What must be true of an attribute. */
public enum Check: Codable, Hashable, Sendable {
    /** It is there. */
    case exists
    /** It is not there; an empty list is not there. */
    case missing
    /** It is this. */
    case eq(CustomValue)
    /** It is there, and is another. */
    case ne(CustomValue)
    /** It is one of these. */
    case `in`([CustomValue])
    /** It is there, and is none of these. */
    case notIn([CustomValue])
    /** It is below this. */
    case lt(CustomValue)
    /** It is at most this. */
    case le(CustomValue)
    /** It is above this. */
    case gt(CustomValue)
    /** It is at least this. */
    case ge(CustomValue)
    /** It is between these two, or one of them. */
    case between(Two<CustomValue, CustomValue>)
    /** The list has one of these. */
    case hasAny([CustomValue])
    /** The list has all of these. */
    case hasAll([CustomValue])
    /** The word begins with this. */
    case prefix(String)
    /** The word looks like this: `*` is any text, `?` is one character. */
    case glob(String)

    private enum Key: String, CodingKey {
        case eq = "eq"
        case ne = "ne"
        case `in` = "in"
        case notIn = "not_in"
        case lt = "lt"
        case le = "le"
        case gt = "gt"
        case ge = "ge"
        case between = "between"
        case hasAny = "has_any"
        case hasAll = "has_all"
        case prefix = "prefix"
        case glob = "glob"
    }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "exists": self = .exists
            case "missing": self = .missing
            default: throw unknownWord(decoder, "Check")
            }
            return
        }
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "Check") }
        switch key {
        case .eq: self = .eq(try fields.decode(CustomValue.self, forKey: key))
        case .ne: self = .ne(try fields.decode(CustomValue.self, forKey: key))
        case .`in`: self = .`in`(try fields.decode([CustomValue].self, forKey: key))
        case .notIn: self = .notIn(try fields.decode([CustomValue].self, forKey: key))
        case .lt: self = .lt(try fields.decode(CustomValue.self, forKey: key))
        case .le: self = .le(try fields.decode(CustomValue.self, forKey: key))
        case .gt: self = .gt(try fields.decode(CustomValue.self, forKey: key))
        case .ge: self = .ge(try fields.decode(CustomValue.self, forKey: key))
        case .between: self = .between(try fields.decode(Two<CustomValue, CustomValue>.self, forKey: key))
        case .hasAny: self = .hasAny(try fields.decode([CustomValue].self, forKey: key))
        case .hasAll: self = .hasAll(try fields.decode([CustomValue].self, forKey: key))
        case .prefix: self = .prefix(try fields.decode(String.self, forKey: key))
        case .glob: self = .glob(try fields.decode(String.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .exists:
            var one = encoder.singleValueContainer()
            try one.encode("exists")
        case .missing:
            var one = encoder.singleValueContainer()
            try one.encode("missing")
        case .eq(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .eq)
        case .ne(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .ne)
        case .`in`(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .`in`)
        case .notIn(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .notIn)
        case .lt(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .lt)
        case .le(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .le)
        case .gt(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .gt)
        case .ge(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .ge)
        case .between(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .between)
        case .hasAny(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .hasAny)
        case .hasAll(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .hasAll)
        case .prefix(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .prefix)
        case .glob(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .glob)
        }
    }
}

/** A running or stopped clock: a fold, so that changing targets keeps the pauses already earned. */
public struct Clock: Codable, Hashable, Sendable {
    /** Whether the breach was announced. */
    public var breached: Bool
    /** Milliseconds it ran up to `running_since`. */
    public var ranMs: Int64
    /** When it started. */
    public var startedAt: Timestamp
    /** Target in milliseconds. */
    public var targetMs: Int64
    /** Whether the warning was announced. */
    public var warned: Bool
    /** Counts its starts on this ticket, from 1. */
    public var cycle: Int64
    /** The hours it counts while it runs; every hour when absent. */
    public var hours: CountedHours?
    /** When it was stopped by what it waited for. */
    public var metAt: Timestamp?
    /** When it warns and is due, where it counts only the hours of a calendar and runs. */
    public var moments: Moments?
    /** Since when it runs; `None` while paused or stopped. */
    public var runningSince: Timestamp?

    public init(breached: Bool, ranMs: Int64, startedAt: Timestamp, targetMs: Int64, warned: Bool, cycle: Int64 = 1, hours: CountedHours? = nil, metAt: Timestamp? = nil, moments: Moments? = nil, runningSince: Timestamp? = nil) {
        self.breached = breached
        self.ranMs = ranMs
        self.startedAt = startedAt
        self.targetMs = targetMs
        self.warned = warned
        self.cycle = cycle
        self.hours = hours
        self.metAt = metAt
        self.moments = moments
        self.runningSince = runningSince
    }

    private enum CodingKeys: String, CodingKey {
        case breached
        case ranMs = "ran_ms"
        case startedAt = "started_at"
        case targetMs = "target_ms"
        case warned
        case cycle
        case hours
        case metAt = "met_at"
        case moments
        case runningSince = "running_since"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.breached = try fields.decode(Bool.self, forKey: .breached)
        self.ranMs = try fields.decode(Int64.self, forKey: .ranMs)
        self.startedAt = try fields.decode(Timestamp.self, forKey: .startedAt)
        self.targetMs = try fields.decode(Int64.self, forKey: .targetMs)
        self.warned = try fields.decode(Bool.self, forKey: .warned)
        self.cycle = try fields.decodeIfPresent(Int64.self, forKey: .cycle) ?? 1
        self.hours = try fields.decodeIfPresent(CountedHours.self, forKey: .hours)
        self.metAt = try fields.decodeIfPresent(Timestamp.self, forKey: .metAt)
        self.moments = try fields.decodeIfPresent(Moments.self, forKey: .moments)
        self.runningSince = try fields.decodeIfPresent(Timestamp.self, forKey: .runningSince)
    }
}

/** One clock of ours. */
public enum ClockKind: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Until somebody answers the first time. */
    case firstResponse = "first_response"
    /** Until the seller decides. */
    case decision
    /** Until goods are inspected. */
    case inspection
    /** Until money is paid. */
    case refund
    /** Until all is done. */
    case resolution
    /** The platform's own deadline: never paused. */
    case platformDeadline = "platform_deadline"
    /** Until somebody answers a buyer who wrote again after the first answer. */
    case nextResponse = "next_response"
    /** Until a person, not an automation, does something on it the first time. */
    case firstHumanResponse = "first_human_response"

    public func label(_ lang: Lang) -> String {
        switch self {
        case .firstResponse: lang.pick("首次响应", "First response")
        case .decision: lang.pick("处理决定", "Decision")
        case .inspection: lang.pick("收货验货", "Inspection")
        case .refund: lang.pick("退款打款", "Refund")
        case .resolution: lang.pick("整单解决", "Resolution")
        case .platformDeadline: lang.pick("平台时限", "Platform deadline")
        case .nextResponse: lang.pick("再次响应", "Next response")
        case .firstHumanResponse: lang.pick("人工首次响应", "First response by a person")
        }
    }
}

/** What a clock of ours passed. */
public enum ClockPoint: String, CaseIterable, Codable, Hashable, Sendable {
    /** It came near its target. */
    case warn
    /** It passed it. */
    case breach
}

/** Goodwill paid outside the refund balance. */
public struct Compensation: Codable, Hashable, Sendable {
    /** How much. */
    public var amount: Money
    /** When it was asked for. */
    public var at: Timestamp
    /** The payout number: a second payout with it is refused. */
    public var number: String
    /** Where it stands. */
    public var state: CompensationState
    /** Who asked for it, who cannot approve it; of a draft, who drafted it. */
    public var by: AgentId?
    /** Who drafted what somebody asked for later. They cannot approve it either. */
    public var draftedBy: AgentId?
    /** It may be above what was paid for the order: said by who asked for it. */
    public var goodwill: Bool
    /** The task it waits for: somebody's approval, or the payout. */
    public var task: TaskId?

    public init(amount: Money, at: Timestamp, number: String, state: CompensationState, by: AgentId? = nil, draftedBy: AgentId? = nil, goodwill: Bool = false, task: TaskId? = nil) {
        self.amount = amount
        self.at = at
        self.number = number
        self.state = state
        self.by = by
        self.draftedBy = draftedBy
        self.goodwill = goodwill
        self.task = task
    }

    private enum CodingKeys: String, CodingKey {
        case amount
        case at
        case number
        case state
        case by
        case draftedBy = "drafted_by"
        case goodwill
        case task
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.amount = try fields.decode(Money.self, forKey: .amount)
        self.at = try fields.decode(Timestamp.self, forKey: .at)
        self.number = try fields.decode(String.self, forKey: .number)
        self.state = try fields.decode(CompensationState.self, forKey: .state)
        self.by = try fields.decodeIfPresent(AgentId.self, forKey: .by)
        self.draftedBy = try fields.decodeIfPresent(AgentId.self, forKey: .draftedBy)
        self.goodwill = try fields.decodeIfPresent(Bool.self, forKey: .goodwill) ?? false
        self.task = try fields.decodeIfPresent(TaskId.self, forKey: .task)
    }
}

/** Where a goodwill payout stands. */
public enum CompensationState: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Noted only: nobody asked for it yet, so that it waits for nothing and counts toward no limit. */
    case draft
    /** Waits for somebody with the authority. */
    case toApprove = "to_approve"
    /** Waits to be paid. */
    case toPay = "to_pay"
    /** Somebody is paying it. */
    case paying
    /** Paid. */
    case paid
    /** The payout failed. */
    case failed
    /** Refused; a draft that was withdrawn too. */
    case refused

    public func label(_ lang: Lang) -> String {
        switch self {
        case .draft: lang.pick("草稿", "Draft")
        case .toApprove: lang.pick("待审批", "Waiting for approval")
        case .toPay: lang.pick("待打款", "Waiting for payment")
        case .paying: lang.pick("打款中", "Being paid")
        case .paid: lang.pick("已打款", "Paid")
        case .failed: lang.pick("打款失败", "Payment failed")
        case .refused: lang.pick("已驳回", "Refused")
        }
    }
}

/** Everything a merchant configured. */
public struct Config: Codable, Hashable, Sendable {
    /** The agents whom this document keeps. Others are put and removed one by one. */
    public var agents: [AgentConfig]
    /** What is decided without a person, first match first. */
    public var auto: [AutoPolicy]
    /** What is done by itself when something happens, or when a ticket stood still for long. */
    public var automations: [Automation]
    /** Working hours that rules refer to. */
    public var calendars: [Calendar]
    /** The merchant's own fields. */
    public var custom: [CustomField]
    /** Where tickets go that no rule matches. */
    public var fallbackQueue: String
    /** The groups of agents. With an empty list any name is a group; else those of this list only. */
    public var groups: [GroupConfig]
    /** Groups whose agents are asked before others for what a host sold, by the id of the host. */
    public var hostTeams: [String: String]
    /** How the accounts of a person are found. */
    public var identity: IdentityConfig?
    /**
     * Units that a ticket weighs on its agent while it waits for somebody outside, if that is less than what it weighs
     * otherwise. Nothing by default.
     */
    public var parkedWeight: Int64
    /** Heartbeats, shifts, and what becomes of the work of those who went. */
    public var presence: PresenceConfig?
    /** The queues. */
    public var queues: [QueueConfig]
    /** When buyers are not written to; never when absent. */
    public var quietHours: QuietHours?
    /**
     * Who may return what, until when, for how much and how much of it without a person; first match counts, and where
     * one matches `auto` is not asked.
     */
    public var returnPolicies: [ReturnPolicy]
    /** Routing rules, first match first. */
    public var rules: [Rule]
    /** The shops. */
    public var shops: [ShopConfig]
    /** The skills. With an empty list any name is a skill; else those of this list only. */
    public var skills: [SkillConfig]
    /** Targets of our clocks. */
    public var sla: SlaTargets
    /** Targets by condition, with hours, pauses and escalations; first match first. */
    public var slaPolicies: [SlaPolicy]
    /** Internal tasks, kind by kind. */
    public var tasks: [TaskConfig]
    /** Words by name: for answers, and in place of the words of notices. */
    public var templates: [Template]
    /** Counts changes; a published rule set is never changed in place. */
    public var version: Int64
    /** Windows and caps. */
    public var windows: Windows
    /** Minutes ahead of UTC in which days are counted. */
    public var zoneMinutes: Int64

    public init(agents: [AgentConfig] = [], auto: [AutoPolicy] = [], automations: [Automation] = [], calendars: [Calendar] = [], custom: [CustomField] = [], fallbackQueue: String = "aftersales", groups: [GroupConfig] = [], hostTeams: [String: String] = [:], identity: IdentityConfig? = nil, parkedWeight: Int64 = 0, presence: PresenceConfig? = nil, queues: [QueueConfig] = [], quietHours: QuietHours? = nil, returnPolicies: [ReturnPolicy] = [], rules: [Rule] = [], shops: [ShopConfig] = [], skills: [SkillConfig] = [], sla: SlaTargets = ["decision": 86400000, "first_response": 900000, "inspection": 172800000, "refund": 172800000, "resolution": 864000000], slaPolicies: [SlaPolicy] = [], tasks: [TaskConfig] = [], templates: [Template] = [], version: Int64 = 0, windows: Windows = Windows(), zoneMinutes: Int64 = 480) {
        self.agents = agents
        self.auto = auto
        self.automations = automations
        self.calendars = calendars
        self.custom = custom
        self.fallbackQueue = fallbackQueue
        self.groups = groups
        self.hostTeams = hostTeams
        self.identity = identity
        self.parkedWeight = parkedWeight
        self.presence = presence
        self.queues = queues
        self.quietHours = quietHours
        self.returnPolicies = returnPolicies
        self.rules = rules
        self.shops = shops
        self.skills = skills
        self.sla = sla
        self.slaPolicies = slaPolicies
        self.tasks = tasks
        self.templates = templates
        self.version = version
        self.windows = windows
        self.zoneMinutes = zoneMinutes
    }

    private enum CodingKeys: String, CodingKey {
        case agents
        case auto
        case automations
        case calendars
        case custom
        case fallbackQueue = "fallback_queue"
        case groups
        case hostTeams = "host_teams"
        case identity
        case parkedWeight = "parked_weight"
        case presence
        case queues
        case quietHours = "quiet_hours"
        case returnPolicies = "return_policies"
        case rules
        case shops
        case skills
        case sla
        case slaPolicies = "sla_policies"
        case tasks
        case templates
        case version
        case windows
        case zoneMinutes = "zone_minutes"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.agents = try fields.decodeIfPresent([AgentConfig].self, forKey: .agents) ?? []
        self.auto = try fields.decodeIfPresent([AutoPolicy].self, forKey: .auto) ?? []
        self.automations = try fields.decodeIfPresent([Automation].self, forKey: .automations) ?? []
        self.calendars = try fields.decodeIfPresent([Calendar].self, forKey: .calendars) ?? []
        self.custom = try fields.decodeIfPresent([CustomField].self, forKey: .custom) ?? []
        self.fallbackQueue = try fields.decodeIfPresent(String.self, forKey: .fallbackQueue) ?? "aftersales"
        self.groups = try fields.decodeIfPresent([GroupConfig].self, forKey: .groups) ?? []
        self.hostTeams = try fields.decodeIfPresent([String: String].self, forKey: .hostTeams) ?? [:]
        self.identity = try fields.decodeIfPresent(IdentityConfig.self, forKey: .identity)
        self.parkedWeight = try fields.decodeIfPresent(Int64.self, forKey: .parkedWeight) ?? 0
        self.presence = try fields.decodeIfPresent(PresenceConfig.self, forKey: .presence)
        self.queues = try fields.decodeIfPresent([QueueConfig].self, forKey: .queues) ?? []
        self.quietHours = try fields.decodeIfPresent(QuietHours.self, forKey: .quietHours)
        self.returnPolicies = try fields.decodeIfPresent([ReturnPolicy].self, forKey: .returnPolicies) ?? []
        self.rules = try fields.decodeIfPresent([Rule].self, forKey: .rules) ?? []
        self.shops = try fields.decodeIfPresent([ShopConfig].self, forKey: .shops) ?? []
        self.skills = try fields.decodeIfPresent([SkillConfig].self, forKey: .skills) ?? []
        self.sla = try fields.decodeIfPresent(SlaTargets.self, forKey: .sla) ?? ["decision": 86400000, "first_response": 900000, "inspection": 172800000, "refund": 172800000, "resolution": 864000000]
        self.slaPolicies = try fields.decodeIfPresent([SlaPolicy].self, forKey: .slaPolicies) ?? []
        self.tasks = try fields.decodeIfPresent([TaskConfig].self, forKey: .tasks) ?? []
        self.templates = try fields.decodeIfPresent([Template].self, forKey: .templates) ?? []
        self.version = try fields.decodeIfPresent(Int64.self, forKey: .version) ?? 0
        self.windows = try fields.decodeIfPresent(Windows.self, forKey: .windows) ?? Windows()
        self.zoneMinutes = try fields.decodeIfPresent(Int64.self, forKey: .zoneMinutes) ?? 480
    }
}

/**
 * How an agent was chosen, in figures. It is written with the decision where all who serve the queue were looked at; where a
 * large team is kept in its order only the first of them are.
 */
public struct ConsideredAgents: Codable, Hashable, Sendable {
    /** Those of them who might have taken it. */
    public var eligible: Int64
    /** The numbers of who was chosen that put agents in order, the first first. */
    public var keys: [Two<RankKey, Int64>]
    /** How many were looked at. */
    public var lookedAt: Int64
    /** How many might not, by reason. */
    public var refusals: [String: Int64]

    public init(eligible: Int64, keys: [Two<RankKey, Int64>], lookedAt: Int64, refusals: [String: Int64] = [:]) {
        self.eligible = eligible
        self.keys = keys
        self.lookedAt = lookedAt
        self.refusals = refusals
    }

    private enum CodingKeys: String, CodingKey {
        case eligible
        case keys
        case lookedAt = "looked_at"
        case refusals
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.eligible = try fields.decode(Int64.self, forKey: .eligible)
        self.keys = try fields.decode([Two<RankKey, Int64>].self, forKey: .keys)
        self.lookedAt = try fields.decode(Int64.self, forKey: .lookedAt)
        self.refusals = try fields.decodeIfPresent([String: Int64].self, forKey: .refusals) ?? [:]
    }
}

/** A conversation with a buyer. */
public struct ConversationId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** An open task with its ticket's number. */
public struct CopiedTask: Codable, Hashable, Sendable {
    /** Tasks that must be done first. */
    public var after: [TaskId]
    /** Which attempt this is, from 1. */
    public var attempt: Int64
    /** Whether the ticket may be closed before. */
    public var blocksClose: Bool
    /** The group that does it. */
    public var group: String
    /** Its id. */
    public var id: TaskId
    /** What it is. */
    public var kind: TaskKind
    /** The number of its ticket, to be read aloud. */
    public var number: TicketNumber
    /** When it was opened. */
    public var openedAt: Timestamp
    /** Where it stands. */
    public var state: TaskState
    /** The ticket it is for. */
    public var ticket: TicketId
    /** Who does it. */
    public var agent: AgentId?
    /** Groups that are asked beside its own by now. */
    public var also: [String]
    /** How much is decided or paid by it: the desk gives it to nobody whose authority is below that. */
    public var amount: Money?
    /** The move it is asked to approve. */
    public var approves: AskedMove?
    /** Photos, films and files of the result. */
    public var attachments: [Evidence]
    /** Whether the desk gives it to somebody by itself. */
    public var autoAssign: Bool
    /** 0 (now) to 4: the band it stands in, with what it gained by waiting. */
    public var band: Int64
    /** Who gave it back in this attempt: the desk does not give it to them again. */
    public var declined: [AgentId]
    /** When it should be done. */
    public var dueAt: Timestamp?
    /** When it was done, failed or cancelled. */
    public var endedAt: Timestamp?
    /** The form, as filled in. */
    public var form: [String: CustomValue]
    /** The result per line. */
    public var lines: [LineOutcome]
    /** Who asked for the money or agreed to it: the desk gives it to somebody else. */
    public var notBy: [AgentId]
    /** Whether that has passed in this attempt, and was told. */
    public var overdue: Bool
    /** The band that its kind or its ticket gave it. */
    public var ownBand: Int64
    /** The band an escalation raised it to in this attempt. */
    public var raised: Int64?
    /** Why it is blocked or failed. */
    public var reason: String?
    /** How it came out, once it is done. */
    public var result: TaskResult?
    /** Rungs of its escalation that were done in this attempt, by their names. */
    public var rungs: [String]
    /** How long it is on its way to somebody. */
    public var wait: TaskWait?
    /** When four fifths of the target of its kind have passed. */
    public var warnAt: Timestamp?
    /** Units of work it weighs on who has it. */
    public var weight: Int64

    public init(after: [TaskId], attempt: Int64, blocksClose: Bool, group: String, id: TaskId, kind: TaskKind, number: TicketNumber, openedAt: Timestamp, state: TaskState, ticket: TicketId, agent: AgentId? = nil, also: [String] = [], amount: Money? = nil, approves: AskedMove? = nil, attachments: [Evidence] = [], autoAssign: Bool = false, band: Int64 = 2, declined: [AgentId] = [], dueAt: Timestamp? = nil, endedAt: Timestamp? = nil, form: [String: CustomValue] = [:], lines: [LineOutcome] = [], notBy: [AgentId] = [], overdue: Bool = false, ownBand: Int64 = 2, raised: Int64? = nil, reason: String? = nil, result: TaskResult? = nil, rungs: [String] = [], wait: TaskWait? = nil, warnAt: Timestamp? = nil, weight: Int64 = 0) {
        self.after = after
        self.attempt = attempt
        self.blocksClose = blocksClose
        self.group = group
        self.id = id
        self.kind = kind
        self.number = number
        self.openedAt = openedAt
        self.state = state
        self.ticket = ticket
        self.agent = agent
        self.also = also
        self.amount = amount
        self.approves = approves
        self.attachments = attachments
        self.autoAssign = autoAssign
        self.band = band
        self.declined = declined
        self.dueAt = dueAt
        self.endedAt = endedAt
        self.form = form
        self.lines = lines
        self.notBy = notBy
        self.overdue = overdue
        self.ownBand = ownBand
        self.raised = raised
        self.reason = reason
        self.result = result
        self.rungs = rungs
        self.wait = wait
        self.warnAt = warnAt
        self.weight = weight
    }

    private enum CodingKeys: String, CodingKey {
        case after
        case attempt
        case blocksClose = "blocks_close"
        case group
        case id
        case kind
        case number
        case openedAt = "opened_at"
        case state
        case ticket
        case agent
        case also
        case amount
        case approves
        case attachments
        case autoAssign = "auto_assign"
        case band
        case declined
        case dueAt = "due_at"
        case endedAt = "ended_at"
        case form
        case lines
        case notBy = "not_by"
        case overdue
        case ownBand = "own_band"
        case raised
        case reason
        case result
        case rungs
        case wait
        case warnAt = "warn_at"
        case weight
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.after = try fields.decode([TaskId].self, forKey: .after)
        self.attempt = try fields.decode(Int64.self, forKey: .attempt)
        self.blocksClose = try fields.decode(Bool.self, forKey: .blocksClose)
        self.group = try fields.decode(String.self, forKey: .group)
        self.id = try fields.decode(TaskId.self, forKey: .id)
        self.kind = try fields.decode(TaskKind.self, forKey: .kind)
        self.number = try fields.decode(TicketNumber.self, forKey: .number)
        self.openedAt = try fields.decode(Timestamp.self, forKey: .openedAt)
        self.state = try fields.decode(TaskState.self, forKey: .state)
        self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
        self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
        self.also = try fields.decodeIfPresent([String].self, forKey: .also) ?? []
        self.amount = try fields.decodeIfPresent(Money.self, forKey: .amount)
        self.approves = try fields.decodeIfPresent(AskedMove.self, forKey: .approves)
        self.attachments = try fields.decodeIfPresent([Evidence].self, forKey: .attachments) ?? []
        self.autoAssign = try fields.decodeIfPresent(Bool.self, forKey: .autoAssign) ?? false
        self.band = try fields.decodeIfPresent(Int64.self, forKey: .band) ?? 2
        self.declined = try fields.decodeIfPresent([AgentId].self, forKey: .declined) ?? []
        self.dueAt = try fields.decodeIfPresent(Timestamp.self, forKey: .dueAt)
        self.endedAt = try fields.decodeIfPresent(Timestamp.self, forKey: .endedAt)
        self.form = try fields.decodeIfPresent([String: CustomValue].self, forKey: .form) ?? [:]
        self.lines = try fields.decodeIfPresent([LineOutcome].self, forKey: .lines) ?? []
        self.notBy = try fields.decodeIfPresent([AgentId].self, forKey: .notBy) ?? []
        self.overdue = try fields.decodeIfPresent(Bool.self, forKey: .overdue) ?? false
        self.ownBand = try fields.decodeIfPresent(Int64.self, forKey: .ownBand) ?? 2
        self.raised = try fields.decodeIfPresent(Int64.self, forKey: .raised)
        self.reason = try fields.decodeIfPresent(String.self, forKey: .reason)
        self.result = try fields.decodeIfPresent(TaskResult.self, forKey: .result)
        self.rungs = try fields.decodeIfPresent([String].self, forKey: .rungs) ?? []
        self.wait = try fields.decodeIfPresent(TaskWait.self, forKey: .wait)
        self.warnAt = try fields.decodeIfPresent(Timestamp.self, forKey: .warnAt)
        self.weight = try fields.decodeIfPresent(Int64.self, forKey: .weight) ?? 0
    }
}

/** Which tickets of the copy. What is absent does not filter. */
public struct CopyQuery: Codable, Hashable, Sendable {
    /** With this agent. */
    public var agent: AgentId?
    /** In one of these headlines. */
    public var headlines: [Headline]
    /** At most so many; 0 means 50, the most is 1,000. */
    public var limit: Int64
    /** In this queue. */
    public var queue: QueueId?
    /** Behind so many. */
    public var skip: Int64
    /** With this tag. */
    public var tag: String?

    public init(agent: AgentId? = nil, headlines: [Headline] = [], limit: Int64 = 0, queue: QueueId? = nil, skip: Int64 = 0, tag: String? = nil) {
        self.agent = agent
        self.headlines = headlines
        self.limit = limit
        self.queue = queue
        self.skip = skip
        self.tag = tag
    }

    private enum CodingKeys: String, CodingKey {
        case agent
        case headlines
        case limit
        case queue
        case skip
        case tag
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
        self.headlines = try fields.decodeIfPresent([Headline].self, forKey: .headlines) ?? []
        self.limit = try fields.decodeIfPresent(Int64.self, forKey: .limit) ?? 0
        self.queue = try fields.decodeIfPresent(QueueId.self, forKey: .queue)
        self.skip = try fields.decodeIfPresent(Int64.self, forKey: .skip) ?? 0
        self.tag = try fields.decodeIfPresent(String.self, forKey: .tag)
    }
}

/** The hours of a calendar as they were when a configuration was published. */
public struct CountedHours: Codable, Hashable, Sendable {
    /** The calendar, by a digest of its name. */
    public var calendar: Uid
    /** The configuration. */
    public var version: Int64

    public init(calendar: Uid, version: Int64) {
        self.calendar = calendar
        self.version = version
    }

    private enum CodingKeys: String, CodingKey {
        case calendar
        case version
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.calendar = try fields.decode(Uid.self, forKey: .calendar)
        self.version = try fields.decode(Int64.self, forKey: .version)
    }
}

public struct Currency: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** Where an event stands in the log of its tenant: dense, from 1, in commit order. */
public struct Cursor: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/** A declared field. */
public struct CustomField: Codable, Hashable, Sendable {
    /** Its name: lower-case letters, digits and underscores. */
    public var name: String
    /** Its type. */
    public var of: CustomType
    /** Where it stands. */
    public var on: CustomOn
    /** Whether values are personal data. */
    public var personal: Bool

    public init(name: String, of: CustomType, on: CustomOn, personal: Bool = false) {
        self.name = name
        self.of = of
        self.on = on
        self.personal = personal
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case of
        case on
        case personal
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.of = try fields.decode(CustomType.self, forKey: .of)
        self.on = try fields.decode(CustomOn.self, forKey: .on)
        self.personal = try fields.decodeIfPresent(Bool.self, forKey: .personal) ?? false
    }
}

/** Asks whether a field of the merchant's has a value: in rules and in queries. */
public struct CustomIs: Codable, Hashable, Sendable {
    /** The value. */
    public var `is`: CustomValue
    /** The name of the field. */
    public var name: String
    /** Whose field: the ticket's own, its customer's, that of a line it is about, or that of a product of those lines. */
    public var on: CustomOn

    public init(`is`: CustomValue, name: String, on: CustomOn = CustomOn.ticket) {
        self.is = `is`
        self.name = name
        self.on = on
    }

    private enum CodingKeys: String, CodingKey {
        case `is` = "is"
        case name
        case on
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.is = try fields.decode(CustomValue.self, forKey: .`is`)
        self.name = try fields.decode(String.self, forKey: .name)
        self.on = try fields.decodeIfPresent(CustomOn.self, forKey: .on) ?? CustomOn.ticket
    }
}

/** An amount in a custom field. */
public typealias CustomMoney = Money

/** Where a custom field may stand. */
public enum CustomOn: String, CaseIterable, Codable, Hashable, Sendable {
    /** On tickets. */
    case ticket
    /** On customers. */
    case customer
    /** On order lines. */
    case line
    /** On products. */
    case product
}

/** Names a field of the merchant's. */
public struct CustomRef: Codable, Hashable, Sendable {
    /** Its name. */
    public var name: String
    /** Whose field. */
    public var on: CustomOn

    public init(name: String, on: CustomOn = CustomOn.ticket) {
        self.name = name
        self.on = on
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case on
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.on = try fields.decodeIfPresent(CustomOn.self, forKey: .on) ?? CustomOn.ticket
    }
}

/** The type of a custom field. */
public enum CustomType: Codable, Hashable, Sendable {
    /** Free text. */
    case text
    /** A whole number. */
    case integer
    /** Yes or no. */
    case flag
    /** An amount of money. */
    case money
    /** A point in time. */
    case time
    /** One of these words. */
    case choice([String])

    private enum Key: String, CodingKey {
        case choice = "choice"
    }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "text": self = .text
            case "integer": self = .integer
            case "flag": self = .flag
            case "money": self = .money
            case "time": self = .time
            default: throw unknownWord(decoder, "CustomType")
            }
            return
        }
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "CustomType") }
        switch key {
        case .choice: self = .choice(try fields.decode([String].self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .text:
            var one = encoder.singleValueContainer()
            try one.encode("text")
        case .integer:
            var one = encoder.singleValueContainer()
            try one.encode("integer")
        case .flag:
            var one = encoder.singleValueContainer()
            try one.encode("flag")
        case .money:
            var one = encoder.singleValueContainer()
            try one.encode("money")
        case .time:
            var one = encoder.singleValueContainer()
            try one.encode("time")
        case .choice(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .choice)
        }
    }
}

/** The value of a custom field. */
public enum CustomValue: Codable, Hashable, Sendable {
    case flag(Bool)
    case whole(Int64)
    case text(String)
    case object(CustomMoney)

    public init(from decoder: any Decoder) throws {
        let one = try decoder.singleValueContainer()
        if let held = try? one.decode(Bool.self) {
            self = .flag(held)
        } else if let held = try? one.decode(Int64.self) {
            self = .whole(held)
        } else if let held = try? one.decode(String.self) {
            self = .text(held)
        } else if let held = try? one.decode(CustomMoney.self) {
            self = .object(held)
        } else {
            throw unknownWord(decoder, "CustomValue")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var one = encoder.singleValueContainer()
        switch self {
        case .flag(let held): try one.encode(held)
        case .whole(let held): try one.encode(held)
        case .text(let held): try one.encode(held)
        case .object(let held): try one.encode(held)
        }
    }
}

/** A customer: one person, several accounts. */
public struct Customer: Codable, Hashable, Sendable {
    /** The accounts. */
    public var accounts: [AccountId]
    /** When the first account was first heard of. */
    public var firstSeen: Timestamp
    /** The id, stable for ever; an id merged away redirects. */
    public var id: CustomerId
    /** Ids that were merged into this one. */
    public var absorbed: [CustomerId]
    /** The merchant's own fields. */
    public var custom: [String: CustomValue]
    /** What this id was merged into. */
    public var mergedInto: CustomerId?
    /** The name to show. Personal data. */
    public var name: String?
    /** Who last served them. */
    public var served: Served?
    /** Tags. */
    public var tags: [String]

    public init(accounts: [AccountId], firstSeen: Timestamp, id: CustomerId, absorbed: [CustomerId] = [], custom: [String: CustomValue] = [:], mergedInto: CustomerId? = nil, name: String? = nil, served: Served? = nil, tags: [String] = []) {
        self.accounts = accounts
        self.firstSeen = firstSeen
        self.id = id
        self.absorbed = absorbed
        self.custom = custom
        self.mergedInto = mergedInto
        self.name = name
        self.served = served
        self.tags = tags
    }

    private enum CodingKeys: String, CodingKey {
        case accounts
        case firstSeen = "first_seen"
        case id
        case absorbed
        case custom
        case mergedInto = "merged_into"
        case name
        case served
        case tags
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.accounts = try fields.decode([AccountId].self, forKey: .accounts)
        self.firstSeen = try fields.decode(Timestamp.self, forKey: .firstSeen)
        self.id = try fields.decode(CustomerId.self, forKey: .id)
        self.absorbed = try fields.decodeIfPresent([CustomerId].self, forKey: .absorbed) ?? []
        self.custom = try fields.decodeIfPresent([String: CustomValue].self, forKey: .custom) ?? [:]
        self.mergedInto = try fields.decodeIfPresent(CustomerId.self, forKey: .mergedInto)
        self.name = try fields.decodeIfPresent(String.self, forKey: .name)
        self.served = try fields.decodeIfPresent(Served.self, forKey: .served)
        self.tags = try fields.decodeIfPresent([String].self, forKey: .tags) ?? []
    }
}

/** A customer: one person across platforms. */
public struct CustomerId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** What the seller decided. */
public enum Decision: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Nothing yet, or the decision was taken back. */
    case none
    /** Agreed. */
    case approved
    /** Refused. */
    case rejected

    public func label(_ lang: Lang) -> String {
        switch self {
        case .none: lang.pick("未决定", "Undecided")
        case .approved: lang.pick("已同意", "Approved")
        case .rejected: lang.pick("已拒绝", "Rejected")
        }
    }
}

/** What somebody decided about who is who. */
public struct DecisionId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** Where the delivery of our own message stands. */
public enum DeliveryState: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Waits to be sent. */
    case queued
    /** Handed over. */
    case sent
    /** It could not be sent. */
    case failed

    public func label(_ lang: Lang) -> String {
        switch self {
        case .queued: lang.pick("待发送", "Waiting to be sent")
        case .sent: lang.pick("已发送", "Sent")
        case .failed: lang.pick("发送失败", "Not sent")
        }
    }
}

/** What goes with a trigger of the lifecycle. */
public struct Details: Codable, Hashable, Sendable {
    /** The platform's id of the return address; the shop's default when absent. */
    public var address: String?
    /** How much, in the ticket's currency; the amount asked for when absent. */
    public var amount: Money?
    /**
     * A compensation is only noted down: the same payout number without this asks for it, and with an amount of 0 the draft
     * is withdrawn.
     */
    public var draft: Bool
    /** Evidence. */
    public var evidence: [Evidence]
    /** Above what was paid, out of goodwill. */
    public var goodwill: Bool
    /** Pieces per line. */
    public var lines: [LineOutcome]
    /** The parcel concerned. */
    public var parcel: ParcelRef?
    /** The payout number of a compensation. */
    public var payout: String?
    /** The platform's reason code. */
    public var reasonCode: String?
    /** Words to the buyer. Personal data may stand here. */
    public var text: String?

    public init(address: String? = nil, amount: Money? = nil, draft: Bool = false, evidence: [Evidence] = [], goodwill: Bool = false, lines: [LineOutcome] = [], parcel: ParcelRef? = nil, payout: String? = nil, reasonCode: String? = nil, text: String? = nil) {
        self.address = address
        self.amount = amount
        self.draft = draft
        self.evidence = evidence
        self.goodwill = goodwill
        self.lines = lines
        self.parcel = parcel
        self.payout = payout
        self.reasonCode = reasonCode
        self.text = text
    }

    private enum CodingKeys: String, CodingKey {
        case address
        case amount
        case draft
        case evidence
        case goodwill
        case lines
        case parcel
        case payout
        case reasonCode = "reason_code"
        case text
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.address = try fields.decodeIfPresent(String.self, forKey: .address)
        self.amount = try fields.decodeIfPresent(Money.self, forKey: .amount)
        self.draft = try fields.decodeIfPresent(Bool.self, forKey: .draft) ?? false
        self.evidence = try fields.decodeIfPresent([Evidence].self, forKey: .evidence) ?? []
        self.goodwill = try fields.decodeIfPresent(Bool.self, forKey: .goodwill) ?? false
        self.lines = try fields.decodeIfPresent([LineOutcome].self, forKey: .lines) ?? []
        self.parcel = try fields.decodeIfPresent(ParcelRef.self, forKey: .parcel)
        self.payout = try fields.decodeIfPresent(String.self, forKey: .payout)
        self.reasonCode = try fields.decodeIfPresent(String.self, forKey: .reasonCode)
        self.text = try fields.decodeIfPresent(String.self, forKey: .text)
    }
}

/** A phone that keeps a copy of somebody's work. */
public struct DeviceId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** Which way a parcel goes. */
public enum Direction: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** To the buyer, the original goods. */
    case outbound
    /** Back to us. */
    case `return` = "return"
    /** To the buyer, the replacement or the repaired piece. */
    case replacement

    public func label(_ lang: Lang) -> String {
        switch self {
        case .outbound: lang.pick("发货包裹", "To the buyer")
        case .`return`: lang.pick("退货包裹", "Return")
        case .replacement: lang.pick("换补货包裹", "Replacement")
        }
    }
}

/** What becomes of a returned piece. */
public enum Disposition: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Back on the shelf. */
    case restock
    /** Made new. */
    case refurbish
    /** Back to the supplier. */
    case returnToVendor = "return_to_vendor"
    /** Destroyed. */
    case destroy
    /** Back to the buyer. */
    case returnToBuyer = "return_to_buyer"

    public func label(_ lang: Lang) -> String {
        switch self {
        case .restock: lang.pick("重新上架", "Back in stock")
        case .refurbish: lang.pick("翻新", "Refurbish")
        case .returnToVendor: lang.pick("退回供应商", "Return to the supplier")
        case .destroy: lang.pick("销毁", "Destroy")
        case .returnToBuyer: lang.pick("退还买家", "Return to the buyer")
        }
    }
}

/** Arbitration by the platform. */
public enum DisputeState: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** None. */
    case none
    /** Opened by the buyer or the platform. */
    case open
    /** The platform waits for our evidence. */
    case evidenceDue = "evidence_due"
    /** Evidence is in, the platform decides. */
    case ruling
    /** Decided for the buyer. */
    case ruledBuyer = "ruled_buyer"
    /** Decided for the seller. */
    case ruledSeller = "ruled_seller"
    /** Decided in part for each side. */
    case split
    /** Taken back by the buyer. */
    case withdrawn
    /** A ruling was appealed. */
    case appealed

    public func label(_ lang: Lang) -> String {
        switch self {
        case .none: lang.pick("无仲裁", "No dispute")
        case .open: lang.pick("仲裁已发起", "Opened")
        case .evidenceDue: lang.pick("待商家举证", "Evidence due")
        case .ruling: lang.pick("平台裁决中", "Platform is deciding")
        case .ruledBuyer: lang.pick("判买家胜诉", "Ruled for the buyer")
        case .ruledSeller: lang.pick("判商家胜诉", "Ruled for the seller")
        case .split: lang.pick("判双方分担", "Ruled in part")
        case .withdrawn: lang.pick("买家已撤诉", "Withdrawn")
        case .appealed: lang.pick("申诉中", "Under appeal")
        }
    }
}

/** The sources of one order, or of one conversation that names no order. */
public struct DocketId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** What kind of failure this is. Callers decide by this, never by message text. */
public enum ErrorKind: String, CaseIterable, Codable, Hashable, Sendable {
    /** A setting is missing or contradicts another. */
    case config
    /** A signature or decryption did not verify. */
    case signature
    /** Bytes or values do not have the shape they must have. */
    case malformed
    /** The platform or this build cannot do that. */
    case unsupported
    /** Credentials are missing, expired or refused. */
    case unauthorized
    /** The caller or the app may not do that. */
    case forbidden
    /** The thing named does not exist here. */
    case notFound = "not_found"
    /** Somebody else changed it first. */
    case conflict
    /** Too many calls. */
    case rateLimited = "rate_limited"
    /** A rule of the desk or of the platform refuses it. */
    case rejected
    /** The other side or the store cannot be reached now. */
    case unavailable
    /** Code of the host failed. */
    case host
    /** A bug in this library. */
    case `internal` = "internal"
}

/** An error as data: what crosses a language border or is kept beside a job. */
public struct ErrorRecord: Codable, Hashable, Sendable {
    /** What kind of failure. */
    public var kind: ErrorKind
    /** What happened, in one line. */
    public var message: String
    /** How far the operation came. */
    public var phase: Phase
    /** Whether and when to try again. */
    public var retry: Retry
    /** Context pairs. */
    public var context: [Two<String, String>]
    /** What to do about it. */
    public var hint: String?
    /** The operation that failed. */
    public var operation: String
    /** What the other side said. */
    public var upstream: Upstream?

    public init(kind: ErrorKind, message: String, phase: Phase, retry: Retry, context: [Two<String, String>] = [], hint: String? = nil, operation: String = "", upstream: Upstream? = nil) {
        self.kind = kind
        self.message = message
        self.phase = phase
        self.retry = retry
        self.context = context
        self.hint = hint
        self.operation = operation
        self.upstream = upstream
    }

    private enum CodingKeys: String, CodingKey {
        case kind
        case message
        case phase
        case retry
        case context
        case hint
        case operation
        case upstream
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.kind = try fields.decode(ErrorKind.self, forKey: .kind)
        self.message = try fields.decode(String.self, forKey: .message)
        self.phase = try fields.decode(Phase.self, forKey: .phase)
        self.retry = try fields.decode(Retry.self, forKey: .retry)
        self.context = try fields.decodeIfPresent([Two<String, String>].self, forKey: .context) ?? []
        self.hint = try fields.decodeIfPresent(String.self, forKey: .hint)
        self.operation = try fields.decodeIfPresent(String.self, forKey: .operation) ?? ""
        self.upstream = try fields.decodeIfPresent(Upstream.self, forKey: .upstream)
    }
}

/** What an escalation does. */
public enum Escalate: Codable, Hashable, Sendable {
    /** Raises the ticket to this band, if it is not as urgent already. */
    case band(Int64)
    /** Tells a group: the event names it, who is in it is told by the host. */
    case notify(String)
    /** Lets somebody watch the ticket. */
    case watch(AgentId)
    /** Lets agents of these groups take it too: one more step of its route. */
    case widen([String])
    /** Takes it from whoever has it and puts it into this queue. */
    case queue(String)

    private enum Key: String, CodingKey {
        case band = "band"
        case notify = "notify"
        case watch = "watch"
        case widen = "widen"
        case queue = "queue"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "Escalate") }
        switch key {
        case .band: self = .band(try fields.decode(Int64.self, forKey: key))
        case .notify: self = .notify(try fields.decode(String.self, forKey: key))
        case .watch: self = .watch(try fields.decode(AgentId.self, forKey: key))
        case .widen: self = .widen(try fields.decode([String].self, forKey: key))
        case .queue: self = .queue(try fields.decode(String.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .band(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .band)
        case .notify(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .notify)
        case .watch(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .watch)
        case .widen(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .widen)
        case .queue(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .queue)
        }
    }
}

/** What happened. */
public enum EventBody: Codable, Hashable, Sendable {
    /** A ticket was opened. */
    case ticketOpened(TicketOpened)
    /** A ticket's headline moved. */
    case stateChanged(StateChanged)
    /** What the buyer wants changed. */
    case kindChanged(KindChanged)
    /** A source joined a ticket. */
    case sourceJoined(SourceJoined)
    /** A source is now so, and nothing moved by it. */
    case sourceUpdated(SourceUpdated)
    /** A snapshot came late and was only looked at for what was missing. */
    case sourceStale(SourceStale)
    /** The platform says something our table does not know. */
    case unknownStatus(UnknownStatus)
    /** A ticket became part of another. */
    case ticketMerged(TicketMerged)
    /** A ticket fell apart, or was taken apart. */
    case ticketSplit(TicketSplit)
    /** A follow-up was linked. */
    case ticketLinked(TicketLinked)
    /** A command was applied. */
    case commandApplied(CommandApplied)
    /** A command was refused; nothing else happened. */
    case commandRefused(CommandRefused)
    /** A message came or went. */
    case messageAdded(MessageAdded)
    /** A note for colleagues. Personal data may stand in it. */
    case noteAdded(NoteAdded)
    /** A note names an agent: whom it is for is told by the host. Who wrote it is the actor. */
    case mentioned(Mentioned)
    /** A notice to the buyer is on its way. */
    case noticeRecorded(NoticeRecorded)
    /** A notice was left out, since a later one says more or it is too old. */
    case noticeSuppressed(NoticeSuppressed)
    /**
     * A ticket stands in a queue. `version` is that of the configuration that put it there; 0 where that was not
     * written down yet. The host tells who is in the groups of `notify`. `seen` is a digest of what the rules looked
     * at.
     */
    case enqueued(Enqueued)
    /** Less skill is enough for a ticket that waited: a tier was dropped, or a level fell. `skills` are still asked for. */
    case tierDropped(TierDropped)
    /**
     * A ticket that waited took a step of its route: more agents may take it, or it goes on in another queue. `version`
     * as of `enqueued`.
     */
    case routeStepped(RouteStepped)
    /** So many wait in a queue that it is nearly full: told as its tickets come to four fifths of its greatest depth. */
    case queueDepthHigh(QueueDepthHigh)
    /**
     * A queue had no place for a ticket, which went on to another; where there is none it waits there all the same.
     * `version` as of `enqueued`.
     */
    case overflowed(Overflowed)
    /**
     * A ticket is held for an agent until they take it, or the offer has run out. `because` says why it is this
     * one; `version` and `considered` are as of `assigned`.
     */
    case offered(Offered)
    /** An agent took a ticket that was offered to them. */
    case offerAccepted(OfferAccepted)
    /** An agent turned an offer down. The ticket keeps its place. */
    case offerRejected(OfferRejected)
    /** An offer ran out unanswered. The ticket keeps its place. */
    case offerTimedOut(OfferTimedOut)
    /** An agent is getting ready to take an offer: it holds until then. Nobody else is asked any more. */
    case offerHeld(OfferHeld)
    /** An offer was taken back: the agent went, or the ticket needs them no longer. */
    case offerRescinded(OfferRescinded)
    /**
     * A ticket has an agent. `version` is that of the configuration it was decided by; 0 where that was not written
     * down yet. `considered` says how they were chosen, where all who serve the queue were looked at.
     */
    case assigned(Assigned)
    /** A ticket's agent no longer has it. */
    case released(Released)
    /**
     * A bot no longer has a ticket. `to` has it now; nobody when absent, and then `online` says whether anybody is
     * there who may take it once there is room.
     */
    case botHandedOff(BotHandedOff)
    /** A clock came near its target, or passed it. */
    case clockPassed(ClockPassed)
    /** A rung of an escalation was done, once in this cycle of its clock. Who is named in it is told by the host. */
    case escalated(Escalated)
    /** Something of a ticket was changed by hand. */
    case ticketEdited(TicketEdited)
    /** A return policy let something be done without a person. */
    case policyApplied(PolicyApplied)
    /** An automation was carried out. `notify` names groups that are told by the host. */
    case automated(Automated)
    /** An automation was called and not carried out. */
    case automationStopped(AutomationStopped)
    /** An internal task moved. */
    case taskMoved(TaskMoved)
    /** An internal task was not done when it was due: told once for each attempt. */
    case taskOverdue(TaskOverdue)
    /** A rung of an escalation of a task was done, once in this attempt. Who is named in it is told by the host. */
    case taskEscalated(TaskEscalated)
    /**
     * A task that the desk gives out waits, and nobody is in the groups that may do it: told once, until somebody was
     * there or had it.
     */
    case taskUnstaffed(TaskUnstaffed)
    /** Work for the outside was put down. */
    case jobQueued(JobQueued)
    /** The platform took what we told it. */
    case actionDone(ActionDone)
    /** The platform refused what we told it. */
    case actionFailed(ActionFailed)
    /** A job was given up. */
    case jobDead(JobDead)
    /** A dead letter goes again. */
    case jobRedriven(JobRedriven)
    /** An order is now so. */
    case orderUpdated(OrderUpdated)
    /**
     * Money moved on a ticket, or what it moved counts for another order now. `orders` are those of which another sum
     * goes back than before.
     */
    case moneyMoved(MoneyMoved)
    /** An order has more money on its way back than was paid. */
    case overRefund(OverRefund)
    /** Two customers turned out to be one. */
    case customersMerged(CustomersMerged)
    /** Some accounts of a customer turned out to be of another person, who has an id of their own from now on. */
    case customerSplit(CustomerSplit)
    /** Somebody decided that accounts are, or are not, one person; or took that back. */
    case identityDecided(IdentityDecided)
    /** So many accounts hang together that they were told apart by a stricter measure. One of them is named. */
    case hairball(Hairball)
    /** A customer was forgotten: all that was personal is gone. */
    case customerForgotten(CustomerForgotten)
    /** A payload could not be read and is kept whole. */
    case quarantined(Quarantined)
    /** The configuration was published. */
    case configured(Configured)
    /** An agent was added or changed. */
    case agentChanged(AgentChanged)
    /** An agent takes work, or no longer. */
    case presenceChanged(PresenceChanged)
    /** An agent was removed. What they had goes back to the queues. */
    case agentRemoved(AgentRemoved)
    /**
     * An agent has more than the capacity: it was lowered, a ticket was given to them by hand, or one of theirs woke.
     * Nothing is added until there is room.
     */
    case agentOverCapacity(AgentOverCapacity)
    /**
     * The load of an agent was not what tickets, tasks and offers add up to, which is an error of ours: it was `stored`
     * and is `counted` from now on.
     */
    case loadDrifted(LoadDrifted)
    /** Nobody is left to serve a queue in which tickets wait: nobody belongs to its groups, or nobody of them is online. */
    case queueUnstaffed(QueueUnstaffed)
    /** The warehouse counted an article, and there are more or fewer than were known. */
    case stockChanged(StockChanged)
    /** Nothing is left of an article that could be promised: a ticket took the last of it, or it was counted so. */
    case stockOut(StockOut)
    /** A phone may keep a copy of an agent's work. */
    case deviceRegistered(DeviceRegistered)
    /** A phone may no longer: it wipes itself when it next asks. */
    case deviceRevoked(DeviceRevoked)
    /** A shop's calls fail or work again. */
    case shopHealth(ShopHealth)

    /** A ticket was opened. */
    public struct TicketOpened: Codable, Hashable, Sendable {
        public var number: TicketNumber
        public var platform: Platform
        public var shop: ShopId
        public var ticketKind: Kind

        public init(number: TicketNumber, platform: Platform, shop: ShopId, ticketKind: Kind) {
            self.number = number
            self.platform = platform
            self.shop = shop
            self.ticketKind = ticketKind
        }

        private enum CodingKeys: String, CodingKey {
            case number
            case platform
            case shop
            case ticketKind = "ticket_kind"
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.number = try fields.decode(TicketNumber.self, forKey: .number)
            self.platform = try fields.decode(Platform.self, forKey: .platform)
            self.shop = try fields.decode(ShopId.self, forKey: .shop)
            self.ticketKind = try fields.decode(Kind.self, forKey: .ticketKind)
        }
    }

    /** A ticket's headline moved. */
    public struct StateChanged: Codable, Hashable, Sendable {
        public var from: Headline
        public var skipped: [Headline]
        public var to: Headline
        public var via: Via

        public init(from: Headline, skipped: [Headline], to: Headline, via: Via) {
            self.from = from
            self.skipped = skipped
            self.to = to
            self.via = via
        }

        private enum CodingKeys: String, CodingKey {
            case from
            case skipped
            case to
            case via
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.from = try fields.decode(Headline.self, forKey: .from)
            self.skipped = try fields.decode([Headline].self, forKey: .skipped)
            self.to = try fields.decode(Headline.self, forKey: .to)
            self.via = try fields.decode(Via.self, forKey: .via)
        }
    }

    /** What the buyer wants changed. */
    public struct KindChanged: Codable, Hashable, Sendable {
        public var from: Kind
        public var to: Kind

        public init(from: Kind, to: Kind) {
            self.from = from
            self.to = to
        }

        private enum CodingKeys: String, CodingKey {
            case from
            case to
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.from = try fields.decode(Kind.self, forKey: .from)
            self.to = try fields.decode(Kind.self, forKey: .to)
        }
    }

    /** A source joined a ticket. */
    public struct SourceJoined: Codable, Hashable, Sendable {
        public var externalId: String
        public var object: String
        public var platform: Platform
        public var source: SourceId

        public init(externalId: String, object: String, platform: Platform, source: SourceId) {
            self.externalId = externalId
            self.object = object
            self.platform = platform
            self.source = source
        }

        private enum CodingKeys: String, CodingKey {
            case externalId = "external_id"
            case object
            case platform
            case source
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.externalId = try fields.decode(String.self, forKey: .externalId)
            self.object = try fields.decode(String.self, forKey: .object)
            self.platform = try fields.decode(Platform.self, forKey: .platform)
            self.source = try fields.decode(SourceId.self, forKey: .source)
        }
    }

    /** A source is now so, and nothing moved by it. */
    public struct SourceUpdated: Codable, Hashable, Sendable {
        public var rawStatus: String
        public var source: SourceId

        public init(rawStatus: String, source: SourceId) {
            self.rawStatus = rawStatus
            self.source = source
        }

        private enum CodingKeys: String, CodingKey {
            case rawStatus = "raw_status"
            case source
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.rawStatus = try fields.decode(String.self, forKey: .rawStatus)
            self.source = try fields.decode(SourceId.self, forKey: .source)
        }
    }

    /** A snapshot came late and was only looked at for what was missing. */
    public struct SourceStale: Codable, Hashable, Sendable {
        public var revision: Int64
        public var source: SourceId

        public init(revision: Int64, source: SourceId) {
            self.revision = revision
            self.source = source
        }

        private enum CodingKeys: String, CodingKey {
            case revision
            case source
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.revision = try fields.decode(Int64.self, forKey: .revision)
            self.source = try fields.decode(SourceId.self, forKey: .source)
        }
    }

    /** The platform says something our table does not know. */
    public struct UnknownStatus: Codable, Hashable, Sendable {
        public var object: String
        public var raw: String
        public var source: SourceId?

        public init(object: String, raw: String, source: SourceId? = nil) {
            self.object = object
            self.raw = raw
            self.source = source
        }

        private enum CodingKeys: String, CodingKey {
            case object
            case raw
            case source
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.object = try fields.decode(String.self, forKey: .object)
            self.raw = try fields.decode(String.self, forKey: .raw)
            self.source = try fields.decodeIfPresent(SourceId.self, forKey: .source)
        }
    }

    /** A ticket became part of another. */
    public struct TicketMerged: Codable, Hashable, Sendable {
        public var byHand: Bool
        public var into: TicketId

        public init(byHand: Bool, into: TicketId) {
            self.byHand = byHand
            self.into = into
        }

        private enum CodingKeys: String, CodingKey {
            case byHand = "by_hand"
            case into
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.byHand = try fields.decode(Bool.self, forKey: .byHand)
            self.into = try fields.decode(TicketId.self, forKey: .into)
        }
    }

    /** A ticket fell apart, or was taken apart. */
    public struct TicketSplit: Codable, Hashable, Sendable {
        public var byHand: Bool
        public var new: TicketId

        public init(byHand: Bool, new: TicketId) {
            self.byHand = byHand
            self.new = new
        }

        private enum CodingKeys: String, CodingKey {
            case byHand = "by_hand"
            case new
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.byHand = try fields.decode(Bool.self, forKey: .byHand)
            self.new = try fields.decode(TicketId.self, forKey: .new)
        }
    }

    /** A follow-up was linked. */
    public struct TicketLinked: Codable, Hashable, Sendable {
        public var other: TicketId

        public init(other: TicketId) {
            self.other = other
        }

        private enum CodingKeys: String, CodingKey {
            case other
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.other = try fields.decode(TicketId.self, forKey: .other)
        }
    }

    /** A command was applied. */
    public struct CommandApplied: Codable, Hashable, Sendable {
        public var command: String
        public var amount: Money?

        public init(command: String, amount: Money? = nil) {
            self.command = command
            self.amount = amount
        }

        private enum CodingKeys: String, CodingKey {
            case command
            case amount
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.command = try fields.decode(String.self, forKey: .command)
            self.amount = try fields.decodeIfPresent(Money.self, forKey: .amount)
        }
    }

    /** A command was refused; nothing else happened. */
    public struct CommandRefused: Codable, Hashable, Sendable {
        public var allowed: [Trigger]
        public var command: String
        public var reason: String
        public var state: Headline?

        public init(allowed: [Trigger], command: String, reason: String, state: Headline? = nil) {
            self.allowed = allowed
            self.command = command
            self.reason = reason
            self.state = state
        }

        private enum CodingKeys: String, CodingKey {
            case allowed
            case command
            case reason
            case state
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.allowed = try fields.decode([Trigger].self, forKey: .allowed)
            self.command = try fields.decode(String.self, forKey: .command)
            self.reason = try fields.decode(String.self, forKey: .reason)
            self.state = try fields.decodeIfPresent(Headline.self, forKey: .state)
        }
    }

    /** A message came or went. */
    public struct MessageAdded: Codable, Hashable, Sendable {
        public var channel: Channel
        public var message: MessageId
        public var platform: Platform
        public var sender: Sender

        public init(channel: Channel, message: MessageId, platform: Platform, sender: Sender) {
            self.channel = channel
            self.message = message
            self.platform = platform
            self.sender = sender
        }

        private enum CodingKeys: String, CodingKey {
            case channel
            case message
            case platform
            case sender
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.channel = try fields.decode(Channel.self, forKey: .channel)
            self.message = try fields.decode(MessageId.self, forKey: .message)
            self.platform = try fields.decode(Platform.self, forKey: .platform)
            self.sender = try fields.decode(Sender.self, forKey: .sender)
        }
    }

    /** A note for colleagues. Personal data may stand in it. */
    public struct NoteAdded: Codable, Hashable, Sendable {
        public var text: String

        public init(text: String) {
            self.text = text
        }

        private enum CodingKeys: String, CodingKey {
            case text
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.text = try fields.decode(String.self, forKey: .text)
        }
    }

    /** A note names an agent: whom it is for is told by the host. Who wrote it is the actor. */
    public struct Mentioned: Codable, Hashable, Sendable {
        public var agent: AgentId

        public init(agent: AgentId) {
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
        }
    }

    /** A notice to the buyer is on its way. */
    public struct NoticeRecorded: Codable, Hashable, Sendable {
        public var notice: Notice

        public init(notice: Notice) {
            self.notice = notice
        }

        private enum CodingKeys: String, CodingKey {
            case notice
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.notice = try fields.decode(Notice.self, forKey: .notice)
        }
    }

    /** A notice was left out, since a later one says more or it is too old. */
    public struct NoticeSuppressed: Codable, Hashable, Sendable {
        public var because: String
        public var notice: Notice

        public init(because: String, notice: Notice) {
            self.because = because
            self.notice = notice
        }

        private enum CodingKeys: String, CodingKey {
            case because
            case notice
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.because = try fields.decode(String.self, forKey: .because)
            self.notice = try fields.decode(Notice.self, forKey: .notice)
        }
    }

    /**
     * A ticket stands in a queue. `version` is that of the configuration that put it there; 0 where that was not
     * written down yet. The host tells who is in the groups of `notify`. `seen` is a digest of what the rules looked
     * at.
     */
    public struct Enqueued: Codable, Hashable, Sendable {
        public var band: Int64
        public var name: String
        public var queue: QueueId
        public var notify: [String]
        public var rule: String?
        public var seen: Int64?
        public var version: Int64

        public init(band: Int64, name: String, queue: QueueId, notify: [String] = [], rule: String? = nil, seen: Int64? = nil, version: Int64 = 0) {
            self.band = band
            self.name = name
            self.queue = queue
            self.notify = notify
            self.rule = rule
            self.seen = seen
            self.version = version
        }

        private enum CodingKeys: String, CodingKey {
            case band
            case name
            case queue
            case notify
            case rule
            case seen
            case version
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.band = try fields.decode(Int64.self, forKey: .band)
            self.name = try fields.decode(String.self, forKey: .name)
            self.queue = try fields.decode(QueueId.self, forKey: .queue)
            self.notify = try fields.decodeIfPresent([String].self, forKey: .notify) ?? []
            self.rule = try fields.decodeIfPresent(String.self, forKey: .rule)
            self.seen = try fields.decodeIfPresent(Int64.self, forKey: .seen)
            self.version = try fields.decodeIfPresent(Int64.self, forKey: .version) ?? 0
        }
    }

    /** Less skill is enough for a ticket that waited: a tier was dropped, or a level fell. `skills` are still asked for. */
    public struct TierDropped: Codable, Hashable, Sendable {
        public var queue: QueueId
        public var skills: [String: Int64]

        public init(queue: QueueId, skills: [String: Int64]) {
            self.queue = queue
            self.skills = skills
        }

        private enum CodingKeys: String, CodingKey {
            case queue
            case skills
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.queue = try fields.decode(QueueId.self, forKey: .queue)
            self.skills = try fields.decode([String: Int64].self, forKey: .skills)
        }
    }

    /**
     * A ticket that waited took a step of its route: more agents may take it, or it goes on in another queue. `version`
     * as of `enqueued`.
     */
    public struct RouteStepped: Codable, Hashable, Sendable {
        public var queue: QueueId
        public var step: Int64
        public var version: Int64

        public init(queue: QueueId, step: Int64, version: Int64 = 0) {
            self.queue = queue
            self.step = step
            self.version = version
        }

        private enum CodingKeys: String, CodingKey {
            case queue
            case step
            case version
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.queue = try fields.decode(QueueId.self, forKey: .queue)
            self.step = try fields.decode(Int64.self, forKey: .step)
            self.version = try fields.decodeIfPresent(Int64.self, forKey: .version) ?? 0
        }
    }

    /** So many wait in a queue that it is nearly full: told as its tickets come to four fifths of its greatest depth. */
    public struct QueueDepthHigh: Codable, Hashable, Sendable {
        public var maxDepth: Int64
        public var queue: QueueId
        public var waiting: Int64

        public init(maxDepth: Int64, queue: QueueId, waiting: Int64) {
            self.maxDepth = maxDepth
            self.queue = queue
            self.waiting = waiting
        }

        private enum CodingKeys: String, CodingKey {
            case maxDepth = "max_depth"
            case queue
            case waiting
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.maxDepth = try fields.decode(Int64.self, forKey: .maxDepth)
            self.queue = try fields.decode(QueueId.self, forKey: .queue)
            self.waiting = try fields.decode(Int64.self, forKey: .waiting)
        }
    }

    /**
     * A queue had no place for a ticket, which went on to another; where there is none it waits there all the same.
     * `version` as of `enqueued`.
     */
    public struct Overflowed: Codable, Hashable, Sendable {
        public var because: OverflowCause
        public var from: QueueId
        public var to: QueueId?
        public var version: Int64

        public init(because: OverflowCause, from: QueueId, to: QueueId? = nil, version: Int64 = 0) {
            self.because = because
            self.from = from
            self.to = to
            self.version = version
        }

        private enum CodingKeys: String, CodingKey {
            case because
            case from
            case to
            case version
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.because = try fields.decode(OverflowCause.self, forKey: .because)
            self.from = try fields.decode(QueueId.self, forKey: .from)
            self.to = try fields.decodeIfPresent(QueueId.self, forKey: .to)
            self.version = try fields.decodeIfPresent(Int64.self, forKey: .version) ?? 0
        }
    }

    /**
     * A ticket is held for an agent until they take it, or the offer has run out. `because` says why it is this
     * one; `version` and `considered` are as of `assigned`.
     */
    public struct Offered: Codable, Hashable, Sendable {
        public var agent: AgentId
        public var until: Timestamp
        public var because: AssignCause
        public var considered: ConsideredAgents?
        public var version: Int64

        public init(agent: AgentId, until: Timestamp, because: AssignCause = AssignCause.queue, considered: ConsideredAgents? = nil, version: Int64 = 0) {
            self.agent = agent
            self.until = until
            self.because = because
            self.considered = considered
            self.version = version
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case until
            case because
            case considered
            case version
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.until = try fields.decode(Timestamp.self, forKey: .until)
            self.because = try fields.decodeIfPresent(AssignCause.self, forKey: .because) ?? AssignCause.queue
            self.considered = try fields.decodeIfPresent(ConsideredAgents.self, forKey: .considered)
            self.version = try fields.decodeIfPresent(Int64.self, forKey: .version) ?? 0
        }
    }

    /** An agent took a ticket that was offered to them. */
    public struct OfferAccepted: Codable, Hashable, Sendable {
        public var agent: AgentId

        public init(agent: AgentId) {
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
        }
    }

    /** An agent turned an offer down. The ticket keeps its place. */
    public struct OfferRejected: Codable, Hashable, Sendable {
        public var agent: AgentId

        public init(agent: AgentId) {
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
        }
    }

    /** An offer ran out unanswered. The ticket keeps its place. */
    public struct OfferTimedOut: Codable, Hashable, Sendable {
        public var agent: AgentId

        public init(agent: AgentId) {
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
        }
    }

    /** An agent is getting ready to take an offer: it holds until then. Nobody else is asked any more. */
    public struct OfferHeld: Codable, Hashable, Sendable {
        public var agent: AgentId
        public var until: Timestamp

        public init(agent: AgentId, until: Timestamp) {
            self.agent = agent
            self.until = until
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case until
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.until = try fields.decode(Timestamp.self, forKey: .until)
        }
    }

    /** An offer was taken back: the agent went, or the ticket needs them no longer. */
    public struct OfferRescinded: Codable, Hashable, Sendable {
        public var agent: AgentId

        public init(agent: AgentId) {
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
        }
    }

    /**
     * A ticket has an agent. `version` is that of the configuration it was decided by; 0 where that was not written
     * down yet. `considered` says how they were chosen, where all who serve the queue were looked at.
     */
    public struct Assigned: Codable, Hashable, Sendable {
        public var agent: AgentId
        public var byHand: Bool
        public var because: AssignCause
        public var considered: ConsideredAgents?
        public var version: Int64

        public init(agent: AgentId, byHand: Bool, because: AssignCause = AssignCause.queue, considered: ConsideredAgents? = nil, version: Int64 = 0) {
            self.agent = agent
            self.byHand = byHand
            self.because = because
            self.considered = considered
            self.version = version
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case byHand = "by_hand"
            case because
            case considered
            case version
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.byHand = try fields.decode(Bool.self, forKey: .byHand)
            self.because = try fields.decodeIfPresent(AssignCause.self, forKey: .because) ?? AssignCause.queue
            self.considered = try fields.decodeIfPresent(ConsideredAgents.self, forKey: .considered)
            self.version = try fields.decodeIfPresent(Int64.self, forKey: .version) ?? 0
        }
    }

    /** A ticket's agent no longer has it. */
    public struct Released: Codable, Hashable, Sendable {
        public var agent: AgentId
        public var because: String

        public init(agent: AgentId, because: String) {
            self.agent = agent
            self.because = because
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case because
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.because = try fields.decode(String.self, forKey: .because)
        }
    }

    /**
     * A bot no longer has a ticket. `to` has it now; nobody when absent, and then `online` says whether anybody is
     * there who may take it once there is room.
     */
    public struct BotHandedOff: Codable, Hashable, Sendable {
        public var bot: AgentId
        public var online: Bool
        public var reason: HandOffReason
        public var to: AgentId?

        public init(bot: AgentId, online: Bool, reason: HandOffReason, to: AgentId? = nil) {
            self.bot = bot
            self.online = online
            self.reason = reason
            self.to = to
        }

        private enum CodingKeys: String, CodingKey {
            case bot
            case online
            case reason
            case to
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.bot = try fields.decode(AgentId.self, forKey: .bot)
            self.online = try fields.decode(Bool.self, forKey: .online)
            self.reason = try fields.decode(HandOffReason.self, forKey: .reason)
            self.to = try fields.decodeIfPresent(AgentId.self, forKey: .to)
        }
    }

    /** A clock came near its target, or passed it. */
    public struct ClockPassed: Codable, Hashable, Sendable {
        public var breached: Bool
        public var clock: ClockKind

        public init(breached: Bool, clock: ClockKind) {
            self.breached = breached
            self.clock = clock
        }

        private enum CodingKeys: String, CodingKey {
            case breached
            case clock
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.breached = try fields.decode(Bool.self, forKey: .breached)
            self.clock = try fields.decode(ClockKind.self, forKey: .clock)
        }
    }

    /** A rung of an escalation was done, once in this cycle of its clock. Who is named in it is told by the host. */
    public struct Escalated: Codable, Hashable, Sendable {
        public var clock: ClockKind
        public var cycle: Int64
        public var did: [Escalate]
        public var rung: String

        public init(clock: ClockKind, cycle: Int64, did: [Escalate], rung: String) {
            self.clock = clock
            self.cycle = cycle
            self.did = did
            self.rung = rung
        }

        private enum CodingKeys: String, CodingKey {
            case clock
            case cycle
            case did
            case rung
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.clock = try fields.decode(ClockKind.self, forKey: .clock)
            self.cycle = try fields.decode(Int64.self, forKey: .cycle)
            self.did = try fields.decode([Escalate].self, forKey: .did)
            self.rung = try fields.decode(String.self, forKey: .rung)
        }
    }

    /** Something of a ticket was changed by hand. */
    public struct TicketEdited: Codable, Hashable, Sendable {
        public var what: [String]

        public init(what: [String]) {
            self.what = what
        }

        private enum CodingKeys: String, CodingKey {
            case what
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.what = try fields.decode([String].self, forKey: .what)
        }
    }

    /** A return policy let something be done without a person. */
    public struct PolicyApplied: Codable, Hashable, Sendable {
        public var action: ReturnAction
        public var amount: Money
        public var policy: String
        public var fee: Money?

        public init(action: ReturnAction, amount: Money, policy: String, fee: Money? = nil) {
            self.action = action
            self.amount = amount
            self.policy = policy
            self.fee = fee
        }

        private enum CodingKeys: String, CodingKey {
            case action
            case amount
            case policy
            case fee
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.action = try fields.decode(ReturnAction.self, forKey: .action)
            self.amount = try fields.decode(Money.self, forKey: .amount)
            self.policy = try fields.decode(String.self, forKey: .policy)
            self.fee = try fields.decodeIfPresent(Money.self, forKey: .fee)
        }
    }

    /** An automation was carried out. `notify` names groups that are told by the host. */
    public struct Automated: Codable, Hashable, Sendable {
        public var did: [String]
        public var name: String
        public var notify: [String]

        public init(did: [String], name: String, notify: [String] = []) {
            self.did = did
            self.name = name
            self.notify = notify
        }

        private enum CodingKeys: String, CodingKey {
            case did
            case name
            case notify
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.did = try fields.decode([String].self, forKey: .did)
            self.name = try fields.decode(String.self, forKey: .name)
            self.notify = try fields.decodeIfPresent([String].self, forKey: .notify) ?? []
        }
    }

    /** An automation was called and not carried out. */
    public struct AutomationStopped: Codable, Hashable, Sendable {
        public var name: String
        public var stop: AutomationStop
        public var reason: String?

        public init(name: String, stop: AutomationStop, reason: String? = nil) {
            self.name = name
            self.stop = stop
            self.reason = reason
        }

        private enum CodingKeys: String, CodingKey {
            case name
            case stop
            case reason
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.name = try fields.decode(String.self, forKey: .name)
            self.stop = try fields.decode(AutomationStop.self, forKey: .stop)
            self.reason = try fields.decodeIfPresent(String.self, forKey: .reason)
        }
    }

    /** An internal task moved. */
    public struct TaskMoved: Codable, Hashable, Sendable {
        public var task: TaskId
        public var taskKind: TaskKind
        public var to: TaskState
        /** Who has it now. */
        public var agent: AgentId?
        public var from: TaskState?

        public init(task: TaskId, taskKind: TaskKind, to: TaskState, agent: AgentId? = nil, from: TaskState? = nil) {
            self.task = task
            self.taskKind = taskKind
            self.to = to
            self.agent = agent
            self.from = from
        }

        private enum CodingKeys: String, CodingKey {
            case task
            case taskKind = "task_kind"
            case to
            case agent
            case from
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.task = try fields.decode(TaskId.self, forKey: .task)
            self.taskKind = try fields.decode(TaskKind.self, forKey: .taskKind)
            self.to = try fields.decode(TaskState.self, forKey: .to)
            self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
            self.from = try fields.decodeIfPresent(TaskState.self, forKey: .from)
        }
    }

    /** An internal task was not done when it was due: told once for each attempt. */
    public struct TaskOverdue: Codable, Hashable, Sendable {
        public var attempt: Int64
        public var dueAt: Timestamp
        public var task: TaskId
        public var taskKind: TaskKind
        public var agent: AgentId?

        public init(attempt: Int64, dueAt: Timestamp, task: TaskId, taskKind: TaskKind, agent: AgentId? = nil) {
            self.attempt = attempt
            self.dueAt = dueAt
            self.task = task
            self.taskKind = taskKind
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case attempt
            case dueAt = "due_at"
            case task
            case taskKind = "task_kind"
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.attempt = try fields.decode(Int64.self, forKey: .attempt)
            self.dueAt = try fields.decode(Timestamp.self, forKey: .dueAt)
            self.task = try fields.decode(TaskId.self, forKey: .task)
            self.taskKind = try fields.decode(TaskKind.self, forKey: .taskKind)
            self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
        }
    }

    /** A rung of an escalation of a task was done, once in this attempt. Who is named in it is told by the host. */
    public struct TaskEscalated: Codable, Hashable, Sendable {
        public var attempt: Int64
        public var did: [TaskEscalate]
        public var rung: String
        public var task: TaskId
        public var taskKind: TaskKind
        /** Who had it. */
        public var agent: AgentId?

        public init(attempt: Int64, did: [TaskEscalate], rung: String, task: TaskId, taskKind: TaskKind, agent: AgentId? = nil) {
            self.attempt = attempt
            self.did = did
            self.rung = rung
            self.task = task
            self.taskKind = taskKind
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case attempt
            case did
            case rung
            case task
            case taskKind = "task_kind"
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.attempt = try fields.decode(Int64.self, forKey: .attempt)
            self.did = try fields.decode([TaskEscalate].self, forKey: .did)
            self.rung = try fields.decode(String.self, forKey: .rung)
            self.task = try fields.decode(TaskId.self, forKey: .task)
            self.taskKind = try fields.decode(TaskKind.self, forKey: .taskKind)
            self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
        }
    }

    /**
     * A task that the desk gives out waits, and nobody is in the groups that may do it: told once, until somebody was
     * there or had it.
     */
    public struct TaskUnstaffed: Codable, Hashable, Sendable {
        public var group: String
        public var task: TaskId
        public var taskKind: TaskKind

        public init(group: String, task: TaskId, taskKind: TaskKind) {
            self.group = group
            self.task = task
            self.taskKind = taskKind
        }

        private enum CodingKeys: String, CodingKey {
            case group
            case task
            case taskKind = "task_kind"
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.group = try fields.decode(String.self, forKey: .group)
            self.task = try fields.decode(TaskId.self, forKey: .task)
            self.taskKind = try fields.decode(TaskKind.self, forKey: .taskKind)
        }
    }

    /** Work for the outside was put down. */
    public struct JobQueued: Codable, Hashable, Sendable {
        public var job: JobId
        public var jobKind: JobKind

        public init(job: JobId, jobKind: JobKind) {
            self.job = job
            self.jobKind = jobKind
        }

        private enum CodingKeys: String, CodingKey {
            case job
            case jobKind = "job_kind"
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.job = try fields.decode(JobId.self, forKey: .job)
            self.jobKind = try fields.decode(JobKind.self, forKey: .jobKind)
        }
    }

    /** The platform took what we told it. */
    public struct ActionDone: Codable, Hashable, Sendable {
        public var job: JobId
        public var platform: Platform
        public var verb: String

        public init(job: JobId, platform: Platform, verb: String) {
            self.job = job
            self.platform = platform
            self.verb = verb
        }

        private enum CodingKeys: String, CodingKey {
            case job
            case platform
            case verb
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.job = try fields.decode(JobId.self, forKey: .job)
            self.platform = try fields.decode(Platform.self, forKey: .platform)
            self.verb = try fields.decode(String.self, forKey: .verb)
        }
    }

    /** The platform refused what we told it. */
    public struct ActionFailed: Codable, Hashable, Sendable {
        public var job: JobId
        public var platform: Platform
        public var reason: String
        public var verb: String

        public init(job: JobId, platform: Platform, reason: String, verb: String) {
            self.job = job
            self.platform = platform
            self.reason = reason
            self.verb = verb
        }

        private enum CodingKeys: String, CodingKey {
            case job
            case platform
            case reason
            case verb
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.job = try fields.decode(JobId.self, forKey: .job)
            self.platform = try fields.decode(Platform.self, forKey: .platform)
            self.reason = try fields.decode(String.self, forKey: .reason)
            self.verb = try fields.decode(String.self, forKey: .verb)
        }
    }

    /** A job was given up. */
    public struct JobDead: Codable, Hashable, Sendable {
        public var job: JobId
        public var jobKind: JobKind
        public var reason: String

        public init(job: JobId, jobKind: JobKind, reason: String) {
            self.job = job
            self.jobKind = jobKind
            self.reason = reason
        }

        private enum CodingKeys: String, CodingKey {
            case job
            case jobKind = "job_kind"
            case reason
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.job = try fields.decode(JobId.self, forKey: .job)
            self.jobKind = try fields.decode(JobKind.self, forKey: .jobKind)
            self.reason = try fields.decode(String.self, forKey: .reason)
        }
    }

    /** A dead letter goes again. */
    public struct JobRedriven: Codable, Hashable, Sendable {
        public var job: JobId
        public var jobKind: JobKind

        public init(job: JobId, jobKind: JobKind) {
            self.job = job
            self.jobKind = jobKind
        }

        private enum CodingKeys: String, CodingKey {
            case job
            case jobKind = "job_kind"
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.job = try fields.decode(JobId.self, forKey: .job)
            self.jobKind = try fields.decode(JobKind.self, forKey: .jobKind)
        }
    }

    /** An order is now so. */
    public struct OrderUpdated: Codable, Hashable, Sendable {
        public var externalId: String
        public var new: Bool
        public var order: OrderId
        public var platform: Platform

        public init(externalId: String, new: Bool, order: OrderId, platform: Platform) {
            self.externalId = externalId
            self.new = new
            self.order = order
            self.platform = platform
        }

        private enum CodingKeys: String, CodingKey {
            case externalId = "external_id"
            case new
            case order
            case platform
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.externalId = try fields.decode(String.self, forKey: .externalId)
            self.new = try fields.decode(Bool.self, forKey: .new)
            self.order = try fields.decode(OrderId.self, forKey: .order)
            self.platform = try fields.decode(Platform.self, forKey: .platform)
        }
    }

    /**
     * Money moved on a ticket, or what it moved counts for another order now. `orders` are those of which another sum
     * goes back than before.
     */
    public struct MoneyMoved: Codable, Hashable, Sendable {
        public var amount: Money
        public var pending: Int64
        public var refunded: Int64
        public var orders: [OrderId]

        public init(amount: Money, pending: Int64, refunded: Int64, orders: [OrderId] = []) {
            self.amount = amount
            self.pending = pending
            self.refunded = refunded
            self.orders = orders
        }

        private enum CodingKeys: String, CodingKey {
            case amount
            case pending
            case refunded
            case orders
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.amount = try fields.decode(Money.self, forKey: .amount)
            self.pending = try fields.decode(Int64.self, forKey: .pending)
            self.refunded = try fields.decode(Int64.self, forKey: .refunded)
            self.orders = try fields.decodeIfPresent([OrderId].self, forKey: .orders) ?? []
        }
    }

    /** An order has more money on its way back than was paid. */
    public struct OverRefund: Codable, Hashable, Sendable {
        public var goingBack: Int64
        public var order: OrderId
        public var paid: Int64

        public init(goingBack: Int64, order: OrderId, paid: Int64) {
            self.goingBack = goingBack
            self.order = order
            self.paid = paid
        }

        private enum CodingKeys: String, CodingKey {
            case goingBack = "going_back"
            case order
            case paid
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.goingBack = try fields.decode(Int64.self, forKey: .goingBack)
            self.order = try fields.decode(OrderId.self, forKey: .order)
            self.paid = try fields.decode(Int64.self, forKey: .paid)
        }
    }

    /** Two customers turned out to be one. */
    public struct CustomersMerged: Codable, Hashable, Sendable {
        public var cause: AccountId
        public var gone: CustomerId
        public var survivor: CustomerId

        public init(cause: AccountId, gone: CustomerId, survivor: CustomerId) {
            self.cause = cause
            self.gone = gone
            self.survivor = survivor
        }

        private enum CodingKeys: String, CodingKey {
            case cause
            case gone
            case survivor
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.cause = try fields.decode(AccountId.self, forKey: .cause)
            self.gone = try fields.decode(CustomerId.self, forKey: .gone)
            self.survivor = try fields.decode(CustomerId.self, forKey: .survivor)
        }
    }

    /** Some accounts of a customer turned out to be of another person, who has an id of their own from now on. */
    public struct CustomerSplit: Codable, Hashable, Sendable {
        public var cause: AccountId
        public var customer: CustomerId
        public var part: CustomerId

        public init(cause: AccountId, customer: CustomerId, part: CustomerId) {
            self.cause = cause
            self.customer = customer
            self.part = part
        }

        private enum CodingKeys: String, CodingKey {
            case cause
            case customer
            case part
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.cause = try fields.decode(AccountId.self, forKey: .cause)
            self.customer = try fields.decode(CustomerId.self, forKey: .customer)
            self.part = try fields.decode(CustomerId.self, forKey: .part)
        }
    }

    /** Somebody decided that accounts are, or are not, one person; or took that back. */
    public struct IdentityDecided: Codable, Hashable, Sendable {
        public var decision: DecisionId
        public var verdict: IdentityVerdict

        public init(decision: DecisionId, verdict: IdentityVerdict) {
            self.decision = decision
            self.verdict = verdict
        }

        private enum CodingKeys: String, CodingKey {
            case decision
            case verdict
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.decision = try fields.decode(DecisionId.self, forKey: .decision)
            self.verdict = try fields.decode(IdentityVerdict.self, forKey: .verdict)
        }
    }

    /** So many accounts hang together that they were told apart by a stricter measure. One of them is named. */
    public struct Hairball: Codable, Hashable, Sendable {
        public var account: AccountId

        public init(account: AccountId) {
            self.account = account
        }

        private enum CodingKeys: String, CodingKey {
            case account
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.account = try fields.decode(AccountId.self, forKey: .account)
        }
    }

    /** A customer was forgotten: all that was personal is gone. */
    public struct CustomerForgotten: Codable, Hashable, Sendable {
        public var accounts: Int64
        public var customer: CustomerId

        public init(accounts: Int64, customer: CustomerId) {
            self.accounts = accounts
            self.customer = customer
        }

        private enum CodingKeys: String, CodingKey {
            case accounts
            case customer
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.accounts = try fields.decode(Int64.self, forKey: .accounts)
            self.customer = try fields.decode(CustomerId.self, forKey: .customer)
        }
    }

    /** A payload could not be read and is kept whole. */
    public struct Quarantined: Codable, Hashable, Sendable {
        public var platform: Platform
        public var quarantine: QuarantineId
        public var reason: String

        public init(platform: Platform, quarantine: QuarantineId, reason: String) {
            self.platform = platform
            self.quarantine = quarantine
            self.reason = reason
        }

        private enum CodingKeys: String, CodingKey {
            case platform
            case quarantine
            case reason
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.platform = try fields.decode(Platform.self, forKey: .platform)
            self.quarantine = try fields.decode(QuarantineId.self, forKey: .quarantine)
            self.reason = try fields.decode(String.self, forKey: .reason)
        }
    }

    /** The configuration was published. */
    public struct Configured: Codable, Hashable, Sendable {
        public var version: Int64

        public init(version: Int64) {
            self.version = version
        }

        private enum CodingKeys: String, CodingKey {
            case version
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.version = try fields.decode(Int64.self, forKey: .version)
        }
    }

    /** An agent was added or changed. */
    public struct AgentChanged: Codable, Hashable, Sendable {
        public var agent: AgentId

        public init(agent: AgentId) {
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
        }
    }

    /** An agent takes work, or no longer. */
    public struct PresenceChanged: Codable, Hashable, Sendable {
        public var agent: AgentId
        public var presence: Presence
        /** Why, where nobody set it. */
        public var because: PresenceCause?
        /** What it was before. */
        public var from: Presence?

        public init(agent: AgentId, presence: Presence, because: PresenceCause? = nil, from: Presence? = nil) {
            self.agent = agent
            self.presence = presence
            self.because = because
            self.from = from
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case presence
            case because
            case from
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.presence = try fields.decode(Presence.self, forKey: .presence)
            self.because = try fields.decodeIfPresent(PresenceCause.self, forKey: .because)
            self.from = try fields.decodeIfPresent(Presence.self, forKey: .from)
        }
    }

    /** An agent was removed. What they had goes back to the queues. */
    public struct AgentRemoved: Codable, Hashable, Sendable {
        public var agent: AgentId

        public init(agent: AgentId) {
            self.agent = agent
        }

        private enum CodingKeys: String, CodingKey {
            case agent
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
        }
    }

    /**
     * An agent has more than the capacity: it was lowered, a ticket was given to them by hand, or one of theirs woke.
     * Nothing is added until there is room.
     */
    public struct AgentOverCapacity: Codable, Hashable, Sendable {
        public var agent: AgentId
        public var capacity: Int64
        public var load: Int64

        public init(agent: AgentId, capacity: Int64, load: Int64) {
            self.agent = agent
            self.capacity = capacity
            self.load = load
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case capacity
            case load
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.capacity = try fields.decode(Int64.self, forKey: .capacity)
            self.load = try fields.decode(Int64.self, forKey: .load)
        }
    }

    /**
     * The load of an agent was not what tickets, tasks and offers add up to, which is an error of ours: it was `stored`
     * and is `counted` from now on.
     */
    public struct LoadDrifted: Codable, Hashable, Sendable {
        public var agent: AgentId
        public var counted: Int64
        public var stored: Int64

        public init(agent: AgentId, counted: Int64, stored: Int64) {
            self.agent = agent
            self.counted = counted
            self.stored = stored
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case counted
            case stored
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.counted = try fields.decode(Int64.self, forKey: .counted)
            self.stored = try fields.decode(Int64.self, forKey: .stored)
        }
    }

    /** Nobody is left to serve a queue in which tickets wait: nobody belongs to its groups, or nobody of them is online. */
    public struct QueueUnstaffed: Codable, Hashable, Sendable {
        public var queue: QueueId
        public var waiting: Int64
        public var because: OverflowCause

        public init(queue: QueueId, waiting: Int64, because: OverflowCause = OverflowCause.unstaffed) {
            self.queue = queue
            self.waiting = waiting
            self.because = because
        }

        private enum CodingKeys: String, CodingKey {
            case queue
            case waiting
            case because
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.queue = try fields.decode(QueueId.self, forKey: .queue)
            self.waiting = try fields.decode(Int64.self, forKey: .waiting)
            self.because = try fields.decodeIfPresent(OverflowCause.self, forKey: .because) ?? OverflowCause.unstaffed
        }
    }

    /** The warehouse counted an article, and there are more or fewer than were known. */
    public struct StockChanged: Codable, Hashable, Sendable {
        public var onHand: Int64
        public var product: ProductId

        public init(onHand: Int64, product: ProductId) {
            self.onHand = onHand
            self.product = product
        }

        private enum CodingKeys: String, CodingKey {
            case onHand = "on_hand"
            case product
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.onHand = try fields.decode(Int64.self, forKey: .onHand)
            self.product = try fields.decode(ProductId.self, forKey: .product)
        }
    }

    /** Nothing is left of an article that could be promised: a ticket took the last of it, or it was counted so. */
    public struct StockOut: Codable, Hashable, Sendable {
        public var product: ProductId

        public init(product: ProductId) {
            self.product = product
        }

        private enum CodingKeys: String, CodingKey {
            case product
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.product = try fields.decode(ProductId.self, forKey: .product)
        }
    }

    /** A phone may keep a copy of an agent's work. */
    public struct DeviceRegistered: Codable, Hashable, Sendable {
        public var agent: AgentId
        public var device: DeviceId

        public init(agent: AgentId, device: DeviceId) {
            self.agent = agent
            self.device = device
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case device
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.device = try fields.decode(DeviceId.self, forKey: .device)
        }
    }

    /** A phone may no longer: it wipes itself when it next asks. */
    public struct DeviceRevoked: Codable, Hashable, Sendable {
        public var agent: AgentId
        public var device: DeviceId

        public init(agent: AgentId, device: DeviceId) {
            self.agent = agent
            self.device = device
        }

        private enum CodingKeys: String, CodingKey {
            case agent
            case device
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.agent = try fields.decode(AgentId.self, forKey: .agent)
            self.device = try fields.decode(DeviceId.self, forKey: .device)
        }
    }

    /** A shop's calls fail or work again. */
    public struct ShopHealth: Codable, Hashable, Sendable {
        public var healthy: Bool
        public var platform: Platform
        public var reason: String
        public var shop: ShopId

        public init(healthy: Bool, platform: Platform, reason: String, shop: ShopId) {
            self.healthy = healthy
            self.platform = platform
            self.reason = reason
            self.shop = shop
        }

        private enum CodingKeys: String, CodingKey {
            case healthy
            case platform
            case reason
            case shop
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.healthy = try fields.decode(Bool.self, forKey: .healthy)
            self.platform = try fields.decode(Platform.self, forKey: .platform)
            self.reason = try fields.decode(String.self, forKey: .reason)
            self.shop = try fields.decode(ShopId.self, forKey: .shop)
        }
    }

    private enum Tag: String, CodingKey {
        case word = "kind"
    }

    public init(from decoder: any Decoder) throws {
        let word = try decoder.container(keyedBy: Tag.self).decode(String.self, forKey: .word)
        switch word {
        case "ticket_opened": self = .ticketOpened(try TicketOpened(from: decoder))
        case "state_changed": self = .stateChanged(try StateChanged(from: decoder))
        case "kind_changed": self = .kindChanged(try KindChanged(from: decoder))
        case "source_joined": self = .sourceJoined(try SourceJoined(from: decoder))
        case "source_updated": self = .sourceUpdated(try SourceUpdated(from: decoder))
        case "source_stale": self = .sourceStale(try SourceStale(from: decoder))
        case "unknown_status": self = .unknownStatus(try UnknownStatus(from: decoder))
        case "ticket_merged": self = .ticketMerged(try TicketMerged(from: decoder))
        case "ticket_split": self = .ticketSplit(try TicketSplit(from: decoder))
        case "ticket_linked": self = .ticketLinked(try TicketLinked(from: decoder))
        case "command_applied": self = .commandApplied(try CommandApplied(from: decoder))
        case "command_refused": self = .commandRefused(try CommandRefused(from: decoder))
        case "message_added": self = .messageAdded(try MessageAdded(from: decoder))
        case "note_added": self = .noteAdded(try NoteAdded(from: decoder))
        case "mentioned": self = .mentioned(try Mentioned(from: decoder))
        case "notice_recorded": self = .noticeRecorded(try NoticeRecorded(from: decoder))
        case "notice_suppressed": self = .noticeSuppressed(try NoticeSuppressed(from: decoder))
        case "enqueued": self = .enqueued(try Enqueued(from: decoder))
        case "tier_dropped": self = .tierDropped(try TierDropped(from: decoder))
        case "route_stepped": self = .routeStepped(try RouteStepped(from: decoder))
        case "queue_depth_high": self = .queueDepthHigh(try QueueDepthHigh(from: decoder))
        case "overflowed": self = .overflowed(try Overflowed(from: decoder))
        case "offered": self = .offered(try Offered(from: decoder))
        case "offer_accepted": self = .offerAccepted(try OfferAccepted(from: decoder))
        case "offer_rejected": self = .offerRejected(try OfferRejected(from: decoder))
        case "offer_timed_out": self = .offerTimedOut(try OfferTimedOut(from: decoder))
        case "offer_held": self = .offerHeld(try OfferHeld(from: decoder))
        case "offer_rescinded": self = .offerRescinded(try OfferRescinded(from: decoder))
        case "assigned": self = .assigned(try Assigned(from: decoder))
        case "released": self = .released(try Released(from: decoder))
        case "bot_handed_off": self = .botHandedOff(try BotHandedOff(from: decoder))
        case "clock_passed": self = .clockPassed(try ClockPassed(from: decoder))
        case "escalated": self = .escalated(try Escalated(from: decoder))
        case "ticket_edited": self = .ticketEdited(try TicketEdited(from: decoder))
        case "policy_applied": self = .policyApplied(try PolicyApplied(from: decoder))
        case "automated": self = .automated(try Automated(from: decoder))
        case "automation_stopped": self = .automationStopped(try AutomationStopped(from: decoder))
        case "task_moved": self = .taskMoved(try TaskMoved(from: decoder))
        case "task_overdue": self = .taskOverdue(try TaskOverdue(from: decoder))
        case "task_escalated": self = .taskEscalated(try TaskEscalated(from: decoder))
        case "task_unstaffed": self = .taskUnstaffed(try TaskUnstaffed(from: decoder))
        case "job_queued": self = .jobQueued(try JobQueued(from: decoder))
        case "action_done": self = .actionDone(try ActionDone(from: decoder))
        case "action_failed": self = .actionFailed(try ActionFailed(from: decoder))
        case "job_dead": self = .jobDead(try JobDead(from: decoder))
        case "job_redriven": self = .jobRedriven(try JobRedriven(from: decoder))
        case "order_updated": self = .orderUpdated(try OrderUpdated(from: decoder))
        case "money_moved": self = .moneyMoved(try MoneyMoved(from: decoder))
        case "over_refund": self = .overRefund(try OverRefund(from: decoder))
        case "customers_merged": self = .customersMerged(try CustomersMerged(from: decoder))
        case "customer_split": self = .customerSplit(try CustomerSplit(from: decoder))
        case "identity_decided": self = .identityDecided(try IdentityDecided(from: decoder))
        case "hairball": self = .hairball(try Hairball(from: decoder))
        case "customer_forgotten": self = .customerForgotten(try CustomerForgotten(from: decoder))
        case "quarantined": self = .quarantined(try Quarantined(from: decoder))
        case "configured": self = .configured(try Configured(from: decoder))
        case "agent_changed": self = .agentChanged(try AgentChanged(from: decoder))
        case "presence_changed": self = .presenceChanged(try PresenceChanged(from: decoder))
        case "agent_removed": self = .agentRemoved(try AgentRemoved(from: decoder))
        case "agent_over_capacity": self = .agentOverCapacity(try AgentOverCapacity(from: decoder))
        case "load_drifted": self = .loadDrifted(try LoadDrifted(from: decoder))
        case "queue_unstaffed": self = .queueUnstaffed(try QueueUnstaffed(from: decoder))
        case "stock_changed": self = .stockChanged(try StockChanged(from: decoder))
        case "stock_out": self = .stockOut(try StockOut(from: decoder))
        case "device_registered": self = .deviceRegistered(try DeviceRegistered(from: decoder))
        case "device_revoked": self = .deviceRevoked(try DeviceRevoked(from: decoder))
        case "shop_health": self = .shopHealth(try ShopHealth(from: decoder))
        default: throw unknownWord(decoder, "EventBody")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var tag = encoder.container(keyedBy: Tag.self)
        switch self {
        case .ticketOpened(let held):
            try tag.encode("ticket_opened", forKey: .word)
            try held.encode(to: encoder)
        case .stateChanged(let held):
            try tag.encode("state_changed", forKey: .word)
            try held.encode(to: encoder)
        case .kindChanged(let held):
            try tag.encode("kind_changed", forKey: .word)
            try held.encode(to: encoder)
        case .sourceJoined(let held):
            try tag.encode("source_joined", forKey: .word)
            try held.encode(to: encoder)
        case .sourceUpdated(let held):
            try tag.encode("source_updated", forKey: .word)
            try held.encode(to: encoder)
        case .sourceStale(let held):
            try tag.encode("source_stale", forKey: .word)
            try held.encode(to: encoder)
        case .unknownStatus(let held):
            try tag.encode("unknown_status", forKey: .word)
            try held.encode(to: encoder)
        case .ticketMerged(let held):
            try tag.encode("ticket_merged", forKey: .word)
            try held.encode(to: encoder)
        case .ticketSplit(let held):
            try tag.encode("ticket_split", forKey: .word)
            try held.encode(to: encoder)
        case .ticketLinked(let held):
            try tag.encode("ticket_linked", forKey: .word)
            try held.encode(to: encoder)
        case .commandApplied(let held):
            try tag.encode("command_applied", forKey: .word)
            try held.encode(to: encoder)
        case .commandRefused(let held):
            try tag.encode("command_refused", forKey: .word)
            try held.encode(to: encoder)
        case .messageAdded(let held):
            try tag.encode("message_added", forKey: .word)
            try held.encode(to: encoder)
        case .noteAdded(let held):
            try tag.encode("note_added", forKey: .word)
            try held.encode(to: encoder)
        case .mentioned(let held):
            try tag.encode("mentioned", forKey: .word)
            try held.encode(to: encoder)
        case .noticeRecorded(let held):
            try tag.encode("notice_recorded", forKey: .word)
            try held.encode(to: encoder)
        case .noticeSuppressed(let held):
            try tag.encode("notice_suppressed", forKey: .word)
            try held.encode(to: encoder)
        case .enqueued(let held):
            try tag.encode("enqueued", forKey: .word)
            try held.encode(to: encoder)
        case .tierDropped(let held):
            try tag.encode("tier_dropped", forKey: .word)
            try held.encode(to: encoder)
        case .routeStepped(let held):
            try tag.encode("route_stepped", forKey: .word)
            try held.encode(to: encoder)
        case .queueDepthHigh(let held):
            try tag.encode("queue_depth_high", forKey: .word)
            try held.encode(to: encoder)
        case .overflowed(let held):
            try tag.encode("overflowed", forKey: .word)
            try held.encode(to: encoder)
        case .offered(let held):
            try tag.encode("offered", forKey: .word)
            try held.encode(to: encoder)
        case .offerAccepted(let held):
            try tag.encode("offer_accepted", forKey: .word)
            try held.encode(to: encoder)
        case .offerRejected(let held):
            try tag.encode("offer_rejected", forKey: .word)
            try held.encode(to: encoder)
        case .offerTimedOut(let held):
            try tag.encode("offer_timed_out", forKey: .word)
            try held.encode(to: encoder)
        case .offerHeld(let held):
            try tag.encode("offer_held", forKey: .word)
            try held.encode(to: encoder)
        case .offerRescinded(let held):
            try tag.encode("offer_rescinded", forKey: .word)
            try held.encode(to: encoder)
        case .assigned(let held):
            try tag.encode("assigned", forKey: .word)
            try held.encode(to: encoder)
        case .released(let held):
            try tag.encode("released", forKey: .word)
            try held.encode(to: encoder)
        case .botHandedOff(let held):
            try tag.encode("bot_handed_off", forKey: .word)
            try held.encode(to: encoder)
        case .clockPassed(let held):
            try tag.encode("clock_passed", forKey: .word)
            try held.encode(to: encoder)
        case .escalated(let held):
            try tag.encode("escalated", forKey: .word)
            try held.encode(to: encoder)
        case .ticketEdited(let held):
            try tag.encode("ticket_edited", forKey: .word)
            try held.encode(to: encoder)
        case .policyApplied(let held):
            try tag.encode("policy_applied", forKey: .word)
            try held.encode(to: encoder)
        case .automated(let held):
            try tag.encode("automated", forKey: .word)
            try held.encode(to: encoder)
        case .automationStopped(let held):
            try tag.encode("automation_stopped", forKey: .word)
            try held.encode(to: encoder)
        case .taskMoved(let held):
            try tag.encode("task_moved", forKey: .word)
            try held.encode(to: encoder)
        case .taskOverdue(let held):
            try tag.encode("task_overdue", forKey: .word)
            try held.encode(to: encoder)
        case .taskEscalated(let held):
            try tag.encode("task_escalated", forKey: .word)
            try held.encode(to: encoder)
        case .taskUnstaffed(let held):
            try tag.encode("task_unstaffed", forKey: .word)
            try held.encode(to: encoder)
        case .jobQueued(let held):
            try tag.encode("job_queued", forKey: .word)
            try held.encode(to: encoder)
        case .actionDone(let held):
            try tag.encode("action_done", forKey: .word)
            try held.encode(to: encoder)
        case .actionFailed(let held):
            try tag.encode("action_failed", forKey: .word)
            try held.encode(to: encoder)
        case .jobDead(let held):
            try tag.encode("job_dead", forKey: .word)
            try held.encode(to: encoder)
        case .jobRedriven(let held):
            try tag.encode("job_redriven", forKey: .word)
            try held.encode(to: encoder)
        case .orderUpdated(let held):
            try tag.encode("order_updated", forKey: .word)
            try held.encode(to: encoder)
        case .moneyMoved(let held):
            try tag.encode("money_moved", forKey: .word)
            try held.encode(to: encoder)
        case .overRefund(let held):
            try tag.encode("over_refund", forKey: .word)
            try held.encode(to: encoder)
        case .customersMerged(let held):
            try tag.encode("customers_merged", forKey: .word)
            try held.encode(to: encoder)
        case .customerSplit(let held):
            try tag.encode("customer_split", forKey: .word)
            try held.encode(to: encoder)
        case .identityDecided(let held):
            try tag.encode("identity_decided", forKey: .word)
            try held.encode(to: encoder)
        case .hairball(let held):
            try tag.encode("hairball", forKey: .word)
            try held.encode(to: encoder)
        case .customerForgotten(let held):
            try tag.encode("customer_forgotten", forKey: .word)
            try held.encode(to: encoder)
        case .quarantined(let held):
            try tag.encode("quarantined", forKey: .word)
            try held.encode(to: encoder)
        case .configured(let held):
            try tag.encode("configured", forKey: .word)
            try held.encode(to: encoder)
        case .agentChanged(let held):
            try tag.encode("agent_changed", forKey: .word)
            try held.encode(to: encoder)
        case .presenceChanged(let held):
            try tag.encode("presence_changed", forKey: .word)
            try held.encode(to: encoder)
        case .agentRemoved(let held):
            try tag.encode("agent_removed", forKey: .word)
            try held.encode(to: encoder)
        case .agentOverCapacity(let held):
            try tag.encode("agent_over_capacity", forKey: .word)
            try held.encode(to: encoder)
        case .loadDrifted(let held):
            try tag.encode("load_drifted", forKey: .word)
            try held.encode(to: encoder)
        case .queueUnstaffed(let held):
            try tag.encode("queue_unstaffed", forKey: .word)
            try held.encode(to: encoder)
        case .stockChanged(let held):
            try tag.encode("stock_changed", forKey: .word)
            try held.encode(to: encoder)
        case .stockOut(let held):
            try tag.encode("stock_out", forKey: .word)
            try held.encode(to: encoder)
        case .deviceRegistered(let held):
            try tag.encode("device_registered", forKey: .word)
            try held.encode(to: encoder)
        case .deviceRevoked(let held):
            try tag.encode("device_revoked", forKey: .word)
            try held.encode(to: encoder)
        case .shopHealth(let held):
            try tag.encode("shop_health", forKey: .word)
            try held.encode(to: encoder)
        }
    }
}

/**
 * Asks what an event says. Each list speaks of the kinds of events that have such a value, and leaves the others as they are;
 * an empty one asks nothing.
 */
public struct EventIs: Codable, Hashable, Sendable {
    /** Of `overflowed`: why its queue had no place. */
    public var because: [OverflowCause]
    /** Of `message_added`: through which channel. */
    public var channels: [Channel]
    /** Of `clock_passed` and `escalated`: which clock. */
    public var clocks: [ClockKind]
    /** Of `state_changed`: where the ticket stood. */
    public var from: [Headline]
    /** Of `clock_passed`: what it passed. */
    public var passed: [ClockPoint]
    /** Of `task_moved`: how the task came out. Only one that is done has come out. */
    public var results: [TaskResult]
    /** Of `task_moved`, `task_overdue` and `task_unstaffed`: what the task is. */
    public var taskKinds: [TaskKind]
    /** Of `task_moved`: where the task stands now. */
    public var taskStates: [TaskState]
    /** Of `state_changed`: where it came to. */
    public var to: [Headline]

    public init(because: [OverflowCause] = [], channels: [Channel] = [], clocks: [ClockKind] = [], from: [Headline] = [], passed: [ClockPoint] = [], results: [TaskResult] = [], taskKinds: [TaskKind] = [], taskStates: [TaskState] = [], to: [Headline] = []) {
        self.because = because
        self.channels = channels
        self.clocks = clocks
        self.from = from
        self.passed = passed
        self.results = results
        self.taskKinds = taskKinds
        self.taskStates = taskStates
        self.to = to
    }

    private enum CodingKeys: String, CodingKey {
        case because
        case channels
        case clocks
        case from
        case passed
        case results
        case taskKinds = "task_kinds"
        case taskStates = "task_states"
        case to
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.because = try fields.decodeIfPresent([OverflowCause].self, forKey: .because) ?? []
        self.channels = try fields.decodeIfPresent([Channel].self, forKey: .channels) ?? []
        self.clocks = try fields.decodeIfPresent([ClockKind].self, forKey: .clocks) ?? []
        self.from = try fields.decodeIfPresent([Headline].self, forKey: .from) ?? []
        self.passed = try fields.decodeIfPresent([ClockPoint].self, forKey: .passed) ?? []
        self.results = try fields.decodeIfPresent([TaskResult].self, forKey: .results) ?? []
        self.taskKinds = try fields.decodeIfPresent([TaskKind].self, forKey: .taskKinds) ?? []
        self.taskStates = try fields.decodeIfPresent([TaskState].self, forKey: .taskStates) ?? []
        self.to = try fields.decodeIfPresent([Headline].self, forKey: .to) ?? []
    }
}

/** One piece of evidence. */
public struct Evidence: Codable, Hashable, Sendable {
    /** What it is. */
    public var kind: EvidenceKind
    /** The content hash under which the blob store holds it, once it does. */
    public var blob: String?
    /** A few words on it. Personal data may stand here. */
    public var note: String?
    /** Where the platform shows it, if it does. May expire. */
    public var url: String?

    public init(kind: EvidenceKind, blob: String? = nil, note: String? = nil, url: String? = nil) {
        self.kind = kind
        self.blob = blob
        self.note = note
        self.url = url
    }

    private enum CodingKeys: String, CodingKey {
        case kind
        case blob
        case note
        case url
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.kind = try fields.decode(EvidenceKind.self, forKey: .kind)
        self.blob = try fields.decodeIfPresent(String.self, forKey: .blob)
        self.note = try fields.decodeIfPresent(String.self, forKey: .note)
        self.url = try fields.decodeIfPresent(String.self, forKey: .url)
    }
}

/** What a file is. */
public enum EvidenceKind: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** A picture. */
    case image
    /** A film. */
    case video
    /** Sound. */
    case audio
    /** Written words. */
    case text
    /** A document or anything else. */
    case file

    public func label(_ lang: Lang) -> String {
        switch self {
        case .image: lang.pick("图片", "Picture")
        case .video: lang.pick("视频", "Video")
        case .audio: lang.pick("音频", "Audio")
        case .text: lang.pick("文字", "Text")
        case .file: lang.pick("文件", "File")
        }
    }
}

/** An error as every language gets it. Holds no secret and no personal data. */
public struct Failure: Codable, Hashable, Sendable {
    /** What would be allowed there, or instead. */
    public var allowed: [String]
    /** Everything else that is known, by name. */
    public var context: [String: String]
    /** What kind of failure. Decide by this, never by the message. */
    public var kind: ErrorKind
    /** What happened, in one line. */
    public var message: String
    /** The operation that failed, as `module.verb`; empty when not named. */
    public var operation: String
    /** How far it came: what may have taken effect. */
    public var phase: Phase
    /** Whether and when to try again. */
    public var retry: Retry
    /** Whether trying again can help at all. */
    public var retryable: Bool
    /** The argument that is wrong, as a path such as `command.act.trigger`. */
    public var field: String?
    /** What the reader can do about it. */
    public var hint: String?
    /** The platform it is about. */
    public var platform: String?
    /** The platform's id of the request, for its support. */
    public var requestId: String?
    /** Milliseconds to wait before trying again, where the other side said so. */
    public var retryAfterMs: Int64?
    /** The platform's own code. */
    public var upstreamCode: String?
    /** The platform's own words. */
    public var upstreamMessage: String?
    /** HTTP status of the platform's answer, where there was one. */
    public var upstreamStatus: Int64?

    public init(allowed: [String], context: [String: String], kind: ErrorKind, message: String, operation: String, phase: Phase, retry: Retry, retryable: Bool, field: String? = nil, hint: String? = nil, platform: String? = nil, requestId: String? = nil, retryAfterMs: Int64? = nil, upstreamCode: String? = nil, upstreamMessage: String? = nil, upstreamStatus: Int64? = nil) {
        self.allowed = allowed
        self.context = context
        self.kind = kind
        self.message = message
        self.operation = operation
        self.phase = phase
        self.retry = retry
        self.retryable = retryable
        self.field = field
        self.hint = hint
        self.platform = platform
        self.requestId = requestId
        self.retryAfterMs = retryAfterMs
        self.upstreamCode = upstreamCode
        self.upstreamMessage = upstreamMessage
        self.upstreamStatus = upstreamStatus
    }

    private enum CodingKeys: String, CodingKey {
        case allowed
        case context
        case kind
        case message
        case operation
        case phase
        case retry
        case retryable
        case field
        case hint
        case platform
        case requestId = "request_id"
        case retryAfterMs = "retry_after_ms"
        case upstreamCode = "upstream_code"
        case upstreamMessage = "upstream_message"
        case upstreamStatus = "upstream_status"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.allowed = try fields.decode([String].self, forKey: .allowed)
        self.context = try fields.decode([String: String].self, forKey: .context)
        self.kind = try fields.decode(ErrorKind.self, forKey: .kind)
        self.message = try fields.decode(String.self, forKey: .message)
        self.operation = try fields.decode(String.self, forKey: .operation)
        self.phase = try fields.decode(Phase.self, forKey: .phase)
        self.retry = try fields.decode(Retry.self, forKey: .retry)
        self.retryable = try fields.decode(Bool.self, forKey: .retryable)
        self.field = try fields.decodeIfPresent(String.self, forKey: .field)
        self.hint = try fields.decodeIfPresent(String.self, forKey: .hint)
        self.platform = try fields.decodeIfPresent(String.self, forKey: .platform)
        self.requestId = try fields.decodeIfPresent(String.self, forKey: .requestId)
        self.retryAfterMs = try fields.decodeIfPresent(Int64.self, forKey: .retryAfterMs)
        self.upstreamCode = try fields.decodeIfPresent(String.self, forKey: .upstreamCode)
        self.upstreamMessage = try fields.decodeIfPresent(String.self, forKey: .upstreamMessage)
        self.upstreamStatus = try fields.decodeIfPresent(Int64.self, forKey: .upstreamStatus)
    }
}

/** A lower level is enough once the ticket has waited so long. */
public struct Floor: Codable, Hashable, Sendable {
    /** Milliseconds it has waited. */
    public var afterMs: Int64
    /** The level from then on. */
    public var level: Int64

    public init(afterMs: Int64, level: Int64) {
        self.afterMs = afterMs
        self.level = level
    }

    private enum CodingKeys: String, CodingKey {
        case afterMs = "after_ms"
        case level
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.afterMs = try fields.decode(Int64.self, forKey: .afterMs)
        self.level = try fields.decode(Int64.self, forKey: .level)
    }
}

/** A value of a kind: an e-mail address, a member number, a nickname. */
public struct Given: Codable, Hashable, Sendable {
    /** The word of the kind. */
    public var kind: String
    /** The value as given. Personal data: hashed on the way in, never stored. */
    public var value: String
    /** Whether the platform's terms allow joining by it; without a word the kind tells. */
    public var linkable: Bool?
    /** The scope in which it is unique; empty means everywhere. */
    public var scope: String

    public init(kind: String, value: String, linkable: Bool? = nil, scope: String = "") {
        self.kind = kind
        self.value = value
        self.linkable = linkable
        self.scope = scope
    }

    private enum CodingKeys: String, CodingKey {
        case kind
        case value
        case linkable
        case scope
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.kind = try fields.decode(String.self, forKey: .kind)
        self.value = try fields.decode(String.self, forKey: .value)
        self.linkable = try fields.decodeIfPresent(Bool.self, forKey: .linkable)
        self.scope = try fields.decodeIfPresent(String.self, forKey: .scope) ?? ""
    }
}

/** Where the goods that the buyer returns are. */
public enum Goods: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Nothing has to come back. */
    case notRequired = "not_required"
    /** The buyer has to send them. */
    case awaitingShip = "awaiting_ship"
    /** With a carrier. */
    case inTransit = "in_transit"
    /** In a parcel locker, not yet collected by the carrier. */
    case atLocker = "at_locker"
    /** The whole parcel arrived and was not looked at yet. */
    case delivered
    /** Some of the pieces arrived and were not looked at yet. */
    case partiallyReceived = "partially_received"
    /** Taken in without an inspection. */
    case received
    /** Inspected, everything as expected. */
    case inspectedPass = "inspected_pass"
    /** Inspected, not acceptable. */
    case inspectedFail = "inspected_fail"
    /** Inspected, part of it acceptable. */
    case inspectedPartial = "inspected_partial"
    /** Lost on the way back. */
    case lost
    /** Sent back to the buyer. */
    case returnedToBuyer = "returned_to_buyer"
    /** Given up: no one expects them any more. */
    case writtenOff = "written_off"

    public func label(_ lang: Lang) -> String {
        switch self {
        case .notRequired: lang.pick("无需寄回", "No return needed")
        case .awaitingShip: lang.pick("待买家寄出", "Waiting to be sent")
        case .inTransit: lang.pick("退货运输中", "In transit")
        case .atLocker: lang.pick("已投入寄件柜", "In a parcel locker")
        case .delivered: lang.pick("已到仓待验", "Delivered, not inspected")
        case .partiallyReceived: lang.pick("部分到仓", "Partly received")
        case .received: lang.pick("已收货（免检）", "Received without inspection")
        case .inspectedPass: lang.pick("验货通过", "Inspection passed")
        case .inspectedFail: lang.pick("验货不通过", "Inspection failed")
        case .inspectedPartial: lang.pick("验货部分通过", "Inspection passed in part")
        case .lost: lang.pick("退货丢件", "Lost in transit")
        case .returnedToBuyer: lang.pick("已退还买家", "Sent back to the buyer")
        case .writtenOff: lang.pick("已核销", "Written off")
        }
    }
}

/** What a returned piece is worth. */
public enum Grade: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Sell again. */
    case A
    /** Open box. */
    case B
    /** Refurbish. */
    case C
    /** Scrap. */
    case D

    public func label(_ lang: Lang) -> String {
        switch self {
        case .A: lang.pick("A级，可二次销售", "A: sell again")
        case .B: lang.pick("B级，已拆封", "B: open box")
        case .C: lang.pick("C级，需翻新", "C: refurbish")
        case .D: lang.pick("D级，报废", "D: scrap")
        }
    }
}

/** A group of agents. Where any is declared, every group that is named anywhere must be. */
public struct GroupConfig: Codable, Hashable, Sendable {
    /** Its name, as queues, tasks and agents name it. */
    public var name: String
    /** What it is for. */
    public var description: String?
    /** What people call it; its name when empty. */
    public var label: String

    public init(name: String, description: String? = nil, label: String = "") {
        self.name = name
        self.description = description
        self.label = label
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case description
        case label
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.description = try fields.decodeIfPresent(String.self, forKey: .description)
        self.label = try fields.decodeIfPresent(String.self, forKey: .label) ?? ""
    }
}

/** Why a bot no longer has a ticket. */
public enum HandOffReason: String, CaseIterable, Codable, Hashable, Sendable {
    /** The buyer asked for a person. */
    case askedHuman = "asked_human"
    /** The bot was unsure of its answers. */
    case lowConfidence = "low_confidence"
    /** The bot knew no answer. */
    case noAnswer = "no_answer"
    /** The buyer is upset. */
    case negativeSentiment = "negative_sentiment"
    /** Something is at risk that a person has to look at. */
    case risk
    /** More money is asked for than the bot may approve. */
    case moneyOverAuthority = "money_over_authority"
    /** The platform arbitrates. */
    case dispute
    /** It answered as often as it may. */
    case maxTurns = "max_turns"
    /** The bot failed, or is no longer there. */
    case botError = "bot_error"
    /** The bot did not answer in time. */
    case botTimeout = "bot_timeout"
    /** A person answered, or took the ticket. */
    case humanTookOver = "human_took_over"
}

/** What a bot leaves to the person after it. */
public struct HandedOver: Codable, Hashable, Sendable {
    /** What the buyer said, by name. Personal data may stand in the values. */
    public var fields: [String: String]
    /** What it was about. Personal data may stand here. */
    public var summary: String?
    /** Where your code keeps the whole talk. Personal data may stand here. */
    public var transcript: String?
    /** Answers that did not help, in order. Personal data may stand here. */
    public var tried: [String]

    public init(fields: [String: String] = [:], summary: String? = nil, transcript: String? = nil, tried: [String] = []) {
        self.fields = fields
        self.summary = summary
        self.transcript = transcript
        self.tried = tried
    }

    private enum CodingKeys: String, CodingKey {
        case fields
        case summary
        case transcript
        case tried
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.fields = try fields.decodeIfPresent([String: String].self, forKey: .fields) ?? [:]
        self.summary = try fields.decodeIfPresent(String.self, forKey: .summary)
        self.transcript = try fields.decodeIfPresent(String.self, forKey: .transcript)
        self.tried = try fields.decodeIfPresent([String].self, forKey: .tried) ?? []
    }
}

/** The state that people see, route on and get notified about; derived, never stored as truth. */
public enum Headline: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** New, not yet triaged. */
    case requested
    /** The seller has to decide. */
    case awaitingSeller = "awaiting_seller"
    /** The buyer has to supply or accept something. */
    case awaitingBuyer = "awaiting_buyer"
    /** Approved; the buyer has to send the goods. */
    case awaitingBuyerReturn = "awaiting_buyer_return"
    /** The goods are on their way back. */
    case returnInTransit = "return_in_transit"
    /** The goods arrived and have to be looked at. */
    case awaitingInspection = "awaiting_inspection"
    /** Being repaired. */
    case repairing
    /** Money is to be paid. */
    case refunding
    /** The replacement is to be sent or under way. */
    case exchangeShipping = "exchange_shipping"
    /** The platform arbitrates. */
    case disputed
    /** Paid. */
    case refunded
    /** The replacement arrived. */
    case exchanged
    /** Answered, nothing left to move. */
    case resolved
    /** Refused. */
    case rejected
    /** Cancelled or expired. */
    case cancelled
    /** Closed for good, except for a reopening in time. */
    case closed

    public func label(_ lang: Lang) -> String {
        switch self {
        case .requested: lang.pick("新申请", "New request")
        case .awaitingSeller: lang.pick("待商家处理", "Waiting for seller")
        case .awaitingBuyer: lang.pick("待买家处理", "Waiting for buyer")
        case .awaitingBuyerReturn: lang.pick("待买家寄回", "Waiting for return")
        case .returnInTransit: lang.pick("退货运输中", "Return in transit")
        case .awaitingInspection: lang.pick("待收货验货", "Waiting for inspection")
        case .repairing: lang.pick("维修中", "In repair")
        case .refunding: lang.pick("退款中", "Refund in progress")
        case .exchangeShipping: lang.pick("换补货配送中", "Replacement on its way")
        case .disputed: lang.pick("平台仲裁中", "In dispute")
        case .refunded: lang.pick("已退款", "Refunded")
        case .exchanged: lang.pick("换补货完成", "Replacement delivered")
        case .resolved: lang.pick("已解决", "Resolved")
        case .rejected: lang.pick("已拒绝", "Rejected")
        case .cancelled: lang.pick("已取消", "Cancelled")
        case .closed: lang.pick("已关闭", "Closed")
        }
    }
}

/** Lists of public holidays that are shipped. */
public enum Holidays: String, CaseIterable, Codable, Hashable, Sendable {
    /** China: 2023 to 2026, with the weekends on which work is made up for. */
    case cn
}

/**
 * A stretch of a day, in minutes since its midnight. `from` is in it, `to` is the first minute after it; a day ends at
 * `1440`. What runs over midnight is two stretches on two days.
 */
public struct Hours: Codable, Hashable, Sendable {
    /** From this minute on. */
    public var from: Int64
    /** Up to this minute. */
    public var to: Int64

    public init(from: Int64, to: Int64) {
        self.from = from
        self.to = to
    }

    private enum CodingKeys: String, CodingKey {
        case from
        case to
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.from = try fields.decode(Int64.self, forKey: .from)
        self.to = try fields.decode(Int64.self, forKey: .to)
    }
}

/** How the accounts of a person are found. A change holds for what comes after it; what was observed stays. */
public struct IdentityConfig: Codable, Hashable, Sendable {
    /** What they are joined by. */
    public var by: JoinBy
    /**
     * Whole phones of receivers are compared as they are. Without it only what a platform's mask would leave of them is:
     * the terms of platforms that hand out whole ones do not always allow to join people by them.
     */
    public var wholePhones: Bool

    public init(by: JoinBy = JoinBy.records, wholePhones: Bool = false) {
        self.by = by
        self.wholePhones = wholePhones
    }

    private enum CodingKeys: String, CodingKey {
        case by
        case wholePhones = "whole_phones"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.by = try fields.decodeIfPresent(JoinBy.self, forKey: .by) ?? JoinBy.records
        self.wholePhones = try fields.decodeIfPresent(Bool.self, forKey: .wholePhones) ?? false
    }
}

/** What somebody decided about who is who. */
public enum IdentityVerdict: String, CaseIterable, Codable, Hashable, Sendable {
    /** They are one person. */
    case same
    /** They are not. */
    case apart
    /** An earlier decision is taken back. */
    case undone
}

/** Whose returns are paid at once, and up to which amount. */
public struct InstantRefund: Codable, Hashable, Sendable {
    /** Up to such an amount; one for a currency. */
    public var atMost: [Money]
    /** What shows that somebody is trusted: one of these is enough. */
    public var trusted: [Trust]

    public init(atMost: [Money], trusted: [Trust]) {
        self.atMost = atMost
        self.trusted = trusted
    }

    private enum CodingKeys: String, CodingKey {
        case atMost = "at_most"
        case trusted
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.atMost = try fields.decode([Money].self, forKey: .atMost)
        self.trusted = try fields.decode([Trust].self, forKey: .trusted)
    }
}

/** The kind of problem a buyer has. It names the problem, never the wish: "refund me" is not one. */
public enum IssueType: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Where is my parcel, shipping questions. */
    case logisticsQuery = "logistics_query"
    /** The buyer says the goods never came. */
    case notReceived = "not_received"
    /** Arrived broken. */
    case damaged
    /** Another article came. */
    case wrongItem = "wrong_item"
    /** A part or a promised gift is absent. */
    case missingItem = "missing_item"
    /** It fails or was badly made. */
    case qualityDefect = "quality_defect"
    /** It does not fit. */
    case sizeFit = "size_fit"
    /** It works but is not what was shown or said. */
    case expectationMismatch = "expectation_mismatch"
    /** Is it real? */
    case counterfeit
    /** The buyer no longer wants it. */
    case changeOfMind = "change_of_mind"
    /** The price fell after the purchase. */
    case priceProtection = "price_protection"
    /** Invoice wanted. */
    case invoice
    /** How does it work? */
    case usage
    /** About our people. */
    case serviceComplaint = "service_complaint"
    /** Threat or suspected scam. */
    case fraudThreat = "fraud_threat"
    /** Anything else. */
    case other

    public func label(_ lang: Lang) -> String {
        switch self {
        case .logisticsQuery: lang.pick("物流查询", "Where is my parcel")
        case .notReceived: lang.pick("未收到货", "Not received")
        case .damaged: lang.pick("商品破损", "Damaged")
        case .wrongItem: lang.pick("发错货", "Wrong item")
        case .missingItem: lang.pick("少件漏发", "Missing item")
        case .qualityDefect: lang.pick("质量问题", "Quality defect")
        case .sizeFit: lang.pick("尺码不合适", "Does not fit")
        case .expectationMismatch: lang.pick("与描述不符", "Not as shown")
        case .counterfeit: lang.pick("疑似假货", "Counterfeit")
        case .changeOfMind: lang.pick("不想要了", "Change of mind")
        case .priceProtection: lang.pick("价格保护", "Price protection")
        case .invoice: lang.pick("发票问题", "Invoice")
        case .usage: lang.pick("使用咨询", "How to use it")
        case .serviceComplaint: lang.pick("服务投诉", "Service complaint")
        case .fraudThreat: lang.pick("欺诈或威胁", "Fraud or threat")
        case .other: lang.pick("其他", "Other")
        }
    }
}

/** A job. */
public struct JobId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** What kind of work a job is. */
public enum JobKind: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Read an outside object again. */
    case refetch
    /** Tell a platform what we decided. */
    case action
    /** Tell the buyer how far it is. */
    case notify
    /** Send the buyer an answer of ours. */
    case reply
    /** Ask a shop what changed. */
    case poll
    /** Get a new access token. */
    case token
    /** A moment a ticket waits for. */
    case timer
    /** The moment at which a task is due. */
    case taskTimer = "task_timer"
    /** Give waiting tickets of a queue to agents who became free. */
    case drain
    /** Give open tasks of a group to agents who became free. */
    case drainTasks = "drain_tasks"
    /** Take tickets from an agent who is no longer there. */
    case vacate
    /** A moment the presence of an agent waits for. */
    case attend
    /** Work out again which host sold the orders of a show. */
    case attribute
    /** Bring open tickets in line with the configuration that was published. */
    case reapply

    public func label(_ lang: Lang) -> String {
        switch self {
        case .refetch: lang.pick("重新拉取", "Read again")
        case .action: lang.pick("平台操作", "Platform action")
        case .notify: lang.pick("通知买家", "Notify the buyer")
        case .reply: lang.pick("发送回复", "Send a reply")
        case .poll: lang.pick("轮询店铺", "Poll the shop")
        case .token: lang.pick("刷新授权", "Renew the token")
        case .timer: lang.pick("定时任务", "Timer")
        case .taskTimer: lang.pick("任务到期检查", "Task due")
        case .drain: lang.pick("派发排队工单", "Hand out waiting tickets")
        case .drainTasks: lang.pick("派发待办任务", "Hand out open tasks")
        case .vacate: lang.pick("回收离岗客服的工单", "Take tickets from an absent agent")
        case .attend: lang.pick("检查客服在岗状态", "Look whether an agent is there")
        case .attribute: lang.pick("主播归因", "Host attribution")
        case .reapply: lang.pick("按新配置更新工单", "Apply the new configuration")
        }
    }
}

/** What accounts of buyers are joined by. */
public enum JoinBy: String, CaseIterable, Codable, Hashable, Sendable {
    /** By nothing but what people decide. */
    case nothing
    /** By keys that were attested for them. */
    case keys
    /** By what orders and messages show as well: receivers, nicknames, the number of an order that a buyer quotes. */
    case records
}

/** What a key says about the person who has it. */
public enum KeyKind: String, CaseIterable, Codable, Hashable, Sendable {
    /** A union id, exact in its scope. */
    case unionId = "union_id"
    /** A phone proven by the merchant's own channel (registered, caller id). */
    case provenPhone = "proven_phone"
    /** A member number of the merchant. */
    case member
}

/** What the buyer asks for. It may change during the life of a ticket. */
public enum Kind: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Money back, the goods stay with the buyer (or were never sent). */
    case refundOnly = "refund_only"
    /** The goods come back, then the money goes back. */
    case returnRefund = "return_refund"
    /** The goods come back and another item is sent. */
    case exchange
    /** The goods come back, are repaired and sent again. */
    case repair
    /** Something was lost or missing and is sent again; nothing comes back. */
    case resend
    /** The price fell after the purchase and the difference is asked for. */
    case priceProtection = "price_protection"
    /** Dissatisfaction that may end in an answer or in money. */
    case complaint
    /** A question. */
    case inquiry

    public func label(_ lang: Lang) -> String {
        switch self {
        case .refundOnly: lang.pick("仅退款", "Refund only")
        case .returnRefund: lang.pick("退货退款", "Return and refund")
        case .exchange: lang.pick("换货", "Exchange")
        case .repair: lang.pick("维修", "Repair")
        case .resend: lang.pick("补发", "Resend")
        case .priceProtection: lang.pick("价保", "Price protection")
        case .complaint: lang.pick("投诉", "Complaint")
        case .inquiry: lang.pick("咨询", "Inquiry")
        }
    }
}

/** A display language. */
public enum Lang: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Simplified Chinese. */
    case zh
    /** English. */
    case en

    public func label(_ lang: Lang) -> String {
        switch self {
        case .zh: lang.pick("简体中文", "Simplified Chinese")
        case .en: lang.pick("英文", "English")
        }
    }
}

/** What a command says of one line. */
public struct LineOutcome: Codable, Hashable, Sendable {
    /** The order line. */
    public var line: String
    /** Pieces that failed. */
    public var damaged: Int64
    /** What becomes of them; what is usual for the grade when absent. */
    public var disposition: Disposition?
    /** The restocking fee, in percent of the line's money. Nothing is held back by itself: who decides the refund sees it. */
    public var feePercent: Int64?
    /** What the pieces are worth, as inspected. */
    public var grade: Grade?
    /** The article of that code. Worked out when the command comes. */
    public var instead: ProductId?
    /** Pieces that should have come back and did not. */
    public var missing: Int64
    /** Pieces that passed. */
    public var passed: Int64
    /** Photos and films of the pieces: at most 100. */
    public var photos: [Evidence]
    /** Pieces received. */
    public var received: Int64
    /**
     * The article to send instead of the one bought, by the merchant's code or its barcode: with the approval of an exchange or
     * a resend.
     */
    public var send: String?
    /** Pieces with signs of use. */
    public var used: Int64
    /** Pieces of another article that came instead. */
    public var wrong: Int64

    public init(line: String, damaged: Int64 = 0, disposition: Disposition? = nil, feePercent: Int64? = nil, grade: Grade? = nil, instead: ProductId? = nil, missing: Int64 = 0, passed: Int64 = 0, photos: [Evidence] = [], received: Int64 = 0, send: String? = nil, used: Int64 = 0, wrong: Int64 = 0) {
        self.line = line
        self.damaged = damaged
        self.disposition = disposition
        self.feePercent = feePercent
        self.grade = grade
        self.instead = instead
        self.missing = missing
        self.passed = passed
        self.photos = photos
        self.received = received
        self.send = send
        self.used = used
        self.wrong = wrong
    }

    private enum CodingKeys: String, CodingKey {
        case line
        case damaged
        case disposition
        case feePercent = "fee_percent"
        case grade
        case instead
        case missing
        case passed
        case photos
        case received
        case send
        case used
        case wrong
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.line = try fields.decode(String.self, forKey: .line)
        self.damaged = try fields.decodeIfPresent(Int64.self, forKey: .damaged) ?? 0
        self.disposition = try fields.decodeIfPresent(Disposition.self, forKey: .disposition)
        self.feePercent = try fields.decodeIfPresent(Int64.self, forKey: .feePercent)
        self.grade = try fields.decodeIfPresent(Grade.self, forKey: .grade)
        self.instead = try fields.decodeIfPresent(ProductId.self, forKey: .instead)
        self.missing = try fields.decodeIfPresent(Int64.self, forKey: .missing) ?? 0
        self.passed = try fields.decodeIfPresent(Int64.self, forKey: .passed) ?? 0
        self.photos = try fields.decodeIfPresent([Evidence].self, forKey: .photos) ?? []
        self.received = try fields.decodeIfPresent(Int64.self, forKey: .received) ?? 0
        self.send = try fields.decodeIfPresent(String.self, forKey: .send)
        self.used = try fields.decodeIfPresent(Int64.self, forKey: .used) ?? 0
        self.wrong = try fields.decodeIfPresent(Int64.self, forKey: .wrong) ?? 0
    }
}

/** A ticket as a line of a list. */
public struct ListedTicket: Codable, Hashable, Sendable {
    /** Its amounts, in minor units. */
    public var amounts: Amounts
    /** 0 (now) to 4. */
    public var band: Int64
    /** When the headline last changed. */
    public var changedAt: Timestamp
    /** The currency of its amounts. */
    public var currency: Currency
    /** What the seller decided. */
    public var decision: Decision
    /** How far arbitration is. */
    public var dispute: DisputeState
    /** Counts reopenings, from 1. */
    public var episode: Int64
    /** Where the buyer's goods are. */
    public var goods: Goods
    /** Where it stands: what people see. */
    public var headline: Headline
    /** Its id. */
    public var id: TicketId
    /** What the problem is. */
    public var issue: IssueType
    /** What the buyer wants. */
    public var kind: Kind
    /** How many order lines it is about. */
    public var lines: Int64
    /** How far the refund is. */
    public var money: MoneyState
    /** Its number, to be read aloud. */
    public var number: TicketNumber
    /** Whether it still needs anybody. */
    public var open: Bool
    /** When the problem began. */
    public var openedAt: Timestamp
    /** How many commands wait for it, conflicts and refusals included. */
    public var pending: Int64
    /** The platform it began on. */
    public var platform: Platform
    /** How far the replacement is. */
    public var replacement: ReplacementState
    /** The shop it began in. */
    public var shop: ShopId
    /** How many outside objects it is made of. */
    public var sources: Int64
    /** The commit number that wrote it: name it in a command's `expect`. */
    public var version: Int64
    /** On whom it waits. */
    public var waitingOn: WaitingOn
    /** The buyer's account: the customer is asked for by it. */
    public var account: AccountId?
    /** The agent who has it. */
    public var agent: AgentId?
    /** When something is due next: our clocks and the platform's deadline. */
    public var dueAt: Timestamp?
    /** When it last reached an ended headline. */
    public var endedAt: Timestamp?
    /** Marks such as `refund_failed`, `parcel_lost`. */
    public var flags: [String]
    /** The host who sold it. */
    public var host: String?
    /** The order. */
    public var order: OrderId?
    /** The platform's deadline for the present step. */
    public var platformDeadline: Timestamp?
    /** The queue it stands in. */
    public var queue: QueueId?
    /** The platform's reason code, raw. */
    public var reasonCode: String?
    /** The evening it was sold in. */
    public var show: ShowId?
    /** Its tags. */
    public var tags: [String]

    public init(amounts: Amounts, band: Int64, changedAt: Timestamp, currency: Currency, decision: Decision, dispute: DisputeState, episode: Int64, goods: Goods, headline: Headline, id: TicketId, issue: IssueType, kind: Kind, lines: Int64, money: MoneyState, number: TicketNumber, open: Bool, openedAt: Timestamp, pending: Int64, platform: Platform, replacement: ReplacementState, shop: ShopId, sources: Int64, version: Int64, waitingOn: WaitingOn, account: AccountId? = nil, agent: AgentId? = nil, dueAt: Timestamp? = nil, endedAt: Timestamp? = nil, flags: [String] = [], host: String? = nil, order: OrderId? = nil, platformDeadline: Timestamp? = nil, queue: QueueId? = nil, reasonCode: String? = nil, show: ShowId? = nil, tags: [String] = []) {
        self.amounts = amounts
        self.band = band
        self.changedAt = changedAt
        self.currency = currency
        self.decision = decision
        self.dispute = dispute
        self.episode = episode
        self.goods = goods
        self.headline = headline
        self.id = id
        self.issue = issue
        self.kind = kind
        self.lines = lines
        self.money = money
        self.number = number
        self.open = open
        self.openedAt = openedAt
        self.pending = pending
        self.platform = platform
        self.replacement = replacement
        self.shop = shop
        self.sources = sources
        self.version = version
        self.waitingOn = waitingOn
        self.account = account
        self.agent = agent
        self.dueAt = dueAt
        self.endedAt = endedAt
        self.flags = flags
        self.host = host
        self.order = order
        self.platformDeadline = platformDeadline
        self.queue = queue
        self.reasonCode = reasonCode
        self.show = show
        self.tags = tags
    }

    private enum CodingKeys: String, CodingKey {
        case amounts
        case band
        case changedAt = "changed_at"
        case currency
        case decision
        case dispute
        case episode
        case goods
        case headline
        case id
        case issue
        case kind
        case lines
        case money
        case number
        case open
        case openedAt = "opened_at"
        case pending
        case platform
        case replacement
        case shop
        case sources
        case version
        case waitingOn = "waiting_on"
        case account
        case agent
        case dueAt = "due_at"
        case endedAt = "ended_at"
        case flags
        case host
        case order
        case platformDeadline = "platform_deadline"
        case queue
        case reasonCode = "reason_code"
        case show
        case tags
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.amounts = try fields.decode(Amounts.self, forKey: .amounts)
        self.band = try fields.decode(Int64.self, forKey: .band)
        self.changedAt = try fields.decode(Timestamp.self, forKey: .changedAt)
        self.currency = try fields.decode(Currency.self, forKey: .currency)
        self.decision = try fields.decode(Decision.self, forKey: .decision)
        self.dispute = try fields.decode(DisputeState.self, forKey: .dispute)
        self.episode = try fields.decode(Int64.self, forKey: .episode)
        self.goods = try fields.decode(Goods.self, forKey: .goods)
        self.headline = try fields.decode(Headline.self, forKey: .headline)
        self.id = try fields.decode(TicketId.self, forKey: .id)
        self.issue = try fields.decode(IssueType.self, forKey: .issue)
        self.kind = try fields.decode(Kind.self, forKey: .kind)
        self.lines = try fields.decode(Int64.self, forKey: .lines)
        self.money = try fields.decode(MoneyState.self, forKey: .money)
        self.number = try fields.decode(TicketNumber.self, forKey: .number)
        self.open = try fields.decode(Bool.self, forKey: .open)
        self.openedAt = try fields.decode(Timestamp.self, forKey: .openedAt)
        self.pending = try fields.decode(Int64.self, forKey: .pending)
        self.platform = try fields.decode(Platform.self, forKey: .platform)
        self.replacement = try fields.decode(ReplacementState.self, forKey: .replacement)
        self.shop = try fields.decode(ShopId.self, forKey: .shop)
        self.sources = try fields.decode(Int64.self, forKey: .sources)
        self.version = try fields.decode(Int64.self, forKey: .version)
        self.waitingOn = try fields.decode(WaitingOn.self, forKey: .waitingOn)
        self.account = try fields.decodeIfPresent(AccountId.self, forKey: .account)
        self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
        self.dueAt = try fields.decodeIfPresent(Timestamp.self, forKey: .dueAt)
        self.endedAt = try fields.decodeIfPresent(Timestamp.self, forKey: .endedAt)
        self.flags = try fields.decodeIfPresent([String].self, forKey: .flags) ?? []
        self.host = try fields.decodeIfPresent(String.self, forKey: .host)
        self.order = try fields.decodeIfPresent(OrderId.self, forKey: .order)
        self.platformDeadline = try fields.decodeIfPresent(Timestamp.self, forKey: .platformDeadline)
        self.queue = try fields.decodeIfPresent(QueueId.self, forKey: .queue)
        self.reasonCode = try fields.decodeIfPresent(String.self, forKey: .reasonCode)
        self.show = try fields.decodeIfPresent(ShowId.self, forKey: .show)
        self.tags = try fields.decodeIfPresent([String].self, forKey: .tags) ?? []
    }
}

/** How one shop names an article. */
public struct ListingId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** What people and automations did here: the part of a ticket that no platform tells. */
public struct Local: Codable, Hashable, Sendable {
    /** Commands that moved the axes, in order. */
    public var entries: [LocalEntry]
    /** Tickets merged into this one by hand. */
    public var absorbed: [TicketId]
    /** Automations that were done, by their names. */
    public var automations: [String: AutomationDone]
    /** The band a person chose. */
    public var band: Int64?
    /** The talk a bot has or had on it. */
    public var bot: BotTalk?
    /** Goodwill. */
    public var compensations: [Compensation]
    /** The merchant's own fields. */
    public var custom: [String: CustomValue]
    /** Evidence added here. */
    public var evidence: [Evidence]
    /** When a person of ours first did something on it, here or in a platform's console. */
    public var firstHumanAt: Timestamp?
    /** When one of ours first answered the buyer by a command here. */
    public var firstResponseAt: Timestamp?
    /** The issue type a person chose. */
    public var issue: IssueType?
    /** When one of ours last answered the buyer by a reply here. */
    public var lastResponseAt: Timestamp?
    /** Other tickets it is about. */
    public var linked: [TicketId]
    /** All tickets that became part of this one, by hand or by the fold. */
    public var merged: [TicketId]
    /** Notices recorded: (episode, notice). */
    public var notices: [Two<Int64, Notice>]
    /** Parcels people named here. */
    public var parcels: [Two<Direction, ParcelRef>]
    /** The queue a person chose. */
    public var queue: String?
    /** The band an escalation raised it to. */
    public var raised: Int64?
    /** Rungs of escalations that were done. */
    public var rungs: [Three<ClockKind, Int64, String>]
    /**
     * Marks of what was written to the buyer here while no bot had it, the last twenty: a channel that shows it again shows
     * nothing that anybody did there.
     */
    public var said: [String]
    /** Tags. */
    public var tags: [String]
    /** Internal tasks. */
    public var tasks: [TaskId]
    /** A person worked on it: from then on only a person splits it. */
    public var touched: Bool
    /** Who wants to hear of it. */
    public var watchers: [AgentId]
    /** Groups that escalations let take it, beside those of its queue. */
    public var widened: [String]

    public init(entries: [LocalEntry], absorbed: [TicketId] = [], automations: [String: AutomationDone] = [:], band: Int64? = nil, bot: BotTalk? = nil, compensations: [Compensation] = [], custom: [String: CustomValue] = [:], evidence: [Evidence] = [], firstHumanAt: Timestamp? = nil, firstResponseAt: Timestamp? = nil, issue: IssueType? = nil, lastResponseAt: Timestamp? = nil, linked: [TicketId] = [], merged: [TicketId] = [], notices: [Two<Int64, Notice>] = [], parcels: [Two<Direction, ParcelRef>] = [], queue: String? = nil, raised: Int64? = nil, rungs: [Three<ClockKind, Int64, String>] = [], said: [String] = [], tags: [String] = [], tasks: [TaskId] = [], touched: Bool = false, watchers: [AgentId] = [], widened: [String] = []) {
        self.entries = entries
        self.absorbed = absorbed
        self.automations = automations
        self.band = band
        self.bot = bot
        self.compensations = compensations
        self.custom = custom
        self.evidence = evidence
        self.firstHumanAt = firstHumanAt
        self.firstResponseAt = firstResponseAt
        self.issue = issue
        self.lastResponseAt = lastResponseAt
        self.linked = linked
        self.merged = merged
        self.notices = notices
        self.parcels = parcels
        self.queue = queue
        self.raised = raised
        self.rungs = rungs
        self.said = said
        self.tags = tags
        self.tasks = tasks
        self.touched = touched
        self.watchers = watchers
        self.widened = widened
    }

    private enum CodingKeys: String, CodingKey {
        case entries
        case absorbed
        case automations
        case band
        case bot
        case compensations
        case custom
        case evidence
        case firstHumanAt = "first_human_at"
        case firstResponseAt = "first_response_at"
        case issue
        case lastResponseAt = "last_response_at"
        case linked
        case merged
        case notices
        case parcels
        case queue
        case raised
        case rungs
        case said
        case tags
        case tasks
        case touched
        case watchers
        case widened
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.entries = try fields.decode([LocalEntry].self, forKey: .entries)
        self.absorbed = try fields.decodeIfPresent([TicketId].self, forKey: .absorbed) ?? []
        self.automations = try fields.decodeIfPresent([String: AutomationDone].self, forKey: .automations) ?? [:]
        self.band = try fields.decodeIfPresent(Int64.self, forKey: .band)
        self.bot = try fields.decodeIfPresent(BotTalk.self, forKey: .bot)
        self.compensations = try fields.decodeIfPresent([Compensation].self, forKey: .compensations) ?? []
        self.custom = try fields.decodeIfPresent([String: CustomValue].self, forKey: .custom) ?? [:]
        self.evidence = try fields.decodeIfPresent([Evidence].self, forKey: .evidence) ?? []
        self.firstHumanAt = try fields.decodeIfPresent(Timestamp.self, forKey: .firstHumanAt)
        self.firstResponseAt = try fields.decodeIfPresent(Timestamp.self, forKey: .firstResponseAt)
        self.issue = try fields.decodeIfPresent(IssueType.self, forKey: .issue)
        self.lastResponseAt = try fields.decodeIfPresent(Timestamp.self, forKey: .lastResponseAt)
        self.linked = try fields.decodeIfPresent([TicketId].self, forKey: .linked) ?? []
        self.merged = try fields.decodeIfPresent([TicketId].self, forKey: .merged) ?? []
        self.notices = try fields.decodeIfPresent([Two<Int64, Notice>].self, forKey: .notices) ?? []
        self.parcels = try fields.decodeIfPresent([Two<Direction, ParcelRef>].self, forKey: .parcels) ?? []
        self.queue = try fields.decodeIfPresent(String.self, forKey: .queue)
        self.raised = try fields.decodeIfPresent(Int64.self, forKey: .raised)
        self.rungs = try fields.decodeIfPresent([Three<ClockKind, Int64, String>].self, forKey: .rungs) ?? []
        self.said = try fields.decodeIfPresent([String].self, forKey: .said) ?? []
        self.tags = try fields.decodeIfPresent([String].self, forKey: .tags) ?? []
        self.tasks = try fields.decodeIfPresent([TaskId].self, forKey: .tasks) ?? []
        self.touched = try fields.decodeIfPresent(Bool.self, forKey: .touched) ?? false
        self.watchers = try fields.decodeIfPresent([AgentId].self, forKey: .watchers) ?? []
        self.widened = try fields.decodeIfPresent([String].self, forKey: .widened) ?? []
    }
}

/** One command that moved the ticket, kept so that the ticket can be folded again. */
public struct LocalEntry: Codable, Hashable, Sendable {
    /** When it was applied. */
    public var at: Timestamp
    /** In which role. */
    public var role: Role
    /** What it was. */
    public var trigger: Trigger
    /** By whom, when it was a person or bot. */
    public var agent: AgentId?
    /** The amount, where the command had one. */
    public var amount: Money?
    /** The job that carries it to the platform. */
    public var job: JobId?
    /** Pieces per line, where the command had them. */
    public var lines: [LineOutcome]
    /** The platform refused it, so it has no effect. */
    public var void: Bool

    public init(at: Timestamp, role: Role, trigger: Trigger, agent: AgentId? = nil, amount: Money? = nil, job: JobId? = nil, lines: [LineOutcome] = [], void: Bool = false) {
        self.at = at
        self.role = role
        self.trigger = trigger
        self.agent = agent
        self.amount = amount
        self.job = job
        self.lines = lines
        self.void = void
    }

    private enum CodingKeys: String, CodingKey {
        case at
        case role
        case trigger
        case agent
        case amount
        case job
        case lines
        case void
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.at = try fields.decode(Timestamp.self, forKey: .at)
        self.role = try fields.decode(Role.self, forKey: .role)
        self.trigger = try fields.decode(Trigger.self, forKey: .trigger)
        self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
        self.amount = try fields.decodeIfPresent(Money.self, forKey: .amount)
        self.job = try fields.decodeIfPresent(JobId.self, forKey: .job)
        self.lines = try fields.decodeIfPresent([LineOutcome].self, forKey: .lines) ?? []
        self.void = try fields.decodeIfPresent(Bool.self, forKey: .void) ?? false
    }
}

/** A stored message. */
public struct Message: Codable, Hashable, Sendable {
    /** The conversation. */
    public var conversation: ConversationId
    /** Its id. */
    public var id: MessageId
    /** The platform it came through. */
    public var platform: Platform
    /** How new that is. */
    public var revision: Revision
    /** The shop. */
    public var shop: ShopId
    /** What the channel shows. */
    public var snapshot: MessageSnapshot
    /** The source (day of the conversation, or part of it) it belongs to. */
    public var source: SourceId
    /** The buyer's account. */
    public var account: AccountId?
    /** For our own answer: where its delivery stands. */
    public var delivery: DeliveryState?

    public init(conversation: ConversationId, id: MessageId, platform: Platform, revision: Revision, shop: ShopId, snapshot: MessageSnapshot, source: SourceId, account: AccountId? = nil, delivery: DeliveryState? = nil) {
        self.conversation = conversation
        self.id = id
        self.platform = platform
        self.revision = revision
        self.shop = shop
        self.snapshot = snapshot
        self.source = source
        self.account = account
        self.delivery = delivery
    }

    private enum CodingKeys: String, CodingKey {
        case conversation
        case id
        case platform
        case revision
        case shop
        case snapshot
        case source
        case account
        case delivery
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.conversation = try fields.decode(ConversationId.self, forKey: .conversation)
        self.id = try fields.decode(MessageId.self, forKey: .id)
        self.platform = try fields.decode(Platform.self, forKey: .platform)
        self.revision = try fields.decode(Revision.self, forKey: .revision)
        self.shop = try fields.decode(ShopId.self, forKey: .shop)
        self.snapshot = try fields.decode(MessageSnapshot.self, forKey: .snapshot)
        self.source = try fields.decode(SourceId.self, forKey: .source)
        self.account = try fields.decodeIfPresent(AccountId.self, forKey: .account)
        self.delivery = try fields.decodeIfPresent(DeliveryState.self, forKey: .delivery)
    }
}

/** One message. */
public struct MessageId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** One message as its channel shows it. */
public struct MessageSnapshot: Codable, Hashable, Sendable {
    /** When it was written. */
    public var at: Timestamp
    /** The channel's id of the conversation. */
    public var conversation: String
    /** The channel's id of the message. */
    public var externalId: String
    /** Who wrote it. */
    public var sender: Sender
    /** The words. Personal data. */
    public var text: String
    /** What it is about, when the channel knows. */
    public var about: About
    /** The buyer it is with. */
    public var account: AccountRef?
    /** Where it came through. */
    public var channel: Channel
    /** Photos and files. */
    public var evidence: [Evidence]
    /** The problem, when the channel's form asked for it. */
    public var issue: IssueType?
    /** Keys the channel has proven for that buyer. Personal data, hashed on the way in. */
    public var keys: [AttestedKey]

    public init(at: Timestamp, conversation: String, externalId: String, sender: Sender, text: String, about: About = About(), account: AccountRef? = nil, channel: Channel = Channel.chat, evidence: [Evidence] = [], issue: IssueType? = nil, keys: [AttestedKey] = []) {
        self.at = at
        self.conversation = conversation
        self.externalId = externalId
        self.sender = sender
        self.text = text
        self.about = about
        self.account = account
        self.channel = channel
        self.evidence = evidence
        self.issue = issue
        self.keys = keys
    }

    private enum CodingKeys: String, CodingKey {
        case at
        case conversation
        case externalId = "external_id"
        case sender
        case text
        case about
        case account
        case channel
        case evidence
        case issue
        case keys
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.at = try fields.decode(Timestamp.self, forKey: .at)
        self.conversation = try fields.decode(String.self, forKey: .conversation)
        self.externalId = try fields.decode(String.self, forKey: .externalId)
        self.sender = try fields.decode(Sender.self, forKey: .sender)
        self.text = try fields.decode(String.self, forKey: .text)
        self.about = try fields.decodeIfPresent(About.self, forKey: .about) ?? About()
        self.account = try fields.decodeIfPresent(AccountRef.self, forKey: .account)
        self.channel = try fields.decodeIfPresent(Channel.self, forKey: .channel) ?? Channel.chat
        self.evidence = try fields.decodeIfPresent([Evidence].self, forKey: .evidence) ?? []
        self.issue = try fields.decodeIfPresent(IssueType.self, forKey: .issue)
        self.keys = try fields.decodeIfPresent([AttestedKey].self, forKey: .keys) ?? []
    }
}

/** One thing that happened. */
public enum Moment: Codable, Hashable, Sendable {
    /** The engine recorded it. */
    case event(Recorded)
    /** It was written. */
    case message(Message)

    private enum Key: String, CodingKey {
        case event = "event"
        case message = "message"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "Moment") }
        switch key {
        case .event: self = .event(try fields.decode(Recorded.self, forKey: key))
        case .message: self = .message(try fields.decode(Message.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .event(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .event)
        case .message(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .message)
        }
    }
}

/** When a running clock warns and is due, worked out by its calendar. Absent where the calendar has not as many hours. */
public struct Moments: Codable, Hashable, Sendable {
    /** When it is due. */
    public var dueAt: Timestamp?
    /** When it warns. */
    public var warnAt: Timestamp?

    public init(dueAt: Timestamp? = nil, warnAt: Timestamp? = nil) {
        self.dueAt = dueAt
        self.warnAt = warnAt
    }

    private enum CodingKeys: String, CodingKey {
        case dueAt = "due_at"
        case warnAt = "warn_at"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.dueAt = try fields.decodeIfPresent(Timestamp.self, forKey: .dueAt)
        self.warnAt = try fields.decodeIfPresent(Timestamp.self, forKey: .warnAt)
    }
}

/** An amount: minor units (fen, cent) and their currency. */
public struct Money: Codable, Hashable, Sendable {
    /** The currency they are in. */
    public var currency: Currency
    /** Minor units, such as fen. */
    public var minor: Int64

    public init(currency: Currency, minor: Int64) {
        self.currency = currency
        self.minor = minor
    }

    private enum CodingKeys: String, CodingKey {
        case currency
        case minor
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.currency = try fields.decode(Currency.self, forKey: .currency)
        self.minor = try fields.decode(Int64.self, forKey: .minor)
    }
}

/** How far the refund is. */
public enum MoneyState: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** No refund promised. */
    case none
    /** Promised, to be paid once the goods are back. */
    case approved
    /** To be paid now. */
    case pending
    /** Partly paid. */
    case partial
    /** Paid in full. */
    case paid
    /** The payment failed or came back. */
    case failed
    /** Paid once, then recovered from the buyer. */
    case reversed

    public func label(_ lang: Lang) -> String {
        switch self {
        case .none: lang.pick("无退款", "No refund")
        case .approved: lang.pick("已同意，收货后退款", "Approved, paid after the return")
        case .pending: lang.pick("待退款", "To be paid")
        case .partial: lang.pick("部分已退", "Partly paid")
        case .paid: lang.pick("已全额退款", "Paid in full")
        case .failed: lang.pick("退款失败", "Payment failed")
        case .reversed: lang.pick("退款已追回", "Recovered from the buyer")
        }
    }
}

/** A notice to the buyer: at most once per ticket, episode and notice. */
public enum Notice: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** We have your request. */
    case N1
    /** It is approved. */
    case N2
    /** We need something from you. */
    case N3
    /** How to send it back. */
    case N4
    /** It was refused, and why. */
    case N5
    /** Compensation. */
    case N6
    /** Your return is on its way. */
    case N7
    /** Your replacement is on its way. */
    case N8
    /** Your replacement has arrived. */
    case N8b
    /** Your return has arrived. */
    case N9
    /** Your money is on its way. */
    case N10
    /** Answered. */
    case N11
    /** Cancelled or expired. */
    case N12
    /** The platform stepped in. */
    case N13
    /** The platform has ruled. */
    case N14
    /** First reminder. */
    case R1
    /** Second reminder. */
    case R2
    /** Last reminder. */
    case R3

    public func label(_ lang: Lang) -> String {
        switch self {
        case .N1: lang.pick("申请已受理", "Request received")
        case .N2: lang.pick("申请已通过", "Request approved")
        case .N3: lang.pick("需要您处理", "Action needed")
        case .N4: lang.pick("请寄回商品", "How to return the goods")
        case .N5: lang.pick("申请被拒绝", "Request rejected")
        case .N6: lang.pick("补偿通知", "Compensation")
        case .N7: lang.pick("退货已寄出", "Return on its way")
        case .N8: lang.pick("换补货已发货", "Replacement shipped")
        case .N8b: lang.pick("换补货已送达", "Replacement delivered")
        case .N9: lang.pick("退货已送达仓库", "Return arrived")
        case .N10: lang.pick("退款到账提醒", "Refund on its way")
        case .N11: lang.pick("已答复，请评价", "Answered, please rate us")
        case .N12: lang.pick("申请已取消", "Request cancelled")
        case .N13: lang.pick("平台已介入", "Platform stepped in")
        case .N14: lang.pick("仲裁结果", "Ruling")
        case .R1: lang.pick("首次提醒", "First reminder")
        case .R2: lang.pick("再次提醒", "Second reminder")
        case .R3: lang.pick("最后提醒", "Last reminder")
        }
    }
}

/** What calls an automation: events of the log, by their kinds. */
public enum Occasion: String, CaseIterable, Codable, Hashable, Sendable {
    /** A ticket was opened. */
    case ticketOpened = "ticket_opened"
    /** Its headline moved. */
    case stateChanged = "state_changed"
    /** The buyer wants something else. */
    case kindChanged = "kind_changed"
    /** A request or a conversation joined it. */
    case sourceJoined = "source_joined"
    /** The buyer wrote. What we write calls nothing. */
    case messageAdded = "message_added"
    /** A clock of ours came near its target or passed it. */
    case clockPassed = "clock_passed"
    /** A rung of an escalation was done. */
    case escalated
    /** A task of it moved. */
    case taskMoved = "task_moved"
    /** A task of it was not done when it was due. */
    case taskOverdue = "task_overdue"
    /** A task of it waits, and nobody is in the groups that may do it. */
    case taskUnstaffed = "task_unstaffed"
    /** Money of it moved. */
    case moneyMoved = "money_moved"
    /** More goes back than was paid. */
    case overRefund = "over_refund"
    /** A platform says what our tables do not know. */
    case unknownStatus = "unknown_status"
    /** A platform refused what we told it. */
    case actionFailed = "action_failed"
    /** It came into a queue. */
    case enqueued
    /** Its queue had no place. */
    case overflowed
    /** Somebody has it. */
    case assigned
    /** Nobody has it any more. */
    case released
    /** Its tags, fields, band, problem or evidence were changed. */
    case ticketEdited = "ticket_edited"
    /** Somebody left a note. */
    case noteAdded = "note_added"
}

/** What may be done: `Allowed` without its labels, which a phone knows itself. */
public struct Offer: Codable, Hashable, Sendable {
    /** What. */
    public var trigger: Trigger
    /** The most money that may be moved by it. */
    public var atMost: Money?
    /** Why not, when it is not possible now. */
    public var because: String?
    /** What must be given with it. */
    public var needs: String?

    public init(trigger: Trigger, atMost: Money? = nil, because: String? = nil, needs: String? = nil) {
        self.trigger = trigger
        self.atMost = atMost
        self.because = because
        self.needs = needs
    }

    private enum CodingKeys: String, CodingKey {
        case trigger
        case atMost = "at_most"
        case because
        case needs
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.trigger = try fields.decode(Trigger.self, forKey: .trigger)
        self.atMost = try fields.decodeIfPresent(Money.self, forKey: .atMost)
        self.because = try fields.decodeIfPresent(String.self, forKey: .because)
        self.needs = try fields.decodeIfPresent(String.self, forKey: .needs)
    }
}

/** How long an offer holds. */
public struct OfferTerms: Codable, Hashable, Sendable {
    /** Milliseconds until it has run out. */
    public var forMs: Int64
    /** Agents who are asked at the same time, 1 to 16: the first who takes it has it. */
    public var maxOffers: Int64

    public init(forMs: Int64 = 30000, maxOffers: Int64 = 1) {
        self.forMs = forMs
        self.maxOffers = maxOffers
    }

    private enum CodingKeys: String, CodingKey {
        case forMs = "for_ms"
        case maxOffers = "max_offers"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.forMs = try fields.decodeIfPresent(Int64.self, forKey: .forMs) ?? 30000
        self.maxOffers = try fields.decodeIfPresent(Int64.self, forKey: .maxOffers) ?? 1
    }
}

/** An offer that stands: room for the ticket is held with that agent. */
public struct Offered: Codable, Hashable, Sendable {
    /** To whom. */
    public var agent: AgentId
    /** Since when. */
    public var at: Timestamp
    /** From then on it has run out. */
    public var until: Timestamp
    /** The load it puts on them, in units. */
    public var weight: Int64
    /** The agent is getting ready to take it. */
    public var held: Bool

    public init(agent: AgentId, at: Timestamp, until: Timestamp, weight: Int64, held: Bool = false) {
        self.agent = agent
        self.at = at
        self.until = until
        self.weight = weight
        self.held = held
    }

    private enum CodingKeys: String, CodingKey {
        case agent
        case at
        case until
        case weight
        case held
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.agent = try fields.decode(AgentId.self, forKey: .agent)
        self.at = try fields.decode(Timestamp.self, forKey: .at)
        self.until = try fields.decode(Timestamp.self, forKey: .until)
        self.weight = try fields.decode(Int64.self, forKey: .weight)
        self.held = try fields.decodeIfPresent(Bool.self, forKey: .held) ?? false
    }
}

/** An order on a platform. */
public struct OrderId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** Why a ticket has no place in a queue. */
public enum OverflowCause: String, CaseIterable, Codable, Hashable, Sendable {
    /** As many wait there as may. */
    case full
    /** Nobody serves it. */
    case unstaffed
    /** Its hours are over. */
    case closed
    /** Nobody who serves it is there. */
    case nobodyOnline = "nobody_online"
    /** It would wait too long there. */
    case longWait = "long_wait"
}

/** When else a ticket that comes to a queue, and that nobody takes at once, has no place there. */
public struct OverflowWhen: Codable, Hashable, Sendable {
    /** When nobody who serves the queue is online and on shift. */
    public var nobodyOnline: Bool
    /** Outside the hours of this calendar. */
    public var outside: String?
    /** When it would wait longer than this, in milliseconds. Where that is unknown it stays. */
    public var waitAboveMs: Int64?

    public init(nobodyOnline: Bool = false, outside: String? = nil, waitAboveMs: Int64? = nil) {
        self.nobodyOnline = nobodyOnline
        self.outside = outside
        self.waitAboveMs = waitAboveMs
    }

    private enum CodingKeys: String, CodingKey {
        case nobodyOnline = "nobody_online"
        case outside
        case waitAboveMs = "wait_above_ms"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.nobodyOnline = try fields.decodeIfPresent(Bool.self, forKey: .nobodyOnline) ?? false
        self.outside = try fields.decodeIfPresent(String.self, forKey: .outside)
        self.waitAboveMs = try fields.decodeIfPresent(Int64.self, forKey: .waitAboveMs)
    }
}

/** A parcel, by its tracking number. */
public struct ParcelId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** A parcel as an order or after-sale names it. */
public struct ParcelRef: Codable, Hashable, Sendable {
    /** The tracking number. */
    public var number: String
    /** The carrier's code or name, as given. */
    public var carrier: String?

    public init(number: String, carrier: String? = nil) {
        self.number = number
        self.carrier = carrier
    }

    private enum CodingKeys: String, CodingKey {
        case number
        case carrier
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.number = try fields.decode(String.self, forKey: .number)
        self.carrier = try fields.decodeIfPresent(String.self, forKey: .carrier)
    }
}

/** Where a parcel is. */
public enum ParcelState: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Known by number only. */
    case announced
    /** Handed to the carrier. */
    case pickedUp = "picked_up"
    /** Dropped into a locker. */
    case atLocker = "at_locker"
    /** Moving. */
    case inTransit = "in_transit"
    /** Handed over at its destination. */
    case delivered
    /** Going back to its sender. */
    case returned
    /** Lost. */
    case lost

    public func label(_ lang: Lang) -> String {
        switch self {
        case .announced: lang.pick("待揽收", "Not picked up yet")
        case .pickedUp: lang.pick("已揽收", "Picked up")
        case .atLocker: lang.pick("已投柜", "In a locker")
        case .inTransit: lang.pick("运输中", "In transit")
        case .delivered: lang.pick("已签收", "Delivered")
        case .returned: lang.pick("退回途中", "Going back to the sender")
        case .lost: lang.pick("丢件", "Lost")
        }
    }
}

/** A command that waits. */
public struct Pending: Codable, Hashable, Sendable {
    /** What is wanted. */
    public var act: Act
    /** Its key: applied once, however often it is pushed. */
    public var key: String
    /** When it was given, by the server's clock as far as the phone knew it. */
    public var madeAt: Timestamp
    /** Where it stands. */
    public var state: PendingState
    /** Keys of earlier commands of this phone about the same ticket: what they changed is no conflict. */
    public var after: [String]
    /** The version of the ticket or task it was decided on. */
    public var base: Int64?

    public init(act: Act, key: String, madeAt: Timestamp, state: PendingState, after: [String] = [], base: Int64? = nil) {
        self.act = act
        self.key = key
        self.madeAt = madeAt
        self.state = state
        self.after = after
        self.base = base
    }

    private enum CodingKeys: String, CodingKey {
        case act
        case key
        case madeAt = "made_at"
        case state
        case after
        case base
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.act = try fields.decode(Act.self, forKey: .act)
        self.key = try fields.decode(String.self, forKey: .key)
        self.madeAt = try fields.decode(Timestamp.self, forKey: .madeAt)
        self.state = try fields.decode(PendingState.self, forKey: .state)
        self.after = try fields.decodeIfPresent([String].self, forKey: .after) ?? []
        self.base = try fields.decodeIfPresent(Int64.self, forKey: .base)
    }
}

/** Where a command stands. */
public enum PendingState: Codable, Hashable, Sendable {
    /** It waits to be pushed; nobody knows whether it was, if the app was killed meanwhile, and that does not matter. */
    case waiting
    /** It waits for its file to be there. */
    case uploading
    /** It was applied; what it changed is on its way. */
    case applied
    /** The ticket changed since: a person decides. */
    case conflict(Conflict)
    /** It was refused for good. */
    case refused(Refused)

    /** The ticket changed since: a person decides. */
    public struct Conflict: Codable, Hashable, Sendable {
        /** What the rules propose. */
        public var suggestion: Suggestion
        /** The ticket it is about now. */
        public var ticket: TicketId?

        public init(suggestion: Suggestion, ticket: TicketId? = nil) {
            self.suggestion = suggestion
            self.ticket = ticket
        }

        private enum CodingKeys: String, CodingKey {
            case suggestion
            case ticket
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.suggestion = try fields.decode(Suggestion.self, forKey: .suggestion)
            self.ticket = try fields.decodeIfPresent(TicketId.self, forKey: .ticket)
        }
    }

    /** It was refused for good. */
    public struct Refused: Codable, Hashable, Sendable {
        /** Why. */
        public var error: ErrorRecord

        public init(error: ErrorRecord) {
            self.error = error
        }

        private enum CodingKeys: String, CodingKey {
            case error
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.error = try fields.decode(ErrorRecord.self, forKey: .error)
        }
    }

    private enum Tag: String, CodingKey {
        case word = "is"
    }

    public init(from decoder: any Decoder) throws {
        let word = try decoder.container(keyedBy: Tag.self).decode(String.self, forKey: .word)
        switch word {
        case "waiting": self = .waiting
        case "uploading": self = .uploading
        case "applied": self = .applied
        case "conflict": self = .conflict(try Conflict(from: decoder))
        case "refused": self = .refused(try Refused(from: decoder))
        default: throw unknownWord(decoder, "PendingState")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var tag = encoder.container(keyedBy: Tag.self)
        switch self {
        case .waiting:
            try tag.encode("waiting", forKey: .word)
        case .uploading:
            try tag.encode("uploading", forKey: .word)
        case .applied:
            try tag.encode("applied", forKey: .word)
        case .conflict(let held):
            try tag.encode("conflict", forKey: .word)
            try held.encode(to: encoder)
        case .refused(let held):
            try tag.encode("refused", forKey: .word)
            try held.encode(to: encoder)
        }
    }
}

/** How far the operation came: what may have taken effect. */
public enum Phase: String, CaseIterable, Codable, Hashable, Sendable {
    /** Nothing left this process; nothing happened. */
    case notSent = "not_sent"
    /** It was sent and no answer is known: read back before doing it again. */
    case inDoubt = "in_doubt"
    /** The other side answered: the outcome is known. */
    case answered
}

/** A selling platform or channel, by its lower-case name: `douyin`, `taobao`, `app`. */
public struct Platform: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** Whether somebody takes work. */
public enum Presence: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Takes work. */
    case online
    /** Finishes what is there, takes nothing new. */
    case busy
    /** Finishes what was just done, and takes nothing new until that is over. */
    case wrappingUp = "wrapping_up"
    /** Away for a moment. */
    case away
    /** Not there. */
    case offline

    public func label(_ lang: Lang) -> String {
        switch self {
        case .online: lang.pick("在线", "Online")
        case .busy: lang.pick("忙碌", "Busy")
        case .wrappingUp: lang.pick("收尾中", "Wrapping up")
        case .away: lang.pick("离开", "Away")
        case .offline: lang.pick("离线", "Offline")
        }
    }
}

/** Why the status of an agent changed without anybody setting it. */
public enum PresenceCause: String, CaseIterable, Codable, Hashable, Sendable {
    /** No heartbeat came for the length of a lease. */
    case leaseOver = "lease_over"
    /** A heartbeat came from somebody whose lease had run out. */
    case heartbeat
    /** Offers ran out unanswered, one after the other. */
    case offersMissed = "offers_missed"
}

/** How presence is kept, and shifts with it. */
public struct PresenceConfig: Codable, Hashable, Sendable {
    /** They stay so long first, in milliseconds: who is back by then keeps them. */
    public var graceMs: Int64
    /** So long before a stretch of their shift ends agents get nothing new, in milliseconds. */
    public var leadOutMs: Int64
    /** So long after a heartbeat an agent on lease is still taken to be there, in milliseconds. */
    public var leaseMs: Int64
    /** What becomes of the tickets of somebody who went offline, or whose shift is over. */
    public var onLeave: Absence

    public init(graceMs: Int64 = 1800000, leadOutMs: Int64 = 0, leaseMs: Int64 = 60000, onLeave: Absence = Absence.requeueUntouched) {
        self.graceMs = graceMs
        self.leadOutMs = leadOutMs
        self.leaseMs = leaseMs
        self.onLeave = onLeave
    }

    private enum CodingKeys: String, CodingKey {
        case graceMs = "grace_ms"
        case leadOutMs = "lead_out_ms"
        case leaseMs = "lease_ms"
        case onLeave = "on_leave"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.graceMs = try fields.decodeIfPresent(Int64.self, forKey: .graceMs) ?? 1800000
        self.leadOutMs = try fields.decodeIfPresent(Int64.self, forKey: .leadOutMs) ?? 0
        self.leaseMs = try fields.decodeIfPresent(Int64.self, forKey: .leaseMs) ?? 60000
        self.onLeave = try fields.decodeIfPresent(Absence.self, forKey: .onLeave) ?? Absence.requeueUntouched
    }
}

/** An article across shops and platforms. */
public struct Product: Codable, Hashable, Sendable {
    /** Its id. */
    public var id: ProductId
    /** Its title, as the merchant or the first listing says. */
    public var title: String
    /** The barcode. */
    public var barcode: String?
    /** The category. */
    public var category: String?
    /**
     * The merchant's own fields. Those that are declared are of their type and can be asked for in rules; others are
     * kept as they came.
     */
    public var custom: [String: CustomValue]
    /** The listings joined here. */
    public var listings: [ListingId]
    /** The merchant's code. */
    public var merchantCode: String?
    /** What this product was merged into, if it was. */
    public var mergedInto: ProductId?
    /** Who supplies it. */
    public var supplier: String?

    public init(id: ProductId, title: String, barcode: String? = nil, category: String? = nil, custom: [String: CustomValue] = [:], listings: [ListingId] = [], merchantCode: String? = nil, mergedInto: ProductId? = nil, supplier: String? = nil) {
        self.id = id
        self.title = title
        self.barcode = barcode
        self.category = category
        self.custom = custom
        self.listings = listings
        self.merchantCode = merchantCode
        self.mergedInto = mergedInto
        self.supplier = supplier
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case title
        case barcode
        case category
        case custom
        case listings
        case merchantCode = "merchant_code"
        case mergedInto = "merged_into"
        case supplier
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.id = try fields.decode(ProductId.self, forKey: .id)
        self.title = try fields.decode(String.self, forKey: .title)
        self.barcode = try fields.decodeIfPresent(String.self, forKey: .barcode)
        self.category = try fields.decodeIfPresent(String.self, forKey: .category)
        self.custom = try fields.decodeIfPresent([String: CustomValue].self, forKey: .custom) ?? [:]
        self.listings = try fields.decodeIfPresent([ListingId].self, forKey: .listings) ?? []
        self.merchantCode = try fields.decodeIfPresent(String.self, forKey: .merchantCode)
        self.mergedInto = try fields.decodeIfPresent(ProductId.self, forKey: .mergedInto)
        self.supplier = try fields.decodeIfPresent(String.self, forKey: .supplier)
    }
}

/** An article across shops and platforms. */
public struct ProductId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** A payload that could not be read. */
public struct QuarantineId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** A queue. */
public struct QueueConfig: Codable, Hashable, Sendable {
    /** Its name. */
    public var name: String
    /** Who is asked before others, where the rule says nothing of it. */
    public var affinity: Affinity?
    /** A ticket that waits so long gains a band, in milliseconds: four hours when absent, and 0 where none is ever gained. */
    public var ageStepMs: Int64?
    /** The hours in which that is counted; every hour when absent. */
    public var calendar: String?
    /** An agent who does nothing on a ticket for so long loses it again, in milliseconds; never when absent. */
    public var firstActionMs: Int64?
    /** Groups that serve it; empty means the group of its own name. */
    public var groups: [String]
    /** Most tickets that wait in it; one that comes when so many do goes on to where it overflows. */
    public var maxDepth: Int64?
    /** The queue that takes those for which it has no place: it is full, or nobody serves it. */
    public var overflow: String?
    /** The bot that takes those, where no queue does; what it hands over comes back. */
    public var overflowBot: AgentId?
    /**
     * When else a ticket has no place here. It goes to `overflow`, else to `overflow_bot`; where neither is named it stays, and
     * the event `overflowed` says so once, on which an automation may write to the buyer.
     */
    public var overflowWhen: OverflowWhen?
    /** Most tickets of it that one agent has at a time; no bound of its own when absent. */
    public var perAgent: Int64?
    /** Whether its agents are asked before they have a ticket, where the rule that placed it says nothing of it. */
    public var reservation: Reservation?
    /** What changes for its tickets that wait, where the rule that placed them says nothing of it. */
    public var steps: [RouteStep]
    /** In which order its agents are asked. */
    public var strategy: Strategy?

    public init(name: String, affinity: Affinity? = nil, ageStepMs: Int64? = nil, calendar: String? = nil, firstActionMs: Int64? = nil, groups: [String] = [], maxDepth: Int64? = nil, overflow: String? = nil, overflowBot: AgentId? = nil, overflowWhen: OverflowWhen? = nil, perAgent: Int64? = nil, reservation: Reservation? = nil, steps: [RouteStep] = [], strategy: Strategy? = nil) {
        self.name = name
        self.affinity = affinity
        self.ageStepMs = ageStepMs
        self.calendar = calendar
        self.firstActionMs = firstActionMs
        self.groups = groups
        self.maxDepth = maxDepth
        self.overflow = overflow
        self.overflowBot = overflowBot
        self.overflowWhen = overflowWhen
        self.perAgent = perAgent
        self.reservation = reservation
        self.steps = steps
        self.strategy = strategy
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case affinity
        case ageStepMs = "age_step_ms"
        case calendar
        case firstActionMs = "first_action_ms"
        case groups
        case maxDepth = "max_depth"
        case overflow
        case overflowBot = "overflow_bot"
        case overflowWhen = "overflow_when"
        case perAgent = "per_agent"
        case reservation
        case steps
        case strategy
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.affinity = try fields.decodeIfPresent(Affinity.self, forKey: .affinity)
        self.ageStepMs = try fields.decodeIfPresent(Int64.self, forKey: .ageStepMs)
        self.calendar = try fields.decodeIfPresent(String.self, forKey: .calendar)
        self.firstActionMs = try fields.decodeIfPresent(Int64.self, forKey: .firstActionMs)
        self.groups = try fields.decodeIfPresent([String].self, forKey: .groups) ?? []
        self.maxDepth = try fields.decodeIfPresent(Int64.self, forKey: .maxDepth)
        self.overflow = try fields.decodeIfPresent(String.self, forKey: .overflow)
        self.overflowBot = try fields.decodeIfPresent(AgentId.self, forKey: .overflowBot)
        self.overflowWhen = try fields.decodeIfPresent(OverflowWhen.self, forKey: .overflowWhen)
        self.perAgent = try fields.decodeIfPresent(Int64.self, forKey: .perAgent)
        self.reservation = try fields.decodeIfPresent(Reservation.self, forKey: .reservation)
        self.steps = try fields.decodeIfPresent([RouteStep].self, forKey: .steps) ?? []
        self.strategy = try fields.decodeIfPresent(Strategy.self, forKey: .strategy)
    }
}

/** A queue, by its name. */
public struct QueueId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/**
 * When buyers are left in peace: a notice that falls into it waits for its end. Both are minutes of the day in the
 * merchant's zone; from 22:00 to 8:00 is `1320` to `480`.
 */
public struct QuietHours: Codable, Hashable, Sendable {
    /** From this minute of the day on. */
    public var from: Int64
    /** Up to this minute, which is the first that is not quiet; of the next day when it is before `from`. */
    public var to: Int64

    public init(from: Int64, to: Int64) {
        self.from = from
        self.to = to
    }

    private enum CodingKeys: String, CodingKey {
        case from
        case to
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.from = try fields.decode(Int64.self, forKey: .from)
        self.to = try fields.decode(Int64.self, forKey: .to)
    }
}

/** A number that puts agents in order for a ticket: the smaller comes first. */
public enum RankKey: String, CaseIterable, Codable, Hashable, Sendable {
    /** Units of work they have, in thousandths of what they can have. */
    case load
    /** Tickets in their hands. */
    case tickets
    /** Since when nothing was given to them and nothing taken, in milliseconds since 1970; 0 for always. */
    case idleSince = "idle_since"
    /** Their last turn: a time in milliseconds since 1970, kept apart where two are equal; 0 for never. */
    case lastTurn = "last_turn"
    /** The same in this queue alone. */
    case lastTurnInQueue = "last_turn_in_queue"
    /** Levels of skill above those asked for, as a negative number. */
    case skillAbove = "skill_above"
}

/** An event with its place in the log. */
public struct Recorded: Codable, Hashable, Sendable {
    /** Who did it. */
    public var actor: Actor
    /** When. */
    public var at: Timestamp
    /** What happened; readers keep kinds they do not know. */
    public var body: AnyEvent
    /** Its place. */
    public var cursor: Cursor
    /** The version of this kind of event. */
    public var v: Int64
    /** The ticket it is about. */
    public var ticket: TicketId?

    public init(actor: Actor, at: Timestamp, body: AnyEvent, cursor: Cursor, v: Int64, ticket: TicketId? = nil) {
        self.actor = actor
        self.at = at
        self.body = body
        self.cursor = cursor
        self.v = v
        self.ticket = ticket
    }

    private enum CodingKeys: String, CodingKey {
        case actor
        case at
        case body
        case cursor
        case v
        case ticket
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.actor = try fields.decode(Actor.self, forKey: .actor)
        self.at = try fields.decode(Timestamp.self, forKey: .at)
        self.body = try fields.decode(AnyEvent.self, forKey: .body)
        self.cursor = try fields.decode(Cursor.self, forKey: .cursor)
        self.v = try fields.decode(Int64.self, forKey: .v)
        self.ticket = try fields.decodeIfPresent(TicketId.self, forKey: .ticket)
    }
}

/** Where money paid back goes. */
public enum RefundChannel: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** The way it was paid. */
    case original
    /** A bank transfer. */
    case bank
    /** The platform's wallet. */
    case wallet
    /** Points. */
    case points
    /** Credit in the shop. */
    case storeCredit = "store_credit"
    /** A gift card. */
    case giftCard = "gift_card"
    /** A coupon. */
    case coupon

    public func label(_ lang: Lang) -> String {
        switch self {
        case .original: lang.pick("原路退回", "Original payment method")
        case .bank: lang.pick("银行转账", "Bank transfer")
        case .wallet: lang.pick("平台钱包", "Platform wallet")
        case .points: lang.pick("积分", "Points")
        case .storeCredit: lang.pick("店铺余额", "Store credit")
        case .giftCard: lang.pick("礼品卡", "Gift card")
        case .coupon: lang.pick("优惠券", "Coupon")
        }
    }
}

/** One part of a refund. */
public struct RefundLeg: Codable, Hashable, Sendable {
    /** How much. */
    public var amount: Money
    /** Where it goes. */
    public var channel: RefundChannel
    /** The order it was paid for. */
    public var order: OrderId?
    /** When it was paid; `None` while it is under way. */
    public var paidAt: Timestamp?
    /** Which source says so; `None` for our own payout. */
    public var source: SourceId?

    public init(amount: Money, channel: RefundChannel, order: OrderId? = nil, paidAt: Timestamp? = nil, source: SourceId? = nil) {
        self.amount = amount
        self.channel = channel
        self.order = order
        self.paidAt = paidAt
        self.source = source
    }

    private enum CodingKeys: String, CodingKey {
        case amount
        case channel
        case order
        case paidAt = "paid_at"
        case source
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.amount = try fields.decode(Money.self, forKey: .amount)
        self.channel = try fields.decode(RefundChannel.self, forKey: .channel)
        self.order = try fields.decodeIfPresent(OrderId.self, forKey: .order)
        self.paidAt = try fields.decodeIfPresent(Timestamp.self, forKey: .paidAt)
        self.source = try fields.decodeIfPresent(SourceId.self, forKey: .source)
    }
}

/** How far the item is that is sent to the buyer (exchange, repaired item or resend). */
public enum ReplacementState: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** None planned. */
    case none
    /** Stock is set aside. */
    case reserved
    /** On its way to the buyer. */
    case shipped
    /** With the buyer. */
    case delivered
    /** Lost on the way, or out of stock. */
    case failed
    /** Came back undelivered. */
    case returned

    public func label(_ lang: Lang) -> String {
        switch self {
        case .none: lang.pick("无换补货", "No replacement")
        case .reserved: lang.pick("已锁定库存", "Stock reserved")
        case .shipped: lang.pick("换补货已发出", "Shipped")
        case .delivered: lang.pick("换补货已送达", "Delivered")
        case .failed: lang.pick("丢件或缺货", "Lost or out of stock")
        case .returned: lang.pick("被退回", "Came back undelivered")
        }
    }
}

/** How a phone's copy is to be opened. */
public struct ReplicaOptions: Codable, Hashable, Sendable {
    /** Whose work it is. */
    public var agent: AgentId
    /** The phone, as it was registered. */
    public var device: DeviceId
    /** The phone's key, 32 bytes, as it was given when it was registered. */
    public var key: Bytes
    /** The file; made when there is none. */
    public var path: String
    /** Most pages of 4 KiB the file may have: for phones with little room. */
    public var mostPages: Int64?
    /** Tickets asked for at a time; 0 means 500, which is the most. */
    public var page: Int64
    /** In which role commands are drawn until the server decides. */
    public var role: Role

    public init(agent: AgentId, device: DeviceId, key: Bytes, path: String, mostPages: Int64? = nil, page: Int64 = 0, role: Role = Role.agent) {
        self.agent = agent
        self.device = device
        self.key = key
        self.path = path
        self.mostPages = mostPages
        self.page = page
        self.role = role
    }

    private enum CodingKeys: String, CodingKey {
        case agent
        case device
        case key
        case path
        case mostPages = "most_pages"
        case page
        case role
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.agent = try fields.decode(AgentId.self, forKey: .agent)
        self.device = try fields.decode(DeviceId.self, forKey: .device)
        self.key = try fields.decode(Bytes.self, forKey: .key)
        self.path = try fields.decode(String.self, forKey: .path)
        self.mostPages = try fields.decodeIfPresent(Int64.self, forKey: .mostPages)
        self.page = try fields.decodeIfPresent(Int64.self, forKey: .page) ?? 0
        self.role = try fields.decodeIfPresent(Role.self, forKey: .role) ?? Role.agent
    }
}

/** How an agent comes to have a ticket that is chosen for them. */
public enum Reservation: Codable, Hashable, Sendable {
    /** They have it at once. */
    case autoAccept
    /** They are asked first, and it waits for their answer. */
    case offer(OfferTerms)

    private enum Key: String, CodingKey {
        case offer = "offer"
    }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "auto_accept": self = .autoAccept
            default: throw unknownWord(decoder, "Reservation")
            }
            return
        }
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "Reservation") }
        switch key {
        case .offer: self = .offer(try fields.decode(OfferTerms.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .autoAccept:
            var one = encoder.singleValueContainer()
            try one.encode("auto_accept")
        case .offer(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .offer)
        }
    }
}

/** What a person decides about a conflict or a refusal. */
public enum Resolution: String, CaseIterable, Codable, Hashable, Sendable {
    /** Mine: give the command again, on the ticket as it is now. */
    case mine
    /** Theirs: drop it. */
    case theirs
}

/** Whether and when trying again makes sense. */
public enum Retry: Codable, Hashable, Sendable {
    /** Trying again gives the same answer. */
    case never
    /** Try again with growing pauses. */
    case backoff
    /** Read the fresh state, decide anew, then try. */
    case reload
    /** Try again after so many milliseconds. */
    case after(Int64)

    private enum Key: String, CodingKey {
        case after = "after"
    }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "never": self = .never
            case "backoff": self = .backoff
            case "reload": self = .reload
            default: throw unknownWord(decoder, "Retry")
            }
            return
        }
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "Retry") }
        switch key {
        case .after: self = .after(try fields.decode(Int64.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .never:
            var one = encoder.singleValueContainer()
            try one.encode("never")
        case .backoff:
            var one = encoder.singleValueContainer()
            try one.encode("backoff")
        case .reload:
            var one = encoder.singleValueContainer()
            try one.encode("reload")
        case .after(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .after)
        }
    }
}

/** What a policy offers for a ticket. */
public enum ReturnAction: String, CaseIterable, Codable, Hashable, Sendable {
    /** The money goes back and the buyer keeps the goods. */
    case keepItem = "keep_item"
    /** The money goes back before the goods are back. */
    case instantRefund = "instant_refund"
    /** The request is granted as it was made: money, or goods first. */
    case approve
}

/** Articles and reasons. */
public struct ReturnList: Codable, Hashable, Sendable {
    /** Categories of products. */
    public var categories: [String]
    /** Problems. */
    public var issues: [IssueType]
    /** The platforms' own reason codes. */
    public var reasons: [String]
    /** Articles by sku. */
    public var skus: [String]

    public init(categories: [String] = [], issues: [IssueType] = [], reasons: [String] = [], skus: [String] = []) {
        self.categories = categories
        self.issues = issues
        self.reasons = reasons
        self.skus = skus
    }

    private enum CodingKeys: String, CodingKey {
        case categories
        case issues
        case reasons
        case skus
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.categories = try fields.decodeIfPresent([String].self, forKey: .categories) ?? []
        self.issues = try fields.decodeIfPresent([IssueType].self, forKey: .issues) ?? []
        self.reasons = try fields.decodeIfPresent([String].self, forKey: .reasons) ?? []
        self.skus = try fields.decodeIfPresent([String].self, forKey: .skus) ?? []
    }
}

/** What holds for the tickets that match. The first policy that matches counts, and then `auto` is not asked. */
public struct ReturnPolicy: Codable, Hashable, Sendable {
    /** Its name. */
    public var name: String
    /** What may come back; an empty list of it allows everything. */
    public var allow: ReturnList?
    /** A request up to such an amount is approved without a person; one amount for a currency. */
    public var autoApprove: [Money]
    /** What may not, even if it is allowed. */
    public var block: ReturnList?
    /** Whether it is looked at at all. */
    public var enabled: Bool
    /** Whose returns are paid before the goods are back. */
    public var instant: InstantRefund?
    /** A return up to such an amount is paid and the buyer keeps the goods; one amount for a currency. */
    public var keepItem: [Money]
    /** Held back of a return that we pay ourselves, in thousandths of what was asked for. */
    public var restockingPerMille: Int64
    /** From so many refunds of the customer in 90 days on nothing is done without a person. */
    public var serialFrom: Int64?
    /** For which tickets. */
    public var when: When
    /** Until when a request must be made; at any time when absent. */
    public var window: ReturnWindow?

    public init(name: String, allow: ReturnList? = nil, autoApprove: [Money] = [], block: ReturnList? = nil, enabled: Bool = true, instant: InstantRefund? = nil, keepItem: [Money] = [], restockingPerMille: Int64 = 0, serialFrom: Int64? = nil, when: When = When.always, window: ReturnWindow? = nil) {
        self.name = name
        self.allow = allow
        self.autoApprove = autoApprove
        self.block = block
        self.enabled = enabled
        self.instant = instant
        self.keepItem = keepItem
        self.restockingPerMille = restockingPerMille
        self.serialFrom = serialFrom
        self.when = when
        self.window = window
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case allow
        case autoApprove = "auto_approve"
        case block
        case enabled
        case instant
        case keepItem = "keep_item"
        case restockingPerMille = "restocking_per_mille"
        case serialFrom = "serial_from"
        case when
        case window
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.allow = try fields.decodeIfPresent(ReturnList.self, forKey: .allow)
        self.autoApprove = try fields.decodeIfPresent([Money].self, forKey: .autoApprove) ?? []
        self.block = try fields.decodeIfPresent(ReturnList.self, forKey: .block)
        self.enabled = try fields.decodeIfPresent(Bool.self, forKey: .enabled) ?? true
        self.instant = try fields.decodeIfPresent(InstantRefund.self, forKey: .instant)
        self.keepItem = try fields.decodeIfPresent([Money].self, forKey: .keepItem) ?? []
        self.restockingPerMille = try fields.decodeIfPresent(Int64.self, forKey: .restockingPerMille) ?? 0
        self.serialFrom = try fields.decodeIfPresent(Int64.self, forKey: .serialFrom)
        self.when = try fields.decodeIfPresent(When.self, forKey: .when) ?? When.always
        self.window = try fields.decodeIfPresent(ReturnWindow.self, forKey: .window)
    }
}

/** Until when a request must be made: so many days from the start, each of 24 hours. */
public struct ReturnWindow: Codable, Hashable, Sendable {
    /** How many. */
    public var days: Int64
    /** From when on days are counted. */
    public var from: WindowStart

    public init(days: Int64, from: WindowStart) {
        self.days = days
        self.from = from
    }

    private enum CodingKeys: String, CodingKey {
        case days
        case from
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.days = try fields.decode(Int64.self, forKey: .days)
        self.from = try fields.decode(WindowStart.self, forKey: .from)
    }
}

/**
 * The order of snapshots of one outside object: the platform's revision, then the rank of the status, then a hash of
 * the content. A total order, so the last word does not depend on arrival.
 */
public struct Revision: Codable, Hashable, Sendable {
    /** 64 bits of the content's hash. */
    public var hash: UInt64
    /** The platform's modified time or sequence number. */
    public var number: Int64
    /** Distance of the status from the start of its path. */
    public var rank: Int64

    public init(hash: UInt64, number: Int64, rank: Int64) {
        self.hash = hash
        self.number = number
        self.rank = rank
    }

    private enum CodingKeys: String, CodingKey {
        case hash
        case number
        case rank
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.hash = try fields.decode(UInt64.self, forKey: .hash)
        self.number = try fields.decode(Int64.self, forKey: .number)
        self.rank = try fields.decode(Int64.self, forKey: .rank)
    }
}

/** The kind of actor that may send a trigger. */
public enum Role: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** The buyer, on a platform or in our own form. */
    case buyer
    /** A person working for the seller. */
    case agent
    /** Who takes goods in and sends them out. */
    case warehouse
    /** Who inspects returned goods. */
    case qc
    /** The repair shop. */
    case repair
    /** Who pays refunds. */
    case finance
    /** The selling platform. */
    case platform
    /** A carrier. */
    case carrier
    /** A parcel locker. */
    case locker
    /** Our engine: triage, timers and automatic policies. */
    case system

    public func label(_ lang: Lang) -> String {
        switch self {
        case .buyer: lang.pick("买家", "Buyer")
        case .agent: lang.pick("客服", "Agent")
        case .warehouse: lang.pick("仓库", "Warehouse")
        case .qc: lang.pick("质检", "Quality control")
        case .repair: lang.pick("维修", "Repair")
        case .finance: lang.pick("财务", "Finance")
        case .platform: lang.pick("平台", "Platform")
        case .carrier: lang.pick("快递", "Carrier")
        case .locker: lang.pick("快递柜", "Parcel locker")
        case .system: lang.pick("系统", "System")
        }
    }
}

/** What changes for a ticket that still waits: more agents may take it, or it goes on in another queue. */
public struct RouteStep: Codable, Hashable, Sendable {
    /** Milliseconds it has waited. */
    public var afterMs: Int64
    /** These skills are no longer asked for. */
    public var dropSkills: [String]
    /** It leaves its queue for that one, and from now on only those who serve that one may take it. */
    public var exclusive: Bool
    /** Agents of these groups may take it too. */
    public var groups: [String]
    /** From now on so many agents are asked for it at the same time, 1 to 16, where it is offered at all. */
    public var maxOffers: Int64?
    /** Those who serve this queue may take it too. */
    public var queue: String?
    /** So many bands more urgent, never past 0. */
    public var raiseBy: Int64
    /** With `exclusive`: there these skills at these levels are asked for, and nothing of what was asked before. */
    public var skills: [String: Int64]
    /** When the wait for this step is skipped: it is taken at once. */
    public var skipIf: SkipIf?
    /** From now on agents are asked in this order. */
    public var strategy: Strategy?
    /**
     * With `exclusive`: there these skills are asked for besides, but only for some time from this step on, and nothing of what
     * was asked before.
     */
    public var tiers: [SkillTier]

    public init(afterMs: Int64, dropSkills: [String] = [], exclusive: Bool = false, groups: [String] = [], maxOffers: Int64? = nil, queue: String? = nil, raiseBy: Int64 = 0, skills: [String: Int64] = [:], skipIf: SkipIf? = nil, strategy: Strategy? = nil, tiers: [SkillTier] = []) {
        self.afterMs = afterMs
        self.dropSkills = dropSkills
        self.exclusive = exclusive
        self.groups = groups
        self.maxOffers = maxOffers
        self.queue = queue
        self.raiseBy = raiseBy
        self.skills = skills
        self.skipIf = skipIf
        self.strategy = strategy
        self.tiers = tiers
    }

    private enum CodingKeys: String, CodingKey {
        case afterMs = "after_ms"
        case dropSkills = "drop_skills"
        case exclusive
        case groups
        case maxOffers = "max_offers"
        case queue
        case raiseBy = "raise_by"
        case skills
        case skipIf = "skip_if"
        case strategy
        case tiers
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.afterMs = try fields.decode(Int64.self, forKey: .afterMs)
        self.dropSkills = try fields.decodeIfPresent([String].self, forKey: .dropSkills) ?? []
        self.exclusive = try fields.decodeIfPresent(Bool.self, forKey: .exclusive) ?? false
        self.groups = try fields.decodeIfPresent([String].self, forKey: .groups) ?? []
        self.maxOffers = try fields.decodeIfPresent(Int64.self, forKey: .maxOffers)
        self.queue = try fields.decodeIfPresent(String.self, forKey: .queue)
        self.raiseBy = try fields.decodeIfPresent(Int64.self, forKey: .raiseBy) ?? 0
        self.skills = try fields.decodeIfPresent([String: Int64].self, forKey: .skills) ?? [:]
        self.skipIf = try fields.decodeIfPresent(SkipIf.self, forKey: .skipIf)
        self.strategy = try fields.decodeIfPresent(Strategy.self, forKey: .strategy)
        self.tiers = try fields.decodeIfPresent([SkillTier].self, forKey: .tiers) ?? []
    }
}

/** A routing rule. The first that matches and stops wins; those above it that do not stop only add. */
public struct Rule: Codable, Hashable, Sendable {
    /** Its name, for explanations. */
    public var name: String
    /** When it applies. */
    public var when: When
    /** Whether it is looked at at all. */
    public var enabled: Bool
    /** Whether the search ends here, if it matches. */
    public var stop: Bool
    /** What it does. */
    public var then: Then
    /** From when on it is looked at. */
    public var validFrom: Timestamp?
    /** Until when it is looked at. */
    public var validTo: Timestamp?

    public init(name: String, when: When, enabled: Bool = true, stop: Bool = true, then: Then = Then(), validFrom: Timestamp? = nil, validTo: Timestamp? = nil) {
        self.name = name
        self.when = when
        self.enabled = enabled
        self.stop = stop
        self.then = then
        self.validFrom = validFrom
        self.validTo = validTo
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case when
        case enabled
        case stop
        case then
        case validFrom = "valid_from"
        case validTo = "valid_to"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.when = try fields.decode(When.self, forKey: .when)
        self.enabled = try fields.decodeIfPresent(Bool.self, forKey: .enabled) ?? true
        self.stop = try fields.decodeIfPresent(Bool.self, forKey: .stop) ?? true
        self.then = try fields.decodeIfPresent(Then.self, forKey: .then) ?? Then()
        self.validFrom = try fields.decodeIfPresent(Timestamp.self, forKey: .validFrom)
        self.validTo = try fields.decodeIfPresent(Timestamp.self, forKey: .validTo)
    }
}

/** A step of an escalation: done once in each cycle of a clock. */
public struct Rung: Codable, Hashable, Sendable {
    /** At which point of it. */
    public var at: RungAt
    /** The clock it belongs to. */
    public var clock: ClockKind
    /** What is done. */
    public var `do`: [Escalate]
    /** Its name, unique in its policy: what was done is remembered by it. */
    public var name: String

    public init(at: RungAt, clock: ClockKind, `do`: [Escalate], name: String) {
        self.at = at
        self.clock = clock
        self.do = `do`
        self.name = name
    }

    private enum CodingKeys: String, CodingKey {
        case at
        case clock
        case `do` = "do"
        case name
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.at = try fields.decode(RungAt.self, forKey: .at)
        self.clock = try fields.decode(ClockKind.self, forKey: .clock)
        self.do = try fields.decode([Escalate].self, forKey: .`do`)
        self.name = try fields.decode(String.self, forKey: .name)
    }
}

/** A point of a clock. */
public enum RungAt: Codable, Hashable, Sendable {
    /** When four fifths of the target have passed. */
    case warn
    /** When the target has passed. */
    case breach
    /** So many milliseconds after that, counted as the clock counts. */
    case afterBreach(Int64)

    private enum Key: String, CodingKey {
        case afterBreach = "after_breach"
    }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "warn": self = .warn
            case "breach": self = .breach
            default: throw unknownWord(decoder, "RungAt")
            }
            return
        }
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "RungAt") }
        switch key {
        case .afterBreach: self = .afterBreach(try fields.decode(Int64.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .warn:
            var one = encoder.singleValueContainer()
            try one.encode("warn")
        case .breach:
            var one = encoder.singleValueContainer()
            try one.encode("breach")
        case .afterBreach(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .afterBreach)
        }
    }
}

/** Who wrote a message. */
public enum Sender: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** The buyer. */
    case buyer
    /** One of our people. */
    case agent
    /** A bot. */
    case bot
    /** The platform or a system text. */
    case system

    public func label(_ lang: Lang) -> String {
        switch self {
        case .buyer: lang.pick("买家", "Buyer")
        case .agent: lang.pick("客服", "Agent")
        case .bot: lang.pick("机器人", "Bot")
        case .system: lang.pick("系统消息", "System")
        }
    }
}

/** Who last served a customer. */
public struct Served: Codable, Hashable, Sendable {
    /** When; kept to the hour. */
    public var at: Timestamp
    /** The person. */
    public var by: AgentId

    public init(at: Timestamp, by: AgentId) {
        self.at = at
        self.by = by
    }

    private enum CodingKeys: String, CodingKey {
        case at
        case by
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.at = try fields.decode(Timestamp.self, forKey: .at)
        self.by = try fields.decode(AgentId.self, forKey: .by)
    }
}

/** One shop of the merchant. */
public struct ShopConfig: Codable, Hashable, Sendable {
    /** The platform. */
    public var platform: Platform
    /** The platform's id of the shop. */
    public var shop: ShopId
    /** The application it is authorised for; the host's own channels have none. */
    public var app: AppId?
    /** The currency it sells in. */
    public var currency: Currency
    /** What people call it. */
    public var name: String
    /** Whether its buyers are told of progress by us; not where the platform forbids to write to them outside it. */
    public var notices: Bool
    /** Poll this often, in milliseconds; 0 switches polling off. */
    public var pollEveryMs: Int64
    /** The platform's return address to name when a return is approved. */
    public var returnAddress: String?
    /** What the platform wants to be told of this shop with every call, by the platform's name for it (`shop_cipher`). */
    public var settings: [String: String]
    /** The group whose agents are asked before others for its tickets. */
    public var team: String?

    public init(platform: Platform, shop: ShopId, app: AppId? = nil, currency: Currency = Currency("CNY"), name: String = "", notices: Bool = true, pollEveryMs: Int64 = 300000, returnAddress: String? = nil, settings: [String: String] = [:], team: String? = nil) {
        self.platform = platform
        self.shop = shop
        self.app = app
        self.currency = currency
        self.name = name
        self.notices = notices
        self.pollEveryMs = pollEveryMs
        self.returnAddress = returnAddress
        self.settings = settings
        self.team = team
    }

    private enum CodingKeys: String, CodingKey {
        case platform
        case shop
        case app
        case currency
        case name
        case notices
        case pollEveryMs = "poll_every_ms"
        case returnAddress = "return_address"
        case settings
        case team
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.platform = try fields.decode(Platform.self, forKey: .platform)
        self.shop = try fields.decode(ShopId.self, forKey: .shop)
        self.app = try fields.decodeIfPresent(AppId.self, forKey: .app)
        self.currency = try fields.decodeIfPresent(Currency.self, forKey: .currency) ?? Currency("CNY")
        self.name = try fields.decodeIfPresent(String.self, forKey: .name) ?? ""
        self.notices = try fields.decodeIfPresent(Bool.self, forKey: .notices) ?? true
        self.pollEveryMs = try fields.decodeIfPresent(Int64.self, forKey: .pollEveryMs) ?? 300000
        self.returnAddress = try fields.decodeIfPresent(String.self, forKey: .returnAddress)
        self.settings = try fields.decodeIfPresent([String: String].self, forKey: .settings) ?? [:]
        self.team = try fields.decodeIfPresent(String.self, forKey: .team)
    }
}

/** A shop, by the id its platform gives. */
public struct ShopId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** A shop on a platform. */
public struct ShopKey: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** One evening of live selling, several rooms. */
public struct ShowId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** A skill. Where any is declared, every skill that is named anywhere must be. */
public struct SkillConfig: Codable, Hashable, Sendable {
    /** Its name, as rules and agents name it. */
    public var name: String
    /** What people call it; its name when empty. */
    public var label: String

    public init(name: String, label: String = "") {
        self.name = name
        self.label = label
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case label
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.label = try fields.decodeIfPresent(String.self, forKey: .label) ?? ""
    }
}

/** Skills that are wanted for a while: a ticket waits for somebody who has them, but not for ever. */
public struct SkillTier: Codable, Hashable, Sendable {
    /** Wanted until the ticket has waited so long, in milliseconds. */
    public var dropAfterMs: Int64
    /** The skills, with the lowest level. */
    public var skills: [String: Int64]
    /** 1 to 3; 3 is dropped first. */
    public var tier: Int64

    public init(dropAfterMs: Int64, skills: [String: Int64], tier: Int64) {
        self.dropAfterMs = dropAfterMs
        self.skills = skills
        self.tier = tier
    }

    private enum CodingKeys: String, CodingKey {
        case dropAfterMs = "drop_after_ms"
        case skills
        case tier
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.dropAfterMs = try fields.decode(Int64.self, forKey: .dropAfterMs)
        self.skills = try fields.decode([String: Int64].self, forKey: .skills)
        self.tier = try fields.decode(Int64.self, forKey: .tier)
    }
}

/** When waiting for a step is of no use. One of these is enough. */
public struct SkipIf: Codable, Hashable, Sendable {
    /** Nobody of those who are there has room. */
    public var noRoom: Bool
    /** Nobody who may take it now is online and on shift. */
    public var nobodyOnline: Bool
    /** It is outside the hours of this calendar. */
    public var outside: String?
    /** It would wait longer than this, in milliseconds. Where that is unknown nothing is skipped. */
    public var waitAboveMs: Int64?

    public init(noRoom: Bool = false, nobodyOnline: Bool = false, outside: String? = nil, waitAboveMs: Int64? = nil) {
        self.noRoom = noRoom
        self.nobodyOnline = nobodyOnline
        self.outside = outside
        self.waitAboveMs = waitAboveMs
    }

    private enum CodingKeys: String, CodingKey {
        case noRoom = "no_room"
        case nobodyOnline = "nobody_online"
        case outside
        case waitAboveMs = "wait_above_ms"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.noRoom = try fields.decodeIfPresent(Bool.self, forKey: .noRoom) ?? false
        self.nobodyOnline = try fields.decodeIfPresent(Bool.self, forKey: .nobodyOnline) ?? false
        self.outside = try fields.decodeIfPresent(String.self, forKey: .outside)
        self.waitAboveMs = try fields.decodeIfPresent(Int64.self, forKey: .waitAboveMs)
    }
}

/** Steps of a route that a ticket did not wait for. */
public struct Skipped: Codable, Hashable, Sendable {
    /** The queue whose route it is. */
    public var route: QueueId
    /** So many of its steps are taken, whatever the ticket's age. */
    public var steps: Int64

    public init(route: QueueId, steps: Int64) {
        self.route = route
        self.steps = steps
    }

    private enum CodingKeys: String, CodingKey {
        case route
        case steps
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.route = try fields.decode(QueueId.self, forKey: .route)
        self.steps = try fields.decode(Int64.self, forKey: .steps)
    }
}

/** The clocks of tickets that match. The first policy that matches counts; without one the plain targets (`sla`). */
public struct SlaPolicy: Codable, Hashable, Sendable {
    /** Its name. */
    public var name: String
    /** For which tickets. */
    public var when: When
    /** The calendar whose hours are counted; every hour when absent. */
    public var calendar: String?
    /** The clocks that run on them. */
    public var clocks: [String: SlaTarget]
    /** What happens as clocks run out. */
    public var ladder: [Rung]

    public init(name: String, when: When, calendar: String? = nil, clocks: [String: SlaTarget] = [:], ladder: [Rung] = []) {
        self.name = name
        self.when = when
        self.calendar = calendar
        self.clocks = clocks
        self.ladder = ladder
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case when
        case calendar
        case clocks
        case ladder
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.when = try fields.decode(When.self, forKey: .when)
        self.calendar = try fields.decodeIfPresent(String.self, forKey: .calendar)
        self.clocks = try fields.decodeIfPresent([String: SlaTarget].self, forKey: .clocks) ?? [:]
        self.ladder = try fields.decodeIfPresent([Rung].self, forKey: .ladder) ?? []
    }
}

/** The target of one clock. */
public struct SlaTarget: Codable, Hashable, Sendable {
    /** Milliseconds it may run. */
    public var targetMs: Int64
    /** Other targets by band. */
    public var bands: [BandTarget]
    /** The calendar whose hours this clock counts, instead of the policy's. */
    public var calendar: String?
    /** The headlines in which it pauses, instead of the usual ones. A headline that ends what it waits for ends it still. */
    public var pauses: [Headline]?

    public init(targetMs: Int64, bands: [BandTarget] = [], calendar: String? = nil, pauses: [Headline]? = nil) {
        self.targetMs = targetMs
        self.bands = bands
        self.calendar = calendar
        self.pauses = pauses
    }

    private enum CodingKeys: String, CodingKey {
        case targetMs = "target_ms"
        case bands
        case calendar
        case pauses
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.targetMs = try fields.decode(Int64.self, forKey: .targetMs)
        self.bands = try fields.decodeIfPresent([BandTarget].self, forKey: .bands) ?? []
        self.calendar = try fields.decodeIfPresent(String.self, forKey: .calendar)
        self.pauses = try fields.decodeIfPresent([Headline].self, forKey: .pauses)
    }
}

/** Targets of our clocks. */
public typealias SlaTargets = [String: Int64]

/** One outside object a ticket is made of: an after-sale, a day of a conversation, a form. */
public struct SourceId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** A length of time. */
public struct Span: Codable, Hashable, Sendable {
    /** So many milliseconds. */
    public var ms: Int64

    public init(ms: Int64) {
        self.ms = ms
    }

    private enum CodingKeys: String, CodingKey {
        case ms
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.ms = try fields.decode(Int64.self, forKey: .ms)
    }
}

/** How long a ticket must have stood in a headline. Coming into it again counts anew. */
public struct StateAge: Codable, Hashable, Sendable {
    /** In one of these. */
    public var headlines: [Headline]
    /** For so many milliseconds. */
    public var ms: Int64

    public init(headlines: [Headline], ms: Int64) {
        self.headlines = headlines
        self.ms = ms
    }

    private enum CodingKeys: String, CodingKey {
        case headlines
        case ms
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.headlines = try fields.decode([Headline].self, forKey: .headlines)
        self.ms = try fields.decode(Int64.self, forKey: .ms)
    }
}

/** Pieces of one article, as the warehouse counts them now. */
public struct StockCount: Codable, Hashable, Sendable {
    /** The merchant's code of the article, or its barcode. */
    public var code: String
    /** Pieces in the warehouse, those among them that are set aside for buyers. */
    public var onHand: Int64

    public init(code: String, onHand: Int64) {
        self.code = code
        self.onHand = onHand
    }

    private enum CodingKeys: String, CodingKey {
        case code
        case onHand = "on_hand"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.code = try fields.decode(String.self, forKey: .code)
        self.onHand = try fields.decode(Int64.self, forKey: .onHand)
    }
}

/**
 * In which order the agents of a queue are asked; the first who may take the ticket gets it. Each order is total: its
 * last word is the agent's id.
 */
public enum Strategy: String, CaseIterable, Codable, Hashable, Sendable {
    /** Who has least to do, in thousandths of the capacity; then whose turn is longest ago. */
    case leastLoad = "least_load"
    /** Who has fewest tickets that wait for us, whatever they weigh; then whose turn is longest ago. */
    case fewestOpen = "fewest_open"
    /** Who has been without a new ticket, and with an unchanged desk, for longest. */
    case longestIdle = "longest_idle"
    /** Whose turn in this queue is longest ago: equal counts, whatever the load. */
    case roundRobin = "round_robin"
    /** Who is farthest above the levels asked for, all skills together; then as `least_load`. */
    case bestSkill = "best_skill"
}

/** What the rules propose. The person decides. */
public enum Suggestion: Codable, Hashable, Sendable {
    /** It still makes sense as it is: give it again on the ticket as it is now. */
    case again
    /** It was done meanwhile, by somebody else: drop it. */
    case drop
    /** It is no longer possible: choose another way, or none. */
    case choose(Choose)

    /** It is no longer possible: choose another way, or none. */
    public struct Choose: Codable, Hashable, Sendable {
        /** What is possible now. */
        public var allowed: [Trigger]

        public init(allowed: [Trigger]) {
            self.allowed = allowed
        }

        private enum CodingKeys: String, CodingKey {
            case allowed
        }

        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.allowed = try fields.decode([Trigger].self, forKey: .allowed)
        }
    }

    private enum Tag: String, CodingKey {
        case word = "do"
    }

    public init(from decoder: any Decoder) throws {
        let word = try decoder.container(keyedBy: Tag.self).decode(String.self, forKey: .word)
        switch word {
        case "again": self = .again
        case "drop": self = .drop
        case "choose": self = .choose(try Choose(from: decoder))
        default: throw unknownWord(decoder, "Suggestion")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var tag = encoder.container(keyedBy: Tag.self)
        switch self {
        case .again:
            try tag.encode("again", forKey: .word)
        case .drop:
            try tag.encode("drop", forKey: .word)
        case .choose(let held):
            try tag.encode("choose", forKey: .word)
            try held.encode(to: encoder)
        }
    }
}

/** What a sync did. */
public struct SyncReport: Codable, Hashable, Sendable {
    /** Commands that were applied, or had been. */
    public var applied: Int64
    /** How much the server's clock is ahead of the phone's, in milliseconds. */
    public var clockAheadMs: Int64
    /** Commands that met a ticket changed meanwhile. */
    public var conflicts: Int64
    /** There is more in the scope than a phone keeps. */
    public var cut: Bool
    /** Tickets that are no longer kept. */
    public var gone: Int64
    /** There is more: ask again at once. */
    public var more: Bool
    /** Commands that were refused for good. */
    public var refused: Int64
    /** The copy begins anew: another scope, another store, or too long an absence. */
    public var resync: Bool
    /** Tickets that are new or changed. */
    public var tickets: Int64
    /** The phone was revoked: the copy is gone. */
    public var wiped: Bool

    public init(applied: Int64 = 0, clockAheadMs: Int64 = 0, conflicts: Int64 = 0, cut: Bool = false, gone: Int64 = 0, more: Bool = false, refused: Int64 = 0, resync: Bool = false, tickets: Int64 = 0, wiped: Bool = false) {
        self.applied = applied
        self.clockAheadMs = clockAheadMs
        self.conflicts = conflicts
        self.cut = cut
        self.gone = gone
        self.more = more
        self.refused = refused
        self.resync = resync
        self.tickets = tickets
        self.wiped = wiped
    }

    private enum CodingKeys: String, CodingKey {
        case applied
        case clockAheadMs = "clock_ahead_ms"
        case conflicts
        case cut
        case gone
        case more
        case refused
        case resync
        case tickets
        case wiped
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.applied = try fields.decodeIfPresent(Int64.self, forKey: .applied) ?? 0
        self.clockAheadMs = try fields.decodeIfPresent(Int64.self, forKey: .clockAheadMs) ?? 0
        self.conflicts = try fields.decodeIfPresent(Int64.self, forKey: .conflicts) ?? 0
        self.cut = try fields.decodeIfPresent(Bool.self, forKey: .cut) ?? false
        self.gone = try fields.decodeIfPresent(Int64.self, forKey: .gone) ?? 0
        self.more = try fields.decodeIfPresent(Bool.self, forKey: .more) ?? false
        self.refused = try fields.decodeIfPresent(Int64.self, forKey: .refused) ?? 0
        self.resync = try fields.decodeIfPresent(Bool.self, forKey: .resync) ?? false
        self.tickets = try fields.decodeIfPresent(Int64.self, forKey: .tickets) ?? 0
        self.wiped = try fields.decodeIfPresent(Bool.self, forKey: .wiped) ?? false
    }
}

/** How a bot's talk ended. */
public struct TalkEnd: Codable, Hashable, Sendable {
    /** When. */
    public var at: Timestamp
    /** Why. */
    public var reason: HandOffReason
    /** What it left. */
    public var left: HandedOver

    public init(at: Timestamp, reason: HandOffReason, left: HandedOver = HandedOver()) {
        self.at = at
        self.reason = reason
        self.left = left
    }

    private enum CodingKeys: String, CodingKey {
        case at
        case reason
        case left
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.at = try fields.decode(Timestamp.self, forKey: .at)
        self.reason = try fields.decode(HandOffReason.self, forKey: .reason)
        self.left = try fields.decodeIfPresent(HandedOver.self, forKey: .left) ?? HandedOver()
    }
}

/** An internal task. */
public struct Task: Codable, Hashable, Sendable {
    /** Tasks that must be done first. */
    public var after: [TaskId]
    /** Which attempt this is, from 1. */
    public var attempt: Int64
    /** Whether the ticket may be closed before. */
    public var blocksClose: Bool
    /** The group that does it. */
    public var group: String
    /** Its id. */
    public var id: TaskId
    /** What it is. */
    public var kind: TaskKind
    /** When it was opened. */
    public var openedAt: Timestamp
    /** Where it stands. */
    public var state: TaskState
    /** The ticket it is for. */
    public var ticket: TicketId
    /** Who does it. */
    public var agent: AgentId?
    /** Groups that are asked beside its own by now. */
    public var also: [String]
    /** How much is decided or paid by it: the desk gives it to nobody whose authority is below that. */
    public var amount: Money?
    /** The move it is asked to approve. */
    public var approves: AskedMove?
    /** Photos, films and files of the result. */
    public var attachments: [Evidence]
    /** Whether the desk gives it to somebody by itself. */
    public var autoAssign: Bool
    /** 0 (now) to 4: the band it stands in, with what it gained by waiting. */
    public var band: Int64
    /** Who gave it back in this attempt: the desk does not give it to them again. */
    public var declined: [AgentId]
    /** When it should be done. */
    public var dueAt: Timestamp?
    /** When it was done, failed or cancelled. */
    public var endedAt: Timestamp?
    /** The form, as filled in. */
    public var form: [String: CustomValue]
    /** The result per line. */
    public var lines: [LineOutcome]
    /** Who asked for the money or agreed to it: the desk gives it to somebody else. */
    public var notBy: [AgentId]
    /** Whether that has passed in this attempt, and was told. */
    public var overdue: Bool
    /** The band that its kind or its ticket gave it. */
    public var ownBand: Int64
    /** The band an escalation raised it to in this attempt. */
    public var raised: Int64?
    /** Why it is blocked or failed. */
    public var reason: String?
    /** How it came out, once it is done. */
    public var result: TaskResult?
    /** Rungs of its escalation that were done in this attempt, by their names. */
    public var rungs: [String]
    /** How long it is on its way to somebody. */
    public var wait: TaskWait?
    /** When four fifths of the target of its kind have passed. */
    public var warnAt: Timestamp?
    /** Units of work it weighs on who has it. */
    public var weight: Int64

    public init(after: [TaskId], attempt: Int64, blocksClose: Bool, group: String, id: TaskId, kind: TaskKind, openedAt: Timestamp, state: TaskState, ticket: TicketId, agent: AgentId? = nil, also: [String] = [], amount: Money? = nil, approves: AskedMove? = nil, attachments: [Evidence] = [], autoAssign: Bool = false, band: Int64 = 2, declined: [AgentId] = [], dueAt: Timestamp? = nil, endedAt: Timestamp? = nil, form: [String: CustomValue] = [:], lines: [LineOutcome] = [], notBy: [AgentId] = [], overdue: Bool = false, ownBand: Int64 = 2, raised: Int64? = nil, reason: String? = nil, result: TaskResult? = nil, rungs: [String] = [], wait: TaskWait? = nil, warnAt: Timestamp? = nil, weight: Int64 = 0) {
        self.after = after
        self.attempt = attempt
        self.blocksClose = blocksClose
        self.group = group
        self.id = id
        self.kind = kind
        self.openedAt = openedAt
        self.state = state
        self.ticket = ticket
        self.agent = agent
        self.also = also
        self.amount = amount
        self.approves = approves
        self.attachments = attachments
        self.autoAssign = autoAssign
        self.band = band
        self.declined = declined
        self.dueAt = dueAt
        self.endedAt = endedAt
        self.form = form
        self.lines = lines
        self.notBy = notBy
        self.overdue = overdue
        self.ownBand = ownBand
        self.raised = raised
        self.reason = reason
        self.result = result
        self.rungs = rungs
        self.wait = wait
        self.warnAt = warnAt
        self.weight = weight
    }

    private enum CodingKeys: String, CodingKey {
        case after
        case attempt
        case blocksClose = "blocks_close"
        case group
        case id
        case kind
        case openedAt = "opened_at"
        case state
        case ticket
        case agent
        case also
        case amount
        case approves
        case attachments
        case autoAssign = "auto_assign"
        case band
        case declined
        case dueAt = "due_at"
        case endedAt = "ended_at"
        case form
        case lines
        case notBy = "not_by"
        case overdue
        case ownBand = "own_band"
        case raised
        case reason
        case result
        case rungs
        case wait
        case warnAt = "warn_at"
        case weight
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.after = try fields.decode([TaskId].self, forKey: .after)
        self.attempt = try fields.decode(Int64.self, forKey: .attempt)
        self.blocksClose = try fields.decode(Bool.self, forKey: .blocksClose)
        self.group = try fields.decode(String.self, forKey: .group)
        self.id = try fields.decode(TaskId.self, forKey: .id)
        self.kind = try fields.decode(TaskKind.self, forKey: .kind)
        self.openedAt = try fields.decode(Timestamp.self, forKey: .openedAt)
        self.state = try fields.decode(TaskState.self, forKey: .state)
        self.ticket = try fields.decode(TicketId.self, forKey: .ticket)
        self.agent = try fields.decodeIfPresent(AgentId.self, forKey: .agent)
        self.also = try fields.decodeIfPresent([String].self, forKey: .also) ?? []
        self.amount = try fields.decodeIfPresent(Money.self, forKey: .amount)
        self.approves = try fields.decodeIfPresent(AskedMove.self, forKey: .approves)
        self.attachments = try fields.decodeIfPresent([Evidence].self, forKey: .attachments) ?? []
        self.autoAssign = try fields.decodeIfPresent(Bool.self, forKey: .autoAssign) ?? false
        self.band = try fields.decodeIfPresent(Int64.self, forKey: .band) ?? 2
        self.declined = try fields.decodeIfPresent([AgentId].self, forKey: .declined) ?? []
        self.dueAt = try fields.decodeIfPresent(Timestamp.self, forKey: .dueAt)
        self.endedAt = try fields.decodeIfPresent(Timestamp.self, forKey: .endedAt)
        self.form = try fields.decodeIfPresent([String: CustomValue].self, forKey: .form) ?? [:]
        self.lines = try fields.decodeIfPresent([LineOutcome].self, forKey: .lines) ?? []
        self.notBy = try fields.decodeIfPresent([AgentId].self, forKey: .notBy) ?? []
        self.overdue = try fields.decodeIfPresent(Bool.self, forKey: .overdue) ?? false
        self.ownBand = try fields.decodeIfPresent(Int64.self, forKey: .ownBand) ?? 2
        self.raised = try fields.decodeIfPresent(Int64.self, forKey: .raised)
        self.reason = try fields.decodeIfPresent(String.self, forKey: .reason)
        self.result = try fields.decodeIfPresent(TaskResult.self, forKey: .result)
        self.rungs = try fields.decodeIfPresent([String].self, forKey: .rungs) ?? []
        self.wait = try fields.decodeIfPresent(TaskWait.self, forKey: .wait)
        self.warnAt = try fields.decodeIfPresent(Timestamp.self, forKey: .warnAt)
        self.weight = try fields.decodeIfPresent(Int64.self, forKey: .weight) ?? 0
    }
}

/** What holds for tasks of one kind. A kind without settings is done as it always was: by whoever takes it, in two days. */
public struct TaskConfig: Codable, Hashable, Sendable {
    /** For which kind. */
    public var kind: TaskKind
    /** It waits for tasks of these kinds that are not done when it is opened, on the same ticket. */
    public var after: [TaskKind]
    /**
     * It gains a band for each time it waited so long, in milliseconds: after it was due, or from the start where it has no
     * target. Four hours when absent, and none where it has neither a target nor `auto_assign`; with 0 it gains none at all.
     */
    public var ageStepMs: Int64?
    /** Whether the desk gives it to the best agent of its group; else whoever wants it takes it. */
    public var autoAssign: Bool
    /** How urgent it is, 0 (now) to 4; as its ticket is when absent. */
    public var band: Int64?
    /** Whether the ticket stays open until it is done; as is usual for the kind when absent. */
    public var blocksClose: Bool?
    /** The calendar in whose hours that is counted; every hour when absent. */
    public var calendar: String?
    /** Levels of those that are enough after some time. */
    public var floors: [String: [Floor]]
    /** What is filled in; anything when empty. */
    public var form: [TaskField]
    /** The group that does it where the desk opens it by itself, or where who opens it names none. */
    public var group: String?
    /** What happens as its time runs out. */
    public var ladder: [TaskRung]
    /** What becomes of one that failed; a person decides when absent. */
    public var retry: TaskRetry?
    /** Skills with their lowest level, of whom the desk gives it to. */
    public var skills: [String: Int64]
    /** What changes as it waits. */
    public var steps: [TaskStep]
    /** Milliseconds from when it can be begun until it is due; what it waited for other tasks does not count. */
    public var targetMs: Int64?
    /** Units of work it weighs on a person who has it. */
    public var weight: Int64

    public init(kind: TaskKind, after: [TaskKind] = [], ageStepMs: Int64? = nil, autoAssign: Bool = false, band: Int64? = nil, blocksClose: Bool? = nil, calendar: String? = nil, floors: [String: [Floor]] = [:], form: [TaskField] = [], group: String? = nil, ladder: [TaskRung] = [], retry: TaskRetry? = nil, skills: [String: Int64] = [:], steps: [TaskStep] = [], targetMs: Int64? = nil, weight: Int64 = 10) {
        self.kind = kind
        self.after = after
        self.ageStepMs = ageStepMs
        self.autoAssign = autoAssign
        self.band = band
        self.blocksClose = blocksClose
        self.calendar = calendar
        self.floors = floors
        self.form = form
        self.group = group
        self.ladder = ladder
        self.retry = retry
        self.skills = skills
        self.steps = steps
        self.targetMs = targetMs
        self.weight = weight
    }

    private enum CodingKeys: String, CodingKey {
        case kind
        case after
        case ageStepMs = "age_step_ms"
        case autoAssign = "auto_assign"
        case band
        case blocksClose = "blocks_close"
        case calendar
        case floors
        case form
        case group
        case ladder
        case retry
        case skills
        case steps
        case targetMs = "target_ms"
        case weight
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.kind = try fields.decode(TaskKind.self, forKey: .kind)
        self.after = try fields.decodeIfPresent([TaskKind].self, forKey: .after) ?? []
        self.ageStepMs = try fields.decodeIfPresent(Int64.self, forKey: .ageStepMs)
        self.autoAssign = try fields.decodeIfPresent(Bool.self, forKey: .autoAssign) ?? false
        self.band = try fields.decodeIfPresent(Int64.self, forKey: .band)
        self.blocksClose = try fields.decodeIfPresent(Bool.self, forKey: .blocksClose)
        self.calendar = try fields.decodeIfPresent(String.self, forKey: .calendar)
        self.floors = try fields.decodeIfPresent([String: [Floor]].self, forKey: .floors) ?? [:]
        self.form = try fields.decodeIfPresent([TaskField].self, forKey: .form) ?? []
        self.group = try fields.decodeIfPresent(String.self, forKey: .group)
        self.ladder = try fields.decodeIfPresent([TaskRung].self, forKey: .ladder) ?? []
        self.retry = try fields.decodeIfPresent(TaskRetry.self, forKey: .retry)
        self.skills = try fields.decodeIfPresent([String: Int64].self, forKey: .skills) ?? [:]
        self.steps = try fields.decodeIfPresent([TaskStep].self, forKey: .steps) ?? []
        self.targetMs = try fields.decodeIfPresent(Int64.self, forKey: .targetMs)
        self.weight = try fields.decodeIfPresent(Int64.self, forKey: .weight) ?? 10
    }
}

/** What an escalation of a task does. */
public enum TaskEscalate: Codable, Hashable, Sendable {
    /** Raises the task to this band, if it is not as urgent already. */
    case band(Int64)
    /** Tells a group: the event names it, who is in it is told by the host. */
    case notify(String)
    /** Lets somebody watch its ticket. */
    case watch(AgentId)
    /** Takes it from whoever has it and hands it to this group, which does it from now on. */
    case group(String)

    private enum Key: String, CodingKey {
        case band = "band"
        case notify = "notify"
        case watch = "watch"
        case group = "group"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "TaskEscalate") }
        switch key {
        case .band: self = .band(try fields.decode(Int64.self, forKey: key))
        case .notify: self = .notify(try fields.decode(String.self, forKey: key))
        case .watch: self = .watch(try fields.decode(AgentId.self, forKey: key))
        case .group: self = .group(try fields.decode(String.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .band(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .band)
        case .notify(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .notify)
        case .watch(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .watch)
        case .group(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .group)
        }
    }
}

/** A field of the form of a task. */
public struct TaskField: Codable, Hashable, Sendable {
    /** Its name: lower-case letters, digits and underscores. */
    public var name: String
    /** Its type. */
    public var of: CustomType
    /** Whether the task cannot be done without it. */
    public var required: Bool

    public init(name: String, of: CustomType, required: Bool = false) {
        self.name = name
        self.of = of
        self.required = required
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case of
        case required
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.of = try fields.decode(CustomType.self, forKey: .of)
        self.required = try fields.decodeIfPresent(Bool.self, forKey: .required) ?? false
    }
}

/** An internal task. */
public struct TaskId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** What an internal task is. */
public enum TaskKind: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Look in the warehouse. */
    case warehouseCheck = "warehouse_check"
    /** Stop a parcel on its way. */
    case interceptParcel = "intercept_parcel"
    /** Take in what comes back. */
    case receiveGoods = "receive_goods"
    /** Inspect what came back. */
    case qcInspection = "qc_inspection"
    /** Repair it. */
    case repairJob = "repair_job"
    /** Pay the money back. */
    case financeRefund = "finance_refund"
    /** Pay goodwill. */
    case financePayout = "finance_payout"
    /** Somebody with authority agrees. */
    case approval
    /** Gather evidence for the platform. */
    case evidence
    /** Ask the platform. */
    case platformFollowup = "platform_followup"
    /** Claim from the carrier. */
    case carrierClaim = "carrier_claim"
    /** Look at it by video. */
    case videoInspection = "video_inspection"
    /** Call the buyer. */
    case callback
    /** The merchant's own kind. */
    case custom

    public func label(_ lang: Lang) -> String {
        switch self {
        case .warehouseCheck: lang.pick("仓库核查", "Warehouse check")
        case .interceptParcel: lang.pick("拦截包裹", "Intercept parcel")
        case .receiveGoods: lang.pick("退货收货", "Receive goods")
        case .qcInspection: lang.pick("退货质检", "Quality inspection")
        case .repairJob: lang.pick("维修任务", "Repair job")
        case .financeRefund: lang.pick("财务退款", "Refund payment")
        case .financePayout: lang.pick("财务打款", "Compensation payment")
        case .approval: lang.pick("审批", "Approval")
        case .evidence: lang.pick("举证", "Evidence")
        case .platformFollowup: lang.pick("平台跟进", "Platform follow-up")
        case .carrierClaim: lang.pick("物流理赔", "Carrier claim")
        case .videoInspection: lang.pick("视频验货", "Video inspection")
        case .callback: lang.pick("电话回访", "Call back")
        case .custom: lang.pick("自定义任务", "Custom task")
        }
    }
}

/** How a task that is done came out. */
public enum TaskResult: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** All of it as wanted. */
    case full
    /** Part of it. */
    case partial
    /** Not as wanted: goods not acceptable, item not repairable, payment refused. */
    case failed
    /** Goods taken in without looking. */
    case unchecked

    public func label(_ lang: Lang) -> String {
        switch self {
        case .full: lang.pick("全部合格", "All as wanted")
        case .partial: lang.pick("部分合格", "Part of it")
        case .failed: lang.pick("不合格", "Not as wanted")
        case .unchecked: lang.pick("未检验收货", "Taken in unchecked")
        }
    }
}

/** How a task that failed goes on by itself: as a new attempt. */
public struct TaskRetry: Codable, Hashable, Sendable {
    /** Attempts of its group in all. */
    public var attempts: Int64
    /** The group that tries once more when those are used up; it stays failed when absent. */
    public var escalateTo: String?

    public init(attempts: Int64, escalateTo: String? = nil) {
        self.attempts = attempts
        self.escalateTo = escalateTo
    }

    private enum CodingKeys: String, CodingKey {
        case attempts
        case escalateTo = "escalate_to"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.attempts = try fields.decode(Int64.self, forKey: .attempts)
        self.escalateTo = try fields.decodeIfPresent(String.self, forKey: .escalateTo)
    }
}

/** A step of the escalation of a task: done once in each attempt. */
public struct TaskRung: Codable, Hashable, Sendable {
    /** At which point of the time it may take. */
    public var at: RungAt
    /** What is done. */
    public var `do`: [TaskEscalate]
    /** Its name, unique in its kind: what was done is remembered by it. */
    public var name: String

    public init(at: RungAt, `do`: [TaskEscalate], name: String) {
        self.at = at
        self.do = `do`
        self.name = name
    }

    private enum CodingKeys: String, CodingKey {
        case at
        case `do` = "do"
        case name
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.at = try fields.decode(RungAt.self, forKey: .at)
        self.do = try fields.decode([TaskEscalate].self, forKey: .`do`)
        self.name = try fields.decode(String.self, forKey: .name)
    }
}

/** Where a task stands. */
public enum TaskState: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Waits for other tasks. */
    case waiting
    /** Anybody of the group may take it. */
    case open
    /** Somebody has it. */
    case assigned
    /** Somebody works on it. */
    case inProgress = "in_progress"
    /** It cannot go on for now. */
    case blocked
    /** Done. */
    case done
    /** Failed. */
    case failed
    /** No longer needed. */
    case cancelled

    public func label(_ lang: Lang) -> String {
        switch self {
        case .waiting: lang.pick("等待前置任务", "Waiting for other tasks")
        case .open: lang.pick("待领取", "Open")
        case .assigned: lang.pick("已分配", "Assigned")
        case .inProgress: lang.pick("进行中", "In progress")
        case .blocked: lang.pick("受阻", "Blocked")
        case .done: lang.pick("已完成", "Done")
        case .failed: lang.pick("失败", "Failed")
        case .cancelled: lang.pick("已取消", "Cancelled")
        }
    }
}

/** What changes for a task that still waits: more agents may take it, or it becomes more urgent. */
public struct TaskStep: Codable, Hashable, Sendable {
    /** Milliseconds it has waited. */
    public var afterMs: Int64
    /** These skills are no longer asked for. */
    public var dropSkills: [String]
    /** Agents of these groups may take it too. */
    public var groups: [String]
    /** So many bands more urgent, never past 0. */
    public var raiseBy: Int64

    public init(afterMs: Int64, dropSkills: [String] = [], groups: [String] = [], raiseBy: Int64 = 0) {
        self.afterMs = afterMs
        self.dropSkills = dropSkills
        self.groups = groups
        self.raiseBy = raiseBy
    }

    private enum CodingKeys: String, CodingKey {
        case afterMs = "after_ms"
        case dropSkills = "drop_skills"
        case groups
        case raiseBy = "raise_by"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.afterMs = try fields.decode(Int64.self, forKey: .afterMs)
        self.dropSkills = try fields.decodeIfPresent([String].self, forKey: .dropSkills) ?? []
        self.groups = try fields.decodeIfPresent([String].self, forKey: .groups) ?? []
        self.raiseBy = try fields.decodeIfPresent(Int64.self, forKey: .raiseBy) ?? 0
    }
}

/** What moves a task. */
public enum TaskTrigger: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** What it waited for is done. */
    case depsDone = "deps_done"
    /** It is given to somebody, or claimed. */
    case assign
    /** Work begins. */
    case start
    /** It is given back. */
    case decline
    /** It cannot go on. */
    case block
    /** It can go on. */
    case unblock
    /** It is done. */
    case done
    /** It failed. */
    case fail
    /** It is no longer needed. */
    case cancel
    /** A failed one is tried again. */
    case retry

    public func label(_ lang: Lang) -> String {
        switch self {
        case .depsDone: lang.pick("前置任务完成", "Other tasks done")
        case .assign: lang.pick("分配或领取", "Assign")
        case .start: lang.pick("开始处理", "Start")
        case .decline: lang.pick("退回", "Give back")
        case .block: lang.pick("标记受阻", "Block")
        case .unblock: lang.pick("解除受阻", "Unblock")
        case .done: lang.pick("完成", "Done")
        case .fail: lang.pick("标记失败", "Fail")
        case .cancel: lang.pick("取消任务", "Cancel")
        case .retry: lang.pick("重新处理", "Try again")
        }
    }
}

/** How long a task is on its way to somebody: since it could be begun, without the time in which somebody had it. */
public struct TaskWait: Codable, Hashable, Sendable {
    /** Those of them that were after it was due. */
    public var heldLateMs: Int64
    /** Milliseconds in which somebody had it, before that. */
    public var heldMs: Int64
    /** Since when this attempt can be begun. */
    public var since: Timestamp?
    /** Steps that its kind took for it by now. */
    public var step: Int64
    /** Since when whoever has it has it. */
    public var takenAt: Timestamp?
    /** Nobody is in the groups that may do it, which was told. */
    public var unstaffed: Bool

    public init(heldLateMs: Int64 = 0, heldMs: Int64 = 0, since: Timestamp? = nil, step: Int64 = 0, takenAt: Timestamp? = nil, unstaffed: Bool = false) {
        self.heldLateMs = heldLateMs
        self.heldMs = heldMs
        self.since = since
        self.step = step
        self.takenAt = takenAt
        self.unstaffed = unstaffed
    }

    private enum CodingKeys: String, CodingKey {
        case heldLateMs = "held_late_ms"
        case heldMs = "held_ms"
        case since
        case step
        case takenAt = "taken_at"
        case unstaffed
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.heldLateMs = try fields.decodeIfPresent(Int64.self, forKey: .heldLateMs) ?? 0
        self.heldMs = try fields.decodeIfPresent(Int64.self, forKey: .heldMs) ?? 0
        self.since = try fields.decodeIfPresent(Timestamp.self, forKey: .since)
        self.step = try fields.decodeIfPresent(Int64.self, forKey: .step) ?? 0
        self.takenAt = try fields.decodeIfPresent(Timestamp.self, forKey: .takenAt)
        self.unstaffed = try fields.decodeIfPresent(Bool.self, forKey: .unstaffed) ?? false
    }
}

/** Words by name, in one language at least. One that has the name of a notice (`N4`) stands in place of its words. */
public struct Template: Codable, Hashable, Sendable {
    /** Its name, unique. */
    public var name: String
    /** In English. */
    public var en: String?
    /** In Chinese. */
    public var zh: String?

    public init(name: String, en: String? = nil, zh: String? = nil) {
        self.name = name
        self.en = en
        self.zh = zh
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case en
        case zh
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.en = try fields.decodeIfPresent(String.self, forKey: .en)
        self.zh = try fields.decodeIfPresent(String.self, forKey: .zh)
    }
}

/** A template to be used. */
public struct TemplateUse: Codable, Hashable, Sendable {
    /** Its name. */
    public var name: String
    /** In this language; in the first that it has when absent, Chinese before English. */
    public var lang: Lang?

    public init(name: String, lang: Lang? = nil) {
        self.name = name
        self.lang = lang
    }

    private enum CodingKeys: String, CodingKey {
        case name
        case lang
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try fields.decode(String.self, forKey: .name)
        self.lang = try fields.decodeIfPresent(Lang.self, forKey: .lang)
    }
}

/** A test of one attribute. What is missing passes no test but `missing`, unless the rule says so. */
public struct Test: Codable, Hashable, Sendable {
    /** What must be true of it. */
    public var `is`: Check
    /** What is looked at. */
    public var of: Attribute
    /** A ticket that lacks the attribute passes too. */
    public var orMissing: Bool

    public init(`is`: Check, of: Attribute, orMissing: Bool = false) {
        self.is = `is`
        self.of = of
        self.orMissing = orMissing
    }

    private enum CodingKeys: String, CodingKey {
        case `is` = "is"
        case of
        case orMissing = "or_missing"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.is = try fields.decode(Check.self, forKey: .`is`)
        self.of = try fields.decode(Attribute.self, forKey: .of)
        self.orMissing = try fields.decodeIfPresent(Bool.self, forKey: .orMissing) ?? false
    }
}

/** What a rule does with a ticket it matches. What is absent is left to the defaults. */
public struct Then: Codable, Hashable, Sendable {
    /** With these asked before others. */
    public var affinity: Affinity?
    /** With this priority, 0 (now) to 4. */
    public var band: Int64?
    /** With this part for bots. */
    public var bot: BotPolicy?
    /** Levels of those skills that are enough after some time, falling. */
    public var floors: [String: [Floor]]
    /** Whether somebody else than who decided has it while the platform arbitrates over that decision. */
    public var fourEyes: Bool
    /** Tells these groups when it comes into a queue: the event names them, who is in them is told by the host. */
    public var notify: [String]
    /** Into this queue. */
    public var queue: String?
    /** Whether agents are asked before they have it; instead of what the queue says. */
    public var reservation: Reservation?
    /** With these skills at these levels, for as long as it waits. */
    public var skills: [String: Int64]
    /** With the clocks of this policy, whatever the conditions of policies say. */
    public var sla: String?
    /** What changes for as long as nobody has it; instead of what the queue says. */
    public var steps: [RouteStep]
    /** With these tags. */
    public var tags: [String]
    /** With these skills besides, but only for some time. */
    public var tiers: [SkillTier]
    /** With this weight, in units. */
    public var weight: Int64?

    public init(affinity: Affinity? = nil, band: Int64? = nil, bot: BotPolicy? = nil, floors: [String: [Floor]] = [:], fourEyes: Bool = false, notify: [String] = [], queue: String? = nil, reservation: Reservation? = nil, skills: [String: Int64] = [:], sla: String? = nil, steps: [RouteStep] = [], tags: [String] = [], tiers: [SkillTier] = [], weight: Int64? = nil) {
        self.affinity = affinity
        self.band = band
        self.bot = bot
        self.floors = floors
        self.fourEyes = fourEyes
        self.notify = notify
        self.queue = queue
        self.reservation = reservation
        self.skills = skills
        self.sla = sla
        self.steps = steps
        self.tags = tags
        self.tiers = tiers
        self.weight = weight
    }

    private enum CodingKeys: String, CodingKey {
        case affinity
        case band
        case bot
        case floors
        case fourEyes = "four_eyes"
        case notify
        case queue
        case reservation
        case skills
        case sla
        case steps
        case tags
        case tiers
        case weight
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.affinity = try fields.decodeIfPresent(Affinity.self, forKey: .affinity)
        self.band = try fields.decodeIfPresent(Int64.self, forKey: .band)
        self.bot = try fields.decodeIfPresent(BotPolicy.self, forKey: .bot)
        self.floors = try fields.decodeIfPresent([String: [Floor]].self, forKey: .floors) ?? [:]
        self.fourEyes = try fields.decodeIfPresent(Bool.self, forKey: .fourEyes) ?? false
        self.notify = try fields.decodeIfPresent([String].self, forKey: .notify) ?? []
        self.queue = try fields.decodeIfPresent(String.self, forKey: .queue)
        self.reservation = try fields.decodeIfPresent(Reservation.self, forKey: .reservation)
        self.skills = try fields.decodeIfPresent([String: Int64].self, forKey: .skills) ?? [:]
        self.sla = try fields.decodeIfPresent(String.self, forKey: .sla)
        self.steps = try fields.decodeIfPresent([RouteStep].self, forKey: .steps) ?? []
        self.tags = try fields.decodeIfPresent([String].self, forKey: .tags) ?? []
        self.tiers = try fields.decodeIfPresent([SkillTier].self, forKey: .tiers) ?? []
        self.weight = try fields.decodeIfPresent(Int64.self, forKey: .weight)
    }
}

/** One problem. */
public struct Ticket: Codable, Hashable, Sendable {
    /** Its amounts, in minor units. */
    public var amounts: Amounts
    /** Who works on it. */
    public var assignment: Assignment
    /** The axes: the truth. */
    public var axes: Axes
    /** 0 (now) to 4: the band it stands in, with what it gained by waiting. */
    public var band: Int64
    /** When the headline last changed. */
    public var changedAt: Timestamp
    /** Our clocks. */
    public var clocks: [String: Clock]
    /** The currency of its amounts. */
    public var currency: Currency
    /** The docket that owns it. */
    public var docket: DocketId
    /** Counts reopenings, from 1. */
    public var episode: Int64
    /** Photos and files. */
    public var evidence: [Evidence]
    /** Marks such as `refund_failed`, `parcel_lost`. */
    public var flags: [String]
    /** The headline derived from them: what people see. */
    public var headline: Headline
    /** Its id. */
    public var id: TicketId
    /** What the problem is. */
    public var issue: IssueType
    /** Its lines. */
    public var lines: [TicketLine]
    /** What people did here. */
    public var local: Local
    /** Its number, to be read aloud. */
    public var number: TicketNumber
    /** When the problem began. */
    public var openedAt: Timestamp
    /** The order is not known yet. */
    public var orphan: Bool
    /** Its parcels. */
    public var parcels: [TicketParcel]
    /** The platform it began on. */
    public var platform: Platform
    /** Parts of its refund. */
    public var refundLegs: [RefundLeg]
    /** The shop it began in. */
    public var shop: ShopId
    /** The sources it is folded from, sorted. */
    public var sources: [SourceId]
    /** On whom it waits. */
    public var waitingOn: WaitingOn
    /** The buyer's account; the customer is found through it. */
    public var account: AccountId?
    /** Bands it gained by waiting. */
    public var aged: Int64
    /** Since when the buyer waits for an answer to what was last written, after a first one was given. */
    public var buyerWaitsSince: Timestamp?
    /** Where buyers wrote about it: the channels of its conversations. */
    public var channels: [Channel]
    /** When it was closed. */
    public var closedAt: Timestamp?
    /** When it last reached an ended headline. */
    public var endedAt: Timestamp?
    /** When one of ours first answered the buyer, in whatever channel. */
    public var firstResponseAt: Timestamp?
    /** The host who sold it. */
    public var host: String?
    /** What it was merged into; then it lives on only as a redirect. */
    public var mergedInto: TicketId?
    /** The order. */
    public var order: OrderId?
    /** The platform's deadline for the present step. */
    public var platformDeadline: Timestamp?
    /** The after-sale that speaks for it, if there is one. */
    public var principal: SourceId?
    /** The platform's reason code, raw. */
    public var reasonCode: String?
    /** The platform's reason text, raw. Personal data may stand here. */
    public var reasonText: String?
    /** The room it was sold in. */
    public var room: String?
    /** The evening it was sold in. */
    public var show: ShowId?
    /** When it was sold. */
    public var soldAt: Timestamp?

    public init(amounts: Amounts, assignment: Assignment, axes: Axes, band: Int64, changedAt: Timestamp, clocks: [String: Clock], currency: Currency, docket: DocketId, episode: Int64, evidence: [Evidence], flags: [String], headline: Headline, id: TicketId, issue: IssueType, lines: [TicketLine], local: Local, number: TicketNumber, openedAt: Timestamp, orphan: Bool, parcels: [TicketParcel], platform: Platform, refundLegs: [RefundLeg], shop: ShopId, sources: [SourceId], waitingOn: WaitingOn, account: AccountId? = nil, aged: Int64 = 0, buyerWaitsSince: Timestamp? = nil, channels: [Channel] = [], closedAt: Timestamp? = nil, endedAt: Timestamp? = nil, firstResponseAt: Timestamp? = nil, host: String? = nil, mergedInto: TicketId? = nil, order: OrderId? = nil, platformDeadline: Timestamp? = nil, principal: SourceId? = nil, reasonCode: String? = nil, reasonText: String? = nil, room: String? = nil, show: ShowId? = nil, soldAt: Timestamp? = nil) {
        self.amounts = amounts
        self.assignment = assignment
        self.axes = axes
        self.band = band
        self.changedAt = changedAt
        self.clocks = clocks
        self.currency = currency
        self.docket = docket
        self.episode = episode
        self.evidence = evidence
        self.flags = flags
        self.headline = headline
        self.id = id
        self.issue = issue
        self.lines = lines
        self.local = local
        self.number = number
        self.openedAt = openedAt
        self.orphan = orphan
        self.parcels = parcels
        self.platform = platform
        self.refundLegs = refundLegs
        self.shop = shop
        self.sources = sources
        self.waitingOn = waitingOn
        self.account = account
        self.aged = aged
        self.buyerWaitsSince = buyerWaitsSince
        self.channels = channels
        self.closedAt = closedAt
        self.endedAt = endedAt
        self.firstResponseAt = firstResponseAt
        self.host = host
        self.mergedInto = mergedInto
        self.order = order
        self.platformDeadline = platformDeadline
        self.principal = principal
        self.reasonCode = reasonCode
        self.reasonText = reasonText
        self.room = room
        self.show = show
        self.soldAt = soldAt
    }

    private enum CodingKeys: String, CodingKey {
        case amounts
        case assignment
        case axes
        case band
        case changedAt = "changed_at"
        case clocks
        case currency
        case docket
        case episode
        case evidence
        case flags
        case headline
        case id
        case issue
        case lines
        case local
        case number
        case openedAt = "opened_at"
        case orphan
        case parcels
        case platform
        case refundLegs = "refund_legs"
        case shop
        case sources
        case waitingOn = "waiting_on"
        case account
        case aged
        case buyerWaitsSince = "buyer_waits_since"
        case channels
        case closedAt = "closed_at"
        case endedAt = "ended_at"
        case firstResponseAt = "first_response_at"
        case host
        case mergedInto = "merged_into"
        case order
        case platformDeadline = "platform_deadline"
        case principal
        case reasonCode = "reason_code"
        case reasonText = "reason_text"
        case room
        case show
        case soldAt = "sold_at"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.amounts = try fields.decode(Amounts.self, forKey: .amounts)
        self.assignment = try fields.decode(Assignment.self, forKey: .assignment)
        self.axes = try fields.decode(Axes.self, forKey: .axes)
        self.band = try fields.decode(Int64.self, forKey: .band)
        self.changedAt = try fields.decode(Timestamp.self, forKey: .changedAt)
        self.clocks = try fields.decode([String: Clock].self, forKey: .clocks)
        self.currency = try fields.decode(Currency.self, forKey: .currency)
        self.docket = try fields.decode(DocketId.self, forKey: .docket)
        self.episode = try fields.decode(Int64.self, forKey: .episode)
        self.evidence = try fields.decode([Evidence].self, forKey: .evidence)
        self.flags = try fields.decode([String].self, forKey: .flags)
        self.headline = try fields.decode(Headline.self, forKey: .headline)
        self.id = try fields.decode(TicketId.self, forKey: .id)
        self.issue = try fields.decode(IssueType.self, forKey: .issue)
        self.lines = try fields.decode([TicketLine].self, forKey: .lines)
        self.local = try fields.decode(Local.self, forKey: .local)
        self.number = try fields.decode(TicketNumber.self, forKey: .number)
        self.openedAt = try fields.decode(Timestamp.self, forKey: .openedAt)
        self.orphan = try fields.decode(Bool.self, forKey: .orphan)
        self.parcels = try fields.decode([TicketParcel].self, forKey: .parcels)
        self.platform = try fields.decode(Platform.self, forKey: .platform)
        self.refundLegs = try fields.decode([RefundLeg].self, forKey: .refundLegs)
        self.shop = try fields.decode(ShopId.self, forKey: .shop)
        self.sources = try fields.decode([SourceId].self, forKey: .sources)
        self.waitingOn = try fields.decode(WaitingOn.self, forKey: .waitingOn)
        self.account = try fields.decodeIfPresent(AccountId.self, forKey: .account)
        self.aged = try fields.decodeIfPresent(Int64.self, forKey: .aged) ?? 0
        self.buyerWaitsSince = try fields.decodeIfPresent(Timestamp.self, forKey: .buyerWaitsSince)
        self.channels = try fields.decodeIfPresent([Channel].self, forKey: .channels) ?? []
        self.closedAt = try fields.decodeIfPresent(Timestamp.self, forKey: .closedAt)
        self.endedAt = try fields.decodeIfPresent(Timestamp.self, forKey: .endedAt)
        self.firstResponseAt = try fields.decodeIfPresent(Timestamp.self, forKey: .firstResponseAt)
        self.host = try fields.decodeIfPresent(String.self, forKey: .host)
        self.mergedInto = try fields.decodeIfPresent(TicketId.self, forKey: .mergedInto)
        self.order = try fields.decodeIfPresent(OrderId.self, forKey: .order)
        self.platformDeadline = try fields.decodeIfPresent(Timestamp.self, forKey: .platformDeadline)
        self.principal = try fields.decodeIfPresent(SourceId.self, forKey: .principal)
        self.reasonCode = try fields.decodeIfPresent(String.self, forKey: .reasonCode)
        self.reasonText = try fields.decodeIfPresent(String.self, forKey: .reasonText)
        self.room = try fields.decodeIfPresent(String.self, forKey: .room)
        self.show = try fields.decodeIfPresent(ShowId.self, forKey: .show)
        self.soldAt = try fields.decodeIfPresent(Timestamp.self, forKey: .soldAt)
    }
}

/** A ticket: one problem. */
public struct TicketId: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** One line of a ticket: quantities and outcome. */
public struct TicketLine: Codable, Hashable, Sendable {
    /** Pieces approved. */
    public var approved: Int64
    /** Pieces bought. */
    public var bought: Int64
    /** Pieces that failed inspection. */
    public var damaged: Int64
    /** The order line, by the platform's id. */
    public var line: String
    /** Pieces that passed inspection. */
    public var passed: Int64
    /** Pieces that came back. */
    public var received: Int64
    /** Pieces paid back. */
    public var refunded: Int64
    /** Pieces the buyer complains of. */
    public var requested: Int64
    /** The sku. */
    public var sku: String
    /** The title. */
    public var title: String
    /** Money asked for. */
    public var amount: Money?
    /** What becomes of them. */
    public var disposition: Disposition?
    /** The restocking fee, in percent of the line's money. Nothing is held back by itself: who decides the refund sees it. */
    public var feePercent: Int64?
    /** What the pieces are worth, as inspected. */
    public var grade: Grade?
    /** The article that is sent instead of the one bought. */
    public var instead: ProductId?
    /** Pieces that should have come back and did not. */
    public var missing: Int64
    /** The product across shops. */
    public var product: ProductId?
    /** Pieces with signs of use. */
    public var used: Int64
    /** Pieces of another article that came instead. */
    public var wrong: Int64

    public init(approved: Int64, bought: Int64, damaged: Int64, line: String, passed: Int64, received: Int64, refunded: Int64, requested: Int64, sku: String, title: String, amount: Money? = nil, disposition: Disposition? = nil, feePercent: Int64? = nil, grade: Grade? = nil, instead: ProductId? = nil, missing: Int64 = 0, product: ProductId? = nil, used: Int64 = 0, wrong: Int64 = 0) {
        self.approved = approved
        self.bought = bought
        self.damaged = damaged
        self.line = line
        self.passed = passed
        self.received = received
        self.refunded = refunded
        self.requested = requested
        self.sku = sku
        self.title = title
        self.amount = amount
        self.disposition = disposition
        self.feePercent = feePercent
        self.grade = grade
        self.instead = instead
        self.missing = missing
        self.product = product
        self.used = used
        self.wrong = wrong
    }

    private enum CodingKeys: String, CodingKey {
        case approved
        case bought
        case damaged
        case line
        case passed
        case received
        case refunded
        case requested
        case sku
        case title
        case amount
        case disposition
        case feePercent = "fee_percent"
        case grade
        case instead
        case missing
        case product
        case used
        case wrong
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.approved = try fields.decode(Int64.self, forKey: .approved)
        self.bought = try fields.decode(Int64.self, forKey: .bought)
        self.damaged = try fields.decode(Int64.self, forKey: .damaged)
        self.line = try fields.decode(String.self, forKey: .line)
        self.passed = try fields.decode(Int64.self, forKey: .passed)
        self.received = try fields.decode(Int64.self, forKey: .received)
        self.refunded = try fields.decode(Int64.self, forKey: .refunded)
        self.requested = try fields.decode(Int64.self, forKey: .requested)
        self.sku = try fields.decode(String.self, forKey: .sku)
        self.title = try fields.decode(String.self, forKey: .title)
        self.amount = try fields.decodeIfPresent(Money.self, forKey: .amount)
        self.disposition = try fields.decodeIfPresent(Disposition.self, forKey: .disposition)
        self.feePercent = try fields.decodeIfPresent(Int64.self, forKey: .feePercent)
        self.grade = try fields.decodeIfPresent(Grade.self, forKey: .grade)
        self.instead = try fields.decodeIfPresent(ProductId.self, forKey: .instead)
        self.missing = try fields.decodeIfPresent(Int64.self, forKey: .missing) ?? 0
        self.product = try fields.decodeIfPresent(ProductId.self, forKey: .product)
        self.used = try fields.decodeIfPresent(Int64.self, forKey: .used) ?? 0
        self.wrong = try fields.decodeIfPresent(Int64.self, forKey: .wrong) ?? 0
    }
}

/** A short ticket number people can read aloud; its last character checks the others. */
public struct TicketNumber: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** A parcel of a ticket. */
public struct TicketParcel: Codable, Hashable, Sendable {
    /** Which way it goes. */
    public var direction: Direction
    /** The parcel. */
    public var parcel: ParcelRef
    /** Where it is, as far as the carrier said. */
    public var state: ParcelState?

    public init(direction: Direction, parcel: ParcelRef, state: ParcelState? = nil) {
        self.direction = direction
        self.parcel = parcel
        self.state = state
    }

    private enum CodingKeys: String, CodingKey {
        case direction
        case parcel
        case state
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.direction = try fields.decode(Direction.self, forKey: .direction)
        self.parcel = try fields.decode(ParcelRef.self, forKey: .parcel)
        self.state = try fields.decodeIfPresent(ParcelState.self, forKey: .state)
    }
}

/** A ticket with all that belongs to it. */
public struct TicketView: Codable, Hashable, Sendable {
    /** The ticket. */
    public var ticket: VersionedTicket
    /** The last that happened, oldest first. */
    public var timeline: [Moment]
    /** What its reader may do with it. */
    public var allowed: [Offer]
    /** The customer, where one is known. */
    public var customer: Card?
    /** More happened before that. */
    public var earlier: Bool
    /** What waits, in order: what is not drawn in the ticket (replies, notes) is shown from here. */
    public var pending: [Pending]
    /** Its internal tasks. */
    public var tasks: [VersionedTask]

    public init(ticket: VersionedTicket, timeline: [Moment], allowed: [Offer] = [], customer: Card? = nil, earlier: Bool = false, pending: [Pending] = [], tasks: [VersionedTask] = []) {
        self.ticket = ticket
        self.timeline = timeline
        self.allowed = allowed
        self.customer = customer
        self.earlier = earlier
        self.pending = pending
        self.tasks = tasks
    }

    private enum CodingKeys: String, CodingKey {
        case ticket
        case timeline
        case allowed
        case customer
        case earlier
        case pending
        case tasks
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.ticket = try fields.decode(VersionedTicket.self, forKey: .ticket)
        self.timeline = try fields.decode([Moment].self, forKey: .timeline)
        self.allowed = try fields.decodeIfPresent([Offer].self, forKey: .allowed) ?? []
        self.customer = try fields.decodeIfPresent(Card.self, forKey: .customer)
        self.earlier = try fields.decodeIfPresent(Bool.self, forKey: .earlier) ?? false
        self.pending = try fields.decodeIfPresent([Pending].self, forKey: .pending) ?? []
        self.tasks = try fields.decodeIfPresent([VersionedTask].self, forKey: .tasks) ?? []
    }
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
public struct Timestamp: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }
}

/** What drives the lifecycle. */
public enum Trigger: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** The system has looked at it and put it before a seller. */
    case triaged
    /** A policy of ours decides without a person. */
    case autoPolicy = "auto_policy"
    /** The platform approves by itself. */
    case autoApproved = "auto_approved"
    /** The buyer takes it back. */
    case cancel
    /** We ask the buyer for something. */
    case askBuyer = "ask_buyer"
    /** We offer the buyer something else. */
    case offer
    /** The buyer changes or supplies something. */
    case amend
    /** The buyer takes the offer. */
    case acceptOffer = "accept_offer"
    /** A window has passed. */
    case timerFired = "timer_fired"
    /** We agree to pay back. */
    case approveRefund = "approve_refund"
    /** We pay before the goods come back. */
    case instantRefund = "instant_refund"
    /** We agree that goods come back. */
    case approveReturn = "approve_return"
    /** We agree to exchange. */
    case approveExchange = "approve_exchange"
    /** We agree to repair. */
    case approveRepair = "approve_repair"
    /** We agree to send again. */
    case approveResend = "approve_resend"
    /** We answer the question. */
    case answer
    /** We pay goodwill. */
    case compensate
    /** We refuse. */
    case reject
    /** We pay back a price difference. */
    case refundDifference = "refund_difference"
    /** It becomes a refund without return. */
    case convertToRefundOnly = "convert_to_refund_only"
    /** It becomes a return. */
    case convertToReturnRefund = "convert_to_return_refund"
    /** It becomes an exchange. */
    case convertToExchange = "convert_to_exchange"
    /** It becomes a repair. */
    case convertToRepair = "convert_to_repair"
    /** It becomes a resend. */
    case convertToResend = "convert_to_resend"
    /** The buyer may keep the goods. */
    case waiveReturn = "waive_return"
    /** The carrier has the return parcel. */
    case pickedUp = "picked_up"
    /** The return parcel lies in a locker. */
    case droppedIn = "dropped_in"
    /** The locker was emptied by the carrier. */
    case collected
    /** The goods are back with us. */
    case goodsArrived = "goods_arrived"
    /** Part of the goods are back with us. */
    case goodsArrivedPart = "goods_arrived_part"
    /** The return parcel is lost. */
    case lost
    /** Inspection passed. */
    case inspectPass = "inspect_pass"
    /** The warehouse takes the goods without inspection. */
    case acceptUnchecked = "accept_unchecked"
    /** Inspection failed. */
    case inspectFail = "inspect_fail"
    /** Part of the goods passed. */
    case inspectPartial = "inspect_partial"
    /** The goods go back to the buyer. */
    case returnToBuyer = "return_to_buyer"
    /** The goods are written off. */
    case writeOff = "write_off"
    /** The repair is done. */
    case repairDone = "repair_done"
    /** It cannot be repaired. */
    case unrepairable
    /** The replacement is on its way. */
    case replacementShipped = "replacement_shipped"
    /** The replacement has arrived. */
    case replacementDelivered = "replacement_delivered"
    /** The buyer has the replacement. */
    case confirmReceived = "confirm_received"
    /** The replacement is lost or out of stock. */
    case replacementFailed = "replacement_failed"
    /** The replacement came back. */
    case replacementReturned = "replacement_returned"
    /** No stock: money instead. */
    case outOfStockRefund = "out_of_stock_refund"
    /** The money is paid. */
    case payoutSent = "payout_sent"
    /** Part of the money is paid. */
    case payoutPart = "payout_part"
    /** The payout failed. */
    case payoutFailed = "payout_failed"
    /** The payout is tried again. */
    case payoutRetry = "payout_retry"
    /** The payout is given up. */
    case payoutAbandoned = "payout_abandoned"
    /** The money came back to us. */
    case fundsRecovered = "funds_recovered"
    /** The platform has paid back. */
    case forceRefund = "force_refund"
    /** The platform cancelled it. */
    case platformCancel = "platform_cancel"
    /** The platform closed it. */
    case platformClosed = "platform_closed"
    /** The platform was asked to decide. */
    case disputeOpened = "dispute_opened"
    /** The ruling is appealed. */
    case appeal
    /** The platform wants evidence. */
    case evidenceAsked = "evidence_asked"
    /** We hand in evidence. */
    case submitEvidence = "submit_evidence"
    /** The dispute was taken back. */
    case withdrawn
    /** The platform ruled for the buyer. */
    case rulingBuyer = "ruling_buyer"
    /** The platform ruled for both. */
    case rulingSplit = "ruling_split"
    /** The platform ruled for us. */
    case rulingSeller = "ruling_seller"
    /** It is closed. */
    case close
    /** It becomes part of another ticket. */
    case merge
    /** It is opened again. */
    case reopen

    public func label(_ lang: Lang) -> String {
        switch self {
        case .triaged: lang.pick("完成分诊", "Triage")
        case .autoPolicy: lang.pick("按策略自动同意", "Approve by policy")
        case .autoApproved: lang.pick("平台自动同意", "Approved by the platform")
        case .cancel: lang.pick("买家撤销申请", "Cancel the request")
        case .askBuyer: lang.pick("要求买家补充", "Ask the buyer")
        case .offer: lang.pick("向买家提出方案", "Make an offer")
        case .amend: lang.pick("买家补充或修改", "Amend the request")
        case .acceptOffer: lang.pick("买家接受方案", "Accept the offer")
        case .timerFired: lang.pick("买家超时", "Time is up")
        case .approveRefund: lang.pick("同意退款", "Approve the refund")
        case .instantRefund: lang.pick("先行退款", "Refund at once")
        case .approveReturn: lang.pick("同意退货", "Approve the return")
        case .approveExchange: lang.pick("同意换货", "Approve the exchange")
        case .approveRepair: lang.pick("同意维修", "Approve the repair")
        case .approveResend: lang.pick("同意补发", "Approve the resend")
        case .answer: lang.pick("答复买家", "Answer")
        case .compensate: lang.pick("小额补偿", "Compensate")
        case .reject: lang.pick("拒绝申请", "Reject")
        case .refundDifference: lang.pick("退还差价", "Refund the difference")
        case .convertToRefundOnly: lang.pick("转为仅退款", "Change to refund only")
        case .convertToReturnRefund: lang.pick("转为退货退款", "Change to return and refund")
        case .convertToExchange: lang.pick("转为换货", "Change to exchange")
        case .convertToRepair: lang.pick("转为维修", "Change to repair")
        case .convertToResend: lang.pick("转为补发", "Change to resend")
        case .waiveReturn: lang.pick("免寄回并退款", "Waive the return")
        case .pickedUp: lang.pick("买家已寄回", "Goods shipped back")
        case .droppedIn: lang.pick("已投入寄件柜", "Dropped into a locker")
        case .collected: lang.pick("快递已从柜中取件", "Collected from the locker")
        case .goodsArrived: lang.pick("退货已到仓", "Goods arrived")
        case .goodsArrivedPart: lang.pick("退货部分到仓", "Some goods arrived")
        case .lost: lang.pick("退货包裹丢失", "Return parcel lost")
        case .inspectPass: lang.pick("验货通过", "Inspection passed")
        case .acceptUnchecked: lang.pick("免检入库", "Accept without inspection")
        case .inspectFail: lang.pick("验货不通过", "Inspection failed")
        case .inspectPartial: lang.pick("验货部分通过", "Inspection passed in part")
        case .returnToBuyer: lang.pick("货物退还买家", "Return the goods to the buyer")
        case .writeOff: lang.pick("货物核销", "Write the goods off")
        case .repairDone: lang.pick("维修完成", "Repair done")
        case .unrepairable: lang.pick("无法维修", "Cannot be repaired")
        case .replacementShipped: lang.pick("换补货已发出", "Replacement shipped")
        case .replacementDelivered: lang.pick("换补货已送达", "Replacement delivered")
        case .confirmReceived: lang.pick("买家确认收货", "Confirm receipt")
        case .replacementFailed: lang.pick("换补货失败", "Replacement failed")
        case .replacementReturned: lang.pick("换补货被退回", "Replacement returned")
        case .outOfStockRefund: lang.pick("缺货改退款", "Refund, out of stock")
        case .payoutSent: lang.pick("退款已打款", "Refund paid")
        case .payoutPart: lang.pick("退款部分打款", "Refund paid in part")
        case .payoutFailed: lang.pick("打款失败", "Payout failed")
        case .payoutRetry: lang.pick("重新打款", "Retry the payout")
        case .payoutAbandoned: lang.pick("放弃打款", "Give up the payout")
        case .fundsRecovered: lang.pick("款项已追回", "Funds recovered")
        case .forceRefund: lang.pick("平台强制退款", "Refunded by the platform")
        case .platformCancel: lang.pick("平台取消", "Cancelled by the platform")
        case .platformClosed: lang.pick("平台关闭", "Closed by the platform")
        case .disputeOpened: lang.pick("发起平台仲裁", "Open a dispute")
        case .appeal: lang.pick("申诉", "Appeal")
        case .evidenceAsked: lang.pick("平台要求举证", "Evidence requested")
        case .submitEvidence: lang.pick("提交举证", "Submit evidence")
        case .withdrawn: lang.pick("撤回仲裁", "Withdraw the dispute")
        case .rulingBuyer: lang.pick("判买家胜诉", "Ruled for the buyer")
        case .rulingSplit: lang.pick("判双方分担", "Ruled in part")
        case .rulingSeller: lang.pick("判商家胜诉", "Ruled for the seller")
        case .close: lang.pick("关闭工单", "Close")
        case .merge: lang.pick("合并工单", "Merge")
        case .reopen: lang.pick("重新打开", "Reopen")
        }
    }
}

/** What shows that a customer is trusted. */
public enum Trust: Codable, Hashable, Sendable {
    /** The customer has this tag. */
    case tag(String)
    /** A field of the merchant's has this value. */
    case custom(CustomIs)

    private enum Key: String, CodingKey {
        case tag = "tag"
        case custom = "custom"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "Trust") }
        switch key {
        case .tag: self = .tag(try fields.decode(String.self, forKey: key))
        case .custom: self = .custom(try fields.decode(CustomIs.self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .tag(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .tag)
        case .custom(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .custom)
        }
    }
}

public struct Uid: RawRepresentable, Codable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public init(_ rawValue: String) {
        self.rawValue = rawValue
    }
}

/** How much of the files that wait was sent. */
public struct Uploading: Codable, Hashable, Sendable {
    /** How many of those were sent. */
    public var sent: Int64
    /** Bytes of all files that wait. */
    public var total: Int64

    public init(sent: Int64, total: Int64) {
        self.sent = sent
        self.total = total
    }

    private enum CodingKeys: String, CodingKey {
        case sent
        case total
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.sent = try fields.decode(Int64.self, forKey: .sent)
        self.total = try fields.decode(Int64.self, forKey: .total)
    }
}

/** What the other side said, without payload or personal data. */
public struct Upstream: Codable, Hashable, Sendable {
    /** The platform's own code, with its sub code after a slash. */
    public var code: String?
    /** The platform's own words, cut to 200 characters. */
    public var message: String?
    /** The platform's id of the request, for its support. */
    public var requestId: String?
    /** HTTP status, where there was one. */
    public var status: Int64?

    public init(code: String? = nil, message: String? = nil, requestId: String? = nil, status: Int64? = nil) {
        self.code = code
        self.message = message
        self.requestId = requestId
        self.status = status
    }

    private enum CodingKeys: String, CodingKey {
        case code
        case message
        case requestId = "request_id"
        case status
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.code = try fields.decodeIfPresent(String.self, forKey: .code)
        self.message = try fields.decodeIfPresent(String.self, forKey: .message)
        self.requestId = try fields.decodeIfPresent(String.self, forKey: .requestId)
        self.status = try fields.decodeIfPresent(Int64.self, forKey: .status)
    }
}

/** A row with the commit that wrote it: name it in a command's `expect`. */
public struct VersionedCustomer: Codable, Hashable, Sendable {
    /** The row. */
    public var item: Customer
    /** The commit number that wrote it. */
    public var version: Int64

    public init(item: Customer, version: Int64) {
        self.item = item
        self.version = version
    }

    private enum CodingKeys: String, CodingKey {
        case item
        case version
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.item = try fields.decode(Customer.self, forKey: .item)
        self.version = try fields.decode(Int64.self, forKey: .version)
    }
}

/** A row with the commit that wrote it: name it in a command's `expect`. */
public struct VersionedTask: Codable, Hashable, Sendable {
    /** The row. */
    public var item: Task
    /** The commit number that wrote it. */
    public var version: Int64

    public init(item: Task, version: Int64) {
        self.item = item
        self.version = version
    }

    private enum CodingKeys: String, CodingKey {
        case item
        case version
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.item = try fields.decode(Task.self, forKey: .item)
        self.version = try fields.decode(Int64.self, forKey: .version)
    }
}

/** A row with the commit that wrote it: name it in a command's `expect`. */
public struct VersionedTicket: Codable, Hashable, Sendable {
    /** The row. */
    public var item: Ticket
    /** The commit number that wrote it. */
    public var version: Int64

    public init(item: Ticket, version: Int64) {
        self.item = item
        self.version = version
    }

    private enum CodingKeys: String, CodingKey {
        case item
        case version
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.item = try fields.decode(Ticket.self, forKey: .item)
        self.version = try fields.decode(Int64.self, forKey: .version)
    }
}

/** How a headline came to move. */
public enum Via: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** A command of ours. */
    case command
    /** A snapshot of a platform. */
    case platform
    /** A carrier, locker or warehouse. */
    case goods
    /** A message. */
    case message
    /** A window that passed. */
    case timer
    /** A merge or split. */
    case fold

    public func label(_ lang: Lang) -> String {
        switch self {
        case .command: lang.pick("人工或策略操作", "Command")
        case .platform: lang.pick("平台同步", "Platform")
        case .goods: lang.pick("物流更新", "Goods")
        case .message: lang.pick("买家消息", "Message")
        case .timer: lang.pick("超时", "Timer")
        case .fold: lang.pick("合并或拆分", "Merge or split")
        }
    }
}

/** Whom the ticket waits for. */
public enum WaitingOn: String, CaseIterable, Codable, Hashable, Sendable, Labelled {
    /** Our own triage. */
    case system
    /** An agent of the seller. */
    case seller
    /** The buyer. */
    case buyer
    /** A carrier or locker. */
    case carrier
    /** Warehouse and quality check. */
    case warehouse
    /** The repair shop. */
    case repairShop = "repair_shop"
    /** Whoever pays. */
    case finance
    /** The platform. */
    case platform
    /** Nobody; it has ended. */
    case nobody

    public func label(_ lang: Lang) -> String {
        switch self {
        case .system: lang.pick("系统", "System")
        case .seller: lang.pick("商家", "Seller")
        case .buyer: lang.pick("买家", "Buyer")
        case .carrier: lang.pick("物流", "Carrier")
        case .warehouse: lang.pick("仓库", "Warehouse")
        case .repairShop: lang.pick("维修方", "Repair shop")
        case .finance: lang.pick("财务", "Finance")
        case .platform: lang.pick("平台", "Platform")
        case .nobody: lang.pick("无需处理", "Nobody")
        }
    }
}

/** A day of the week. */
public enum Weekday: String, CaseIterable, Codable, Hashable, Sendable {
    /** Monday. */
    case monday
    /** Tuesday. */
    case tuesday
    /** Wednesday. */
    case wednesday
    /** Thursday. */
    case thursday
    /** Friday. */
    case friday
    /** Saturday. */
    case saturday
    /** Sunday. */
    case sunday
}

/** A condition on a ticket. A closed set: it can be checked, indexed and explained. */
public indirect enum When: Codable, Hashable, Sendable {
    /** Always. */
    case always
    /** All of these. */
    case all([When])
    /** Any of these. */
    case any([When])
    /** Not this. */
    case not(When)
    /** The kind is one of these. */
    case kind([Kind])
    /** The issue type is one of these. */
    case issue([IssueType])
    /** The headline is one of these. */
    case headline([Headline])
    /** The platform is one of these. */
    case platform([Platform])
    /** The shop is one of these. */
    case shop([ShopId])
    /** The host is one of these. */
    case host([String])
    /** The ticket carries one of these tags. */
    case tag([String])
    /** The ticket carries one of these flags. */
    case flag([String])
    /** The amount asked for is at least so many minor units. */
    case amountAtLeast(Int64)
    /** The ticket was reopened at least so often. */
    case reopenedAtLeast(Int64)
    /** A field of the merchant's has this value: of the ticket, its customer, a line it is about or a product of those. */
    case custom(CustomIs)
    /** An attribute passes a test. */
    case test(Test)
    /** The time of the decision is within the working hours of this calendar. */
    case inCalendar(String)
    /** One of these has the ticket, or had it last. */
    case ownerIs([AgentId])

    private enum Key: String, CodingKey {
        case all = "all"
        case any = "any"
        case not = "not"
        case kind = "kind"
        case issue = "issue"
        case headline = "headline"
        case platform = "platform"
        case shop = "shop"
        case host = "host"
        case tag = "tag"
        case flag = "flag"
        case amountAtLeast = "amount_at_least"
        case reopenedAtLeast = "reopened_at_least"
        case custom = "custom"
        case test = "test"
        case inCalendar = "in_calendar"
        case ownerIs = "owner_is"
    }

    public init(from decoder: any Decoder) throws {
        if let word = try? decoder.singleValueContainer().decode(String.self) {
            switch word {
            case "always": self = .always
            default: throw unknownWord(decoder, "When")
            }
            return
        }
        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else { throw unknownWord(decoder, "When") }
        switch key {
        case .all: self = .all(try fields.decode([When].self, forKey: key))
        case .any: self = .any(try fields.decode([When].self, forKey: key))
        case .not: self = .not(try fields.decode(When.self, forKey: key))
        case .kind: self = .kind(try fields.decode([Kind].self, forKey: key))
        case .issue: self = .issue(try fields.decode([IssueType].self, forKey: key))
        case .headline: self = .headline(try fields.decode([Headline].self, forKey: key))
        case .platform: self = .platform(try fields.decode([Platform].self, forKey: key))
        case .shop: self = .shop(try fields.decode([ShopId].self, forKey: key))
        case .host: self = .host(try fields.decode([String].self, forKey: key))
        case .tag: self = .tag(try fields.decode([String].self, forKey: key))
        case .flag: self = .flag(try fields.decode([String].self, forKey: key))
        case .amountAtLeast: self = .amountAtLeast(try fields.decode(Int64.self, forKey: key))
        case .reopenedAtLeast: self = .reopenedAtLeast(try fields.decode(Int64.self, forKey: key))
        case .custom: self = .custom(try fields.decode(CustomIs.self, forKey: key))
        case .test: self = .test(try fields.decode(Test.self, forKey: key))
        case .inCalendar: self = .inCalendar(try fields.decode(String.self, forKey: key))
        case .ownerIs: self = .ownerIs(try fields.decode([AgentId].self, forKey: key))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .always:
            var one = encoder.singleValueContainer()
            try one.encode("always")
        case .all(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .all)
        case .any(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .any)
        case .not(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .not)
        case .kind(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .kind)
        case .issue(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .issue)
        case .headline(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .headline)
        case .platform(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .platform)
        case .shop(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .shop)
        case .host(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .host)
        case .tag(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .tag)
        case .flag(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .flag)
        case .amountAtLeast(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .amountAtLeast)
        case .reopenedAtLeast(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .reopenedAtLeast)
        case .custom(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .custom)
        case .test(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .test)
        case .inCalendar(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .inCalendar)
        case .ownerIs(let held):
            var fields = encoder.container(keyedBy: Key.self)
            try fields.encode(held, forKey: .ownerIs)
        }
    }
}

/** From when on the days of a window are counted. */
public enum WindowStart: String, CaseIterable, Codable, Hashable, Sendable {
    /** When the order was paid, or placed where nobody says when it was paid. */
    case ordered
    /** When the last of its parcels was delivered. Until then the window is open. */
    case delivered
}

/** Windows and caps, in milliseconds and minor units. */
public struct Windows: Codable, Hashable, Sendable {
    /** A buyer who was asked for something has this long. */
    public var buyerAnswerMs: Int64
    /** A buyer who may send goods back has this long. */
    public var buyerReturnMs: Int64
    /** An ended ticket closes after this. */
    public var coolOffMs: Int64
    /**
     * Most goodwill on one ticket, one amount for a currency; none where its currency is not named. A number alone, as it was
     * written before, is read as fen.
     */
    public var goodwillCap: [Money]
    /** A closed or ended ticket may be reopened within this. */
    public var reopenMs: Int64
    /** No notice for a state that is older than this when it is first heard of. */
    public var staleNoticeMs: Int64

    public init(buyerAnswerMs: Int64 = 259200000, buyerReturnMs: Int64 = 604800000, coolOffMs: Int64 = 604800000, goodwillCap: [Money] = [Money(currency: Currency("CNY"), minor: 5000)], reopenMs: Int64 = 1296000000, staleNoticeMs: Int64 = 172800000) {
        self.buyerAnswerMs = buyerAnswerMs
        self.buyerReturnMs = buyerReturnMs
        self.coolOffMs = coolOffMs
        self.goodwillCap = goodwillCap
        self.reopenMs = reopenMs
        self.staleNoticeMs = staleNoticeMs
    }

    private enum CodingKeys: String, CodingKey {
        case buyerAnswerMs = "buyer_answer_ms"
        case buyerReturnMs = "buyer_return_ms"
        case coolOffMs = "cool_off_ms"
        case goodwillCap = "goodwill_cap"
        case reopenMs = "reopen_ms"
        case staleNoticeMs = "stale_notice_ms"
    }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.buyerAnswerMs = try fields.decodeIfPresent(Int64.self, forKey: .buyerAnswerMs) ?? 259200000
        self.buyerReturnMs = try fields.decodeIfPresent(Int64.self, forKey: .buyerReturnMs) ?? 604800000
        self.coolOffMs = try fields.decodeIfPresent(Int64.self, forKey: .coolOffMs) ?? 604800000
        self.goodwillCap = try fields.decodeIfPresent([Money].self, forKey: .goodwillCap) ?? [Money(currency: Currency("CNY"), minor: 5000)]
        self.reopenMs = try fields.decodeIfPresent(Int64.self, forKey: .reopenMs) ?? 1296000000
        self.staleNoticeMs = try fields.decodeIfPresent(Int64.self, forKey: .staleNoticeMs) ?? 172800000
    }
}
