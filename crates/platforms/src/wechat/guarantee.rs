//! `getguaranteeorder`: a claim under a guarantee of the platform (counterfeit pays a multiple, damaged pays back). It
//! needs no after-sale and none stands beside it.
//!
//! Fields and statuses stand in the platform's documents and in a public library (V2); the meanings of the statuses that the
//! documents added later are our reading (I).
use std::collections::BTreeMap;

use aftersync_core::error::{Error, Result};
use aftersync_core::json::read_text;
use aftersync_core::lifecycle::claim_for;
use aftersync_core::limits::{MAX_EVIDENCE, MAX_LINES};
use aftersync_core::model::aftersale::{AccountRef, AfterSale, AfterSaleLine, DisputeInfo};
use aftersync_core::model::axes::{CancelReason, DisputeState, Headline, Kind, MoneyState};
use aftersync_core::model::claim::Claim;
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::issue::IssueType;
use aftersync_core::platform::{Call, HttpRequest};
use serde::Deserialize;
use serde_json::json;
use serde_json::value::RawValue;

use crate::common::json::{Id, Loose, Reading, Text, Whole, need, parse};
use crate::tables::{self, StatusCase};

use super::read::{Kept, Read, line_names, pictures};
use super::status::REFUND_FAILED;
use super::{GUARANTEE, api};

/// What a status means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GuaranteeRow {
    /// Without `STATUS_`, which the platform writes or leaves out.
    pub status: &'static str,
    /// Its number, for lists.
    code: i64,
    pub means: Headline,
    dispute: DisputeState,
    rank: u16,
    ends: bool,
    flag: Option<&'static str>,
}

const fn row(status: &'static str, code: i64, rank: u16, means: Headline) -> GuaranteeRow {
    GuaranteeRow {
        status,
        code,
        means,
        dispute: DisputeState::None,
        rank,
        ends: false,
        flag: None,
    }
}
const fn disputed(status: &'static str, code: i64, rank: u16, dispute: DisputeState) -> GuaranteeRow {
    GuaranteeRow {
        dispute,
        ..row(status, code, rank, Headline::Disputed)
    }
}
const fn ends(row: GuaranteeRow) -> GuaranteeRow {
    GuaranteeRow { ends: true, ..row }
}
const fn flag(flag: &'static str, row: GuaranteeRow) -> GuaranteeRow {
    GuaranteeRow {
        flag: Some(flag),
        ..row
    }
}

/// The amount looks wrong to the platform, which checks it.
const AMOUNT_IN_DOUBT: &str = "amount_in_doubt";

/// The statuses.
const STATUSES: &[GuaranteeRow] = &[
    row("WAIT_MERCHANT_HANDLE", 10, 10, Headline::AwaitingSeller),
    row("WAIT_USER_CONFIRM", 12, 20, Headline::AwaitingBuyer),
    disputed("WAIT_PLATFORM_HANDLE", 15, 30, DisputeState::Ruling),
    disputed("WAIT_MERCHANT_PROOF", 20, 40, DisputeState::EvidenceDue),
    disputed("WAIT_USER_PROOF", 25, 40, DisputeState::Open),
    disputed("WAIT_BOTH_PROOF", 30, 40, DisputeState::EvidenceDue),
    // Spelled so.
    disputed("WAIT_OP_COMFIRM", 31, 50, DisputeState::Ruling), // [I]
    row("WAIT_PAYSCORE_DONE", 32, 60, Headline::Refunding),    // [I]
    row("PAYING", 35, 70, Headline::Refunding),
    flag(AMOUNT_IN_DOUBT, row("PAY_BLOCK", 36, 65, Headline::Refunding)), // [I]
    flag(REFUND_FAILED, row("PAY_FAIL", 45, 75, Headline::Refunding)),
    ends(row("PAY_SUCC", 40, 90, Headline::Refunded)),
    ends(row("NO_NEED_PAY", 33, 91, Headline::Closed)), // [I]
    ends(row("USER_CANCEL", 50, 92, Headline::Cancelled)),
];

/// What a status means, by name or number; `None` for one that we do not know.
pub(super) fn status_of(status: &str) -> Option<&'static GuaranteeRow> {
    let name = bare(status);
    let code = name.parse::<i64>().ok();
    STATUSES.iter().find(|row| row.status == name || Some(row.code) == code)
}

/// A status without its prefix.
pub(super) fn bare(status: &str) -> &str {
    status.strip_prefix("STATUS_").unwrap_or(status)
}

/// The two guarantees, by `type` (V).
const COUNTERFEIT: &str = "1";
pub(super) const DAMAGED: &str = "2";

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    guarantee_order: Loose<Order<'a>>,
}

#[derive(Deserialize)]
struct Order<'a> {
    #[serde(borrow, default)]
    guarantee_order_id: Loose<Id<'a>>,
    #[serde(borrow, default, rename = "type")]
    kind: Loose<Id<'a>>,
    #[serde(borrow, default)]
    order_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    status: Loose<Id<'a>>,
    #[serde(default)]
    create_time: Loose<Whole>,
    #[serde(default)]
    update_time: Loose<Whole>,
    #[serde(default)]
    expire_time: Loose<Whole>,
    #[serde(default)]
    complete_time: Loose<Whole>,
    #[serde(borrow, default)]
    openid: Loose<Text<'a>>,
    #[serde(borrow, default)]
    unionid: Loose<Text<'a>>,
    #[serde(borrow, default)]
    apply_reason: Loose<Text<'a>>,
    #[serde(borrow, default)]
    apply_reason_type: Loose<Id<'a>>,
    #[serde(default)]
    pay_amount: Loose<Whole>,
    #[serde(borrow, default)]
    merchant_refuse_reason: Loose<Text<'a>>,
    /// A list in the documents, one object in the library.
    #[serde(borrow, default)]
    product_info: Option<&'a RawValue>,
    #[serde(borrow, default)]
    fake_one_pay_four_info: Loose<Counterfeit<'a>>,
    #[serde(borrow, default)]
    bad_pay_info: Loose<Damage<'a>>,
}

#[derive(Deserialize)]
struct Product<'a> {
    #[serde(borrow, default)]
    sku_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    product_id: Loose<Id<'a>>,
    #[serde(default)]
    product_cnt: Loose<Whole>,
}

#[derive(Deserialize)]
struct Counterfeit<'a> {
    #[serde(default)]
    total_pay_fee: Loose<Whole>,
    /// What was paid; spelled so.
    #[serde(default)]
    acctual_pay: Loose<Whole>,
    #[serde(borrow, default)]
    identify_proof_pic_list: Loose<Vec<Loose<Text<'a>>>>,
}

#[derive(Deserialize)]
struct Damage<'a> {
    #[serde(default)]
    pay_fee: Loose<Whole>,
    #[serde(borrow, default)]
    content: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pic_list: Loose<Vec<Loose<Text<'a>>>>,
}

/// Asks for one claim. Its id goes as a number, as the documents have it.
pub(super) fn request(call: &Call, id: &str) -> Result<HttpRequest> {
    api::aftersales(call, "getguaranteeorder", &json!({"guarantee_order_id": number(id)?}))
}

/// An id as the number that the platform wants.
pub(super) fn number(id: &str) -> Result<u64> {
    id.parse().map_err(|_| {
        Error::rejected("the id of a guarantee order is a number")
            .during("wechat.guarantee")
            .with("field", "external_id")
            .hint("give the number that the platform gave")
    })
}

/// Reads one claim.
pub(super) fn read(kept: &Kept<'_>, shop: &str) -> Reading<Read> {
    let data: Data<'_> = parse(kept.object.get().as_bytes())?;
    let it = need(data.guarantee_order.get(), "guarantee_order")?;
    let id = need(it.guarantee_order_id.owned(), "guarantee_order_id")?;
    let updated = need(it.update_time.seconds(), "update_time")?;
    let raw = need(it.status.get(), "status")?.as_str();
    let row = status_of(raw);
    let raw_type = it.kind.get().map(Id::as_str);
    let kind = if raw_type == Some(DAMAGED) {
        Kind::RefundOnly
    } else {
        Kind::Complaint
    };
    let account = it.openid.owned().map(|uid| AccountRef {
        scope: shop.to_owned(),
        uid,
        nickname: None,
    });
    let paid = row.is_some_and(|row| row.means == Headline::Refunded);
    let requested = requested(it)?;
    let actual = it
        .fake_one_pay_four_info
        .get()
        .map(|it| it.acctual_pay.fen("acctual_pay"));
    let actual = actual.transpose()?.flatten().filter(|money| money.minor > 0);
    let aftersale = AfterSale {
        object: GUARANTEE.to_owned(),
        order: it.order_id.owned(),
        lines: lines(it)?,
        account: account.clone(),
        raw_type: raw_type.map(str::to_owned),
        known: row.is_some(),
        claim: row.map(|row| claim(row, kind)).unwrap_or_default(),
        rank: row.map_or(0, |row| row.rank),
        requested,
        refunded: actual.or(requested).filter(|_| paid),
        issue: issue(raw_type),
        reason_code: it.apply_reason_type.owned(),
        reason_text: reason(it),
        ended_at: row
            .filter(|row| row.ends)
            .map(|_| it.complete_time.seconds().unwrap_or(updated)),
        evidence: evidence(it),
        dispute: row.filter(|row| row.means == Headline::Disputed).map(|_| DisputeInfo {
            id: Some(id.clone()),
            evidence_due: None,
            raw_status: Some(raw.to_owned()),
        }),
        flags: row.and_then(|row| row.flag).into_iter().map(str::to_owned).collect(),
        extra: extra(it),
        ..AfterSale::new(id.clone(), kind, raw, it.create_time.seconds().unwrap_or(updated))
    };
    Ok(Read {
        revision: updated.secs(),
        occurred_at: updated,
        account,
        unionid: it.unionid.owned(),
        ..Read::of(id, FactBody::AfterSale(Box::new(aftersale)))
    })
}

/// What the model has no place for. Whether `expire_time` is that of the present step is not known, so it is no deadline.
fn extra(it: &Order<'_>) -> BTreeMap<String, String> {
    let fields = [
        ("merchant_refuse_reason", it.merchant_refuse_reason.owned()),
        ("expire_time", it.expire_time.positive().map(|at| at.to_string())),
    ];
    let known = fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)));
    known.collect()
}

fn claim(row: &GuaranteeRow, kind: Kind) -> Claim {
    let mut claim = claim_for(row.means, kind);
    claim.dispute = Some(row.dispute);
    if row.flag == Some(REFUND_FAILED) {
        claim.money = Some(MoneyState::Failed);
    }
    if row.means == Headline::Closed {
        claim.money = Some(MoneyState::None);
    }
    if row.means == Headline::Cancelled {
        claim.cancel = Some(CancelReason::Buyer);
    }
    claim
}

/// The statuses, as plain data, under both kinds of a claim.
pub(super) fn status_rows() -> impl Iterator<Item = StatusCase> {
    let pairs = STATUSES
        .iter()
        .flat_map(|row| [Kind::Complaint, Kind::RefundOnly].map(|kind| (row, kind)));
    pairs.map(|(row, kind)| StatusCase {
        name: format!("guarantee {} of {kind}", row.status),
        kind,
        claim: claim(row, kind),
        means: tables::of_a_fresh_ticket(row.means),
    })
}

/// What is asked for: what the guarantee pays, else what the order names.
fn requested(it: &Order<'_>) -> Reading<Option<aftersync_core::model::money::Money>> {
    let total = it
        .fake_one_pay_four_info
        .get()
        .map(|it| it.total_pay_fee.fen("total_pay_fee"));
    let damage = it.bad_pay_info.get().map(|it| it.pay_fee.fen("pay_fee"));
    let amounts = [
        total.transpose()?.flatten(),
        damage.transpose()?.flatten(),
        it.pay_amount.fen("pay_amount")?,
    ];
    Ok(amounts.into_iter().flatten().find(|money| money.minor > 0))
}

fn lines(it: &Order<'_>) -> Reading<Vec<AfterSaleLine>> {
    let raw = it.product_info.map(RawValue::get).unwrap_or("[]");
    let products: Vec<Loose<Product<'_>>> = match raw.starts_with('[') {
        true => read_text(raw).unwrap_or_default(),
        false => read_text(raw).map(|one| vec![Loose(Some(one))]).unwrap_or_default(),
    };
    if products.len() > MAX_LINES {
        return Err(format!("more than {MAX_LINES} products"));
    }
    let products: Vec<&Product<'_>> = products.iter().filter_map(Loose::get).collect();
    let named = |it: &&Product<'_>| it.sku_id.id().is_some() || it.product_id.id().is_some();
    let products: Vec<&Product<'_>> = products.into_iter().filter(named).collect();
    let skus = products
        .iter()
        .map(|it| it.sku_id.id().or(it.product_id.id()).unwrap_or_default());
    let line = |(line, it): (String, &&Product<'_>)| AfterSaleLine {
        line,
        quantity: it.product_cnt.positive().and_then(|n| u32::try_from(n).ok()),
        amount: None,
    };
    Ok(line_names(skus).into_iter().zip(&products).map(line).collect())
}

fn issue(raw_type: Option<&str>) -> Option<IssueType> {
    match raw_type {
        Some(COUNTERFEIT) => Some(IssueType::Counterfeit),
        Some(DAMAGED) => Some(IssueType::Damaged),
        _ => None,
    }
}

fn reason(it: &Order<'_>) -> Option<String> {
    let buyer = it.bad_pay_info.get().and_then(|it| it.content.text());
    let parts: Vec<&str> = it.apply_reason.text().into_iter().chain(buyer).collect();
    (!parts.is_empty()).then(|| parts.join("；"))
}

fn evidence(it: &Order<'_>) -> Vec<aftersync_core::model::evidence::Evidence> {
    let fake = it.fake_one_pay_four_info.get().into_iter();
    let damage = it.bad_pay_info.get().into_iter();
    let ids = fake
        .flat_map(|it| it.identify_proof_pic_list.each())
        .chain(damage.flat_map(|it| it.pic_list.each()));
    pictures(ids, MAX_EVIDENCE)
}

#[cfg(test)]
mod tests {
    use aftersync_core::lifecycle::{headline, jump};
    use aftersync_core::model::axes::Axes;

    use super::*;

    #[test]
    fn every_row_derives_its_headline() {
        for row in STATUSES {
            for kind in [Kind::Complaint, Kind::RefundOnly] {
                let shown = headline(&jump(&Axes::start(kind), kind, &claim(row, kind)));
                let expected = match row.means {
                    Headline::AwaitingSeller => Headline::Requested,
                    means => means,
                };
                assert_eq!(shown, expected, "{} {kind:?}", row.status);
            }
            assert_eq!(status_of(&format!("STATUS_{}", row.status)), Some(row));
            assert_eq!(status_of(row.status), Some(row));
            assert_eq!(status_of(&row.code.to_string()), Some(row));
        }
    }
}
