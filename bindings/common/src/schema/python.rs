//! Python models: msgspec structs, literals, tagged unions.
use std::fmt::Write;

use serde_json::Value;

use super::model::{Def, Field, Shape, Ty, Variant, variant_name};
use super::parse::Document;

const KEYWORDS: [&str; 14] = [
    "from", "in", "is", "as", "class", "def", "for", "if", "import", "not", "or", "and", "pass", "with",
];

pub(crate) const HEAD: &str = "# Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.\n";

/// Records with a look of their own in a notebook: `_html.py` has it.
const SHOWN: [&str; 10] = [
    "Ticket",
    "VersionedTicket",
    "VersionedTicketPage",
    "Customer",
    "VersionedCustomer",
    "VersionedCustomerPage",
    "CustomerView",
    "VersionedPlacedOrderPage",
    "SoldLinePage",
    "EventPage",
];

/// A name that Python allows.
pub(crate) fn safe(name: &str) -> String {
    if KEYWORDS.contains(&name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

/// A type as an annotation.
pub(crate) fn annotation(ty: &Ty) -> String {
    match ty {
        Ty::Named(name) => name.clone(),
        Ty::Text => "str".to_owned(),
        Ty::Whole => "int".to_owned(),
        Ty::Number => "float".to_owned(),
        Ty::Flag => "bool".to_owned(),
        Ty::Nothing => "None".to_owned(),
        Ty::Any => "Any".to_owned(),
        Ty::Bytes => "bytes".to_owned(),
        Ty::List(of) => format!("list[{}]", annotation(of)),
        Ty::Map(of) => format!("dict[str, {}]", annotation(of)),
        Ty::Tuple(of) => format!("tuple[{}]", joined(of, ", ")),
        Ty::Optional(of) => format!("{} | None", annotation(of)),
        Ty::Word(word) => format!("Literal[\"{word}\"]"),
        Ty::OneOf(of) => joined(of, " | "),
    }
}

fn joined(of: &[Ty], by: &str) -> String {
    of.iter().map(annotation).collect::<Vec<_>>().join(by)
}

/// A documentation string.
pub(crate) fn docstring(doc: &str, indent: &str) -> String {
    let doc = doc.replace('\\', "\\\\").replace("\"\"\"", "'''");
    if doc.is_empty() {
        return String::new();
    }
    if doc.contains('\n') {
        let lines = doc.lines().map(|l| {
            if l.is_empty() {
                String::new()
            } else {
                format!("{indent}{l}")
            }
        });
        let body = lines.collect::<Vec<_>>().join("\n");
        return format!("{indent}\"\"\"{}\n{indent}\"\"\"\n", body.trim_start());
    }
    format!("{indent}\"\"\"{doc}\"\"\"\n")
}

/// The module of all models.
pub(crate) fn models(doc: &Document) -> String {
    let (mut early, mut records, mut late, mut last) = (String::new(), Vec::new(), String::new(), String::new());
    let mut names: Vec<String> = Vec::new();
    for def in doc.types.values() {
        match &def.shape {
            Shape::Id => {
                writeln!(
                    early,
                    "{0} = NewType(\"{0}\", str)\n\"\"\"{1}\"\"\"",
                    def.name,
                    one_line(&def.doc)
                )
                .ok();
            }
            Shape::Words(words) => early.push_str(&literal(def, words)),
            Shape::Alias(ty) if only_plain(ty) => {
                writeln!(
                    early,
                    "{}: TypeAlias = {}\n\"\"\"{}\"\"\"",
                    def.name,
                    annotation(ty),
                    one_line(&def.doc)
                )
                .ok();
            }
            Shape::Alias(ty) => {
                writeln!(
                    late,
                    "{}: TypeAlias = {}\n\"\"\"{}\"\"\"",
                    def.name,
                    annotation(ty),
                    one_line(&def.doc)
                )
                .ok();
            }
            Shape::Record(fields) => {
                records.push((None, record(&def.name, "", &def.doc, fields)));
            }
            Shape::Tagged { tag, variants } => tagged(def, tag, variants, &mut records, &mut names, &mut late),
            Shape::Keyed { words, fields } => keyed(def, words, fields, &mut records, &mut names, &mut late),
            Shape::Open { of } => open(doc, def, of, &mut records, &mut names, &mut last),
        }
        names.push(def.name.clone());
    }
    // Who has a parent comes after it.
    records.sort_by_key(|(parent, _): &(Option<String>, String)| parent.is_some());
    names.sort();
    let mut out = String::from(HEAD);
    out.push_str(
        "\"\"\"Every type of the desk, as it stands in its JSON.\"\"\"\n\nfrom __future__ import annotations\n\n",
    );
    out.push_str("from typing import Any, Literal, NewType, TypeAlias\n\nimport msgspec\n\nfrom ._html import Shown\n\n__all__ = [\n");
    for name in &names {
        writeln!(out, "    \"{name}\",").ok();
    }
    out.push_str("]\n\n");
    out.push_str(&early);
    for (_, text) in records {
        out.push_str(&text);
    }
    out.push_str("\n\n");
    out.push_str(&late);
    out.push_str(&last);
    out
}

fn one_line(doc: &str) -> String {
    let text = doc.replace('\n', " ").replace('\\', "\\\\");
    if text.is_empty() {
        "No more is to be said.".to_owned()
    } else {
        text
    }
}

/// Whether a type names no record, so that it can stand before them.
fn only_plain(ty: &Ty) -> bool {
    match ty {
        Ty::Named(_) => false,
        Ty::List(of) | Ty::Map(of) | Ty::Optional(of) => only_plain(of),
        Ty::Tuple(of) | Ty::OneOf(of) => of.iter().all(only_plain),
        _ => true,
    }
}

fn literal(def: &Def, words: &[(String, String)]) -> String {
    let mut out = format!("{}: TypeAlias = Literal[\n", def.name);
    for (word, doc) in words {
        let note = if doc.is_empty() {
            String::new()
        } else {
            format!("  # {}", one_line(doc))
        };
        writeln!(out, "    \"{word}\",{note}").ok();
    }
    write!(out, "]\n\"\"\"{}\"\"\"\n", one_line(&def.doc)).ok();
    out
}

fn record(name: &str, options: &str, doc: &str, fields: &[Field]) -> String {
    let base = match options.contains("base=") {
        true => "",
        false if SHOWN.contains(&name) => "msgspec.Struct, Shown",
        false => "msgspec.Struct",
    };
    let options = options.replace("base=", "");
    let heads: Vec<&str> = [
        base,
        options.as_str(),
        "frozen=True",
        "kw_only=True",
        "omit_defaults=True",
        // They come as trees and are frozen: there are no circles to look for, and looking takes as long as reading.
        "gc=False",
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    let mut out = format!("\n\nclass {name}({}):\n", heads.join(", "));
    let doc = if doc.is_empty() {
        format!("{name}.")
    } else {
        doc.to_owned()
    };
    out.push_str(&docstring(&doc, "    "));
    for field in fields {
        writeln!(out, "\n    {}", declared(field)).ok();
        out.push_str(&docstring(&field.doc, "    "));
    }
    out
}

fn declared(field: &Field) -> String {
    let name = safe(&field.name);
    let renamed = (name != field.name).then(|| format!("name=\"{}\"", field.name));
    let (ty, default) = if field.required {
        (annotation(&field.ty), None)
    } else {
        with_default(field)
    };
    let parts: Vec<String> = default.iter().cloned().chain(renamed.clone()).collect();
    match (default, renamed) {
        (None, None) => format!("{name}: {ty}"),
        (Some(value), None) if !value.starts_with("default_factory=") => {
            format!("{name}: {ty} = {}", value.trim_start_matches("default="))
        }
        _ => format!("{name}: {ty} = msgspec.field({})", parts.join(", ")),
    }
}

/// The annotation and the default of a field that may be absent.
fn with_default(field: &Field) -> (String, Option<String>) {
    let ty = annotation(&field.ty);
    let value = field.usual();
    let default = match &value {
        Value::Null if !matches!(field.ty, Ty::Optional(_) | Ty::Any) => {
            return (format!("{ty} | None"), Some("default=None".into()));
        }
        Value::Array(items) if items.is_empty() => "default_factory=list".to_owned(),
        Value::Object(map) if map.is_empty() && matches!(field.ty, Ty::Map(_)) => "default_factory=dict".to_owned(),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            format!("default_factory=lambda: msgspec.convert({}, {ty})", python(&value))
        }
        Value::Array(_) => format!("default_factory=lambda: {}", python(&value)),
        Value::Object(_) => format!("default_factory=lambda: msgspec.convert({}, {ty})", python(&value)),
        scalar => format!("default={}", python(scalar)),
    };
    (ty, Some(default))
}

/// JSON as Python writes it.
pub(crate) fn python(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Array(items) => format!("[{}]", items.iter().map(python).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let pairs = map
                .iter()
                .map(|(k, v)| format!("{}: {}", Value::from(k.as_str()), python(v)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

type Records = Vec<(Option<String>, String)>;

fn tagged(
    def: &Def,
    tag: &str,
    variants: &[Variant],
    records: &mut Records,
    names: &mut Vec<String>,
    late: &mut String,
) {
    let mut all = Vec::new();
    for variant in variants {
        let name = variant_name(&def.name, &variant.word);
        let base = variant
            .parent
            .as_ref()
            .map(|p| format!("base={p}, "))
            .unwrap_or_default();
        let options = format!("{base}tag_field=\"{tag}\", tag=\"{}\"", variant.word);
        records.push((
            variant.parent.clone(),
            record(&name, &options, &variant.doc, &variant.fields),
        ));
        names.push(name.clone());
        all.push(name);
    }
    writeln!(
        late,
        "{}: TypeAlias = {}\n\"\"\"{}\"\"\"",
        def.name,
        all.join(" | "),
        one_line(&def.doc)
    )
    .ok();
}

fn keyed(
    def: &Def,
    words: &[(String, String)],
    fields: &[Field],
    records: &mut Records,
    names: &mut Vec<String>,
    late: &mut String,
) {
    if words.is_empty() {
        records.push((None, record(&def.name, "", &def.doc, fields)));
        return;
    }
    let holder = format!("{}With", def.name);
    records.push((None, record(&holder, "", &def.doc, fields)));
    names.push(holder.clone());
    let literals = words
        .iter()
        .map(|(word, _)| format!("\"{word}\""))
        .collect::<Vec<_>>()
        .join(", ");
    writeln!(
        late,
        "{}: TypeAlias = Literal[{literals}] | {holder}\n\"\"\"{}\"\"\"",
        def.name,
        one_line(&def.doc)
    )
    .ok();
}

/// What a later version wrote is a record of its own: `Other…`.
fn open(doc: &Document, def: &Def, of: &str, records: &mut Records, names: &mut Vec<String>, late: &mut String) {
    let Some(Shape::Tagged { tag, .. }) = doc.types.get(of).map(|d| &d.shape) else {
        return;
    };
    let name = variant_name(of, "other");
    let raw = Field {
        name: "raw".to_owned(),
        ty: Ty::Map(Box::new(Ty::Any)),
        doc: "All of it, as it was written.".to_owned(),
        required: true,
        default: None,
    };
    let options = format!("tag_field=\"{tag}\", tag=\"other\"");
    records.push((
        None,
        record(&name, &options, "What this version does not know, kept whole.", &[raw]),
    ));
    names.push(name.clone());
    writeln!(
        late,
        "{}: TypeAlias = {of} | {name}\n\"\"\"{}\"\"\"",
        def.name,
        one_line(&def.doc)
    )
    .ok();
}
