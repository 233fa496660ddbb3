//! Who is one customer: clusters of a component, worked out afresh in one order, so that arrival does not matter.
use std::collections::{BTreeMap, BTreeSet};

use crate::model::ids::Uid;

use super::rows::Rows;
use super::work::Work;

/// Above so many nodes a component is taken apart by a stricter threshold before it is looked at.
pub const MOST_NODES: usize = 200;
/// The same of edges.
pub const MOST_EDGES: usize = 2_000;
/// Never more nodes than this are loaded for one component.
const MOST_LOADED: usize = 1_000;
/// How far below the threshold two accounts of one shop may pull: one person rarely has two.
const CLASH: i64 = 2_500;
/// Bounds of a pair's part in a mean, and what a pair counts that was never a candidate.
const LOWEST: i64 = -6_000;
const HIGHEST: i64 = 12_000;
const STRANGER: i64 = -1_000;

/// Why two groups were not joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A person said so, or values bar it that one person has once.
    Barred,
    /// Both have accounts in one shop, and the evidence is not strong enough for that.
    Clash,
    /// The others of the groups are strangers.
    Strangers,
}

/// One edge as it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its ends.
    pub pair: (Uid, Uid),
    /// Its score, in thousandths of a bit.
    pub score: i32,
    /// A person said so.
    pub said: bool,
    /// Why it joined nothing; `None` when it did.
    pub refused: Option<Refusal>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Link {
    pair: (Uid, Uid),
    score: i32,
    anchor: bool,
    said: bool,
}

/// What came of a component.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    /// The groups, each sorted.
    pub groups: Vec<Vec<Uid>>,
    /// How it came to them.
    pub steps: Vec<Step>,
    /// It was too large and was taken apart first.
    pub hairball: bool,
}

/// The component around a node over edges at least that strong.
pub fn component<R: Rows>(work: &mut Work<'_, R>, start: Uid, least: i32) -> Result<BTreeSet<Uid>, R::Miss> {
    let mut found = BTreeSet::from([start]);
    let mut todo = vec![start];
    while !todo.is_empty() && found.len() <= MOST_LOADED {
        work.want(&mut todo.iter().copied())?;
        let mut next = Vec::new();
        for id in todo {
            let Some(node) = work.node(id)? else { continue };
            let active = node
                .edges
                .iter()
                .filter(|e| e.anchor || e.score >= least)
                .map(|e| e.other);
            let all = active.chain(node.must.iter().map(|m| m.0));
            next.extend(all.filter(|other| found.insert(*other)));
        }
        todo = next;
    }
    Ok(found)
}

/// The clusters of a component.
pub fn clusters<R: Rows>(work: &mut Work<'_, R>, nodes: &BTreeSet<Uid>) -> Result<Clusters, R::Miss> {
    let mut out = Clusters::default();
    let least = work.model.auto;
    taken_apart(work, nodes, least, &mut out)?;
    out.groups.sort_unstable();
    Ok(out)
}

fn taken_apart<R: Rows>(
    work: &mut Work<'_, R>,
    nodes: &BTreeSet<Uid>,
    least: i32,
    out: &mut Clusters,
) -> Result<(), R::Miss> {
    let links = links(work, nodes, least)?;
    let said = links.iter().filter(|l| l.said || l.anchor).count();
    let large = nodes.len() > MOST_NODES || links.len() > MOST_EDGES;
    if !large || said == links.len() {
        return joined(work, nodes, links, out);
    }
    out.hairball = true;
    let higher = least.saturating_add(1_000);
    let mut rest = nodes.clone();
    while let Some(first) = rest.first().copied() {
        let part: BTreeSet<Uid> = component(work, first, higher)?.intersection(nodes).copied().collect();
        rest.retain(|n| !part.contains(n));
        taken_apart(work, &part, higher, out)?;
    }
    Ok(())
}

/// The edges of a component in their one order: what people said, then the strongest, then by ids.
fn links<R: Rows>(work: &mut Work<'_, R>, nodes: &BTreeSet<Uid>, least: i32) -> Result<Vec<Link>, R::Miss> {
    let mut links: Vec<Link> = Vec::new();
    for id in nodes {
        let Some(node) = work.node(*id)? else { continue };
        let inside = |other: &Uid| other > id && nodes.contains(other);
        let said = node.must.iter().filter(|m| inside(&m.0)).map(|m| Link {
            pair: (*id, m.0),
            score: i32::MAX,
            anchor: true,
            said: true,
        });
        links.extend(said);
        let active = node
            .edges
            .iter()
            .filter(|e| (e.anchor || e.score >= least) && inside(&e.other));
        links.extend(active.map(|e| Link {
            pair: (*id, e.other),
            score: e.score,
            anchor: e.anchor,
            said: false,
        }));
    }
    links.sort_unstable_by_key(|l| (!l.said, std::cmp::Reverse(l.score), l.pair));
    Ok(links)
}

fn joined<R: Rows>(
    work: &mut Work<'_, R>,
    nodes: &BTreeSet<Uid>,
    links: Vec<Link>,
    out: &mut Clusters,
) -> Result<(), R::Miss> {
    if !links.is_empty() {
        work.want_all_pairs(nodes)?;
    }
    let mut group_of: BTreeMap<Uid, Uid> = nodes.iter().map(|n| (*n, *n)).collect();
    let mut groups: BTreeMap<Uid, Vec<Uid>> = nodes.iter().map(|n| (*n, vec![*n])).collect();
    for link in links {
        let ends = [link.pair.0, link.pair.1].map(|n| group_of.get(&n).copied().unwrap_or(n));
        let [keep, go] = ends;
        if keep == go {
            continue;
        }
        let of = |end| groups.get(end).map_or(&[][..], Vec::as_slice);
        let refused = if link.said {
            None
        } else {
            refusal(work, &link, of(&keep), of(&go))?
        };
        out.steps.push(Step {
            pair: link.pair,
            score: link.score,
            said: link.said,
            refused,
        });
        if refused.is_some() {
            continue;
        }
        let b = groups.remove(&go).unwrap_or_default();
        group_of.extend(b.iter().map(|n| (*n, keep)));
        groups.entry(keep).or_default().extend(b);
    }
    out.groups.extend(groups.into_values().map(|mut g| {
        g.sort_unstable();
        g
    }));
    Ok(())
}

fn refusal<R: Rows>(work: &mut Work<'_, R>, link: &Link, a: &[Uid], b: &[Uid]) -> Result<Option<Refusal>, R::Miss> {
    let (mut clashes, mut sum) = (0_i64, 0_i64);
    for x in a {
        let (cannot, scope) = match work.node(*x)? {
            Some(node) => (node.cannot.clone(), node.scope),
            None => (Vec::new(), 0),
        };
        for y in b {
            if cannot.iter().any(|c| c.0 == *y) {
                return Ok(Some(Refusal::Barred));
            }
            let other = work.node(*y)?.map_or(0, |n| n.scope);
            clashes += i64::from(scope != 0 && scope == other);
            let scored = work.pair(*x, *y)?;
            if scored.is_some_and(|s| s.barred) {
                return Ok(Some(Refusal::Barred));
            }
            sum += scored.map_or(STRANGER, |s| i64::from(s.score).clamp(LOWEST, HIGHEST));
        }
    }
    if link.anchor {
        return Ok(None);
    }
    let (auto, pairs) = (i64::from(work.model.auto), (a.len() * b.len()) as i64);
    if clashes > 0 && i64::from(link.score) < auto + CLASH * clashes {
        return Ok(Some(Refusal::Clash));
    }
    Ok((sum * 2 < auto * pairs).then_some(Refusal::Strangers))
}
