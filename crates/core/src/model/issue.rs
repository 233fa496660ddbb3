//! What the problem is: one taxonomy of 16 to which the reasons of every platform map.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kind of problem a buyer has. It names the problem, never the wish: "refund me" is not one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IssueType {
    /// Where is my parcel, shipping questions.
    LogisticsQuery,
    /// The buyer says the goods never came.
    NotReceived,
    /// Arrived broken.
    Damaged,
    /// Another article came.
    WrongItem,
    /// A part or a promised gift is absent.
    MissingItem,
    /// It fails or was badly made.
    QualityDefect,
    /// It does not fit.
    SizeFit,
    /// It works but is not what was shown or said.
    ExpectationMismatch,
    /// Is it real?
    Counterfeit,
    /// The buyer no longer wants it.
    ChangeOfMind,
    /// The price fell after the purchase.
    PriceProtection,
    /// Invoice wanted.
    Invoice,
    /// How does it work?
    Usage,
    /// About our people.
    ServiceComplaint,
    /// Threat or suspected scam.
    FraudThreat,
    /// Anything else.
    #[default]
    Other,
}

impl IssueType {
    /// All sixteen, in a fixed order.
    pub const ALL: &'static [Self] = &[
        Self::LogisticsQuery,
        Self::NotReceived,
        Self::Damaged,
        Self::WrongItem,
        Self::MissingItem,
        Self::QualityDefect,
        Self::SizeFit,
        Self::ExpectationMismatch,
        Self::Counterfeit,
        Self::ChangeOfMind,
        Self::PriceProtection,
        Self::Invoice,
        Self::Usage,
        Self::ServiceComplaint,
        Self::FraudThreat,
        Self::Other,
    ];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LogisticsQuery => "logistics_query",
            Self::NotReceived => "not_received",
            Self::Damaged => "damaged",
            Self::WrongItem => "wrong_item",
            Self::MissingItem => "missing_item",
            Self::QualityDefect => "quality_defect",
            Self::SizeFit => "size_fit",
            Self::ExpectationMismatch => "expectation_mismatch",
            Self::Counterfeit => "counterfeit",
            Self::ChangeOfMind => "change_of_mind",
            Self::PriceProtection => "price_protection",
            Self::Invoice => "invoice",
            Self::Usage => "usage",
            Self::ServiceComplaint => "service_complaint",
            Self::FraudThreat => "fraud_threat",
            Self::Other => "other",
        }
    }

    /// The type with that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|i| i.as_str() == word)
    }

    /// Chinese and English display labels.
    pub const fn labels(self) -> (&'static str, &'static str) {
        match self {
            Self::LogisticsQuery => ("物流查询", "Where is my parcel"),
            Self::NotReceived => ("未收到货", "Not received"),
            Self::Damaged => ("商品破损", "Damaged"),
            Self::WrongItem => ("发错货", "Wrong item"),
            Self::MissingItem => ("少件漏发", "Missing item"),
            Self::QualityDefect => ("质量问题", "Quality defect"),
            Self::SizeFit => ("尺码不合适", "Does not fit"),
            Self::ExpectationMismatch => ("与描述不符", "Not as shown"),
            Self::Counterfeit => ("疑似假货", "Counterfeit"),
            Self::ChangeOfMind => ("不想要了", "Change of mind"),
            Self::PriceProtection => ("价格保护", "Price protection"),
            Self::Invoice => ("发票问题", "Invoice"),
            Self::Usage => ("使用咨询", "How to use it"),
            Self::ServiceComplaint => ("服务投诉", "Service complaint"),
            Self::FraudThreat => ("欺诈或威胁", "Fraud or threat"),
            Self::Other => ("其他", "Other"),
        }
    }
}
