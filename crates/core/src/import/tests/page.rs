//! The worked example of the page is run from the page.
use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::*;

const PAGE: &str = include_str!("../../../../../docs/import.md");

fn block(language: &str, nth: usize) -> &'static str {
    let fence = format!("```{language}\n");
    let after = PAGE.split(&fence).nth(nth + 1).unwrap();
    after.split("```").next().unwrap()
}

#[test]
fn the_example_gives_the_report_it_shows() {
    let mapping: Mapping = serde_json::from_str(block("json", 0)).unwrap();
    let file = block("csv", 0);
    let mut lines = 0;
    let mut go = |mapping: Mapping, known: &mut BTreeSet<String>| {
        let importer = Importer::new(mapping, file.as_bytes(), None).unwrap();
        let sink = |items: Vec<Item>| {
            let taken = items.iter().map(|item| {
                let Item::Fact(fact) = item else { panic!() };
                let FactBody::Order(order) = &fact.body else { panic!() };
                lines += order.lines.len();
                Ok(if known.insert(serde_json::to_string(fact).unwrap()) {
                    Taken::New
                } else {
                    Taken::Duplicate
                })
            });
            Ok(taken.collect())
        };
        run(importer, &Options::default(), sink, |_| {})
    };
    let mut known = BTreeSet::new();
    let report = go(mapping.clone(), &mut known);
    let shown: Value = serde_json::from_str(block("json", 1)).unwrap();
    let got = json!({"progress": report.progress, "errors": report.errors, "unknown_words": report.unknown_words});
    assert_eq!(got, shown);
    let mut translated = mapping;
    translated
        .fields
        .get_mut("state")
        .unwrap()
        .values
        .insert("神秘状态".into(), "paid".into());
    let again = go(translated, &mut known);
    assert_eq!(
        (again.progress.duplicate, again.progress.new, again.progress.failed),
        (2, 1, 0)
    );
    assert_eq!(lines, 3 + 4);
}

#[test]
fn the_example_file_is_guessed_but_for_what_it_does_not_say() {
    let header: Vec<String> = block("csv", 0)
        .lines()
        .next()
        .unwrap()
        .split(',')
        .map(str::to_owned)
        .collect();
    let missing: Vec<_> = Mapping::guess(&header, What::Orders)
        .problems()
        .into_iter()
        .filter_map(|p| p.field)
        .collect();
    assert_eq!(missing, ["platform", "shop"]);
}
