//! What is wrong with how presence is kept.
use super::problem::Problems;
use crate::model::config::Config;
use crate::model::time::{DAY, SECOND};

/// The shortest lease: a heartbeat takes its time.
const LEAST_LEASE: i64 = 5 * SECOND;

pub(super) fn presence(config: &Config, problems: &mut Problems) {
    let presence = &config.presence;
    let spans = [
        ("lease_ms", presence.lease_ms, LEAST_LEASE, DAY),
        ("grace_ms", presence.grace_ms, 0, 7 * DAY),
        ("lead_out_ms", presence.lead_out_ms, 0, DAY),
    ];
    problems.at("presence", |problems| {
        for (name, value, least, most) in spans {
            if !(least..=most).contains(&value) {
                problems.at(name, |problems| {
                    problems.say_allowed(format!("{value} milliseconds"), format!("{least} to {most}"));
                });
            }
        }
    });
}
