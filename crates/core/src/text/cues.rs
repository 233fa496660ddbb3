//! The words around a number that say what it is.
use super::normalize::{BREAK, Glyph};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a cue word speaks for. `Other` speaks against all the rest: cards, sizes, passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Topic {
    Order,
    Tracking,
    Phone,
    Tail,
    Other,
    /// Order or tracking number, the word does not say which.
    Number,
}
use Topic::{Number, Order, Other, Phone, Tail, Tracking};

/// A cue word, upper case. `strong` words announce a number, others only a subject.
struct Cue {
    topic: Topic,
    strong: bool,
    /// Platform or carrier that the word names.
    name: &'static str,
    words: &'static [&'static str],
}

const fn cue(topic: Topic, strong: bool, name: &'static str, words: &'static [&'static str]) -> Cue {
    Cue {
        topic,
        strong,
        name,
        words,
    }
}

#[rustfmt::skip]
static CUES: &[Cue] = &[
    cue(Order, true, "", &["订单号", "订单编号", "订单号码", "订单ID", "单子号", "訂單號", "訂單編號", "ORDER NUMBER", "ORDER NO", "ORDER NUM", "ORDER ID", "ORDER REF", "ORDER CODE", "ORDER#"]),
    cue(Order, false, "", &["订单", "这单", "那单", "下单", "单子", "訂單", "ORDER", "ORDERS", "PURCHASE"]),
    cue(Number, true, "", &["单号", "單號", "编号是"]),
    cue(Tracking, true, "", &["快递单号", "快递号", "运单号", "运单", "物流单号", "物流号", "面单号", "退货单号", "寄回单号", "快遞單號", "運單", "物流單號", "TRACKING NUMBER", "TRACKING NO", "TRACKING ID", "TRACKING CODE", "TRACKING", "TRACKING#", "WAYBILL", "AWB", "CONSIGNMENT"]),
    cue(Tracking, false, "", &["快递", "物流", "包裹", "快遞", "包裹号", "寄出", "寄回", "寄过去", "发的货", "PARCEL", "PACKAGE", "SHIPMENT", "COURIER", "DELIVERY", "TRACK"]),
    cue(Phone, true, "", &["手机号", "手机号码", "电话号码", "电话", "手机", "联系电话", "联系方式", "收货电话", "座机", "固话", "電話", "手機", "热线", "客服电话", "PHONE NUMBER", "PHONE NO", "PHONE", "TELEPHONE", "MOBILE", "TEL", "CELL", "WHATSAPP", "CONTACT NUMBER"]),
    cue(Phone, false, "", &["打给我", "打我", "联系我", "致电", "回电", "短信", "号码", "微信", "VX", "收货人", "收件人", "拨打", "CALL", "CALL ME", "TEXT ME", "CONTACT", "REACH ME", "RING"]),
    cue(Tail, true, "", &["尾号", "尾號", "尾数", "后四位", "末四位", "后4位", "末4位", "最后四位", "最后4位", "後四位", "LAST FOUR", "LAST 4", "LAST FOUR DIGITS", "LAST 4 DIGITS", "ENDING IN", "ENDING WITH", "ENDING", "ENDS IN", "ENDS WITH"]),
    cue(Other, true, "", &["身份证", "身份证号", "身份证号码", "银行卡", "银行卡号", "信用卡", "卡号", "储蓄卡", "社保", "护照", "车牌", "密码", "验证码", "取件码", "提取码", "邮编", "QQ", "QQ号", "群号", "货号", "款号", "条码", "条形码", "商品编号", "商品ID", "SKU", "编码", "发票号", "发票号码", "税号", "支付单号", "交易号", "流水号", "序列号", "房间号", "直播间", "会员号", "券码", "生产日期", "批号", "BARCODE", "CARD", "CARD NUMBER", "PASSWORD", "PASSCODE", "OTP", "ZIP", "POSTCODE", "MODEL", "SERIAL", "SERIAL NUMBER", "INVOICE", "ITEM ID", "PRODUCT ID", "PASSPORT", "IMEI"]),
    cue(Other, false, "", &["身高", "体重", "尺码", "金额", "价格", "时间", "生日", "HEIGHT", "WEIGHT", "SIZE", "PRICE", "AMOUNT"]),

    cue(Order, false, "douyin", &["抖音", "抖店"]),
    cue(Order, false, "taobao", &["淘宝", "天猫", "TAOBAO", "TMALL"]),
    cue(Order, false, "wechat_shop", &["视频号", "微信小店"]),
    cue(Order, false, "pinduoduo", &["拼多多", "PDD"]),
    cue(Order, false, "xiaohongshu", &["小红书", "XHS"]),
    cue(Order, false, "kuaishou", &["快手", "KUAISHOU"]),
    cue(Order, false, "jd", &["京东"]),
    cue(Order, false, "tiktok_shop", &["TIKTOK", "TIKTOK SHOP"]),
    cue(Order, false, "shopee", &["SHOPEE", "虾皮", "蝦皮"]),
    cue(Order, false, "lazada", &["LAZADA", "来赞达"]),
    cue(Order, false, "shopify", &["SHOPIFY"]),

    cue(Tracking, false, "shunfeng", &["顺丰", "順豐", "SF EXPRESS"]),
    cue(Tracking, false, "yuantong", &["圆通", "圓通", "YTO"]),
    cue(Tracking, false, "zhongtong", &["中通", "ZTO"]),
    cue(Tracking, false, "shentong", &["申通", "STO"]),
    cue(Tracking, false, "yunda", &["韵达", "韻達", "YUNDA"]),
    cue(Tracking, false, "jtexpress", &["极兔", "極兔", "J&T"]),
    cue(Tracking, false, "jd", &["京东快递", "京东物流", "JD LOGISTICS"]),
    cue(Tracking, false, "debang", &["德邦", "DEPPON"]),
    cue(Tracking, false, "china_post", &["邮政", "EMS", "CHINA POST"]),
    cue(Tracking, false, "cainiao", &["菜鸟", "丹鸟", "CAINIAO"]),
    cue(Tracking, false, "ups", &["UPS"]),
    cue(Tracking, false, "usps", &["USPS"]),
    cue(Tracking, false, "fedex", &["FEDEX"]),
    cue(Tracking, false, "dhl", &["DHL"]),
];

/// Words by their first character, longest first.
static INDEX: LazyLock<BTreeMap<char, Vec<(&'static str, &'static Cue)>>> = LazyLock::new(|| {
    let mut index: BTreeMap<char, Vec<(&str, &Cue)>> = BTreeMap::new();
    for cue in CUES {
        for word in cue.words {
            index
                .entry(word.chars().next().unwrap_or(BREAK))
                .or_default()
                .push((word, cue));
        }
    }
    for bucket in index.values_mut() {
        bucket.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    }
    index
});

/// A cue word found in the text; glyph positions.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    pub start: usize,
    pub end: usize,
    pub topic: Topic,
    pub strong: bool,
    pub name: &'static str,
}

impl Hit {
    /// Whether the word names a carrier.
    pub fn names_carrier(&self) -> bool {
        self.topic == Tracking && !self.name.is_empty()
    }
}

/// Finds the cue words, leftmost longest, and counts word comparisons into `work`.
pub(super) fn find(glyphs: &[Glyph], work: &mut u64) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = 0;
    while let Some(glyph) = glyphs.get(at) {
        let bucket = INDEX.get(&glyph.ch).map(Vec::as_slice).unwrap_or_default();
        *work += 1 + bucket.len() as u64;
        let found = bucket
            .iter()
            .find_map(|(word, cue)| Some((match_end(glyphs, at, word)?, *cue)));
        let Some((end, cue)) = found else {
            at += 1;
            continue;
        };
        hits.push(Hit {
            start: at,
            end,
            topic: cue.topic,
            strong: cue.strong,
            name: cue.name,
        });
        at = end;
    }
    hits
}

/// Glyph after the word when it stands here; Latin words must stand alone, but may touch digits.
fn match_end(glyphs: &[Glyph], at: usize, word: &str) -> Option<usize> {
    let mut end = at;
    for ch in word.chars() {
        if glyphs.get(end)?.ch != ch {
            return None;
        }
        end += 1;
    }
    let latin = |at: Option<usize>| {
        at.and_then(|at| glyphs.get(at))
            .is_some_and(|glyph| glyph.ch.is_ascii_alphabetic())
    };
    let opens_latin = word.starts_with(|ch: char| ch.is_ascii_alphabetic());
    let ends_latin = word.ends_with(|ch: char| ch.is_ascii_alphabetic());
    let inside = (opens_latin && latin(at.checked_sub(1))) || (ends_latin && latin(Some(end)));
    (!inside).then_some(end)
}
