//! Kotlin types: data classes, enums with labels, sealed interfaces, ids as value classes.
use std::fmt::Write;

use serde_json::{Map, Value};

use super::labels::labels;
use super::model::{Def, Field, Shape, Ty, Variant, pascal};
use super::names::{comment, quoted, upper};
use super::parse::{Document, Unknown};

const KEYWORDS: [&str; 21] = [
    "as",
    "break",
    "class",
    "continue",
    "do",
    "else",
    "false",
    "for",
    "fun",
    "if",
    "in",
    "interface",
    "is",
    "null",
    "object",
    "package",
    "return",
    "true",
    "val",
    "when",
    "while",
];

pub(super) const HEAD: &str = "// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.\n";

/// A name that Kotlin allows.
pub(super) fn safe(name: &str) -> String {
    quoted(name, &KEYWORDS)
}

/// A type where it is used. `within` holds names that mean something else there.
pub(super) fn written(ty: &Ty, within: &[String]) -> String {
    match ty {
        Ty::Named(name) if within.contains(name) => format!("dev.aftersync.{name}"),
        Ty::Named(name) => name.clone(),
        Ty::Text | Ty::Word(_) => "String".to_owned(),
        Ty::Whole => "Long".to_owned(),
        Ty::Number => "Double".to_owned(),
        Ty::Flag => "Boolean".to_owned(),
        Ty::Nothing => "Unit".to_owned(),
        Ty::Any | Ty::OneOf(_) => "JsonElement".to_owned(),
        Ty::Bytes => "Bytes".to_owned(),
        Ty::List(of) => format!("List<{}>", written(of, within)),
        Ty::Map(of) => format!("Map<String, {}>", written(of, within)),
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
        ty.replace("Long", "ULong")
    } else {
        ty
    }
}

/// The module of all types.
///
/// # Errors
/// A type that has no form in Kotlin yet.
pub(crate) fn types(doc: &Document) -> Result<String, Unknown> {
    let mut out = String::from("@file:OptIn(ExperimentalSerializationApi::class)\n");
    out.push_str(HEAD);
    out.push_str(
        "package dev.aftersync\n
import kotlinx.serialization.ExperimentalSerializationApi
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonClassDiscriminator
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.decodeFromJsonElement
import kotlinx.serialization.json.encodeToJsonElement
",
    );
    let kotlin = Kotlin { doc };
    for def in doc.types.values().filter(|def| def.name != "Bytes") {
        out.push('\n');
        kotlin.def(&mut out, def).map_err(|e| format!("{}: {e}", def.name))?;
    }
    Ok(out)
}

/// The interface that a type which holds known ones and later ones gives to the known ones.
fn parent_of<'d>(doc: &'d Document, name: &str) -> Option<&'d str> {
    let open = doc
        .types
        .values()
        .find(|def| matches!(&def.shape, Shape::Open { of } if of == name))?;
    Some(&open.name)
}

pub(super) struct Kotlin<'d> {
    pub doc: &'d Document,
}

impl Kotlin<'_> {
    fn def(&self, out: &mut String, def: &Def) -> Result<(), Unknown> {
        let name = &def.name;
        out.push_str(&comment(&def.doc, ""));
        match &def.shape {
            Shape::Id | Shape::Alias(Ty::Text) => value_class(out, name, "String"),
            Shape::Alias(Ty::Whole) => value_class(out, name, "Long"),
            Shape::Alias(Ty::OneOf(of)) => self.one_of(out, name, of)?,
            Shape::Alias(ty) => {
                writeln!(out, "public typealias {name} = {}", written(ty, &[])).ok();
            }
            Shape::Words(words) => words_of(out, name, words),
            Shape::Record(fields) => self.class(out, name, "", "", fields, &[], ""),
            Shape::Tagged { tag, variants } => self.tagged(out, name, tag, variants),
            Shape::Keyed { words, fields } => self.keyed(out, name, words, fields),
            Shape::Open { of } => open(out, name, of, self.doc)?,
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one declaration")]
    fn class(
        &self,
        out: &mut String,
        name: &str,
        annotation: &str,
        parent: &str,
        fields: &[Field],
        within: &[String],
        indent: &str,
    ) {
        if fields.is_empty() {
            writeln!(
                out,
                "{indent}@Serializable{annotation}\n{indent}public data object {name}{parent}"
            )
            .ok();
            return;
        }
        writeln!(
            out,
            "{indent}@Serializable{annotation}\n{indent}public data class {name}("
        )
        .ok();
        let mut fields: Vec<&Field> = fields.iter().collect();
        fields.sort_by_key(|field| !field.required);
        for field in fields {
            let inner = format!("{indent}    ");
            out.push_str(&comment(&field.doc, &inner));
            let property = safe(&field.name);
            if property != field.name {
                writeln!(out, "{inner}@SerialName(\"{}\")", field.name).ok();
            }
            let declared = self.declared(field, within);
            writeln!(out, "{inner}public val {property}: {declared},").ok();
        }
        writeln!(out, "{indent}){parent}").ok();
    }

    /// The type of a field or parameter, with its default where it has one.
    pub(super) fn declared(&self, field: &Field, within: &[String]) -> String {
        let ty = of_field(field, within);
        if field.required {
            return ty;
        }
        let value = field.usual();
        match self.literal(&value, &field.ty, within) {
            Some(literal) if literal == "null" && !ty.ends_with('?') => format!("{ty}? = null"),
            Some(literal) => format!("{ty} = {literal}"),
            None => {
                let json = Value::from(value.to_string()).to_string().replace('$', "\\$");
                format!("{ty} = Wire.json.decodeFromString({json})")
            }
        }
    }

    /// A value as Kotlin writes it; nothing where it takes more than a literal.
    fn literal(&self, value: &Value, ty: &Ty, within: &[String]) -> Option<String> {
        match (value, ty) {
            (Value::Null, _) => Some("null".to_owned()),
            (_, Ty::Optional(of)) => self.literal(value, of, within),
            (Value::Bool(flag), Ty::Flag) => Some(flag.to_string()),
            (Value::Number(n), Ty::Whole) => Some(n.to_string()),
            (Value::Number(n), Ty::Number) => n.as_f64().map(|n| format!("{n:?}")),
            (Value::String(text), Ty::Text) => Some(Value::from(text.as_str()).to_string().replace('$', "\\$")),
            (Value::Array(items), Ty::List(_)) if items.is_empty() => Some("emptyList()".to_owned()),
            (Value::Array(items), Ty::List(of)) => {
                let items: Option<Vec<String>> = items.iter().map(|item| self.literal(item, of, within)).collect();
                Some(format!("listOf({})", items?.join(", ")))
            }
            (Value::Object(map), Ty::Map(_)) if map.is_empty() => Some("emptyMap()".to_owned()),
            (Value::Object(map), Ty::Map(of)) => {
                let pair = |(key, value): (&String, &Value)| {
                    Some(format!(
                        "{} to {}",
                        Value::from(key.as_str()),
                        self.literal(value, of, within)?
                    ))
                };
                let pairs: Option<Vec<String>> = map.iter().map(pair).collect();
                Some(format!("mapOf({})", pairs?.join(", ")))
            }
            (_, Ty::Named(name)) => self.literal_of(value, name, within),
            _ => None,
        }
    }

    fn literal_of(&self, value: &Value, name: &str, within: &[String]) -> Option<String> {
        let full = written(&Ty::Named(name.to_owned()), within);
        match (&self.doc.types.get(name)?.shape, value) {
            (Shape::Words(_), Value::String(word)) => Some(format!("{full}.{}", upper(word))),
            (Shape::Alias(Ty::Whole), Value::Number(n)) => Some(format!("{full}({n})")),
            (Shape::Id | Shape::Alias(Ty::Text), Value::String(text)) => {
                Some(format!("{full}({})", Value::from(text.as_str())))
            }
            (Shape::Record(fields), Value::Object(map)) => {
                Some(format!("{full}({})", self.literal_fields(fields, map, within)?))
            }
            (Shape::Keyed { words, .. }, Value::String(word)) if words.iter().any(|(known, _)| known == word) => {
                Some(format!("{full}.{}", pascal(word)))
            }
            (Shape::Tagged { tag, variants }, Value::Object(map)) => {
                let word = map.get(tag)?.as_str()?;
                let variant = variants.iter().find(|variant| variant.word == word)?;
                let fields = self.doc.fields_of(variant);
                if fields.is_empty() {
                    return Some(format!("{full}.{}", pascal(word)));
                }
                let fields = self.literal_fields(&fields, map, within)?;
                Some(format!("{full}.{}({fields})", pascal(word)))
            }
            (Shape::Alias(of), _) => self.literal(value, of, within),
            _ => None,
        }
    }

    /// What of an object is not what it would be anyway, as named arguments.
    fn literal_fields(&self, fields: &[Field], map: &Map<String, Value>, within: &[String]) -> Option<String> {
        let differs = fields.iter().filter_map(|field| {
            let value = map.get(&field.name)?;
            let usual = (!field.required).then(|| field.usual());
            (usual.as_ref() != Some(value)).then_some((field, value))
        });
        let named = differs.map(|(field, value)| {
            let literal = self.literal(value, &field.ty, within)?;
            Some(format!("{} = {literal}", safe(&field.name)))
        });
        Some(named.collect::<Option<Vec<_>>>()?.join(", "))
    }

    fn tagged(&self, out: &mut String, name: &str, tag: &str, variants: &[Variant]) {
        let names: Vec<String> = variants.iter().map(|v| pascal(&v.word)).collect();
        let parent = parent_of(self.doc, name).map(|p| format!(" : {p}")).unwrap_or_default();
        writeln!(
            out,
            "@Serializable\n@JsonClassDiscriminator(\"{tag}\")\npublic sealed interface {name}{parent} {{"
        )
        .ok();
        for (at, variant) in variants.iter().enumerate() {
            if at > 0 {
                out.push('\n');
            }
            out.push_str(&comment(&variant.doc, "    "));
            let annotation = format!("\n    @SerialName(\"{}\")", variant.word);
            let fields = self.doc.fields_of(variant);
            let class = pascal(&variant.word);
            self.class(out, &class, &annotation, &format!(" : {name}"), &fields, &names, "    ");
        }
        out.push_str("}\n");
    }

    /// A word, or an object with one field: each a class of its own.
    fn keyed(&self, out: &mut String, name: &str, words: &[(String, String)], fields: &[Field]) {
        let names: Vec<String> = words
            .iter()
            .map(|(word, _)| pascal(word))
            .chain(fields.iter().map(|f| pascal(&f.name)))
            .collect();
        writeln!(
            out,
            "@Serializable(with = {name}.Wired::class)\npublic sealed interface {name} {{"
        )
        .ok();
        for (word, doc) in words {
            out.push_str(&comment(doc, "    "));
            writeln!(out, "    public data object {} : {name}\n", pascal(word)).ok();
        }
        for field in fields {
            out.push_str(&comment(&field.doc, "    "));
            let ty = written(field.ty.held(), &names);
            let class = pascal(&field.name);
            writeln!(out, "    public data class {class}(public val value: {ty}) : {name}\n").ok();
        }
        writeln!(
            out,
            "    /** As it stands in JSON. */\n    public object Wired : KeyedSerializer<{name}>(\"{name}\") {{"
        )
        .ok();
        let cases = words
            .iter()
            .map(|(word, _)| format!("            \"{word}\" -> {}\n", pascal(word)));
        writeln!(
            out,
            "        override fun word(word: String): {name}? = when (word) {{\n{}            else -> null\n        }}\n",
            cases.collect::<String>()
        )
        .ok();
        let cases = fields.iter().map(|f| {
            let class = pascal(&f.name);
            format!(
                "            \"{}\" -> {class}(json.decodeFromJsonElement(value))\n",
                f.name
            )
        });
        writeln!(
            out,
            "        override fun held(key: String, value: JsonElement, json: Json): {name}? = when (key) {{\n{}            else -> null\n        }}\n",
            cases.collect::<String>()
        )
        .ok();
        let words = words
            .iter()
            .map(|(word, _)| format!("            is {} -> JsonPrimitive(\"{word}\")\n", pascal(word)));
        let held = fields.iter().map(|f| {
            format!(
                "            is {} -> holding(\"{}\", json.encodeToJsonElement(value.value))\n",
                pascal(&f.name),
                f.name
            )
        });
        writeln!(
            out,
            "        override fun written(value: {name}, json: Json): JsonElement = when (value) {{\n{}        }}\n    }}\n}}",
            words.chain(held).collect::<String>()
        )
        .ok();
    }

    /// One of several types that JSON itself tells apart.
    fn one_of(&self, out: &mut String, name: &str, of: &[Ty]) -> Result<(), Unknown> {
        let cases = of.iter().map(one_case).collect::<Result<Vec<_>, _>>()?;
        writeln!(
            out,
            "@Serializable(with = {name}.Wired::class)\npublic sealed interface {name} {{"
        )
        .ok();
        for (ty, case) in of.iter().zip(&cases) {
            let ty = written(ty, &[]);
            writeln!(
                out,
                "    /** One that is a `{ty}`. */\n    public data class {}(public val value: {ty}) : {name}\n",
                case.class
            )
            .ok();
        }
        writeln!(
            out,
            "    /** As it stands in JSON. */\n    public object Wired : EitherSerializer<{name}>(\"{name}\") {{"
        )
        .ok();
        let reading = cases
            .iter()
            .map(|case| format!("            {} -> {}({})\n", case.is, case.class, case.read));
        writeln!(
            out,
            "        override fun read(element: JsonElement, json: Json): {name}? = when {{\n{}            else -> null\n        }}\n",
            reading.collect::<String>()
        )
        .ok();
        let writing = cases.iter().map(|case| {
            format!(
                "            is {} -> json.encodeToJsonElement(value.value)\n",
                case.class
            )
        });
        writeln!(
            out,
            "        override fun written(value: {name}, json: Json): JsonElement = when (value) {{\n{}        }}\n    }}\n}}",
            writing.collect::<String>()
        )
        .ok();
        Ok(())
    }
}

/// How one of several types is told from the others.
struct Case {
    class: &'static str,
    is: &'static str,
    read: &'static str,
}

fn one_case(ty: &Ty) -> Result<Case, Unknown> {
    let (class, is, read) = match ty {
        Ty::Flag => ("Flag", "element.isFlag()", "element.flag()"),
        Ty::Whole => ("Whole", "element.isWhole()", "element.whole()"),
        Ty::Text => ("Text", "element.isText()", "element.text()"),
        Ty::Named(_) => ("Object", "element is JsonObject", "json.decodeFromJsonElement(element)"),
        other => return Err(format!("no case for {other:?}")),
    };
    Ok(Case { class, is, read })
}

fn value_class(out: &mut String, name: &str, of: &str) {
    writeln!(
        out,
        "@JvmInline\n@Serializable\npublic value class {name}(public val value: {of}) {{\n    override fun toString(): String = value{}\n\n    public companion object\n}}",
        if of == "String" { "" } else { ".toString()" }
    )
    .ok();
}

fn words_of(out: &mut String, name: &str, words: &[(String, String)]) {
    let labelled = words.iter().all(|(word, _)| labels(name, word).is_some());
    let (parameters, parent) = if labelled {
        (
            "public val word: String, private val zh: String, private val en: String",
            " : Labelled",
        )
    } else {
        ("public val word: String", "")
    };
    writeln!(out, "@Serializable\npublic enum class {name}({parameters}){parent} {{").ok();
    for (word, doc) in words {
        out.push_str(&comment(doc, "    "));
        let label = labels(name, word).filter(|_| labelled);
        let label = label
            .map(|(zh, en)| format!(", {}, {}", Value::from(zh), Value::from(en)))
            .unwrap_or_default();
        writeln!(
            out,
            "    @SerialName(\"{word}\")\n    {}(\"{word}\"{label}),",
            upper(word)
        )
        .ok();
    }
    if labelled {
        out.push_str("    ;\n\n    override fun label(lang: Lang): String = lang.pick(zh, en)\n");
    }
    out.push_str("}\n");
}

/// A tagged type that later versions may add to: what is not known is kept whole.
fn open(out: &mut String, name: &str, of: &str, doc: &Document) -> Result<(), Unknown> {
    let Some(Shape::Tagged { tag, .. }) = doc.types.get(of).map(|def| &def.shape) else {
        return Err(format!("{of} is not tagged"));
    };
    writeln!(
        out,
        "@Serializable(with = {name}.Wired::class)
public sealed interface {name} {{
    /** What this version does not know, kept whole. */
    public data class Other(public val raw: JsonElement) : {name}

    /** As it stands in JSON. */
    public object Wired : EitherSerializer<{name}>(\"{name}\") {{
        override fun read(element: JsonElement, json: Json): {name} {{
            val word = (element as? JsonObject)?.get(\"{tag}\")
            return if (word != null && word.isText() && word.text() in KNOWN) {{
                json.decodeFromJsonElement({of}.serializer(), element)
            }} else {{
                Other(element)
            }}
        }}

        override fun written(value: {name}, json: Json): JsonElement = when (value) {{
            is {of} -> json.encodeToJsonElement({of}.serializer(), value)
            is Other -> value.raw
        }}

        private val KNOWN = tags({of}.serializer())
    }}
}}"
    )
    .ok();
    Ok(())
}
