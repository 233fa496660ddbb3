//! When an internal task is due.
use super::plan::Hours;
use crate::model::config::Config;
use crate::model::task_config::TaskConfig;
use crate::model::time::Timestamp;

/// When a task is due that can be begun now; `None` where its kind has no target, or its calendar not so many hours.
pub fn task_due(config: &Config, of: &TaskConfig, now: Timestamp) -> Option<Timestamp> {
    let named = of.calendar.as_ref();
    let calendar = named.and_then(|name| config.calendars.iter().find(|known| known.name == *name));
    let hours = calendar.map_or(Hours::All, |calendar| Hours::Of(calendar, config.zone_minutes));
    hours.after(now, of.target_ms?)
}
