//! Order numbers, tracking numbers and phones in buyers' words, measured on the labelled rows and on own cases.
#![allow(clippy::string_slice)]
use aftersync_core::text::{Mention, MentionKind, mask_phone, phone_normalize, recognize};
use proptest::prelude::*;

#[derive(serde::Deserialize)]
struct Row {
    id: String,
    text: String,
    entities: Vec<Label>,
}

#[derive(serde::Deserialize)]
struct Label {
    kind: String,
    value: String,
    #[serde(default)]
    hint: String,
}

fn kind_name(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Order => "order",
        MentionKind::Tracking => "tracking",
        MentionKind::Phone => "phone",
        MentionKind::PhoneTail => "phone_tail",
    }
}

/// Rows whose labels are all of kinds that are read elsewhere (amounts, dates, products) must give nothing here.
#[test]
fn labelled_rows_exactly() {
    let rows = include_str!("data/entities.jsonl")
        .lines()
        .map(|line| serde_json::from_str::<Row>(line).unwrap());
    let (mut right, mut found_all, mut wanted_all) = (0, 0, 0);
    let mut slips = Vec::new();
    for row in rows {
        let ours = ["order", "tracking", "phone", "phone_tail"];
        let wanted: Vec<Label> = row
            .entities
            .into_iter()
            .filter(|label| ours.contains(&label.kind.as_str()))
            .collect();
        let found = recognize(&row.text);
        if wanted.is_empty() {
            assert!(found.is_empty(), "{}: {found:?}", row.id);
        }
        wanted_all += wanted.len();
        found_all += found.len();
        for mention in &found {
            let matches = |label: &&Label| label.kind == kind_name(mention.kind) && label.value == mention.written();
            match wanted.iter().find(matches) {
                Some(label) if hint_fits(label, mention) => right += 1,
                _ => slips.push(format!("{}: {mention:?} {}", row.id, mention.written())),
            }
        }
    }
    let (precision, recall) = (
        f64::from(right) / found_all as f64,
        f64::from(right) / f64::from(wanted_all as u32),
    );
    assert!(
        precision >= 0.9 && recall >= 0.9,
        "precision {precision} recall {recall}: {slips:#?}"
    );
    assert_eq!((right, found_all, wanted_all), (21, 21, 21), "{slips:#?}");
}

fn hint_fits(label: &Label, mention: &Mention) -> bool {
    label.hint.is_empty()
        || mention
            .hints
            .first()
            .is_some_and(|first| label.hint.split('|').any(|hint| hint == *first))
}

fn shown(text: &str) -> Vec<(String, String)> {
    recognize(text)
        .iter()
        .map(|mention| (kind_name(mention.kind).to_owned(), mention.written()))
        .collect()
}

#[test]
fn finds_in_other_wordings() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        (
            "订单号：６９２３８４７５６１０２９３８４７５６",
            &[("order", "6923847561029384756")],
        ),
        (
            "pdd 260901 111122223333444 到哪了",
            &[("order", "260901-111122223333444")],
        ),
        ("淘宝单号 123456789012345678 没发货", &[("order", "123456789012345678")]),
        ("My order number is 1042, where is it", &[("order", "#1042")]),
        ("Order No.584100772837832661", &[("order", "584100772837832661")]),
        (
            "6923 8475 6102 9384 756 这单退了吧",
            &[("order", "6923847561029384756")],
        ),
        (
            "订单109100000001、109100000002都少发",
            &[("order", "109100000001"), ("order", "109100000002")],
        ),
        ("SF 1390 2847 5612 3 到了吗", &[("tracking", "SF1390284756123")]),
        ("sf1390284756123", &[("tracking", "SF1390284756123")]),
        ("1Z 999 AA1 01 2345 6784", &[("tracking", "1Z999AA10123456784")]),
        ("RB123456785GB still in customs", &[("tracking", "RB123456785GB")]),
        ("圆通 123456789012 没更新", &[("tracking", "123456789012")]),
        ("USPS 9400111202555842332669", &[("tracking", "9400111202555842332669")]),
        ("退回的快递单号是433123456789012", &[("tracking", "433123456789012")]),
        (
            "订单6923847561029384756的快递YT8712345678901",
            &[("order", "6923847561029384756"), ("tracking", "YT8712345678901")],
        ),
        ("tel13812345678", &[("phone", "13812345678")]),
        ("(+86) 138 1234 5678", &[("phone", "13812345678")]),
        ("008613812345678", &[("phone", "13812345678")]),
        (
            "138.1234.5678 or 0571 88123456",
            &[("phone", "13812345678"), ("phone", "057188123456")],
        ),
        ("call +1 (415) 555-2671", &[("phone", "+14155552671")]),
        ("打400-820-8820没人接", &[("phone", "4008208820")]),
        ("座机(010)62345678", &[("phone", "01062345678")]),
        ("一三八 一二三四 五六七八", &[("phone", "13812345678")]),
        ("1️⃣3️⃣8️⃣12345678", &[("phone", "13812345678")]),
        ("尾号1234", &[("phone_tail", "1234")]),
        ("手机尾号是 1234 的那个", &[("phone_tail", "1234")]),
        ("收货手机号后四位5678，查一下", &[("phone_tail", "5678")]),
        ("phone ending in 9012", &[("phone_tail", "9012")]),
        ("the last four digits of my phone are 9012", &[("phone_tail", "9012")]),
        ("手机5678结尾的", &[("phone_tail", "5678")]),
        ("留的138****5678", &[("phone_tail", "5678")]),
        ("138xxxx5678", &[("phone_tail", "5678")]),
    ];
    let misses: Vec<_> = cases
        .iter()
        .map(|(text, wanted)| {
            (
                text,
                wanted
                    .iter()
                    .map(|(kind, value)| ((*kind).into(), (*value).into()))
                    .collect::<Vec<_>>(),
                shown(text),
            )
        })
        .filter(|(_, wanted, found)| wanted != found)
        .collect();
    assert!(misses.is_empty(), "{misses:#?}");
}

#[test]
fn leaves_other_numbers_alone() {
    let texts = [
        "身高165体重110穿什么码",
        "净重2500g，高180cm",
        "买了1000件发了998件",
        "11月20号 18:30:05 下的单",
        "2026-11-20 10:00:00",
        "订单20261120下的",
        "20261120103000",
        "实付1299.00元，退我200",
        "¥1234567890",
        "订单金额 12345678 元",
        "6666666666666666666",
        "23333333333333333",
        "身份证号110101199003071233",
        "银行卡号6222021234567890123",
        "密码 12345678",
        "https://item.example.com/item.htm?id=612345678901",
        "550e8400-e29b-41d4-a716-446655440000",
        "订单尾号1234",
        "银行卡尾号1234",
        "card ending in 1234",
        "order ending in 1234",
        "IMG_20261123_100000.jpg",
        "2026年的款",
        "my hotel room is 1042",
        "size 38 #38",
        "order 1000 pieces",
        "1Z999AA10123456785",
        "RB123456784GB",
        "12345",
        "9787111122334 这本书",
        "v1.2.3.4567",
        "192.168.100.200",
        "第123456789名",
        "",
    ];
    let hits: Vec<_> = texts
        .iter()
        .map(|text| (text, shown(text)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    assert!(hits.is_empty(), "{hits:#?}");
}

#[test]
fn hints_name_the_likely_owner_first() {
    let first = |text: &str| {
        recognize(text)
            .first()
            .and_then(|mention| mention.hints.first().copied())
    };
    assert_eq!(first("订单3723847561029384756"), Some("wechat_shop"));
    assert_eq!(first("淘宝订单6923847561029384756"), Some("taobao"));
    assert_eq!(first("lazada order 1234567812345678"), Some("lazada"));
    assert_eq!(first("RB123456785GB"), Some("royal_mail"));
    assert_eq!(first("韵达433123456789012"), Some("yunda"));
}

#[test]
fn tells_cued_from_bare() {
    let cued = |text: &str| recognize(text).first().map(|mention| mention.cued);
    assert_eq!(cued("13812345678"), Some(false));
    assert_eq!(cued("电话13812345678"), Some(true));
    assert_eq!(cued("上一句说订单。6923847561029384756"), Some(false));
    assert_eq!(cued("6923847561029384756这单"), Some(true));
    // A cue belongs to the number next to it, not to the one behind that.
    let both: Vec<bool> = recognize("订单号109100000001 6923847561029384756")
        .iter()
        .map(|mention| mention.cued)
        .collect();
    assert_eq!(both, [true, false]);
}

#[test]
fn ranges_point_into_the_original() {
    let text = "订单号：６９２３８４７５６１０２９３８４７５６，tel +86-139-1234-5678 ok #1042";
    let parts: Vec<&str> = recognize(text)
        .iter()
        .map(|mention| &text[mention.range.clone()])
        .collect();
    assert_eq!(
        parts,
        ["６９２３８４７５６１０２９３８４７５６", "+86-139-1234-5678", "#1042"]
    );
}

#[test]
fn long_texts_are_read_at_both_ends_only() {
    let filler = "好".repeat(5_000);
    let text = format!("手机13812345678{filler}手机13912345678{filler}手机13712345678");
    assert_eq!(
        shown(&text).iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>(),
        ["13812345678", "13712345678"]
    );
    // A number that the cut goes through is dropped, not read by half: 19 digits across character 2,000.
    let cut = format!("{}13812345678123456789{}", "好".repeat(1_989), "好".repeat(3_000));
    assert_eq!(shown(&cut), []);
}

#[test]
fn debug_hides_the_number() {
    assert!(!format!("{:?}", recognize("电话13812345678")).contains("1381234"));
}

#[test]
fn phones_have_one_form() {
    let mobile = Some("13812345678".to_owned());
    for text in [
        "13812345678",
        "+86 138-1234-5678",
        "0086 13812345678",
        "86 13812345678",
        "(+86)138 1234 5678",
        "１３８１２３４５６７８",
        " 138.1234.5678 ",
    ] {
        assert_eq!(phone_normalize(text), mobile, "{text}");
    }
    let land = Some("057188123456".to_owned());
    for text in [
        "0571-88123456",
        "(0571)88123456",
        "+86 571 88123456",
        "0086-0571-88123456",
        "057188123456",
    ] {
        assert_eq!(phone_normalize(text), land, "{text}");
    }
    assert_eq!(phone_normalize("010-62345678"), Some("01062345678".to_owned()));
    for text in [
        "",
        "88123456",
        "4008208820",
        "+1 415 555 2671",
        "12812345678",
        "1381234567",
        "0571-88123456-801",
        "138****5678",
        "电话13812345678",
        "0571-18123456",
    ] {
        assert_eq!(phone_normalize(text), None, "{text}");
    }
}

#[test]
fn phones_are_shown_masked() {
    assert_eq!(mask_phone("+86 138 1234 5678"), "138****5678");
    assert_eq!(mask_phone("0571-88123456"), "0571****3456");
    assert_eq!(mask_phone("010 62345678"), "010****5678");
    assert_eq!(mask_phone("+1 415 555 2671"), "****71");
    assert_eq!(mask_phone("1234"), "****");
    assert_eq!(mask_phone("张三 秘密"), "****");
}

/// Text made of what numbers are made of: finds more corners than plain random text.
fn number_soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,20}",
        "[A-Z0-9]{1,16}",
        "[ .()+#*:，。-]{1,3}",
        "\\PC{0,3}",
        Just("订单号".to_owned()),
        Just("tracking".to_owned()),
        Just("尾号".to_owned()),
        Just("手机".to_owned()),
        Just("和".to_owned()),
        Just("１３８".to_owned()),
        Just("https://a.b/".to_owned()),
        Just("一二三".to_owned()),
        Just("\u{200b}".to_owned()),
        Just("1️⃣".to_owned()),
        Just("13812345678".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn total_deterministic_and_well_placed(text in prop_oneof![number_soup(), "\\PC{0,200}", any::<String>()]) {
        let found = recognize(&text);
        prop_assert_eq!(&found, &recognize(&text));
        let mut from = 0;
        for mention in &found {
            prop_assert!(text.get(mention.range.clone()).is_some_and(|part| !part.is_empty()));
            prop_assert!(mention.range.start >= from);
            from = mention.range.end;
            prop_assert!(!mention.value.is_empty());
            prop_assert!(mention.value.chars().all(|ch| ch.is_ascii_digit() || ch.is_ascii_uppercase()));
        }
    }

    #[test]
    fn phone_functions_are_total(text in prop_oneof![number_soup(), any::<String>()]) {
        if let Some(phone) = phone_normalize(&text) {
            prop_assert_eq!(phone_normalize(&phone), Some(phone.clone()));
            prop_assert!(!mask_phone(&text).contains(&phone));
        }
        prop_assert!(mask_phone(&text).chars().filter(char::is_ascii_digit).count() <= 8);
    }

    /// Any mobile, whatever the grouping, comes out as itself.
    #[test]
    fn every_mobile_is_found(second in 3..=9_u8, rest in 0..1_000_000_000_u64, split in 0..4_usize) {
        let phone = format!("1{second}{rest:09}");
        let (head, middle, tail) = (&phone[..3], &phone[3..7], &phone[7..]);
        let written = [phone.clone(), format!("{head} {middle} {tail}"), format!("{head}-{middle}-{tail}"), format!("+86 {phone}")];
        prop_assert_eq!(shown(&format!("我的是{}谢谢", written[split])), [("phone".to_owned(), phone)]);
    }
}
