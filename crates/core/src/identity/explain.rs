//! Why two accounts are one person or not, and how a customer came to be: in plain JSON, with a line in two languages.
//!
//! Values are not kept, so that none can be shown: what agrees is named, and how many share it.
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::json::tree;
use crate::model::identity::{IdBucket, IdNode, Sight};
use crate::model::ids::{CustomerId, Uid};
use crate::store::Record;

use super::blocking::{KeyKind, keys};
use super::cluster::{Refusal, clusters, component};
use super::features::features;
use super::keys::Evidence;
use super::levels::LEVELS;
use super::model::Model;
use super::rows::{Rows, bucket};
use super::score::{Line, Shared, is_candidate, score};
use super::work::Work;

/// How two accounts stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// One customer.
    Same,
    /// Perhaps one customer: a person should look.
    PossiblySame,
    /// Two people who have to do with each other: a household, a gift, a desk they share.
    Related,
    /// Nothing speaks for it.
    Distinct,
}

impl Relation {
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Same => ("同一客户", "the same customer"),
            Self::PossiblySame => ("可能是同一客户", "possibly the same customer"),
            Self::Related => ("有关联的两个人", "two people who are related"),
            Self::Distinct => ("不同客户", "different customers"),
        }
    }
}

/// One line of a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WhyLine {
    /// The level, or the kind with `=`, `~` or `!` before it.
    pub level: String,
    /// Its weight in thousandths of a bit.
    pub weight: i32,
    /// What it says, in Chinese.
    pub zh: String,
    /// What it says, in English.
    pub en: String,
}

/// A value that both accounts have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SharedValue {
    /// What it is.
    pub what: String,
    /// How many accounts have it.
    pub size: u64,
    /// Too many, or it was blocked: it counted for nothing.
    pub ignored: bool,
}

/// Why two accounts are, or are not, one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Why {
    /// How they stand to each other.
    pub relation: Relation,
    /// The score, in thousandths of a bit; `None` when they share nothing that names anybody.
    pub score: Option<i32>,
    /// The lines of the score.
    pub lines: Vec<WhyLine>,
    /// Values that both have.
    pub shared: Vec<SharedValue>,
    /// Values that one person has once differ.
    pub barred: bool,
    /// Decisions of people about these two: the decision, and whether it says that they are the same.
    pub decisions: Vec<(Uid, bool)>,
    /// The number of the weights.
    pub epoch: u64,
    /// In one line, in Chinese.
    pub zh: String,
    /// In one line, in English.
    pub en: String,
}

fn line(model: &Model, line: Line, weight: i32) -> WhyLine {
    let (level, zh, en) = match line {
        Line::Level(n) => match LEVELS.get(n) {
            Some(l) => (l.name.to_owned(), l.zh.to_owned(), l.en.to_owned()),
            None => Default::default(),
        },
        Line::Equal(k) | Line::Near(k) | Line::Differ(k) => {
            let word = model.kinds.get(usize::from(k)).map_or("", |k| k.word.as_str());
            let (sign, zh, en) = match line {
                Line::Equal(_) => ("=", "相同", "same"),
                Line::Near(_) => ("~", "相近", "similar"),
                _ => ("!", "不同", "different"),
            };
            (format!("{sign}{word}"), format!("{word} {zh}"), format!("{en} {word}"))
        }
    };
    WhyLine { level, weight, zh, en }
}

fn what(model: &Model, kind: KeyKind) -> String {
    let word = |k: u8| {
        model
            .kinds
            .get(usize::from(k))
            .map_or("", |k| k.word.as_str())
            .to_owned()
    };
    match kind {
        KeyKind::Phone => "phone".to_owned(),
        KeyKind::Masked => "masked_phone".to_owned(),
        KeyKind::Token => "token".to_owned(),
        KeyKind::Block => "block".to_owned(),
        KeyKind::Address => "address".to_owned(),
        KeyKind::Name => "name".to_owned(),
        KeyKind::Value(k) | KeyKind::Nickname(k) => word(k),
    }
}

/// Whether a key that both have makes two people related who are not the same.
fn relates(s: &Shared) -> bool {
    let kind = matches!(
        s.key.kind,
        KeyKind::Phone | KeyKind::Masked | KeyKind::Token | KeyKind::Block | KeyKind::Address | KeyKind::Value(_)
    );
    kind && !s.generic
}

/// Why two accounts are, or are not, one person; `None` when one is not known.
///
/// # Errors
/// What must be loaded first.
pub fn why<R: Rows>(rows: &mut R, model: &Model, a: Uid, b: Uid) -> Result<Option<Why>, R::Miss> {
    let mut work = Work::new(rows, model, (a, 0));
    let (Some(x), Some(y)) = (work.features(a)?, work.features(b)?) else {
        return Ok(None);
    };
    let shared = work.shared(&x, &y)?;
    let mut lines = Vec::new();
    let scored =
        is_candidate(&shared).then(|| score(model, &x, &y, &shared, &mut |l, w| lines.push(line(model, l, w))));
    let (customer, decisions) = match work.node(a)? {
        Some(node) => {
            let of = |list: &[(Uid, Uid)], same| {
                list.iter()
                    .filter(|d| d.0 == b)
                    .map(|d| (d.1, same))
                    .collect::<Vec<_>>()
            };
            (node.customer, [of(&node.must, true), of(&node.cannot, false)].concat())
        }
        None => Default::default(),
    };
    let same = work.node(b)?.is_some_and(|n| n.customer == customer);
    let open = scored.filter(|s| !s.barred && decisions.iter().all(|d| d.1));
    let relation = match open {
        _ if same => Relation::Same,
        Some(s) if s.score >= model.review => Relation::PossiblySame,
        _ if shared.iter().any(relates) => Relation::Related,
        _ => Relation::Distinct,
    };
    let (zh, en) = texts(relation, scored.map(|s| s.score), &lines);
    Ok(Some(Why {
        relation,
        score: scored.map(|s| s.score),
        barred: scored.is_some_and(|s| s.barred),
        shared: shared
            .iter()
            .map(|s| SharedValue {
                what: what(model, s.key.kind),
                size: s.size,
                ignored: s.generic,
            })
            .collect(),
        lines,
        decisions,
        epoch: model.epoch,
        zh,
        en,
    }))
}

/// What is said of two accounts of which one was never observed.
pub fn nothing(model: &Model) -> Why {
    let (zh, en) = texts(Relation::Distinct, None, &[]);
    Why {
        relation: Relation::Distinct,
        score: None,
        lines: Vec::new(),
        shared: Vec::new(),
        barred: false,
        decisions: Vec::new(),
        epoch: model.epoch,
        zh,
        en,
    }
}

/// Thousandths of a bit with one decimal.
fn bits(n: i32) -> String {
    let tenths = (n.unsigned_abs() + 50) / 100;
    format!("{}{}.{}", if n < 0 { "-" } else { "+" }, tenths / 10, tenths % 10)
}

fn texts(relation: Relation, score: Option<i32>, lines: &[WhyLine]) -> (String, String) {
    let mut strong: Vec<&WhyLine> = lines.iter().filter(|l| l.level != "prior" && l.weight != 0).collect();
    strong.sort_by_key(|l| std::cmp::Reverse(l.weight.unsigned_abs()));
    strong.truncate(4);
    let list = |of: fn(&WhyLine) -> &str, between: &str| {
        let each: Vec<String> = strong.iter().map(|l| format!("{} {}", of(l), bits(l.weight))).collect();
        each.join(between)
    };
    let (zh, en) = relation.words();
    match score {
        Some(score) => (
            format!("{zh}（{} 比特）：{}", bits(score), list(|l| &l.zh, "，")),
            format!("{en} ({} bits): {}", bits(score), list(|l| &l.en, ", ")),
        ),
        None => (
            format!("{zh}：没有可用的共同信息"),
            format!("{en}: nothing in common that names anybody"),
        ),
    }
}

/// One step on the way to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HowStep {
    /// The one account.
    pub a: Uid,
    /// The other.
    pub b: Uid,
    /// In thousandths of a bit; `None` when a person said so.
    pub score: Option<i32>,
    /// Why it joined nothing: `barred`, `clash` or `strangers`; `None` when it did.
    pub refused: Option<String>,
}

/// How a customer came to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct How {
    /// The steps, in their order.
    pub steps: Vec<HowStep>,
    /// In one line, in Chinese.
    pub zh: String,
    /// In one line, in English.
    pub en: String,
}

fn refused(why: Refusal) -> String {
    match why {
        Refusal::Barred => "barred",
        Refusal::Clash => "clash",
        Refusal::Strangers => "strangers",
    }
    .to_owned()
}

/// How the customer of these accounts came to be, with the edges at its border that were refused.
///
/// # Errors
/// What must be loaded first.
pub fn how<R: Rows>(rows: &mut R, model: &Model, accounts: &[Uid]) -> Result<How, R::Miss> {
    let mut work = Work::new(rows, model, (Uid::ZERO, 0));
    let Some(first) = accounts.first() else {
        return Ok(How::default());
    };
    let nodes: BTreeSet<Uid> = component(&mut work, *first, model.auto)?;
    let found = clusters(&mut work, &nodes)?;
    let ours = found
        .steps
        .iter()
        .filter(|s| accounts.contains(&s.pair.0) || accounts.contains(&s.pair.1));
    let steps: Vec<HowStep> = ours
        .map(|s| HowStep {
            a: s.pair.0,
            b: s.pair.1,
            score: (!s.said).then_some(s.score),
            refused: s.refused.map(refused),
        })
        .collect();
    let no = steps.iter().filter(|s| s.refused.is_some()).count();
    let (n, yes) = (accounts.len(), steps.len() - no);
    Ok(How {
        zh: format!("{n} 个账号，合并 {yes} 步，拒绝 {no} 步"),
        en: format!("{n} accounts, joined in {yes} steps, {no} refused"),
        steps,
    })
}

/// Customers that an observation may be of, with the score of their best account, best first. Writes nothing.
///
/// # Errors
/// What must be loaded first.
pub fn lookup<R: Rows>(rows: &mut R, model: &Model, seen: &Evidence) -> Result<Vec<(CustomerId, i32)>, R::Miss> {
    let node = IdNode {
        scope: seen.scope,
        platform: seen.platform,
        sights: vec![Sight {
            unit: seen.unit,
            version: seen.version,
            at: seen.at,
            items: seen.items.clone(),
        }],
        ..IdNode::default()
    };
    let ours = features(model, &node);
    let all = keys(model, &node.sights);
    rows.want(&mut all.iter().map(|k| IdBucket::key(k.id)))?;
    let mut members: BTreeSet<Uid> = BTreeSet::from([seen.node]);
    for key in &all {
        let row = bucket(rows, key.id)?;
        if !row.blocked {
            members.extend(&row.members);
        }
    }
    let mut work = Work::new(rows, model, (seen.node, 0));
    work.want(&mut members.iter().copied())?;
    let mut best: BTreeMap<CustomerId, i32> = BTreeMap::new();
    for id in members {
        let Some(theirs) = work.features(id)? else { continue };
        let customer = work.node(id)?.map(|n| n.customer).unwrap_or_default();
        let shared = work.shared(&ours, &theirs)?;
        let found = match id == seen.node {
            true => Some(i32::MAX),
            false => is_candidate(&shared).then(|| score(model, &ours, &theirs, &shared, &mut |_, _| {}).score),
        };
        if let Some(found) = found.filter(|s| *s >= model.review) {
            let slot = best.entry(customer).or_insert(found);
            *slot = (*slot).max(found);
        }
    }
    let mut out: Vec<(CustomerId, i32)> = best.into_iter().collect();
    out.sort_by_key(|(id, score)| (std::cmp::Reverse(*score), *id));
    Ok(out)
}

/// What is kept of accounts, as it is kept: times, and how many values of which kind. The values are hashes.
///
/// # Errors
/// What must be loaded first.
pub fn export<R: Rows>(work: &mut Work<'_, R>, accounts: &[Uid]) -> Result<serde_json::Value, R::Miss> {
    let mut out = Vec::new();
    for id in accounts {
        let Some(node) = work.node(*id)? else { continue };
        let row = tree(node).unwrap_or_default();
        let (first, count) = (node.first, node.count);
        let keys = work.features(*id)?.map(|f| f.keys.clone()).unwrap_or_default();
        let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
        keys.iter()
            .for_each(|k| *kinds.entry(what(work.model, k.kind)).or_default() += 1);
        out.push(serde_json::json!({
            "account": id, "first_seen": first, "observations": count, "keys": kinds, "evidence": row,
        }));
    }
    Ok(serde_json::Value::Array(out))
}
