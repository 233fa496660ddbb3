//! Adapters with one thing wrong each.
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aftersync_core::error::{Error, ErrorKind, Phase, Result};
use aftersync_core::model::action::{Action, ActionVerb};
use aftersync_core::model::aftersale::AfterSale;
use aftersync_core::model::axes::{Headline, Kind};
use aftersync_core::model::fact::FactBody;
use aftersync_core::model::ids::Platform;
use aftersync_core::model::job::ObjectRef;
use aftersync_core::model::shop::TokenPair;
use aftersync_core::model::time::Timestamp;
use aftersync_core::platform::{
    ActionOutcome, AppCredentials, Call, Capabilities, Delivery, Hint, HttpReply, HttpRequest, HttpResponse,
    IdentityKey, Parsed, PlatformAdapter, PollCursor, PollPage, Reason, Support, TokenRequest, Verdict, Verified,
};
use aftersync_testkit::adapter_suite::Subject;

/// One thing that is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    TakesAnySignature,
    TakesNoSignature,
    ChecksHalfTheBody,
    ChecksHalfTheSignature,
    TakesAnySecret,
    AlwaysRefuses,
    PanicsOnShortBodies,
    PanicsOnFarTimes,
    ReadsOtherwiseEachTime,
    NewKeyForEveryDelivery,
    LosesWhatItCannotRead,
    LosesUnknownEvents,
    ForgetsProbes,
    TakesStaleDeliveries,
    SaysTheSameWhenNothingWasTaken,
    GuessesUnknownStatuses,
    StumblesOverNewFields,
    ReadsTheWrongObject,
    BelievesOtherObjects,
    KeepsNothing,
    PagesInCircles,
    TokensHaveEnded,
    PanicsOnShortAnswers,
    DeclaresTooMuch,
    DeclaresKindsItHasNot,
    DeclaresChat,
    DeclaresEndlessWindows,
    RefusesWithoutAdvice,
    DoesWhatItCannot,
    CannotTell,
    SwitchesDoNotMatter,
    PromisesEverything,
    CannotReadAnswers,
    AlwaysDone,
    ActsWithoutToken,
    WrongStatusRow,
    ErrorsOfOneKind,
    UnknownIsRejected,
    AlwaysAnswered,
    MissingSettingsAreIgnored,
    SecretInThePath,
    SecretInErrors,
    GoesPastTheAddress,
    PrintsTokens,
    OffersAnyReason,
    GivesNoKeys,
    GivesOneKeyToAll,
    DeclaresOtherKeys,
}

use Flaw::*;

/// Flaws, and a part of the name of the law that finds each.
pub const FLAWS: &[(Flaw, &str)] = &[
    (TakesAnySignature, "a flipped byte of the body"),
    (TakesAnySignature, "a flipped character of the signature"),
    (TakesNoSignature, "without signature"),
    (ChecksHalfTheBody, "a flipped byte of the body"),
    (ChecksHalfTheSignature, "a flipped character of the signature"),
    (TakesAnySecret, "another secret"),
    (AlwaysRefuses, "a genuine delivery"),
    (PanicsOnShortBodies, "never lost"),
    (PanicsOnFarTimes, "verify takes anything"),
    (ReadsOtherwiseEachTime, "never lost"),
    (NewKeyForEveryDelivery, "the same message again"),
    (LosesWhatItCannotRead, "never lost"),
    (LosesUnknownEvents, "an event that is not known"),
    (ForgetsProbes, "a connectivity check"),
    (TakesStaleDeliveries, "out of its time"),
    (SaysTheSameWhenNothingWasTaken, "the platform hears"),
    (GuessesUnknownStatuses, "a status that is not known"),
    (StumblesOverNewFields, "a field that is not known"),
    (ReadsTheWrongObject, "is read as the object"),
    (BelievesOtherObjects, "another object is not believed"),
    (KeepsNothing, "a kept payload"),
    (PagesInCircles, "a page of a poll"),
    (TokensHaveEnded, "a token is read"),
    (PanicsOnShortAnswers, "readers take anything"),
    (DeclaresTooMuch, "what is declared has a sample"),
    (DeclaresKindsItHasNot, "every kind that is declared"),
    (DeclaresChat, "ids of buyers and hosts"),
    (DeclaresEndlessWindows, "the numbers of the declaration"),
    (RefusesWithoutAdvice, "what is not declared is unsupported"),
    (DoesWhatItCannot, "an action that is not declared"),
    (CannotTell, "an action that is declared"),
    (SwitchesDoNotMatter, "off until it is switched on"),
    (PromisesEverything, "promised more"),
    (CannotReadAnswers, "an answer to an action is read"),
    (AlwaysDone, "did not happen while its object stands"),
    (ActsWithoutToken, "asked for before anything is sent"),
    (WrongStatusRow, "every status leads"),
    (ErrorsOfOneKind, "every row of the error table"),
    (UnknownIsRejected, "a code that is not known"),
    (AlwaysAnswered, "without any shape"),
    (MissingSettingsAreIgnored, "a setting that is missing"),
    (SecretInThePath, "no secret stands in a path"),
    (SecretInErrors, "no secret and no phone"),
    (GoesPastTheAddress, "the address of the application"),
    (PrintsTokens, "no token stands"),
    (OffersAnyReason, "the reasons of a decision"),
    (GivesNoKeys, "replayed deliveries are recognised"),
    (GivesOneKeyToAll, "replayed deliveries are recognised"),
    (DeclaresOtherKeys, "ids of buyers and hosts"),
];

/// Whether the subject has what the flaw is about.
pub fn applies(subject: &Subject, flaw: Flaw) -> bool {
    match flaw {
        ForgetsProbes => !subject.probes.is_empty(),
        GivesNoKeys | GivesOneKeyToAll => subject.messages_named,
        _ => true,
    }
}

/// The subject, with that one thing wrong.
pub fn with(subject: &Subject, flaw: Flaw) -> Subject {
    let mut broken = subject.clone();
    let inner = subject.adapter.clone();
    let can = capabilities(inner.capabilities(), flaw);
    broken.adapter = Arc::new(Broken {
        inner,
        can,
        flaw,
        calls: AtomicU64::new(0),
        switches: subject.switches.clone(),
        settings: subject.settings.clone(),
    });
    match flaw {
        WrongStatusRow => broken
            .statuses
            .iter_mut()
            .take(1)
            .for_each(|row| row.means = Headline::Exchanged),
        TakesStaleDeliveries => {
            broken
                .signer
                .iter_mut()
                .for_each(|signer| signer.fresh_ms = Some(300_000));
        }
        MissingSettingsAreIgnored => {
            broken.settings.insert("needed".into(), "x".into());
        }
        _ => {}
    }
    broken
}

struct Broken {
    inner: Arc<dyn PlatformAdapter>,
    can: &'static Capabilities,
    flaw: Flaw,
    calls: AtomicU64,
    switches: Vec<String>,
    settings: BTreeMap<String, String>,
}

fn capabilities(can: &Capabilities, flaw: Flaw) -> &'static Capabilities {
    let mut can = can.clone();
    match flaw {
        DeclaresTooMuch => can.detail = Box::leak([can.detail, &["coupon"]].concat().into_boxed_slice()),
        DeclaresKindsItHasNot => can.kinds = Box::leak([can.kinds, &[Kind::Inquiry]].concat().into_boxed_slice()),
        DeclaresChat => can.chat = true,
        DeclaresOtherKeys => {
            let other = IdentityKey {
                name: "email",
                scope: "shop",
                linkable: true,
                support: Support::Confirmed,
            };
            can.identity = Box::leak([can.identity, &[other]].concat().into_boxed_slice());
        }
        DeclaresEndlessWindows => can.poll_overlap_ms = can.poll_window_ms,
        // A switch is only a switch where something is not confirmed.
        SwitchesDoNotMatter => {
            let all: Vec<_> = can
                .actions
                .iter()
                .map(|(verb, _)| (*verb, Support::Unconfirmed))
                .collect();
            can.actions = Box::leak(all.into_boxed_slice());
        }
        _ => {}
    }
    Box::leak(Box::new(can))
}

impl Broken {
    fn is(&self, flaw: Flaw) -> bool {
        self.flaw == flaw
    }
    fn signature(&self) -> Error {
        Error::new(ErrorKind::Signature, "no")
    }
    /// An error with the flaw in it.
    fn error(&self, call: Option<&Call>, e: Error) -> Error {
        match self.flaw {
            ErrorsOfOneKind => Error::internal("something went wrong"),
            UnknownIsRejected if e.kind() == ErrorKind::Unavailable => Error::rejected("no").at(Phase::Answered),
            AlwaysAnswered => e.at(Phase::Answered),
            RefusesWithoutAdvice => Error::new(e.kind(), e.message()),
            SecretInErrors => {
                let token = call
                    .and_then(|call| call.token.as_ref())
                    .map_or("", |token| token.expose());
                e.with("token", token)
            }
            _ => e,
        }
    }
    /// A request with the flaw in it.
    fn request(&self, call: &Call, made: Result<HttpRequest>) -> Result<HttpRequest> {
        let mut request = made.map_err(|e| self.error(Some(call), e))?;
        if self.is(SecretInThePath) {
            let token = call.token.as_ref().map_or("", |token| token.expose());
            request.url = request.url.replacen('?', &format!("/{token}?"), 1);
        }
        if self.is(GoesPastTheAddress)
            && let Some(base) = &call.app.base_url
        {
            request.url = request.url.replace(base, "https://elsewhere.example.test");
        }
        Ok(request)
    }
    /// What was read, with the flaw in it.
    fn parsed(&self, mut parsed: Parsed) -> Parsed {
        match self.flaw {
            ReadsOtherwiseEachTime | NewKeyForEveryDelivery => {
                let n = self.calls.fetch_add(1, Ordering::Relaxed);
                parsed
                    .signals
                    .iter_mut()
                    .for_each(|signal| signal.dedupe = Some(n.to_string()));
                parsed
                    .unreadable
                    .iter_mut()
                    .for_each(|lost| lost.reason = n.to_string());
            }
            GivesNoKeys => parsed.signals.iter_mut().for_each(|signal| signal.dedupe = None),
            GivesOneKeyToAll => parsed
                .signals
                .iter_mut()
                .for_each(|signal| signal.dedupe = Some("always the same".to_owned())),
            LosesWhatItCannotRead => parsed.unreadable.clear(),
            _ => {}
        }
        parsed
    }
    fn swapped(&self, call: &Call) -> Call {
        let mut call = call.clone();
        if self.is(SwitchesDoNotMatter) {
            let mut app = (*call.app).clone();
            app.unconfirmed.extend(self.switches.iter().cloned());
            call.app = Arc::new(app);
        }
        if self.is(MissingSettingsAreIgnored) {
            call.settings.clone_from(&self.settings);
        }
        if self.is(ActsWithoutToken) && call.token.is_none() {
            call.token = Some("made-up".into());
        }
        call
    }
    fn after_sales<'a>(&self, parsed: &'a mut Parsed) -> impl Iterator<Item = &'a mut AfterSale> {
        parsed.facts.iter_mut().filter_map(|fact| match &mut fact.body {
            FactBody::AfterSale(it) => Some(&mut **it),
            _ => None,
        })
    }
}

/// Whether anything stands beside the body.
fn carries(delivery: &Delivery) -> bool {
    !delivery.headers.is_empty() || !delivery.query.is_empty()
}

fn half(delivery: &Delivery) -> Delivery {
    let mut copy = delivery.clone();
    copy.body.truncate(copy.body.len() / 2);
    copy
}

impl PlatformAdapter for Broken {
    fn platform(&self) -> Platform {
        self.inner.platform()
    }
    fn capabilities(&self) -> &Capabilities {
        self.can
    }
    fn verify(&self, app: &AppCredentials, delivery: &Delivery, now: Timestamp) -> Result<Verdict> {
        let hint = || Ok(Verdict::Hint(Hint::unsigned(delivery.body.clone())));
        let said = self.inner.verify(app, delivery, now);
        match self.flaw {
            TakesAnySignature if said.is_err() && carries(delivery) => hint(),
            TakesNoSignature if said.is_err() && !carries(delivery) => hint(),
            // Its own signature is right whatever stands in the second half.
            ChecksHalfTheBody if said.is_err() && delivery.body.len() > half(delivery).body.len() + 1 => hint(),
            ChecksHalfTheSignature if said.is_err() => hint(),
            TakesAnySecret if said.is_err() && carries(delivery) => hint(),
            AlwaysRefuses => Err(self.signature()),
            PanicsOnFarTimes if now == Timestamp(i64::MIN) => panic!("far"),
            ForgetsProbes => match said? {
                Verdict::Probe(_) => hint(),
                other => Ok(other),
            },
            _ => said.map_err(|e| self.error(None, e)),
        }
    }
    fn peek(&self, app: &AppCredentials, hint: &Hint) -> Result<Parsed> {
        if self.is(PanicsOnShortBodies) && hint.content.len() < 5 {
            panic!("short");
        }
        let mut parsed = self.inner.peek(app, hint)?;
        if self.is(LosesUnknownEvents) {
            // Only what a table knows is let through.
            let known = parsed.signals.iter().any(|signal| signal.revision.is_some());
            if !known {
                parsed = Parsed::default();
            }
        }
        if self.is(StumblesOverNewFields) && hint.content.windows(6).any(|part| part == b"zz_not") {
            parsed.signals.clear();
        }
        Ok(self.parsed(parsed))
    }
    fn parse(&self, app: &AppCredentials, verified: &Verified) -> Result<Parsed> {
        self.inner.parse(app, verified).map(|parsed| self.parsed(parsed))
    }
    fn acknowledge(&self, taken: bool) -> HttpReply {
        self.inner.acknowledge(taken || self.is(SaysTheSameWhenNothingWasTaken))
    }
    fn poll_request(&self, call: &Call, cursor: &PollCursor) -> Result<HttpRequest> {
        self.request(call, self.inner.poll_request(call, cursor))
    }
    fn poll_read(&self, call: &Call, cursor: &PollCursor, answer: &HttpResponse) -> Result<PollPage> {
        let mut page = self
            .inner
            .poll_read(call, cursor, answer)
            .map_err(|e| self.error(Some(call), e))?;
        if self.is(PagesInCircles) {
            page.next = cursor.page.clone().or(page.next);
        }
        page.parsed = self.parsed(page.parsed);
        Ok(page)
    }
    fn detail_request(&self, call: &Call, object: &ObjectRef) -> Result<HttpRequest> {
        self.request(call, self.inner.detail_request(&self.swapped(call), object))
    }
    fn detail_read(&self, call: &Call, object: &ObjectRef, answer: &HttpResponse) -> Result<Parsed> {
        if self.is(PanicsOnShortAnswers) && answer.body.len() < 5 {
            panic!("short");
        }
        let mut parsed = self
            .inner
            .detail_read(call, object, answer)
            .map_err(|e| self.error(Some(call), e))?;
        match self.flaw {
            GuessesUnknownStatuses => self.after_sales(&mut parsed).for_each(|it| {
                it.known = true;
                it.claim.closed = true;
            }),
            ReadsTheWrongObject => self.after_sales(&mut parsed).for_each(|it| it.external_id.push('0')),
            KeepsNothing => parsed.facts.iter_mut().for_each(|fact| fact.raw = None),
            BelievesOtherObjects => {
                if let Some(known) = answer_of(&*self.inner, call, object, answer) {
                    return Ok(known);
                }
            }
            _ => {}
        }
        Ok(self.parsed(parsed))
    }
    fn action_support(&self, app: &AppCredentials, seen: &AfterSale, verb: ActionVerb) -> Support {
        match self.flaw {
            PromisesEverything => Support::Confirmed,
            _ => self.inner.action_support(app, seen, verb),
        }
    }
    fn action_request(&self, call: &Call, action: &Action) -> Result<HttpRequest> {
        let made = self.inner.action_request(&self.swapped(call), action);
        match (self.flaw, made) {
            (CannotTell, Ok(_)) => Err(Error::unsupported("no", "never")),
            (DoesWhatItCannot, Err(_)) => self.inner.detail_request(call, &action.object),
            (_, made) => self.request(call, made),
        }
    }
    fn action_read(&self, call: &Call, action: &Action, answer: &HttpResponse) -> Result<ActionOutcome> {
        if self.is(CannotReadAnswers) {
            return Err(Error::malformed("no"));
        }
        self.inner
            .action_read(call, action, answer)
            .map_err(|e| self.error(Some(call), e))
    }
    fn action_happened(&self, action: &Action, seen: &AfterSale) -> Option<bool> {
        match self.flaw {
            AlwaysDone => Some(true),
            _ => self.inner.action_happened(action, seen),
        }
    }
    fn reasons_request(&self, call: &Call, seen: &AfterSale, verb: ActionVerb) -> Result<HttpRequest> {
        self.request(call, self.inner.reasons_request(call, seen, verb))
    }
    fn reasons_read(
        &self,
        call: &Call,
        seen: &AfterSale,
        verb: ActionVerb,
        answer: &HttpResponse,
    ) -> Result<Vec<Reason>> {
        let mut reasons = self.inner.reasons_read(call, seen, verb, answer)?;
        if self.flaw == OffersAnyReason {
            reasons.push(Reason {
                code: "99".to_owned(),
                text: "of another decision".to_owned(),
            });
        }
        Ok(reasons)
    }
    fn authorize_url(&self, app: &AppCredentials, state: &str) -> Option<String> {
        self.inner.authorize_url(app, state)
    }
    fn token_request(&self, call: &Call, ask: &TokenRequest) -> Result<HttpRequest> {
        self.request(call, self.inner.token_request(call, ask))
    }
    fn token_read(&self, call: &Call, answer: &HttpResponse) -> Result<TokenPair> {
        let read = self.inner.token_read(call, answer);
        match (self.flaw, read) {
            (TokensHaveEnded, Ok(pair)) => Ok(TokenPair {
                expires_at: call.now,
                ..pair
            }),
            (PrintsTokens, Err(e)) => Err(e.with("answer", String::from_utf8_lossy(&answer.body))),
            (_, read) => read.map_err(|e| self.error(Some(call), e)),
        }
    }
    fn reread(&self, object: &ObjectRef, payload: &str) -> Result<Parsed> {
        self.inner.reread(object, payload)
    }
}

/// The fact of whatever the answer is about, whoever was asked for: ids of the samples are tried.
fn answer_of(inner: &dyn PlatformAdapter, call: &Call, object: &ObjectRef, answer: &HttpResponse) -> Option<Parsed> {
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let ids = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() >= 8);
    ids.map(|id| ObjectRef {
        external_id: id.to_owned(),
        ..object.clone()
    })
    .filter_map(|asked| inner.detail_read(call, &asked, answer).ok())
    .find(|parsed| !parsed.facts.is_empty())
}
