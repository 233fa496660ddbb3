//! What a seed stands for: who takes part, and what may go wrong. Each fault is off in some seeds, so that faults do not
//! hide each other.
use aftersync_testkit::fake::Chaos;

use super::Options;
use super::floor::FloorPlan;
use super::phones::PhonePlan;
use super::site::Selling;
use crate::prng::Prng;

/// What a seed stands for.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Platforms that take part.
    pub sites: Vec<Selling>,
    /// A second merchant has a shop on the first platform.
    pub neighbour: bool,
    /// Engine processes over the one store.
    pub processes: usize,
    /// Times somebody outside does something.
    pub rounds: usize,
    /// Shops are polled, and compared at the end. Without, every change must come by its push.
    pub backstop: bool,
    /// Platforms forget their own guards against doing things twice.
    pub forgiving: bool,
    /// One platform, two processes that get in each other's way, people who decide much, and answers that get lost where
    /// it matters: see `Plan::tighten`.
    pub tight: bool,
    /// Most inputs of one commit.
    pub batch: usize,
    /// Phones of the agents.
    pub phones: Option<PhonePlan>,
    /// How work is offered and given out.
    pub floor: Option<FloorPlan>,
    /// What goes wrong.
    pub rates: Rates,
}

/// How often things go wrong, per thousand occasions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rates {
    /// A call finds nobody.
    pub refuse: usize,
    /// A call gets lost before it arrives.
    pub lose_request: usize,
    /// A call was applied, its answer gets lost.
    pub lose_answer: usize,
    /// A call was applied, a gateway answers in its place.
    pub gateway: usize,
    /// An answer arrives in half.
    pub truncate: usize,
    /// A call or answer is slow.
    pub delay: usize,
    /// A read is answered as it was answered before.
    pub stale: usize,
    /// A list tells wrong totals, or ends too early.
    pub lie: usize,
    /// Something is wrong with a commit.
    pub commit: usize,
    /// A load of rows fails.
    pub load: usize,
    /// A process dies.
    pub crash: usize,
    /// A process stands still for a while.
    pub stall: usize,
    /// A clock jumps forward.
    pub jump: usize,
    /// A clock steps back a little.
    pub back: usize,
    /// Access tokens die early.
    pub expire: usize,
    /// A platform is down for a while.
    pub outage: usize,
    /// A platform limits calls for a while.
    pub limit: usize,
    /// A shop's owner takes the authorisation back.
    pub deauthorise: usize,
    /// The host's own sender loses an answer.
    pub host: usize,
    /// What a platform was told took effect, its answer gets lost; on top of what befalls every call.
    pub lose_action: usize,
    /// Another process commits between a decision and its commit.
    pub overtake: usize,
    /// An object changes just after it was read.
    pub moves: usize,
}

impl Plan {
    /// The plan of a seed.
    pub fn of(seed: u64, options: &Options) -> Self {
        let mut plan = Self::plain(seed);
        let phones = options.phones.has(seed % 10 == 3);
        plan.phones = phones.then(|| PhonePlan::of(seed, plan.tight, plan.neighbour));
        plan.floor = options.floor.has(seed % 10 == 7).then(|| FloorPlan::of(seed));
        plan
    }

    fn plain(seed: u64) -> Self {
        let mut dice = Prng::new(seed ^ 0x51a1_0c0d_e5ee_d000);
        let mut sites = Selling::ALL.to_vec();
        dice.shuffle(&mut sites);
        sites.truncate(*dice.pick(&[1, 1, 2, 3]));
        let backstop = dice.chance(60);
        let mut rate = |percent: usize, most: usize| if dice.chance(percent) { 1 + dice.below(most) } else { 0 };
        let rates = Rates {
            refuse: rate(50, 80),
            lose_request: rate(50, 80),
            lose_answer: rate(60, 150),
            gateway: rate(40, 60),
            truncate: rate(40, 60),
            delay: rate(60, 300),
            stale: if backstop { rate(50, 150) } else { 0 },
            lie: if backstop { rate(50, 150) } else { 0 },
            commit: rate(60, 60),
            load: rate(40, 30),
            crash: rate(60, 25),
            stall: rate(50, 30),
            jump: rate(50, 30),
            back: rate(50, 30),
            expire: rate(40, 40),
            outage: rate(40, 30),
            limit: rate(40, 30),
            deauthorise: if backstop { rate(20, 15) } else { 0 },
            host: rate(60, 200),
            ..Rates::default()
        };
        let plan = Self {
            neighbour: sites.contains(&Selling::Douyin) && dice.chance(40),
            sites,
            processes: *dice.pick(&[1, 2, 2]),
            rounds: 40 + dice.below(80),
            backstop,
            // A read that shows the past and a platform without guards together leave no way to tell what happened.
            forgiving: rates.stale == 0 && dice.chance(60),
            tight: false,
            batch: *dice.pick(&[1, 2, 8, 1_000]),
            phones: None,
            floor: None,
            rates,
        };
        if seed % 4 == 2 { plan.tighten(seed) } else { plan }
    }

    /// Every fourth seed is narrow: what needs two things at once to go wrong happens there often enough to be met.
    fn tighten(mut self, seed: u64) -> Self {
        self.sites.truncate(1);
        self.tight = true;
        self.neighbour = false;
        self.processes = 2;
        self.backstop = false;
        self.forgiving = seed % 12 != 2;
        self.rounds = 40 + self.rounds % 40;
        self.rates = Rates {
            stale: 0,
            lie: 0,
            deauthorise: 0,
            outage: 0,
            lose_action: 300,
            overtake: 500,
            moves: 200,
            ..self.rates
        };
        self
    }

    /// What goes wrong with pushes.
    pub fn chaos(&self, seed: u64) -> Chaos {
        let mut dice = Prng::new(seed ^ 0xc4a0_5000);
        let mut rate = |percent: usize, most: usize| {
            if dice.chance(percent) {
                dice.below(most) as u16
            } else {
                0
            }
        };
        Chaos {
            seed,
            lose_permille: if self.backstop { rate(60, 300) } else { 0 },
            duplicate_permille: rate(60, 300),
            reorder_permille: rate(60, 300),
            max_delay_ms: i64::from(rate(60, 60)) * 1_000,
            corrupt_permille: rate(60, 150),
            batch_permille: rate(50, 400),
        }
    }
}
