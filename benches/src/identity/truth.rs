//! From cases to elements that can be compared, and the best that the data allow.
use std::collections::BTreeMap;

use super::load::Case;
use super::metrics::{Quality, quality};

/// One element for each account that has a truth: the account, its group, its person.
pub fn elements<G: Ord>(cases: &[Case], group_of: impl Fn(&Case) -> Option<G>) -> Vec<(usize, usize)> {
    let (mut groups, mut people) = (BTreeMap::new(), BTreeMap::new());
    let mut nodes = BTreeMap::new();
    for case in cases {
        if let (Some(person), Some(group)) = (&case.person, group_of(case)) {
            let (g, p) = (groups.len(), people.len());
            let pair = (
                *groups.entry(group).or_insert(g),
                *people.entry(person.clone()).or_insert(p),
            );
            nodes.entry(case.seen.node()).or_insert(pair);
        }
    }
    nodes.into_values().collect()
}

/// What the best engine could reach: accounts of one person that are joined by a chain of equal values, and nothing else.
pub fn ceiling(cases: &[Case]) -> Quality {
    let mut index = BTreeMap::new();
    let mut parent: Vec<usize> = Vec::new();
    let mut holder: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for case in cases {
        let node = *index.entry(case.seen.node()).or_insert_with(|| {
            parent.push(parent.len());
            parent.len() - 1
        });
        let Some(person) = &case.person else { continue };
        for value in &case.usable {
            let other = *holder.entry((person, value)).or_insert(node);
            let (a, b) = (root(&mut parent, node), root(&mut parent, other));
            if let Some(slot) = parent.get_mut(a) {
                *slot = b;
            }
        }
    }
    let mut group = |case: &Case| index.get(&case.seen.node()).map(|n| root(&mut parent, *n));
    let groups: BTreeMap<_, _> = cases.iter().map(|c| (c.seen.node(), group(c))).collect();
    quality(&elements(cases, |case| {
        groups.get(&case.seen.node()).copied().flatten()
    }))
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while let Some(up) = parent.get(at).copied().filter(|up| *up != at) {
        let over = parent.get(up).copied().unwrap_or(up);
        if let Some(slot) = parent.get_mut(at) {
            *slot = over;
        }
        at = up;
    }
    at
}
