//! From the platform's reason to the kind of problem: by its code, which is a number today and was a word before, else by
//! its text.
use aftersync_core::model::issue::IssueType::{self, *};

/// Codes (V).
const CODES: &[(&str, IssueType)] = &[
    ("10000000", ChangeOfMind),   // no longer wanted
    ("10000001", LogisticsQuery), // out of stock
    ("10000002", ChangeOfMind),   // ordered wrongly or twice
    ("10000006", WrongItem),      // another article came
    ("10000007", NotReceived),    // nothing came
    ("10000008", Other),          // other
    ("10000014", Other),          // agreed upon
    ("10000015", LogisticsQuery), // long on its way
    ("10000017", LogisticsQuery), // no trace of the parcel
    ("10000021", QualityDefect),  // quality
    ("INCORRECT_SELECTION", ChangeOfMind),
    ("NO_LONGER_WANT", ChangeOfMind),
    ("NO_EXPRESS_INFO", LogisticsQuery),
    ("EMPTY_PACKAGE", MissingItem),
    ("REJECT_RECEIVE_PACKAGE", ChangeOfMind),
    ("NOT_DELIVERED_TOO_LONG", LogisticsQuery),
    ("NOT_MATCH_PRODUCT_DESC", ExpectationMismatch),
    ("QUALITY_ISSUE", QualityDefect),
    ("SEND_WRONG_GOODS", WrongItem),
    ("THREE_NO_PRODUCT", Counterfeit), // without maker, date, address
    ("FAKE_PRODUCT", Counterfeit),
    ("OTHERS", Other),
];

/// Words of texts, narrow ones first; the first that occurs decides.
const WORDS: &[(&str, IssueType)] = &[
    ("假", Counterfeit),
    ("正品", Counterfeit),
    ("三无", Counterfeit),
    ("错货", WrongItem),
    ("错发", WrongItem),
    ("空包", MissingItem),
    ("少件", MissingItem),
    ("漏发", MissingItem),
    ("缺少", MissingItem),
    ("未收到", NotReceived),
    ("丢失", NotReceived),
    ("破损", Damaged),
    ("损坏", Damaged),
    ("不符", ExpectationMismatch),
    ("色差", ExpectationMismatch),
    ("尺", SizeFit),
    ("大小", SizeFit),
    ("质量", QualityDefect),
    ("瑕疵", QualityDefect),
    ("差价", PriceProtection),
    ("价格", PriceProtection),
    ("发票", Invoice),
    ("态度", ServiceComplaint),
    ("不想要", ChangeOfMind),
    ("拍错", ChangeOfMind),
    ("多拍", ChangeOfMind),
    ("无理由", ChangeOfMind),
    ("缺货", LogisticsQuery),
    ("发货", LogisticsQuery),
    ("物流", LogisticsQuery),
    ("快递", LogisticsQuery),
];

/// The kind of problem. A code that only says `other` leaves the word to the text.
pub(super) fn issue(code: Option<&str>, text: Option<&str>) -> Option<IssueType> {
    let by_code = CODES
        .iter()
        .find(|(known, _)| Some(*known) == code)
        .map(|(_, issue)| *issue);
    let by_text = || {
        let text = text?;
        let found = WORDS.iter().find(|(word, _)| text.contains(word));
        found.map(|(_, issue)| *issue)
    };
    by_code.filter(|issue| *issue != Other).or_else(by_text).or(by_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_decides_and_a_text_helps() {
        assert_eq!(issue(Some("10000006"), Some("质量问题")), Some(WrongItem));
        assert_eq!(issue(Some("10000008"), Some("商品破损")), Some(Damaged));
        assert_eq!(issue(Some("10000008"), Some("其他")), Some(Other));
        assert_eq!(issue(Some("99"), Some("快递长时间未送达")), Some(LogisticsQuery));
        assert_eq!(issue(None, None), None);
        for (code, expected) in CODES {
            assert_eq!(issue(Some(code), None), Some(*expected), "{code}");
        }
        for (i, (word, expected)) in WORDS.iter().enumerate() {
            assert_eq!(issue(None, Some(word)), Some(*expected), "{word}");
            assert!(WORDS.iter().skip(i + 1).all(|(later, _)| later != word), "{word}");
        }
    }
}
