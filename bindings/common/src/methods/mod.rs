//! The table of methods: what every language binding offers, no more and no less.
use std::sync::LazyLock;

use crate::method::Method;

mod care;
mod engine;
mod jobs;
mod people;
mod phones;
mod read;
mod results;
mod staff;
mod warehouse;
mod write;

pub use results::{CommandAnswer, FactAnswer, WebhookReply};

static ALL: LazyLock<Vec<Method>> = LazyLock::new(|| {
    let groups = [
        write::methods(),
        read::methods(),
        staff::methods(),
        warehouse::methods(),
        people::methods(),
        phones::methods(),
        jobs::methods(),
        care::methods(),
        engine::methods(),
    ];
    groups.into_iter().flatten().collect()
});

/// All methods, in the order in which they are documented.
pub fn all() -> &'static [Method] {
    &ALL
}
