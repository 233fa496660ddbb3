//! Which agents have phones, and what befalls these.
use std::collections::BTreeSet;

use crate::prng::Prng;

/// The phones of a seed.
#[derive(Clone, Debug)]
pub struct PhonePlan {
    /// One for each phone.
    pub owners: Vec<Owner>,
    /// How often things go wrong, per thousand occasions.
    pub rates: PhoneRates,
}

/// Whose a phone is, and what they see.
#[derive(Clone, Debug)]
pub struct Owner {
    /// Whose desk.
    pub tenant: usize,
    /// The agent's name.
    pub agent: &'static str,
    /// They see every open ticket.
    pub all: bool,
    /// Fields that are left out.
    pub hide: BTreeSet<String>,
}

/// How often things go wrong with phones, per thousand occasions.
#[derive(Clone, Copy, Debug, Default)]
pub struct PhoneRates {
    /// A request gets lost.
    pub lose_request: usize,
    /// A request is done, its answer gets lost.
    pub lose_answer: usize,
    /// The network repeats a request, at the other process perhaps.
    pub twice: usize,
    /// An answer is cut, or a byte of it changed.
    pub cut: usize,
    /// An answer comes when nobody waits for it any more.
    pub late: usize,
    /// An answer comes a second time.
    pub again: usize,
    /// The app is killed, and started again.
    pub kill: usize,
    /// The app is killed right after it pushed.
    pub kill_pushing: usize,
    /// There is no network for a while.
    pub offline: usize,
    /// The phone's clock is hours off.
    pub clock: usize,
    /// The phone is revoked.
    pub revoke: usize,
}

impl PhonePlan {
    /// The phones of a seed; `few`: there are fewer agents.
    pub fn of(seed: u64, few: bool, neighbour: bool) -> Self {
        let mut dice = Prng::new(seed ^ 0x9a0e_5eed_0000_0000);
        let team: &[&'static str] = if few { &["an", "bo"] } else { &["an", "bo", "chi"] };
        let count = 1 + dice.below(2);
        let owners = (0..count).map(|_| Owner {
            tenant: usize::from(neighbour && dice.chance(25)),
            agent: dice.pick::<&str>(team),
            all: dice.chance(20),
            hide: match dice.chance(20) {
                true => BTreeSet::from(["customer.name".to_owned(), "message.snapshot.text".to_owned()]),
                false => BTreeSet::new(),
            },
        });
        let owners = owners.collect();
        let mut rate = |percent: usize, most: usize| if dice.chance(percent) { 1 + dice.below(most) } else { 0 };
        let rates = PhoneRates {
            lose_request: rate(50, 150),
            lose_answer: rate(70, 300),
            twice: rate(60, 250),
            cut: rate(50, 150),
            late: rate(50, 150),
            again: rate(50, 150),
            kill: rate(50, 80),
            kill_pushing: rate(50, 150),
            offline: rate(60, 150),
            clock: rate(40, 40),
            revoke: rate(30, 15),
        };
        Self { owners, rates }
    }
}
