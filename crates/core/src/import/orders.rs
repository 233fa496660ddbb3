//! Orders: adjacent rows with one order number are the lines of one order.
use super::cells::{Bad, Cells, Got};
use super::importer::Item;
use crate::limits::MAX_LINES;
use crate::model::fact::{Fact, FactBody};
use crate::model::ids::{Platform, ShopId};
use crate::model::money::Money;
use crate::model::order::{HostRef, OrderLine, OrderSnapshot, OrderState, Receiver};
use crate::model::shipment::ParcelRef;
use crate::model::time::Timestamp;

/// What makes rows belong together.
pub(super) type Key = (Platform, ShopId, String);

/// The order a row belongs to.
pub(super) fn key(cells: Cells<'_>) -> Got<Key> {
    let (platform, shop) = cells.shop()?;
    Ok((platform, shop, cells.need_id("external_id")?))
}

/// An order in the making: as good as all of its rows so far.
pub(super) struct Draft {
    pub key: Key,
    pub line: u64,
    order: Got<Parts>,
}

/// What the rows of an order say together.
struct Parts {
    snapshot: OrderSnapshot,
    /// What was paid in all, if a row says so.
    total: Option<Money>,
    /// What was paid per line, where a row says so.
    paid: Vec<Option<Money>>,
    revision: i64,
    at: Timestamp,
}

impl Draft {
    pub fn new(key: Key, cells: Cells<'_>) -> Self {
        let order = Parts::read(&key, cells);
        Self {
            line: cells.line,
            key,
            order,
        }
    }

    /// The rows of an order that came before already.
    pub fn scattered(key: Key, line: u64) -> Self {
        let hint = Some("sort the file by order number, or set collect in the mapping");
        let bad = Bad::new(line, "the rows of this order are not adjacent", hint);
        Self {
            key,
            line,
            order: Err(bad),
        }
    }

    /// Adds a row. One bad row spoils the order: half an order would be a wrong one.
    pub fn add(&mut self, cells: Cells<'_>) {
        let Ok(order) = &mut self.order else { return };
        let more = Parts::read(&self.key, cells).and_then(|more| order.join(more, cells.line));
        if let Err(bad) = more {
            self.order = Err(bad);
        }
    }

    pub fn finish(self) -> Got<Item> {
        let (platform, shop, _) = self.key;
        let (snapshot, revision, occurred_at) = self.order.and_then(|parts| parts.finish(self.line))?;
        Ok(Item::Fact(Box::new(Fact {
            platform,
            shop,
            revision,
            occurred_at,
            body: FactBody::Order(Box::new(snapshot)),
            raw: None,
        })))
    }
}

impl Parts {
    fn read(key: &Key, cells: Cells<'_>) -> Got<Self> {
        let created_at = cells.need_time("created_at")?;
        let paid_at = cells.time("paid_at")?;
        let (revision, at) = cells.revision(&[Some(created_at), paid_at])?;
        let state: OrderState = cells.need("state", cells.parsed("state")?)?;
        let total = cells.money("paid")?;
        let (mut lines, mut paid) = (Vec::new(), Vec::new());
        for line in cells.lines()?.into_iter().take(MAX_LINES + 1) {
            let amount = line.money("line_paid")?;
            // Without any amount of its own, the line is filled in when the whole order is known.
            let Some(shown) = amount.or(total) else {
                return Err(Bad::new(
                    line.line,
                    "neither the order nor the line says what was paid",
                    None,
                ));
            };
            lines.push(order_line(line, shown)?);
            paid.push(amount);
        }
        let Some(first) = total.or_else(|| paid.first().copied().flatten()) else {
            return Err(Bad::new(cells.line, "the order has no lines", None));
        };
        let snapshot = OrderSnapshot {
            external_id: key.2.clone(),
            account: cells.account(&key.1)?,
            state,
            paid: first,
            lines,
            receiver: receiver(cells)?,
            parcels: parcels(cells)?,
            created_at,
            paid_at,
        };
        Ok(Self {
            snapshot,
            total,
            paid,
            revision,
            at,
        })
    }

    fn join(&mut self, more: Self, line: u64) -> Got<()> {
        if let (Some(a), Some(b)) = (self.total, more.total)
            && a != b
        {
            let hint = Some("if the column holds the amount of each line, map it as line_paid");
            return Err(Bad::new(line, "the rows of the order disagree on what was paid", hint));
        }
        self.total = self.total.or(more.total);
        self.paid.extend(more.paid);
        self.revision = self.revision.max(more.revision);
        self.at = self.at.max(more.at);
        let (s, m) = (&mut self.snapshot, more.snapshot);
        s.lines.extend(m.lines);
        s.account = s.account.take().or(m.account);
        s.receiver = s.receiver.take().or(m.receiver);
        s.state = joint_state(s.state, m.state);
        s.created_at = s.created_at.min(m.created_at);
        s.paid_at = s.paid_at.max(m.paid_at);
        for parcel in m.parcels {
            if !s.parcels.contains(&parcel) {
                s.parcels.push(parcel);
            }
        }
        if s.lines.len() > MAX_LINES {
            return Err(Bad::new(line, "the order has more lines than an order may have", None));
        }
        Ok(())
    }

    fn finish(self, line: u64) -> Got<(OrderSnapshot, i64, Timestamp)> {
        let mut snapshot = self.snapshot;
        if snapshot.lines.len() > MAX_LINES {
            return Err(Bad::new(line, "the order has more lines than an order may have", None));
        }
        let single = self.paid.len() == 1;
        if !single && self.paid.iter().any(Option::is_none) {
            let hint = Some("map line_paid");
            return Err(Bad::new(
                line,
                "an order of several lines does not say what was paid for each",
                hint,
            ));
        }
        snapshot.paid = match self.total {
            Some(total) => total,
            None => sum(&self.paid).ok_or_else(|| Bad::new(line, "the amounts of the lines do not add up", None))?,
        };
        let mut ids = std::collections::BTreeSet::new();
        for (n, line) in snapshot.lines.iter_mut().enumerate() {
            if line.external_id.is_empty() {
                line.external_id = (n + 1).to_string();
            }
            ids.insert(line.external_id.clone());
        }
        if ids.len() != snapshot.lines.len() {
            return Err(Bad::new(line, "two lines of the order have one id", None));
        }
        Ok((snapshot, self.revision, self.at))
    }
}

/// An order is as far as the last of its lines; cancelled only when all of them are.
fn joint_state(a: OrderState, b: OrderState) -> OrderState {
    match (a, b) {
        (OrderState::Cancelled, other) | (other, OrderState::Cancelled) => other,
        (a, b) => a.min(b),
    }
}

fn sum(paid: &[Option<Money>]) -> Option<Money> {
    let mut amounts = paid.iter().flatten();
    let first = *amounts.next()?;
    amounts.try_fold(first, |sum, more| sum.plus(*more).ok())
}

fn order_line(cells: Cells<'_>, paid: Money) -> Got<OrderLine> {
    let host_name = cells.text("host_name")?;
    let host = cells
        .id("host_id")?
        .or_else(|| host_name.clone())
        .map(|id| HostRef { id, name: host_name });
    Ok(OrderLine {
        external_id: cells.id("line_id")?.unwrap_or_default(),
        sku: cells.need_id("sku")?,
        title: cells.text("title")?.unwrap_or_default(),
        quantity: cells.pieces("quantity")?.unwrap_or(1),
        paid,
        merchant_code: cells.id("merchant_code")?,
        barcode: cells.id("barcode")?,
        supplier: cells.text("supplier")?,
        batch: cells.text("batch")?,
        host,
        room: cells.id("room")?,
        custom: cells.custom()?,
    })
}

fn receiver(cells: Cells<'_>) -> Got<Option<Receiver>> {
    let receiver = Receiver {
        name: cells.text("receiver_name")?,
        phone: cells.text("receiver_phone")?,
        region: cells.text("receiver_region")?,
        address: cells.text("receiver_address")?,
    };
    Ok((receiver != Receiver::default()).then_some(receiver))
}

fn parcels(cells: Cells<'_>) -> Got<Vec<ParcelRef>> {
    let carrier = cells.text("carrier")?;
    let parcel = |number| ParcelRef {
        number,
        carrier: carrier.clone(),
    };
    Ok(cells.list("tracking_number")?.into_iter().map(parcel).collect())
}
