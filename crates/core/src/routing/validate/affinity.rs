//! What is wrong with who is asked before others.
use super::problem::Problems;
use crate::model::affinity::{Affinity, AffinityMode};

pub(super) fn affinity(affinity: Option<&Affinity>, problems: &mut Problems) {
    let Some(affinity) = affinity else { return };
    problems.at("affinity", |problems| {
        let fits = match (affinity.mode, affinity.wait_ms) {
            (AffinityMode::Wait, most) => most.is_some_and(|most| most > 0),
            (_, most) => most.is_none(),
        };
        if !fits {
            let said = affinity
                .wait_ms
                .map_or_else(|| "nothing".to_owned(), |ms| ms.to_string());
            problems.at("wait_ms", |problems| {
                problems.say_allowed(
                    format!("how long a ticket waits does not fit the mode: {said}"),
                    "1 or more, in milliseconds, with the mode `wait`, else nothing",
                );
            });
        }
        let most = affinity.wait_ms.filter(|_| fits);
        problems.at("wait_ms", |problems| problems.span(most.unwrap_or_default()));
    });
}
