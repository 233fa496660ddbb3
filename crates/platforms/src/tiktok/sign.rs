//! Signatures: of our requests and of pushed messages. Both HMAC-SHA256, written in lower-case hexadecimal.
use aftersync_core::platform::verified::{check_hmac_sha256, hmac_sha256, to_hex};
use aftersync_core::platform::{AppCredentials, Method, Proof};

/// Query fields that are sent but never signed.
const UNSIGNED: &[&str] = &["sign", "access_token", "x-tts-access-token"];
/// A body of this content type is not signed.
const MULTIPART: &str = "multipart/form-data";

/// What of a request is signed: the path, the query fields sorted by name with name and value joined, and the body.
///
/// Values are those before percent-encoding. A GET has no body in it, and neither has a form with files.
pub fn canonical<N: AsRef<str>, V: AsRef<str>>(
    method: Method,
    path: &str,
    query: &[(N, V)],
    content_type: &str,
    body: &str,
) -> String {
    let mut fields: Vec<(&str, &str)> = query.iter().map(|(n, v)| (n.as_ref(), v.as_ref())).collect();
    fields.retain(|(name, _)| !UNSIGNED.contains(name));
    fields.sort_unstable();
    let mut out = path.to_owned();
    for (name, value) in fields {
        out.push_str(name);
        out.push_str(value);
    }
    if method != Method::Get && !content_type.trim_start().to_ascii_lowercase().starts_with(MULTIPART) {
        out.push_str(body);
    }
    out
}

/// The text that goes into the digest: the canonical text between two copies of the app secret. Secret.
pub fn string_to_sign(secret: &str, canonical: &str) -> String {
    [secret, canonical, secret].concat()
}

/// The signature of a request, over its canonical text.
pub fn request(secret: &str, canonical: &str) -> String {
    let parts = [secret, canonical, secret].map(str::as_bytes);
    to_hex(&hmac_sha256(secret.as_bytes(), &parts))
}

/// The signature of a pushed message: over the app key and the body as received.
pub fn push(app_key: &str, secret: &str, body: &[u8]) -> String {
    to_hex(&hmac_sha256(secret.as_bytes(), &[app_key.as_bytes(), body]))
}

/// Checks the signature of a pushed message.
pub(super) fn check_push(app: &AppCredentials, body: &[u8], given: &str) -> Option<Proof> {
    let parts = [app.app.as_str().as_bytes(), body];
    check_hmac_sha256(app.secret.expose().as_bytes(), &parts, given)
}
