//! What facts show of a buyer: plain values, on their way to be hashed.
use crate::identity::normal::{PhoneForm, phone};
use crate::identity::{Block, Given, Handle, Observation};
use crate::model::aftersale::AccountRef;
use crate::model::conversation::{MessageSnapshot, Sender};
use crate::model::customer::{AttestedKey, IdentityConfig, JoinBy, KeyKind};
use crate::model::ids::Platform;
use crate::model::order::{OrderSnapshot, Receiver};
use crate::model::time::Timestamp;
use crate::text::{MentionKind, recognize};

/// Most numbers of orders taken from one message.
const MOST_NUMBERS: usize = 4;

/// What one fact shows of a buyer.
#[derive(Default)]
pub(in super::super) struct Seen<'a> {
    /// Keys that were attested.
    pub keys: &'a [AttestedKey],
    /// The order, with its revision.
    order: Option<(&'a OrderSnapshot, i64)>,
    /// Numbers of orders the buyer quotes, with the platforms they may be of.
    numbers: Vec<(String, String)>,
}

impl<'a> Seen<'a> {
    /// Attested keys alone.
    pub fn by(keys: &'a [AttestedKey]) -> Self {
        Self {
            keys,
            ..Self::default()
        }
    }

    /// What is to be taken in, by the merchant's configuration.
    pub fn observations(
        &self,
        config: IdentityConfig,
        platform: &Platform,
        who: &AccountRef,
        at: Timestamp,
    ) -> Vec<Observation> {
        let records = config.by == JoinBy::Records;
        let account = || Handle {
            platform: platform.clone(),
            scope: who.scope.clone(),
            uid: who.uid.clone(),
        };
        // One without an id is the same as any with the same content: what is said again is known.
        let mut told = Observation::new("keys", "", at);
        self.keys.iter().for_each(|key| attested(&mut told, key));
        let mut out = Vec::new();
        if records {
            told.values
                .extend(self.numbers.iter().map(|(on, n)| given("order", on, n)));
        }
        if let Some((order, revision)) = self.order.filter(|_| records) {
            let mut seen = Observation::new(platform.as_str(), &order.external_id, order.created_at);
            seen.version = u64::try_from(revision).unwrap_or_default();
            seen.account = Some(account());
            seen.values.push(given("order", platform.as_str(), &order.external_id));
            seen.values
                .extend(who.nickname.iter().map(|n| given("nickname", "", n)));
            seen.blocks
                .extend(order.receiver.as_ref().map(|r| block(r, config.whole_phones)));
            out.push(seen);
        }
        if !told.values.is_empty() || !told.blocks.is_empty() {
            told.account = Some(account());
            out.push(told);
        }
        out
    }
}

/// What an order shows: its number, its receiver.
pub(in super::super) fn of_order(order: &OrderSnapshot, revision: i64) -> Seen<'_> {
    Seen {
        order: Some((order, revision)),
        ..Seen::default()
    }
}

/// What a message shows: attested keys, and numbers of orders in a buyer's words. Two platforms may have the same number,
/// so that one counts for the platforms whose form it has; where no form tells, for the channel's own.
pub(in super::super) fn of_message<'a>(own: &Platform, m: &'a MessageSnapshot) -> Seen<'a> {
    let mut numbers: Vec<(String, String)> = Vec::new();
    if m.sender == Sender::Buyer {
        let on = m.about.platform.as_ref().unwrap_or(own).as_str();
        numbers.extend(m.about.order.iter().map(|n| (on.to_owned(), n.clone())));
        for mention in recognize(&m.text).into_iter().filter(|x| x.kind == MentionKind::Order) {
            let hints = mention.hints.iter().map(|hint| (*hint).to_owned());
            let own = (mention.hints.is_empty() && mention.cued).then(|| on.to_owned());
            numbers.extend(hints.chain(own).map(|on| (on, mention.written())));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers.truncate(MOST_NUMBERS);
    }
    Seen {
        keys: &m.keys,
        numbers,
        ..Seen::default()
    }
}

fn given(kind: &str, scope: &str, value: &str) -> Given {
    Given {
        kind: kind.to_owned(),
        scope: scope.to_owned(),
        value: value.to_owned(),
        linkable: None,
    }
}

fn attested(seen: &mut Observation, key: &AttestedKey) {
    if !key.linkable {
        return;
    }
    match key.kind {
        KeyKind::UnionId => seen.values.push(given("unionid", &key.scope, &key.value)),
        KeyKind::Member => seen.values.push(given("member", &key.scope, &key.value)),
        KeyKind::ProvenPhone => seen.blocks.push(Block {
            phone: key.value.clone(),
            ..Block::default()
        }),
    }
}

/// The receiver as a block. A whole phone is masked unless the merchant says otherwise.
fn block(r: &Receiver, whole: bool) -> Block {
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let region = text(&r.region);
    let [province, city, district] = places(&region);
    let shown = text(&r.phone);
    let phone = match phone(&shown) {
        Some(PhoneForm::Full { masked, .. }) if !whole => masked,
        _ => shown,
    };
    Block {
        receiver: true,
        name: text(&r.name),
        phone,
        province: province.to_owned(),
        city: city.to_owned(),
        district: district.to_owned(),
        detail: text(&r.address),
        ..Block::default()
    }
}

/// Province, city and district of a region with blanks between them. Where there are more, the country stands in front;
/// where there are two, a city that is a province has said it once.
fn places(region: &str) -> [&str; 3] {
    let parts: Vec<&str> = region.split_whitespace().collect();
    match parts.as_slice() {
        [] => ["", "", ""],
        [city] => ["", city, ""],
        [city, district] => [city, city, district],
        [.., province, city, district] => [province, city, district],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_read_from_its_end() {
        assert_eq!(places("浙江省 杭州市 西湖区"), ["浙江省", "杭州市", "西湖区"]);
        assert_eq!(places("上海市 浦东新区"), ["上海市", "上海市", "浦东新区"]);
        assert_eq!(
            places("US California Alameda Oakland"),
            ["California", "Alameda", "Oakland"]
        );
        assert_eq!(places("杭州市"), ["", "杭州市", ""]);
        assert_eq!(places(" "), ["", "", ""]);
    }

    #[test]
    fn whole_phones_are_masked_unless_they_may_be_used() {
        let receiver = Receiver {
            phone: Some("13912345670".into()),
            ..Receiver::default()
        };
        assert_eq!(block(&receiver, false).phone, "139****5670");
        assert_eq!(block(&receiver, true).phone, "13912345670");
    }

    #[test]
    fn only_buyers_quote_orders() {
        let mut m = MessageSnapshot {
            external_id: "1".into(),
            conversation: "c".into(),
            channel: Default::default(),
            sender: Sender::Buyer,
            account: None,
            keys: Vec::new(),
            text: "订单号6921234567890123456怎么还没到".into(),
            evidence: Vec::new(),
            about: Default::default(),
            issue: None,
            at: Timestamp::default(),
        };
        let app = Platform::from("app");
        let quoted = of_message(&app, &m).numbers;
        assert!(
            quoted.contains(&("douyin".to_owned(), "6921234567890123456".to_owned())),
            "{quoted:?}"
        );
        m.sender = Sender::Agent;
        assert!(of_message(&app, &m).numbers.is_empty());
    }
}
