# Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.
"""Every type of the desk, as it stands in its JSON."""

from __future__ import annotations

from typing import Any, Literal, NewType, TypeAlias

import msgspec

from ._html import Shown

__all__ = [
    "About",
    "Absence",
    "AcceptOffer",
    "Account",
    "AccountId",
    "AccountRef",
    "Act",
    "Action",
    "ActionDoneEvent",
    "ActionFailedEvent",
    "ActionJob",
    "ActionVerb",
    "Actor",
    "Affinity",
    "AffinityMode",
    "AfterSale",
    "AfterSaleFact",
    "AfterSaleLine",
    "AgainSuggestion",
    "Agent",
    "AgentChangedEvent",
    "AgentConfig",
    "AgentId",
    "AgentKind",
    "AgentOverCapacityEvent",
    "AgentOverride",
    "AgentQuery",
    "AgentRemovedEvent",
    "AgentView",
    "AgentViewPage",
    "AgentWork",
    "Allowed",
    "Amounts",
    "AnyEvent",
    "AppId",
    "AppSettings",
    "Applied",
    "AppliedPendingState",
    "Aside",
    "AskApproval",
    "AskedMove",
    "Assign",
    "AssignCause",
    "AssignedEvent",
    "Assignment",
    "Attained",
    "AttendJob",
    "AttestedKey",
    "Attribute",
    "AttributeJob",
    "AttributeWith",
    "Attribution",
    "AutoPolicy",
    "AutomatedEvent",
    "Automation",
    "AutomationDone",
    "AutomationField",
    "AutomationMove",
    "AutomationOn",
    "AutomationStep",
    "AutomationStop",
    "AutomationStoppedEvent",
    "AutomationTask",
    "AutomationTell",
    "Axes",
    "Backfilled",
    "BandTarget",
    "Block",
    "BlockValue",
    "Bookmark",
    "BotHandedOffEvent",
    "BotPolicy",
    "BotTalk",
    "BotUse",
    "Bundle",
    "BuyerNotice",
    "BuyerParcel",
    "BuyerView",
    "Bytes",
    "Calendar",
    "CancelReason",
    "Capabilities",
    "Caption",
    "Card",
    "Channel",
    "Check",
    "CheckWith",
    "Choice",
    "ChooseSuggestion",
    "Claim",
    "Clock",
    "ClockKind",
    "ClockPassedEvent",
    "ClockPoint",
    "Clue",
    "Command",
    "CommandAnswer",
    "CommandAppliedEvent",
    "CommandRefusedEvent",
    "Compensation",
    "CompensationState",
    "Config",
    "ConfigCheck",
    "Configure",
    "ConfiguredEvent",
    "ConflictPendingState",
    "Considered",
    "ConsideredAgents",
    "ContactFact",
    "ConversationId",
    "CopiedTask",
    "CopyQuery",
    "CountedHours",
    "CounterId",
    "CounterQuery",
    "CsvImportFormat",
    "Currency",
    "Cursor",
    "CustomField",
    "CustomIs",
    "CustomMoney",
    "CustomOn",
    "CustomRef",
    "CustomType",
    "CustomTypeWith",
    "CustomValue",
    "Customer",
    "CustomerChange",
    "CustomerForgottenEvent",
    "CustomerId",
    "CustomerKey",
    "CustomerQuery",
    "CustomerSplitEvent",
    "CustomerView",
    "CustomersMergedEvent",
    "Decided",
    "Decision",
    "DecisionId",
    "DeliveryState",
    "Details",
    "Deviant",
    "Deviation",
    "Device",
    "DeviceId",
    "DeviceKey",
    "DeviceRegisteredEvent",
    "DeviceRevokedEvent",
    "Difference",
    "Differs",
    "Dim",
    "Direction",
    "Disposition",
    "DisputeInfo",
    "DisputeState",
    "DocketId",
    "DoneEnd",
    "DrainJob",
    "DrainTasksJob",
    "Drop",
    "DropSuggestion",
    "Edit",
    "EditCustomer",
    "EditLine",
    "Effect",
    "End",
    "EnqueuedEvent",
    "ErrorKind",
    "ErrorRecord",
    "Escalate",
    "EscalatedEvent",
    "EventBody",
    "EventIs",
    "EventPage",
    "Evidence",
    "EvidenceKind",
    "ExpectedLine",
    "ExpectedParcel",
    "ExpectedReturn",
    "ExpectedScanned",
    "Explained",
    "Fact",
    "FactAnswer",
    "FactBody",
    "FailedEnd",
    "Failure",
    "Finding",
    "Floor",
    "Forget",
    "FoundBy",
    "Given",
    "GivenOut",
    "Goods",
    "Grade",
    "Grain",
    "GroupConfig",
    "HairballEvent",
    "HandOff",
    "HandOffReason",
    "HandedOver",
    "Handle",
    "Headline",
    "Heartbeat",
    "HoldOffer",
    "Holidays",
    "Hop",
    "HopCause",
    "HostRef",
    "Hours",
    "How",
    "HowStep",
    "IdentityConfig",
    "IdentityDecidedEvent",
    "IdentityDifference",
    "IdentityKey",
    "IdentityStats",
    "IdentityVerdict",
    "ImportColumn",
    "ImportFormat",
    "ImportKeep",
    "ImportKeepWith",
    "ImportMapping",
    "ImportOptions",
    "ImportProgress",
    "ImportRead",
    "ImportReport",
    "ImportSource",
    "ImportWhat",
    "InDoubtEnd",
    "Ingested",
    "InspectionTask",
    "InstantRefund",
    "IssueType",
    "Job",
    "JobBody",
    "JobDeadEvent",
    "JobId",
    "JobKind",
    "JobPage",
    "JobQueuedEvent",
    "JobRedrivenEvent",
    "JobState",
    "JobStateWith",
    "JoinBy",
    "JoinListing",
    "JsonLinesImportFormat",
    "KeyKind",
    "Kind",
    "KindChangedEvent",
    "KnownOrder",
    "KnownParcel",
    "Lang",
    "LeasedJob",
    "Likely",
    "LineCustom",
    "LineFacts",
    "LineOutcome",
    "ListedTicket",
    "ListingId",
    "LoadDrift",
    "LoadDriftedEvent",
    "Local",
    "LocalEntry",
    "MentionedEvent",
    "Merge",
    "MergeCustomers",
    "Message",
    "MessageAddedEvent",
    "MessageFact",
    "MessageId",
    "MessageSnapshot",
    "Metric",
    "Moment",
    "MomentPage",
    "Moments",
    "Money",
    "MoneyMovedEvent",
    "MoneyState",
    "Move",
    "MoveTask",
    "NoRequestScanned",
    "Note",
    "NoteAddedEvent",
    "Notice",
    "NoticeRecordedEvent",
    "NoticeSuppressedEvent",
    "NotifyJob",
    "ObjectName",
    "ObjectRef",
    "Observation",
    "Observed",
    "Occasion",
    "OfSize",
    "Offer",
    "OfferAcceptedEvent",
    "OfferHeldEvent",
    "OfferRejectedEvent",
    "OfferRescindedEvent",
    "OfferTerms",
    "OfferTimedOutEvent",
    "Offered",
    "OfferedEvent",
    "OnScreen",
    "OpenOptions",
    "OpenTask",
    "Order",
    "OrderFact",
    "OrderId",
    "OrderLine",
    "OrderQuery",
    "OrderSnapshot",
    "OrderState",
    "OrderUpdatedEvent",
    "OrderView",
    "OtherEvent",
    "OtherTicket",
    "Outcome",
    "OverCapacity",
    "OverRefundEvent",
    "OverflowCause",
    "OverflowWhen",
    "OverflowedEvent",
    "ParcelFact",
    "ParcelId",
    "ParcelRef",
    "ParcelSnapshot",
    "ParcelState",
    "Payload",
    "Pending",
    "PendingState",
    "Phase",
    "PhoneShown",
    "Placed",
    "PlacedOrder",
    "Placement",
    "Platform",
    "PolicyAppliedEvent",
    "PolicyExplained",
    "PolicyOutcome",
    "PolicyVerdict",
    "PollJob",
    "PollReport",
    "Polled",
    "Presence",
    "PresenceCause",
    "PresenceChangedEvent",
    "PresenceConfig",
    "Problem",
    "Product",
    "ProductId",
    "ProductPage",
    "ProductQuery",
    "Pushed",
    "PutAgent",
    "PutProduct",
    "Quarantine",
    "QuarantineId",
    "QuarantinePage",
    "QuarantinedEvent",
    "QueueConfig",
    "QueueDepthHighEvent",
    "QueueId",
    "QueueOverride",
    "QueueUnstaffedEvent",
    "QuietHours",
    "RankKey",
    "Ranked",
    "RateRow",
    "ReapplyJob",
    "Reason",
    "Receiver",
    "ReconcileReport",
    "Reconciling",
    "Recorded",
    "Redrive",
    "RefetchJob",
    "Refold",
    "RefundChannel",
    "RefundLeg",
    "Refusal",
    "RefusedPendingState",
    "RegisterDevice",
    "RejectOffer",
    "Relation",
    "Release",
    "ReleasedEvent",
    "RemoveAgent",
    "ReplacementState",
    "ReplicaOptions",
    "Reply",
    "ReplyJob",
    "Rerouted",
    "Reservation",
    "ReservationWith",
    "Resolution",
    "Retry",
    "RetryEnd",
    "RetryWith",
    "ReturnAction",
    "ReturnCandidate",
    "ReturnList",
    "ReturnOffer",
    "ReturnPolicy",
    "ReturnReason",
    "ReturnTerms",
    "ReturnWindow",
    "ReviewPair",
    "Revision",
    "RevokeDevice",
    "Role",
    "Room",
    "RouteAttributes",
    "RouteOverrides",
    "RouteStep",
    "RouteSteppedEvent",
    "RowError",
    "Rule",
    "Rung",
    "RungAt",
    "RungAtWith",
    "ScanHints",
    "Scanned",
    "Sender",
    "Served",
    "SetPresence",
    "SetStock",
    "SharedValue",
    "ShopConfig",
    "ShopHealthEvent",
    "ShopId",
    "ShopKey",
    "ShopState",
    "Show",
    "ShowFact",
    "ShowId",
    "Signal",
    "Similar",
    "Simulation",
    "SimulationQuery",
    "SkillConfig",
    "SkillTier",
    "SkipIf",
    "Skipped",
    "SlaPolicy",
    "SlaTarget",
    "SlaTargets",
    "SoldLine",
    "SoldLinePage",
    "SoldLineQuery",
    "SourceId",
    "SourceJoinedEvent",
    "SourceStaleEvent",
    "SourceUpdatedEvent",
    "Span",
    "Split",
    "SplitCustomer",
    "Standing",
    "StateAge",
    "StateChangedEvent",
    "Step",
    "StockChangedEvent",
    "StockCount",
    "StockLevel",
    "StockOutEvent",
    "Strategy",
    "Suggestion",
    "Support",
    "SyncReport",
    "SyncUser",
    "TalkEnd",
    "Tally",
    "Task",
    "TaskConfig",
    "TaskEscalate",
    "TaskEscalatedEvent",
    "TaskExplained",
    "TaskField",
    "TaskId",
    "TaskKind",
    "TaskMovedEvent",
    "TaskOverdueEvent",
    "TaskQuery",
    "TaskResult",
    "TaskRetry",
    "TaskRung",
    "TaskState",
    "TaskStep",
    "TaskTimerJob",
    "TaskTrigger",
    "TaskUnstaffedEvent",
    "TaskWait",
    "Tell",
    "Template",
    "TemplateUse",
    "Tenant",
    "Test",
    "TestOptions",
    "Then",
    "Ticket",
    "TicketEditedEvent",
    "TicketId",
    "TicketLine",
    "TicketLinkedEvent",
    "TicketMergedEvent",
    "TicketNumber",
    "TicketOpenedEvent",
    "TicketOrder",
    "TicketParcel",
    "TicketQuery",
    "TicketRow",
    "TicketRowPage",
    "TicketSplitEvent",
    "TicketView",
    "TierDroppedEvent",
    "TimerJob",
    "Timestamp",
    "TokenJob",
    "TokenPair",
    "Told",
    "Transfer",
    "Trial",
    "TrialQuery",
    "Trigger",
    "Trust",
    "Uid",
    "UndoDecision",
    "UnknownEnd",
    "UnknownFact",
    "UnknownParcel",
    "UnknownScanned",
    "UnknownStatusEvent",
    "Unwatch",
    "Uploading",
    "UploadingPendingState",
    "Upstream",
    "VacateJob",
    "Verb",
    "VersionedCustomer",
    "VersionedCustomerPage",
    "VersionedPlacedOrder",
    "VersionedPlacedOrderPage",
    "VersionedTask",
    "VersionedTaskPage",
    "VersionedTicket",
    "VersionedTicketPage",
    "Via",
    "WaitingOn",
    "WaitingPendingState",
    "Watch",
    "WaysIn",
    "WebhookReply",
    "Weekday",
    "WeighedClue",
    "When",
    "WhenWith",
    "Whom",
    "Why",
    "WhyLine",
    "WindowStart",
    "Windows",
    "Worked",
]

Absence: TypeAlias = Literal[
    "keep",  # They stay with them.
    "requeue_untouched",  # Those on which their agent did nothing yet go back to the queues.
    "requeue_all",  # All open ones go back to the queues.
]
"""What becomes of the tickets of somebody who is no longer there."""
AccountId = NewType("AccountId", str)
"""A buyer's account on one platform, in the scope that platform gives."""
ActionVerb: TypeAlias = Literal[
    "approve_refund",  # Agree to pay back without return.
    "approve_return",  # Agree that goods come back.
    "approve_exchange",  # Agree to exchange.
    "approve_repair",  # Agree to repair.
    "approve_resend",  # Agree to send again.
    "reject",  # Refuse the request.
    "confirm_return",  # The goods are back and fine: pay.
    "reject_return",  # The goods are back and not fine: refuse.
    "ship_replacement",  # The replacement is on its way.
    "submit_evidence",  # Hand in evidence.
    "report_arrival",  # The goods came back to the warehouse.
    "report_intercepted",  # The shipment was stopped.
    "intercept_parcel",  # Ask the carrier to stop the parcel.
    "extend_time",  # Ask for more time.
    "offer",  # Propose another settlement to the buyer: part of the money, or a return instead.
    "ask_buyer",  # Ask the buyer for proof.
    "add_remark",  # Leave a note for sellers.
    "reopen",  # Open the after-sale channel again.
    "send_message",  # Write to the buyer.
]
"""What we tell a platform; each adapter declares which of these it can do."""
AffinityMode: TypeAlias = Literal[
    "prefer",  # They have it if they may take it now.
    "wait",  # It waits for them for some time, if they are merely busy.
    "strict",  # It waits for them until they have room, are back, begin their shift or are removed.
]
"""How much it matters that somebody knows a ticket already."""
AgentId = NewType("AgentId", str)
"""A person or bot that works on tickets."""
AgentKind: TypeAlias = Literal[
    "human",  # A person.
    "bot",  # A program.
]
"""Person or program."""
AppId: TypeAlias = str
"""An application registered with a platform: owns a webhook URL and a secret."""
AssignCause: TypeAlias = Literal[
    "queue",  # They were the first in the order of the queue who may take it.
    "ticket",  # They had it before it waited for somebody outside, or before it was opened again.
    "customer",  # They were the last to serve the customer.
    "order",  # They have another open ticket of the same order.
    "team",  # They are of the team of the host or the shop.
    "bot",  # A rule lets a bot begin.
    "offer",  # They took it when it was offered.
    "by_hand",  # Somebody gave it to them, or they took it themselves.
]
"""Why a ticket came to who has it."""
Attribution: TypeAlias = Literal[
    "unknown",  # Nothing is known.
    "by_time",  # One show of that shop was on when it was bought.
    "by_room",  # The platform names the room, and a show has that room.
    "by_platform",  # The platform names the host.
]
"""How sure we are which host sold a line."""
AutomationStop: TypeAlias = Literal[
    "refused",  # A step of it is not possible now; none was done.
    "too_deep",  # Automations called each other too often.
    "too_often",  # It was done on this ticket too often.
]
"""Why an automation was not carried out."""
BotUse: TypeAlias = Literal[
    "first",  # The bot has it first, people after it.
    "assist",  # A person has it; bots leave notes and fill in fields.
    "never",  # Bots have no part in it.
]
"""What part bots have in a ticket."""
Bytes: TypeAlias = bytes
"""Bytes, as base64 text in JSON."""
CancelReason: TypeAlias = Literal[
    "none",  # It was not.
    "buyer",  # The buyer took it back.
    "expired",  # A time window of the buyer ended.
    "platform",  # The platform cancelled or closed it.
]
"""Why a ticket was cancelled."""
Channel: TypeAlias = Literal[
    "chat",  # The shop's chat.
    "live_comment",  # A comment in a live room.
    "form",  # A form in the merchant's app or site.
    "sms",  # A text message.
    "push",  # A push message to the merchant's app.
    "email",  # E-mail.
    "call",  # A phone call, written down.
    "after_sale_note",  # A note to the after-sale on the platform.
]
"""Where a message came through."""
ClockKind: TypeAlias = Literal[
    "first_response",  # Until somebody answers the first time.
    "decision",  # Until the seller decides.
    "inspection",  # Until goods are inspected.
    "refund",  # Until money is paid.
    "resolution",  # Until all is done.
    "platform_deadline",  # The platform's own deadline: never paused.
    "next_response",  # Until somebody answers a buyer who wrote again after the first answer.
    "first_human_response",  # Until a person, not an automation, does something on it the first time.
]
"""One clock of ours."""
ClockPoint: TypeAlias = Literal[
    "warn",  # It came near its target.
    "breach",  # It passed it.
]
"""What a clock of ours passed."""
Clue: TypeAlias = Literal[
    "one_wrong",  # The return's number differs from the scanned one in one character.
    "swapped",  # Two neighbouring characters are exchanged.
    "one_missing",  # The scanned number lacks one character of the return's.
    "one_extra",  # The scanned number has one character more.
    "prefix",  # They differ by a few characters in front.
    "cut_off",  # One of them is the beginning of the other.
    "buyer_named",  # The buyer wrote this number to us.
    "no_number_yet",  # The return has no tracking number yet.
    "other_parcel",  # The return names another parcel.
    "same_carrier",  # The return names the same carrier.
    "article",  # An article found in the parcel is one that is to come back.
    "all_articles",  # All that is to come back was found in the parcel.
    "other_article",  # Nothing found in the parcel is to come back.
    "phone",  # The sender's phone is the buyer's.
    "phone_tail",  # The sender's phone ends as the buyer's does.
    "name",  # The sender has the buyer's name.
    "name_fits",  # What is shown of the buyer's name fits the sender's.
    "region",  # It comes from where the buyer lives.
    "approved",  # The return was approved.
    "recent",  # The return waits for no longer than most take.
    "old",  # The return has waited so long that few come now.
]
"""What speaks for or against a ticket when a parcel came that nobody announced."""
CompensationState: TypeAlias = Literal[
    "draft",  # Noted only: nobody asked for it yet, so that it waits for nothing and counts toward no limit.
    "to_approve",  # Waits for somebody with the authority.
    "to_pay",  # Waits to be paid.
    "paying",  # Somebody is paying it.
    "paid",  # Paid.
    "failed",  # The payout failed.
    "refused",  # Refused; a draft that was withdrawn too.
]
"""Where a goodwill payout stands."""
ConversationId = NewType("ConversationId", str)
"""A conversation with a buyer."""
Currency: TypeAlias = str
"""No more is to be said."""
Cursor: TypeAlias = int
"""Where an event stands in the log of its tenant: dense, from 1, in commit order."""
CustomOn: TypeAlias = Literal[
    "ticket",  # On tickets.
    "customer",  # On customers.
    "line",  # On order lines.
    "product",  # On products.
]
"""Where a custom field may stand."""
CustomerId = NewType("CustomerId", str)
"""A customer: one person across platforms."""
CustomerKey = NewType("CustomerKey", str)
"""A customer in exports: a keyed digest, the same wherever that customer is, which leads to nobody."""
Decision: TypeAlias = Literal[
    "none",  # Nothing yet, or the decision was taken back.
    "approved",  # Agreed.
    "rejected",  # Refused.
]
"""What the seller decided."""
DecisionId = NewType("DecisionId", str)
"""What somebody decided about who is who."""
DeliveryState: TypeAlias = Literal[
    "queued",  # Waits to be sent.
    "sent",  # Handed over.
    "failed",  # It could not be sent.
]
"""Where the delivery of our own message stands."""
DeviceId = NewType("DeviceId", str)
"""A phone that keeps a copy of somebody's work."""
Difference: TypeAlias = Literal[
    "missing_here",  # The platform has it, we had not.
    "state",  # The platform's status is another.
    "amount",  # The amount asked for or paid back is another.
    "only_here",  # We have it, the platform has not.
    "refused",  # The platform would not show it.
]
"""How one after-sale differs between a platform and us."""
Dim: TypeAlias = Literal[
    "all",  # Everything.
    "product",  # The product across shops.
    "sku",  # The sku in a shop.
    "host",  # The host.
    "show",  # The show.
    "room",  # The room on a platform.
    "issue",  # The kind of problem.
    "platform",  # The platform.
    "shop",  # The shop.
    "queue",  # The queue.
    "agent",  # The agent.
    "host_product",  # Host and product.
    "product_issue",  # Product and kind of problem.
    "host_issue",  # Host and kind of problem.
]
"""What a counter is counted by."""
Direction: TypeAlias = Literal[
    "outbound",  # To the buyer, the original goods.
    "return",  # Back to us.
    "replacement",  # To the buyer, the replacement or the repaired piece.
]
"""Which way a parcel goes."""
Disposition: TypeAlias = Literal[
    "restock",  # Back on the shelf.
    "refurbish",  # Made new.
    "return_to_vendor",  # Back to the supplier.
    "destroy",  # Destroyed.
    "return_to_buyer",  # Back to the buyer.
]
"""What becomes of a returned piece."""
DisputeState: TypeAlias = Literal[
    "none",  # None.
    "open",  # Opened by the buyer or the platform.
    "evidence_due",  # The platform waits for our evidence.
    "ruling",  # Evidence is in, the platform decides.
    "ruled_buyer",  # Decided for the buyer.
    "ruled_seller",  # Decided for the seller.
    "split",  # Decided in part for each side.
    "withdrawn",  # Taken back by the buyer.
    "appealed",  # A ruling was appealed.
]
"""Arbitration by the platform."""
DocketId = NewType("DocketId", str)
"""The sources of one order, or of one conversation that names no order."""
Effect: TypeAlias = Literal[
    "new",  # The first of its object.
    "updated",  # Newer than what was known.
    "duplicate",  # Known already: nothing was written.
    "stale",  # Older than what is known.
]
"""What a fact did."""
ErrorKind: TypeAlias = Literal[
    "config",  # A setting is missing or contradicts another.
    "signature",  # A signature or decryption did not verify.
    "malformed",  # Bytes or values do not have the shape they must have.
    "unsupported",  # The platform or this build cannot do that.
    "unauthorized",  # Credentials are missing, expired or refused.
    "forbidden",  # The caller or the app may not do that.
    "not_found",  # The thing named does not exist here.
    "conflict",  # Somebody else changed it first.
    "rate_limited",  # Too many calls.
    "rejected",  # A rule of the desk or of the platform refuses it.
    "unavailable",  # The other side or the store cannot be reached now.
    "host",  # Code of the host failed.
    "internal",  # A bug in this library.
]
"""What kind of failure this is. Callers decide by this, never by message text."""
EvidenceKind: TypeAlias = Literal[
    "image",  # A picture.
    "video",  # A film.
    "audio",  # Sound.
    "text",  # Written words.
    "file",  # A document or anything else.
]
"""What a file is."""
FoundBy: TypeAlias = Literal[
    "return_parcel",  # The tracking number of a return.
    "replacement_parcel",  # The tracking number of a replacement that went out.
    "outbound_parcel",  # The tracking number under which the order went out.
    "request",  # The number of an after-sale.
    "order",  # The number of an order.
    "ticket",  # The number of a ticket.
]
"""What a scanned code turned out to be."""
Goods: TypeAlias = Literal[
    "not_required",  # Nothing has to come back.
    "awaiting_ship",  # The buyer has to send them.
    "in_transit",  # With a carrier.
    "at_locker",  # In a parcel locker, not yet collected by the carrier.
    "delivered",  # The whole parcel arrived and was not looked at yet.
    "partially_received",  # Some of the pieces arrived and were not looked at yet.
    "received",  # Taken in without an inspection.
    "inspected_pass",  # Inspected, everything as expected.
    "inspected_fail",  # Inspected, not acceptable.
    "inspected_partial",  # Inspected, part of it acceptable.
    "lost",  # Lost on the way back.
    "returned_to_buyer",  # Sent back to the buyer.
    "written_off",  # Given up: no one expects them any more.
]
"""Where the goods that the buyer returns are."""
Grade: TypeAlias = Literal[
    "A",  # Sell again.
    "B",  # Open box.
    "C",  # Refurbish.
    "D",  # Scrap.
]
"""What a returned piece is worth."""
Grain: TypeAlias = Literal[
    "day",  # A day: `period` is the epoch day.
    "month",  # A month: `period` is months since 1970-01.
]
"""How long a period a counter covers."""
HandOffReason: TypeAlias = Literal[
    "asked_human",  # The buyer asked for a person.
    "low_confidence",  # The bot was unsure of its answers.
    "no_answer",  # The bot knew no answer.
    "negative_sentiment",  # The buyer is upset.
    "risk",  # Something is at risk that a person has to look at.
    "money_over_authority",  # More money is asked for than the bot may approve.
    "dispute",  # The platform arbitrates.
    "max_turns",  # It answered as often as it may.
    "bot_error",  # The bot failed, or is no longer there.
    "bot_timeout",  # The bot did not answer in time.
    "human_took_over",  # A person answered, or took the ticket.
]
"""Why a bot no longer has a ticket."""
Headline: TypeAlias = Literal[
    "requested",  # New, not yet triaged.
    "awaiting_seller",  # The seller has to decide.
    "awaiting_buyer",  # The buyer has to supply or accept something.
    "awaiting_buyer_return",  # Approved; the buyer has to send the goods.
    "return_in_transit",  # The goods are on their way back.
    "awaiting_inspection",  # The goods arrived and have to be looked at.
    "repairing",  # Being repaired.
    "refunding",  # Money is to be paid.
    "exchange_shipping",  # The replacement is to be sent or under way.
    "disputed",  # The platform arbitrates.
    "refunded",  # Paid.
    "exchanged",  # The replacement arrived.
    "resolved",  # Answered, nothing left to move.
    "rejected",  # Refused.
    "cancelled",  # Cancelled or expired.
    "closed",  # Closed for good, except for a reopening in time.
]
"""The state that people see, route on and get notified about; derived, never stored as truth."""
Holidays: TypeAlias = Literal[
    "cn",  # China: 2023 to 2026, with the weekends on which work is made up for.
]
"""Lists of public holidays that are shipped."""
HopCause: TypeAlias = Literal[
    "skipped",  # Waiting for the next step of its route was of no use: it was taken at once.
    "full",  # As many wait there as may.
    "unstaffed",  # Nobody serves the queue.
    "closed",  # The hours of the queue are over.
    "nobody_online",  # Nobody who serves the queue is there.
    "long_wait",  # It would wait too long there.
]
"""Why a ticket did not stay where it stood."""
IdentityVerdict: TypeAlias = Literal[
    "same",  # They are one person.
    "apart",  # They are not.
    "undone",  # An earlier decision is taken back.
]
"""What somebody decided about who is who."""
ImportRead: TypeAlias = Literal[
    "text",  # As it is.
    "integer",  # A whole number.
    "money_minor",  # An amount in minor units: `12805`.
    "money_decimal",  # An amount as people write it: `128.05`, `¥1,280.50`, `128元`.
    "time_secs",  # Unix seconds.
    "time_ms",  # Unix milliseconds.
    "time_text",  # A date, with or without a time of day and a zone; without a zone it is in the mapping's.
    "word",  # One word of a fixed list, by way of `values`.
    "list",  # Several texts, between which stands `split`; or a JSON array.
]
"""How the text of a cell becomes a value."""
ImportWhat: TypeAlias = Literal[
    "orders",  # Order lines: one row per line, the rows of one order share its number.
    "tickets",  # After-sales, one per row.
    "customers",  # Buyers' accounts with the keys proven for them, one per row.
    "products",  # Articles of the merchant, one per row.
    "messages",  # Messages, one per row.
]
"""What the rows of a file are."""
IssueType: TypeAlias = Literal[
    "logistics_query",  # Where is my parcel, shipping questions.
    "not_received",  # The buyer says the goods never came.
    "damaged",  # Arrived broken.
    "wrong_item",  # Another article came.
    "missing_item",  # A part or a promised gift is absent.
    "quality_defect",  # It fails or was badly made.
    "size_fit",  # It does not fit.
    "expectation_mismatch",  # It works but is not what was shown or said.
    "counterfeit",  # Is it real?
    "change_of_mind",  # The buyer no longer wants it.
    "price_protection",  # The price fell after the purchase.
    "invoice",  # Invoice wanted.
    "usage",  # How does it work?
    "service_complaint",  # About our people.
    "fraud_threat",  # Threat or suspected scam.
    "other",  # Anything else.
]
"""The kind of problem a buyer has. It names the problem, never the wish: "refund me" is not one."""
JobId = NewType("JobId", str)
"""A job."""
JobKind: TypeAlias = Literal[
    "refetch",  # Read an outside object again.
    "action",  # Tell a platform what we decided.
    "notify",  # Tell the buyer how far it is.
    "reply",  # Send the buyer an answer of ours.
    "poll",  # Ask a shop what changed.
    "token",  # Get a new access token.
    "timer",  # A moment a ticket waits for.
    "task_timer",  # The moment at which a task is due.
    "drain",  # Give waiting tickets of a queue to agents who became free.
    "drain_tasks",  # Give open tasks of a group to agents who became free.
    "vacate",  # Take tickets from an agent who is no longer there.
    "attend",  # A moment the presence of an agent waits for.
    "attribute",  # Work out again which host sold the orders of a show.
    "reapply",  # Bring open tickets in line with the configuration that was published.
]
"""What kind of work a job is."""
JoinBy: TypeAlias = Literal[
    "nothing",  # By nothing but what people decide.
    "keys",  # By keys that were attested for them.
    "records",  # By what orders and messages show as well: receivers, nicknames, the number of an order that a buyer quotes.
]
"""What accounts of buyers are joined by."""
KeyKind: TypeAlias = Literal[
    "union_id",  # A union id, exact in its scope.
    "proven_phone",  # A phone proven by the merchant's own channel (registered, caller id).
    "member",  # A member number of the merchant.
]
"""What a key says about the person who has it."""
Kind: TypeAlias = Literal[
    "refund_only",  # Money back, the goods stay with the buyer (or were never sent).
    "return_refund",  # The goods come back, then the money goes back.
    "exchange",  # The goods come back and another item is sent.
    "repair",  # The goods come back, are repaired and sent again.
    "resend",  # Something was lost or missing and is sent again; nothing comes back.
    "price_protection",  # The price fell after the purchase and the difference is asked for.
    "complaint",  # Dissatisfaction that may end in an answer or in money.
    "inquiry",  # A question.
]
"""What the buyer asks for. It may change during the life of a ticket."""
Lang: TypeAlias = Literal[
    "zh",  # Simplified Chinese.
    "en",  # English.
]
"""A display language."""
ListingId = NewType("ListingId", str)
"""How one shop names an article."""
MessageId = NewType("MessageId", str)
"""One message."""
Metric: TypeAlias = Literal[
    "sold_units",  # Pieces sold, on the day they were sold.
    "sold_minor",  # Minor units sold, on the day they were sold.
    "opened",  # Tickets opened, on the day they were opened.
    "ended",  # Tickets ended, on the day they ended.
    "refunds_by_sale",  # Tickets refunded, on the day sold (the honest rate).
    "refund_minor_by_sale",  # Minor units refunded, on the day sold.
    "returns_by_sale",  # Returns, on the day sold.
    "units_by_sale",  # Pieces asked back, on the day sold.
    "exchanges_by_sale",  # Exchanges, on the day sold.
    "tickets_by_sale",  # Tickets of any kind, on the day sold.
    "refund_minor",  # Minor units refunded, on the day the ticket was opened.
    "breaches",  # Clocks that passed their target, on the day the ticket was opened.
    "responded",  # Tickets with a first response, on the day opened.
    "response_ms",  # Milliseconds to the first response, summed.
    "resolution_ms",  # Milliseconds from opening to the end, summed.
    "response_0",  # Bucket 0 of the first-response histogram (under 1 minute); the others follow, each four times wider.
    "response_1",  # Under 4 minutes.
    "response_2",  # Under 16 minutes.
    "response_3",  # Under 64 minutes.
    "response_4",  # Under about 4 hours.
    "response_5",  # Longer.
]
"""What is counted."""
MoneyState: TypeAlias = Literal[
    "none",  # No refund promised.
    "approved",  # Promised, to be paid once the goods are back.
    "pending",  # To be paid now.
    "partial",  # Partly paid.
    "paid",  # Paid in full.
    "failed",  # The payment failed or came back.
    "reversed",  # Paid once, then recovered from the buyer.
]
"""How far the refund is."""
Notice: TypeAlias = Literal[
    "N1",  # We have your request.
    "N2",  # It is approved.
    "N3",  # We need something from you.
    "N4",  # How to send it back.
    "N5",  # It was refused, and why.
    "N6",  # Compensation.
    "N7",  # Your return is on its way.
    "N8",  # Your replacement is on its way.
    "N8b",  # Your replacement has arrived.
    "N9",  # Your return has arrived.
    "N10",  # Your money is on its way.
    "N11",  # Answered.
    "N12",  # Cancelled or expired.
    "N13",  # The platform stepped in.
    "N14",  # The platform has ruled.
    "R1",  # First reminder.
    "R2",  # Second reminder.
    "R3",  # Last reminder.
]
"""A notice to the buyer: at most once per ticket, episode and notice."""
Occasion: TypeAlias = Literal[
    "ticket_opened",  # A ticket was opened.
    "state_changed",  # Its headline moved.
    "kind_changed",  # The buyer wants something else.
    "source_joined",  # A request or a conversation joined it.
    "message_added",  # The buyer wrote. What we write calls nothing.
    "clock_passed",  # A clock of ours came near its target or passed it.
    "escalated",  # A rung of an escalation was done.
    "task_moved",  # A task of it moved.
    "task_overdue",  # A task of it was not done when it was due.
    "task_unstaffed",  # A task of it waits, and nobody is in the groups that may do it.
    "money_moved",  # Money of it moved.
    "over_refund",  # More goes back than was paid.
    "unknown_status",  # A platform says what our tables do not know.
    "action_failed",  # A platform refused what we told it.
    "enqueued",  # It came into a queue.
    "overflowed",  # Its queue had no place.
    "assigned",  # Somebody has it.
    "released",  # Nobody has it any more.
    "ticket_edited",  # Its tags, fields, band, problem or evidence were changed.
    "note_added",  # Somebody left a note.
]
"""What calls an automation: events of the log, by their kinds."""
OrderId = NewType("OrderId", str)
"""An order on a platform."""
OrderState: TypeAlias = Literal[
    "created",  # Placed, not paid.
    "paid",  # Paid, not shipped.
    "shipped",  # On its way.
    "done",  # Received or finished.
    "cancelled",  # Cancelled.
]
"""How far an order is."""
OverflowCause: TypeAlias = Literal[
    "full",  # As many wait there as may.
    "unstaffed",  # Nobody serves it.
    "closed",  # Its hours are over.
    "nobody_online",  # Nobody who serves it is there.
    "long_wait",  # It would wait too long there.
]
"""Why a ticket has no place in a queue."""
ParcelId = NewType("ParcelId", str)
"""A parcel, by its tracking number."""
ParcelState: TypeAlias = Literal[
    "announced",  # Known by number only.
    "picked_up",  # Handed to the carrier.
    "at_locker",  # Dropped into a locker.
    "in_transit",  # Moving.
    "delivered",  # Handed over at its destination.
    "returned",  # Going back to its sender.
    "lost",  # Lost.
]
"""Where a parcel is."""
Payload: TypeAlias = str
"""Raw bytes as they came. Personal data."""
Phase: TypeAlias = Literal[
    "not_sent",  # Nothing left this process; nothing happened.
    "in_doubt",  # It was sent and no answer is known: read back before doing it again.
    "answered",  # The other side answered: the outcome is known.
]
"""How far the operation came: what may have taken effect."""
PhoneShown: TypeAlias = Literal[
    "plain",  # As it is: whole or masked, which is told by its form.
    "private",  # A number that the platform lends for one order: no evidence of anything.
]
"""How much of a phone is shown."""
Platform: TypeAlias = str
"""A selling platform or channel, by its lower-case name: `douyin`, `taobao`, `app`."""
PolicyOutcome: TypeAlias = Literal[
    "not_asked",  # It came decided already: no policy is asked.
    "left_to_person",  # A person does, since no policy speaks for it or the one that does leaves it to them.
    "not_eligible",  # The policy that speaks for it does not grant it: a person refuses it or makes an exception.
    "granted",  # A policy or an automation granted it without a person.
    "moved",  # An automation asked the buyer, answered, refused or closed it without a person.
]
"""Who decides a request as it comes."""
Presence: TypeAlias = Literal[
    "online",  # Takes work.
    "busy",  # Finishes what is there, takes nothing new.
    "wrapping_up",  # Finishes what was just done, and takes nothing new until that is over.
    "away",  # Away for a moment.
    "offline",  # Not there.
]
"""Whether somebody takes work."""
PresenceCause: TypeAlias = Literal[
    "lease_over",  # No heartbeat came for the length of a lease.
    "heartbeat",  # A heartbeat came from somebody whose lease had run out.
    "offers_missed",  # Offers ran out unanswered, one after the other.
]
"""Why the status of an agent changed without anybody setting it."""
ProductId = NewType("ProductId", str)
"""An article across shops and platforms."""
QuarantineId = NewType("QuarantineId", str)
"""A payload that could not be read."""
QueueId = NewType("QueueId", str)
"""A queue, by its name."""
RankKey: TypeAlias = Literal[
    "load",  # Units of work they have, in thousandths of what they can have.
    "tickets",  # Tickets in their hands.
    "idle_since",  # Since when nothing was given to them and nothing taken, in milliseconds since 1970; 0 for always.
    "last_turn",  # Their last turn: a time in milliseconds since 1970, kept apart where two are equal; 0 for never.
    "last_turn_in_queue",  # The same in this queue alone.
    "skill_above",  # Levels of skill above those asked for, as a negative number.
]
"""A number that puts agents in order for a ticket: the smaller comes first."""
RefundChannel: TypeAlias = Literal[
    "original",  # The way it was paid.
    "bank",  # A bank transfer.
    "wallet",  # The platform's wallet.
    "points",  # Points.
    "store_credit",  # Credit in the shop.
    "gift_card",  # A gift card.
    "coupon",  # A coupon.
]
"""Where money paid back goes."""
Refusal: TypeAlias = Literal[
    "not_online",  # Busy, wrapping up, away or offline.
    "off_shift",  # Outside their shift, or shortly before it ends.
    "scope",  # The platform or the shop is not of those they work for.
    "four_eyes",  # They decided on it, and that is disputed.
    "skill",  # A skill is missing or too low.
    "authority",  # The amount is above what the agent may approve, or in another currency.
    "capacity",  # No room for the weight.
    "queue_cap",  # As many tickets of this queue as one agent may have.
    "platform_cap",  # As many tickets of this platform as this agent may have.
    "channel_cap",  # As many tickets of one of its channels as this agent may have.
    "bot",  # A bot, where only people may take it.
    "excluded",  # Did not take it in this step of its route, and others may.
    "offered",  # Is asked for it already.
]
"""Why an agent cannot take a ticket now."""
Relation: TypeAlias = Literal[
    "same",  # One customer.
    "possibly_same",  # Perhaps one customer: a person should look.
    "related",  # Two people who have to do with each other: a household, a gift, a desk they share.
    "distinct",  # Nothing speaks for it.
]
"""How two accounts stand to each other."""
ReplacementState: TypeAlias = Literal[
    "none",  # None planned.
    "reserved",  # Stock is set aside.
    "shipped",  # On its way to the buyer.
    "delivered",  # With the buyer.
    "failed",  # Lost on the way, or out of stock.
    "returned",  # Came back undelivered.
]
"""How far the item is that is sent to the buyer (exchange, repaired item or resend)."""
Resolution: TypeAlias = Literal[
    "mine",  # Mine: give the command again, on the ticket as it is now.
    "theirs",  # Theirs: drop it.
]
"""What a person decides about a conflict or a refusal."""
ReturnAction: TypeAlias = Literal[
    "keep_item",  # The money goes back and the buyer keeps the goods.
    "instant_refund",  # The money goes back before the goods are back.
    "approve",  # The request is granted as it was made: money, or goods first.
]
"""What a policy offers for a ticket."""
ReturnReason: TypeAlias = Literal[
    "outside_window",  # It came after the window.
    "article_blocked",  # An article of it is blocked.
    "article_not_allowed",  # An article of it is not among those allowed.
    "category_blocked",  # A category of it is blocked.
    "category_not_allowed",  # A category of it is not among those allowed, or not known.
    "reason_blocked",  # Its reason is blocked.
    "reason_not_allowed",  # Its reason is not among those allowed.
    "order_unknown",  # Its order is not here, so nobody can say what was paid.
    "delivery_unknown",  # Nobody says when the order was delivered.
    "amount_unknown",  # Nobody says how much is asked for.
    "above_paid",  # More is asked for than what is left of what was paid.
    "serial_returner",  # The customer had many refunds lately.
    "already_decided",  # It was decided before, or waits for no decision.
]
"""Why a policy refuses a ticket, or leaves it to a person."""
Role: TypeAlias = Literal[
    "buyer",  # The buyer, on a platform or in our own form.
    "agent",  # A person working for the seller.
    "warehouse",  # Who takes goods in and sends them out.
    "qc",  # Who inspects returned goods.
    "repair",  # The repair shop.
    "finance",  # Who pays refunds.
    "platform",  # The selling platform.
    "carrier",  # A carrier.
    "locker",  # A parcel locker.
    "system",  # Our engine: triage, timers and automatic policies.
]
"""The kind of actor that may send a trigger."""
Sender: TypeAlias = Literal[
    "buyer",  # The buyer.
    "agent",  # One of our people.
    "bot",  # A bot.
    "system",  # The platform or a system text.
]
"""Who wrote a message."""
ShopId: TypeAlias = str
"""A shop, by the id its platform gives."""
ShopKey = NewType("ShopKey", str)
"""A shop on a platform."""
ShowId = NewType("ShowId", str)
"""One evening of live selling, several rooms."""
SlaTargets: TypeAlias = dict[str, int]
"""Targets of our clocks."""
SourceId = NewType("SourceId", str)
"""One outside object a ticket is made of: an after-sale, a day of a conversation, a form."""
Strategy: TypeAlias = Literal[
    "least_load",  # Who has least to do, in thousandths of the capacity; then whose turn is longest ago.
    "fewest_open",  # Who has fewest tickets that wait for us, whatever they weigh; then whose turn is longest ago.
    "longest_idle",  # Who has been without a new ticket, and with an unchanged desk, for longest.
    "round_robin",  # Whose turn in this queue is longest ago: equal counts, whatever the load.
    "best_skill",  # Who is farthest above the levels asked for, all skills together; then as `least_load`.
]
"""In which order the agents of a queue are asked; the first who may take the ticket gets it. Each order is total: its last word is the agent's id."""
Support: TypeAlias = Literal[
    "confirmed",  # Seen in independent sources.
    "unconfirmed",  # Inferred or seen once: behind a switch, off by default.
    "unsupported",  # The platform offers nothing for it, as far as we know.
]
"""How sure we are that something works."""
TaskId = NewType("TaskId", str)
"""An internal task."""
TaskKind: TypeAlias = Literal[
    "warehouse_check",  # Look in the warehouse.
    "intercept_parcel",  # Stop a parcel on its way.
    "receive_goods",  # Take in what comes back.
    "qc_inspection",  # Inspect what came back.
    "repair_job",  # Repair it.
    "finance_refund",  # Pay the money back.
    "finance_payout",  # Pay goodwill.
    "approval",  # Somebody with authority agrees.
    "evidence",  # Gather evidence for the platform.
    "platform_followup",  # Ask the platform.
    "carrier_claim",  # Claim from the carrier.
    "video_inspection",  # Look at it by video.
    "callback",  # Call the buyer.
    "custom",  # The merchant's own kind.
]
"""What an internal task is."""
TaskResult: TypeAlias = Literal[
    "full",  # All of it as wanted.
    "partial",  # Part of it.
    "failed",  # Not as wanted: goods not acceptable, item not repairable, payment refused.
    "unchecked",  # Goods taken in without looking.
]
"""How a task that is done came out."""
TaskState: TypeAlias = Literal[
    "waiting",  # Waits for other tasks.
    "open",  # Anybody of the group may take it.
    "assigned",  # Somebody has it.
    "in_progress",  # Somebody works on it.
    "blocked",  # It cannot go on for now.
    "done",  # Done.
    "failed",  # Failed.
    "cancelled",  # No longer needed.
]
"""Where a task stands."""
TaskTrigger: TypeAlias = Literal[
    "deps_done",  # What it waited for is done.
    "assign",  # It is given to somebody, or claimed.
    "start",  # Work begins.
    "decline",  # It is given back.
    "block",  # It cannot go on.
    "unblock",  # It can go on.
    "done",  # It is done.
    "fail",  # It failed.
    "cancel",  # It is no longer needed.
    "retry",  # A failed one is tried again.
]
"""What moves a task."""
Tenant: TypeAlias = str
"""A merchant: leads every key."""
TicketId = NewType("TicketId", str)
"""A ticket: one problem."""
TicketNumber: TypeAlias = str
"""A short ticket number people can read aloud; its last character checks the others."""
TicketOrder: TypeAlias = Literal[
    "newest",  # The last opened first.
    "oldest",  # The first opened first.
    "urgent",  # By band, then by what is due first. Needs a queue or an agent.
    "changed",  # The last to come into its headline first. Needs one headline.
]
"""In which order tickets are listed."""
Timestamp: TypeAlias = int
"""Milliseconds since 1970-01-01T00:00:00Z."""
Trigger: TypeAlias = Literal[
    "triaged",  # The system has looked at it and put it before a seller.
    "auto_policy",  # A policy of ours decides without a person.
    "auto_approved",  # The platform approves by itself.
    "cancel",  # The buyer takes it back.
    "ask_buyer",  # We ask the buyer for something.
    "offer",  # We offer the buyer something else.
    "amend",  # The buyer changes or supplies something.
    "accept_offer",  # The buyer takes the offer.
    "timer_fired",  # A window has passed.
    "approve_refund",  # We agree to pay back.
    "instant_refund",  # We pay before the goods come back.
    "approve_return",  # We agree that goods come back.
    "approve_exchange",  # We agree to exchange.
    "approve_repair",  # We agree to repair.
    "approve_resend",  # We agree to send again.
    "answer",  # We answer the question.
    "compensate",  # We pay goodwill.
    "reject",  # We refuse.
    "refund_difference",  # We pay back a price difference.
    "convert_to_refund_only",  # It becomes a refund without return.
    "convert_to_return_refund",  # It becomes a return.
    "convert_to_exchange",  # It becomes an exchange.
    "convert_to_repair",  # It becomes a repair.
    "convert_to_resend",  # It becomes a resend.
    "waive_return",  # The buyer may keep the goods.
    "picked_up",  # The carrier has the return parcel.
    "dropped_in",  # The return parcel lies in a locker.
    "collected",  # The locker was emptied by the carrier.
    "goods_arrived",  # The goods are back with us.
    "goods_arrived_part",  # Part of the goods are back with us.
    "lost",  # The return parcel is lost.
    "inspect_pass",  # Inspection passed.
    "accept_unchecked",  # The warehouse takes the goods without inspection.
    "inspect_fail",  # Inspection failed.
    "inspect_partial",  # Part of the goods passed.
    "return_to_buyer",  # The goods go back to the buyer.
    "write_off",  # The goods are written off.
    "repair_done",  # The repair is done.
    "unrepairable",  # It cannot be repaired.
    "replacement_shipped",  # The replacement is on its way.
    "replacement_delivered",  # The replacement has arrived.
    "confirm_received",  # The buyer has the replacement.
    "replacement_failed",  # The replacement is lost or out of stock.
    "replacement_returned",  # The replacement came back.
    "out_of_stock_refund",  # No stock: money instead.
    "payout_sent",  # The money is paid.
    "payout_part",  # Part of the money is paid.
    "payout_failed",  # The payout failed.
    "payout_retry",  # The payout is tried again.
    "payout_abandoned",  # The payout is given up.
    "funds_recovered",  # The money came back to us.
    "force_refund",  # The platform has paid back.
    "platform_cancel",  # The platform cancelled it.
    "platform_closed",  # The platform closed it.
    "dispute_opened",  # The platform was asked to decide.
    "appeal",  # The ruling is appealed.
    "evidence_asked",  # The platform wants evidence.
    "submit_evidence",  # We hand in evidence.
    "withdrawn",  # The dispute was taken back.
    "ruling_buyer",  # The platform ruled for the buyer.
    "ruling_split",  # The platform ruled for both.
    "ruling_seller",  # The platform ruled for us.
    "close",  # It is closed.
    "merge",  # It becomes part of another ticket.
    "reopen",  # It is opened again.
]
"""What drives the lifecycle."""
Uid: TypeAlias = str
"""No more is to be said."""
Verb: TypeAlias = Literal[
    "absorbed",  # Another one became part of it.
    "lost",  # A part of it became another one.
    "joined",  # It became part of another one.
    "left",  # It was part of another one.
]
"""What happened to a customer."""
Via: TypeAlias = Literal[
    "command",  # A command of ours.
    "platform",  # A snapshot of a platform.
    "goods",  # A carrier, locker or warehouse.
    "message",  # A message.
    "timer",  # A window that passed.
    "fold",  # A merge or split.
]
"""How a headline came to move."""
WaitingOn: TypeAlias = Literal[
    "system",  # Our own triage.
    "seller",  # An agent of the seller.
    "buyer",  # The buyer.
    "carrier",  # A carrier or locker.
    "warehouse",  # Warehouse and quality check.
    "repair_shop",  # The repair shop.
    "finance",  # Whoever pays.
    "platform",  # The platform.
    "nobody",  # Nobody; it has ended.
]
"""Whom the ticket waits for."""
WaysIn: TypeAlias = Literal[
    "verified_webhook",  # Pushed, proven and complete.
    "hint_webhook",  # Pushed, but only a hint.
    "none",  # Nothing is pushed.
]
"""How news of a platform comes in."""
Weekday: TypeAlias = Literal[
    "monday",  # Monday.
    "tuesday",  # Tuesday.
    "wednesday",  # Wednesday.
    "thursday",  # Thursday.
    "friday",  # Friday.
    "saturday",  # Saturday.
    "sunday",  # Sunday.
]
"""A day of the week."""
WindowStart: TypeAlias = Literal[
    "ordered",  # When the order was paid, or placed where nobody says when it was paid.
    "delivered",  # When the last of its parcels was delivered. Until then the window is open.
]
"""From when on the days of a window are counted."""


class About(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a message says it is about, when the channel knows."""

    after_sale: str | None = None
    """The after-sale, by the platform's id."""

    line: str | None = None
    """The order line."""

    order: str | None = None
    """The order number, on whichever platform."""

    platform: Platform | None = None
    """The platform of that order; the message's own when not given."""


class Account(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A buyer's account on one platform."""

    conversations: list[ConversationId] = msgspec.field(default_factory=list)
    """Conversations with it, newest known last; bounded."""

    customer: CustomerId
    """The customer it belongs to."""

    first_seen: Timestamp
    """When it was first heard of."""

    id: AccountId
    """Its id."""

    nickname: str | None = None
    """The nickname last seen. Personal data."""

    platform: Platform
    """The platform."""

    refunds: list[tuple[TicketId, Timestamp]] = msgspec.field(default_factory=list)
    """Tickets of it on which money went back, with the time of it; bounded, the newest stay."""

    scope: str
    """The scope of the uid."""

    uid: str
    """The platform's id of the buyer. Personal data."""


class AccountRef(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who the buyer is on a platform, in the scope in which that platform keeps the id stable."""

    nickname: str | None = None
    """The nickname shown, if any. Personal data."""

    scope: str
    """The scope: a shop, an app, or the whole platform, as the adapter declares."""

    uid: str
    """The platform's id of the buyer in that scope."""


class Move(msgspec.Struct, tag_field="do", tag="move", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Move a ticket."""

    details: Details = msgspec.field(default_factory=lambda: msgspec.convert({"address": None, "amount": None, "evidence": [], "goodwill": False, "lines": [], "parcel": None, "payout": None, "reason_code": None, "text": None}, Details))
    """With what."""

    ticket: TicketId
    """Which."""

    trigger: Trigger
    """How."""


class AskApproval(msgspec.Struct, tag_field="do", tag="ask_approval", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Ask for a move that promises more money than one may decide on alone: it waits in a task of kind `approval`, and
    is made when somebody else with that authority does the task.
    """

    details: Details = msgspec.field(default_factory=lambda: msgspec.convert({"address": None, "amount": None, "evidence": [], "goodwill": False, "lines": [], "parcel": None, "payout": None, "reason_code": None, "text": None}, Details))
    """With what: an amount, pieces, a reason. Words and evidence are given to the ticket itself."""

    ticket: TicketId
    """Which."""

    trigger: Trigger
    """How it would move."""


class Reply(msgspec.Struct, tag_field="do", tag="reply", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Answer the buyer."""

    channel: tuple[Platform, Channel] | None = None
    """Through which channel; the best one when absent."""

    confidence: int | None = None
    """How sure a bot is of it, in percent."""

    lang: Lang | None = None
    """The language of the template; the first that it has when absent, Chinese before English."""

    template: str | None = None
    """The name of a template of the configuration, instead of words."""

    text: str
    """The words; empty with a template. Personal data may stand here."""

    ticket: TicketId
    """On which ticket."""


class HandOff(msgspec.Struct, tag_field="do", tag="hand_off", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A bot hands its ticket over to a person."""

    left: HandedOver = msgspec.field(default_factory=lambda: msgspec.convert({}, HandedOver))
    """What it leaves."""

    reason: HandOffReason
    """Why."""

    ticket: TicketId
    """Which ticket."""


class Note(msgspec.Struct, tag_field="do", tag="note", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Leave a note for colleagues."""

    mentions: list[AgentId] = msgspec.field(default_factory=list)
    """Colleagues it is for: each is told of by an event of its own."""

    text: str
    """The words. Personal data may stand here."""

    ticket: TicketId
    """On which ticket."""


class Watch(msgspec.Struct, tag_field="do", tag="watch", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Let an agent hear of a ticket: who watches it stands on it, the host tells them."""

    agent: AgentId
    """Who."""

    ticket: TicketId
    """Which ticket."""


class Unwatch(msgspec.Struct, tag_field="do", tag="unwatch", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Let an agent hear of it no longer."""

    agent: AgentId
    """Who."""

    ticket: TicketId
    """Which ticket."""


class Tell(msgspec.Struct, tag_field="do", tag="tell", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Tell the platform something that moves nothing here: a parcel was stopped, more time is needed, a note, the
    channel is open again. What a move tells is told by the move.
    """

    details: Details = msgspec.field(default_factory=lambda: msgspec.convert({"address": None, "amount": None, "evidence": [], "goodwill": False, "lines": [], "parcel": None, "payout": None, "reason_code": None, "text": None}, Details))
    """What belongs to it: a text, a parcel."""

    ticket: TicketId
    """About which ticket."""

    verb: ActionVerb
    """What: one of `ActionVerb::ASIDES`."""


class Assign(msgspec.Struct, tag_field="do", tag="assign", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Give a ticket to an agent, or back to its queue."""

    agent: AgentId | None = None
    """To whom; `None` means back to the queue."""

    ticket: TicketId
    """Which."""


class AcceptOffer(msgspec.Struct, tag_field="do", tag="accept_offer", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Take a ticket that is offered."""

    agent: AgentId
    """To whom it is offered."""

    ticket: TicketId
    """Which."""


class HoldOffer(msgspec.Struct, tag_field="do", tag="hold_offer", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Get ready to take a ticket that is offered (a camera, a line): the offer holds for two minutes more, once, and
    nobody else is asked meanwhile.
    """

    agent: AgentId
    """To whom it is offered."""

    ticket: TicketId
    """Which."""


class RejectOffer(msgspec.Struct, tag_field="do", tag="reject_offer", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Turn down a ticket that is offered. It is offered to others first from then on."""

    agent: AgentId
    """To whom it is offered."""

    ticket: TicketId
    """Which."""


class Transfer(msgspec.Struct, tag_field="do", tag="transfer", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Put a ticket into another queue."""

    queue: str
    """Into which queue."""

    ticket: TicketId
    """Which."""


class Edit(msgspec.Struct, tag_field="do", tag="edit", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Change what people keep on a ticket."""

    add_tags: list[str] = msgspec.field(default_factory=list)
    """Tags to add."""

    band: int | None = None
    """The priority."""

    custom: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """Custom fields to set."""

    evidence: list[Evidence] = msgspec.field(default_factory=list)
    """Evidence to add."""

    issue: IssueType | None = None
    """What the problem is."""

    remove_tags: list[str] = msgspec.field(default_factory=list)
    """Tags to take away."""

    ticket: TicketId
    """Which."""


class Merge(msgspec.Struct, tag_field="do", tag="merge", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Make two tickets one."""

    from_: TicketId = msgspec.field(name="from")
    """The one that becomes part of it."""

    into: TicketId
    """The one that goes on."""


class Split(msgspec.Struct, tag_field="do", tag="split", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Take sources out of a ticket into one of their own."""

    sources: list[SourceId]
    """Which sources leave it."""

    ticket: TicketId
    """Which ticket."""


class Refold(msgspec.Struct, tag_field="do", tag="refold", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Fold a ticket anew from its sources and from what was done on it: for one that `replay` finds deviating."""

    ticket: TicketId
    """Which ticket."""


class OpenTask(msgspec.Struct, tag_field="do", tag="open_task", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Open an internal task."""

    after: list[TaskId] = msgspec.field(default_factory=list)
    """After which other tasks of the same ticket."""

    group: str = ""
    """For which group; when empty, for the one that is configured for the kind."""

    kind: TaskKind
    """What."""

    ticket: TicketId
    """For which ticket."""


class MoveTask(msgspec.Struct, tag_field="do", tag="move_task", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Move an internal task."""

    agent: AgentId | None = None
    """To or by whom."""

    amount: Money | None = None
    """How much was paid, when that is not all of it."""

    attachments: list[Evidence] = msgspec.field(default_factory=list)
    """Photos, films and files, beside those that were given before."""

    form: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """The form: fields of the types that are configured for the kind."""

    lines: list[LineOutcome] = msgspec.field(default_factory=list)
    """Pieces per line."""

    raises: Trigger | None = None
    """What the ticket is moved by when it is done, instead of what the table says."""

    reason: str | None = None
    """Why, for block and fail."""

    result: TaskResult | None = None
    """How it came out, when it is done: all as wanted when absent. What that means for the ticket says a table."""

    task: TaskId
    """Which."""

    trigger: TaskTrigger
    """How."""


class Configure(msgspec.Struct, tag_field="do", tag="configure", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Publish a configuration."""

    config: Config
    """The whole document."""


class PutAgent(msgspec.Struct, tag_field="do", tag="put_agent", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Add or change an agent."""

    agent: Agent
    """The agent."""


class RemoveAgent(msgspec.Struct, tag_field="do", tag="remove_agent", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Remove an agent. Open tickets they have go back to the queues."""

    agent: AgentId
    """Which."""


class SetPresence(msgspec.Struct, tag_field="do", tag="set_presence", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Say whether an agent takes work."""

    agent: AgentId
    """Which."""

    leased: bool = False
    """Only for as long as heartbeats come. Otherwise it is set by hand: it stays, whatever heartbeats come or fail
    to.
    """

    presence: Presence
    """Whether."""


class Heartbeat(msgspec.Struct, tag_field="do", tag="heartbeat", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Say that an agent is still there: to be told well within the length of a lease. Who was set on lease stays as
    they are, and is online again if the lease had run out; to a status set by hand it does nothing.
    """

    agent: AgentId
    """Whose."""


class RegisterDevice(msgspec.Struct, tag_field="do", tag="register_device", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Let a phone keep a copy of an agent's work. Its key is given by `register_device`."""

    agent: AgentId
    """Whose work."""

    device: DeviceId
    """The phone, by an id that was never used."""


class RevokeDevice(msgspec.Struct, tag_field="do", tag="revoke_device", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Let it no longer: it is not answered again, and wipes itself when it next asks."""

    device: DeviceId
    """The phone."""


class PutProduct(msgspec.Struct, tag_field="do", tag="put_product", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Add or change a product."""

    product: Product
    """The product."""


class SetStock(msgspec.Struct, tag_field="do", tag="set_stock", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Say how many pieces of articles the warehouse has. From then on no more of them are promised than are there."""

    levels: list[StockCount]
    """Article by article; those that are not named stay as they were."""


class JoinListing(msgspec.Struct, tag_field="do", tag="join_listing", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Join a listing to a product by hand."""

    listing: ListingId
    """The listing."""

    product: ProductId
    """The product."""


class EditCustomer(msgspec.Struct, tag_field="do", tag="edit_customer", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Change what people keep on a customer."""

    add_tags: list[str] = msgspec.field(default_factory=list)
    """Tags to add."""

    custom: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """Custom fields to set."""

    customer: CustomerId
    """Which."""


class MergeCustomers(msgspec.Struct, tag_field="do", tag="merge_customers", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Say that two customers are one person. No later observation takes them apart again."""

    one: CustomerId
    """The one."""

    other: CustomerId
    """The other."""


class SplitCustomer(msgspec.Struct, tag_field="do", tag="split_customer", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Say that accounts of a customer are another person than its others. No later observation brings them together."""

    accounts: list[AccountId]
    """The accounts that are somebody else's."""

    customer: CustomerId
    """Which."""


class UndoDecision(msgspec.Struct, tag_field="do", tag="undo_decision", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Take back what was decided about who is who: all is as if it had not been."""

    decision: DecisionId
    """Which."""


class BlockValue(msgspec.Struct, tag_field="do", tag="block_value", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Say that a value names nobody (a front desk, a courier, the own warehouse), or that it counts again."""

    blocked: bool
    """Whether it names nobody."""

    value: Given
    """The value; kind `phone` stands for a phone. Personal data, hashed on the way in."""


class EditLine(msgspec.Struct, tag_field="do", tag="edit_line", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Change what the merchant keeps on an order line."""

    custom: dict[str, CustomValue]
    """Custom fields to set."""

    line: str
    """The platform's id of the line."""

    order: OrderId
    """The order."""


class Forget(msgspec.Struct, tag_field="do", tag="forget", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Forget a customer: all that is personal goes, here and out of every copy; the figures stay."""

    customer: CustomerId
    """Which."""

    force: bool = False
    """Even while tickets of theirs are open."""


class Redrive(msgspec.Struct, tag_field="do", tag="redrive", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Set a dead letter going again."""

    job: JobId
    """Which job."""


class Drop(msgspec.Struct, tag_field="do", tag="drop", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Throw a dead letter away."""

    job: JobId
    """Which job."""


class Release(msgspec.Struct, tag_field="do", tag="release", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Forget a quarantined payload (after it was read, or as useless)."""

    quarantine: QuarantineId
    """Which."""


class Action(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One action on one outside object."""

    address: str | None = None
    """The platform's id of the return address."""

    amount: Money | None = None
    """How much."""

    at: Timestamp | None = None
    """When it happened, for reports."""

    dispute: str | None = None
    """The platform's id of the arbitration, for actions in one."""

    evidence: list[Evidence] = msgspec.field(default_factory=list)
    """Evidence."""

    object: ObjectRef
    """On which object."""

    order: str | None = None
    """The order, for actions that name it."""

    parcel: ParcelRef | None = None
    """The parcel concerned."""

    raw_status: str | None = None
    """The platform's own status code that we believe in."""

    raw_type: str | None = None
    """The platform's own type code of that object: some platforms have a verb per type."""

    reason_code: str | None = None
    """The platform's reason code, where it demands one."""

    revision: int | None = None
    """The platform's revision of the object that this was decided on: what moved on since is not told again."""

    text: str | None = None
    """Words the buyer may see. Personal data may stand here."""

    verb: ActionVerb
    """What to do."""

    version_token: str | None = None
    """The version the platform gave: it refuses when the object moved on."""


class Actor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who commands."""

    agent: AgentId | None = None
    """Which agent, when it is one."""

    role: Role
    """In which role."""


class Affinity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who is asked before others, and how long a ticket waits for them."""

    customer_days: int | None = None
    """Who served a customer is asked again within so many days: 14 when absent, and 0 for never."""

    mode: AffinityMode = "prefer"
    """How much it matters."""

    wait_ms: int | None = None
    """So long it waits in mode `wait`, in milliseconds."""


class AfterSale(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One after-sale as its platform shows it now."""

    account: AccountRef | None = None
    """The buyer, when the platform names one here."""

    beside: ObjectName | None = None
    """The after-sale beside which it stands: such an object (a complaint) speaks of the axes it names and of nothing else."""

    claim: Claim
    """The axes the status stands for."""

    created_at: Timestamp
    """When the buyer opened it."""

    deadline: Timestamp | None = None
    """Until when the platform waits for the present step."""

    dispute: DisputeInfo | None = None
    """The arbitration."""

    ended_at: Timestamp | None = None
    """When it ended, for a final state."""

    evidence: list[Evidence] = msgspec.field(default_factory=list)
    """Photos and files."""

    external_id: str
    """The platform's id."""

    extra: dict[str, str] = msgspec.field(default_factory=dict)
    """Fields of the platform that the model has no place for, kept as text."""

    flags: list[str] = msgspec.field(default_factory=list)
    """Marks such as `refund_failed`."""

    instead_of: list[ObjectName] = msgspec.field(default_factory=list)
    """Objects that are the same request: what it was before the buyer edited it, or what an older interface shows of it.
    Where one of those is known too, this one speaks for both.
    """

    issue: IssueType | None = None
    """The problem, from the platform's reason."""

    kind: Kind
    """What the buyer wants."""

    known: bool = True
    """Whether our table knows that status; an unknown one moves nothing."""

    lines: list[AfterSaleLine] = msgspec.field(default_factory=list)
    """The lines it is about; empty means the whole order."""

    object: str = "aftersale"
    """What the platform has it as. Ids are unique within a type: a platform may have returns and cancellations."""

    order: str | None = None
    """The order it belongs to; `None` when the platform does not say."""

    rank: int
    """Distance to the start of the path: of two snapshots with one revision the higher wins."""

    raw_status: str
    """The platform's own status code."""

    raw_type: str | None = None
    """The platform's own type code."""

    reason_code: str | None = None
    """The platform's reason code."""

    reason_text: str | None = None
    """The platform's reason text. What the buyer wrote may stand here: personal data."""

    refunded: Money | None = None
    """Money the platform says was paid back."""

    replacement_parcel: ParcelRef | None = None
    """The replacement's parcel."""

    requested: Money | None = None
    """Money asked for."""

    return_parcel: ParcelRef | None = None
    """The parcel on its way back."""

    version_token: str | None = None
    """What the platform wants to see with the next action."""


class AfterSaleLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One line of an order that an after-sale is about."""

    amount: Money | None = None
    """Money asked for this line."""

    line: str
    """The platform's id of the order line."""

    quantity: int | None = None
    """Pieces it is about; `None` when the platform does not say."""


class Agent(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who works on tickets. The load is not here: it is a bounded quantity beside the row."""

    actions: list[str] | None = None
    """The commands a bot may give, by their words; any when absent. People are not bound by it."""

    authority: Money | None = None
    """The most money this agent may approve; `None` means no limit."""

    capacity: int = 100
    """Units of work at a time; of a bot, talks at a time."""

    external_id: str
    """The host's own id for that person or bot."""

    groups: list[str] = msgspec.field(default_factory=list)
    """Groups; a queue is served by groups."""

    id: AgentId
    """The id."""

    kind: AgentKind = "human"
    """Person or program."""

    leased: bool = False
    """Whether that lasts only as long as heartbeats come; else it was set by hand, and stays until it is set again."""

    name: str
    """The name shown to colleagues."""

    per_channel: dict[str, int] = msgspec.field(default_factory=dict)
    """Most tickets at a time about which the buyer wrote through a channel. A ticket of several channels counts in each of
    them, one without any in none. A channel that is not named has no bound of its own.
    """

    per_platform: dict[str, int] = msgspec.field(default_factory=dict)
    """Most tickets at a time of a platform: a telephone or a form of the merchant's own may be one too. A platform that is
    not named has no bound of its own.
    """

    presence: Presence = "offline"
    """Whether work is taken."""

    scope: dict[str, list[ShopId]] = msgspec.field(default_factory=dict)
    """Whose tickets the desk gives them: of these platforms, and of each of the shops that are named there, of all of them
    where none is. Everything when empty. A person may give them others by hand.
    """

    shift: str | None = None
    """The calendar of their shift: nothing new outside it. They take work at any hour when absent."""

    skills: dict[str, int] = msgspec.field(default_factory=dict)
    """Skills with level 1 to 5."""


class AgentConfig(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent whom the configuration keeps: all that is known of them but whether they are there, which people say."""

    actions: list[str] | None = None
    """The commands a bot may give, by their words; any when absent. People are not bound by it."""

    authority: Money | None = None
    """The most money this agent may approve; no limit when absent."""

    capacity: int = 100
    """Units of work at a time; of a bot, talks at a time."""

    external_id: str
    """Your own id of that person or bot."""

    groups: list[str] = msgspec.field(default_factory=list)
    """Groups; a queue is served by groups."""

    id: AgentId | None = None
    """The id here; it follows from `external_id` when absent."""

    kind: AgentKind | None = None
    """Person or program."""

    name: str = ""
    """The name shown to colleagues; `external_id` when empty."""

    per_channel: dict[str, int] = msgspec.field(default_factory=dict)
    """Most tickets at a time about which the buyer wrote through a channel."""

    per_platform: dict[str, int] = msgspec.field(default_factory=dict)
    """Most tickets at a time of a platform: a telephone or a form of the merchant's own may be one too."""

    scope: dict[str, list[ShopId]] = msgspec.field(default_factory=dict)
    """Whose tickets the desk gives them: of these platforms, and of each of the shops that are named there, of all of them
    where none is. Everything when empty.
    """

    shift: str | None = None
    """The calendar of their shift; they take work at any hour when absent."""

    skills: dict[str, int] = msgspec.field(default_factory=dict)
    """Skills with level 1 to 5."""


class AgentOverride(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent who is taken to be otherwise."""

    agent: AgentId
    """Who."""

    load: int | None = None
    """Units of work they have."""

    presence: Presence | None = None
    """Whether they take work."""


class AgentQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which agents. What is absent does not filter; all that is present must hold."""

    after: str | None = None
    """Go on after a page's `next`."""

    group: str | None = None
    """In this group."""

    limit: int = 0
    """At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE)."""

    presence: Presence | None = None
    """Who are so now."""


class AgentView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent as they stand now."""

    agent: Agent
    """The agent: presence, groups, skills, and the capacity that `load` is measured by."""

    load: int
    """Units of work that count against the capacity: tickets, tasks, and what is offered to them."""

    off_shift: bool
    """Whether they take nothing new now because of their shift: it has not begun, or is nearly over."""

    tickets: int
    """Tickets that are theirs, or offered to them, and wait for us."""


class AgentViewPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[AgentView]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class AgentWork(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How much work an agent had."""

    agent: AgentId
    """Who."""

    minutes: int
    """Minutes of work on them."""

    tickets: int
    """Tickets they got."""


class Allowed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One thing an actor might do with a ticket."""

    at_most: Money | None = None
    """The most money this actor may move by it: of what was asked for, of the actor's authority, of what is left of the
    order's money and of the cap for goodwill the least; of a payout, what is pending. With less than what was asked for, what is not possible as it
    stands may be possible with this amount.
    """

    because: str | None = None
    """Why not, when it is not: what the refusal would say."""

    label: tuple[str, str]
    """What a button says, in Chinese and English."""

    needs: str | None = None
    """What must be given with it, since the platform demands it: `reason_code`, `address`, `parcel`, `text`, `evidence`. The
    first of them, when it is several.
    """

    possible: bool
    """Whether it would be done now, with nothing said about it but what it `needs`; for a compensation, or a part of
    a payout, with the least amount.
    """

    tells: ActionVerb | None = None
    """What the platform is told by it."""

    trigger: Trigger
    """What."""


class Amounts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Money of a ticket, all in one currency."""

    approved: int
    """Approved by us or the platform."""

    compensation: int
    """Promised or paid as goodwill, outside the refund balance."""

    pending: int
    """On its way, not yet confirmed."""

    refunded: int
    """Paid back."""

    requested: int
    """Asked for."""


class OtherEvent(msgspec.Struct, tag_field="kind", tag="other", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What this version does not know, kept whole."""

    raw: dict[str, Any]
    """All of it, as it was written."""


class AppSettings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An application that is registered with a platform. Its secrets stay in memory."""

    app: AppId
    """The app key, app id or client id."""

    base_url: str | None = None
    """Another address of the platform: for tests and for fenced-in networks."""

    extra: dict[str, str] = msgspec.field(default_factory=dict)
    """Further secrets, by the platform's name for them (`token`, `aes_key`)."""

    platform: Platform
    """The platform."""

    secret: str
    """The app secret."""

    unconfirmed: list[str] = msgspec.field(default_factory=list)
    """Facts that are not confirmed and were switched on, by name."""


class Applied(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What became of a command."""

    cursor: Cursor
    """The end of the log after it."""

    decision: DecisionId | None = None
    """What was decided about who is who: what takes it back."""

    over_capacity: OverCapacity | None = None
    """A warning: somebody has more than they can take by it. The command was applied all the same."""

    repeated: bool
    """The same key was applied before: nothing was done again."""

    ticket: TicketId | None = None
    """The ticket it moved or made, if it is about one."""

    version: int
    """The version of every row it wrote."""

    warnings: list[Problem] = msgspec.field(default_factory=list)
    """Of a configuration that was published: what is probably a slip in it, as `check_config` tells it. Empty where the
    same key was applied before.
    """


class Aside(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One thing a platform can be told by itself."""

    because: str | None = None
    """Why not, when it is not possible."""

    label: tuple[str, str]
    """What a button says, in Chinese and English."""

    verb: ActionVerb
    """What."""


class AskedMove(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A move of a ticket that waits for approval."""

    address: str | None = None
    """The platform's id of the return address."""

    amount: Money
    """How much, in the ticket's currency."""

    by: AgentId | None = None
    """Who asks: somebody else approves."""

    goodwill: bool = False
    """Above what was paid, out of goodwill."""

    lines: list[LineOutcome] = msgspec.field(default_factory=list)
    """Pieces per line."""

    reason_code: str | None = None
    """The platform's reason code."""

    trigger: Trigger
    """How the ticket moves."""


class Assignment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who works on it."""

    acted_at: Timestamp | None = None
    """When that agent first did something on it."""

    agent: AgentId | None = None
    """The agent who has it."""

    also: list[str] = msgspec.field(default_factory=list)
    """Groups that may take it by now, beside those that serve its queue."""

    assigned_at: Timestamp | None = None
    """Since when that agent has it."""

    due_at: Timestamp | None = None
    """When somebody should have it, where no clock says so: its place among those of its band."""

    eased: int = 0
    """How often less skill was enough for it since it waits."""

    enqueued_at: Timestamp | None = None
    """Since when it stands in that queue."""

    excluded: list[AgentId] = msgspec.field(default_factory=list)
    """Agents who did not take it in this step of its route: it is offered to others first."""

    held_late_ms: int = 0
    """Those of them after the first of its clocks was due."""

    held_ms: int = 0
    """Milliseconds that agents had it before, or that it was parked while nobody had it, since it was enqueued: they are none
    of its age.
    """

    last_agent: AgentId | None = None
    """The agent who had it before it parked."""

    offers: list[Offered] = msgspec.field(default_factory=list)
    """The agents it is offered to, while nobody has it: the first who takes it has it."""

    offers_wanted: int = 0
    """Further agents it would be offered to at the same time, were they there and had they room."""

    parked_at: Timestamp | None = None
    """Since when it waits for somebody outside while nobody has it."""

    past: list[QueueId] = msgspec.field(default_factory=list)
    """Queues that had no place for it."""

    queue: QueueId | None = None
    """The queue it stands in."""

    skipped: Skipped | None = None
    """Steps it did not wait for."""

    step: int = 0
    """Steps of its route that it took while it waited."""

    tagged: list[str] = msgspec.field(default_factory=list)
    """Tags that rules gave it: they are given once, so that one which somebody took away stays away."""

    weight: int
    """The load it puts on that agent now, in units."""


class Attained(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What one configuration makes of all of them."""

    agents: list[AgentWork]
    """How much work each agent had."""

    assigned: int
    """Tickets that somebody got."""

    decided: int
    """Tickets that policies and automations decided without a person."""

    escalated: int = 0
    """Tickets of which a rung of an escalation ladder was done."""

    granted: list[Money]
    """Money that was granted with that, one amount for a currency."""

    queues: dict[str, int]
    """Tickets by the queue they stood in at the end."""

    unassigned: int
    """Tickets that nobody ever got."""

    wait_longest_ms: int
    """The longest wait."""

    wait_median_ms: int
    """The wait that half of those who got somebody did not exceed, in milliseconds."""

    wait_p90_ms: int
    """The wait that nine of ten did not exceed."""


class AttestedKey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A key that was attested for an account. The value is personal data and is kept only as a keyed hash."""

    kind: KeyKind
    """What it is."""

    linkable: bool = True
    """Whether the platform's terms allow joining by it."""

    scope: str = ""
    """The scope in which it is unique; empty means everywhere."""

    value: str
    """The value as given. Personal data: hashed on the way in, never stored."""


class AttributeWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What rules can look at. Words are one value, lists are several; amounts are minor units, times milliseconds."""

    custom: CustomRef | None = None
    """A field of the merchant's. Of a ticket or customer it is one value; of lines and products, of which there may be
    several, a list.
    """


class AutoPolicy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What is decided without a person."""

    at_most: int
    """At most so many minor units; nothing above is decided without a person, and nothing whose amount is not known."""

    currency: Currency = "CNY"
    """In this currency; money in another one is left to people."""

    when: When
    """When it applies."""


class Automation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Does something by itself. Each is done at most once for what called it."""

    enabled: bool = True
    """Whether it is looked at at all."""

    event: EventIs | None = None
    """For which of those events, by what they say."""

    name: str
    """Its name, unique: what was done is remembered by it."""

    on: AutomationOn
    """What calls it."""

    then: list[AutomationStep]
    """What is done, in this order; all of it or nothing."""

    when: When = "always"
    """For which tickets, as they are then."""


class AutomationDone(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What is remembered of an automation on a ticket."""

    since: Timestamp | None = None
    """What was counted from when it was last due by time: since when the ticket stood where it did or the buyer waited, or the
    deadline.
    """

    times: int
    """How often it was done."""


class AutomationField(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field of the merchant's on the ticket that an automation sets."""

    is_: CustomValue = msgspec.field(name="is")
    """The value."""

    name: str
    """The name of the field."""


class AutomationMove(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How an automation moves a ticket."""

    reason_code: str | None = None
    """The platform's reason code."""

    text: str | None = None
    """Words to the buyer, with the places of an answer."""

    trigger: Trigger
    """How: one of `AutomationMove::TRIGGERS`."""


class AutomationOn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What calls an automation."""

    events: list[Occasion] | None = None
    """One of these was recorded on a ticket."""

    after: StateAge | None = None
    """A ticket stood in a headline for some time."""

    unanswered: Span | None = None
    """A buyer who was answered wrote again, and for some time nobody answered that."""

    deadline: Span | None = None
    """The platform's deadline for the present step is no farther away."""


class AutomationStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What an automation does."""

    tag: str | None = None
    """Gives the ticket this tag."""

    untag: str | None = None
    """Takes this tag away."""

    note: str | None = None
    """Leaves a note for colleagues."""

    reply: str | None = None
    """Answers the buyer: `{number}`, `{amount}` and `{approved}` stand for what the ticket says."""

    template: TemplateUse | None = None
    """Answers the buyer by a template."""

    queue: str | None = None
    """Puts it into this queue."""

    band: int | None = None
    """Gives it this priority, 0 (now) to 4."""

    task: AutomationTask | None = None
    """Opens a task."""

    notify: str | None = None
    """Tells a group: the event names it, who is in it is told by the host."""

    approve: list[Money] | None = None
    """Grants the request if no more than this is asked for; one amount for a currency."""

    assign: AgentId | None = None
    """Gives it to this agent."""

    watch: AgentId | None = None
    """Lets this agent hear of it."""

    move: AutomationMove | None = None
    """Moves it, by what promises neither money nor goods."""

    custom: AutomationField | None = None
    """Sets a field of the merchant's on it."""

    issue: IssueType | None = None
    """Says what the problem is."""

    tell: AutomationTell | None = None
    """Tells the platform something that moves nothing here."""


class AutomationTask(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A task that an automation opens."""

    group: str
    """By which group."""

    kind: TaskKind
    """What is to be done."""


class AutomationTell(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What an automation tells a platform beside all moves."""

    text: str | None = None
    """The words, with the places of an answer."""

    verb: ActionVerb
    """What: one of `AutomationTell::VERBS`."""


class Axes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The axes and plain fields of one ticket, everything its headline depends on."""

    answered: bool
    """The question was answered."""

    asked_buyer: bool
    """The buyer was asked for something."""

    cancel_reason: CancelReason
    """Why it was cancelled, if it was."""

    closed: bool
    """Closed. When is kept on the ticket."""

    decision: Decision
    """What the seller decided."""

    dispute: DisputeState
    """How far arbitration is."""

    goods: Goods
    """Where the buyer's goods are."""

    kind: Kind
    """What is asked for."""

    money: MoneyState
    """How far the refund is."""

    repair_running: bool
    """A repair is under way."""

    replacement: ReplacementState
    """How far the replacement is."""

    triaged: bool
    """Triage is done."""


class Backfilled(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How far a back-fill came."""

    facts: int
    """Facts taken in so far."""

    hints: int
    """Objects scheduled to be read one by one so far."""

    since: Timestamp
    """Where it began."""

    unreadable: int
    """Parts that could not be read so far: kept in the quarantine."""

    until: Timestamp
    """Everything up to here was read."""


class BandTarget(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The target of a clock in one band."""

    band: int
    """The band, 0 (now) to 4."""

    target_ms: int
    """Milliseconds it may run there."""


class Block(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A block of name, phone and address: of the account itself, or of whoever a parcel goes to. Personal data throughout."""

    block: str = ""
    """The platform's token of this whole block, equal for equal blocks in its scope."""

    city: str = ""
    """City or suburb."""

    detail: str = ""
    """Road, house, room."""

    district: str = ""
    """District."""

    given: str = ""
    """The given name."""

    name: str = ""
    """The whole name as written; or the two parts below."""

    phone: str = ""
    """The phone, whole or masked."""

    phone_shown: PhoneShown = "plain"
    """How much of it is shown."""

    postcode: str = ""
    """The postcode."""

    province: str = ""
    """Province or state."""

    receiver: bool = False
    """A parcel's receiver; else the account's own: registered, or said by a caller."""

    surname: str = ""
    """The family name."""

    token: str = ""
    """The platform's ciphertext of the phone, equal for equal phones in its scope."""

    token_scope: str = ""
    """The scope of the two tokens."""


class Bookmark(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A place in a file from which an import can go on, under the same mapping."""

    byte: int
    """Bytes before it."""

    line: int
    """The line that comes next, from 1."""

    of: str
    """A digest of the mapping and the header, so that it is not used with others."""

    skip: int = 0
    """Items given since that byte already (only when rows are collected)."""


class BotPolicy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What part bots have in the tickets of a rule."""

    id: AgentId | None = None
    """Which bot has them first: an agent of that kind."""

    max_turns: int | None = None
    """After so many replies it hands over; no bound when absent."""

    min_confidence: int | None = None
    """Replies of which it is less sure than this are unsure, in percent; two of them in a row and it hands over."""

    policy: BotUse
    """Which part."""

    timeout_ms: int | None = None
    """A buyer waits no longer than this for the bot, in milliseconds; no bound when absent."""


class BotTalk(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The talk a bot has on a ticket. As long as it is not over, the bot has the ticket and nobody else; afterwards no bot does
    anything on it, until a person gives it to one.
    """

    bot: AgentId
    """The bot."""

    last_at: Timestamp | None = None
    """When it last did something."""

    over: TalkEnd | None = None
    """How it ended."""

    said: list[str] = msgspec.field(default_factory=list)
    """Marks of what the desk wrote to the buyer meanwhile, the last twenty: a channel that shows it again shows no person."""

    since: Timestamp
    """Since when it has the ticket."""

    turns: int = 0
    """Replies it gave."""

    unsure: int = 0
    """Of those the last ones in a row of which it was unsure."""


class Bundle(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket with all that a phone shows of it."""

    allowed: list[Offer] = msgspec.field(default_factory=list)
    """What its reader may do with it."""

    earlier: bool = False
    """More happened before that."""

    tasks: list[VersionedTask] = msgspec.field(default_factory=list)
    """Its internal tasks."""

    ticket: VersionedTicket
    """The ticket."""

    timeline: list[Moment]
    """The last that happened, oldest first."""


class BuyerNotice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A notice of the present episode."""

    label: str
    """What it is called, in the buyer's language."""

    notice: Notice
    """Which."""


class BuyerParcel(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A parcel, as its buyer may see it."""

    carrier: str | None = None
    """The carrier."""

    direction: Direction
    """Which way it goes."""

    state: ParcelState | None = None
    """Where it is, as far as the carrier said."""

    tracking: str
    """The tracking number."""


class BuyerView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a buyer may see of a ticket, in the buyer's language."""

    amount: Money | None = None
    """The money it is about: paid back, else approved, else asked for."""

    headline: Headline
    """The state."""

    headline_label: str
    """What the state is called."""

    next_step: str
    """What happens next, and who does it."""

    notices: list[BuyerNotice] = msgspec.field(default_factory=list)
    """Notices recorded in the present episode."""

    number: TicketNumber
    """The number to read aloud."""

    parcels: list[BuyerParcel] = msgspec.field(default_factory=list)
    """Parcels of the after-sale: the return and the replacement."""

    progress: list[Step]
    """The steps to the end of this kind of request."""

    promised_by: Timestamp | None = None
    """Until when: the platform's deadline of the present step, else what we aim at."""


class Calendar(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The working hours of a team or a shop."""

    holidays: Holidays | None = None
    """Public holidays that are kept, with the weekends on which they are made up for. What `special` and `made_up` say of a day
    is stronger.
    """

    made_up: dict[str, Weekday] = msgspec.field(default_factory=dict)
    """Days with the hours of another day of the week, as `2027-02-06`: `friday`."""

    made_up_as: Weekday | None = None
    """Whose hours those weekends have on which a public holiday is made up for; Monday's when absent."""

    name: str
    """Its name, by which rules refer to it."""

    special: dict[str, list[Hours]] = msgspec.field(default_factory=dict)
    """Days with other hours than their day of the week, as `2026-10-01`: none for a holiday, those of a working day for a
    weekend on which work is made up for.
    """

    week: dict[str, list[Hours]] = msgspec.field(default_factory=dict)
    """The hours of each day of the week; closed on a day that is not named."""

    zone: str | None = None
    """The time zone its hours are counted in, by its name as `Asia/Shanghai` or `Europe/Berlin`, with daylight-saving time.
    That of the merchant (`zone_minutes`) when absent.
    """


class Capabilities(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a platform can do."""

    actions: list[tuple[ActionVerb, Support]]
    """What it can be told."""

    after_sales: list[str]
    """Object types that are after-sales, those that stand beside one included."""

    calls_per_second: int
    """Calls a second and shop that it takes without complaint."""

    chat: bool
    """Whether buyers can be written to through its API."""

    detail: list[str]
    """Objects that can be read one by one: `aftersale`, `order`."""

    identity: list[IdentityKey]
    """The ids of buyers."""

    kinds: list[Kind]
    """Kinds of after-sale it has."""

    live: Attribution
    """How a host is found."""

    poll: bool
    """Whether it can be polled."""

    poll_overlap_ms: int
    """How much windows overlap, in milliseconds."""

    poll_window_ms: int
    """The widest window of one poll, in milliseconds."""

    reasons: bool
    """Whether it says which reasons it accepts with a refusal."""

    tokens_expire: bool
    """Whether access tokens end and must be renewed."""

    webhook: WaysIn
    """How news is pushed."""


class Caption(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A line the host said."""

    at: Timestamp
    """When."""

    text: str
    """What."""


class Card(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A customer with their accounts."""

    accounts: list[Account]
    """Their accounts."""

    customer: VersionedCustomer
    """The person."""


class CheckWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What must be true of an attribute."""

    eq: CustomValue | None = None
    """It is this."""

    ne: CustomValue | None = None
    """It is there, and is another."""

    in_: list[CustomValue] | None = msgspec.field(default=None, name="in")
    """It is one of these."""

    not_in: list[CustomValue] | None = None
    """It is there, and is none of these."""

    lt: CustomValue | None = None
    """It is below this."""

    le: CustomValue | None = None
    """It is at most this."""

    gt: CustomValue | None = None
    """It is above this."""

    ge: CustomValue | None = None
    """It is at least this."""

    between: tuple[CustomValue, CustomValue] | None = None
    """It is between these two, or one of them."""

    has_any: list[CustomValue] | None = None
    """The list has one of these."""

    has_all: list[CustomValue] | None = None
    """The list has all of these."""

    prefix: str | None = None
    """The word begins with this."""

    glob: str | None = None
    """The word looks like this: `*` is any text, `?` is one character."""


class Choice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who gets a ticket, and why the others did not qualify."""

    agent: AgentId | None = None
    """Who gets it; `None` when nobody may take it now."""

    refused: list[tuple[AgentId, Refusal]]
    """Those who may not take it, by id."""

    waits_for: AgentId | None = None
    """Who knows it and has no room now: the ticket waits for them, whoever else may take it."""


class Claim(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The axes a platform's snapshot speaks of; what it does not speak of is `None`."""

    answered: bool | None = None
    """It was answered; nothing has to move."""

    asked_buyer: bool | None = None
    """The buyer was asked for something."""

    cancel: CancelReason | None = None
    """It was cancelled, and by whom."""

    closed: bool = False
    """The platform closed it for good."""

    decision: Decision | None = None
    """What was decided."""

    dispute: DisputeState | None = None
    """Where the arbitration stands."""

    full_refund: bool = False
    """The platform paid back all of it: money ends the ticket whatever its kind was."""

    goods: Goods | None = None
    """Where the goods are, as far as the platform says; the carrier knows better."""

    money: MoneyState | None = None
    """What became of the money."""

    repair_running: bool | None = None
    """A repair is running."""

    replacement: ReplacementState | None = None
    """What became of the replacement."""


class Clock(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A running or stopped clock: a fold, so that changing targets keeps the pauses already earned."""

    breached: bool
    """Whether the breach was announced."""

    cycle: int = 1
    """Counts its starts on this ticket, from 1."""

    hours: CountedHours | None = None
    """The hours it counts while it runs; every hour when absent."""

    met_at: Timestamp | None = None
    """When it was stopped by what it waited for."""

    moments: Moments | None = None
    """When it warns and is due, where it counts only the hours of a calendar and runs."""

    ran_ms: int
    """Milliseconds it ran up to `running_since`."""

    running_since: Timestamp | None = None
    """Since when it runs; `None` while paused or stopped."""

    started_at: Timestamp
    """When it started."""

    target_ms: int
    """Target in milliseconds."""

    warned: bool
    """Whether the warning was announced."""


class Command(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A command: who wants what, with the key that makes it happen once."""

    act: Act
    """What is wanted."""

    actor: Actor
    """Who wants it."""

    expect: int | None = None
    """The version it was decided on: of the ticket, of the task where it moves one, of the configuration in force where it
    publishes one. A newer one refuses it.
    """

    key: str | None = None
    """The same key is applied once, and answered the same way again."""


class CommandAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What became of one of several commands: `ok` or `error`."""

    error: Failure | None = None
    """It was refused."""

    ok: Applied | None = None
    """It was applied."""


class Compensation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Goodwill paid outside the refund balance."""

    amount: Money
    """How much."""

    at: Timestamp
    """When it was asked for."""

    by: AgentId | None = None
    """Who asked for it, who cannot approve it; of a draft, who drafted it."""

    drafted_by: AgentId | None = None
    """Who drafted what somebody asked for later. They cannot approve it either."""

    goodwill: bool = False
    """It may be above what was paid for the order: said by who asked for it."""

    number: str
    """The payout number: a second payout with it is refused."""

    state: CompensationState
    """Where it stands."""

    task: TaskId | None = None
    """The task it waits for: somebody's approval, or the payout."""


class Config(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Everything a merchant configured."""

    agents: list[AgentConfig] = msgspec.field(default_factory=list)
    """The agents whom this document keeps. Others are put and removed one by one."""

    auto: list[AutoPolicy] = msgspec.field(default_factory=list)
    """What is decided without a person, first match first."""

    automations: list[Automation] = msgspec.field(default_factory=list)
    """What is done by itself when something happens, or when a ticket stood still for long."""

    calendars: list[Calendar] = msgspec.field(default_factory=list)
    """Working hours that rules refer to."""

    custom: list[CustomField] = msgspec.field(default_factory=list)
    """The merchant's own fields."""

    fallback_queue: str = "aftersales"
    """Where tickets go that no rule matches."""

    groups: list[GroupConfig] = msgspec.field(default_factory=list)
    """The groups of agents. With an empty list any name is a group; else those of this list only."""

    host_teams: dict[str, str] = msgspec.field(default_factory=dict)
    """Groups whose agents are asked before others for what a host sold, by the id of the host."""

    identity: IdentityConfig | None = None
    """How the accounts of a person are found."""

    parked_weight: int = 0
    """Units that a ticket weighs on its agent while it waits for somebody outside, if that is less than what it weighs
    otherwise. Nothing by default.
    """

    presence: PresenceConfig | None = None
    """Heartbeats, shifts, and what becomes of the work of those who went."""

    queues: list[QueueConfig] = msgspec.field(default_factory=list)
    """The queues."""

    quiet_hours: QuietHours | None = None
    """When buyers are not written to; never when absent."""

    return_policies: list[ReturnPolicy] = msgspec.field(default_factory=list)
    """Who may return what, until when, for how much and how much of it without a person; first match counts, and where
    one matches `auto` is not asked.
    """

    rules: list[Rule] = msgspec.field(default_factory=list)
    """Routing rules, first match first."""

    shops: list[ShopConfig] = msgspec.field(default_factory=list)
    """The shops."""

    skills: list[SkillConfig] = msgspec.field(default_factory=list)
    """The skills. With an empty list any name is a skill; else those of this list only."""

    sla: SlaTargets = msgspec.field(default_factory=lambda: msgspec.convert({"decision": 86400000, "first_response": 900000, "inspection": 172800000, "refund": 172800000, "resolution": 864000000}, SlaTargets))
    """Targets of our clocks."""

    sla_policies: list[SlaPolicy] = msgspec.field(default_factory=list)
    """Targets by condition, with hours, pauses and escalations; first match first."""

    tasks: list[TaskConfig] = msgspec.field(default_factory=list)
    """Internal tasks, kind by kind."""

    templates: list[Template] = msgspec.field(default_factory=list)
    """Words by name: for answers, and in place of the words of notices."""

    version: int = 0
    """Counts changes; a published rule set is never changed in place."""

    windows: Windows = msgspec.field(default_factory=lambda: msgspec.convert({"buyer_answer_ms": 259200000, "buyer_return_ms": 604800000, "cool_off_ms": 604800000, "goodwill_cap": [{"currency": "CNY", "minor": 5000}], "reopen_ms": 1296000000, "stale_notice_ms": 172800000}, Windows))
    """Windows and caps."""

    zone_minutes: int = 480
    """Minutes ahead of UTC in which days are counted."""


class ConfigCheck(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What is wrong with a configuration."""

    problems: list[Problem]
    """What must be put right before it can be published."""

    warnings: list[Problem]
    """What is probably a slip, but may be meant: tickets would wait for people who are not there yet, or one is named who
    is not.
    """


class Considered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One rule that was looked at."""

    failed_on: str | None = None
    """The first condition that was not true, with the value seen."""

    matched: bool
    """Whether it matched."""

    rule: str
    """Its name."""


class ConsideredAgents(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How an agent was chosen, in figures. It is written with the decision where all who serve the queue were looked at; where a
    large team is kept in its order only the first of them are.
    """

    eligible: int
    """Those of them who might have taken it."""

    keys: list[tuple[RankKey, int]]
    """The numbers of who was chosen that put agents in order, the first first."""

    looked_at: int
    """How many were looked at."""

    refusals: dict[str, int] = msgspec.field(default_factory=dict)
    """How many might not, by reason."""


class CopiedTask(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An open task with its ticket's number."""

    after: list[TaskId]
    """Tasks that must be done first."""

    agent: AgentId | None = None
    """Who does it."""

    also: list[str] = msgspec.field(default_factory=list)
    """Groups that are asked beside its own by now."""

    amount: Money | None = None
    """How much is decided or paid by it: the desk gives it to nobody whose authority is below that."""

    approves: AskedMove | None = None
    """The move it is asked to approve."""

    attachments: list[Evidence] = msgspec.field(default_factory=list)
    """Photos, films and files of the result."""

    attempt: int
    """Which attempt this is, from 1."""

    auto_assign: bool = False
    """Whether the desk gives it to somebody by itself."""

    band: int = 2
    """0 (now) to 4: the band it stands in, with what it gained by waiting."""

    blocks_close: bool
    """Whether the ticket may be closed before."""

    declined: list[AgentId] = msgspec.field(default_factory=list)
    """Who gave it back in this attempt: the desk does not give it to them again."""

    due_at: Timestamp | None = None
    """When it should be done."""

    ended_at: Timestamp | None = None
    """When it was done, failed or cancelled."""

    form: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """The form, as filled in."""

    group: str
    """The group that does it."""

    id: TaskId
    """Its id."""

    kind: TaskKind
    """What it is."""

    lines: list[LineOutcome] = msgspec.field(default_factory=list)
    """The result per line."""

    not_by: list[AgentId] = msgspec.field(default_factory=list)
    """Who asked for the money or agreed to it: the desk gives it to somebody else."""

    number: TicketNumber
    """The number of its ticket, to be read aloud."""

    opened_at: Timestamp
    """When it was opened."""

    overdue: bool = False
    """Whether that has passed in this attempt, and was told."""

    own_band: int = 2
    """The band that its kind or its ticket gave it."""

    raised: int | None = None
    """The band an escalation raised it to in this attempt."""

    reason: str | None = None
    """Why it is blocked or failed."""

    result: TaskResult | None = None
    """How it came out, once it is done."""

    rungs: list[str] = msgspec.field(default_factory=list)
    """Rungs of its escalation that were done in this attempt, by their names."""

    state: TaskState
    """Where it stands."""

    ticket: TicketId
    """The ticket it is for."""

    wait: TaskWait | None = None
    """How long it is on its way to somebody."""

    warn_at: Timestamp | None = None
    """When four fifths of the target of its kind have passed."""

    weight: int = 0
    """Units of work it weighs on who has it."""


class CopyQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which tickets of the copy. What is absent does not filter."""

    agent: AgentId | None = None
    """With this agent."""

    headlines: list[Headline] = msgspec.field(default_factory=list)
    """In one of these headlines."""

    limit: int = 0
    """At most so many; 0 means 50, the most is 1,000."""

    queue: QueueId | None = None
    """In this queue."""

    skip: int = 0
    """Behind so many."""

    tag: str | None = None
    """With this tag."""


class CountedHours(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The hours of a calendar as they were when a configuration was published."""

    calendar: Uid
    """The calendar, by a digest of its name."""

    version: int
    """The configuration."""


class CounterId(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One counter."""

    currency: Currency | None = None
    """The currency its minor units are in; `None` for what is not money."""

    dim: Dim
    """Counted by what."""

    grain: Grain
    """Day or month."""

    member: str
    """Of which member: an id or word; pairs are joined by `|`."""

    metric: Metric
    """What is counted."""

    period: int
    """Which day or month."""


class CounterQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which counters to read."""

    dim: Dim
    """By what."""

    from_: int = msgspec.field(name="from")
    """From this day or month (inclusive)."""

    grain: Grain
    """Days or months."""

    member: str | None = None
    """Only this member."""

    to: int
    """Up to this day or month (inclusive)."""


class CustomField(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A declared field."""

    name: str
    """Its name: lower-case letters, digits and underscores."""

    of: CustomType
    """Its type."""

    on: CustomOn
    """Where it stands."""

    personal: bool = False
    """Whether values are personal data."""


class CustomIs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Asks whether a field of the merchant's has a value: in rules and in queries."""

    is_: CustomValue = msgspec.field(name="is")
    """The value."""

    name: str
    """The name of the field."""

    on: CustomOn = "ticket"
    """Whose field: the ticket's own, its customer's, that of a line it is about, or that of a product of those lines."""


class CustomRef(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Names a field of the merchant's."""

    name: str
    """Its name."""

    on: CustomOn = "ticket"
    """Whose field."""


class CustomTypeWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The type of a custom field."""

    choice: list[str] | None = None
    """One of these words."""


class Customer(msgspec.Struct, Shown, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A customer: one person, several accounts."""

    absorbed: list[CustomerId] = msgspec.field(default_factory=list)
    """Ids that were merged into this one."""

    accounts: list[AccountId]
    """The accounts."""

    custom: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """The merchant's own fields."""

    first_seen: Timestamp
    """When the first account was first heard of."""

    id: CustomerId
    """The id, stable for ever; an id merged away redirects."""

    merged_into: CustomerId | None = None
    """What this id was merged into."""

    name: str | None = None
    """The name to show. Personal data."""

    served: Served | None = None
    """Who last served them."""

    tags: list[str] = msgspec.field(default_factory=list)
    """Tags."""


class CustomerChange(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something that happened to a customer."""

    at: Timestamp
    """When that observation was made, or the decision taken."""

    cause: Uid
    """The account whose observation, or the decision that, brought it about."""

    other: CustomerId
    """The other customer."""

    what: Verb
    """What."""


class CustomerQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which customers. What is absent does not filter; all that is present must hold."""

    after: str | None = None
    """Go on after a page's `next`."""

    custom: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """With these values in the merchant's own fields."""

    limit: int = 0
    """At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE)."""

    seen_from: Timestamp | None = None
    """First heard of then or later."""

    seen_to: Timestamp | None = None
    """First heard of then or earlier."""

    tag: str | None = None
    """With this tag."""


class CustomerView(msgspec.Struct, Shown, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One person across platforms. Each list holds the newest first, up to the number asked for."""

    accounts: list[Account]
    """Their accounts, by platform."""

    customer: VersionedCustomer
    """The person."""

    messages: list[Message]
    """What was written."""

    more: bool
    """Some list is longer than what is shown."""

    orders: list[PlacedOrder]
    """Their orders."""

    tickets: list[VersionedTicket]
    """Their tickets."""


class Decided(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who was given a ticket, when, and why."""

    agent: AgentId
    """Who got it."""

    at: Timestamp
    """When."""

    because: AssignCause
    """Why it was this agent."""

    considered: ConsideredAgents | None = None
    """How they were chosen, in figures. Of an offer that was taken: as it was made. Absent where not all who serve the queue were
    looked at: by hand, a bot that begins, a large team that is kept in its order.
    """

    cursor: Cursor
    """The place of the event `assigned` in the log."""

    queue: str | None = None
    """The queue it stood in."""

    rule: str | None = None
    """The rule by which it came into that queue; nothing for the fallback queue."""

    step: int
    """How many steps of its route it had taken there."""

    today: Placement | None = None
    """Where the rules of that version put the ticket **as it is today**, asked for the moment it came into its queue: rule by rule. What it was like
    then is not kept, so this may differ from `rule` and `queue` where the ticket changed since. Absent where that version
    is kept no more.
    """

    unchanged: bool | None = None
    """Whether all that the rules of that version look at is today as it was when they put the ticket there: then `today` is the
    decision of then, rule by rule. Absent where it is not known.
    """

    version: int
    """The version of the configuration it was decided by; 0 where that was not written down yet."""

    way: list[Recorded]
    """What the log says of its way there since somebody had it before, or since it was opened: queues it came into and left,
    steps, offers. The last hundred.
    """


class Details(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What goes with a trigger of the lifecycle."""

    address: str | None = None
    """The platform's id of the return address; the shop's default when absent."""

    amount: Money | None = None
    """How much, in the ticket's currency; the amount asked for when absent."""

    draft: bool = False
    """A compensation is only noted down: the same payout number without this asks for it, and with an amount of 0 the draft
    is withdrawn.
    """

    evidence: list[Evidence] = msgspec.field(default_factory=list)
    """Evidence."""

    goodwill: bool = False
    """Above what was paid, out of goodwill."""

    lines: list[LineOutcome] = msgspec.field(default_factory=list)
    """Pieces per line."""

    parcel: ParcelRef | None = None
    """The parcel concerned."""

    payout: str | None = None
    """The payout number of a compensation."""

    reason_code: str | None = None
    """The platform's reason code."""

    text: str | None = None
    """Words to the buyer. Personal data may stand here."""


class Deviant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What deviates."""

    source: SourceId | None = None
    """A source no longer follows from its payload."""

    ticket: TicketId | None = None
    """A ticket no longer follows from its sources and from what was done on it."""


class Deviation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where a row no longer follows from what it was made of. Names fields, never values: those may be personal."""

    field: str
    """What is wrong with it, or the path of the field that differs, such as `claim.money`."""

    of: Deviant
    """The row."""


class Device(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A phone that keeps a copy of somebody's work. Its key is not here: it follows from the engine's key and the id."""

    agent: AgentId
    """Whose it is."""

    id: DeviceId
    """Its id."""

    registered_at: Timestamp
    """When it was registered."""

    revoked_at: Timestamp | None = None
    """When it was revoked: it wipes itself when it next asks, and is never answered again."""


class DeviceKey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a phone is given once, over your own login: keep it in the phone's key store."""

    device: DeviceId
    """The phone."""

    key: str
    """Its key, 32 bytes in base64."""


class Differs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket of which something would have been different."""

    is_: GivenOut = msgspec.field(name="is")
    """By the configuration in force."""

    number: TicketNumber
    """Its number."""

    ticket: TicketId
    """Which."""

    would: GivenOut
    """By the other one."""


class DisputeInfo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What an arbitration is about."""

    evidence_due: Timestamp | None = None
    """When evidence must be there."""

    id: str | None = None
    """The platform's id of the arbitration."""

    raw_status: str | None = None
    """The raw status."""


class DoneEnd(msgspec.Struct, tag_field="how", tag="done", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Done."""


class RetryEnd(msgspec.Struct, tag_field="how", tag="retry", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Not yet: try again."""

    after_ms: int
    """Not before so many milliseconds from now."""

    error: ErrorRecord
    """Why."""


class InDoubtEnd(msgspec.Struct, tag_field="how", tag="in_doubt", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Sent, and the answer is lost: read back first."""

    after_ms: int
    """Not before so many milliseconds from now."""

    error: ErrorRecord
    """Why."""


class FailedEnd(msgspec.Struct, tag_field="how", tag="failed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Refused for good: a person should know."""

    error: ErrorRecord
    """Why."""


class UnknownEnd(msgspec.Struct, tag_field="how", tag="unknown", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Perhaps done, and nothing tells: a person must look, and then set it going again or drop it."""

    error: ErrorRecord
    """Why."""


class ErrorRecord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An error as data: what crosses a language border or is kept beside a job."""

    context: list[tuple[str, str]] = msgspec.field(default_factory=list)
    """Context pairs."""

    hint: str | None = None
    """What to do about it."""

    kind: ErrorKind
    """What kind of failure."""

    message: str
    """What happened, in one line."""

    operation: str = ""
    """The operation that failed."""

    phase: Phase
    """How far the operation came."""

    retry: Retry
    """Whether and when to try again."""

    upstream: Upstream | None = None
    """What the other side said."""


class Escalate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What an escalation does."""

    band: int | None = None
    """Raises the ticket to this band, if it is not as urgent already."""

    notify: str | None = None
    """Tells a group: the event names it, who is in it is told by the host."""

    watch: AgentId | None = None
    """Lets somebody watch the ticket."""

    widen: list[str] | None = None
    """Lets agents of these groups take it too: one more step of its route."""

    queue: str | None = None
    """Takes it from whoever has it and puts it into this queue."""


class TicketOpenedEvent(msgspec.Struct, tag_field="kind", tag="ticket_opened", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket was opened."""

    number: TicketNumber

    platform: Platform

    shop: ShopId

    ticket_kind: Kind


class StateChangedEvent(msgspec.Struct, tag_field="kind", tag="state_changed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket's headline moved."""

    from_: Headline = msgspec.field(name="from")

    skipped: list[Headline]

    to: Headline

    via: Via


class KindChangedEvent(msgspec.Struct, tag_field="kind", tag="kind_changed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What the buyer wants changed."""

    from_: Kind = msgspec.field(name="from")

    to: Kind


class SourceJoinedEvent(msgspec.Struct, tag_field="kind", tag="source_joined", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A source joined a ticket."""

    external_id: str

    object: str

    platform: Platform

    source: SourceId


class SourceUpdatedEvent(msgspec.Struct, tag_field="kind", tag="source_updated", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A source is now so, and nothing moved by it."""

    raw_status: str

    source: SourceId


class SourceStaleEvent(msgspec.Struct, tag_field="kind", tag="source_stale", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A snapshot came late and was only looked at for what was missing."""

    revision: int

    source: SourceId


class UnknownStatusEvent(msgspec.Struct, tag_field="kind", tag="unknown_status", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The platform says something our table does not know."""

    object: str

    raw: str

    source: SourceId | None = None


class TicketMergedEvent(msgspec.Struct, tag_field="kind", tag="ticket_merged", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket became part of another."""

    by_hand: bool

    into: TicketId


class TicketSplitEvent(msgspec.Struct, tag_field="kind", tag="ticket_split", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket fell apart, or was taken apart."""

    by_hand: bool

    new: TicketId


class TicketLinkedEvent(msgspec.Struct, tag_field="kind", tag="ticket_linked", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A follow-up was linked."""

    other: TicketId


class CommandAppliedEvent(msgspec.Struct, tag_field="kind", tag="command_applied", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A command was applied."""

    amount: Money | None = None

    command: str


class CommandRefusedEvent(msgspec.Struct, tag_field="kind", tag="command_refused", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A command was refused; nothing else happened."""

    allowed: list[Trigger]

    command: str

    reason: str

    state: Headline | None = None


class MessageAddedEvent(msgspec.Struct, tag_field="kind", tag="message_added", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A message came or went."""

    channel: Channel

    message: MessageId

    platform: Platform

    sender: Sender


class NoteAddedEvent(msgspec.Struct, tag_field="kind", tag="note_added", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A note for colleagues. Personal data may stand in it."""

    text: str


class MentionedEvent(msgspec.Struct, tag_field="kind", tag="mentioned", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A note names an agent: whom it is for is told by the host. Who wrote it is the actor."""

    agent: AgentId


class NoticeRecordedEvent(msgspec.Struct, tag_field="kind", tag="notice_recorded", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A notice to the buyer is on its way."""

    notice: Notice


class NoticeSuppressedEvent(msgspec.Struct, tag_field="kind", tag="notice_suppressed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A notice was left out, since a later one says more or it is too old."""

    because: str

    notice: Notice


class EnqueuedEvent(msgspec.Struct, tag_field="kind", tag="enqueued", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket stands in a queue. `version` is that of the configuration that put it there; 0 where that was not
    written down yet. The host tells who is in the groups of `notify`. `seen` is a digest of what the rules looked
    at.
    """

    band: int

    name: str

    notify: list[str] = msgspec.field(default_factory=list)

    queue: QueueId

    rule: str | None = None

    seen: int | None = None

    version: int = 0


class TierDroppedEvent(msgspec.Struct, tag_field="kind", tag="tier_dropped", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Less skill is enough for a ticket that waited: a tier was dropped, or a level fell. `skills` are still asked for."""

    queue: QueueId

    skills: dict[str, int]


class RouteSteppedEvent(msgspec.Struct, tag_field="kind", tag="route_stepped", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket that waited took a step of its route: more agents may take it, or it goes on in another queue. `version`
    as of `enqueued`.
    """

    queue: QueueId

    step: int

    version: int = 0


class QueueDepthHighEvent(msgspec.Struct, tag_field="kind", tag="queue_depth_high", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """So many wait in a queue that it is nearly full: told as its tickets come to four fifths of its greatest depth."""

    max_depth: int

    queue: QueueId

    waiting: int


class OverflowedEvent(msgspec.Struct, tag_field="kind", tag="overflowed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A queue had no place for a ticket, which went on to another; where there is none it waits there all the same.
    `version` as of `enqueued`.
    """

    because: OverflowCause

    from_: QueueId = msgspec.field(name="from")

    to: QueueId | None = None

    version: int = 0


class OfferedEvent(msgspec.Struct, tag_field="kind", tag="offered", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket is held for an agent until they take it, or the offer has run out. `because` says why it is this
    one; `version` and `considered` are as of `assigned`.
    """

    agent: AgentId

    because: AssignCause = "queue"

    considered: ConsideredAgents | None = None

    until: Timestamp

    version: int = 0


class OfferAcceptedEvent(msgspec.Struct, tag_field="kind", tag="offer_accepted", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent took a ticket that was offered to them."""

    agent: AgentId


class OfferRejectedEvent(msgspec.Struct, tag_field="kind", tag="offer_rejected", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent turned an offer down. The ticket keeps its place."""

    agent: AgentId


class OfferTimedOutEvent(msgspec.Struct, tag_field="kind", tag="offer_timed_out", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An offer ran out unanswered. The ticket keeps its place."""

    agent: AgentId


class OfferHeldEvent(msgspec.Struct, tag_field="kind", tag="offer_held", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent is getting ready to take an offer: it holds until then. Nobody else is asked any more."""

    agent: AgentId

    until: Timestamp


class OfferRescindedEvent(msgspec.Struct, tag_field="kind", tag="offer_rescinded", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An offer was taken back: the agent went, or the ticket needs them no longer."""

    agent: AgentId


class AssignedEvent(msgspec.Struct, tag_field="kind", tag="assigned", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket has an agent. `version` is that of the configuration it was decided by; 0 where that was not written
    down yet. `considered` says how they were chosen, where all who serve the queue were looked at.
    """

    agent: AgentId

    because: AssignCause = "queue"

    by_hand: bool

    considered: ConsideredAgents | None = None

    version: int = 0


class ReleasedEvent(msgspec.Struct, tag_field="kind", tag="released", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket's agent no longer has it."""

    agent: AgentId

    because: str


class BotHandedOffEvent(msgspec.Struct, tag_field="kind", tag="bot_handed_off", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A bot no longer has a ticket. `to` has it now; nobody when absent, and then `online` says whether anybody is
    there who may take it once there is room.
    """

    bot: AgentId

    online: bool

    reason: HandOffReason

    to: AgentId | None = None


class ClockPassedEvent(msgspec.Struct, tag_field="kind", tag="clock_passed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A clock came near its target, or passed it."""

    breached: bool

    clock: ClockKind


class EscalatedEvent(msgspec.Struct, tag_field="kind", tag="escalated", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A rung of an escalation was done, once in this cycle of its clock. Who is named in it is told by the host."""

    clock: ClockKind

    cycle: int

    did: list[Escalate]

    rung: str


class TicketEditedEvent(msgspec.Struct, tag_field="kind", tag="ticket_edited", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something of a ticket was changed by hand."""

    what: list[str]


class PolicyAppliedEvent(msgspec.Struct, tag_field="kind", tag="policy_applied", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A return policy let something be done without a person."""

    action: ReturnAction

    amount: Money

    fee: Money | None = None

    policy: str


class AutomatedEvent(msgspec.Struct, tag_field="kind", tag="automated", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An automation was carried out. `notify` names groups that are told by the host."""

    did: list[str]

    name: str

    notify: list[str] = msgspec.field(default_factory=list)


class AutomationStoppedEvent(msgspec.Struct, tag_field="kind", tag="automation_stopped", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An automation was called and not carried out."""

    name: str

    reason: str | None = None

    stop: AutomationStop


class TaskMovedEvent(msgspec.Struct, tag_field="kind", tag="task_moved", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An internal task moved."""

    agent: AgentId | None = None
    """Who has it now."""

    from_: TaskState | None = msgspec.field(default=None, name="from")

    task: TaskId

    task_kind: TaskKind

    to: TaskState


class TaskOverdueEvent(msgspec.Struct, tag_field="kind", tag="task_overdue", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An internal task was not done when it was due: told once for each attempt."""

    agent: AgentId | None = None

    attempt: int

    due_at: Timestamp

    task: TaskId

    task_kind: TaskKind


class TaskEscalatedEvent(msgspec.Struct, tag_field="kind", tag="task_escalated", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A rung of an escalation of a task was done, once in this attempt. Who is named in it is told by the host."""

    agent: AgentId | None = None
    """Who had it."""

    attempt: int

    did: list[TaskEscalate]

    rung: str

    task: TaskId

    task_kind: TaskKind


class TaskUnstaffedEvent(msgspec.Struct, tag_field="kind", tag="task_unstaffed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A task that the desk gives out waits, and nobody is in the groups that may do it: told once, until somebody was
    there or had it.
    """

    group: str

    task: TaskId

    task_kind: TaskKind


class JobQueuedEvent(msgspec.Struct, tag_field="kind", tag="job_queued", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Work for the outside was put down."""

    job: JobId

    job_kind: JobKind


class ActionDoneEvent(msgspec.Struct, tag_field="kind", tag="action_done", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The platform took what we told it."""

    job: JobId

    platform: Platform

    verb: str


class ActionFailedEvent(msgspec.Struct, tag_field="kind", tag="action_failed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The platform refused what we told it."""

    job: JobId

    platform: Platform

    reason: str

    verb: str


class JobDeadEvent(msgspec.Struct, tag_field="kind", tag="job_dead", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A job was given up."""

    job: JobId

    job_kind: JobKind

    reason: str


class JobRedrivenEvent(msgspec.Struct, tag_field="kind", tag="job_redriven", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A dead letter goes again."""

    job: JobId

    job_kind: JobKind


class OrderUpdatedEvent(msgspec.Struct, tag_field="kind", tag="order_updated", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An order is now so."""

    external_id: str

    new: bool

    order: OrderId

    platform: Platform


class MoneyMovedEvent(msgspec.Struct, tag_field="kind", tag="money_moved", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Money moved on a ticket, or what it moved counts for another order now. `orders` are those of which another sum
    goes back than before.
    """

    amount: Money

    orders: list[OrderId] = msgspec.field(default_factory=list)

    pending: int

    refunded: int


class OverRefundEvent(msgspec.Struct, tag_field="kind", tag="over_refund", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An order has more money on its way back than was paid."""

    going_back: int

    order: OrderId

    paid: int


class CustomersMergedEvent(msgspec.Struct, tag_field="kind", tag="customers_merged", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Two customers turned out to be one."""

    cause: AccountId

    gone: CustomerId

    survivor: CustomerId


class CustomerSplitEvent(msgspec.Struct, tag_field="kind", tag="customer_split", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Some accounts of a customer turned out to be of another person, who has an id of their own from now on."""

    cause: AccountId

    customer: CustomerId

    part: CustomerId


class IdentityDecidedEvent(msgspec.Struct, tag_field="kind", tag="identity_decided", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Somebody decided that accounts are, or are not, one person; or took that back."""

    decision: DecisionId

    verdict: IdentityVerdict


class HairballEvent(msgspec.Struct, tag_field="kind", tag="hairball", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """So many accounts hang together that they were told apart by a stricter measure. One of them is named."""

    account: AccountId


class CustomerForgottenEvent(msgspec.Struct, tag_field="kind", tag="customer_forgotten", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A customer was forgotten: all that was personal is gone."""

    accounts: int

    customer: CustomerId


class QuarantinedEvent(msgspec.Struct, tag_field="kind", tag="quarantined", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A payload could not be read and is kept whole."""

    platform: Platform

    quarantine: QuarantineId

    reason: str


class ConfiguredEvent(msgspec.Struct, tag_field="kind", tag="configured", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The configuration was published."""

    version: int


class AgentChangedEvent(msgspec.Struct, tag_field="kind", tag="agent_changed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent was added or changed."""

    agent: AgentId


class PresenceChangedEvent(msgspec.Struct, tag_field="kind", tag="presence_changed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent takes work, or no longer."""

    agent: AgentId

    because: PresenceCause | None = None
    """Why, where nobody set it."""

    from_: Presence | None = msgspec.field(default=None, name="from")
    """What it was before."""

    presence: Presence


class AgentRemovedEvent(msgspec.Struct, tag_field="kind", tag="agent_removed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent was removed. What they had goes back to the queues."""

    agent: AgentId


class AgentOverCapacityEvent(msgspec.Struct, tag_field="kind", tag="agent_over_capacity", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent has more than the capacity: it was lowered, a ticket was given to them by hand, or one of theirs woke.
    Nothing is added until there is room.
    """

    agent: AgentId

    capacity: int

    load: int


class LoadDriftedEvent(msgspec.Struct, tag_field="kind", tag="load_drifted", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The load of an agent was not what tickets, tasks and offers add up to, which is an error of ours: it was `stored`
    and is `counted` from now on.
    """

    agent: AgentId

    counted: int

    stored: int


class QueueUnstaffedEvent(msgspec.Struct, tag_field="kind", tag="queue_unstaffed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Nobody is left to serve a queue in which tickets wait: nobody belongs to its groups, or nobody of them is online."""

    because: OverflowCause = "unstaffed"

    queue: QueueId

    waiting: int


class StockChangedEvent(msgspec.Struct, tag_field="kind", tag="stock_changed", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The warehouse counted an article, and there are more or fewer than were known."""

    on_hand: int

    product: ProductId


class StockOutEvent(msgspec.Struct, tag_field="kind", tag="stock_out", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Nothing is left of an article that could be promised: a ticket took the last of it, or it was counted so."""

    product: ProductId


class DeviceRegisteredEvent(msgspec.Struct, tag_field="kind", tag="device_registered", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A phone may keep a copy of an agent's work."""

    agent: AgentId

    device: DeviceId


class DeviceRevokedEvent(msgspec.Struct, tag_field="kind", tag="device_revoked", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A phone may no longer: it wipes itself when it next asks."""

    agent: AgentId

    device: DeviceId


class ShopHealthEvent(msgspec.Struct, tag_field="kind", tag="shop_health", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A shop's calls fail or work again."""

    healthy: bool

    platform: Platform

    reason: str

    shop: ShopId


class EventIs(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Asks what an event says. Each list speaks of the kinds of events that have such a value, and leaves the others as they are;
    an empty one asks nothing.
    """

    because: list[OverflowCause] = msgspec.field(default_factory=list)
    """Of `overflowed`: why its queue had no place."""

    channels: list[Channel] = msgspec.field(default_factory=list)
    """Of `message_added`: through which channel."""

    clocks: list[ClockKind] = msgspec.field(default_factory=list)
    """Of `clock_passed` and `escalated`: which clock."""

    from_: list[Headline] = msgspec.field(default_factory=list, name="from")
    """Of `state_changed`: where the ticket stood."""

    passed: list[ClockPoint] = msgspec.field(default_factory=list)
    """Of `clock_passed`: what it passed."""

    results: list[TaskResult] = msgspec.field(default_factory=list)
    """Of `task_moved`: how the task came out. Only one that is done has come out."""

    task_kinds: list[TaskKind] = msgspec.field(default_factory=list)
    """Of `task_moved`, `task_overdue` and `task_unstaffed`: what the task is."""

    task_states: list[TaskState] = msgspec.field(default_factory=list)
    """Of `task_moved`: where the task stands now."""

    to: list[Headline] = msgspec.field(default_factory=list)
    """Of `state_changed`: where it came to."""


class EventPage(msgspec.Struct, Shown, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of the log."""

    events: list[Recorded]
    """The events."""

    head: Cursor
    """The end of the log when this was read."""

    next: Cursor
    """Ask on from here."""


class Evidence(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One piece of evidence."""

    blob: str | None = None
    """The content hash under which the blob store holds it, once it does."""

    kind: EvidenceKind
    """What it is."""

    note: str | None = None
    """A few words on it. Personal data may stand here."""

    url: str | None = None
    """Where the platform shows it, if it does. May expire."""


class ExpectedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Pieces of one order line that are to come back."""

    barcode: str | None = None
    """Its barcode."""

    batch: str | None = None
    """The batch it came from."""

    expected: int
    """Pieces that are to come in all."""

    line: str
    """The order line, by the platform's id: what the outcome of an inspection names."""

    merchant_code: str | None = None
    """The merchant's own code for it."""

    missing: int
    """Pieces that are still to come."""

    product: ProductId | None = None
    """The article across shops."""

    received: int
    """Pieces that came."""

    sku: str
    """The sku."""

    title: str
    """The title."""


class ExpectedParcel(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A parcel with returns."""

    by: FoundBy
    """What the code turned out to be."""

    parcel: ParcelSnapshot | None = None
    """What the carrier says of it, if the code is a tracking number it knows."""

    returns: list[ExpectedReturn]
    """What is to come, the ticket that was opened first in front."""


class ExpectedReturn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Goods of one ticket that are to come back."""

    evidence: list[Evidence]
    """Photos and files to compare with."""

    goods: Goods
    """How far the goods are: whether some came before."""

    headline: Headline
    """Its headline."""

    inspection: InspectionTask | None = None
    """The inspection that waits for it, if one was opened."""

    issue: IssueType
    """What is wrong with them."""

    kind: Kind
    """What the buyer wants."""

    lines: list[ExpectedLine]
    """Line by line. Empty while the order is not known."""

    moves: list[Trigger]
    """What warehouse and quality check may do with it now."""

    number: TicketNumber
    """Its number."""

    order: str | None = None
    """The order's number on its platform."""

    platform: Platform
    """The platform it began on."""

    reason: str | None = None
    """The buyer's own words about it. Personal data."""

    shop: ShopId
    """The shop it began in."""

    ticket: TicketId
    """The ticket."""

    version: int
    """Its version: name it in a command's `expect`."""


class Explained(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where the rules put a ticket now, and who would get it."""

    ahead: int
    """Other tickets that wait in its queue."""

    choice: Choice
    """Who would get it if nobody had it, and why the others would not: of those the first 20 by id."""

    expected_wait_ms: int | None = None
    """How long a ticket behind those waits, in milliseconds, by what tickets of the queue took and who is there now; absent
    where nobody can tell.
    """

    hops: list[Hop] = msgspec.field(default_factory=list)
    """Where it goes on before anybody takes it, in order: queues that overflow, and steps that it does not wait for. `queue`,
    `standing` and `choice` are of where that ends.
    """

    next_at: Timestamp | None = None
    """When something else may come of it where it stands, if nothing happens before: a step of its route, the end of an offer,
    of a wait for who knows it, or of the time for a first action.
    """

    placement: Placement
    """Where it is put, rule by rule."""

    queue: str
    """The queue it stands in: that of the placement, unless a person chose another, a step led to one or a queue overflowed."""

    ranked: list[Ranked] = msgspec.field(default_factory=list)
    """Those who may take it now, in the order in which they come, the first 20."""

    refusals: dict[str, int] = msgspec.field(default_factory=dict)
    """How many may not take it now, by reason."""

    standing: Standing
    """What its steps made of that by now, or by when it was given to who has it."""

    version: int
    """The configuration it is by."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something that already happened outside."""

    body: FactBody
    """What it is about."""

    occurred_at: Timestamp
    """When it happened."""

    platform: Platform
    """The platform it comes from; a merchant's own channel has a name too, such as `app`."""

    raw: Payload | None = None
    """The payload it was read from: this object's slice, not the whole answer. Personal data."""

    revision: int
    """The platform's modified time or sequence number of the object."""

    shop: ShopId
    """The shop."""


class FactAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What became of one of several facts: `ok` or `error`."""

    error: Failure | None = None
    """It was refused."""

    ok: Ingested | None = None
    """It was taken in."""


class ContactFact(msgspec.Struct, tag_field="type", tag="contact", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A buyer's account is known by these keys."""

    account: AccountRef
    """The account."""

    keys: list[AttestedKey]
    """Keys proven for it. Personal data, hashed on the way in."""


class UnknownFact(msgspec.Struct, tag_field="type", tag="unknown", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something we do not know: kept on the timeline, counted, moves nothing."""

    external_id: str | None = None
    """Its id, if one was found."""

    object: str
    """What kind of object, as the platform calls it."""

    raw: str
    """The raw tag or status."""


class Failure(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An error as every language gets it. Holds no secret and no personal data."""

    allowed: list[str]
    """What would be allowed there, or instead."""

    context: dict[str, str]
    """Everything else that is known, by name."""

    field: str | None = None
    """The argument that is wrong, as a path such as `command.act.trigger`."""

    hint: str | None = None
    """What the reader can do about it."""

    kind: ErrorKind
    """What kind of failure. Decide by this, never by the message."""

    message: str
    """What happened, in one line."""

    operation: str
    """The operation that failed, as `module.verb`; empty when not named."""

    phase: Phase
    """How far it came: what may have taken effect."""

    platform: str | None = None
    """The platform it is about."""

    request_id: str | None = None
    """The platform's id of the request, for its support."""

    retry: Retry
    """Whether and when to try again."""

    retry_after_ms: int | None = None
    """Milliseconds to wait before trying again, where the other side said so."""

    retryable: bool
    """Whether trying again can help at all."""

    upstream_code: str | None = None
    """The platform's own code."""

    upstream_message: str | None = None
    """The platform's own words."""

    upstream_status: int | None = None
    """HTTP status of the platform's answer, where there was one."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A difference, and what was done about it."""

    because: str | None = None
    """Why it was not, or why the platform would not show it."""

    difference: Difference
    """How it differs."""

    external_id: str
    """The platform's id of the after-sale."""

    healed: bool
    """What the platform shows was taken in."""

    object: str
    """What the platform has it as."""

    ours: str | None = None
    """Our status before, as the platform words it."""

    theirs: str | None = None
    """The platform's status."""


class Floor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A lower level is enough once the ticket has waited so long."""

    after_ms: int
    """Milliseconds it has waited."""

    level: int
    """The level from then on."""


class Given(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A value of a kind: an e-mail address, a member number, a nickname."""

    kind: str
    """The word of the kind."""

    linkable: bool | None = None
    """Whether the platform's terms allow joining by it; without a word the kind tells."""

    scope: str = ""
    """The scope in which it is unique; empty means everywhere."""

    value: str
    """The value as given. Personal data: hashed on the way in, never stored."""


class GivenOut(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What became of a ticket under one configuration."""

    agent: AgentId | None = None
    """Who got it; nobody when absent."""

    escalated: list[str] = msgspec.field(default_factory=list)
    """The rungs of its ladder that were done, by name, in that order."""

    queue: str
    """The queue it stood in at the end."""

    verdict: PolicyVerdict
    """What policies and automations decided as it came, or automations later."""

    wait_ms: int | None = None
    """How long it waited for them, in milliseconds, without the time in which somebody had it before."""


class GroupConfig(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A group of agents. Where any is declared, every group that is named anywhere must be."""

    description: str | None = None
    """What it is for."""

    label: str = ""
    """What people call it; its name when empty."""

    name: str
    """Its name, as queues, tasks and agents name it."""


class HandedOver(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a bot leaves to the person after it."""

    fields: dict[str, str] = msgspec.field(default_factory=dict)
    """What the buyer said, by name. Personal data may stand in the values."""

    summary: str | None = None
    """What it was about. Personal data may stand here."""

    transcript: str | None = None
    """Where your code keeps the whole talk. Personal data may stand here."""

    tried: list[str] = msgspec.field(default_factory=list)
    """Answers that did not help, in order. Personal data may stand here."""


class Handle(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An account: the platform's id of a buyer, in the scope in which it is unique (often one shop)."""

    platform: Platform
    """The platform."""

    scope: str
    """The scope of the uid."""

    uid: str
    """The platform's id. Personal data."""


class Hop(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket went on before anybody took it: to another queue, or to the next step of its route."""

    because: HopCause
    """Why it went."""

    from_: str = msgspec.field(name="from")
    """The queue it stood in."""

    step: int
    """Steps of its route that are taken by then."""

    to: str
    """The queue it stands in after that; a step may leave it where it stood."""


class HostRef(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A host (anchor, streamer) as a platform names one."""

    id: str
    """The platform's id of the host, or the merchant's own."""

    name: str | None = None
    """The name shown."""


class Hours(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A stretch of a day, in minutes since its midnight. `from` is in it, `to` is the first minute after it; a day ends at
    `1440`. What runs over midnight is two stretches on two days.
    """

    from_: int = msgspec.field(name="from")
    """From this minute on."""

    to: int
    """Up to this minute."""


class How(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How a customer came to be."""

    en: str
    """In one line, in English."""

    steps: list[HowStep]
    """The steps, in their order."""

    zh: str
    """In one line, in Chinese."""


class HowStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One step on the way to a customer."""

    a: Uid
    """The one account."""

    b: Uid
    """The other."""

    refused: str | None = None
    """Why it joined nothing: `barred`, `clash` or `strangers`; `None` when it did."""

    score: int | None = None
    """In thousandths of a bit; `None` when a person said so."""


class IdentityConfig(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How the accounts of a person are found. A change holds for what comes after it; what was observed stays."""

    by: JoinBy = "records"
    """What they are joined by."""

    whole_phones: bool = False
    """Whole phones of receivers are compared as they are. Without it only what a platform's mask would leave of them is:
    the terms of platforms that hand out whole ones do not always allow to join people by them.
    """


class IdentityDifference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Something that is not as it should be."""

    pairs: Uid | None = None
    """The pairs of an account differ."""

    sharing: Uid | None = None
    """Who shares a value differs."""

    customer: CustomerId | None = None
    """The accounts of a customer differ."""


class IdentityKey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An id of a buyer that a platform gives."""

    linkable: bool
    """Whether it may join accounts across platforms."""

    name: str
    """What the platform calls it."""

    scope: str
    """In which scope it is stable: `shop`, `app`, `platform`."""

    support: Support
    """How sure the scope is."""


class IdentityStats(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What is in the store."""

    accounts: int
    """Accounts."""

    generic: int
    """Values that too many share, or that the host blocked."""

    review: int
    """Pairs that wait for a review."""

    sizes: list[OfSize]
    """Customers by how many accounts they have, the smallest first."""


class ImportColumn(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """`Source` written out."""

    column: str | None = None

    constant: str | None = None

    default: str | None = None

    read: ImportRead | None = None

    split: str | None = None

    values: dict[str, str] = msgspec.field(default_factory=dict)


class CsvImportFormat(msgspec.Struct, tag_field="kind", tag="csv", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Separated values; the first row names the columns."""

    delimiter: str = ","
    """Between the cells."""

    quote: str = "\""
    """Around cells that hold a delimiter, a quote (doubled) or a line break."""


class JsonLinesImportFormat(msgspec.Struct, tag_field="kind", tag="json_lines", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One JSON object per line."""


class ImportKeepWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which columns that no field uses are kept: on tickets in `extra`, on order lines and products in `custom`."""

    only: list[str] | None = None
    """These."""


class ImportMapping(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a file holds and which of its columns means what."""

    collect: bool = False
    """Orders: collect the rows of one order from anywhere in the file, in memory, instead of asking that they be
    adjacent.
    """

    empty: list[str] = msgspec.field(default_factory=lambda: ["-", "--", "null", "NULL", "\\N"])
    """Words that mean an empty cell, beside the empty cell itself."""

    fields: dict[str, ImportSource]
    """Field → where its value comes from. `super::targets` lists the fields; `custom.NAME` is one of the merchant's
    own (order lines and products).
    """

    format: ImportFormat = msgspec.field(default_factory=lambda: msgspec.convert({"delimiter": ",", "kind": "csv", "quote": "\""}, ImportFormat))
    """How the file is written."""

    keep: ImportKeep = "all"
    """What becomes of columns that no field uses."""

    lines_at: str | None = None
    """Orders in JSON lines: pointer to the array of lines inside an order. Fields of a line are then looked up in its
    elements.
    """

    what: ImportWhat
    """What the rows are."""

    zone_minutes: int = 0
    """Minutes ahead of UTC of times that name no zone: 480 for China."""


class ImportOptions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How an import runs."""

    chunk: int = 500
    """Rows per chunk, from 1 to `MAX_BATCH`."""

    dry_run: bool = False
    """Read and check everything, hand nothing on."""

    keep_errors: int = 1000
    """Most errors kept word for word; the others are only counted."""

    max_errors: int | None = None
    """Stop when more rows than this failed; `None` means never."""


class ImportProgress(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How far an import is. Rows are counted as items: the rows of one order are one."""

    accepted: int
    """Good ones, taken (or, in a dry run, good enough to be)."""

    bytes: int
    """Bytes of the file that are done."""

    duplicate: int
    """Known already."""

    failed: int
    """Left out or refused."""

    new: int
    """Taken as the first of their object."""

    rows: int
    """Items read, good and bad."""

    stale: int
    """Older than what is known."""

    updated: int
    """Taken as newer."""


class ImportReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What came of an import."""

    bookmark: Bookmark
    """Where to go on."""

    errors: list[RowError]
    """The first bad rows."""

    progress: ImportProgress
    """The figures of this run."""

    stopped: ErrorRecord | None = None
    """Why it stopped before the end of the file; `None` when it did not."""

    unknown_words: dict[str, dict[str, int]]
    """Field → word without a meaning → how often, as they stand in the file: what `values` has still to translate."""


class Ingested(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What became of a fact."""

    cursor: Cursor
    """The end of the log after it."""

    effect: Effect
    """What it did."""

    ticket: TicketId | None = None
    """The ticket it belongs to, if it belongs to one."""


class InspectionTask(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An inspection that waits for goods."""

    agent: AgentId | None = None
    """Who does it."""

    due_at: Timestamp | None = None
    """When it should be done."""

    group: str
    """The group that does it."""

    task: TaskId
    """The task."""


class InstantRefund(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Whose returns are paid at once, and up to which amount."""

    at_most: list[Money]
    """Up to such an amount; one for a currency."""

    trusted: list[Trust]
    """What shows that somebody is trusted: one of these is enough."""


class Job(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A job."""

    again: bool
    """It was asked for again while somebody worked on it."""

    attempt: int
    """How often it was tried."""

    body: JobBody
    """What is to be done."""

    created_at: Timestamp
    """When it was first asked for."""

    doubt: bool
    """A read-back comes first: the last try may have taken effect."""

    failure: str | None = None
    """The last failure, as one line."""

    id: JobId
    """Its id: one job per piece of work."""

    place: str | None = None
    """How far a list is looked at that is done a part at a time: the next part begins after this place."""

    run_at: Timestamp
    """When: for a leased job, when the lease ends."""

    state: JobState
    """Where it stands."""


class RefetchJob(msgspec.Struct, tag_field="kind", tag="refetch", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Read an outside object again."""

    claimed: int | None = None
    """The newest revision a webhook claimed; an older answer is asked again."""

    object: ObjectRef
    """Which."""

    stale: int = 0
    """How often an older answer came."""


class ActionJob(msgspec.Struct, tag_field="kind", tag="action", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Tell a platform what we decided."""

    action: Action
    """What to tell."""

    entry: Timestamp
    """Which of the ticket's commands it carries: the time of its local entry."""

    episode: int
    """The episode in which it was decided."""

    ticket: TicketId
    """The ticket it is for."""


class NotifyJob(msgspec.Struct, tag_field="kind", tag="notify", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Tell the buyer how far it is."""

    episode: int
    """The episode."""

    notice: Notice
    """Which notice."""

    ticket: TicketId
    """The ticket."""


class ReplyJob(msgspec.Struct, tag_field="kind", tag="reply", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Send the buyer an answer of ours."""

    channel: Channel
    """Through which channel."""

    conversation: ConversationId | None = None
    """In which conversation, if one is open."""

    message: MessageId
    """The message that holds the words."""

    platform: Platform
    """On which platform."""

    shop: ShopId
    """In which shop."""

    ticket: TicketId
    """The ticket."""


class PollJob(msgspec.Struct, tag_field="kind", tag="poll", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Ask a shop what changed."""

    platform: Platform
    """The platform."""

    shop: ShopId
    """The shop."""


class TokenJob(msgspec.Struct, tag_field="kind", tag="token", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Get a new access token."""

    platform: Platform
    """The platform."""

    shop: ShopId
    """The shop."""


class TimerJob(msgspec.Struct, tag_field="kind", tag="timer", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A moment a ticket waits for."""

    ticket: TicketId
    """The ticket."""


class TaskTimerJob(msgspec.Struct, tag_field="kind", tag="task_timer", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The moment at which a task is due."""

    task: TaskId
    """The task."""


class DrainJob(msgspec.Struct, tag_field="kind", tag="drain", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Give waiting tickets of a queue to agents who became free."""

    queue: QueueId
    """The queue."""


class DrainTasksJob(msgspec.Struct, tag_field="kind", tag="drain_tasks", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Give open tasks of a group to agents who became free."""

    group: str
    """The group."""


class VacateJob(msgspec.Struct, tag_field="kind", tag="vacate", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Take tickets from an agent who is no longer there."""

    agent: AgentId
    """Who that was."""


class AttendJob(msgspec.Struct, tag_field="kind", tag="attend", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A moment the presence of an agent waits for: a lease runs out, a grace is over, a shift begins or ends."""

    agent: AgentId
    """Whose."""


class AttributeJob(msgspec.Struct, tag_field="kind", tag="attribute", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Work out again which host sold the orders of a show."""

    formerly: list[tuple[ShopKey, Timestamp, Timestamp]] = msgspec.field(default_factory=list)
    """Where it stood before it changed: orders there are looked at too."""

    show: ShowId
    """The show."""


class ReapplyJob(msgspec.Struct, tag_field="kind", tag="reapply", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Bring open tickets in line with the configuration that was published: a part at a time, until all were looked at."""


class JobPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[Job]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class JobStateWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where a job stands. A job that is done is deleted."""

    leased: Uid | None = None
    """Somebody works on it until `run_at`; the lease must match when it is settled."""


class KnownOrder(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An order of which nothing is asked back."""

    customer: CustomerId | None = None
    """Who bought it."""

    lines: list[ExpectedLine]
    """What was sold; `expected` is 0 in all of them."""

    number: str
    """Its number on its platform."""

    order: OrderId
    """The order."""

    placed_at: Timestamp
    """When it was placed."""

    platform: Platform
    """The platform."""

    shop: ShopId
    """The shop."""


class KnownParcel(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A parcel that nobody asked for."""

    by: FoundBy
    """What the code turned out to be."""

    orders: list[KnownOrder]
    """The orders it may belong to: several where platforms have the same number."""

    parcel: ParcelSnapshot | None = None
    """What the carrier says of it, if the code is a tracking number it knows."""

    tickets: list[OtherTicket]
    """Tickets about them, none of which waits for goods."""


class LeasedJob(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A job of yours until the lease ends."""

    job: Job
    """The job."""

    lease: Uid
    """The lease: finish the job under it."""


class Likely(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A customer that somebody may be."""

    customer: CustomerId
    """The customer."""

    score: int | None = None
    """How sure, in thousandths of a bit; absent when it is the very account."""


class LineCustom(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The merchant's own fields of one order line."""

    fields: dict[str, Told]
    """Each field by its name."""

    line: str
    """The platform's id of the line."""


class LineFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What we worked out about one order line."""

    attribution: Attribution
    """How sure the host is."""

    host: str | None = None
    """The host who sold it: the merchant's or the platform's id."""

    product: ProductId | None = None
    """The article across shops."""

    show: ShowId | None = None
    """The evening it was sold in."""


class LineOutcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a command says of one line."""

    damaged: int = 0
    """Pieces that failed."""

    disposition: Disposition | None = None
    """What becomes of them; what is usual for the grade when absent."""

    fee_percent: int | None = None
    """The restocking fee, in percent of the line's money. Nothing is held back by itself: who decides the refund sees it."""

    grade: Grade | None = None
    """What the pieces are worth, as inspected."""

    instead: ProductId | None = None
    """The article of that code. Worked out when the command comes."""

    line: str
    """The order line."""

    missing: int = 0
    """Pieces that should have come back and did not."""

    passed: int = 0
    """Pieces that passed."""

    photos: list[Evidence] = msgspec.field(default_factory=list)
    """Photos and films of the pieces: at most 100."""

    received: int = 0
    """Pieces received."""

    send: str | None = None
    """The article to send instead of the one bought, by the merchant's code or its barcode: with the approval of an exchange or
    a resend.
    """

    used: int = 0
    """Pieces with signs of use."""

    wrong: int = 0
    """Pieces of another article that came instead."""


class ListedTicket(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket as a line of a list."""

    account: AccountId | None = None
    """The buyer's account: the customer is asked for by it."""

    agent: AgentId | None = None
    """The agent who has it."""

    amounts: Amounts
    """Its amounts, in minor units."""

    band: int
    """0 (now) to 4."""

    changed_at: Timestamp
    """When the headline last changed."""

    currency: Currency
    """The currency of its amounts."""

    decision: Decision
    """What the seller decided."""

    dispute: DisputeState
    """How far arbitration is."""

    due_at: Timestamp | None = None
    """When something is due next: our clocks and the platform's deadline."""

    ended_at: Timestamp | None = None
    """When it last reached an ended headline."""

    episode: int
    """Counts reopenings, from 1."""

    flags: list[str] = msgspec.field(default_factory=list)
    """Marks such as `refund_failed`, `parcel_lost`."""

    goods: Goods
    """Where the buyer's goods are."""

    headline: Headline
    """Where it stands: what people see."""

    host: str | None = None
    """The host who sold it."""

    id: TicketId
    """Its id."""

    issue: IssueType
    """What the problem is."""

    kind: Kind
    """What the buyer wants."""

    lines: int
    """How many order lines it is about."""

    money: MoneyState
    """How far the refund is."""

    number: TicketNumber
    """Its number, to be read aloud."""

    open: bool
    """Whether it still needs anybody."""

    opened_at: Timestamp
    """When the problem began."""

    order: OrderId | None = None
    """The order."""

    pending: int
    """How many commands wait for it, conflicts and refusals included."""

    platform: Platform
    """The platform it began on."""

    platform_deadline: Timestamp | None = None
    """The platform's deadline for the present step."""

    queue: QueueId | None = None
    """The queue it stands in."""

    reason_code: str | None = None
    """The platform's reason code, raw."""

    replacement: ReplacementState
    """How far the replacement is."""

    shop: ShopId
    """The shop it began in."""

    show: ShowId | None = None
    """The evening it was sold in."""

    sources: int
    """How many outside objects it is made of."""

    tags: list[str] = msgspec.field(default_factory=list)
    """Its tags."""

    version: int
    """The commit number that wrote it: name it in a command's `expect`."""

    waiting_on: WaitingOn
    """On whom it waits."""


class LoadDrift(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A load that was not what a recount gives."""

    agent: AgentId
    """Whose."""

    counted: int
    """Units of work that tickets, tasks and offers add up to: what it says now."""

    stored: int
    """Units of work it said."""


class Local(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What people and automations did here: the part of a ticket that no platform tells."""

    absorbed: list[TicketId] = msgspec.field(default_factory=list)
    """Tickets merged into this one by hand."""

    automations: dict[str, AutomationDone] = msgspec.field(default_factory=dict)
    """Automations that were done, by their names."""

    band: int | None = None
    """The band a person chose."""

    bot: BotTalk | None = None
    """The talk a bot has or had on it."""

    compensations: list[Compensation] = msgspec.field(default_factory=list)
    """Goodwill."""

    custom: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """The merchant's own fields."""

    entries: list[LocalEntry]
    """Commands that moved the axes, in order."""

    evidence: list[Evidence] = msgspec.field(default_factory=list)
    """Evidence added here."""

    first_human_at: Timestamp | None = None
    """When a person of ours first did something on it, here or in a platform's console."""

    first_response_at: Timestamp | None = None
    """When one of ours first answered the buyer by a command here."""

    issue: IssueType | None = None
    """The issue type a person chose."""

    last_response_at: Timestamp | None = None
    """When one of ours last answered the buyer by a reply here."""

    linked: list[TicketId] = msgspec.field(default_factory=list)
    """Other tickets it is about."""

    merged: list[TicketId] = msgspec.field(default_factory=list)
    """All tickets that became part of this one, by hand or by the fold."""

    notices: list[tuple[int, Notice]] = msgspec.field(default_factory=list)
    """Notices recorded: (episode, notice)."""

    parcels: list[tuple[Direction, ParcelRef]] = msgspec.field(default_factory=list)
    """Parcels people named here."""

    queue: str | None = None
    """The queue a person chose."""

    raised: int | None = None
    """The band an escalation raised it to."""

    rungs: list[tuple[ClockKind, int, str]] = msgspec.field(default_factory=list)
    """Rungs of escalations that were done."""

    said: list[str] = msgspec.field(default_factory=list)
    """Marks of what was written to the buyer here while no bot had it, the last twenty: a channel that shows it again shows
    nothing that anybody did there.
    """

    tags: list[str] = msgspec.field(default_factory=list)
    """Tags."""

    tasks: list[TaskId] = msgspec.field(default_factory=list)
    """Internal tasks."""

    touched: bool = False
    """A person worked on it: from then on only a person splits it."""

    watchers: list[AgentId] = msgspec.field(default_factory=list)
    """Who wants to hear of it."""

    widened: list[str] = msgspec.field(default_factory=list)
    """Groups that escalations let take it, beside those of its queue."""


class LocalEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One command that moved the ticket, kept so that the ticket can be folded again."""

    agent: AgentId | None = None
    """By whom, when it was a person or bot."""

    amount: Money | None = None
    """The amount, where the command had one."""

    at: Timestamp
    """When it was applied."""

    job: JobId | None = None
    """The job that carries it to the platform."""

    lines: list[LineOutcome] = msgspec.field(default_factory=list)
    """Pieces per line, where the command had them."""

    role: Role
    """In which role."""

    trigger: Trigger
    """What it was."""

    void: bool = False
    """The platform refused it, so it has no effect."""


class Message(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A stored message."""

    account: AccountId | None = None
    """The buyer's account."""

    conversation: ConversationId
    """The conversation."""

    delivery: DeliveryState | None = None
    """For our own answer: where its delivery stands."""

    id: MessageId
    """Its id."""

    platform: Platform
    """The platform it came through."""

    revision: Revision
    """How new that is."""

    shop: ShopId
    """The shop."""

    snapshot: MessageSnapshot
    """What the channel shows."""

    source: SourceId
    """The source (day of the conversation, or part of it) it belongs to."""


class MessageSnapshot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One message as its channel shows it."""

    about: About = msgspec.field(default_factory=lambda: msgspec.convert({}, About))
    """What it is about, when the channel knows."""

    account: AccountRef | None = None
    """The buyer it is with."""

    at: Timestamp
    """When it was written."""

    channel: Channel = "chat"
    """Where it came through."""

    conversation: str
    """The channel's id of the conversation."""

    evidence: list[Evidence] = msgspec.field(default_factory=list)
    """Photos and files."""

    external_id: str
    """The channel's id of the message."""

    issue: IssueType | None = None
    """The problem, when the channel's form asked for it."""

    keys: list[AttestedKey] = msgspec.field(default_factory=list)
    """Keys the channel has proven for that buyer. Personal data, hashed on the way in."""

    sender: Sender
    """Who wrote it."""

    text: str
    """The words. Personal data."""


class Moment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One thing that happened."""

    event: Recorded | None = None
    """The engine recorded it."""

    message: Message | None = None
    """It was written."""


class MomentPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[Moment]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class Moments(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """When a running clock warns and is due, worked out by its calendar. Absent where the calendar has not as many hours."""

    due_at: Timestamp | None = None
    """When it is due."""

    warn_at: Timestamp | None = None
    """When it warns."""


class Money(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An amount: minor units (fen, cent) and their currency."""

    currency: Currency
    """The currency they are in."""

    minor: int
    """Minor units, such as fen."""


class ObjectName(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The name of an outside object in its shop."""

    external_id: str
    """The platform's id."""

    object: str
    """What it is: `aftersale`, `return`, `complaint`."""


class ObjectRef(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An outside object that can be read again."""

    external_id: str
    """The platform's id."""

    object: str
    """What it is: `aftersale`, `order`."""

    platform: Platform
    """The platform."""

    shop: ShopId
    """The shop."""


class Observation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One observation: an order, a call, a profile. The same source and id with a newer version replaces it."""

    account: Handle | None = None
    """The account; a contact without one is somebody of its own."""

    at: Timestamp
    """When it was made."""

    blocks: list[Block] = msgspec.field(default_factory=list)
    """Blocks."""

    id: str = ""
    """Its id there; empty for one that has none, which is then the same as any with the same content."""

    link: bool = True
    """`false`: it neither gives nor takes part in any joining."""

    source: str
    """Where it comes from."""

    values: list[Given] = msgspec.field(default_factory=list)
    """Values."""

    version: int = 0
    """Its version; a lower one than what is known is old news."""


class Observed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What came of an observation."""

    account: AccountId
    """The account, or the contact that has none anywhere."""

    customer: CustomerId
    """Whose it is."""

    known: bool
    """It was known already: nothing was written."""


class OfSize(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How many customers have so many accounts."""

    accounts: int
    """Accounts of each."""

    customers: int
    """How many there are."""


class Offer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What may be done: `Allowed` without its labels, which a phone knows itself."""

    at_most: Money | None = None
    """The most money that may be moved by it."""

    because: str | None = None
    """Why not, when it is not possible now."""

    needs: str | None = None
    """What must be given with it."""

    trigger: Trigger
    """What."""


class OfferTerms(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How long an offer holds."""

    for_ms: int = 30000
    """Milliseconds until it has run out."""

    max_offers: int = 1
    """Agents who are asked at the same time, 1 to 16: the first who takes it has it."""


class Offered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An offer that stands: room for the ticket is held with that agent."""

    agent: AgentId
    """To whom."""

    at: Timestamp
    """Since when."""

    held: bool = False
    """The agent is getting ready to take it."""

    until: Timestamp
    """From then on it has run out."""

    weight: int
    """The load it puts on them, in units."""


class OnScreen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What was on screen from some moment on."""

    from_: Timestamp = msgspec.field(name="from")
    """From when."""

    link: int | None = None
    """The link number the host calls out."""

    sku: str
    """The sku shown."""

    until: Timestamp | None = None
    """Until when; `None` while it still is."""


class OpenOptions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How a file is to be opened."""

    apps: list[AppSettings] = msgspec.field(default_factory=list)
    """Applications that are registered with platforms."""

    key: Bytes | None = None
    """32 bytes to seal the file under, instead of the key beside it."""

    old_keys: list[Bytes] = msgspec.field(default_factory=list)
    """Former keys that some of it may still be sealed under."""

    path: str
    """The file; made when there is none."""

    tenant: str | None = None
    """The merchant; without a name it is the only one of the file."""

    unsealed: bool = False
    """Not sealed: whoever has the file reads all of it. For trying things out."""


class Order(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An order, with what we worked out about it."""

    account: AccountId | None = None
    """The buyer's account."""

    custom: list[LineCustom] = msgspec.field(default_factory=list)
    """The merchant's own fields of its lines, by the platform's id of the line."""

    lines: list[LineFacts]
    """What we worked out, line by line in the order of the snapshot."""

    platform: Platform
    """The platform."""

    revision: Revision
    """How new that is."""

    shop: ShopId
    """The shop."""

    snapshot: OrderSnapshot
    """What the platform shows."""


class OrderLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One line of an order as its platform shows it."""

    barcode: str | None = None
    """Its barcode."""

    batch: str | None = None
    """The batch it came from."""

    custom: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """The merchant's own fields, where the host or a file tells them: no platform does. They stay when a newer snapshot
    does not name them (`Order::custom`).
    """

    external_id: str
    """The platform's id of the line."""

    host: HostRef | None = None
    """The host the platform names."""

    merchant_code: str | None = None
    """The merchant's own code for it."""

    paid: Money
    """What was paid for all pieces."""

    quantity: int
    """Pieces."""

    room: str | None = None
    """The room the platform names."""

    sku: str
    """The article's id in that shop (the sku where there is one)."""

    supplier: str | None = None
    """Who supplied it."""

    title: str
    """Its title."""


class OrderQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which orders. What is absent does not filter; all that is present must hold."""

    account: AccountId | None = None
    """Of this account."""

    after: str | None = None
    """Go on after a page's `next`."""

    customer: CustomerId | None = None
    """Of this customer, on all platforms."""

    limit: int = 0
    """At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE)."""

    line_custom: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """With a line that has these values in the merchant's own fields."""

    placed_from: Timestamp | None = None
    """Placed then or later."""

    placed_to: Timestamp | None = None
    """Placed then or earlier."""

    platform: Platform | None = None
    """On this platform."""

    product: ProductId | None = None
    """With a line of this product."""

    shop: ShopId | None = None
    """In this shop."""

    states: list[OrderState] = msgspec.field(default_factory=list)
    """In one of these states."""


class OrderSnapshot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An order as its platform shows it now."""

    account: AccountRef | None = None
    """The buyer."""

    created_at: Timestamp
    """When it was placed."""

    external_id: str
    """The platform's order number."""

    lines: list[OrderLine]
    """Its lines."""

    paid: Money
    """What was paid in all, freight included."""

    paid_at: Timestamp | None = None
    """When it was paid."""

    parcels: list[ParcelRef] = msgspec.field(default_factory=list)
    """Parcels sent."""

    receiver: Receiver | None = None
    """Who receives it. Personal data."""

    state: OrderState
    """How far it is."""


class OrderView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An order and the tickets about it."""

    order: VersionedPlacedOrder
    """The order."""

    tickets: list[VersionedTicket]
    """The tickets about it, the first opened first."""


class OtherTicket(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket about the same order that waits for no goods."""

    goods: Goods
    """Where its goods are."""

    headline: Headline
    """Its headline."""

    kind: Kind
    """What the buyer wants."""

    number: TicketNumber
    """Its number."""

    ticket: TicketId
    """The ticket."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What came of a job."""

    assign: list[TicketId] = msgspec.field(default_factory=list)
    """Waiting tickets that may be given to somebody now, first come first."""

    attribute: list[OrderId] = msgspec.field(default_factory=list)
    """Orders whose host is to be worked out again."""

    end: End = msgspec.field(default_factory=lambda: msgspec.convert({"how": "done"}, End))
    """How it ended."""

    facts: list[Fact] = msgspec.field(default_factory=list)
    """What the answer tells: taken in with the end of the job, in one commit."""

    polled: Polled | None = None
    """How far a poll came."""

    signals: list[Signal] = msgspec.field(default_factory=list)
    """Where to look next."""

    tasks: list[TaskId] = msgspec.field(default_factory=list)
    """Open tasks that may be given to somebody now, the first due first."""

    tokens: TokenPair | None = None
    """A new token pair."""

    unreadable: list[Quarantine] = msgspec.field(default_factory=list)
    """What could not be read."""


class OverCapacity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """More than an agent can take came to them: a person gave it, it woke, or their capacity was lowered. They keep it, and get
    nothing new until there is room.
    """

    agent: AgentId
    """Who."""

    capacity: int
    """What they can take."""

    load: int
    """What they have, in units of work."""


class OverflowWhen(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """When else a ticket that comes to a queue, and that nobody takes at once, has no place there."""

    nobody_online: bool = False
    """When nobody who serves the queue is online and on shift."""

    outside: str | None = None
    """Outside the hours of this calendar."""

    wait_above_ms: int | None = None
    """When it would wait longer than this, in milliseconds. Where that is unknown it stays."""


class ParcelRef(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A parcel as an order or after-sale names it."""

    carrier: str | None = None
    """The carrier's code or name, as given."""

    number: str
    """The tracking number."""


class ParcelSnapshot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a carrier or locker says of a parcel now."""

    at: Timestamp
    """Since when."""

    carrier: str | None = None
    """The carrier."""

    last_scan: str | None = None
    """The carrier's last words. Personal data may stand here."""

    number: str
    """The tracking number."""

    state: ParcelState
    """Where it is."""


class Pending(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A command that waits."""

    act: Act
    """What is wanted."""

    after: list[str] = msgspec.field(default_factory=list)
    """Keys of earlier commands of this phone about the same ticket: what they changed is no conflict."""

    base: int | None = None
    """The version of the ticket or task it was decided on."""

    key: str
    """Its key: applied once, however often it is pushed."""

    made_at: Timestamp
    """When it was given, by the server's clock as far as the phone knew it."""

    state: PendingState
    """Where it stands."""


class WaitingPendingState(msgspec.Struct, tag_field="is", tag="waiting", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """It waits to be pushed; nobody knows whether it was, if the app was killed meanwhile, and that does not matter."""


class UploadingPendingState(msgspec.Struct, tag_field="is", tag="uploading", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """It waits for its file to be there."""


class AppliedPendingState(msgspec.Struct, tag_field="is", tag="applied", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """It was applied; what it changed is on its way."""


class ConflictPendingState(msgspec.Struct, tag_field="is", tag="conflict", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The ticket changed since: a person decides."""

    suggestion: Suggestion
    """What the rules propose."""

    ticket: TicketId | None = None
    """The ticket it is about now."""


class RefusedPendingState(msgspec.Struct, tag_field="is", tag="refused", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """It was refused for good."""

    error: ErrorRecord
    """Why."""


class Placed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where rules put a ticket when it comes, before anybody has it."""

    band: int
    """Its priority, 0 (now) to 4."""

    queue: str
    """The queue: that of the rules, unless a person chose one."""

    rule: str | None = None
    """The rule that decided; `None` when the ticket fell through to the fallback queue."""

    skills: dict[str, int]
    """Skills an agent needs, with the lowest level."""

    tags: list[str]
    """Tags the rules add."""

    weight: int
    """Its weight in units of work."""


class PlacedOrder(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An order with its id."""

    id: OrderId
    """Its id."""

    order: Order
    """The order."""


class Placement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where a ticket stands and what it asks of an agent."""

    affinity: Affinity | None = None
    """Who is asked before others; as the queue says when absent."""

    band: int
    """Its priority, 0 (now) to 4."""

    bot: BotPolicy | None = None
    """What part bots have in it."""

    considered: list[Considered] = msgspec.field(default_factory=list)
    """Every rule that was looked at, in order; empty when nobody asked."""

    floors: dict[str, list[Floor]] = msgspec.field(default_factory=dict)
    """Levels of those that are enough after some time."""

    four_eyes: bool = False
    """Whether who decided is kept from it while the platform arbitrates over that."""

    notify: list[str] = msgspec.field(default_factory=list)
    """Groups that are told when it comes into a queue."""

    queue: str
    """The name of its queue."""

    reservation: Reservation | None = None
    """What the rule that decided says of asking agents first; what the queue says counts when absent."""

    rule: str | None = None
    """The rule that decided; `None` when the ticket fell through to the fallback queue."""

    skills: dict[str, int]
    """Skills an agent needs, with the lowest level."""

    sla: str | None = None
    """The policy whose clocks it has; the first whose condition it meets when absent."""

    steps: list[RouteStep] = msgspec.field(default_factory=list)
    """What the rule that decided changes as it waits; the queue's own steps count when empty."""

    tags: list[str]
    """Tags the rules add."""

    tiers: list[SkillTier] = msgspec.field(default_factory=list)
    """Skills an agent needs for some time."""

    weight: int
    """Its weight in units of work, while it is not parked."""


class PolicyExplained(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Why a policy does or does not do something for a ticket."""

    considered: list[Considered]
    """The policies that were looked at, down to the first that matches."""

    terms: ReturnTerms | None = None
    """What that one makes of the ticket; `None` when no policy matches."""

    version: int
    """The configuration it is by."""


class PolicyVerdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a configuration makes of a request as it comes, before a person looks at it."""

    action: ReturnAction | None = None
    """What is done without a person."""

    automation: str | None = None
    """The automation that granted it, where no policy did."""

    fee: Money | None = None
    """How much is held back of what was asked for."""

    granted: Money | None = None
    """How much money is granted with it."""

    outcome: PolicyOutcome
    """Who decides it."""

    policy: str | None = None
    """The return policy that speaks for it; absent for the short form `auto`."""

    reasons: list[ReturnReason] = msgspec.field(default_factory=list)
    """Why the policy does not grant it, or leaves it to a person."""


class PollReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How far a poll came."""

    pages: int
    """Pages that were read for it by this call."""

    since: Timestamp | None = None
    """Up to when changes had been read before; `None` for a shop that was never polled."""

    until: Timestamp | None = None
    """Up to when they are read now."""


class Polled(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How far a poll came."""

    next: str | None = None
    """The next page; `None` when the window is read to its end."""

    to: Timestamp
    """The upper end of the window that is being read."""


class PresenceConfig(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How presence is kept, and shifts with it."""

    grace_ms: int = 1800000
    """They stay so long first, in milliseconds: who is back by then keeps them."""

    lead_out_ms: int = 0
    """So long before a stretch of their shift ends agents get nothing new, in milliseconds."""

    lease_ms: int = 60000
    """So long after a heartbeat an agent on lease is still taken to be there, in milliseconds."""

    on_leave: Absence = "requeue_untouched"
    """What becomes of the tickets of somebody who went offline, or whose shift is over."""


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One thing that is wrong with a configuration."""

    allowed: str | None = None
    """What is allowed there instead."""

    path: str
    """Where it stands, as `rules[3].when.all[1].test.is.ge`. Empty when it is about the whole."""

    wrong: str
    """What is wrong, with the value that is. Values of fields that may be personal stay out of it."""


class Product(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An article across shops and platforms."""

    barcode: str | None = None
    """The barcode."""

    category: str | None = None
    """The category."""

    custom: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """The merchant's own fields. Those that are declared are of their type and can be asked for in rules; others are
    kept as they came.
    """

    id: ProductId
    """Its id."""

    listings: list[ListingId] = msgspec.field(default_factory=list)
    """The listings joined here."""

    merchant_code: str | None = None
    """The merchant's code."""

    merged_into: ProductId | None = None
    """What this product was merged into, if it was."""

    supplier: str | None = None
    """Who supplies it."""

    title: str
    """Its title, as the merchant or the first listing says."""


class ProductPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[Product]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class ProductQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which articles. What is absent does not filter; all that is present must hold."""

    after: str | None = None
    """Go on after a page's `next`."""

    category: str | None = None
    """Of this category."""

    custom: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """With these values in the merchant's own fields."""

    limit: int = 0
    """At most so many; 0 means 50, the most is `MAX_PAGE`."""

    supplier: str | None = None
    """From this supplier."""


class Pushed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One webhook, as it was received."""

    body: Bytes
    """The body, byte by byte."""

    headers: list[tuple[str, str]] = msgspec.field(default_factory=list)
    """The headers, as received."""

    path: str = ""
    """The path, without host and query."""

    query: list[tuple[str, str]] = msgspec.field(default_factory=list)
    """The query, decoded once."""


class Quarantine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A payload that could not be read."""

    at: Timestamp
    """When it first came."""

    from_: str = msgspec.field(name="from")
    """What it was meant to be: `webhook`, `poll`, `detail`, `fact`."""

    hex: bool
    """Whether `payload` is hexadecimal."""

    id: QuarantineId
    """Its id: the digest of what it holds, so that a repeat is one."""

    payload: Payload
    """The bytes, as text where they are UTF-8, else hexadecimal. Personal data."""

    platform: Platform
    """The platform."""

    reason: str
    """Why it could not be read."""

    shop: ShopId | None = None
    """The shop, if one was found."""

    times: int
    """How often it came."""


class QuarantinePage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[Quarantine]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class QueueConfig(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A queue."""

    affinity: Affinity | None = None
    """Who is asked before others, where the rule says nothing of it."""

    age_step_ms: int | None = None
    """A ticket that waits so long gains a band, in milliseconds: four hours when absent, and 0 where none is ever gained."""

    calendar: str | None = None
    """The hours in which that is counted; every hour when absent."""

    first_action_ms: int | None = None
    """An agent who does nothing on a ticket for so long loses it again, in milliseconds; never when absent."""

    groups: list[str] = msgspec.field(default_factory=list)
    """Groups that serve it; empty means the group of its own name."""

    max_depth: int | None = None
    """Most tickets that wait in it; one that comes when so many do goes on to where it overflows."""

    name: str
    """Its name."""

    overflow: str | None = None
    """The queue that takes those for which it has no place: it is full, or nobody serves it."""

    overflow_bot: AgentId | None = None
    """The bot that takes those, where no queue does; what it hands over comes back."""

    overflow_when: OverflowWhen | None = None
    """When else a ticket has no place here. It goes to `overflow`, else to `overflow_bot`; where neither is named it stays, and
    the event `overflowed` says so once, on which an automation may write to the buyer.
    """

    per_agent: int | None = None
    """Most tickets of it that one agent has at a time; no bound of its own when absent."""

    reservation: Reservation | None = None
    """Whether its agents are asked before they have a ticket, where the rule that placed it says nothing of it."""

    steps: list[RouteStep] = msgspec.field(default_factory=list)
    """What changes for its tickets that wait, where the rule that placed them says nothing of it."""

    strategy: Strategy | None = None
    """In which order its agents are asked."""


class QueueOverride(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A queue that is taken to be otherwise."""

    queue: str
    """Its name."""

    waiting: int | None = None
    """Tickets that wait in it."""


class QuietHours(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """When buyers are left in peace: a notice that falls into it waits for its end. Both are minutes of the day in the
    merchant's zone; from 22:00 to 8:00 is `1320` to `480`.
    """

    from_: int = msgspec.field(name="from")
    """From this minute of the day on."""

    to: int
    """Up to this minute, which is the first that is not quiet; of the next day when it is before `from`."""


class Ranked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An agent who may take a ticket now."""

    agent: AgentId
    """Who."""

    because: AssignCause
    """Why they come where they come."""

    declined: bool = False
    """They did not take it in this step of its route: they come after all who were not asked."""

    keys: list[tuple[RankKey, int]]
    """What puts them in order, the first first: of two agents the one with the smaller number comes first, and of equals the
    one with the smaller id.
    """


class RateRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One member of a dimension: what was sold and what came of it. All figures are of the day of sale."""

    member: str
    """The member."""

    refund_permille: int | None = None
    """Tickets refunded, with or without a return, for a thousand pieces sold; as above."""

    refunded: list[Money]
    """What was refunded: an amount for each currency, sorted by it."""

    refunds: int
    """Tickets refunded."""

    return_permille: int | None = None
    """Returns for a thousand pieces sold, rounded down; `None` when nothing was sold."""

    returns: int
    """Tickets whose goods were to come back."""

    sold: list[Money]
    """What was paid for them: an amount for each currency, sorted by it."""

    sold_units: int
    """Pieces sold."""

    tickets: int
    """Tickets of any kind."""


class Reason(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A reason that a platform accepts with a decision."""

    code: str
    """What the decision is to carry."""

    text: str
    """What people read."""


class Receiver(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who receives a parcel, as the platform shows it (mostly masked). Personal data."""

    address: str | None = None
    """Street and house."""

    name: str | None = None
    """The name."""

    phone: str | None = None
    """The phone."""

    region: str | None = None
    """Province, city, district."""


class ReconcileReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a comparison found."""

    compared: int
    """After-sales compared."""

    findings: list[Finding]
    """Where they differ, by id."""

    unreadable: int
    """Answers that could not be read: kept in the quarantine."""


class Reconciling(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How far a comparison is."""

    read: int
    """After-sales read so far, in lists and one by one."""

    until: Timestamp
    """The platform's list was read up to here."""


class Recorded(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An event with its place in the log."""

    actor: Actor
    """Who did it."""

    at: Timestamp
    """When."""

    body: AnyEvent
    """What happened; readers keep kinds they do not know."""

    cursor: Cursor
    """Its place."""

    ticket: TicketId | None = None
    """The ticket it is about."""

    v: int
    """The version of this kind of event."""


class RefundLeg(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One part of a refund."""

    amount: Money
    """How much."""

    channel: RefundChannel
    """Where it goes."""

    order: OrderId | None = None
    """The order it was paid for."""

    paid_at: Timestamp | None = None
    """When it was paid; `None` while it is under way."""

    source: SourceId | None = None
    """Which source says so; `None` for our own payout."""


class ReplicaOptions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How a phone's copy is to be opened."""

    agent: AgentId
    """Whose work it is."""

    device: DeviceId
    """The phone, as it was registered."""

    key: Bytes
    """The phone's key, 32 bytes, as it was given when it was registered."""

    most_pages: int | None = None
    """Most pages of 4 KiB the file may have: for phones with little room."""

    page: int = 0
    """Tickets asked for at a time; 0 means 500, which is the most."""

    path: str
    """The file; made when there is none."""

    role: Role = "agent"
    """In which role commands are drawn until the server decides."""


class Rerouted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket that another configuration puts elsewhere, or asks something else of agents for."""

    is_: Placed = msgspec.field(name="is")
    """By the configuration in force."""

    number: TicketNumber
    """Its number."""

    opened_at: Timestamp
    """When it was opened: the time that both are asked for."""

    ticket: TicketId
    """Which."""

    would: Placed
    """By the other one."""


class ReservationWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How an agent comes to have a ticket that is chosen for them."""

    offer: OfferTerms | None = None
    """They are asked first, and it waits for their answer."""


class RetryWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Whether and when trying again makes sense."""

    after: int | None = None
    """Try again after so many milliseconds."""


class ReturnCandidate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A return that an unknown parcel may be."""

    headline: Headline
    """Its headline."""

    kind: Kind
    """What the buyer wants."""

    lines: list[ExpectedLine]
    """Line by line."""

    number: TicketNumber
    """Its number."""

    platform: Platform
    """The platform it began on."""

    reasons: list[WeighedClue]
    """Why, that which weighs most in front."""

    score: int
    """What the points of the reasons add up to."""

    shop: ShopId
    """The shop it began in."""

    ticket: TicketId
    """The ticket."""


class ReturnList(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Articles and reasons."""

    categories: list[str] = msgspec.field(default_factory=list)
    """Categories of products."""

    issues: list[IssueType] = msgspec.field(default_factory=list)
    """Problems."""

    reasons: list[str] = msgspec.field(default_factory=list)
    """The platforms' own reason codes."""

    skus: list[str] = msgspec.field(default_factory=list)
    """Articles by sku."""


class ReturnOffer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What may be done under a policy."""

    action: ReturnAction
    """What."""

    amount: Money
    """How much the buyer gets."""

    automatic: bool
    """It needs no person."""

    fee: Money | None = None
    """How much is held back of what was asked for."""


class ReturnPolicy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What holds for the tickets that match. The first policy that matches counts, and then `auto` is not asked."""

    allow: ReturnList | None = None
    """What may come back; an empty list of it allows everything."""

    auto_approve: list[Money] = msgspec.field(default_factory=list)
    """A request up to such an amount is approved without a person; one amount for a currency."""

    block: ReturnList | None = None
    """What may not, even if it is allowed."""

    enabled: bool = True
    """Whether it is looked at at all."""

    instant: InstantRefund | None = None
    """Whose returns are paid before the goods are back."""

    keep_item: list[Money] = msgspec.field(default_factory=list)
    """A return up to such an amount is paid and the buyer keeps the goods; one amount for a currency."""

    name: str
    """Its name."""

    restocking_per_mille: int = 0
    """Held back of a return that we pay ourselves, in thousandths of what was asked for."""

    serial_from: int | None = None
    """From so many refunds of the customer in 90 days on nothing is done without a person."""

    when: When = "always"
    """For which tickets."""

    window: ReturnWindow | None = None
    """Until when a request must be made; at any time when absent."""


class ReturnTerms(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a policy makes of a ticket."""

    eligible: bool
    """Whether it grants what is asked for."""

    offers: list[ReturnOffer]
    """What may be done, the best for the buyer first; nothing when it is not eligible."""

    policy: str
    """The policy."""

    reasons: list[ReturnReason]
    """Why not; or why a person has to look."""

    refunds_90d: int | None = None
    """Refunds of the customer in the 90 days before it was opened, where the policy asks for them."""

    window_ends_at: Timestamp | None = None
    """The last moment for a request."""


class ReturnWindow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Until when a request must be made: so many days from the start, each of 24 hours."""

    days: int
    """How many."""

    from_: WindowStart = msgspec.field(name="from")
    """From when on days are counted."""


class ReviewPair(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Two accounts of different customers that may be one person."""

    a: Uid
    """The one."""

    b: Uid
    """The other."""

    score: int
    """In thousandths of a bit."""

    volume: int
    """How many observations both have together."""


class Revision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The order of snapshots of one outside object: the platform's revision, then the rank of the status, then a hash of
    the content. A total order, so the last word does not depend on arrival.
    """

    hash: int
    """64 bits of the content's hash."""

    number: int
    """The platform's modified time or sequence number."""

    rank: int
    """Distance of the status from the start of its path."""


class Room(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One room of a show."""

    external_id: str
    """The platform's id of the room."""

    platform: Platform
    """The platform it runs on."""

    shop: ShopId
    """The shop that sells in it."""


class RouteAttributes(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What rules look at, by the names that conditions have for it. What is left out is as on a request that has just come."""

    age: int = 0
    """How long ago it was opened, in milliseconds; so long it waits for somebody, too."""

    amount: int = 0
    """Asked for, in minor units."""

    answered: bool = False
    """Somebody answered it."""

    approved: int = 0
    """Approved, in minor units."""

    categories: list[str] = msgspec.field(default_factory=list)
    """Categories of its products."""

    channels: list[Channel] = msgspec.field(default_factory=list)
    """Where the buyer wrote about it."""

    compensation: int = 0
    """Goodwill, in minor units."""

    currency: Currency | None = None
    """The currency of the amounts; CNY when absent."""

    custom: list[CustomIs] = msgspec.field(default_factory=list)
    """Values of the merchant's own fields."""

    customer_tags: list[str] = msgspec.field(default_factory=list)
    """Tags of the customer."""

    deadline_in: int | None = None
    """In how many milliseconds the platform's deadline is."""

    decision: Decision | None = None
    """What the seller decided."""

    dispute: DisputeState | None = None
    """Where the arbitration is."""

    flags: list[str] = msgspec.field(default_factory=list)
    """Its marks."""

    goods: Goods | None = None
    """Where the goods are."""

    headline: Headline | None = None
    """The state people see; that of the kind and the states below when absent."""

    host: str | None = None
    """The host who sold it."""

    issue: IssueType | None = None
    """What the problem is."""

    kind: Kind
    """What is asked for."""

    money: MoneyState | None = None
    """Where the money is."""

    orphan: bool = False
    """Its order is not known."""

    paid_total: int | None = None
    """Paid for the order, in minor units; the order is not known when absent."""

    pieces: int = 0
    """Pieces, all lines together."""

    platform: Platform
    """The platform it came through."""

    products: list[ProductId] = msgspec.field(default_factory=list)
    """Products of those lines, in the same order."""

    reason_code: str | None = None
    """The platform's reason code."""

    refund_count_90d: int = 0
    """Refunds of the customer in the 90 days before."""

    refunded: int = 0
    """Paid back, in minor units."""

    region: str | None = None
    """Where the order goes to; with `paid_total`, since it stands on the order."""

    reopened: int = 0
    """How often it was opened again."""

    replacement: ReplacementState | None = None
    """Where the replacement is."""

    room: str | None = None
    """The room it was sold in."""

    shop: ShopId | None = None
    """The shop it came to."""

    show: ShowId | None = None
    """The evening it was sold in."""

    skus: list[str] = msgspec.field(default_factory=list)
    """Articles of its lines, a line each."""

    sla_slack: int | None = None
    """In how many milliseconds the first of our clocks is due."""

    suppliers: list[str] = msgspec.field(default_factory=list)
    """Who supplies them."""

    tags: list[str] = msgspec.field(default_factory=list)
    """Its tags."""

    waiting_on: WaitingOn | None = None
    """On whom it waits; as the headline says when absent."""


class RouteOverrides(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What is taken to be otherwise than it is. What is left out is as it is."""

    agents: list[AgentOverride] = msgspec.field(default_factory=list)
    """Agents who are otherwise."""

    at: Timestamp | None = None
    """It is asked at that moment: seasons, calendars, shifts and ages are as of then."""

    queues: list[QueueOverride] = msgspec.field(default_factory=list)
    """Queues that are otherwise."""


class RouteStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What changes for a ticket that still waits: more agents may take it, or it goes on in another queue."""

    after_ms: int
    """Milliseconds it has waited."""

    drop_skills: list[str] = msgspec.field(default_factory=list)
    """These skills are no longer asked for."""

    exclusive: bool = False
    """It leaves its queue for that one, and from now on only those who serve that one may take it."""

    groups: list[str] = msgspec.field(default_factory=list)
    """Agents of these groups may take it too."""

    max_offers: int | None = None
    """From now on so many agents are asked for it at the same time, 1 to 16, where it is offered at all."""

    queue: str | None = None
    """Those who serve this queue may take it too."""

    raise_by: int = 0
    """So many bands more urgent, never past 0."""

    skills: dict[str, int] = msgspec.field(default_factory=dict)
    """With `exclusive`: there these skills at these levels are asked for, and nothing of what was asked before."""

    skip_if: SkipIf | None = None
    """When the wait for this step is skipped: it is taken at once."""

    strategy: Strategy | None = None
    """From now on agents are asked in this order."""

    tiers: list[SkillTier] = msgspec.field(default_factory=list)
    """With `exclusive`: there these skills are asked for besides, but only for some time from this step on, and nothing of what
    was asked before.
    """


class RowError(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Why a row was left out. It quotes nothing that stands in the row."""

    column: str | None = None
    """The column, when it is one."""

    field: str | None = None
    """The field that column was mapped to."""

    hint: str | None = None
    """What to do about it."""

    line: int
    """The line of the file, from 1."""

    reason: str
    """What is wrong."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A routing rule. The first that matches and stops wins; those above it that do not stop only add."""

    enabled: bool = True
    """Whether it is looked at at all."""

    name: str
    """Its name, for explanations."""

    stop: bool = True
    """Whether the search ends here, if it matches."""

    then: Then = msgspec.field(default_factory=lambda: msgspec.convert({"band": None, "queue": None, "skills": {}, "tags": [], "weight": None}, Then))
    """What it does."""

    valid_from: Timestamp | None = None
    """From when on it is looked at."""

    valid_to: Timestamp | None = None
    """Until when it is looked at."""

    when: When
    """When it applies."""


class Rung(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A step of an escalation: done once in each cycle of a clock."""

    at: RungAt
    """At which point of it."""

    clock: ClockKind
    """The clock it belongs to."""

    do: list[Escalate]
    """What is done."""

    name: str
    """Its name, unique in its policy: what was done is remembered by it."""


class RungAtWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A point of a clock."""

    after_breach: int | None = None
    """So many milliseconds after that, counted as the clock counts."""


class ScanHints(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What else can be read on a parcel, or is found in it. All of it may be absent."""

    carrier: str | None = None
    """The carrier: its name or code."""

    limit: int = 0
    """Most candidates to give; 0 means 10, the most is 50."""

    name: str | None = None
    """The sender's name. Personal data."""

    phone: str | None = None
    """The sender's phone, or its last four digits. Personal data."""

    region: str | None = None
    """Where it was sent from: province, city. Personal data."""

    skus: list[str] = msgspec.field(default_factory=list)
    """Articles in the parcel: skus, merchant codes or barcodes."""


class Served(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who last served a customer."""

    at: Timestamp
    """When; kept to the hour."""

    by: AgentId
    """The person."""


class SharedValue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A value that both accounts have."""

    ignored: bool
    """Too many, or it was blocked: it counted for nothing."""

    size: int
    """How many accounts have it."""

    what: str
    """What it is."""


class ShopConfig(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One shop of the merchant."""

    app: AppId | None = None
    """The application it is authorised for; the host's own channels have none."""

    currency: Currency = "CNY"
    """The currency it sells in."""

    name: str = ""
    """What people call it."""

    notices: bool = True
    """Whether its buyers are told of progress by us; not where the platform forbids to write to them outside it."""

    platform: Platform
    """The platform."""

    poll_every_ms: int = 300000
    """Poll this often, in milliseconds; 0 switches polling off."""

    return_address: str | None = None
    """The platform's return address to name when a return is approved."""

    settings: dict[str, str] = msgspec.field(default_factory=dict)
    """What the platform wants to be told of this shop with every call, by the platform's name for it (`shop_cipher`)."""

    shop: ShopId
    """The platform's id of the shop."""

    team: str | None = None
    """The group whose agents are asked before others for its tickets."""


class ShopState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A shop's connection."""

    platform: Platform
    """The platform."""

    poll_page: str | None = None
    """Where inside a window the reading stands: the adapter's own text."""

    poll_to: Timestamp | None = None
    """The upper end of the window being read."""

    polled_until: Timestamp | None = None
    """Up to when changes were read."""

    shop: ShopId
    """The shop."""

    stopped: str | None = None
    """The authorisation ended: a person must connect the shop again."""

    tokens: TokenPair | None = None
    """Its tokens."""

    warned: str | None = None
    """What the platform last warned of."""


class Show(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One evening of live selling."""

    captions: list[Caption] = msgspec.field(default_factory=list)
    """Caption lines."""

    ends_at: Timestamp
    """Planned or real end."""

    host: HostRef
    """Who sells."""

    id: ShowId
    """Its id."""

    on_screen: list[OnScreen] = msgspec.field(default_factory=list)
    """What was on screen when."""

    revision: int = 0
    """The revision of the fact it was told by."""

    rooms: list[Room]
    """The rooms it runs in."""

    starts_at: Timestamp
    """Planned or real start."""

    title: str
    """What it is called."""


class Signal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a hint says: where to look."""

    dedupe: str | None = None
    """The platform's id of the message."""

    object: ObjectRef
    """The object to read again."""

    revision: int | None = None
    """The revision it claims; an older answer is asked again."""

    status: str | None = None
    """The raw status it claims, for the log."""


class Similar(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An article that may be the same as another one."""

    likeness: int
    """How alike the titles are, from 0 to 1,000."""

    product: Product
    """The article."""


class Simulation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The difference between the configuration in force and another one, over past tickets."""

    differ: int
    """How many tickets would have been elsewhere, with somebody else, or after another wait."""

    differing: list[Differs]
    """The first of them in the order they were opened, at most `MAX_PAGE`."""

    is_: Attained = msgspec.field(name="is")
    """By the configuration in force."""

    tickets: int
    """How many tickets were given out."""

    version: int
    """The version of the configuration in force."""

    would: Attained
    """By the other one."""


class SimulationQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which past tickets are given out again."""

    everybody_there: bool = False
    """Everybody is taken to be there within their shifts, whoever came and went in truth."""

    opened_from: Timestamp | None = None
    """Opened then or later."""

    opened_to: Timestamp | None = None
    """Opened then or earlier."""

    work_ms: int | None = None
    """How long each ticket keeps an agent, in milliseconds. When absent, as long as its agent had it in hand; the median of
    the others for one that nobody had.
    """


class SkillConfig(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A skill. Where any is declared, every skill that is named anywhere must be."""

    label: str = ""
    """What people call it; its name when empty."""

    name: str
    """Its name, as rules and agents name it."""


class SkillTier(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Skills that are wanted for a while: a ticket waits for somebody who has them, but not for ever."""

    drop_after_ms: int
    """Wanted until the ticket has waited so long, in milliseconds."""

    skills: dict[str, int]
    """The skills, with the lowest level."""

    tier: int
    """1 to 3; 3 is dropped first."""


class SkipIf(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """When waiting for a step is of no use. One of these is enough."""

    no_room: bool = False
    """Nobody of those who are there has room."""

    nobody_online: bool = False
    """Nobody who may take it now is online and on shift."""

    outside: str | None = None
    """It is outside the hours of this calendar."""

    wait_above_ms: int | None = None
    """It would wait longer than this, in milliseconds. Where that is unknown nothing is skipped."""


class Skipped(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Steps of a route that a ticket did not wait for."""

    route: QueueId
    """The queue whose route it is."""

    steps: int
    """So many of its steps are taken, whatever the ticket's age."""


class SlaPolicy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The clocks of tickets that match. The first policy that matches counts; without one the plain targets (`sla`)."""

    calendar: str | None = None
    """The calendar whose hours are counted; every hour when absent."""

    clocks: dict[str, SlaTarget] = msgspec.field(default_factory=dict)
    """The clocks that run on them."""

    ladder: list[Rung] = msgspec.field(default_factory=list)
    """What happens as clocks run out."""

    name: str
    """Its name."""

    when: When
    """For which tickets."""


class SlaTarget(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The target of one clock."""

    bands: list[BandTarget] = msgspec.field(default_factory=list)
    """Other targets by band."""

    calendar: str | None = None
    """The calendar whose hours this clock counts, instead of the policy's."""

    pauses: list[Headline] | None = None
    """The headlines in which it pauses, instead of the usual ones. A headline that ends what it waits for ends it still."""

    target_ms: int
    """Milliseconds it may run."""


class SoldLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One line of an order that was paid, and what came of it. Holds nothing that names a person."""

    age_days: int
    """Whole days since it was sold."""

    attribution: Attribution
    """How sure the host is."""

    batch: str | None = None
    """The batch it came from."""

    category: str | None = None
    """Its category."""

    customer: CustomerKey | None = None
    """Who bought it: a pseudonym, the same for all accounts of one customer."""

    host: str | None = None
    """The host who sold it."""

    issue: IssueType | None = None
    """The problem of the first of them."""

    mature: bool
    """Whether most of its returns are behind it: it was sold long enough ago, and no ticket about it is open."""

    merchant_code: str | None = None
    """The merchant's own code for it."""

    open_tickets: int
    """How many of them are open."""

    order: OrderId
    """The order."""

    paid: Money
    """What was paid for all pieces."""

    placed_at: Timestamp
    """When the order was placed."""

    platform: Platform
    """The platform."""

    position: int
    """Its place in the order, from 0."""

    product: ProductId | None = None
    """The article across shops."""

    product_title: str | None = None
    """Its title across shops."""

    quantity: int
    """Pieces."""

    received: int
    """Pieces that came back."""

    refunded: Money
    """What was paid back; of a ticket that is said of several lines, this line's share."""

    returned: int
    """Pieces that were to come back, of tickets that were neither rejected nor taken back."""

    room: str | None = None
    """The room the platform names."""

    shop: ShopId
    """The shop."""

    show: ShowId | None = None
    """The evening it was sold in."""

    sku: str
    """The article's id in that shop."""

    sold_at: Timestamp
    """When it was paid."""

    state: OrderState
    """How far the order is."""

    supplier: str | None = None
    """Who supplied it."""

    tickets: list[TicketId]
    """The tickets about it, the first opened first."""

    title: str
    """Its title there."""


class SoldLinePage(msgspec.Struct, Shown, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[SoldLine]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class SoldLineQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which sold lines. What is absent does not filter; all that is present must hold."""

    after: str | None = None
    """Go on after a page's `next`."""

    host: str | None = None
    """Sold by this host."""

    limit: int = 0
    """The lines of at most so many orders; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE)."""

    mature_days: int = 0
    """So many days after the sale a line counts as mature; 0 means 30."""

    placed_from: Timestamp | None = None
    """Placed then or later."""

    placed_to: Timestamp | None = None
    """Placed then or earlier."""

    platform: Platform | None = None
    """On this platform."""

    product: ProductId | None = None
    """Of this product."""

    shop: ShopId | None = None
    """In this shop."""

    show: ShowId | None = None
    """Sold in this show."""


class Span(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A length of time."""

    ms: int
    """So many milliseconds."""


class Standing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Where a ticket stands at some age, and who may take it."""

    eased: int = 0
    """How often less skill was enough for it since it waits."""

    groups: list[str]
    """Agents of these groups may take it."""

    max_offers: int | None = None
    """How many are asked at the same time, where a step says so."""

    next_at: int | None = None
    """The age in milliseconds at which any of this changes; never again when absent."""

    queue: str
    """Its queue."""

    raise_by: int = 0
    """Bands more urgent than it came."""

    route: str = ""
    """The queue whose steps it takes."""

    skills: dict[str, int]
    """With these skills, at these levels at least."""

    step: int
    """Steps of its route taken so far."""

    strategy: Strategy | None = None
    """In which order they are asked, where that is not the order of the queue."""


class StateAge(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How long a ticket must have stood in a headline. Coming into it again counts anew."""

    headlines: list[Headline]
    """In one of these."""

    ms: int
    """For so many milliseconds."""


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One step on the way to the end."""

    current: bool
    """It is the one we are at. At most one step is."""

    done: bool
    """It is behind us."""

    label: str
    """What it is called, in the buyer's language."""


class StockCount(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Pieces of one article, as the warehouse counts them now."""

    code: str
    """The merchant's code of the article, or its barcode."""

    on_hand: int
    """Pieces in the warehouse, those among them that are set aside for buyers."""


class StockLevel(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What there is of an article."""

    available: int
    """Pieces that can be promised; below 0 when more was promised than there is."""

    code: str
    """The code it was asked for by."""

    counted_at: Timestamp
    """When they were counted."""

    on_hand: int
    """Pieces in the warehouse: as counted, less what was sent out since."""

    product: ProductId
    """The article."""

    reserved: int
    """Pieces set aside for approved exchanges and resends."""


class AgainSuggestion(msgspec.Struct, tag_field="do", tag="again", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """It still makes sense as it is: give it again on the ticket as it is now."""


class DropSuggestion(msgspec.Struct, tag_field="do", tag="drop", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """It was done meanwhile, by somebody else: drop it."""


class ChooseSuggestion(msgspec.Struct, tag_field="do", tag="choose", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """It is no longer possible: choose another way, or none."""

    allowed: list[Trigger]
    """What is possible now."""


class SyncReport(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a sync did."""

    applied: int = 0
    """Commands that were applied, or had been."""

    clock_ahead_ms: int = 0
    """How much the server's clock is ahead of the phone's, in milliseconds."""

    conflicts: int = 0
    """Commands that met a ticket changed meanwhile."""

    cut: bool = False
    """There is more in the scope than a phone keeps."""

    gone: int = 0
    """Tickets that are no longer kept."""

    more: bool = False
    """There is more: ask again at once."""

    refused: int = 0
    """Commands that were refused for good."""

    resync: bool = False
    """The copy begins anew: another scope, another store, or too long an absence."""

    tickets: int = 0
    """Tickets that are new or changed."""

    wiped: bool = False
    """The phone was revoked: the copy is gone."""


class SyncUser(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who asks, as the host knows them, and what they may see."""

    agent: AgentId
    """The agent."""

    all: bool = False
    """Every open ticket, not only their own and those that wait in the queues of their groups."""

    hide: list[str] = msgspec.field(default_factory=list)
    """Fields that are left out, as `table.path`: `customer.name`, `ticket.reason_text`, `message.snapshot.text`."""

    role: Role = "agent"
    """In which role their commands are given."""


class TalkEnd(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How a bot's talk ended."""

    at: Timestamp
    """When."""

    left: HandedOver = msgspec.field(default_factory=lambda: msgspec.convert({}, HandedOver))
    """What it left."""

    reason: HandOffReason
    """Why."""


class Tally(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What became of jobs of one kind."""

    done: int
    """Done."""

    failed: int
    """Refused for good."""

    in_doubt: int
    """Sent, and the answer is lost."""

    lost: int
    """The lease was over before it was settled: somebody else has it now."""

    retried: int
    """To be tried again."""


class Task(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An internal task."""

    after: list[TaskId]
    """Tasks that must be done first."""

    agent: AgentId | None = None
    """Who does it."""

    also: list[str] = msgspec.field(default_factory=list)
    """Groups that are asked beside its own by now."""

    amount: Money | None = None
    """How much is decided or paid by it: the desk gives it to nobody whose authority is below that."""

    approves: AskedMove | None = None
    """The move it is asked to approve."""

    attachments: list[Evidence] = msgspec.field(default_factory=list)
    """Photos, films and files of the result."""

    attempt: int
    """Which attempt this is, from 1."""

    auto_assign: bool = False
    """Whether the desk gives it to somebody by itself."""

    band: int = 2
    """0 (now) to 4: the band it stands in, with what it gained by waiting."""

    blocks_close: bool
    """Whether the ticket may be closed before."""

    declined: list[AgentId] = msgspec.field(default_factory=list)
    """Who gave it back in this attempt: the desk does not give it to them again."""

    due_at: Timestamp | None = None
    """When it should be done."""

    ended_at: Timestamp | None = None
    """When it was done, failed or cancelled."""

    form: dict[str, CustomValue] = msgspec.field(default_factory=dict)
    """The form, as filled in."""

    group: str
    """The group that does it."""

    id: TaskId
    """Its id."""

    kind: TaskKind
    """What it is."""

    lines: list[LineOutcome] = msgspec.field(default_factory=list)
    """The result per line."""

    not_by: list[AgentId] = msgspec.field(default_factory=list)
    """Who asked for the money or agreed to it: the desk gives it to somebody else."""

    opened_at: Timestamp
    """When it was opened."""

    overdue: bool = False
    """Whether that has passed in this attempt, and was told."""

    own_band: int = 2
    """The band that its kind or its ticket gave it."""

    raised: int | None = None
    """The band an escalation raised it to in this attempt."""

    reason: str | None = None
    """Why it is blocked or failed."""

    result: TaskResult | None = None
    """How it came out, once it is done."""

    rungs: list[str] = msgspec.field(default_factory=list)
    """Rungs of its escalation that were done in this attempt, by their names."""

    state: TaskState
    """Where it stands."""

    ticket: TicketId
    """The ticket it is for."""

    wait: TaskWait | None = None
    """How long it is on its way to somebody."""

    warn_at: Timestamp | None = None
    """When four fifths of the target of its kind have passed."""

    weight: int = 0
    """Units of work it weighs on who has it."""


class TaskConfig(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What holds for tasks of one kind. A kind without settings is done as it always was: by whoever takes it, in two days."""

    after: list[TaskKind] = msgspec.field(default_factory=list)
    """It waits for tasks of these kinds that are not done when it is opened, on the same ticket."""

    age_step_ms: int | None = None
    """It gains a band for each time it waited so long, in milliseconds: after it was due, or from the start where it has no
    target. Four hours when absent, and none where it has neither a target nor `auto_assign`; with 0 it gains none at all.
    """

    auto_assign: bool = False
    """Whether the desk gives it to the best agent of its group; else whoever wants it takes it."""

    band: int | None = None
    """How urgent it is, 0 (now) to 4; as its ticket is when absent."""

    blocks_close: bool | None = None
    """Whether the ticket stays open until it is done; as is usual for the kind when absent."""

    calendar: str | None = None
    """The calendar in whose hours that is counted; every hour when absent."""

    floors: dict[str, list[Floor]] = msgspec.field(default_factory=dict)
    """Levels of those that are enough after some time."""

    form: list[TaskField] = msgspec.field(default_factory=list)
    """What is filled in; anything when empty."""

    group: str | None = None
    """The group that does it where the desk opens it by itself, or where who opens it names none."""

    kind: TaskKind
    """For which kind."""

    ladder: list[TaskRung] = msgspec.field(default_factory=list)
    """What happens as its time runs out."""

    retry: TaskRetry | None = None
    """What becomes of one that failed; a person decides when absent."""

    skills: dict[str, int] = msgspec.field(default_factory=dict)
    """Skills with their lowest level, of whom the desk gives it to."""

    steps: list[TaskStep] = msgspec.field(default_factory=list)
    """What changes as it waits."""

    target_ms: int | None = None
    """Milliseconds from when it can be begun until it is due; what it waited for other tasks does not count."""

    weight: int = 10
    """Units of work it weighs on a person who has it."""


class TaskEscalate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What an escalation of a task does."""

    band: int | None = None
    """Raises the task to this band, if it is not as urgent already."""

    notify: str | None = None
    """Tells a group: the event names it, who is in it is told by the host."""

    watch: AgentId | None = None
    """Lets somebody watch its ticket."""

    group: str | None = None
    """Takes it from whoever has it and hands it to this group, which does it from now on."""


class TaskExplained(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Who would be given a task, and why the others would not."""

    ahead: int
    """Other tasks that wait in its group to be given to somebody."""

    auto_assign: bool
    """Whether the desk gives it to somebody by itself; else whoever wants it takes it, and `choice` is of whom it would choose."""

    choice: Choice
    """Who would get it if nobody had it, and why the others would not: of those the first 20 by id."""

    groups: list[str]
    """Agents of these groups may take it by now, or by when it was given to who has it: of its own, and of those that steps of
    its kind added.
    """

    next_at: Timestamp | None = None
    """When something else may come of it where it stands, if nothing happens before: a step of its kind, less skill that is
    enough, a band that it gains.
    """

    ranked: list[Ranked] = msgspec.field(default_factory=list)
    """Those who may take it now, in the order in which they come, the first 20."""

    refusals: dict[str, int] = msgspec.field(default_factory=dict)
    """How many may not take it now, by reason. Who gave it back in this attempt is `excluded`."""

    skills: dict[str, int] = msgspec.field(default_factory=dict)
    """With these skills, at these levels at least."""

    step: int
    """Steps of its kind taken so far."""

    version: int
    """The configuration it is by."""

    waits_for: list[TaskId] = msgspec.field(default_factory=list)
    """Tasks that have to be done before it can be begun."""


class TaskField(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A field of the form of a task."""

    name: str
    """Its name: lower-case letters, digits and underscores."""

    of: CustomType
    """Its type."""

    required: bool = False
    """Whether the task cannot be done without it."""


class TaskQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which tasks: of one `ticket`, of one `group` or of one `agent`. What else is present must hold, too."""

    after: str | None = None
    """Go on after a page's `next`."""

    agent: AgentId | None = None
    """Those that this agent has and that have not ended."""

    group: str | None = None
    """Those that this group is to do and that have not ended."""

    kind: TaskKind | None = None
    """Of this kind."""

    limit: int = 0
    """At most so many; 0 means 50, the most is `MAX_PAGE`."""

    ticket: TicketId | None = None
    """All of this ticket, those that ended too."""

    unassigned: bool = False
    """That nobody has."""


class TaskRetry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How a task that failed goes on by itself: as a new attempt."""

    attempts: int
    """Attempts of its group in all."""

    escalate_to: str | None = None
    """The group that tries once more when those are used up; it stays failed when absent."""


class TaskRung(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A step of the escalation of a task: done once in each attempt."""

    at: RungAt
    """At which point of the time it may take."""

    do: list[TaskEscalate]
    """What is done."""

    name: str
    """Its name, unique in its kind: what was done is remembered by it."""


class TaskStep(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What changes for a task that still waits: more agents may take it, or it becomes more urgent."""

    after_ms: int
    """Milliseconds it has waited."""

    drop_skills: list[str] = msgspec.field(default_factory=list)
    """These skills are no longer asked for."""

    groups: list[str] = msgspec.field(default_factory=list)
    """Agents of these groups may take it too."""

    raise_by: int = 0
    """So many bands more urgent, never past 0."""


class TaskWait(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How long a task is on its way to somebody: since it could be begun, without the time in which somebody had it."""

    held_late_ms: int = 0
    """Those of them that were after it was due."""

    held_ms: int = 0
    """Milliseconds in which somebody had it, before that."""

    since: Timestamp | None = None
    """Since when this attempt can be begun."""

    step: int = 0
    """Steps that its kind took for it by now."""

    taken_at: Timestamp | None = None
    """Since when whoever has it has it."""

    unstaffed: bool = False
    """Nobody is in the groups that may do it, which was told."""


class Template(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Words by name, in one language at least. One that has the name of a notice (`N4`) stands in place of its words."""

    en: str | None = None
    """In English."""

    name: str
    """Its name, unique."""

    zh: str | None = None
    """In Chinese."""


class TemplateUse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A template to be used."""

    lang: Lang | None = None
    """In this language; in the first that it has when absent, Chinese before English."""

    name: str
    """Its name."""


class Test(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A test of one attribute. What is missing passes no test but `missing`, unless the rule says so."""

    is_: Check = msgspec.field(name="is")
    """What must be true of it."""

    of: Attribute
    """What is looked at."""

    or_missing: bool = False
    """A ticket that lacks the attribute passes too."""


class TestOptions(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How a desk for tests is set up."""

    adapters: bool = False
    """Whether platforms are known, with one application `app-1` of `douyin`."""

    seed: int = 1
    """What its ids follow from."""

    start: Timestamp = 1780272000000
    """When its time begins."""

    tenant: str = "acme"
    """The merchant."""


class Then(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a rule does with a ticket it matches. What is absent is left to the defaults."""

    affinity: Affinity | None = None
    """With these asked before others."""

    band: int | None = None
    """With this priority, 0 (now) to 4."""

    bot: BotPolicy | None = None
    """With this part for bots."""

    floors: dict[str, list[Floor]] = msgspec.field(default_factory=dict)
    """Levels of those skills that are enough after some time, falling."""

    four_eyes: bool = False
    """Whether somebody else than who decided has it while the platform arbitrates over that decision."""

    notify: list[str] = msgspec.field(default_factory=list)
    """Tells these groups when it comes into a queue: the event names them, who is in them is told by the host."""

    queue: str | None = None
    """Into this queue."""

    reservation: Reservation | None = None
    """Whether agents are asked before they have it; instead of what the queue says."""

    skills: dict[str, int] = msgspec.field(default_factory=dict)
    """With these skills at these levels, for as long as it waits."""

    sla: str | None = None
    """With the clocks of this policy, whatever the conditions of policies say."""

    steps: list[RouteStep] = msgspec.field(default_factory=list)
    """What changes for as long as nobody has it; instead of what the queue says."""

    tags: list[str] = msgspec.field(default_factory=list)
    """With these tags."""

    tiers: list[SkillTier] = msgspec.field(default_factory=list)
    """With these skills besides, but only for some time."""

    weight: int | None = None
    """With this weight, in units."""


class Ticket(msgspec.Struct, Shown, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One problem."""

    account: AccountId | None = None
    """The buyer's account; the customer is found through it."""

    aged: int = 0
    """Bands it gained by waiting."""

    amounts: Amounts
    """Its amounts, in minor units."""

    assignment: Assignment
    """Who works on it."""

    axes: Axes
    """The axes: the truth."""

    band: int
    """0 (now) to 4: the band it stands in, with what it gained by waiting."""

    buyer_waits_since: Timestamp | None = None
    """Since when the buyer waits for an answer to what was last written, after a first one was given."""

    changed_at: Timestamp
    """When the headline last changed."""

    channels: list[Channel] = msgspec.field(default_factory=list)
    """Where buyers wrote about it: the channels of its conversations."""

    clocks: dict[str, Clock]
    """Our clocks."""

    closed_at: Timestamp | None = None
    """When it was closed."""

    currency: Currency
    """The currency of its amounts."""

    docket: DocketId
    """The docket that owns it."""

    ended_at: Timestamp | None = None
    """When it last reached an ended headline."""

    episode: int
    """Counts reopenings, from 1."""

    evidence: list[Evidence]
    """Photos and files."""

    first_response_at: Timestamp | None = None
    """When one of ours first answered the buyer, in whatever channel."""

    flags: list[str]
    """Marks such as `refund_failed`, `parcel_lost`."""

    headline: Headline
    """The headline derived from them: what people see."""

    host: str | None = None
    """The host who sold it."""

    id: TicketId
    """Its id."""

    issue: IssueType
    """What the problem is."""

    lines: list[TicketLine]
    """Its lines."""

    local: Local
    """What people did here."""

    merged_into: TicketId | None = None
    """What it was merged into; then it lives on only as a redirect."""

    number: TicketNumber
    """Its number, to be read aloud."""

    opened_at: Timestamp
    """When the problem began."""

    order: OrderId | None = None
    """The order."""

    orphan: bool
    """The order is not known yet."""

    parcels: list[TicketParcel]
    """Its parcels."""

    platform: Platform
    """The platform it began on."""

    platform_deadline: Timestamp | None = None
    """The platform's deadline for the present step."""

    principal: SourceId | None = None
    """The after-sale that speaks for it, if there is one."""

    reason_code: str | None = None
    """The platform's reason code, raw."""

    reason_text: str | None = None
    """The platform's reason text, raw. Personal data may stand here."""

    refund_legs: list[RefundLeg]
    """Parts of its refund."""

    room: str | None = None
    """The room it was sold in."""

    shop: ShopId
    """The shop it began in."""

    show: ShowId | None = None
    """The evening it was sold in."""

    sold_at: Timestamp | None = None
    """When it was sold."""

    sources: list[SourceId]
    """The sources it is folded from, sorted."""

    waiting_on: WaitingOn
    """On whom it waits."""


class TicketLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One line of a ticket: quantities and outcome."""

    amount: Money | None = None
    """Money asked for."""

    approved: int
    """Pieces approved."""

    bought: int
    """Pieces bought."""

    damaged: int
    """Pieces that failed inspection."""

    disposition: Disposition | None = None
    """What becomes of them."""

    fee_percent: int | None = None
    """The restocking fee, in percent of the line's money. Nothing is held back by itself: who decides the refund sees it."""

    grade: Grade | None = None
    """What the pieces are worth, as inspected."""

    instead: ProductId | None = None
    """The article that is sent instead of the one bought."""

    line: str
    """The order line, by the platform's id."""

    missing: int = 0
    """Pieces that should have come back and did not."""

    passed: int
    """Pieces that passed inspection."""

    product: ProductId | None = None
    """The product across shops."""

    received: int
    """Pieces that came back."""

    refunded: int
    """Pieces paid back."""

    requested: int
    """Pieces the buyer complains of."""

    sku: str
    """The sku."""

    title: str
    """The title."""

    used: int = 0
    """Pieces with signs of use."""

    wrong: int = 0
    """Pieces of another article that came instead."""


class TicketParcel(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A parcel of a ticket."""

    direction: Direction
    """Which way it goes."""

    parcel: ParcelRef
    """The parcel."""

    state: ParcelState | None = None
    """Where it is, as far as the carrier said."""


class TicketQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which tickets. What is absent does not filter; all that is present must hold."""

    account: AccountId | None = None
    """Of this account."""

    after: str | None = None
    """Go on after a page's `next`."""

    agent: AgentId | None = None
    """With this agent."""

    custom: list[CustomIs] = msgspec.field(default_factory=list)
    """With these values in the merchant's own fields, of the ticket or of what it is about."""

    customer: CustomerId | None = None
    """Of this customer, on all platforms."""

    headlines: list[Headline] = msgspec.field(default_factory=list)
    """In one of these headlines."""

    host: str | None = None
    """Sold by this host."""

    issue: IssueType | None = None
    """With this problem."""

    kind: Kind | None = None
    """Of this kind."""

    limit: int = 0
    """At most so many; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE)."""

    open: bool | None = None
    """Not ended, or ended."""

    opened_from: Timestamp | None = None
    """Opened then or later."""

    opened_to: Timestamp | None = None
    """Opened then or earlier."""

    order: TicketOrder | None = None
    """In this order; without it `Urgent` for a queue or an agent, else `Newest`."""

    platform: Platform | None = None
    """Begun on this platform."""

    product: ProductId | None = None
    """About this product."""

    queue: QueueId | None = None
    """In this queue."""

    shop: ShopId | None = None
    """Begun in this shop (with its platform, the shop's own list is used)."""

    show: ShowId | None = None
    """Sold in this show."""

    tag: str | None = None
    """With this tag."""

    unassigned: bool = False
    """With nobody working on it."""


class TicketRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket as a line of a list. What is absent is not written."""

    account: AccountId | None = None
    """The buyer's account: the customer is asked for by it."""

    agent: AgentId | None = None
    """The agent who has it."""

    amounts: Amounts
    """Its amounts, in minor units."""

    band: int
    """0 (now) to 4."""

    changed_at: Timestamp
    """When the headline last changed."""

    currency: Currency
    """The currency of its amounts."""

    decision: Decision
    """What the seller decided."""

    dispute: DisputeState
    """How far arbitration is."""

    due_at: Timestamp | None = None
    """When something is due next: our clocks and the platform's deadline."""

    ended_at: Timestamp | None = None
    """When it last reached an ended headline."""

    episode: int
    """Counts reopenings, from 1."""

    flags: list[str] = msgspec.field(default_factory=list)
    """Marks such as `refund_failed`, `parcel_lost`."""

    goods: Goods
    """Where the buyer's goods are."""

    headline: Headline
    """Where it stands: what people see."""

    host: str | None = None
    """The host who sold it."""

    id: TicketId
    """Its id."""

    issue: IssueType
    """What the problem is."""

    kind: Kind
    """What the buyer wants."""

    lines: int
    """How many order lines it is about."""

    money: MoneyState
    """How far the refund is."""

    number: TicketNumber
    """Its number, to be read aloud."""

    open: bool
    """Whether it still needs anybody."""

    opened_at: Timestamp
    """When the problem began."""

    order: OrderId | None = None
    """The order."""

    platform: Platform
    """The platform it began on."""

    platform_deadline: Timestamp | None = None
    """The platform's deadline for the present step."""

    queue: QueueId | None = None
    """The queue it stands in."""

    reason_code: str | None = None
    """The platform's reason code, raw."""

    replacement: ReplacementState
    """How far the replacement is."""

    shop: ShopId
    """The shop it began in."""

    show: ShowId | None = None
    """The evening it was sold in."""

    sources: int
    """How many outside objects it is made of."""

    tags: list[str] = msgspec.field(default_factory=list)
    """Its tags."""

    version: int
    """The commit number that wrote it: name it in a command's `expect`."""

    waiting_on: WaitingOn
    """On whom it waits."""


class TicketRowPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[TicketRow]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class TicketView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A ticket with all that belongs to it."""

    allowed: list[Offer] = msgspec.field(default_factory=list)
    """What its reader may do with it."""

    customer: Card | None = None
    """The customer, where one is known."""

    earlier: bool = False
    """More happened before that."""

    pending: list[Pending] = msgspec.field(default_factory=list)
    """What waits, in order: what is not drawn in the ticket (replies, notes) is shown from here."""

    tasks: list[VersionedTask] = msgspec.field(default_factory=list)
    """Its internal tasks."""

    ticket: VersionedTicket
    """The ticket."""

    timeline: list[Moment]
    """The last that happened, oldest first."""


class TokenPair(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The tokens of a shop. Secret: sealed where the store has a key."""

    access: str
    """The access token."""

    expires_at: Timestamp
    """When the access token ends."""

    refresh: str | None = None
    """The refresh token; some work once."""


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """The value of a field and how new it is. What a person set stays, then the newest; of equally new ones the greater."""

    by_hand: bool = False
    """A person set it: newer than every snapshot."""

    revision: int = 0
    """The revision of the snapshot that told it."""

    value: CustomValue
    """The value."""


class Trial(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a configuration would make of tickets."""

    looked_at: int
    """How many tickets were looked at."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end."""

    rerouted: list[Rerouted]
    """Those that it puts elsewhere, or asks something else of agents for."""

    version: int
    """The version of the configuration in force, which it is compared with."""


class TrialQuery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Which tickets a configuration is tried on, the first opened first."""

    after: str | None = None
    """Go on after a page's `next`."""

    limit: int = 0
    """At most so many are looked at; 0 means 50, the most is `MAX_PAGE`(crate::limits::MAX_PAGE)."""

    opened_from: Timestamp | None = None
    """Opened then or later."""

    opened_to: Timestamp | None = None
    """Opened then or earlier."""


class Trust(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What shows that a customer is trusted."""

    tag: str | None = None
    """The customer has this tag."""

    custom: CustomIs | None = None
    """A field of the merchant's has this value."""


class UnknownParcel(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A parcel of which nothing is known."""

    candidates: list[ReturnCandidate]
    """Returns it may be, the likeliest first."""

    compared: int
    """How many tickets that wait for goods were compared."""

    more: bool
    """There are more such tickets than are compared at once: name an article, or look by hand."""

    parcel: ParcelSnapshot | None = None
    """What the carrier says of it, if it ever said anything."""

    products: list[ProductId]
    """The articles that the code or the hints name."""


class Uploading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How much of the files that wait was sent."""

    sent: int
    """How many of those were sent."""

    total: int
    """Bytes of all files that wait."""


class Upstream(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What the other side said, without payload or personal data."""

    code: str | None = None
    """The platform's own code, with its sub code after a slash."""

    message: str | None = None
    """The platform's own words, cut to 200 characters."""

    request_id: str | None = None
    """The platform's id of the request, for its support."""

    status: int | None = None
    """HTTP status, where there was one."""


class VersionedCustomer(msgspec.Struct, Shown, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A row with the commit that wrote it: name it in a command's `expect`."""

    item: Customer
    """The row."""

    version: int
    """The commit number that wrote it."""


class VersionedCustomerPage(msgspec.Struct, Shown, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[VersionedCustomer]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class VersionedPlacedOrder(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A row with the commit that wrote it: name it in a command's `expect`."""

    item: PlacedOrder
    """The row."""

    version: int
    """The commit number that wrote it."""


class VersionedPlacedOrderPage(msgspec.Struct, Shown, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[VersionedPlacedOrder]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class VersionedTask(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A row with the commit that wrote it: name it in a command's `expect`."""

    item: Task
    """The row."""

    version: int
    """The commit number that wrote it."""


class VersionedTaskPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[VersionedTask]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class VersionedTicket(msgspec.Struct, Shown, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A row with the commit that wrote it: name it in a command's `expect`."""

    item: Ticket
    """The row."""

    version: int
    """The commit number that wrote it."""


class VersionedTicketPage(msgspec.Struct, Shown, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A page of rows."""

    items: list[VersionedTicket]
    """The rows."""

    next: str | None = None
    """Pass it as `after` to go on; `None` at the end. A page may be short and still have a next: only so many rows are
    looked at for one.
    """


class WebhookReply(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What to answer a webhook, exactly so, and what became of it."""

    body: Bytes
    """The body to answer with."""

    content_type: str
    """The content type to answer with."""

    kept: int
    """Parts that could not be read or belong to no known shop: kept whole."""

    refused: Failure | None = None
    """Why nothing was taken in: it is not genuine, or not readable at all. `status` then says so to the sender."""

    status: int
    """The status to answer with."""

    taken: int
    """Facts and signals taken in, those among them that were known already."""


class WeighedClue(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A clue with its points and what a person reads."""

    clue: Clue
    """What it is."""

    en: str
    """In English."""

    points: int
    """What it is worth; below zero where it speaks against."""

    zh: str
    """In Chinese."""


class WhenWith(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A condition on a ticket. A closed set: it can be checked, indexed and explained."""

    all: list[When] | None = None
    """All of these."""

    any: list[When] | None = None
    """Any of these."""

    not_: When | None = msgspec.field(default=None, name="not")
    """Not this."""

    kind: list[Kind] | None = None
    """The kind is one of these."""

    issue: list[IssueType] | None = None
    """The issue type is one of these."""

    headline: list[Headline] | None = None
    """The headline is one of these."""

    platform: list[Platform] | None = None
    """The platform is one of these."""

    shop: list[ShopId] | None = None
    """The shop is one of these."""

    host: list[str] | None = None
    """The host is one of these."""

    tag: list[str] | None = None
    """The ticket carries one of these tags."""

    flag: list[str] | None = None
    """The ticket carries one of these flags."""

    amount_at_least: int | None = None
    """The amount asked for is at least so many minor units."""

    reopened_at_least: int | None = None
    """The ticket was reopened at least so often."""

    custom: CustomIs | None = None
    """A field of the merchant's has this value: of the ticket, its customer, a line it is about or a product of those."""

    test: Test | None = None
    """An attribute passes a test."""

    in_calendar: str | None = None
    """The time of the decision is within the working hours of this calendar."""

    owner_is: list[AgentId] | None = None
    """One of these has the ticket, or had it last."""


class Whom(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How a customer is named: by the person, or by one of their accounts."""

    customer: CustomerId | None = None
    """The person."""

    account: AccountId | None = None
    """An account on some platform."""


class Why(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Why two accounts are, or are not, one person."""

    barred: bool
    """Values that one person has once differ."""

    decisions: list[tuple[Uid, bool]]
    """Decisions of people about these two: the decision, and whether it says that they are the same."""

    en: str
    """In one line, in English."""

    epoch: int
    """The number of the weights."""

    lines: list[WhyLine]
    """The lines of the score."""

    relation: Relation
    """How they stand to each other."""

    score: int | None = None
    """The score, in thousandths of a bit; `None` when they share nothing that names anybody."""

    shared: list[SharedValue]
    """Values that both have."""

    zh: str
    """In one line, in Chinese."""


class WhyLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One line of a score."""

    en: str
    """What it says, in English."""

    level: str
    """The level, or the kind with `=`, `~` or `!` before it."""

    weight: int
    """Its weight in thousandths of a bit."""

    zh: str
    """What it says, in Chinese."""


class Windows(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Windows and caps, in milliseconds and minor units."""

    buyer_answer_ms: int = 259200000
    """A buyer who was asked for something has this long."""

    buyer_return_ms: int = 604800000
    """A buyer who may send goods back has this long."""

    cool_off_ms: int = 604800000
    """An ended ticket closes after this."""

    goodwill_cap: list[Money] = msgspec.field(default_factory=lambda: msgspec.convert([{"currency": "CNY", "minor": 5000}], list[Money]))
    """Most goodwill on one ticket, one amount for a currency; none where its currency is not named. A number alone, as it was
    written before, is read as fen.
    """

    reopen_ms: int = 1296000000
    """A closed or ended ticket may be reopened within this."""

    stale_notice_ms: int = 172800000
    """No notice for a state that is older than this when it is first heard of."""


class Worked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a worker did."""

    jobs: dict[str, Tally]
    """Jobs, by kind."""

    next: Timestamp | None = None
    """When something is due that was not; `None` when nothing waits for a time."""


class AfterSaleFact(AfterSale, tag_field="type", tag="after_sale", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An after-sale is now so."""


class OrderFact(OrderSnapshot, tag_field="type", tag="order", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """An order is now so."""


class MessageFact(MessageSnapshot, tag_field="type", tag="message", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A message was written."""


class ParcelFact(ParcelSnapshot, tag_field="type", tag="parcel", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A parcel is now there."""


class ShowFact(Show, tag_field="type", tag="show", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A show is now planned so, runs, or has ended."""


class ExpectedScanned(ExpectedParcel, tag_field="is", tag="expected", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Goods of these returns are to come in it."""


class NoRequestScanned(KnownParcel, tag_field="is", tag="no_request", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """It is known whose it is, but no goods of theirs are asked back."""


class UnknownScanned(UnknownParcel, tag_field="is", tag="unknown", frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Nothing is known of it; these returns wait for a parcel."""


Act: TypeAlias = Move | AskApproval | Reply | HandOff | Note | Watch | Unwatch | Tell | Assign | AcceptOffer | HoldOffer | RejectOffer | Transfer | Edit | Merge | Split | Refold | OpenTask | MoveTask | Configure | PutAgent | RemoveAgent | SetPresence | Heartbeat | RegisterDevice | RevokeDevice | PutProduct | SetStock | JoinListing | EditCustomer | MergeCustomers | SplitCustomer | UndoDecision | BlockValue | EditLine | Forget | Redrive | Drop | Release
"""What is wanted."""
Attribute: TypeAlias = Literal["platform", "shop", "kind", "issue", "headline", "waiting_on", "goods", "money", "replacement", "dispute", "decision", "currency", "host", "room", "show", "reason_code", "channels", "tags", "flags", "skus", "products", "categories", "suppliers", "customer_tags", "amount", "approved", "refunded", "compensation", "paid_total", "region", "pieces", "reopened", "age", "deadline_in", "sla_slack", "refund_count_90d", "answered", "orphan"] | AttributeWith
"""What rules can look at. Words are one value, lists are several; amounts are minor units, times milliseconds."""
Check: TypeAlias = Literal["exists", "missing"] | CheckWith
"""What must be true of an attribute."""
CustomMoney: TypeAlias = Money
"""An amount in a custom field."""
CustomType: TypeAlias = Literal["text", "integer", "flag", "money", "time"] | CustomTypeWith
"""The type of a custom field."""
CustomValue: TypeAlias = bool | int | str | CustomMoney
"""The value of a custom field."""
End: TypeAlias = DoneEnd | RetryEnd | InDoubtEnd | FailedEnd | UnknownEnd
"""How a job ended."""
EventBody: TypeAlias = TicketOpenedEvent | StateChangedEvent | KindChangedEvent | SourceJoinedEvent | SourceUpdatedEvent | SourceStaleEvent | UnknownStatusEvent | TicketMergedEvent | TicketSplitEvent | TicketLinkedEvent | CommandAppliedEvent | CommandRefusedEvent | MessageAddedEvent | NoteAddedEvent | MentionedEvent | NoticeRecordedEvent | NoticeSuppressedEvent | EnqueuedEvent | TierDroppedEvent | RouteSteppedEvent | QueueDepthHighEvent | OverflowedEvent | OfferedEvent | OfferAcceptedEvent | OfferRejectedEvent | OfferTimedOutEvent | OfferHeldEvent | OfferRescindedEvent | AssignedEvent | ReleasedEvent | BotHandedOffEvent | ClockPassedEvent | EscalatedEvent | TicketEditedEvent | PolicyAppliedEvent | AutomatedEvent | AutomationStoppedEvent | TaskMovedEvent | TaskOverdueEvent | TaskEscalatedEvent | TaskUnstaffedEvent | JobQueuedEvent | ActionDoneEvent | ActionFailedEvent | JobDeadEvent | JobRedrivenEvent | OrderUpdatedEvent | MoneyMovedEvent | OverRefundEvent | CustomersMergedEvent | CustomerSplitEvent | IdentityDecidedEvent | HairballEvent | CustomerForgottenEvent | QuarantinedEvent | ConfiguredEvent | AgentChangedEvent | PresenceChangedEvent | AgentRemovedEvent | AgentOverCapacityEvent | LoadDriftedEvent | QueueUnstaffedEvent | StockChangedEvent | StockOutEvent | DeviceRegisteredEvent | DeviceRevokedEvent | ShopHealthEvent
"""What happened."""
FactBody: TypeAlias = AfterSaleFact | OrderFact | MessageFact | ParcelFact | ShowFact | ContactFact | UnknownFact
"""What a fact is about. Its JSON says so in `type`, since an after-sale has a `kind` of its own."""
ImportFormat: TypeAlias = CsvImportFormat | JsonLinesImportFormat
"""How a file is written. The text is UTF-8, with or without a byte order mark; other encodings are converted first."""
ImportKeep: TypeAlias = Literal["all", "none"] | ImportKeepWith
"""Which columns that no field uses are kept: on tickets in `extra`, on order lines and products in `custom`."""
ImportSource: TypeAlias = str | ImportColumn
"""No more is to be said."""
JobBody: TypeAlias = RefetchJob | ActionJob | NotifyJob | ReplyJob | PollJob | TokenJob | TimerJob | TaskTimerJob | DrainJob | DrainTasksJob | VacateJob | AttendJob | AttributeJob | ReapplyJob
"""What is to be done."""
JobState: TypeAlias = Literal["waiting", "in_doubt", "dead"] | JobStateWith
"""Where a job stands. A job that is done is deleted."""
PendingState: TypeAlias = WaitingPendingState | UploadingPendingState | AppliedPendingState | ConflictPendingState | RefusedPendingState
"""Where a command stands."""
Reservation: TypeAlias = Literal["auto_accept"] | ReservationWith
"""How an agent comes to have a ticket that is chosen for them."""
Retry: TypeAlias = Literal["never", "backoff", "reload"] | RetryWith
"""Whether and when trying again makes sense."""
RungAt: TypeAlias = Literal["warn", "breach"] | RungAtWith
"""A point of a clock."""
Scanned: TypeAlias = ExpectedScanned | NoRequestScanned | UnknownScanned
"""What a scanned parcel is."""
Suggestion: TypeAlias = AgainSuggestion | DropSuggestion | ChooseSuggestion
"""What the rules propose. The person decides."""
When: TypeAlias = Literal["always"] | WhenWith
"""A condition on a ticket. A closed set: it can be checked, indexed and explained."""
AnyEvent: TypeAlias = EventBody | OtherEvent
"""An event body, known or from a later version."""
