//! A condition, compiled.
use super::leaf::{Leaf, compile};
use super::slot::{Facts, Fields};
use crate::model::condition::When;

/// A condition over slots.
#[derive(Debug)]
pub(super) enum Expr {
    All(Box<[Expr]>),
    Any(Box<[Expr]>),
    Not(Box<Expr>),
    Leaf(Leaf),
}

impl Expr {
    pub fn new(when: &When, fields: &mut Fields) -> Self {
        let mut parts = |parts: &[When]| parts.iter().map(|part| Self::new(part, fields)).collect();
        match when {
            When::All(all) => Self::All(parts(all)),
            When::Any(any) => Self::Any(parts(any)),
            When::Not(part) => Self::Not(Box::new(Self::new(part, fields))),
            leaf => match compile(leaf, fields) {
                Some(leaf) => Self::Leaf(leaf),
                None => Self::All(Box::default()),
            },
        }
    }

    pub fn holds(&self, facts: &Facts<'_>) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(facts)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(facts)),
            Self::Not(part) => !part.holds(facts),
            Self::Leaf(leaf) => leaf.holds(facts.slot(leaf.field)),
        }
    }

    /// The tests that must all hold, and whether they are all there is.
    pub fn conjuncts<'e>(&'e self, into: &mut Vec<&'e Leaf>) -> bool {
        match self {
            Self::Leaf(leaf) => {
                into.push(leaf);
                true
            }
            Self::All(parts) => {
                let mut all = true;
                for part in parts {
                    all &= part.conjuncts(into);
                }
                all
            }
            Self::Any(_) | Self::Not(_) => false,
        }
    }
}
