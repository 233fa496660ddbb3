//! Something we do not know: kept on the log, counted, moves nothing.
use crate::model::event::EventBody;
use crate::model::fact::Fact;
use crate::model::ids::{SourceId, TicketId, Uid};
use crate::model::time::Timestamp;
use crate::store::Receipt;

use super::super::draft::Draft;
use super::super::input::Effect;
use super::Rule;
use super::after_sale::ticket_of;

/// Notes it once.
pub(super) fn ingest(
    draft: &mut Draft<'_>,
    fact: &Fact,
    object: &str,
    external_id: Option<&str>,
    raw: &str,
) -> Rule<(Effect, Option<TicketId>)> {
    let parts = [
        fact.platform.as_str(),
        fact.shop.as_str(),
        object,
        external_id.unwrap_or(""),
        raw,
    ];
    let revision = fact.revision.to_string();
    let key = Uid::digest(&[parts.as_slice(), &[revision.as_str()]].concat());
    if draft.get::<Receipt>(key)?.is_some() {
        return Ok((Effect::Duplicate, None));
    }
    let source = external_id.map(|id| SourceId::of(&fact.platform, &fact.shop, object, id));
    let ticket = match source {
        Some(id) => ticket_of(draft, id)?,
        None => None,
    };
    draft.event(
        ticket,
        EventBody::UnknownStatus {
            source,
            object: object.to_owned(),
            raw: raw.to_owned(),
        },
    );
    let at: Timestamp = draft.now;
    draft.put(
        key,
        Receipt {
            decision: None,
            command: "unknown".to_owned(),
            content: 0,
            ticket,
            on: 0,
            at,
            step: None,
            refused: None,
        },
    );
    Ok((Effect::New, ticket))
}
