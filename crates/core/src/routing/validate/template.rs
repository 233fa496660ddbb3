//! What is wrong with templates.
use super::condition::listed;
use super::problem::{Problems, of_no_use};
use crate::automation::{place_names, unknown_in};
use crate::limits::{MAX_MESSAGE_CHARS, MAX_TAG_BYTES, MAX_TEMPLATES};
use crate::model::config::Config;
use crate::model::labels::Lang;
use crate::model::template::{NOTICE_PLACES, Template, TemplateUse};

pub(super) fn templates(config: &Config, problems: &mut Problems) {
    if config.templates.len() > MAX_TEMPLATES {
        let templates = config.templates.len();
        problems.at("templates", |problems| {
            problems.say_allowed(format!("{templates} templates"), format!("at most {MAX_TEMPLATES}"));
        });
        return;
    }
    for (place, template) in config.templates.iter().enumerate() {
        problems.at_place("templates", place, |problems| self::template(template, problems));
    }
}

fn template(template: &Template, problems: &mut Problems) {
    if template.name.len() > MAX_TAG_BYTES {
        problems.at("name", |problems| {
            problems.say_allowed(
                format!("a name of {} bytes", template.name.len()),
                format!("at most {MAX_TAG_BYTES} bytes"),
            );
        });
    }
    if template.zh.is_none() && template.en.is_none() {
        problems.say_allowed("a template without words", "zh, en, or both");
    }
    for lang in Lang::ALL {
        let Some(words) = template.words(*lang) else { continue };
        problems.at(lang.as_str(), |problems| match template.notice() {
            Some(_) => of_notice(words, problems),
            None => filled(words, &place_names(), problems),
        });
    }
}

/// Words with places in braces.
pub(super) fn filled(words: &str, places: &[&str], problems: &mut Problems) {
    if words.trim().is_empty() || words.chars().count() > MAX_MESSAGE_CHARS {
        problems.say_allowed(
            of_no_use("text", words.chars().count()),
            format!("1 to {MAX_MESSAGE_CHARS} characters"),
        );
    }
    for name in unknown_in(words, places) {
        let known: Vec<String> = places.iter().map(|place| format!("{{{place}}}")).collect();
        problems.say_allowed(format!("nothing is called `{{{name}}}`"), known.join(", "));
    }
}

/// Words of a notice: a part in square brackets is left out when a place in it has nothing to show.
fn of_notice(words: &str, problems: &mut Problems) {
    filled(words, &NOTICE_PLACES, problems);
    let mut brackets = words.chars().filter(|it| matches!(it, '[' | ']'));
    let inside = brackets.try_fold(false, |inside, it| match (inside, it) {
        (false, '[') => Some(true),
        (true, ']') => Some(false),
        _ => None,
    });
    if inside != Some(false) {
        problems.say_allowed(
            "a part in brackets does not begin or end",
            "[ and ] in pairs, none in another",
        );
    }
}

/// A template that is to answer a buyer.
pub(super) fn used(config: &Config, it: &TemplateUse, problems: &mut Problems) {
    let answers = || config.templates.iter().filter(|known| known.notice().is_none());
    let Some(known) = answers().find(|known| known.name == it.name) else {
        let names = answers().map(|known| known.name.as_str());
        problems.at("name", |problems| {
            problems.say_allowed(format!("no answer is called `{}`", it.name), listed(names));
        });
        return;
    };
    if let Some(lang) = it.lang.filter(|lang| known.words(*lang).is_none()) {
        let has = Lang::ALL.iter().filter(|lang| known.words(**lang).is_some());
        problems.at("lang", |problems| {
            problems.say_allowed(
                format!("template `{}` has no words in `{lang}`", it.name),
                listed(has.map(|lang| lang.as_str())),
            );
        });
    }
}
