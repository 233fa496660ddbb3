//! Swift types: structs and enums that are `Codable`, words with labels, ids as types of their own.
use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Map, Value};

use super::labels::labels;
use super::model::{Def, Field, Shape, Ty, Variant, pascal};
use super::names::{camel, comment, quoted};
use super::parse::{Document, Unknown};
use crate::ids::IDS;

const KEYWORDS: [&str; 30] = [
    "as",
    "associatedtype",
    "break",
    "case",
    "catch",
    "class",
    "continue",
    "default",
    "defer",
    "do",
    "else",
    "enum",
    "extension",
    "false",
    "for",
    "func",
    "if",
    "import",
    "in",
    "init",
    "internal",
    "is",
    "let",
    "nil",
    "operator",
    "return",
    "self",
    "switch",
    "true",
    "where",
];

pub(super) const HEAD: &str =
    "// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.\nimport Foundation\n";

/// Types that no call of the copy names.
const ALSO: [&str; 3] = ["ReplicaOptions", "Failure", "Details"];

/// What every type can do.
const TRAITS: &str = "Codable, Hashable, Sendable";

/// A name that Swift allows.
pub(super) fn safe(name: &str) -> String {
    quoted(name, &KEYWORDS)
}

/// A type where it is used. `within` holds names that mean something else there.
pub(super) fn written(ty: &Ty, within: &[String]) -> String {
    match ty {
        Ty::Named(name) if within.contains(name) => format!("Aftersync.{name}"),
        Ty::Named(name) => name.clone(),
        Ty::Text | Ty::Word(_) => "String".to_owned(),
        Ty::Whole => "Int64".to_owned(),
        Ty::Number => "Double".to_owned(),
        Ty::Flag => "Bool".to_owned(),
        Ty::Nothing => "Void".to_owned(),
        Ty::Any | Ty::OneOf(_) => "JSONValue".to_owned(),
        Ty::Bytes => "Data".to_owned(),
        Ty::List(of) => format!("[{}]", written(of, within)),
        Ty::Map(of) => format!("[String: {}]", written(of, within)),
        Ty::Tuple(of) => {
            let name = if of.len() == 2 { "Two" } else { "Three" };
            let of: Vec<String> = of.iter().map(|one| written(one, within)).collect();
            format!("{name}<{}>", of.join(", "))
        }
        Ty::Optional(of) => format!("{}?", written(of, within)),
    }
}

/// The type of a field. Hashes have 64 bits without a sign.
fn of_field(field: &Field, within: &[String]) -> String {
    let ty = written(&field.ty, within);
    if field.name == "hash" {
        ty.replace("Int64", "UInt64")
    } else {
        ty
    }
}

/// The module of all types.
///
/// # Errors
/// A type that has no form in Swift yet.
pub(crate) fn types(doc: &Document) -> Result<String, Unknown> {
    let mut out = String::from(HEAD);
    let swift = Swift { doc };
    let wanted = swift.wanted();
    for def in doc.types.values().filter(|def| wanted.contains(&def.name)) {
        out.push('\n');
        swift.def(&mut out, def).map_err(|e| format!("{}: {e}", def.name))?;
    }
    Ok(out)
}

pub(super) struct Swift<'d> {
    pub doc: &'d Document,
}

impl Swift<'_> {
    fn def(&self, out: &mut String, def: &Def) -> Result<(), Unknown> {
        let name = &def.name;
        out.push_str(&comment(&def.doc, ""));
        match &def.shape {
            Shape::Id | Shape::Alias(Ty::Text) => raw_value(out, name, "String"),
            Shape::Alias(Ty::Whole) => raw_value(out, name, "Int64"),
            Shape::Alias(Ty::OneOf(of)) => one_of(out, name, of)?,
            Shape::Alias(ty) => {
                writeln!(out, "public typealias {name} = {}", written(ty, &[])).ok();
            }
            Shape::Words(words) => words_of(out, name, words),
            Shape::Record(fields) => {
                if self.holds(name, name, false) {
                    return Err("a struct that holds itself".to_owned());
                }
                self.record(out, name, fields, &[], "");
            }
            Shape::Tagged { tag, variants } => self.tagged(out, name, tag, variants),
            Shape::Keyed { words, fields } => self.keyed(out, name, words, fields),
            Shape::Open { of } => open(out, name, of),
        }
        Ok(())
    }

    /// The types that a phone's copy has to do with.
    fn wanted(&self) -> BTreeSet<String> {
        let calls = self.doc.replica.iter();
        let mut left: Vec<String> = calls
            .flat_map(|call| call.params.iter().map(|field| &field.ty).chain([&call.result]))
            .flat_map(|ty| named(ty, true))
            .collect();
        left.extend(ALSO.map(str::to_owned));
        left.extend(IDS.iter().map(|id| id.of.to_owned()));
        let mut wanted = BTreeSet::new();
        while let Some(name) = left.pop() {
            if wanted.insert(name.clone()) {
                left.extend(self.named_in(&name, true));
            }
        }
        wanted
    }

    /// Whether a type leads to another; through lists as well, or only by value.
    fn holds(&self, from: &str, wanted: &str, through_lists: bool) -> bool {
        let mut seen = BTreeSet::new();
        let mut left = self.named_in(from, through_lists);
        while let Some(name) = left.pop() {
            if name == wanted {
                return true;
            }
            if seen.insert(name.clone()) {
                left.extend(self.named_in(&name, through_lists));
            }
        }
        false
    }

    fn named_in(&self, name: &str, through_lists: bool) -> Vec<String> {
        let fields: Vec<Field> = match self.doc.types.get(name).map(|def| &def.shape) {
            Some(Shape::Record(fields) | Shape::Keyed { fields, .. }) => fields.clone(),
            Some(Shape::Tagged { variants, .. }) => variants.iter().flat_map(|v| self.doc.fields_of(v)).collect(),
            Some(Shape::Alias(ty)) => return named(ty, through_lists),
            Some(Shape::Open { of }) => return vec![of.clone()],
            _ => return Vec::new(),
        };
        fields
            .iter()
            .flat_map(|field| named(&field.ty, through_lists))
            .collect()
    }

    fn record(&self, out: &mut String, name: &str, fields: &[Field], within: &[String], indent: &str) {
        let mut fields: Vec<&Field> = fields.iter().collect();
        fields.sort_by_key(|field| !field.required);
        writeln!(out, "{indent}public struct {name}: {TRAITS} {{").ok();
        for field in &fields {
            out.push_str(&comment(&field.doc, &format!("{indent}    ")));
            let (ty, _) = self.with_default(field, within);
            writeln!(out, "{indent}    public var {}: {ty}", safe(&field.name)).ok();
        }
        let parameters: Vec<String> = fields.iter().map(|field| self.parameter(field, within)).collect();
        writeln!(out, "\n{indent}    public init({}) {{", parameters.join(", ")).ok();
        for field in &fields {
            writeln!(
                out,
                "{indent}        self.{} = {}",
                bare(&field.name),
                safe(&field.name)
            )
            .ok();
        }
        writeln!(out, "{indent}    }}\n").ok();
        self.coding(out, &fields, within, indent);
        writeln!(out, "{indent}}}").ok();
    }

    fn coding(&self, out: &mut String, fields: &[&Field], within: &[String], indent: &str) {
        writeln!(out, "{indent}    private enum CodingKeys: String, CodingKey {{").ok();
        for field in fields {
            let name = safe(&field.name);
            if name == field.name {
                writeln!(out, "{indent}        case {name}").ok();
            } else {
                writeln!(out, "{indent}        case {name} = \"{}\"", field.name).ok();
            }
        }
        writeln!(
            out,
            "{indent}    }}\n\n{indent}    public init(from decoder: any Decoder) throws {{\n{indent}        let fields = try decoder.container(keyedBy: CodingKeys.self)"
        )
        .ok();
        for field in fields {
            let (ty, default) = self.with_default(field, within);
            let plain = ty.trim_end_matches('?');
            let (name, key) = (bare(&field.name), safe(&field.name));
            let reading = match (default.as_deref(), ty.ends_with('?')) {
                (_, true) => format!("try fields.decodeIfPresent({plain}.self, forKey: .{key})"),
                (None, false) => format!("try fields.decode({plain}.self, forKey: .{key})"),
                (Some(default), false) => {
                    format!("try fields.decodeIfPresent({plain}.self, forKey: .{key}) ?? {default}")
                }
            };
            writeln!(out, "{indent}        self.{name} = {reading}").ok();
        }
        writeln!(out, "{indent}    }}").ok();
    }

    /// A field as a parameter.
    pub(super) fn parameter(&self, field: &Field, within: &[String]) -> String {
        let (ty, default) = self.with_default(field, within);
        let default = default.map(|default| format!(" = {default}")).unwrap_or_default();
        format!("{}: {ty}{default}", safe(&field.name))
    }

    /// The type of a field, and its default where it may be absent.
    fn with_default(&self, field: &Field, within: &[String]) -> (String, Option<String>) {
        let ty = of_field(field, within);
        if field.required {
            return (ty, None);
        }
        let value = field.usual();
        match self.literal(&value, &field.ty, within) {
            Some(literal) if literal != "nil" => (ty, Some(literal)),
            _ if ty.ends_with('?') => (ty, Some("nil".to_owned())),
            _ => (format!("{ty}?"), Some("nil".to_owned())),
        }
    }

    /// A value as Swift writes it; nothing where it takes more than a literal.
    fn literal(&self, value: &Value, ty: &Ty, within: &[String]) -> Option<String> {
        let text = |text: &str| Value::from(text).to_string();
        match (value, ty) {
            (Value::Null, _) => Some("nil".to_owned()),
            (_, Ty::Optional(of)) => self.literal(value, of, within),
            (Value::Bool(flag), Ty::Flag) => Some(flag.to_string()),
            (Value::Number(n), Ty::Whole) => Some(n.to_string()),
            (Value::Number(n), Ty::Number) => n.as_f64().map(|n| format!("{n:?}")),
            (Value::String(word), Ty::Text) => Some(text(word)),
            (Value::Array(items), Ty::List(of)) => {
                let items: Option<Vec<String>> = items.iter().map(|item| self.literal(item, of, within)).collect();
                Some(format!("[{}]", items?.join(", ")))
            }
            (Value::Object(map), Ty::Map(_)) if map.is_empty() => Some("[:]".to_owned()),
            (Value::Object(map), Ty::Map(of)) => {
                let pair = |(key, value): (&String, &Value)| {
                    Some(format!("{}: {}", text(key), self.literal(value, of, within)?))
                };
                let pairs: Option<Vec<String>> = map.iter().map(pair).collect();
                Some(format!("[{}]", pairs?.join(", ")))
            }
            (_, Ty::Named(name)) => self.literal_of(value, name, within),
            _ => None,
        }
    }

    fn literal_of(&self, value: &Value, name: &str, within: &[String]) -> Option<String> {
        let full = written(&Ty::Named(name.to_owned()), within);
        match (&self.doc.types.get(name)?.shape, value) {
            (Shape::Words(_), Value::String(word)) => Some(format!("{full}.{}", safe(word))),
            (Shape::Alias(Ty::Whole), Value::Number(n)) => Some(format!("{full}({n})")),
            (Shape::Id | Shape::Alias(Ty::Text), Value::String(text)) => {
                Some(format!("{full}({})", Value::from(text.as_str())))
            }
            (Shape::Record(fields), Value::Object(map)) => {
                Some(format!("{full}({})", self.literal_fields(fields, map, within)?))
            }
            (Shape::Keyed { words, .. }, Value::String(word)) if words.iter().any(|(known, _)| known == word) => {
                Some(format!("{full}.{}", safe(word)))
            }
            (Shape::Tagged { tag, variants }, Value::Object(map)) => {
                let word = map.get(tag)?.as_str()?;
                let variant = variants.iter().find(|variant| variant.word == word)?;
                let fields = self.doc.fields_of(variant);
                if fields.is_empty() {
                    return Some(format!("{full}.{}", safe(word)));
                }
                let fields = self.literal_fields(&fields, map, within)?;
                Some(format!("{full}.{}(.init({fields}))", safe(word)))
            }
            (Shape::Alias(of), _) => self.literal(value, of, within),
            _ => None,
        }
    }

    /// What of an object is not what it would be anyway, as named arguments in the order of the initialiser.
    fn literal_fields(&self, fields: &[Field], map: &Map<String, Value>, within: &[String]) -> Option<String> {
        let mut fields: Vec<&Field> = fields.iter().collect();
        fields.sort_by_key(|field| !field.required);
        let differs = fields.into_iter().filter_map(|field| {
            let value = map.get(&field.name)?;
            let usual = (!field.required).then(|| field.usual());
            (usual.as_ref() != Some(value)).then_some((field, value))
        });
        let named = differs.map(|(field, value)| {
            let literal = self.literal(value, &field.ty, within)?;
            Some(format!("{}: {literal}", bare(&field.name)))
        });
        Some(named.collect::<Option<Vec<_>>>()?.join(", "))
    }

    fn enum_head(&self, out: &mut String, name: &str) {
        let indirect = if self.holds(name, name, true) { "indirect " } else { "" };
        writeln!(out, "public {indirect}enum {name}: {TRAITS} {{").ok();
    }

    /// One of several records with a word that tells which: each a case that holds a struct of its own.
    fn tagged(&self, out: &mut String, name: &str, tag: &str, variants: &[Variant]) {
        let names: Vec<String> = variants.iter().map(|v| pascal(&v.word)).collect();
        self.enum_head(out, name);
        for variant in variants {
            out.push_str(&comment(&variant.doc, "    "));
            let held = if self.doc.fields_of(variant).is_empty() {
                String::new()
            } else {
                format!("({})", pascal(&variant.word))
            };
            writeln!(out, "    case {}{held}", safe(&variant.word)).ok();
        }
        for variant in variants {
            let fields = self.doc.fields_of(variant);
            if !fields.is_empty() {
                out.push('\n');
                out.push_str(&comment(&variant.doc, "    "));
                self.record(out, &pascal(&variant.word), &fields, &names, "    ");
            }
        }
        let word = |variant: &Variant| {
            (
                variant.word.clone(),
                safe(&variant.word),
                !self.doc.fields_of(variant).is_empty(),
            )
        };
        let words: Vec<(String, String, bool)> = variants.iter().map(word).collect();
        writeln!(
            out,
            "\n    private enum Tag: String, CodingKey {{\n        case word = \"{tag}\"\n    }}\n
    public init(from decoder: any Decoder) throws {{
        let word = try decoder.container(keyedBy: Tag.self).decode(String.self, forKey: .word)
        switch word {{"
        )
        .ok();
        for (word, case, holds) in &words {
            let read = if *holds {
                format!("({}(from: decoder))", format_args!("try {}", pascal(word)))
            } else {
                String::new()
            };
            writeln!(out, "        case \"{word}\": self = .{case}{read}").ok();
        }
        writeln!(
            out,
            "        default: throw unknownWord(decoder, \"{name}\")
        }}
    }}

    public func encode(to encoder: any Encoder) throws {{
        var tag = encoder.container(keyedBy: Tag.self)
        switch self {{"
        )
        .ok();
        for (word, case, holds) in &words {
            writeln!(
                out,
                "        case .{case}{}:\n            try tag.encode(\"{word}\", forKey: .word)",
                if *holds { "(let held)" } else { "" }
            )
            .ok();
            if *holds {
                out.push_str("            try held.encode(to: encoder)\n");
            }
        }
        out.push_str("        }\n    }\n}\n");
    }

    /// A word, or an object with one field.
    fn keyed(&self, out: &mut String, name: &str, words: &[(String, String)], fields: &[Field]) {
        self.enum_head(out, name);
        for (word, doc) in words {
            out.push_str(&comment(doc, "    "));
            writeln!(out, "    case {}", safe(word)).ok();
        }
        for field in fields {
            out.push_str(&comment(&field.doc, "    "));
            writeln!(out, "    case {}({})", safe(&field.name), written(field.ty.held(), &[])).ok();
        }
        out.push_str("\n    private enum Key: String, CodingKey {\n");
        for field in fields {
            let (name, word) = (safe(&field.name), &field.name);
            writeln!(out, "        case {name} = \"{word}\"").ok();
        }
        out.push_str("    }\n\n    public init(from decoder: any Decoder) throws {\n");
        if !words.is_empty() {
            out.push_str("        if let word = try? decoder.singleValueContainer().decode(String.self) {\n            switch word {\n");
            for (word, _) in words {
                writeln!(out, "            case \"{word}\": self = .{}", safe(word)).ok();
            }
            writeln!(
                out,
                "            default: throw unknownWord(decoder, \"{name}\")\n            }}\n            return\n        }}"
            )
            .ok();
        }
        writeln!(
            out,
            "        let fields = try decoder.container(keyedBy: Key.self)
        guard let key = fields.allKeys.first else {{ throw unknownWord(decoder, \"{name}\") }}
        switch key {{"
        )
        .ok();
        for field in fields {
            let (case, ty) = (safe(&field.name), written(field.ty.held(), &[]));
            writeln!(
                out,
                "        case .{case}: self = .{case}(try fields.decode({ty}.self, forKey: key))"
            )
            .ok();
        }
        out.push_str(
            "        }\n    }\n\n    public func encode(to encoder: any Encoder) throws {\n        switch self {\n",
        );
        for (word, _) in words {
            writeln!(
                out,
                "        case .{}:\n            var one = encoder.singleValueContainer()\n            try one.encode(\"{word}\")",
                safe(word)
            )
            .ok();
        }
        for field in fields {
            let case = safe(&field.name);
            writeln!(
                out,
                "        case .{case}(let held):\n            var fields = encoder.container(keyedBy: Key.self)\n            try fields.encode(held, forKey: .{case})"
            )
            .ok();
        }
        out.push_str("        }\n    }\n}\n");
    }
}

/// A member's name behind a dot needs no quotes.
fn bare(name: &str) -> String {
    let name = camel(name);
    if name == "self" || name == "init" {
        format!("`{name}`")
    } else {
        name
    }
}

fn named(ty: &Ty, through_lists: bool) -> Vec<String> {
    match ty {
        Ty::Named(name) => vec![name.clone()],
        Ty::Optional(of) => named(of, through_lists),
        Ty::List(of) | Ty::Map(of) if through_lists => named(of, through_lists),
        Ty::Tuple(of) | Ty::OneOf(of) => of.iter().flat_map(|one| named(one, through_lists)).collect(),
        _ => Vec::new(),
    }
}

fn raw_value(out: &mut String, name: &str, of: &str) {
    writeln!(
        out,
        "public struct {name}: RawRepresentable, {TRAITS} {{
    public let rawValue: {of}

    public init(rawValue: {of}) {{
        self.rawValue = rawValue
    }}

    public init(_ rawValue: {of}) {{
        self.rawValue = rawValue
    }}
}}"
    )
    .ok();
}

fn words_of(out: &mut String, name: &str, words: &[(String, String)]) {
    let labelled = words.iter().all(|(word, _)| labels(name, word).is_some());
    let parent = if labelled { ", Labelled" } else { "" };
    writeln!(out, "public enum {name}: String, CaseIterable, {TRAITS}{parent} {{").ok();
    for (word, doc) in words {
        out.push_str(&comment(doc, "    "));
        let case = safe(word);
        if case == *word {
            writeln!(out, "    case {case}").ok();
        } else {
            writeln!(out, "    case {case} = \"{word}\"").ok();
        }
    }
    if labelled {
        out.push_str("\n    public func label(_ lang: Lang) -> String {\n        switch self {\n");
        for (word, _) in words {
            let (zh, en) = labels(name, word).unwrap_or_default();
            writeln!(
                out,
                "        case .{}: lang.pick({}, {})",
                safe(word),
                Value::from(zh),
                Value::from(en)
            )
            .ok();
        }
        out.push_str("        }\n    }\n");
    }
    out.push_str("}\n");
}

/// One of several types that JSON itself tells apart.
fn one_of(out: &mut String, name: &str, of: &[Ty]) -> Result<(), Unknown> {
    let case = |ty: &Ty| match ty {
        Ty::Flag => Ok("flag"),
        Ty::Whole => Ok("whole"),
        Ty::Text => Ok("text"),
        Ty::Named(_) => Ok("object"),
        other => Err(format!("no case for {other:?}")),
    };
    let cases = of
        .iter()
        .map(|ty| Ok((case(ty)?, written(ty, &[]))))
        .collect::<Result<Vec<_>, Unknown>>()?;
    writeln!(out, "public enum {name}: {TRAITS} {{").ok();
    for (case, ty) in &cases {
        writeln!(out, "    case {case}({ty})").ok();
    }
    out.push_str(
        "\n    public init(from decoder: any Decoder) throws {\n        let one = try decoder.singleValueContainer()\n",
    );
    for (at, (case, ty)) in cases.iter().enumerate() {
        let head = if at == 0 { "        if" } else { " else if" };
        write!(
            out,
            "{head} let held = try? one.decode({ty}.self) {{\n            self = .{case}(held)\n        }}"
        )
        .ok();
    }
    writeln!(
        out,
        " else {{\n            throw unknownWord(decoder, \"{name}\")\n        }}\n    }}\n\n    public func encode(to encoder: any Encoder) throws {{\n        var one = encoder.singleValueContainer()\n        switch self {{"
    )
    .ok();
    for (case, _) in &cases {
        writeln!(out, "        case .{case}(let held): try one.encode(held)").ok();
    }
    out.push_str("        }\n    }\n}\n");
    Ok(())
}

/// A tagged type that later versions may add to: what is not known is kept whole.
fn open(out: &mut String, name: &str, of: &str) {
    writeln!(
        out,
        "public enum {name}: {TRAITS} {{
    /** One this version knows. */
    case known({of})
    /** One it does not know, kept whole. */
    case other(JSONValue)

    public init(from decoder: any Decoder) throws {{
        if let known = try? {of}(from: decoder) {{
            self = .known(known)
        }} else {{
            self = .other(try JSONValue(from: decoder))
        }}
    }}

    public func encode(to encoder: any Encoder) throws {{
        switch self {{
        case .known(let held): try held.encode(to: encoder)
        case .other(let held): try held.encode(to: encoder)
        }}
    }}
}}"
    )
    .ok();
}
