//! Every place that holds personal or secret data: one list, so that sealing, erasing and exporting need no search.
//!
//! A path names a field of a row's JSON, with `*` for any item of a list, any part of a pair and any key of a map. What
//! lies below a listed path is covered by it. Values of the merchant's own fields are listed whatever their declaration
//! says: it may change after the value was written. Ids are not listed: they are digests or minted.

/// What makes a place worth guarding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonalKind {
    /// It says something of a person, or helps to find one: names, phones, words, order and tracking numbers.
    Personal,
    /// Whoever has it can act in the merchant's name.
    Secret,
    /// A payload as it came: anything may stand in it.
    Payload,
}

/// One place that holds personal or secret data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Personal {
    /// The word of the table; `event` for the log.
    pub table: &'static str,
    /// The path in the row's JSON, such as `snapshot.receiver.phone`.
    pub path: &'static str,
    /// Why it is guarded.
    pub kind: PersonalKind,
}

const fn personal(table: &'static str, path: &'static str) -> Personal {
    Personal {
        table,
        path,
        kind: PersonalKind::Personal,
    }
}

const fn secret(table: &'static str, path: &'static str) -> Personal {
    Personal {
        table,
        path,
        kind: PersonalKind::Secret,
    }
}

const fn payload(table: &'static str, path: &'static str) -> Personal {
    Personal {
        table,
        path,
        kind: PersonalKind::Payload,
    }
}

/// All places, by table.
pub const PERSONAL: &[Personal] = &[
    personal("ticket", "lines.*.line"),
    personal("ticket", "reason_text"),
    personal("ticket", "parcels.*.parcel.number"),
    personal("ticket", "evidence.*.url"),
    personal("ticket", "evidence.*.note"),
    personal("ticket", "local.entries.*.lines.*.line"),
    personal("ticket", "local.entries.*.lines.*.photos.*.url"),
    personal("ticket", "local.entries.*.lines.*.photos.*.note"),
    personal("ticket", "local.custom.*"),
    personal("ticket", "local.compensations.*.number"),
    personal("ticket", "local.evidence.*.url"),
    personal("ticket", "local.evidence.*.note"),
    personal("ticket", "local.parcels.*.*.number"),
    personal("ticket", "local.said.*"),
    personal("ticket", "local.bot.said.*"),
    personal("ticket", "local.bot.over.left.summary"),
    personal("ticket", "local.bot.over.left.fields.*"),
    personal("ticket", "local.bot.over.left.tried.*"),
    personal("ticket", "local.bot.over.left.transcript"),
    personal("source", "body.after_sale.external_id"),
    personal("source", "body.after_sale.instead_of.*.external_id"),
    personal("source", "body.after_sale.beside.external_id"),
    personal("source", "body.after_sale.order"),
    personal("source", "body.after_sale.lines.*.line"),
    personal("source", "body.after_sale.account.uid"),
    personal("source", "body.after_sale.account.nickname"),
    personal("source", "body.after_sale.reason_text"),
    personal("source", "body.after_sale.return_parcel.number"),
    personal("source", "body.after_sale.replacement_parcel.number"),
    personal("source", "body.after_sale.evidence.*.url"),
    personal("source", "body.after_sale.evidence.*.note"),
    personal("source", "body.after_sale.dispute.id"),
    personal("source", "body.after_sale.extra.*"),
    personal("source", "body.segment.named.*"),
    personal("source", "body.segment.line"),
    personal("source", "return_parcel.*.number"),
    personal("source", "replacement_parcel.*.number"),
    personal("docket", "members.*.lines.*"),
    personal("order", "snapshot.external_id"),
    personal("order", "snapshot.account.uid"),
    personal("order", "snapshot.account.nickname"),
    personal("order", "snapshot.lines.*.external_id"),
    personal("order", "snapshot.lines.*.custom.*"),
    personal("order", "custom.*.line"),
    personal("order", "custom.*.fields.*.value"),
    personal("order", "snapshot.receiver.name"),
    personal("order", "snapshot.receiver.phone"),
    personal("order", "snapshot.receiver.region"),
    personal("order", "snapshot.receiver.address"),
    personal("order", "snapshot.parcels.*.number"),
    personal("parcel", "snapshot.number"),
    personal("parcel", "snapshot.last_scan"),
    personal("message", "snapshot.conversation"),
    personal("message", "snapshot.account.uid"),
    personal("message", "snapshot.account.nickname"),
    personal("message", "snapshot.keys.*.value"),
    personal("message", "snapshot.text"),
    personal("message", "snapshot.evidence.*.url"),
    personal("message", "snapshot.evidence.*.note"),
    personal("message", "snapshot.about.order"),
    personal("message", "snapshot.about.line"),
    personal("message", "snapshot.about.after_sale"),
    personal("conversation", "external_id"),
    personal("account", "uid"),
    personal("account", "nickname"),
    personal("customer", "name"),
    personal("customer", "custom.*"),
    personal("customer", "tags.*"),
    personal("product", "custom.*"),
    // Hosts read buyers' names aloud.
    personal("show", "captions.*.text"),
    personal("agent", "external_id"),
    personal("agent", "name"),
    personal("config", "agents.*.external_id"),
    personal("config", "agents.*.name"),
    personal("job", "body.object.external_id"),
    personal("job", "body.action.object.external_id"),
    personal("job", "body.action.dispute"),
    personal("job", "body.action.text"),
    personal("job", "body.action.parcel.number"),
    personal("job", "body.action.evidence.*.url"),
    personal("job", "body.action.evidence.*.note"),
    personal("job", "body.action.order"),
    personal("task", "reason"),
    personal("task", "lines.*.line"),
    personal("task", "lines.*.photos.*.url"),
    personal("task", "lines.*.photos.*.note"),
    personal("task", "approves.lines.*.line"),
    personal("task", "approves.lines.*.photos.*.url"),
    personal("task", "approves.lines.*.photos.*.note"),
    personal("task", "form.*"),
    personal("task", "attachments.*.url"),
    personal("task", "attachments.*.note"),
    personal("raw", "object.external_id"),
    payload("raw", "payload"),
    secret("shop_state", "tokens.access"),
    secret("shop_state", "tokens.refresh"),
    payload("quarantine", "payload"),
    personal("event", "body.text"),
    personal("event", "body.external_id"),
];

/// What a path of a table's JSON holds, if it lies at or below a listed place. Items may be given by number or as `*`.
///
/// ```
/// use aftersync_core::model::personal::{PersonalKind, holds};
/// assert_eq!(holds("ticket", "parcels.0.parcel.number"), Some(PersonalKind::Personal));
/// assert_eq!(holds("shop_state", "tokens.access"), Some(PersonalKind::Secret));
/// assert_eq!(holds("ticket", "headline"), None);
/// ```
pub fn holds(table: &str, path: &str) -> Option<PersonalKind> {
    PERSONAL
        .iter()
        .find(|place| place.table == table && covers(place.path, path))
        .map(|place| place.kind)
}

/// Whether a path lies at or below a place.
fn covers(place: &str, path: &str) -> bool {
    let mut steps = path.split('.');
    place
        .split('.')
        .all(|want| steps.next().is_some_and(|step| want == "*" || want == step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_covers_itself_and_what_lies_below() {
        assert!(covers("custom.*", "custom.spent.minor"));
        assert!(covers("lines.*.line", "lines.3.line"));
        assert!(covers("lines.*.line", "lines.*.line"));
        assert!(!covers("lines.*.line", "lines.3"));
        assert!(!covers("text", "texts"));
    }

    #[test]
    fn places_are_listed_once() {
        let mut places: Vec<_> = PERSONAL.iter().map(|place| (place.table, place.path)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), PERSONAL.len());
    }
}
