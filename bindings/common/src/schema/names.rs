//! Names and comments as several languages write them.

/// `claim_jobs` → `claimJobs`.
pub(super) fn camel(name: &str) -> String {
    let mut out = String::new();
    let mut up = false;
    for c in name.chars() {
        if matches!(c, '_' | '-' | '.' | ' ') {
            up = !out.is_empty();
        } else if std::mem::take(&mut up) {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// `return_refund` → `RETURN_REFUND`.
pub(super) fn upper(word: &str) -> String {
    let plain = word.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' });
    let name: String = plain.flat_map(char::to_uppercase).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) {
        format!("_{name}")
    } else {
        name
    }
}

/// Documentation as `/** … */`, the same in TypeScript, Kotlin and Swift.
pub(super) fn comment(doc: &str, indent: &str) -> String {
    let doc = doc.replace("*/", "* /").replace("/*", "/ *");
    match doc.lines().count() {
        0 => String::new(),
        1 => format!("{indent}/** {doc} */\n"),
        _ => {
            let lines = doc.lines().map(|l| format!("{indent} * {l}").trim_end().to_owned());
            format!("{indent}/**\n{}\n{indent} */\n", lines.collect::<Vec<_>>().join("\n"))
        }
    }
}

/// Documentation of a call, its parameters named as they are written.
pub(super) fn call_comment(doc: &str, params: &[(String, &str)], indent: &str) -> String {
    let told = params.iter().filter(|(_, doc)| !doc.is_empty());
    let lines: Vec<String> = told
        .map(|(name, doc)| format!("- `{name}`: {}", doc.replace('\n', " ")))
        .collect();
    if lines.is_empty() {
        return comment(doc, indent);
    }
    comment(&format!("{doc}\n\n{}", lines.join("\n")), indent)
}

/// `claim_jobs` → `claimJobs`, in quotes where a language keeps the word for itself.
pub(super) fn quoted(name: &str, keywords: &[&str]) -> String {
    let name = camel(name);
    if keywords.contains(&name.as_str()) {
        format!("`{name}`")
    } else {
        name
    }
}
