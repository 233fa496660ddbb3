//! What changed within a window.
use aftersync_core::ErrorKind;
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::platform::{PlatformAdapter, PollCursor};
use aftersync_platforms::douyin::Douyin;
use serde_json::{Value, json};

use super::{body, call, ok};

fn cursor(page: Option<&str>) -> PollCursor {
    let to = Timestamp(1_760_000_000_500);
    PollCursor {
        from: to.plus(-10 * MINUTE),
        to,
        page: page.map(str::to_owned),
    }
}

fn item(id: &str, updated: i64) -> Value {
    json!({"aftersale_info": {"aftersale_id": id, "aftersale_status": 6, "update_time": updated}, "order_info": {}})
}

#[test]
fn pages_are_counted_from_zero_by_time_of_change() {
    let first = body(&Douyin.poll_request(&call(), &cursor(None)).unwrap());
    assert_eq!(
        first,
        json!({"order_by": ["update_time asc"], "page": 0, "size": 100,
               "update_start_time": 1759999400, "update_end_time": 1760000001})
    );
    assert_eq!(
        body(&Douyin.poll_request(&call(), &cursor(Some("3"))).unwrap())["page"],
        3
    );
    for bad in [
        cursor(Some("x")),
        PollCursor {
            from: Timestamp(0),
            ..cursor(None)
        },
    ] {
        assert_eq!(
            Douyin.poll_request(&call(), &bad).unwrap_err().kind(),
            ErrorKind::Internal
        );
    }
}

#[test]
fn items_become_signals_and_the_next_page_is_asked_while_there_is_more() {
    let data = json!({"items": [item("71", 1760000000), {"aftersale_info": {}}, 5], "has_more": true, "total": 999});
    let page = Douyin.poll_read(&call(), &cursor(Some("4")), &ok(data)).unwrap();
    assert_eq!(page.next.as_deref(), Some("5"));
    assert_eq!(page.parsed.signals.len(), 1);
    let signal = &page.parsed.signals[0];
    assert_eq!(
        (signal.object.external_id.as_str(), signal.revision),
        ("71", Some(1_760_000_000))
    );
    assert_eq!(
        (signal.object.shop.as_str(), signal.status.as_deref()),
        ("880011", Some("6"))
    );
    assert_eq!(page.parsed.unreadable.len(), 2);
    assert_eq!(page.parsed.unreadable[1].payload, b"5");
}

#[test]
fn the_last_page_is_the_last() {
    for data in [
        json!({"items": [item("1", 2)], "has_more": false}),
        json!({"items": [], "has_more": true}),
        json!({"items": null, "has_more": false}),
    ] {
        assert_eq!(Douyin.poll_read(&call(), &cursor(None), &ok(data)).unwrap().next, None);
    }
    let silent = Douyin
        .poll_read(&call(), &cursor(None), &ok(json!({"items": []})))
        .unwrap_err();
    assert_eq!(silent.kind(), ErrorKind::Malformed);
}
