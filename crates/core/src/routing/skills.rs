//! How much is asked of an agent as a ticket waits: tiers of skills that are dropped, levels that fall. Both only ever let more
//! agents in.
use std::collections::BTreeMap;

use super::place::Placement;

impl Placement {
    /// The skills asked for when a ticket has waited so many milliseconds, with the lowest level.
    pub fn skills_at(&self, age: i64) -> BTreeMap<String, u8> {
        let mut asked = self.skills.clone();
        for (skill, floors) in &self.floors {
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

    /// So many times less is asked at this age than at first.
    pub fn eased_by(&self, age: i64) -> u32 {
        let floors = self.floors.values().flatten().map(|floor| floor.after_ms);
        let tiers = self.tiers.iter().map(|tier| tier.drop_after_ms);
        let fallen = floors.chain(tiers).filter(|at| *at <= age).count();
        u32::try_from(fallen).unwrap_or(u32::MAX)
    }

    /// The age at which less is asked than at this one; `None` when nothing falls any more.
    pub fn falls_at(&self, age: i64) -> Option<i64> {
        let floors = self.floors.values().flatten().map(|floor| floor.after_ms);
        let tiers = self.tiers.iter().map(|tier| tier.drop_after_ms);
        floors.chain(tiers).filter(|at| *at > age).min()
    }
}
