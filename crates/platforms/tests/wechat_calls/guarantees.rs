//! Claims under a guarantee of the platform.
use aftersync_core::ErrorKind;
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::{CancelReason, DisputeState as D, Headline, Kind, MoneyState};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::Money;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::PlatformAdapter;
use aftersync_platforms::wechat::{Wechat, status};
use serde_json::{Value, json};

use super::{APP, GUARANTEE, ORDER, UPDATED, after_sale, body, call, object, ok, path, read};

fn claim(kind: i64, status: &str) -> Value {
    json!({"guarantee_order": {
        "guarantee_order_id": 2000001077270001u64,
        "type": kind,
        "order_id": 3737003284475440001u64,
        "status": status,
        "create_time": UPDATED - 600,
        "update_time": UPDATED,
        "expire_time": UPDATED + 3600,
        "apply_reason": "商品有破损",
        "apply_reason_type": 2,
        "product_info": [{"product_id": "9001", "sku_id": "9001001", "title": "杯子", "real_price": 9900, "product_cnt": 1}],
        "openid": "oBuyer0001",
        "unionid": "uBuyer0001",
        "pay_amount": 3000,
        "bad_pay_info": {"bad_level": 30, "content": "杯口裂了", "pic_list": ["p-1"], "pay_fee": 2970},
        "fake_one_pay_four_info": null,
    }})
}

pub fn seen(kind: i64, status: &str) -> AfterSale {
    after_sale(&read("guarantee", GUARANTEE, &ok(claim(kind, status))))
}

#[test]
fn all_of_it_is_read() {
    let request = Wechat.detail_request(&call(), &object("guarantee", GUARANTEE)).unwrap();
    assert_eq!(path(&request), "/channels/ec/aftersale/getguaranteeorder");
    assert_eq!(body(&request), json!({"guarantee_order_id": 2000001077270001u64}));
    let e = Wechat.detail_request(&call(), &object("guarantee", "abc")).unwrap_err();
    assert_eq!(e.kind(), ErrorKind::Rejected);
    let parsed = read("guarantee", GUARANTEE, &ok(claim(2, "STATUS_WAIT_MERCHANT_HANDLE")));
    assert_eq!((parsed.facts.len(), parsed.facts[0].revision), (2, UPDATED));
    let it = after_sale(&parsed);
    assert_eq!((it.object.as_str(), it.external_id.as_str()), ("guarantee", GUARANTEE));
    assert_eq!((it.kind, it.raw_type.as_deref()), (Kind::RefundOnly, Some("2")));
    assert_eq!((it.order.as_deref(), it.known), (Some(ORDER), true));
    assert_eq!(it.requested, Some(Money::cny(2970)));
    assert_eq!((it.refunded, it.issue), (None, Some(IssueType::Damaged)));
    assert_eq!((it.lines[0].line.as_str(), it.lines[0].quantity), ("9001001", Some(1)));
    assert_eq!(it.account.unwrap().scope, APP);
    assert_eq!(it.reason_text.as_deref(), Some("商品有破损；杯口裂了"));
    assert_eq!(it.evidence[0].url.as_deref(), Some("media_id:p-1"));
    assert_eq!((it.deadline, it.extra["expire_time"].as_str()), (None, "1788199200"));
    assert_eq!((it.created_at, it.beside), (Timestamp::from_secs(UPDATED - 600), None));
}

#[test]
fn a_counterfeit_pays_a_multiple() {
    let mut data = claim(1, "STATUS_PAY_SUCC");
    data["guarantee_order"]["bad_pay_info"] = Value::Null;
    data["guarantee_order"]["fake_one_pay_four_info"] =
        json!({"total_pay_fee": 39600, "acctual_pay": 29700, "identify_proof_pic_list": ["i-1"]});
    // One object instead of a list, as the library has it.
    data["guarantee_order"]["product_info"] = json!({"product_id": "9001", "product_cnt": 2});
    let it = after_sale(&read("guarantee", GUARANTEE, &ok(data)));
    assert_eq!((it.kind, it.issue), (Kind::Complaint, Some(IssueType::Counterfeit)));
    assert_eq!(
        (it.requested, it.refunded),
        (Some(Money::cny(39_600)), Some(Money::cny(29_700)))
    );
    assert_eq!((it.lines[0].line.as_str(), it.lines[0].quantity), ("9001", Some(2)));
    assert_eq!(it.ended_at, Some(Timestamp::from_secs(UPDATED)));
}

#[test]
fn every_status_of_the_table() {
    use Headline as H;
    let table = [
        ("WAIT_MERCHANT_HANDLE", H::AwaitingSeller, D::None, false),
        ("WAIT_USER_CONFIRM", H::AwaitingBuyer, D::None, false),
        ("WAIT_PLATFORM_HANDLE", H::Disputed, D::Ruling, false),
        ("WAIT_MERCHANT_PROOF", H::Disputed, D::EvidenceDue, false),
        ("WAIT_USER_PROOF", H::Disputed, D::Open, false),
        ("WAIT_BOTH_PROOF", H::Disputed, D::EvidenceDue, false),
        ("WAIT_OP_COMFIRM", H::Disputed, D::Ruling, false),
        ("WAIT_PAYSCORE_DONE", H::Refunding, D::None, false),
        ("PAYING", H::Refunding, D::None, false),
        ("PAY_BLOCK", H::Refunding, D::None, false),
        ("PAY_FAIL", H::Refunding, D::None, false),
        ("PAY_SUCC", H::Refunded, D::None, true),
        ("NO_NEED_PAY", H::Closed, D::None, true),
        ("USER_CANCEL", H::Cancelled, D::None, true),
    ];
    for (name, means, dispute, ended) in table {
        for raw in [name.to_owned(), format!("STATUS_{name}")] {
            assert_eq!(status::headline("guarantee_status", &raw), Some(Some(means)), "{raw}");
            let it = seen(2, &raw);
            assert!(it.known);
            assert_eq!(
                (it.claim.dispute, it.ended_at.is_some()),
                (Some(dispute), ended),
                "{raw}"
            );
            assert_eq!(it.dispute.is_some(), means == H::Disputed, "{raw}");
        }
    }
    assert_eq!(seen(2, "STATUS_PAY_FAIL").claim.money, Some(MoneyState::Failed));
    assert_eq!(seen(2, "STATUS_USER_CANCEL").claim.cancel, Some(CancelReason::Buyer));
    assert!(seen(2, "STATUS_PAY_BLOCK").flags.contains("amount_in_doubt"));
    assert_eq!(status::headline("guarantee_status", "STATUS_NEW"), Some(None));
    assert!(!seen(2, "STATUS_NEW").known);
    assert!(seen(7, "40").known, "numbers of lists are the same statuses");
}
