//! What the platform's error codes mean. One line per code; for the one code that stands for many refusals, one per word of its message.
use aftersync_core::error::ErrorKind::{Config, Conflict, Forbidden, RateLimited, Rejected};
use aftersync_core::error::ErrorKind::{Unauthorized, Unavailable, Unsupported};
use aftersync_core::error::Retry::{Backoff, Never, Reload};

use crate::common::refusal::{ErrorRow, row};

const REFRESH: &str = "refresh the access token once and repeat";
const CONNECT: &str = "the merchant must connect the shop again";
const CIPHER: &str =
    "take `shop_cipher` from the list of shops (`tiktok::shops`) and put it into the settings of the shop";
const MOVED: &str = "the after-sale moved on: read it again and decide anew";

/// The code that stands for every refused parameter: its message tells which.
pub(super) const PARAMETER: &str = "36009004";
/// The words of its message that decide, in this order. From the platform's own index of that code.
const WORDS: &[&str] = &["access_token", "app_key", "timestamp", "sign", "shop_cipher"];

/// The sub code of a message; empty for every code but one.
pub(super) fn sub_code(code: &str, message: &str) -> &'static str {
    // The documents write some of these with blanks, some with a hyphen.
    let message = message.to_ascii_lowercase().replace([' ', '-'], "_");
    let known = || WORDS.iter().find(|word| message.contains(**word));
    if code == PARAMETER {
        known().copied().unwrap_or_default()
    } else {
        ""
    }
}

/// The table, sorted.
pub(super) const TABLE: &[ErrorRow] = &[
    row("101000", Config, Never, CIPHER),
    row("105001", Unauthorized, Backoff, REFRESH),
    row("105002", Unauthorized, Backoff, REFRESH),
    row(
        "105005",
        Forbidden,
        Never,
        "the app lacks a scope: apply for it in the partner center, then connect the shop again",
    ),
    row("106001", Config, Never, "check the app secret"),
    row("106013", Config, Never, CIPHER),
    row("25001001", Rejected, Never, "the platform does not accept a parameter"),
    row(
        "25001011",
        Conflict,
        Reload,
        "another request on this order is still open: read it again",
    ),
    row(
        "25001021",
        Rejected,
        Never,
        "ask which reasons the platform accepts for this request now, and give one of those",
    ),
    row("25005020", Conflict, Reload, MOVED),
    row("25011014", Conflict, Reload, MOVED),
    row(
        "25020005",
        Forbidden,
        Never,
        "this order belongs to another shop: check `shop_cipher`",
    ),
    row(
        "25020008",
        Unavailable,
        Backoff,
        "the platform failed: read the object back before a write is repeated",
    )
    .unclear(),
    row("36004001", Unauthorized, Never, CONNECT), // the refresh token ended
    row("36004004", Unauthorized, Never, CONNECT), // the code of the consent is of no use
    row("36004005", Unauthorized, Never, CONNECT), // no consent is known
    row(
        "36009002",
        RateLimited,
        Backoff,
        "too many calls: the token is still good",
    ),
    row(
        "36009003",
        Unavailable,
        Backoff,
        "the platform failed: read the object back before a write is repeated",
    )
    .unclear(),
    row(
        PARAMETER,
        Rejected,
        Never,
        "the platform does not accept a parameter: its words say which",
    ),
    row(PARAMETER, Unauthorized, Backoff, REFRESH).sub("access_token"),
    row(PARAMETER, Config, Never, "check the app key").sub("app_key"),
    row(PARAMETER, Config, Never, CIPHER).sub("shop_cipher"),
    row(PARAMETER, Config, Never, "check the app secret").sub("sign"),
    row(PARAMETER, Config, Never, "set the clock of this machine").sub("timestamp"),
    row(
        "36009009",
        Unsupported,
        Never,
        "the platform has no such call: try another version with the setting `version:<call>` of the shop",
    ),
    row("98001004", Rejected, Never, "the platform does not accept a parameter"),
];

#[cfg(test)]
mod tests {
    use aftersync_core::error::Phase::{Answered, InDoubt};

    use super::*;
    use crate::common::refusal::{Effect, Said, error};

    #[test]
    fn every_row_is_sorted_and_reached() {
        for pair in TABLE.windows(2) {
            assert!(
                (pair[0].code, pair[0].sub) < (pair[1].code, pair[1].sub),
                "{}",
                pair[1].code
            );
        }
        for row in TABLE {
            let said = Said {
                status: 200,
                code: row.code,
                sub: row.sub,
                ..Said::default()
            };
            let e = error(TABLE, said, Effect::Write, "tiktok.test");
            assert_eq!((e.kind(), e.retry(), e.advice()), (row.kind, row.retry, Some(row.hint)));
            assert_eq!(e.phase(), if row.unclear { InDoubt } else { Answered });
            assert!(row.sub.is_empty() || WORDS.contains(&row.sub));
        }
    }

    #[test]
    fn the_rows_that_decide_what_happens_next() {
        let cases = [
            ("25011014", "status can't reject receive", Conflict, Reload, Answered),
            ("25020008", "internal", Unavailable, Backoff, InDoubt),
            (
                "36009003",
                "Internal error. Please try again",
                Unavailable,
                Backoff,
                InDoubt,
            ),
            (
                "105002",
                "access token is expired, please refresh it",
                Unauthorized,
                Backoff,
                Answered,
            ),
            (
                "105005",
                "you should apply auth pkg for this api",
                Forbidden,
                Never,
                Answered,
            ),
            ("36004001", "rt has expired", Unauthorized, Never, Answered),
            (
                PARAMETER,
                "Invalid `x-tts-access-token` header",
                Unauthorized,
                Backoff,
                Answered,
            ),
            (
                PARAMETER,
                "Invalid timestamp. The value must not be earlier",
                Config,
                Never,
                Answered,
            ),
            (PARAMETER, "Invalid app_key", Config, Never, Answered),
            (PARAMETER, "the date range exceeds the limit", Rejected, Never, Answered),
            ("12345", "", Unavailable, Backoff, InDoubt),
        ];
        for (code, message, kind, retry, phase) in cases {
            let said = Said {
                status: 200,
                code,
                sub: sub_code(code, message),
                message,
                ..Said::default()
            };
            let e = error(TABLE, said, Effect::Write, "tiktok.test");
            assert_eq!(
                (e.kind(), e.retry(), e.phase()),
                (kind, retry, phase),
                "{code} {message}"
            );
        }
    }
}
