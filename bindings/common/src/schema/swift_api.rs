//! Swift calls: one method per row of the copy's table, typed actions, ids that follow from names, an error for each kind.
use std::fmt::Write;

use super::model::{Call, Field, Shape, Ty, Variant};
use super::names::{call_comment, camel, comment};
use super::parse::Document;
use super::swift::{HEAD, Swift, safe, written};
use crate::actions::ACTIONS;
use crate::ids::IDS;

/// Methods that the copy gives in a form of its own.
const BY_HAND: [&str; 1] = ["answer"];

/// The calls of a copy on a phone, all that an actor can do, ids, errors.
pub(crate) fn replica(doc: &Document) -> String {
    let swift = Swift { doc };
    let mut out = format!("{HEAD}import AftersyncNative\n\nextension Replica {{\n");
    let calls = doc.replica.iter().filter(|call| !BY_HAND.contains(&call.name));
    let methods: Vec<String> = calls.map(|call| method(&swift, call)).collect();
    out.push_str(&methods.join("\n"));
    out.push_str("}\n");
    out.push_str(&acting(&swift));
    for id in IDS {
        let names: Vec<String> = id.from.iter().map(|name| safe(name)).collect();
        let params: Vec<String> = names.iter().map(|name| format!("{name}: String")).collect();
        writeln!(
            out,
            "\n{}public func {}({}) throws -> {of} {{\n    try guarded {{ {of}(try deriveId(name: \"{}\", parts: [{}])) }}\n}}",
            comment(id.doc, ""),
            camel(id.name),
            params.join(", "),
            id.name,
            names.join(", "),
            of = id.of
        )
        .ok();
    }
    out.push_str(&errors(doc));
    out
}

/// The parameters as they are declared; those that tell the phone's own time are filled in.
fn declared(swift: &Swift<'_>, fields: &[&Field]) -> Vec<String> {
    let one = |field: &&Field| {
        let given = swift.parameter(field, &[]);
        if given == "at: Timestamp" {
            format!("{given} = .now")
        } else {
            given
        }
    };
    fields.iter().map(one).collect()
}

fn told(doc: &str, fields: &[&Field]) -> String {
    let params: Vec<(String, &str)> = fields.iter().map(|f| (camel(&f.name), f.doc.as_str())).collect();
    call_comment(doc, &params, "    ")
}

fn method(swift: &Swift<'_>, call: &Call) -> String {
    let fields: Vec<&Field> = call.params.iter().collect();
    let mut params = declared(swift, &fields);
    if call.body {
        params.insert(params.len().min(1), "body: Data".to_owned());
    }
    let mut out = told(call.doc, &fields);
    let result = match &call.result {
        Ty::Nothing => String::new(),
        result => format!(" -> {}", written(result, &[])),
    };
    writeln!(
        out,
        "    public func {}({}) async throws{result} {{",
        camel(call.name),
        params.join(", ")
    )
    .ok();
    let binding = if fields.is_empty() { "let" } else { "var" };
    writeln!(out, "        {binding} arguments = Arguments()").ok();
    for field in fields {
        writeln!(
            out,
            "        try arguments.put(\"{}\", {})",
            field.name,
            safe(&field.name)
        )
        .ok();
    }
    let body = if call.body { ", body: body" } else { "" };
    writeln!(
        out,
        "        return try await call(\"{}\", arguments{body})\n    }}",
        call.name
    )
    .ok();
    out
}

fn acting(swift: &Swift<'_>) -> String {
    let mut out = String::from(
        "
/** Everything an actor can do: each call is one command. */
public protocol Acting: Sendable {
    /** What is given for a command. */
    associatedtype Answer: Sendable

    func run(_ act: Act) async throws -> Answer
}

extension Acting {
",
    );
    let mut methods = Vec::new();
    for action in ACTIONS {
        let given = swift.doc.details(action);
        methods.push(moved(swift, action.trigger.as_str(), action.doc, &given));
    }
    methods.extend(swift.doc.variants("Act").iter().map(|act| acted(swift, act)));
    out.push_str(&methods.join("\n"));
    out.push_str("}\n");
    out
}

/// `name: name`, for each, in the order of the initialiser.
fn by_name(fields: &[&Field]) -> String {
    let one = |f: &&Field| format!("{}: {}", camel(&f.name), safe(&f.name));
    fields.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The move of one trigger: what is not the ticket is a detail.
fn moved(swift: &Swift<'_>, word: &str, doc: &str, details: &[Field]) -> String {
    let ticket = Field::ticket();
    let mut details: Vec<&Field> = details.iter().collect();
    let all: Vec<&Field> = std::iter::once(&ticket).chain(details.iter().copied()).collect();
    let (told, declared) = (told(doc, &all), declared(swift, &all).join(", "));
    // The initialiser has them by name.
    details.sort_by(|a, b| a.name.cmp(&b.name));
    format!(
        "{told}    public func {}({declared}) async throws -> Answer {{\n        try await run(.move(.init(ticket: ticket, trigger: .{}, details: Details({}))))\n    }}\n",
        camel(word),
        camel(word),
        by_name(&details)
    )
}

fn acted(swift: &Swift<'_>, act: &Variant) -> String {
    let whole = swift.doc.fields_of(act);
    let mut fields: Vec<&Field> = whole.iter().collect();
    fields.sort_by_key(|f| !f.required);
    let held = by_name(&fields);
    fields.sort_by_key(|f| (!f.required, f.name != "ticket"));
    let case = safe(&act.word);
    let value = if whole.is_empty() {
        format!(".{case}")
    } else {
        format!(".{case}(.init({held}))")
    };
    format!(
        "{}    public func {case}({}) async throws -> Answer {{\n        try await run({value})\n    }}\n",
        told(&act.doc, &fields),
        declared(swift, &fields).join(", "),
    )
}

/// An error for each kind of failure.
fn errors(doc: &Document) -> String {
    let Some(Shape::Words(kinds)) = doc.types.get("ErrorKind").map(|def| &def.shape) else {
        return String::new();
    };
    let mut out = String::from(
        "\n/** Everything that goes wrong in this library. Decide by its case, never by the message. */
public enum AftersyncError: Error, Sendable {\n",
    );
    for (word, doc) in kinds {
        out.push_str(&comment(doc, "    "));
        writeln!(out, "    case {}(Failure)", safe(word)).ok();
    }
    out.push_str("\n    init(_ failure: Failure) {\n        switch failure.kind {\n");
    for (word, _) in kinds {
        writeln!(out, "        case .{0}: self = .{0}(failure)", safe(word)).ok();
    }
    out.push_str(
        "        }\n    }\n\n    /** All of it as data. */\n    public var failure: Failure {\n        switch self {\n",
    );
    for (word, _) in kinds {
        writeln!(out, "        case .{}(let failure): failure", safe(word)).ok();
    }
    out.push_str("        }\n    }\n}\n");
    out
}
