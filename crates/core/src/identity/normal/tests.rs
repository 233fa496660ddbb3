use super::*;

fn full(text: &str) -> Option<String> {
    match phone(text)? {
        PhoneForm::Full { digits, .. } => Some(digits),
        PhoneForm::Masked(_) => None,
    }
}

#[test]
fn one_phone_in_all_its_writings() {
    for text in [
        "13912345670",
        "+86 139-1234-5670",
        "008613912345670",
        "139 1234 5670",
        "１３９１２３４５６７０",
    ] {
        assert_eq!(full(text).as_deref(), Some("13912345670"), "{text}");
    }
    assert_eq!(phone("139****5670"), Some(PhoneForm::Masked("139****5670".into())));
    let Some(PhoneForm::Full { masked, .. }) = phone("13912345670") else {
        panic!("a phone")
    };
    assert_eq!(Some(PhoneForm::Masked(masked)), phone("+86 139****5670"));
    for bad in [
        "",
        "无",
        "00000000000",
        "11111111111",
        "13800138000",
        "test",
        "1391234",
        "139123456701111111",
        "abc13912345670",
    ] {
        assert_eq!(full(bad), None, "{bad}");
    }
    assert_eq!(full("702-919-1300"), Some("7029191300".into()));
    assert_eq!(phone("321-3212"), Some(PhoneForm::Masked("3213212".into())));
}

#[test]
fn names_and_what_is_none() {
    let n = name("张伟").unwrap();
    assert_eq!((n.surname.as_str(), n.given.as_str()), ("张", "伟"));
    assert_eq!(n.given_near, name("张玮").unwrap().given_near);
    assert_ne!(n.given_near, name("张芳").unwrap().given_near);
    assert_eq!(name("张伟(前台代收)").unwrap(), n);
    for (text, surname) in [("王**", "王"), ("王女士", "王"), ("欧阳某", "欧")] {
        let n = name(text).unwrap();
        assert_eq!((n.surname.as_str(), n.given.as_str()), (surname, ""), "{text}");
    }
    assert_eq!(name("欧阳静").unwrap().surname, "欧");
    for bad in [
        "前台",
        "小王",
        "阿王",
        "菜鸟驿站",
        "快乐的土豆",
        "无",
        "",
        "测试",
        "Lily1234",
        "小*",
    ] {
        assert_eq!(name(bad), None, "{bad}");
    }
    let bob = name("Bob Smith").unwrap();
    assert_eq!(bob, name("SMITH, Bob").unwrap());
    assert_eq!((bob.given.as_str(), bob.surname.as_str()), ("robert", "smith"));
    let long = "王".repeat(10_000);
    assert_eq!(name(&long), None);
}

#[test]
fn places_in_all_their_writings() {
    assert_eq!(city("浙江省", "杭州市"), city("浙江", "杭州"));
    assert_eq!(city("北京市", ""), Some("北京".into()));
    assert_eq!(city("重庆", "重庆市"), Some("重庆".into()));
    assert_eq!(city("内蒙古自治区", "呼和浩特市"), Some("呼和浩特".into()));
    let one = detail("浙江省", "杭州市", "西湖区", "阳光花园3栋2单元501室");
    assert_eq!(one.as_deref(), Some("阳光花园3-2-501"));
    for text in [
        "阳光花园3幢2单元501",
        "阳光花园3-2-501",
        "阳光花园3#2单元501室",
        "阳光花园3号楼2-501",
        "文一路88号阳光花园三栋2单元501",
        "浙江省杭州市西湖区文一路88号 阳光花园3栋2单元501室",
        "浙江杭州市西湖区阳光花园３栋２单元５０１室（放门口）",
        "阳光花园3栋2单元501室，请送货上门",
    ] {
        assert_eq!(detail("浙江省", "杭州市", "西湖区", text), one, "{text}");
    }
    for none in [
        "**",
        "文**路**号",
        "阳光花园丰巢快递柜",
        "阳光花园",
        "3座12楼前台",
        "",
        "菜鸟驿站",
    ] {
        assert_eq!(detail("浙江省", "杭州市", "西湖区", none), None, "{none}");
    }
    let house = detail("", "", "", "638 Downey St, Salem, OR");
    assert_eq!(house, detail("", "", "", "Adventura Aparments 638 Downey Street Salem"));
}

#[test]
fn days_numbers_and_mail() {
    let day = date("9/14/93").unwrap();
    for text in ["19930914", "1993-09-14", "14-Sep-93", "1993年9月14日", "14/9/1993"] {
        assert_eq!(date(text).unwrap().day, day.day, "{text}");
    }
    let swapped = date("1978-12-11").unwrap();
    assert!(
        date("1978-11-12")
            .unwrap()
            .near
            .iter()
            .any(|n| swapped.near.contains(n))
    );
    for bad in ["", "0", "31", "today", "00000000", "99999999"] {
        assert_eq!(date(bad), None, "{bad}");
    }
    assert_eq!(number(" 521-21-2123 ").as_deref(), Some("521212123"));
    for bad in ["0000", "无", "N/A", "", "111111", "test"] {
        assert_eq!(number(bad), None, "{bad}");
    }
    assert_eq!(email("Maria <M.S@Fmail.com>").as_deref(), Some("m.s@fmail.com"));
    assert_eq!(email("no mail"), None);
    for generic in ["momo", "微信用户", "用户123456789", ".", "user8812"] {
        assert_eq!(nickname(generic), None, "{generic}");
    }
    assert_eq!(masked_nickname("小鱼5"), masked_nickname("小**5"));
}

#[test]
fn slips_meet_one_edit_apart_and_not_further() {
    let meet = |a: &str, b: &str| slips(a).iter().any(|s| slips(b).contains(s));
    assert!(meet("mitchell", "mitchel") && meet("mitchell", "mitchall"));
    assert!(!meet("mitchell", "mcchull"));
    assert!(slips("ann").is_empty());
}
