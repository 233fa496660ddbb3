//! Tests of one value, read aloud: what explanations and single conditions use. Rule sets compile them to numbers; both
//! must agree on every value.
use std::cmp::Ordering;

use super::attribute::{Value, single, word};
use crate::model::condition::{Check, Test};
use crate::model::custom::CustomValue;

/// Whether a value passes a test.
pub(super) fn passes(test: &Test, value: &Value<'_>) -> bool {
    if *value == Value::Missing {
        return test.or_missing || test.is == Check::Missing;
    }
    let same = |wanted: &CustomValue| single(wanted) == *value;
    match &test.is {
        Check::Eq(wanted) => same(wanted),
        Check::Ne(wanted) => !same(wanted),
        Check::In(list) => list.iter().any(same),
        Check::NotIn(list) => !list.iter().any(same),
        Check::Lt(than) => compare(value, than) == Some(Ordering::Less),
        Check::Le(than) => compare(value, than).is_some_and(Ordering::is_le),
        Check::Gt(than) => compare(value, than) == Some(Ordering::Greater),
        Check::Ge(than) => compare(value, than).is_some_and(Ordering::is_ge),
        Check::Between(from, to) => {
            compare(value, from).is_some_and(Ordering::is_ge) && compare(value, to).is_some_and(Ordering::is_le)
        }
        Check::Exists => true,
        Check::Missing => false,
        Check::HasAny(list) => has(value).is_some_and(|has| list.iter().any(has)),
        Check::HasAll(list) => has(value).is_some_and(|has| list.iter().all(has)),
        Check::Prefix(start) => matches!(value, Value::Word(word) if word.starts_with(start.as_str())),
        Check::Glob(pattern) => matches!(value, Value::Word(word) if glob(pattern, word)),
    }
}

fn has<'v>(value: &'v Value<'_>) -> Option<impl Fn(&CustomValue) -> bool + Copy + 'v> {
    match value {
        Value::Words(words) => Some(move |wanted: &CustomValue| words.contains(&word(wanted))),
        _ => None,
    }
}

/// Only numbers, and amounts of one currency, have an order.
fn compare(value: &Value<'_>, with: &CustomValue) -> Option<Ordering> {
    match (value, single(with)) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(&b)),
        (Value::Money(a), Value::Money(b)) if a.currency == b.currency => Some(a.minor.cmp(&b.minor)),
        _ => None,
    }
}

/// Whether a text looks like a pattern: `*` is any text, `?` one character. Each star is tried again at most once per
/// character, so that no pattern is slow.
pub(super) fn glob(pattern: &str, text: &str) -> bool {
    let (mut pattern, mut text) = (pattern.chars(), text.chars());
    // Where to go on after the last star, one character of the text further each time.
    let mut star: Option<(std::str::Chars<'_>, std::str::Chars<'_>)> = None;
    loop {
        let (mut rest, mut left) = (pattern.clone(), text.clone());
        let fits = match (rest.next(), left.next()) {
            (Some('*'), _) => {
                pattern = rest.clone();
                star = Some((rest, text.clone()));
                continue;
            }
            (None, None) => return true,
            (Some('?'), Some(_)) => true,
            (Some(wanted), Some(is)) => wanted == is,
            _ => false,
        };
        if fits {
            (pattern, text) = (rest, left);
            continue;
        }
        let Some((after, from)) = &mut star else { return false };
        if from.next().is_none() {
            return false;
        }
        (pattern, text) = (after.clone(), from.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn patterns() {
        let yes = [
            ("", ""),
            ("*", ""),
            ("*", "abc"),
            ("a*", "a"),
            ("a*c", "abbc"),
            ("?b", "ab"),
            ("*直播*", "晚间直播间"),
            ("a*b*c", "aXbYbZc"),
            ("**", "x"),
            ("a?", "a店"),
        ];
        let no = [
            ("", "a"),
            ("a", ""),
            ("a", "ab"),
            ("a*c", "abd"),
            ("?", ""),
            ("?", "ab"),
            ("*a", "ab"),
            ("a*b*c", "acb"),
        ];
        for (pattern, text) in yes {
            assert!(glob(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in no {
            assert!(!glob(pattern, text), "{pattern} {text}");
        }
    }
}
