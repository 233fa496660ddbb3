//! Signatures and encryption of pushes: SHA-1 over sorted texts, AES-256-CBC around the message.
//!
//! Requests of ours carry no signature (V): the access token in the query is all the platform asks for.
use aes::Aes256;
use aes::cipher::block_padding::NoPadding;
use aes::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use aftersync_core::error::{Error, ErrorKind, Result};
use aftersync_core::limits::MAX_BODY_BYTES;
use aftersync_core::model::time::{MINUTE, Timestamp};
use aftersync_core::platform::verified::{check_sha1, sha1, to_hex};
use aftersync_core::platform::{AppCredentials, Delivery, Proof};
use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use serde::Deserialize;
use serde_json::json;

use crate::common::json::{Loose, Text, parse};

/// How far the time of a push may be from ours, both ways. The bound is ours: the platform names none.
pub const FRESH_MS: i64 = 10 * MINUTE;
/// The entry of [`AppCredentials::extra`] that holds the token of the push configuration.
pub const TOKEN: &str = "token";
/// The entry of [`AppCredentials::extra`] that holds the EncodingAESKey, 43 characters.
pub const AES_KEY: &str = "aes_key";

const OPERATION: &str = "wechat.verify";
const KEY_BYTES: usize = 32;
const IV_BYTES: usize = 16;
const RANDOM_BYTES: usize = 16;
const LENGTH_BYTES: usize = 4;
/// PKCS#7 with blocks of 32, though the cipher has blocks of 16 (V2).
const PADDING: usize = 32;

/// The 43rd character of a key may carry bits that mean nothing: they are ignored (V2).
const KEY_DECODER: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The signature of these texts: lower-case hexadecimal SHA-1 over them, sorted by bytes and put together.
pub fn signature(texts: &[&str]) -> String {
    to_hex(&sha1(&sorted(texts)))
}

fn sorted<'a>(texts: &[&'a str]) -> Vec<&'a [u8]> {
    let mut parts: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
    parts.sort_unstable();
    parts
}

/// Checks such a signature. Only lower case is right, so that no byte of it can be changed.
fn check(texts: &[&str], given: &str) -> Option<Proof> {
    let lower = !given.bytes().any(|b| b.is_ascii_uppercase());
    check_sha1(&sorted(texts), given).filter(|_| lower)
}

/// What a genuine push says, decrypted.
#[derive(Debug)]
pub struct Opened {
    /// That it is genuine.
    pub proof: Proof,
    /// The message, as the platform wrote it.
    pub plain: Vec<u8>,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow, default, rename = "ToUserName")]
    to: Loose<Text<'a>>,
    #[serde(borrow, default, rename = "Encrypt")]
    encrypt: Loose<Text<'a>>,
}

/// The answer to the check that the platform makes when the URL is saved: the `echostr` as received.
///
/// # Errors
/// `Signature` when it is not genuine or not fresh; `Config` without the token of the push configuration.
pub fn url_check(app: &AppCredentials, delivery: &Delivery, now: Timestamp) -> Result<String> {
    let echo = need(delivery, "echostr")?;
    let (timestamp, nonce) = (need(delivery, "timestamp")?, need(delivery, "nonce")?);
    check(&[setting(app, TOKEN)?, timestamp, nonce], need(delivery, "signature")?)
        .ok_or_else(|| refuse("signature is wrong").hint("check the token of the push configuration"))?;
    fresh(timestamp, now)?;
    Ok(echo.to_owned())
}

/// Checks and decrypts a push.
///
/// Signed are token, time, nonce and cipher text; the account name beside the cipher text is not, so it must be the one
/// inside.
///
/// # Errors
/// `Signature` when it is not genuine, not fresh, for another app, or cannot be decrypted; `Config` without token or key;
/// `Malformed` when it is too large.
pub fn open(app: &AppCredentials, delivery: &Delivery, now: Timestamp) -> Result<Opened> {
    if delivery.body.len() > MAX_BODY_BYTES {
        return Err(Error::malformed("the body is too large")
            .during(OPERATION)
            .with("limit", MAX_BODY_BYTES));
    }
    let envelope: Envelope<'_> =
        parse(&delivery.body).map_err(|why| refuse("the envelope cannot be read").with("reason", why))?;
    // Raw, not trimmed: it is what was signed.
    let cipher = envelope.encrypt.get().map(|text| text.0.as_ref());
    let cipher = cipher.ok_or_else(|| {
        refuse("the envelope has no Encrypt").hint("choose safe mode and JSON in the push configuration")
    })?;
    let (timestamp, nonce) = (need(delivery, "timestamp")?, need(delivery, "nonce")?);
    let texts = [setting(app, TOKEN)?, timestamp, nonce, cipher];
    let proof = check(&texts, need(delivery, "msg_signature")?)
        .ok_or_else(|| refuse("msg_signature is wrong").hint("check the token of the push configuration"))?;
    fresh(timestamp, now)?;
    let plain = decrypt(app, cipher)?;
    match parse::<Envelope<'_>>(&plain) {
        Ok(inner) if inner.to.text() != envelope.to.text() => Err(refuse("the envelope names another account")),
        // What is inside cannot be read: whoever peeks keeps it whole.
        _ => Ok(Opened { proof, plain }),
    }
}

/// The message inside a cipher text.
///
/// # Errors
/// `Signature` when it does not decrypt or is for another app; `Config` without a usable key.
pub fn decrypt(app: &AppCredentials, cipher: &str) -> Result<Vec<u8>> {
    let (key, iv) = key(app)?;
    let wrong = || refuse("the message does not decrypt").hint("check the EncodingAESKey of the push configuration");
    let mut bytes = STANDARD.decode(cipher).map_err(|_| wrong())?;
    let cipher = cbc::Decryptor::<Aes256>::new_from_slices(&key, &iv).map_err(|_| wrong())?;
    let padded = cipher.decrypt_padded::<NoPadding>(&mut bytes).map_err(|_| wrong())?;
    let frame = unpadded(padded).ok_or_else(wrong)?;
    let (message, app_id) = unframed(frame).ok_or_else(wrong)?;
    if app_id != app.app.as_str().as_bytes() {
        return Err(refuse("the message is for another app").hint("route pushes of each app to its own credentials"));
    }
    Ok(message.to_vec())
}

/// An encrypted answer, as JSON. The platform takes a plain one just as well.
///
/// `random` must be fresh for every answer.
///
/// # Errors
/// `Config` without token or usable key.
pub fn encrypt_reply(
    app: &AppCredentials,
    plain: &[u8],
    random: &[u8; RANDOM_BYTES],
    timestamp: i64,
    nonce: &str,
) -> Result<String> {
    let cipher = encrypt(app, plain, random)?;
    let time = timestamp.to_string();
    let signature = signature(&[setting(app, TOKEN)?, &time, nonce, &cipher]);
    let body = json!({"Encrypt": cipher, "MsgSignature": signature, "TimeStamp": timestamp, "Nonce": nonce});
    Ok(body.to_string())
}

fn encrypt(app: &AppCredentials, plain: &[u8], random: &[u8; RANDOM_BYTES]) -> Result<String> {
    let (key, iv) = key(app)?;
    let fail = || Error::internal("the message cannot be encrypted").during("wechat.encrypt");
    let length = u32::try_from(plain.len()).map_err(|_| fail())?;
    let mut bytes = [
        random,
        length.to_be_bytes().as_slice(),
        plain,
        app.app.as_str().as_bytes(),
    ]
    .concat();
    let pad = PADDING - bytes.len() % PADDING;
    let padded = bytes.len().saturating_add(pad);
    bytes.resize(padded, u8::try_from(pad).map_err(|_| fail())?);
    let cipher = cbc::Encryptor::<Aes256>::new_from_slices(&key, &iv).map_err(|_| fail())?;
    let sealed = cipher
        .encrypt_padded::<NoPadding>(&mut bytes, padded)
        .map_err(|_| fail())?;
    Ok(STANDARD.encode(sealed))
}

/// The key, and its first half as initial vector (V2).
fn key(app: &AppCredentials) -> Result<(Vec<u8>, Vec<u8>)> {
    let bytes = KEY_DECODER.decode(setting(app, AES_KEY)?.trim()).unwrap_or_default();
    let iv = bytes.get(..IV_BYTES).map(<[u8]>::to_vec);
    match iv.filter(|_| bytes.len() == KEY_BYTES) {
        Some(iv) => Ok((bytes, iv)),
        None => Err(config("the EncodingAESKey is not one", AES_KEY)),
    }
}

/// Without its padding: as many bytes of one value as that value says.
fn unpadded(bytes: &[u8]) -> Option<&[u8]> {
    let pad = usize::from(*bytes.last()?);
    let (frame, padding) = bytes.split_at_checked(bytes.len().checked_sub(pad)?)?;
    let right = (1..=PADDING).contains(&pad) && padding.iter().all(|b| usize::from(*b) == pad);
    right.then_some(frame)
}

/// Message and app id out of `random, length, message, app id`.
fn unframed(frame: &[u8]) -> Option<(&[u8], &[u8])> {
    let (_, rest) = frame.split_at_checked(RANDOM_BYTES)?;
    let (length, rest) = rest.split_at_checked(LENGTH_BYTES)?;
    let length = u32::from_be_bytes(length.try_into().ok()?);
    rest.split_at_checked(usize::try_from(length).ok()?)
}

/// A push or check that lies around is not taken.
fn fresh(timestamp: &str, now: Timestamp) -> Result<()> {
    let sent: i64 = timestamp.parse().map_err(|_| refuse("timestamp is not a number"))?;
    let age = now.since(Timestamp::from_secs(sent));
    if age.checked_abs().is_some_and(|age| age <= FRESH_MS) {
        return Ok(());
    }
    Err(refuse("timestamp is too far from now")
        .with("age_s", age / 1000)
        .with("limit_s", FRESH_MS / 1000)
        .hint("set the clock of this machine, or have the message sent again"))
}

fn need<'a>(delivery: &'a Delivery, name: &'static str) -> Result<&'a str> {
    let absent = || refuse("a query field is absent").with("field", name);
    delivery.query(name).ok_or_else(absent)
}

fn setting<'a>(app: &'a AppCredentials, name: &'static str) -> Result<&'a str> {
    let value = app.extra.get(name).map(|secret| secret.expose().as_str());
    value
        .filter(|value| !value.is_empty())
        .ok_or_else(|| config("a secret of the push configuration is missing", name))
}

fn config(what: &str, name: &'static str) -> Error {
    Error::new(ErrorKind::Config, what)
        .during(OPERATION)
        .with("secret", name)
        .hint("copy it from the push configuration of the shop into the application's further secrets")
}

fn refuse(what: &str) -> Error {
    Error::new(ErrorKind::Signature, what).during(OPERATION)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_as_many_bytes_of_one_value_as_that_value_says() {
        assert_eq!(unpadded(&[7, 2, 2]), Some(&[7][..]));
        assert_eq!(unpadded(&[32; 32]), Some(&[][..]));
        for bad in [&[7, 3, 2][..], &[7, 0], &[2], &[], &[33; 40]] {
            assert_eq!(unpadded(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_frame_holds_what_its_length_says() {
        let frame = |length: u8, rest: &[u8]| [&[0; 16][..], &[0, 0, 0, length], rest].concat();
        assert_eq!(unframed(&frame(2, b"hiwx")), Some((&b"hi"[..], &b"wx"[..])));
        assert_eq!(unframed(&frame(5, b"hiwx")), None);
        assert_eq!(unframed(&[0; 19]), None);
    }
}
