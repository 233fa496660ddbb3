//! What changed within a window.
use aftersync_core::ErrorKind;
use aftersync_core::model::time::{DAY, HOUR, MINUTE, Timestamp};
use aftersync_core::platform::{PlatformAdapter, PollCursor};
use aftersync_platforms::wechat::{Wechat, switch};
use serde_json::{Value, json};

use super::{APP, answer, body, call, call_with, ok, path, refused};

fn cursor(page: Option<&str>) -> PollCursor {
    let to = Timestamp(1_788_195_600_500);
    PollCursor {
        from: to.plus(-10 * MINUTE),
        to,
        page: page.map(str::to_owned),
    }
}

#[test]
fn after_sales_are_asked_for_by_time_of_change() {
    let first = Wechat.poll_request(&call(), &cursor(None)).unwrap();
    assert_eq!(path(&first), "/channels/ec/aftersale/getaftersalelist");
    let window = json!({"begin_update_time": 1788195000, "end_update_time": 1788195601});
    assert_eq!(body(&first), window);
    let next = body(&Wechat.poll_request(&call(), &cursor(Some("a:KEY=/+"))).unwrap());
    assert_eq!(
        (next["next_key"].as_str(), &next["begin_update_time"]),
        (Some("KEY=/+"), &json!(1788195000))
    );
    let created = call_with(&[switch::POLL_BY_CREATION]);
    let created = body(&Wechat.poll_request(&created, &cursor(None)).unwrap());
    assert_eq!(
        created,
        json!({"begin_create_time": 1788195000, "end_create_time": 1788195601})
    );
}

#[test]
fn a_window_is_no_wider_than_a_day() {
    let can = Wechat.capabilities();
    assert!(can.poll_window_ms <= 24 * HOUR && can.poll);
    let wide = |ms: i64| {
        let cursor = PollCursor {
            from: cursor(None).to.plus(-ms),
            ..cursor(None)
        };
        Wechat.poll_request(&call(), &cursor).map_err(|e| e.kind())
    };
    assert!(wide(can.poll_window_ms).is_ok());
    for bad in [DAY + MINUTE, -MINUTE, i64::MAX] {
        assert_eq!(wide(bad).unwrap_err(), ErrorKind::Internal, "{bad}");
    }
    for page in ["x", "g:x", "5"] {
        let e = Wechat.poll_request(&call(), &cursor(Some(page))).unwrap_err();
        assert_eq!(e.kind(), ErrorKind::Internal, "{page}");
        assert!(Wechat.poll_read(&call(), &cursor(Some(page)), &ok(json!({}))).is_err());
    }
}

#[test]
fn ids_become_signals_and_the_key_turns_the_page() {
    let data = json!({"after_sale_order_id_list": ["1934164653012121", 1934161104780121u64, {"a": 1}], "has_more": true,
                      "next_key": "K2"});
    let page = Wechat.poll_read(&call(), &cursor(None), &ok(data)).unwrap();
    assert_eq!(page.next.as_deref(), Some("a:K2"));
    let ids: Vec<_> = page
        .parsed
        .signals
        .iter()
        .map(|s| s.object.external_id.as_str())
        .collect();
    assert_eq!(ids, ["1934164653012121", "1934161104780121"]);
    let signal = &page.parsed.signals[0];
    assert_eq!(
        (signal.object.object.as_str(), signal.object.shop.as_str()),
        ("aftersale", APP)
    );
    assert_eq!((signal.revision, page.parsed.unreadable.len()), (None, 1));
    assert_eq!(page.parsed.unreadable[0].payload, br#"{"a":1}"#);
}

#[test]
fn after_the_last_page_come_the_guarantees() {
    for data in [
        json!({"after_sale_order_id_list": ["1"], "has_more": false, "next_key": "K2"}),
        json!({"after_sale_order_id_list": [], "has_more": true, "next_key": "K2"}),
        json!({"after_sale_order_id_list": ["1"], "has_more": true, "next_key": ""}),
        json!({"after_sale_order_id_list": null, "has_more": false}),
        json!({"has_more": false}),
    ] {
        let page = Wechat.poll_read(&call(), &cursor(Some("a:K1")), &ok(data)).unwrap();
        assert_eq!(page.next.as_deref(), Some("g:0"));
    }
    let silent = Wechat.poll_read(&call(), &cursor(None), &ok(json!({}))).unwrap_err();
    assert_eq!(silent.kind(), ErrorKind::Malformed);
    let request = Wechat.poll_request(&call(), &cursor(Some("g:50"))).unwrap();
    assert_eq!(path(&request), "/channels/ec/aftersale/searchguaranteeorder");
    let expected = json!({"begin_time": 1788195000, "end_time": 1788195601, "offset": 50, "limit": 50});
    assert_eq!(body(&request), expected);
}

#[test]
fn guarantees_are_counted() {
    let list = |n: u64, total: u64| {
        let one = |i| json!({"guarantee_order_id": 2000 + i, "status": "STATUS_PAYING", "update_time": 1788195000});
        json!({"guarantee_order_list": (0..n).map(one).collect::<Vec<Value>>(), "total_num": total})
    };
    let read = |page: &str, data: Value| Wechat.poll_read(&call(), &cursor(Some(page)), &ok(data)).unwrap();
    let first = read("g:0", list(50, 51));
    assert_eq!(first.next.as_deref(), Some("g:50"));
    let signal = &first.parsed.signals[0];
    assert_eq!(
        (signal.object.object.as_str(), signal.object.external_id.as_str()),
        ("guarantee", "2000")
    );
    assert_eq!(
        (signal.revision, signal.status.as_deref()),
        (Some(1_788_195_000), Some("STATUS_PAYING"))
    );
    assert_eq!(read("g:50", list(1, 51)).next, None);
    assert_eq!(read("g:0", list(0, 9)).next, None);
    assert_eq!(read("g:0", json!({})).next, None);
    let bad = read(
        "g:0",
        json!({"guarantee_order_list": [{"status": "x"}, 5], "total_num": 2}),
    );
    assert_eq!(bad.parsed.unreadable.len(), 2);
}

#[test]
fn a_shop_that_may_not_list_guarantees_is_polled_all_the_same() {
    let page = Wechat
        .poll_read(&call(), &cursor(Some("g:0")), &refused(48001))
        .unwrap();
    assert_eq!(page, Default::default());
    let e = Wechat.poll_read(&call(), &cursor(None), &refused(48001)).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Forbidden, "after-sales it must be able to list");
    for code in [45009, 42001, -1] {
        assert!(
            Wechat.poll_read(&call(), &cursor(Some("g:0")), &refused(code)).is_err(),
            "{code}"
        );
    }
    assert!(Wechat.poll_read(&call(), &cursor(None), &answer(&json!([1]))).is_err());
}
