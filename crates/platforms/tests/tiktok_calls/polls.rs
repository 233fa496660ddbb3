//! What changed within a window.
use aftersync_core::ErrorKind;
use aftersync_core::model::time::{DAY, MINUTE, Timestamp};
use aftersync_core::platform::{PlatformAdapter, PollCursor};
use aftersync_platforms::tiktok::TikTok;
use serde_json::{Value, json};

use super::{batch_call, body, call, cancelled, ok, query, returned, target};

fn cursor(page: Option<&str>) -> PollCursor {
    let to = Timestamp(1_781_000_000_500);
    PollCursor {
        from: to.plus(-10 * MINUTE),
        to,
        page: page.map(str::to_owned),
    }
}

#[test]
fn one_list_after_the_other_by_time_of_change() {
    for (page, list, token) in [
        (None, "returns", None),
        (Some("return:a%2Bb=="), "returns", Some("a%252Bb%3D%3D")),
        (Some("cancellation"), "cancellations", None),
        (Some("cancellation:t2"), "cancellations", Some("t2")),
    ] {
        let request = TikTok.poll_request(&call(), &cursor(page)).unwrap();
        assert_eq!(target(&request).0, format!("/return_refund/202309/{list}/search"));
        assert_eq!(query(&request, "page_token"), token);
        for (name, value) in [
            ("page_size", "50"),
            ("sort_field", "update_time"),
            ("sort_order", "ASC"),
        ] {
            assert_eq!(query(&request, name), Some(value));
        }
        assert_eq!(
            body(&request),
            json!({"update_time_ge": 1780999400, "update_time_lt": 1781000001})
        );
    }
}

#[test]
fn the_batch_model_is_polled_behind_its_switch() {
    for (page, path, token) in [
        ("aftersales_request", "202603/aftersales", None),
        ("rma:t3", "202604/rma", Some("t3")),
    ] {
        let off = TikTok.poll_request(&call(), &cursor(Some(page))).unwrap_err();
        assert_eq!(off.kind(), ErrorKind::Internal);
        let request = TikTok.poll_request(&batch_call(), &cursor(Some(page))).unwrap();
        assert_eq!(target(&request).0, format!("/return_refund/{path}/search"));
        let sent = body(&request);
        assert_eq!(
            sent["filters"]["time"]["update_time"],
            json!({"min_unix_time_inclusive": 1780999400, "max_unix_time_exclusive": 1781000001})
        );
        let page = sent["pagination"].clone();
        assert_eq!((&page["page_size"], page["page_token"].as_str()), (&json!(50), token));
        assert_eq!(sent["sort"], json!({"sort_field": "update_time", "sort_order": "ASC"}));
    }
}

#[test]
fn a_window_or_page_that_is_none_of_ours_is_a_bug() {
    for bad in [
        cursor(Some("x")),
        cursor(Some("order:1")),
        PollCursor {
            from: cursor(None).to.plus(-2 * DAY),
            ..cursor(None)
        },
        PollCursor {
            from: cursor(None).to.plus(1),
            ..cursor(None)
        },
    ] {
        assert_eq!(
            TikTok.poll_request(&call(), &bad).unwrap_err().kind(),
            ErrorKind::Internal
        );
    }
}

#[test]
fn rows_are_facts_at_once_and_what_cannot_be_read_is_kept() {
    let good = returned("REFUND", "RETURN_OR_REFUND_REQUEST_PENDING", &[]);
    let data =
        json!({"return_orders": [good, {"return_id": "5"}, {"x": 1}, 5], "next_page_token": "t2", "total_count": 99});
    let page = TikTok.poll_read(&call(), &cursor(None), &ok(data)).unwrap();
    assert_eq!(page.next.as_deref(), Some("return:t2"));
    assert_eq!(page.parsed.facts.len(), 1);
    assert_eq!(page.parsed.facts[0].revision, 1_781_000_000);
    assert_eq!(page.parsed.unreadable.len(), 3);
    assert_eq!(page.parsed.unreadable[2].payload, b"5");
    // A token may be longer than an id.
    let token = "b2Zmc2V0".repeat(60);
    let data = json!({"return_orders": [returned("REFUND", "REQUEST_SUCCESS", &[])], "next_page_token": token});
    let page = TikTok.poll_read(&call(), &cursor(None), &ok(data)).unwrap();
    assert_eq!(page.next, Some(format!("return:{token}")));
    let data = json!({"cancellations": [cancelled("CANCELLATION_REQUEST_PENDING")], "next_page_token": ""});
    let page = TikTok
        .poll_read(&call(), &cursor(Some("cancellation")), &ok(data))
        .unwrap();
    assert_eq!(page.parsed.facts[0].body.object(), "cancellation");
    assert_eq!(page.next, None);
}

#[test]
fn what_a_poll_reads_is_what_a_detail_reads() {
    let row = returned("RETURN_AND_REFUND", "AWAITING_BUYER_SHIP", &[]);
    let page = TikTok
        .poll_read(&call(), &cursor(None), &ok(json!({"return_orders": [row]})))
        .unwrap();
    assert_eq!(page.parsed, super::parsed_return(&row));
}

#[test]
fn each_list_leads_to_the_next_and_the_last_is_the_last() {
    let next = |call: &aftersync_core::platform::Call, page: Option<&str>, data: Value| {
        TikTok.poll_read(call, &cursor(page), &ok(data)).unwrap().next
    };
    let to_cancellations = Some("cancellation".to_owned());
    // No rows may be left out; a page without rows that promises more is not asked for without end.
    for data in [
        json!({}),
        json!({"return_orders": null, "next_page_token": ""}),
        json!({"return_orders": [], "next_page_token": "t2"}),
    ] {
        assert_eq!(next(&call(), None, data), to_cancellations);
    }
    assert_eq!(next(&call(), Some("return:t9"), json!({})), to_cancellations);
    assert_eq!(next(&call(), Some("cancellation:t9"), json!({})), None);
    let on = batch_call();
    assert_eq!(
        next(&on, Some("cancellation"), json!({})).as_deref(),
        Some("aftersales_request")
    );
    assert_eq!(
        next(&on, Some("aftersales_request:t"), json!({})).as_deref(),
        Some("rma")
    );
    assert_eq!(next(&on, Some("rma"), json!({})), None);
    let row = json!({"id": "2897", "status": "RMA_CREATED", "create_time": 1780900000, "sku_return_requests": []});
    let page = TikTok
        .poll_read(
            &on,
            &cursor(Some("rma")),
            &ok(json!({"return_merchandise_authorizations": [row], "next_page_token": "t"})),
        )
        .unwrap();
    assert_eq!((page.parsed.facts.len(), page.next.as_deref()), (1, Some("rma:t")));
    let silent = TikTok.poll_read(&call(), &cursor(None), &ok(Value::Null)).unwrap_err();
    assert_eq!(silent.kind(), ErrorKind::Malformed);
}
