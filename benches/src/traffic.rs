//! Traffic of a merchant: orders, after-sales that move on, messages, repeats; with payloads of the usual size.
use aftersync_core::lifecycle::claim_for;
use aftersync_core::model::aftersale::{AccountRef, AfterSale, AfterSaleLine};
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::conversation::{About, Channel, MessageSnapshot, Sender};
use aftersync_core::model::fact::{Fact, FactBody, Payload};
use aftersync_core::model::ids::{Platform, ShopId};
use aftersync_core::model::issue::IssueType;
use aftersync_core::model::money::Money;
use aftersync_core::model::order::{HostRef, OrderLine, OrderSnapshot, OrderState, Receiver};
use aftersync_core::model::shipment::ParcelRef;
use aftersync_core::model::time::{DAY, HOUR, MINUTE, SECOND, Timestamp};

/// When the first order was placed.
pub const START: Timestamp = Timestamp(1_760_000_000_000);
/// The shops of the merchant.
pub const SHOPS: [(&str, &str); 3] = [("douyin", "880011"), ("douyin", "880012"), ("douyin", "880013")];

/// The states an after-sale goes through.
const PATH: [Headline; 4] = [
    Headline::AwaitingSeller,
    Headline::AwaitingBuyerReturn,
    Headline::ReturnInTransit,
    Headline::Refunded,
];

/// One order and what comes of it. Everything about it follows from its number.
#[derive(Clone, Copy, Debug)]
pub struct Case(pub u64);

impl Case {
    fn shop(self) -> (&'static str, &'static str) {
        SHOPS[(self.0 % 3) as usize]
    }
    /// The platform it happens on.
    pub fn platform(self) -> Platform {
        Platform::new(self.shop().0)
    }
    /// The platform's number of the order.
    pub fn order_number(self) -> String {
        format!("69201{:014}", self.0)
    }
    /// The platform's id of the after-sale.
    pub fn after_sale_id(self) -> String {
        format!("71002{:014}", self.0)
    }
    /// The buyer: every buyer orders four times, within one shop.
    pub fn account(self) -> AccountRef {
        AccountRef {
            scope: self.shop().1.into(),
            uid: format!("buyer-{}-{}", self.0 % 3, self.0 / 12),
            nickname: Some(format!("买家{}", self.0 / 12)),
        }
    }
    fn placed(self) -> Timestamp {
        START.plus(self.0 as i64 * 20 * SECOND)
    }
    fn paid(self) -> Money {
        Money::cny(1_990 + (self.0 % 50) as i64 * 100)
    }
    fn line(self) -> String {
        format!("69202{:014}", self.0)
    }

    fn fact(self, at: Timestamp, body: FactBody, raw: Option<String>) -> Fact {
        let (platform, shop) = self.shop();
        Fact {
            platform: Platform::new(platform),
            shop: ShopId::new(shop),
            revision: at.secs(),
            occurred_at: at,
            body,
            raw: raw.map(Payload),
        }
    }

    /// The order, paid.
    pub fn order(self) -> Fact {
        let at = self.placed();
        let article = self.0 % 200;
        let line = OrderLine {
            external_id: self.line(),
            sku: format!("sku-{article}"),
            title: format!("加厚保温杯 500ml 第{article}款 大容量便携学生水杯"),
            quantity: 1,
            paid: self.paid(),
            merchant_code: Some(format!("CODE-{article}")),
            barcode: None,
            supplier: None,
            batch: None,
            host: Some(HostRef {
                id: format!("author-{}", self.0 % 8),
                name: None,
            }),
            room: None,
            custom: Default::default(),
        };
        let order = OrderSnapshot {
            external_id: self.order_number(),
            account: Some(self.account()),
            state: OrderState::Paid,
            paid: self.paid(),
            lines: vec![line],
            receiver: Some(Receiver {
                name: Some(format!(
                    "{}*",
                    ["王", "李", "张", "刘", "陈"][(self.0 / 12 % 5) as usize]
                )),
                phone: Some(format!("138****{:04}", self.0 / 12 % 10_000)),
                region: Some("浙江省 杭州市 西湖区".into()),
                address: None,
            }),
            parcels: Vec::new(),
            created_at: at,
            paid_at: Some(at),
        };
        self.fact(at, FactBody::Order(Box::new(order)), Some(self.payload("order", 0)))
    }

    /// The after-sale at one of its steps, 0 to 3; the last one ends it.
    pub fn after_sale(self, step: usize) -> Fact {
        let opened = self.placed().plus(2 * DAY);
        let at = opened.plus(step as i64 * 9 * HOUR);
        let headline = PATH[step];
        let ended = headline == Headline::Refunded;
        let moving = step >= 2;
        let it = AfterSale {
            object: "aftersale".to_owned(),
            instead_of: Vec::new(),
            beside: None,
            external_id: self.after_sale_id(),
            order: Some(self.order_number()),
            lines: vec![AfterSaleLine {
                line: self.line(),
                quantity: Some(1),
                amount: Some(self.paid()),
            }],
            account: Some(self.account()),
            kind: Kind::ReturnRefund,
            raw_type: Some("0".into()),
            raw_status: headline.as_str().into(),
            known: true,
            claim: claim_for(headline, Kind::ReturnRefund),
            rank: step as u16,
            requested: Some(self.paid()),
            refunded: ended.then(|| self.paid()),
            issue: Some(IssueType::ALL[(self.0 % IssueType::ALL.len() as u64) as usize]),
            reason_code: Some("15".into()),
            reason_text: Some("收到的杯子盖子有裂纹，会漏水".into()),
            created_at: opened,
            ended_at: ended.then_some(at),
            deadline: (!ended).then(|| at.plus(2 * DAY)),
            return_parcel: moving.then(|| ParcelRef {
                number: format!("YT2{:012}", self.0),
                carrier: Some("yuantong".into()),
            }),
            replacement_parcel: None,
            version_token: Some(at.secs().to_string()),
            evidence: Vec::new(),
            dispute: None,
            flags: Default::default(),
            extra: Default::default(),
        };
        let raw = self.payload("aftersale", step);
        self.fact(at, FactBody::AfterSale(Box::new(it)), Some(raw))
    }

    /// A chat message of the buyer that names the order.
    pub fn message(self, n: u64) -> Fact {
        let at = self.placed().plus(2 * DAY + HOUR + n as i64 * MINUTE);
        let message = MessageSnapshot {
            external_id: format!("m-{}-{n}", self.0),
            conversation: format!("talk-{}", self.0),
            channel: Channel::Chat,
            sender: Sender::Buyer,
            account: Some(self.account()),
            keys: Vec::new(),
            text: format!(
                "你好，订单 {} 的退款什么时候到？杯子我已经寄回去了",
                self.order_number()
            ),
            evidence: Vec::new(),
            about: About {
                order: Some(self.order_number()),
                ..About::default()
            },
            issue: None,
            at,
        };
        self.fact(at, FactBody::Message(Box::new(message)), None)
    }

    /// About 1.2 KB of JSON, as platforms give it.
    fn payload(self, object: &str, step: usize) -> String {
        let (platform, shop) = self.shop();
        format!(
            r#"{{"{object}_info":{{"platform":"{platform}","shop_id":"{shop}","after_sale_id":"{id}","shop_order_id":"{order}","sku_order_id":"{line}","after_sale_status":{step},"after_sale_type":0,"refund_status":{step},"refund_total_amount":{paid},"real_refund_amount":{paid},"apply_time":{at},"update_time":{at},"status_deadline":{at},"risk_decision_code":1000,"risk_decision_reason":"","risk_decision_description":"","after_sale_apply_count":1,"need_return_count":0,"deduction_amount":0,"disable_insurance_post_amount":0,"promotion_pay_amount":0,"reason":"收到的杯子盖子有裂纹","reason_code":15,"reason_remark":"会漏水，包装也压扁了","reason_second_labels":[{{"code":1,"name":"商品破损"}}],"evidence":["https://img.example.test/{id}/1.jpg","https://img.example.test/{id}/2.jpg"],"got_pkg":1,"part_type":0,"store_name":"","store_id":"","after_sale_order_type":1,"exchange_sku_info":null,"aftersale_tags":[{{"tag_detail":"退货运费险","tag_detail_en":"return_freight","tag_link_url":""}}]}},"product_info":[{{"product_id":3500{line},"product_name":"加厚保温杯 500ml 大容量便携学生水杯","product_image":"https://img.example.test/p/{id}.jpg","sku_spec":[{{"name":"颜色","value":"星空蓝"}},{{"name":"容量","value":"500ml"}}],"item_quantity":1,"price":{paid},"pay_amount":{paid},"post_amount":0,"tax_amount":0,"discount":0}}]}}"#,
            id = self.after_sale_id(),
            order = self.order_number(),
            line = self.line(),
            paid = self.paid().minor,
            at = self.placed().secs(),
        )
    }
}

/// How many cases later each further step of a case comes.
const LAG: u64 = 30;

/// Facts in the order in which they come in: of every five, one order and the four steps of an after-sale, each of another
/// case; of every ten cases one writes a message, and one of its pushes comes twice.
pub fn traffic(many: usize) -> Vec<Fact> {
    let mut facts = Vec::with_capacity(many + 8);
    for n in 0.. {
        if facts.len() >= many {
            break;
        }
        facts.push(Case(n).order());
        for step in 0..PATH.len() {
            let Some(case) = n.checked_sub(LAG * (step as u64 + 1)).map(Case) else {
                continue;
            };
            facts.push(case.after_sale(step));
            if step == 1 && case.0 % 10 == 0 {
                facts.push(case.after_sale(step));
                facts.push(case.message(0));
            }
        }
    }
    facts.truncate(many);
    facts
}

/// A case as it is found years later: the order and the after-sale as it is now. One of fourteen is still open, one of
/// ten has a message.
pub fn archived(n: u64) -> impl Iterator<Item = Fact> {
    let case = Case(n);
    let step = if n.is_multiple_of(14) { (n / 14 % 3) as usize } else { 3 };
    let message = (n.is_multiple_of(10)).then(|| case.message(0));
    [case.order(), case.after_sale(step)].into_iter().chain(message)
}
