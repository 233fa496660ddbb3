//! Values brought to one form before they are hashed: what differs only in writing must give the same hash.
mod address;
mod date;
mod latin;
mod name;
mod phone;
mod region;
#[cfg(test)]
mod tests;

pub use address::detail;
pub use date::{Date, date};
pub use name::{PersonName, name, names};
pub use phone::{PhoneForm, phone};
pub use region::{city, district};

/// Longest value looked at, in characters: longer ones say no more.
pub const MAX_CHARS: usize = 200;
/// Longest value whose slips are listed, in characters.
const MAX_SLIPS: usize = 20;

/// Full-width forms to plain ones, letters to lower case, blanks to one; cut to [`MAX_CHARS`].
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(MAX_CHARS * 4));
    for ch in text.trim().chars().take(MAX_CHARS) {
        let ch = match ch {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(ch as u32 - 0xfee0).unwrap_or(ch),
            _ if ch.is_whitespace() || ch.is_control() || ch == '\u{200b}' || ch == '\u{feff}' => ' ',
            _ => ch,
        };
        if ch == ' ' && (out.is_empty() || out.ends_with(' ')) {
            continue;
        }
        out.extend(ch.to_lowercase());
    }
    out.truncate(out.trim_end().len());
    out
}

/// Values people write where they have none.
const PLACEHOLDERS: &[&str] = &[
    "无",
    "没有",
    "暂无",
    "未知",
    "空",
    "匿名",
    "保密",
    "测试",
    "test",
    "tester",
    "testing",
    "none",
    "null",
    "nil",
    "n/a",
    "na",
    "unknown",
    "undefined",
    "anonymous",
    "xxx",
    "xx",
    "x",
    "-",
    "--",
    "***",
    "。",
    ".",
    "abc",
    "asdf",
];

/// Whether a folded value says nothing: empty, a word for nothing, or one character over and over.
pub fn is_placeholder(folded: &str) -> bool {
    let mut letters = folded.chars().filter(|c| c.is_alphanumeric());
    let Some(first) = letters.next() else { return true };
    let mut rest = letters.peekable();
    let repeats = rest.peek().is_some() && rest.all(|c| c == first);
    repeats || PLACEHOLDERS.contains(&folded)
}

/// Letters and digits of a value, in capitals: numbers of papers, cards and members. `None` for placeholders.
pub fn number(text: &str) -> Option<String> {
    let folded = fold(text);
    let out: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let zeros = out.chars().all(|c| c == '0');
    (!zeros && !is_placeholder(&folded) && !is_placeholder(&out)).then(|| out.to_uppercase())
}

/// An address of electronic mail, out of `Name <address>` too. `None` for what is none.
pub fn email(text: &str) -> Option<String> {
    let folded = fold(text);
    let inner = folded
        .rsplit_once('<')
        .map_or(folded.as_str(), |(_, rest)| rest.split('>').next().unwrap_or(rest));
    let inner = inner.trim().trim_matches('"');
    let (local, domain) = inner.split_once('@')?;
    let fits = !local.is_empty() && domain.contains('.') && !inner.contains(' ') && !domain.contains('@');
    (fits && !is_placeholder(local)).then(|| inner.to_owned())
}

/// A nickname: folded. `None` for those that platforms give to everybody.
pub fn nickname(text: &str) -> Option<String> {
    const GENERIC: &[&str] = &[
        "momo",
        "匿名用户",
        "微信用户",
        "快手用户",
        "抖音用户",
        "已注销",
        "淘宝用户",
        "tb",
    ];
    let folded = fold(text);
    let bare: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let numbered = |lead: &str| {
        bare.strip_prefix(lead)
            .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
    };
    let given = ["用户", "user", "游客", "微信用户", "抖音用户", "快手用户", "淘宝用户"];
    let generic = is_placeholder(&folded) || GENERIC.contains(&folded.as_str()) || given.iter().any(|g| numbered(g));
    (!generic).then_some(folded)
}

/// What is left of a nickname that a platform masks: its first and last character. `None` for one character.
pub fn masked_nickname(folded: &str) -> Option<String> {
    let mut chars = folded.chars();
    let (first, last) = (chars.next()?, chars.next_back()?);
    Some(format!("{first}**{last}"))
}

/// A text with each one character left out, and as it is: two texts one slip apart have one of these in common.
pub fn slips(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().take(MAX_SLIPS).collect();
    if chars.len() < 5 {
        return Vec::new();
    }
    let without = |gap: usize| {
        let kept = chars.iter().enumerate().filter(|(at, _)| *at != gap);
        kept.map(|(_, ch)| *ch).collect::<String>()
    };
    let mut out: Vec<String> = (0..chars.len()).map(without).collect();
    out.push(chars.iter().collect());
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(ch: char) -> bool {
    matches!(ch, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}')
}
