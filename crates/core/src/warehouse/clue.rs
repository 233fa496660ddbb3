//! What speaks for or against a ticket as the home of a parcel: words, their points, and what people read.
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::labels::Lang;
use crate::model::words::words;

words! {
    /// What speaks for or against a ticket when a parcel came that nobody announced.
    pub enum Clue {
        /// The return's number differs from the scanned one in one character.
        OneWrong = "one_wrong",
        /// Two neighbouring characters are exchanged.
        Swapped = "swapped",
        /// The scanned number lacks one character of the return's.
        OneMissing = "one_missing",
        /// The scanned number has one character more.
        OneExtra = "one_extra",
        /// They differ by a few characters in front.
        Prefix = "prefix",
        /// One of them is the beginning of the other.
        CutOff = "cut_off",
        /// The buyer wrote this number to us.
        BuyerNamed = "buyer_named",
        /// The return has no tracking number yet.
        NoNumberYet = "no_number_yet",
        /// The return names another parcel.
        OtherParcel = "other_parcel",
        /// The return names the same carrier.
        SameCarrier = "same_carrier",
        /// An article found in the parcel is one that is to come back.
        Article = "article",
        /// All that is to come back was found in the parcel.
        AllArticles = "all_articles",
        /// Nothing found in the parcel is to come back.
        OtherArticle = "other_article",
        /// The sender's phone is the buyer's.
        Phone = "phone",
        /// The sender's phone ends as the buyer's does.
        PhoneTail = "phone_tail",
        /// The sender has the buyer's name.
        Name = "name",
        /// What is shown of the buyer's name fits the sender's.
        NameFits = "name_fits",
        /// It comes from where the buyer lives.
        Region = "region",
        /// The return was approved.
        Approved = "approved",
        /// The return waits for no longer than most take.
        Recent = "recent",
        /// The return has waited so long that few come now.
        Old = "old",
    }
}

impl Clue {
    /// What it is worth. A number that is nearly the same outweighs all that many parcels share; what the buyer said outweighs
    /// every guess.
    pub const fn points(self) -> i32 {
        match self {
            Self::BuyerNamed => 90,
            Self::Prefix | Self::Phone => 70,
            Self::OneWrong | Self::Swapped => 60,
            Self::OneMissing | Self::OneExtra => 55,
            Self::CutOff => 50,
            Self::Article | Self::PhoneTail => 40,
            Self::Name => 30,
            Self::AllArticles | Self::NoNumberYet => 20,
            Self::Region | Self::Approved => 15,
            Self::SameCarrier | Self::NameFits | Self::Recent => 10,
            Self::Old => -10,
            Self::OtherArticle => -30,
            Self::OtherParcel => -40,
        }
    }

    /// What a person reads.
    pub const fn label(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Self::OneWrong => ("单号差一位", "One character differs"),
            Self::Swapped => ("相邻两位颠倒", "Two characters exchanged"),
            Self::OneMissing => ("扫到的单号少一位", "One character missing"),
            Self::OneExtra => ("扫到的单号多一位", "One character too many"),
            Self::Prefix => ("单号前缀不同", "Prefix missing or added"),
            Self::CutOff => ("单号后段缺失", "End cut off"),
            Self::BuyerNamed => ("买家提供过该单号", "The buyer wrote this number"),
            Self::NoNumberYet => ("退货尚未填写单号", "No tracking number yet"),
            Self::OtherParcel => ("退货填写了其他单号", "Another parcel is named"),
            Self::SameCarrier => ("快递公司一致", "Same carrier"),
            Self::Article => ("商品相符", "Article fits"),
            Self::AllArticles => ("全部商品相符", "All articles found"),
            Self::OtherArticle => ("商品不符", "Other articles found"),
            Self::Phone => ("寄件电话一致", "Sender's phone"),
            Self::PhoneTail => ("寄件电话尾号一致", "End of sender's phone"),
            Self::Name => ("寄件人姓名一致", "Sender's name"),
            Self::NameFits => ("寄件人姓名相符", "Sender's name fits"),
            Self::Region => ("寄件地区一致", "Sender's region"),
            Self::Approved => ("退货已同意", "Return approved"),
            Self::Recent => ("近期申请", "Asked for recently"),
            Self::Old => ("等待已久", "Waiting for long"),
        };
        match lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

/// A clue with its points and what a person reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WeighedClue {
    /// What it is.
    pub clue: Clue,
    /// What it is worth; below zero where it speaks against.
    pub points: i32,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl From<Clue> for WeighedClue {
    fn from(clue: Clue) -> Self {
        Self {
            clue,
            points: clue.points(),
            zh: clue.label(Lang::Zh).to_owned(),
            en: clue.label(Lang::En).to_owned(),
        }
    }
}
