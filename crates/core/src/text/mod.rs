//! Numbers in buyers' words: finds order numbers, tracking numbers and phones in a message.
//!
//! Pure and bounded: hand-written scanners over runs of digits and letters, a table of shapes, and the words left and right of a
//! number. A shape alone is a guess; the caller resolves it against what it knows, with `hints` saying where to look first.
//!
//! ```
//! use aftersync_core::text::{MentionKind, recognize};
//!
//! let found = recognize("拼多多订单260901-111122223333444没收到，打我电话 138 1234 5678");
//! assert_eq!(found[0].kind, MentionKind::Order);
//! assert_eq!(found[0].hints, ["pinduoduo"]);
//! assert_eq!(found[0].written(), "260901-111122223333444");
//! assert_eq!(found[1].value, "13812345678");
//! ```
mod candidate;
mod check;
mod cues;
mod formats;
mod normalize;
mod phone;
mod scan;
mod similar;
mod spoken;
mod support;
#[cfg(test)]
mod tests;

pub use formats::tracking_prefixes;
pub use phone::{mask_phone, phone_normalize};
pub use similar::Title;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

/// What a number in a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// An order number of a selling platform.
    Order,
    /// A parcel's tracking number.
    Tracking,
    /// A whole phone number.
    Phone,
    /// The last four digits of a phone number.
    PhoneTail,
}

/// One number found in a message.
///
/// `Debug` leaves the value out: it may be personal.
#[derive(Clone, PartialEq, Eq)]
pub struct Mention {
    /// What it is.
    pub kind: MentionKind,
    /// Digits and letters only, upper case. Phones as [`phone_normalize`] gives them; a foreign phone is `00` + country + number.
    pub value: String,
    /// Where it stands, in bytes of the text given to [`recognize`]; on character boundaries.
    pub range: Range<usize>,
    /// Platforms (orders) or carriers (tracking) whose format fits, best first; empty when none is known.
    pub hints: Vec<&'static str>,
    /// Whether words around it say that it is of this kind.
    pub cued: bool,
}

impl fmt::Debug for Mention {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            kind,
            value,
            range,
            hints,
            cued,
        } = self;
        out.debug_struct("Mention")
            .field("kind", kind)
            .field("value_len", &value.len())
            .field("range", range)
            .field("hints", hints)
            .field("cued", cued)
            .finish()
    }
}

/// Finds the order numbers, tracking numbers and phones in a text, in text order, none overlapping another.
///
/// Work grows linearly with the text. Of a text over 4,000 characters only the first and the last 2,000 are read.
#[must_use]
pub fn recognize(text: &str) -> Vec<Mention> {
    recognize_counted(text).0
}

/// Also counts elementary comparisons, so that tests can bound the work.
fn recognize_counted(text: &str) -> (Vec<Mention>, u64) {
    let glyphs = normalize::fold(text);
    let segs = scan::segments(&glyphs);
    if segs.is_empty() && !glyphs.iter().any(|glyph| normalize::spoken_digit(glyph.ch).is_some()) {
        return (Vec::new(), glyphs.len() as u64);
    }
    let mut work = glyphs.len() as u64;
    let hits = cues::find(&glyphs, &mut work);
    let around = support::Surroundings::new(&glyphs, &hits);
    let mentions = candidate::mentions(&glyphs, &segs, &around, &mut work);
    (mentions, work)
}

/// The carrier that a text names, by its code: `shunfeng` for `顺丰速运`, `SF Express` or `shunfeng` itself.
///
/// ```
/// use aftersync_core::text::carrier_of;
/// assert_eq!(carrier_of("顺丰速运"), Some("shunfeng"));
/// assert_eq!(carrier_of("SHUNFENG"), Some("shunfeng"));
/// assert_eq!(carrier_of("my cousin"), None);
/// ```
#[must_use]
pub fn carrier_of(text: &str) -> Option<&'static str> {
    let code = text.trim();
    let known = formats::FORMATS
        .iter()
        .filter(|format| format.kind == MentionKind::Tracking);
    let codes = known.map(|format| format.hint).filter(|hint| !hint.is_empty());
    let named = || {
        let hits = cues::find(&normalize::fold(text), &mut 0);
        hits.into_iter().find(cues::Hit::names_carrier).map(|hit| hit.name)
    };
    codes
        .into_iter()
        .find(|hint| hint.eq_ignore_ascii_case(code))
        .or_else(named)
}

/// The carriers whose tracking numbers have this shape, best first; empty when none is known.
///
/// ```
/// use aftersync_core::text::carriers_of;
/// assert_eq!(carriers_of("SF1234567890123"), ["shunfeng"]);
/// ```
#[must_use]
pub fn carriers_of(tracking: &str) -> Vec<&'static str> {
    let mentions = recognize(&format!("快递单号 {tracking}"));
    let found = mentions.into_iter().find(|m| m.kind == MentionKind::Tracking);
    found.map(|m| m.hints).unwrap_or_default()
}
