//! How much a command may carry. What is too long is refused by name and nothing of it is kept: cutting it would lose words
//! that somebody wrote.
use crate::error::Error;
use crate::limits::{
    MAX_CUSTOM_BYTES, MAX_EVIDENCE, MAX_EXTERNAL_ID, MAX_LINES, MAX_MESSAGE_CHARS, MAX_TAG_BYTES, MAX_TAGS,
    MAX_WATCHERS,
};
use crate::model::bot::HandedOver;
use crate::model::command::{Act, Command, Details};
use crate::model::custom::CustomValue;
use crate::model::evidence::Evidence;
use crate::model::shipment::ParcelRef;
use crate::model::ticket::LineOutcome;

/// Checks everything in a command that a caller may make long.
pub(super) fn within(command: &Command) -> Result<(), Error> {
    command.key.as_deref().map_or(Ok(()), |it| name("key", it))?;
    match &command.act {
        Act::Move { details, .. } | Act::Tell { details, .. } | Act::AskApproval { details, .. } => of_details(details),
        Act::Note { text, mentions, .. } => {
            entries("mentions", mentions.len(), MAX_WATCHERS)?;
            words("text", text)
        }
        Act::Reply {
            text,
            template,
            confidence,
            ..
        } => {
            words("text", text)?;
            template.as_deref().map_or(Ok(()), |it| name("template", it))?;
            match confidence.is_some_and(|percent| percent > 100) {
                true => Err(Error::rejected("a confidence is 0 to 100 percent").with("field", "confidence")),
                false => Ok(()),
            }
        }
        Act::HandOff { left, .. } => of_handed_over(left),
        Act::Transfer { queue, .. } => name("queue", queue),
        Act::Edit {
            add_tags,
            remove_tags,
            custom,
            evidence,
            ..
        } => {
            entries("add_tags", add_tags.len(), MAX_TAGS)?;
            entries("remove_tags", remove_tags.len(), MAX_TAGS)?;
            entries("custom", custom.len(), MAX_TAGS)?;
            of_evidence(evidence)
        }
        Act::OpenTask { group, after, .. } => {
            name("group", group)?;
            entries("after", after.len(), MAX_LINES)
        }
        Act::MoveTask {
            reason,
            lines,
            form,
            attachments,
            ..
        } => {
            of_evidence(attachments)?;
            reason.as_deref().map_or(Ok(()), |it| words("reason", it))?;
            of_lines(lines)?;
            entries("form", form.len(), MAX_TAGS)?;
            form.iter().try_for_each(|(field, value)| {
                long("form", field.len(), MAX_TAG_BYTES)?;
                match value {
                    CustomValue::Text(text) => long("form", text.len(), MAX_CUSTOM_BYTES),
                    _ => Ok(()),
                }
            })
        }
        Act::EditCustomer { custom, add_tags, .. } => {
            entries("add_tags", add_tags.len(), MAX_TAGS)?;
            entries("custom", custom.len(), MAX_TAGS)
        }
        Act::BlockValue { value, .. } => {
            name("kind", &value.kind)?;
            name("scope", &value.scope)?;
            long("value", value.value.len(), MAX_CUSTOM_BYTES)
        }
        Act::SetStock { levels } => {
            entries("levels", levels.len(), MAX_LINES)?;
            levels.iter().try_for_each(|level| name("code", &level.code))
        }
        Act::EditLine { line, custom, .. } => {
            name("line", line)?;
            entries("custom", custom.len(), MAX_TAGS)
        }
        _ => Ok(()),
    }
}

fn of_handed_over(left: &HandedOver) -> Result<(), Error> {
    let texts = [("summary", &left.summary), ("transcript", &left.transcript)];
    for (field, text) in texts {
        text.as_deref().map_or(Ok(()), |text| words(field, text))?;
    }
    entries("fields", left.fields.len(), MAX_TAGS)?;
    for (field, value) in &left.fields {
        long("fields", field.len(), MAX_TAG_BYTES)?;
        long("fields", value.len(), MAX_CUSTOM_BYTES)?;
    }
    entries("tried", left.tried.len(), MAX_TAGS)?;
    left.tried.iter().try_for_each(|answer| words("tried", answer))
}

fn of_details(it: &Details) -> Result<(), Error> {
    let names = [
        ("reason_code", &it.reason_code),
        ("address", &it.address),
        ("payout", &it.payout),
    ];
    for (field, value) in names {
        value.as_deref().map_or(Ok(()), |value| name(field, value))?;
    }
    it.text.as_deref().map_or(Ok(()), |text| words("text", text))?;
    it.parcel.as_ref().map_or(Ok(()), of_parcel)?;
    of_lines(&it.lines)?;
    of_evidence(&it.evidence)
}

fn of_parcel(it: &ParcelRef) -> Result<(), Error> {
    name("parcel", &it.number)?;
    it.carrier.as_deref().map_or(Ok(()), |carrier| name("parcel", carrier))
}

fn of_lines(lines: &[LineOutcome]) -> Result<(), Error> {
    entries("lines", lines.len(), MAX_LINES)?;
    lines.iter().try_for_each(|it| of_evidence(&it.photos))?;
    let codes = lines.iter().filter_map(|it| it.send.as_ref());
    lines
        .iter()
        .map(|it| &it.line)
        .chain(codes)
        .try_for_each(|it| name("lines", it))
}

fn of_evidence(evidence: &[Evidence]) -> Result<(), Error> {
    entries("evidence", evidence.len(), MAX_EVIDENCE)?;
    evidence.iter().try_for_each(|it| {
        let note = it.note.as_deref().map_or(Ok(()), |note| words("evidence", note));
        let places = it.url.iter().chain(&it.blob);
        places
            .map(|place| long("evidence", place.len(), MAX_CUSTOM_BYTES))
            .chain([note])
            .collect()
    })
}

fn words(field: &'static str, text: &str) -> Result<(), Error> {
    // Bytes first: they are known without counting, and no character has more than four.
    if text.len() <= MAX_MESSAGE_CHARS {
        return Ok(());
    }
    let chars = text.chars().take(MAX_MESSAGE_CHARS + 1).count();
    if chars <= MAX_MESSAGE_CHARS {
        return Ok(());
    }
    Err(Error::rejected("the text has too many characters")
        .with("field", field)
        .with("limit", MAX_MESSAGE_CHARS)
        .hint("shorten it, or send it in parts"))
}

fn name(field: &'static str, value: &str) -> Result<(), Error> {
    long(field, value.len(), MAX_EXTERNAL_ID)
}

fn long(field: &'static str, bytes: usize, limit: usize) -> Result<(), Error> {
    match bytes > limit {
        true => Err(Error::rejected("it is too long")
            .with("field", field)
            .with("limit", limit)),
        false => Ok(()),
    }
}

fn entries(field: &'static str, n: usize, limit: usize) -> Result<(), Error> {
    match n > limit {
        true => Err(Error::rejected("too many entries")
            .with("field", field)
            .with("limit", limit)),
        false => Ok(()),
    }
}
