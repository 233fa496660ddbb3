//! Decimal amounts, as text or as a JSON number, to minor units. Never through a float.
use aftersync_core::model::money::{Currency, Money};
use serde_json::value::RawValue;

use super::json::Reading;

/// Reads an amount such as `18.50`. An empty text is none; digits finer than the currency has must be zeros.
pub(crate) fn money(text: &str, currency: Currency, field: &'static str) -> Reading<Option<Money>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let odd = || format!("{field}: not an amount of {currency}");
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || text.ends_with('.') {
        return Err(odd());
    }
    let digits = usize::try_from(currency.digits()).unwrap_or(0);
    let kept = fraction.chars().chain(std::iter::repeat('0')).take(digits);
    if fraction.chars().skip(digits).any(|c| c != '0') {
        return Err(odd());
    }
    let minor: String = whole.chars().chain(kept).collect();
    let minor = minor.parse().map_err(|_| odd())?;
    let amount = Money::new(minor, currency).checked();
    amount.map(Some).map_err(|e| format!("{field}: {e}"))
}

/// An amount as the platform writes it: all digits of its currency, without separators.
pub(crate) fn text(amount: Money) -> String {
    let digits = usize::try_from(amount.currency.digits()).unwrap_or(0);
    let sign = if amount.minor < 0 { "-" } else { "" };
    let minor = format!("{:0>width$}", amount.minor.unsigned_abs(), width = digits + 1);
    let (whole, fraction) = minor.split_at_checked(minor.len() - digits).unwrap_or((&minor, ""));
    let point = if digits == 0 { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

/// The same of a raw JSON value: a text or a number as it is written. Null and an absent field are none.
pub(crate) fn money_of(raw: Option<&RawValue>, currency: Currency, field: &'static str) -> Reading<Option<Money>> {
    match raw.map(RawValue::get) {
        None | Some("null") => Ok(None),
        Some(json) => {
            let inner = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
            money(inner.unwrap_or(json), currency, field)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, code: &str) -> Option<i64> {
        let currency = Currency::parse(code).unwrap();
        money(text, currency, "x").unwrap().map(|m| m.minor)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = |minor, code: &str| text(Money::new(minor, Currency::parse(code).unwrap()));
        assert_eq!(written(1850, "USD"), "18.50");
        assert_eq!(written(7, "USD"), "0.07");
        assert_eq!(written(150_000, "VND"), "150000");
        assert_eq!(written(5, "KWD"), "0.005");
        assert_eq!(written(-5, "USD"), "-0.05");
        assert_eq!(read(&written(123_456, "KWD"), "KWD"), Some(123_456));
    }

    #[test]
    fn amounts_follow_the_digits_of_their_currency() {
        assert_eq!(read("18.50", "USD"), Some(1850));
        assert_eq!(read("18.5", "USD"), Some(1850));
        assert_eq!(read("0", "USD"), Some(0));
        assert_eq!(read("0.07", "USD"), Some(7));
        assert_eq!(read("150000", "VND"), Some(150_000));
        assert_eq!(read("150000.00", "VND"), Some(150_000));
        assert_eq!(read("150000", "IDR"), Some(15_000_000));
        assert_eq!(read("1.250", "KWD"), Some(1250));
        assert_eq!(read("", "USD"), None);
    }

    #[test]
    fn what_is_no_amount_is_a_reason_without_its_value() {
        let usd = Currency::USD;
        for text in [
            "-1",
            "1.",
            ".5",
            "1,5",
            "1e3",
            "abc",
            "1.005",
            "99999999999999",
            "1.0.0",
        ] {
            let reason = money(text, usd, "total").unwrap_err();
            assert!(reason.starts_with("total"), "{reason}");
            assert!(!reason.contains(text), "{reason}");
        }
        assert!(money("1.5", Currency::parse("VND").unwrap(), "x").is_err());
    }

    #[test]
    fn a_number_is_read_as_it_is_written() {
        for (json, minor) in [
            ("18.50", Some(1850)),
            ("\"18.50\"", Some(1850)),
            ("null", None),
            ("\"\"", None),
        ] {
            let raw: &RawValue = serde_json::from_str(json).unwrap();
            let read = money_of(Some(raw), Currency::USD, "x").unwrap();
            assert_eq!(read.map(|m| m.minor), minor, "{json}");
        }
        assert_eq!(money_of(None, Currency::USD, "x"), Ok(None));
        let list: &RawValue = serde_json::from_str("[1]").unwrap();
        assert!(money_of(Some(list), Currency::USD, "x").is_err());
    }
}
