//! Shifts: the calendar by which an agent takes new work.
use crate::calendar::{next_open, open_until};
use crate::model::agent::Agent;
use crate::model::calendar::Calendar;
use crate::model::config::Config;
use crate::model::time::Timestamp;

/// Stretches of a shift that are looked through for one that is longer than the lead-out.
const STRETCHES: usize = 64;

/// The calendar of an agent's shift; `None` for somebody who works at any hour.
pub fn shift_of<'c>(config: &'c Config, agent: &Agent) -> Option<&'c Calendar> {
    let name = agent.shift.as_ref()?;
    config.calendars.iter().find(|calendar| calendar.name == *name)
}

/// Whether it is a working hour of an agent.
pub fn in_shift(config: &Config, agent: &Agent, now: Timestamp) -> bool {
    shift_of(config, agent).is_none_or(|shift| shift.is_open(config.zone_minutes, now))
}

/// Whether the shift of an agent lets them take new work: they are at work, and for longer than the lead-out.
pub fn takes_work(config: &Config, agent: &Agent, now: Timestamp) -> bool {
    let Some(shift) = shift_of(config, agent) else {
        return true;
    };
    let end = open_until(shift, config.zone_minutes, now);
    end.is_some_and(|end| end.since(now) > config.presence.lead_out_ms)
}

/// When an agent who takes no new work for their shift will take some again.
pub fn takes_work_at(config: &Config, agent: &Agent, now: Timestamp) -> Option<Timestamp> {
    let shift = shift_of(config, agent)?;
    let mut at = now;
    for _ in 0..STRETCHES {
        at = next_open(shift, config.zone_minutes, at)?;
        let end = open_until(shift, config.zone_minutes, at)?;
        if end.since(at) > config.presence.lead_out_ms {
            return Some(at);
        }
        at = end;
    }
    None
}

/// When the shift of an agent next begins or ends.
pub fn shift_edge(config: &Config, agent: &Agent, now: Timestamp) -> Option<Timestamp> {
    let shift = shift_of(config, agent)?;
    open_until(shift, config.zone_minutes, now).or_else(|| next_open(shift, config.zone_minutes, now))
}
