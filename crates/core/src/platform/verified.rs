//! Proof that a delivery is genuine. Only the constant-time checkers here can mint one, so trust cannot be assumed.
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::http::HttpReply;

/// A checker found the signature right. Cannot be made elsewhere.
#[derive(Debug)]
pub struct Proof(());

/// A delivery whose sender is proven and whose body is complete: its content may be taken as facts.
#[derive(Debug)]
pub struct Verified {
    _proof: Proof,
    /// The content to parse: the body, or what was decrypted from it.
    pub content: Vec<u8>,
}

/// A delivery that may only be peeked at: it says where to look, not what is.
#[derive(Debug)]
pub struct Hint {
    /// The content to peek at.
    pub content: Vec<u8>,
}

/// What `verify` found.
#[derive(Debug)]
pub enum Verdict {
    /// Parse it.
    Verified(Verified),
    /// Peek, acknowledge, read again.
    Hint(Hint),
    /// A connectivity check: give this answer, take in nothing.
    Probe(HttpReply),
}

impl Verified {
    /// Content whose proof is here.
    pub fn new(proof: Proof, content: Vec<u8>) -> Self {
        Self { _proof: proof, content }
    }
}

impl Hint {
    /// Content that was signed, but whose signature proves too little (no freshness, part of the body, a weak digest).
    pub fn signed(_proof: Proof, content: Vec<u8>) -> Self {
        Self { content }
    }
    /// Content of a platform that does not sign at all.
    pub fn unsigned(content: Vec<u8>) -> Self {
        Self { content }
    }
}

/// Checks that two byte strings are equal, in time that depends on their lengths only.
pub fn check_bytes(expected: &[u8], given: &[u8]) -> Option<Proof> {
    bool::from(expected.ct_eq(given)).then_some(Proof(()))
}

/// Checks a hexadecimal MD5 over the parts, without regard to case.
pub fn check_md5(parts: &[&[u8]], given_hex: &str) -> Option<Proof> {
    check_bytes(&md5(parts), &from_hex(given_hex)?)
}

/// Checks a hexadecimal SHA-1 over the parts, without regard to case.
pub fn check_sha1(parts: &[&[u8]], given_hex: &str) -> Option<Proof> {
    check_bytes(&sha1(parts), &from_hex(given_hex)?)
}

/// Checks a hexadecimal HMAC-SHA256 over the parts, without regard to case.
pub fn check_hmac_sha256(key: &[u8], parts: &[&[u8]], given_hex: &str) -> Option<Proof> {
    check_bytes(&hmac_sha256(key, parts), &from_hex(given_hex)?)
}

/// MD5 over the parts.
pub fn md5(parts: &[&[u8]]) -> [u8; 16] {
    let mut h = Md5::new();
    parts.iter().for_each(|p| h.update(p));
    h.finalize().into()
}

/// SHA-1 over the parts.
pub fn sha1(parts: &[&[u8]]) -> [u8; 20] {
    let mut h = Sha1::new();
    parts.iter().for_each(|p| h.update(p));
    h.finalize().into()
}

/// SHA-256 over the parts.
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut h = Sha256::new();
    parts.iter().for_each(|p| h.update(p));
    h.finalize().into()
}

/// HMAC-SHA256 over the parts.
pub fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC takes keys of any length (RFC 2104, section 2), so this never fails; zeros would never verify.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return [0; 32];
    };
    parts.iter().for_each(|p| mac.update(p));
    mac.finalize().into_bytes().into()
}

/// Lower-case hexadecimal.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|b| [b >> 4, b & 15])
        .filter_map(|n| char::from_digit(u32::from(n), 16))
        .collect()
}

/// Reads hexadecimal of either case; `None` for anything else.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text.chars().map(|c| c.to_digit(16).map(|d| d as u8)).collect();
    let digits = digits.filter(|d| d.len() % 2 == 0)?;
    Some(
        digits
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |n, d| n << 4 | d))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_values() {
        // RFC 1321, A.5; RFC 3174, 7.3; RFC 4231, test case 2.
        assert_eq!(
            to_hex(&sha1(&[b"a", b"bc"])),
            "a9993e364706816aba3e25717850c26c9cd0d89d"
        );
        assert_eq!(
            to_hex(&md5(&[b"message ", b"digest"])),
            "f96b697d7cb7938d525a2f31aaf161d0"
        );
        let mac = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(
            to_hex(&hmac_sha256(b"Jefe", &[b"what do ya want ", b"for nothing?"])),
            mac
        );
        assert!(check_hmac_sha256(b"Jefe", &[b"what do ya want for nothing?"], &mac.to_uppercase()).is_some());
        assert!(check_hmac_sha256(b"jefe", &[b"what do ya want for nothing?"], mac).is_none());
    }

    #[test]
    fn a_short_or_odd_signature_fails() {
        let good = to_hex(&md5(&[b"x"]));
        assert!(check_md5(&[b"x"], &good).is_some());
        assert!(check_md5(&[b"x"], good.get(..31).unwrap()).is_none());
        assert!(check_md5(&[b"x"], good.get(..30).unwrap()).is_none());
        assert!(check_md5(&[b"x"], "").is_none());
        assert!(check_md5(&[b"x"], "zz").is_none());
    }
}
