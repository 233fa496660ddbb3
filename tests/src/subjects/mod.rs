//! What the adapter suite must know of each adapter: one table per platform, one line here.
use aftersync_core::platform::HttpResponse;
use aftersync_platforms::tables;
use aftersync_testkit::adapter_suite::{ErrorRow, StatusRow, Subject};
use serde_json::Value;

mod douyin;
mod tiktok;
mod wechat;

/// Every adapter that there is.
pub fn all() -> Vec<Subject> {
    vec![douyin::subject(), tiktok::subject(), wechat::subject()]
}

/// An answer with that JSON.
fn answer(body: &Value) -> HttpResponse {
    HttpResponse {
        status: 200,
        headers: Vec::new(),
        body: body.to_string().into_bytes(),
    }
}

fn status_rows(rows: Vec<tables::StatusCase>) -> Vec<StatusRow> {
    let row = |row: tables::StatusCase| StatusRow {
        name: row.name,
        kind: row.kind,
        claim: row.claim,
        means: row.means,
    };
    rows.into_iter().map(row).collect()
}

fn error_rows(rows: Vec<tables::ErrorCase>) -> Vec<ErrorRow> {
    let row = |row: tables::ErrorCase| ErrorRow {
        code: row.code.to_owned(),
        sub: row.sub.to_owned(),
        kind: row.kind,
        retry: row.retry,
        unclear: row.unclear,
    };
    rows.into_iter().map(row).collect()
}
