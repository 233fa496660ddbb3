//! Messages, one per row.
use super::cells::{Cells, Got};
use super::importer::Item;
use crate::model::conversation::{About, Channel, MessageSnapshot, Sender};
use crate::model::fact::{Fact, FactBody};
use crate::model::ids::{Platform, Uid};

pub(super) fn item(cells: Cells<'_>) -> Got<Item> {
    let (platform, shop) = cells.shop()?;
    let conversation = cells.need_id("conversation")?;
    let sender: Sender = cells.need("sender", cells.parsed("sender")?)?;
    let text = cells.need("text", cells.text("text")?)?;
    let at = cells.need_time("at")?;
    let (revision, occurred_at) = cells.revision(&[Some(at)])?;
    let by_content = || {
        let who = cells.word("sender").ok().flatten().unwrap_or_default();
        Uid::digest(&[&conversation, &at.to_string(), &who, &text]).to_hex()
    };
    let message = MessageSnapshot {
        external_id: cells.id("external_id")?.unwrap_or_else(by_content),
        channel: cells.parsed::<Channel>("channel")?.unwrap_or_default(),
        sender,
        account: cells.account(&shop)?,
        keys: Vec::new(),
        evidence: cells.evidence()?,
        about: About {
            order: cells.id("order")?,
            platform: cells.id("order_platform")?.map(Platform::from),
            line: cells.id("line")?,
            after_sale: cells.id("after_sale")?,
        },
        issue: cells.parsed("issue")?,
        at,
        conversation,
        text,
    };
    Ok(Item::Fact(Box::new(Fact {
        platform,
        shop,
        revision,
        occurred_at,
        body: FactBody::Message(Box::new(message)),
        raw: None,
    })))
}
