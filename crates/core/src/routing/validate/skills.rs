//! What is wrong with skills that are asked for: levels, levels that fall, tiers that are dropped.
use std::collections::BTreeMap;

use super::condition::listed;
use super::problem::Problems;
use crate::model::selection::{Floor, SkillTier};

/// The highest level of a skill.
const TOP_LEVEL: u8 = 5;
/// Tiers of skills.
const TIERS: u8 = 3;

/// Levels are 1 to 5.
pub(super) fn levels(skills: &BTreeMap<String, u8>, problems: &mut Problems) {
    for (skill, level) in skills.iter().filter(|(_, level)| !(1..=TOP_LEVEL).contains(*level)) {
        problems.at(&format!("skills.{skill}"), |problems| {
            problems.say_allowed(format!("level {level} of skill `{skill}`"), format!("1 to {TOP_LEVEL}"));
        });
    }
}

/// Levels that fall must be below the one before, later than it, and of skills that are asked for.
pub(super) fn floors(
    floors: &BTreeMap<String, Vec<Floor>>,
    skills: &BTreeMap<String, u8>,
    whose: &str,
    problems: &mut Problems,
) {
    for (skill, floors) in floors {
        problems.at(&format!("floors.{skill}"), |problems| {
            let Some(level) = skills.get(skill) else {
                let asked = skills.keys().map(String::as_str);
                problems.say_allowed(format!("skill `{skill}` is not asked for by {whose}"), listed(asked));
                return;
            };
            let mut before = (0, *level);
            for (place, floor) in floors.iter().enumerate() {
                if floor.after_ms <= before.0 || floor.level >= before.1 || floor.level == 0 {
                    problems.at(&format!("[{place}]"), |problems| {
                        problems.say_allowed(
                            format!("level {} after {} ms does not fall", floor.level, floor.after_ms),
                            format!("later than {} ms, a level from 1 and below {}", before.0, before.1),
                        );
                    });
                }
                problems.at(&format!("[{place}]"), |problems| problems.span(floor.after_ms));
                before = (floor.after_ms, floor.level);
            }
        });
    }
}

/// Tiers of skills: the higher the sooner they are dropped.
pub(super) fn tiers(tiers: &[SkillTier], problems: &mut Problems) {
    let mut above: Option<&SkillTier> = None;
    let mut tiers: Vec<(usize, &SkillTier)> = tiers.iter().enumerate().collect();
    tiers.sort_by_key(|(_, tier)| std::cmp::Reverse(tier.tier));
    for (place, tier) in tiers {
        problems.at_place("tiers", place, |problems| {
            if !(1..=TIERS).contains(&tier.tier) || above.is_some_and(|above| above.tier == tier.tier) {
                problems.at("tier", |problems| {
                    problems.say_allowed(format!("tier {}", tier.tier), format!("1 to {TIERS}, each once"));
                });
            }
            let least = above.map_or(1, |above| above.drop_after_ms);
            if tier.drop_after_ms < least {
                problems.at("drop_after_ms", |problems| {
                    problems.say_allowed(
                        format!("tier {} is dropped after {} ms", tier.tier, tier.drop_after_ms),
                        format!("{least} ms or more: the highest tier is dropped first"),
                    );
                });
            }
            problems.at("drop_after_ms", |problems| problems.span(tier.drop_after_ms));
            levels(&tier.skills, problems);
        });
        above = Some(tier);
    }
}
