//! One piece of evidence, hashed.
use super::codec::{Packed, Reader, Writer};

/// Whose a block of name, phone and address is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The account's own: registered, or said by the caller.
    #[default]
    Own,
    /// Of whoever a parcel goes to.
    Receiver,
}

/// A name as hashes. 0: not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name {
    /// The whole of it; 0 for a masked one.
    pub full: u64,
    /// The family name.
    pub surname: u64,
    /// The given name in its plainest form (Bob is Robert).
    pub given: u64,
    /// How the whole name sounds; 0 for a masked one.
    pub sound: u64,
    /// Forms that a slip or a homophone leads to, of the family name or of a whole Chinese name; sorted.
    pub near: Vec<u32>,
    /// The same of the given name; sorted.
    pub given_near: Vec<u32>,
    /// The first letter of the given name.
    pub initial: u32,
}

/// A block of name, phone and address as hashes. 0: not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party {
    /// Whose.
    pub role: Role,
    /// The whole phone.
    pub phone: u64,
    /// What masking leaves of the phone.
    pub masked: u64,
    /// The platform's ciphertext of the phone, in its scope.
    pub token: u64,
    /// The platform's token of the whole block, in its scope.
    pub block: u64,
    /// The name.
    pub name: Name,
    /// The city.
    pub city: u64,
    /// The district.
    pub district: u64,
    /// Road, house and room.
    pub detail: u64,
    /// Forms that a slip in the detail leads to; sorted.
    pub detail_near: Vec<u32>,
    /// The postcode.
    pub postcode: u64,
}

impl Party {
    /// Whether it says anything.
    pub fn is_empty(&self) -> bool {
        let empty = Self {
            role: self.role,
            ..Self::default()
        };
        *self == empty
    }
    /// Whether it has a phone in any form.
    pub fn has_phone(&self) -> bool {
        self.phone != 0 || self.masked != 0 || self.token != 0
    }
}

/// A value of a kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value {
    /// The kind's number in the model.
    pub kind: u8,
    /// The scope; 0 for everywhere.
    pub scope: u64,
    /// The value in its scope.
    pub hash: u64,
    /// What masking leaves of it; 0 where nothing is masked.
    pub masked: u64,
    /// Forms that a slip leads to; sorted.
    pub near: Vec<u32>,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A value.
    Value(Value),
    /// A block.
    Party(Box<Party>),
}

impl Item {
    /// A number that is the same for the same content.
    pub fn id(&self) -> u64 {
        let mut out = Writer::default();
        self.pack(&mut out);
        mix(&out.0)
    }
}

/// Sixty-four bits of bytes that nobody can choose: they are keyed hashes.
pub fn mix(bytes: &[u8]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for eight in bytes.chunks(8) {
        let mut word = [0; 8];
        word.iter_mut().zip(eight).for_each(|(slot, byte)| *slot = *byte);
        state = (state ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        state ^= state >> 29;
    }
    state = (state ^ bytes.len() as u64).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state ^ (state >> 32)
}

/// Which fields follow is told by one number, so that what is not known costs nothing.
fn fields(out: &mut Writer, all: &[u64]) {
    let there = all.iter().enumerate().filter(|(_, n)| **n != 0);
    out.number(there.clone().fold(0, |bits, (at, _)| bits | (1 << at)));
    there.for_each(|(_, n)| out.hash(*n));
}

fn read<const N: usize>(from: &mut Reader<'_>) -> Option<[u64; N]> {
    let bits = from.number()?;
    let mut all = [0; N];
    for (at, slot) in all.iter_mut().enumerate() {
        if bits & (1 << at) != 0 {
            *slot = from.hash()?;
        }
    }
    Some(all)
}

impl Packed for Item {
    fn pack(&self, out: &mut Writer) {
        match self {
            Self::Value(v) => {
                out.number(u64::from(v.kind) + 2);
                fields(out, &[v.hash, v.scope, v.masked]);
                out.list(&v.near, |out, n| out.short(*n));
            }
            Self::Party(p) => {
                out.number(u64::from(p.role == Role::Receiver));
                let n = &p.name;
                let place = [p.city, p.district, p.detail, p.postcode];
                let [city, district, detail, postcode] = place;
                fields(
                    out,
                    &[
                        p.phone, p.masked, p.token, p.block, city, district, detail, postcode, n.full, n.surname,
                        n.given, n.sound,
                    ],
                );
                out.list(&n.near, |out, n| out.short(*n));
                out.list(&n.given_near, |out, n| out.short(*n));
                out.list(&p.detail_near, |out, n| out.short(*n));
                out.number(u64::from(n.initial));
            }
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Option<Self> {
        let lead = from.number()?;
        if let Some(kind) = lead.checked_sub(2) {
            let [hash, scope, masked] = read(from)?;
            let near = from.list(Reader::short)?;
            let kind = u8::try_from(kind).ok()?;
            return Some(Self::Value(Value {
                kind,
                scope,
                hash,
                masked,
                near,
            }));
        }
        let [
            phone,
            masked,
            token,
            block,
            city,
            district,
            detail,
            postcode,
            full,
            surname,
            given,
            sound,
        ] = read(from)?;
        let (near, given_near) = (from.list(Reader::short)?, from.list(Reader::short)?);
        let detail_near = from.list(Reader::short)?;
        let initial = u32::try_from(from.number()?).ok()?;
        let name = Name {
            full,
            surname,
            given,
            sound,
            near,
            given_near,
            initial,
        };
        let role = if lead == 1 { Role::Receiver } else { Role::Own };
        Some(Self::Party(Box::new(Party {
            role,
            phone,
            masked,
            token,
            block,
            name,
            city,
            district,
            detail,
            detail_near,
            postcode,
        })))
    }
}
