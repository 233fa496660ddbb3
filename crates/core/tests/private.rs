//! What is a person's is taken out of rows and put back whole; what people may read with SQL holds none of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test fails by panicking
mod samples;

use std::collections::BTreeSet;

use aftersync_core::model::custom::CustomValue;
use aftersync_core::model::event::AnyEvent;
use aftersync_core::model::ids::Uid;
use aftersync_core::model::personal::PERSONAL;
use aftersync_core::model::task::Task;
use aftersync_core::store::erase::{GONE, erase, give_words, take_words};
use aftersync_core::store::private::{Holds, Owner, owner, places, put_back, take_out};
use aftersync_core::store::{Key, Record, Row, Table, open};
use serde_json::Value;

const ID: Uid = Uid([7; 16]);

/// Listed places that are not taken out, since their rows have no owner: the desk's own, and work under way.
const OF_THE_DESK: &[&str] = &["show", "agent", "config", "job", "quarantine", "product"];

/// Every text at a path of the list.
fn at<'a>(value: &'a Value, path: &[&str], out: &mut Vec<&'a Value>) {
    let Some((step, rest)) = path.split_first() else {
        return out.push(value);
    };
    match (value, *step) {
        (Value::Array(items), "*") => items.iter().for_each(|item| at(item, rest, out)),
        (Value::Object(map), "*") => map.values().for_each(|item| at(item, rest, out)),
        (Value::Object(map), name) => map.get(name).into_iter().for_each(|item| at(item, rest, out)),
        _ => {}
    }
}

fn json(row: &Row) -> Value {
    serde_json::from_slice(&row.to_json().unwrap()).unwrap()
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Object(map) => map.is_empty() || map.values().all(is_empty),
        Value::Array(list) => list.iter().all(is_empty),
        Value::Null => true,
        _ => false,
    }
}

/// What lines a row names: they stay.
fn lines(row: &Row) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    places(&mut row.clone(), &mut |holds, place| {
        if holds == Holds::Line {
            out.insert(place.take());
        }
    });
    out
}

#[test]
fn every_listed_place_of_a_person_is_taken_out_and_put_back() {
    let mut seen = BTreeSet::new();
    for row in samples::rows::rows() {
        let word = row.table().as_str();
        let mut rest = row.clone();
        let values = take_out(&mut rest);
        let (left, kept) = (json(&rest), lines(&row));
        for place in PERSONAL
            .iter()
            .filter(|p| p.table == word && !OF_THE_DESK.contains(&word))
        {
            let (mut before, mut after) = (Vec::new(), Vec::new());
            let whole = json(&row);
            let path: Vec<&str> = place.path.split('.').collect();
            at(&whole, &path, &mut before);
            at(&left, &path, &mut after);
            let is_line = |v: &&Value| v.as_str().is_some_and(|text| kept.contains(text));
            // The number of a revision stands at the path of the number of the parcel beside it.
            let revision = |v: &Value| v.is_number() && place.path.ends_with("parcel.*.number");
            for value in after.iter().filter(|v| !is_line(v) && !revision(v)) {
                assert!(is_empty(value), "{word} {}: {value}", place.path);
            }
            if before.iter().any(|v| !is_empty(v)) {
                seen.insert((word, place.path));
            }
        }
        assert!(put_back(&mut rest, values), "{word}");
        assert_eq!(rest, row, "{word}");
    }
    let missing: Vec<_> = PERSONAL
        .iter()
        .filter(|p| p.table != "event" && !OF_THE_DESK.contains(&p.table) && !seen.contains(&(p.table, p.path)))
        .collect();
    assert!(missing.is_empty(), "no sample fills {missing:?}");
}

#[test]
fn values_of_another_row_are_not_taken() {
    for row in samples::rows::rows() {
        let mut rest = row.clone();
        let mut values = take_out(&mut rest);
        if values.is_empty() {
            continue;
        }
        values.push("one too many".to_owned());
        assert!(!put_back(&mut rest, values), "{}", row.table().as_str());
    }
}

#[test]
fn rows_with_private_places_have_an_owner() {
    for row in samples::rows::rows() {
        let key = Key::new(row.table(), ID);
        let has = !take_out(&mut row.clone()).is_empty();
        assert_eq!(has, owner(key, &row) != Owner::Desk, "{}", row.table().as_str());
    }
}

#[test]
fn an_erased_row_says_nothing_and_stays_erased() {
    for row in samples::rows::rows()
        .into_iter()
        .filter(|r| r.table() != Table::ShopState)
    {
        let table = row.table().as_str();
        let values: Vec<String> = take_out(&mut row.clone());
        let mut gone = row.clone();
        erase(&mut gone, "salt");
        let text = json(&gone).to_string();
        for value in values
            .iter()
            .chain(&lines(&row))
            .filter(|v| v.len() > 5 && !v.starts_with(['{', '[']))
        {
            assert!(!text.contains(value.as_str()), "{table} still has {value}");
        }
        let mut again = gone.clone();
        erase(&mut again, "another salt");
        assert_eq!(again, gone, "{table}");
        assert!(
            take_out(&mut gone.clone()).iter().all(String::is_empty),
            "{table} has nobody's words left"
        );
        assert_eq!(
            Row::from_json(row.table(), &gone.to_json().unwrap()).unwrap(),
            gone,
            "{table}"
        );
    }
}

#[test]
fn names_stay_equal_and_cannot_be_told_without_the_salt() {
    let ticket = samples::rows::rows()
        .into_iter()
        .find(|r| r.table() == Table::Ticket)
        .unwrap();
    let erased = |salt: &str| {
        let mut row = ticket.clone();
        erase(&mut row, salt);
        lines(&row)
    };
    assert_eq!(erased("a").len(), lines(&ticket).len());
    assert!(erased("a").iter().all(|line| line.starts_with(GONE)));
    assert!(erased("a").is_disjoint(&erased("b")));
}

#[test]
fn words_of_events_are_taken_out_and_put_back() {
    let mut with_words = 0;
    for body in samples::events::event_bodies() {
        let whole = AnyEvent::Known(body);
        let mut rest = whole.clone();
        let Some(words) = take_words(&mut rest) else {
            assert_eq!(rest, whole);
            continue;
        };
        with_words += 1;
        assert!(
            !words.is_empty() && !serde_json::to_string(&rest).unwrap().contains(&words),
            "{words}"
        );
        assert!(give_words(&mut rest, words));
        assert_eq!(rest, whole);
    }
    let listed = PERSONAL.iter().filter(|p| p.table == "event").count();
    assert!(with_words >= listed && with_words == 3, "{with_words}");

    let newer = serde_json::json!({"kind": "parcel_weighed", "by": "Lin Yue"});
    let mut rest = AnyEvent::Unknown(newer.clone());
    let words = take_words(&mut rest).unwrap();
    assert_eq!(rest, AnyEvent::Unknown(serde_json::json!({"kind": "parcel_weighed"})));
    assert!(give_words(&mut rest, words));
    assert_eq!(rest, AnyEvent::Unknown(newer));
}

#[test]
fn open_values_hold_nothing_personal_and_have_their_names() {
    for row in samples::rows::rows() {
        let Some(text) = open::values(&row) else {
            assert!(open::names(row.table()).is_empty());
            continue;
        };
        let table = row.table().as_str();
        let values: Vec<Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(values.len(), open::names(row.table()).len(), "{table}");
        let whole = json(&row);
        for place in PERSONAL.iter().filter(|p| p.table == table) {
            let mut found = Vec::new();
            at(&whole, &place.path.split('.').collect::<Vec<_>>(), &mut found);
            for value in found.iter().filter_map(|v| v.as_str()).filter(|v| v.len() > 3) {
                assert!(!text.contains(value), "{table} {} is open: {value}", place.path);
            }
        }
    }
}

#[test]
fn open_values_are_those_of_the_row() {
    for row in samples::rows::rows() {
        let (Some(text), whole) = (open::values(&row), json(&row)) else {
            continue;
        };
        let values: Vec<Value> = serde_json::from_str(&text).unwrap();
        let value = |name: &str| &values[open::names(row.table()).iter().position(|n| *n == name).unwrap()];
        let pairs: &[(&str, &str)] = match row.table() {
            Table::Ticket => &[
                ("number", "/number"),
                ("kind", "/axes/kind"),
                ("waiting_on", "/waiting_on"),
                ("refunded_minor", "/amounts/refunded"),
                ("compensation_minor", "/amounts/compensation"),
                ("agent", "/assignment/agent"),
                ("opened_at", "/opened_at"),
                ("platform_deadline", "/platform_deadline"),
                ("tags", "/local/tags"),
                ("flags", "/flags"),
            ],
            Table::Order => &[("paid_minor", "/snapshot/paid/minor"), ("paid_at", "/snapshot/paid_at")],
            Table::Message => &[("sender", "/snapshot/sender"), ("delivery", "/delivery")],
            Table::Job => &[("failure", "/failure"), ("created_at", "/created_at")],
            Table::Show => &[("host", "/host/id"), ("ends_at", "/ends_at")],
            Table::Task => &[("team", "/group"), ("due_at", "/due_at")],
            _ => &[],
        };
        for (name, pointer) in pairs {
            assert_eq!(
                Some(value(name)),
                whole.pointer(pointer),
                "{} {name}",
                row.table().as_str()
            );
        }
    }
}

#[test]
fn a_form_of_texts_is_kept_as_it_was_before_it_had_types() {
    let form = |value: CustomValue| Task {
        form: [("a".to_owned(), value)].into(),
        reason: None,
        lines: Vec::new(),
        approves: None,
        attachments: Vec::new(),
        ..samples::work::task()
    };
    for (value, kept) in [
        (CustomValue::Text("12".into()), "12"),
        (CustomValue::Text("true".into()), "true"),
        (CustomValue::Text("\0x".into()), "\0\"\\u0000x\""),
        (CustomValue::Integer(12), "\u{0}12"),
        (CustomValue::Flag(true), "\0true"),
    ] {
        let row = form(value).wrap();
        let mut rest = row.clone();
        let taken = take_out(&mut rest);
        assert_eq!(taken, [kept]);
        assert!(put_back(&mut rest, taken));
        assert_eq!(rest, row);
    }
}
