//! What is to happen when: orders and what becomes of them, what buyers write, who is at work, what goes wrong.
use std::collections::BTreeMap;

use aftersync::Presence;
use aftersync::model::time::{DAY, HOUR, MINUTE};
use aftersync_testkit::fake::How;
use aftersync_testkit::fake::world::Kind;

use super::cast::{OPEN_FOR, START};
use super::channels::Where;
use super::dice::Dice;
use super::site::{At, Site};

/// One thing to happen.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    /// Somebody orders.
    Place(usize),
    /// They pay.
    Pay(At),
    /// They do not.
    Forget(At),
    /// The parcel leaves.
    Ship(At),
    /// It arrives.
    Deliver(At),
    /// The buyer opens an after-sale on a line of the order.
    Ask(At, Kind),
    /// A buyer (by place in the cast) writes, about an order or about nothing known.
    Say(usize, Where, Option<At>, Talk),
    /// A member joins their accounts.
    Bind(usize, At),
    /// The morning or evening of people at work.
    Shift(Presence),
    /// The warehouse counts what is there; `true` once more of what was sold out came.
    Count(bool),
    /// Something breaks on a platform (by place), or is mended.
    Fault(usize, Fault),
    /// The shop's own list of orders is gone through.
    GoThrough,
    /// Our process is stopped.
    Stop,
    /// It is started again.
    Start,
}

/// What a message is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Talk {
    /// Where is it?
    Parcel,
    /// It is not right.
    Complaint,
    /// A question about an article.
    Question,
    /// An answer to what we asked.
    Answer,
}

/// What goes wrong.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// The platform limits calls.
    Limit(Option<u32>),
    /// The platform's interface is down from now on for so long.
    Outage(i64),
    /// Pushes are switched off (`false`) and on again.
    Pushes(bool),
    /// The access token dies.
    TokenDies,
    /// The next calls of a method fail.
    Fails(&'static str, usize, How),
    /// The platform forgets its own guards against being told twice, or remembers them.
    Forgiving(bool),
}

/// What is still to happen, in the order of time.
#[derive(Default)]
pub(super) struct Script {
    deeds: BTreeMap<(i64, u64), Deed>,
    next: u64,
}

impl Script {
    /// Adds a deed.
    pub fn at(&mut self, ms: i64, deed: Deed) {
        self.deeds.insert((ms, self.next), deed);
        self.next += 1;
    }
    /// When the next one is due.
    pub fn next_ms(&self) -> Option<i64> {
        self.deeds.keys().next().map(|(at, _)| *at)
    }
    /// The next one that is due.
    pub fn due(&mut self, now: i64) -> Option<(i64, Deed)> {
        let first = self.deeds.first_entry().filter(|e| e.key().0 <= now)?;
        let ((at, _), deed) = first.remove_entry();
        Some((at, deed))
    }
    /// What is known before the evening begins.
    pub fn of_evening(seed: u64, size: usize, sites: &[Site]) -> Self {
        let mut script = Self::default();
        let mut dice = Dice::of(seed, "arrivals");
        for n in 0..size {
            script.at(START + dice.within(0, OPEN_FOR), Deed::Place(n));
        }
        for day in 0..16 {
            let midnight = START - 19 * HOUR + day * DAY;
            if day > 0 {
                script.at(midnight + 8 * HOUR + 30 * MINUTE, Deed::Shift(Presence::Online));
                script.at(midnight + 3 * HOUR, Deed::GoThrough);
            }
            script.at(midnight + 23 * HOUR + 30 * MINUTE, Deed::Shift(Presence::Offline));
        }
        script.at(START, Deed::Shift(Presence::Online));
        script.at(START + OPEN_FOR + HOUR / 4, Deed::Count(false));
        script.at(START + 2 * DAY + 17 * HOUR, Deed::Count(true));
        for (place, site) in sites.iter().enumerate() {
            script.faults(place, site, size / sites.len());
        }
        let day = START + 13 * HOUR + 30 * MINUTE;
        script.at(START + 197 * MINUTE, Deed::Stop);
        script.at(START + 204 * MINUTE, Deed::Start);
        script.at(day + 3 * HOUR + 7 * MINUTE, Deed::Stop);
        script.at(day + 3 * HOUR + 9 * MINUTE, Deed::Start);
        script
    }

    /// The evening's mishaps on one platform, and the next day's. Only the first is down for a while.
    fn faults(&mut self, place: usize, site: &Site, size: usize) {
        use Fault as F;
        let evening = [
            (70 * MINUTE, F::Limit(Some(3))),
            (100 * MINUTE, F::Limit(None)),
            (150 * MINUTE, F::TokenDies),
        ];
        let down = [
            (110 * MINUTE, F::Outage(25 * MINUTE)),
            (110 * MINUTE, F::Pushes(false)),
            (125 * MINUTE, F::Pushes(true)),
        ];
        // One after the other: a bad quarter of an hour for each.
        let later = i64::try_from(place).unwrap_or(0) * 7 * MINUTE;
        let down = down.into_iter().filter(|_| place == 0);
        for (at, fault) in evening.into_iter().chain(down) {
            self.at(START + at + later, Deed::Fault(place, fault));
        }
        let day = START + 13 * HOUR + 30 * MINUTE;
        // No more answers are lost than decisions are told, else one decision would lose all of its own.
        let profile = site.profile();
        let rounds = i64::try_from(size / 50).unwrap_or(0).clamp(1, 12);
        for hour in (0..rounds).map(|round| round * 5) {
            let lost = [
                F::Forgiving(true),
                F::Fails(profile.decide, 2, How::DropAfterApply),
                F::Fails(profile.decide, 1, How::Truncated),
                F::Fails(profile.decide, 1, How::DropBefore),
                F::Fails(profile.look, 1, How::Status(502)),
            ];
            for fault in lost {
                self.at(day + hour * HOUR, Deed::Fault(place, fault));
            }
            self.at(day + hour * HOUR + 2 * HOUR, Deed::Fault(place, F::Forgiving(false)));
        }
    }
}
