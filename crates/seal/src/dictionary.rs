//! Trained dictionaries. A number is given once and its bytes never change: files name it for ever.
use std::sync::LazyLock;

use zstd::dict::{DecoderDictionary, EncoderDictionary};

/// The level of zstd: higher ones gain a few per cent for twice the time.
const LEVEL: i32 = 1;

/// A dictionary, prepared.
pub struct Dictionary {
    /// Its number: the first byte of what was packed with it.
    pub number: u8,
    bytes: &'static [u8],
    encoder: LazyLock<EncoderDictionary<'static>>,
    decoder: LazyLock<DecoderDictionary<'static>>,
}

impl Dictionary {
    /// What it was trained to.
    pub fn bytes(&self) -> &'static [u8] {
        self.bytes
    }
    pub(crate) fn encoder(&'static self) -> &'static EncoderDictionary<'static> {
        &self.encoder
    }
    pub(crate) fn decoder(&'static self) -> &'static DecoderDictionary<'static> {
        &self.decoder
    }
}

impl std::fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Dictionary({}, {} bytes)", self.number, self.bytes.len())
    }
}

macro_rules! dictionaries {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $bytes:expr;)+) => {
        $($(#[$doc])* pub static $name: Dictionary = Dictionary {
            number: $number,
            bytes: $bytes,
            encoder: LazyLock::new(|| EncoderDictionary::copy($bytes, LEVEL)),
            decoder: LazyLock::new(|| DecoderDictionary::copy($bytes)),
        };)+
        /// All of them.
        pub static ALL: &[&Dictionary] = &[$(&$name),+];
    };
}

dictionaries! {
    /// None: for files, of which nothing is known beforehand.
    NONE = 1, &[];
    /// Rows of the desk.
    ROWS_1 = 2, include_bytes!("../dictionaries/rows-1.zdict");
    /// Payloads of platforms, and what people write.
    PAYLOADS_1 = 3, include_bytes!("../dictionaries/payloads-1.zdict");
}

/// Not packed at all: for what is made of hashes, which no dictionary shortens.
pub static HASHES: Dictionary = Dictionary {
    number: crate::codec::PLAIN,
    bytes: &[],
    encoder: LazyLock::new(|| EncoderDictionary::copy(&[], LEVEL)),
    decoder: LazyLock::new(|| DecoderDictionary::copy(&[])),
};

/// The dictionary of that number.
pub(crate) fn by_number(number: u8) -> Option<&'static Dictionary> {
    ALL.iter().copied().find(|d| d.number == number)
}
