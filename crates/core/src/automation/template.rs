//! Texts with places for what a ticket says: a closed set, so that a slip is found before it is sent.
use crate::model::ticket::Ticket;

/// What a place says of a ticket.
type Says = fn(&Ticket) -> String;

/// What may stand in braces, and what it says of a ticket.
const PLACES: [(&str, Says); 3] = [
    ("number", |t| t.number.to_string()),
    ("amount", |t| t.money(t.amounts.requested).to_string()),
    ("approved", |t| t.money(t.amounts.approved).to_string()),
];

/// A part of a template.
enum Part<'a> {
    Text(&'a str),
    Place(&'a str),
}

/// The text for a ticket.
pub fn filled(template: &str, t: &Ticket) -> String {
    let mut out = String::with_capacity(template.len());
    for part in parts(template) {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Place(name) => match PLACES.iter().find(|(known, _)| *known == name) {
                Some((_, says)) => out.push_str(&says(t)),
                None => out.push_str(name),
            },
        }
    }
    out
}

/// What may stand in braces.
pub fn place_names() -> [&'static str; PLACES.len()] {
    PLACES.map(|(name, _)| name)
}

/// What stands in braces and nobody knows.
pub fn unknown_places(template: &str) -> Vec<&str> {
    unknown_in(template, &place_names())
}

/// What stands in braces and is none of these places.
pub fn unknown_in<'t>(template: &'t str, places: &[&str]) -> Vec<&'t str> {
    let unknown = |part| match part {
        Part::Place(name) => (!places.contains(&name)).then_some(name),
        Part::Text(_) => None,
    };
    parts(template).into_iter().filter_map(unknown).collect()
}

fn parts(template: &str) -> Vec<Part<'_>> {
    let mut out = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        // A brace that is not closed is a place of that name, which nobody knows.
        let (name, next) = after.split_once('}').unwrap_or(("{", after));
        out.push(Part::Text(before));
        out.push(Part::Place(name));
        rest = next;
    }
    out.push(Part::Text(rest));
    out
}
