//! After-sales, one per row: the status becomes the axes it stands for.
use super::cells::{Cells, Got};
use super::importer::Item;
use super::vocabulary::UNKNOWN;
use crate::lifecycle::claim_for;
use crate::model::aftersale::{AfterSale, AfterSaleLine};
use crate::model::axes::{Headline, Kind};
use crate::model::claim::Claim;
use crate::model::fact::{Fact, FactBody};
use crate::model::shipment::ParcelRef;

pub(super) fn item(cells: Cells<'_>) -> Got<Item> {
    let (platform, shop) = cells.shop()?;
    let kind: Kind = cells.need("kind", cells.parsed("kind")?)?;
    let status = cells.need("status", cells.word("status")?)?;
    let headline = Headline::parse(&status).filter(|_| status != UNKNOWN);
    let created_at = cells.need_time("created_at")?;
    let ended_at = cells.time("ended_at")?;
    let (revision, occurred_at) = cells.revision(&[Some(created_at), ended_at])?;
    let ended = headline.is_some_and(Headline::is_ended);
    let sale = AfterSale {
        object: "aftersale".to_owned(),
        instead_of: Vec::new(),
        beside: None,
        external_id: cells.need_id("external_id")?,
        order: cells.id("order")?,
        lines: lines(cells)?,
        account: cells.account(&shop)?,
        kind,
        raw_type: cells.as_written("kind"),
        raw_status: cells.as_written("status").unwrap_or(status),
        known: headline.is_some(),
        claim: headline.map_or_else(Claim::default, |h| claim_for(h, kind)),
        rank: headline.map_or(0, |h| h.index() as u16 + 1),
        requested: cells.money("requested")?,
        refunded: cells.money("refunded")?,
        issue: cells.parsed("issue")?,
        reason_code: cells.id("reason_code")?,
        reason_text: cells.text("reason_text")?,
        created_at,
        // The last change of what has ended was its end.
        ended_at: ended_at.or(if ended { cells.time("updated_at")? } else { None }),
        deadline: cells.time("deadline")?,
        return_parcel: parcel(cells, "return_tracking", "return_carrier")?,
        replacement_parcel: parcel(cells, "replacement_tracking", "replacement_carrier")?,
        version_token: None,
        evidence: cells.evidence()?,
        dispute: None,
        flags: cells.list("flags")?.into_iter().collect(),
        extra: cells.unused(),
    };
    Ok(Item::Fact(Box::new(Fact {
        platform,
        shop,
        revision,
        occurred_at,
        body: FactBody::AfterSale(Box::new(sale)),
        raw: None,
    })))
}

fn lines(cells: Cells<'_>) -> Got<Vec<AfterSaleLine>> {
    let ids = cells.list("lines")?;
    let quantity = cells.pieces("quantity")?.filter(|_| ids.len() == 1);
    let line = |line| AfterSaleLine {
        line,
        quantity,
        amount: None,
    };
    Ok(ids.into_iter().map(line).collect())
}

fn parcel(cells: Cells<'_>, number: &str, carrier: &str) -> Got<Option<ParcelRef>> {
    let carrier = cells.text(carrier)?;
    Ok(cells.id(number)?.map(|number| ParcelRef { number, carrier }))
}
