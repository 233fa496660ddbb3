//! TypeScript types, and a map from each method to its parameters and result.
use std::fmt::Write;

use super::model::{Field, Shape, Ty};
use super::names::comment;
use super::parse::Document;

/// Fields of 64 bits that other systems fill: a number may not hold them.
const WIDE: [&str; 3] = ["hash", "number", "revision"];

pub(super) fn written(ty: &Ty) -> String {
    match ty {
        Ty::Named(name) => name.clone(),
        Ty::Text => "string".to_owned(),
        Ty::Bytes => "Uint8Array".to_owned(),
        Ty::Whole | Ty::Number => "number".to_owned(),
        Ty::Flag => "boolean".to_owned(),
        Ty::Nothing => "null".to_owned(),
        Ty::Any => "unknown".to_owned(),
        Ty::List(of) => format!("Array<{}>", written(of)),
        Ty::Map(of) => format!("Record<string, {}>", written(of)),
        Ty::Tuple(of) => format!("[{}]", joined(of, ", ")),
        Ty::Optional(of) => format!("{} | null", written(of)),
        Ty::Word(word) => format!("\"{word}\""),
        Ty::OneOf(of) => joined(of, " | "),
    }
}

fn joined(of: &[Ty], by: &str) -> String {
    of.iter().map(written).collect::<Vec<_>>().join(by)
}

/// The type of a field.
pub(super) fn of_field(field: &Field) -> String {
    let ty = written(&field.ty);
    if WIDE.contains(&field.name.as_str()) {
        return ty.replace("number", "Int64");
    }
    ty
}

fn fields(fields: &[Field], indent: &str) -> String {
    let mut out = String::new();
    for field in fields {
        out.push_str(&comment(&field.doc, indent));
        let mark = if field.required { "" } else { "?" };
        writeln!(out, "{indent}{}{mark}: {};", field.name, of_field(field)).ok();
    }
    out
}

/// The module of all types.
pub(crate) fn types(doc: &Document) -> String {
    let mut out = String::from("// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.\n");
    out.push_str("\n/** A whole number of 64 bits: a `bigint` where a `number` cannot hold it; both are taken. */\n");
    out.push_str("export type Int64 = number | bigint;\n");
    for def in doc.types.values() {
        out.push('\n');
        out.push_str(&comment(&def.doc, ""));
        let name = &def.name;
        match &def.shape {
            Shape::Id => writeln!(out, "export type {name} = string;").ok(),
            Shape::Alias(ty) => writeln!(out, "export type {name} = {};", written(ty)).ok(),
            Shape::Words(words) => {
                let words = words
                    .iter()
                    .map(|(w, _)| format!("\"{w}\""))
                    .collect::<Vec<_>>()
                    .join(" | ");
                writeln!(out, "export type {name} = {words};").ok()
            }
            Shape::Record(of) => writeln!(out, "export interface {name} {{\n{}}}", fields(of, "  ")).ok(),
            Shape::Tagged { tag, variants } => {
                let variants = variants.iter().map(|v| {
                    let parent = v.parent.as_ref().map(|p| format!("{p} & ")).unwrap_or_default();
                    let doc = comment(&v.doc, "  ");
                    let own = fields(&v.fields, "      ");
                    format!("{doc}  | ({parent}{{\n      {tag}: \"{}\";\n{own}    }})", v.word)
                });
                writeln!(
                    out,
                    "export type {name} =\n{};",
                    variants.collect::<Vec<_>>().join("\n")
                )
                .ok()
            }
            Shape::Keyed { words, fields } => {
                let words = words.iter().map(|(w, _)| format!("\"{w}\""));
                let held = fields.iter().map(|f| {
                    let ty = match &f.ty {
                        Ty::Optional(of) => written(of),
                        other => written(other),
                    };
                    format!("{{ {}: {ty} }}", f.name)
                });
                writeln!(
                    out,
                    "export type {name} = {};",
                    words.chain(held).collect::<Vec<_>>().join(" | ")
                )
                .ok()
            }
            Shape::Open { of } => writeln!(
                out,
                "export type {name} = {of} | {{ kind: string & {{}}; [field: string]: unknown }};"
            )
            .ok(),
        };
    }
    out.push_str("\n/** Every method, with its parameters and result. */\nexport interface Methods {\n");
    for call in &doc.calls {
        out.push_str(&comment(call.doc, "  "));
        let params = if call.params.is_empty() {
            "Record<string, never>".to_owned()
        } else {
            format!("{{\n{}    }}", fields(&call.params, "      "))
        };
        writeln!(
            out,
            "  {}: {{\n    args: {params};\n    body: {};\n    result: {};\n  }};",
            call.name,
            call.body,
            written(&call.result)
        )
        .ok();
    }
    out.push_str("}\n");
    out
}
