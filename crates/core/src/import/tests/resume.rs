use std::collections::BTreeMap;

use super::*;
use crate::error::{Error, ErrorKind, Result};

/// Stands in for the engine: knows objects by what they say.
#[derive(Default)]
struct Desk {
    known: BTreeMap<String, String>,
    order: Vec<String>,
}

impl Desk {
    fn take(&mut self, items: Vec<Item>) -> Result<Vec<Result<Taken>>> {
        Ok(items.iter().map(|item| Ok(self.put(item))).collect())
    }
    fn put(&mut self, item: &Item) -> Taken {
        let (id, content) = match item {
            Item::Fact(fact) => {
                let id = match &fact.body {
                    FactBody::Order(order) => order.external_id.clone(),
                    FactBody::AfterSale(sale) => sale.external_id.clone(),
                    other => panic!("{other:?}"),
                };
                (id, serde_json::to_string(fact).unwrap())
            }
            Item::Command(command) => (command.key.clone().unwrap(), String::new()),
        };
        self.order.push(id.clone());
        match self.known.insert(id, content.clone()) {
            None => Taken::New,
            Some(old) if old == content => Taken::Duplicate,
            Some(_) => Taken::Updated,
        }
    }
}

fn file() -> String {
    let mut text = String::from("订单编号,商品ID,商品名称,数量,实付金额,订单状态,下单时间,买家ID,买家昵称\n");
    for n in 0..97u32 {
        for line in 0..=(n % 3) {
            let paid = if n % 10 == 7 && line == 0 { "坏" } else { "1.50" };
            let state = if n == 40 { "神秘" } else { "已完成" };
            text += &format!(
                "{n},S{line},\"多\n行\",1,{paid},{state},2025-10-09 10:00:{:02},u{n},\n",
                n % 60
            );
        }
        if n % 25 == 24 {
            text += "\n短行,1\n";
        }
        if n == 60 {
            text += "3,S9,迟到,1,1,已完成,2025-10-09,u3,\n";
        }
    }
    text
}

fn go(mapping: Mapping, file: &str, from: Option<Bookmark>, options: &Options, desk: &mut Desk) -> Report {
    let importer = Importer::new(mapping, file.as_bytes(), from).unwrap();
    run(importer, options, |items| desk.take(items), |_| {})
}

fn chunks(chunk: usize) -> Options {
    Options {
        chunk,
        ..Options::default()
    }
}

#[test]
fn twice_changes_nothing_and_a_dry_run_says_the_same() {
    let file = file();
    let mut desk = Desk::default();
    let once = go(orders(), &file, None, &chunks(10), &mut desk);
    assert!(once.is_finished());
    // 97 orders of which 9 have bad money and one has an unknown state; three short rows and a late one.
    assert_eq!(
        (once.progress.rows, once.progress.failed, once.progress.new),
        (101, 14, 87)
    );
    assert_eq!(once.progress.bytes, file.len() as u64);
    assert_eq!(once.unknown_words["state"]["神秘"], 1);
    assert!(once.errors.is_sorted_by_key(|e| e.line) && once.errors.len() == 14);
    let twice = go(orders(), &file, None, &chunks(7), &mut desk);
    assert_eq!(
        (twice.progress.duplicate, twice.progress.new, twice.progress.updated),
        (87, 0, 0)
    );
    let dry = Options {
        dry_run: true,
        ..chunks(10)
    };
    let importer = Importer::new(orders(), file.as_bytes(), None).unwrap();
    let mut seen = Vec::new();
    let checked = run(
        importer,
        &dry,
        |_| panic!("a dry run hands nothing on"),
        |p| seen.push(p.clone()),
    );
    let mut expected = once.clone();
    expected.progress.new = 0;
    assert_eq!(checked, expected);
    assert!(seen.is_sorted_by_key(|p| p.bytes) && seen.len() > 10);
    assert_eq!(seen.last(), Some(&checked.progress));
}

/// Goes on after every single row, as if the process died there.
fn in_steps(mapping: &Mapping, file: &str, step: usize) -> (Desk, Vec<Option<RowError>>) {
    let (mut desk, mut results, mut from) = (Desk::default(), Vec::new(), None);
    loop {
        let importer = Importer::new(mapping.clone(), file.as_bytes(), from.clone()).unwrap();
        let before = results.len();
        for row in importer.map(std::result::Result::unwrap).take(step) {
            if let Ok(item) = &row.result {
                desk.put(item);
            }
            results.push(row.result.err());
            from = Some(row.next);
        }
        if results.len() == before {
            return (desk, results);
        }
    }
}

#[test]
fn going_on_anywhere_equals_going_in_one() {
    let file = file();
    let mut collecting = orders();
    collecting.collect = true;
    for mapping in [orders(), collecting] {
        let (whole, all) = in_steps(&mapping, &file, usize::MAX);
        for step in [1, 2, 13] {
            let (desk, results) = in_steps(&mapping, &file, step);
            assert_eq!(results, all);
            assert_eq!(desk.order, whole.order);
            assert_eq!(desk.known, whole.known);
        }
    }
}

#[test]
fn a_sink_that_fails_stops_before_its_chunk_and_goes_on_there() {
    let file = file();
    let mut whole = Desk::default();
    let all = go(orders(), &file, None, &chunks(10), &mut whole);
    for inner in [false, true] {
        let (mut desk, mut calls) = (Desk::default(), 0);
        let importer = Importer::new(orders(), file.as_bytes(), None).unwrap();
        let sink = |items: Vec<Item>| {
            calls += 1;
            let away = || Error::new(ErrorKind::Unavailable, "the store is away");
            match calls {
                4 if inner => Ok(items.iter().map(|_| Err(away())).collect()),
                4 => Err(away()),
                _ => desk.take(items),
            }
        };
        let first = run(importer, &chunks(10), sink, |_| {});
        assert_eq!(first.stopped.as_ref().unwrap().kind, ErrorKind::Unavailable);
        assert_eq!(first.progress.rows, 30);
        let rest = go(orders(), &file, Some(first.bookmark), &chunks(10), &mut desk);
        assert!(rest.is_finished());
        assert_eq!(first.progress.rows + rest.progress.rows, all.progress.rows);
        assert_eq!(desk.known, whole.known);
        assert_eq!(desk.order, whole.order);
        assert_eq!([first.errors, rest.errors].concat(), all.errors);
    }
}

#[test]
fn refused_items_are_bad_rows() {
    let importer = Importer::new(orders(), ORDERS.as_bytes(), None).unwrap();
    let sink = |items: Vec<Item>| {
        Ok(items
            .iter()
            .enumerate()
            .map(|(n, _)| {
                if n == 0 {
                    Err(Error::rejected("no"))
                } else {
                    Ok(Taken::New)
                }
            })
            .collect())
    };
    let report = run(importer, &Options::default(), sink, |_| {});
    assert_eq!(
        (report.progress.accepted, report.progress.failed, report.progress.new),
        (1, 1, 1)
    );
    assert_eq!((report.errors[0].line, report.errors[0].reason.as_str()), (2, "no"));
    assert!(report.is_finished());
    let importer = Importer::new(orders(), ORDERS.as_bytes(), None).unwrap();
    let silent = run(importer, &Options::default(), |_| Ok(Vec::new()), |_| {});
    assert_eq!(silent.stopped.unwrap().kind, ErrorKind::Internal);
}

#[test]
fn errors_are_kept_up_to_a_bound_and_stop_when_told_to() {
    let file = file();
    let few = Options {
        keep_errors: 3,
        ..chunks(10)
    };
    let report = go(orders(), &file, None, &few, &mut Desk::default());
    assert_eq!((report.errors.len(), report.progress.failed), (3, 14));
    let strict = Options {
        max_errors: Some(4),
        ..chunks(10)
    };
    let mut desk = Desk::default();
    let stopped = go(orders(), &file, None, &strict, &mut desk);
    assert_eq!(stopped.progress.failed, 5);
    assert_eq!(stopped.stopped.as_ref().unwrap().kind, ErrorKind::Malformed);
    let rest = go(orders(), &file, Some(stopped.bookmark), &chunks(10), &mut desk);
    assert_eq!(rest.progress.failed + stopped.progress.failed, 14);
    assert_eq!(desk.known.len(), 87);
}

#[test]
fn a_bookmark_belongs_to_its_file_and_mapping() {
    let file = file();
    let mut first = Importer::new(orders(), file.as_bytes(), None).unwrap();
    let mark = first.nth(5).unwrap().unwrap().next;
    assert_eq!(first.bookmark(), mark);
    let mut other = orders();
    other.zone_minutes = 0;
    assert!(Importer::new(other, file.as_bytes(), Some(mark.clone())).is_err());
    let between = Bookmark {
        byte: mark.byte + 1,
        ..mark.clone()
    };
    assert!(Importer::new(orders(), file.as_bytes(), Some(between)).is_err());
    assert!(Importer::new(orders(), ORDERS.as_bytes(), Some(mark.clone())).is_err());
    let text = serde_json::to_string(&mark).unwrap();
    assert_eq!(serde_json::from_str::<Bookmark>(&text).unwrap(), mark);
}
