//! What may come back and what may not: articles, categories, reasons.
use std::collections::BTreeSet;

use crate::model::returns::{ReturnList, ReturnReason};
use crate::routing::Subject;

/// What a ticket shows where one kind of list looks, and what is said when it is on the wrong one.
struct Looked<'a> {
    has: Vec<&'a str>,
    /// Something it is about has no such word, so that no list of them can allow it.
    gaps: bool,
    blocked: ReturnReason,
    not_allowed: ReturnReason,
}

/// Why the lists refuse a ticket.
pub(super) fn refusals(allow: &ReturnList, block: &ReturnList, of: &Subject<'_>) -> BTreeSet<ReturnReason> {
    let lists = [
        (skus(of), words(&allow.skus), words(&block.skus)),
        (categories(of), words(&allow.categories), words(&block.categories)),
        (reasons(of), words(&allow.reasons), words(&block.reasons)),
        (issues(of), issue_words(allow), issue_words(block)),
    ];
    let mut out = BTreeSet::new();
    for (looked, allowed, blocked) in lists {
        if looked.has.iter().any(|word| blocked.contains(word)) {
            out.insert(looked.blocked);
        }
        let all = !looked.gaps && !looked.has.is_empty() && looked.has.iter().all(|word| allowed.contains(word));
        if !allowed.is_empty() && !all {
            out.insert(looked.not_allowed);
        }
    }
    out
}

fn skus<'a>(of: &Subject<'a>) -> Looked<'a> {
    Looked {
        has: of.ticket.lines.iter().map(|line| line.sku.as_str()).collect(),
        gaps: false,
        blocked: ReturnReason::ArticleBlocked,
        not_allowed: ReturnReason::ArticleNotAllowed,
    }
}

fn categories<'a>(of: &Subject<'a>) -> Looked<'a> {
    let named = of.products.iter().filter_map(|product| product.category.as_deref());
    let unknown = of.ticket.lines.iter().any(|line| line.product.is_none());
    Looked {
        has: named.collect(),
        gaps: unknown || of.products.iter().any(|product| product.category.is_none()),
        blocked: ReturnReason::CategoryBlocked,
        not_allowed: ReturnReason::CategoryNotAllowed,
    }
}

fn reasons<'a>(of: &Subject<'a>) -> Looked<'a> {
    Looked {
        has: of.ticket.reason_code.as_deref().into_iter().collect(),
        gaps: false,
        blocked: ReturnReason::ReasonBlocked,
        not_allowed: ReturnReason::ReasonNotAllowed,
    }
}

fn issues<'a>(of: &Subject<'a>) -> Looked<'a> {
    Looked {
        has: vec![of.ticket.issue.as_str()],
        ..reasons(of)
    }
}

fn words(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}

fn issue_words(list: &ReturnList) -> Vec<&str> {
    list.issues.iter().map(|issue| issue.as_str()).collect()
}
