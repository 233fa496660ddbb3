//! Which clocks a ticket has: targets by band, hours, pauses, and the ladder of its policy.
use crate::calendar::{after_open, open_between};
use crate::model::axes::Headline;
use crate::model::calendar::Calendar;
use crate::model::config::{Config, SlaTargets};
use crate::model::ids::Uid;
use crate::model::sla::{Rung, SlaPolicy};
use crate::model::ticket::{ClockKind, CountedHours};
use crate::model::time::Timestamp;

/// The clocks of one ticket, as configured now.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'c> {
    of: Of<'c>,
    config: Option<&'c Config>,
    former: &'c [&'c Config],
}

#[derive(Clone, Copy, Debug)]
enum Of<'c> {
    Targets(&'c SlaTargets),
    Policy(&'c SlaPolicy),
}

/// What one clock aims at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Target<'c> {
    /// Milliseconds it may run.
    pub ms: i64,
    /// The hours it counts in.
    pub hours: Hours<'c>,
    /// The headlines in which it pauses, where they are not the usual ones.
    pub pauses: Option<&'c [Headline]>,
}

/// The hours a clock counts in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hours<'c> {
    /// All.
    All,
    /// Those of a calendar, in a zone so many minutes ahead of UTC unless it has its own.
    Of(&'c Calendar, i32),
}

impl Hours<'_> {
    /// Milliseconds that count between two moments.
    pub fn between(self, from: Timestamp, to: Timestamp) -> i64 {
        match self {
            Self::All => to.since(from).max(0),
            Self::Of(calendar, zone) => open_between(calendar, zone, from, to),
        }
    }

    /// When so many milliseconds have counted; `None` when the calendar has not as many hours.
    pub fn after(self, from: Timestamp, ms: i64) -> Option<Timestamp> {
        match self {
            Self::All => Some(from.plus(ms)),
            // What has passed already has passed; when does not matter, since it is announced at once.
            Self::Of(..) if ms <= 0 => Some(from),
            Self::Of(calendar, zone) => after_open(calendar, zone, from, ms),
        }
    }
}

impl<'c> From<&'c SlaTargets> for Plan<'c> {
    /// Plain targets, every hour counted.
    fn from(targets: &'c SlaTargets) -> Self {
        Self {
            of: Of::Targets(targets),
            config: None,
            former: &[],
        }
    }
}

impl<'c> Plan<'c> {
    /// The plan of a ticket: that of the policy its rules name, else of the first that it matches, else the plain targets.
    pub fn of(config: &'c Config, named: Option<&str>, matches: impl Fn(&SlaPolicy) -> bool) -> Self {
        let policies = &config.sla_policies;
        let named = named.and_then(|name| policies.iter().find(|policy| policy.name == name));
        let policy = named.or_else(|| policies.iter().find(|policy| matches(policy)));
        Self {
            of: policy.map_or(Of::Targets(&config.sla), Of::Policy),
            config: Some(config),
            former: &[],
        }
    }

    /// With configurations that were in force before: clocks that ran by their hours keep what they counted.
    pub fn knowing(self, former: &'c [&'c Config]) -> Self {
        Self { former, ..self }
    }

    /// The rungs of its ladder.
    pub fn ladder(&self) -> &'c [Rung] {
        match self.of {
            Of::Targets(_) => &[],
            Of::Policy(policy) => &policy.ladder,
        }
    }

    /// What a clock aims at in a band; `None` when it does not run.
    pub(super) fn target(&self, kind: ClockKind, band: u8) -> Option<Target<'c>> {
        match self.of {
            Of::Targets(targets) => targets.0.get(&kind).map(|ms| Target {
                ms: *ms,
                hours: Hours::All,
                pauses: None,
            }),
            Of::Policy(policy) => {
                let set = policy.clocks.get(&kind)?;
                let own = set.bands.iter().find(|own| own.band == band);
                Some(Target {
                    ms: own.map_or(set.target_ms, |own| own.target_ms),
                    hours: self.hours(set.calendar.as_ref().or(policy.calendar.as_ref())),
                    pauses: set.pauses.as_deref(),
                })
            }
        }
    }

    /// The hours in which a clock counts. A platform's deadline counts all.
    pub(super) fn hours_of(&self, kind: ClockKind, band: u8) -> Hours<'c> {
        self.target(kind, band).map_or(Hours::All, |target| target.hours)
    }

    /// The same by what can be kept of it.
    pub(super) fn counted(&self, kind: ClockKind, band: u8) -> Option<CountedHours> {
        let Hours::Of(calendar, _) = self.hours_of(kind, band) else {
            return None;
        };
        Some(CountedHours {
            calendar: key_of(calendar),
            version: self.config?.version,
        })
    }

    /// The hours that a clock counted until now; `None` when they are not known any more. Where the configuration is kept no
    /// longer they are those of the next one that is known: a change of hours brings all clocks in line.
    pub(super) fn hours_were(&self, counted: CountedHours) -> Option<Hours<'c>> {
        let all = self.config.into_iter().chain(self.former.iter().copied());
        let later = all.filter(|config| config.version >= counted.version);
        let config = later.min_by_key(|config| config.version)?;
        let calendar = config
            .calendars
            .iter()
            .find(|known| key_of(known) == counted.calendar)?;
        Some(Hours::Of(calendar, config.zone_minutes))
    }

    fn hours(&self, calendar: Option<&String>) -> Hours<'c> {
        let Some((config, name)) = self.config.zip(calendar) else {
            return Hours::All;
        };
        let known = config.calendars.iter().find(|known| known.name == *name);
        known.map_or(Hours::All, |calendar| Hours::Of(calendar, config.zone_minutes))
    }
}

fn key_of(calendar: &Calendar) -> Uid {
    Uid::digest(&["calendar", &calendar.name])
}
