//! What is wrong with return policies.
use std::collections::BTreeSet;

use super::condition::{condition, custom, length};
use super::problem::Problems;
use crate::limits::{MAX_LIST_VALUES, MAX_RULES};
use crate::model::config::Config;
use crate::model::money::{MAX_MINOR, Money};
use crate::model::returns::{ReturnList, ReturnPolicy, Trust};

/// The longest window, in days.
const MAX_DAYS: u32 = 3_650;
/// What is allowed of a word that stands on both lists.
const BOTH: &str = "on one of the lists only";
/// Something is left for the buyer: what is not to be paid back is not granted.
const MOST_FEE: u16 = 999;

pub(super) fn policies(config: &Config, problems: &mut Problems) {
    if config.return_policies.len() > MAX_RULES {
        let policies = config.return_policies.len();
        problems.at("return_policies", |problems| {
            problems.say_allowed(format!("{policies} policies"), format!("at most {MAX_RULES}"));
        });
        return;
    }
    for (place, policy) in config.return_policies.iter().enumerate() {
        problems.at_place("return_policies", place, |problems| {
            self::policy(config, policy, problems)
        });
    }
}

fn policy(config: &Config, policy: &ReturnPolicy, problems: &mut Problems) {
    condition(config, &policy.when, problems);
    if let Some(window) = policy.window.filter(|window| !(1..=MAX_DAYS).contains(&window.days)) {
        problems.at("window.days", |problems| {
            problems.say_allowed(format!("{} days", window.days), format!("1 to {MAX_DAYS}"));
        });
    }
    problems.at("allow", |problems| list(&policy.allow, problems));
    problems.at("block", |problems| {
        list(&policy.block, problems);
        contradictions(policy, problems);
    });
    problems.at("auto_approve", |problems| amounts(&policy.auto_approve, problems));
    problems.at("keep_item", |problems| amounts(&policy.keep_item, problems));
    problems.at("instant", |problems| instant(config, policy, problems));
    if policy.restocking_per_mille > MOST_FEE {
        problems.at("restocking_per_mille", |problems| {
            problems.say_allowed(
                format!("{} thousandths", policy.restocking_per_mille),
                format!("at most {MOST_FEE}"),
            );
        });
    }
    if policy.serial_from == Some(0) {
        problems.at("serial_from", |problems| {
            problems.say_allowed("everybody had 0 refunds, so nothing would be automatic", "1 or more");
        });
    }
}

fn words(list: &ReturnList) -> [(&'static str, &[String]); 3] {
    [
        ("skus", &list.skus),
        ("categories", &list.categories),
        ("reasons", &list.reasons),
    ]
}

fn list(list: &ReturnList, problems: &mut Problems) {
    for (name, words) in words(list) {
        if words.len() > MAX_LIST_VALUES {
            problems.at(name, |problems| length(words.len(), problems));
        }
        for (place, _) in words.iter().enumerate().filter(|(_, word)| word.trim().is_empty()) {
            problems.at_place(name, place, |problems| {
                problems.say_allowed("an empty word names nothing", "a word")
            });
        }
    }
}

/// What is on both lists is blocked: that it stands among what is allowed is surely a slip.
fn contradictions(policy: &ReturnPolicy, problems: &mut Problems) {
    for ((name, allowed), (_, blocked)) in words(&policy.allow).into_iter().zip(words(&policy.block)) {
        let allowed: BTreeSet<&String> = allowed.iter().collect();
        for (place, word) in blocked.iter().enumerate().filter(|(_, word)| allowed.contains(word)) {
            problems.at_place(name, place, |problems| {
                problems.say_allowed(format!("`{word}` is allowed and blocked"), BOTH);
            });
        }
    }
    let both = |(_, issue): &(usize, &_)| policy.allow.issues.contains(issue);
    for (place, issue) in policy.block.issues.iter().enumerate().filter(both) {
        problems.at_place("issues", place, |problems| {
            problems.say_allowed(format!("`{}` is allowed and blocked", issue.as_str()), BOTH);
        });
    }
}

/// Limits: one for a currency, none negative.
pub(super) fn amounts(limits: &[Money], problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (place, limit) in limits.iter().enumerate() {
        problems.at(&format!("[{place}]"), |problems| {
            amount(*limit, problems);
            if !seen.insert(limit.currency) {
                problems.at("currency", |problems| {
                    problems.say_allowed(format!("{} twice", limit.currency), "one amount for a currency");
                });
            }
        });
    }
}

/// An amount that can be paid.
pub(super) fn amount(amount: Money, problems: &mut Problems) {
    if let Err(wrong) = amount.checked() {
        problems.at("minor", |problems| {
            problems.say_allowed(
                format!("{}: {wrong}", amount.minor),
                format!("0 to {MAX_MINOR}, in minor units"),
            );
        });
    }
}

fn instant(config: &Config, policy: &ReturnPolicy, problems: &mut Problems) {
    let Some(instant) = &policy.instant else { return };
    problems.at("trusted", |problems| length(instant.trusted.len(), problems));
    for (place, sign) in instant.trusted.iter().enumerate() {
        problems.at_place("trusted", place, |problems| match sign {
            Trust::Tag(tag) if tag.trim().is_empty() => problems.at("tag", |p| {
                p.say_allowed("an empty tag names nobody", "a tag of customers")
            }),
            Trust::Tag(_) => (),
            Trust::Custom(field) => problems.at("custom", |problems| custom(config, field, problems)),
        });
    }
    problems.at("at_most", |problems| {
        if instant.at_most.is_empty() {
            problems.say_allowed(
                "no amount is named, so nothing would ever be paid at once",
                "an amount for each currency in which it may be",
            );
        }
        amounts(&instant.at_most, problems);
    });
}
