//! What the platform's error codes mean. One line per code and sub code; the sub code is matched by its beginning.
use aftersync_core::error::ErrorKind::{Config, Conflict, Forbidden, Internal, RateLimited, Rejected};
use aftersync_core::error::ErrorKind::{Unauthorized, Unavailable, Unsupported};
use aftersync_core::error::Retry::{Backoff, Never, Reload};

use crate::common::refusal::{ErrorRow, row};

const REFRESH: &str = "refresh the access token once and repeat";
const CONNECT: &str = "the merchant must connect the shop again";
const BUG: &str = "a call is built wrongly: report it";

/// The table, sorted.
pub(super) const TABLE: &[ErrorRow] = &[
    row(
        "10001",
        Unavailable,
        Backoff,
        "part of a batch failed and no item says which: read the object again",
    )
    .unclear(),
    row(
        "20000",
        Unavailable,
        Backoff,
        "the platform failed: read the object back before a write is repeated",
    )
    .unclear(),
    row(
        "20001",
        Unavailable,
        Backoff,
        "the platform was too slow: read the object back before a write is repeated",
    )
    .unclear(),
    row(
        "30001",
        Forbidden,
        Never,
        "the app lacks a permission: see the platform's console",
    ),
    row(
        "30001",
        Forbidden,
        Never,
        "the app is blocked: see the platform's console",
    )
    .sub("dop.app-forbidden"),
    row("30001", Forbidden, Never, CONNECT).sub("dop.authorization-closed"),
    row("30001", Forbidden, Never, CONNECT).sub("dop.authorization-no-existed"),
    row(
        "30001",
        Forbidden,
        Never,
        "apply for the permission package in the platform's console",
    )
    .sub("isv.app-permissions-insufficient"),
    row(
        "30002",
        Forbidden,
        Never,
        "put our address on the app's list of allowed addresses",
    ),
    row("40001", Internal, Never, BUG),
    row("40002", Internal, Never, BUG),
    row("40003", Rejected, Never, "the platform does not accept a parameter"),
    row("40003", Unauthorized, Backoff, REFRESH).sub("isv.access-token-expired"),
    row("40003", Unauthorized, Never, CONNECT).sub("isv.access-token-invalid"),
    row("40003", Unauthorized, Backoff, REFRESH).sub("isv.access-token-no-existed"),
    row("40003", Config, Never, "check the app key").sub("isv.app-id"),
    row(
        "40003",
        Conflict,
        Reload,
        "the call was taken before: read the object again",
    )
    .sub("isv.idempotent-id-existed"),
    row("40003", Internal, Never, BUG).sub("isv.parameter-format-invalid"),
    row("40003", Config, Never, "check the app secret").sub("isv.signature-invalid"),
    row("40003", Config, Never, "set the clock of this machine").sub("isv.timestamp-invalid"),
    row(
        "40004",
        Rejected,
        Never,
        "the platform does not accept a value: its words say which",
    ),
    row("50001", Unauthorized, Never, CONNECT),
    row(
        "50002",
        Rejected,
        Never,
        "a rule of the platform refuses it: its words say which",
    ),
    row(
        "50002",
        Rejected,
        Never,
        "this one can be handled in the platform's web console only",
    )
    .sub("isv.business-failed:11001"),
    row("50002", Unavailable, Backoff, "read the object again, then repeat")
        .sub("isv.business-failed:11005")
        .unclear(),
    row(
        "50002",
        Conflict,
        Reload,
        "the after-sale moved on: read it again and decide anew",
    )
    .sub("isv.business-failed:20309541"),
    row(
        "60000",
        RateLimited,
        Backoff,
        "too many calls of this app to this method",
    ),
    row("70000", Unsupported, Never, "the platform took this call offline"),
    row(
        "80000",
        Forbidden,
        Never,
        "the platform's risk control stopped the call: see its console",
    ),
    row(
        "90000",
        Unavailable,
        Backoff,
        "the platform failed without a reason: ask its support with the request id",
    )
    .unclear(),
];

/// What one item of a batch says of itself: the same business codes, without their prefix.
pub(super) fn of_item(status_code: i64) -> String {
    format!("isv.business-failed:{status_code}")
}

#[cfg(test)]
mod tests {
    use aftersync_core::error::Phase::{Answered, InDoubt};

    use super::*;
    use crate::common::refusal::{Effect, Said, error};

    #[test]
    fn every_row_is_sorted_and_reached() {
        for pair in TABLE.windows(2) {
            assert!((pair[0].code, pair[0].sub) < (pair[1].code, pair[1].sub));
        }
        for row in TABLE {
            let said = Said {
                status: 200,
                code: row.code,
                sub: row.sub,
                ..Said::default()
            };
            let e = error(TABLE, said, Effect::Write, "douyin.test");
            assert_eq!((e.kind(), e.retry(), e.advice()), (row.kind, row.retry, Some(row.hint)));
            assert_eq!(e.phase(), if row.unclear { InDoubt } else { Answered });
        }
    }

    #[test]
    fn the_rows_that_decide_what_happens_next() {
        let cases = [
            ("20000", "isp.service-error:x", Unavailable, Backoff, InDoubt),
            ("20001", "isp.service-error:timeout", Unavailable, Backoff, InDoubt),
            ("30001", "isv.anything-else", Forbidden, Never, Answered),
            ("30001", "dop.authorization-closed", Forbidden, Never, Answered),
            ("40003", "isv.access-token-expired", Unauthorized, Backoff, Answered),
            ("40003", "isv.access-token-no-existed", Unauthorized, Backoff, Answered),
            ("40003", "isv.app-id-invalid", Config, Never, Answered),
            ("40004", "isv.parameter-invalid:11000", Rejected, Never, Answered),
            (
                "50001",
                "dop.token-generate-failed:code-expired",
                Unauthorized,
                Never,
                Answered,
            ),
            ("50002", "isv.business-failed:20309541", Conflict, Reload, Answered),
            ("50002", "isv.business-failed:11005", Unavailable, Backoff, InDoubt),
            ("50002", "isv.business-failed:99", Rejected, Never, Answered),
            ("60000", "", RateLimited, Backoff, Answered),
            ("12345", "", Unavailable, Backoff, InDoubt),
        ];
        for (code, sub, kind, retry, phase) in cases {
            let e = error(
                TABLE,
                Said {
                    status: 200,
                    code,
                    sub,
                    ..Said::default()
                },
                Effect::Write,
                "douyin.test",
            );
            assert_eq!((e.kind(), e.retry(), e.phase()), (kind, retry, phase), "{code} {sub}");
        }
    }
}
