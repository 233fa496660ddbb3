//! Words of the internal hand-offs: tasks beside the ticket, grades of what came back.
use super::words::words;

words! {
    /// What an internal task is.
    pub enum TaskKind {
        /// Look in the warehouse.
        WarehouseCheck = "warehouse_check",
        /// Stop a parcel on its way.
        InterceptParcel = "intercept_parcel",
        /// Take in what comes back.
        ReceiveGoods = "receive_goods",
        /// Inspect what came back.
        QcInspection = "qc_inspection",
        /// Repair it.
        RepairJob = "repair_job",
        /// Pay the money back.
        FinanceRefund = "finance_refund",
        /// Pay goodwill.
        FinancePayout = "finance_payout",
        /// Somebody with authority agrees.
        Approval = "approval",
        /// Gather evidence for the platform.
        Evidence = "evidence",
        /// Ask the platform.
        PlatformFollowup = "platform_followup",
        /// Claim from the carrier.
        CarrierClaim = "carrier_claim",
        /// Look at it by video.
        VideoInspection = "video_inspection",
        /// Call the buyer.
        Callback = "callback",
        /// The merchant's own kind.
        Custom = "custom",
    }
}

words! {
    /// Where a task stands.
    pub enum TaskState {
        /// Waits for other tasks.
        Waiting = "waiting",
        /// Anybody of the group may take it.
        Open = "open",
        /// Somebody has it.
        Assigned = "assigned",
        /// Somebody works on it.
        InProgress = "in_progress",
        /// It cannot go on for now.
        Blocked = "blocked",
        /// Done.
        Done = "done",
        /// Failed.
        Failed = "failed",
        /// No longer needed.
        Cancelled = "cancelled",
    }
}

words! {
    /// How a task that is done came out.
    pub enum TaskResult {
        /// All of it as wanted.
        Full = "full",
        /// Part of it.
        Partial = "partial",
        /// Not as wanted: goods not acceptable, item not repairable, payment refused.
        Failed = "failed",
        /// Goods taken in without looking.
        Unchecked = "unchecked",
    }
}

words! {
    /// What moves a task.
    pub enum TaskTrigger {
        /// What it waited for is done.
        DepsDone = "deps_done",
        /// It is given to somebody, or claimed.
        Assign = "assign",
        /// Work begins.
        Start = "start",
        /// It is given back.
        Decline = "decline",
        /// It cannot go on.
        Block = "block",
        /// It can go on.
        Unblock = "unblock",
        /// It is done.
        Done = "done",
        /// It failed.
        Fail = "fail",
        /// It is no longer needed.
        Cancel = "cancel",
        /// A failed one is tried again.
        Retry = "retry",
    }
}

words! {
    /// What a returned piece is worth.
    pub enum Grade {
        /// Sell again.
        A = "A",
        /// Open box.
        B = "B",
        /// Refurbish.
        C = "C",
        /// Scrap.
        D = "D",
    }
}

words! {
    /// What becomes of a returned piece.
    pub enum Disposition {
        /// Back on the shelf.
        Restock = "restock",
        /// Made new.
        Refurbish = "refurbish",
        /// Back to the supplier.
        ReturnToVendor = "return_to_vendor",
        /// Destroyed.
        Destroy = "destroy",
        /// Back to the buyer.
        ReturnToBuyer = "return_to_buyer",
    }
}
