//! The levels of agreement: each has a name, a line in two languages, and a weight that ships.

/// How far two phones agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum PhoneLevel {
    /// Both accounts' own, whole.
    Own,
    /// The one's own is the other's receiver.
    Mixed,
    /// Both receivers', whole.
    Receiver,
    /// The platform's ciphertexts are equal.
    Token,
    /// What masking leaves is equal.
    Masked,
    /// The platform's tokens of the whole block are equal.
    Block,
    /// They differ.
    Conflict,
    /// One is not known.
    Unknown,
    /// One is not known, or they differ, and the names are Latin ones: those tell more by themselves, and people with them
    /// give several phones.
    Latin,
}

/// How far two names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum NameLevel {
    /// Equal.
    Exact,
    /// A slip or a homophone apart.
    Near,
    /// Equal as far as masking, a title or an initial leaves them.
    Surname,
    /// The same family name, another given name.
    Family,
    /// The same given name, another family name.
    Given,
    /// Different.
    Conflict,
    /// One is not known.
    Unknown,
}

/// How far two places agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum PlaceLevel {
    /// The same house and room.
    Detail,
    /// A slip apart.
    Near,
    /// The same postcode.
    Postcode,
    /// The same district.
    District,
    /// The same city.
    City,
    /// Another city.
    Conflict,
    /// One is not known.
    Unknown,
}

/// A level.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    /// Its name: a stable word.
    pub name: &'static str,
    /// What it says, in Chinese.
    pub zh: &'static str,
    /// What it says, in English.
    pub en: &'static str,
    /// Its weight, in thousandths of a bit.
    pub weight: i32,
}

const NAMES: usize = 7;
const PHONES: usize = 9;
const PLACES: usize = 7;
/// Where the levels of places begin.
const PLACE_AT: usize = PHONES * NAMES;
/// Where the others begin.
const REST_AT: usize = PLACE_AT + 3 * PLACES;

/// The level of a phone and a name together: they are not independent among strangers.
pub fn phone_name(phone: PhoneLevel, name: NameLevel) -> usize {
    phone as usize * NAMES + name as usize
}

/// The level of a place, beside what the phones say.
pub fn place(level: PlaceLevel, phone: PhoneLevel) -> usize {
    let table = match phone {
        PhoneLevel::Conflict | PhoneLevel::Unknown => 0,
        PhoneLevel::Latin => 2,
        _ => 1,
    };
    PLACE_AT + table * PLACES + level as usize
}

/// The other levels, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "LEVELS names them")]
pub enum Other {
    Prior,
    ShareAll,
    ShareMost,
    ShareLow,
    FanFew,
    FanMany,
    SameShop,
    SamePlatform,
    OtherPlatform,
    Shared3,
    Shared5,
    SharedMany,
    Faded,
    TwoReceivers,
    PostcodeConflict,
    Contact,
    GivenAtHome,
}

/// The number of such a level.
pub fn other(level: Other) -> usize {
    REST_AT + level as usize
}

/// The level of that name.
pub fn level_named(name: &str) -> Option<usize> {
    LEVELS.iter().position(|l| l.name == name)
}

include!("weights.rs");
