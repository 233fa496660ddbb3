//! The detail of an address: road, house, room.
use super::name::unbracketed;
use super::region;
use super::{fold, is_han, is_placeholder};

/// Words that tell that a parcel waits somewhere for many people.
const SHARED: &[&str] = &[
    "驿站",
    "丰巢",
    "快递柜",
    "代收",
    "自提",
    "前台",
    "门卫",
    "收发室",
    "传达室",
    "菜鸟",
    "速递易",
    "locker",
];
const DIGITS: &str = "零一二三四五六七八九";
/// What separates house, entrance and room, longest first.
const SEPARATORS: &[&str] = &[
    "号楼", "单元", "栋", "幢", "座", "#", "-", "室", "宿舍", "楼", "层", "号", "房",
];
const STREETS: &[(&str, &str)] = &[
    ("st", "street"),
    ("rd", "road"),
    ("ave", "avenue"),
    ("av", "avenue"),
    ("dr", "drive"),
    ("ln", "lane"),
    ("blvd", "boulevard"),
    ("ct", "court"),
    ("pl", "place"),
    ("cres", "crescent"),
    ("cct", "circuit"),
    ("hwy", "highway"),
    ("pde", "parade"),
];
const DIRECTIONS: &[&str] = &[
    "n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west",
];
const ORDINALS: &[(&str, &str)] = &[
    ("first", "1st"),
    ("second", "2nd"),
    ("third", "3rd"),
    ("fourth", "4th"),
    ("fifth", "5th"),
    ("sixth", "6th"),
    ("seventh", "7th"),
    ("eighth", "8th"),
    ("ninth", "9th"),
    ("tenth", "10th"),
];

/// One form of a detail. `None` when it is masked, waits for many, or names no house.
pub fn detail(province: &str, city: &str, district: &str, text: &str) -> Option<String> {
    let folded = unbracketed(&fold(text));
    if is_placeholder(&folded) || folded.contains('*') || SHARED.iter().any(|s| folded.contains(s)) {
        return None;
    }
    if folded.chars().any(is_han) {
        return chinese(province, city, district, &folded);
    }
    latin(&folded)
}

fn chinese(province: &str, city: &str, district: &str, folded: &str) -> Option<String> {
    let first = folded.split([',', '，', ';', '；', '。']).next().unwrap_or(folded);
    let mut rest: String = first.chars().filter(|c| !c.is_whitespace()).collect();
    let known = [province, city, district].map(fold);
    let forms = known.iter().flat_map(|part| [part.clone(), short(part)]);
    for form in forms.filter(|f| !f.is_empty()).collect::<Vec<_>>() {
        if let Some(cut) = rest.strip_prefix(&form) {
            rest = cut.trim_start_matches(['省', '市']).to_owned();
        }
    }
    let rest = without_road(&arabic(&rest));
    let mut out = rest;
    for separator in SEPARATORS {
        out = out.replace(separator, "-");
    }
    let parts: Vec<&str> = out.split('-').filter(|p| !p.is_empty()).collect();
    let numbered = parts
        .iter()
        .skip(1)
        .filter(|p| p.chars().any(|c| c.is_ascii_digit()))
        .count();
    let lead = parts.first().is_some_and(|p| p.chars().any(is_han));
    let inside = parts.first().is_some_and(|p| p.chars().any(|c| c.is_ascii_digit()));
    (lead && (numbered >= 1) && (numbered + usize::from(inside) >= 2)).then(|| parts.join("-"))
}

fn short(part: &str) -> String {
    region::city("", part).unwrap_or_default()
}

/// Chinese digits before a separator as Arabic ones.
fn arabic(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let ends = |at: usize| {
        let rest: String = chars.iter().skip(at).take(2).collect();
        SEPARATORS.iter().any(|s| rest.starts_with(s))
    };
    let digit = |at: usize, ch: char| {
        let n = DIGITS.chars().position(|d| d == ch)?;
        ends(at + 1).then(|| n.to_string())
    };
    let one = |(at, ch): (usize, &char)| digit(at, *ch).unwrap_or_else(|| ch.to_string());
    chars.iter().enumerate().map(one).collect()
}

/// Without the road where an estate follows: half of all people leave it out.
fn without_road(text: &str) -> String {
    let road = ["路", "街", "大道", "巷", "道"];
    let Some(at) = road.iter().filter_map(|r| text.find(r).map(|at| at + r.len())).min() else {
        return text.to_owned();
    };
    let rest = text.get(at..).unwrap_or_default();
    let number: usize = rest.chars().take_while(char::is_ascii_digit).map(char::len_utf8).sum();
    let after = rest.get(number..).unwrap_or_default();
    match after.strip_prefix('号') {
        Some(estate)
            if number > 0 && estate.chars().filter(|c| is_han(*c)).count() >= 2 && !estate.starts_with('楼') =>
        {
            estate.to_owned()
        }
        _ => text.to_owned(),
    }
}

/// House number and the first word of the street.
fn latin(folded: &str) -> Option<String> {
    let all: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .collect();
    let at = all.iter().position(|w| w.starts_with(|c: char| c.is_ascii_digit()));
    let after = all.iter().skip(at.map_or(0, |at| at + 1));
    let word = after.copied().find(|w| !DIRECTIONS.contains(w))?;
    let replaced = |table: &[(&'static str, &'static str)], w: &str| {
        table.iter().find(|(a, _)| *a == w).map(|(_, b)| (*b).to_owned())
    };
    let word = replaced(ORDINALS, word)
        .or_else(|| replaced(STREETS, word))
        .unwrap_or_else(|| word.to_owned());
    let joined = STREETS
        .iter()
        .find_map(|(_, street)| word.strip_suffix(street).filter(|rest| rest.len() >= 4));
    let word = joined.unwrap_or(&word).to_owned();
    let number = at.and_then(|at| all.get(at)).copied().unwrap_or_default();
    (!number.is_empty() || word.len() >= 4).then(|| format!("{number} {word}"))
}
