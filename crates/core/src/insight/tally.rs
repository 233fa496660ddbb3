//! Sums of what rows count for, member by member: what cancels out is never given a name.
use super::members::Member;
use crate::model::counter::{CounterId, Dim, Grain, Metric};
use crate::model::money::Currency;
use crate::model::time::Timestamp;

/// A day and its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Period {
    day: i32,
    month: i32,
}

impl Period {
    /// The day of a time, so many minutes ahead of UTC.
    pub fn of(at: Timestamp, zone_minutes: i32) -> Self {
        let day = at.day(zone_minutes);
        Self {
            day: day.0,
            month: day.month(),
        }
    }
}

/// The sums of one member. They are few: looking through them finds one as fast as any map.
#[derive(Default)]
pub(super) struct Tally(Vec<(Place, i64)>);

type Place = (Grain, i32, Metric, Option<Currency>);

impl Tally {
    /// Adds to a day and to its month.
    pub fn add(&mut self, on: Period, metric: Metric, currency: Currency, by: i64) {
        if by == 0 {
            return;
        }
        let currency = metric.is_money().then_some(currency);
        for (grain, period) in [(Grain::Day, on.day), (Grain::Month, on.month)] {
            let place = (grain, period, metric, currency);
            match self.0.iter_mut().find(|(known, _)| *known == place) {
                Some((_, sum)) => *sum = sum.saturating_add(by),
                None => self.0.push((place, by)),
            }
        }
    }

    /// Gives out what is not zero under the name of its member, and begins anew.
    fn give(&mut self, member: &Member<'_>, out: &mut Vec<(CounterId, i64)>) {
        self.0.retain(|(_, by)| *by != 0);
        if self.0.is_empty() {
            return;
        }
        let name = member.name();
        out.extend(self.0.drain(..).map(|((grain, period, metric, currency), by)| {
            let id = CounterId {
                grain,
                period,
                dim: member.dim,
                member: name.clone(),
                metric,
                currency,
            };
            (id, by)
        }));
    }
}

/// Sums up what stands under each member. `count` gets all that stands under one of them, in no order.
pub(super) fn changes<'a, T>(
    mut parts: Vec<(Member<'a>, T)>,
    count: impl Fn(Dim, &[(Member<'a>, T)], &mut Tally),
) -> Vec<(CounterId, i64)> {
    parts.sort_unstable_by_key(|(member, _)| *member);
    let (mut tally, mut out) = (Tally::default(), Vec::new());
    for of_member in parts.chunk_by(|(a, _), (b, _)| a == b) {
        if let Some((member, _)) = of_member.first() {
            count(member.dim, of_member, &mut tally);
            tally.give(member, &mut out);
        }
    }
    out
}
