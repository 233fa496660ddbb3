//! Rows of every table.
use aftersync_core::store::{Record, Row};

use super::{chat, identity, settings, ticket, trade, work};

/// At least one row of every table, and one for each shape a row may have.
pub fn rows() -> Vec<Row> {
    let mut rows = vec![
        ticket::ticket().wrap(),
        ticket::docket().wrap(),
        trade::order().wrap(),
        trade::parcel().wrap(),
        chat::message().wrap(),
        chat::conversation().wrap(),
        chat::account().wrap(),
        chat::customer().wrap(),
        trade::product().wrap(),
        trade::listing().wrap(),
        trade::product_code().wrap(),
        trade::show().wrap(),
        trade::show_index().wrap(),
        work::agent().wrap(),
        work::roster().wrap(),
        settings::config().wrap(),
        work::receipt().wrap(),
        work::task().wrap(),
        work::raw().wrap(),
        trade::shop_state().wrap(),
        work::quarantine().wrap(),
        work::sequence().wrap(),
        work::device().wrap(),
        work::stock().wrap(),
        chat::mentions().wrap(),
    ];
    rows.extend(identity::rows());
    rows.extend(ticket::sources().into_iter().map(Record::wrap));
    rows.extend(work::jobs().into_iter().map(Record::wrap));
    rows
}
