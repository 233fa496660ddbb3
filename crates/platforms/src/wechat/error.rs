//! What the platform's error codes mean. One line per code; there are no sub codes.
use aftersync_core::error::ErrorKind::{Config, Conflict, Forbidden, Internal, NotFound, RateLimited, Rejected};
use aftersync_core::error::ErrorKind::{Unauthorized, Unavailable};
use aftersync_core::error::Retry::{After, Backoff, Never, Reload};
use aftersync_core::model::time::MINUTE;

use crate::common::refusal::{ErrorRow, row};

const REFRESH: &str = "ask for a new access token once and repeat; if it stays so, check app id and secret";
const BUG: &str = "a call is built wrongly: report it";
const MOVED: &str = "the after-sale moved on: read it again and decide anew";
const GONE: &str = "the platform has none of that id: check the id and the shop";
const BUSY: &str = "the platform is busy: try again in a while";
const NO_REQUEST: &str = "the platform opens no after-sale for such an order (virtual goods): its words say why";
const ADDRESS: &str = "give the id of a return address of the shop";

/// The table, sorted as text.
pub(super) const TABLE: &[ErrorRow] = &[
    row("-1", Unavailable, Backoff, BUSY).unclear(),
    row("100002", NotFound, Never, GONE),
    row("100003", Unavailable, Backoff, BUSY),
    row("100004", Conflict, Reload, MOVED),
    row("10020000", NotFound, Never, GONE),
    row("10020001", Conflict, Reload, MOVED),
    row("10020003", Rejected, Never, "the platform does not accept the openid"),
    row("10020004", Internal, Never, BUG),
    row(
        "10020261",
        Rejected,
        Never,
        "take characters out of the text that the platform does not allow",
    ),
    row("10021041", Conflict, Reload, MOVED),
    row(
        "10021043",
        Forbidden,
        Never,
        "the object is another shop's: check which application the shop is configured for",
    ),
    row("10021044", Unavailable, Backoff, BUSY),
    row(
        "10021045",
        Rejected,
        Never,
        "the refund failed: see the platform's console",
    ),
    row(
        "10021046",
        Rejected,
        Never,
        "the shop's balance does not cover the refund: top it up",
    ),
    row("10021050", NotFound, Never, GONE),
    row("10021051", Conflict, Reload, "a complaint is open: answer that first"),
    row("10021057", NotFound, Never, GONE),
    row("10021058", Rejected, Never, ADDRESS),
    row(
        "10021059",
        RateLimited,
        After(MINUTE),
        "one refund a minute and order: wait",
    ),
    row("10021060", Rejected, Never, ADDRESS),
    row("10021062", Rejected, Never, ADDRESS),
    row(
        "10021068",
        Rejected,
        Never,
        "negotiate with the buyer in the platform's console first; it can be refused when the buyer does not answer",
    ),
    row(
        "10021083",
        Rejected,
        Never,
        "give the request an id of its own, of 64 characters at most",
    ),
    row(
        "10021084",
        Rejected,
        Never,
        "give a reason of the platform's list of buyers' reasons",
    ),
    row(
        "10021085",
        Rejected,
        Never,
        "check the order, the article and the count",
    ),
    row("10021086", Rejected, Never, NO_REQUEST),
    row("10021087", Rejected, Never, NO_REQUEST),
    row(
        "10021088",
        Conflict,
        Reload,
        "no after-sale can be opened for this order now: read it again",
    ),
    row(
        "10021089",
        Conflict,
        Reload,
        "an after-sale was opened under this request id already: read the order again",
    ),
    row("10021500", NotFound, Never, "the platform has no such complaint"),
    row(
        "10021501",
        Rejected,
        Never,
        "the text is too long: 500 characters at most",
    ),
    row(
        "10021504",
        Conflict,
        Reload,
        "the platform does not wait for our evidence now: read the complaint again",
    ),
    row("40001", Unauthorized, Backoff, REFRESH),
    row("40013", Config, Never, "check the app id"),
    row("40014", Unauthorized, Backoff, REFRESH),
    row("40097", Internal, Never, BUG),
    row("40125", Config, Never, "check the app secret"),
    row(
        "40164",
        Forbidden,
        Never,
        "put our address on the app's list of allowed addresses",
    ),
    row("41001", Internal, Never, BUG),
    row("42001", Unauthorized, Backoff, REFRESH),
    row("45009", RateLimited, Backoff, "the quota of the day is used up"),
    row("45011", RateLimited, Backoff, "too many calls of this app"),
    row("47001", Internal, Never, BUG),
    row(
        "48001",
        Forbidden,
        Never,
        "the app may not use this interface: see the platform's console",
    ),
    row(
        "50002",
        Forbidden,
        Never,
        "the account is limited: see the platform's console",
    ),
    row("9700223", Unavailable, Backoff, BUSY).unclear(),
    row(
        "9700224",
        Rejected,
        Never,
        "the platform does not accept a parameter: its words say which",
    ),
];

#[cfg(test)]
mod tests {
    use aftersync_core::error::Phase::{Answered, InDoubt};

    use super::*;
    use crate::common::refusal::{Effect, Said, error};

    #[test]
    fn every_row_is_sorted_and_reached() {
        for pair in TABLE.windows(2) {
            assert!(pair[0].code < pair[1].code, "{}", pair[1].code);
        }
        for row in TABLE {
            let said = Said {
                status: 200,
                code: row.code,
                ..Said::default()
            };
            let e = error(TABLE, said, Effect::Write, "wechat.test");
            assert_eq!((e.kind(), e.retry(), e.advice()), (row.kind, row.retry, Some(row.hint)));
            assert_eq!(e.phase(), if row.unclear { InDoubt } else { Answered });
        }
    }
}
