//! Buyers' accounts, with the keys the merchant has proven for them.
use super::cells::{Cells, Got};
use super::importer::Item;
use crate::model::customer::{AttestedKey, KeyKind};
use crate::model::fact::{Fact, FactBody};

pub(super) fn item(cells: Cells<'_>) -> Got<Item> {
    let (platform, shop) = cells.shop()?;
    let account = cells.need("buyer_id", cells.account(&shop)?)?;
    let created_at = cells.need_time("created_at")?;
    let (revision, occurred_at) = cells.revision(&[Some(created_at)])?;
    let union_scope = cells.id("union_scope")?.unwrap_or_else(|| platform.as_str().to_owned());
    let key = |kind, scope: &str, value: Option<String>| {
        value.map(|value| AttestedKey {
            kind,
            scope: scope.to_owned(),
            value,
            linkable: true,
        })
    };
    let keys = [
        key(KeyKind::UnionId, &union_scope, cells.id("union_id")?),
        key(KeyKind::ProvenPhone, "", cells.id("phone")?),
        key(KeyKind::Member, "", cells.id("member")?),
    ];
    Ok(Item::Fact(Box::new(Fact {
        platform,
        shop,
        revision,
        occurred_at,
        body: FactBody::Contact {
            account,
            keys: keys.into_iter().flatten().collect(),
        },
        raw: None,
    })))
}
