//! What differs between platforms in the world itself: kinds, money, numbers and habits. Data only.

use super::Kind;

/// A currency as the world counts in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    /// ISO 4217 code.
    pub code: &'static str,
    /// Digits of the minor unit: amounts in the world are whole numbers of it.
    pub digits: u32,
}

impl Currency {
    /// Chinese yuan, in fen.
    pub const CNY: Self = Self::new("CNY", 2);
    /// US dollar, in cents.
    pub const USD: Self = Self::new("USD", 2);
    /// Pound sterling, in pence.
    pub const GBP: Self = Self::new("GBP", 2);
    /// Indonesian rupiah, in sen, which nobody uses.
    pub const IDR: Self = Self::new("IDR", 2);
    /// Vietnamese dong, without a minor unit.
    pub const VND: Self = Self::new("VND", 0);

    /// A currency by code and digits of its minor unit.
    #[must_use]
    pub const fn new(code: &'static str, digits: u32) -> Self {
        Self { code, digits }
    }

    /// An amount as decimal text with all digits, such as `18.50` for 1850 cents.
    #[must_use]
    pub fn text(self, minor: i64) -> String {
        let (sign, minor) = (if minor < 0 { "-" } else { "" }, minor.unsigned_abs());
        let unit = 10_u64.saturating_pow(self.digits);
        let (whole, part) = (minor / unit, minor % unit);
        match self.digits {
            0 => format!("{sign}{whole}"),
            digits => format!("{sign}{whole}.{part:0width$}", width = digits as usize),
        }
    }

    /// Reads decimal text as minor units; `None` when it is none, or has more digits than the currency.
    #[must_use]
    pub fn minor(self, text: &str) -> Option<i64> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = self.digits as usize;
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || part.len() > digits || !plain(whole) || !plain(part) {
            return None;
        }
        format!("{whole}{part:0<digits$}").parse().ok()
    }
}

/// Where the numbers of each thing begin: platforms differ in their length and first digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Orders and order lines.
    pub order: i64,
    /// After-sales.
    pub aftersale: i64,
    /// Articles.
    pub product: i64,
    /// Variants.
    pub sku: i64,
    /// Live rooms.
    pub room: i64,
    /// Warehouse addresses.
    pub address: i64,
}

/// How the world of one platform behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// What a buyer can ask for.
    pub kinds: &'static [Kind],
    /// What shops sell in unless told otherwise.
    pub currency: Currency,
    /// Where numbers begin.
    pub numbers: Numbers,
    /// Whether buyers have special rights to money beside after-sales.
    pub special_refunds: bool,
    /// A request that the buyer changes is closed and goes on under a new number, instead of changing in place.
    pub edits_get_new_number: bool,
    /// An agreed exchange becomes an order of its own, which is shipped without waiting for the goods.
    pub replacement_is_order: bool,
    /// A request before the parcel left that the seller refuses is over; the buyer does not ask again under its number.
    pub refused_cancellation_ends: bool,
    /// The seller's time to inspect begins when the goods arrive, not when they are sent.
    pub inspection_from_delivery: bool,
    /// How long each side has.
    pub deadlines: Deadlines,
}

/// Every kind there is.
const ALL: &[Kind] = &[
    Kind::ReturnRefund,
    Kind::RefundShipped,
    Kind::RefundUnshipped,
    Kind::Exchange,
    Kind::PriceProtection,
    Kind::Resend,
    Kind::Repair,
];

impl Default for Rules {
    /// Doudian's: every kind, in fen.
    fn default() -> Self {
        Self {
            kinds: ALL,
            currency: Currency::CNY,
            numbers: Numbers {
                order: 6_920_000_000_000_000_000,
                aftersale: 7_100_000_000_000_000_000,
                product: 3_600_000_000_000_000_000,
                sku: 1_700_000_000_000_000,
                room: 7_300_000_000_000_000_000,
                address: 500_000,
            },
            special_refunds: true,
            edits_get_new_number: false,
            replacement_is_order: false,
            refused_cancellation_ends: false,
            inspection_from_delivery: false,
            deadlines: Deadlines::default(),
        }
    }
}

/// How long each side has before the platform decides by itself, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// First review by the seller.
    pub seller_ms: i64,
    /// First review of an exchange by the seller.
    pub exchange_ms: i64,
    /// The buyer's answer to a proposal of the seller.
    pub offer_ms: i64,
    /// Sending the goods back.
    pub buyer_return_ms: i64,
    /// Inspecting what came back, or sending the replacement.
    pub inspection_ms: i64,
    /// Asking again after a refusal.
    pub reapply_ms: i64,
    /// Receiving a replacement.
    pub receive_ms: i64,
    /// Handing in evidence.
    pub evidence_ms: i64,
}

impl Default for Deadlines {
    fn default() -> Self {
        const HOUR: i64 = 3_600_000;
        Self {
            seller_ms: 48 * HOUR,
            exchange_ms: 48 * HOUR,
            offer_ms: 48 * HOUR,
            buyer_return_ms: 7 * 24 * HOUR,
            inspection_ms: 48 * HOUR,
            reapply_ms: 7 * 24 * HOUR,
            receive_ms: 10 * 24 * HOUR,
            evidence_ms: 48 * HOUR,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Currency;

    #[test]
    fn amounts_as_text_and_back() {
        for (currency, minor, text) in [
            (Currency::USD, 1_850, "18.50"),
            (Currency::USD, 5, "0.05"),
            (Currency::VND, 150_000, "150000"),
            (Currency::new("KWD", 3), 1_002, "1.002"),
        ] {
            assert_eq!(currency.text(minor), text);
            assert_eq!(currency.minor(text), Some(minor));
        }
        assert_eq!(Currency::CNY.text(-150), "-1.50");
        assert_eq!(Currency::USD.minor("18.5"), Some(1_850));
        assert_eq!(Currency::USD.minor("18"), Some(1_800));
        for bad in ["", ".5", "1.234", "-1", "1,5", "1e3"] {
            assert_eq!(Currency::USD.minor(bad), None, "{bad}");
        }
    }
}
