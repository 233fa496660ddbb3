//! Which sources are one problem: a pure fold over the set, whatever order it arrived in.
//!
//! Members are taken in the order (created, source). A member joins a group it shares a line with, if it began before
//! the group ended; else it opens the next. O(members x groups), both bounded by the docket's limit.
use std::collections::BTreeSet;

use crate::model::ids::{SourceId, TicketId};
use crate::model::source::{Constraint, Member};
use crate::model::time::Timestamp;

/// One problem: the places of its members in the docket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Places in the docket, ascending.
    pub members: Vec<usize>,
    lines: BTreeSet<String>,
    whole: bool,
    after_sales: bool,
    /// `None` while an after-sale of it is open, or while it has none and was not closed.
    ended: Option<Timestamp>,
}

impl Group {
    fn begin(at: usize, m: &Member) -> Self {
        let mut group = Self {
            ended: Some(Timestamp(i64::MIN)),
            ..Self::default()
        };
        group.join(at, m);
        group
    }

    fn join(&mut self, at: usize, m: &Member) {
        self.members.push(at);
        // A message neither widens a group of after-sales nor keeps it open.
        if m.after_sale && !self.after_sales {
            self.after_sales = true;
            self.lines.clear();
            self.whole = false;
            self.ended = Some(Timestamp(i64::MIN));
        }
        if m.after_sale || !self.after_sales {
            self.whole |= m.lines.is_empty();
            self.lines.extend(m.lines.iter().cloned());
            self.ended = later(self.ended, m.ended);
        }
    }

    fn absorb(&mut self, other: Self) {
        self.members.extend(other.members);
        self.members.sort_unstable();
        self.lines.extend(other.lines);
        self.whole |= other.whole;
        self.after_sales |= other.after_sales;
        self.ended = later(self.ended, other.ended);
    }

    fn shares_line(&self, m: &Member) -> bool {
        self.whole || m.lines.is_empty() || m.lines.iter().any(|l| self.lines.contains(l))
    }

    fn open_at(&self, at: Timestamp, grace_ms: i64) -> bool {
        self.ended.is_none_or(|end| at <= end.plus(grace_ms))
    }
}

fn later(a: Option<Timestamp>, b: Option<Timestamp>) -> Option<Timestamp> {
    Some(a?.max(b?))
}

/// Folds a docket into its problems. `cool_off_ms`: how long after its end a problem still takes messages.
pub fn fold(members: &[Member], constraints: &[Constraint], cool_off_ms: i64) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let among = |id: SourceId| members.iter().any(|m| m.source == id);
    for (at, m) in members.iter().enumerate() {
        if m.beside.is_some_and(among) {
            continue;
        }
        let fits = |g: &Group| g.shares_line(m) && !forbidden(g, m, members, constraints);
        let mut hits: Vec<usize> = if m.after_sale {
            for_after_sale(&groups, m, &fits)
        } else {
            for_message(&groups, m, cool_off_ms, &fits)
        };
        match hits.first().copied() {
            None => groups.push(Group::begin(at, m)),
            Some(first) => {
                for other in hits.drain(1..).rev().collect::<Vec<_>>() {
                    let gone = groups.remove(other);
                    if let Some(g) = groups.get_mut(first) {
                        g.absorb(gone);
                    }
                }
                if let Some(g) = groups.get_mut(first) {
                    g.join(at, m);
                }
            }
        }
    }
    let mut groups = bind(groups, members, constraints);
    let beside = members.iter().enumerate().filter_map(|(at, m)| Some((at, m.beside?)));
    for (at, main) in beside {
        let home = place(&groups, members, main).and_then(|i| groups.get_mut(i));
        if let Some(home) = home.filter(|g| !g.members.contains(&at)) {
            home.members.push(at);
            home.members.sort_unstable();
        }
    }
    groups
}

/// The group a source is in.
fn place(groups: &[Group], members: &[Member], id: SourceId) -> Option<usize> {
    let holds = |g: &Group| g.members.iter().filter_map(|i| members.get(*i)).any(|m| m.source == id);
    groups.iter().position(holds)
}

/// An after-sale joins every open group of after-sales on its lines; without one, the newest open inquiry.
fn for_after_sale(groups: &[Group], m: &Member, fits: &dyn Fn(&Group) -> bool) -> Vec<usize> {
    let open = |g: &Group| g.open_at(m.created, 0) && fits(g);
    let same: Vec<usize> = indexes(groups, |g| g.after_sales && open(g));
    if same.is_empty() {
        indexes(groups, |g| !g.after_sales && open(g))
            .pop()
            .into_iter()
            .collect()
    } else {
        same
    }
}

/// A message joins one group: the newest that is open, else the newest that ended a short while ago.
fn for_message(groups: &[Group], m: &Member, cool_off_ms: i64, fits: &dyn Fn(&Group) -> bool) -> Vec<usize> {
    let open = indexes(groups, |g| g.open_at(m.created, 0) && fits(g)).pop();
    open.or_else(|| indexes(groups, |g| g.open_at(m.created, cool_off_ms) && fits(g)).pop())
        .into_iter()
        .collect()
}

fn indexes(groups: &[Group], keep: impl Fn(&Group) -> bool) -> Vec<usize> {
    groups
        .iter()
        .enumerate()
        .filter(|(_, g)| keep(g))
        .map(|(i, _)| i)
        .collect()
}

fn forbidden(g: &Group, m: &Member, members: &[Member], constraints: &[Constraint]) -> bool {
    let holds = |id: SourceId| g.members.iter().filter_map(|i| members.get(*i)).any(|x| x.source == id);
    constraints
        .iter()
        .filter(|c| !c.together)
        .any(|c| (c.a == m.source && holds(c.b)) || (c.b == m.source && holds(c.a)))
}

/// What people put together stays together, and so does what the platform says is one request, unless people parted it.
fn bind(mut groups: Vec<Group>, members: &[Member], constraints: &[Constraint]) -> Vec<Group> {
    let apart = |a, b| {
        constraints
            .iter()
            .any(|c| !c.together && ((c.a, c.b) == (a, b) || (c.a, c.b) == (b, a)))
    };
    let by_people = constraints.iter().filter(|c| c.together).map(|c| (c.a, c.b));
    let by_platform = members
        .iter()
        .flat_map(|m| m.instead_of.iter().map(|other| (m.source, *other)))
        .filter(|(a, b)| !apart(*a, *b));
    for (a, b) in by_people.chain(by_platform) {
        if let (Some(a), Some(b)) = (place(&groups, members, a), place(&groups, members, b))
            && a != b
        {
            let gone = groups.remove(a.max(b));
            if let Some(g) = groups.get_mut(a.min(b)) {
                g.absorb(gone);
            }
        }
    }
    groups
}

/// Which ticket each group is, and which tickets are left over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// Per group: the ticket it goes on as; `None` opens a new one.
    pub tickets: Vec<Option<TicketId>>,
    /// Tickets without a group, with the place of the group that took their members.
    pub left: Vec<(TicketId, usize)>,
}

/// A group keeps the id of its first member that has one nobody before it took.
pub fn claims(groups: &[Group], members: &[Member]) -> Claims {
    let mut taken = BTreeSet::new();
    let ids = |g: &Group| -> Vec<TicketId> {
        g.members
            .iter()
            .filter_map(|i| members.get(*i))
            .filter_map(|m| m.ticket)
            .collect()
    };
    let tickets: Vec<Option<TicketId>> = groups
        .iter()
        .map(|g| ids(g).into_iter().find(|t| taken.insert(*t)))
        .collect();
    let mut left = Vec::new();
    for (place, g) in groups.iter().enumerate() {
        for t in ids(g) {
            if taken.insert(t) {
                left.push((t, place));
            }
        }
    }
    Claims { tickets, left }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ids::Uid;

    fn member(n: u8, created: i64, ended: Option<i64>, lines: &[&str], after_sale: bool) -> Member {
        Member {
            created: Timestamp(created),
            source: SourceId(Uid([n; 16])),
            ended: ended.map(Timestamp),
            lines: lines.iter().map(|l| (*l).to_owned()).collect(),
            after_sale,
            instead_of: Vec::new(),
            beside: None,
            ticket: None,
        }
    }
    fn shape(members: &[Member], constraints: &[Constraint]) -> Vec<Vec<usize>> {
        fold(members, constraints, 100).into_iter().map(|g| g.members).collect()
    }

    #[test]
    fn a_second_request_on_an_open_line_is_the_same_problem() {
        let m = [member(1, 0, Some(50), &["a"], true), member(2, 30, None, &["a"], true)];
        assert_eq!(shape(&m, &[]), [vec![0, 1]]);
    }

    #[test]
    fn after_the_end_it_is_the_next_problem() {
        let m = [member(1, 0, Some(50), &["a"], true), member(2, 51, None, &["a"], true)];
        assert_eq!(shape(&m, &[]), [vec![0], vec![1]]);
    }

    #[test]
    fn other_lines_are_other_problems_and_a_message_takes_no_side() {
        let m = [
            member(1, 0, None, &["a"], true),
            member(2, 1, None, &["b"], true),
            member(3, 2, None, &[], false),
            member(4, 3, None, &["a"], false),
        ];
        assert_eq!(shape(&m, &[]), [vec![0, 3], vec![1, 2]]);
    }

    #[test]
    fn a_request_that_names_both_lines_joins_them() {
        let m = [
            member(1, 0, None, &["a"], true),
            member(2, 1, None, &["b"], true),
            member(3, 2, None, &["a", "b"], true),
        ];
        assert_eq!(shape(&m, &[]), [vec![0, 1, 2]]);
    }

    #[test]
    fn an_inquiry_becomes_the_request_that_follows() {
        let m = [
            member(1, 0, None, &[], false),
            member(2, 5, Some(9), &["a"], true),
            member(3, 60, None, &[], false),
        ];
        assert_eq!(
            shape(&m, &[]),
            [vec![0, 1, 2]],
            "and messages within the cool-off stay with it"
        );
        let m = [
            member(1, 0, None, &[], false),
            member(2, 5, Some(9), &["a"], true),
            member(3, 110, None, &[], false),
        ];
        assert_eq!(shape(&m, &[]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn what_people_decided_holds() {
        let m = [
            member(1, 0, None, &["a"], true),
            member(2, 1, None, &["a"], true),
            member(3, 2, None, &["b"], true),
        ];
        let (a, b, c) = (m[0].source, m[1].source, m[2].source);
        let apart = Constraint { a, b, together: false };
        let bound = Constraint {
            a,
            b: c,
            together: true,
        };
        assert_eq!(shape(&m, &[apart]), [vec![0], vec![1], vec![2]]);
        assert_eq!(shape(&m, &[apart, bound]), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn an_edited_request_is_the_same_problem_though_it_began_after_the_end() {
        let mut m = [member(1, 0, Some(50), &["a"], true), member(2, 60, None, &["a"], true)];
        m[1].instead_of = vec![m[0].source];
        assert_eq!(shape(&m, &[]), [vec![0, 1]]);
        let apart = Constraint {
            a: m[0].source,
            b: m[1].source,
            together: false,
        };
        assert_eq!(shape(&m, &[apart]), [vec![0], vec![1]], "unless a person parted them");
    }

    #[test]
    fn what_stands_beside_a_request_goes_where_it_goes() {
        let mut m = [
            member(1, 0, None, &["a"], true),
            member(2, 1, None, &["b"], true),
            member(3, 2, None, &[], false),
        ];
        m[2].beside = Some(m[0].source);
        assert_eq!(shape(&m, &[]), [vec![0, 2], vec![1]]);
        m[2].beside = Some(SourceId(Uid([9; 16])));
        assert_eq!(
            shape(&m, &[]),
            [vec![0], vec![1, 2]],
            "one that is not here yet is no home: the newest open one is"
        );
    }

    #[test]
    fn ids_stay_with_the_first_member_that_has_one() {
        let t = |n: u8| Some(TicketId(Uid([n; 16])));
        let mut m = [
            member(1, 0, None, &["a"], true),
            member(2, 1, None, &["a"], true),
            member(3, 2, None, &["b"], true),
        ];
        m[1].ticket = t(7);
        m[2].ticket = t(7);
        let groups = fold(&m, &[], 0);
        assert_eq!(
            claims(&groups, &m),
            Claims {
                tickets: vec![t(7), None],
                left: vec![]
            }
        );
        m[0].ticket = t(8);
        m[2].ticket = None;
        assert_eq!(claims(&groups, &m).tickets, [t(8), None]);
        assert_eq!(claims(&groups, &m).left, [(TicketId(Uid([7; 16])), 0)]);
    }
}
