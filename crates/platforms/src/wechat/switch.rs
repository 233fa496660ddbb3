//! What rests on too little to be on by default, by name. [`aftersync_core::platform::AppCredentials::unconfirmed`] switches it on.

/// Changes are polled by time of creation. The list by time of change is in the platform's present documents and not in its
/// older ones (V, WREF); a shop that is refused it can go on with this, and then hears of later changes by push only.
pub const POLL_BY_CREATION: &str = "wechat.poll_by_creation";
/// Pushes about group gifts that nobody took lead to reading the gift's after-sale. One source says that the platform took
/// that call offline in October 2025; without the switch the order is read instead, which names its after-sales.
pub const PRESENT: &str = "wechat.present";

/// The buyer is asked for proof by the platform's own call. It wants a reason by number, and which numbers fit a question
/// no source says; without the switch the buyer is written to.
pub const ASK_FOR_PROOF: &str = "wechat.ask_for_proof";

/// All switches.
pub const ALL: &[&str] = &[POLL_BY_CREATION, PRESENT, ASK_FOR_PROOF];
