//! Buyers, articles, rooms, warehouses and orders.

use super::{
    AfterSale, Buyer, Change, ChangeKind, Line, Note, Order, OrderStage, Parcel, Product, Room, Stage, Warehouse,
    World, WorldError,
};

/// A buyer to be added. All of it is made up by the caller.
#[derive(Clone)]
pub struct NewBuyer {
    /// Receiver's name.
    pub name: String,
    /// Phone number.
    pub phone: String,
    /// Province, city, district.
    pub region: [String; 3],
    /// Street and house.
    pub street: String,
}

impl Default for NewBuyer {
    fn default() -> Self {
        Self {
            name: "王小明".into(),
            phone: "13800000064".into(),
            region: ["浙江省".into(), "杭州市".into(), "余杭区".into()],
            street: "示例路1号".into(),
        }
    }
}

/// An article variant to be added.
#[derive(Clone, Debug)]
pub struct NewProduct {
    /// Title.
    pub title: String,
    /// The shop's own code for the variant.
    pub sku_code: String,
    /// Variant as (name, value) pairs.
    pub spec: Vec<(String, String)>,
    /// Price, minor units of the shop's currency.
    pub price_minor: i64,
}

/// A live room to be opened.
#[derive(Clone, Debug)]
pub struct NewRoom {
    /// The shop that sells in it.
    pub shop_id: i64,
    /// The host's number on the platform.
    pub author_id: i64,
    /// The host's name.
    pub author_name: String,
    /// True when the host is paid a share and is not the shop itself.
    pub affiliate: bool,
}

/// A warehouse to be added.
#[derive(Clone, Debug)]
pub struct NewWarehouse {
    /// The shop.
    pub shop_id: i64,
    /// Who receives.
    pub name: String,
    /// Used for returns unless told otherwise.
    pub default_for_returns: bool,
}

/// One line of an order to be placed.
#[derive(Clone, Debug)]
pub struct NewLine {
    /// The variant, as returned by [`World::add_product`].
    pub sku_id: i64,
    /// Pieces.
    pub quantity: i64,
    /// The room it is sold in.
    pub room_id: Option<i64>,
}

/// An order to be placed.
#[derive(Clone, Debug)]
pub struct NewOrder {
    /// The shop.
    pub shop_id: i64,
    /// The buyer, as returned by [`World::add_buyer`].
    pub buyer_id: i64,
    /// Its lines, one at least.
    pub lines: Vec<NewLine>,
    /// Freight, minor units of the shop's currency.
    pub post_minor: i64,
}

impl World {
    /// Adds a buyer and returns their number inside the fake.
    pub fn add_buyer(&mut self, new: NewBuyer) -> i64 {
        let id = self.fresh(100_000);
        let NewBuyer {
            name,
            phone,
            region,
            street,
        } = new;
        self.buyers.insert(
            id,
            Buyer {
                id,
                name,
                phone,
                region,
                street,
            },
        );
        id
    }

    /// Adds an article variant and returns its `sku_id`.
    pub fn add_product(&mut self, new: NewProduct) -> i64 {
        let product_id = self.fresh(self.rules.numbers.product);
        let sku_id = self.fresh(self.rules.numbers.sku);
        let NewProduct {
            title,
            sku_code,
            spec,
            price_minor,
        } = new;
        self.products.insert(
            sku_id,
            Product {
                product_id,
                sku_id,
                sku_code,
                title,
                spec,
                price_minor,
            },
        );
        sku_id
    }

    /// Opens a live room and returns its number.
    pub fn open_room(&mut self, new: NewRoom) -> i64 {
        let room_id = self.fresh(self.rules.numbers.room);
        let NewRoom {
            shop_id,
            author_id,
            author_name,
            affiliate,
        } = new;
        self.rooms.insert(
            room_id,
            Room {
                room_id,
                shop_id,
                author_id,
                author_name,
                affiliate,
                opened_ms: self.now_ms,
            },
        );
        room_id
    }

    /// Adds a warehouse and returns its address number.
    pub fn add_warehouse(&mut self, new: NewWarehouse) -> i64 {
        let address_id = self.fresh(self.rules.numbers.address);
        let house = Warehouse {
            address_id,
            shop_id: new.shop_id,
            name: new.name,
            phone: "05710000000".into(),
            region: ["浙江省".into(), "杭州市".into(), "余杭区".into()],
            street: "仓储路8号".into(),
            default_for_returns: new.default_for_returns,
        };
        self.warehouses.insert(address_id, house);
        address_id
    }

    /// Places an order and returns its number. The first line carries the same number, as on the platforms.
    ///
    /// # Errors
    /// When it has no line, a quantity below one, or names an unknown buyer or article.
    pub fn place_order(&mut self, new: NewOrder) -> Result<i64, WorldError> {
        if new.lines.is_empty() || new.lines.iter().any(|line| line.quantity < 1) {
            return Err(WorldError::BadInput("an order needs lines of one piece or more"));
        }
        if !self.buyers.contains_key(&new.buyer_id) {
            return Err(WorldError::NotFound {
                what: "buyer",
                id: new.buyer_id,
            });
        }
        let order_id = self.fresh(self.rules.numbers.order);
        let mut lines = Vec::with_capacity(new.lines.len());
        for (index, line) in new.lines.iter().enumerate() {
            let price = self
                .products
                .get(&line.sku_id)
                .ok_or(WorldError::NotFound {
                    what: "product",
                    id: line.sku_id,
                })?
                .price_minor;
            let id = if index == 0 {
                order_id
            } else {
                self.fresh(self.rules.numbers.order)
            };
            let pay_minor = price.saturating_mul(line.quantity);
            lines.push(Line {
                id,
                sku_id: line.sku_id,
                quantity: line.quantity,
                unit_price_minor: price,
                pay_minor,
                room_id: line.room_id,
            });
        }
        for line in &lines {
            self.line_owner.insert(line.id, order_id);
        }
        let order = Order {
            id: order_id,
            shop_id: new.shop_id,
            currency: self.currency(new.shop_id),
            replaces: None,
            giver_id: None,
            buyer_id: new.buyer_id,
            lines,
            post_minor: new.post_minor,
            stage: OrderStage::Placed,
            placed_ms: self.now_ms,
            paid_ms: None,
            finished_ms: None,
            parcel: None,
            update_time: self.now_s(),
            reopened: false,
            notes: Vec::new(),
        };
        self.changes
            .push(Change::of_order(ChangeKind::OrderPlaced, &order, self.now_ms));
        self.orders.insert(order_id, order);
        Ok(order_id)
    }

    /// Makes an order a gift: `giver_id` paid, the order's buyer receives.
    ///
    /// # Errors
    /// When the order or the giver is unknown.
    pub fn mark_gift(&mut self, order_id: i64, giver_id: i64) -> Result<i64, WorldError> {
        if !self.buyers.contains_key(&giver_id) {
            return Err(WorldError::NotFound {
                what: "buyer",
                id: giver_id,
            });
        }
        self.change_order(order_id, &[], "give", ChangeKind::OrderTouched, |order, _| {
            order.giver_id = Some(giver_id);
        })
    }

    /// An order without price that replaces a line of another; it is paid at once and waits to be shipped.
    pub(super) fn place_replacement(&mut self, order_id: i64, line_id: i64, quantity: i64) -> Result<i64, WorldError> {
        let old = self.orders.get(&order_id).ok_or(WorldError::NotFound {
            what: "order",
            id: order_id,
        })?;
        let line = old.line(line_id).ok_or(WorldError::NotFound {
            what: "order line",
            id: line_id,
        })?;
        let line = NewLine {
            sku_id: line.sku_id,
            quantity,
            room_id: None,
        };
        let new = NewOrder {
            shop_id: old.shop_id,
            buyer_id: old.buyer_id,
            lines: vec![line],
            post_minor: 0,
        };
        let id = self.place_order(new)?;
        if let Some(order) = self.orders.get_mut(&id) {
            order.replaces = Some(order_id);
            for line in &mut order.lines {
                (line.pay_minor, line.unit_price_minor) = (0, 0);
            }
        }
        self.pay(id)?;
        Ok(id)
    }

    /// The buyer pays.
    ///
    /// # Errors
    /// When the order does not wait for payment.
    pub fn pay(&mut self, order_id: i64) -> Result<i64, WorldError> {
        self.change_order(
            order_id,
            &[OrderStage::Placed],
            "pay",
            ChangeKind::OrderPaid,
            |order, now_ms| {
                order.stage = OrderStage::Paid;
                order.paid_ms = Some(now_ms);
            },
        )
    }

    /// The shop hands the parcel to a carrier.
    ///
    /// # Errors
    /// When the order is not paid or has left already.
    pub fn ship(&mut self, order_id: i64, company_code: &str, tracking_no: &str) -> Result<i64, WorldError> {
        self.change_order(
            order_id,
            &[OrderStage::Paid],
            "ship",
            ChangeKind::OrderShipped,
            |order, now_ms| {
                order.stage = OrderStage::Shipped;
                order.parcel = Some(parcel(company_code, tracking_no, now_ms));
            },
        )
    }

    /// The buyer receives the parcel.
    ///
    /// # Errors
    /// When the order is not on its way.
    pub fn deliver(&mut self, order_id: i64) -> Result<i64, WorldError> {
        let version = self.change_order(
            order_id,
            &[OrderStage::Shipped],
            "deliver",
            ChangeKind::OrderFinished,
            |order, now_ms| {
                order.stage = OrderStage::Finished;
                order.finished_ms = Some(now_ms);
                if let Some(parcel) = order.parcel.as_mut() {
                    parcel.delivered_ms = Some(now_ms);
                }
            },
        )?;
        self.replacement_arrives(order_id)?;
        Ok(version)
    }

    /// The exchange that an arriving order replaces the goods of is over.
    fn replacement_arrives(&mut self, order_id: i64) -> Result<(), WorldError> {
        let replaced = self.orders.get(&order_id).and_then(|order| order.replaces);
        let waits = |it: &&AfterSale| it.replacement_order == Some(order_id) && it.stage == Stage::ReplacementShipped;
        let exchange = replaced.and_then(|old| self.aftersales_of(old).find(waits));
        match exchange.map(|it| it.id) {
            Some(id) => self.buyer_receives_replacement(id).map(drop),
            None => Ok(()),
        }
    }

    /// The buyer cancels before paying.
    ///
    /// # Errors
    /// When the order is paid.
    pub fn cancel_order(&mut self, order_id: i64) -> Result<i64, WorldError> {
        self.change_order(
            order_id,
            &[OrderStage::Placed],
            "cancel",
            ChangeKind::OrderCancelled,
            |order, _| {
                order.stage = OrderStage::Cancelled;
            },
        )
    }

    /// The shop reopens after-sales on an order.
    ///
    /// # Errors
    /// When the order is unknown.
    pub fn reopen_aftersales(&mut self, order_id: i64) -> Result<i64, WorldError> {
        self.change_order(order_id, &[], "reopen", ChangeKind::OrderTouched, |order, _| {
            order.reopened = true
        })
    }

    /// The shop writes a note on an order.
    ///
    /// # Errors
    /// When the order is unknown.
    pub fn note_order(&mut self, order_id: i64, text: &str) -> Result<i64, WorldError> {
        self.change_order(order_id, &[], "note", ChangeKind::OrderTouched, |order, now_ms| {
            order.notes.push(Note {
                at_ms: now_ms,
                text: text.to_owned(),
            });
        })
    }

    fn change_order(
        &mut self,
        id: i64,
        stages: &[OrderStage],
        wanted: &'static str,
        kind: ChangeKind,
        edit: impl FnOnce(&mut Order, i64),
    ) -> Result<i64, WorldError> {
        let (now_ms, now_s) = (self.now_ms, self.now_s());
        let order = self
            .orders
            .get_mut(&id)
            .ok_or(WorldError::NotFound { what: "order", id })?;
        if !stages.is_empty() && !stages.contains(&order.stage) {
            return Err(WorldError::WrongStage {
                id,
                stage: format!("{:?}", order.stage),
                wanted,
            });
        }
        edit(order, now_ms);
        order.update_time = now_s.max(order.update_time.saturating_add(1));
        let version = order.update_time;
        self.changes.push(Change::of_order(kind, order, now_ms));
        Ok(version)
    }
}

/// A parcel handed over now.
pub(super) fn parcel(company_code: &str, tracking_no: &str, sent_ms: i64) -> Parcel {
    Parcel {
        company_code: company_code.to_owned(),
        tracking_no: tracking_no.to_owned(),
        sent_ms,
        delivered_ms: None,
    }
}
