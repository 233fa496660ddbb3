//! A first mapping from the usual names of columns: a proposal for a person to look at.
use super::mapping::{Mapping, Source, What};
use super::target::{Shape, targets};
use super::vocabulary::Vocabulary;

/// Field → usual names of its column, the surest first, as [`plain`] leaves them.
type Names = &'static [(&'static str, &'static [&'static str])];

const COMMON: Names = &[
    ("platform", &["平台", "销售平台", "来源平台", "platform", "channel"]),
    (
        "shop",
        &[
            "店铺id",
            "店铺编号",
            "店铺",
            "店铺名称",
            "shopid",
            "shop",
            "store",
            "storeid",
        ],
    ),
    ("currency", &["币种", "货币", "currency"]),
    (
        "buyer_id",
        &[
            "买家id",
            "用户id",
            "会员id",
            "买家openid",
            "买家账号",
            "买家会员名",
            "openid",
            "buyerid",
            "userid",
            "customerid",
        ],
    ),
    (
        "buyer_nickname",
        &["买家昵称", "用户昵称", "昵称", "buyernickname", "nickname", "buyername"],
    ),
    (
        "updated_at",
        &[
            "更新时间",
            "最后更新时间",
            "修改时间",
            "updatetime",
            "updatedat",
            "modified",
            "lastmodified",
        ],
    ),
];

const ORDERS: Names = &[
    (
        "external_id",
        &[
            "主订单编号",
            "订单编号",
            "订单号",
            "主订单号",
            "订单id",
            "orderid",
            "orderno",
            "ordernumber",
            "tid",
        ],
    ),
    (
        "line_id",
        &[
            "子订单编号",
            "子订单号",
            "子订单id",
            "suborderid",
            "orderlineid",
            "lineid",
            "orderitemid",
            "oid",
        ],
    ),
    ("state", &["订单状态", "交易状态", "status", "orderstatus", "state"]),
    (
        "created_at",
        &[
            "下单时间",
            "订单提交时间",
            "订单创建时间",
            "创建时间",
            "createdat",
            "createtime",
            "ordertime",
            "orderdate",
        ],
    ),
    (
        "paid_at",
        &[
            "支付时间",
            "付款时间",
            "支付完成时间",
            "订单付款时间",
            "paidat",
            "paytime",
            "paymenttime",
        ],
    ),
    (
        "paid",
        &[
            "订单实付金额",
            "订单应付金额",
            "实付金额",
            "实付款",
            "买家实付金额",
            "买家实际支付金额",
            "totalpaid",
            "paid",
            "payment",
            "ordertotal",
            "total",
        ],
    ),
    (
        "line_paid",
        &[
            "商品实付金额",
            "子订单实付金额",
            "商品金额",
            "linepaid",
            "linetotal",
            "itemtotal",
        ],
    ),
    (
        "sku",
        &[
            "skuid",
            "规格id",
            "sku编号",
            "商品id",
            "商品编号",
            "sku",
            "productid",
            "itemid",
        ],
    ),
    (
        "title",
        &[
            "商品名称",
            "商品标题",
            "选购商品",
            "宝贝标题",
            "title",
            "productname",
            "itemname",
        ],
    ),
    ("quantity", &["商品数量", "数量", "购买数量", "quantity", "qty"]),
    (
        "merchant_code",
        &[
            "商家编码",
            "商家sku编码",
            "外部系统编号",
            "货号",
            "merchantcode",
            "sellersku",
            "merchantsku",
        ],
    ),
    ("barcode", &["条形码", "条码", "barcode", "ean", "upc"]),
    ("supplier", &["供应商", "供应商名称", "supplier", "vendor"]),
    ("batch", &["批次", "批次号", "batch", "lot"]),
    ("host_id", &["达人id", "主播id", "hostid", "creatorid", "streamerid"]),
    (
        "host_name",
        &["达人昵称", "主播昵称", "主播", "hostname", "creatorname", "streamer"],
    ),
    ("room", &["直播间id", "直播间", "roomid", "liveroomid"]),
    (
        "receiver_name",
        &[
            "收件人",
            "收货人",
            "收货人姓名",
            "收件人姓名",
            "receivername",
            "recipient",
        ],
    ),
    (
        "receiver_phone",
        &[
            "收件人手机号",
            "收货人手机号",
            "联系手机",
            "联系电话",
            "receiverphone",
            "recipientphone",
        ],
    ),
    (
        "receiver_address",
        &[
            "收货地址",
            "收件地址",
            "详细地址",
            "收货人地址",
            "receiveraddress",
            "shippingaddress",
        ],
    ),
    (
        "tracking_number",
        &["快递单号", "物流单号", "运单号", "trackingnumber", "trackingno"],
    ),
    ("carrier", &["快递公司", "物流公司", "carrier"]),
];

const TICKETS: Names = &[
    (
        "external_id",
        &[
            "售后单号",
            "售后编号",
            "退款编号",
            "退款单号",
            "售后id",
            "aftersaleid",
            "refundid",
            "returnid",
            "ticketid",
        ],
    ),
    (
        "order",
        &["订单编号", "订单号", "主订单编号", "orderid", "orderno", "ordernumber"],
    ),
    (
        "lines",
        &[
            "子订单编号",
            "子订单号",
            "商品单号",
            "orderlineid",
            "suborderid",
            "lineid",
        ],
    ),
    (
        "kind",
        &[
            "售后类型",
            "退款类型",
            "售后方式",
            "type",
            "aftersaletype",
            "refundtype",
            "kind",
        ],
    ),
    (
        "status",
        &[
            "售后状态",
            "退款状态",
            "status",
            "aftersalestatus",
            "refundstatus",
            "state",
        ],
    ),
    (
        "created_at",
        &[
            "售后申请时间",
            "申请时间",
            "退款申请时间",
            "创建时间",
            "appliedat",
            "createdat",
            "createtime",
            "requestedat",
        ],
    ),
    (
        "ended_at",
        &[
            "完结时间",
            "售后完结时间",
            "退款完结时间",
            "退款成功时间",
            "endedat",
            "finishedat",
            "closedat",
        ],
    ),
    ("deadline", &["超时时间", "处理截止时间", "deadline"]),
    (
        "requested",
        &[
            "退款金额",
            "申请退款金额",
            "退商品金额",
            "买家退款金额",
            "refundamount",
            "requestedamount",
            "amount",
        ],
    ),
    (
        "refunded",
        &["实退金额", "实际退款金额", "已退款金额", "refundedamount", "refunded"],
    ),
    ("quantity", &["售后数量", "退货数量", "售后商品数量", "quantity", "qty"]),
    (
        "reason_text",
        &[
            "售后原因",
            "退款原因",
            "申请原因",
            "买家退款原因",
            "reason",
            "refundreason",
        ],
    ),
    (
        "return_tracking",
        &[
            "退货物流单号",
            "退货快递单号",
            "退货运单号",
            "returntracking",
            "returntrackingnumber",
        ],
    ),
    ("return_carrier", &["退货物流公司", "退货快递公司", "returncarrier"]),
];

const CUSTOMERS: Names = &[
    (
        "created_at",
        &[
            "注册时间",
            "首次下单时间",
            "创建时间",
            "createdat",
            "firstseen",
            "registeredat",
        ],
    ),
    ("phone", &["手机号", "手机", "手机号码", "phone", "mobile"]),
    (
        "member",
        &["会员号", "会员编号", "会员卡号", "memberno", "memberid", "member"],
    ),
    ("union_id", &["unionid"]),
];

const PRODUCTS: Names = &[
    (
        "external_id",
        &["商品id", "商品编号", "货品编号", "商家编码", "productid", "id", "sku"],
    ),
    (
        "title",
        &["商品名称", "商品标题", "货品名称", "title", "name", "productname"],
    ),
    ("merchant_code", &["商家编码", "货号", "merchantcode", "sellersku"]),
    ("barcode", &["条形码", "条码", "barcode", "ean", "upc"]),
    ("supplier", &["供应商", "供应商名称", "supplier", "vendor"]),
    ("category", &["类目", "商品类目", "分类", "category"]),
];

const MESSAGES: Names = &[
    ("external_id", &["消息id", "消息编号", "messageid", "msgid"]),
    (
        "conversation",
        &[
            "会话id",
            "会话编号",
            "conversationid",
            "conversation",
            "sessionid",
            "chatid",
        ],
    ),
    ("channel", &["渠道", "消息渠道"]),
    ("sender", &["发送方", "发送人类型", "发送者", "sender", "from", "role"]),
    (
        "text",
        &["消息内容", "内容", "聊天内容", "text", "content", "message", "body"],
    ),
    (
        "at",
        &[
            "发送时间",
            "消息时间",
            "时间",
            "sentat",
            "at",
            "time",
            "timestamp",
            "createdat",
        ],
    ),
    ("order", &["订单编号", "订单号", "orderid", "orderno"]),
    ("after_sale", &["售后单号", "售后编号", "aftersaleid"]),
];

/// Usual words → ours.
type Words = &'static [(&'static str, &'static str)];

const STATES: Words = &[
    ("待付款", "created"),
    ("待支付", "created"),
    ("等待买家付款", "created"),
    ("已付款", "paid"),
    ("已支付", "paid"),
    ("待发货", "paid"),
    ("备货中", "paid"),
    ("买家已付款，等待卖家发货", "paid"),
    ("已发货", "shipped"),
    ("部分发货", "shipped"),
    ("待收货", "shipped"),
    ("运输中", "shipped"),
    ("卖家已发货，等待买家确认", "shipped"),
    ("已签收", "done"),
    ("已收货", "done"),
    ("已完成", "done"),
    ("交易成功", "done"),
    ("已取消", "cancelled"),
    ("已关闭", "cancelled"),
    ("交易关闭", "cancelled"),
    ("completed", "done"),
    ("delivered", "done"),
    ("canceled", "cancelled"),
];

const KINDS: Words = &[
    ("仅退款", "refund_only"),
    ("退款", "refund_only"),
    ("未发货仅退款", "refund_only"),
    ("已发货仅退款", "refund_only"),
    ("退货退款", "return_refund"),
    ("退货", "return_refund"),
    ("换货", "exchange"),
    ("维修", "repair"),
    ("补寄", "resend"),
    ("补发", "resend"),
    ("补发商品", "resend"),
    ("价保", "price_protection"),
    ("价格保护", "price_protection"),
    ("投诉", "complaint"),
    ("咨询", "inquiry"),
    ("refund", "refund_only"),
    ("return", "return_refund"),
];

const STATUSES: Words = &[
    ("待商家处理", "awaiting_seller"),
    ("待卖家处理", "awaiting_seller"),
    ("待审核", "awaiting_seller"),
    ("退款待处理", "awaiting_seller"),
    ("待买家处理", "awaiting_buyer"),
    ("待买家退货", "awaiting_buyer_return"),
    ("待退货", "awaiting_buyer_return"),
    ("待商家收货", "return_in_transit"),
    ("退货中", "return_in_transit"),
    ("待验货", "awaiting_inspection"),
    ("维修中", "repairing"),
    ("退款中", "refunding"),
    ("待退款", "refunding"),
    ("已退款", "refunded"),
    ("退款成功", "refunded"),
    ("售后成功", "refunded"),
    ("换货中", "exchange_shipping"),
    ("换货待收货", "exchange_shipping"),
    ("补寄待收货", "exchange_shipping"),
    ("换货成功", "exchanged"),
    ("补寄成功", "exchanged"),
    ("维修完成", "exchanged"),
    ("平台介入", "disputed"),
    ("平台介入中", "disputed"),
    ("平台处理中", "disputed"),
    ("商家拒绝", "rejected"),
    ("已拒绝", "rejected"),
    ("拒绝退款", "rejected"),
    ("售后关闭", "cancelled"),
    ("退款关闭", "cancelled"),
    ("已撤销", "cancelled"),
    ("买家撤销", "cancelled"),
    ("已取消", "cancelled"),
];

const SENDERS: Words = &[
    ("买家", "buyer"),
    ("用户", "buyer"),
    ("客户", "buyer"),
    ("客服", "agent"),
    ("商家", "agent"),
    ("卖家", "agent"),
    ("机器人", "bot"),
    ("系统", "system"),
    ("customer", "buyer"),
    ("user", "buyer"),
    ("seller", "agent"),
];

const CHANNELS: Words = &[
    ("聊天", "chat"),
    ("直播评论", "live_comment"),
    ("表单", "form"),
    ("短信", "sms"),
    ("邮件", "email"),
    ("电话", "call"),
];

const PLATFORMS: Words = &[
    ("抖音", "douyin"),
    ("抖店", "douyin"),
    ("淘宝", "taobao"),
    ("天猫", "taobao"),
    ("快手", "kuaishou"),
    ("快手小店", "kuaishou"),
    ("拼多多", "pdd"),
    ("京东", "jd"),
    ("小红书", "xiaohongshu"),
    ("视频号", "wechat_channels"),
    ("微信小店", "wechat_channels"),
];

fn names(what: What) -> Names {
    match what {
        What::Orders => ORDERS,
        What::Tickets => TICKETS,
        What::Customers => CUSTOMERS,
        What::Products => PRODUCTS,
        What::Messages => MESSAGES,
    }
}

fn words(field: &str, shape: Shape) -> Words {
    match shape {
        Shape::Word(Vocabulary::OrderState) => STATES,
        Shape::Word(Vocabulary::Kind) => KINDS,
        Shape::Word(Vocabulary::Status) => STATUSES,
        Shape::Word(Vocabulary::Sender) => SENDERS,
        Shape::Word(Vocabulary::Channel) => CHANNELS,
        _ if field == "platform" => PLATFORMS,
        _ => &[],
    }
}

/// The name of a column without what differs between exports: blanks, marks, case and units in brackets.
fn plain(name: &str) -> String {
    let bare = name.split(['(', '（', '[', '【']).next().unwrap_or(name);
    let kept = bare.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

impl Mapping {
    /// Proposes a mapping for a CSV file with these columns. What it cannot know is left out and told by
    /// [`Self::problems`], such as the shop; a currency that no column names is taken to be CNY, and the zone to be
    /// China's.
    pub fn guess(header: &[String], what: What) -> Self {
        let mut mapping = Self::new(what);
        mapping.zone_minutes = 480;
        let columns: Vec<(String, &String)> = header.iter().map(|name| (plain(name), name)).collect();
        let mut taken = std::collections::BTreeSet::new();
        for target in targets(what) {
            let usual = names(what)
                .iter()
                .chain(COMMON)
                .find(|(field, _)| *field == target.name);
            let Some((_, usual)) = usual else { continue };
            let mut found = usual
                .iter()
                .filter_map(|u| columns.iter().find(|(plain, _)| plain == u));
            let Some((_, column)) = found.find(|(_, column)| !taken.contains(column)) else {
                continue;
            };
            taken.insert(*column);
            let mut source = Source::column(column.as_str());
            let table = words(target.name, target.shape).iter();
            source.values = table
                .map(|(word, ours)| ((*word).to_owned(), (*ours).to_owned()))
                .collect();
            mapping.fields.insert(target.name.to_owned(), source);
        }
        let has_currency = targets(what).iter().any(|t| t.name == "currency");
        if has_currency && !mapping.fields.contains_key("currency") && what != What::Products {
            mapping.fields.insert("currency".to_owned(), Source::constant("CNY"));
        }
        mapping
    }
}

#[cfg(test)]
pub(super) fn all_names(what: What) -> Vec<&'static str> {
    names(what).iter().chain(COMMON).map(|(field, _)| *field).collect()
}

#[cfg(test)]
pub(super) fn all_words(target: &super::target::Target) -> Words {
    words(target.name, target.shape)
}
