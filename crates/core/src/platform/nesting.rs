//! How deep JSON nests, before anybody reads it: readers recurse, and values that are skipped are read without any limit.

use crate::limits::MAX_JSON_DEPTH;

/// Whether brackets stand in each other deeper than [`MAX_JSON_DEPTH`], outside of texts. Reads no further meaning into the
/// bytes and does not recurse.
///
/// ```
/// use aftersync_core::limits::MAX_JSON_DEPTH;
/// use aftersync_core::platform::nested_too_deep;
/// assert!(!nested_too_deep(&[b'['; MAX_JSON_DEPTH]));
/// assert!(nested_too_deep(&[b'['; MAX_JSON_DEPTH + 1]));
/// ```
pub fn nested_too_deep(bytes: &[u8]) -> bool {
    // Most bodies have fewer brackets than would be needed, and counting them is many times as fast as following them.
    opening(bytes) > MAX_JSON_DEPTH && depth(bytes) > MAX_JSON_DEPTH
}

fn opening(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| matches!(byte, b'[' | b'{')).count()
}

fn depth(bytes: &[u8]) -> usize {
    let (mut deepest, mut now) = (0usize, 0usize);
    let (mut in_text, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => {
                now = now.saturating_add(1);
                deepest = deepest.max(now);
            }
            b']' | b'}' => now = now.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_text_are_text() {
        assert_eq!(depth(br#"{"a":[1,{"b":"]]]{{{\"{{"}]}"#), 3);
        assert_eq!(depth(br#"{"a":"[[[\"[[[","b":[]}"#), 2);
        assert_eq!(depth(&[b'['; 500]), 500);
        assert_eq!(depth(b"plain"), 0);
    }

    #[test]
    fn many_brackets_side_by_side_are_not_deep() {
        let flat = |n: usize| format!("[{}]", vec!["{}"; n].join(","));
        assert!(!nested_too_deep(flat(10 * MAX_JSON_DEPTH).as_bytes()));
        let texts = format!("[{:?}]", "[{".repeat(MAX_JSON_DEPTH));
        assert!(!nested_too_deep(texts.as_bytes()));
        assert!(nested_too_deep("[".repeat(MAX_JSON_DEPTH + 1).as_bytes()));
    }
}
