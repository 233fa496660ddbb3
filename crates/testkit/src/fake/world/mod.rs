//! The world behind the wire: orders and after-sales, moved by buyers, sellers, the platform's staff and time.
//!
//! It knows no platform's spelling. Every move raises the object's `update_time` (unix seconds, strictly rising per object) and
//! writes a [`Change`], which a platform's dialect turns into a push message.

mod buyer;
mod change;
mod deeds;
mod dispute;
mod offers;
mod orders;
mod rules;
mod seller;
mod staff;
mod truth;
mod types;

use std::collections::BTreeMap;

pub use buyer::NewAfterSale;
pub use change::{Change, ChangeKind};
pub use dispute::{Arbitration, ArbitrationState, DisputeStep, Verdict};
pub use offers::{Offer, Proposal};
pub use orders::{NewBuyer, NewLine, NewOrder, NewProduct, NewRoom, NewWarehouse};
pub use rules::{Currency, Deadlines, Numbers, Rules};
pub(crate) use seller::Decision;
pub use seller::{ActionRecord, Actor, SellerAction};
pub use truth::TruthAfterSale;
pub(crate) use truth::{Codes, Spelt};
pub use types::{
    AfterSale, Buyer, Kind, Line, LogLine, Note, Order, OrderStage, Parcel, Product, RefundState, Refusal, Role, Room,
    Stage, Warehouse, WorldError,
};

/// The world's whole state.
#[derive(Debug)]
pub struct World {
    now_ms: i64,
    seed: u64,
    next_number: i64,
    rules: Rules,
    currencies: BTreeMap<i64, Currency>,
    deadlines: Deadlines,
    forgiving: bool,
    orders: BTreeMap<i64, Order>,
    line_owner: BTreeMap<i64, i64>,
    aftersales: BTreeMap<i64, AfterSale>,
    of_order: BTreeMap<i64, Vec<i64>>,
    buyers: BTreeMap<i64, Buyer>,
    products: BTreeMap<i64, Product>,
    rooms: BTreeMap<i64, Room>,
    warehouses: BTreeMap<i64, Warehouse>,
    actions: Vec<ActionRecord>,
    changes: Vec<Change>,
}

impl World {
    /// An empty world at `now_ms` (epoch ms) with Doudian's rules. The seed moves the numbers it hands out.
    #[must_use]
    pub fn new(seed: u64, now_ms: i64) -> Self {
        Self::with_rules(seed, now_ms, Rules::default())
    }

    /// An empty world at `now_ms` (epoch ms) with the rules of a platform.
    #[must_use]
    pub fn with_rules(seed: u64, now_ms: i64, rules: Rules) -> Self {
        Self {
            now_ms,
            seed,
            next_number: 1,
            rules,
            currencies: BTreeMap::new(),
            deadlines: rules.deadlines,
            forgiving: false,
            orders: BTreeMap::new(),
            line_owner: BTreeMap::new(),
            aftersales: BTreeMap::new(),
            of_order: BTreeMap::new(),
            buyers: BTreeMap::new(),
            products: BTreeMap::new(),
            rooms: BTreeMap::new(),
            warehouses: BTreeMap::new(),
            actions: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// The world's time, epoch ms.
    #[must_use]
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// The seed the world was made with.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Sets the time, epoch ms. Time never runs backwards: an earlier value is ignored.
    pub fn set_now(&mut self, now_ms: i64) {
        self.now_ms = self.now_ms.max(now_ms);
    }

    /// Sets how long each side has; deadlines already running stay.
    pub fn set_deadlines(&mut self, deadlines: Deadlines) {
        self.deadlines = deadlines;
    }

    /// The rules of this world's platform.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Lets a shop sell in another currency; for orders placed from now on.
    pub fn set_currency(&mut self, shop_id: i64, currency: Currency) {
        self.currencies.insert(shop_id, currency);
    }

    /// What a shop sells in.
    #[must_use]
    pub fn currency(&self, shop_id: i64) -> Currency {
        self.currencies.get(&shop_id).copied().unwrap_or(self.rules.currency)
    }

    /// Makes the platform forget its own guards: versions are not compared and an agreement that comes again pays again.
    /// A caller that sends twice then shows in [`TruthAfterSale::refunds_paid`].
    pub fn set_forgiving(&mut self, forgiving: bool) {
        self.forgiving = forgiving;
    }

    /// True when the platform forgets its guards.
    pub(crate) fn is_forgiving(&self) -> bool {
        self.forgiving
    }

    /// The order of that number.
    #[must_use]
    pub fn order(&self, order_id: i64) -> Option<&Order> {
        self.orders.get(&order_id)
    }

    /// The order that has the line of that number.
    #[must_use]
    pub fn order_of_line(&self, line_id: i64) -> Option<&Order> {
        self.line_owner
            .get(&line_id)
            .and_then(|order_id| self.orders.get(order_id))
    }

    /// All orders by number.
    pub fn orders(&self) -> impl Iterator<Item = &Order> {
        self.orders.values()
    }

    /// The after-sale of that number.
    #[must_use]
    pub fn aftersale(&self, aftersale_id: i64) -> Option<&AfterSale> {
        self.aftersales.get(&aftersale_id)
    }

    /// All after-sales by number.
    pub fn aftersales(&self) -> impl Iterator<Item = &AfterSale> {
        self.aftersales.values()
    }

    /// The after-sales of an order, oldest first.
    pub fn aftersales_of(&self, order_id: i64) -> impl Iterator<Item = &AfterSale> {
        self.of_order
            .get(&order_id)
            .into_iter()
            .flatten()
            .filter_map(|id| self.aftersales.get(id))
    }

    /// The buyer of that number.
    #[must_use]
    pub fn buyer(&self, buyer_id: i64) -> Option<&Buyer> {
        self.buyers.get(&buyer_id)
    }

    /// The variant of that number.
    #[must_use]
    pub fn product(&self, sku_id: i64) -> Option<&Product> {
        self.products.get(&sku_id)
    }

    /// The room of that number.
    #[must_use]
    pub fn room(&self, room_id: i64) -> Option<&Room> {
        self.rooms.get(&room_id)
    }

    /// The warehouses of a shop by number.
    pub fn warehouses(&self, shop_id: i64) -> impl Iterator<Item = &Warehouse> {
        self.warehouses.values().filter(move |house| house.shop_id == shop_id)
    }

    /// The warehouse of that number.
    #[must_use]
    pub fn warehouse(&self, address_id: i64) -> Option<&Warehouse> {
        self.warehouses.get(&address_id)
    }

    /// Every action of a seller that was applied, oldest first.
    #[must_use]
    pub fn actions(&self) -> &[ActionRecord] {
        &self.actions
    }

    /// The platform announces that a shop's authorisation ends at `until_ms`, where it announces such things.
    pub fn authorisation_ends_soon(&mut self, shop_id: i64, until_ms: i64) {
        let change = Change::of_shop(ChangeKind::AuthorisationEnding, shop_id, self.now_ms, Some(until_ms));
        self.changes.push(change);
    }

    /// The platform announces that a shop's owner took the authorisation back.
    pub(crate) fn deauthorised(&mut self, shop_id: i64) {
        let change = Change::of_shop(ChangeKind::Deauthorised, shop_id, self.now_ms, None);
        self.changes.push(change);
    }

    /// Takes the changes since the last call, oldest first.
    pub(crate) fn take_changes(&mut self) -> Vec<Change> {
        std::mem::take(&mut self.changes)
    }

    /// A fresh number above `base`, spread a little so that neighbours do not look alike.
    fn fresh(&mut self, base: i64) -> i64 {
        let number = self.next_number;
        self.next_number = number.saturating_add(1);
        let shift = i64::try_from(self.seed % 9973)
            .unwrap_or(0)
            .saturating_mul(1_000_000_007);
        base.saturating_add(shift)
            .saturating_add(number.saturating_mul(104_729))
    }

    fn now_s(&self) -> i64 {
        self.now_ms.div_euclid(1000)
    }

    fn moment(&self) -> Moment {
        Moment {
            now_ms: self.now_ms,
            deadlines: self.deadlines,
            inspection_from_delivery: self.rules.inspection_from_delivery,
        }
    }

    fn get_aftersale(&self, id: i64) -> Result<&AfterSale, WorldError> {
        self.aftersales
            .get(&id)
            .ok_or(WorldError::NotFound { what: "after-sale", id })
    }

    /// Applies `edit` to an after-sale that stands in one of `stages` (any when empty), raises its version and notes the change.
    fn change(
        &mut self,
        id: i64,
        stages: &[Stage],
        wanted: &'static str,
        kind: ChangeKind,
        edit: impl FnOnce(&mut AfterSale, Moment),
    ) -> Result<i64, WorldError> {
        let moment = self.moment();
        let now_s = self.now_s();
        let found = self
            .aftersales
            .get_mut(&id)
            .ok_or(WorldError::NotFound { what: "after-sale", id })?;
        if !stages.is_empty() && !stages.contains(&found.stage) {
            return Err(WorldError::WrongStage {
                id,
                stage: format!("{:?}", found.stage),
                wanted,
            });
        }
        edit(found, moment);
        found.update_time = now_s.max(found.update_time.saturating_add(1));
        let version = found.update_time;
        let change = Change::of_aftersale(kind, found, self.now_ms);
        self.changes.push(change);
        Ok(version)
    }
}

/// The time and the rules a move happens under.
#[derive(Clone, Copy)]
struct Moment {
    now_ms: i64,
    deadlines: Deadlines,
    inspection_from_delivery: bool,
}

impl AfterSale {
    /// Moves to `stage` and starts the clock that belongs to it.
    fn enter(&mut self, stage: Stage, moment: Moment) {
        self.stage = stage;
        self.raw_status = None;
        self.closed_by = None;
        let rules = moment.deadlines;
        let span = match stage {
            Stage::AwaitingSeller if self.kind == Kind::Exchange => Some(rules.exchange_ms),
            Stage::AwaitingSeller => Some(rules.seller_ms),
            Stage::AwaitingBuyer => Some(rules.offer_ms),
            Stage::AwaitingBuyerReturn => Some(rules.buyer_return_ms),
            Stage::ReturnInTransit if moment.inspection_from_delivery => None,
            Stage::ReturnInTransit | Stage::AwaitingSellerShip => Some(rules.inspection_ms),
            Stage::ReplacementShipped => Some(rules.receive_ms),
            Stage::Rejected | Stage::RejectedAfterReturn => Some(rules.reapply_ms),
            Stage::Refund | Stage::Completed | Stage::Closed => None,
        };
        self.deadline_ms = span.map(|span| moment.now_ms.saturating_add(span));
        self.final_ms = matches!(stage, Stage::Completed | Stage::Closed).then_some(moment.now_ms);
    }

    fn note(&mut self, moment: Moment, role: Role, action: &str, text: &str) {
        self.log.push(LogLine {
            at_ms: moment.now_ms,
            role,
            action: action.to_owned(),
            text: text.to_owned(),
            images: Vec::new(),
        });
    }
}
