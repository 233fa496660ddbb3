//! From the platform's reason, which is a code, to the kind of problem.
//!
//! Codes differ by market and carry suffixes, so they are told apart by what stands in them. The first line whose word
//! occurs decides, so narrow words stand before wide ones. A code without any of them is some other problem.
use aftersync_core::model::issue::IssueType::{self, *};

const WORDS: &[(&str, IssueType)] = &[
    // Late: before what never came.
    ("arrive_on_time", LogisticsQuery),
    ("missed_delivery_date", LogisticsQuery),
    // Never came.
    ("not_received", NotReceived),
    ("didn't_arrive", NotReceived),
    ("not_arrive", NotReceived),
    ("package_lost", NotReceived),
    ("delivery_failed", NotReceived),
    // Too little of it: before what is broken.
    ("missing_product", MissingItem),
    ("missing_broken_parts", MissingItem),
    // Real or not, fit to eat or not.
    ("counterfeit", Counterfeit),
    ("expired", QualityDefect),
    ("spoiled", QualityDefect),
    ("not_frozen", QualityDefect),
    // What is wrong with it.
    ("damaged", Damaged),
    ("defective", QualityDefect),
    ("function", QualityDefect),
    ("wrong_product", WrongItem),
    ("wrong_item", WrongItem),
    ("not_match", ExpectationMismatch),
    ("quality_or_style", ExpectationMismatch),
    // Does not fit.
    ("too_big", SizeFit),
    ("too_small", SizeFit),
    ("incorrect_size", SizeFit),
    ("multiple_sizes", SizeFit),
    // Ordered by mistake: of the sixteen kinds, a change of mind.
    ("unauthorised", ChangeOfMind),
    ("created_by_mistakes", ChangeOfMind),
    ("high_delivery_costs", ChangeOfMind),
    ("change_payment_method", ChangeOfMind),
    ("address", ChangeOfMind),
    // No longer wanted.
    ("no_need", ChangeOfMind),
    ("no_longer_needed", ChangeOfMind),
    ("does_not_suit", ChangeOfMind),
    ("change", ChangeOfMind),
];

/// The kind of problem that a code names.
pub(super) fn issue(code: &str) -> IssueType {
    let code = code.to_ascii_lowercase();
    let found = WORDS.iter().find(|(word, _)| code.contains(word));
    found.map_or(Other, |(_, issue)| *issue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_leads_somewhere_and_is_written_once() {
        for (i, (word, meant)) in WORDS.iter().enumerate() {
            assert_eq!(issue(word), *meant, "{word} is hidden by an earlier word");
            assert!(
                WORDS.iter().skip(i + 1).all(|(later, _)| later != word),
                "{word} stands twice"
            );
        }
    }

    #[test]
    fn codes_of_several_markets() {
        let cases = [
            ("ecom_order_delivered_refund_and_return_reason_damaged", Damaged),
            ("ecom_order_delivered_refund_reason_missing_product_seller", MissingItem),
            (
                "ecom_order_delivered_refund_reason_missing_broken_parts_uk",
                MissingItem,
            ),
            ("ecom_order_shipped_refund_reason_not_received_new", NotReceived),
            ("ecom_order_shipped_refund_reason_not_arrive_on_time", LogisticsQuery),
            ("reverse_reason_package_didn't_arrive_on_time", LogisticsQuery),
            ("ecom_order_to_ship_canceled_reason_created_by_mistakes", ChangeOfMind),
            ("ecom_order_to_ship_canceled_reason_change_payment_method", ChangeOfMind),
            (
                "ecom_order_delivered_refund_and_return_reason_no_longer_needed_1",
                ChangeOfMind,
            ),
            ("ECOM_WRONG_PRODUCT", WrongItem),
            ("reason_defective/does_not_function", QualityDefect),
            ("reason_item_expired&spoiled", QualityDefect),
            ("reason_too_small", SizeFit),
            ("reason_not_match_description", ExpectationMismatch),
            ("reason_suspected_counterfeit", Counterfeit),
            ("ecom_order_delivered_refund_reason_other", Other),
            ("something_new", Other),
        ];
        for (code, expected) in cases {
            assert_eq!(issue(code), expected, "{code}");
        }
    }
}
