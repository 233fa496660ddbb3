//! How much is asked of an agent as a ticket waits: tiers of skills that are dropped, levels that fall. Both only ever let more
//! agents in. A step that moves the ticket to another queue may ask for something else there.
use std::collections::BTreeMap;

use super::place::Placement;
use crate::model::selection::{Floor, RouteStep, SkillTier};

/// What is asked for, as a rule says it or a step, and from which age on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asking<'a> {
    skills: &'a BTreeMap<String, u8>,
    floors: Option<&'a BTreeMap<String, Vec<Floor>>>,
    tiers: &'a [SkillTier],
    /// The age at which it began, in milliseconds.
    from: i64,
}

impl<'a> From<&'a Placement> for Asking<'a> {
    fn from(placement: &'a Placement) -> Self {
        Self {
            skills: &placement.skills,
            floors: Some(&placement.floors),
            tiers: &placement.tiers,
            from: 0,
        }
    }
}

impl<'a> Asking<'a> {
    /// What a step asks for; `None` where it goes on with what was asked before.
    pub fn of(step: &'a RouteStep) -> Option<Self> {
        let own = step.exclusive && !(step.skills.is_empty() && step.tiers.is_empty());
        own.then_some(Self {
            skills: &step.skills,
            floors: None,
            tiers: &step.tiers,
            from: step.after_ms,
        })
    }

    /// The skills asked for at an age in milliseconds, with the lowest level.
    pub fn at(&self, age: i64) -> BTreeMap<String, u8> {
        let age = age.saturating_sub(self.from);
        let mut asked = self.skills.clone();
        for (skill, floors) in self.floors.into_iter().flatten() {
            let reached = floors
                .iter()
                .filter(|floor| floor.after_ms <= age)
                .map(|floor| floor.level);
            if let (Some(level), Some(least)) = (asked.get_mut(skill), reached.min()) {
                *level = least.min(*level);
            }
        }
        for tier in self.tiers.iter().filter(|tier| age < tier.drop_after_ms) {
            for (skill, level) in &tier.skills {
                let wanted = asked.entry(skill.clone()).or_default();
                *wanted = (*wanted).max(*level);
            }
        }
        asked
    }

    /// How often less was asked for by an age than when it began.
    pub fn eased_by(&self, age: i64) -> u32 {
        let fallen = self.falls().filter(|at| *at <= age).count();
        u32::try_from(fallen).unwrap_or(u32::MAX)
    }

    /// The age at which less is asked for than at this one; `None` when nothing falls any more.
    pub fn falls_at(&self, age: i64) -> Option<i64> {
        self.falls().filter(|at| *at > age).min()
    }

    /// The ages at which less is asked for.
    fn falls(&self) -> impl Iterator<Item = i64> {
        let floors = self.floors.into_iter().flat_map(|all| all.values().flatten());
        let tiers = self.tiers.iter().map(|tier| tier.drop_after_ms);
        let from = self.from;
        floors
            .map(|floor| floor.after_ms)
            .chain(tiers)
            .map(move |after| from.saturating_add(after))
    }
}
