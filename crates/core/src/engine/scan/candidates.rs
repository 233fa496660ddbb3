//! Returns that an unknown parcel may be: gathered by key and from lists with a bound, then ranked.
use std::collections::{BTreeMap, BTreeSet};

use crate::error::Result;
use crate::model::axes::Headline;
use crate::model::config::Config;
use crate::model::conversation::Mentions;
use crate::model::ids::{AccountId, ListingId, OrderId, ParcelId, ProductId, SourceId, Tenant, TicketId, Uid};
use crate::model::order::Order;
use crate::model::product::{Listing, Product, ProductCode};
use crate::model::shipment::{Direction, Parcel, ParcelSnapshot};
use crate::model::source::Source;
use crate::model::ticket::Ticket;
use crate::store::index::group_of;
use crate::store::{Index, Reader, Record, Scan as ListScan, Table};
use crate::text::carriers_of;
use crate::warehouse::{Article, Awaiting, Score, Sought, awaits_goods, rank, variants};

use super::super::decide::{code_key, mention_of};
use super::super::query::{Versioned, row, rows};
use super::Scan;
use super::answer::{ReturnCandidate, UnknownParcel};
use super::find::tickets_of;
use super::show::lines_of;

/// Headlines in which a ticket may wait for goods, and how many of each are compared: those that came into it last.
const WAITING: [(Headline, usize); 5] = [
    (Headline::AwaitingBuyerReturn, 500),
    (Headline::ReturnInTransit, 200),
    (Headline::AwaitingInspection, 100),
    (Headline::AwaitingSeller, 100),
    (Headline::Requested, 50),
];
/// Tickets of one article, and of one buyer, that are compared.
const OF_ONE: usize = 100;
/// Rows fetched at a time.
const CHUNK: usize = 100;
/// Candidates given when nothing else is said, and at most.
const USUAL_LIMIT: usize = 10;
const MOST: usize = 50;

/// What may be the one.
#[derive(Default)]
struct Gathered {
    tickets: BTreeMap<TicketId, Versioned<Ticket>>,
    /// Those whose buyer wrote the number to us.
    named: BTreeSet<TicketId>,
    /// A list was longer than what was looked at.
    more: bool,
}

impl Scan {
    pub(super) fn candidates(
        &self,
        reader: &mut dyn Reader,
        tenant: &Tenant,
        config: &Config,
        parcel: Option<ParcelSnapshot>,
    ) -> Result<UnknownParcel> {
        let articles = self.articles(reader, tenant, config)?;
        let products: BTreeSet<ProductId> = articles.iter().flat_map(|a| a.products.iter().copied()).collect();
        let mut gathered = Gathered::default();
        gathered.nearly(reader, tenant, &variants(&self.number, &self.code))?;
        gathered.named(reader, tenant, &self.code)?;
        for product in &products {
            gathered.list(reader, tenant, Index::TicketProduct, product.0, OF_ONE)?;
        }
        for (headline, most) in WAITING {
            gathered.list(reader, tenant, Index::TicketState, group_of(headline.as_str()), most)?;
        }
        // Who received an order is compared only with who sent the parcel.
        let senders = self.hints.phone.is_some() || self.hints.name.is_some() || self.hints.region.is_some();
        let compared = gathered
            .tickets
            .values()
            .filter(|_| senders)
            .filter_map(|t| t.item.order);
        let orders = orders_by_id(reader, tenant, compared.collect())?;
        let awaiting: Vec<Awaiting<'_>> = gathered
            .tickets
            .values()
            .map(|t| Awaiting {
                ticket: &t.item,
                order: t.item.order.and_then(|id| orders.get(&id)),
                named: gathered.named.contains(&t.item.id),
            })
            .collect();
        let shape = carriers_of(&self.code).first().copied();
        let told = parcel.as_ref().and_then(|p| p.carrier.as_deref());
        let sought = Sought {
            number: &self.number,
            carrier: self.hints.carrier.as_deref().or(told).or(shape),
            hints: &self.hints,
            articles: &articles,
            now: self.now,
        };
        let ranked: Vec<(&Ticket, Score)> = rank(&sought, &awaiting)
            .into_iter()
            .filter_map(|(at, score)| Some((awaiting.get(at)?.ticket, score)))
            .take(self.limit())
            .collect();
        let shown = ranked.iter().filter_map(|(t, _)| t.order).collect();
        let orders = orders_by_id(reader, tenant, shown)?;
        let candidates = ranked.into_iter().map(|(ticket, score)| ReturnCandidate {
            score: score.score,
            reasons: score.reasons,
            ticket: ticket.id,
            number: ticket.number,
            platform: ticket.platform.clone(),
            shop: ticket.shop.clone(),
            kind: ticket.axes.kind,
            headline: ticket.headline,
            lines: lines_of(ticket, ticket.order.and_then(|id| orders.get(&id))),
        });
        Ok(UnknownParcel {
            parcel,
            products: products.into_iter().collect(),
            candidates: candidates.collect(),
            compared: u32::try_from(awaiting.len()).unwrap_or(u32::MAX),
            more: gathered.more,
        })
    }

    fn limit(&self) -> usize {
        match self.hints.limit {
            0 => USUAL_LIMIT,
            asked => asked.min(MOST),
        }
    }

    /// The articles that were found in the parcel. The code itself may be one: then it is no tracking number.
    fn articles(&self, reader: &mut dyn Reader, tenant: &Tenant, config: &Config) -> Result<Vec<Article>> {
        let mut out = Vec::new();
        for code in &self.hints.skus {
            let products = products_of(reader, tenant, config, code)?;
            let code = code.clone();
            out.push(Article { code, products });
        }
        let products = products_of(reader, tenant, config, &self.code)?;
        if !products.is_empty() {
            let code = self.code.clone();
            out.push(Article { code, products });
        }
        Ok(out)
    }
}

/// What the merchant knows under a code: as a merchant code, a barcode, or a sku in one of the shops.
fn products_of(reader: &mut dyn Reader, tenant: &Tenant, config: &Config, code: &str) -> Result<BTreeSet<ProductId>> {
    let keys = ["code", "barcode"].map(|kind| code_key(kind, code));
    let by_code = rows::<ProductCode>(reader, tenant, &keys)?;
    let shops = config.shops.iter();
    let skus: Vec<Uid> = shops
        .map(|s| ListingId::of(&s.platform, &s.shop, code.trim()).0)
        .collect();
    let by_sku = rows::<Listing>(reader, tenant, &skus)?;
    let mut products: BTreeSet<ProductId> = by_code.into_iter().flatten().map(|c| c.item.product).collect();
    products.extend(by_sku.into_iter().flatten().map(|l| l.item.product));
    let ids: Vec<Uid> = products.iter().map(|p| p.0).collect();
    let known = rows::<Product>(reader, tenant, &ids)?;
    products.extend(known.into_iter().flatten().filter_map(|p| p.item.merged_into));
    Ok(products)
}

impl Gathered {
    /// Returns whose number is nearly this one, looked up number by number: so an old one is found too.
    fn nearly(&mut self, reader: &mut dyn Reader, tenant: &Tenant, numbers: &BTreeSet<String>) -> Result<()> {
        let keys: Vec<Uid> = numbers.iter().map(|number| ParcelId::of(number).0).collect();
        let parcels = rows::<Parcel>(reader, tenant, &keys)?;
        let named = parcels.iter().flatten().flat_map(|p| &p.item.named_by);
        let sources: Vec<SourceId> = named
            .filter(|(_, d)| *d == Direction::Return)
            .map(|(s, _)| *s)
            .collect();
        self.take(tickets_of(reader, tenant, &sources)?);
        Ok(())
    }

    /// Tickets of buyers who wrote this number to us.
    fn named(&mut self, reader: &mut dyn Reader, tenant: &Tenant, number: &str) -> Result<()> {
        let Some(mentions) = row::<Mentions>(reader, tenant, mention_of(number).id)? else {
            return Ok(());
        };
        let keys: Vec<Uid> = mentions.item.by.iter().map(|(source, _)| source.0).collect();
        let sources = rows::<Source>(reader, tenant, &keys)?;
        let known = sources.into_iter().flatten().map(|s| s.item);
        let (ids, accounts): (Vec<SourceId>, Vec<Option<AccountId>>) = known.map(|s| (s.id, s.account)).unzip();
        let mut theirs = Self::default();
        theirs.take(tickets_of(reader, tenant, &ids)?);
        for account in accounts.into_iter().flatten().collect::<BTreeSet<_>>() {
            theirs.list(reader, tenant, Index::TicketAccount, account.0, OF_ONE)?;
        }
        self.named.extend(theirs.tickets.keys());
        self.tickets.extend(theirs.tickets);
        self.more |= theirs.more;
        Ok(())
    }

    /// The last of a list.
    fn list(&mut self, reader: &mut dyn Reader, tenant: &Tenant, index: Index, group: Uid, most: usize) -> Result<()> {
        let mut scan = ListScan {
            descending: true,
            ..ListScan::all(index, group, Table::Ticket, most.min(CHUNK))
        };
        let mut seen = 0;
        while seen < most {
            let listing = reader.list(tenant, &scan)?;
            seen += listing.entries.len();
            let tickets = listing.entries.iter().filter_map(|entry| {
                let item = Ticket::of(&entry.row)?.clone();
                let version = entry.version;
                Some(Versioned { version, item })
            });
            self.take(tickets.collect());
            match listing.next {
                Some(next) => scan.after = Some(next),
                None => return Ok(()),
            }
        }
        self.more = true;
        Ok(())
    }

    fn take(&mut self, tickets: Vec<Versioned<Ticket>>) {
        let waiting = tickets.into_iter().filter(|t| awaits_goods(&t.item));
        self.tickets.extend(waiting.map(|t| (t.item.id, t)));
    }
}

fn orders_by_id(reader: &mut dyn Reader, tenant: &Tenant, ids: BTreeSet<OrderId>) -> Result<BTreeMap<OrderId, Order>> {
    let ids: Vec<OrderId> = ids.into_iter().collect();
    let mut orders = BTreeMap::new();
    for some in ids.chunks(CHUNK) {
        let keys: Vec<Uid> = some.iter().map(|id| id.0).collect();
        let found = rows::<Order>(reader, tenant, &keys)?;
        let known = some
            .iter()
            .zip(found)
            .filter_map(|(id, order)| order.map(|o| (*id, o.item)));
        orders.extend(known);
    }
    Ok(orders)
}
