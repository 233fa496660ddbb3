//! Blind indexes: a value is found again by a keyed digest, without standing there itself.
use aftersync_core::platform::verified::hmac_sha256;

use crate::key::Key;

/// HMAC-SHA-256 over the parts, each led by its length, cut to 16 bytes.
///
/// The same parts under the same key always give the same bytes; without the key nothing can be tried out.
///
/// ```
/// use aftersync_seal::{Key, blind};
/// let key = Key::new([7; 32]);
/// assert_eq!(blind(&key, &["phone", "13800138000"]), blind(&key, &["phone", "13800138000"]));
/// assert_ne!(blind(&key, &["phone", "13800138000"]), blind(&Key::new([8; 32]), &["phone", "13800138000"]));
/// ```
pub fn blind(key: &Key, parts: &[&str]) -> [u8; 16] {
    let mut fed: Vec<Vec<u8>> = Vec::with_capacity(parts.len() * 2);
    for part in parts {
        fed.push((part.len() as u64).to_le_bytes().to_vec());
        fed.push(part.as_bytes().to_vec());
    }
    let fed: Vec<&[u8]> = fed.iter().map(Vec::as_slice).collect();
    let mac = hmac_sha256(key.expose(), &fed);
    let mut out = [0; 16];
    out.iter_mut().zip(mac).for_each(|(slot, byte)| *slot = byte);
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use aftersync_core::platform::verified::{from_hex, to_hex};

    /// Test cases 1 and 2 of RFC 4231.
    #[test]
    fn it_is_hmac_sha_256() {
        let one = hmac_sha256(
            &from_hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b").unwrap(),
            &[b"Hi There"],
        );
        assert_eq!(
            to_hex(&one),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        );
        let two = hmac_sha256(b"Jefe", &[b"what do ya want ", b"for nothing?"]);
        assert_eq!(
            to_hex(&two),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn parts_do_not_run_into_each_other() {
        let key = Key::new([1; 32]);
        assert_ne!(blind(&key, &["ab", "c"]), blind(&key, &["a", "bc"]));
        assert_ne!(blind(&key, &["abc"]), blind(&key, &["abc", ""]));
    }
}
