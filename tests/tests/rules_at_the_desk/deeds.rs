//! What befalls a desk in more than one property.
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
