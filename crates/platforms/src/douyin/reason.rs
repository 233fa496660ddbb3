//! From the platform's reason, which is a Chinese text, to the kind of problem.
//!
//! The numbers of reasons are not documented; the text is. The first line whose word occurs decides, so narrow words stand
//! before wide ones. A text without any of them says nothing, and a classifier may look at it.
use aftersync_core::model::issue::IssueType::{self, *};

const WORDS: &[(&str, IssueType)] = &[
    // Real or not.
    ("假货", Counterfeit),
    ("假冒", Counterfeit),
    ("售假", Counterfeit),
    ("仿冒", Counterfeit),
    ("正品", Counterfeit),
    ("盗版", Counterfeit),
    // Another article, or too little of it: before what is wrong with it.
    ("发错", WrongItem),
    ("错发", WrongItem),
    ("少件", MissingItem),
    ("漏发", MissingItem),
    ("少发", MissingItem),
    ("缺件", MissingItem),
    ("漏寄", MissingItem),
    ("缺少", MissingItem),
    ("赠品", MissingItem),
    ("空包", MissingItem),
    // Never came: before what the carrier did.
    ("未收到", NotReceived),
    ("没收到", NotReceived),
    ("未收货", NotReceived),
    ("丢件", NotReceived),
    ("丢失", NotReceived),
    ("虚假发货", NotReceived),
    // Broken on the way.
    ("破损", Damaged),
    ("损坏", Damaged),
    ("破碎", Damaged),
    ("漏液", Damaged),
    ("变形", Damaged),
    ("污渍", Damaged),
    // Not as shown: before sizes and quality, which such texts mention too.
    ("描述不符", ExpectationMismatch),
    ("不符", ExpectationMismatch),
    ("货不对板", ExpectationMismatch),
    ("色差", ExpectationMismatch),
    ("效果不好", ExpectationMismatch),
    ("效果差", ExpectationMismatch),
    // Does not fit.
    ("尺码", SizeFit),
    ("尺寸", SizeFit),
    ("大小", SizeFit),
    ("不合身", SizeFit),
    ("不合适", SizeFit),
    // Fails.
    ("质量", QualityDefect),
    ("瑕疵", QualityDefect),
    ("做工", QualityDefect),
    ("故障", QualityDefect),
    ("掉色", QualityDefect),
    ("开线", QualityDefect),
    ("变质", QualityDefect),
    ("过期", QualityDefect),
    ("无法使用", QualityDefect),
    // Price.
    ("价保", PriceProtection),
    ("降价", PriceProtection),
    ("差价", PriceProtection),
    ("买贵", PriceProtection),
    ("价格", PriceProtection),
    ("发票", Invoice),
    // People.
    ("态度", ServiceComplaint),
    ("服务", ServiceComplaint),
    // No longer wanted: before the carrier, since such texts name the order of the parcel.
    ("不想要", ChangeOfMind),
    ("不喜欢", ChangeOfMind),
    ("不需要", ChangeOfMind),
    ("拍错", ChangeOfMind),
    ("多拍", ChangeOfMind),
    ("拍多", ChangeOfMind),
    ("误拍", ChangeOfMind),
    ("无理由", ChangeOfMind),
    ("优惠", ChangeOfMind),
    ("地址", ChangeOfMind),
    // The way here.
    ("发货", LogisticsQuery),
    ("物流", LogisticsQuery),
    ("快递", LogisticsQuery),
    ("缺货", LogisticsQuery),
    // The widest word of all.
    ("假", Counterfeit),
];

/// The kind of problem that a text names, if it names one.
pub(super) fn issue(text: &str) -> Option<IssueType> {
    WORDS
        .iter()
        .find(|(word, _)| text.contains(word))
        .map(|(_, issue)| *issue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_somewhere_and_is_written_once() {
        for (i, (word, issue_type)) in WORDS.iter().enumerate() {
            let hidden = WORDS
                .iter()
                .take(i)
                .any(|(earlier, other)| word.contains(earlier) && other != issue_type);
            assert!(!hidden, "{word} is never reached");
            assert!(
                WORDS.iter().skip(i + 1).all(|(later, _)| later != word),
                "{word} stands twice"
            );
        }
    }

    #[test]
    fn usual_reasons() {
        let cases = [
            ("商品质量问题", Some(QualityDefect)),
            ("商品破损/污渍", Some(Damaged)),
            ("少件/漏发", Some(MissingItem)),
            ("商家发错货", Some(WrongItem)),
            ("大小/尺寸与商品描述不符", Some(ExpectationMismatch)),
            ("尺码拍错/不合适", Some(SizeFit)),
            ("不想要了", Some(ChangeOfMind)),
            ("七天无理由退货", Some(ChangeOfMind)),
            ("商家未按约定时间发货", Some(LogisticsQuery)),
            ("快递/物流一直未收到", Some(NotReceived)),
            ("假冒品牌", Some(Counterfeit)),
            ("申请价保", Some(PriceProtection)),
            ("其他", None),
        ];
        for (text, expected) in cases {
            assert_eq!(issue(text), expected, "{text}");
        }
    }
}
