//! What an answer to a buyer says: the words that were given, or those of a template.
use crate::automation::filled;
use crate::error::Error;
use crate::model::config::Config;
use crate::model::labels::Lang;
use crate::model::template::Template;
use crate::model::ticket::Ticket;

/// Words, or the name of some.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub template: Option<&'a str>,
    pub lang: Option<Lang>,
}

/// Most names of templates that a refusal tells.
const SHOWN: usize = 20;

impl Words<'_> {
    /// The words for a ticket.
    pub fn said(self, config: &Config, t: &Ticket) -> Result<String, Error> {
        let given = !self.text.trim().is_empty();
        match self.template {
            None if given => Ok(self.text.to_owned()),
            None => Err(Error::rejected("an answer needs words")),
            Some(_) if given => Err(Error::rejected("an answer has words or a template, not both")
                .with("field", "template")
                .hint("leave the text out, or the template")),
            Some(name) => Ok(filled(self.words_of(config, name)?, t)),
        }
    }

    fn words_of<'c>(&self, config: &'c Config, name: &str) -> Result<&'c str, Error> {
        let template = answers(config).find(|it| it.name == name).ok_or_else(|| {
            let known: Vec<&str> = answers(config).map(|it| it.name.as_str()).take(SHOWN).collect();
            Error::rejected("no template for answers is called so")
                .with("field", "template")
                .with("template", name)
                .with("known", known.join(", "))
                .hint("publish a configuration with that template, or name another")
        })?;
        template.words_or_first(self.lang).ok_or_else(|| {
            let has = Lang::ALL.iter().filter(|lang| template.words(**lang).is_some());
            let has: Vec<&str> = has.map(|lang| lang.as_str()).collect();
            Error::rejected("the template has no words in this language")
                .with("field", "lang")
                .with("template", name)
                .with("allowed", has.join(", "))
        })
    }
}

/// The templates that answer buyers: those of notices have other places.
fn answers(config: &Config) -> impl Iterator<Item = &Template> {
    config.templates.iter().filter(|it| it.notice().is_none())
}
