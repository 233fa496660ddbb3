//! What rests on too little to be on by default, by name. [`aftersync_core::platform::AppCredentials::unconfirmed`] switches it on.

/// Pushed events signed with HMAC-SHA256, told by the header `sign-method`: one source.
pub const HMAC_EVENT: &str = "douyin.hmac_event";
/// A closed after-sale whose newest log line is the buyer's was cancelled by the buyer: the meaning of `role` is one source's.
pub const CLOSED_BY_ROLE: &str = "douyin.closed_by_role";
/// Tokens of test shops are asked for with `test_shop`: one source.
pub const TEST_SHOP: &str = "douyin.test_shop";

/// All switches that are not operate rows; those are in [`super::action::OPERATE`].
pub const OTHERS: &[&str] = &[HMAC_EVENT, CLOSED_BY_ROLE, TEST_SHOP];
