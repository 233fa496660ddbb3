//! The words of the notices: short, polite, in Chinese and English.
//!
//! A template holds slots in braces. A part in square brackets is left out when one of its slots has nothing to show.
use crate::model::labels::Lang;
use crate::model::money::{Currency, Money};
use crate::model::notice::Notice;
use crate::model::number::TicketNumber;
use crate::model::template::{NOTICE_PLACES, Template};
use crate::model::time::{MINUTE, Timestamp};

/// What a notice can say of a ticket; what is absent is left out of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeFacts {
    /// The number of the ticket.
    pub number: TicketNumber,
    /// The amount: refund or compensation.
    pub amount: Option<Money>,
    /// Until when the buyer or the platform has time.
    pub deadline: Option<Timestamp>,
    /// The tracking number of the parcel it is about.
    pub tracking: Option<String>,
    /// Minutes ahead of UTC in which times are shown.
    pub zone_minutes: i32,
}

/// The words of a notice in a language.
pub fn text(notice: Notice, lang: Lang, facts: &NoticeFacts) -> String {
    text_by(&[], notice, lang, facts)
}

/// The words of a notice in a language: those of the template that has its name, where it has words in that language.
pub fn text_by(templates: &[Template], notice: Notice, lang: Lang, facts: &NoticeFacts) -> String {
    let (zh, en) = template(notice);
    let own = templates.iter().find(|template| template.notice() == Some(notice));
    let template = own.and_then(|template| template.words(lang)).unwrap_or(match lang {
        Lang::Zh => zh,
        Lang::En => en,
    });
    let [number, amount, deadline, tracking] = NOTICE_PLACES.map(|place| format!("{{{place}}}"));
    let slots = [
        (number, Some(facts.number.to_string())),
        (amount, facts.amount.map(|amount| money(amount, lang))),
        (deadline, facts.deadline.map(|at| minute(at, facts.zone_minutes))),
        (tracking, facts.tracking.clone()),
    ];
    parts(template)
        .filter_map(|(part, optional)| fill(part, optional, &slots))
        .collect()
}

#[rustfmt::skip]
const fn template(notice: Notice) -> (&'static str, &'static str) {
    match notice {
        Notice::N1 => (
            "您的售后申请 {number} 已收到，我们会尽快处理。",
            "We have your request {number} and will look at it soon.",
        ),
        Notice::N2 => (
            "您的售后申请 {number} 已通过[，金额 {amount}]。",
            "Your request {number} is approved[, amount {amount}].",
        ),
        Notice::N3 => (
            "您的售后申请 {number} 需要您补充信息或确认[，请在 {deadline} 前处理]。",
            "We need something from you for request {number}[, please answer by {deadline}].",
        ),
        Notice::N4 => (
            "您的售后申请 {number} 已同意退货，请寄回商品并填写运单号[，请在 {deadline} 前寄出]。",
            "Please send the goods of request {number} back and enter the tracking number[, by {deadline}].",
        ),
        Notice::N5 => (
            "很抱歉，您的售后申请 {number} 未通过。如有异议，您可以补充凭证或申请平台介入。",
            "We are sorry, request {number} was refused. You may add proof or ask the platform to step in.",
        ),
        Notice::N6 => (
            "就您的售后申请 {number}，我们将补偿您[ {amount}]，请留意到账。",
            "For request {number} you will receive a compensation[ of {amount}].",
        ),
        Notice::N7 => (
            "售后申请 {number} 的退货已在途中[，运单号 {tracking}]。",
            "The return of request {number} is on its way[, tracking number {tracking}].",
        ),
        Notice::N8 => (
            "售后申请 {number} 的商品已发出[，运单号 {tracking}]。",
            "The replacement for request {number} is on its way[, tracking number {tracking}].",
        ),
        Notice::N8B => (
            "售后申请 {number} 的商品已送达[，运单号 {tracking}]。",
            "The replacement for request {number} has arrived[, tracking number {tracking}].",
        ),
        Notice::N9 => (
            "售后申请 {number} 的退货已送达仓库，我们会尽快查验。",
            "The return of request {number} has arrived and will be inspected soon.",
        ),
        Notice::N10 => (
            "售后申请 {number} 的退款[ {amount} ]已发出，到账时间以支付渠道为准。",
            "The refund[ of {amount}] for request {number} is on its way; when it arrives depends on how you paid.",
        ),
        Notice::N11 => (
            "您的售后申请 {number} 已处理完成，欢迎为本次服务评分。",
            "Request {number} is answered. Please tell us how we did.",
        ),
        Notice::N12 => (
            "您的售后申请 {number} 已取消或已超时关闭。",
            "Request {number} was cancelled or has expired.",
        ),
        Notice::N13 => (
            "您的售后申请 {number} 已由平台介入处理[，举证截止 {deadline}]。",
            "The platform has stepped in on request {number}[, evidence is due by {deadline}].",
        ),
        Notice::N14 => (
            "平台已对您的售后申请 {number} 作出裁决[，金额 {amount}]。",
            "The platform has ruled on request {number}[, amount {amount}].",
        ),
        Notice::R1 => (
            "提醒：您的售后申请 {number} 等待您处理[，截止 {deadline}]。",
            "Reminder: request {number} waits for you[, until {deadline}].",
        ),
        Notice::R2 => (
            "再次提醒：您的售后申请 {number} 仍等待您处理[，截止 {deadline}]。",
            "Second reminder: request {number} still waits for you[, until {deadline}].",
        ),
        Notice::R3 => (
            "最后提醒：您的售后申请 {number} 即将超时关闭[，截止 {deadline}]。",
            "Last reminder: request {number} will expire soon[, at {deadline}].",
        ),
    }
}

/// The parts of a template, and whether each is optional: what stands between brackets.
fn parts(template: &str) -> impl Iterator<Item = (&str, bool)> {
    let opened = template.split('[');
    opened.enumerate().flat_map(|(at, piece)| match piece.split_once(']') {
        Some((inside, after)) if at > 0 => [(inside, true), (after, false)],
        _ => [(piece, false), ("", false)],
    })
}

/// The part with its slots filled; `None` when it is optional and a slot has nothing to show.
fn fill(part: &str, optional: bool, slots: &[(String, Option<String>)]) -> Option<String> {
    let used = slots.iter().filter(|(slot, _)| part.contains(slot.as_str()));
    if optional && used.clone().any(|(_, value)| value.is_none()) {
        return None;
    }
    // What comes from outside is filled in last, so that a value is never read as a template.
    Some(used.fold(part.to_owned(), |text, (slot, value)| {
        text.replace(slot.as_str(), value.as_deref().unwrap_or_default())
    }))
}

fn money(amount: Money, lang: Lang) -> String {
    let shown = amount.to_string();
    match (lang, amount.currency) {
        (Lang::Zh, Currency::CNY) => shown.replace(" CNY", " 元"),
        _ => shown,
    }
}

/// A moment to the minute in a zone, as `2025-10-09 16:53`.
fn minute(at: Timestamp, zone_minutes: i32) -> String {
    let local = at.plus(i64::from(zone_minutes) * MINUTE).to_string();
    local.replace('T', " ").chars().take("2025-10-09 16:53".len()).collect()
}
