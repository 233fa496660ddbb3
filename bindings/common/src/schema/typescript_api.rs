//! TypeScript calls: one method per row of the table, and typed actions.
use std::collections::BTreeMap;
use std::fmt::Write;

use super::model::{Call, Field, Shape, Ty, Variant};
use super::names::comment;
use super::parse::{Document, Unknown};
use super::typescript::{of_field, written};
use crate::Way;
use crate::actions::ACTIONS;
use crate::ids::IDS;

/// Methods whose own name means something else in JavaScript: `desk.events()` goes on for ever.
const RENAMED: [(&str, &str); 1] = [("events", "eventPage")];

/// `claim_jobs` → `claimJobs`.
fn camel(name: &str) -> String {
    if let Some((_, renamed)) = RENAMED.iter().find(|(from, _)| *from == name) {
        return (*renamed).to_owned();
    }
    let mut out = String::new();
    let mut up = false;
    for c in name.chars() {
        if c == '_' {
            up = true;
        } else if std::mem::take(&mut up) {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// The module of all calls.
///
/// # Errors
/// A result with bytes deeper in it than the tables here can say.
pub(crate) fn api(doc: &Document) -> Result<String, Unknown> {
    let mut body = tables(doc)?;
    body.push_str(METHODS);
    for call in &doc.calls {
        body.push_str(&method(call));
    }
    body.push_str("}\n");
    body.push_str(&acting(doc));
    body.push_str(&ids());
    let mut out = String::from("// Written by `cargo run -p aftersync-bindings-common --bin schema`: do not edit.\n");
    out.push_str("import { derive } from \"./native.js\";\nimport type {\n");
    for name in doc.types.keys() {
        if mentions(&body, name) {
            writeln!(out, "  {name},").ok();
        }
    }
    out.push_str("} from \"./schema.js\";\n");
    out.push_str(&body);
    Ok(out)
}

const METHODS: &str = "
/** What every call takes. */
export interface CallOptions {
  /** Gives the call up. What was handed in by then is not taken back. */
  signal?: AbortSignal | undefined;
}

/** Every method of the desk. */
export abstract class Methods {
  protected abstract call<T>(name: string, args: object, signal?: AbortSignal, body?: Uint8Array): Promise<T>;
";

const ACTING: &str = "
/** What every command takes. */
export interface ActOptions extends CallOptions {
  /** Applied once under this key, and answered the same way again. */
  key?: string | null | undefined;
  /** Refused when the ticket has another version than this by now. */
  expect?: number | null | undefined;
}

/** Everything an actor can do: each call is one command. */
export abstract class ActingMethods {
  protected abstract run(act: object, options: ActOptions): Promise<Applied>;
";

fn tables(doc: &Document) -> Result<String, Unknown> {
    let instant = doc.calls.iter().filter(|call| call.way == Way::Instant);
    let mut out = format!(
        "\n/** Methods that answer from memory. */\nexport const INSTANT: ReadonlySet<string> = new Set([{}]);\n",
        quoted(instant.map(|call| call.name))
    );
    let with_body = doc.calls.iter().filter(|call| call.body);
    writeln!(
        out,
        "\n/** Methods that take bytes beside their arguments. */\nexport const BODIES: ReadonlySet<string> = new Set([{}]);",
        quoted(with_body.map(|call| call.name))
    )
    .ok();
    let held = doc
        .calls
        .iter()
        .filter(|call| call.params.iter().any(|p| holds_bytes(doc, &p.ty)));
    writeln!(
        out,
        "\n/** Methods with bytes within their arguments. */\nexport const WITH_BYTES: ReadonlySet<string> = new Set([{}]);",
        quoted(held.map(|call| call.name))
    )
    .ok();
    out.push_str(
        "\n/** Where there are bytes in results: by name, or the result itself, or of each in a list (`*`). */\n",
    );
    out.push_str("export const BYTES: Readonly<Record<string, string>> = {\n");
    for call in &doc.calls {
        if let Some(at) = bytes_in(doc, &call.result)? {
            writeln!(out, "  {}: \"{at}\",", call.name).ok();
        }
    }
    out.push_str("};\n\n/** The kinds of events that this version knows. */\n");
    let kinds = tagged(doc, "EventBody").iter().map(|v| v.word.as_str());
    writeln!(
        out,
        "export const EVENT_KINDS: ReadonlySet<string> = new Set([{}]);",
        quoted(kinds)
    )
    .ok();
    Ok(out)
}

fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// Whether there are bytes within arguments.
fn holds_bytes(doc: &Document, ty: &Ty) -> bool {
    match ty {
        Ty::Optional(of) | Ty::List(of) => holds_bytes(doc, of),
        Ty::Named(name) => match doc.types.get(name).map(|def| &def.shape) {
            Some(Shape::Record(fields)) => fields.iter().any(|field| direct_bytes(doc, &field.ty)),
            _ => direct_bytes(doc, ty),
        },
        _ => direct_bytes(doc, ty),
    }
}

/// Where bytes are in a result: nothing, `""` for the result itself, or the name of its one such field; behind `*` where it
/// is a list of them.
fn bytes_in(doc: &Document, ty: &Ty) -> Result<Option<String>, Unknown> {
    match ty {
        Ty::Bytes => Ok(Some(String::new())),
        Ty::Optional(of) => bytes_in(doc, of),
        Ty::List(of) => Ok(bytes_in(doc, of)?.map(|at| format!("*{at}"))),
        Ty::Named(name) => match doc.types.get(name).map(|def| &def.shape) {
            Some(Shape::Alias(of)) => bytes_in(doc, of),
            Some(Shape::Record(fields)) => {
                let mut found = None;
                for field in fields {
                    match direct_bytes(doc, &field.ty) {
                        true if found.is_some() => return Err(format!("{name}: two fields of bytes")),
                        true => found = Some(field.name.clone()),
                        false => {}
                    }
                }
                Ok(found)
            }
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

fn direct_bytes(doc: &Document, ty: &Ty) -> bool {
    match ty {
        Ty::Bytes => true,
        Ty::Optional(of) => direct_bytes(doc, of),
        Ty::Named(name) => matches!(doc.types.get(name).map(|def| &def.shape), Some(Shape::Alias(Ty::Bytes))),
        _ => false,
    }
}

fn tagged<'d>(doc: &'d Document, name: &str) -> &'d [Variant] {
    match doc.types.get(name).map(|def| &def.shape) {
        Some(Shape::Tagged { variants, .. }) => variants,
        _ => &[],
    }
}

fn mentions(text: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(|c| is_word(c) || c == '"' || c == '`') && !after.is_some_and(|c| is_word(c) || c == '"')
    })
}

/// How the parameters of a call are given: some by place, the others in an object.
struct Given<'f> {
    placed: Vec<&'f Field>,
    named: Vec<&'f Field>,
}

impl<'f> Given<'f> {
    /// Up to two that must be there stand by place; of more only a ticket does. A query alone stands by place too.
    fn of(fields: &[&'f Field]) -> Self {
        let required = fields.iter().filter(|f| f.required).count();
        let by_place = |at: usize, field: &Field| match required {
            0 => fields.len() == 1 && field.name == "query",
            1 | 2 => field.required,
            _ => at == 0 && field.name == "ticket",
        };
        let mut given = Self {
            placed: Vec::new(),
            named: Vec::new(),
        };
        for (at, field) in fields.iter().enumerate() {
            if by_place(at, field) {
                given.placed.push(field);
            } else {
                given.named.push(field);
            }
        }
        given
    }

    /// The parameters as they are declared; `also` stands after the first.
    fn declared(&self, also: Option<&str>, options: &str) -> String {
        let place = |f: &&Field| format!("{}{}: {}", f.name, if f.required { "" } else { "?" }, of_field(f));
        let mut out: Vec<String> = self.placed.iter().map(place).collect();
        if let Some(also) = also {
            out.insert(out.len().min(1), also.to_owned());
        }
        let must = self.named.iter().any(|f| f.required);
        let own = self.named.iter().map(|f| {
            let (mark, absent) = if f.required { ("", "") } else { ("?", " | undefined") };
            format!("{}{mark}: {}{absent}", f.name, of_field(f))
        });
        let own = own.collect::<Vec<_>>().join("; ");
        let ty = if own.is_empty() {
            options.to_owned()
        } else {
            format!("{{ {own} }} & {options}")
        };
        out.push(format!("options: {ty}{}", if must { "" } else { " = {}" }));
        out.join(", ")
    }

    /// The names of those that stand by place, for an object.
    fn names(&self) -> Vec<String> {
        self.placed.iter().map(|f| f.name.clone()).collect()
    }
}

fn documented(doc: &str, params: &[&Field]) -> String {
    let mut out = doc.to_owned();
    let told = params.iter().filter(|p| !p.doc.is_empty());
    let lines: Vec<String> = told
        .map(|p| format!("- `{}`: {}", p.name, p.doc.replace('\n', " ")))
        .collect();
    if !lines.is_empty() {
        write!(out, "\n\n{}", lines.join("\n")).ok();
    }
    comment(&out, "  ")
}

fn method(call: &Call) -> String {
    let params: Vec<&Field> = call.params.iter().collect();
    let given = Given::of(&params);
    let result = match &call.result {
        Ty::Nothing => "void".to_owned(),
        other => written(other),
    };
    let mut out = format!("\n{}", documented(call.doc, &params));
    let declared = given.declared(call.body.then_some("body: Uint8Array"), "CallOptions");
    writeln!(out, "  {}({declared}): Promise<{result}> {{", camel(call.name)).ok();
    let mut args = given.names();
    let signal = if given.named.is_empty() {
        "options.signal"
    } else {
        out.push_str("    const { signal, ...rest } = options;\n");
        args.push("...rest".to_owned());
        "signal"
    };
    let args = if args.is_empty() {
        "{}".to_owned()
    } else {
        format!("{{ {} }}", args.join(", "))
    };
    let body = if call.body { ", body" } else { "" };
    writeln!(
        out,
        "    return this.call(\"{}\", {args}, {signal}{body});\n  }}",
        call.name
    )
    .ok();
    out
}

fn acting(doc: &Document) -> String {
    let details: BTreeMap<&str, &Field> = match doc.types.get("Details").map(|def| &def.shape) {
        Some(Shape::Record(fields)) => fields.iter().map(|f| (f.name.as_str(), f)).collect(),
        _ => BTreeMap::new(),
    };
    let mut out = String::from(ACTING);
    for action in ACTIONS {
        let needs = action
            .needs
            .iter()
            .filter_map(|name| details.get(name))
            .map(|f| f.needed());
        let takes = action
            .takes
            .iter()
            .filter_map(|name| details.get(name))
            .map(|f| (*f).clone());
        let fields: Vec<Field> = std::iter::once(Field::ticket()).chain(needs).chain(takes).collect();
        out.push_str(&moved(action.trigger.as_str(), action.doc, &fields));
    }
    for act in tagged(doc, "Act") {
        out.push_str(&acted(act));
    }
    out.push_str("}\n");
    out
}

/// The move of one trigger: what is not the ticket is a detail.
fn moved(word: &str, doc: &str, fields: &[Field]) -> String {
    let fields: Vec<&Field> = fields.iter().collect();
    let given = Given::of(&fields);
    let mut out = format!("\n{}", documented(doc, &fields));
    let declared = given.declared(None, "ActOptions");
    writeln!(out, "  {}({declared}): Promise<Applied> {{", camel(word)).ok();
    let mut details: Vec<String> = given.names().into_iter().filter(|name| name != "ticket").collect();
    let options = options(&given, &mut out, &mut details);
    writeln!(
        out,
        "    return this.run({{ do: \"move\", ticket, trigger: \"{word}\", details: {} }}, {options});\n  }}",
        if details.is_empty() {
            "{}".to_owned()
        } else {
            format!("{{ {} }}", details.join(", "))
        }
    )
    .ok();
    out
}

fn acted(act: &Variant) -> String {
    let mut fields: Vec<&Field> = act.fields.iter().collect();
    fields.sort_by_key(|f| (!f.required, f.name != "ticket"));
    let given = Given::of(&fields);
    let mut out = format!("\n{}", documented(&act.doc, &fields));
    let declared = given.declared(None, "ActOptions");
    writeln!(out, "  {}({declared}): Promise<Applied> {{", camel(&act.word)).ok();
    let mut names = given.names();
    names.insert(0, format!("do: \"{}\"", act.word));
    let options = options(&given, &mut out, &mut names);
    writeln!(out, "    return this.run({{ {} }}, {options});\n  }}", names.join(", ")).ok();
    out
}

/// Takes a command's own options out of what was given; gives how they are handed on.
fn options(given: &Given<'_>, out: &mut String, names: &mut Vec<String>) -> &'static str {
    if given.named.is_empty() {
        return "options";
    }
    out.push_str("    const { key, expect, signal, ...rest } = options;\n");
    names.push("...rest".to_owned());
    "{ key, expect, signal }"
}

fn ids() -> String {
    let mut out = String::new();
    for id in IDS {
        let names: Vec<String> = id.from.iter().map(|name| camel(name)).collect();
        let params = names
            .iter()
            .map(|n| format!("{n}: string"))
            .collect::<Vec<_>>()
            .join(", ");
        write!(
            out,
            "\n{}export function {}({params}): {} {{\n  return derive(\"{}\", {{ {} }});\n}}\n",
            comment(id.doc, ""),
            camel(id.name),
            id.of,
            id.name,
            names.join(", ")
        )
        .ok();
    }
    out
}
