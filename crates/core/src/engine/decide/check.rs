//! What a fact must be before anything is done with it: bounded, consistent, in the shop's currency.
use crate::error::Error;
use crate::identity::Observation;
use crate::identity::keys::MOST;
use crate::limits::{MAX_EXTERNAL_ID, MAX_LINES};
use crate::model::aftersale::AccountRef;
use crate::model::config::Config;
use crate::model::fact::{Fact, FactBody};
use crate::model::money::{Currency, Money};

/// Checks a fact. A refusal says what is wrong and keeps the fact in quarantine.
pub(super) fn fact(config: &Config, fact: &Fact) -> Result<(), Error> {
    let expected = config.shop(&fact.platform, &fact.shop).map(|s| s.currency);
    id("platform", fact.platform.as_str())?;
    id("shop", fact.shop.as_str())?;
    match &fact.body {
        FactBody::AfterSale(a) => {
            id("external_id", &a.external_id)?;
            a.order.as_deref().map_or(Ok(()), |o| id("order", o))?;
            bounded("lines", a.lines.len(), MAX_LINES)?;
            a.lines.iter().try_for_each(|l| id("line", &l.line))?;
            buyer(a.account.as_ref())?;
            let parcels = a.return_parcel.iter().chain(&a.replacement_parcel);
            parcels.into_iter().try_for_each(|p| id("parcel", &p.number))?;
            let amounts = a
                .lines
                .iter()
                .filter_map(|l| l.amount)
                .chain(a.requested)
                .chain(a.refunded);
            money(amounts, expected)
        }
        FactBody::Order(o) => {
            id("external_id", &o.external_id)?;
            bounded("lines", o.lines.len(), MAX_LINES)?;
            o.lines.iter().try_for_each(|l| id("line", &l.external_id))?;
            buyer(o.account.as_ref())?;
            bounded("parcels", o.parcels.len(), MAX_LINES)?;
            o.parcels.iter().try_for_each(|p| id("parcel", &p.number))?;
            money(o.lines.iter().map(|l| l.paid).chain([o.paid]), expected)
        }
        FactBody::Message(m) => {
            id("external_id", &m.external_id)?;
            buyer(m.account.as_ref())?;
            id("conversation", &m.conversation)
        }
        FactBody::Parcel(p) => id("number", &p.number),
        FactBody::Show(s) => {
            bounded("rooms", s.rooms.len(), MAX_LINES)?;
            if s.ends_at < s.starts_at {
                return Err(wrong("a show ends after it starts").with("field", "ends_at"));
            }
            Ok(())
        }
        FactBody::Contact { account, .. } => buyer(Some(account)),
        FactBody::Unknown { .. } => Ok(()),
    }
}

fn wrong(message: &str) -> Error {
    Error::malformed(message).during("ingest.fact")
}

fn id(field: &'static str, value: &str) -> Result<(), Error> {
    match value.len() {
        0 => Err(wrong("an id is empty").with("field", field)),
        n if n > MAX_EXTERNAL_ID => Err(wrong("an id is too long")
            .with("field", field)
            .with("limit", MAX_EXTERNAL_ID)),
        _ => Ok(()),
    }
}

/// An empty id would make one buyer of many.
fn buyer(account: Option<&AccountRef>) -> Result<(), Error> {
    account.map_or(Ok(()), |a| id("uid", &a.uid))
}

/// What a host observed has an account with an id, and no more in it than is taken in.
pub(super) fn observation(seen: &Observation) -> Result<(), Error> {
    let checked = || {
        seen.account.as_ref().map_or(Ok(()), |handle| id("uid", &handle.uid))?;
        bounded("source", seen.source.len(), MAX_EXTERNAL_ID)?;
        bounded("id", seen.id.len(), MAX_EXTERNAL_ID)?;
        bounded("values", seen.values.len(), MOST)?;
        bounded("blocks", seen.blocks.len(), MOST)
    };
    checked().map_err(|e| e.during("desk.observe"))
}

fn bounded(field: &'static str, n: usize, limit: usize) -> Result<(), Error> {
    if n > limit {
        Err(wrong("too many entries").with("field", field).with("limit", limit))
    } else {
        Ok(())
    }
}

/// All amounts are in one currency, the shop's where it is known, not negative and not absurd.
fn money(amounts: impl Iterator<Item = Money>, mut expected: Option<Currency>) -> Result<(), Error> {
    for amount in amounts {
        let currency = *expected.get_or_insert(amount.currency);
        if amount.currency != currency {
            return Err(wrong("the amount is in a foreign currency")
                .with("expected", currency)
                .with("got", amount.currency)
                .hint("give amounts in the shop's currency, or configure the shop's currency"));
        }
        amount
            .checked()
            .map_err(|e| wrong("the amount is impossible").with("why", e))?;
    }
    Ok(())
}
