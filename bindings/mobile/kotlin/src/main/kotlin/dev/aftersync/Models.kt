@file:OptIn(ExperimentalSerializationApi::class)
// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.
package dev.aftersync

import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonClassDiscriminator
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.decodeFromJsonElement
import kotlinx.serialization.json.encodeToJsonElement

/** What a message says it is about, when the channel knows. */
@Serializable
public data class About(
    /** The after-sale, by the platform's id. */
    @SerialName("after_sale")
    public val afterSale: String? = null,
    /** The order line. */
    public val line: String? = null,
    /** The order number, on whichever platform. */
    public val order: String? = null,
    /** The platform of that order; the message's own when not given. */
    public val platform: Platform? = null,
)

/** What becomes of the tickets of somebody who is no longer there. */
@Serializable
public enum class Absence(public val word: String) {
    /** They stay with them. */
    @SerialName("keep")
    KEEP("keep"),
    /** Those on which their agent did nothing yet go back to the queues. */
    @SerialName("requeue_untouched")
    REQUEUE_UNTOUCHED("requeue_untouched"),
    /** All open ones go back to the queues. */
    @SerialName("requeue_all")
    REQUEUE_ALL("requeue_all"),
}

/** A buyer's account on one platform. */
@Serializable
public data class Account(
    /** The customer it belongs to. */
    public val customer: CustomerId,
    /** When it was first heard of. */
    @SerialName("first_seen")
    public val firstSeen: Timestamp,
    /** Its id. */
    public val id: AccountId,
    /** The platform. */
    public val platform: Platform,
    /** The scope of the uid. */
    public val scope: String,
    /** The platform's id of the buyer. Personal data. */
    public val uid: String,
    /** Conversations with it, newest known last; bounded. */
    public val conversations: List<ConversationId> = emptyList(),
    /** The nickname last seen. Personal data. */
    public val nickname: String? = null,
    /** Tickets of it on which money went back, with the time of it; bounded, the newest stay. */
    public val refunds: List<Two<TicketId, Timestamp>> = emptyList(),
)

/** A buyer's account on one platform, in the scope that platform gives. */
@JvmInline
@Serializable
public value class AccountId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** Who the buyer is on a platform, in the scope in which that platform keeps the id stable. */
@Serializable
public data class AccountRef(
    /** The scope: a shop, an app, or the whole platform, as the adapter declares. */
    public val scope: String,
    /** The platform's id of the buyer in that scope. */
    public val uid: String,
    /** The nickname shown, if any. Personal data. */
    public val nickname: String? = null,
)

/** What is wanted. */
@Serializable
@JsonClassDiscriminator("do")
public sealed interface Act {
    /** Move a ticket. */
    @Serializable
    @SerialName("move")
    public data class Move(
        /** Which. */
        public val ticket: TicketId,
        /** How. */
        public val trigger: Trigger,
        /** With what. */
        public val details: Details = Details(),
    ) : Act

    /**
     * Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
     * is made when somebody else with that authority does the task.
     */
    @Serializable
    @SerialName("ask_approval")
    public data class AskApproval(
        /** Which. */
        public val ticket: TicketId,
        /** How it would move. */
        public val trigger: Trigger,
        /** With what: an amount, pieces, a reason. Words and evidence are given to the ticket itself. */
        public val details: Details = Details(),
    ) : Act

    /** Answer the buyer. */
    @Serializable
    @SerialName("reply")
    public data class Reply(
        /** The words; empty with a template. Personal data may stand here. */
        public val text: String,
        /** On which ticket. */
        public val ticket: TicketId,
        /** Through which channel; the best one when absent. */
        public val channel: Two<Platform, Channel>? = null,
        /** How sure a bot is of it, in percent. */
        public val confidence: Long? = null,
        /** The language of the template; the first that it has when absent, Chinese before English. */
        public val lang: Lang? = null,
        /** The name of a template of the configuration, instead of words. */
        public val template: String? = null,
    ) : Act

    /** A bot hands its ticket over to a person. */
    @Serializable
    @SerialName("hand_off")
    public data class HandOff(
        /** Why. */
        public val reason: HandOffReason,
        /** Which ticket. */
        public val ticket: TicketId,
        /** What it leaves. */
        public val left: HandedOver = HandedOver(),
    ) : Act

    /** Leave a note for colleagues. */
    @Serializable
    @SerialName("note")
    public data class Note(
        /** The words. Personal data may stand here. */
        public val text: String,
        /** On which ticket. */
        public val ticket: TicketId,
        /** Colleagues it is for: each is told of by an event of its own. */
        public val mentions: List<AgentId> = emptyList(),
    ) : Act

    /** Let an agent hear of a ticket: who watches it stands on it, the host tells them. */
    @Serializable
    @SerialName("watch")
    public data class Watch(
        /** Who. */
        public val agent: AgentId,
        /** Which ticket. */
        public val ticket: TicketId,
    ) : Act

    /** Let an agent hear of it no longer. */
    @Serializable
    @SerialName("unwatch")
    public data class Unwatch(
        /** Who. */
        public val agent: AgentId,
        /** Which ticket. */
        public val ticket: TicketId,
    ) : Act

    /**
     * Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
     * channel is open again. What a move tells is told by the move.
     */
    @Serializable
    @SerialName("tell")
    public data class Tell(
        /** About which ticket. */
        public val ticket: TicketId,
        /** What: one of `ActionVerb::ASIDES`. */
        public val verb: ActionVerb,
        /** What belongs to it: a text, a parcel. */
        public val details: Details = Details(),
    ) : Act

    /** Give a ticket to an agent, or back to its queue. */
    @Serializable
    @SerialName("assign")
    public data class Assign(
        /** Which. */
        public val ticket: TicketId,
        /** To whom; `None` means back to the queue. */
        public val agent: AgentId? = null,
    ) : Act

    /** Take a ticket that is offered. */
    @Serializable
    @SerialName("accept_offer")
    public data class AcceptOffer(
        /** To whom it is offered. */
        public val agent: AgentId,
        /** Which. */
        public val ticket: TicketId,
    ) : Act

    /**
     * Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
     * nobody else is asked meanwhile.
     */
    @Serializable
    @SerialName("hold_offer")
    public data class HoldOffer(
        /** To whom it is offered. */
        public val agent: AgentId,
        /** Which. */
        public val ticket: TicketId,
    ) : Act

    /** Turn down a ticket that is offered. It is offered to others first from then on. */
    @Serializable
    @SerialName("reject_offer")
    public data class RejectOffer(
        /** To whom it is offered. */
        public val agent: AgentId,
        /** Which. */
        public val ticket: TicketId,
    ) : Act

    /** Put a ticket into another queue. */
    @Serializable
    @SerialName("transfer")
    public data class Transfer(
        /** Into which queue. */
        public val queue: String,
        /** Which. */
        public val ticket: TicketId,
    ) : Act

    /** Change what people keep on a ticket. */
    @Serializable
    @SerialName("edit")
    public data class Edit(
        /** Which. */
        public val ticket: TicketId,
        /** Tags to add. */
        @SerialName("add_tags")
        public val addTags: List<String> = emptyList(),
        /** The priority. */
        public val band: Long? = null,
        /** Custom fields to set. */
        public val custom: Map<String, CustomValue> = emptyMap(),
        /** Evidence to add. */
        public val evidence: List<Evidence> = emptyList(),
        /** What the problem is. */
        public val issue: IssueType? = null,
        /** Tags to take away. */
        @SerialName("remove_tags")
        public val removeTags: List<String> = emptyList(),
    ) : Act

    /** Make two tickets one. */
    @Serializable
    @SerialName("merge")
    public data class Merge(
        /** The one that becomes part of it. */
        public val from: TicketId,
        /** The one that goes on. */
        public val into: TicketId,
    ) : Act

    /** Take sources out of a ticket into one of their own. */
    @Serializable
    @SerialName("split")
    public data class Split(
        /** Which sources leave it. */
        public val sources: List<SourceId>,
        /** Which ticket. */
        public val ticket: TicketId,
    ) : Act

    /** Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating. */
    @Serializable
    @SerialName("refold")
    public data class Refold(
        /** Which ticket. */
        public val ticket: TicketId,
    ) : Act

    /** Open an internal task. */
    @Serializable
    @SerialName("open_task")
    public data class OpenTask(
        /** What. */
        public val kind: TaskKind,
        /** For which ticket. */
        public val ticket: TicketId,
        /** After which other tasks of the same ticket. */
        public val after: List<TaskId> = emptyList(),
        /** For which group; when empty, for the one that is configured for the kind. */
        public val group: String = "",
    ) : Act

    /** Move an internal task. */
    @Serializable
    @SerialName("move_task")
    public data class MoveTask(
        /** Which. */
        public val task: TaskId,
        /** How. */
        public val trigger: TaskTrigger,
        /** To or by whom. */
        public val agent: AgentId? = null,
        /** How much was paid, when that is not all of it. */
        public val amount: Money? = null,
        /** Photos, films and files, beside those that were given before. */
        public val attachments: List<Evidence> = emptyList(),
        /** The form: fields of the types that are configured for the kind. */
        public val form: Map<String, CustomValue> = emptyMap(),
        /** Pieces per line. */
        public val lines: List<LineOutcome> = emptyList(),
        /** What the ticket is moved by when it is done, instead of what the table says. */
        public val raises: Trigger? = null,
        /** Why, for block and fail. */
        public val reason: String? = null,
        /** How it came out, when it is done: all as wanted when absent. What that means for the ticket says a table. */
        public val result: TaskResult? = null,
    ) : Act

    /** Publish a configuration. */
    @Serializable
    @SerialName("configure")
    public data class Configure(
        /** The whole document. */
        public val config: Config,
    ) : Act

    /** Add or change an agent. */
    @Serializable
    @SerialName("put_agent")
    public data class PutAgent(
        /** The agent. */
        public val agent: Agent,
    ) : Act

    /** Remove an agent. Open tickets they have go back to the queues. */
    @Serializable
    @SerialName("remove_agent")
    public data class RemoveAgent(
        /** Which. */
        public val agent: AgentId,
    ) : Act

    /** Say whether an agent takes work. */
    @Serializable
    @SerialName("set_presence")
    public data class SetPresence(
        /** Which. */
        public val agent: AgentId,
        /** Whether. */
        public val presence: Presence,
        /**
         * Only for as long as heartbeats come. Otherwise it is set by hand: it stays, whatever heartbeats come or fail
         * to.
         */
        public val leased: Boolean = false,
    ) : Act

    /**
     * Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
     * they are, and is online again if the lease had run out; to a status set by hand it does nothing.
     */
    @Serializable
    @SerialName("heartbeat")
    public data class Heartbeat(
        /** Whose. */
        public val agent: AgentId,
    ) : Act

    /** Let a phone keep a copy of an agent's work. Its key is given by `register_device`. */
    @Serializable
    @SerialName("register_device")
    public data class RegisterDevice(
        /** Whose work. */
        public val agent: AgentId,
        /** The phone, by an id that was never used. */
        public val device: DeviceId,
    ) : Act

    /** Let it no longer: it is not answered again, and wipes itself when it next asks. */
    @Serializable
    @SerialName("revoke_device")
    public data class RevokeDevice(
        /** The phone. */
        public val device: DeviceId,
    ) : Act

    /** Add or change a product. */
    @Serializable
    @SerialName("put_product")
    public data class PutProduct(
        /** The product. */
        public val product: Product,
    ) : Act

    /** Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there. */
    @Serializable
    @SerialName("set_stock")
    public data class SetStock(
        /** Article by article; those that are not named stay as they were. */
        public val levels: List<StockCount>,
    ) : Act

    /** Join a listing to a product by hand. */
    @Serializable
    @SerialName("join_listing")
    public data class JoinListing(
        /** The listing. */
        public val listing: ListingId,
        /** The product. */
        public val product: ProductId,
    ) : Act

    /** Change what people keep on a customer. */
    @Serializable
    @SerialName("edit_customer")
    public data class EditCustomer(
        /** Which. */
        public val customer: CustomerId,
        /** Tags to add. */
        @SerialName("add_tags")
        public val addTags: List<String> = emptyList(),
        /** Custom fields to set. */
        public val custom: Map<String, CustomValue> = emptyMap(),
    ) : Act

    /** Say that two customers are one person. No later observation takes them apart again. */
    @Serializable
    @SerialName("merge_customers")
    public data class MergeCustomers(
        /** The one. */
        public val one: CustomerId,
        /** The other. */
        public val other: CustomerId,
    ) : Act

    /** Say that accounts of a customer are another person than its others. No later observation brings them together. */
    @Serializable
    @SerialName("split_customer")
    public data class SplitCustomer(
        /** The accounts that are somebody else's. */
        public val accounts: List<AccountId>,
        /** Which. */
        public val customer: CustomerId,
    ) : Act

    /** Take back what was decided about who is who: all is as if it had not been. */
    @Serializable
    @SerialName("undo_decision")
    public data class UndoDecision(
        /** Which. */
        public val decision: DecisionId,
    ) : Act

    /** Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again. */
    @Serializable
    @SerialName("block_value")
    public data class BlockValue(
        /** Whether it names nobody. */
        public val blocked: Boolean,
        /** The value; kind `phone` stands for a phone. Personal data, hashed on the way in. */
        public val value: Given,
    ) : Act

    /** Change what the merchant keeps on an order line. */
    @Serializable
    @SerialName("edit_line")
    public data class EditLine(
        /** Custom fields to set. */
        public val custom: Map<String, CustomValue>,
        /** The platform's id of the line. */
        public val line: String,
        /** The order. */
        public val order: OrderId,
    ) : Act

    /** Forget a customer: all that is personal goes, here and out of every copy; the figures stay. */
    @Serializable
    @SerialName("forget")
    public data class Forget(
        /** Which. */
        public val customer: CustomerId,
        /** Even while tickets of theirs are open. */
        public val force: Boolean = false,
    ) : Act

    /** Set a dead letter going again. */
    @Serializable
    @SerialName("redrive")
    public data class Redrive(
        /** Which job. */
        public val job: JobId,
    ) : Act

    /** Throw a dead letter away. */
    @Serializable
    @SerialName("drop")
    public data class Drop(
        /** Which job. */
        public val job: JobId,
    ) : Act

    /** Forget a quarantined payload (after it was read, or as useless). */
    @Serializable
    @SerialName("release")
    public data class Release(
        /** Which. */
        public val quarantine: QuarantineId,
    ) : Act
}

/** One action on one outside object. */
@Serializable
public data class Action(
    /** On which object. */
    @SerialName("object")
    public val `object`: ObjectRef,
    /** What to do. */
    public val verb: ActionVerb,
    /** The platform's id of the return address. */
    public val address: String? = null,
    /** How much. */
    public val amount: Money? = null,
    /** When it happened, for reports. */
    public val at: Timestamp? = null,
    /** The platform's id of the arbitration, for actions in one. */
    public val dispute: String? = null,
    /** Evidence. */
    public val evidence: List<Evidence> = emptyList(),
    /** The order, for actions that name it. */
    public val order: String? = null,
    /** The parcel concerned. */
    public val parcel: ParcelRef? = null,
    /** The platform's own status code that we believe in. */
    @SerialName("raw_status")
    public val rawStatus: String? = null,
    /** The platform's own type code of that object: some platforms have a verb per type. */
    @SerialName("raw_type")
    public val rawType: String? = null,
    /** The platform's reason code, where it demands one. */
    @SerialName("reason_code")
    public val reasonCode: String? = null,
    /** The platform's revision of the object that this was decided on: what moved on since is not told again. */
    public val revision: Long? = null,
    /** Words the buyer may see. Personal data may stand here. */
    public val text: String? = null,
    /** The version the platform gave: it refuses when the object moved on. */
    @SerialName("version_token")
    public val versionToken: String? = null,
)

/** What we tell a platform; each adapter declares which of these it can do. */
@Serializable
public enum class ActionVerb(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Agree to pay back without return. */
    @SerialName("approve_refund")
    APPROVE_REFUND("approve_refund", "同意退款", "Approve the refund"),
    /** Agree that goods come back. */
    @SerialName("approve_return")
    APPROVE_RETURN("approve_return", "同意退货", "Approve the return"),
    /** Agree to exchange. */
    @SerialName("approve_exchange")
    APPROVE_EXCHANGE("approve_exchange", "同意换货", "Approve the exchange"),
    /** Agree to repair. */
    @SerialName("approve_repair")
    APPROVE_REPAIR("approve_repair", "同意维修", "Approve the repair"),
    /** Agree to send again. */
    @SerialName("approve_resend")
    APPROVE_RESEND("approve_resend", "同意补发", "Approve the resend"),
    /** Refuse the request. */
    @SerialName("reject")
    REJECT("reject", "拒绝申请", "Reject"),
    /** The goods are back and fine: pay. */
    @SerialName("confirm_return")
    CONFIRM_RETURN("confirm_return", "确认收货并退款", "Accept the returned goods"),
    /** The goods are back and not fine: refuse. */
    @SerialName("reject_return")
    REJECT_RETURN("reject_return", "拒收退货", "Refuse the returned goods"),
    /** The replacement is on its way. */
    @SerialName("ship_replacement")
    SHIP_REPLACEMENT("ship_replacement", "换补货发货", "Ship the replacement"),
    /** Hand in evidence. */
    @SerialName("submit_evidence")
    SUBMIT_EVIDENCE("submit_evidence", "提交举证", "Submit evidence"),
    /** The goods came back to the warehouse. */
    @SerialName("report_arrival")
    REPORT_ARRIVAL("report_arrival", "上报退货入仓", "Report the arrival"),
    /** The shipment was stopped. */
    @SerialName("report_intercepted")
    REPORT_INTERCEPTED("report_intercepted", "上报拦截成功", "Report the interception"),
    /** Ask the carrier to stop the parcel. */
    @SerialName("intercept_parcel")
    INTERCEPT_PARCEL("intercept_parcel", "拦截包裹", "Intercept the parcel"),
    /** Ask for more time. */
    @SerialName("extend_time")
    EXTEND_TIME("extend_time", "申请延时", "Ask for more time"),
    /** Propose another settlement to the buyer: part of the money, or a return instead. */
    @SerialName("offer")
    OFFER("offer", "与买家协商", "Make an offer"),
    /** Ask the buyer for proof. */
    @SerialName("ask_buyer")
    ASK_BUYER("ask_buyer", "请买家举证", "Ask the buyer for proof"),
    /** Leave a note for sellers. */
    @SerialName("add_remark")
    ADD_REMARK("add_remark", "添加备注", "Add a remark"),
    /** Open the after-sale channel again. */
    @SerialName("reopen")
    REOPEN("reopen", "重开售后入口", "Reopen the after-sale"),
    /** Write to the buyer. */
    @SerialName("send_message")
    SEND_MESSAGE("send_message", "发消息给买家", "Message the buyer"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** Who commands. */
@Serializable
public data class Actor(
    /** In which role. */
    public val role: Role,
    /** Which agent, when it is one. */
    public val agent: AgentId? = null,
)

/** Who is asked before others, and how long a ticket waits for them. */
@Serializable
public data class Affinity(
    /** Who served a customer is asked again within so many days: 14 when absent, and 0 for never. */
    @SerialName("customer_days")
    public val customerDays: Long? = null,
    /** How much it matters. */
    public val mode: AffinityMode = AffinityMode.PREFER,
    /** So long it waits in mode `wait`, in milliseconds. */
    @SerialName("wait_ms")
    public val waitMs: Long? = null,
)

/** How much it matters that somebody knows a ticket already. */
@Serializable
public enum class AffinityMode(public val word: String) {
    /** They have it if they may take it now. */
    @SerialName("prefer")
    PREFER("prefer"),
    /** It waits for them for some time, if they are merely busy. */
    @SerialName("wait")
    WAIT("wait"),
    /** It waits for them until they have room, are back, begin their shift or are removed. */
    @SerialName("strict")
    STRICT("strict"),
}

/** One after-sale as its platform shows it now. */
@Serializable
public data class AfterSale(
    /** The axes the status stands for. */
    public val claim: Claim,
    /** When the buyer opened it. */
    @SerialName("created_at")
    public val createdAt: Timestamp,
    /** The platform's id. */
    @SerialName("external_id")
    public val externalId: String,
    /** What the buyer wants. */
    public val kind: Kind,
    /** Distance to the start of the path: of two snapshots with one revision the higher wins. */
    public val rank: Long,
    /** The platform's own status code. */
    @SerialName("raw_status")
    public val rawStatus: String,
    /** The buyer, when the platform names one here. */
    public val account: AccountRef? = null,
    /** The after-sale beside which it stands: such an object (a complaint) speaks of the axes it names and of nothing else. */
    public val beside: ObjectName? = null,
    /** Until when the platform waits for the present step. */
    public val deadline: Timestamp? = null,
    /** The arbitration. */
    public val dispute: DisputeInfo? = null,
    /** When it ended, for a final state. */
    @SerialName("ended_at")
    public val endedAt: Timestamp? = null,
    /** Photos and files. */
    public val evidence: List<Evidence> = emptyList(),
    /** Fields of the platform that the model has no place for, kept as text. */
    public val extra: Map<String, String> = emptyMap(),
    /** Marks such as `refund_failed`. */
    public val flags: List<String> = emptyList(),
    /**
     * Objects that are the same request: what it was before the buyer edited it, or what an older interface shows of it.
     * Where one of those is known too, this one speaks for both.
     */
    @SerialName("instead_of")
    public val insteadOf: List<ObjectName> = emptyList(),
    /** The problem, from the platform's reason. */
    public val issue: IssueType? = null,
    /** Whether our table knows that status; an unknown one moves nothing. */
    public val known: Boolean = true,
    /** The lines it is about; empty means the whole order. */
    public val lines: List<AfterSaleLine> = emptyList(),
    /** What the platform has it as. Ids are unique within a type: a platform may have returns and cancellations. */
    @SerialName("object")
    public val `object`: String = "aftersale",
    /** The order it belongs to; `None` when the platform does not say. */
    public val order: String? = null,
    /** The platform's own type code. */
    @SerialName("raw_type")
    public val rawType: String? = null,
    /** The platform's reason code. */
    @SerialName("reason_code")
    public val reasonCode: String? = null,
    /** The platform's reason text. What the buyer wrote may stand here: personal data. */
    @SerialName("reason_text")
    public val reasonText: String? = null,
    /** Money the platform says was paid back. */
    public val refunded: Money? = null,
    /** The replacement's parcel. */
    @SerialName("replacement_parcel")
    public val replacementParcel: ParcelRef? = null,
    /** Money asked for. */
    public val requested: Money? = null,
    /** The parcel on its way back. */
    @SerialName("return_parcel")
    public val returnParcel: ParcelRef? = null,
    /** What the platform wants to see with the next action. */
    @SerialName("version_token")
    public val versionToken: String? = null,
)

/** One line of an order that an after-sale is about. */
@Serializable
public data class AfterSaleLine(
    /** The platform's id of the order line. */
    public val line: String,
    /** Money asked for this line. */
    public val amount: Money? = null,
    /** Pieces it is about; `None` when the platform does not say. */
    public val quantity: Long? = null,
)

/** Who works on tickets. The load is not here: it is a bounded quantity beside the row. */
@Serializable
public data class Agent(
    /** The host's own id for that person or bot. */
    @SerialName("external_id")
    public val externalId: String,
    /** The id. */
    public val id: AgentId,
    /** The name shown to colleagues. */
    public val name: String,
    /** The commands a bot may give, by their words; any when absent. People are not bound by it. */
    public val actions: List<String>? = null,
    /** The most money this agent may approve; `None` means no limit. */
    public val authority: Money? = null,
    /** Units of work at a time; of a bot, talks at a time. */
    public val capacity: Long = 100,
    /** Groups; a queue is served by groups. */
    public val groups: List<String> = emptyList(),
    /** Person or program. */
    public val kind: AgentKind = AgentKind.HUMAN,
    /** Whether that lasts only as long as heartbeats come; else it was set by hand, and stays until it is set again. */
    public val leased: Boolean = false,
    /**
     * Most tickets at a time about which the buyer wrote through a channel. A ticket of several channels counts in each of
     * them, one without any in none. A channel that is not named has no bound of its own.
     */
    @SerialName("per_channel")
    public val perChannel: Map<String, Long> = emptyMap(),
    /**
     * Most tickets at a time of a platform: a telephone or a form of the merchant's own may be one too. A platform that is
     * not named has no bound of its own.
     */
    @SerialName("per_platform")
    public val perPlatform: Map<String, Long> = emptyMap(),
    /** Whether work is taken. */
    public val presence: Presence = Presence.OFFLINE,
    /**
     * Whose tickets the desk gives them: of these platforms, and of each of the shops that are named there, of all of them
     * where none is. Everything when empty. A person may give them others by hand.
     */
    public val scope: Map<String, List<ShopId>> = emptyMap(),
    /** The calendar of their shift: nothing new outside it. They take work at any hour when absent. */
    public val shift: String? = null,
    /** Skills with level 1 to 5. */
    public val skills: Map<String, Long> = emptyMap(),
)

/** An agent whom the configuration keeps: all that is known of them but whether they are there, which people say. */
@Serializable
public data class AgentConfig(
    /** Your own id of that person or bot. */
    @SerialName("external_id")
    public val externalId: String,
    /** The commands a bot may give, by their words; any when absent. People are not bound by it. */
    public val actions: List<String>? = null,
    /** The most money this agent may approve; no limit when absent. */
    public val authority: Money? = null,
    /** Units of work at a time; of a bot, talks at a time. */
    public val capacity: Long = 100,
    /** Groups; a queue is served by groups. */
    public val groups: List<String> = emptyList(),
    /** The id here; it follows from `external_id` when absent. */
    public val id: AgentId? = null,
    /** Person or program. */
    public val kind: AgentKind? = null,
    /** The name shown to colleagues; `external_id` when empty. */
    public val name: String = "",
    /** Most tickets at a time about which the buyer wrote through a channel. */
    @SerialName("per_channel")
    public val perChannel: Map<String, Long> = emptyMap(),
    /** Most tickets at a time of a platform: a telephone or a form of the merchant's own may be one too. */
    @SerialName("per_platform")
    public val perPlatform: Map<String, Long> = emptyMap(),
    /**
     * Whose tickets the desk gives them: of these platforms, and of each of the shops that are named there, of all of them
     * where none is. Everything when empty.
     */
    public val scope: Map<String, List<ShopId>> = emptyMap(),
    /** The calendar of their shift; they take work at any hour when absent. */
    public val shift: String? = null,
    /** Skills with level 1 to 5. */
    public val skills: Map<String, Long> = emptyMap(),
)

/** A person or bot that works on tickets. */
@JvmInline
@Serializable
public value class AgentId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** Person or program. */
@Serializable
public enum class AgentKind(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** A person. */
    @SerialName("human")
    HUMAN("human", "人工客服", "Person"),
    /** A program. */
    @SerialName("bot")
    BOT("bot", "机器人", "Bot"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** An agent who is taken to be otherwise. */
@Serializable
public data class AgentOverride(
    /** Who. */
    public val agent: AgentId,
    /** Units of work they have. */
    public val load: Long? = null,
    /** Whether they take work. */
    public val presence: Presence? = null,
)

/** Which agents. What is absent does not filter; all that is present must hold. */
@Serializable
public data class AgentQuery(
    /** Go on after a page's `next`. */
    public val after: String? = null,
    /** In this group. */
    public val group: String? = null,
    /** At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
    public val limit: Long = 0,
    /** Who are so now. */
    public val presence: Presence? = null,
)

/** An agent as they stand now. */
@Serializable
public data class AgentView(
    /** The agent: presence, groups, skills, and the capacity that `load` is measured by. */
    public val agent: Agent,
    /** Units of work that count against the capacity: tickets, tasks, and what is offered to them. */
    public val load: Long,
    /** Whether they take nothing new now because of their shift: it has not begun, or is nearly over. */
    @SerialName("off_shift")
    public val offShift: Boolean,
    /** Tickets that are theirs, or offered to them, and wait for us. */
    public val tickets: Long,
)

/** A page of rows. */
@Serializable
public data class AgentViewPage(
    /** The rows. */
    public val items: List<AgentView>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** How much work an agent had. */
@Serializable
public data class AgentWork(
    /** Who. */
    public val agent: AgentId,
    /** Minutes of work on them. */
    public val minutes: Long,
    /** Tickets they got. */
    public val tickets: Long,
)

/** One thing an actor might do with a ticket. */
@Serializable
public data class Allowed(
    /** What a button says, in Chinese and English. */
    public val label: Two<String, String>,
    /**
     * Whether it would be done now, with nothing said about it but what it `needs`; for a compensation, or a part of
     * a payout, with the least amount.
     */
    public val possible: Boolean,
    /** What. */
    public val trigger: Trigger,
    /**
     * The most money this actor may move by it: of what was asked for, of the actor's authority, of what is left of the
     * order's money and of the cap for goodwill the least; of a payout, what is pending. With less than what was asked for, what is not possible as it
     * stands may be possible with this amount.
     */
    @SerialName("at_most")
    public val atMost: Money? = null,
    /** Why not, when it is not: what the refusal would say. */
    public val because: String? = null,
    /**
     * What must be given with it, since the platform demands it: `reason_code`, `address`, `parcel`, `text`, `evidence`. The
     * first of them, when it is several.
     */
    public val needs: String? = null,
    /** What the platform is told by it. */
    public val tells: ActionVerb? = null,
)

/** Money of a ticket, all in one currency. */
@Serializable
public data class Amounts(
    /** Approved by us or the platform. */
    public val approved: Long,
    /** Promised or paid as goodwill, outside the refund balance. */
    public val compensation: Long,
    /** On its way, not yet confirmed. */
    public val pending: Long,
    /** Paid back. */
    public val refunded: Long,
    /** Asked for. */
    public val requested: Long,
)

/** An event body, known or from a later version. */
@Serializable(with = AnyEvent.Wired::class)
public sealed interface AnyEvent {
    /** What this version does not know, kept whole. */
    public data class Other(public val raw: JsonElement) : AnyEvent

    /** As it stands in JSON. */
    public object Wired : EitherSerializer<AnyEvent>("AnyEvent") {
        override fun read(element: JsonElement, json: Json): AnyEvent {
            val word = (element as? JsonObject)?.get("kind")
            return if (word != null && word.isText() && word.text() in KNOWN) {
                json.decodeFromJsonElement(EventBody.serializer(), element)
            } else {
                Other(element)
            }
        }

        override fun written(value: AnyEvent, json: Json): JsonElement = when (value) {
            is EventBody -> json.encodeToJsonElement(EventBody.serializer(), value)
            is Other -> value.raw
        }

        private val KNOWN = tags(EventBody.serializer())
    }
}

/** An application registered with a platform: owns a webhook URL and a secret. */
@JvmInline
@Serializable
public value class AppId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** An application that is registered with a platform. Its secrets stay in memory. */
@Serializable
public data class AppSettings(
    /** The app key, app id or client id. */
    public val app: AppId,
    /** The platform. */
    public val platform: Platform,
    /** The app secret. */
    public val secret: String,
    /** Another address of the platform: for tests and for fenced-in networks. */
    @SerialName("base_url")
    public val baseUrl: String? = null,
    /** Further secrets, by the platform's name for them (`token`, `aes_key`). */
    public val extra: Map<String, String> = emptyMap(),
    /** Facts that are not confirmed and were switched on, by name. */
    public val unconfirmed: List<String> = emptyList(),
)

/** What became of a command. */
@Serializable
public data class Applied(
    /** The end of the log after it. */
    public val cursor: Cursor,
    /** The same key was applied before: nothing was done again. */
    public val repeated: Boolean,
    /** The version of every row it wrote. */
    public val version: Long,
    /** What was decided about who is who: what takes it back. */
    public val decision: DecisionId? = null,
    /** A warning: somebody has more than they can take by it. The command was applied all the same. */
    @SerialName("over_capacity")
    public val overCapacity: OverCapacity? = null,
    /** The ticket it moved or made, if it is about one. */
    public val ticket: TicketId? = null,
    /**
     * Of a configuration that was published: what is probably a slip in it, as `check_config` tells it. Empty where the
     * same key was applied before.
     */
    public val warnings: List<Problem> = emptyList(),
)

/** One thing a platform can be told by itself. */
@Serializable
public data class Aside(
    /** What a button says, in Chinese and English. */
    public val label: Two<String, String>,
    /** What. */
    public val verb: ActionVerb,
    /** Why not, when it is not possible. */
    public val because: String? = null,
)

/** A move of a ticket that waits for approval. */
@Serializable
public data class AskedMove(
    /** How much, in the ticket's currency. */
    public val amount: Money,
    /** How the ticket moves. */
    public val trigger: Trigger,
    /** The platform's id of the return address. */
    public val address: String? = null,
    /** Who asks: somebody else approves. */
    public val by: AgentId? = null,
    /** Above what was paid, out of goodwill. */
    public val goodwill: Boolean = false,
    /** Pieces per line. */
    public val lines: List<LineOutcome> = emptyList(),
    /** The platform's reason code. */
    @SerialName("reason_code")
    public val reasonCode: String? = null,
)

/** Why a ticket came to who has it. */
@Serializable
public enum class AssignCause(public val word: String) {
    /** They were the first in the order of the queue who may take it. */
    @SerialName("queue")
    QUEUE("queue"),
    /** They had it before it waited for somebody outside, or before it was opened again. */
    @SerialName("ticket")
    TICKET("ticket"),
    /** They were the last to serve the customer. */
    @SerialName("customer")
    CUSTOMER("customer"),
    /** They have another open ticket of the same order. */
    @SerialName("order")
    ORDER("order"),
    /** They are of the team of the host or the shop. */
    @SerialName("team")
    TEAM("team"),
    /** A rule lets a bot begin. */
    @SerialName("bot")
    BOT("bot"),
    /** They took it when it was offered. */
    @SerialName("offer")
    OFFER("offer"),
    /** Somebody gave it to them, or they took it themselves. */
    @SerialName("by_hand")
    BY_HAND("by_hand"),
}

/** Who works on it. */
@Serializable
public data class Assignment(
    /** The load it puts on that agent now, in units. */
    public val weight: Long,
    /** When that agent first did something on it. */
    @SerialName("acted_at")
    public val actedAt: Timestamp? = null,
    /** The agent who has it. */
    public val agent: AgentId? = null,
    /** Groups that may take it by now, beside those that serve its queue. */
    public val also: List<String> = emptyList(),
    /** Since when that agent has it. */
    @SerialName("assigned_at")
    public val assignedAt: Timestamp? = null,
    /** When somebody should have it, where no clock says so: its place among those of its band. */
    @SerialName("due_at")
    public val dueAt: Timestamp? = null,
    /** How often less skill was enough for it since it waits. */
    public val eased: Long = 0,
    /** Since when it stands in that queue. */
    @SerialName("enqueued_at")
    public val enqueuedAt: Timestamp? = null,
    /** Agents who did not take it in this step of its route: it is offered to others first. */
    public val excluded: List<AgentId> = emptyList(),
    /** Those of them after the first of its clocks was due. */
    @SerialName("held_late_ms")
    public val heldLateMs: Long = 0,
    /**
     * Milliseconds that agents had it before, or that it was parked while nobody had it, since it was enqueued: they are none
     * of its age.
     */
    @SerialName("held_ms")
    public val heldMs: Long = 0,
    /** The agent who had it before it parked. */
    @SerialName("last_agent")
    public val lastAgent: AgentId? = null,
    /** The agents it is offered to, while nobody has it: the first who takes it has it. */
    public val offers: List<Offered> = emptyList(),
    /** Further agents it would be offered to at the same time, were they there and had they room. */
    @SerialName("offers_wanted")
    public val offersWanted: Long = 0,
    /** Since when it waits for somebody outside while nobody has it. */
    @SerialName("parked_at")
    public val parkedAt: Timestamp? = null,
    /** Queues that had no place for it. */
    public val past: List<QueueId> = emptyList(),
    /** The queue it stands in. */
    public val queue: QueueId? = null,
    /** Steps it did not wait for. */
    public val skipped: Skipped? = null,
    /** Steps of its route that it took while it waited. */
    public val step: Long = 0,
    /** Tags that rules gave it: they are given once, so that one which somebody took away stays away. */
    public val tagged: List<String> = emptyList(),
)

/** What one configuration makes of all of them. */
@Serializable
public data class Attained(
    /** How much work each agent had. */
    public val agents: List<AgentWork>,
    /** Tickets that somebody got. */
    public val assigned: Long,
    /** Tickets that policies and automations decided without a person. */
    public val decided: Long,
    /** Money that was granted with that, one amount for a currency. */
    public val granted: List<Money>,
    /** Tickets by the queue they stood in at the end. */
    public val queues: Map<String, Long>,
    /** Tickets that nobody ever got. */
    public val unassigned: Long,
    /** The longest wait. */
    @SerialName("wait_longest_ms")
    public val waitLongestMs: Long,
    /** The wait that half of those who got somebody did not exceed, in milliseconds. */
    @SerialName("wait_median_ms")
    public val waitMedianMs: Long,
    /** The wait that nine of ten did not exceed. */
    @SerialName("wait_p90_ms")
    public val waitP90Ms: Long,
    /** Tickets of which a rung of an escalation ladder was done. */
    public val escalated: Long = 0,
)

/** A key that was attested for an account. The value is personal data and is kept only as a keyed hash. */
@Serializable
public data class AttestedKey(
    /** What it is. */
    public val kind: KeyKind,
    /** The value as given. Personal data: hashed on the way in, never stored. */
    public val value: String,
    /** Whether the platform's terms allow joining by it. */
    public val linkable: Boolean = true,
    /** The scope in which it is unique; empty means everywhere. */
    public val scope: String = "",
)

/** What rules can look at. Words are one value, lists are several; amounts are minor units, times milliseconds. */
@Serializable(with = Attribute.Wired::class)
public sealed interface Attribute {
    /** Word: the platform it began on. */
    public data object Platform : Attribute

    /** Word: the shop it began in. */
    public data object Shop : Attribute

    /** Word: what is asked for. */
    public data object Kind : Attribute

    /** Word: what the problem is. */
    public data object Issue : Attribute

    /** Word: where it stands. */
    public data object Headline : Attribute

    /** Word: on whom it waits. */
    public data object WaitingOn : Attribute

    /** Word: where the goods are. */
    public data object Goods : Attribute

    /** Word: how far the refund is. */
    public data object Money : Attribute

    /** Word: how far the replacement is. */
    public data object Replacement : Attribute

    /** Word: how far arbitration is. */
    public data object Dispute : Attribute

    /** Word: what the seller decided. */
    public data object Decision : Attribute

    /** Word: the currency of its amounts. */
    public data object Currency : Attribute

    /** Word: who sold it on screen. */
    public data object Host : Attribute

    /** Word: the room it was sold in. */
    public data object Room : Attribute

    /** Word: the show it was sold in, by id. */
    public data object Show : Attribute

    /** Word: the platform's own reason code. */
    public data object ReasonCode : Attribute

    /** List: where the buyer wrote about it, such as `chat` or `call`. Nothing where only an after-sale was opened. */
    public data object Channels : Attribute

    /** List: the tags people and rules gave it. */
    public data object Tags : Attribute

    /** List: marks such as `refund_failed`. */
    public data object Flags : Attribute

    /** List: the skus it is about. */
    public data object Skus : Attribute

    /** List: the products it is about, by id. */
    public data object Products : Attribute

    /** List: categories of the products it is about. */
    public data object Categories : Attribute

    /** List: who supplies the products it is about. */
    public data object Suppliers : Attribute

    /** List: the tags of its customer. */
    public data object CustomerTags : Attribute

    /** Number: the money asked for. */
    public data object Amount : Attribute

    /** Number: the money approved. */
    public data object Approved : Attribute

    /** Number: the money paid back. */
    public data object Refunded : Attribute

    /** Number: goodwill paid or promised. */
    public data object Compensation : Attribute

    /** Number: what was paid for the order. */
    public data object PaidTotal : Attribute

    /**
     * Word: province, city and district that the order goes to, as its platform writes them. Personal data: explanations do not
     * show it.
     */
    public data object Region : Attribute

    /** Number: pieces the buyer complains of. */
    public data object Pieces : Attribute

    /** Number: how often it was reopened. */
    public data object Reopened : Attribute

    /** Number: time since it was opened. */
    public data object Age : Attribute

    /** Number: time left until the platform's deadline, negative when it has passed. */
    public data object DeadlineIn : Attribute

    /** Number: time left until the first of our clocks is due, negative when it has passed. */
    public data object SlaSlack : Attribute

    /** Number: how often money went back to its customer in the 90 days before it was opened, on other tickets. */
    public data object RefundCount90d : Attribute

    /** Yes or no: one of ours has answered the buyer. */
    public data object Answered : Attribute

    /** Yes or no: its order is not known yet. */
    public data object Orphan : Attribute

    /**
     * A field of the merchant's. Of a ticket or customer it is one value; of lines and products, of which there may be
     * several, a list.
     */
    public data class Custom(public val value: CustomRef) : Attribute

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<Attribute>("Attribute") {
        override fun word(word: String): Attribute? = when (word) {
            "platform" -> Platform
            "shop" -> Shop
            "kind" -> Kind
            "issue" -> Issue
            "headline" -> Headline
            "waiting_on" -> WaitingOn
            "goods" -> Goods
            "money" -> Money
            "replacement" -> Replacement
            "dispute" -> Dispute
            "decision" -> Decision
            "currency" -> Currency
            "host" -> Host
            "room" -> Room
            "show" -> Show
            "reason_code" -> ReasonCode
            "channels" -> Channels
            "tags" -> Tags
            "flags" -> Flags
            "skus" -> Skus
            "products" -> Products
            "categories" -> Categories
            "suppliers" -> Suppliers
            "customer_tags" -> CustomerTags
            "amount" -> Amount
            "approved" -> Approved
            "refunded" -> Refunded
            "compensation" -> Compensation
            "paid_total" -> PaidTotal
            "region" -> Region
            "pieces" -> Pieces
            "reopened" -> Reopened
            "age" -> Age
            "deadline_in" -> DeadlineIn
            "sla_slack" -> SlaSlack
            "refund_count_90d" -> RefundCount90d
            "answered" -> Answered
            "orphan" -> Orphan
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): Attribute? = when (key) {
            "custom" -> Custom(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: Attribute, json: Json): JsonElement = when (value) {
            is Platform -> JsonPrimitive("platform")
            is Shop -> JsonPrimitive("shop")
            is Kind -> JsonPrimitive("kind")
            is Issue -> JsonPrimitive("issue")
            is Headline -> JsonPrimitive("headline")
            is WaitingOn -> JsonPrimitive("waiting_on")
            is Goods -> JsonPrimitive("goods")
            is Money -> JsonPrimitive("money")
            is Replacement -> JsonPrimitive("replacement")
            is Dispute -> JsonPrimitive("dispute")
            is Decision -> JsonPrimitive("decision")
            is Currency -> JsonPrimitive("currency")
            is Host -> JsonPrimitive("host")
            is Room -> JsonPrimitive("room")
            is Show -> JsonPrimitive("show")
            is ReasonCode -> JsonPrimitive("reason_code")
            is Channels -> JsonPrimitive("channels")
            is Tags -> JsonPrimitive("tags")
            is Flags -> JsonPrimitive("flags")
            is Skus -> JsonPrimitive("skus")
            is Products -> JsonPrimitive("products")
            is Categories -> JsonPrimitive("categories")
            is Suppliers -> JsonPrimitive("suppliers")
            is CustomerTags -> JsonPrimitive("customer_tags")
            is Amount -> JsonPrimitive("amount")
            is Approved -> JsonPrimitive("approved")
            is Refunded -> JsonPrimitive("refunded")
            is Compensation -> JsonPrimitive("compensation")
            is PaidTotal -> JsonPrimitive("paid_total")
            is Region -> JsonPrimitive("region")
            is Pieces -> JsonPrimitive("pieces")
            is Reopened -> JsonPrimitive("reopened")
            is Age -> JsonPrimitive("age")
            is DeadlineIn -> JsonPrimitive("deadline_in")
            is SlaSlack -> JsonPrimitive("sla_slack")
            is RefundCount90d -> JsonPrimitive("refund_count_90d")
            is Answered -> JsonPrimitive("answered")
            is Orphan -> JsonPrimitive("orphan")
            is Custom -> holding("custom", json.encodeToJsonElement(value.value))
        }
    }
}

/** How sure we are which host sold a line. */
@Serializable
public enum class Attribution(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Nothing is known. */
    @SerialName("unknown")
    UNKNOWN("unknown", "未知", "Unknown"),
    /** One show of that shop was on when it was bought. */
    @SerialName("by_time")
    BY_TIME("by_time", "按开播时段推断", "By the time of the show"),
    /** The platform names the room, and a show has that room. */
    @SerialName("by_room")
    BY_ROOM("by_room", "按直播间匹配", "By the live room"),
    /** The platform names the host. */
    @SerialName("by_platform")
    BY_PLATFORM("by_platform", "平台标明", "Named by the platform"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What is decided without a person. */
@Serializable
public data class AutoPolicy(
    /** At most so many minor units; nothing above is decided without a person, and nothing whose amount is not known. */
    @SerialName("at_most")
    public val atMost: Long,
    /** When it applies. */
    @SerialName("when")
    public val `when`: When,
    /** In this currency; money in another one is left to people. */
    public val currency: Currency = Currency("CNY"),
)

/** Does something by itself. Each is done at most once for what called it. */
@Serializable
public data class Automation(
    /** Its name, unique: what was done is remembered by it. */
    public val name: String,
    /** What calls it. */
    public val on: AutomationOn,
    /** What is done, in this order; all of it or nothing. */
    public val then: List<AutomationStep>,
    /** Whether it is looked at at all. */
    public val enabled: Boolean = true,
    /** For which of those events, by what they say. */
    public val event: EventIs? = null,
    /** For which tickets, as they are then. */
    @SerialName("when")
    public val `when`: When = When.Always,
)

/** What is remembered of an automation on a ticket. */
@Serializable
public data class AutomationDone(
    /** How often it was done. */
    public val times: Long,
    /**
     * What was counted from when it was last due by time: since when the ticket stood where it did or the buyer waited, or the
     * deadline.
     */
    public val since: Timestamp? = null,
)

/** A field of the merchant's on the ticket that an automation sets. */
@Serializable
public data class AutomationField(
    /** The value. */
    @SerialName("is")
    public val `is`: CustomValue,
    /** The name of the field. */
    public val name: String,
)

/** How an automation moves a ticket. */
@Serializable
public data class AutomationMove(
    /** How: one of `AutomationMove::TRIGGERS`. */
    public val trigger: Trigger,
    /** The platform's reason code. */
    @SerialName("reason_code")
    public val reasonCode: String? = null,
    /** Words to the buyer, with the places of an answer. */
    public val text: String? = null,
)

/** What calls an automation. */
@Serializable(with = AutomationOn.Wired::class)
public sealed interface AutomationOn {
    /** One of these was recorded on a ticket. */
    public data class Events(public val value: List<Occasion>) : AutomationOn

    /** A ticket stood in a headline for some time. */
    public data class After(public val value: StateAge) : AutomationOn

    /** A buyer who was answered wrote again, and for some time nobody answered that. */
    public data class Unanswered(public val value: Span) : AutomationOn

    /** The platform's deadline for the present step is no farther away. */
    public data class Deadline(public val value: Span) : AutomationOn

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<AutomationOn>("AutomationOn") {
        override fun word(word: String): AutomationOn? = when (word) {
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): AutomationOn? = when (key) {
            "events" -> Events(json.decodeFromJsonElement(value))
            "after" -> After(json.decodeFromJsonElement(value))
            "unanswered" -> Unanswered(json.decodeFromJsonElement(value))
            "deadline" -> Deadline(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: AutomationOn, json: Json): JsonElement = when (value) {
            is Events -> holding("events", json.encodeToJsonElement(value.value))
            is After -> holding("after", json.encodeToJsonElement(value.value))
            is Unanswered -> holding("unanswered", json.encodeToJsonElement(value.value))
            is Deadline -> holding("deadline", json.encodeToJsonElement(value.value))
        }
    }
}

/** What an automation does. */
@Serializable(with = AutomationStep.Wired::class)
public sealed interface AutomationStep {
    /** Gives the ticket this tag. */
    public data class Tag(public val value: String) : AutomationStep

    /** Takes this tag away. */
    public data class Untag(public val value: String) : AutomationStep

    /** Leaves a note for colleagues. */
    public data class Note(public val value: String) : AutomationStep

    /** Answers the buyer: `{number}`, `{amount}` and `{approved}` stand for what the ticket says. */
    public data class Reply(public val value: String) : AutomationStep

    /** Answers the buyer by a template. */
    public data class Template(public val value: TemplateUse) : AutomationStep

    /** Puts it into this queue. */
    public data class Queue(public val value: String) : AutomationStep

    /** Gives it this priority, 0 (now) to 4. */
    public data class Band(public val value: Long) : AutomationStep

    /** Opens a task. */
    public data class Task(public val value: AutomationTask) : AutomationStep

    /** Tells a group: the event names it, who is in it is told by the host. */
    public data class Notify(public val value: String) : AutomationStep

    /** Grants the request if no more than this is asked for; one amount for a currency. */
    public data class Approve(public val value: List<Money>) : AutomationStep

    /** Gives it to this agent. */
    public data class Assign(public val value: AgentId) : AutomationStep

    /** Lets this agent hear of it. */
    public data class Watch(public val value: AgentId) : AutomationStep

    /** Moves it, by what promises neither money nor goods. */
    public data class Move(public val value: AutomationMove) : AutomationStep

    /** Sets a field of the merchant's on it. */
    public data class Custom(public val value: AutomationField) : AutomationStep

    /** Says what the problem is. */
    public data class Issue(public val value: IssueType) : AutomationStep

    /** Tells the platform something that moves nothing here. */
    public data class Tell(public val value: AutomationTell) : AutomationStep

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<AutomationStep>("AutomationStep") {
        override fun word(word: String): AutomationStep? = when (word) {
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): AutomationStep? = when (key) {
            "tag" -> Tag(json.decodeFromJsonElement(value))
            "untag" -> Untag(json.decodeFromJsonElement(value))
            "note" -> Note(json.decodeFromJsonElement(value))
            "reply" -> Reply(json.decodeFromJsonElement(value))
            "template" -> Template(json.decodeFromJsonElement(value))
            "queue" -> Queue(json.decodeFromJsonElement(value))
            "band" -> Band(json.decodeFromJsonElement(value))
            "task" -> Task(json.decodeFromJsonElement(value))
            "notify" -> Notify(json.decodeFromJsonElement(value))
            "approve" -> Approve(json.decodeFromJsonElement(value))
            "assign" -> Assign(json.decodeFromJsonElement(value))
            "watch" -> Watch(json.decodeFromJsonElement(value))
            "move" -> Move(json.decodeFromJsonElement(value))
            "custom" -> Custom(json.decodeFromJsonElement(value))
            "issue" -> Issue(json.decodeFromJsonElement(value))
            "tell" -> Tell(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: AutomationStep, json: Json): JsonElement = when (value) {
            is Tag -> holding("tag", json.encodeToJsonElement(value.value))
            is Untag -> holding("untag", json.encodeToJsonElement(value.value))
            is Note -> holding("note", json.encodeToJsonElement(value.value))
            is Reply -> holding("reply", json.encodeToJsonElement(value.value))
            is Template -> holding("template", json.encodeToJsonElement(value.value))
            is Queue -> holding("queue", json.encodeToJsonElement(value.value))
            is Band -> holding("band", json.encodeToJsonElement(value.value))
            is Task -> holding("task", json.encodeToJsonElement(value.value))
            is Notify -> holding("notify", json.encodeToJsonElement(value.value))
            is Approve -> holding("approve", json.encodeToJsonElement(value.value))
            is Assign -> holding("assign", json.encodeToJsonElement(value.value))
            is Watch -> holding("watch", json.encodeToJsonElement(value.value))
            is Move -> holding("move", json.encodeToJsonElement(value.value))
            is Custom -> holding("custom", json.encodeToJsonElement(value.value))
            is Issue -> holding("issue", json.encodeToJsonElement(value.value))
            is Tell -> holding("tell", json.encodeToJsonElement(value.value))
        }
    }
}

/** Why an automation was not carried out. */
@Serializable
public enum class AutomationStop(public val word: String) {
    /** A step of it is not possible now; none was done. */
    @SerialName("refused")
    REFUSED("refused"),
    /** Automations called each other too often. */
    @SerialName("too_deep")
    TOO_DEEP("too_deep"),
    /** It was done on this ticket too often. */
    @SerialName("too_often")
    TOO_OFTEN("too_often"),
}

/** A task that an automation opens. */
@Serializable
public data class AutomationTask(
    /** By which group. */
    public val group: String,
    /** What is to be done. */
    public val kind: TaskKind,
)

/** What an automation tells a platform beside all moves. */
@Serializable
public data class AutomationTell(
    /** What: one of `AutomationTell::VERBS`. */
    public val verb: ActionVerb,
    /** The words, with the places of an answer. */
    public val text: String? = null,
)

/** The axes and plain fields of one ticket, everything its headline depends on. */
@Serializable
public data class Axes(
    /** The question was answered. */
    public val answered: Boolean,
    /** The buyer was asked for something. */
    @SerialName("asked_buyer")
    public val askedBuyer: Boolean,
    /** Why it was cancelled, if it was. */
    @SerialName("cancel_reason")
    public val cancelReason: CancelReason,
    /** Closed. When is kept on the ticket. */
    public val closed: Boolean,
    /** What the seller decided. */
    public val decision: Decision,
    /** How far arbitration is. */
    public val dispute: DisputeState,
    /** Where the buyer's goods are. */
    public val goods: Goods,
    /** What is asked for. */
    public val kind: Kind,
    /** How far the refund is. */
    public val money: MoneyState,
    /** A repair is under way. */
    @SerialName("repair_running")
    public val repairRunning: Boolean,
    /** How far the replacement is. */
    public val replacement: ReplacementState,
    /** Triage is done. */
    public val triaged: Boolean,
)

/** How far a back-fill came. */
@Serializable
public data class Backfilled(
    /** Facts taken in so far. */
    public val facts: Long,
    /** Objects scheduled to be read one by one so far. */
    public val hints: Long,
    /** Where it began. */
    public val since: Timestamp,
    /** Parts that could not be read so far: kept in the quarantine. */
    public val unreadable: Long,
    /** Everything up to here was read. */
    public val until: Timestamp,
)

/** The target of a clock in one band. */
@Serializable
public data class BandTarget(
    /** The band, 0 (now) to 4. */
    public val band: Long,
    /** Milliseconds it may run there. */
    @SerialName("target_ms")
    public val targetMs: Long,
)

/** A block of name, phone and address: of the account itself, or of whoever a parcel goes to. Personal data throughout. */
@Serializable
public data class Block(
    /** The platform's token of this whole block, equal for equal blocks in its scope. */
    public val block: String = "",
    /** City or suburb. */
    public val city: String = "",
    /** Road, house, room. */
    public val detail: String = "",
    /** District. */
    public val district: String = "",
    /** The given name. */
    public val given: String = "",
    /** The whole name as written; or the two parts below. */
    public val name: String = "",
    /** The phone, whole or masked. */
    public val phone: String = "",
    /** How much of it is shown. */
    @SerialName("phone_shown")
    public val phoneShown: PhoneShown = PhoneShown.PLAIN,
    /** The postcode. */
    public val postcode: String = "",
    /** Province or state. */
    public val province: String = "",
    /** A parcel's receiver; else the account's own: registered, or said by a caller. */
    public val receiver: Boolean = false,
    /** The family name. */
    public val surname: String = "",
    /** The platform's ciphertext of the phone, equal for equal phones in its scope. */
    public val token: String = "",
    /** The scope of the two tokens. */
    @SerialName("token_scope")
    public val tokenScope: String = "",
)

/** A place in a file from which an import can go on, under the same mapping. */
@Serializable
public data class Bookmark(
    /** Bytes before it. */
    public val byte: Long,
    /** The line that comes next, from 1. */
    public val line: Long,
    /** A digest of the mapping and the header, so that it is not used with others. */
    public val of: String,
    /** Items given since that byte already (only when rows are collected). */
    public val skip: Long = 0,
)

/** What part bots have in the tickets of a rule. */
@Serializable
public data class BotPolicy(
    /** Which part. */
    public val policy: BotUse,
    /** Which bot has them first: an agent of that kind. */
    public val id: AgentId? = null,
    /** After so many replies it hands over; no bound when absent. */
    @SerialName("max_turns")
    public val maxTurns: Long? = null,
    /** Replies of which it is less sure than this are unsure, in percent; two of them in a row and it hands over. */
    @SerialName("min_confidence")
    public val minConfidence: Long? = null,
    /** A buyer waits no longer than this for the bot, in milliseconds; no bound when absent. */
    @SerialName("timeout_ms")
    public val timeoutMs: Long? = null,
)

/**
 * The talk a bot has on a ticket. As long as it is not over, the bot has the ticket and nobody else; afterwards no bot does
 * anything on it, until a person gives it to one.
 */
@Serializable
public data class BotTalk(
    /** The bot. */
    public val bot: AgentId,
    /** Since when it has the ticket. */
    public val since: Timestamp,
    /** When it last did something. */
    @SerialName("last_at")
    public val lastAt: Timestamp? = null,
    /** How it ended. */
    public val over: TalkEnd? = null,
    /** Marks of what the desk wrote to the buyer meanwhile, the last twenty: a channel that shows it again shows no person. */
    public val said: List<String> = emptyList(),
    /** Replies it gave. */
    public val turns: Long = 0,
    /** Of those the last ones in a row of which it was unsure. */
    public val unsure: Long = 0,
)

/** What part bots have in a ticket. */
@Serializable
public enum class BotUse(public val word: String) {
    /** The bot has it first, people after it. */
    @SerialName("first")
    FIRST("first"),
    /** A person has it; bots leave notes and fill in fields. */
    @SerialName("assist")
    ASSIST("assist"),
    /** Bots have no part in it. */
    @SerialName("never")
    NEVER("never"),
}

/** A ticket with all that a phone shows of it. */
@Serializable
public data class Bundle(
    /** The ticket. */
    public val ticket: VersionedTicket,
    /** The last that happened, oldest first. */
    public val timeline: List<Moment>,
    /** What its reader may do with it. */
    public val allowed: List<Offer> = emptyList(),
    /** More happened before that. */
    public val earlier: Boolean = false,
    /** Its internal tasks. */
    public val tasks: List<VersionedTask> = emptyList(),
)

/** A notice of the present episode. */
@Serializable
public data class BuyerNotice(
    /** What it is called, in the buyer's language. */
    public val label: String,
    /** Which. */
    public val notice: Notice,
)

/** A parcel, as its buyer may see it. */
@Serializable
public data class BuyerParcel(
    /** Which way it goes. */
    public val direction: Direction,
    /** The tracking number. */
    public val tracking: String,
    /** The carrier. */
    public val carrier: String? = null,
    /** Where it is, as far as the carrier said. */
    public val state: ParcelState? = null,
)

/** What a buyer may see of a ticket, in the buyer's language. */
@Serializable
public data class BuyerView(
    /** The state. */
    public val headline: Headline,
    /** What the state is called. */
    @SerialName("headline_label")
    public val headlineLabel: String,
    /** What happens next, and who does it. */
    @SerialName("next_step")
    public val nextStep: String,
    /** The number to read aloud. */
    public val number: TicketNumber,
    /** The steps to the end of this kind of request. */
    public val progress: List<Step>,
    /** The money it is about: paid back, else approved, else asked for. */
    public val amount: Money? = null,
    /** Notices recorded in the present episode. */
    public val notices: List<BuyerNotice> = emptyList(),
    /** Parcels of the after-sale: the return and the replacement. */
    public val parcels: List<BuyerParcel> = emptyList(),
    /** Until when: the platform's deadline of the present step, else what we aim at. */
    @SerialName("promised_by")
    public val promisedBy: Timestamp? = null,
)

/** The working hours of a team or a shop. */
@Serializable
public data class Calendar(
    /** Its name, by which rules refer to it. */
    public val name: String,
    /**
     * Public holidays that are kept, with the weekends on which they are made up for. What `special` and `made_up` say of a day
     * is stronger.
     */
    public val holidays: Holidays? = null,
    /** Days with the hours of another day of the week, as `2027-02-06`: `friday`. */
    @SerialName("made_up")
    public val madeUp: Map<String, Weekday> = emptyMap(),
    /** Whose hours those weekends have on which a public holiday is made up for; Monday's when absent. */
    @SerialName("made_up_as")
    public val madeUpAs: Weekday? = null,
    /**
     * Days with other hours than their day of the week, as `2026-10-01`: none for a holiday, those of a working day for a
     * weekend on which work is made up for.
     */
    public val special: Map<String, List<Hours>> = emptyMap(),
    /** The hours of each day of the week; closed on a day that is not named. */
    public val week: Map<String, List<Hours>> = emptyMap(),
    /**
     * The time zone its hours are counted in, by its name as `Asia/Shanghai` or `Europe/Berlin`, with daylight-saving time.
     * That of the merchant (`zone_minutes`) when absent.
     */
    public val zone: String? = null,
)

/** Why a ticket was cancelled. */
@Serializable
public enum class CancelReason(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** It was not. */
    @SerialName("none")
    NONE("none", "未取消", "Not cancelled"),
    /** The buyer took it back. */
    @SerialName("buyer")
    BUYER("buyer", "买家撤销", "Cancelled by the buyer"),
    /** A time window of the buyer ended. */
    @SerialName("expired")
    EXPIRED("expired", "超时取消", "Expired"),
    /** The platform cancelled or closed it. */
    @SerialName("platform")
    PLATFORM("platform", "平台取消", "Cancelled by the platform"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What a platform can do. */
@Serializable
public data class Capabilities(
    /** What it can be told. */
    public val actions: List<Two<ActionVerb, Support>>,
    /** Object types that are after-sales, those that stand beside one included. */
    @SerialName("after_sales")
    public val afterSales: List<String>,
    /** Calls a second and shop that it takes without complaint. */
    @SerialName("calls_per_second")
    public val callsPerSecond: Long,
    /** Whether buyers can be written to through its API. */
    public val chat: Boolean,
    /** Objects that can be read one by one: `aftersale`, `order`. */
    public val detail: List<String>,
    /** The ids of buyers. */
    public val identity: List<IdentityKey>,
    /** Kinds of after-sale it has. */
    public val kinds: List<Kind>,
    /** How a host is found. */
    public val live: Attribution,
    /** Whether it can be polled. */
    public val poll: Boolean,
    /** How much windows overlap, in milliseconds. */
    @SerialName("poll_overlap_ms")
    public val pollOverlapMs: Long,
    /** The widest window of one poll, in milliseconds. */
    @SerialName("poll_window_ms")
    public val pollWindowMs: Long,
    /** Whether it says which reasons it accepts with a refusal. */
    public val reasons: Boolean,
    /** Whether access tokens end and must be renewed. */
    @SerialName("tokens_expire")
    public val tokensExpire: Boolean,
    /** How news is pushed. */
    public val webhook: WaysIn,
)

/** A line the host said. */
@Serializable
public data class Caption(
    /** When. */
    public val at: Timestamp,
    /** What. */
    public val text: String,
)

/** A customer with their accounts. */
@Serializable
public data class Card(
    /** Their accounts. */
    public val accounts: List<Account>,
    /** The person. */
    public val customer: VersionedCustomer,
)

/** Where a message came through. */
@Serializable
public enum class Channel(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** The shop's chat. */
    @SerialName("chat")
    CHAT("chat", "店铺客服聊天", "Shop chat"),
    /** A comment in a live room. */
    @SerialName("live_comment")
    LIVE_COMMENT("live_comment", "直播间评论", "Live comment"),
    /** A form in the merchant's app or site. */
    @SerialName("form")
    FORM("form", "售后表单", "Form"),
    /** A text message. */
    @SerialName("sms")
    SMS("sms", "短信", "Text message"),
    /** A push message to the merchant's app. */
    @SerialName("push")
    PUSH("push", "应用推送", "Push message"),
    /** E-mail. */
    @SerialName("email")
    EMAIL("email", "电子邮件", "E-mail"),
    /** A phone call, written down. */
    @SerialName("call")
    CALL("call", "电话", "Phone call"),
    /** A note to the after-sale on the platform. */
    @SerialName("after_sale_note")
    AFTER_SALE_NOTE("after_sale_note", "售后单留言", "After-sale note"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What must be true of an attribute. */
@Serializable(with = Check.Wired::class)
public sealed interface Check {
    /** It is there. */
    public data object Exists : Check

    /** It is not there; an empty list is not there. */
    public data object Missing : Check

    /** It is this. */
    public data class Eq(public val value: CustomValue) : Check

    /** It is there, and is another. */
    public data class Ne(public val value: CustomValue) : Check

    /** It is one of these. */
    public data class In(public val value: List<CustomValue>) : Check

    /** It is there, and is none of these. */
    public data class NotIn(public val value: List<CustomValue>) : Check

    /** It is below this. */
    public data class Lt(public val value: CustomValue) : Check

    /** It is at most this. */
    public data class Le(public val value: CustomValue) : Check

    /** It is above this. */
    public data class Gt(public val value: CustomValue) : Check

    /** It is at least this. */
    public data class Ge(public val value: CustomValue) : Check

    /** It is between these two, or one of them. */
    public data class Between(public val value: Two<CustomValue, CustomValue>) : Check

    /** The list has one of these. */
    public data class HasAny(public val value: List<CustomValue>) : Check

    /** The list has all of these. */
    public data class HasAll(public val value: List<CustomValue>) : Check

    /** The word begins with this. */
    public data class Prefix(public val value: String) : Check

    /** The word looks like this: `*` is any text, `?` is one character. */
    public data class Glob(public val value: String) : Check

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<Check>("Check") {
        override fun word(word: String): Check? = when (word) {
            "exists" -> Exists
            "missing" -> Missing
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): Check? = when (key) {
            "eq" -> Eq(json.decodeFromJsonElement(value))
            "ne" -> Ne(json.decodeFromJsonElement(value))
            "in" -> In(json.decodeFromJsonElement(value))
            "not_in" -> NotIn(json.decodeFromJsonElement(value))
            "lt" -> Lt(json.decodeFromJsonElement(value))
            "le" -> Le(json.decodeFromJsonElement(value))
            "gt" -> Gt(json.decodeFromJsonElement(value))
            "ge" -> Ge(json.decodeFromJsonElement(value))
            "between" -> Between(json.decodeFromJsonElement(value))
            "has_any" -> HasAny(json.decodeFromJsonElement(value))
            "has_all" -> HasAll(json.decodeFromJsonElement(value))
            "prefix" -> Prefix(json.decodeFromJsonElement(value))
            "glob" -> Glob(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: Check, json: Json): JsonElement = when (value) {
            is Exists -> JsonPrimitive("exists")
            is Missing -> JsonPrimitive("missing")
            is Eq -> holding("eq", json.encodeToJsonElement(value.value))
            is Ne -> holding("ne", json.encodeToJsonElement(value.value))
            is In -> holding("in", json.encodeToJsonElement(value.value))
            is NotIn -> holding("not_in", json.encodeToJsonElement(value.value))
            is Lt -> holding("lt", json.encodeToJsonElement(value.value))
            is Le -> holding("le", json.encodeToJsonElement(value.value))
            is Gt -> holding("gt", json.encodeToJsonElement(value.value))
            is Ge -> holding("ge", json.encodeToJsonElement(value.value))
            is Between -> holding("between", json.encodeToJsonElement(value.value))
            is HasAny -> holding("has_any", json.encodeToJsonElement(value.value))
            is HasAll -> holding("has_all", json.encodeToJsonElement(value.value))
            is Prefix -> holding("prefix", json.encodeToJsonElement(value.value))
            is Glob -> holding("glob", json.encodeToJsonElement(value.value))
        }
    }
}

/** Who gets a ticket, and why the others did not qualify. */
@Serializable
public data class Choice(
    /** Those who may not take it, by id. */
    public val refused: List<Two<AgentId, Refusal>>,
    /** Who gets it; `None` when nobody may take it now. */
    public val agent: AgentId? = null,
    /** Who knows it and has no room now: the ticket waits for them, whoever else may take it. */
    @SerialName("waits_for")
    public val waitsFor: AgentId? = null,
)

/** The axes a platform's snapshot speaks of; what it does not speak of is `None`. */
@Serializable
public data class Claim(
    /** It was answered; nothing has to move. */
    public val answered: Boolean? = null,
    /** The buyer was asked for something. */
    @SerialName("asked_buyer")
    public val askedBuyer: Boolean? = null,
    /** It was cancelled, and by whom. */
    public val cancel: CancelReason? = null,
    /** The platform closed it for good. */
    public val closed: Boolean = false,
    /** What was decided. */
    public val decision: Decision? = null,
    /** Where the arbitration stands. */
    public val dispute: DisputeState? = null,
    /** The platform paid back all of it: money ends the ticket whatever its kind was. */
    @SerialName("full_refund")
    public val fullRefund: Boolean = false,
    /** Where the goods are, as far as the platform says; the carrier knows better. */
    public val goods: Goods? = null,
    /** What became of the money. */
    public val money: MoneyState? = null,
    /** A repair is running. */
    @SerialName("repair_running")
    public val repairRunning: Boolean? = null,
    /** What became of the replacement. */
    public val replacement: ReplacementState? = null,
)

/** A running or stopped clock: a fold, so that changing targets keeps the pauses already earned. */
@Serializable
public data class Clock(
    /** Whether the breach was announced. */
    public val breached: Boolean,
    /** Milliseconds it ran up to `running_since`. */
    @SerialName("ran_ms")
    public val ranMs: Long,
    /** When it started. */
    @SerialName("started_at")
    public val startedAt: Timestamp,
    /** Target in milliseconds. */
    @SerialName("target_ms")
    public val targetMs: Long,
    /** Whether the warning was announced. */
    public val warned: Boolean,
    /** Counts its starts on this ticket, from 1. */
    public val cycle: Long = 1,
    /** The hours it counts while it runs; every hour when absent. */
    public val hours: CountedHours? = null,
    /** When it was stopped by what it waited for. */
    @SerialName("met_at")
    public val metAt: Timestamp? = null,
    /** When it warns and is due, where it counts only the hours of a calendar and runs. */
    public val moments: Moments? = null,
    /** Since when it runs; `None` while paused or stopped. */
    @SerialName("running_since")
    public val runningSince: Timestamp? = null,
)

/** One clock of ours. */
@Serializable
public enum class ClockKind(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Until somebody answers the first time. */
    @SerialName("first_response")
    FIRST_RESPONSE("first_response", "首次响应", "First response"),
    /** Until the seller decides. */
    @SerialName("decision")
    DECISION("decision", "处理决定", "Decision"),
    /** Until goods are inspected. */
    @SerialName("inspection")
    INSPECTION("inspection", "收货验货", "Inspection"),
    /** Until money is paid. */
    @SerialName("refund")
    REFUND("refund", "退款打款", "Refund"),
    /** Until all is done. */
    @SerialName("resolution")
    RESOLUTION("resolution", "整单解决", "Resolution"),
    /** The platform's own deadline: never paused. */
    @SerialName("platform_deadline")
    PLATFORM_DEADLINE("platform_deadline", "平台时限", "Platform deadline"),
    /** Until somebody answers a buyer who wrote again after the first answer. */
    @SerialName("next_response")
    NEXT_RESPONSE("next_response", "再次响应", "Next response"),
    /** Until a person, not an automation, does something on it the first time. */
    @SerialName("first_human_response")
    FIRST_HUMAN_RESPONSE("first_human_response", "人工首次响应", "First response by a person"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What a clock of ours passed. */
@Serializable
public enum class ClockPoint(public val word: String) {
    /** It came near its target. */
    @SerialName("warn")
    WARN("warn"),
    /** It passed it. */
    @SerialName("breach")
    BREACH("breach"),
}

/** What speaks for or against a ticket when a parcel came that nobody announced. */
@Serializable
public enum class Clue(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** The return's number differs from the scanned one in one character. */
    @SerialName("one_wrong")
    ONE_WRONG("one_wrong", "单号差一位", "One character differs"),
    /** Two neighbouring characters are exchanged. */
    @SerialName("swapped")
    SWAPPED("swapped", "相邻两位颠倒", "Two characters exchanged"),
    /** The scanned number lacks one character of the return's. */
    @SerialName("one_missing")
    ONE_MISSING("one_missing", "扫到的单号少一位", "One character missing"),
    /** The scanned number has one character more. */
    @SerialName("one_extra")
    ONE_EXTRA("one_extra", "扫到的单号多一位", "One character too many"),
    /** They differ by a few characters in front. */
    @SerialName("prefix")
    PREFIX("prefix", "单号前缀不同", "Prefix missing or added"),
    /** One of them is the beginning of the other. */
    @SerialName("cut_off")
    CUT_OFF("cut_off", "单号后段缺失", "End cut off"),
    /** The buyer wrote this number to us. */
    @SerialName("buyer_named")
    BUYER_NAMED("buyer_named", "买家提供过该单号", "The buyer wrote this number"),
    /** The return has no tracking number yet. */
    @SerialName("no_number_yet")
    NO_NUMBER_YET("no_number_yet", "退货尚未填写单号", "No tracking number yet"),
    /** The return names another parcel. */
    @SerialName("other_parcel")
    OTHER_PARCEL("other_parcel", "退货填写了其他单号", "Another parcel is named"),
    /** The return names the same carrier. */
    @SerialName("same_carrier")
    SAME_CARRIER("same_carrier", "快递公司一致", "Same carrier"),
    /** An article found in the parcel is one that is to come back. */
    @SerialName("article")
    ARTICLE("article", "商品相符", "Article fits"),
    /** All that is to come back was found in the parcel. */
    @SerialName("all_articles")
    ALL_ARTICLES("all_articles", "全部商品相符", "All articles found"),
    /** Nothing found in the parcel is to come back. */
    @SerialName("other_article")
    OTHER_ARTICLE("other_article", "商品不符", "Other articles found"),
    /** The sender's phone is the buyer's. */
    @SerialName("phone")
    PHONE("phone", "寄件电话一致", "Sender's phone"),
    /** The sender's phone ends as the buyer's does. */
    @SerialName("phone_tail")
    PHONE_TAIL("phone_tail", "寄件电话尾号一致", "End of sender's phone"),
    /** The sender has the buyer's name. */
    @SerialName("name")
    NAME("name", "寄件人姓名一致", "Sender's name"),
    /** What is shown of the buyer's name fits the sender's. */
    @SerialName("name_fits")
    NAME_FITS("name_fits", "寄件人姓名相符", "Sender's name fits"),
    /** It comes from where the buyer lives. */
    @SerialName("region")
    REGION("region", "寄件地区一致", "Sender's region"),
    /** The return was approved. */
    @SerialName("approved")
    APPROVED("approved", "退货已同意", "Return approved"),
    /** The return waits for no longer than most take. */
    @SerialName("recent")
    RECENT("recent", "近期申请", "Asked for recently"),
    /** The return has waited so long that few come now. */
    @SerialName("old")
    OLD("old", "等待已久", "Waiting for long"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** A command: who wants what, with the key that makes it happen once. */
@Serializable
public data class Command(
    /** What is wanted. */
    public val act: Act,
    /** Who wants it. */
    public val actor: Actor,
    /**
     * The version it was decided on: of the ticket, of the task where it moves one, of the configuration in force where it
     * publishes one. A newer one refuses it.
     */
    public val expect: Long? = null,
    /** The same key is applied once, and answered the same way again. */
    public val key: String? = null,
)

/** What became of one of several commands: `ok` or `error`. */
@Serializable
public data class CommandAnswer(
    /** It was refused. */
    public val error: Failure? = null,
    /** It was applied. */
    public val ok: Applied? = null,
)

/** Goodwill paid outside the refund balance. */
@Serializable
public data class Compensation(
    /** How much. */
    public val amount: Money,
    /** When it was asked for. */
    public val at: Timestamp,
    /** The payout number: a second payout with it is refused. */
    public val number: String,
    /** Where it stands. */
    public val state: CompensationState,
    /** Who asked for it, who cannot approve it; of a draft, who drafted it. */
    public val by: AgentId? = null,
    /** Who drafted what somebody asked for later. They cannot approve it either. */
    @SerialName("drafted_by")
    public val draftedBy: AgentId? = null,
    /** It may be above what was paid for the order: said by who asked for it. */
    public val goodwill: Boolean = false,
    /** The task it waits for: somebody's approval, or the payout. */
    public val task: TaskId? = null,
)

/** Where a goodwill payout stands. */
@Serializable
public enum class CompensationState(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Noted only: nobody asked for it yet, so that it waits for nothing and counts toward no limit. */
    @SerialName("draft")
    DRAFT("draft", "草稿", "Draft"),
    /** Waits for somebody with the authority. */
    @SerialName("to_approve")
    TO_APPROVE("to_approve", "待审批", "Waiting for approval"),
    /** Waits to be paid. */
    @SerialName("to_pay")
    TO_PAY("to_pay", "待打款", "Waiting for payment"),
    /** Somebody is paying it. */
    @SerialName("paying")
    PAYING("paying", "打款中", "Being paid"),
    /** Paid. */
    @SerialName("paid")
    PAID("paid", "已打款", "Paid"),
    /** The payout failed. */
    @SerialName("failed")
    FAILED("failed", "打款失败", "Payment failed"),
    /** Refused; a draft that was withdrawn too. */
    @SerialName("refused")
    REFUSED("refused", "已驳回", "Refused"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** Everything a merchant configured. */
@Serializable
public data class Config(
    /** The agents whom this document keeps. Others are put and removed one by one. */
    public val agents: List<AgentConfig> = emptyList(),
    /** What is decided without a person, first match first. */
    public val auto: List<AutoPolicy> = emptyList(),
    /** What is done by itself when something happens, or when a ticket stood still for long. */
    public val automations: List<Automation> = emptyList(),
    /** Working hours that rules refer to. */
    public val calendars: List<Calendar> = emptyList(),
    /** The merchant's own fields. */
    public val custom: List<CustomField> = emptyList(),
    /** Where tickets go that no rule matches. */
    @SerialName("fallback_queue")
    public val fallbackQueue: String = "aftersales",
    /** The groups of agents. With an empty list any name is a group; else those of this list only. */
    public val groups: List<GroupConfig> = emptyList(),
    /** Groups whose agents are asked before others for what a host sold, by the id of the host. */
    @SerialName("host_teams")
    public val hostTeams: Map<String, String> = emptyMap(),
    /** How the accounts of a person are found. */
    public val identity: IdentityConfig? = null,
    /**
     * Units that a ticket weighs on its agent while it waits for somebody outside, if that is less than what it weighs
     * otherwise. Nothing by default.
     */
    @SerialName("parked_weight")
    public val parkedWeight: Long = 0,
    /** Heartbeats, shifts, and what becomes of the work of those who went. */
    public val presence: PresenceConfig? = null,
    /** The queues. */
    public val queues: List<QueueConfig> = emptyList(),
    /** When buyers are not written to; never when absent. */
    @SerialName("quiet_hours")
    public val quietHours: QuietHours? = null,
    /**
     * Who may return what, until when, for how much and how much of it without a person; first match counts, and where
     * one matches `auto` is not asked.
     */
    @SerialName("return_policies")
    public val returnPolicies: List<ReturnPolicy> = emptyList(),
    /** Routing rules, first match first. */
    public val rules: List<Rule> = emptyList(),
    /** The shops. */
    public val shops: List<ShopConfig> = emptyList(),
    /** The skills. With an empty list any name is a skill; else those of this list only. */
    public val skills: List<SkillConfig> = emptyList(),
    /** Targets of our clocks. */
    public val sla: SlaTargets = mapOf("decision" to 86400000, "first_response" to 900000, "inspection" to 172800000, "refund" to 172800000, "resolution" to 864000000),
    /** Targets by condition, with hours, pauses and escalations; first match first. */
    @SerialName("sla_policies")
    public val slaPolicies: List<SlaPolicy> = emptyList(),
    /** Internal tasks, kind by kind. */
    public val tasks: List<TaskConfig> = emptyList(),
    /** Words by name: for answers, and in place of the words of notices. */
    public val templates: List<Template> = emptyList(),
    /** Counts changes; a published rule set is never changed in place. */
    public val version: Long = 0,
    /** Windows and caps. */
    public val windows: Windows = Windows(),
    /** Minutes ahead of UTC in which days are counted. */
    @SerialName("zone_minutes")
    public val zoneMinutes: Long = 480,
)

/** What is wrong with a configuration. */
@Serializable
public data class ConfigCheck(
    /** What must be put right before it can be published. */
    public val problems: List<Problem>,
    /**
     * What is probably a slip, but may be meant: tickets would wait for people who are not there yet, or one is named who
     * is not.
     */
    public val warnings: List<Problem>,
)

/** One rule that was looked at. */
@Serializable
public data class Considered(
    /** Whether it matched. */
    public val matched: Boolean,
    /** Its name. */
    public val rule: String,
    /** The first condition that was not true, with the value seen. */
    @SerialName("failed_on")
    public val failedOn: String? = null,
)

/**
 * How an agent was chosen, in figures. It is written with the decision where all who serve the queue were looked at; where a
 * large team is kept in its order only the first of them are.
 */
@Serializable
public data class ConsideredAgents(
    /** Those of them who might have taken it. */
    public val eligible: Long,
    /** The numbers of who was chosen that put agents in order, the first first. */
    public val keys: List<Two<RankKey, Long>>,
    /** How many were looked at. */
    @SerialName("looked_at")
    public val lookedAt: Long,
    /** How many might not, by reason. */
    public val refusals: Map<String, Long> = emptyMap(),
)

/** A conversation with a buyer. */
@JvmInline
@Serializable
public value class ConversationId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** An open task with its ticket's number. */
@Serializable
public data class CopiedTask(
    /** Tasks that must be done first. */
    public val after: List<TaskId>,
    /** Which attempt this is, from 1. */
    public val attempt: Long,
    /** Whether the ticket may be closed before. */
    @SerialName("blocks_close")
    public val blocksClose: Boolean,
    /** The group that does it. */
    public val group: String,
    /** Its id. */
    public val id: TaskId,
    /** What it is. */
    public val kind: TaskKind,
    /** The number of its ticket, to be read aloud. */
    public val number: TicketNumber,
    /** When it was opened. */
    @SerialName("opened_at")
    public val openedAt: Timestamp,
    /** Where it stands. */
    public val state: TaskState,
    /** The ticket it is for. */
    public val ticket: TicketId,
    /** Who does it. */
    public val agent: AgentId? = null,
    /** Groups that are asked beside its own by now. */
    public val also: List<String> = emptyList(),
    /** How much is decided or paid by it: the desk gives it to nobody whose authority is below that. */
    public val amount: Money? = null,
    /** The move it is asked to approve. */
    public val approves: AskedMove? = null,
    /** Photos, films and files of the result. */
    public val attachments: List<Evidence> = emptyList(),
    /** Whether the desk gives it to somebody by itself. */
    @SerialName("auto_assign")
    public val autoAssign: Boolean = false,
    /** 0 (now) to 4: the band it stands in, with what it gained by waiting. */
    public val band: Long = 2,
    /** Who gave it back in this attempt: the desk does not give it to them again. */
    public val declined: List<AgentId> = emptyList(),
    /** When it should be done. */
    @SerialName("due_at")
    public val dueAt: Timestamp? = null,
    /** When it was done, failed or cancelled. */
    @SerialName("ended_at")
    public val endedAt: Timestamp? = null,
    /** The form, as filled in. */
    public val form: Map<String, CustomValue> = emptyMap(),
    /** The result per line. */
    public val lines: List<LineOutcome> = emptyList(),
    /** Who asked for the money or agreed to it: the desk gives it to somebody else. */
    @SerialName("not_by")
    public val notBy: List<AgentId> = emptyList(),
    /** Whether that has passed in this attempt, and was told. */
    public val overdue: Boolean = false,
    /** The band that its kind or its ticket gave it. */
    @SerialName("own_band")
    public val ownBand: Long = 2,
    /** The band an escalation raised it to in this attempt. */
    public val raised: Long? = null,
    /** Why it is blocked or failed. */
    public val reason: String? = null,
    /** How it came out, once it is done. */
    public val result: TaskResult? = null,
    /** Rungs of its escalation that were done in this attempt, by their names. */
    public val rungs: List<String> = emptyList(),
    /** How long it is on its way to somebody. */
    public val wait: TaskWait? = null,
    /** When four fifths of the target of its kind have passed. */
    @SerialName("warn_at")
    public val warnAt: Timestamp? = null,
    /** Units of work it weighs on who has it. */
    public val weight: Long = 0,
)

/** Which tickets of the copy. What is absent does not filter. */
@Serializable
public data class CopyQuery(
    /** With this agent. */
    public val agent: AgentId? = null,
    /** In one of these headlines. */
    public val headlines: List<Headline> = emptyList(),
    /** At most so many; 0 means 50, the most is 1,000. */
    public val limit: Long = 0,
    /** In this queue. */
    public val queue: QueueId? = null,
    /** Behind so many. */
    public val skip: Long = 0,
    /** With this tag. */
    public val tag: String? = null,
)

/** The hours of a calendar as they were when a configuration was published. */
@Serializable
public data class CountedHours(
    /** The calendar, by a digest of its name. */
    public val calendar: Uid,
    /** The configuration. */
    public val version: Long,
)

/** One counter. */
@Serializable
public data class CounterId(
    /** Counted by what. */
    public val dim: Dim,
    /** Day or month. */
    public val grain: Grain,
    /** Of which member: an id or word; pairs are joined by `|`. */
    public val member: String,
    /** What is counted. */
    public val metric: Metric,
    /** Which day or month. */
    public val period: Long,
    /** The currency its minor units are in; `None` for what is not money. */
    public val currency: Currency? = null,
)

/** Which counters to read. */
@Serializable
public data class CounterQuery(
    /** By what. */
    public val dim: Dim,
    /** From this day or month (inclusive). */
    public val from: Long,
    /** Days or months. */
    public val grain: Grain,
    /** Up to this day or month (inclusive). */
    public val to: Long,
    /** Only this member. */
    public val member: String? = null,
)

@JvmInline
@Serializable
public value class Currency(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** Where an event stands in the log of its tenant: dense, from 1, in commit order. */
@JvmInline
@Serializable
public value class Cursor(public val value: Long) {
    override fun toString(): String = value.toString()

    public companion object
}

/** A declared field. */
@Serializable
public data class CustomField(
    /** Its name: lower-case letters, digits and underscores. */
    public val name: String,
    /** Its type. */
    public val of: CustomType,
    /** Where it stands. */
    public val on: CustomOn,
    /** Whether values are personal data. */
    public val personal: Boolean = false,
)

/** Asks whether a field of the merchant's has a value: in rules and in queries. */
@Serializable
public data class CustomIs(
    /** The value. */
    @SerialName("is")
    public val `is`: CustomValue,
    /** The name of the field. */
    public val name: String,
    /** Whose field: the ticket's own, its customer's, that of a line it is about, or that of a product of those lines. */
    public val on: CustomOn = CustomOn.TICKET,
)

/** An amount in a custom field. */
public typealias CustomMoney = Money

/** Where a custom field may stand. */
@Serializable
public enum class CustomOn(public val word: String) {
    /** On tickets. */
    @SerialName("ticket")
    TICKET("ticket"),
    /** On customers. */
    @SerialName("customer")
    CUSTOMER("customer"),
    /** On order lines. */
    @SerialName("line")
    LINE("line"),
    /** On products. */
    @SerialName("product")
    PRODUCT("product"),
}

/** Names a field of the merchant's. */
@Serializable
public data class CustomRef(
    /** Its name. */
    public val name: String,
    /** Whose field. */
    public val on: CustomOn = CustomOn.TICKET,
)

/** The type of a custom field. */
@Serializable(with = CustomType.Wired::class)
public sealed interface CustomType {
    /** Free text. */
    public data object Text : CustomType

    /** A whole number. */
    public data object Integer : CustomType

    /** Yes or no. */
    public data object Flag : CustomType

    /** An amount of money. */
    public data object Money : CustomType

    /** A point in time. */
    public data object Time : CustomType

    /** One of these words. */
    public data class Choice(public val value: List<String>) : CustomType

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<CustomType>("CustomType") {
        override fun word(word: String): CustomType? = when (word) {
            "text" -> Text
            "integer" -> Integer
            "flag" -> Flag
            "money" -> Money
            "time" -> Time
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): CustomType? = when (key) {
            "choice" -> Choice(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: CustomType, json: Json): JsonElement = when (value) {
            is Text -> JsonPrimitive("text")
            is Integer -> JsonPrimitive("integer")
            is Flag -> JsonPrimitive("flag")
            is Money -> JsonPrimitive("money")
            is Time -> JsonPrimitive("time")
            is Choice -> holding("choice", json.encodeToJsonElement(value.value))
        }
    }
}

/** The value of a custom field. */
@Serializable(with = CustomValue.Wired::class)
public sealed interface CustomValue {
    /** One that is a `Boolean`. */
    public data class Flag(public val value: Boolean) : CustomValue

    /** One that is a `Long`. */
    public data class Whole(public val value: Long) : CustomValue

    /** One that is a `String`. */
    public data class Text(public val value: String) : CustomValue

    /** One that is a `CustomMoney`. */
    public data class Object(public val value: CustomMoney) : CustomValue

    /** As it stands in JSON. */
    public object Wired : EitherSerializer<CustomValue>("CustomValue") {
        override fun read(element: JsonElement, json: Json): CustomValue? = when {
            element.isFlag() -> Flag(element.flag())
            element.isWhole() -> Whole(element.whole())
            element.isText() -> Text(element.text())
            element is JsonObject -> Object(json.decodeFromJsonElement(element))
            else -> null
        }

        override fun written(value: CustomValue, json: Json): JsonElement = when (value) {
            is Flag -> json.encodeToJsonElement(value.value)
            is Whole -> json.encodeToJsonElement(value.value)
            is Text -> json.encodeToJsonElement(value.value)
            is Object -> json.encodeToJsonElement(value.value)
        }
    }
}

/** A customer: one person, several accounts. */
@Serializable
public data class Customer(
    /** The accounts. */
    public val accounts: List<AccountId>,
    /** When the first account was first heard of. */
    @SerialName("first_seen")
    public val firstSeen: Timestamp,
    /** The id, stable for ever; an id merged away redirects. */
    public val id: CustomerId,
    /** Ids that were merged into this one. */
    public val absorbed: List<CustomerId> = emptyList(),
    /** The merchant's own fields. */
    public val custom: Map<String, CustomValue> = emptyMap(),
    /** What this id was merged into. */
    @SerialName("merged_into")
    public val mergedInto: CustomerId? = null,
    /** The name to show. Personal data. */
    public val name: String? = null,
    /** Who last served them. */
    public val served: Served? = null,
    /** Tags. */
    public val tags: List<String> = emptyList(),
)

/** Something that happened to a customer. */
@Serializable
public data class CustomerChange(
    /** When that observation was made, or the decision taken. */
    public val at: Timestamp,
    /** The account whose observation, or the decision that, brought it about. */
    public val cause: Uid,
    /** The other customer. */
    public val other: CustomerId,
    /** What. */
    public val what: Verb,
)

/** A customer: one person across platforms. */
@JvmInline
@Serializable
public value class CustomerId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A customer in exports: a keyed digest, the same wherever that customer is, which leads to nobody. */
@JvmInline
@Serializable
public value class CustomerKey(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** Which customers. What is absent does not filter; all that is present must hold. */
@Serializable
public data class CustomerQuery(
    /** Go on after a page's `next`. */
    public val after: String? = null,
    /** With these values in the merchant's own fields. */
    public val custom: Map<String, CustomValue> = emptyMap(),
    /** At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
    public val limit: Long = 0,
    /** First heard of then or later. */
    @SerialName("seen_from")
    public val seenFrom: Timestamp? = null,
    /** First heard of then or earlier. */
    @SerialName("seen_to")
    public val seenTo: Timestamp? = null,
    /** With this tag. */
    public val tag: String? = null,
)

/** One person across platforms. Each list holds the newest first, up to the number asked for. */
@Serializable
public data class CustomerView(
    /** Their accounts, by platform. */
    public val accounts: List<Account>,
    /** The person. */
    public val customer: VersionedCustomer,
    /** What was written. */
    public val messages: List<Message>,
    /** Some list is longer than what is shown. */
    public val more: Boolean,
    /** Their orders. */
    public val orders: List<PlacedOrder>,
    /** Their tickets. */
    public val tickets: List<VersionedTicket>,
)

/** Who was given a ticket, when, and why. */
@Serializable
public data class Decided(
    /** Who got it. */
    public val agent: AgentId,
    /** When. */
    public val at: Timestamp,
    /** Why it was this agent. */
    public val because: AssignCause,
    /** The place of the event `assigned` in the log. */
    public val cursor: Cursor,
    /** How many steps of its route it had taken there. */
    public val step: Long,
    /** The version of the configuration it was decided by; 0 where that was not written down yet. */
    public val version: Long,
    /**
     * What the log says of its way there since somebody had it before, or since it was opened: queues it came into and left,
     * steps, offers. The last hundred.
     */
    public val way: List<Recorded>,
    /**
     * How they were chosen, in figures. Of an offer that was taken: as it was made. Absent where not all who serve the queue were
     * looked at: by hand, a bot that begins, a large team that is kept in its order.
     */
    public val considered: ConsideredAgents? = null,
    /** The queue it stood in. */
    public val queue: String? = null,
    /** The rule by which it came into that queue; nothing for the fallback queue. */
    public val rule: String? = null,
    /**
     * Where the rules of that version put the ticket **as it is today**, asked for the moment it came into its queue: rule by rule. What it was like
     * then is not kept, so this may differ from `rule` and `queue` where the ticket changed since. Absent where that version
     * is kept no more.
     */
    public val today: Placement? = null,
    /**
     * Whether all that the rules of that version look at is today as it was when they put the ticket there: then `today` is the
     * decision of then, rule by rule. Absent where it is not known.
     */
    public val unchanged: Boolean? = null,
)

/** What the seller decided. */
@Serializable
public enum class Decision(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Nothing yet, or the decision was taken back. */
    @SerialName("none")
    NONE("none", "未决定", "Undecided"),
    /** Agreed. */
    @SerialName("approved")
    APPROVED("approved", "已同意", "Approved"),
    /** Refused. */
    @SerialName("rejected")
    REJECTED("rejected", "已拒绝", "Rejected"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What somebody decided about who is who. */
@JvmInline
@Serializable
public value class DecisionId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** Where the delivery of our own message stands. */
@Serializable
public enum class DeliveryState(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Waits to be sent. */
    @SerialName("queued")
    QUEUED("queued", "待发送", "Waiting to be sent"),
    /** Handed over. */
    @SerialName("sent")
    SENT("sent", "已发送", "Sent"),
    /** It could not be sent. */
    @SerialName("failed")
    FAILED("failed", "发送失败", "Not sent"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What goes with a trigger of the lifecycle. */
@Serializable
public data class Details(
    /** The platform's id of the return address; the shop's default when absent. */
    public val address: String? = null,
    /** How much, in the ticket's currency; the amount asked for when absent. */
    public val amount: Money? = null,
    /**
     * A compensation is only noted down: the same payout number without this asks for it, and with an amount of 0 the draft
     * is withdrawn.
     */
    public val draft: Boolean = false,
    /** Evidence. */
    public val evidence: List<Evidence> = emptyList(),
    /** Above what was paid, out of goodwill. */
    public val goodwill: Boolean = false,
    /** Pieces per line. */
    public val lines: List<LineOutcome> = emptyList(),
    /** The parcel concerned. */
    public val parcel: ParcelRef? = null,
    /** The payout number of a compensation. */
    public val payout: String? = null,
    /** The platform's reason code. */
    @SerialName("reason_code")
    public val reasonCode: String? = null,
    /** Words to the buyer. Personal data may stand here. */
    public val text: String? = null,
)

/** What deviates. */
@Serializable(with = Deviant.Wired::class)
public sealed interface Deviant {
    /** A source no longer follows from its payload. */
    public data class Source(public val value: SourceId) : Deviant

    /** A ticket no longer follows from its sources and from what was done on it. */
    public data class Ticket(public val value: TicketId) : Deviant

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<Deviant>("Deviant") {
        override fun word(word: String): Deviant? = when (word) {
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): Deviant? = when (key) {
            "source" -> Source(json.decodeFromJsonElement(value))
            "ticket" -> Ticket(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: Deviant, json: Json): JsonElement = when (value) {
            is Source -> holding("source", json.encodeToJsonElement(value.value))
            is Ticket -> holding("ticket", json.encodeToJsonElement(value.value))
        }
    }
}

/** Where a row no longer follows from what it was made of. Names fields, never values: those may be personal. */
@Serializable
public data class Deviation(
    /** What is wrong with it, or the path of the field that differs, such as `claim.money`. */
    public val field: String,
    /** The row. */
    public val of: Deviant,
)

/** A phone that keeps a copy of somebody's work. Its key is not here: it follows from the engine's key and the id. */
@Serializable
public data class Device(
    /** Whose it is. */
    public val agent: AgentId,
    /** Its id. */
    public val id: DeviceId,
    /** When it was registered. */
    @SerialName("registered_at")
    public val registeredAt: Timestamp,
    /** When it was revoked: it wipes itself when it next asks, and is never answered again. */
    @SerialName("revoked_at")
    public val revokedAt: Timestamp? = null,
)

/** A phone that keeps a copy of somebody's work. */
@JvmInline
@Serializable
public value class DeviceId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** What a phone is given once, over your own login: keep it in the phone's key store. */
@Serializable
public data class DeviceKey(
    /** The phone. */
    public val device: DeviceId,
    /** Its key, 32 bytes in base64. */
    public val key: String,
)

/** How one after-sale differs between a platform and us. */
@Serializable
public enum class Difference(public val word: String) {
    /** The platform has it, we had not. */
    @SerialName("missing_here")
    MISSING_HERE("missing_here"),
    /** The platform's status is another. */
    @SerialName("state")
    STATE("state"),
    /** The amount asked for or paid back is another. */
    @SerialName("amount")
    AMOUNT("amount"),
    /** We have it, the platform has not. */
    @SerialName("only_here")
    ONLY_HERE("only_here"),
    /** The platform would not show it. */
    @SerialName("refused")
    REFUSED("refused"),
}

/** A ticket of which something would have been different. */
@Serializable
public data class Differs(
    /** By the configuration in force. */
    @SerialName("is")
    public val `is`: GivenOut,
    /** Its number. */
    public val number: TicketNumber,
    /** Which. */
    public val ticket: TicketId,
    /** By the other one. */
    public val would: GivenOut,
)

/** What a counter is counted by. */
@Serializable
public enum class Dim(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Everything. */
    @SerialName("all")
    ALL("all", "全部", "Total"),
    /** The product across shops. */
    @SerialName("product")
    PRODUCT("product", "商品", "Product"),
    /** The sku in a shop. */
    @SerialName("sku")
    SKU("sku", "规格", "SKU"),
    /** The host. */
    @SerialName("host")
    HOST("host", "主播", "Host"),
    /** The show. */
    @SerialName("show")
    SHOW("show", "场次", "Show"),
    /** The room on a platform. */
    @SerialName("room")
    ROOM("room", "直播间", "Live room"),
    /** The kind of problem. */
    @SerialName("issue")
    ISSUE("issue", "问题类型", "Issue type"),
    /** The platform. */
    @SerialName("platform")
    PLATFORM("platform", "平台", "Platform"),
    /** The shop. */
    @SerialName("shop")
    SHOP("shop", "店铺", "Shop"),
    /** The queue. */
    @SerialName("queue")
    QUEUE("queue", "队列", "Queue"),
    /** The agent. */
    @SerialName("agent")
    AGENT("agent", "客服", "Agent"),
    /** Host and product. */
    @SerialName("host_product")
    HOST_PRODUCT("host_product", "主播与商品", "Host and product"),
    /** Product and kind of problem. */
    @SerialName("product_issue")
    PRODUCT_ISSUE("product_issue", "商品与问题类型", "Product and issue type"),
    /** Host and kind of problem. */
    @SerialName("host_issue")
    HOST_ISSUE("host_issue", "主播与问题类型", "Host and issue type"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** Which way a parcel goes. */
@Serializable
public enum class Direction(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** To the buyer, the original goods. */
    @SerialName("outbound")
    OUTBOUND("outbound", "发货包裹", "To the buyer"),
    /** Back to us. */
    @SerialName("return")
    RETURN("return", "退货包裹", "Return"),
    /** To the buyer, the replacement or the repaired piece. */
    @SerialName("replacement")
    REPLACEMENT("replacement", "换补货包裹", "Replacement"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What becomes of a returned piece. */
@Serializable
public enum class Disposition(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Back on the shelf. */
    @SerialName("restock")
    RESTOCK("restock", "重新上架", "Back in stock"),
    /** Made new. */
    @SerialName("refurbish")
    REFURBISH("refurbish", "翻新", "Refurbish"),
    /** Back to the supplier. */
    @SerialName("return_to_vendor")
    RETURN_TO_VENDOR("return_to_vendor", "退回供应商", "Return to the supplier"),
    /** Destroyed. */
    @SerialName("destroy")
    DESTROY("destroy", "销毁", "Destroy"),
    /** Back to the buyer. */
    @SerialName("return_to_buyer")
    RETURN_TO_BUYER("return_to_buyer", "退还买家", "Return to the buyer"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What an arbitration is about. */
@Serializable
public data class DisputeInfo(
    /** When evidence must be there. */
    @SerialName("evidence_due")
    public val evidenceDue: Timestamp? = null,
    /** The platform's id of the arbitration. */
    public val id: String? = null,
    /** The raw status. */
    @SerialName("raw_status")
    public val rawStatus: String? = null,
)

/** Arbitration by the platform. */
@Serializable
public enum class DisputeState(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** None. */
    @SerialName("none")
    NONE("none", "无仲裁", "No dispute"),
    /** Opened by the buyer or the platform. */
    @SerialName("open")
    OPEN("open", "仲裁已发起", "Opened"),
    /** The platform waits for our evidence. */
    @SerialName("evidence_due")
    EVIDENCE_DUE("evidence_due", "待商家举证", "Evidence due"),
    /** Evidence is in, the platform decides. */
    @SerialName("ruling")
    RULING("ruling", "平台裁决中", "Platform is deciding"),
    /** Decided for the buyer. */
    @SerialName("ruled_buyer")
    RULED_BUYER("ruled_buyer", "判买家胜诉", "Ruled for the buyer"),
    /** Decided for the seller. */
    @SerialName("ruled_seller")
    RULED_SELLER("ruled_seller", "判商家胜诉", "Ruled for the seller"),
    /** Decided in part for each side. */
    @SerialName("split")
    SPLIT("split", "判双方分担", "Ruled in part"),
    /** Taken back by the buyer. */
    @SerialName("withdrawn")
    WITHDRAWN("withdrawn", "买家已撤诉", "Withdrawn"),
    /** A ruling was appealed. */
    @SerialName("appealed")
    APPEALED("appealed", "申诉中", "Under appeal"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** The sources of one order, or of one conversation that names no order. */
@JvmInline
@Serializable
public value class DocketId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** What a fact did. */
@Serializable
public enum class Effect(public val word: String) {
    /** The first of its object. */
    @SerialName("new")
    NEW("new"),
    /** Newer than what was known. */
    @SerialName("updated")
    UPDATED("updated"),
    /** Known already: nothing was written. */
    @SerialName("duplicate")
    DUPLICATE("duplicate"),
    /** Older than what is known. */
    @SerialName("stale")
    STALE("stale"),
}

/** How a job ended. */
@Serializable
@JsonClassDiscriminator("how")
public sealed interface End {
    /** Done. */
    @Serializable
    @SerialName("done")
    public data object Done : End

    /** Not yet: try again. */
    @Serializable
    @SerialName("retry")
    public data class Retry(
        /** Not before so many milliseconds from now. */
        @SerialName("after_ms")
        public val afterMs: Long,
        /** Why. */
        public val error: ErrorRecord,
    ) : End

    /** Sent, and the answer is lost: read back first. */
    @Serializable
    @SerialName("in_doubt")
    public data class InDoubt(
        /** Not before so many milliseconds from now. */
        @SerialName("after_ms")
        public val afterMs: Long,
        /** Why. */
        public val error: ErrorRecord,
    ) : End

    /** Refused for good: a person should know. */
    @Serializable
    @SerialName("failed")
    public data class Failed(
        /** Why. */
        public val error: ErrorRecord,
    ) : End

    /** Perhaps done, and nothing tells: a person must look, and then set it going again or drop it. */
    @Serializable
    @SerialName("unknown")
    public data class Unknown(
        /** Why. */
        public val error: ErrorRecord,
    ) : End
}

/** What kind of failure this is. Callers decide by this, never by message text. */
@Serializable
public enum class ErrorKind(public val word: String) {
    /** A setting is missing or contradicts another. */
    @SerialName("config")
    CONFIG("config"),
    /** A signature or decryption did not verify. */
    @SerialName("signature")
    SIGNATURE("signature"),
    /** Bytes or values do not have the shape they must have. */
    @SerialName("malformed")
    MALFORMED("malformed"),
    /** The platform or this build cannot do that. */
    @SerialName("unsupported")
    UNSUPPORTED("unsupported"),
    /** Credentials are missing, expired or refused. */
    @SerialName("unauthorized")
    UNAUTHORIZED("unauthorized"),
    /** The caller or the app may not do that. */
    @SerialName("forbidden")
    FORBIDDEN("forbidden"),
    /** The thing named does not exist here. */
    @SerialName("not_found")
    NOT_FOUND("not_found"),
    /** Somebody else changed it first. */
    @SerialName("conflict")
    CONFLICT("conflict"),
    /** Too many calls. */
    @SerialName("rate_limited")
    RATE_LIMITED("rate_limited"),
    /** A rule of the desk or of the platform refuses it. */
    @SerialName("rejected")
    REJECTED("rejected"),
    /** The other side or the store cannot be reached now. */
    @SerialName("unavailable")
    UNAVAILABLE("unavailable"),
    /** Code of the host failed. */
    @SerialName("host")
    HOST("host"),
    /** A bug in this library. */
    @SerialName("internal")
    INTERNAL("internal"),
}

/** An error as data: what crosses a language border or is kept beside a job. */
@Serializable
public data class ErrorRecord(
    /** What kind of failure. */
    public val kind: ErrorKind,
    /** What happened, in one line. */
    public val message: String,
    /** How far the operation came. */
    public val phase: Phase,
    /** Whether and when to try again. */
    public val retry: Retry,
    /** Context pairs. */
    public val context: List<Two<String, String>> = emptyList(),
    /** What to do about it. */
    public val hint: String? = null,
    /** The operation that failed. */
    public val operation: String = "",
    /** What the other side said. */
    public val upstream: Upstream? = null,
)

/** What an escalation does. */
@Serializable(with = Escalate.Wired::class)
public sealed interface Escalate {
    /** Raises the ticket to this band, if it is not as urgent already. */
    public data class Band(public val value: Long) : Escalate

    /** Tells a group: the event names it, who is in it is told by the host. */
    public data class Notify(public val value: String) : Escalate

    /** Lets somebody watch the ticket. */
    public data class Watch(public val value: AgentId) : Escalate

    /** Lets agents of these groups take it too: one more step of its route. */
    public data class Widen(public val value: List<String>) : Escalate

    /** Takes it from whoever has it and puts it into this queue. */
    public data class Queue(public val value: String) : Escalate

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<Escalate>("Escalate") {
        override fun word(word: String): Escalate? = when (word) {
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): Escalate? = when (key) {
            "band" -> Band(json.decodeFromJsonElement(value))
            "notify" -> Notify(json.decodeFromJsonElement(value))
            "watch" -> Watch(json.decodeFromJsonElement(value))
            "widen" -> Widen(json.decodeFromJsonElement(value))
            "queue" -> Queue(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: Escalate, json: Json): JsonElement = when (value) {
            is Band -> holding("band", json.encodeToJsonElement(value.value))
            is Notify -> holding("notify", json.encodeToJsonElement(value.value))
            is Watch -> holding("watch", json.encodeToJsonElement(value.value))
            is Widen -> holding("widen", json.encodeToJsonElement(value.value))
            is Queue -> holding("queue", json.encodeToJsonElement(value.value))
        }
    }
}

/** What happened. */
@Serializable
@JsonClassDiscriminator("kind")
public sealed interface EventBody : AnyEvent {
    /** A ticket was opened. */
    @Serializable
    @SerialName("ticket_opened")
    public data class TicketOpened(
        public val number: TicketNumber,
        public val platform: Platform,
        public val shop: ShopId,
        @SerialName("ticket_kind")
        public val ticketKind: Kind,
    ) : EventBody

    /** A ticket's headline moved. */
    @Serializable
    @SerialName("state_changed")
    public data class StateChanged(
        public val from: Headline,
        public val skipped: List<Headline>,
        public val to: Headline,
        public val via: Via,
    ) : EventBody

    /** What the buyer wants changed. */
    @Serializable
    @SerialName("kind_changed")
    public data class KindChanged(
        public val from: Kind,
        public val to: Kind,
    ) : EventBody

    /** A source joined a ticket. */
    @Serializable
    @SerialName("source_joined")
    public data class SourceJoined(
        @SerialName("external_id")
        public val externalId: String,
        @SerialName("object")
        public val `object`: String,
        public val platform: Platform,
        public val source: SourceId,
    ) : EventBody

    /** A source is now so, and nothing moved by it. */
    @Serializable
    @SerialName("source_updated")
    public data class SourceUpdated(
        @SerialName("raw_status")
        public val rawStatus: String,
        public val source: SourceId,
    ) : EventBody

    /** A snapshot came late and was only looked at for what was missing. */
    @Serializable
    @SerialName("source_stale")
    public data class SourceStale(
        public val revision: Long,
        public val source: SourceId,
    ) : EventBody

    /** The platform says something our table does not know. */
    @Serializable
    @SerialName("unknown_status")
    public data class UnknownStatus(
        @SerialName("object")
        public val `object`: String,
        public val raw: String,
        public val source: SourceId? = null,
    ) : EventBody

    /** A ticket became part of another. */
    @Serializable
    @SerialName("ticket_merged")
    public data class TicketMerged(
        @SerialName("by_hand")
        public val byHand: Boolean,
        public val into: TicketId,
    ) : EventBody

    /** A ticket fell apart, or was taken apart. */
    @Serializable
    @SerialName("ticket_split")
    public data class TicketSplit(
        @SerialName("by_hand")
        public val byHand: Boolean,
        public val new: TicketId,
    ) : EventBody

    /** A follow-up was linked. */
    @Serializable
    @SerialName("ticket_linked")
    public data class TicketLinked(
        public val other: TicketId,
    ) : EventBody

    /** A command was applied. */
    @Serializable
    @SerialName("command_applied")
    public data class CommandApplied(
        public val command: String,
        public val amount: Money? = null,
    ) : EventBody

    /** A command was refused; nothing else happened. */
    @Serializable
    @SerialName("command_refused")
    public data class CommandRefused(
        public val allowed: List<Trigger>,
        public val command: String,
        public val reason: String,
        public val state: Headline? = null,
    ) : EventBody

    /** A message came or went. */
    @Serializable
    @SerialName("message_added")
    public data class MessageAdded(
        public val channel: Channel,
        public val message: MessageId,
        public val platform: Platform,
        public val sender: Sender,
    ) : EventBody

    /** A note for colleagues. Personal data may stand in it. */
    @Serializable
    @SerialName("note_added")
    public data class NoteAdded(
        public val text: String,
    ) : EventBody

    /** A note names an agent: whom it is for is told by the host. Who wrote it is the actor. */
    @Serializable
    @SerialName("mentioned")
    public data class Mentioned(
        public val agent: AgentId,
    ) : EventBody

    /** A notice to the buyer is on its way. */
    @Serializable
    @SerialName("notice_recorded")
    public data class NoticeRecorded(
        public val notice: Notice,
    ) : EventBody

    /** A notice was left out, since a later one says more or it is too old. */
    @Serializable
    @SerialName("notice_suppressed")
    public data class NoticeSuppressed(
        public val because: String,
        public val notice: Notice,
    ) : EventBody

    /**
     * A ticket stands in a queue. `version` is that of the configuration that put it there; 0 where that was not
     * written down yet. The host tells who is in the groups of `notify`. `seen` is a digest of what the rules looked
     * at.
     */
    @Serializable
    @SerialName("enqueued")
    public data class Enqueued(
        public val band: Long,
        public val name: String,
        public val queue: QueueId,
        public val notify: List<String> = emptyList(),
        public val rule: String? = null,
        public val seen: Long? = null,
        public val version: Long = 0,
    ) : EventBody

    /** Less skill is enough for a ticket that waited: a tier was dropped, or a level fell. `skills` are still asked for. */
    @Serializable
    @SerialName("tier_dropped")
    public data class TierDropped(
        public val queue: QueueId,
        public val skills: Map<String, Long>,
    ) : EventBody

    /**
     * A ticket that waited took a step of its route: more agents may take it, or it goes on in another queue. `version`
     * as of `enqueued`.
     */
    @Serializable
    @SerialName("route_stepped")
    public data class RouteStepped(
        public val queue: QueueId,
        public val step: Long,
        public val version: Long = 0,
    ) : EventBody

    /** So many wait in a queue that it is nearly full: told as its tickets come to four fifths of its greatest depth. */
    @Serializable
    @SerialName("queue_depth_high")
    public data class QueueDepthHigh(
        @SerialName("max_depth")
        public val maxDepth: Long,
        public val queue: QueueId,
        public val waiting: Long,
    ) : EventBody

    /**
     * A queue had no place for a ticket, which went on to another; where there is none it waits there all the same.
     * `version` as of `enqueued`.
     */
    @Serializable
    @SerialName("overflowed")
    public data class Overflowed(
        public val because: OverflowCause,
        public val from: QueueId,
        public val to: QueueId? = null,
        public val version: Long = 0,
    ) : EventBody

    /**
     * A ticket is held for an agent until they take it, or the offer has run out. `because` says why it is this
     * one; `version` and `considered` are as of `assigned`.
     */
    @Serializable
    @SerialName("offered")
    public data class Offered(
        public val agent: AgentId,
        public val until: Timestamp,
        public val because: AssignCause = AssignCause.QUEUE,
        public val considered: ConsideredAgents? = null,
        public val version: Long = 0,
    ) : EventBody

    /** An agent took a ticket that was offered to them. */
    @Serializable
    @SerialName("offer_accepted")
    public data class OfferAccepted(
        public val agent: AgentId,
    ) : EventBody

    /** An agent turned an offer down. The ticket keeps its place. */
    @Serializable
    @SerialName("offer_rejected")
    public data class OfferRejected(
        public val agent: AgentId,
    ) : EventBody

    /** An offer ran out unanswered. The ticket keeps its place. */
    @Serializable
    @SerialName("offer_timed_out")
    public data class OfferTimedOut(
        public val agent: AgentId,
    ) : EventBody

    /** An agent is getting ready to take an offer: it holds until then. Nobody else is asked any more. */
    @Serializable
    @SerialName("offer_held")
    public data class OfferHeld(
        public val agent: AgentId,
        public val until: Timestamp,
    ) : EventBody

    /** An offer was taken back: the agent went, or the ticket needs them no longer. */
    @Serializable
    @SerialName("offer_rescinded")
    public data class OfferRescinded(
        public val agent: AgentId,
    ) : EventBody

    /**
     * A ticket has an agent. `version` is that of the configuration it was decided by; 0 where that was not written
     * down yet. `considered` says how they were chosen, where all who serve the queue were looked at.
     */
    @Serializable
    @SerialName("assigned")
    public data class Assigned(
        public val agent: AgentId,
        @SerialName("by_hand")
        public val byHand: Boolean,
        public val because: AssignCause = AssignCause.QUEUE,
        public val considered: ConsideredAgents? = null,
        public val version: Long = 0,
    ) : EventBody

    /** A ticket's agent no longer has it. */
    @Serializable
    @SerialName("released")
    public data class Released(
        public val agent: AgentId,
        public val because: String,
    ) : EventBody

    /**
     * A bot no longer has a ticket. `to` has it now; nobody when absent, and then `online` says whether anybody is
     * there who may take it once there is room.
     */
    @Serializable
    @SerialName("bot_handed_off")
    public data class BotHandedOff(
        public val bot: AgentId,
        public val online: Boolean,
        public val reason: HandOffReason,
        public val to: AgentId? = null,
    ) : EventBody

    /** A clock came near its target, or passed it. */
    @Serializable
    @SerialName("clock_passed")
    public data class ClockPassed(
        public val breached: Boolean,
        public val clock: ClockKind,
    ) : EventBody

    /** A rung of an escalation was done, once in this cycle of its clock. Who is named in it is told by the host. */
    @Serializable
    @SerialName("escalated")
    public data class Escalated(
        public val clock: ClockKind,
        public val cycle: Long,
        public val did: List<Escalate>,
        public val rung: String,
    ) : EventBody

    /** Something of a ticket was changed by hand. */
    @Serializable
    @SerialName("ticket_edited")
    public data class TicketEdited(
        public val what: List<String>,
    ) : EventBody

    /** A return policy let something be done without a person. */
    @Serializable
    @SerialName("policy_applied")
    public data class PolicyApplied(
        public val action: ReturnAction,
        public val amount: Money,
        public val policy: String,
        public val fee: Money? = null,
    ) : EventBody

    /** An automation was carried out. `notify` names groups that are told by the host. */
    @Serializable
    @SerialName("automated")
    public data class Automated(
        public val did: List<String>,
        public val name: String,
        public val notify: List<String> = emptyList(),
    ) : EventBody

    /** An automation was called and not carried out. */
    @Serializable
    @SerialName("automation_stopped")
    public data class AutomationStopped(
        public val name: String,
        public val stop: AutomationStop,
        public val reason: String? = null,
    ) : EventBody

    /** An internal task moved. */
    @Serializable
    @SerialName("task_moved")
    public data class TaskMoved(
        public val task: TaskId,
        @SerialName("task_kind")
        public val taskKind: TaskKind,
        public val to: TaskState,
        /** Who has it now. */
        public val agent: AgentId? = null,
        public val from: TaskState? = null,
    ) : EventBody

    /** An internal task was not done when it was due: told once for each attempt. */
    @Serializable
    @SerialName("task_overdue")
    public data class TaskOverdue(
        public val attempt: Long,
        @SerialName("due_at")
        public val dueAt: Timestamp,
        public val task: TaskId,
        @SerialName("task_kind")
        public val taskKind: TaskKind,
        public val agent: AgentId? = null,
    ) : EventBody

    /** A rung of an escalation of a task was done, once in this attempt. Who is named in it is told by the host. */
    @Serializable
    @SerialName("task_escalated")
    public data class TaskEscalated(
        public val attempt: Long,
        public val did: List<TaskEscalate>,
        public val rung: String,
        public val task: TaskId,
        @SerialName("task_kind")
        public val taskKind: TaskKind,
        /** Who had it. */
        public val agent: AgentId? = null,
    ) : EventBody

    /**
     * A task that the desk gives out waits, and nobody is in the groups that may do it: told once, until somebody was
     * there or had it.
     */
    @Serializable
    @SerialName("task_unstaffed")
    public data class TaskUnstaffed(
        public val group: String,
        public val task: TaskId,
        @SerialName("task_kind")
        public val taskKind: TaskKind,
    ) : EventBody

    /** Work for the outside was put down. */
    @Serializable
    @SerialName("job_queued")
    public data class JobQueued(
        public val job: JobId,
        @SerialName("job_kind")
        public val jobKind: JobKind,
    ) : EventBody

    /** The platform took what we told it. */
    @Serializable
    @SerialName("action_done")
    public data class ActionDone(
        public val job: JobId,
        public val platform: Platform,
        public val verb: String,
    ) : EventBody

    /** The platform refused what we told it. */
    @Serializable
    @SerialName("action_failed")
    public data class ActionFailed(
        public val job: JobId,
        public val platform: Platform,
        public val reason: String,
        public val verb: String,
    ) : EventBody

    /** A job was given up. */
    @Serializable
    @SerialName("job_dead")
    public data class JobDead(
        public val job: JobId,
        @SerialName("job_kind")
        public val jobKind: JobKind,
        public val reason: String,
    ) : EventBody

    /** A dead letter goes again. */
    @Serializable
    @SerialName("job_redriven")
    public data class JobRedriven(
        public val job: JobId,
        @SerialName("job_kind")
        public val jobKind: JobKind,
    ) : EventBody

    /** An order is now so. */
    @Serializable
    @SerialName("order_updated")
    public data class OrderUpdated(
        @SerialName("external_id")
        public val externalId: String,
        public val new: Boolean,
        public val order: OrderId,
        public val platform: Platform,
    ) : EventBody

    /**
     * Money moved on a ticket, or what it moved counts for another order now. `orders` are those of which another sum
     * goes back than before.
     */
    @Serializable
    @SerialName("money_moved")
    public data class MoneyMoved(
        public val amount: Money,
        public val pending: Long,
        public val refunded: Long,
        public val orders: List<OrderId> = emptyList(),
    ) : EventBody

    /** An order has more money on its way back than was paid. */
    @Serializable
    @SerialName("over_refund")
    public data class OverRefund(
        @SerialName("going_back")
        public val goingBack: Long,
        public val order: OrderId,
        public val paid: Long,
    ) : EventBody

    /** Two customers turned out to be one. */
    @Serializable
    @SerialName("customers_merged")
    public data class CustomersMerged(
        public val cause: AccountId,
        public val gone: CustomerId,
        public val survivor: CustomerId,
    ) : EventBody

    /** Some accounts of a customer turned out to be of another person, who has an id of their own from now on. */
    @Serializable
    @SerialName("customer_split")
    public data class CustomerSplit(
        public val cause: AccountId,
        public val customer: CustomerId,
        public val part: CustomerId,
    ) : EventBody

    /** Somebody decided that accounts are, or are not, one person; or took that back. */
    @Serializable
    @SerialName("identity_decided")
    public data class IdentityDecided(
        public val decision: DecisionId,
        public val verdict: IdentityVerdict,
    ) : EventBody

    /** So many accounts hang together that they were told apart by a stricter measure. One of them is named. */
    @Serializable
    @SerialName("hairball")
    public data class Hairball(
        public val account: AccountId,
    ) : EventBody

    /** A customer was forgotten: all that was personal is gone. */
    @Serializable
    @SerialName("customer_forgotten")
    public data class CustomerForgotten(
        public val accounts: Long,
        public val customer: CustomerId,
    ) : EventBody

    /** A payload could not be read and is kept whole. */
    @Serializable
    @SerialName("quarantined")
    public data class Quarantined(
        public val platform: Platform,
        public val quarantine: QuarantineId,
        public val reason: String,
    ) : EventBody

    /** The configuration was published. */
    @Serializable
    @SerialName("configured")
    public data class Configured(
        public val version: Long,
    ) : EventBody

    /** An agent was added or changed. */
    @Serializable
    @SerialName("agent_changed")
    public data class AgentChanged(
        public val agent: AgentId,
    ) : EventBody

    /** An agent takes work, or no longer. */
    @Serializable
    @SerialName("presence_changed")
    public data class PresenceChanged(
        public val agent: AgentId,
        public val presence: Presence,
        /** Why, where nobody set it. */
        public val because: PresenceCause? = null,
        /** What it was before. */
        public val from: Presence? = null,
    ) : EventBody

    /** An agent was removed. What they had goes back to the queues. */
    @Serializable
    @SerialName("agent_removed")
    public data class AgentRemoved(
        public val agent: AgentId,
    ) : EventBody

    /**
     * An agent has more than the capacity: it was lowered, a ticket was given to them by hand, or one of theirs woke.
     * Nothing is added until there is room.
     */
    @Serializable
    @SerialName("agent_over_capacity")
    public data class AgentOverCapacity(
        public val agent: AgentId,
        public val capacity: Long,
        public val load: Long,
    ) : EventBody

    /**
     * The load of an agent was not what tickets, tasks and offers add up to, which is an error of ours: it was `stored`
     * and is `counted` from now on.
     */
    @Serializable
    @SerialName("load_drifted")
    public data class LoadDrifted(
        public val agent: AgentId,
        public val counted: Long,
        public val stored: Long,
    ) : EventBody

    /** Nobody is left to serve a queue in which tickets wait: nobody belongs to its groups, or nobody of them is online. */
    @Serializable
    @SerialName("queue_unstaffed")
    public data class QueueUnstaffed(
        public val queue: QueueId,
        public val waiting: Long,
        public val because: OverflowCause = OverflowCause.UNSTAFFED,
    ) : EventBody

    /** The warehouse counted an article, and there are more or fewer than were known. */
    @Serializable
    @SerialName("stock_changed")
    public data class StockChanged(
        @SerialName("on_hand")
        public val onHand: Long,
        public val product: ProductId,
    ) : EventBody

    /** Nothing is left of an article that could be promised: a ticket took the last of it, or it was counted so. */
    @Serializable
    @SerialName("stock_out")
    public data class StockOut(
        public val product: ProductId,
    ) : EventBody

    /** A phone may keep a copy of an agent's work. */
    @Serializable
    @SerialName("device_registered")
    public data class DeviceRegistered(
        public val agent: AgentId,
        public val device: DeviceId,
    ) : EventBody

    /** A phone may no longer: it wipes itself when it next asks. */
    @Serializable
    @SerialName("device_revoked")
    public data class DeviceRevoked(
        public val agent: AgentId,
        public val device: DeviceId,
    ) : EventBody

    /** A shop's calls fail or work again. */
    @Serializable
    @SerialName("shop_health")
    public data class ShopHealth(
        public val healthy: Boolean,
        public val platform: Platform,
        public val reason: String,
        public val shop: ShopId,
    ) : EventBody
}

/**
 * Asks what an event says. Each list speaks of the kinds of events that have such a value, and leaves the others as they are;
 * an empty one asks nothing.
 */
@Serializable
public data class EventIs(
    /** Of `overflowed`: why its queue had no place. */
    public val because: List<OverflowCause> = emptyList(),
    /** Of `message_added`: through which channel. */
    public val channels: List<Channel> = emptyList(),
    /** Of `clock_passed` and `escalated`: which clock. */
    public val clocks: List<ClockKind> = emptyList(),
    /** Of `state_changed`: where the ticket stood. */
    public val from: List<Headline> = emptyList(),
    /** Of `clock_passed`: what it passed. */
    public val passed: List<ClockPoint> = emptyList(),
    /** Of `task_moved`: how the task came out. Only one that is done has come out. */
    public val results: List<TaskResult> = emptyList(),
    /** Of `task_moved`, `task_overdue` and `task_unstaffed`: what the task is. */
    @SerialName("task_kinds")
    public val taskKinds: List<TaskKind> = emptyList(),
    /** Of `task_moved`: where the task stands now. */
    @SerialName("task_states")
    public val taskStates: List<TaskState> = emptyList(),
    /** Of `state_changed`: where it came to. */
    public val to: List<Headline> = emptyList(),
)

/** A page of the log. */
@Serializable
public data class EventPage(
    /** The events. */
    public val events: List<Recorded>,
    /** The end of the log when this was read. */
    public val head: Cursor,
    /** Ask on from here. */
    public val next: Cursor,
)

/** One piece of evidence. */
@Serializable
public data class Evidence(
    /** What it is. */
    public val kind: EvidenceKind,
    /** The content hash under which the blob store holds it, once it does. */
    public val blob: String? = null,
    /** A few words on it. Personal data may stand here. */
    public val note: String? = null,
    /** Where the platform shows it, if it does. May expire. */
    public val url: String? = null,
)

/** What a file is. */
@Serializable
public enum class EvidenceKind(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** A picture. */
    @SerialName("image")
    IMAGE("image", "图片", "Picture"),
    /** A film. */
    @SerialName("video")
    VIDEO("video", "视频", "Video"),
    /** Sound. */
    @SerialName("audio")
    AUDIO("audio", "音频", "Audio"),
    /** Written words. */
    @SerialName("text")
    TEXT("text", "文字", "Text"),
    /** A document or anything else. */
    @SerialName("file")
    FILE("file", "文件", "File"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** Pieces of one order line that are to come back. */
@Serializable
public data class ExpectedLine(
    /** Pieces that are to come in all. */
    public val expected: Long,
    /** The order line, by the platform's id: what the outcome of an inspection names. */
    public val line: String,
    /** Pieces that are still to come. */
    public val missing: Long,
    /** Pieces that came. */
    public val received: Long,
    /** The sku. */
    public val sku: String,
    /** The title. */
    public val title: String,
    /** Its barcode. */
    public val barcode: String? = null,
    /** The batch it came from. */
    public val batch: String? = null,
    /** The merchant's own code for it. */
    @SerialName("merchant_code")
    public val merchantCode: String? = null,
    /** The article across shops. */
    public val product: ProductId? = null,
)

/** A parcel with returns. */
@Serializable
public data class ExpectedParcel(
    /** What the code turned out to be. */
    public val by: FoundBy,
    /** What is to come, the ticket that was opened first in front. */
    public val returns: List<ExpectedReturn>,
    /** What the carrier says of it, if the code is a tracking number it knows. */
    public val parcel: ParcelSnapshot? = null,
)

/** Goods of one ticket that are to come back. */
@Serializable
public data class ExpectedReturn(
    /** Photos and files to compare with. */
    public val evidence: List<Evidence>,
    /** How far the goods are: whether some came before. */
    public val goods: Goods,
    /** Its headline. */
    public val headline: Headline,
    /** What is wrong with them. */
    public val issue: IssueType,
    /** What the buyer wants. */
    public val kind: Kind,
    /** Line by line. Empty while the order is not known. */
    public val lines: List<ExpectedLine>,
    /** What warehouse and quality check may do with it now. */
    public val moves: List<Trigger>,
    /** Its number. */
    public val number: TicketNumber,
    /** The platform it began on. */
    public val platform: Platform,
    /** The shop it began in. */
    public val shop: ShopId,
    /** The ticket. */
    public val ticket: TicketId,
    /** Its version: name it in a command's `expect`. */
    public val version: Long,
    /** The inspection that waits for it, if one was opened. */
    public val inspection: InspectionTask? = null,
    /** The order's number on its platform. */
    public val order: String? = null,
    /** The buyer's own words about it. Personal data. */
    public val reason: String? = null,
)

/** Where the rules put a ticket now, and who would get it. */
@Serializable
public data class Explained(
    /** Other tickets that wait in its queue. */
    public val ahead: Long,
    /** Who would get it if nobody had it, and why the others would not: of those the first 20 by id. */
    public val choice: Choice,
    /** Where it is put, rule by rule. */
    public val placement: Placement,
    /** The queue it stands in: that of the placement, unless a person chose another, a step led to one or a queue overflowed. */
    public val queue: String,
    /** What its steps made of that by now, or by when it was given to who has it. */
    public val standing: Standing,
    /** The configuration it is by. */
    public val version: Long,
    /**
     * How long a ticket behind those waits, in milliseconds, by what tickets of the queue took and who is there now; absent
     * where nobody can tell.
     */
    @SerialName("expected_wait_ms")
    public val expectedWaitMs: Long? = null,
    /**
     * Where it goes on before anybody takes it, in order: queues that overflow, and steps that it does not wait for. `queue`,
     * `standing` and `choice` are of where that ends.
     */
    public val hops: List<Hop> = emptyList(),
    /**
     * When something else may come of it where it stands, if nothing happens before: a step of its route, the end of an offer,
     * of a wait for who knows it, or of the time for a first action.
     */
    @SerialName("next_at")
    public val nextAt: Timestamp? = null,
    /** Those who may take it now, in the order in which they come, the first 20. */
    public val ranked: List<Ranked> = emptyList(),
    /** How many may not take it now, by reason. */
    public val refusals: Map<String, Long> = emptyMap(),
)

/** Something that already happened outside. */
@Serializable
public data class Fact(
    /** What it is about. */
    public val body: FactBody,
    /** When it happened. */
    @SerialName("occurred_at")
    public val occurredAt: Timestamp,
    /** The platform it comes from; a merchant's own channel has a name too, such as `app`. */
    public val platform: Platform,
    /** The platform's modified time or sequence number of the object. */
    public val revision: Long,
    /** The shop. */
    public val shop: ShopId,
    /** The payload it was read from: this object's slice, not the whole answer. Personal data. */
    public val raw: Payload? = null,
)

/** What became of one of several facts: `ok` or `error`. */
@Serializable
public data class FactAnswer(
    /** It was refused. */
    public val error: Failure? = null,
    /** It was taken in. */
    public val ok: Ingested? = null,
)

/** What a fact is about. Its JSON says so in `type`, since an after-sale has a `kind` of its own. */
@Serializable
@JsonClassDiscriminator("type")
public sealed interface FactBody {
    /** An after-sale is now so. */
    @Serializable
    @SerialName("after_sale")
    public data class AfterSale(
        /** The axes the status stands for. */
        public val claim: Claim,
        /** When the buyer opened it. */
        @SerialName("created_at")
        public val createdAt: Timestamp,
        /** The platform's id. */
        @SerialName("external_id")
        public val externalId: String,
        /** What the buyer wants. */
        public val kind: Kind,
        /** Distance to the start of the path: of two snapshots with one revision the higher wins. */
        public val rank: Long,
        /** The platform's own status code. */
        @SerialName("raw_status")
        public val rawStatus: String,
        /** The buyer, when the platform names one here. */
        public val account: AccountRef? = null,
        /** The after-sale beside which it stands: such an object (a complaint) speaks of the axes it names and of nothing else. */
        public val beside: ObjectName? = null,
        /** Until when the platform waits for the present step. */
        public val deadline: Timestamp? = null,
        /** The arbitration. */
        public val dispute: DisputeInfo? = null,
        /** When it ended, for a final state. */
        @SerialName("ended_at")
        public val endedAt: Timestamp? = null,
        /** Photos and files. */
        public val evidence: List<Evidence> = emptyList(),
        /** Fields of the platform that the model has no place for, kept as text. */
        public val extra: Map<String, String> = emptyMap(),
        /** Marks such as `refund_failed`. */
        public val flags: List<String> = emptyList(),
        /**
         * Objects that are the same request: what it was before the buyer edited it, or what an older interface shows of it.
         * Where one of those is known too, this one speaks for both.
         */
        @SerialName("instead_of")
        public val insteadOf: List<ObjectName> = emptyList(),
        /** The problem, from the platform's reason. */
        public val issue: IssueType? = null,
        /** Whether our table knows that status; an unknown one moves nothing. */
        public val known: Boolean = true,
        /** The lines it is about; empty means the whole order. */
        public val lines: List<AfterSaleLine> = emptyList(),
        /** What the platform has it as. Ids are unique within a type: a platform may have returns and cancellations. */
        @SerialName("object")
        public val `object`: String = "aftersale",
        /** The order it belongs to; `None` when the platform does not say. */
        public val order: String? = null,
        /** The platform's own type code. */
        @SerialName("raw_type")
        public val rawType: String? = null,
        /** The platform's reason code. */
        @SerialName("reason_code")
        public val reasonCode: String? = null,
        /** The platform's reason text. What the buyer wrote may stand here: personal data. */
        @SerialName("reason_text")
        public val reasonText: String? = null,
        /** Money the platform says was paid back. */
        public val refunded: Money? = null,
        /** The replacement's parcel. */
        @SerialName("replacement_parcel")
        public val replacementParcel: ParcelRef? = null,
        /** Money asked for. */
        public val requested: Money? = null,
        /** The parcel on its way back. */
        @SerialName("return_parcel")
        public val returnParcel: ParcelRef? = null,
        /** What the platform wants to see with the next action. */
        @SerialName("version_token")
        public val versionToken: String? = null,
    ) : FactBody

    /** An order is now so. */
    @Serializable
    @SerialName("order")
    public data class Order(
        /** When it was placed. */
        @SerialName("created_at")
        public val createdAt: Timestamp,
        /** The platform's order number. */
        @SerialName("external_id")
        public val externalId: String,
        /** Its lines. */
        public val lines: List<OrderLine>,
        /** What was paid in all, freight included. */
        public val paid: Money,
        /** How far it is. */
        public val state: OrderState,
        /** The buyer. */
        public val account: AccountRef? = null,
        /** When it was paid. */
        @SerialName("paid_at")
        public val paidAt: Timestamp? = null,
        /** Parcels sent. */
        public val parcels: List<ParcelRef> = emptyList(),
        /** Who receives it. Personal data. */
        public val receiver: Receiver? = null,
    ) : FactBody

    /** A message was written. */
    @Serializable
    @SerialName("message")
    public data class Message(
        /** When it was written. */
        public val at: Timestamp,
        /** The channel's id of the conversation. */
        public val conversation: String,
        /** The channel's id of the message. */
        @SerialName("external_id")
        public val externalId: String,
        /** Who wrote it. */
        public val sender: Sender,
        /** The words. Personal data. */
        public val text: String,
        /** What it is about, when the channel knows. */
        public val about: About = About(),
        /** The buyer it is with. */
        public val account: AccountRef? = null,
        /** Where it came through. */
        public val channel: Channel = Channel.CHAT,
        /** Photos and files. */
        public val evidence: List<Evidence> = emptyList(),
        /** The problem, when the channel's form asked for it. */
        public val issue: IssueType? = null,
        /** Keys the channel has proven for that buyer. Personal data, hashed on the way in. */
        public val keys: List<AttestedKey> = emptyList(),
    ) : FactBody

    /** A parcel is now there. */
    @Serializable
    @SerialName("parcel")
    public data class Parcel(
        /** Since when. */
        public val at: Timestamp,
        /** The tracking number. */
        public val number: String,
        /** Where it is. */
        public val state: ParcelState,
        /** The carrier. */
        public val carrier: String? = null,
        /** The carrier's last words. Personal data may stand here. */
        @SerialName("last_scan")
        public val lastScan: String? = null,
    ) : FactBody

    /** A show is now planned so, runs, or has ended. */
    @Serializable
    @SerialName("show")
    public data class Show(
        /** Planned or real end. */
        @SerialName("ends_at")
        public val endsAt: Timestamp,
        /** Who sells. */
        public val host: HostRef,
        /** Its id. */
        public val id: ShowId,
        /** The rooms it runs in. */
        public val rooms: List<Room>,
        /** Planned or real start. */
        @SerialName("starts_at")
        public val startsAt: Timestamp,
        /** What it is called. */
        public val title: String,
        /** Caption lines. */
        public val captions: List<Caption> = emptyList(),
        /** What was on screen when. */
        @SerialName("on_screen")
        public val onScreen: List<OnScreen> = emptyList(),
        /** The revision of the fact it was told by. */
        public val revision: Long = 0,
    ) : FactBody

    /** A buyer's account is known by these keys. */
    @Serializable
    @SerialName("contact")
    public data class Contact(
        /** The account. */
        public val account: AccountRef,
        /** Keys proven for it. Personal data, hashed on the way in. */
        public val keys: List<AttestedKey>,
    ) : FactBody

    /** Something we do not know: kept on the timeline, counted, moves nothing. */
    @Serializable
    @SerialName("unknown")
    public data class Unknown(
        /** What kind of object, as the platform calls it. */
        @SerialName("object")
        public val `object`: String,
        /** The raw tag or status. */
        public val raw: String,
        /** Its id, if one was found. */
        @SerialName("external_id")
        public val externalId: String? = null,
    ) : FactBody
}

/** An error as every language gets it. Holds no secret and no personal data. */
@Serializable
public data class Failure(
    /** What would be allowed there, or instead. */
    public val allowed: List<String>,
    /** Everything else that is known, by name. */
    public val context: Map<String, String>,
    /** What kind of failure. Decide by this, never by the message. */
    public val kind: ErrorKind,
    /** What happened, in one line. */
    public val message: String,
    /** The operation that failed, as `module.verb`; empty when not named. */
    public val operation: String,
    /** How far it came: what may have taken effect. */
    public val phase: Phase,
    /** Whether and when to try again. */
    public val retry: Retry,
    /** Whether trying again can help at all. */
    public val retryable: Boolean,
    /** The argument that is wrong, as a path such as `command.act.trigger`. */
    public val field: String? = null,
    /** What the reader can do about it. */
    public val hint: String? = null,
    /** The platform it is about. */
    public val platform: String? = null,
    /** The platform's id of the request, for its support. */
    @SerialName("request_id")
    public val requestId: String? = null,
    /** Milliseconds to wait before trying again, where the other side said so. */
    @SerialName("retry_after_ms")
    public val retryAfterMs: Long? = null,
    /** The platform's own code. */
    @SerialName("upstream_code")
    public val upstreamCode: String? = null,
    /** The platform's own words. */
    @SerialName("upstream_message")
    public val upstreamMessage: String? = null,
    /** HTTP status of the platform's answer, where there was one. */
    @SerialName("upstream_status")
    public val upstreamStatus: Long? = null,
)

/** A difference, and what was done about it. */
@Serializable
public data class Finding(
    /** How it differs. */
    public val difference: Difference,
    /** The platform's id of the after-sale. */
    @SerialName("external_id")
    public val externalId: String,
    /** What the platform shows was taken in. */
    public val healed: Boolean,
    /** What the platform has it as. */
    @SerialName("object")
    public val `object`: String,
    /** Why it was not, or why the platform would not show it. */
    public val because: String? = null,
    /** Our status before, as the platform words it. */
    public val ours: String? = null,
    /** The platform's status. */
    public val theirs: String? = null,
)

/** A lower level is enough once the ticket has waited so long. */
@Serializable
public data class Floor(
    /** Milliseconds it has waited. */
    @SerialName("after_ms")
    public val afterMs: Long,
    /** The level from then on. */
    public val level: Long,
)

/** What a scanned code turned out to be. */
@Serializable
public enum class FoundBy(public val word: String) {
    /** The tracking number of a return. */
    @SerialName("return_parcel")
    RETURN_PARCEL("return_parcel"),
    /** The tracking number of a replacement that went out. */
    @SerialName("replacement_parcel")
    REPLACEMENT_PARCEL("replacement_parcel"),
    /** The tracking number under which the order went out. */
    @SerialName("outbound_parcel")
    OUTBOUND_PARCEL("outbound_parcel"),
    /** The number of an after-sale. */
    @SerialName("request")
    REQUEST("request"),
    /** The number of an order. */
    @SerialName("order")
    ORDER("order"),
    /** The number of a ticket. */
    @SerialName("ticket")
    TICKET("ticket"),
}

/** A value of a kind: an e-mail address, a member number, a nickname. */
@Serializable
public data class Given(
    /** The word of the kind. */
    public val kind: String,
    /** The value as given. Personal data: hashed on the way in, never stored. */
    public val value: String,
    /** Whether the platform's terms allow joining by it; without a word the kind tells. */
    public val linkable: Boolean? = null,
    /** The scope in which it is unique; empty means everywhere. */
    public val scope: String = "",
)

/** What became of a ticket under one configuration. */
@Serializable
public data class GivenOut(
    /** The queue it stood in at the end. */
    public val queue: String,
    /** What policies and automations decided as it came, or automations later. */
    public val verdict: PolicyVerdict,
    /** Who got it; nobody when absent. */
    public val agent: AgentId? = null,
    /** The rungs of its ladder that were done, by name, in that order. */
    public val escalated: List<String> = emptyList(),
    /** How long it waited for them, in milliseconds, without the time in which somebody had it before. */
    @SerialName("wait_ms")
    public val waitMs: Long? = null,
)

/** Where the goods that the buyer returns are. */
@Serializable
public enum class Goods(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Nothing has to come back. */
    @SerialName("not_required")
    NOT_REQUIRED("not_required", "无需寄回", "No return needed"),
    /** The buyer has to send them. */
    @SerialName("awaiting_ship")
    AWAITING_SHIP("awaiting_ship", "待买家寄出", "Waiting to be sent"),
    /** With a carrier. */
    @SerialName("in_transit")
    IN_TRANSIT("in_transit", "退货运输中", "In transit"),
    /** In a parcel locker, not yet collected by the carrier. */
    @SerialName("at_locker")
    AT_LOCKER("at_locker", "已投入寄件柜", "In a parcel locker"),
    /** The whole parcel arrived and was not looked at yet. */
    @SerialName("delivered")
    DELIVERED("delivered", "已到仓待验", "Delivered, not inspected"),
    /** Some of the pieces arrived and were not looked at yet. */
    @SerialName("partially_received")
    PARTIALLY_RECEIVED("partially_received", "部分到仓", "Partly received"),
    /** Taken in without an inspection. */
    @SerialName("received")
    RECEIVED("received", "已收货（免检）", "Received without inspection"),
    /** Inspected, everything as expected. */
    @SerialName("inspected_pass")
    INSPECTED_PASS("inspected_pass", "验货通过", "Inspection passed"),
    /** Inspected, not acceptable. */
    @SerialName("inspected_fail")
    INSPECTED_FAIL("inspected_fail", "验货不通过", "Inspection failed"),
    /** Inspected, part of it acceptable. */
    @SerialName("inspected_partial")
    INSPECTED_PARTIAL("inspected_partial", "验货部分通过", "Inspection passed in part"),
    /** Lost on the way back. */
    @SerialName("lost")
    LOST("lost", "退货丢件", "Lost in transit"),
    /** Sent back to the buyer. */
    @SerialName("returned_to_buyer")
    RETURNED_TO_BUYER("returned_to_buyer", "已退还买家", "Sent back to the buyer"),
    /** Given up: no one expects them any more. */
    @SerialName("written_off")
    WRITTEN_OFF("written_off", "已核销", "Written off"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What a returned piece is worth. */
@Serializable
public enum class Grade(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Sell again. */
    @SerialName("A")
    A("A", "A级，可二次销售", "A: sell again"),
    /** Open box. */
    @SerialName("B")
    B("B", "B级，已拆封", "B: open box"),
    /** Refurbish. */
    @SerialName("C")
    C("C", "C级，需翻新", "C: refurbish"),
    /** Scrap. */
    @SerialName("D")
    D("D", "D级，报废", "D: scrap"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** How long a period a counter covers. */
@Serializable
public enum class Grain(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** A day: `period` is the epoch day. */
    @SerialName("day")
    DAY("day", "日", "Day"),
    /** A month: `period` is months since 1970-01. */
    @SerialName("month")
    MONTH("month", "月", "Month"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** A group of agents. Where any is declared, every group that is named anywhere must be. */
@Serializable
public data class GroupConfig(
    /** Its name, as queues, tasks and agents name it. */
    public val name: String,
    /** What it is for. */
    public val description: String? = null,
    /** What people call it; its name when empty. */
    public val label: String = "",
)

/** Why a bot no longer has a ticket. */
@Serializable
public enum class HandOffReason(public val word: String) {
    /** The buyer asked for a person. */
    @SerialName("asked_human")
    ASKED_HUMAN("asked_human"),
    /** The bot was unsure of its answers. */
    @SerialName("low_confidence")
    LOW_CONFIDENCE("low_confidence"),
    /** The bot knew no answer. */
    @SerialName("no_answer")
    NO_ANSWER("no_answer"),
    /** The buyer is upset. */
    @SerialName("negative_sentiment")
    NEGATIVE_SENTIMENT("negative_sentiment"),
    /** Something is at risk that a person has to look at. */
    @SerialName("risk")
    RISK("risk"),
    /** More money is asked for than the bot may approve. */
    @SerialName("money_over_authority")
    MONEY_OVER_AUTHORITY("money_over_authority"),
    /** The platform arbitrates. */
    @SerialName("dispute")
    DISPUTE("dispute"),
    /** It answered as often as it may. */
    @SerialName("max_turns")
    MAX_TURNS("max_turns"),
    /** The bot failed, or is no longer there. */
    @SerialName("bot_error")
    BOT_ERROR("bot_error"),
    /** The bot did not answer in time. */
    @SerialName("bot_timeout")
    BOT_TIMEOUT("bot_timeout"),
    /** A person answered, or took the ticket. */
    @SerialName("human_took_over")
    HUMAN_TOOK_OVER("human_took_over"),
}

/** What a bot leaves to the person after it. */
@Serializable
public data class HandedOver(
    /** What the buyer said, by name. Personal data may stand in the values. */
    public val fields: Map<String, String> = emptyMap(),
    /** What it was about. Personal data may stand here. */
    public val summary: String? = null,
    /** Where your code keeps the whole talk. Personal data may stand here. */
    public val transcript: String? = null,
    /** Answers that did not help, in order. Personal data may stand here. */
    public val tried: List<String> = emptyList(),
)

/** An account: the platform's id of a buyer, in the scope in which it is unique (often one shop). */
@Serializable
public data class Handle(
    /** The platform. */
    public val platform: Platform,
    /** The scope of the uid. */
    public val scope: String,
    /** The platform's id. Personal data. */
    public val uid: String,
)

/** The state that people see, route on and get notified about; derived, never stored as truth. */
@Serializable
public enum class Headline(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** New, not yet triaged. */
    @SerialName("requested")
    REQUESTED("requested", "新申请", "New request"),
    /** The seller has to decide. */
    @SerialName("awaiting_seller")
    AWAITING_SELLER("awaiting_seller", "待商家处理", "Waiting for seller"),
    /** The buyer has to supply or accept something. */
    @SerialName("awaiting_buyer")
    AWAITING_BUYER("awaiting_buyer", "待买家处理", "Waiting for buyer"),
    /** Approved; the buyer has to send the goods. */
    @SerialName("awaiting_buyer_return")
    AWAITING_BUYER_RETURN("awaiting_buyer_return", "待买家寄回", "Waiting for return"),
    /** The goods are on their way back. */
    @SerialName("return_in_transit")
    RETURN_IN_TRANSIT("return_in_transit", "退货运输中", "Return in transit"),
    /** The goods arrived and have to be looked at. */
    @SerialName("awaiting_inspection")
    AWAITING_INSPECTION("awaiting_inspection", "待收货验货", "Waiting for inspection"),
    /** Being repaired. */
    @SerialName("repairing")
    REPAIRING("repairing", "维修中", "In repair"),
    /** Money is to be paid. */
    @SerialName("refunding")
    REFUNDING("refunding", "退款中", "Refund in progress"),
    /** The replacement is to be sent or under way. */
    @SerialName("exchange_shipping")
    EXCHANGE_SHIPPING("exchange_shipping", "换补货配送中", "Replacement on its way"),
    /** The platform arbitrates. */
    @SerialName("disputed")
    DISPUTED("disputed", "平台仲裁中", "In dispute"),
    /** Paid. */
    @SerialName("refunded")
    REFUNDED("refunded", "已退款", "Refunded"),
    /** The replacement arrived. */
    @SerialName("exchanged")
    EXCHANGED("exchanged", "换补货完成", "Replacement delivered"),
    /** Answered, nothing left to move. */
    @SerialName("resolved")
    RESOLVED("resolved", "已解决", "Resolved"),
    /** Refused. */
    @SerialName("rejected")
    REJECTED("rejected", "已拒绝", "Rejected"),
    /** Cancelled or expired. */
    @SerialName("cancelled")
    CANCELLED("cancelled", "已取消", "Cancelled"),
    /** Closed for good, except for a reopening in time. */
    @SerialName("closed")
    CLOSED("closed", "已关闭", "Closed"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** Lists of public holidays that are shipped. */
@Serializable
public enum class Holidays(public val word: String) {
    /** China: 2023 to 2026, with the weekends on which work is made up for. */
    @SerialName("cn")
    CN("cn"),
}

/** A ticket went on before anybody took it: to another queue, or to the next step of its route. */
@Serializable
public data class Hop(
    /** Why it went. */
    public val because: HopCause,
    /** The queue it stood in. */
    public val from: String,
    /** Steps of its route that are taken by then. */
    public val step: Long,
    /** The queue it stands in after that; a step may leave it where it stood. */
    public val to: String,
)

/** Why a ticket did not stay where it stood. */
@Serializable
public enum class HopCause(public val word: String) {
    /** Waiting for the next step of its route was of no use: it was taken at once. */
    @SerialName("skipped")
    SKIPPED("skipped"),
    /** As many wait there as may. */
    @SerialName("full")
    FULL("full"),
    /** Nobody serves the queue. */
    @SerialName("unstaffed")
    UNSTAFFED("unstaffed"),
    /** The hours of the queue are over. */
    @SerialName("closed")
    CLOSED("closed"),
    /** Nobody who serves the queue is there. */
    @SerialName("nobody_online")
    NOBODY_ONLINE("nobody_online"),
    /** It would wait too long there. */
    @SerialName("long_wait")
    LONG_WAIT("long_wait"),
}

/** A host (anchor, streamer) as a platform names one. */
@Serializable
public data class HostRef(
    /** The platform's id of the host, or the merchant's own. */
    public val id: String,
    /** The name shown. */
    public val name: String? = null,
)

/**
 * A stretch of a day, in minutes since its midnight. `from` is in it, `to` is the first minute after it; a day ends at
 * `1440`. What runs over midnight is two stretches on two days.
 */
@Serializable
public data class Hours(
    /** From this minute on. */
    public val from: Long,
    /** Up to this minute. */
    public val to: Long,
)

/** How a customer came to be. */
@Serializable
public data class How(
    /** In one line, in English. */
    public val en: String,
    /** The steps, in their order. */
    public val steps: List<HowStep>,
    /** In one line, in Chinese. */
    public val zh: String,
)

/** One step on the way to a customer. */
@Serializable
public data class HowStep(
    /** The one account. */
    public val a: Uid,
    /** The other. */
    public val b: Uid,
    /** Why it joined nothing: `barred`, `clash` or `strangers`; `None` when it did. */
    public val refused: String? = null,
    /** In thousandths of a bit; `None` when a person said so. */
    public val score: Long? = null,
)

/** How the accounts of a person are found. A change holds for what comes after it; what was observed stays. */
@Serializable
public data class IdentityConfig(
    /** What they are joined by. */
    public val by: JoinBy = JoinBy.RECORDS,
    /**
     * Whole phones of receivers are compared as they are. Without it only what a platform's mask would leave of them is:
     * the terms of platforms that hand out whole ones do not always allow to join people by them.
     */
    @SerialName("whole_phones")
    public val wholePhones: Boolean = false,
)

/** Something that is not as it should be. */
@Serializable(with = IdentityDifference.Wired::class)
public sealed interface IdentityDifference {
    /** The pairs of an account differ. */
    public data class Pairs(public val value: Uid) : IdentityDifference

    /** Who shares a value differs. */
    public data class Sharing(public val value: Uid) : IdentityDifference

    /** The accounts of a customer differ. */
    public data class Customer(public val value: CustomerId) : IdentityDifference

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<IdentityDifference>("IdentityDifference") {
        override fun word(word: String): IdentityDifference? = when (word) {
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): IdentityDifference? = when (key) {
            "pairs" -> Pairs(json.decodeFromJsonElement(value))
            "sharing" -> Sharing(json.decodeFromJsonElement(value))
            "customer" -> Customer(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: IdentityDifference, json: Json): JsonElement = when (value) {
            is Pairs -> holding("pairs", json.encodeToJsonElement(value.value))
            is Sharing -> holding("sharing", json.encodeToJsonElement(value.value))
            is Customer -> holding("customer", json.encodeToJsonElement(value.value))
        }
    }
}

/** An id of a buyer that a platform gives. */
@Serializable
public data class IdentityKey(
    /** Whether it may join accounts across platforms. */
    public val linkable: Boolean,
    /** What the platform calls it. */
    public val name: String,
    /** In which scope it is stable: `shop`, `app`, `platform`. */
    public val scope: String,
    /** How sure the scope is. */
    public val support: Support,
)

/** What is in the store. */
@Serializable
public data class IdentityStats(
    /** Accounts. */
    public val accounts: Long,
    /** Values that too many share, or that the host blocked. */
    public val generic: Long,
    /** Pairs that wait for a review. */
    public val review: Long,
    /** Customers by how many accounts they have, the smallest first. */
    public val sizes: List<OfSize>,
)

/** What somebody decided about who is who. */
@Serializable
public enum class IdentityVerdict(public val word: String) {
    /** They are one person. */
    @SerialName("same")
    SAME("same"),
    /** They are not. */
    @SerialName("apart")
    APART("apart"),
    /** An earlier decision is taken back. */
    @SerialName("undone")
    UNDONE("undone"),
}

/** `Source` written out. */
@Serializable
public data class ImportColumn(
    public val column: String? = null,
    public val constant: String? = null,
    public val default: String? = null,
    public val read: ImportRead? = null,
    public val split: String? = null,
    public val values: Map<String, String> = emptyMap(),
)

/** How a file is written. The text is UTF-8, with or without a byte order mark; other encodings are converted first. */
@Serializable
@JsonClassDiscriminator("kind")
public sealed interface ImportFormat {
    /** Separated values; the first row names the columns. */
    @Serializable
    @SerialName("csv")
    public data class Csv(
        /** Between the cells. */
        public val delimiter: String = ",",
        /** Around cells that hold a delimiter, a quote (doubled) or a line break. */
        public val quote: String = "\"",
    ) : ImportFormat

    /** One JSON object per line. */
    @Serializable
    @SerialName("json_lines")
    public data object JsonLines : ImportFormat
}

/** Which columns that no field uses are kept: on tickets in `extra`, on order lines and products in `custom`. */
@Serializable(with = ImportKeep.Wired::class)
public sealed interface ImportKeep {
    /** All of them. They may hold personal data: name the ones you want if the file has more than you need. */
    public data object All : ImportKeep

    /** None. */
    public data object None : ImportKeep

    /** These. */
    public data class Only(public val value: List<String>) : ImportKeep

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<ImportKeep>("ImportKeep") {
        override fun word(word: String): ImportKeep? = when (word) {
            "all" -> All
            "none" -> None
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): ImportKeep? = when (key) {
            "only" -> Only(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: ImportKeep, json: Json): JsonElement = when (value) {
            is All -> JsonPrimitive("all")
            is None -> JsonPrimitive("none")
            is Only -> holding("only", json.encodeToJsonElement(value.value))
        }
    }
}

/** What a file holds and which of its columns means what. */
@Serializable
public data class ImportMapping(
    /**
     * Field → where its value comes from. `super::targets` lists the fields; `custom.NAME` is one of the merchant's
     * own (order lines and products).
     */
    public val fields: Map<String, ImportSource>,
    /** What the rows are. */
    public val what: ImportWhat,
    /**
     * Orders: collect the rows of one order from anywhere in the file, in memory, instead of asking that they be
     * adjacent.
     */
    public val collect: Boolean = false,
    /** Words that mean an empty cell, beside the empty cell itself. */
    public val empty: List<String> = listOf("-", "--", "null", "NULL", "\\N"),
    /** How the file is written. */
    public val format: ImportFormat = ImportFormat.Csv(),
    /** What becomes of columns that no field uses. */
    public val keep: ImportKeep = ImportKeep.All,
    /**
     * Orders in JSON lines: pointer to the array of lines inside an order. Fields of a line are then looked up in its
     * elements.
     */
    @SerialName("lines_at")
    public val linesAt: String? = null,
    /** Minutes ahead of UTC of times that name no zone: 480 for China. */
    @SerialName("zone_minutes")
    public val zoneMinutes: Long = 0,
)

/** How an import runs. */
@Serializable
public data class ImportOptions(
    /** Rows per chunk, from 1 to `MAX_BATCH`. */
    public val chunk: Long = 500,
    /** Read and check everything, hand nothing on. */
    @SerialName("dry_run")
    public val dryRun: Boolean = false,
    /** Most errors kept word for word; the others are only counted. */
    @SerialName("keep_errors")
    public val keepErrors: Long = 1000,
    /** Stop when more rows than this failed; `None` means never. */
    @SerialName("max_errors")
    public val maxErrors: Long? = null,
)

/** How far an import is. Rows are counted as items: the rows of one order are one. */
@Serializable
public data class ImportProgress(
    /** Good ones, taken (or, in a dry run, good enough to be). */
    public val accepted: Long,
    /** Bytes of the file that are done. */
    public val bytes: Long,
    /** Known already. */
    public val duplicate: Long,
    /** Left out or refused. */
    public val failed: Long,
    /** Taken as the first of their object. */
    public val new: Long,
    /** Items read, good and bad. */
    public val rows: Long,
    /** Older than what is known. */
    public val stale: Long,
    /** Taken as newer. */
    public val updated: Long,
)

/** How the text of a cell becomes a value. */
@Serializable
public enum class ImportRead(public val word: String) {
    /** As it is. */
    @SerialName("text")
    TEXT("text"),
    /** A whole number. */
    @SerialName("integer")
    INTEGER("integer"),
    /** An amount in minor units: `12805`. */
    @SerialName("money_minor")
    MONEY_MINOR("money_minor"),
    /** An amount as people write it: `128.05`, `¥1,280.50`, `128元`. */
    @SerialName("money_decimal")
    MONEY_DECIMAL("money_decimal"),
    /** Unix seconds. */
    @SerialName("time_secs")
    TIME_SECS("time_secs"),
    /** Unix milliseconds. */
    @SerialName("time_ms")
    TIME_MS("time_ms"),
    /** A date, with or without a time of day and a zone; without a zone it is in the mapping's. */
    @SerialName("time_text")
    TIME_TEXT("time_text"),
    /** One word of a fixed list, by way of `values`. */
    @SerialName("word")
    WORD("word"),
    /** Several texts, between which stands `split`; or a JSON array. */
    @SerialName("list")
    LIST("list"),
}

/** What came of an import. */
@Serializable
public data class ImportReport(
    /** Where to go on. */
    public val bookmark: Bookmark,
    /** The first bad rows. */
    public val errors: List<RowError>,
    /** The figures of this run. */
    public val progress: ImportProgress,
    /** Field → word without a meaning → how often, as they stand in the file: what `values` has still to translate. */
    @SerialName("unknown_words")
    public val unknownWords: Map<String, Map<String, Long>>,
    /** Why it stopped before the end of the file; `None` when it did not. */
    public val stopped: ErrorRecord? = null,
)

@Serializable(with = ImportSource.Wired::class)
public sealed interface ImportSource {
    /** One that is a `String`. */
    public data class Text(public val value: String) : ImportSource

    /** One that is a `ImportColumn`. */
    public data class Object(public val value: ImportColumn) : ImportSource

    /** As it stands in JSON. */
    public object Wired : EitherSerializer<ImportSource>("ImportSource") {
        override fun read(element: JsonElement, json: Json): ImportSource? = when {
            element.isText() -> Text(element.text())
            element is JsonObject -> Object(json.decodeFromJsonElement(element))
            else -> null
        }

        override fun written(value: ImportSource, json: Json): JsonElement = when (value) {
            is Text -> json.encodeToJsonElement(value.value)
            is Object -> json.encodeToJsonElement(value.value)
        }
    }
}

/** What the rows of a file are. */
@Serializable
public enum class ImportWhat(public val word: String) {
    /** Order lines: one row per line, the rows of one order share its number. */
    @SerialName("orders")
    ORDERS("orders"),
    /** After-sales, one per row. */
    @SerialName("tickets")
    TICKETS("tickets"),
    /** Buyers' accounts with the keys proven for them, one per row. */
    @SerialName("customers")
    CUSTOMERS("customers"),
    /** Articles of the merchant, one per row. */
    @SerialName("products")
    PRODUCTS("products"),
    /** Messages, one per row. */
    @SerialName("messages")
    MESSAGES("messages"),
}

/** What became of a fact. */
@Serializable
public data class Ingested(
    /** The end of the log after it. */
    public val cursor: Cursor,
    /** What it did. */
    public val effect: Effect,
    /** The ticket it belongs to, if it belongs to one. */
    public val ticket: TicketId? = null,
)

/** An inspection that waits for goods. */
@Serializable
public data class InspectionTask(
    /** The group that does it. */
    public val group: String,
    /** The task. */
    public val task: TaskId,
    /** Who does it. */
    public val agent: AgentId? = null,
    /** When it should be done. */
    @SerialName("due_at")
    public val dueAt: Timestamp? = null,
)

/** Whose returns are paid at once, and up to which amount. */
@Serializable
public data class InstantRefund(
    /** Up to such an amount; one for a currency. */
    @SerialName("at_most")
    public val atMost: List<Money>,
    /** What shows that somebody is trusted: one of these is enough. */
    public val trusted: List<Trust>,
)

/** The kind of problem a buyer has. It names the problem, never the wish: "refund me" is not one. */
@Serializable
public enum class IssueType(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Where is my parcel, shipping questions. */
    @SerialName("logistics_query")
    LOGISTICS_QUERY("logistics_query", "物流查询", "Where is my parcel"),
    /** The buyer says the goods never came. */
    @SerialName("not_received")
    NOT_RECEIVED("not_received", "未收到货", "Not received"),
    /** Arrived broken. */
    @SerialName("damaged")
    DAMAGED("damaged", "商品破损", "Damaged"),
    /** Another article came. */
    @SerialName("wrong_item")
    WRONG_ITEM("wrong_item", "发错货", "Wrong item"),
    /** A part or a promised gift is absent. */
    @SerialName("missing_item")
    MISSING_ITEM("missing_item", "少件漏发", "Missing item"),
    /** It fails or was badly made. */
    @SerialName("quality_defect")
    QUALITY_DEFECT("quality_defect", "质量问题", "Quality defect"),
    /** It does not fit. */
    @SerialName("size_fit")
    SIZE_FIT("size_fit", "尺码不合适", "Does not fit"),
    /** It works but is not what was shown or said. */
    @SerialName("expectation_mismatch")
    EXPECTATION_MISMATCH("expectation_mismatch", "与描述不符", "Not as shown"),
    /** Is it real? */
    @SerialName("counterfeit")
    COUNTERFEIT("counterfeit", "疑似假货", "Counterfeit"),
    /** The buyer no longer wants it. */
    @SerialName("change_of_mind")
    CHANGE_OF_MIND("change_of_mind", "不想要了", "Change of mind"),
    /** The price fell after the purchase. */
    @SerialName("price_protection")
    PRICE_PROTECTION("price_protection", "价格保护", "Price protection"),
    /** Invoice wanted. */
    @SerialName("invoice")
    INVOICE("invoice", "发票问题", "Invoice"),
    /** How does it work? */
    @SerialName("usage")
    USAGE("usage", "使用咨询", "How to use it"),
    /** About our people. */
    @SerialName("service_complaint")
    SERVICE_COMPLAINT("service_complaint", "服务投诉", "Service complaint"),
    /** Threat or suspected scam. */
    @SerialName("fraud_threat")
    FRAUD_THREAT("fraud_threat", "欺诈或威胁", "Fraud or threat"),
    /** Anything else. */
    @SerialName("other")
    OTHER("other", "其他", "Other"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** A job. */
@Serializable
public data class Job(
    /** It was asked for again while somebody worked on it. */
    public val again: Boolean,
    /** How often it was tried. */
    public val attempt: Long,
    /** What is to be done. */
    public val body: JobBody,
    /** When it was first asked for. */
    @SerialName("created_at")
    public val createdAt: Timestamp,
    /** A read-back comes first: the last try may have taken effect. */
    public val doubt: Boolean,
    /** Its id: one job per piece of work. */
    public val id: JobId,
    /** When: for a leased job, when the lease ends. */
    @SerialName("run_at")
    public val runAt: Timestamp,
    /** Where it stands. */
    public val state: JobState,
    /** The last failure, as one line. */
    public val failure: String? = null,
    /** How far a list is looked at that is done a part at a time: the next part begins after this place. */
    public val place: String? = null,
)

/** What is to be done. */
@Serializable
@JsonClassDiscriminator("kind")
public sealed interface JobBody {
    /** Read an outside object again. */
    @Serializable
    @SerialName("refetch")
    public data class Refetch(
        /** Which. */
        @SerialName("object")
        public val `object`: ObjectRef,
        /** The newest revision a webhook claimed; an older answer is asked again. */
        public val claimed: Long? = null,
        /** How often an older answer came. */
        public val stale: Long = 0,
    ) : JobBody

    /** Tell a platform what we decided. */
    @Serializable
    @SerialName("action")
    public data class Action(
        /** What to tell. */
        public val action: dev.aftersync.Action,
        /** Which of the ticket's commands it carries: the time of its local entry. */
        public val entry: Timestamp,
        /** The episode in which it was decided. */
        public val episode: Long,
        /** The ticket it is for. */
        public val ticket: TicketId,
    ) : JobBody

    /** Tell the buyer how far it is. */
    @Serializable
    @SerialName("notify")
    public data class Notify(
        /** The episode. */
        public val episode: Long,
        /** Which notice. */
        public val notice: Notice,
        /** The ticket. */
        public val ticket: TicketId,
    ) : JobBody

    /** Send the buyer an answer of ours. */
    @Serializable
    @SerialName("reply")
    public data class Reply(
        /** Through which channel. */
        public val channel: Channel,
        /** The message that holds the words. */
        public val message: MessageId,
        /** On which platform. */
        public val platform: Platform,
        /** In which shop. */
        public val shop: ShopId,
        /** The ticket. */
        public val ticket: TicketId,
        /** In which conversation, if one is open. */
        public val conversation: ConversationId? = null,
    ) : JobBody

    /** Ask a shop what changed. */
    @Serializable
    @SerialName("poll")
    public data class Poll(
        /** The platform. */
        public val platform: Platform,
        /** The shop. */
        public val shop: ShopId,
    ) : JobBody

    /** Get a new access token. */
    @Serializable
    @SerialName("token")
    public data class Token(
        /** The platform. */
        public val platform: Platform,
        /** The shop. */
        public val shop: ShopId,
    ) : JobBody

    /** A moment a ticket waits for. */
    @Serializable
    @SerialName("timer")
    public data class Timer(
        /** The ticket. */
        public val ticket: TicketId,
    ) : JobBody

    /** The moment at which a task is due. */
    @Serializable
    @SerialName("task_timer")
    public data class TaskTimer(
        /** The task. */
        public val task: TaskId,
    ) : JobBody

    /** Give waiting tickets of a queue to agents who became free. */
    @Serializable
    @SerialName("drain")
    public data class Drain(
        /** The queue. */
        public val queue: QueueId,
    ) : JobBody

    /** Give open tasks of a group to agents who became free. */
    @Serializable
    @SerialName("drain_tasks")
    public data class DrainTasks(
        /** The group. */
        public val group: String,
    ) : JobBody

    /** Take tickets from an agent who is no longer there. */
    @Serializable
    @SerialName("vacate")
    public data class Vacate(
        /** Who that was. */
        public val agent: AgentId,
    ) : JobBody

    /** A moment the presence of an agent waits for: a lease runs out, a grace is over, a shift begins or ends. */
    @Serializable
    @SerialName("attend")
    public data class Attend(
        /** Whose. */
        public val agent: AgentId,
    ) : JobBody

    /** Work out again which host sold the orders of a show. */
    @Serializable
    @SerialName("attribute")
    public data class Attribute(
        /** The show. */
        public val show: ShowId,
        /** Where it stood before it changed: orders there are looked at too. */
        public val formerly: List<Three<ShopKey, Timestamp, Timestamp>> = emptyList(),
    ) : JobBody

    /** Bring open tickets in line with the configuration that was published: a part at a time, until all were looked at. */
    @Serializable
    @SerialName("reapply")
    public data object Reapply : JobBody
}

/** A job. */
@JvmInline
@Serializable
public value class JobId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** What kind of work a job is. */
@Serializable
public enum class JobKind(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Read an outside object again. */
    @SerialName("refetch")
    REFETCH("refetch", "重新拉取", "Read again"),
    /** Tell a platform what we decided. */
    @SerialName("action")
    ACTION("action", "平台操作", "Platform action"),
    /** Tell the buyer how far it is. */
    @SerialName("notify")
    NOTIFY("notify", "通知买家", "Notify the buyer"),
    /** Send the buyer an answer of ours. */
    @SerialName("reply")
    REPLY("reply", "发送回复", "Send a reply"),
    /** Ask a shop what changed. */
    @SerialName("poll")
    POLL("poll", "轮询店铺", "Poll the shop"),
    /** Get a new access token. */
    @SerialName("token")
    TOKEN("token", "刷新授权", "Renew the token"),
    /** A moment a ticket waits for. */
    @SerialName("timer")
    TIMER("timer", "定时任务", "Timer"),
    /** The moment at which a task is due. */
    @SerialName("task_timer")
    TASK_TIMER("task_timer", "任务到期检查", "Task due"),
    /** Give waiting tickets of a queue to agents who became free. */
    @SerialName("drain")
    DRAIN("drain", "派发排队工单", "Hand out waiting tickets"),
    /** Give open tasks of a group to agents who became free. */
    @SerialName("drain_tasks")
    DRAIN_TASKS("drain_tasks", "派发待办任务", "Hand out open tasks"),
    /** Take tickets from an agent who is no longer there. */
    @SerialName("vacate")
    VACATE("vacate", "回收离岗客服的工单", "Take tickets from an absent agent"),
    /** A moment the presence of an agent waits for. */
    @SerialName("attend")
    ATTEND("attend", "检查客服在岗状态", "Look whether an agent is there"),
    /** Work out again which host sold the orders of a show. */
    @SerialName("attribute")
    ATTRIBUTE("attribute", "主播归因", "Host attribution"),
    /** Bring open tickets in line with the configuration that was published. */
    @SerialName("reapply")
    REAPPLY("reapply", "按新配置更新工单", "Apply the new configuration"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** A page of rows. */
@Serializable
public data class JobPage(
    /** The rows. */
    public val items: List<Job>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** Where a job stands. A job that is done is deleted. */
@Serializable(with = JobState.Wired::class)
public sealed interface JobState {
    /** Waits for its time. */
    public data object Waiting : JobState

    /** It was sent and no answer is known; it is read back before anything else. */
    public data object InDoubt : JobState

    /** It was given up: a person sees it and may set it going again. */
    public data object Dead : JobState

    /** Somebody works on it until `run_at`; the lease must match when it is settled. */
    public data class Leased(public val value: Uid) : JobState

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<JobState>("JobState") {
        override fun word(word: String): JobState? = when (word) {
            "waiting" -> Waiting
            "in_doubt" -> InDoubt
            "dead" -> Dead
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): JobState? = when (key) {
            "leased" -> Leased(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: JobState, json: Json): JsonElement = when (value) {
            is Waiting -> JsonPrimitive("waiting")
            is InDoubt -> JsonPrimitive("in_doubt")
            is Dead -> JsonPrimitive("dead")
            is Leased -> holding("leased", json.encodeToJsonElement(value.value))
        }
    }
}

/** What accounts of buyers are joined by. */
@Serializable
public enum class JoinBy(public val word: String) {
    /** By nothing but what people decide. */
    @SerialName("nothing")
    NOTHING("nothing"),
    /** By keys that were attested for them. */
    @SerialName("keys")
    KEYS("keys"),
    /** By what orders and messages show as well: receivers, nicknames, the number of an order that a buyer quotes. */
    @SerialName("records")
    RECORDS("records"),
}

/** What a key says about the person who has it. */
@Serializable
public enum class KeyKind(public val word: String) {
    /** A union id, exact in its scope. */
    @SerialName("union_id")
    UNION_ID("union_id"),
    /** A phone proven by the merchant's own channel (registered, caller id). */
    @SerialName("proven_phone")
    PROVEN_PHONE("proven_phone"),
    /** A member number of the merchant. */
    @SerialName("member")
    MEMBER("member"),
}

/** What the buyer asks for. It may change during the life of a ticket. */
@Serializable
public enum class Kind(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Money back, the goods stay with the buyer (or were never sent). */
    @SerialName("refund_only")
    REFUND_ONLY("refund_only", "仅退款", "Refund only"),
    /** The goods come back, then the money goes back. */
    @SerialName("return_refund")
    RETURN_REFUND("return_refund", "退货退款", "Return and refund"),
    /** The goods come back and another item is sent. */
    @SerialName("exchange")
    EXCHANGE("exchange", "换货", "Exchange"),
    /** The goods come back, are repaired and sent again. */
    @SerialName("repair")
    REPAIR("repair", "维修", "Repair"),
    /** Something was lost or missing and is sent again; nothing comes back. */
    @SerialName("resend")
    RESEND("resend", "补发", "Resend"),
    /** The price fell after the purchase and the difference is asked for. */
    @SerialName("price_protection")
    PRICE_PROTECTION("price_protection", "价保", "Price protection"),
    /** Dissatisfaction that may end in an answer or in money. */
    @SerialName("complaint")
    COMPLAINT("complaint", "投诉", "Complaint"),
    /** A question. */
    @SerialName("inquiry")
    INQUIRY("inquiry", "咨询", "Inquiry"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** An order of which nothing is asked back. */
@Serializable
public data class KnownOrder(
    /** What was sold; `expected` is 0 in all of them. */
    public val lines: List<ExpectedLine>,
    /** Its number on its platform. */
    public val number: String,
    /** The order. */
    public val order: OrderId,
    /** When it was placed. */
    @SerialName("placed_at")
    public val placedAt: Timestamp,
    /** The platform. */
    public val platform: Platform,
    /** The shop. */
    public val shop: ShopId,
    /** Who bought it. */
    public val customer: CustomerId? = null,
)

/** A parcel that nobody asked for. */
@Serializable
public data class KnownParcel(
    /** What the code turned out to be. */
    public val by: FoundBy,
    /** The orders it may belong to: several where platforms have the same number. */
    public val orders: List<KnownOrder>,
    /** Tickets about them, none of which waits for goods. */
    public val tickets: List<OtherTicket>,
    /** What the carrier says of it, if the code is a tracking number it knows. */
    public val parcel: ParcelSnapshot? = null,
)

/** A display language. */
@Serializable
public enum class Lang(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Simplified Chinese. */
    @SerialName("zh")
    ZH("zh", "简体中文", "Simplified Chinese"),
    /** English. */
    @SerialName("en")
    EN("en", "英文", "English"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** A job of yours until the lease ends. */
@Serializable
public data class LeasedJob(
    /** The job. */
    public val job: Job,
    /** The lease: finish the job under it. */
    public val lease: Uid,
)

/** A customer that somebody may be. */
@Serializable
public data class Likely(
    /** The customer. */
    public val customer: CustomerId,
    /** How sure, in thousandths of a bit; absent when it is the very account. */
    public val score: Long? = null,
)

/** The merchant's own fields of one order line. */
@Serializable
public data class LineCustom(
    /** Each field by its name. */
    public val fields: Map<String, Told>,
    /** The platform's id of the line. */
    public val line: String,
)

/** What we worked out about one order line. */
@Serializable
public data class LineFacts(
    /** How sure the host is. */
    public val attribution: Attribution,
    /** The host who sold it: the merchant's or the platform's id. */
    public val host: String? = null,
    /** The article across shops. */
    public val product: ProductId? = null,
    /** The evening it was sold in. */
    public val show: ShowId? = null,
)

/** What a command says of one line. */
@Serializable
public data class LineOutcome(
    /** The order line. */
    public val line: String,
    /** Pieces that failed. */
    public val damaged: Long = 0,
    /** What becomes of them; what is usual for the grade when absent. */
    public val disposition: Disposition? = null,
    /** The restocking fee, in percent of the line's money. Nothing is held back by itself: who decides the refund sees it. */
    @SerialName("fee_percent")
    public val feePercent: Long? = null,
    /** What the pieces are worth, as inspected. */
    public val grade: Grade? = null,
    /** The article of that code. Worked out when the command comes. */
    public val instead: ProductId? = null,
    /** Pieces that should have come back and did not. */
    public val missing: Long = 0,
    /** Pieces that passed. */
    public val passed: Long = 0,
    /** Photos and films of the pieces: at most 100. */
    public val photos: List<Evidence> = emptyList(),
    /** Pieces received. */
    public val received: Long = 0,
    /**
     * The article to send instead of the one bought, by the merchant's code or its barcode: with the approval of an exchange or
     * a resend.
     */
    public val send: String? = null,
    /** Pieces with signs of use. */
    public val used: Long = 0,
    /** Pieces of another article that came instead. */
    public val wrong: Long = 0,
)

/** A ticket as a line of a list. */
@Serializable
public data class ListedTicket(
    /** Its amounts, in minor units. */
    public val amounts: Amounts,
    /** 0 (now) to 4. */
    public val band: Long,
    /** When the headline last changed. */
    @SerialName("changed_at")
    public val changedAt: Timestamp,
    /** The currency of its amounts. */
    public val currency: Currency,
    /** What the seller decided. */
    public val decision: Decision,
    /** How far arbitration is. */
    public val dispute: DisputeState,
    /** Counts reopenings, from 1. */
    public val episode: Long,
    /** Where the buyer's goods are. */
    public val goods: Goods,
    /** Where it stands: what people see. */
    public val headline: Headline,
    /** Its id. */
    public val id: TicketId,
    /** What the problem is. */
    public val issue: IssueType,
    /** What the buyer wants. */
    public val kind: Kind,
    /** How many order lines it is about. */
    public val lines: Long,
    /** How far the refund is. */
    public val money: MoneyState,
    /** Its number, to be read aloud. */
    public val number: TicketNumber,
    /** Whether it still needs anybody. */
    public val open: Boolean,
    /** When the problem began. */
    @SerialName("opened_at")
    public val openedAt: Timestamp,
    /** How many commands wait for it, conflicts and refusals included. */
    public val pending: Long,
    /** The platform it began on. */
    public val platform: Platform,
    /** How far the replacement is. */
    public val replacement: ReplacementState,
    /** The shop it began in. */
    public val shop: ShopId,
    /** How many outside objects it is made of. */
    public val sources: Long,
    /** The commit number that wrote it: name it in a command's `expect`. */
    public val version: Long,
    /** On whom it waits. */
    @SerialName("waiting_on")
    public val waitingOn: WaitingOn,
    /** The buyer's account: the customer is asked for by it. */
    public val account: AccountId? = null,
    /** The agent who has it. */
    public val agent: AgentId? = null,
    /** When something is due next: our clocks and the platform's deadline. */
    @SerialName("due_at")
    public val dueAt: Timestamp? = null,
    /** When it last reached an ended headline. */
    @SerialName("ended_at")
    public val endedAt: Timestamp? = null,
    /** Marks such as `refund_failed`, `parcel_lost`. */
    public val flags: List<String> = emptyList(),
    /** The host who sold it. */
    public val host: String? = null,
    /** The order. */
    public val order: OrderId? = null,
    /** The platform's deadline for the present step. */
    @SerialName("platform_deadline")
    public val platformDeadline: Timestamp? = null,
    /** The queue it stands in. */
    public val queue: QueueId? = null,
    /** The platform's reason code, raw. */
    @SerialName("reason_code")
    public val reasonCode: String? = null,
    /** The evening it was sold in. */
    public val show: ShowId? = null,
    /** Its tags. */
    public val tags: List<String> = emptyList(),
)

/** How one shop names an article. */
@JvmInline
@Serializable
public value class ListingId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A load that was not what a recount gives. */
@Serializable
public data class LoadDrift(
    /** Whose. */
    public val agent: AgentId,
    /** Units of work that tickets, tasks and offers add up to: what it says now. */
    public val counted: Long,
    /** Units of work it said. */
    public val stored: Long,
)

/** What people and automations did here: the part of a ticket that no platform tells. */
@Serializable
public data class Local(
    /** Commands that moved the axes, in order. */
    public val entries: List<LocalEntry>,
    /** Tickets merged into this one by hand. */
    public val absorbed: List<TicketId> = emptyList(),
    /** Automations that were done, by their names. */
    public val automations: Map<String, AutomationDone> = emptyMap(),
    /** The band a person chose. */
    public val band: Long? = null,
    /** The talk a bot has or had on it. */
    public val bot: BotTalk? = null,
    /** Goodwill. */
    public val compensations: List<Compensation> = emptyList(),
    /** The merchant's own fields. */
    public val custom: Map<String, CustomValue> = emptyMap(),
    /** Evidence added here. */
    public val evidence: List<Evidence> = emptyList(),
    /** When a person of ours first did something on it, here or in a platform's console. */
    @SerialName("first_human_at")
    public val firstHumanAt: Timestamp? = null,
    /** When one of ours first answered the buyer by a command here. */
    @SerialName("first_response_at")
    public val firstResponseAt: Timestamp? = null,
    /** The issue type a person chose. */
    public val issue: IssueType? = null,
    /** When one of ours last answered the buyer by a reply here. */
    @SerialName("last_response_at")
    public val lastResponseAt: Timestamp? = null,
    /** Other tickets it is about. */
    public val linked: List<TicketId> = emptyList(),
    /** All tickets that became part of this one, by hand or by the fold. */
    public val merged: List<TicketId> = emptyList(),
    /** Notices recorded: (episode, notice). */
    public val notices: List<Two<Long, Notice>> = emptyList(),
    /** Parcels people named here. */
    public val parcels: List<Two<Direction, ParcelRef>> = emptyList(),
    /** The queue a person chose. */
    public val queue: String? = null,
    /** The band an escalation raised it to. */
    public val raised: Long? = null,
    /** Rungs of escalations that were done. */
    public val rungs: List<Three<ClockKind, Long, String>> = emptyList(),
    /**
     * Marks of what was written to the buyer here while no bot had it, the last twenty: a channel that shows it again shows
     * nothing that anybody did there.
     */
    public val said: List<String> = emptyList(),
    /** Tags. */
    public val tags: List<String> = emptyList(),
    /** Internal tasks. */
    public val tasks: List<TaskId> = emptyList(),
    /** A person worked on it: from then on only a person splits it. */
    public val touched: Boolean = false,
    /** Who wants to hear of it. */
    public val watchers: List<AgentId> = emptyList(),
    /** Groups that escalations let take it, beside those of its queue. */
    public val widened: List<String> = emptyList(),
)

/** One command that moved the ticket, kept so that the ticket can be folded again. */
@Serializable
public data class LocalEntry(
    /** When it was applied. */
    public val at: Timestamp,
    /** In which role. */
    public val role: Role,
    /** What it was. */
    public val trigger: Trigger,
    /** By whom, when it was a person or bot. */
    public val agent: AgentId? = null,
    /** The amount, where the command had one. */
    public val amount: Money? = null,
    /** The job that carries it to the platform. */
    public val job: JobId? = null,
    /** Pieces per line, where the command had them. */
    public val lines: List<LineOutcome> = emptyList(),
    /** The platform refused it, so it has no effect. */
    public val void: Boolean = false,
)

/** A stored message. */
@Serializable
public data class Message(
    /** The conversation. */
    public val conversation: ConversationId,
    /** Its id. */
    public val id: MessageId,
    /** The platform it came through. */
    public val platform: Platform,
    /** How new that is. */
    public val revision: Revision,
    /** The shop. */
    public val shop: ShopId,
    /** What the channel shows. */
    public val snapshot: MessageSnapshot,
    /** The source (day of the conversation, or part of it) it belongs to. */
    public val source: SourceId,
    /** The buyer's account. */
    public val account: AccountId? = null,
    /** For our own answer: where its delivery stands. */
    public val delivery: DeliveryState? = null,
)

/** One message. */
@JvmInline
@Serializable
public value class MessageId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** One message as its channel shows it. */
@Serializable
public data class MessageSnapshot(
    /** When it was written. */
    public val at: Timestamp,
    /** The channel's id of the conversation. */
    public val conversation: String,
    /** The channel's id of the message. */
    @SerialName("external_id")
    public val externalId: String,
    /** Who wrote it. */
    public val sender: Sender,
    /** The words. Personal data. */
    public val text: String,
    /** What it is about, when the channel knows. */
    public val about: About = About(),
    /** The buyer it is with. */
    public val account: AccountRef? = null,
    /** Where it came through. */
    public val channel: Channel = Channel.CHAT,
    /** Photos and files. */
    public val evidence: List<Evidence> = emptyList(),
    /** The problem, when the channel's form asked for it. */
    public val issue: IssueType? = null,
    /** Keys the channel has proven for that buyer. Personal data, hashed on the way in. */
    public val keys: List<AttestedKey> = emptyList(),
)

/** What is counted. */
@Serializable
public enum class Metric(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Pieces sold, on the day they were sold. */
    @SerialName("sold_units")
    SOLD_UNITS("sold_units", "销售件数", "Units sold"),
    /** Minor units sold, on the day they were sold. */
    @SerialName("sold_minor")
    SOLD_MINOR("sold_minor", "销售额", "Sales"),
    /** Tickets opened, on the day they were opened. */
    @SerialName("opened")
    OPENED("opened", "新增工单", "Tickets opened"),
    /** Tickets ended, on the day they ended. */
    @SerialName("ended")
    ENDED("ended", "完结工单", "Tickets ended"),
    /** Tickets refunded, on the day sold (the honest rate). */
    @SerialName("refunds_by_sale")
    REFUNDS_BY_SALE("refunds_by_sale", "退款单数（按销售日）", "Refunds, by day of sale"),
    /** Minor units refunded, on the day sold. */
    @SerialName("refund_minor_by_sale")
    REFUND_MINOR_BY_SALE("refund_minor_by_sale", "退款金额（按销售日）", "Money refunded, by day of sale"),
    /** Returns, on the day sold. */
    @SerialName("returns_by_sale")
    RETURNS_BY_SALE("returns_by_sale", "退货单数（按销售日）", "Returns, by day of sale"),
    /** Pieces asked back, on the day sold. */
    @SerialName("units_by_sale")
    UNITS_BY_SALE("units_by_sale", "售后件数（按销售日）", "Units asked back, by day of sale"),
    /** Exchanges, on the day sold. */
    @SerialName("exchanges_by_sale")
    EXCHANGES_BY_SALE("exchanges_by_sale", "换货单数（按销售日）", "Exchanges, by day of sale"),
    /** Tickets of any kind, on the day sold. */
    @SerialName("tickets_by_sale")
    TICKETS_BY_SALE("tickets_by_sale", "售后单数（按销售日）", "Tickets, by day of sale"),
    /** Minor units refunded, on the day the ticket was opened. */
    @SerialName("refund_minor")
    REFUND_MINOR("refund_minor", "退款金额（按申请日）", "Money refunded, by day opened"),
    /** Clocks that passed their target, on the day the ticket was opened. */
    @SerialName("breaches")
    BREACHES("breaches", "超时次数", "Targets missed"),
    /** Tickets with a first response, on the day opened. */
    @SerialName("responded")
    RESPONDED("responded", "已响应工单", "Tickets answered"),
    /** Milliseconds to the first response, summed. */
    @SerialName("response_ms")
    RESPONSE_MS("response_ms", "首次响应总时长", "Total time to first response"),
    /** Milliseconds from opening to the end, summed. */
    @SerialName("resolution_ms")
    RESOLUTION_MS("resolution_ms", "解决总时长", "Total time to resolution"),
    /** Bucket 0 of the first-response histogram (under 1 minute); the others follow, each four times wider. */
    @SerialName("response_0")
    RESPONSE_0("response_0", "1分钟内响应", "Answered within 1 minute"),
    /** Under 4 minutes. */
    @SerialName("response_1")
    RESPONSE_1("response_1", "1至4分钟响应", "Answered in 1 to 4 minutes"),
    /** Under 16 minutes. */
    @SerialName("response_2")
    RESPONSE_2("response_2", "4至16分钟响应", "Answered in 4 to 16 minutes"),
    /** Under 64 minutes. */
    @SerialName("response_3")
    RESPONSE_3("response_3", "16至64分钟响应", "Answered in 16 to 64 minutes"),
    /** Under about 4 hours. */
    @SerialName("response_4")
    RESPONSE_4("response_4", "64分钟至4小时响应", "Answered in 64 minutes to 4 hours"),
    /** Longer. */
    @SerialName("response_5")
    RESPONSE_5("response_5", "4小时以上响应", "Answered after more than 4 hours"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** One thing that happened. */
@Serializable(with = Moment.Wired::class)
public sealed interface Moment {
    /** The engine recorded it. */
    public data class Event(public val value: Recorded) : Moment

    /** It was written. */
    public data class Message(public val value: dev.aftersync.Message) : Moment

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<Moment>("Moment") {
        override fun word(word: String): Moment? = when (word) {
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): Moment? = when (key) {
            "event" -> Event(json.decodeFromJsonElement(value))
            "message" -> Message(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: Moment, json: Json): JsonElement = when (value) {
            is Event -> holding("event", json.encodeToJsonElement(value.value))
            is Message -> holding("message", json.encodeToJsonElement(value.value))
        }
    }
}

/** A page of rows. */
@Serializable
public data class MomentPage(
    /** The rows. */
    public val items: List<Moment>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** When a running clock warns and is due, worked out by its calendar. Absent where the calendar has not as many hours. */
@Serializable
public data class Moments(
    /** When it is due. */
    @SerialName("due_at")
    public val dueAt: Timestamp? = null,
    /** When it warns. */
    @SerialName("warn_at")
    public val warnAt: Timestamp? = null,
)

/** An amount: minor units (fen, cent) and their currency. */
@Serializable
public data class Money(
    /** The currency they are in. */
    public val currency: Currency,
    /** Minor units, such as fen. */
    public val minor: Long,
)

/** How far the refund is. */
@Serializable
public enum class MoneyState(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** No refund promised. */
    @SerialName("none")
    NONE("none", "无退款", "No refund"),
    /** Promised, to be paid once the goods are back. */
    @SerialName("approved")
    APPROVED("approved", "已同意，收货后退款", "Approved, paid after the return"),
    /** To be paid now. */
    @SerialName("pending")
    PENDING("pending", "待退款", "To be paid"),
    /** Partly paid. */
    @SerialName("partial")
    PARTIAL("partial", "部分已退", "Partly paid"),
    /** Paid in full. */
    @SerialName("paid")
    PAID("paid", "已全额退款", "Paid in full"),
    /** The payment failed or came back. */
    @SerialName("failed")
    FAILED("failed", "退款失败", "Payment failed"),
    /** Paid once, then recovered from the buyer. */
    @SerialName("reversed")
    REVERSED("reversed", "退款已追回", "Recovered from the buyer"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** A notice to the buyer: at most once per ticket, episode and notice. */
@Serializable
public enum class Notice(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** We have your request. */
    @SerialName("N1")
    N1("N1", "申请已受理", "Request received"),
    /** It is approved. */
    @SerialName("N2")
    N2("N2", "申请已通过", "Request approved"),
    /** We need something from you. */
    @SerialName("N3")
    N3("N3", "需要您处理", "Action needed"),
    /** How to send it back. */
    @SerialName("N4")
    N4("N4", "请寄回商品", "How to return the goods"),
    /** It was refused, and why. */
    @SerialName("N5")
    N5("N5", "申请被拒绝", "Request rejected"),
    /** Compensation. */
    @SerialName("N6")
    N6("N6", "补偿通知", "Compensation"),
    /** Your return is on its way. */
    @SerialName("N7")
    N7("N7", "退货已寄出", "Return on its way"),
    /** Your replacement is on its way. */
    @SerialName("N8")
    N8("N8", "换补货已发货", "Replacement shipped"),
    /** Your replacement has arrived. */
    @SerialName("N8b")
    N8B("N8b", "换补货已送达", "Replacement delivered"),
    /** Your return has arrived. */
    @SerialName("N9")
    N9("N9", "退货已送达仓库", "Return arrived"),
    /** Your money is on its way. */
    @SerialName("N10")
    N10("N10", "退款到账提醒", "Refund on its way"),
    /** Answered. */
    @SerialName("N11")
    N11("N11", "已答复，请评价", "Answered, please rate us"),
    /** Cancelled or expired. */
    @SerialName("N12")
    N12("N12", "申请已取消", "Request cancelled"),
    /** The platform stepped in. */
    @SerialName("N13")
    N13("N13", "平台已介入", "Platform stepped in"),
    /** The platform has ruled. */
    @SerialName("N14")
    N14("N14", "仲裁结果", "Ruling"),
    /** First reminder. */
    @SerialName("R1")
    R1("R1", "首次提醒", "First reminder"),
    /** Second reminder. */
    @SerialName("R2")
    R2("R2", "再次提醒", "Second reminder"),
    /** Last reminder. */
    @SerialName("R3")
    R3("R3", "最后提醒", "Last reminder"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** The name of an outside object in its shop. */
@Serializable
public data class ObjectName(
    /** The platform's id. */
    @SerialName("external_id")
    public val externalId: String,
    /** What it is: `aftersale`, `return`, `complaint`. */
    @SerialName("object")
    public val `object`: String,
)

/** An outside object that can be read again. */
@Serializable
public data class ObjectRef(
    /** The platform's id. */
    @SerialName("external_id")
    public val externalId: String,
    /** What it is: `aftersale`, `order`. */
    @SerialName("object")
    public val `object`: String,
    /** The platform. */
    public val platform: Platform,
    /** The shop. */
    public val shop: ShopId,
)

/** One observation: an order, a call, a profile. The same source and id with a newer version replaces it. */
@Serializable
public data class Observation(
    /** When it was made. */
    public val at: Timestamp,
    /** Where it comes from. */
    public val source: String,
    /** The account; a contact without one is somebody of its own. */
    public val account: Handle? = null,
    /** Blocks. */
    public val blocks: List<Block> = emptyList(),
    /** Its id there; empty for one that has none, which is then the same as any with the same content. */
    public val id: String = "",
    /** `false`: it neither gives nor takes part in any joining. */
    public val link: Boolean = true,
    /** Values. */
    public val values: List<Given> = emptyList(),
    /** Its version; a lower one than what is known is old news. */
    public val version: Long = 0,
)

/** What came of an observation. */
@Serializable
public data class Observed(
    /** The account, or the contact that has none anywhere. */
    public val account: AccountId,
    /** Whose it is. */
    public val customer: CustomerId,
    /** It was known already: nothing was written. */
    public val known: Boolean,
)

/** What calls an automation: events of the log, by their kinds. */
@Serializable
public enum class Occasion(public val word: String) {
    /** A ticket was opened. */
    @SerialName("ticket_opened")
    TICKET_OPENED("ticket_opened"),
    /** Its headline moved. */
    @SerialName("state_changed")
    STATE_CHANGED("state_changed"),
    /** The buyer wants something else. */
    @SerialName("kind_changed")
    KIND_CHANGED("kind_changed"),
    /** A request or a conversation joined it. */
    @SerialName("source_joined")
    SOURCE_JOINED("source_joined"),
    /** The buyer wrote. What we write calls nothing. */
    @SerialName("message_added")
    MESSAGE_ADDED("message_added"),
    /** A clock of ours came near its target or passed it. */
    @SerialName("clock_passed")
    CLOCK_PASSED("clock_passed"),
    /** A rung of an escalation was done. */
    @SerialName("escalated")
    ESCALATED("escalated"),
    /** A task of it moved. */
    @SerialName("task_moved")
    TASK_MOVED("task_moved"),
    /** A task of it was not done when it was due. */
    @SerialName("task_overdue")
    TASK_OVERDUE("task_overdue"),
    /** A task of it waits, and nobody is in the groups that may do it. */
    @SerialName("task_unstaffed")
    TASK_UNSTAFFED("task_unstaffed"),
    /** Money of it moved. */
    @SerialName("money_moved")
    MONEY_MOVED("money_moved"),
    /** More goes back than was paid. */
    @SerialName("over_refund")
    OVER_REFUND("over_refund"),
    /** A platform says what our tables do not know. */
    @SerialName("unknown_status")
    UNKNOWN_STATUS("unknown_status"),
    /** A platform refused what we told it. */
    @SerialName("action_failed")
    ACTION_FAILED("action_failed"),
    /** It came into a queue. */
    @SerialName("enqueued")
    ENQUEUED("enqueued"),
    /** Its queue had no place. */
    @SerialName("overflowed")
    OVERFLOWED("overflowed"),
    /** Somebody has it. */
    @SerialName("assigned")
    ASSIGNED("assigned"),
    /** Nobody has it any more. */
    @SerialName("released")
    RELEASED("released"),
    /** Its tags, fields, band, problem or evidence were changed. */
    @SerialName("ticket_edited")
    TICKET_EDITED("ticket_edited"),
    /** Somebody left a note. */
    @SerialName("note_added")
    NOTE_ADDED("note_added"),
}

/** How many customers have so many accounts. */
@Serializable
public data class OfSize(
    /** Accounts of each. */
    public val accounts: Long,
    /** How many there are. */
    public val customers: Long,
)

/** What may be done: `Allowed` without its labels, which a phone knows itself. */
@Serializable
public data class Offer(
    /** What. */
    public val trigger: Trigger,
    /** The most money that may be moved by it. */
    @SerialName("at_most")
    public val atMost: Money? = null,
    /** Why not, when it is not possible now. */
    public val because: String? = null,
    /** What must be given with it. */
    public val needs: String? = null,
)

/** How long an offer holds. */
@Serializable
public data class OfferTerms(
    /** Milliseconds until it has run out. */
    @SerialName("for_ms")
    public val forMs: Long = 30000,
    /** Agents who are asked at the same time, 1 to 16: the first who takes it has it. */
    @SerialName("max_offers")
    public val maxOffers: Long = 1,
)

/** An offer that stands: room for the ticket is held with that agent. */
@Serializable
public data class Offered(
    /** To whom. */
    public val agent: AgentId,
    /** Since when. */
    public val at: Timestamp,
    /** From then on it has run out. */
    public val until: Timestamp,
    /** The load it puts on them, in units. */
    public val weight: Long,
    /** The agent is getting ready to take it. */
    public val held: Boolean = false,
)

/** What was on screen from some moment on. */
@Serializable
public data class OnScreen(
    /** From when. */
    public val from: Timestamp,
    /** The sku shown. */
    public val sku: String,
    /** The link number the host calls out. */
    public val link: Long? = null,
    /** Until when; `None` while it still is. */
    public val until: Timestamp? = null,
)

/** How a file is to be opened. */
@Serializable
public data class OpenOptions(
    /** The file; made when there is none. */
    public val path: String,
    /** Applications that are registered with platforms. */
    public val apps: List<AppSettings> = emptyList(),
    /** 32 bytes to seal the file under, instead of the key beside it. */
    public val key: Bytes? = null,
    /** Former keys that some of it may still be sealed under. */
    @SerialName("old_keys")
    public val oldKeys: List<Bytes> = emptyList(),
    /** The merchant; without a name it is the only one of the file. */
    public val tenant: String? = null,
    /** Not sealed: whoever has the file reads all of it. For trying things out. */
    public val unsealed: Boolean = false,
)

/** An order, with what we worked out about it. */
@Serializable
public data class Order(
    /** What we worked out, line by line in the order of the snapshot. */
    public val lines: List<LineFacts>,
    /** The platform. */
    public val platform: Platform,
    /** How new that is. */
    public val revision: Revision,
    /** The shop. */
    public val shop: ShopId,
    /** What the platform shows. */
    public val snapshot: OrderSnapshot,
    /** The buyer's account. */
    public val account: AccountId? = null,
    /** The merchant's own fields of its lines, by the platform's id of the line. */
    public val custom: List<LineCustom> = emptyList(),
)

/** An order on a platform. */
@JvmInline
@Serializable
public value class OrderId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** One line of an order as its platform shows it. */
@Serializable
public data class OrderLine(
    /** The platform's id of the line. */
    @SerialName("external_id")
    public val externalId: String,
    /** What was paid for all pieces. */
    public val paid: Money,
    /** Pieces. */
    public val quantity: Long,
    /** The article's id in that shop (the sku where there is one). */
    public val sku: String,
    /** Its title. */
    public val title: String,
    /** Its barcode. */
    public val barcode: String? = null,
    /** The batch it came from. */
    public val batch: String? = null,
    /**
     * The merchant's own fields, where the host or a file tells them: no platform does. They stay when a newer snapshot
     * does not name them (`Order::custom`).
     */
    public val custom: Map<String, CustomValue> = emptyMap(),
    /** The host the platform names. */
    public val host: HostRef? = null,
    /** The merchant's own code for it. */
    @SerialName("merchant_code")
    public val merchantCode: String? = null,
    /** The room the platform names. */
    public val room: String? = null,
    /** Who supplied it. */
    public val supplier: String? = null,
)

/** Which orders. What is absent does not filter; all that is present must hold. */
@Serializable
public data class OrderQuery(
    /** Of this account. */
    public val account: AccountId? = null,
    /** Go on after a page's `next`. */
    public val after: String? = null,
    /** Of this customer, on all platforms. */
    public val customer: CustomerId? = null,
    /** At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
    public val limit: Long = 0,
    /** With a line that has these values in the merchant's own fields. */
    @SerialName("line_custom")
    public val lineCustom: Map<String, CustomValue> = emptyMap(),
    /** Placed then or later. */
    @SerialName("placed_from")
    public val placedFrom: Timestamp? = null,
    /** Placed then or earlier. */
    @SerialName("placed_to")
    public val placedTo: Timestamp? = null,
    /** On this platform. */
    public val platform: Platform? = null,
    /** With a line of this product. */
    public val product: ProductId? = null,
    /** In this shop. */
    public val shop: ShopId? = null,
    /** In one of these states. */
    public val states: List<OrderState> = emptyList(),
)

/** An order as its platform shows it now. */
@Serializable
public data class OrderSnapshot(
    /** When it was placed. */
    @SerialName("created_at")
    public val createdAt: Timestamp,
    /** The platform's order number. */
    @SerialName("external_id")
    public val externalId: String,
    /** Its lines. */
    public val lines: List<OrderLine>,
    /** What was paid in all, freight included. */
    public val paid: Money,
    /** How far it is. */
    public val state: OrderState,
    /** The buyer. */
    public val account: AccountRef? = null,
    /** When it was paid. */
    @SerialName("paid_at")
    public val paidAt: Timestamp? = null,
    /** Parcels sent. */
    public val parcels: List<ParcelRef> = emptyList(),
    /** Who receives it. Personal data. */
    public val receiver: Receiver? = null,
)

/** How far an order is. */
@Serializable
public enum class OrderState(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Placed, not paid. */
    @SerialName("created")
    CREATED("created", "待付款", "Waiting for payment"),
    /** Paid, not shipped. */
    @SerialName("paid")
    PAID("paid", "待发货", "Waiting for shipment"),
    /** On its way. */
    @SerialName("shipped")
    SHIPPED("shipped", "已发货", "Shipped"),
    /** Received or finished. */
    @SerialName("done")
    DONE("done", "交易完成", "Completed"),
    /** Cancelled. */
    @SerialName("cancelled")
    CANCELLED("cancelled", "已取消", "Cancelled"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** An order and the tickets about it. */
@Serializable
public data class OrderView(
    /** The order. */
    public val order: VersionedPlacedOrder,
    /** The tickets about it, the first opened first. */
    public val tickets: List<VersionedTicket>,
)

/** A ticket about the same order that waits for no goods. */
@Serializable
public data class OtherTicket(
    /** Where its goods are. */
    public val goods: Goods,
    /** Its headline. */
    public val headline: Headline,
    /** What the buyer wants. */
    public val kind: Kind,
    /** Its number. */
    public val number: TicketNumber,
    /** The ticket. */
    public val ticket: TicketId,
)

/** What came of a job. */
@Serializable
public data class Outcome(
    /** Waiting tickets that may be given to somebody now, first come first. */
    public val assign: List<TicketId> = emptyList(),
    /** Orders whose host is to be worked out again. */
    public val attribute: List<OrderId> = emptyList(),
    /** How it ended. */
    public val end: End = End.Done,
    /** What the answer tells: taken in with the end of the job, in one commit. */
    public val facts: List<Fact> = emptyList(),
    /** How far a poll came. */
    public val polled: Polled? = null,
    /** Where to look next. */
    public val signals: List<Signal> = emptyList(),
    /** Open tasks that may be given to somebody now, the first due first. */
    public val tasks: List<TaskId> = emptyList(),
    /** A new token pair. */
    public val tokens: TokenPair? = null,
    /** What could not be read. */
    public val unreadable: List<Quarantine> = emptyList(),
)

/**
 * More than an agent can take came to them: a person gave it, it woke, or their capacity was lowered. They keep it, and get
 * nothing new until there is room.
 */
@Serializable
public data class OverCapacity(
    /** Who. */
    public val agent: AgentId,
    /** What they can take. */
    public val capacity: Long,
    /** What they have, in units of work. */
    public val load: Long,
)

/** Why a ticket has no place in a queue. */
@Serializable
public enum class OverflowCause(public val word: String) {
    /** As many wait there as may. */
    @SerialName("full")
    FULL("full"),
    /** Nobody serves it. */
    @SerialName("unstaffed")
    UNSTAFFED("unstaffed"),
    /** Its hours are over. */
    @SerialName("closed")
    CLOSED("closed"),
    /** Nobody who serves it is there. */
    @SerialName("nobody_online")
    NOBODY_ONLINE("nobody_online"),
    /** It would wait too long there. */
    @SerialName("long_wait")
    LONG_WAIT("long_wait"),
}

/** When else a ticket that comes to a queue, and that nobody takes at once, has no place there. */
@Serializable
public data class OverflowWhen(
    /** When nobody who serves the queue is online and on shift. */
    @SerialName("nobody_online")
    public val nobodyOnline: Boolean = false,
    /** Outside the hours of this calendar. */
    public val outside: String? = null,
    /** When it would wait longer than this, in milliseconds. Where that is unknown it stays. */
    @SerialName("wait_above_ms")
    public val waitAboveMs: Long? = null,
)

/** A parcel, by its tracking number. */
@JvmInline
@Serializable
public value class ParcelId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A parcel as an order or after-sale names it. */
@Serializable
public data class ParcelRef(
    /** The tracking number. */
    public val number: String,
    /** The carrier's code or name, as given. */
    public val carrier: String? = null,
)

/** What a carrier or locker says of a parcel now. */
@Serializable
public data class ParcelSnapshot(
    /** Since when. */
    public val at: Timestamp,
    /** The tracking number. */
    public val number: String,
    /** Where it is. */
    public val state: ParcelState,
    /** The carrier. */
    public val carrier: String? = null,
    /** The carrier's last words. Personal data may stand here. */
    @SerialName("last_scan")
    public val lastScan: String? = null,
)

/** Where a parcel is. */
@Serializable
public enum class ParcelState(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Known by number only. */
    @SerialName("announced")
    ANNOUNCED("announced", "待揽收", "Not picked up yet"),
    /** Handed to the carrier. */
    @SerialName("picked_up")
    PICKED_UP("picked_up", "已揽收", "Picked up"),
    /** Dropped into a locker. */
    @SerialName("at_locker")
    AT_LOCKER("at_locker", "已投柜", "In a locker"),
    /** Moving. */
    @SerialName("in_transit")
    IN_TRANSIT("in_transit", "运输中", "In transit"),
    /** Handed over at its destination. */
    @SerialName("delivered")
    DELIVERED("delivered", "已签收", "Delivered"),
    /** Going back to its sender. */
    @SerialName("returned")
    RETURNED("returned", "退回途中", "Going back to the sender"),
    /** Lost. */
    @SerialName("lost")
    LOST("lost", "丢件", "Lost"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** Raw bytes as they came. Personal data. */
@JvmInline
@Serializable
public value class Payload(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A command that waits. */
@Serializable
public data class Pending(
    /** What is wanted. */
    public val act: Act,
    /** Its key: applied once, however often it is pushed. */
    public val key: String,
    /** When it was given, by the server's clock as far as the phone knew it. */
    @SerialName("made_at")
    public val madeAt: Timestamp,
    /** Where it stands. */
    public val state: PendingState,
    /** Keys of earlier commands of this phone about the same ticket: what they changed is no conflict. */
    public val after: List<String> = emptyList(),
    /** The version of the ticket or task it was decided on. */
    public val base: Long? = null,
)

/** Where a command stands. */
@Serializable
@JsonClassDiscriminator("is")
public sealed interface PendingState {
    /** It waits to be pushed; nobody knows whether it was, if the app was killed meanwhile, and that does not matter. */
    @Serializable
    @SerialName("waiting")
    public data object Waiting : PendingState

    /** It waits for its file to be there. */
    @Serializable
    @SerialName("uploading")
    public data object Uploading : PendingState

    /** It was applied; what it changed is on its way. */
    @Serializable
    @SerialName("applied")
    public data object Applied : PendingState

    /** The ticket changed since: a person decides. */
    @Serializable
    @SerialName("conflict")
    public data class Conflict(
        /** What the rules propose. */
        public val suggestion: Suggestion,
        /** The ticket it is about now. */
        public val ticket: TicketId? = null,
    ) : PendingState

    /** It was refused for good. */
    @Serializable
    @SerialName("refused")
    public data class Refused(
        /** Why. */
        public val error: ErrorRecord,
    ) : PendingState
}

/** How far the operation came: what may have taken effect. */
@Serializable
public enum class Phase(public val word: String) {
    /** Nothing left this process; nothing happened. */
    @SerialName("not_sent")
    NOT_SENT("not_sent"),
    /** It was sent and no answer is known: read back before doing it again. */
    @SerialName("in_doubt")
    IN_DOUBT("in_doubt"),
    /** The other side answered: the outcome is known. */
    @SerialName("answered")
    ANSWERED("answered"),
}

/** How much of a phone is shown. */
@Serializable
public enum class PhoneShown(public val word: String) {
    /** As it is: whole or masked, which is told by its form. */
    @SerialName("plain")
    PLAIN("plain"),
    /** A number that the platform lends for one order: no evidence of anything. */
    @SerialName("private")
    PRIVATE("private"),
}

/** Where rules put a ticket when it comes, before anybody has it. */
@Serializable
public data class Placed(
    /** Its priority, 0 (now) to 4. */
    public val band: Long,
    /** The queue: that of the rules, unless a person chose one. */
    public val queue: String,
    /** Skills an agent needs, with the lowest level. */
    public val skills: Map<String, Long>,
    /** Tags the rules add. */
    public val tags: List<String>,
    /** Its weight in units of work. */
    public val weight: Long,
    /** The rule that decided; `None` when the ticket fell through to the fallback queue. */
    public val rule: String? = null,
)

/** An order with its id. */
@Serializable
public data class PlacedOrder(
    /** Its id. */
    public val id: OrderId,
    /** The order. */
    public val order: Order,
)

/** Where a ticket stands and what it asks of an agent. */
@Serializable
public data class Placement(
    /** Its priority, 0 (now) to 4. */
    public val band: Long,
    /** The name of its queue. */
    public val queue: String,
    /** Skills an agent needs, with the lowest level. */
    public val skills: Map<String, Long>,
    /** Tags the rules add. */
    public val tags: List<String>,
    /** Its weight in units of work, while it is not parked. */
    public val weight: Long,
    /** Who is asked before others; as the queue says when absent. */
    public val affinity: Affinity? = null,
    /** What part bots have in it. */
    public val bot: BotPolicy? = null,
    /** Every rule that was looked at, in order; empty when nobody asked. */
    public val considered: List<Considered> = emptyList(),
    /** Levels of those that are enough after some time. */
    public val floors: Map<String, List<Floor>> = emptyMap(),
    /** Whether who decided is kept from it while the platform arbitrates over that. */
    @SerialName("four_eyes")
    public val fourEyes: Boolean = false,
    /** Groups that are told when it comes into a queue. */
    public val notify: List<String> = emptyList(),
    /** What the rule that decided says of asking agents first; what the queue says counts when absent. */
    public val reservation: Reservation? = null,
    /** The rule that decided; `None` when the ticket fell through to the fallback queue. */
    public val rule: String? = null,
    /** The policy whose clocks it has; the first whose condition it meets when absent. */
    public val sla: String? = null,
    /** What the rule that decided changes as it waits; the queue's own steps count when empty. */
    public val steps: List<RouteStep> = emptyList(),
    /** Skills an agent needs for some time. */
    public val tiers: List<SkillTier> = emptyList(),
)

/** A selling platform or channel, by its lower-case name: `douyin`, `taobao`, `app`. */
@JvmInline
@Serializable
public value class Platform(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** Why a policy does or does not do something for a ticket. */
@Serializable
public data class PolicyExplained(
    /** The policies that were looked at, down to the first that matches. */
    public val considered: List<Considered>,
    /** The configuration it is by. */
    public val version: Long,
    /** What that one makes of the ticket; `None` when no policy matches. */
    public val terms: ReturnTerms? = null,
)

/** Who decides a request as it comes. */
@Serializable
public enum class PolicyOutcome(public val word: String) {
    /** It came decided already: no policy is asked. */
    @SerialName("not_asked")
    NOT_ASKED("not_asked"),
    /** A person does, since no policy speaks for it or the one that does leaves it to them. */
    @SerialName("left_to_person")
    LEFT_TO_PERSON("left_to_person"),
    /** The policy that speaks for it does not grant it: a person refuses it or makes an exception. */
    @SerialName("not_eligible")
    NOT_ELIGIBLE("not_eligible"),
    /** A policy or an automation granted it without a person. */
    @SerialName("granted")
    GRANTED("granted"),
    /** An automation asked the buyer, answered, refused or closed it without a person. */
    @SerialName("moved")
    MOVED("moved"),
}

/** What a configuration makes of a request as it comes, before a person looks at it. */
@Serializable
public data class PolicyVerdict(
    /** Who decides it. */
    public val outcome: PolicyOutcome,
    /** What is done without a person. */
    public val action: ReturnAction? = null,
    /** The automation that granted it, where no policy did. */
    public val automation: String? = null,
    /** How much is held back of what was asked for. */
    public val fee: Money? = null,
    /** How much money is granted with it. */
    public val granted: Money? = null,
    /** The return policy that speaks for it; absent for the short form `auto`. */
    public val policy: String? = null,
    /** Why the policy does not grant it, or leaves it to a person. */
    public val reasons: List<ReturnReason> = emptyList(),
)

/** How far a poll came. */
@Serializable
public data class PollReport(
    /** Pages that were read for it by this call. */
    public val pages: Long,
    /** Up to when changes had been read before; `None` for a shop that was never polled. */
    public val since: Timestamp? = null,
    /** Up to when they are read now. */
    public val until: Timestamp? = null,
)

/** How far a poll came. */
@Serializable
public data class Polled(
    /** The upper end of the window that is being read. */
    public val to: Timestamp,
    /** The next page; `None` when the window is read to its end. */
    public val next: String? = null,
)

/** Whether somebody takes work. */
@Serializable
public enum class Presence(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Takes work. */
    @SerialName("online")
    ONLINE("online", "在线", "Online"),
    /** Finishes what is there, takes nothing new. */
    @SerialName("busy")
    BUSY("busy", "忙碌", "Busy"),
    /** Finishes what was just done, and takes nothing new until that is over. */
    @SerialName("wrapping_up")
    WRAPPING_UP("wrapping_up", "收尾中", "Wrapping up"),
    /** Away for a moment. */
    @SerialName("away")
    AWAY("away", "离开", "Away"),
    /** Not there. */
    @SerialName("offline")
    OFFLINE("offline", "离线", "Offline"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** Why the status of an agent changed without anybody setting it. */
@Serializable
public enum class PresenceCause(public val word: String) {
    /** No heartbeat came for the length of a lease. */
    @SerialName("lease_over")
    LEASE_OVER("lease_over"),
    /** A heartbeat came from somebody whose lease had run out. */
    @SerialName("heartbeat")
    HEARTBEAT("heartbeat"),
    /** Offers ran out unanswered, one after the other. */
    @SerialName("offers_missed")
    OFFERS_MISSED("offers_missed"),
}

/** How presence is kept, and shifts with it. */
@Serializable
public data class PresenceConfig(
    /** They stay so long first, in milliseconds: who is back by then keeps them. */
    @SerialName("grace_ms")
    public val graceMs: Long = 1800000,
    /** So long before a stretch of their shift ends agents get nothing new, in milliseconds. */
    @SerialName("lead_out_ms")
    public val leadOutMs: Long = 0,
    /** So long after a heartbeat an agent on lease is still taken to be there, in milliseconds. */
    @SerialName("lease_ms")
    public val leaseMs: Long = 60000,
    /** What becomes of the tickets of somebody who went offline, or whose shift is over. */
    @SerialName("on_leave")
    public val onLeave: Absence = Absence.REQUEUE_UNTOUCHED,
)

/** One thing that is wrong with a configuration. */
@Serializable
public data class Problem(
    /** Where it stands, as `rules[3].when.all[1].test.is.ge`. Empty when it is about the whole. */
    public val path: String,
    /** What is wrong, with the value that is. Values of fields that may be personal stay out of it. */
    public val wrong: String,
    /** What is allowed there instead. */
    public val allowed: String? = null,
)

/** An article across shops and platforms. */
@Serializable
public data class Product(
    /** Its id. */
    public val id: ProductId,
    /** Its title, as the merchant or the first listing says. */
    public val title: String,
    /** The barcode. */
    public val barcode: String? = null,
    /** The category. */
    public val category: String? = null,
    /**
     * The merchant's own fields. Those that are declared are of their type and can be asked for in rules; others are
     * kept as they came.
     */
    public val custom: Map<String, CustomValue> = emptyMap(),
    /** The listings joined here. */
    public val listings: List<ListingId> = emptyList(),
    /** The merchant's code. */
    @SerialName("merchant_code")
    public val merchantCode: String? = null,
    /** What this product was merged into, if it was. */
    @SerialName("merged_into")
    public val mergedInto: ProductId? = null,
    /** Who supplies it. */
    public val supplier: String? = null,
)

/** An article across shops and platforms. */
@JvmInline
@Serializable
public value class ProductId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A page of rows. */
@Serializable
public data class ProductPage(
    /** The rows. */
    public val items: List<Product>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** Which articles. What is absent does not filter; all that is present must hold. */
@Serializable
public data class ProductQuery(
    /** Go on after a page's `next`. */
    public val after: String? = null,
    /** Of this category. */
    public val category: String? = null,
    /** With these values in the merchant's own fields. */
    public val custom: Map<String, CustomValue> = emptyMap(),
    /** At most so many; 0 means 50, the most is `MAX_PAGE`. */
    public val limit: Long = 0,
    /** From this supplier. */
    public val supplier: String? = null,
)

/** One webhook, as it was received. */
@Serializable
public data class Pushed(
    /** The body, byte by byte. */
    public val body: Bytes,
    /** The headers, as received. */
    public val headers: List<Two<String, String>> = emptyList(),
    /** The path, without host and query. */
    public val path: String = "",
    /** The query, decoded once. */
    public val query: List<Two<String, String>> = emptyList(),
)

/** A payload that could not be read. */
@Serializable
public data class Quarantine(
    /** When it first came. */
    public val at: Timestamp,
    /** What it was meant to be: `webhook`, `poll`, `detail`, `fact`. */
    public val from: String,
    /** Whether `payload` is hexadecimal. */
    public val hex: Boolean,
    /** Its id: the digest of what it holds, so that a repeat is one. */
    public val id: QuarantineId,
    /** The bytes, as text where they are UTF-8, else hexadecimal. Personal data. */
    public val payload: Payload,
    /** The platform. */
    public val platform: Platform,
    /** Why it could not be read. */
    public val reason: String,
    /** How often it came. */
    public val times: Long,
    /** The shop, if one was found. */
    public val shop: ShopId? = null,
)

/** A payload that could not be read. */
@JvmInline
@Serializable
public value class QuarantineId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A page of rows. */
@Serializable
public data class QuarantinePage(
    /** The rows. */
    public val items: List<Quarantine>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** A queue. */
@Serializable
public data class QueueConfig(
    /** Its name. */
    public val name: String,
    /** Who is asked before others, where the rule says nothing of it. */
    public val affinity: Affinity? = null,
    /** A ticket that waits so long gains a band, in milliseconds: four hours when absent, and 0 where none is ever gained. */
    @SerialName("age_step_ms")
    public val ageStepMs: Long? = null,
    /** The hours in which that is counted; every hour when absent. */
    public val calendar: String? = null,
    /** An agent who does nothing on a ticket for so long loses it again, in milliseconds; never when absent. */
    @SerialName("first_action_ms")
    public val firstActionMs: Long? = null,
    /** Groups that serve it; empty means the group of its own name. */
    public val groups: List<String> = emptyList(),
    /** Most tickets that wait in it; one that comes when so many do goes on to where it overflows. */
    @SerialName("max_depth")
    public val maxDepth: Long? = null,
    /** The queue that takes those for which it has no place: it is full, or nobody serves it. */
    public val overflow: String? = null,
    /** The bot that takes those, where no queue does; what it hands over comes back. */
    @SerialName("overflow_bot")
    public val overflowBot: AgentId? = null,
    /**
     * When else a ticket has no place here. It goes to `overflow`, else to `overflow_bot`; where neither is named it stays, and
     * the event `overflowed` says so once, on which an automation may write to the buyer.
     */
    @SerialName("overflow_when")
    public val overflowWhen: OverflowWhen? = null,
    /** Most tickets of it that one agent has at a time; no bound of its own when absent. */
    @SerialName("per_agent")
    public val perAgent: Long? = null,
    /** Whether its agents are asked before they have a ticket, where the rule that placed it says nothing of it. */
    public val reservation: Reservation? = null,
    /** What changes for its tickets that wait, where the rule that placed them says nothing of it. */
    public val steps: List<RouteStep> = emptyList(),
    /** In which order its agents are asked. */
    public val strategy: Strategy? = null,
)

/** A queue, by its name. */
@JvmInline
@Serializable
public value class QueueId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A queue that is taken to be otherwise. */
@Serializable
public data class QueueOverride(
    /** Its name. */
    public val queue: String,
    /** Tickets that wait in it. */
    public val waiting: Long? = null,
)

/**
 * When buyers are left in peace: a notice that falls into it waits for its end. Both are minutes of the day in the
 * merchant's zone; from 22:00 to 8:00 is `1320` to `480`.
 */
@Serializable
public data class QuietHours(
    /** From this minute of the day on. */
    public val from: Long,
    /** Up to this minute, which is the first that is not quiet; of the next day when it is before `from`. */
    public val to: Long,
)

/** A number that puts agents in order for a ticket: the smaller comes first. */
@Serializable
public enum class RankKey(public val word: String) {
    /** Units of work they have, in thousandths of what they can have. */
    @SerialName("load")
    LOAD("load"),
    /** Tickets in their hands. */
    @SerialName("tickets")
    TICKETS("tickets"),
    /** Since when nothing was given to them and nothing taken, in milliseconds since 1970; 0 for always. */
    @SerialName("idle_since")
    IDLE_SINCE("idle_since"),
    /** Their last turn: a time in milliseconds since 1970, kept apart where two are equal; 0 for never. */
    @SerialName("last_turn")
    LAST_TURN("last_turn"),
    /** The same in this queue alone. */
    @SerialName("last_turn_in_queue")
    LAST_TURN_IN_QUEUE("last_turn_in_queue"),
    /** Levels of skill above those asked for, as a negative number. */
    @SerialName("skill_above")
    SKILL_ABOVE("skill_above"),
}

/** An agent who may take a ticket now. */
@Serializable
public data class Ranked(
    /** Who. */
    public val agent: AgentId,
    /** Why they come where they come. */
    public val because: AssignCause,
    /**
     * What puts them in order, the first first: of two agents the one with the smaller number comes first, and of equals the
     * one with the smaller id.
     */
    public val keys: List<Two<RankKey, Long>>,
    /** They did not take it in this step of its route: they come after all who were not asked. */
    public val declined: Boolean = false,
)

/** One member of a dimension: what was sold and what came of it. All figures are of the day of sale. */
@Serializable
public data class RateRow(
    /** The member. */
    public val member: String,
    /** What was refunded: an amount for each currency, sorted by it. */
    public val refunded: List<Money>,
    /** Tickets refunded. */
    public val refunds: Long,
    /** Tickets whose goods were to come back. */
    public val returns: Long,
    /** What was paid for them: an amount for each currency, sorted by it. */
    public val sold: List<Money>,
    /** Pieces sold. */
    @SerialName("sold_units")
    public val soldUnits: Long,
    /** Tickets of any kind. */
    public val tickets: Long,
    /** Tickets refunded, with or without a return, for a thousand pieces sold; as above. */
    @SerialName("refund_permille")
    public val refundPermille: Long? = null,
    /** Returns for a thousand pieces sold, rounded down; `None` when nothing was sold. */
    @SerialName("return_permille")
    public val returnPermille: Long? = null,
)

/** A reason that a platform accepts with a decision. */
@Serializable
public data class Reason(
    /** What the decision is to carry. */
    public val code: String,
    /** What people read. */
    public val text: String,
)

/** Who receives a parcel, as the platform shows it (mostly masked). Personal data. */
@Serializable
public data class Receiver(
    /** Street and house. */
    public val address: String? = null,
    /** The name. */
    public val name: String? = null,
    /** The phone. */
    public val phone: String? = null,
    /** Province, city, district. */
    public val region: String? = null,
)

/** What a comparison found. */
@Serializable
public data class ReconcileReport(
    /** After-sales compared. */
    public val compared: Long,
    /** Where they differ, by id. */
    public val findings: List<Finding>,
    /** Answers that could not be read: kept in the quarantine. */
    public val unreadable: Long,
)

/** How far a comparison is. */
@Serializable
public data class Reconciling(
    /** After-sales read so far, in lists and one by one. */
    public val read: Long,
    /** The platform's list was read up to here. */
    public val until: Timestamp,
)

/** An event with its place in the log. */
@Serializable
public data class Recorded(
    /** Who did it. */
    public val actor: Actor,
    /** When. */
    public val at: Timestamp,
    /** What happened; readers keep kinds they do not know. */
    public val body: AnyEvent,
    /** Its place. */
    public val cursor: Cursor,
    /** The version of this kind of event. */
    public val v: Long,
    /** The ticket it is about. */
    public val ticket: TicketId? = null,
)

/** Where money paid back goes. */
@Serializable
public enum class RefundChannel(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** The way it was paid. */
    @SerialName("original")
    ORIGINAL("original", "原路退回", "Original payment method"),
    /** A bank transfer. */
    @SerialName("bank")
    BANK("bank", "银行转账", "Bank transfer"),
    /** The platform's wallet. */
    @SerialName("wallet")
    WALLET("wallet", "平台钱包", "Platform wallet"),
    /** Points. */
    @SerialName("points")
    POINTS("points", "积分", "Points"),
    /** Credit in the shop. */
    @SerialName("store_credit")
    STORE_CREDIT("store_credit", "店铺余额", "Store credit"),
    /** A gift card. */
    @SerialName("gift_card")
    GIFT_CARD("gift_card", "礼品卡", "Gift card"),
    /** A coupon. */
    @SerialName("coupon")
    COUPON("coupon", "优惠券", "Coupon"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** One part of a refund. */
@Serializable
public data class RefundLeg(
    /** How much. */
    public val amount: Money,
    /** Where it goes. */
    public val channel: RefundChannel,
    /** The order it was paid for. */
    public val order: OrderId? = null,
    /** When it was paid; `None` while it is under way. */
    @SerialName("paid_at")
    public val paidAt: Timestamp? = null,
    /** Which source says so; `None` for our own payout. */
    public val source: SourceId? = null,
)

/** Why an agent cannot take a ticket now. */
@Serializable
public enum class Refusal(public val word: String) {
    /** Busy, wrapping up, away or offline. */
    @SerialName("not_online")
    NOT_ONLINE("not_online"),
    /** Outside their shift, or shortly before it ends. */
    @SerialName("off_shift")
    OFF_SHIFT("off_shift"),
    /** The platform or the shop is not of those they work for. */
    @SerialName("scope")
    SCOPE("scope"),
    /** They decided on it, and that is disputed. */
    @SerialName("four_eyes")
    FOUR_EYES("four_eyes"),
    /** A skill is missing or too low. */
    @SerialName("skill")
    SKILL("skill"),
    /** The amount is above what the agent may approve, or in another currency. */
    @SerialName("authority")
    AUTHORITY("authority"),
    /** No room for the weight. */
    @SerialName("capacity")
    CAPACITY("capacity"),
    /** As many tickets of this queue as one agent may have. */
    @SerialName("queue_cap")
    QUEUE_CAP("queue_cap"),
    /** As many tickets of this platform as this agent may have. */
    @SerialName("platform_cap")
    PLATFORM_CAP("platform_cap"),
    /** As many tickets of one of its channels as this agent may have. */
    @SerialName("channel_cap")
    CHANNEL_CAP("channel_cap"),
    /** A bot, where only people may take it. */
    @SerialName("bot")
    BOT("bot"),
    /** Did not take it in this step of its route, and others may. */
    @SerialName("excluded")
    EXCLUDED("excluded"),
    /** Is asked for it already. */
    @SerialName("offered")
    OFFERED("offered"),
}

/** How two accounts stand to each other. */
@Serializable
public enum class Relation(public val word: String) {
    /** One customer. */
    @SerialName("same")
    SAME("same"),
    /** Perhaps one customer: a person should look. */
    @SerialName("possibly_same")
    POSSIBLY_SAME("possibly_same"),
    /** Two people who have to do with each other: a household, a gift, a desk they share. */
    @SerialName("related")
    RELATED("related"),
    /** Nothing speaks for it. */
    @SerialName("distinct")
    DISTINCT("distinct"),
}

/** How far the item is that is sent to the buyer (exchange, repaired item or resend). */
@Serializable
public enum class ReplacementState(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** None planned. */
    @SerialName("none")
    NONE("none", "无换补货", "No replacement"),
    /** Stock is set aside. */
    @SerialName("reserved")
    RESERVED("reserved", "已锁定库存", "Stock reserved"),
    /** On its way to the buyer. */
    @SerialName("shipped")
    SHIPPED("shipped", "换补货已发出", "Shipped"),
    /** With the buyer. */
    @SerialName("delivered")
    DELIVERED("delivered", "换补货已送达", "Delivered"),
    /** Lost on the way, or out of stock. */
    @SerialName("failed")
    FAILED("failed", "丢件或缺货", "Lost or out of stock"),
    /** Came back undelivered. */
    @SerialName("returned")
    RETURNED("returned", "被退回", "Came back undelivered"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** How a phone's copy is to be opened. */
@Serializable
public data class ReplicaOptions(
    /** Whose work it is. */
    public val agent: AgentId,
    /** The phone, as it was registered. */
    public val device: DeviceId,
    /** The phone's key, 32 bytes, as it was given when it was registered. */
    public val key: Bytes,
    /** The file; made when there is none. */
    public val path: String,
    /** Most pages of 4 KiB the file may have: for phones with little room. */
    @SerialName("most_pages")
    public val mostPages: Long? = null,
    /** Tickets asked for at a time; 0 means 500, which is the most. */
    public val page: Long = 0,
    /** In which role commands are drawn until the server decides. */
    public val role: Role = Role.AGENT,
)

/** A ticket that another configuration puts elsewhere, or asks something else of agents for. */
@Serializable
public data class Rerouted(
    /** By the configuration in force. */
    @SerialName("is")
    public val `is`: Placed,
    /** Its number. */
    public val number: TicketNumber,
    /** When it was opened: the time that both are asked for. */
    @SerialName("opened_at")
    public val openedAt: Timestamp,
    /** Which. */
    public val ticket: TicketId,
    /** By the other one. */
    public val would: Placed,
)

/** How an agent comes to have a ticket that is chosen for them. */
@Serializable(with = Reservation.Wired::class)
public sealed interface Reservation {
    /** They have it at once. */
    public data object AutoAccept : Reservation

    /** They are asked first, and it waits for their answer. */
    public data class Offer(public val value: OfferTerms) : Reservation

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<Reservation>("Reservation") {
        override fun word(word: String): Reservation? = when (word) {
            "auto_accept" -> AutoAccept
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): Reservation? = when (key) {
            "offer" -> Offer(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: Reservation, json: Json): JsonElement = when (value) {
            is AutoAccept -> JsonPrimitive("auto_accept")
            is Offer -> holding("offer", json.encodeToJsonElement(value.value))
        }
    }
}

/** What a person decides about a conflict or a refusal. */
@Serializable
public enum class Resolution(public val word: String) {
    /** Mine: give the command again, on the ticket as it is now. */
    @SerialName("mine")
    MINE("mine"),
    /** Theirs: drop it. */
    @SerialName("theirs")
    THEIRS("theirs"),
}

/** Whether and when trying again makes sense. */
@Serializable(with = Retry.Wired::class)
public sealed interface Retry {
    /** Trying again gives the same answer. */
    public data object Never : Retry

    /** Try again with growing pauses. */
    public data object Backoff : Retry

    /** Read the fresh state, decide anew, then try. */
    public data object Reload : Retry

    /** Try again after so many milliseconds. */
    public data class After(public val value: Long) : Retry

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<Retry>("Retry") {
        override fun word(word: String): Retry? = when (word) {
            "never" -> Never
            "backoff" -> Backoff
            "reload" -> Reload
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): Retry? = when (key) {
            "after" -> After(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: Retry, json: Json): JsonElement = when (value) {
            is Never -> JsonPrimitive("never")
            is Backoff -> JsonPrimitive("backoff")
            is Reload -> JsonPrimitive("reload")
            is After -> holding("after", json.encodeToJsonElement(value.value))
        }
    }
}

/** What a policy offers for a ticket. */
@Serializable
public enum class ReturnAction(public val word: String) {
    /** The money goes back and the buyer keeps the goods. */
    @SerialName("keep_item")
    KEEP_ITEM("keep_item"),
    /** The money goes back before the goods are back. */
    @SerialName("instant_refund")
    INSTANT_REFUND("instant_refund"),
    /** The request is granted as it was made: money, or goods first. */
    @SerialName("approve")
    APPROVE("approve"),
}

/** A return that an unknown parcel may be. */
@Serializable
public data class ReturnCandidate(
    /** Its headline. */
    public val headline: Headline,
    /** What the buyer wants. */
    public val kind: Kind,
    /** Line by line. */
    public val lines: List<ExpectedLine>,
    /** Its number. */
    public val number: TicketNumber,
    /** The platform it began on. */
    public val platform: Platform,
    /** Why, that which weighs most in front. */
    public val reasons: List<WeighedClue>,
    /** What the points of the reasons add up to. */
    public val score: Long,
    /** The shop it began in. */
    public val shop: ShopId,
    /** The ticket. */
    public val ticket: TicketId,
)

/** Articles and reasons. */
@Serializable
public data class ReturnList(
    /** Categories of products. */
    public val categories: List<String> = emptyList(),
    /** Problems. */
    public val issues: List<IssueType> = emptyList(),
    /** The platforms' own reason codes. */
    public val reasons: List<String> = emptyList(),
    /** Articles by sku. */
    public val skus: List<String> = emptyList(),
)

/** What may be done under a policy. */
@Serializable
public data class ReturnOffer(
    /** What. */
    public val action: ReturnAction,
    /** How much the buyer gets. */
    public val amount: Money,
    /** It needs no person. */
    public val automatic: Boolean,
    /** How much is held back of what was asked for. */
    public val fee: Money? = null,
)

/** What holds for the tickets that match. The first policy that matches counts, and then `auto` is not asked. */
@Serializable
public data class ReturnPolicy(
    /** Its name. */
    public val name: String,
    /** What may come back; an empty list of it allows everything. */
    public val allow: ReturnList? = null,
    /** A request up to such an amount is approved without a person; one amount for a currency. */
    @SerialName("auto_approve")
    public val autoApprove: List<Money> = emptyList(),
    /** What may not, even if it is allowed. */
    public val block: ReturnList? = null,
    /** Whether it is looked at at all. */
    public val enabled: Boolean = true,
    /** Whose returns are paid before the goods are back. */
    public val instant: InstantRefund? = null,
    /** A return up to such an amount is paid and the buyer keeps the goods; one amount for a currency. */
    @SerialName("keep_item")
    public val keepItem: List<Money> = emptyList(),
    /** Held back of a return that we pay ourselves, in thousandths of what was asked for. */
    @SerialName("restocking_per_mille")
    public val restockingPerMille: Long = 0,
    /** From so many refunds of the customer in 90 days on nothing is done without a person. */
    @SerialName("serial_from")
    public val serialFrom: Long? = null,
    /** For which tickets. */
    @SerialName("when")
    public val `when`: When = When.Always,
    /** Until when a request must be made; at any time when absent. */
    public val window: ReturnWindow? = null,
)

/** Why a policy refuses a ticket, or leaves it to a person. */
@Serializable
public enum class ReturnReason(public val word: String) {
    /** It came after the window. */
    @SerialName("outside_window")
    OUTSIDE_WINDOW("outside_window"),
    /** An article of it is blocked. */
    @SerialName("article_blocked")
    ARTICLE_BLOCKED("article_blocked"),
    /** An article of it is not among those allowed. */
    @SerialName("article_not_allowed")
    ARTICLE_NOT_ALLOWED("article_not_allowed"),
    /** A category of it is blocked. */
    @SerialName("category_blocked")
    CATEGORY_BLOCKED("category_blocked"),
    /** A category of it is not among those allowed, or not known. */
    @SerialName("category_not_allowed")
    CATEGORY_NOT_ALLOWED("category_not_allowed"),
    /** Its reason is blocked. */
    @SerialName("reason_blocked")
    REASON_BLOCKED("reason_blocked"),
    /** Its reason is not among those allowed. */
    @SerialName("reason_not_allowed")
    REASON_NOT_ALLOWED("reason_not_allowed"),
    /** Its order is not here, so nobody can say what was paid. */
    @SerialName("order_unknown")
    ORDER_UNKNOWN("order_unknown"),
    /** Nobody says when the order was delivered. */
    @SerialName("delivery_unknown")
    DELIVERY_UNKNOWN("delivery_unknown"),
    /** Nobody says how much is asked for. */
    @SerialName("amount_unknown")
    AMOUNT_UNKNOWN("amount_unknown"),
    /** More is asked for than what is left of what was paid. */
    @SerialName("above_paid")
    ABOVE_PAID("above_paid"),
    /** The customer had many refunds lately. */
    @SerialName("serial_returner")
    SERIAL_RETURNER("serial_returner"),
    /** It was decided before, or waits for no decision. */
    @SerialName("already_decided")
    ALREADY_DECIDED("already_decided"),
}

/** What a policy makes of a ticket. */
@Serializable
public data class ReturnTerms(
    /** Whether it grants what is asked for. */
    public val eligible: Boolean,
    /** What may be done, the best for the buyer first; nothing when it is not eligible. */
    public val offers: List<ReturnOffer>,
    /** The policy. */
    public val policy: String,
    /** Why not; or why a person has to look. */
    public val reasons: List<ReturnReason>,
    /** Refunds of the customer in the 90 days before it was opened, where the policy asks for them. */
    @SerialName("refunds_90d")
    public val refunds90d: Long? = null,
    /** The last moment for a request. */
    @SerialName("window_ends_at")
    public val windowEndsAt: Timestamp? = null,
)

/** Until when a request must be made: so many days from the start, each of 24 hours. */
@Serializable
public data class ReturnWindow(
    /** How many. */
    public val days: Long,
    /** From when on days are counted. */
    public val from: WindowStart,
)

/** Two accounts of different customers that may be one person. */
@Serializable
public data class ReviewPair(
    /** The one. */
    public val a: Uid,
    /** The other. */
    public val b: Uid,
    /** In thousandths of a bit. */
    public val score: Long,
    /** How many observations both have together. */
    public val volume: Long,
)

/**
 * The order of snapshots of one outside object: the platform's revision, then the rank of the status, then a hash of
 * the content. A total order, so the last word does not depend on arrival.
 */
@Serializable
public data class Revision(
    /** 64 bits of the content's hash. */
    public val hash: ULong,
    /** The platform's modified time or sequence number. */
    public val number: Long,
    /** Distance of the status from the start of its path. */
    public val rank: Long,
)

/** The kind of actor that may send a trigger. */
@Serializable
public enum class Role(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** The buyer, on a platform or in our own form. */
    @SerialName("buyer")
    BUYER("buyer", "买家", "Buyer"),
    /** A person working for the seller. */
    @SerialName("agent")
    AGENT("agent", "客服", "Agent"),
    /** Who takes goods in and sends them out. */
    @SerialName("warehouse")
    WAREHOUSE("warehouse", "仓库", "Warehouse"),
    /** Who inspects returned goods. */
    @SerialName("qc")
    QC("qc", "质检", "Quality control"),
    /** The repair shop. */
    @SerialName("repair")
    REPAIR("repair", "维修", "Repair"),
    /** Who pays refunds. */
    @SerialName("finance")
    FINANCE("finance", "财务", "Finance"),
    /** The selling platform. */
    @SerialName("platform")
    PLATFORM("platform", "平台", "Platform"),
    /** A carrier. */
    @SerialName("carrier")
    CARRIER("carrier", "快递", "Carrier"),
    /** A parcel locker. */
    @SerialName("locker")
    LOCKER("locker", "快递柜", "Parcel locker"),
    /** Our engine: triage, timers and automatic policies. */
    @SerialName("system")
    SYSTEM("system", "系统", "System"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** One room of a show. */
@Serializable
public data class Room(
    /** The platform's id of the room. */
    @SerialName("external_id")
    public val externalId: String,
    /** The platform it runs on. */
    public val platform: Platform,
    /** The shop that sells in it. */
    public val shop: ShopId,
)

/** What rules look at, by the names that conditions have for it. What is left out is as on a request that has just come. */
@Serializable
public data class RouteAttributes(
    /** What is asked for. */
    public val kind: Kind,
    /** The platform it came through. */
    public val platform: Platform,
    /** How long ago it was opened, in milliseconds; so long it waits for somebody, too. */
    public val age: Long = 0,
    /** Asked for, in minor units. */
    public val amount: Long = 0,
    /** Somebody answered it. */
    public val answered: Boolean = false,
    /** Approved, in minor units. */
    public val approved: Long = 0,
    /** Categories of its products. */
    public val categories: List<String> = emptyList(),
    /** Where the buyer wrote about it. */
    public val channels: List<Channel> = emptyList(),
    /** Goodwill, in minor units. */
    public val compensation: Long = 0,
    /** The currency of the amounts; CNY when absent. */
    public val currency: Currency? = null,
    /** Values of the merchant's own fields. */
    public val custom: List<CustomIs> = emptyList(),
    /** Tags of the customer. */
    @SerialName("customer_tags")
    public val customerTags: List<String> = emptyList(),
    /** In how many milliseconds the platform's deadline is. */
    @SerialName("deadline_in")
    public val deadlineIn: Long? = null,
    /** What the seller decided. */
    public val decision: Decision? = null,
    /** Where the arbitration is. */
    public val dispute: DisputeState? = null,
    /** Its marks. */
    public val flags: List<String> = emptyList(),
    /** Where the goods are. */
    public val goods: Goods? = null,
    /** The state people see; that of the kind and the states below when absent. */
    public val headline: Headline? = null,
    /** The host who sold it. */
    public val host: String? = null,
    /** What the problem is. */
    public val issue: IssueType? = null,
    /** Where the money is. */
    public val money: MoneyState? = null,
    /** Its order is not known. */
    public val orphan: Boolean = false,
    /** Paid for the order, in minor units; the order is not known when absent. */
    @SerialName("paid_total")
    public val paidTotal: Long? = null,
    /** Pieces, all lines together. */
    public val pieces: Long = 0,
    /** Products of those lines, in the same order. */
    public val products: List<ProductId> = emptyList(),
    /** The platform's reason code. */
    @SerialName("reason_code")
    public val reasonCode: String? = null,
    /** Refunds of the customer in the 90 days before. */
    @SerialName("refund_count_90d")
    public val refundCount90d: Long = 0,
    /** Paid back, in minor units. */
    public val refunded: Long = 0,
    /** Where the order goes to; with `paid_total`, since it stands on the order. */
    public val region: String? = null,
    /** How often it was opened again. */
    public val reopened: Long = 0,
    /** Where the replacement is. */
    public val replacement: ReplacementState? = null,
    /** The room it was sold in. */
    public val room: String? = null,
    /** The shop it came to. */
    public val shop: ShopId? = null,
    /** The evening it was sold in. */
    public val show: ShowId? = null,
    /** Articles of its lines, a line each. */
    public val skus: List<String> = emptyList(),
    /** In how many milliseconds the first of our clocks is due. */
    @SerialName("sla_slack")
    public val slaSlack: Long? = null,
    /** Who supplies them. */
    public val suppliers: List<String> = emptyList(),
    /** Its tags. */
    public val tags: List<String> = emptyList(),
    /** On whom it waits; as the headline says when absent. */
    @SerialName("waiting_on")
    public val waitingOn: WaitingOn? = null,
)

/** What is taken to be otherwise than it is. What is left out is as it is. */
@Serializable
public data class RouteOverrides(
    /** Agents who are otherwise. */
    public val agents: List<AgentOverride> = emptyList(),
    /** It is asked at that moment: seasons, calendars, shifts and ages are as of then. */
    public val at: Timestamp? = null,
    /** Queues that are otherwise. */
    public val queues: List<QueueOverride> = emptyList(),
)

/** What changes for a ticket that still waits: more agents may take it, or it goes on in another queue. */
@Serializable
public data class RouteStep(
    /** Milliseconds it has waited. */
    @SerialName("after_ms")
    public val afterMs: Long,
    /** These skills are no longer asked for. */
    @SerialName("drop_skills")
    public val dropSkills: List<String> = emptyList(),
    /** It leaves its queue for that one, and from now on only those who serve that one may take it. */
    public val exclusive: Boolean = false,
    /** Agents of these groups may take it too. */
    public val groups: List<String> = emptyList(),
    /** From now on so many agents are asked for it at the same time, 1 to 16, where it is offered at all. */
    @SerialName("max_offers")
    public val maxOffers: Long? = null,
    /** Those who serve this queue may take it too. */
    public val queue: String? = null,
    /** So many bands more urgent, never past 0. */
    @SerialName("raise_by")
    public val raiseBy: Long = 0,
    /** With `exclusive`: there these skills at these levels are asked for, and nothing of what was asked before. */
    public val skills: Map<String, Long> = emptyMap(),
    /** When the wait for this step is skipped: it is taken at once. */
    @SerialName("skip_if")
    public val skipIf: SkipIf? = null,
    /** From now on agents are asked in this order. */
    public val strategy: Strategy? = null,
    /**
     * With `exclusive`: there these skills are asked for besides, but only for some time from this step on, and nothing of what
     * was asked before.
     */
    public val tiers: List<SkillTier> = emptyList(),
)

/** Why a row was left out. It quotes nothing that stands in the row. */
@Serializable
public data class RowError(
    /** The line of the file, from 1. */
    public val line: Long,
    /** What is wrong. */
    public val reason: String,
    /** The column, when it is one. */
    public val column: String? = null,
    /** The field that column was mapped to. */
    public val field: String? = null,
    /** What to do about it. */
    public val hint: String? = null,
)

/** A routing rule. The first that matches and stops wins; those above it that do not stop only add. */
@Serializable
public data class Rule(
    /** Its name, for explanations. */
    public val name: String,
    /** When it applies. */
    @SerialName("when")
    public val `when`: When,
    /** Whether it is looked at at all. */
    public val enabled: Boolean = true,
    /** Whether the search ends here, if it matches. */
    public val stop: Boolean = true,
    /** What it does. */
    public val then: Then = Then(),
    /** From when on it is looked at. */
    @SerialName("valid_from")
    public val validFrom: Timestamp? = null,
    /** Until when it is looked at. */
    @SerialName("valid_to")
    public val validTo: Timestamp? = null,
)

/** A step of an escalation: done once in each cycle of a clock. */
@Serializable
public data class Rung(
    /** At which point of it. */
    public val at: RungAt,
    /** The clock it belongs to. */
    public val clock: ClockKind,
    /** What is done. */
    @SerialName("do")
    public val `do`: List<Escalate>,
    /** Its name, unique in its policy: what was done is remembered by it. */
    public val name: String,
)

/** A point of a clock. */
@Serializable(with = RungAt.Wired::class)
public sealed interface RungAt {
    /** When four fifths of the target have passed. */
    public data object Warn : RungAt

    /** When the target has passed. */
    public data object Breach : RungAt

    /** So many milliseconds after that, counted as the clock counts. */
    public data class AfterBreach(public val value: Long) : RungAt

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<RungAt>("RungAt") {
        override fun word(word: String): RungAt? = when (word) {
            "warn" -> Warn
            "breach" -> Breach
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): RungAt? = when (key) {
            "after_breach" -> AfterBreach(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: RungAt, json: Json): JsonElement = when (value) {
            is Warn -> JsonPrimitive("warn")
            is Breach -> JsonPrimitive("breach")
            is AfterBreach -> holding("after_breach", json.encodeToJsonElement(value.value))
        }
    }
}

/** What else can be read on a parcel, or is found in it. All of it may be absent. */
@Serializable
public data class ScanHints(
    /** The carrier: its name or code. */
    public val carrier: String? = null,
    /** Most candidates to give; 0 means 10, the most is 50. */
    public val limit: Long = 0,
    /** The sender's name. Personal data. */
    public val name: String? = null,
    /** The sender's phone, or its last four digits. Personal data. */
    public val phone: String? = null,
    /** Where it was sent from: province, city. Personal data. */
    public val region: String? = null,
    /** Articles in the parcel: skus, merchant codes or barcodes. */
    public val skus: List<String> = emptyList(),
)

/** What a scanned parcel is. */
@Serializable
@JsonClassDiscriminator("is")
public sealed interface Scanned {
    /** Goods of these returns are to come in it. */
    @Serializable
    @SerialName("expected")
    public data class Expected(
        /** What the code turned out to be. */
        public val by: FoundBy,
        /** What is to come, the ticket that was opened first in front. */
        public val returns: List<ExpectedReturn>,
        /** What the carrier says of it, if the code is a tracking number it knows. */
        public val parcel: ParcelSnapshot? = null,
    ) : Scanned

    /** It is known whose it is, but no goods of theirs are asked back. */
    @Serializable
    @SerialName("no_request")
    public data class NoRequest(
        /** What the code turned out to be. */
        public val by: FoundBy,
        /** The orders it may belong to: several where platforms have the same number. */
        public val orders: List<KnownOrder>,
        /** Tickets about them, none of which waits for goods. */
        public val tickets: List<OtherTicket>,
        /** What the carrier says of it, if the code is a tracking number it knows. */
        public val parcel: ParcelSnapshot? = null,
    ) : Scanned

    /** Nothing is known of it; these returns wait for a parcel. */
    @Serializable
    @SerialName("unknown")
    public data class Unknown(
        /** Returns it may be, the likeliest first. */
        public val candidates: List<ReturnCandidate>,
        /** How many tickets that wait for goods were compared. */
        public val compared: Long,
        /** There are more such tickets than are compared at once: name an article, or look by hand. */
        public val more: Boolean,
        /** The articles that the code or the hints name. */
        public val products: List<ProductId>,
        /** What the carrier says of it, if it ever said anything. */
        public val parcel: ParcelSnapshot? = null,
    ) : Scanned
}

/** Who wrote a message. */
@Serializable
public enum class Sender(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** The buyer. */
    @SerialName("buyer")
    BUYER("buyer", "买家", "Buyer"),
    /** One of our people. */
    @SerialName("agent")
    AGENT("agent", "客服", "Agent"),
    /** A bot. */
    @SerialName("bot")
    BOT("bot", "机器人", "Bot"),
    /** The platform or a system text. */
    @SerialName("system")
    SYSTEM("system", "系统消息", "System"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** Who last served a customer. */
@Serializable
public data class Served(
    /** When; kept to the hour. */
    public val at: Timestamp,
    /** The person. */
    public val by: AgentId,
)

/** A value that both accounts have. */
@Serializable
public data class SharedValue(
    /** Too many, or it was blocked: it counted for nothing. */
    public val ignored: Boolean,
    /** How many accounts have it. */
    public val size: Long,
    /** What it is. */
    public val what: String,
)

/** One shop of the merchant. */
@Serializable
public data class ShopConfig(
    /** The platform. */
    public val platform: Platform,
    /** The platform's id of the shop. */
    public val shop: ShopId,
    /** The application it is authorised for; the host's own channels have none. */
    public val app: AppId? = null,
    /** The currency it sells in. */
    public val currency: Currency = Currency("CNY"),
    /** What people call it. */
    public val name: String = "",
    /** Whether its buyers are told of progress by us; not where the platform forbids to write to them outside it. */
    public val notices: Boolean = true,
    /** Poll this often, in milliseconds; 0 switches polling off. */
    @SerialName("poll_every_ms")
    public val pollEveryMs: Long = 300000,
    /** The platform's return address to name when a return is approved. */
    @SerialName("return_address")
    public val returnAddress: String? = null,
    /** What the platform wants to be told of this shop with every call, by the platform's name for it (`shop_cipher`). */
    public val settings: Map<String, String> = emptyMap(),
    /** The group whose agents are asked before others for its tickets. */
    public val team: String? = null,
)

/** A shop, by the id its platform gives. */
@JvmInline
@Serializable
public value class ShopId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A shop on a platform. */
@JvmInline
@Serializable
public value class ShopKey(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A shop's connection. */
@Serializable
public data class ShopState(
    /** The platform. */
    public val platform: Platform,
    /** The shop. */
    public val shop: ShopId,
    /** Where inside a window the reading stands: the adapter's own text. */
    @SerialName("poll_page")
    public val pollPage: String? = null,
    /** The upper end of the window being read. */
    @SerialName("poll_to")
    public val pollTo: Timestamp? = null,
    /** Up to when changes were read. */
    @SerialName("polled_until")
    public val polledUntil: Timestamp? = null,
    /** The authorisation ended: a person must connect the shop again. */
    public val stopped: String? = null,
    /** Its tokens. */
    public val tokens: TokenPair? = null,
    /** What the platform last warned of. */
    public val warned: String? = null,
)

/** One evening of live selling. */
@Serializable
public data class Show(
    /** Planned or real end. */
    @SerialName("ends_at")
    public val endsAt: Timestamp,
    /** Who sells. */
    public val host: HostRef,
    /** Its id. */
    public val id: ShowId,
    /** The rooms it runs in. */
    public val rooms: List<Room>,
    /** Planned or real start. */
    @SerialName("starts_at")
    public val startsAt: Timestamp,
    /** What it is called. */
    public val title: String,
    /** Caption lines. */
    public val captions: List<Caption> = emptyList(),
    /** What was on screen when. */
    @SerialName("on_screen")
    public val onScreen: List<OnScreen> = emptyList(),
    /** The revision of the fact it was told by. */
    public val revision: Long = 0,
)

/** One evening of live selling, several rooms. */
@JvmInline
@Serializable
public value class ShowId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** What a hint says: where to look. */
@Serializable
public data class Signal(
    /** The object to read again. */
    @SerialName("object")
    public val `object`: ObjectRef,
    /** The platform's id of the message. */
    public val dedupe: String? = null,
    /** The revision it claims; an older answer is asked again. */
    public val revision: Long? = null,
    /** The raw status it claims, for the log. */
    public val status: String? = null,
)

/** An article that may be the same as another one. */
@Serializable
public data class Similar(
    /** How alike the titles are, from 0 to 1,000. */
    public val likeness: Long,
    /** The article. */
    public val product: Product,
)

/** The difference between the configuration in force and another one, over past tickets. */
@Serializable
public data class Simulation(
    /** How many tickets would have been elsewhere, with somebody else, or after another wait. */
    public val differ: Long,
    /** The first of them in the order they were opened, at most `MAX_PAGE`. */
    public val differing: List<Differs>,
    /** By the configuration in force. */
    @SerialName("is")
    public val `is`: Attained,
    /** How many tickets were given out. */
    public val tickets: Long,
    /** The version of the configuration in force. */
    public val version: Long,
    /** By the other one. */
    public val would: Attained,
)

/** Which past tickets are given out again. */
@Serializable
public data class SimulationQuery(
    /** Everybody is taken to be there within their shifts, whoever came and went in truth. */
    @SerialName("everybody_there")
    public val everybodyThere: Boolean = false,
    /** Opened then or later. */
    @SerialName("opened_from")
    public val openedFrom: Timestamp? = null,
    /** Opened then or earlier. */
    @SerialName("opened_to")
    public val openedTo: Timestamp? = null,
    /**
     * How long each ticket keeps an agent, in milliseconds. When absent, as long as its agent had it in hand; the median of
     * the others for one that nobody had.
     */
    @SerialName("work_ms")
    public val workMs: Long? = null,
)

/** A skill. Where any is declared, every skill that is named anywhere must be. */
@Serializable
public data class SkillConfig(
    /** Its name, as rules and agents name it. */
    public val name: String,
    /** What people call it; its name when empty. */
    public val label: String = "",
)

/** Skills that are wanted for a while: a ticket waits for somebody who has them, but not for ever. */
@Serializable
public data class SkillTier(
    /** Wanted until the ticket has waited so long, in milliseconds. */
    @SerialName("drop_after_ms")
    public val dropAfterMs: Long,
    /** The skills, with the lowest level. */
    public val skills: Map<String, Long>,
    /** 1 to 3; 3 is dropped first. */
    public val tier: Long,
)

/** When waiting for a step is of no use. One of these is enough. */
@Serializable
public data class SkipIf(
    /** Nobody of those who are there has room. */
    @SerialName("no_room")
    public val noRoom: Boolean = false,
    /** Nobody who may take it now is online and on shift. */
    @SerialName("nobody_online")
    public val nobodyOnline: Boolean = false,
    /** It is outside the hours of this calendar. */
    public val outside: String? = null,
    /** It would wait longer than this, in milliseconds. Where that is unknown nothing is skipped. */
    @SerialName("wait_above_ms")
    public val waitAboveMs: Long? = null,
)

/** Steps of a route that a ticket did not wait for. */
@Serializable
public data class Skipped(
    /** The queue whose route it is. */
    public val route: QueueId,
    /** So many of its steps are taken, whatever the ticket's age. */
    public val steps: Long,
)

/** The clocks of tickets that match. The first policy that matches counts; without one the plain targets (`sla`). */
@Serializable
public data class SlaPolicy(
    /** Its name. */
    public val name: String,
    /** For which tickets. */
    @SerialName("when")
    public val `when`: When,
    /** The calendar whose hours are counted; every hour when absent. */
    public val calendar: String? = null,
    /** The clocks that run on them. */
    public val clocks: Map<String, SlaTarget> = emptyMap(),
    /** What happens as clocks run out. */
    public val ladder: List<Rung> = emptyList(),
)

/** The target of one clock. */
@Serializable
public data class SlaTarget(
    /** Milliseconds it may run. */
    @SerialName("target_ms")
    public val targetMs: Long,
    /** Other targets by band. */
    public val bands: List<BandTarget> = emptyList(),
    /** The calendar whose hours this clock counts, instead of the policy's. */
    public val calendar: String? = null,
    /** The headlines in which it pauses, instead of the usual ones. A headline that ends what it waits for ends it still. */
    public val pauses: List<Headline>? = null,
)

/** Targets of our clocks. */
public typealias SlaTargets = Map<String, Long>

/** One line of an order that was paid, and what came of it. Holds nothing that names a person. */
@Serializable
public data class SoldLine(
    /** Whole days since it was sold. */
    @SerialName("age_days")
    public val ageDays: Long,
    /** How sure the host is. */
    public val attribution: Attribution,
    /** Whether most of its returns are behind it: it was sold long enough ago, and no ticket about it is open. */
    public val mature: Boolean,
    /** How many of them are open. */
    @SerialName("open_tickets")
    public val openTickets: Long,
    /** The order. */
    public val order: OrderId,
    /** What was paid for all pieces. */
    public val paid: Money,
    /** When the order was placed. */
    @SerialName("placed_at")
    public val placedAt: Timestamp,
    /** The platform. */
    public val platform: Platform,
    /** Its place in the order, from 0. */
    public val position: Long,
    /** Pieces. */
    public val quantity: Long,
    /** Pieces that came back. */
    public val received: Long,
    /** What was paid back; of a ticket that is said of several lines, this line's share. */
    public val refunded: Money,
    /** Pieces that were to come back, of tickets that were neither rejected nor taken back. */
    public val returned: Long,
    /** The shop. */
    public val shop: ShopId,
    /** The article's id in that shop. */
    public val sku: String,
    /** When it was paid. */
    @SerialName("sold_at")
    public val soldAt: Timestamp,
    /** How far the order is. */
    public val state: OrderState,
    /** The tickets about it, the first opened first. */
    public val tickets: List<TicketId>,
    /** Its title there. */
    public val title: String,
    /** The batch it came from. */
    public val batch: String? = null,
    /** Its category. */
    public val category: String? = null,
    /** Who bought it: a pseudonym, the same for all accounts of one customer. */
    public val customer: CustomerKey? = null,
    /** The host who sold it. */
    public val host: String? = null,
    /** The problem of the first of them. */
    public val issue: IssueType? = null,
    /** The merchant's own code for it. */
    @SerialName("merchant_code")
    public val merchantCode: String? = null,
    /** The article across shops. */
    public val product: ProductId? = null,
    /** Its title across shops. */
    @SerialName("product_title")
    public val productTitle: String? = null,
    /** The room the platform names. */
    public val room: String? = null,
    /** The evening it was sold in. */
    public val show: ShowId? = null,
    /** Who supplied it. */
    public val supplier: String? = null,
)

/** A page of rows. */
@Serializable
public data class SoldLinePage(
    /** The rows. */
    public val items: List<SoldLine>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** Which sold lines. What is absent does not filter; all that is present must hold. */
@Serializable
public data class SoldLineQuery(
    /** Go on after a page's `next`. */
    public val after: String? = null,
    /** Sold by this host. */
    public val host: String? = null,
    /** The lines of at most so many orders; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
    public val limit: Long = 0,
    /** So many days after the sale a line counts as mature; 0 means 30. */
    @SerialName("mature_days")
    public val matureDays: Long = 0,
    /** Placed then or later. */
    @SerialName("placed_from")
    public val placedFrom: Timestamp? = null,
    /** Placed then or earlier. */
    @SerialName("placed_to")
    public val placedTo: Timestamp? = null,
    /** On this platform. */
    public val platform: Platform? = null,
    /** Of this product. */
    public val product: ProductId? = null,
    /** In this shop. */
    public val shop: ShopId? = null,
    /** Sold in this show. */
    public val show: ShowId? = null,
)

/** One outside object a ticket is made of: an after-sale, a day of a conversation, a form. */
@JvmInline
@Serializable
public value class SourceId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A length of time. */
@Serializable
public data class Span(
    /** So many milliseconds. */
    public val ms: Long,
)

/** Where a ticket stands at some age, and who may take it. */
@Serializable
public data class Standing(
    /** Agents of these groups may take it. */
    public val groups: List<String>,
    /** Its queue. */
    public val queue: String,
    /** With these skills, at these levels at least. */
    public val skills: Map<String, Long>,
    /** Steps of its route taken so far. */
    public val step: Long,
    /** How often less skill was enough for it since it waits. */
    public val eased: Long = 0,
    /** How many are asked at the same time, where a step says so. */
    @SerialName("max_offers")
    public val maxOffers: Long? = null,
    /** The age in milliseconds at which any of this changes; never again when absent. */
    @SerialName("next_at")
    public val nextAt: Long? = null,
    /** Bands more urgent than it came. */
    @SerialName("raise_by")
    public val raiseBy: Long = 0,
    /** The queue whose steps it takes. */
    public val route: String = "",
    /** In which order they are asked, where that is not the order of the queue. */
    public val strategy: Strategy? = null,
)

/** How long a ticket must have stood in a headline. Coming into it again counts anew. */
@Serializable
public data class StateAge(
    /** In one of these. */
    public val headlines: List<Headline>,
    /** For so many milliseconds. */
    public val ms: Long,
)

/** One step on the way to the end. */
@Serializable
public data class Step(
    /** It is the one we are at. At most one step is. */
    public val current: Boolean,
    /** It is behind us. */
    public val done: Boolean,
    /** What it is called, in the buyer's language. */
    public val label: String,
)

/** Pieces of one article, as the warehouse counts them now. */
@Serializable
public data class StockCount(
    /** The merchant's code of the article, or its barcode. */
    public val code: String,
    /** Pieces in the warehouse, those among them that are set aside for buyers. */
    @SerialName("on_hand")
    public val onHand: Long,
)

/** What there is of an article. */
@Serializable
public data class StockLevel(
    /** Pieces that can be promised; below 0 when more was promised than there is. */
    public val available: Long,
    /** The code it was asked for by. */
    public val code: String,
    /** When they were counted. */
    @SerialName("counted_at")
    public val countedAt: Timestamp,
    /** Pieces in the warehouse: as counted, less what was sent out since. */
    @SerialName("on_hand")
    public val onHand: Long,
    /** The article. */
    public val product: ProductId,
    /** Pieces set aside for approved exchanges and resends. */
    public val reserved: Long,
)

/**
 * In which order the agents of a queue are asked; the first who may take the ticket gets it. Each order is total: its
 * last word is the agent's id.
 */
@Serializable
public enum class Strategy(public val word: String) {
    /** Who has least to do, in thousandths of the capacity; then whose turn is longest ago. */
    @SerialName("least_load")
    LEAST_LOAD("least_load"),
    /** Who has fewest tickets that wait for us, whatever they weigh; then whose turn is longest ago. */
    @SerialName("fewest_open")
    FEWEST_OPEN("fewest_open"),
    /** Who has been without a new ticket, and with an unchanged desk, for longest. */
    @SerialName("longest_idle")
    LONGEST_IDLE("longest_idle"),
    /** Whose turn in this queue is longest ago: equal counts, whatever the load. */
    @SerialName("round_robin")
    ROUND_ROBIN("round_robin"),
    /** Who is farthest above the levels asked for, all skills together; then as `least_load`. */
    @SerialName("best_skill")
    BEST_SKILL("best_skill"),
}

/** What the rules propose. The person decides. */
@Serializable
@JsonClassDiscriminator("do")
public sealed interface Suggestion {
    /** It still makes sense as it is: give it again on the ticket as it is now. */
    @Serializable
    @SerialName("again")
    public data object Again : Suggestion

    /** It was done meanwhile, by somebody else: drop it. */
    @Serializable
    @SerialName("drop")
    public data object Drop : Suggestion

    /** It is no longer possible: choose another way, or none. */
    @Serializable
    @SerialName("choose")
    public data class Choose(
        /** What is possible now. */
        public val allowed: List<Trigger>,
    ) : Suggestion
}

/** How sure we are that something works. */
@Serializable
public enum class Support(public val word: String) {
    /** Seen in independent sources. */
    @SerialName("confirmed")
    CONFIRMED("confirmed"),
    /** Inferred or seen once: behind a switch, off by default. */
    @SerialName("unconfirmed")
    UNCONFIRMED("unconfirmed"),
    /** The platform offers nothing for it, as far as we know. */
    @SerialName("unsupported")
    UNSUPPORTED("unsupported"),
}

/** What a sync did. */
@Serializable
public data class SyncReport(
    /** Commands that were applied, or had been. */
    public val applied: Long = 0,
    /** How much the server's clock is ahead of the phone's, in milliseconds. */
    @SerialName("clock_ahead_ms")
    public val clockAheadMs: Long = 0,
    /** Commands that met a ticket changed meanwhile. */
    public val conflicts: Long = 0,
    /** There is more in the scope than a phone keeps. */
    public val cut: Boolean = false,
    /** Tickets that are no longer kept. */
    public val gone: Long = 0,
    /** There is more: ask again at once. */
    public val more: Boolean = false,
    /** Commands that were refused for good. */
    public val refused: Long = 0,
    /** The copy begins anew: another scope, another store, or too long an absence. */
    public val resync: Boolean = false,
    /** Tickets that are new or changed. */
    public val tickets: Long = 0,
    /** The phone was revoked: the copy is gone. */
    public val wiped: Boolean = false,
)

/** Who asks, as the host knows them, and what they may see. */
@Serializable
public data class SyncUser(
    /** The agent. */
    public val agent: AgentId,
    /** Every open ticket, not only their own and those that wait in the queues of their groups. */
    public val all: Boolean = false,
    /** Fields that are left out, as `table.path`: `customer.name`, `ticket.reason_text`, `message.snapshot.text`. */
    public val hide: List<String> = emptyList(),
    /** In which role their commands are given. */
    public val role: Role = Role.AGENT,
)

/** How a bot's talk ended. */
@Serializable
public data class TalkEnd(
    /** When. */
    public val at: Timestamp,
    /** Why. */
    public val reason: HandOffReason,
    /** What it left. */
    public val left: HandedOver = HandedOver(),
)

/** What became of jobs of one kind. */
@Serializable
public data class Tally(
    /** Done. */
    public val done: Long,
    /** Refused for good. */
    public val failed: Long,
    /** Sent, and the answer is lost. */
    @SerialName("in_doubt")
    public val inDoubt: Long,
    /** The lease was over before it was settled: somebody else has it now. */
    public val lost: Long,
    /** To be tried again. */
    public val retried: Long,
)

/** An internal task. */
@Serializable
public data class Task(
    /** Tasks that must be done first. */
    public val after: List<TaskId>,
    /** Which attempt this is, from 1. */
    public val attempt: Long,
    /** Whether the ticket may be closed before. */
    @SerialName("blocks_close")
    public val blocksClose: Boolean,
    /** The group that does it. */
    public val group: String,
    /** Its id. */
    public val id: TaskId,
    /** What it is. */
    public val kind: TaskKind,
    /** When it was opened. */
    @SerialName("opened_at")
    public val openedAt: Timestamp,
    /** Where it stands. */
    public val state: TaskState,
    /** The ticket it is for. */
    public val ticket: TicketId,
    /** Who does it. */
    public val agent: AgentId? = null,
    /** Groups that are asked beside its own by now. */
    public val also: List<String> = emptyList(),
    /** How much is decided or paid by it: the desk gives it to nobody whose authority is below that. */
    public val amount: Money? = null,
    /** The move it is asked to approve. */
    public val approves: AskedMove? = null,
    /** Photos, films and files of the result. */
    public val attachments: List<Evidence> = emptyList(),
    /** Whether the desk gives it to somebody by itself. */
    @SerialName("auto_assign")
    public val autoAssign: Boolean = false,
    /** 0 (now) to 4: the band it stands in, with what it gained by waiting. */
    public val band: Long = 2,
    /** Who gave it back in this attempt: the desk does not give it to them again. */
    public val declined: List<AgentId> = emptyList(),
    /** When it should be done. */
    @SerialName("due_at")
    public val dueAt: Timestamp? = null,
    /** When it was done, failed or cancelled. */
    @SerialName("ended_at")
    public val endedAt: Timestamp? = null,
    /** The form, as filled in. */
    public val form: Map<String, CustomValue> = emptyMap(),
    /** The result per line. */
    public val lines: List<LineOutcome> = emptyList(),
    /** Who asked for the money or agreed to it: the desk gives it to somebody else. */
    @SerialName("not_by")
    public val notBy: List<AgentId> = emptyList(),
    /** Whether that has passed in this attempt, and was told. */
    public val overdue: Boolean = false,
    /** The band that its kind or its ticket gave it. */
    @SerialName("own_band")
    public val ownBand: Long = 2,
    /** The band an escalation raised it to in this attempt. */
    public val raised: Long? = null,
    /** Why it is blocked or failed. */
    public val reason: String? = null,
    /** How it came out, once it is done. */
    public val result: TaskResult? = null,
    /** Rungs of its escalation that were done in this attempt, by their names. */
    public val rungs: List<String> = emptyList(),
    /** How long it is on its way to somebody. */
    public val wait: TaskWait? = null,
    /** When four fifths of the target of its kind have passed. */
    @SerialName("warn_at")
    public val warnAt: Timestamp? = null,
    /** Units of work it weighs on who has it. */
    public val weight: Long = 0,
)

/** What holds for tasks of one kind. A kind without settings is done as it always was: by whoever takes it, in two days. */
@Serializable
public data class TaskConfig(
    /** For which kind. */
    public val kind: TaskKind,
    /** It waits for tasks of these kinds that are not done when it is opened, on the same ticket. */
    public val after: List<TaskKind> = emptyList(),
    /**
     * It gains a band for each time it waited so long, in milliseconds: after it was due, or from the start where it has no
     * target. Four hours when absent, and none where it has neither a target nor `auto_assign`; with 0 it gains none at all.
     */
    @SerialName("age_step_ms")
    public val ageStepMs: Long? = null,
    /** Whether the desk gives it to the best agent of its group; else whoever wants it takes it. */
    @SerialName("auto_assign")
    public val autoAssign: Boolean = false,
    /** How urgent it is, 0 (now) to 4; as its ticket is when absent. */
    public val band: Long? = null,
    /** Whether the ticket stays open until it is done; as is usual for the kind when absent. */
    @SerialName("blocks_close")
    public val blocksClose: Boolean? = null,
    /** The calendar in whose hours that is counted; every hour when absent. */
    public val calendar: String? = null,
    /** Levels of those that are enough after some time. */
    public val floors: Map<String, List<Floor>> = emptyMap(),
    /** What is filled in; anything when empty. */
    public val form: List<TaskField> = emptyList(),
    /** The group that does it where the desk opens it by itself, or where who opens it names none. */
    public val group: String? = null,
    /** What happens as its time runs out. */
    public val ladder: List<TaskRung> = emptyList(),
    /** What becomes of one that failed; a person decides when absent. */
    public val retry: TaskRetry? = null,
    /** Skills with their lowest level, of whom the desk gives it to. */
    public val skills: Map<String, Long> = emptyMap(),
    /** What changes as it waits. */
    public val steps: List<TaskStep> = emptyList(),
    /** Milliseconds from when it can be begun until it is due; what it waited for other tasks does not count. */
    @SerialName("target_ms")
    public val targetMs: Long? = null,
    /** Units of work it weighs on a person who has it. */
    public val weight: Long = 10,
)

/** What an escalation of a task does. */
@Serializable(with = TaskEscalate.Wired::class)
public sealed interface TaskEscalate {
    /** Raises the task to this band, if it is not as urgent already. */
    public data class Band(public val value: Long) : TaskEscalate

    /** Tells a group: the event names it, who is in it is told by the host. */
    public data class Notify(public val value: String) : TaskEscalate

    /** Lets somebody watch its ticket. */
    public data class Watch(public val value: AgentId) : TaskEscalate

    /** Takes it from whoever has it and hands it to this group, which does it from now on. */
    public data class Group(public val value: String) : TaskEscalate

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<TaskEscalate>("TaskEscalate") {
        override fun word(word: String): TaskEscalate? = when (word) {
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): TaskEscalate? = when (key) {
            "band" -> Band(json.decodeFromJsonElement(value))
            "notify" -> Notify(json.decodeFromJsonElement(value))
            "watch" -> Watch(json.decodeFromJsonElement(value))
            "group" -> Group(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: TaskEscalate, json: Json): JsonElement = when (value) {
            is Band -> holding("band", json.encodeToJsonElement(value.value))
            is Notify -> holding("notify", json.encodeToJsonElement(value.value))
            is Watch -> holding("watch", json.encodeToJsonElement(value.value))
            is Group -> holding("group", json.encodeToJsonElement(value.value))
        }
    }
}

/** Who would be given a task, and why the others would not. */
@Serializable
public data class TaskExplained(
    /** Other tasks that wait in its group to be given to somebody. */
    public val ahead: Long,
    /** Whether the desk gives it to somebody by itself; else whoever wants it takes it, and `choice` is of whom it would choose. */
    @SerialName("auto_assign")
    public val autoAssign: Boolean,
    /** Who would get it if nobody had it, and why the others would not: of those the first 20 by id. */
    public val choice: Choice,
    /**
     * Agents of these groups may take it by now, or by when it was given to who has it: of its own, and of those that steps of
     * its kind added.
     */
    public val groups: List<String>,
    /** Steps of its kind taken so far. */
    public val step: Long,
    /** The configuration it is by. */
    public val version: Long,
    /**
     * When something else may come of it where it stands, if nothing happens before: a step of its kind, less skill that is
     * enough, a band that it gains.
     */
    @SerialName("next_at")
    public val nextAt: Timestamp? = null,
    /** Those who may take it now, in the order in which they come, the first 20. */
    public val ranked: List<Ranked> = emptyList(),
    /** How many may not take it now, by reason. Who gave it back in this attempt is `excluded`. */
    public val refusals: Map<String, Long> = emptyMap(),
    /** With these skills, at these levels at least. */
    public val skills: Map<String, Long> = emptyMap(),
    /** Tasks that have to be done before it can be begun. */
    @SerialName("waits_for")
    public val waitsFor: List<TaskId> = emptyList(),
)

/** A field of the form of a task. */
@Serializable
public data class TaskField(
    /** Its name: lower-case letters, digits and underscores. */
    public val name: String,
    /** Its type. */
    public val of: CustomType,
    /** Whether the task cannot be done without it. */
    public val required: Boolean = false,
)

/** An internal task. */
@JvmInline
@Serializable
public value class TaskId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** What an internal task is. */
@Serializable
public enum class TaskKind(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Look in the warehouse. */
    @SerialName("warehouse_check")
    WAREHOUSE_CHECK("warehouse_check", "仓库核查", "Warehouse check"),
    /** Stop a parcel on its way. */
    @SerialName("intercept_parcel")
    INTERCEPT_PARCEL("intercept_parcel", "拦截包裹", "Intercept parcel"),
    /** Take in what comes back. */
    @SerialName("receive_goods")
    RECEIVE_GOODS("receive_goods", "退货收货", "Receive goods"),
    /** Inspect what came back. */
    @SerialName("qc_inspection")
    QC_INSPECTION("qc_inspection", "退货质检", "Quality inspection"),
    /** Repair it. */
    @SerialName("repair_job")
    REPAIR_JOB("repair_job", "维修任务", "Repair job"),
    /** Pay the money back. */
    @SerialName("finance_refund")
    FINANCE_REFUND("finance_refund", "财务退款", "Refund payment"),
    /** Pay goodwill. */
    @SerialName("finance_payout")
    FINANCE_PAYOUT("finance_payout", "财务打款", "Compensation payment"),
    /** Somebody with authority agrees. */
    @SerialName("approval")
    APPROVAL("approval", "审批", "Approval"),
    /** Gather evidence for the platform. */
    @SerialName("evidence")
    EVIDENCE("evidence", "举证", "Evidence"),
    /** Ask the platform. */
    @SerialName("platform_followup")
    PLATFORM_FOLLOWUP("platform_followup", "平台跟进", "Platform follow-up"),
    /** Claim from the carrier. */
    @SerialName("carrier_claim")
    CARRIER_CLAIM("carrier_claim", "物流理赔", "Carrier claim"),
    /** Look at it by video. */
    @SerialName("video_inspection")
    VIDEO_INSPECTION("video_inspection", "视频验货", "Video inspection"),
    /** Call the buyer. */
    @SerialName("callback")
    CALLBACK("callback", "电话回访", "Call back"),
    /** The merchant's own kind. */
    @SerialName("custom")
    CUSTOM("custom", "自定义任务", "Custom task"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** Which tasks: of one `ticket`, of one `group` or of one `agent`. What else is present must hold, too. */
@Serializable
public data class TaskQuery(
    /** Go on after a page's `next`. */
    public val after: String? = null,
    /** Those that this agent has and that have not ended. */
    public val agent: AgentId? = null,
    /** Those that this group is to do and that have not ended. */
    public val group: String? = null,
    /** Of this kind. */
    public val kind: TaskKind? = null,
    /** At most so many; 0 means 50, the most is `MAX_PAGE`. */
    public val limit: Long = 0,
    /** All of this ticket, those that ended too. */
    public val ticket: TicketId? = null,
    /** That nobody has. */
    public val unassigned: Boolean = false,
)

/** How a task that is done came out. */
@Serializable
public enum class TaskResult(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** All of it as wanted. */
    @SerialName("full")
    FULL("full", "全部合格", "All as wanted"),
    /** Part of it. */
    @SerialName("partial")
    PARTIAL("partial", "部分合格", "Part of it"),
    /** Not as wanted: goods not acceptable, item not repairable, payment refused. */
    @SerialName("failed")
    FAILED("failed", "不合格", "Not as wanted"),
    /** Goods taken in without looking. */
    @SerialName("unchecked")
    UNCHECKED("unchecked", "未检验收货", "Taken in unchecked"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** How a task that failed goes on by itself: as a new attempt. */
@Serializable
public data class TaskRetry(
    /** Attempts of its group in all. */
    public val attempts: Long,
    /** The group that tries once more when those are used up; it stays failed when absent. */
    @SerialName("escalate_to")
    public val escalateTo: String? = null,
)

/** A step of the escalation of a task: done once in each attempt. */
@Serializable
public data class TaskRung(
    /** At which point of the time it may take. */
    public val at: RungAt,
    /** What is done. */
    @SerialName("do")
    public val `do`: List<TaskEscalate>,
    /** Its name, unique in its kind: what was done is remembered by it. */
    public val name: String,
)

/** Where a task stands. */
@Serializable
public enum class TaskState(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Waits for other tasks. */
    @SerialName("waiting")
    WAITING("waiting", "等待前置任务", "Waiting for other tasks"),
    /** Anybody of the group may take it. */
    @SerialName("open")
    OPEN("open", "待领取", "Open"),
    /** Somebody has it. */
    @SerialName("assigned")
    ASSIGNED("assigned", "已分配", "Assigned"),
    /** Somebody works on it. */
    @SerialName("in_progress")
    IN_PROGRESS("in_progress", "进行中", "In progress"),
    /** It cannot go on for now. */
    @SerialName("blocked")
    BLOCKED("blocked", "受阻", "Blocked"),
    /** Done. */
    @SerialName("done")
    DONE("done", "已完成", "Done"),
    /** Failed. */
    @SerialName("failed")
    FAILED("failed", "失败", "Failed"),
    /** No longer needed. */
    @SerialName("cancelled")
    CANCELLED("cancelled", "已取消", "Cancelled"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What changes for a task that still waits: more agents may take it, or it becomes more urgent. */
@Serializable
public data class TaskStep(
    /** Milliseconds it has waited. */
    @SerialName("after_ms")
    public val afterMs: Long,
    /** These skills are no longer asked for. */
    @SerialName("drop_skills")
    public val dropSkills: List<String> = emptyList(),
    /** Agents of these groups may take it too. */
    public val groups: List<String> = emptyList(),
    /** So many bands more urgent, never past 0. */
    @SerialName("raise_by")
    public val raiseBy: Long = 0,
)

/** What moves a task. */
@Serializable
public enum class TaskTrigger(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** What it waited for is done. */
    @SerialName("deps_done")
    DEPS_DONE("deps_done", "前置任务完成", "Other tasks done"),
    /** It is given to somebody, or claimed. */
    @SerialName("assign")
    ASSIGN("assign", "分配或领取", "Assign"),
    /** Work begins. */
    @SerialName("start")
    START("start", "开始处理", "Start"),
    /** It is given back. */
    @SerialName("decline")
    DECLINE("decline", "退回", "Give back"),
    /** It cannot go on. */
    @SerialName("block")
    BLOCK("block", "标记受阻", "Block"),
    /** It can go on. */
    @SerialName("unblock")
    UNBLOCK("unblock", "解除受阻", "Unblock"),
    /** It is done. */
    @SerialName("done")
    DONE("done", "完成", "Done"),
    /** It failed. */
    @SerialName("fail")
    FAIL("fail", "标记失败", "Fail"),
    /** It is no longer needed. */
    @SerialName("cancel")
    CANCEL("cancel", "取消任务", "Cancel"),
    /** A failed one is tried again. */
    @SerialName("retry")
    RETRY("retry", "重新处理", "Try again"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** How long a task is on its way to somebody: since it could be begun, without the time in which somebody had it. */
@Serializable
public data class TaskWait(
    /** Those of them that were after it was due. */
    @SerialName("held_late_ms")
    public val heldLateMs: Long = 0,
    /** Milliseconds in which somebody had it, before that. */
    @SerialName("held_ms")
    public val heldMs: Long = 0,
    /** Since when this attempt can be begun. */
    public val since: Timestamp? = null,
    /** Steps that its kind took for it by now. */
    public val step: Long = 0,
    /** Since when whoever has it has it. */
    @SerialName("taken_at")
    public val takenAt: Timestamp? = null,
    /** Nobody is in the groups that may do it, which was told. */
    public val unstaffed: Boolean = false,
)

/** Words by name, in one language at least. One that has the name of a notice (`N4`) stands in place of its words. */
@Serializable
public data class Template(
    /** Its name, unique. */
    public val name: String,
    /** In English. */
    public val en: String? = null,
    /** In Chinese. */
    public val zh: String? = null,
)

/** A template to be used. */
@Serializable
public data class TemplateUse(
    /** Its name. */
    public val name: String,
    /** In this language; in the first that it has when absent, Chinese before English. */
    public val lang: Lang? = null,
)

/** A merchant: leads every key. */
@JvmInline
@Serializable
public value class Tenant(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A test of one attribute. What is missing passes no test but `missing`, unless the rule says so. */
@Serializable
public data class Test(
    /** What must be true of it. */
    @SerialName("is")
    public val `is`: Check,
    /** What is looked at. */
    public val of: Attribute,
    /** A ticket that lacks the attribute passes too. */
    @SerialName("or_missing")
    public val orMissing: Boolean = false,
)

/** How a desk for tests is set up. */
@Serializable
public data class TestOptions(
    /** Whether platforms are known, with one application `app-1` of `douyin`. */
    public val adapters: Boolean = false,
    /** What its ids follow from. */
    public val seed: Long = 1,
    /** When its time begins. */
    public val start: Timestamp = Timestamp(1780272000000),
    /** The merchant. */
    public val tenant: String = "acme",
)

/** What a rule does with a ticket it matches. What is absent is left to the defaults. */
@Serializable
public data class Then(
    /** With these asked before others. */
    public val affinity: Affinity? = null,
    /** With this priority, 0 (now) to 4. */
    public val band: Long? = null,
    /** With this part for bots. */
    public val bot: BotPolicy? = null,
    /** Levels of those skills that are enough after some time, falling. */
    public val floors: Map<String, List<Floor>> = emptyMap(),
    /** Whether somebody else than who decided has it while the platform arbitrates over that decision. */
    @SerialName("four_eyes")
    public val fourEyes: Boolean = false,
    /** Tells these groups when it comes into a queue: the event names them, who is in them is told by the host. */
    public val notify: List<String> = emptyList(),
    /** Into this queue. */
    public val queue: String? = null,
    /** Whether agents are asked before they have it; instead of what the queue says. */
    public val reservation: Reservation? = null,
    /** With these skills at these levels, for as long as it waits. */
    public val skills: Map<String, Long> = emptyMap(),
    /** With the clocks of this policy, whatever the conditions of policies say. */
    public val sla: String? = null,
    /** What changes for as long as nobody has it; instead of what the queue says. */
    public val steps: List<RouteStep> = emptyList(),
    /** With these tags. */
    public val tags: List<String> = emptyList(),
    /** With these skills besides, but only for some time. */
    public val tiers: List<SkillTier> = emptyList(),
    /** With this weight, in units. */
    public val weight: Long? = null,
)

/** One problem. */
@Serializable
public data class Ticket(
    /** Its amounts, in minor units. */
    public val amounts: Amounts,
    /** Who works on it. */
    public val assignment: Assignment,
    /** The axes: the truth. */
    public val axes: Axes,
    /** 0 (now) to 4: the band it stands in, with what it gained by waiting. */
    public val band: Long,
    /** When the headline last changed. */
    @SerialName("changed_at")
    public val changedAt: Timestamp,
    /** Our clocks. */
    public val clocks: Map<String, Clock>,
    /** The currency of its amounts. */
    public val currency: Currency,
    /** The docket that owns it. */
    public val docket: DocketId,
    /** Counts reopenings, from 1. */
    public val episode: Long,
    /** Photos and files. */
    public val evidence: List<Evidence>,
    /** Marks such as `refund_failed`, `parcel_lost`. */
    public val flags: List<String>,
    /** The headline derived from them: what people see. */
    public val headline: Headline,
    /** Its id. */
    public val id: TicketId,
    /** What the problem is. */
    public val issue: IssueType,
    /** Its lines. */
    public val lines: List<TicketLine>,
    /** What people did here. */
    public val local: Local,
    /** Its number, to be read aloud. */
    public val number: TicketNumber,
    /** When the problem began. */
    @SerialName("opened_at")
    public val openedAt: Timestamp,
    /** The order is not known yet. */
    public val orphan: Boolean,
    /** Its parcels. */
    public val parcels: List<TicketParcel>,
    /** The platform it began on. */
    public val platform: Platform,
    /** Parts of its refund. */
    @SerialName("refund_legs")
    public val refundLegs: List<RefundLeg>,
    /** The shop it began in. */
    public val shop: ShopId,
    /** The sources it is folded from, sorted. */
    public val sources: List<SourceId>,
    /** On whom it waits. */
    @SerialName("waiting_on")
    public val waitingOn: WaitingOn,
    /** The buyer's account; the customer is found through it. */
    public val account: AccountId? = null,
    /** Bands it gained by waiting. */
    public val aged: Long = 0,
    /** Since when the buyer waits for an answer to what was last written, after a first one was given. */
    @SerialName("buyer_waits_since")
    public val buyerWaitsSince: Timestamp? = null,
    /** Where buyers wrote about it: the channels of its conversations. */
    public val channels: List<Channel> = emptyList(),
    /** When it was closed. */
    @SerialName("closed_at")
    public val closedAt: Timestamp? = null,
    /** When it last reached an ended headline. */
    @SerialName("ended_at")
    public val endedAt: Timestamp? = null,
    /** When one of ours first answered the buyer, in whatever channel. */
    @SerialName("first_response_at")
    public val firstResponseAt: Timestamp? = null,
    /** The host who sold it. */
    public val host: String? = null,
    /** What it was merged into; then it lives on only as a redirect. */
    @SerialName("merged_into")
    public val mergedInto: TicketId? = null,
    /** The order. */
    public val order: OrderId? = null,
    /** The platform's deadline for the present step. */
    @SerialName("platform_deadline")
    public val platformDeadline: Timestamp? = null,
    /** The after-sale that speaks for it, if there is one. */
    public val principal: SourceId? = null,
    /** The platform's reason code, raw. */
    @SerialName("reason_code")
    public val reasonCode: String? = null,
    /** The platform's reason text, raw. Personal data may stand here. */
    @SerialName("reason_text")
    public val reasonText: String? = null,
    /** The room it was sold in. */
    public val room: String? = null,
    /** The evening it was sold in. */
    public val show: ShowId? = null,
    /** When it was sold. */
    @SerialName("sold_at")
    public val soldAt: Timestamp? = null,
)

/** A ticket: one problem. */
@JvmInline
@Serializable
public value class TicketId(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** One line of a ticket: quantities and outcome. */
@Serializable
public data class TicketLine(
    /** Pieces approved. */
    public val approved: Long,
    /** Pieces bought. */
    public val bought: Long,
    /** Pieces that failed inspection. */
    public val damaged: Long,
    /** The order line, by the platform's id. */
    public val line: String,
    /** Pieces that passed inspection. */
    public val passed: Long,
    /** Pieces that came back. */
    public val received: Long,
    /** Pieces paid back. */
    public val refunded: Long,
    /** Pieces the buyer complains of. */
    public val requested: Long,
    /** The sku. */
    public val sku: String,
    /** The title. */
    public val title: String,
    /** Money asked for. */
    public val amount: Money? = null,
    /** What becomes of them. */
    public val disposition: Disposition? = null,
    /** The restocking fee, in percent of the line's money. Nothing is held back by itself: who decides the refund sees it. */
    @SerialName("fee_percent")
    public val feePercent: Long? = null,
    /** What the pieces are worth, as inspected. */
    public val grade: Grade? = null,
    /** The article that is sent instead of the one bought. */
    public val instead: ProductId? = null,
    /** Pieces that should have come back and did not. */
    public val missing: Long = 0,
    /** The product across shops. */
    public val product: ProductId? = null,
    /** Pieces with signs of use. */
    public val used: Long = 0,
    /** Pieces of another article that came instead. */
    public val wrong: Long = 0,
)

/** A short ticket number people can read aloud; its last character checks the others. */
@JvmInline
@Serializable
public value class TicketNumber(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** In which order tickets are listed. */
@Serializable
public enum class TicketOrder(public val word: String) {
    /** The last opened first. */
    @SerialName("newest")
    NEWEST("newest"),
    /** The first opened first. */
    @SerialName("oldest")
    OLDEST("oldest"),
    /** By band, then by what is due first. Needs a queue or an agent. */
    @SerialName("urgent")
    URGENT("urgent"),
    /** The last to come into its headline first. Needs one headline. */
    @SerialName("changed")
    CHANGED("changed"),
}

/** A parcel of a ticket. */
@Serializable
public data class TicketParcel(
    /** Which way it goes. */
    public val direction: Direction,
    /** The parcel. */
    public val parcel: ParcelRef,
    /** Where it is, as far as the carrier said. */
    public val state: ParcelState? = null,
)

/** Which tickets. What is absent does not filter; all that is present must hold. */
@Serializable
public data class TicketQuery(
    /** Of this account. */
    public val account: AccountId? = null,
    /** Go on after a page's `next`. */
    public val after: String? = null,
    /** With this agent. */
    public val agent: AgentId? = null,
    /** With these values in the merchant's own fields, of the ticket or of what it is about. */
    public val custom: List<CustomIs> = emptyList(),
    /** Of this customer, on all platforms. */
    public val customer: CustomerId? = null,
    /** In one of these headlines. */
    public val headlines: List<Headline> = emptyList(),
    /** Sold by this host. */
    public val host: String? = null,
    /** With this problem. */
    public val issue: IssueType? = null,
    /** Of this kind. */
    public val kind: Kind? = null,
    /** At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
    public val limit: Long = 0,
    /** Not ended, or ended. */
    public val open: Boolean? = null,
    /** Opened then or later. */
    @SerialName("opened_from")
    public val openedFrom: Timestamp? = null,
    /** Opened then or earlier. */
    @SerialName("opened_to")
    public val openedTo: Timestamp? = null,
    /** In this order; without it `Urgent` for a queue or an agent, else `Newest`. */
    public val order: TicketOrder? = null,
    /** Begun on this platform. */
    public val platform: Platform? = null,
    /** About this product. */
    public val product: ProductId? = null,
    /** In this queue. */
    public val queue: QueueId? = null,
    /** Begun in this shop (with its platform, the shop's own list is used). */
    public val shop: ShopId? = null,
    /** Sold in this show. */
    public val show: ShowId? = null,
    /** With this tag. */
    public val tag: String? = null,
    /** With nobody working on it. */
    public val unassigned: Boolean = false,
)

/** A ticket as a line of a list. What is absent is not written. */
@Serializable
public data class TicketRow(
    /** Its amounts, in minor units. */
    public val amounts: Amounts,
    /** 0 (now) to 4. */
    public val band: Long,
    /** When the headline last changed. */
    @SerialName("changed_at")
    public val changedAt: Timestamp,
    /** The currency of its amounts. */
    public val currency: Currency,
    /** What the seller decided. */
    public val decision: Decision,
    /** How far arbitration is. */
    public val dispute: DisputeState,
    /** Counts reopenings, from 1. */
    public val episode: Long,
    /** Where the buyer's goods are. */
    public val goods: Goods,
    /** Where it stands: what people see. */
    public val headline: Headline,
    /** Its id. */
    public val id: TicketId,
    /** What the problem is. */
    public val issue: IssueType,
    /** What the buyer wants. */
    public val kind: Kind,
    /** How many order lines it is about. */
    public val lines: Long,
    /** How far the refund is. */
    public val money: MoneyState,
    /** Its number, to be read aloud. */
    public val number: TicketNumber,
    /** Whether it still needs anybody. */
    public val open: Boolean,
    /** When the problem began. */
    @SerialName("opened_at")
    public val openedAt: Timestamp,
    /** The platform it began on. */
    public val platform: Platform,
    /** How far the replacement is. */
    public val replacement: ReplacementState,
    /** The shop it began in. */
    public val shop: ShopId,
    /** How many outside objects it is made of. */
    public val sources: Long,
    /** The commit number that wrote it: name it in a command's `expect`. */
    public val version: Long,
    /** On whom it waits. */
    @SerialName("waiting_on")
    public val waitingOn: WaitingOn,
    /** The buyer's account: the customer is asked for by it. */
    public val account: AccountId? = null,
    /** The agent who has it. */
    public val agent: AgentId? = null,
    /** When something is due next: our clocks and the platform's deadline. */
    @SerialName("due_at")
    public val dueAt: Timestamp? = null,
    /** When it last reached an ended headline. */
    @SerialName("ended_at")
    public val endedAt: Timestamp? = null,
    /** Marks such as `refund_failed`, `parcel_lost`. */
    public val flags: List<String> = emptyList(),
    /** The host who sold it. */
    public val host: String? = null,
    /** The order. */
    public val order: OrderId? = null,
    /** The platform's deadline for the present step. */
    @SerialName("platform_deadline")
    public val platformDeadline: Timestamp? = null,
    /** The queue it stands in. */
    public val queue: QueueId? = null,
    /** The platform's reason code, raw. */
    @SerialName("reason_code")
    public val reasonCode: String? = null,
    /** The evening it was sold in. */
    public val show: ShowId? = null,
    /** Its tags. */
    public val tags: List<String> = emptyList(),
)

/** A page of rows. */
@Serializable
public data class TicketRowPage(
    /** The rows. */
    public val items: List<TicketRow>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** A ticket with all that belongs to it. */
@Serializable
public data class TicketView(
    /** The ticket. */
    public val ticket: VersionedTicket,
    /** The last that happened, oldest first. */
    public val timeline: List<Moment>,
    /** What its reader may do with it. */
    public val allowed: List<Offer> = emptyList(),
    /** The customer, where one is known. */
    public val customer: Card? = null,
    /** More happened before that. */
    public val earlier: Boolean = false,
    /** What waits, in order: what is not drawn in the ticket (replies, notes) is shown from here. */
    public val pending: List<Pending> = emptyList(),
    /** Its internal tasks. */
    public val tasks: List<VersionedTask> = emptyList(),
)

/** Milliseconds since 1970-01-01T00:00:00Z. */
@JvmInline
@Serializable
public value class Timestamp(public val value: Long) {
    override fun toString(): String = value.toString()

    public companion object
}

/** The tokens of a shop. Secret: sealed where the store has a key. */
@Serializable
public data class TokenPair(
    /** The access token. */
    public val access: String,
    /** When the access token ends. */
    @SerialName("expires_at")
    public val expiresAt: Timestamp,
    /** The refresh token; some work once. */
    public val refresh: String? = null,
)

/** The value of a field and how new it is. What a person set stays, then the newest; of equally new ones the greater. */
@Serializable
public data class Told(
    /** The value. */
    public val value: CustomValue,
    /** A person set it: newer than every snapshot. */
    @SerialName("by_hand")
    public val byHand: Boolean = false,
    /** The revision of the snapshot that told it. */
    public val revision: Long = 0,
)

/** What a configuration would make of tickets. */
@Serializable
public data class Trial(
    /** How many tickets were looked at. */
    @SerialName("looked_at")
    public val lookedAt: Long,
    /** Those that it puts elsewhere, or asks something else of agents for. */
    public val rerouted: List<Rerouted>,
    /** The version of the configuration in force, which it is compared with. */
    public val version: Long,
    /** Pass it as `after` to go on; `None` at the end. */
    public val next: String? = null,
)

/** Which tickets a configuration is tried on, the first opened first. */
@Serializable
public data class TrialQuery(
    /** Go on after a page's `next`. */
    public val after: String? = null,
    /** At most so many are looked at; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE). */
    public val limit: Long = 0,
    /** Opened then or later. */
    @SerialName("opened_from")
    public val openedFrom: Timestamp? = null,
    /** Opened then or earlier. */
    @SerialName("opened_to")
    public val openedTo: Timestamp? = null,
)

/** What drives the lifecycle. */
@Serializable
public enum class Trigger(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** The system has looked at it and put it before a seller. */
    @SerialName("triaged")
    TRIAGED("triaged", "完成分诊", "Triage"),
    /** A policy of ours decides without a person. */
    @SerialName("auto_policy")
    AUTO_POLICY("auto_policy", "按策略自动同意", "Approve by policy"),
    /** The platform approves by itself. */
    @SerialName("auto_approved")
    AUTO_APPROVED("auto_approved", "平台自动同意", "Approved by the platform"),
    /** The buyer takes it back. */
    @SerialName("cancel")
    CANCEL("cancel", "买家撤销申请", "Cancel the request"),
    /** We ask the buyer for something. */
    @SerialName("ask_buyer")
    ASK_BUYER("ask_buyer", "要求买家补充", "Ask the buyer"),
    /** We offer the buyer something else. */
    @SerialName("offer")
    OFFER("offer", "向买家提出方案", "Make an offer"),
    /** The buyer changes or supplies something. */
    @SerialName("amend")
    AMEND("amend", "买家补充或修改", "Amend the request"),
    /** The buyer takes the offer. */
    @SerialName("accept_offer")
    ACCEPT_OFFER("accept_offer", "买家接受方案", "Accept the offer"),
    /** A window has passed. */
    @SerialName("timer_fired")
    TIMER_FIRED("timer_fired", "买家超时", "Time is up"),
    /** We agree to pay back. */
    @SerialName("approve_refund")
    APPROVE_REFUND("approve_refund", "同意退款", "Approve the refund"),
    /** We pay before the goods come back. */
    @SerialName("instant_refund")
    INSTANT_REFUND("instant_refund", "先行退款", "Refund at once"),
    /** We agree that goods come back. */
    @SerialName("approve_return")
    APPROVE_RETURN("approve_return", "同意退货", "Approve the return"),
    /** We agree to exchange. */
    @SerialName("approve_exchange")
    APPROVE_EXCHANGE("approve_exchange", "同意换货", "Approve the exchange"),
    /** We agree to repair. */
    @SerialName("approve_repair")
    APPROVE_REPAIR("approve_repair", "同意维修", "Approve the repair"),
    /** We agree to send again. */
    @SerialName("approve_resend")
    APPROVE_RESEND("approve_resend", "同意补发", "Approve the resend"),
    /** We answer the question. */
    @SerialName("answer")
    ANSWER("answer", "答复买家", "Answer"),
    /** We pay goodwill. */
    @SerialName("compensate")
    COMPENSATE("compensate", "小额补偿", "Compensate"),
    /** We refuse. */
    @SerialName("reject")
    REJECT("reject", "拒绝申请", "Reject"),
    /** We pay back a price difference. */
    @SerialName("refund_difference")
    REFUND_DIFFERENCE("refund_difference", "退还差价", "Refund the difference"),
    /** It becomes a refund without return. */
    @SerialName("convert_to_refund_only")
    CONVERT_TO_REFUND_ONLY("convert_to_refund_only", "转为仅退款", "Change to refund only"),
    /** It becomes a return. */
    @SerialName("convert_to_return_refund")
    CONVERT_TO_RETURN_REFUND("convert_to_return_refund", "转为退货退款", "Change to return and refund"),
    /** It becomes an exchange. */
    @SerialName("convert_to_exchange")
    CONVERT_TO_EXCHANGE("convert_to_exchange", "转为换货", "Change to exchange"),
    /** It becomes a repair. */
    @SerialName("convert_to_repair")
    CONVERT_TO_REPAIR("convert_to_repair", "转为维修", "Change to repair"),
    /** It becomes a resend. */
    @SerialName("convert_to_resend")
    CONVERT_TO_RESEND("convert_to_resend", "转为补发", "Change to resend"),
    /** The buyer may keep the goods. */
    @SerialName("waive_return")
    WAIVE_RETURN("waive_return", "免寄回并退款", "Waive the return"),
    /** The carrier has the return parcel. */
    @SerialName("picked_up")
    PICKED_UP("picked_up", "买家已寄回", "Goods shipped back"),
    /** The return parcel lies in a locker. */
    @SerialName("dropped_in")
    DROPPED_IN("dropped_in", "已投入寄件柜", "Dropped into a locker"),
    /** The locker was emptied by the carrier. */
    @SerialName("collected")
    COLLECTED("collected", "快递已从柜中取件", "Collected from the locker"),
    /** The goods are back with us. */
    @SerialName("goods_arrived")
    GOODS_ARRIVED("goods_arrived", "退货已到仓", "Goods arrived"),
    /** Part of the goods are back with us. */
    @SerialName("goods_arrived_part")
    GOODS_ARRIVED_PART("goods_arrived_part", "退货部分到仓", "Some goods arrived"),
    /** The return parcel is lost. */
    @SerialName("lost")
    LOST("lost", "退货包裹丢失", "Return parcel lost"),
    /** Inspection passed. */
    @SerialName("inspect_pass")
    INSPECT_PASS("inspect_pass", "验货通过", "Inspection passed"),
    /** The warehouse takes the goods without inspection. */
    @SerialName("accept_unchecked")
    ACCEPT_UNCHECKED("accept_unchecked", "免检入库", "Accept without inspection"),
    /** Inspection failed. */
    @SerialName("inspect_fail")
    INSPECT_FAIL("inspect_fail", "验货不通过", "Inspection failed"),
    /** Part of the goods passed. */
    @SerialName("inspect_partial")
    INSPECT_PARTIAL("inspect_partial", "验货部分通过", "Inspection passed in part"),
    /** The goods go back to the buyer. */
    @SerialName("return_to_buyer")
    RETURN_TO_BUYER("return_to_buyer", "货物退还买家", "Return the goods to the buyer"),
    /** The goods are written off. */
    @SerialName("write_off")
    WRITE_OFF("write_off", "货物核销", "Write the goods off"),
    /** The repair is done. */
    @SerialName("repair_done")
    REPAIR_DONE("repair_done", "维修完成", "Repair done"),
    /** It cannot be repaired. */
    @SerialName("unrepairable")
    UNREPAIRABLE("unrepairable", "无法维修", "Cannot be repaired"),
    /** The replacement is on its way. */
    @SerialName("replacement_shipped")
    REPLACEMENT_SHIPPED("replacement_shipped", "换补货已发出", "Replacement shipped"),
    /** The replacement has arrived. */
    @SerialName("replacement_delivered")
    REPLACEMENT_DELIVERED("replacement_delivered", "换补货已送达", "Replacement delivered"),
    /** The buyer has the replacement. */
    @SerialName("confirm_received")
    CONFIRM_RECEIVED("confirm_received", "买家确认收货", "Confirm receipt"),
    /** The replacement is lost or out of stock. */
    @SerialName("replacement_failed")
    REPLACEMENT_FAILED("replacement_failed", "换补货失败", "Replacement failed"),
    /** The replacement came back. */
    @SerialName("replacement_returned")
    REPLACEMENT_RETURNED("replacement_returned", "换补货被退回", "Replacement returned"),
    /** No stock: money instead. */
    @SerialName("out_of_stock_refund")
    OUT_OF_STOCK_REFUND("out_of_stock_refund", "缺货改退款", "Refund, out of stock"),
    /** The money is paid. */
    @SerialName("payout_sent")
    PAYOUT_SENT("payout_sent", "退款已打款", "Refund paid"),
    /** Part of the money is paid. */
    @SerialName("payout_part")
    PAYOUT_PART("payout_part", "退款部分打款", "Refund paid in part"),
    /** The payout failed. */
    @SerialName("payout_failed")
    PAYOUT_FAILED("payout_failed", "打款失败", "Payout failed"),
    /** The payout is tried again. */
    @SerialName("payout_retry")
    PAYOUT_RETRY("payout_retry", "重新打款", "Retry the payout"),
    /** The payout is given up. */
    @SerialName("payout_abandoned")
    PAYOUT_ABANDONED("payout_abandoned", "放弃打款", "Give up the payout"),
    /** The money came back to us. */
    @SerialName("funds_recovered")
    FUNDS_RECOVERED("funds_recovered", "款项已追回", "Funds recovered"),
    /** The platform has paid back. */
    @SerialName("force_refund")
    FORCE_REFUND("force_refund", "平台强制退款", "Refunded by the platform"),
    /** The platform cancelled it. */
    @SerialName("platform_cancel")
    PLATFORM_CANCEL("platform_cancel", "平台取消", "Cancelled by the platform"),
    /** The platform closed it. */
    @SerialName("platform_closed")
    PLATFORM_CLOSED("platform_closed", "平台关闭", "Closed by the platform"),
    /** The platform was asked to decide. */
    @SerialName("dispute_opened")
    DISPUTE_OPENED("dispute_opened", "发起平台仲裁", "Open a dispute"),
    /** The ruling is appealed. */
    @SerialName("appeal")
    APPEAL("appeal", "申诉", "Appeal"),
    /** The platform wants evidence. */
    @SerialName("evidence_asked")
    EVIDENCE_ASKED("evidence_asked", "平台要求举证", "Evidence requested"),
    /** We hand in evidence. */
    @SerialName("submit_evidence")
    SUBMIT_EVIDENCE("submit_evidence", "提交举证", "Submit evidence"),
    /** The dispute was taken back. */
    @SerialName("withdrawn")
    WITHDRAWN("withdrawn", "撤回仲裁", "Withdraw the dispute"),
    /** The platform ruled for the buyer. */
    @SerialName("ruling_buyer")
    RULING_BUYER("ruling_buyer", "判买家胜诉", "Ruled for the buyer"),
    /** The platform ruled for both. */
    @SerialName("ruling_split")
    RULING_SPLIT("ruling_split", "判双方分担", "Ruled in part"),
    /** The platform ruled for us. */
    @SerialName("ruling_seller")
    RULING_SELLER("ruling_seller", "判商家胜诉", "Ruled for the seller"),
    /** It is closed. */
    @SerialName("close")
    CLOSE("close", "关闭工单", "Close"),
    /** It becomes part of another ticket. */
    @SerialName("merge")
    MERGE("merge", "合并工单", "Merge"),
    /** It is opened again. */
    @SerialName("reopen")
    REOPEN("reopen", "重新打开", "Reopen"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** What shows that a customer is trusted. */
@Serializable(with = Trust.Wired::class)
public sealed interface Trust {
    /** The customer has this tag. */
    public data class Tag(public val value: String) : Trust

    /** A field of the merchant's has this value. */
    public data class Custom(public val value: CustomIs) : Trust

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<Trust>("Trust") {
        override fun word(word: String): Trust? = when (word) {
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): Trust? = when (key) {
            "tag" -> Tag(json.decodeFromJsonElement(value))
            "custom" -> Custom(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: Trust, json: Json): JsonElement = when (value) {
            is Tag -> holding("tag", json.encodeToJsonElement(value.value))
            is Custom -> holding("custom", json.encodeToJsonElement(value.value))
        }
    }
}

@JvmInline
@Serializable
public value class Uid(public val value: String) {
    override fun toString(): String = value

    public companion object
}

/** A parcel of which nothing is known. */
@Serializable
public data class UnknownParcel(
    /** Returns it may be, the likeliest first. */
    public val candidates: List<ReturnCandidate>,
    /** How many tickets that wait for goods were compared. */
    public val compared: Long,
    /** There are more such tickets than are compared at once: name an article, or look by hand. */
    public val more: Boolean,
    /** The articles that the code or the hints name. */
    public val products: List<ProductId>,
    /** What the carrier says of it, if it ever said anything. */
    public val parcel: ParcelSnapshot? = null,
)

/** How much of the files that wait was sent. */
@Serializable
public data class Uploading(
    /** How many of those were sent. */
    public val sent: Long,
    /** Bytes of all files that wait. */
    public val total: Long,
)

/** What the other side said, without payload or personal data. */
@Serializable
public data class Upstream(
    /** The platform's own code, with its sub code after a slash. */
    public val code: String? = null,
    /** The platform's own words, cut to 200 characters. */
    public val message: String? = null,
    /** The platform's id of the request, for its support. */
    @SerialName("request_id")
    public val requestId: String? = null,
    /** HTTP status, where there was one. */
    public val status: Long? = null,
)

/** What happened to a customer. */
@Serializable
public enum class Verb(public val word: String) {
    /** Another one became part of it. */
    @SerialName("absorbed")
    ABSORBED("absorbed"),
    /** A part of it became another one. */
    @SerialName("lost")
    LOST("lost"),
    /** It became part of another one. */
    @SerialName("joined")
    JOINED("joined"),
    /** It was part of another one. */
    @SerialName("left")
    LEFT("left"),
}

/** A row with the commit that wrote it: name it in a command's `expect`. */
@Serializable
public data class VersionedCustomer(
    /** The row. */
    public val item: Customer,
    /** The commit number that wrote it. */
    public val version: Long,
)

/** A page of rows. */
@Serializable
public data class VersionedCustomerPage(
    /** The rows. */
    public val items: List<VersionedCustomer>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** A row with the commit that wrote it: name it in a command's `expect`. */
@Serializable
public data class VersionedPlacedOrder(
    /** The row. */
    public val item: PlacedOrder,
    /** The commit number that wrote it. */
    public val version: Long,
)

/** A page of rows. */
@Serializable
public data class VersionedPlacedOrderPage(
    /** The rows. */
    public val items: List<VersionedPlacedOrder>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** A row with the commit that wrote it: name it in a command's `expect`. */
@Serializable
public data class VersionedTask(
    /** The row. */
    public val item: Task,
    /** The commit number that wrote it. */
    public val version: Long,
)

/** A page of rows. */
@Serializable
public data class VersionedTaskPage(
    /** The rows. */
    public val items: List<VersionedTask>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** A row with the commit that wrote it: name it in a command's `expect`. */
@Serializable
public data class VersionedTicket(
    /** The row. */
    public val item: Ticket,
    /** The commit number that wrote it. */
    public val version: Long,
)

/** A page of rows. */
@Serializable
public data class VersionedTicketPage(
    /** The rows. */
    public val items: List<VersionedTicket>,
    /**
     * Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
     * looked at for one.
     */
    public val next: String? = null,
)

/** How a headline came to move. */
@Serializable
public enum class Via(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** A command of ours. */
    @SerialName("command")
    COMMAND("command", "人工或策略操作", "Command"),
    /** A snapshot of a platform. */
    @SerialName("platform")
    PLATFORM("platform", "平台同步", "Platform"),
    /** A carrier, locker or warehouse. */
    @SerialName("goods")
    GOODS("goods", "物流更新", "Goods"),
    /** A message. */
    @SerialName("message")
    MESSAGE("message", "买家消息", "Message"),
    /** A window that passed. */
    @SerialName("timer")
    TIMER("timer", "超时", "Timer"),
    /** A merge or split. */
    @SerialName("fold")
    FOLD("fold", "合并或拆分", "Merge or split"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** Whom the ticket waits for. */
@Serializable
public enum class WaitingOn(public val word: String, private val zh: String, private val en: String) : Labelled {
    /** Our own triage. */
    @SerialName("system")
    SYSTEM("system", "系统", "System"),
    /** An agent of the seller. */
    @SerialName("seller")
    SELLER("seller", "商家", "Seller"),
    /** The buyer. */
    @SerialName("buyer")
    BUYER("buyer", "买家", "Buyer"),
    /** A carrier or locker. */
    @SerialName("carrier")
    CARRIER("carrier", "物流", "Carrier"),
    /** Warehouse and quality check. */
    @SerialName("warehouse")
    WAREHOUSE("warehouse", "仓库", "Warehouse"),
    /** The repair shop. */
    @SerialName("repair_shop")
    REPAIR_SHOP("repair_shop", "维修方", "Repair shop"),
    /** Whoever pays. */
    @SerialName("finance")
    FINANCE("finance", "财务", "Finance"),
    /** The platform. */
    @SerialName("platform")
    PLATFORM("platform", "平台", "Platform"),
    /** Nobody; it has ended. */
    @SerialName("nobody")
    NOBODY("nobody", "无需处理", "Nobody"),
    ;

    override fun label(lang: Lang): String = lang.pick(zh, en)
}

/** How news of a platform comes in. */
@Serializable
public enum class WaysIn(public val word: String) {
    /** Pushed, proven and complete. */
    @SerialName("verified_webhook")
    VERIFIED_WEBHOOK("verified_webhook"),
    /** Pushed, but only a hint. */
    @SerialName("hint_webhook")
    HINT_WEBHOOK("hint_webhook"),
    /** Nothing is pushed. */
    @SerialName("none")
    NONE("none"),
}

/** What to answer a webhook, exactly so, and what became of it. */
@Serializable
public data class WebhookReply(
    /** The body to answer with. */
    public val body: Bytes,
    /** The content type to answer with. */
    @SerialName("content_type")
    public val contentType: String,
    /** Parts that could not be read or belong to no known shop: kept whole. */
    public val kept: Long,
    /** The status to answer with. */
    public val status: Long,
    /** Facts and signals taken in, those among them that were known already. */
    public val taken: Long,
    /** Why nothing was taken in: it is not genuine, or not readable at all. `status` then says so to the sender. */
    public val refused: Failure? = null,
)

/** A day of the week. */
@Serializable
public enum class Weekday(public val word: String) {
    /** Monday. */
    @SerialName("monday")
    MONDAY("monday"),
    /** Tuesday. */
    @SerialName("tuesday")
    TUESDAY("tuesday"),
    /** Wednesday. */
    @SerialName("wednesday")
    WEDNESDAY("wednesday"),
    /** Thursday. */
    @SerialName("thursday")
    THURSDAY("thursday"),
    /** Friday. */
    @SerialName("friday")
    FRIDAY("friday"),
    /** Saturday. */
    @SerialName("saturday")
    SATURDAY("saturday"),
    /** Sunday. */
    @SerialName("sunday")
    SUNDAY("sunday"),
}

/** A clue with its points and what a person reads. */
@Serializable
public data class WeighedClue(
    /** What it is. */
    public val clue: Clue,
    /** In English. */
    public val en: String,
    /** What it is worth; below zero where it speaks against. */
    public val points: Long,
    /** In Chinese. */
    public val zh: String,
)

/** A condition on a ticket. A closed set: it can be checked, indexed and explained. */
@Serializable(with = When.Wired::class)
public sealed interface When {
    /** Always. */
    public data object Always : When

    /** All of these. */
    public data class All(public val value: List<When>) : When

    /** Any of these. */
    public data class Any(public val value: List<When>) : When

    /** Not this. */
    public data class Not(public val value: When) : When

    /** The kind is one of these. */
    public data class Kind(public val value: List<dev.aftersync.Kind>) : When

    /** The issue type is one of these. */
    public data class Issue(public val value: List<IssueType>) : When

    /** The headline is one of these. */
    public data class Headline(public val value: List<dev.aftersync.Headline>) : When

    /** The platform is one of these. */
    public data class Platform(public val value: List<dev.aftersync.Platform>) : When

    /** The shop is one of these. */
    public data class Shop(public val value: List<ShopId>) : When

    /** The host is one of these. */
    public data class Host(public val value: List<String>) : When

    /** The ticket carries one of these tags. */
    public data class Tag(public val value: List<String>) : When

    /** The ticket carries one of these flags. */
    public data class Flag(public val value: List<String>) : When

    /** The amount asked for is at least so many minor units. */
    public data class AmountAtLeast(public val value: Long) : When

    /** The ticket was reopened at least so often. */
    public data class ReopenedAtLeast(public val value: Long) : When

    /** A field of the merchant's has this value: of the ticket, its customer, a line it is about or a product of those. */
    public data class Custom(public val value: CustomIs) : When

    /** An attribute passes a test. */
    public data class Test(public val value: dev.aftersync.Test) : When

    /** The time of the decision is within the working hours of this calendar. */
    public data class InCalendar(public val value: String) : When

    /** One of these has the ticket, or had it last. */
    public data class OwnerIs(public val value: List<AgentId>) : When

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<When>("When") {
        override fun word(word: String): When? = when (word) {
            "always" -> Always
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): When? = when (key) {
            "all" -> All(json.decodeFromJsonElement(value))
            "any" -> Any(json.decodeFromJsonElement(value))
            "not" -> Not(json.decodeFromJsonElement(value))
            "kind" -> Kind(json.decodeFromJsonElement(value))
            "issue" -> Issue(json.decodeFromJsonElement(value))
            "headline" -> Headline(json.decodeFromJsonElement(value))
            "platform" -> Platform(json.decodeFromJsonElement(value))
            "shop" -> Shop(json.decodeFromJsonElement(value))
            "host" -> Host(json.decodeFromJsonElement(value))
            "tag" -> Tag(json.decodeFromJsonElement(value))
            "flag" -> Flag(json.decodeFromJsonElement(value))
            "amount_at_least" -> AmountAtLeast(json.decodeFromJsonElement(value))
            "reopened_at_least" -> ReopenedAtLeast(json.decodeFromJsonElement(value))
            "custom" -> Custom(json.decodeFromJsonElement(value))
            "test" -> Test(json.decodeFromJsonElement(value))
            "in_calendar" -> InCalendar(json.decodeFromJsonElement(value))
            "owner_is" -> OwnerIs(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: When, json: Json): JsonElement = when (value) {
            is Always -> JsonPrimitive("always")
            is All -> holding("all", json.encodeToJsonElement(value.value))
            is Any -> holding("any", json.encodeToJsonElement(value.value))
            is Not -> holding("not", json.encodeToJsonElement(value.value))
            is Kind -> holding("kind", json.encodeToJsonElement(value.value))
            is Issue -> holding("issue", json.encodeToJsonElement(value.value))
            is Headline -> holding("headline", json.encodeToJsonElement(value.value))
            is Platform -> holding("platform", json.encodeToJsonElement(value.value))
            is Shop -> holding("shop", json.encodeToJsonElement(value.value))
            is Host -> holding("host", json.encodeToJsonElement(value.value))
            is Tag -> holding("tag", json.encodeToJsonElement(value.value))
            is Flag -> holding("flag", json.encodeToJsonElement(value.value))
            is AmountAtLeast -> holding("amount_at_least", json.encodeToJsonElement(value.value))
            is ReopenedAtLeast -> holding("reopened_at_least", json.encodeToJsonElement(value.value))
            is Custom -> holding("custom", json.encodeToJsonElement(value.value))
            is Test -> holding("test", json.encodeToJsonElement(value.value))
            is InCalendar -> holding("in_calendar", json.encodeToJsonElement(value.value))
            is OwnerIs -> holding("owner_is", json.encodeToJsonElement(value.value))
        }
    }
}

/** How a customer is named: by the person, or by one of their accounts. */
@Serializable(with = Whom.Wired::class)
public sealed interface Whom {
    /** The person. */
    public data class Customer(public val value: CustomerId) : Whom

    /** An account on some platform. */
    public data class Account(public val value: AccountId) : Whom

    /** As it stands in JSON. */
    public object Wired : KeyedSerializer<Whom>("Whom") {
        override fun word(word: String): Whom? = when (word) {
            else -> null
        }

        override fun held(key: String, value: JsonElement, json: Json): Whom? = when (key) {
            "customer" -> Customer(json.decodeFromJsonElement(value))
            "account" -> Account(json.decodeFromJsonElement(value))
            else -> null
        }

        override fun written(value: Whom, json: Json): JsonElement = when (value) {
            is Customer -> holding("customer", json.encodeToJsonElement(value.value))
            is Account -> holding("account", json.encodeToJsonElement(value.value))
        }
    }
}

/** Why two accounts are, or are not, one person. */
@Serializable
public data class Why(
    /** Values that one person has once differ. */
    public val barred: Boolean,
    /** Decisions of people about these two: the decision, and whether it says that they are the same. */
    public val decisions: List<Two<Uid, Boolean>>,
    /** In one line, in English. */
    public val en: String,
    /** The number of the weights. */
    public val epoch: Long,
    /** The lines of the score. */
    public val lines: List<WhyLine>,
    /** How they stand to each other. */
    public val relation: Relation,
    /** Values that both have. */
    public val shared: List<SharedValue>,
    /** In one line, in Chinese. */
    public val zh: String,
    /** The score, in thousandths of a bit; `None` when they share nothing that names anybody. */
    public val score: Long? = null,
)

/** One line of a score. */
@Serializable
public data class WhyLine(
    /** What it says, in English. */
    public val en: String,
    /** The level, or the kind with `=`, `~` or `!` before it. */
    public val level: String,
    /** Its weight in thousandths of a bit. */
    public val weight: Long,
    /** What it says, in Chinese. */
    public val zh: String,
)

/** From when on the days of a window are counted. */
@Serializable
public enum class WindowStart(public val word: String) {
    /** When the order was paid, or placed where nobody says when it was paid. */
    @SerialName("ordered")
    ORDERED("ordered"),
    /** When the last of its parcels was delivered. Until then the window is open. */
    @SerialName("delivered")
    DELIVERED("delivered"),
}

/** Windows and caps, in milliseconds and minor units. */
@Serializable
public data class Windows(
    /** A buyer who was asked for something has this long. */
    @SerialName("buyer_answer_ms")
    public val buyerAnswerMs: Long = 259200000,
    /** A buyer who may send goods back has this long. */
    @SerialName("buyer_return_ms")
    public val buyerReturnMs: Long = 604800000,
    /** An ended ticket closes after this. */
    @SerialName("cool_off_ms")
    public val coolOffMs: Long = 604800000,
    /**
     * Most goodwill on one ticket, one amount for a currency; none where its currency is not named. A number alone, as it was
     * written before, is read as fen.
     */
    @SerialName("goodwill_cap")
    public val goodwillCap: List<Money> = listOf(Money(currency = Currency("CNY"), minor = 5000)),
    /** A closed or ended ticket may be reopened within this. */
    @SerialName("reopen_ms")
    public val reopenMs: Long = 1296000000,
    /** No notice for a state that is older than this when it is first heard of. */
    @SerialName("stale_notice_ms")
    public val staleNoticeMs: Long = 172800000,
)

/** What a worker did. */
@Serializable
public data class Worked(
    /** Jobs, by kind. */
    public val jobs: Map<String, Tally>,
    /** When something is due that was not; `None` when nothing waits for a time. */
    public val next: Timestamp? = null,
)
