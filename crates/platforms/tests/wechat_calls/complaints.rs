//! Complaints, which stand beside their after-sale.
use aftersync_core::model::aftersale::{AfterSale, ObjectName};
use aftersync_core::model::axes::{DisputeState as D, Headline, Kind};
use aftersync_core::model::claim::Claim;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::PlatformAdapter;
use aftersync_platforms::wechat::{Wechat, status};
use serde_json::{Value, json};

use super::{COMPLAINT, NOW, ORDER, TICKET, UPDATED, after_sale, body, call, object, ok, path, read};

/// A complaint whose history has these lines, the newest first, a minute between them.
fn complaint(status: Option<i64>, lines: &[i64]) -> Value {
    let line = |(i, kind): (usize, &i64)| {
        json!({"item_type": kind, "time": UPDATED - 60 * i as i64, "content": format!("line {kind}"),
               "media_id_list": [format!("m-{kind}")], "phone_number": "13800138000"})
    };
    let history: Vec<Value> = lines.iter().enumerate().map(line).collect();
    let mut data = json!({"order_id": ORDER, "after_sale_order_id": TICKET, "history": history});
    if let Some(status) = status {
        data["status"] = json!(status);
    }
    data
}

fn seen(status: Option<i64>, lines: &[i64]) -> AfterSale {
    after_sale(&read("complaint", COMPLAINT, &ok(complaint(status, lines))))
}

#[test]
fn it_speaks_of_the_arbitration_only() {
    let request = Wechat.detail_request(&call(), &object("complaint", COMPLAINT)).unwrap();
    assert_eq!(path(&request), "/channels/ec/aftersale/getcomplaintorder");
    assert_eq!(body(&request), json!({"complaint_id": COMPLAINT}));
    let parsed = read(
        "complaint",
        COMPLAINT,
        &ok(complaint(Some(106), &[16, 13, 11, 3, 10, 1])),
    );
    assert_eq!((parsed.facts.len(), parsed.signals.len()), (1, 0));
    assert_eq!(parsed.facts[0].revision, UPDATED);
    let it = after_sale(&parsed);
    assert_eq!((it.object.as_str(), it.external_id.as_str()), ("complaint", COMPLAINT));
    let beside = ObjectName {
        object: "aftersale".into(),
        external_id: TICKET.into(),
    };
    assert_eq!(it.beside, Some(beside));
    assert_eq!(
        (it.kind, it.order.as_deref(), it.known),
        (Kind::Complaint, Some(ORDER), true)
    );
    let claim = Claim {
        dispute: Some(D::EvidenceDue),
        ..Claim::default()
    };
    assert_eq!(it.claim, claim);
    let dispute = it.dispute.unwrap();
    assert_eq!(
        (dispute.id.as_deref(), dispute.raw_status.as_deref()),
        (Some(COMPLAINT), Some("106"))
    );
    assert_eq!((it.raw_status.as_str(), it.ended_at), ("106", None));
    assert_eq!(it.created_at, Timestamp::from_secs(UPDATED - 300));
    assert_eq!(it.reason_text.as_deref(), Some("line 1"));
    assert_eq!(it.evidence.len(), 6);
    assert_eq!(it.evidence[0].url.as_deref(), Some("media_id:m-1"));
    assert!((it.requested, it.account, it.raw_type) == (None, None, None));
}

#[test]
fn every_status_of_the_table() {
    let disputed = Some(Headline::Disputed);
    let table = [
        (100, disputed, D::Open, false),
        (101, disputed, D::Open, false),
        (102, None, D::Withdrawn, true),
        (103, disputed, D::Ruling, false),
        (104, disputed, D::Open, false),
        (105, disputed, D::Ruling, false),
        (106, disputed, D::EvidenceDue, false),
        (107, disputed, D::Ruling, false),
        (108, disputed, D::EvidenceDue, false),
        (109, disputed, D::Ruling, false),
        (110, disputed, D::Open, false),
        (111, disputed, D::Appealed, false),
        (112, None, D::None, true),
        (113, disputed, D::Ruling, false),
        (114, Some(Headline::Refunding), D::RuledBuyer, false),
        (115, None, D::None, true),
        (116, None, D::None, true),
        (305, disputed, D::Ruling, false),
        (307, disputed, D::Ruling, false),
    ];
    for (code, headline, dispute, over) in table {
        assert_eq!(
            status::headline("complaint_status", &code.to_string()),
            Some(headline),
            "{code}"
        );
        let it = seen(Some(code), &[1]);
        assert_eq!(
            (it.claim.dispute, it.ended_at.is_some()),
            (Some(dispute), over),
            "{code}"
        );
    }
    assert_eq!(status::headline("complaint_status", "999"), Some(None));
    let unknown = seen(Some(999), &[1]);
    assert!(!unknown.known && unknown.claim == Claim::default());
}

#[test]
fn without_a_status_the_newest_line_that_stands_for_one_counts() {
    let table = [
        (1, D::Open),
        (5, D::Withdrawn),
        (6, D::Ruling),
        (7, D::Ruling),
        (8, D::Ruling),
        (10, D::Open),
        (11, D::Open),
        (12, D::Withdrawn),
        (13, D::Ruling),
        (14, D::Open),
        (16, D::EvidenceDue),
        (18, D::EvidenceDue),
        (20, D::Open),
        (21, D::Appealed),
        (22, D::None),
        (23, D::Ruling),
        (24, D::RuledBuyer),
        (26, D::None),
        (30, D::RuledBuyer),
        (31, D::RuledSeller),
        (32, D::Split),
        (33, D::None),
        (34, D::RuledBuyer),
        (35, D::RuledSeller),
    ];
    for (line, dispute) in table {
        // Messages, and what the after-sale did meanwhile, stand for nothing.
        let it = seen(None, &[3, 2, 56, line, 100, 1]);
        assert_eq!((it.claim.dispute, it.known), (Some(dispute), true), "{line}");
        assert_eq!(it.raw_status, format!("item_{line}"));
    }
    let unknown = seen(None, &[3, 2]);
    assert!(!unknown.known && unknown.raw_status == "item_3");
}

#[test]
fn who_won_stands_in_the_history() {
    for over in [112, 115, 116] {
        assert_eq!(seen(Some(over), &[22, 30, 13, 1]).claim.dispute, Some(D::RuledBuyer));
        assert_eq!(seen(Some(over), &[22, 31, 13, 1]).claim.dispute, Some(D::RuledSeller));
        assert_eq!(seen(Some(over), &[22, 32, 13, 1]).claim.dispute, Some(D::Split));
    }
    // The later verdict counts; a complaint taken back has none.
    assert_eq!(
        seen(Some(112), &[22, 35, 21, 30, 1]).claim.dispute,
        Some(D::RuledSeller)
    );
    assert_eq!(seen(Some(102), &[12, 30, 1]).claim.dispute, Some(D::Withdrawn));
    assert_eq!(seen(Some(114), &[24, 32, 1]).claim.dispute, Some(D::Split));
    assert_eq!(seen(Some(103), &[13, 30, 1]).claim.dispute, Some(D::Ruling));
}

#[test]
fn the_order_of_the_history_does_not_matter_and_ranks_tell_a_second_apart() {
    let mut data = complaint(None, &[16, 13, 1]);
    let first = after_sale(&read("complaint", COMPLAINT, &ok(data.clone())));
    data["history"].as_array_mut().unwrap().reverse();
    assert_eq!(after_sale(&read("complaint", COMPLAINT, &ok(data))), first);
    assert!(seen(Some(107), &[1]).rank > seen(Some(106), &[1]).rank);
    assert!(seen(Some(112), &[1]).rank > seen(Some(114), &[1]).rank);
}

#[test]
fn a_complaint_without_history_is_as_old_as_its_reading() {
    let parsed = read("complaint", COMPLAINT, &ok(complaint(Some(100), &[])));
    assert_eq!(parsed.facts[0].revision, NOW.secs());
    assert_eq!(after_sale(&parsed).created_at, NOW);
    for empty in [complaint(None, &[]), json!({"status": 100}), json!({})] {
        assert_eq!(read("complaint", COMPLAINT, &ok(empty)).unreadable.len(), 1);
    }
}
