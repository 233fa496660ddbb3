//! What drives the lifecycle: the name of a command, or of what a fact says.
use super::words::words;

words! {
    /// What drives the lifecycle.
    pub enum Trigger {
        /// The system has looked at it and put it before a seller.
        Triaged = "triaged",
        /// A policy of ours decides without a person.
        AutoPolicy = "auto_policy",
        /// The platform approves by itself.
        AutoApproved = "auto_approved",
        /// The buyer takes it back.
        Cancel = "cancel",
        /// We ask the buyer for something.
        AskBuyer = "ask_buyer",
        /// We offer the buyer something else.
        Offer = "offer",
        /// The buyer changes or supplies something.
        Amend = "amend",
        /// The buyer takes the offer.
        AcceptOffer = "accept_offer",
        /// A window has passed.
        TimerFired = "timer_fired",
        /// We agree to pay back.
        ApproveRefund = "approve_refund",
        /// We pay before the goods come back.
        InstantRefund = "instant_refund",
        /// We agree that goods come back.
        ApproveReturn = "approve_return",
        /// We agree to exchange.
        ApproveExchange = "approve_exchange",
        /// We agree to repair.
        ApproveRepair = "approve_repair",
        /// We agree to send again.
        ApproveResend = "approve_resend",
        /// We answer the question.
        Answer = "answer",
        /// We pay goodwill.
        Compensate = "compensate",
        /// We refuse.
        Reject = "reject",
        /// We pay back a price difference.
        RefundDifference = "refund_difference",
        /// It becomes a refund without return.
        ConvertToRefundOnly = "convert_to_refund_only",
        /// It becomes a return.
        ConvertToReturnRefund = "convert_to_return_refund",
        /// It becomes an exchange.
        ConvertToExchange = "convert_to_exchange",
        /// It becomes a repair.
        ConvertToRepair = "convert_to_repair",
        /// It becomes a resend.
        ConvertToResend = "convert_to_resend",
        /// The buyer may keep the goods.
        WaiveReturn = "waive_return",
        /// The carrier has the return parcel.
        PickedUp = "picked_up",
        /// The return parcel lies in a locker.
        DroppedIn = "dropped_in",
        /// The locker was emptied by the carrier.
        Collected = "collected",
        /// The goods are back with us.
        GoodsArrived = "goods_arrived",
        /// Part of the goods are back with us.
        GoodsArrivedPart = "goods_arrived_part",
        /// The return parcel is lost.
        Lost = "lost",
        /// Inspection passed.
        InspectPass = "inspect_pass",
        /// The warehouse takes the goods without inspection.
        AcceptUnchecked = "accept_unchecked",
        /// Inspection failed.
        InspectFail = "inspect_fail",
        /// Part of the goods passed.
        InspectPartial = "inspect_partial",
        /// The goods go back to the buyer.
        ReturnToBuyer = "return_to_buyer",
        /// The goods are written off.
        WriteOff = "write_off",
        /// The repair is done.
        RepairDone = "repair_done",
        /// It cannot be repaired.
        Unrepairable = "unrepairable",
        /// The replacement is on its way.
        ReplacementShipped = "replacement_shipped",
        /// The replacement has arrived.
        ReplacementDelivered = "replacement_delivered",
        /// The buyer has the replacement.
        ConfirmReceived = "confirm_received",
        /// The replacement is lost or out of stock.
        ReplacementFailed = "replacement_failed",
        /// The replacement came back.
        ReplacementReturned = "replacement_returned",
        /// No stock: money instead.
        OutOfStockRefund = "out_of_stock_refund",
        /// The money is paid.
        PayoutSent = "payout_sent",
        /// Part of the money is paid.
        PayoutPart = "payout_part",
        /// The payout failed.
        PayoutFailed = "payout_failed",
        /// The payout is tried again.
        PayoutRetry = "payout_retry",
        /// The payout is given up.
        PayoutAbandoned = "payout_abandoned",
        /// The money came back to us.
        FundsRecovered = "funds_recovered",
        /// The platform has paid back.
        ForceRefund = "force_refund",
        /// The platform cancelled it.
        PlatformCancel = "platform_cancel",
        /// The platform closed it.
        PlatformClosed = "platform_closed",
        /// The platform was asked to decide.
        DisputeOpened = "dispute_opened",
        /// The ruling is appealed.
        Appeal = "appeal",
        /// The platform wants evidence.
        EvidenceAsked = "evidence_asked",
        /// We hand in evidence.
        SubmitEvidence = "submit_evidence",
        /// The dispute was taken back.
        Withdrawn = "withdrawn",
        /// The platform ruled for the buyer.
        RulingBuyer = "ruling_buyer",
        /// The platform ruled for both.
        RulingSplit = "ruling_split",
        /// The platform ruled for us.
        RulingSeller = "ruling_seller",
        /// It is closed.
        Close = "close",
        /// It becomes part of another ticket.
        Merge = "merge",
        /// It is opened again.
        Reopen = "reopen",
    }
}
