//! Words that are written once and used by name: for answers to buyers, and in place of the words of notices.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::labels::Lang;
use super::notice::Notice;

/// What may stand in braces in the words of a notice. The last is text from outside, so that nothing is looked for in it.
pub const NOTICE_PLACES: [&str; 4] = ["number", "amount", "deadline", "tracking"];

/// Words by name, in one language at least. One that has the name of a notice (`N4`) stands in place of its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Its name, unique.
    pub name: String,
    /// In Chinese.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
    /// In English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// A template to be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateUse {
    /// Its name.
    pub name: String,
    /// In this language; in the first that it has when absent, Chinese before English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
}

impl Template {
    /// The notice whose words it replaces.
    pub fn notice(&self) -> Option<Notice> {
        Notice::parse(&self.name)
    }

    /// Its words in a language.
    pub fn words(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Zh => self.zh.as_deref(),
            Lang::En => self.en.as_deref(),
        }
    }

    /// Its words in that language, or in the first it has.
    pub fn words_or_first(&self, lang: Option<Lang>) -> Option<&str> {
        match lang {
            Some(lang) => self.words(lang),
            None => self.zh.as_deref().or(self.en.as_deref()),
        }
    }
}
