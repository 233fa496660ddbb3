//! `afterSale.Detail`: one after-sale, whole.
//!
//! Only the fields that the mapping cannot do without must be there; all others may be absent or of a wrong shape. What a
//! fact is read from is kept as its payload, so that it can be read again by a better table.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::error::Result;
use aftersync_core::limits::{MAX_EVIDENCE, MAX_LINES};
use aftersync_core::model::aftersale::{AfterSale, AfterSaleLine, DisputeInfo};
use aftersync_core::model::axes::Kind;
use aftersync_core::model::evidence::{Evidence, EvidenceKind};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::Money;
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{Call, HttpRequest};
use serde::Deserialize;
use serde_json::json;

use crate::common::json::{Id, Loose, Reading, Text, Whole, need, parse};

use super::read::Read;
use super::status::{self, Beside, Ends, StatusRow, TypeRow};
use super::{api, reason};

/// A list of which unusable elements are left out.
type List<T> = Loose<Vec<Loose<T>>>;

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    process_info: Loose<Process<'a>>,
    #[serde(borrow, default)]
    order_info: Loose<OrderInfo<'a>>,
}

#[derive(Deserialize)]
struct Process<'a> {
    #[serde(borrow, default)]
    after_sale_info: Loose<Info<'a>>,
    #[serde(borrow, default)]
    arbitrate_info: Loose<Arbitrate<'a>>,
    #[serde(borrow, default)]
    logistics_info: Loose<Logistics<'a>>,
    #[serde(borrow, default)]
    record_logs_list: List<Log<'a>>,
}

#[derive(Deserialize)]
struct Info<'a> {
    #[serde(borrow, default)]
    after_sale_id: Loose<Id<'a>>,
    #[serde(default)]
    after_sale_status: Loose<Whole>,
    #[serde(default)]
    after_sale_type: Loose<Whole>,
    #[serde(borrow, default)]
    after_sale_sub_type: Loose<Id<'a>>,
    #[serde(default)]
    refund_status: Loose<Whole>,
    #[serde(default)]
    refund_total_amount: Loose<Whole>,
    #[serde(default)]
    refund_amount: Loose<Whole>,
    #[serde(default)]
    real_refund_amount: Loose<Whole>,
    #[serde(default)]
    apply_time: Loose<Whole>,
    #[serde(default)]
    update_time: Loose<Whole>,
    #[serde(default)]
    status_deadline: Loose<Whole>,
    #[serde(default, alias = "aftersale_status_to_final_time")]
    after_sale_status_to_final_time: Loose<Whole>,
    #[serde(default)]
    after_sale_apply_count: Loose<Whole>,
    #[serde(borrow, default)]
    reason_code: Loose<Id<'a>>,
    #[serde(borrow, default)]
    reason: Loose<Text<'a>>,
    #[serde(borrow, default)]
    reason_remark: Loose<Text<'a>>,
    #[serde(borrow, default)]
    reason_second_labels: List<Label<'a>>,
    #[serde(borrow, default)]
    evidence: List<Text<'a>>,
    #[serde(borrow, default)]
    got_pkg: Loose<Id<'a>>,
    #[serde(borrow, default)]
    part_type: Loose<Id<'a>>,
    #[serde(borrow, default)]
    refund_fail_reason: Loose<Text<'a>>,
}

#[derive(Deserialize)]
struct Label<'a> {
    #[serde(borrow, default)]
    name: Loose<Text<'a>>,
}

#[derive(Deserialize)]
struct Arbitrate<'a> {
    #[serde(borrow, default)]
    arbitrate_id: Loose<Id<'a>>,
    #[serde(default)]
    arbitrate_status: Loose<Whole>,
    #[serde(default)]
    arbitrate_conclusion: Loose<Whole>,
    /// A text, unlike all other times: seconds or a date.
    #[serde(borrow, default)]
    arbitrate_status_deadline: Loose<Id<'a>>,
}

#[derive(Deserialize)]
struct Logistics<'a> {
    #[serde(borrow, default, rename = "return")]
    back: Loose<Parcel<'a>>,
    #[serde(borrow, default)]
    exchange: Loose<Parcel<'a>>,
    #[serde(borrow, default)]
    resend: Loose<Parcel<'a>>,
}

#[derive(Deserialize)]
struct Parcel<'a> {
    #[serde(borrow, default)]
    tracking_no: Loose<Id<'a>>,
    #[serde(borrow, default)]
    company_code: Loose<Id<'a>>,
    #[serde(borrow, default)]
    company_name: Loose<Text<'a>>,
}

#[derive(Deserialize)]
struct Log<'a> {
    #[serde(default)]
    role: Loose<Whole>,
    #[serde(borrow, default)]
    all_evidence: List<LogEvidence<'a>>,
}

#[derive(Deserialize)]
struct LogEvidence<'a> {
    #[serde(default, rename = "type")]
    kind: Loose<Whole>,
    #[serde(borrow, default)]
    urls: List<Text<'a>>,
    #[serde(borrow, default)]
    desc: Loose<Text<'a>>,
}

#[derive(Deserialize)]
struct OrderInfo<'a> {
    #[serde(borrow, default)]
    shop_order_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    sku_order_infos: List<SkuOrder<'a>>,
}

#[derive(Deserialize)]
struct SkuOrder<'a> {
    #[serde(borrow, default)]
    sku_order_id: Loose<Id<'a>>,
}

/// Asks for one after-sale with its log.
pub(super) fn request(call: &Call, id: &str) -> Result<HttpRequest> {
    api::request(
        call,
        "afterSale.Detail",
        &json!({"after_sale_id": id, "need_operation_record": true}),
    )
}

/// Reads one after-sale. `roles_known` says whether the roles in the log may be believed.
pub(super) fn read(data: &str, roles_known: bool) -> Reading<Read> {
    let data: Data<'_> = parse(data.as_bytes())?;
    let process = need(data.process_info.get(), "process_info")?;
    let info = need(process.after_sale_info.get(), "after_sale_info")?;
    let id = need(info.after_sale_id.owned(), "after_sale_id")?;
    let updated = need(info.update_time.positive(), "update_time")?;
    let type_code = need(info.after_sale_type.number(), "after_sale_type")?;
    let status = need(info.after_sale_status.number(), "after_sale_status")?;
    let refund = info.refund_status.number();
    let kind = status::type_of(type_code);
    let row = kind.and_then(|_| status::status_of(status, type_code, refund));
    let (back, sent) = parcels(process);
    let beside = beside(process, back.is_some(), sent.is_some(), roles_known);
    let requested = match info.refund_total_amount.fen("refund_total_amount")? {
        None => info.refund_amount.fen("refund_amount")?,
        some => some,
    };
    let words = Words::of(info);
    let aftersale = AfterSale {
        object: "aftersale".to_owned(),
        instead_of: Vec::new(),
        beside: None,
        external_id: id.clone(),
        order: data.order_info.get().and_then(|order| order.shop_order_id.owned()),
        lines: lines(info, data.order_info.get(), requested)?,
        account: None,
        // An unknown type moves nothing, so what stands here is not acted upon.
        kind: kind.map_or(Kind::Inquiry, |kind| kind.kind),
        raw_type: Some(type_code.to_string()),
        raw_status: status.to_string(),
        known: row.is_some(),
        claim: kind
            .zip(row)
            .map(|(kind, row)| status::claim(row, kind, beside))
            .unwrap_or_default(),
        rank: row.map_or(0, |row| rank(row, beside)),
        requested,
        refunded: refunded(info, refund, requested)?,
        issue: issue(kind, &words),
        reason_code: info.reason_code.owned(),
        reason_text: words.shown(),
        created_at: info.apply_time.seconds().unwrap_or(Timestamp::from_secs(updated)),
        ended_at: ended_at(info, row, beside, updated),
        deadline: info.status_deadline.seconds(),
        return_parcel: back,
        replacement_parcel: sent,
        version_token: Some(updated.to_string()),
        evidence: evidence(info, process),
        dispute: dispute(process),
        flags: flags(row, kind),
        extra: extra(info, refund),
    };
    Ok(Read {
        external_id: id,
        revision: updated,
        occurred_at: Timestamp::from_secs(updated),
        body: FactBody::AfterSale(Box::new(aftersale)),
    })
}

/// The parcel that comes back, and the one that goes out as replacement.
fn parcels(process: &Process<'_>) -> (Option<ParcelRef>, Option<ParcelRef>) {
    let of = |parcel: &Loose<Parcel<'_>>| {
        let parcel = parcel.get()?;
        Some(ParcelRef {
            number: parcel.tracking_no.owned()?,
            carrier: parcel.company_code.owned().or_else(|| parcel.company_name.owned()),
        })
    };
    let Some(logistics) = process.logistics_info.get() else {
        return (None, None);
    };
    (
        of(&logistics.back),
        of(&logistics.exchange).or_else(|| of(&logistics.resend)),
    )
}

fn beside(process: &Process<'_>, return_parcel: bool, replacement_parcel: bool, roles_known: bool) -> Beside {
    const BUYER: i64 = 1;
    let newest = process.record_logs_list.get().and_then(|logs| logs.first());
    let role = newest.and_then(Loose::get).and_then(|log| log.role.number());
    let arbitrate = process.arbitrate_info.get();
    Beside {
        return_parcel,
        replacement_parcel,
        buyer_acted_last: roles_known && role == Some(BUYER),
        arbitration: arbitrate.and_then(|it| it.arbitrate_status.number()),
        conclusion: arbitrate.and_then(|it| it.arbitrate_conclusion.number()),
    }
}

/// Of two snapshots of one second the one further along wins: first by status, then by arbitration.
fn rank(row: &StatusRow, beside: Beside) -> u16 {
    let arbitration = match beside.arbitration {
        None | Some(0) => 0,
        Some(status) if status::is_open(status) => 1,
        Some(_) => 2,
    };
    row.rank.saturating_mul(10).saturating_add(arbitration)
}

fn lines(info: &Info<'_>, order: Option<&OrderInfo<'_>>, requested: Option<Money>) -> Reading<Vec<AfterSaleLine>> {
    let ids: Vec<String> = order.map_or_else(Vec::new, |order| {
        order
            .sku_order_infos
            .each()
            .filter_map(|sku| sku.sku_order_id.owned())
            .collect()
    });
    if ids.len() > MAX_LINES {
        return Err(format!("more than {MAX_LINES} lines"));
    }
    // Count and amount are given once, for all lines together.
    let only = ids.len() == 1;
    let quantity = info
        .after_sale_apply_count
        .positive()
        .and_then(|n| u32::try_from(n).ok());
    let line = |line| AfterSaleLine {
        line,
        quantity: quantity.filter(|_| only),
        amount: requested.filter(|_| only),
    };
    Ok(ids.into_iter().map(line).collect())
}

fn refunded(info: &Info<'_>, refund: Option<i64>, requested: Option<Money>) -> Reading<Option<Money>> {
    const PAID: i64 = 3;
    let real = info.real_refund_amount.fen("real_refund_amount")?;
    if refund != Some(PAID) {
        return Ok(None);
    }
    Ok(real.filter(|money| money.minor > 0).or(requested))
}

fn ended_at(info: &Info<'_>, row: Option<&StatusRow>, beside: Beside, updated: i64) -> Option<Timestamp> {
    let named = info.after_sale_status_to_final_time.seconds();
    if beside.arbitration.is_some_and(status::is_open) {
        return None;
    }
    match row?.ends {
        Ends::No => None,
        Ends::Yes => named.or(Some(Timestamp::from_secs(updated))),
        Ends::IfFinal => named,
    }
}

/// The words of a reason: the platform's, its finer labels, and the buyer's own.
struct Words<'a> {
    reason: Option<&'a str>,
    labels: Vec<&'a str>,
    buyer: Option<&'a str>,
}

impl<'a> Words<'a> {
    fn of(info: &'a Info<'_>) -> Self {
        Self {
            reason: info.reason.text(),
            labels: info
                .reason_second_labels
                .each()
                .filter_map(|label| label.name.text())
                .collect(),
            buyer: info.reason_remark.text(),
        }
    }
    /// What to show: the reason, and the buyer's words behind it.
    fn shown(&self) -> Option<String> {
        let parts: Vec<&str> = self.reason.into_iter().chain(self.buyer).collect();
        (!parts.is_empty()).then(|| parts.join("；"))
    }
}

/// A finer label says more than the reason, and both say more than free words.
fn issue(kind: Option<&TypeRow>, words: &Words<'_>) -> Option<IssueType> {
    let texts = words.labels.iter().copied().chain(words.reason).chain(words.buyer);
    let named = texts.into_iter().find_map(reason::issue);
    let by_type = kind.filter(|kind| kind.kind == Kind::PriceProtection);
    named.or(by_type.map(|_| IssueType::PriceProtection))
}

/// Evidence types in the log.
const EVIDENCE: &[(i64, EvidenceKind)] = &[
    (1, EvidenceKind::Image),
    (2, EvidenceKind::Video),
    (3, EvidenceKind::Audio),
    (4, EvidenceKind::Text),
    (5, EvidenceKind::File),
];

/// The buyer's pictures, then what was shown during the talks; each address once.
fn evidence(info: &Info<'_>, process: &Process<'_>) -> Vec<Evidence> {
    let one = |kind, url: &str, note| Evidence {
        kind,
        url: Some(url.to_owned()),
        blob: None,
        note,
    };
    let asked = info
        .evidence
        .each()
        .map(|url| one(EvidenceKind::Image, url.0.trim(), None));
    let talked = process
        .record_logs_list
        .each()
        .flat_map(|log| log.all_evidence.each())
        .flat_map(|it| {
            let named = EVIDENCE.iter().find(|(code, _)| Some(*code) == it.kind.number());
            let kind = named.map_or(EvidenceKind::File, |(_, kind)| *kind);
            it.urls.each().map(move |url| one(kind, url.0.trim(), it.desc.owned()))
        });
    let mut seen = BTreeSet::new();
    asked
        .chain(talked)
        .filter(|it| it.url.as_deref().is_some_and(|url| !url.is_empty()) && seen.insert(it.url.clone()))
        .take(MAX_EVIDENCE)
        .collect()
}

fn dispute(process: &Process<'_>) -> Option<DisputeInfo> {
    const NONE: i64 = 0;
    const EVIDENCE_WANTED: i64 = 4;
    let it = process.arbitrate_info.get()?;
    let status = it.arbitrate_status.number().filter(|status| *status != NONE)?;
    let due = it.arbitrate_status_deadline.id().and_then(time);
    Some(DisputeInfo {
        id: it.arbitrate_id.owned(),
        evidence_due: due.filter(|_| status == EVIDENCE_WANTED),
        raw_status: Some(status.to_string()),
    })
}

fn time(text: &str) -> Option<Timestamp> {
    const ZONE_MINUTES: i32 = 480;
    let seconds = text.parse().ok().filter(|n: &i64| *n > 0).map(Timestamp::from_secs);
    seconds.or_else(|| Timestamp::parse(text, ZONE_MINUTES))
}

fn flags(row: Option<&StatusRow>, kind: Option<&TypeRow>) -> BTreeSet<String> {
    let unknown_type = kind.is_none().then_some("unknown_type");
    let flags = [row.and_then(|row| row.flag), unknown_type];
    flags.into_iter().flatten().map(str::to_owned).collect()
}

/// What the model has no place for.
fn extra(info: &Info<'_>, refund: Option<i64>) -> BTreeMap<String, String> {
    [
        ("refund_status", refund.map(|n| n.to_string())),
        ("after_sale_sub_type", info.after_sale_sub_type.owned()),
        ("got_pkg", info.got_pkg.get().map(|id| id.as_str().to_owned())),
        ("part_type", info.part_type.get().map(|id| id.as_str().to_owned())),
        ("refund_fail_reason", info.refund_fail_reason.owned()),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name.to_owned(), value?)))
    .collect()
}
