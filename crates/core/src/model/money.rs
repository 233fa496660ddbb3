//! Money: integer minor units with their currency. Never a float, never a bare number.
use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Largest amount in minor units: far above any order, far below overflow of a sum.
pub const MAX_MINOR: i64 = 1_000_000_000_000;

/// An ISO 4217 currency code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Chinese yuan.
    pub const CNY: Self = Self(*b"CNY");
    /// US dollar.
    pub const USD: Self = Self(*b"USD");

    /// Reads three capital letters.
    pub fn parse(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }
    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
    /// Digits after the decimal point in everyday use.
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" | b"ISK" => 0,
            b"KWD" | b"BHD" | b"OMR" | b"JOD" | b"TND" => 3,
            _ => 2,
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}
impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let code = Cow::<'de, str>::deserialize(d)?;
        Self::parse(&code).ok_or_else(|| serde::de::Error::custom("a currency is three capital letters"))
    }
}
impl JsonSchema for Currency {
    fn schema_name() -> Cow<'static, str> {
        "Currency".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[A-Z]{3}$" })
    }
}

/// An amount: minor units (fen, cent) and their currency.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Money {
    /// Minor units, such as fen.
    pub minor: i64,
    /// The currency they are in.
    pub currency: Currency,
}

/// Why two amounts cannot be put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// They are in different currencies.
    Currency {
        /// What was expected.
        expected: Currency,
        /// What came.
        got: Currency,
    },
    /// The amount is beyond every sensible bound.
    Overflow,
    /// The amount is negative where that has no meaning.
    Negative,
}

impl fmt::Display for MoneyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Currency { expected, got } => write!(f, "amounts in {expected} and {got} do not add up"),
            Self::Overflow => f.write_str("the amount is larger than any order"),
            Self::Negative => f.write_str("the amount is negative"),
        }
    }
}
impl std::error::Error for MoneyError {}

impl Money {
    /// An amount of minor units.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }
    /// Yuan, in fen.
    pub fn cny(fen: i64) -> Self {
        Self::new(fen, Currency::CNY)
    }
    /// Nothing, in that currency.
    pub fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }
    /// The same amount, when it is neither negative nor beyond [`MAX_MINOR`].
    pub fn checked(self) -> Result<Self, MoneyError> {
        match self.minor {
            n if n < 0 => Err(MoneyError::Negative),
            n if n > MAX_MINOR => Err(MoneyError::Overflow),
            _ => Ok(self),
        }
    }
    /// The sum, when currencies agree and nothing overflows.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        self.same(other)?;
        let minor = self
            .minor
            .checked_add(other.minor)
            .filter(|n| n.abs() <= MAX_MINOR)
            .ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }
    /// The difference, when currencies agree and nothing overflows.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.plus(Self {
            minor: other.minor.checked_neg().ok_or(MoneyError::Overflow)?,
            ..other
        })
    }
    fn same(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            Ok(())
        } else {
            Err(MoneyError::Currency {
                expected: self.currency,
                got: other.currency,
            })
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.currency.digits();
        let unit = 10i64.pow(digits);
        let sign = if self.minor < 0 { "-" } else { "" };
        let whole = (self.minor / unit).abs();
        if digits == 0 {
            return write!(f, "{sign}{whole} {}", self.currency);
        }
        let part = (self.minor % unit).abs();
        write!(
            f,
            "{sign}{whole}.{part:0width$} {}",
            self.currency,
            width = digits as usize
        )
    }
}
impl fmt::Debug for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_within_one_currency_only() {
        assert_eq!(Money::cny(100).plus(Money::cny(28)), Ok(Money::cny(128)));
        let usd = Money::new(1, Currency::USD);
        assert_eq!(
            Money::cny(1).plus(usd),
            Err(MoneyError::Currency {
                expected: Currency::CNY,
                got: Currency::USD
            })
        );
        assert_eq!(Money::cny(i64::MAX).plus(Money::cny(1)), Err(MoneyError::Overflow));
        assert_eq!(Money::cny(0).minus(Money::cny(i64::MIN)), Err(MoneyError::Overflow));
        assert_eq!(Money::cny(-1).checked(), Err(MoneyError::Negative));
    }

    #[test]
    fn shows_the_usual_digits() {
        assert_eq!(Money::cny(12_805).to_string(), "128.05 CNY");
        assert_eq!(Money::cny(-5).to_string(), "-0.05 CNY");
        assert_eq!(Money::new(500, Currency::parse("JPY").unwrap()).to_string(), "500 JPY");
        assert_eq!(Currency::parse("cny"), None);
    }
}
