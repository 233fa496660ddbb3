//! Kotlin calls: one method per row of a table, typed actions, ids that follow from names, an exception for each kind.
use std::fmt::Write;

use super::kotlin::{HEAD, Kotlin, safe, written};
use super::model::{Call, Field, Shape, Ty, Variant, pascal};
use super::names::{call_comment, camel, comment, upper};
use super::parse::Document;
use crate::Way;
use crate::actions::ACTIONS;
use crate::ids::IDS;

/// Methods whose own name means something else in Kotlin: `desk.events()` goes on for ever.
const RENAMED: [(&str, &str); 1] = [("events", "eventPage")];

/// Methods that the copy gives in a form of its own.
const BY_HAND: [&str; 1] = ["answer"];

fn head(imports: &[&str]) -> String {
    let mut out = format!("{HEAD}package dev.aftersync\n\n");
    for import in imports {
        writeln!(out, "import {import}").ok();
    }
    out
}

/// The calls of the desk.
pub(crate) fn desk(doc: &Document) -> String {
    let kotlin = Kotlin { doc };
    let mut out = head(&[]);
    out.push_str(
        "
/** Every method of the desk. */
public abstract class DeskMethods internal constructor() {
    internal abstract suspend fun call(name: String, args: Arguments, body: ByteArray? = null): String

    internal abstract fun callNow(name: String, args: Arguments): String
",
    );
    for call in &doc.calls {
        out.push_str(&method(&kotlin, call));
    }
    out.push_str(
        "}\n\n/** Methods that hold the thread they run on. */\ninternal val BLOCKING: Set<String> = setOf(\n",
    );
    for call in doc.calls.iter().filter(|call| call.way == Way::Blocks) {
        writeln!(out, "    \"{}\",", call.name).ok();
    }
    out.push_str(")\n");
    out
}

/// The calls of a copy on a phone, all that an actor can do, ids, exceptions.
pub(crate) fn replica(doc: &Document) -> String {
    let kotlin = Kotlin { doc };
    let mut out = head(&["dev.aftersync.ffi.deriveId"]);
    out.push_str(
        "
/** Every method of a copy on a phone. */
public abstract class ReplicaMethods internal constructor() {
    internal abstract suspend fun call(name: String, args: Arguments, body: ByteArray? = null): String
",
    );
    for call in doc.replica.iter().filter(|call| !BY_HAND.contains(&call.name)) {
        out.push_str(&method(&kotlin, call));
    }
    out.push_str("}\n");
    out.push_str(&acting(&kotlin));
    for id in IDS {
        let names: Vec<String> = id.from.iter().map(|name| safe(name)).collect();
        let params: Vec<String> = names.iter().map(|name| format!("{name}: String")).collect();
        writeln!(
            out,
            "\n{}public fun {}({}): {of} = {of}(guarded {{ deriveId(\"{}\", listOf({})) }})",
            comment(id.doc, ""),
            camel(id.name),
            params.join(", "),
            id.name,
            names.join(", "),
            of = id.of
        )
        .ok();
    }
    out.push_str(&exceptions(doc));
    out
}

fn name_of(call: &str) -> String {
    let renamed = RENAMED.iter().find(|(from, _)| *from == call);
    renamed.map_or_else(|| camel(call), |(_, to)| (*to).to_owned())
}

/// The parameters as they are declared; those that tell the phone's own time are filled in.
fn declared(kotlin: &Kotlin<'_>, fields: &[&Field]) -> Vec<String> {
    let one = |field: &&Field| {
        let ty = kotlin.declared(field, &[]);
        let now = field.name == "at" && ty == "Timestamp";
        format!(
            "{}: {ty}{}",
            safe(&field.name),
            if now { " = Timestamp.now()" } else { "" }
        )
    };
    fields.iter().map(one).collect()
}

fn told(doc: &str, fields: &[&Field]) -> String {
    let params: Vec<(String, &str)> = fields.iter().map(|f| (camel(&f.name), f.doc.as_str())).collect();
    call_comment(doc, &params, "    ")
}

fn method(kotlin: &Kotlin<'_>, call: &Call) -> String {
    let fields: Vec<&Field> = call.params.iter().collect();
    let mut params = declared(kotlin, &fields);
    if call.body {
        params.insert(params.len().min(1), "body: ByteArray".to_owned());
    }
    let instant = call.way == Way::Instant;
    let args = fields
        .iter()
        .map(|f| format!("put(\"{}\", {})", f.name, safe(&f.name)))
        .collect::<Vec<_>>()
        .join("; ");
    let args = if args.is_empty() {
        "Arguments()".to_owned()
    } else {
        format!("Arguments().apply {{ {args} }}")
    };
    let body = if call.body { ", body" } else { "" };
    let (suspend, verb) = if instant { ("", "callNow") } else { ("suspend ", "call") };
    let asked = format!("{verb}(\"{}\", {args}{body})", call.name);
    let rest = match &call.result {
        Ty::Nothing => format!(" {{\n        {asked}\n    }}"),
        result => format!(": {} =\n        read({asked})", written(result, &[])),
    };
    format!(
        "\n{}    public {suspend}fun {}({}){rest}\n",
        told(call.doc, &fields),
        name_of(call.name),
        params.join(", ")
    )
}

fn acting(kotlin: &Kotlin<'_>) -> String {
    let mut out = String::from(
        "
/** Everything an actor can do: each call is one command, and gives what the desk or the copy gives for it. */
public abstract class ActingMethods<R> internal constructor() {
    internal abstract suspend fun run(act: Act): R
",
    );
    for action in ACTIONS {
        let given = kotlin.doc.details(action);
        out.push_str(&moved(kotlin, action.trigger.as_str(), action.doc, &given));
    }
    for act in kotlin.doc.variants("Act") {
        out.push_str(&acted(kotlin, act));
    }
    out.push_str("}\n");
    out
}

/// `name = name`, for each.
fn by_name(fields: &[&Field]) -> String {
    let one = |f: &&Field| format!("{0} = {0}", safe(&f.name));
    fields.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The move of one trigger: what is not the ticket is a detail.
fn moved(kotlin: &Kotlin<'_>, word: &str, doc: &str, details: &[Field]) -> String {
    let ticket = Field::ticket();
    let details: Vec<&Field> = details.iter().collect();
    let all: Vec<&Field> = std::iter::once(&ticket).chain(details.iter().copied()).collect();
    format!(
        "\n{}    public suspend fun {}({}): R =\n        run(Act.Move(ticket = ticket, trigger = Trigger.{}, details = Details({})))\n",
        told(doc, &all),
        camel(word),
        declared(kotlin, &all).join(", "),
        upper(word),
        by_name(&details)
    )
}

fn acted(kotlin: &Kotlin<'_>, act: &Variant) -> String {
    let mut fields: Vec<&Field> = act.fields.iter().collect();
    fields.sort_by_key(|f| (!f.required, f.name != "ticket"));
    format!(
        "\n{}    public suspend fun {}({}): R =\n        run(Act.{}({}))\n",
        told(&act.doc, &fields),
        camel(&act.word),
        declared(kotlin, &fields).join(", "),
        pascal(&act.word),
        by_name(&fields)
    )
}

/// An exception for each kind of failure.
fn exceptions(doc: &Document) -> String {
    let Some(Shape::Words(kinds)) = doc.types.get("ErrorKind").map(|def| &def.shape) else {
        return String::new();
    };
    let mut out = String::from(
        "\n/** Everything that goes wrong in this library. Decide by its class or `failure.kind`, never by the message. */
public sealed class AftersyncException(public val failure: Failure) : RuntimeException(failure.message) {\n",
    );
    for (word, doc) in kinds {
        out.push_str(&comment(doc, "    "));
        writeln!(
            out,
            "    public class {}(failure: Failure) : AftersyncException(failure)\n",
            pascal(word)
        )
        .ok();
    }
    out.push_str("    internal companion object {\n        fun of(failure: Failure): AftersyncException = when (failure.kind) {\n");
    for (word, _) in kinds {
        writeln!(
            out,
            "            ErrorKind.{} -> {}(failure)",
            upper(word),
            pascal(word)
        )
        .ok();
    }
    out.push_str("        }\n    }\n}\n");
    out
}
