//! How good a partition is.
use std::collections::BTreeMap;

/// Figures of a partition against the truth.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quality {
    /// Of the pairs put together, how many are.
    pub pair_precision: f64,
    /// Of the pairs that are, how many were put together.
    pub pair_recall: f64,
    /// Their harmonic mean.
    pub pair_f1: f64,
    /// The same by element.
    pub b3_precision: f64,
    /// The same by element.
    pub b3_recall: f64,
    /// Their harmonic mean.
    pub b3_f1: f64,
    /// The largest group.
    pub largest_cluster: usize,
    /// Elements.
    pub nodes: usize,
}

fn f1(p: f64, r: f64) -> f64 {
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

fn pairs(n: usize) -> f64 {
    (n * n.saturating_sub(1) / 2) as f64
}

/// How many elements a pair of groups has.
type Counts = BTreeMap<(usize, usize), usize>;

/// Compares groups, one `(found, true)` for each element.
pub fn quality(elements: &[(usize, usize)]) -> Quality {
    let (mut found, mut real, mut both) = (Counts::new(), Counts::new(), Counts::new());
    for e in elements {
        *found.entry((e.0, 0)).or_default() += 1;
        *real.entry((0, e.1)).or_default() += 1;
        *both.entry(*e).or_default() += 1;
    }
    let sum = |all: &Counts| all.values().map(|n| pairs(*n)).sum::<f64>();
    let (tp, p, r) = (sum(&both), sum(&found), sum(&real));
    let ratio = |a: f64, b: f64| if b == 0.0 { 1.0 } else { a / b };
    let n = elements.len().max(1) as f64;
    let by = |side: &dyn Fn(&(usize, usize)) -> usize| {
        let each = both.iter().map(|(key, n)| (*n * *n) as f64 / side(key) as f64);
        each.sum::<f64>() / n
    };
    let b3_precision = by(&|k| found.get(&(k.0, 0)).copied().unwrap_or(1));
    let b3_recall = by(&|k| real.get(&(0, k.1)).copied().unwrap_or(1));
    let (pair_precision, pair_recall) = (ratio(tp, p), ratio(tp, r));
    Quality {
        pair_precision,
        pair_recall,
        pair_f1: f1(pair_precision, pair_recall),
        b3_precision,
        b3_recall,
        b3_f1: f1(b3_precision, b3_recall),
        largest_cluster: found.values().copied().max().unwrap_or_default(),
        nodes: elements.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_figures() {
        // Truth: {a, b, c} {d}; found: {a, b} {c, d}.
        let q = quality(&[(0, 0), (0, 0), (1, 0), (1, 1)]);
        assert!((q.pair_precision - 0.5).abs() < 1e-9);
        assert!((q.pair_recall - 1.0 / 3.0).abs() < 1e-9);
        assert!((q.b3_precision - 0.75).abs() < 1e-9);
        assert!((q.b3_recall - (2.0 / 3.0 * 2.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9);
        assert_eq!(q.largest_cluster, 2);
    }
}
