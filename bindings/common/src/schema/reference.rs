//! The reference page: every method and every type in words.
use std::fmt::Write;

use super::model::{Field, Shape, Ty};
use super::parse::Document;

fn words(ty: &Ty) -> String {
    match ty {
        Ty::Named(name) => format!("[{name}](#{})", name.to_lowercase()),
        Ty::Text => "text".to_owned(),
        Ty::Whole => "whole number".to_owned(),
        Ty::Number => "number".to_owned(),
        Ty::Flag => "yes or no".to_owned(),
        Ty::Nothing => "nothing".to_owned(),
        Ty::Any => "anything".to_owned(),
        Ty::Bytes => "bytes".to_owned(),
        Ty::List(of) => format!("list of {}", words(of)),
        Ty::Map(of) => format!("map of {}", words(of)),
        Ty::Tuple(of) => format!("({})", of.iter().map(words).collect::<Vec<_>>().join(", ")),
        Ty::Optional(of) => format!("{}, or nothing", words(of)),
        Ty::Word(word) => format!("`{word}`"),
        Ty::OneOf(of) => of.iter().map(words).collect::<Vec<_>>().join(" or "),
    }
}

fn cell(text: &str) -> String {
    text.replace('\n', " ").replace('|', "\\|")
}

fn table(fields: &[Field]) -> String {
    if fields.is_empty() {
        return String::new();
    }
    let mut out = String::from("| field | type | |\n| --- | --- | --- |\n");
    for field in fields {
        let optional = if field.required { "" } else { " (may be absent)" };
        writeln!(
            out,
            "| `{}`{optional} | {} | {} |",
            field.name,
            words(&field.ty),
            cell(&field.doc)
        )
        .ok();
    }
    out.push('\n');
    out
}

fn listed(words: &[(String, String)]) -> String {
    let line = |(word, doc): &(String, String)| match doc.as_str() {
        "" => format!("* `{word}`\n"),
        doc => format!("* `{word}`: {}\n", cell(doc)),
    };
    words.iter().map(line).collect::<String>() + "\n"
}

/// The page.
pub(crate) fn page(doc: &Document) -> String {
    let mut out =
        String::from("# Methods and types\n\nWritten by `cargo run -p aftersync-bindings-common --bin schema`: ");
    out.push_str(
        "every language binding has these methods and types, and their JSON looks like this.\n\n## Methods\n\n",
    );
    for call in &doc.calls {
        writeln!(out, "### {}\n\n{}\n", call.name, call.doc).ok();
        if call.body {
            out.push_str("Takes bytes beside its arguments.\n\n");
        }
        out.push_str(&table(&call.params));
        writeln!(out, "Gives: {}\n", words(&call.result)).ok();
    }
    out.push_str("## Types\n\n");
    for def in doc.types.values() {
        writeln!(out, "### {}\n", def.name).ok();
        if !def.doc.is_empty() {
            writeln!(out, "{}\n", def.doc).ok();
        }
        match &def.shape {
            Shape::Id => out.push_str("An id: 32 hexadecimal digits.\n\n"),
            Shape::Alias(ty) => {
                writeln!(out, "In JSON: {}\n", words(ty)).ok();
            }
            Shape::Words(words) => out.push_str(&listed(words)),
            Shape::Record(fields) => out.push_str(&table(fields)),
            Shape::Tagged { tag, variants } => {
                for variant in variants {
                    writeln!(out, "`{tag}`: `{}`. {}\n", variant.word, cell(&variant.doc)).ok();
                    if let Some(parent) = &variant.parent {
                        writeln!(out, "With the fields of {}.\n", words(&Ty::Named(parent.clone()))).ok();
                    }
                    out.push_str(&table(&variant.fields));
                }
            }
            Shape::Keyed { words, fields } => {
                if !words.is_empty() {
                    out.push_str(&listed(words));
                }
                out.push_str("An object with one of:\n\n");
                out.push_str(&table(fields));
            }
            Shape::Open { of } => {
                writeln!(
                    out,
                    "{}, or what a later version wrote.\n",
                    words(&Ty::Named(of.clone()))
                )
                .ok();
            }
        }
    }
    out
}
