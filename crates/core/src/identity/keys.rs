//! Keyed hashing: from here on there are no values, only evidence.
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::model::identity::{Item, Name, Party, Role, Value};
use crate::model::ids::Uid;

use super::model::{Form, Kind, Model};
use super::normal::{self, PhoneForm};
use super::observation::{Block, Given, Observation, PhoneShown};

/// Most values and blocks taken from one observation.
pub const MOST: usize = 64;

/// Hashes under a merchant's key. Without the key, hashes of phones could be tried out in minutes.
#[derive(Clone)]
pub struct Keys {
    mac: Hmac<Sha256>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

/// An observation, hashed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The account.
    pub node: Uid,
    /// The scope of its uid; 0 for a contact without one.
    pub scope: u64,
    /// The platform.
    pub platform: u64,
    /// Which observation.
    pub unit: u64,
    /// Its version.
    pub version: u64,
    /// When, in seconds.
    pub at: i64,
    /// What it showed, sorted.
    pub items: Vec<Item>,
}

impl Keys {
    /// Under that key.
    pub fn new(key: &[u8; 32]) -> Self {
        // A key of 32 bytes is within what a block of SHA-256 takes, padded with zeros.
        let mut block = [0; 64];
        block.iter_mut().zip(key).for_each(|(slot, byte)| *slot = *byte);
        Self {
            mac: Hmac::new(&block.into()),
        }
    }

    /// The hash of a value of a kind; never 0, which stands for what is not known.
    fn hash(&self, kind: &str, parts: &[&str]) -> u64 {
        let mut mac = self.mac.clone();
        mac.update(kind.as_bytes());
        for part in parts {
            mac.update(&[0xff]);
            mac.update(part.as_bytes());
        }
        let out = mac.finalize().into_bytes();
        let first = out.first_chunk::<8>().copied().unwrap_or_default();
        u64::from_le_bytes(first).max(1)
    }

    fn maybe(&self, kind: &str, value: Option<String>) -> u64 {
        value.map_or(0, |v| self.hash(kind, &[&v]))
    }

    /// Forms of a slip: they are compared, never looked up, so that half the bits do.
    fn near(&self, kind: &str, forms: &[String]) -> Vec<u32> {
        let mut out: Vec<u32> = forms.iter().map(|f| self.hash(kind, &[f]) as u32).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Hashes an observation. What its kinds do not allow to be joined by is left out.
    pub fn evidence(&self, model: &Model, seen: &Observation) -> Evidence {
        let mut items: Vec<Item> = Vec::new();
        if seen.link {
            let values = seen
                .values
                .iter()
                .take(MOST)
                .filter_map(|given| self.value(model, given));
            items.extend(values.map(Item::Value));
            let blocks = seen.blocks.iter().take(MOST).map(|block| self.party(block));
            items.extend(blocks.filter(|p| !p.is_empty()).map(|p| Item::Party(Box::new(p))));
        }
        items.sort_unstable();
        items.dedup();
        let unit = if seen.id.is_empty() {
            items
                .iter()
                .fold(1_u64, |sum, item| sum.wrapping_mul(31).wrapping_add(item.id()))
        } else {
            self.hash("unit", &[&seen.source, &seen.id])
        };
        let account = seen.account.as_ref();
        Evidence {
            node: seen.node(),
            scope: account.map_or(0, |a| self.hash("scope", &[a.platform.as_str(), &a.scope])),
            platform: account.map_or(0, |a| self.hash("platform", &[a.platform.as_str()])),
            unit,
            version: seen.version,
            at: seen.at.secs(),
            items,
        }
    }

    /// Hashes a value; `None` when it says nothing, its kind is not configured, or it may not be joined by.
    pub fn value(&self, model: &Model, given: &Given) -> Option<Value> {
        let (number, kind) = model.kind(&given.kind)?;
        if !given.linkable.unwrap_or(kind.linkable) {
            return None;
        }
        let scope = if given.scope.is_empty() {
            0
        } else {
            self.hash("in", &[&kind.word, &given.scope])
        };
        let (value, masked, near) = read(kind, &given.value)?;
        let word = kind.word.as_str();
        let hidden = masked.as_ref() == Some(&value);
        let masked = masked.map_or(0, |m| self.hash("masked", &[word, &m]));
        let hash = if hidden {
            masked
        } else {
            self.hash(word, &[&given.scope, &value])
        };
        Some(Value {
            kind: number,
            scope,
            hash,
            masked,
            near: self.near("near", &near),
        })
    }

    /// Hashes a block.
    pub fn party(&self, block: &Block) -> Party {
        let phone = match block.phone_shown {
            PhoneShown::Plain => normal::phone(&block.phone),
            PhoneShown::Private => None,
        };
        let (phone, masked) = match phone {
            Some(PhoneForm::Full { digits, masked }) => {
                (self.hash("phone", &[&digits]), self.hash("masked_phone", &[&masked]))
            }
            Some(PhoneForm::Masked(masked)) => (0, self.hash("masked_phone", &[&masked])),
            None => (0, 0),
        };
        let token = |kind: &str, text: &str| match text.trim() {
            "" => 0,
            text => self.hash(kind, &[&block.token_scope, text]),
        };
        let detail = normal::detail(&block.province, &block.city, &block.district, &block.detail);
        let latin = detail.as_ref().filter(|d| d.is_ascii());
        let slips = latin.map(|d| normal::slips(d)).unwrap_or_default();
        let city = normal::city(&block.province, &block.city);
        let district = city.as_ref().and(normal::district(&block.district));
        let postcode = normal::number(&block.postcode).map(|p| p.chars().take(5).collect::<String>());
        Party {
            role: if block.receiver { Role::Receiver } else { Role::Own },
            phone,
            masked,
            token: token("token", &block.token),
            block: token("block", &block.block),
            name: self.name(block),
            detail_near: self.near("detail", &slips),
            detail: self.maybe("detail", detail),
            district: district.map_or(0, |d| self.hash("district", &[city.as_deref().unwrap_or_default(), &d])),
            city: self.maybe("city", city),
            postcode: self.maybe("postcode", postcode),
        }
    }

    fn name(&self, block: &Block) -> Name {
        let read = if block.name.is_empty() {
            normal::names(&block.given, &block.surname)
        } else {
            normal::name(&block.name)
        };
        let Some(n) = read else { return Name::default() };
        let whole = (!n.surname.is_empty() && !n.given.is_empty()).then(|| format!("{} {}", n.surname, n.given));
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Name {
            full: self.maybe("name", whole),
            surname: self.maybe("word", some(&n.surname)),
            given: self.maybe("word", some(&n.given)),
            sound: self.maybe("sound", n.sound),
            near: self.near("slip", &n.surname_near),
            given_near: self.near("slip", &n.given_near),
            initial: match n.given.chars().next() {
                _ if n.han => 1,
                Some(first) => u32::from(first) | u32::from(n.suffix) << 24,
                None => 2,
            },
        }
    }
}

/// A value in one form, what masking leaves of it, and the forms a slip leads to.
fn read(kind: &Kind, value: &str) -> Option<(String, Option<String>, Vec<String>)> {
    let slipping = |v: String| {
        let near = normal::slips(&v);
        (v, None, near)
    };
    match kind.form {
        Form::Exact => {
            let folded = normal::fold(value);
            (!normal::is_placeholder(&folded)).then_some((folded, None, Vec::new()))
        }
        Form::Number => normal::number(value).map(slipping),
        Form::Email => normal::email(value).map(slipping),
        Form::Date => normal::date(value).map(|d| (d.day, None, d.near)),
        Form::Nickname => normal::nickname(value).map(|n| {
            let masked = normal::masked_nickname(&n);
            let near = if masked.as_ref() == Some(&n) {
                Vec::new()
            } else {
                normal::slips(&n)
            };
            (n, masked, near)
        }),
    }
}
