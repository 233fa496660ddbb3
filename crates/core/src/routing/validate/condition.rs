//! What is wrong with a condition: sizes, names, and values of the wrong type, each with its place.
use super::super::attribute::{Type, name, type_of};
use super::problem::{Problems, of_no_use};
use crate::limits::{MAX_CUSTOM_BYTES, MAX_LEAVES, MAX_LIST_VALUES, MAX_NESTING};
use crate::model::condition::{Attribute, Check, CustomRef, Test, When};
use crate::model::config::Config;
use crate::model::custom::{CustomField, CustomIs, CustomOn, CustomType, CustomValue};

/// Most words named in one message.
const SHOWN: usize = 24;

/// Looks at the condition of a rule or policy.
pub(super) fn condition(config: &Config, when: &When, problems: &mut Problems) {
    problems.at("when", |problems| {
        let leaves = leaves(when);
        if leaves > MAX_LEAVES {
            problems.say_allowed(format!("{leaves} conditions"), format!("at most {MAX_LEAVES}"));
        }
        let depth = nesting(when);
        if depth > MAX_NESTING {
            problems.say_allowed(
                format!("conditions are nested {depth} deep"),
                format!("at most {MAX_NESTING}"),
            );
        }
        part(config, when, problems);
    });
}

fn leaves(when: &When) -> usize {
    match when {
        When::All(parts) | When::Any(parts) => parts.iter().map(leaves).sum(),
        When::Not(part) => leaves(part),
        _ => 1,
    }
}

fn nesting(when: &When) -> usize {
    match when {
        When::All(parts) | When::Any(parts) => 1 + parts.iter().map(nesting).max().unwrap_or(0),
        When::Not(part) => 1 + nesting(part),
        _ => 0,
    }
}

fn part(config: &Config, when: &When, problems: &mut Problems) {
    match when {
        When::Always | When::AmountAtLeast(_) | When::ReopenedAtLeast(_) => (),
        When::All(parts) => each(config, "all", parts, problems),
        When::Any(parts) => {
            if parts.is_empty() {
                problems.at("any", |problems| {
                    problems.say_allowed("`any` of nothing never matches", "one condition or more");
                });
            }
            each(config, "any", parts, problems);
        }
        When::Not(inner) => problems.at("not", |problems| part(config, inner, problems)),
        When::Kind(list) => problems.at("kind", |p| length(list.len(), p)),
        When::Issue(list) => problems.at("issue", |p| length(list.len(), p)),
        When::Headline(list) => problems.at("headline", |p| length(list.len(), p)),
        When::Platform(list) => problems.at("platform", |p| length(list.len(), p)),
        When::Shop(list) => problems.at("shop", |p| length(list.len(), p)),
        When::Host(list) => problems.at("host", |p| length(list.len(), p)),
        When::Tag(list) => problems.at("tag", |p| length(list.len(), p)),
        When::Flag(list) => problems.at("flag", |p| length(list.len(), p)),
        When::OwnerIs(list) => problems.at("owner_is", |p| length(list.len(), p)),
        When::Custom(asked) => problems.at("custom", |problems| custom(config, asked, problems)),
        When::Test(test) => problems.at("test", |problems| self::test(config, test, problems)),
        When::InCalendar(name) => problems.at("in_calendar", |problems| calendar(config, name, problems)),
    }
}

fn each(config: &Config, of: &str, parts: &[When], problems: &mut Problems) {
    for (place, inner) in parts.iter().enumerate() {
        problems.at_place(of, place, |problems| part(config, inner, problems));
    }
}

/// An empty list never matches and is surely a slip; a huge one belongs into a custom field.
pub(super) fn length(len: usize, problems: &mut Problems) {
    if len == 0 {
        problems.say_allowed(
            "a list of values is empty, so it would never match",
            format!("1 to {MAX_LIST_VALUES} values"),
        );
    }
    if len > MAX_LIST_VALUES {
        problems.say_allowed(
            format!("{len} values in one list"),
            format!("at most {MAX_LIST_VALUES}"),
        );
    }
}

/// A queue that is named must be declared, or be the one for what no rule matches.
pub(super) fn queue(config: &Config, name: &str, problems: &mut Problems) {
    if !config.has_queue(name) {
        let declared = config.queues.iter().map(|queue| queue.name.as_str());
        let fallback = Some(config.fallback_queue.as_str()).filter(|name| declared.clone().all(|known| known != *name));
        problems.say_allowed(
            format!("queue `{name}` is not declared"),
            listed(declared.chain(fallback)),
        );
    }
}

pub(super) fn calendar(config: &Config, name: &str, problems: &mut Problems) {
    if config.calendars.iter().all(|known| known.name != name) {
        let known = config.calendars.iter().map(|known| known.name.as_str());
        problems.say_allowed(format!("calendar `{name}` is not declared"), listed(known));
    }
}

fn declared<'c>(config: &'c Config, on: CustomOn, name: &str, problems: &mut Problems) -> Option<&'c CustomField> {
    let on_it = |field: &&CustomField| field.on == on;
    let found = config.custom.iter().filter(on_it).find(|field| field.name == name);
    if found.is_none() {
        let known = config.custom.iter().filter(on_it).map(|field| field.name.as_str());
        problems.say_allowed(
            format!("custom field `{name}` is not declared for a {on}"),
            listed(known),
        );
    }
    found
}

/// The value itself stays out of the message: it may be personal.
pub(super) fn custom(config: &Config, asked: &CustomIs, problems: &mut Problems) {
    let field = declared(config, asked.on, &asked.name, problems);
    if let Some(field) = field.filter(|field| !field.of.admits(&asked.is)) {
        let wrong = format!("the value for custom field `{}` is of another type", asked.name);
        let allowed = match &field.of {
            CustomType::Choice(words) => listed(words.iter().map(String::as_str)),
            of => admitted(of).to_owned(),
        };
        problems.at("is", |problems| problems.say_allowed(wrong, allowed));
    }
}

fn test(config: &Config, test: &Test, problems: &mut Problems) {
    if let Attribute::Custom(CustomRef { on, name }) = &test.of {
        problems.at("of", |problems| {
            declared(config, *on, name, problems);
        });
    }
    let Some(of) = type_of(&test.of, config) else { return };
    let is = &test.is;
    problems.at("is", |problems| {
        if !allowed(&of).contains(&is.name()) {
            problems.say_allowed(
                format!(
                    "`{}` cannot be asked of {}, which is {}",
                    is.name(),
                    name(&test.of),
                    called(&of)
                ),
                allowed(&of).join(", "),
            );
            return;
        }
        problems.at(is.name(), |problems| values(test, &of, problems));
    });
    if test.or_missing && matches!(is, Check::Exists | Check::Missing) {
        problems.at("or_missing", |problems| {
            let wrong = format!("`or_missing` means nothing beside `{}`", is.name());
            problems.say_allowed(wrong, "false");
        });
    }
}

/// What can be asked of a type.
fn allowed(of: &Type) -> &'static [&'static str] {
    match of {
        Type::Word(_) | Type::Choice(_) => &["eq", "ne", "in", "not_in", "exists", "missing", "prefix", "glob"],
        Type::List(_) | Type::ListOf(_) => &["has_any", "has_all", "exists", "missing"],
        Type::Number | Type::Money => &[
            "eq", "ne", "in", "not_in", "lt", "le", "gt", "ge", "between", "exists", "missing",
        ],
        Type::Flag => &["eq", "ne", "exists", "missing"],
    }
}

const fn called(of: &Type) -> &'static str {
    match of {
        Type::Word(_) | Type::Choice(_) => "a word",
        Type::List(_) | Type::ListOf(_) => "a list",
        Type::Number => "a number",
        Type::Flag => "yes or no",
        Type::Money => "an amount",
    }
}

fn values(test: &Test, of: &Type, problems: &mut Problems) {
    match &test.is {
        Check::Eq(one) | Check::Ne(one) | Check::Lt(one) | Check::Le(one) | Check::Gt(one) | Check::Ge(one) => {
            value(test, of, one, problems);
        }
        Check::In(list) | Check::NotIn(list) | Check::HasAny(list) | Check::HasAll(list) => {
            length(list.len(), problems);
            for (place, one) in list.iter().enumerate().take(MAX_LIST_VALUES) {
                problems.at(&format!("[{place}]"), |problems| value(test, of, one, problems));
            }
        }
        Check::Between(from, to) => {
            problems.at("[0]", |problems| value(test, of, from, problems));
            problems.at("[1]", |problems| value(test, of, to, problems));
            match (from, to) {
                (CustomValue::Integer(from), CustomValue::Integer(to)) if from > to => {
                    problems.say_allowed(format!("nothing is between {from} and {to}"), "the smaller first");
                }
                (CustomValue::Money(from), CustomValue::Money(to)) if from.0.currency != to.0.currency => {
                    problems.say_allowed("the two amounts are of different currencies", "one currency");
                }
                _ => (),
            }
        }
        Check::Exists | Check::Missing => (),
        Check::Prefix(text) | Check::Glob(text) => {
            if text.is_empty() || text.len() > MAX_CUSTOM_BYTES {
                problems.say_allowed(of_no_use("text", text.len()), format!("1 to {MAX_CUSTOM_BYTES} bytes"));
            }
        }
    }
}

/// The value stays out of the message where it may be personal: of fields of the merchant's.
fn value(test: &Test, of: &Type, one: &CustomValue, problems: &mut Problems) {
    let shown = match test.of {
        Attribute::Custom(_) => "the value".to_owned(),
        _ => format!("`{}`", super::super::attribute::word(one)),
    };
    let fits = match (of, one) {
        (Type::Word(Some(words)) | Type::List(Some(words)), CustomValue::Text(text)) => {
            let words = words();
            if !words.contains(&text.as_str()) {
                problems.say_allowed(
                    format!("{shown} is not a word of {}", name(&test.of)),
                    listed(words.into_iter()),
                );
            }
            true
        }
        (Type::Choice(words), CustomValue::Text(text)) => {
            if !words.contains(text) {
                let words = listed(words.iter().map(String::as_str));
                problems.say_allowed(format!("{shown} is not one of the choices"), words);
            }
            true
        }
        (Type::Word(None) | Type::List(None), CustomValue::Text(_))
        | (Type::Number, CustomValue::Integer(_))
        | (Type::Flag, CustomValue::Flag(_))
        | (Type::Money, CustomValue::Money(_)) => true,
        (Type::ListOf(of), one) => of.admits(one),
        _ => false,
    };
    if !fits {
        problems.say_allowed(format!("{shown} is of another type"), wanted(of));
    }
}

fn wanted(of: &Type) -> &'static str {
    match of {
        Type::Word(_) | Type::Choice(_) | Type::List(_) => "text",
        Type::ListOf(of) => admitted(of),
        Type::Number => "a whole number",
        Type::Flag => "true or false",
        Type::Money => "an amount, as {\"minor\": 100, \"currency\": \"CNY\"}",
    }
}

/// What a field of the merchant's takes.
const fn admitted(of: &CustomType) -> &'static str {
    match of {
        CustomType::Text | CustomType::Choice(_) => "text of the field",
        CustomType::Integer | CustomType::Time => "a whole number",
        CustomType::Flag => "true or false",
        CustomType::Money => "an amount, as {\"minor\": 100, \"currency\": \"CNY\"}",
    }
}

pub(super) fn listed<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let words: Vec<&str> = words.collect();
    let rest = words.len().saturating_sub(SHOWN);
    let shown = words.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    match (shown.is_empty(), rest) {
        (true, _) => "nothing is declared".to_owned(),
        (false, 0) => shown,
        (false, rest) => format!("{shown} and {rest} more"),
    }
}
