//! What befalls a desk in more than one property.
use std::collections::BTreeMap;

use aftersync_core::model::agent::Presence;
use aftersync_core::model::axes::Kind;
use proptest::prelude::*;

/// Requests of three weights, one of which asks for a skill.
pub(super) fn any_kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::RefundOnly, Kind::ReturnRefund, Kind::Repair])
}

/// There half of the time.
pub(super) fn any_status() -> impl Strategy<Value = Presence> {
    prop::sample::select(vec![
        Presence::Online,
        Presence::Online,
        Presence::Busy,
        Presence::Offline,
    ])
}

/// The skills of somebody who knows gems at a level; at 0 they have none.
pub(super) fn knows(gems: u8) -> BTreeMap<String, u8> {
    let level = (gems > 0).then_some(gems);
    level.map(|level| ("gems".to_owned(), level)).into_iter().collect()
}
