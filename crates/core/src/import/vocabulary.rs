//! The fixed lists of words that some fields take.
use serde::de::DeserializeOwned;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};

use crate::model::axes::{Headline, Kind};
use crate::model::issue::IssueType;

/// A fixed list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    /// How far an order is.
    OrderState,
    /// What a buyer wants.
    Kind,
    /// How far an after-sale is: a headline, or `unknown` for a status that shall move nothing.
    Status,
    /// What the problem is.
    Issue,
    /// Where a message came through.
    Channel,
    /// Who wrote it.
    Sender,
}

/// The status that is kept on the timeline and moves nothing.
pub(super) const UNKNOWN: &str = "unknown";

impl Vocabulary {
    /// Its words.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::OrderState => vec!["created", "paid", "shipped", "done", "cancelled"],
            Self::Kind => Kind::ALL.iter().map(|k| k.as_str()).collect(),
            Self::Status => {
                let known = Headline::ALL.iter().map(|h| h.as_str());
                known.chain([UNKNOWN]).collect()
            }
            Self::Issue => IssueType::ALL.iter().map(|i| i.as_str()).collect(),
            Self::Channel => vec![
                "chat",
                "live_comment",
                "form",
                "sms",
                "push",
                "email",
                "call",
                "after_sale_note",
            ],
            Self::Sender => vec!["buyer", "agent", "bot", "system"],
        }
    }
    /// Whether it holds that word.
    pub fn has(self, word: &str) -> bool {
        self.words().contains(&word)
    }
}

/// The value with that serde word.
pub(super) fn parse<T: DeserializeOwned>(word: &str) -> Option<T> {
    let from: StrDeserializer<'_, WordError> = word.into_deserializer();
    T::deserialize(from).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::conversation::{Channel, Sender};
    use crate::model::order::OrderState;

    #[test]
    fn every_word_is_one_of_the_model() {
        assert!(
            Vocabulary::OrderState
                .words()
                .iter()
                .all(|w| parse::<OrderState>(w).is_some())
        );
        assert!(
            Vocabulary::Channel
                .words()
                .iter()
                .all(|w| parse::<Channel>(w).is_some())
        );
        assert!(Vocabulary::Sender.words().iter().all(|w| parse::<Sender>(w).is_some()));
        assert!(
            Vocabulary::Issue
                .words()
                .iter()
                .all(|w| parse::<IssueType>(w).is_some())
        );
        assert!(parse::<Sender>("robot").is_none());
        assert!(Vocabulary::Status.has("unknown") && Vocabulary::Status.has("refunded"));
    }
}
