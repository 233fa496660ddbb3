//! Provinces, cities, districts.
use super::{fold, is_placeholder};

/// Cities that are provinces as well.
const MUNICIPAL: &[&str] = &["北京", "上海", "天津", "重庆", "香港", "澳门"];
const ENDINGS: &[&str] = &[
    "特别行政区",
    "壮族自治区",
    "回族自治区",
    "维吾尔自治区",
    "自治区",
    "自治州",
    "地区",
    "省",
    "市",
    "盟",
];

fn plain(text: &str) -> String {
    let folded = fold(text);
    let short = ENDINGS
        .iter()
        .find_map(|e| folded.strip_suffix(e).filter(|rest| rest.chars().count() >= 2));
    short.unwrap_or(&folded).trim().to_owned()
}

/// A city without its ending; of a municipality the province says it as well.
pub fn city(province: &str, city: &str) -> Option<String> {
    let (province, city) = (plain(province), plain(city));
    let city = if MUNICIPAL.contains(&province.as_str()) && !MUNICIPAL.contains(&city.as_str()) {
        province
    } else {
        city
    };
    (!is_placeholder(&city)).then_some(city)
}

/// A district or county, whole.
pub fn district(text: &str) -> Option<String> {
    let folded = fold(text);
    (!is_placeholder(&folded)).then_some(folded)
}
