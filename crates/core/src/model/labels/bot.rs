//! Labels of bots: what part they have in tickets, and why they hand over.

use super::Lang;
use crate::model::bot::{BotUse, HandOffReason};

impl BotUse {
    /// The label of what part bots have.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::First => ("机器人优先接待", "Bot first"),
            Self::Assist => ("机器人辅助", "Bot assists"),
            Self::Never => ("仅限人工", "People only"),
        };
        lang.pick(zh, en)
    }
}

impl HandOffReason {
    /// The label of why a bot handed over.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::AskedHuman => ("买家要求转人工", "The buyer asked for a person"),
            Self::LowConfidence => ("机器人把握不足", "The bot was unsure"),
            Self::NoAnswer => ("机器人无法回答", "The bot knew no answer"),
            Self::NegativeSentiment => ("买家情绪不满", "The buyer is upset"),
            Self::Risk => ("存在风险", "Something is at risk"),
            Self::MoneyOverAuthority => ("金额超出机器人权限", "Amount above the bot's authority"),
            Self::Dispute => ("平台介入仲裁", "The platform arbitrates"),
            Self::MaxTurns => ("已达最多回复次数", "Most replies reached"),
            Self::BotError => ("机器人故障", "The bot failed"),
            Self::BotTimeout => ("机器人超时未回复", "The bot did not answer in time"),
            Self::HumanTookOver => ("人工已接手", "A person took over"),
        };
        lang.pick(zh, en)
    }
}
