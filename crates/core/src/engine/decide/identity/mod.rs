//! Who a buyer is: every fact that shows a buyer is an observation of an account, in the commit of the fact. The matching
//! (`core/src/identity`) says whose the account is; customers, their views and the log follow here.
mod follow;
mod hashed;
mod shown;

use std::collections::BTreeSet;

use crate::engine::identity::{Ask, Told, decide as matched, hints_of};
use crate::error::Error;
use crate::identity::resolve::observe;
use crate::identity::{Handle, Observation, Resolution};
use crate::model::aftersale::AccountRef;
use crate::model::config::Config;
use crate::model::customer::{Account, Customer, JoinBy};
use crate::model::event::{EventBody, IdentityVerdict};
use crate::model::ids::{AccountId, CustomerId, DecisionId, Platform, Uid};
use crate::model::time::Timestamp;
use crate::store::{Key, Record};

use super::super::draft::{Draft, peek};
use super::super::identity::DraftRows;
use super::super::snapshot::Snapshot;
use super::{Ctx, Rule, Rules, check};

pub(super) use follow::survivor;
pub(super) use hashed::Hashed;
pub(super) use shown::{Seen, of_message, of_order};

/// The platform of contacts that have no account anywhere.
const CONTACT: &str = "contact";

/// Keys that [`link`] will likely look up, beside the account's own.
pub(super) fn hints(
    rules: &Rules,
    snapshot: &Snapshot,
    platform: &Platform,
    who: &AccountRef,
    seen: &Seen<'_>,
    at: Timestamp,
    add: &mut impl FnMut(Key),
) {
    let config = peek::<Config>(snapshot, Uid::ZERO).map_or_else(Default::default, |c| c.identity);
    if config.by == JoinBy::Nothing {
        return;
    }
    for observation in seen.observations(config, platform, who, at) {
        hints_of(&rules.model, snapshot, &rules.evidence(&observation), add);
    }
}

/// Makes sure the account exists, takes in what is seen of it, and lets customers follow.
pub(super) fn link(
    ctx: &Ctx<'_>,
    draft: &mut Draft<'_>,
    platform: &Platform,
    who: &AccountRef,
    seen: Seen<'_>,
    at: Timestamp,
) -> Rule<AccountId> {
    let id = AccountId::of(platform, &who.scope, &who.uid);
    draft.want([Account::key(id.0)])?;
    open(draft, id, platform, who, at)?;
    if ctx.config.identity.by != JoinBy::Nothing {
        for observation in seen.observations(ctx.config.identity, platform, who, at) {
            take_in(ctx, draft, id, &observation)?;
        }
    }
    Ok(id)
}

/// Opens the account, or notes what is new of it.
fn open(draft: &mut Draft<'_>, id: AccountId, platform: &Platform, who: &AccountRef, at: Timestamp) -> Rule<()> {
    let Some(known) = draft.get::<Account>(id)? else {
        let customer = unheld(draft, CustomerId(id.0))?;
        draft.put(
            customer,
            follow::customer(customer, [id].into(), who.nickname.clone(), at),
        );
        draft.put(id, account(id, platform, who, customer, at));
        return Ok(());
    };
    let mut account = known.clone();
    account.first_seen = account.first_seen.min(at);
    // Of several nicknames the largest text stays: any rule does that does not depend on arrival.
    account.nickname = account.nickname.max(who.nickname.clone());
    if *known != account {
        draft.put(id, account);
    }
    Ok(())
}

/// That id, unless another customer has it already.
fn unheld(draft: &mut Draft<'_>, id: CustomerId) -> Rule<CustomerId> {
    let held = draft.get::<Customer>(id)?.is_some();
    Ok(if held { CustomerId(draft.mint()) } else { id })
}

fn account(id: AccountId, platform: &Platform, who: &AccountRef, customer: CustomerId, at: Timestamp) -> Account {
    Account {
        id,
        platform: platform.clone(),
        scope: who.scope.clone(),
        uid: who.uid.clone(),
        nickname: who.nickname.clone(),
        customer,
        conversations: Default::default(),
        first_seen: at,
        refunds: Default::default(),
    }
}

fn take_in(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: AccountId, seen: &Observation) -> Rule<Resolution> {
    let evidence = ctx.rules.evidence(seen);
    let customer = draft.get::<Account>(id)?.map(|a| a.customer).unwrap_or_default();
    let resolution = observe(&mut DraftRows(draft), &ctx.rules.model, &evidence, customer)?;
    follow::changes(draft, &resolution.changes, id, &Default::default())?;
    // Of an account that was forgotten and comes back, the matching may say another customer than its old row does.
    follow::belongs(draft, id, resolution.customer)?;
    Ok(resolution)
}

/// Does what was asked of the matching, and lets accounts, customers and the log follow.
pub(super) fn ask(ctx: &Ctx<'_>, draft: &mut Draft<'_>, ask: &Ask) -> Rule<Told> {
    if let Ask::Observe(seen) = ask {
        return observed(ctx, draft, &seen.plain).map(Told::Observed);
    }
    let told = matched(&ctx.rules.keys, &ctx.rules.model, draft, ask)??;
    let (cause, changes) = match &told {
        Told::Observed(resolution) => (resolution.node, &resolution.changes),
        Told::Decided(decision, changes) => (*decision, changes),
        Told::Done(changes) => (Uid::ZERO, changes),
    };
    follow::changes(draft, changes, AccountId(cause), &Default::default())?;
    Ok(told)
}

/// An observation the host made: of an account, which is opened, or of a contact that has none.
fn observed(ctx: &Ctx<'_>, draft: &mut Draft<'_>, seen: &Observation) -> Rule<Resolution> {
    check::observation(seen)?;
    let id = AccountId(seen.node());
    let (platform, who) = match &seen.account {
        Some(Handle { platform, scope, uid }) => (platform.clone(), (scope.clone(), uid.clone())),
        None => (Platform::from(CONTACT), (seen.source.clone(), seen.id.clone())),
    };
    let who = AccountRef {
        scope: who.0,
        uid: who.1,
        nickname: None,
    };
    draft.want([Account::key(id.0)])?;
    open(draft, id, &platform, &who, seen.at)?;
    take_in(ctx, draft, id, seen)
}

/// Makes sure the matching knows an account, so that something can be decided about it.
fn known(ctx: &Ctx<'_>, draft: &mut Draft<'_>, id: AccountId) -> Rule<()> {
    let Some(account) = draft.get::<Account>(id)?.cloned() else {
        return Err(Error::not_found("account", id).into());
    };
    if !crate::engine::identity::knows(draft, id)? {
        let mut seen = Observation::new("account", "", account.first_seen);
        seen.account = Some(Handle {
            platform: account.platform,
            scope: account.scope,
            uid: account.uid,
        });
        let mut evidence = ctx.rules.keys.evidence(&ctx.rules.model, &seen);
        // The row of a person who was forgotten no longer says what its id came from.
        evidence.node = id.0;
        observe(&mut DraftRows(draft), &ctx.rules.model, &evidence, account.customer)?;
    }
    Ok(())
}

/// What a person decides about customers.
pub(super) enum Verdict<'a> {
    /// These two are one person.
    Same(CustomerId, CustomerId),
    /// These accounts of a customer are another person.
    Apart(CustomerId, &'a BTreeSet<AccountId>),
    /// A decision is taken back.
    Undo(DecisionId),
}

/// Takes a decision in. Gives its id.
pub(super) fn verdict(ctx: &Ctx<'_>, draft: &mut Draft<'_>, verdict: &Verdict<'_>) -> Rule<DecisionId> {
    let (word, ask_for) = match verdict {
        Verdict::Same(a, b) => {
            let (a, b) = (survivor(draft, *a)?, survivor(draft, *b)?);
            let (x, y) = (first(&a)?, first(&b)?);
            if a.id == b.id {
                return Err(Error::rejected("these are one customer already")
                    .with("customer", a.id)
                    .into());
            }
            draft.want([Account::key(x.0), Account::key(y.0)])?;
            known(ctx, draft, x)?;
            known(ctx, draft, y)?;
            (IdentityVerdict::Same, Ask::Merge(x.0, y.0))
        }
        Verdict::Apart(customer, accounts) => {
            let customer = survivor(draft, *customer)?;
            if let Some(stranger) = accounts.iter().find(|a| !customer.accounts.contains(a)) {
                return Err(Error::not_found("account of this customer", stranger).into());
            }
            draft.want(customer.accounts.iter().map(|a| Account::key(a.0)))?;
            for id in &customer.accounts {
                known(ctx, draft, *id)?;
            }
            let rest = customer.accounts.iter().filter(|a| !accounts.contains(a));
            let rest: Vec<Uid> = rest.map(|a| a.0).collect();
            (
                IdentityVerdict::Apart,
                Ask::Split(accounts.iter().map(|a| a.0).collect(), rest),
            )
        }
        Verdict::Undo(decision) => (IdentityVerdict::Undone, Ask::Undo(decision.0)),
    };
    let Told::Decided(decision, _) = ask(ctx, draft, &ask_for)? else {
        return Err(Error::internal("another answer than was asked for").into());
    };
    let decision = DecisionId(decision);
    draft.event(
        None,
        EventBody::IdentityDecided {
            decision,
            verdict: word,
        },
    );
    Ok(decision)
}

fn first(customer: &Customer) -> Rule<AccountId> {
    let found = customer.accounts.first().copied();
    found.ok_or_else(|| Error::not_found("customer", customer.id).into())
}

/// Takes accounts out of the matching, as somebody is forgotten. Whether anything was there.
pub(super) fn forget(ctx: &Ctx<'_>, draft: &mut Draft<'_>, accounts: &BTreeSet<AccountId>) -> Rule<bool> {
    let mut there = false;
    draft.want(accounts.iter().map(|a| crate::model::identity::IdNode::key(a.0)))?;
    for id in accounts {
        there |= crate::engine::identity::knows(draft, *id)?;
    }
    if !there {
        return Ok(false);
    }
    let all = Ask::Forget(accounts.iter().map(|a| a.0).collect());
    let Told::Done(changes) = matched(&ctx.rules.keys, &ctx.rules.model, draft, &all)?? else {
        return Ok(true);
    };
    let cause = accounts.first().copied().unwrap_or_default();
    follow::changes(draft, &changes, cause, accounts)?;
    Ok(true)
}
