//! One row of a search for returns or for cancellations: the after-sale, whole.
//!
//! Only the fields that the mapping cannot do without must be there; all others may be absent or of a wrong shape.
use std::collections::{BTreeMap, BTreeSet};

use aftersync_core::limits::MAX_LINES;
use aftersync_core::model::aftersale::{AfterSale, AfterSaleLine, DisputeInfo, ObjectName};
use aftersync_core::model::axes::{Headline, Kind, MoneyState};
use aftersync_core::model::money::{Currency, Money};
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::common::decimal;
use crate::common::json::{Id, Loose, Reading, Text, Whole, need};

use super::status::{self, Beside, StatusRow};
use super::{CANCELLATION, RETURN, reason};

/// A list of which unusable elements are left out.
pub(super) type List<T> = Loose<Vec<Loose<T>>>;

/// A return or a cancellation, in the names of either.
#[derive(Deserialize)]
pub(super) struct Row<'a> {
    #[serde(borrow, default, alias = "cancel_id")]
    pub return_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    pub order_id: Loose<Id<'a>>,
    #[serde(borrow, default, alias = "cancel_type")]
    pub return_type: Loose<Id<'a>>,
    #[serde(borrow, default, alias = "cancel_status")]
    pub return_status: Loose<Id<'a>>,
    #[serde(borrow, default)]
    arbitration_status: Loose<Text<'a>>,
    #[serde(borrow, default, alias = "cancel_reason")]
    return_reason: Loose<Text<'a>>,
    #[serde(borrow, default, alias = "cancel_reason_text")]
    return_reason_text: Loose<Text<'a>>,
    #[serde(borrow, default)]
    return_tracking_number: Loose<Id<'a>>,
    #[serde(borrow, default)]
    return_provider_name: Loose<Text<'a>>,
    #[serde(borrow, default)]
    pre_return_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    next_return_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    seller_next_action_response: List<NextAction<'a>>,
    #[serde(borrow, default)]
    refund_amount: Loose<Amount<'a>>,
    #[serde(borrow, default, alias = "cancel_line_items")]
    return_line_items: Loose<Vec<Line<'a>>>,
    #[serde(borrow, default)]
    partial_refund: Loose<Partial<'a>>,
    #[serde(default)]
    can_buyer_keep_item: Loose<bool>,
    #[serde(default)]
    buyer_rejected_partial_refund: Loose<bool>,
    #[serde(borrow, default)]
    role: Loose<Text<'a>>,
    #[serde(borrow, default)]
    shipment_type: Loose<Text<'a>>,
    #[serde(borrow, default)]
    handover_method: Loose<Text<'a>>,
    #[serde(borrow, default)]
    return_method: Loose<Text<'a>>,
    #[serde(borrow, default)]
    return_shipping_document_type: Loose<Text<'a>>,
    #[serde(borrow, default)]
    seller_proposed_return_type: Loose<Text<'a>>,
    #[serde(borrow, default)]
    combined_return_id: Loose<Id<'a>>,
    #[serde(default)]
    pub create_time: Loose<Whole>,
    #[serde(default)]
    pub update_time: Loose<Whole>,
}

#[derive(Deserialize)]
struct NextAction<'a> {
    #[serde(borrow, default)]
    action: Loose<Text<'a>>,
    #[serde(default)]
    deadline: Loose<Whole>,
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow, default)]
    order_line_item_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    return_line_item_id: Loose<Id<'a>>,
    #[serde(borrow, default)]
    refund_amount: Loose<Amount<'a>>,
}

#[derive(Deserialize)]
struct Amount<'a> {
    #[serde(borrow, default)]
    currency: Loose<Text<'a>>,
    #[serde(borrow, default)]
    refund_total: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct Partial<'a> {
    #[serde(borrow, default)]
    currency: Loose<Text<'a>>,
    #[serde(borrow, default)]
    amount: Option<&'a RawValue>,
}

/// An after-sale with the time it was last changed.
pub(super) struct Shown {
    pub aftersale: AfterSale,
    pub updated: i64,
}

/// What a refused piece of the whole is called.
const TOTAL: &str = "refund_amount.refund_total";

/// Reads a row as a return or as a cancellation.
pub(super) fn read(row: &Row<'_>, object: &'static str) -> Reading<Shown> {
    let cancels = object == CANCELLATION;
    let id = need(row.return_id.owned(), if cancels { "cancel_id" } else { "return_id" })?;
    let updated = need(row.update_time.positive(), "update_time")?;
    let name = if cancels { "cancel_status" } else { "return_status" };
    let raw_status = need(row.return_status.owned(), name)?;
    let created = row.create_time.seconds().unwrap_or(Timestamp::from_secs(updated));
    let known_kind = row.kind(cancels);
    // An unknown type moves nothing, so what stands here is not acted upon.
    let kind = known_kind.unwrap_or(Kind::Inquiry);
    let found = status::of(
        if cancels {
            status::CANCELLATIONS
        } else {
            status::RETURNS
        },
        &raw_status,
    );
    let found = found.filter(|_| known_kind.is_some());
    let beside = row.beside(cancels);
    let requested = row.total()?;
    let claim = found.map(|it| status::claim(it, kind, beside)).unwrap_or_default();
    let refunded = requested.filter(|_| claim.money == Some(MoneyState::Paid));
    let aftersale = AfterSale {
        object: object.to_owned(),
        instead_of: row.earlier(),
        order: row.order_id.owned(),
        lines: row.lines()?,
        raw_type: row.return_type.owned(),
        known: found.is_some(),
        claim,
        rank: found.map_or(0, |it| status::rank(it, beside)),
        requested,
        refunded,
        issue: row.return_reason.text().map(reason::issue),
        reason_code: row.return_reason.owned(),
        reason_text: row.return_reason_text.owned(),
        ended_at: ended_at(found, beside, updated),
        deadline: row.deadline(),
        return_parcel: row.parcel(),
        dispute: row.dispute(),
        flags: row.flags(found, known_kind.is_none()),
        extra: row.extra()?,
        ..AfterSale::new(id, kind, raw_status, created)
    };
    Ok(Shown { aftersale, updated })
}

fn ended_at(found: Option<&StatusRow>, beside: Beside<'_>, updated: i64) -> Option<Timestamp> {
    let over = found.is_some_and(|it| it.ends) && !status::is_open(beside.arbitration);
    over.then(|| Timestamp::from_secs(updated))
}

impl Row<'_> {
    fn kind(&self, cancels: bool) -> Option<Kind> {
        match cancels {
            true => Some(Kind::RefundOnly),
            false => status::kind_of(self.return_type.id().unwrap_or_default()),
        }
    }

    /// What the platform asks the seller for.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.seller_next_action_response
            .each()
            .filter_map(|it| it.action.text())
    }

    /// What is known beside the status. A cancellation has no arbitration; a return without a word of one has none.
    pub fn beside(&self, cancels: bool) -> Beside<'_> {
        Beside {
            package_waits: self.asked().any(|it| it == status::RESPOND_PACKAGE),
            return_parcel: self.return_tracking_number.id().is_some(),
            arbitration: (!cancels).then(|| self.arbitration_status.text().unwrap_or_default()),
        }
    }

    /// An edited request gets a new id: the new one speaks for the old one.
    fn earlier(&self) -> Vec<ObjectName> {
        let name = |id| ObjectName {
            object: RETURN.to_owned(),
            external_id: id,
        };
        self.pre_return_id.owned().map(name).into_iter().collect()
    }

    /// The id under which an edited request goes on; none that would lead back.
    pub fn next(&self) -> Option<&str> {
        let next = self.next_return_id.id()?;
        let known = [self.return_id.id(), self.pre_return_id.id()];
        (!known.contains(&Some(next))).then_some(next)
    }

    /// The money asked for in all.
    pub fn total(&self) -> Reading<Option<Money>> {
        self.refund_amount.get().map_or(Ok(None), |it| it.total(TOTAL))
    }

    /// The lines, each once. There is a row for every piece, so rows of one order line add up.
    pub fn lines(&self) -> Reading<Vec<AfterSaleLine>> {
        let rows = self.return_line_items.get().map_or(&[][..], Vec::as_slice);
        if rows.len() > MAX_LINES {
            return Err(format!("more than {MAX_LINES} lines"));
        }
        let mut lines: Vec<AfterSaleLine> = Vec::new();
        for row in rows {
            // A row that names no line may be about any: then the whole order is meant.
            let Some(id) = row.order_line_item_id.id() else {
                return Ok(Vec::new());
            };
            let amount = match row.refund_amount.get() {
                Some(amount) => amount.total("return_line_items.refund_amount")?,
                None => None,
            };
            match lines.iter_mut().find(|line| line.line == id) {
                Some(line) => {
                    line.quantity = line.quantity.map(|n| n.saturating_add(1));
                    line.amount = sum(line.amount, amount)?;
                }
                None => lines.push(AfterSaleLine {
                    line: id.to_owned(),
                    quantity: Some(1),
                    amount,
                }),
            }
        }
        Ok(lines)
    }

    /// The ids of its own lines.
    pub fn own_lines(&self) -> impl Iterator<Item = &str> {
        self.return_line_items
            .get()
            .into_iter()
            .flatten()
            .filter_map(|line| line.return_line_item_id.id())
    }

    /// The earliest of the deadlines for what the seller is asked for.
    pub fn deadline(&self) -> Option<Timestamp> {
        self.seller_next_action_response
            .each()
            .filter_map(|it| it.deadline.seconds())
            .min()
    }

    pub fn parcel(&self) -> Option<ParcelRef> {
        Some(ParcelRef {
            number: self.return_tracking_number.owned()?,
            carrier: self.return_provider_name.owned(),
        })
    }

    fn dispute(&self) -> Option<DisputeInfo> {
        let raw_status = Some(self.arbitration_status.owned()?);
        Some(DisputeInfo {
            raw_status,
            ..DisputeInfo::default()
        })
    }

    fn flags(&self, found: Option<&StatusRow>, unknown_type: bool) -> BTreeSet<String> {
        let waits = found.is_some_and(|it| it.means == Some(Headline::AwaitingSeller));
        let reviewed = waits && !self.asked().any(|it| it.starts_with(status::RESPOND));
        let flags = [
            found.and_then(|it| it.flag),
            reviewed.then_some(status::PLATFORM_REVIEWS),
            unknown_type.then_some("unknown_type"),
        ];
        flags.into_iter().flatten().map(str::to_owned).collect()
    }

    pub fn reason(&self) -> (Option<String>, Option<String>) {
        (self.return_reason.owned(), self.return_reason_text.owned())
    }

    /// What the model has no place for.
    fn extra(&self) -> Reading<BTreeMap<String, String>> {
        let asked: Vec<&str> = self.asked().collect();
        let yes = |flag: &Loose<bool>| flag.get().filter(|on| **on).map(|_| "true".to_owned());
        let offer = match self.partial_refund.get() {
            Some(it) => money(&it.currency, it.amount, "partial_refund.amount")?,
            None => None,
        };
        let fields = [
            (SELLER_ACTIONS, (!asked.is_empty()).then(|| asked.join(","))),
            (BUYER_KEEPS, yes(&self.can_buyer_keep_item)),
            ("partial_refund", offer.map(|money| money.to_string())),
            (
                "buyer_rejected_partial_refund",
                yes(&self.buyer_rejected_partial_refund),
            ),
            ("seller_proposed_return_type", self.seller_proposed_return_type.owned()),
            ("role", self.role.owned()),
            ("shipment_type", self.shipment_type.owned()),
            ("handover_method", self.handover_method.owned()),
            ("return_method", self.return_method.owned()),
            (
                "return_shipping_document_type",
                self.return_shipping_document_type.owned(),
            ),
            ("combined_return_id", self.combined_return_id.owned()),
            ("next_return_id", self.next_return_id.owned()),
        ];
        let kept = fields.into_iter().filter_map(|(name, it)| Some((name.to_owned(), it?)));
        Ok(kept.collect())
    }
}

/// The entry of an after-sale's extras with what the platform asks the seller for, joined by commas.
pub(super) const SELLER_ACTIONS: &str = "seller_actions";
/// The entry that says that the buyer may keep the goods if the seller likes.
pub(super) const BUYER_KEEPS: &str = "can_buyer_keep_item";

impl Amount<'_> {
    fn total(&self, field: &'static str) -> Reading<Option<Money>> {
        money(&self.currency, self.refund_total, field)
    }
}

/// An amount in the currency beside it; an amount without a usable currency is a reason to set the whole aside.
fn money(currency: &Loose<Text<'_>>, amount: Option<&RawValue>, field: &'static str) -> Reading<Option<Money>> {
    let absent = amount.is_none_or(|raw| matches!(raw.get(), "null" | "\"\""));
    if absent {
        return Ok(None);
    }
    let currency = need(currency.text().and_then(Currency::parse), "currency")?;
    decimal::money_of(amount, currency, field)
}

/// The sum of two amounts; where one of them is not known, neither is the sum.
pub(super) fn sum(a: Option<Money>, b: Option<Money>) -> Reading<Option<Money>> {
    match (a, b) {
        (Some(a), Some(b)) => a.plus(b).map(Some).map_err(|e| format!("refund_amount: {e}")),
        _ => Ok(None),
    }
}
