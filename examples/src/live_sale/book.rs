//! What the desk holds, held against what the platforms know: thing by thing.
use std::collections::{BTreeMap, BTreeSet};

use aftersync::model::ids::ConversationId;
use aftersync::model::source::Source;
use aftersync::{
    CounterQuery, Dim, Grain, Message, MessageId, Metric, Moment, Order, Platform, ShopId, SourceId, TenantDesk,
    Ticket, Versioned,
};
use aftersync_testkit::fake::world::{OrderStage, TruthAfterSale};

use super::Result;
use super::evening::Evening;
use super::ledger::Said;
use super::site::{At, Site};
use super::truth::expected;

/// An after-sale as it truly is, and on which platform.
pub(super) type True = (At, TruthAfterSale);

pub(super) fn truth(sites: &[Site]) -> Vec<True> {
    let of = |(site, it): (usize, &Site)| {
        let all = it.fake.truth().into_iter();
        all.map(move |t| {
            (
                At {
                    site,
                    id: t.aftersale_id,
                },
                t,
            )
        })
        .collect::<Vec<_>>()
    };
    sites.iter().enumerate().flat_map(of).collect()
}

/// Both sides, side by side.
pub(super) struct Book<'a> {
    pub evening: &'a Evening,
    pub desk: &'a TenantDesk,
    pub all: &'a [Versioned<Ticket>],
    pub of_source: &'a BTreeMap<SourceId, Vec<usize>>,
}

impl Book<'_> {
    fn source(&self, (at, t): &True) -> SourceId {
        let id = |site: &Site| site.source(t.aftersale_id, t.kind);
        self.evening.site(*at).map_or(SourceId(aftersync::Uid::ZERO), id)
    }

    fn ticket(&self, t: &True) -> Option<&Ticket> {
        let at = self.of_source.get(&self.source(t))?.first()?;
        self.all.get(*at).map(|t| &t.item)
    }

    pub fn membership(&self, truth: &[True]) -> Vec<String> {
        let count = |t: &True| self.of_source.get(&self.source(t)).map_or(0, Vec::len);
        let wrong = truth.iter().map(|t| (t, count(t))).filter(|(_, n)| *n != 1);
        wrong
            .map(|((_, t), n)| format!("{} ({:?}) is in {n} tickets", t.aftersale_id, t.kind))
            .collect()
    }

    pub fn states(&self, truth: &[True]) -> Result<Vec<String>> {
        let mut wrong = Vec::new();
        for it in truth {
            let Some(ticket) = self.ticket(it) else { continue };
            let (source, (at, t)) = (self.source(it), it);
            let row = self.desk.row::<Source>(source).wait()?;
            let shown = row
                .as_ref()
                .and_then(|r| r.item.after_sale())
                .map(|a| a.raw_status.as_str());
            if shown != Some(t.status_text.as_str()) {
                wrong.push(format!(
                    "{}: the platform shows {}, we hold {shown:?}",
                    t.aftersale_id, t.status_text
                ));
                continue;
            }
            // A ticket of several after-sales stands where the one that speaks for it stands.
            let arrived = self.evening.ledger.arrived.contains(at);
            let Some(selling) = self.evening.site(*at).map(|site| site.selling) else {
                continue;
            };
            let expected = expected(selling, t, ticket, arrived);
            if ticket.principal == Some(source) && !expected.contains(&ticket.headline) {
                wrong.push(format!(
                    "{} ({}): type {} status {} refund {} dispute {} means {expected:?}, the desk says {} ({:?}, last {:?})",
                    t.aftersale_id,
                    ticket.number,
                    t.type_text,
                    t.status_text,
                    t.refund_status_text,
                    t.arbitrate_status_text,
                    ticket.headline,
                    ticket.axes,
                    ticket.local.entries.iter().map(|e| (e.trigger, e.void)).collect::<Vec<_>>(),
                ));
            }
        }
        Ok(wrong)
    }

    pub fn amounts(&self, truth: &[True]) -> Vec<String> {
        let mut paid: BTreeMap<usize, i64> = BTreeMap::new();
        let mut wrong = Vec::new();
        for it in truth {
            let (source, t) = (self.source(it), &it.1);
            let Some(place) = self.of_source.get(&source).and_then(|a| a.first()) else {
                continue;
            };
            *paid.entry(*place).or_default() += t.paid_minor;
            let Some(ticket) = self.ticket(it) else { continue };
            let speaks = ticket.principal == Some(source);
            if speaks && ticket.amounts.requested != t.refund_amount_minor {
                let (ours, theirs) = (ticket.amounts.requested, t.refund_amount_minor);
                wrong.push(format!("{}: asked for {theirs}, the desk says {ours}", t.aftersale_id));
            }
        }
        for (at, theirs) in paid {
            let Some(ticket) = self.all.get(at).map(|t| &t.item) else {
                continue;
            };
            if ticket.amounts.refunded != theirs {
                let ours = ticket.amounts.refunded;
                wrong.push(format!(
                    "{}: {theirs} was paid, the desk says {ours} {:?}",
                    ticket.number, ticket.axes
                ));
            }
        }
        wrong
    }

    pub fn messages(&self) -> Result<Vec<String>> {
        let mut shown: BTreeSet<MessageId> = BTreeSet::new();
        for t in self.all {
            let mut after = None;
            loop {
                let page = self.desk.timeline(t.item.id, after, 1_000).wait()?;
                shown.extend(page.items.iter().filter_map(|m| match m {
                    Moment::Message(m) => Some(m.id),
                    Moment::Event(_) => None,
                }));
                match page.next {
                    Some(next) => after = Some(next),
                    None => break,
                }
            }
        }
        let mut wrong = Vec::new();
        for said in &self.evening.ledger.said {
            let id = message_id(said);
            if !shown.contains(&id) {
                let kept = self.desk.row::<Message>(id).wait()?.is_some();
                wrong.push(format!("{} in {} (kept: {kept})", said.message, said.conversation));
            }
        }
        Ok(wrong)
    }

    pub fn orders(&self) -> Result<(usize, Vec<String>)> {
        let (mut looked_at, mut wrong) = (0, Vec::new());
        for site in &self.evening.sites {
            let placed = site.fake.world(|w| {
                let all = w.orders().filter(|o| o.paid_ms.is_some());
                all.map(|o| (o.id, o.pay_minor(), o.stage)).collect::<Vec<_>>()
            });
            looked_at += placed.len();
            for (id, paid, stage) in placed {
                match self.desk.row::<Order>(site.order(id)).wait()? {
                    None => wrong.push(format!("{} {id} ({stage:?}) is not known", site.platform())),
                    Some(row) if row.item.snapshot.paid.minor != paid => {
                        let ours = row.item.snapshot.paid;
                        wrong.push(format!(
                            "{} {id}: {paid} was paid, the desk says {ours}",
                            site.platform()
                        ));
                    }
                    Some(_) => {}
                }
            }
        }
        Ok((looked_at, wrong))
    }

    pub fn pieces(&self) -> Result<Vec<String>> {
        let of = |site: &Site| {
            site.fake.world(|w| {
                let paid = w
                    .orders()
                    .filter(|o| o.paid_ms.is_some() && o.stage != OrderStage::Cancelled);
                paid.flat_map(|o| o.lines.iter().map(|l| l.quantity)).sum::<i64>()
            })
        };
        let sold: i64 = self.evening.sites.iter().map(of).sum();
        let query = CounterQuery {
            grain: Grain::Day,
            from: i32::MIN,
            to: i32::MAX,
            dim: Dim::All,
            member: None,
        };
        let counters = self.desk.counters(query).wait()?;
        let ours: i64 = counters
            .iter()
            .filter(|(id, _)| id.metric == Metric::SoldUnits)
            .map(|(_, n)| n)
            .sum();
        Ok(if ours == sold {
            Vec::new()
        } else {
            vec![format!("{sold} pieces were sold, the desk counted {ours}")]
        })
    }
}

fn message_id(said: &Said) -> MessageId {
    let conversation = ConversationId::of(
        &Platform::new(said.platform.clone()),
        &ShopId::new(&said.shop),
        &said.conversation,
    );
    MessageId::of(conversation, &said.message)
}
