//! Python calls: one method per row of the table, blocking and for asyncio, and typed actions.
use std::fmt::Write;

use super::model::{Call, Field, Shape, Ty, Variant};
use super::parse::Document;
use super::python::{HEAD, annotation, docstring, python, safe};
use crate::actions::ACTIONS;
use crate::ids::IDS;

/// Calls whose result leads on to a table, and its class in `_tables.py`.
const TABLES: [(&str, &str); 5] = [
    ("tickets", "TicketList"),
    ("orders", "OrderList"),
    ("sold_lines", "SoldLineList"),
    ("events", "EventList"),
    ("counters", "CounterList"),
];

/// Calls that take long, and what they tell of how far they are.
const LONG: [(&str, &str); 3] = [
    ("import_file", "ImportProgress"),
    ("backfill", "Backfilled"),
    ("reconcile", "Reconciling"),
];

/// What a long call tells of how far it is.
fn progress(call: &Call) -> Option<&'static str> {
    LONG.iter().find(|(name, _)| *name == call.name).map(|(_, told)| *told)
}

/// What a call gives, as an annotation.
fn result(call: &Call) -> String {
    let table = TABLES.iter().find(|(name, _)| *name == call.name);
    table.map_or_else(|| annotation(&call.result), |(_, class)| (*class).to_owned())
}

/// Whether a call blocks or is awaited.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    Blocking,
    Awaited,
}

impl Manner {
    fn prefix(self) -> &'static str {
        match self {
            Self::Blocking => "Sync",
            Self::Awaited => "Async",
        }
    }
    fn def(self) -> &'static str {
        match self {
            Self::Blocking => "def",
            Self::Awaited => "async def",
        }
    }
    fn wait(self) -> &'static str {
        match self {
            Self::Blocking => "",
            Self::Awaited => "await ",
        }
    }
}

/// The module of all calls.
pub(crate) fn api(doc: &Document) -> String {
    let mut body = String::new();
    body.push_str("\nRESULTS: dict[str, Any] = {\n");
    for call in &doc.calls {
        let class = TABLES.iter().any(|(name, _)| *name == call.name).then(|| result(call));
        let given = class.unwrap_or_else(|| runtime(&call.result));
        writeln!(body, "    \"{}\": {given},", call.name).ok();
    }
    body.push_str("}\n\"\"\"What each method gives.\"\"\"\n");
    for manner in [Manner::Blocking, Manner::Awaited] {
        body.push_str(&methods(doc, manner));
        body.push_str(&acting(doc, manner));
    }
    body.push_str(&ids());
    let mut out = String::from(HEAD);
    out.push_str("\"\"\"The methods of the desk, from the one table that all languages share.\"\"\"\n\n");
    out.push_str("from __future__ import annotations\n\nfrom collections.abc import Callable\nfrom typing import Any, Literal\n\n");
    out.push_str("from . import _native\nfrom ._models import (\n");
    for name in doc.types.keys().chain(&act_names(doc)) {
        if mentions(&body, name) {
            writeln!(out, "    {name},").ok();
        }
    }
    out.push_str(")\n");
    let classes: Vec<&str> = TABLES.iter().map(|(_, class)| *class).collect();
    writeln!(out, "from ._tables import {}", classes.join(", ")).ok();
    out.push_str(&body);
    out.replace(
        ", Literal\n",
        if body.contains("Literal[") { ", Literal\n" } else { "\n" },
    )
}

/// `None` alone is no type that can stand in an `|` at run time.
fn runtime(ty: &Ty) -> String {
    match ty {
        Ty::Nothing => "None".to_owned(),
        other => annotation(other),
    }
}

fn mentions(text: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(name).any(|(at, _)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(|c| is_word(c) || c == '"') && !after.is_some_and(|c| is_word(c) || c == '"')
    })
}

fn act_names(doc: &Document) -> Vec<String> {
    acts(doc)
        .iter()
        .map(|v| super::model::variant_name("Act", &v.word))
        .collect()
}

fn acts(doc: &Document) -> &[Variant] {
    match doc.types.get("Act").map(|def| &def.shape) {
        Some(Shape::Tagged { variants, .. }) => variants,
        _ => &[],
    }
}

fn methods(doc: &Document, manner: Manner) -> String {
    let mut out = format!(
        "\n\nclass {}Methods:\n    \"\"\"Every method of the desk.\"\"\"\n\n",
        manner.prefix()
    );
    writeln!(
        out,
        "    {} _call(self, name: str, args: dict[str, Any], body: bytes = b\"\") -> Any:",
        manner.def()
    )
    .ok();
    out.push_str("        raise NotImplementedError\n\n");
    writeln!(
        out,
        "    {} _long(self, name: str, args: dict[str, Any], progress: Callable[[Any], object] | None, told: type) -> Any:",
        manner.def()
    )
    .ok();
    out.push_str("        raise NotImplementedError\n");
    for call in &doc.calls {
        out.push_str(&method(call, manner));
    }
    out
}

fn method(call: &Call, manner: Manner) -> String {
    let mut params: Vec<String> = call.params.iter().filter(|p| p.required).map(declared).collect();
    if call.body {
        let at = params.len().min(1);
        params.insert(at, "body: bytes".to_owned());
    }
    params.extend(call.params.iter().filter(|p| !p.required).map(declared));
    if let Some(told) = progress(call) {
        params.push(format!("*, progress: Callable[[{told}], object] | None = None"));
    }
    params.insert(0, "self".to_owned());
    let result = result(call);
    let name = safe(call.name);
    let mut out = format!("\n    {} {name}({}) -> {result}:\n", manner.def(), params.join(", "));
    out.push_str(&docstring(&documented(call), "        "));
    out.push_str("        args: dict[str, Any] = {");
    let always = call
        .params
        .iter()
        .filter(|p| !omitted(p))
        .map(|p| format!("\"{}\": {}", p.name, safe(&p.name)));
    writeln!(out, "{}}}", always.collect::<Vec<_>>().join(", ")).ok();
    for param in call.params.iter().filter(|p| omitted(p)) {
        let name = safe(&param.name);
        writeln!(
            out,
            "        if {name} is not None:\n            args[\"{}\"] = {name}",
            param.name
        )
        .ok();
    }
    let body = if call.body { ", body" } else { "" };
    let call = match progress(call) {
        Some(told) => format!("{}self._long(\"{}\", args, progress, {told})", manner.wait(), call.name),
        None => format!("{}self._call(\"{}\", args{body})", manner.wait(), call.name),
    };
    match result.as_str() {
        "None" => writeln!(out, "        {call}").ok(),
        _ => writeln!(out, "        result: {result} = {call}\n        return result").ok(),
    };
    out
}

/// What a method does, and what its parameters are.
fn documented(call: &Call) -> String {
    let mut out = parameters(call);
    if progress(call).is_some() {
        out.push_str(
            "\n- `progress`: is called every now and then on the thread of the call with how far it is. What it raises ends\n  \
             the call and comes out of it; so does an interrupt. What was taken in stays.",
        );
    }
    out
}

fn parameters(call: &Call) -> String {
    if call.params.is_empty() {
        return call.doc.to_owned();
    }
    let mut out = format!("{}\n\n", call.doc);
    for param in &call.params {
        writeln!(out, "- `{}`: {}", safe(&param.name), param.doc.replace('\n', " ")).ok();
    }
    out.trim_end().to_owned()
}

/// Whether a parameter is left out of the arguments when it is `None`.
fn omitted(param: &Field) -> bool {
    !param.required && scalar(param).is_none()
}

/// The default of a parameter, where it is a plain value.
fn scalar(param: &Field) -> Option<String> {
    let value = param.default.as_ref()?;
    (!value.is_null() && !value.is_array() && !value.is_object()).then(|| python(value))
}

fn declared(param: &Field) -> String {
    let (name, ty) = (safe(&param.name), annotation(&param.ty));
    if param.required {
        return format!("{name}: {ty}");
    }
    match scalar(param) {
        Some(default) => format!("{name}: {ty} = {default}"),
        None if ty.ends_with("| None") => format!("{name}: {ty} = None"),
        None => format!("{name}: {ty} | None = None"),
    }
}

fn acting(doc: &Document, manner: Manner) -> String {
    let mut out = format!("\n\nclass {}Acting:\n", manner.prefix());
    out.push_str("    \"\"\"Everything an actor can do: each call is one command.\n\n");
    out.push_str("    `key` makes it happen once; `expect` refuses it when the ticket has moved on.\n    \"\"\"\n\n");
    writeln!(
        out,
        "    {} _act(self, act: dict[str, Any], key: str | None, expect: int | None) -> Applied:\n        raise NotImplementedError",
        manner.def()
    )
    .ok();
    let details = match doc.types.get("Details").map(|def| &def.shape) {
        Some(Shape::Record(fields)) => fields.as_slice(),
        _ => &[],
    };
    for action in ACTIONS {
        let field = |name: &&str| details.iter().find(|f| f.name == **name);
        let needs: Vec<Field> = action.needs.iter().filter_map(field).map(Field::needed).collect();
        let takes: Vec<Field> = action.takes.iter().filter_map(field).cloned().collect();
        let ticket = Field::ticket();
        let all: Vec<&Field> = std::iter::once(&ticket).chain(&needs).chain(&takes).collect();
        let word = action.trigger.as_str();
        out.push_str(&act_head(word, action.doc, &all, manner));
        out.push_str("        details: dict[str, Any] = {}\n");
        for field in needs.iter().chain(&takes) {
            let name = safe(&field.name);
            writeln!(
                out,
                "        if {name} is not None:\n            details[\"{}\"] = {name}",
                field.name
            )
            .ok();
        }
        writeln!(
            out,
            "        act = {{\"do\": \"move\", \"ticket\": ticket, \"trigger\": \"{word}\", \"details\": details}}\n        return {}self._act(act, key, expect)",
            manner.wait()
        )
        .ok();
    }
    for act in acts(doc) {
        let mut all: Vec<&Field> = act.fields.iter().collect();
        all.sort_by_key(|f| (!f.required, f.name != "ticket"));
        out.push_str(&act_head(&act.word, &act.doc, &all, manner));
        writeln!(out, "        act: dict[str, Any] = {{\"do\": \"{}\"}}", act.word).ok();
        for field in all {
            let name = safe(&field.name);
            writeln!(
                out,
                "        if {name} is not None:\n            act[\"{}\"] = {name}",
                field.name
            )
            .ok();
        }
        writeln!(out, "        return {}self._act(act, key, expect)", manner.wait()).ok();
    }
    out
}

/// The first two parameters that must be there may be given by position, unless there are more of them.
fn act_head(name: &str, doc: &str, fields: &[&Field], manner: Manner) -> String {
    let required = fields.iter().filter(|f| f.required).count();
    let by_place = if required <= 2 { required } else { 1 };
    let optional = |f: &&Field| match (f.required, annotation(&f.ty)) {
        (true, ty) => format!("{}: {ty}", safe(&f.name)),
        (false, ty) if ty.ends_with("| None") => format!("{}: {ty} = None", safe(&f.name)),
        (false, ty) => format!("{}: {ty} | None = None", safe(&f.name)),
    };
    let mut params: Vec<String> = fields.iter().map(optional).collect();
    params.insert(by_place, "*".to_owned());
    params.insert(0, "self".to_owned());
    params.extend([
        "key: str | None = None".to_owned(),
        "expect: int | None = None".to_owned(),
    ]);
    let mut out = format!(
        "\n    {} {}({}) -> Applied:\n",
        manner.def(),
        safe(name),
        params.join(", ")
    );
    out.push_str(&docstring(doc, "        "));
    out
}

fn ids() -> String {
    let mut out = String::new();
    for id in IDS {
        let params = id
            .from
            .iter()
            .map(|name| format!("{name}: str"))
            .collect::<Vec<_>>()
            .join(", ");
        write!(out, "\n\ndef {}({params}) -> {}:\n", id.name, id.of).ok();
        out.push_str(&docstring(id.doc, "    "));
        writeln!(
            out,
            "    return {}(_native.derive_id(\"{}\", [{}]))",
            id.of,
            id.name,
            id.from.join(", ")
        )
        .ok();
    }
    out
}
