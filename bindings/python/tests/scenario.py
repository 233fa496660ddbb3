"""Scenarios in Python: the same steps as in every language, and what they leave behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import aftersync
import msgspec
from aftersync import AsyncDesk, Desk, TicketQuery
from awaiting import awaiting

START = 1_780_272_000_000
UNITS = {"d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1_000}
SHORT = {"kind", "agent", "queue", "sources", "clocks", "tags", "custom"}
OTHERS = {"ticket", "events", "loads", "waiting", "jobs", "counters", "tickets", "same", "apart", "product"}
OTHERS |= {"quarantined", "order_money", "people", "why", "history", "review", "refused", "ranked", "refusals"}
OTHERS |= {"scan", "stock", "tasks", "agents", "trial", "simulated", "dry_run", "checked", "policy"}
OTHERS |= {"decided", "configs", "explained_task"}


def duration(text: str) -> int:
    """`3d12h` in milliseconds."""
    return sum(int(number) * UNITS[unit] for number, unit in re.findall(r"(\d+)([dhms])", text))


def merge(target: Any, patch: Any) -> Any:
    """JSON merge patch (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    out = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            out.pop(key, None)
        else:
            out[key] = merge(out.get(key), value)
    return out


def holds(wanted: Any, got: Any) -> bool:
    """Objects, those of a list too, hold what is wanted among other things, as defaults are written; else equal."""
    if isinstance(wanted, dict) and isinstance(got, dict):
        return all(holds(value, got.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list) and isinstance(got, list) and all(isinstance(item, dict) for item in wanted):
        return len(wanted) == len(got) and all(map(holds, wanted, got))
    return bool(bare(wanted) == bare(got))


def bare(value: Any) -> Any:
    """Without what is absent: a field that is nothing may be written or left out."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [bare(item) for item in value]
    return value


def plain(value: Any) -> Any:
    """A typed value as it stands in JSON, with all its fields."""
    if isinstance(value, msgspec.Struct):
        config = value.__struct_config__
        names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
        out = {encoded: plain(getattr(value, name)) for name, encoded in names}
        if config.tag is not None:
            out[str(config.tag_field)] = config.tag
        return out
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


class Play:
    """A scenario under way."""

    def __init__(self, scenario: dict[str, Any], base: dict[str, Any], *, awaited: bool = False) -> None:
        options = {"start": START, "seed": 1, "tenant": "acme", "adapters": scenario.get("adapters", False)}
        self.desk = awaiting(AsyncDesk._for_tests(**options)) if awaited else Desk._for_tests(**options)
        self.native = self.desk._native
        self.base = base
        self.names: dict[str, str] = {}
        self.agents: dict[str, str] = {}
        self.seen = self.learned = 0
        self.scenario = scenario
        if "config" in scenario:
            self.desk.configure(msgspec.convert(scenario["config"], aftersync.Config))
        for agent in scenario.get("agents", []):
            external = agent["external_id"]
            id = aftersync.agent_id(external)
            self.agents[id] = external
            self.run_act({"do": "put_agent", "agent": {**agent, "id": id, "name": external}}, {})
        self.look()

    def run(self) -> dict[str, Any]:
        """Runs all steps and gives what they leave behind."""
        try:
            for step in self.scenario["steps"]:
                try:
                    self.step(step)
                except AssertionError as error:
                    raise AssertionError(f"{self.scenario['name']}, {step}: {error}") from error
            assert self.desk.verify_loads() == []
            assert self.native.store_faults() == []
            return self.result()
        finally:
            self.desk.close()

    def step(self, step: dict[str, Any]) -> None:
        if "at" in step:
            self.native.set_clock(START + duration(step["at"]))
        if "fact" in step:
            self.take_fact(step)
        elif "move" in step or "do" in step:
            self.command(step)
        elif "all" in step:
            self.all(step)
        elif "configure" in step:
            config = msgspec.convert(self.fill(step["configure"]), aftersync.Config)
            self.judge(step, self.attempt(lambda: self.desk.configure(config)))
        elif "observe" in step:
            seen = msgspec.convert(self.fill(step["observe"]), aftersync.Observation)
            self.judge(step, self.attempt(lambda: self.desk.observe(seen)))
        elif "work" in step:
            worked = self.desk.run_due()
            tallies = [plain(tally) for tally in worked.jobs.values()]
            if not isinstance(step["work"], bool):
                assert sum(sum(tally.values()) for tally in tallies) == step["work"], worked
        self.learn()
        if "expect" in step:
            self.expect(step["expect"])

    @staticmethod
    def attempt(call: Any) -> Any:
        try:
            return call()
        except aftersync.AftersyncError as error:
            return error

    def look(self) -> list[aftersync.Recorded]:
        out = list(self.desk.iter_events(self.seen))
        self.seen = out[-1].cursor if out else self.seen
        return out

    def learn(self) -> None:
        for recorded in self.desk.iter_events(self.learned):
            self.learned = recorded.cursor
            body = recorded.body
            if isinstance(body, aftersync.SourceJoinedEvent) and body.external_id:
                self.names[f"source:{body.external_id}"] = body.source

    def fill(self, value: Any) -> Any:
        if isinstance(value, str):
            if value.startswith("$"):
                return self.id(value[1:])
            if re.match(r"@\d", value):
                return START + duration(value[1:])
            return value
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        if isinstance(value, dict):
            return {key: self.fill(item) for key, item in value.items()}
        return value

    def id(self, name: str) -> str:
        if name.startswith("agent:"):
            return aftersync.agent_id(name[6:])
        if name.startswith("queue:"):
            return aftersync.queue_id(name[6:])
        if name.startswith("account:"):
            return self.account(name[8:])
        if name.startswith("customer:"):
            return self.customer(name[9:])
        return self.names.get(name) or self.ticket(name).id

    def account(self, name: str) -> aftersync.AccountId:
        platform, scope, uid = name.split("/", 2)
        return aftersync.account_id(platform, scope, uid)

    def customer(self, name: str) -> aftersync.CustomerId:
        view = self.desk.customer(aftersync.Whom(account=self.account(name)), limit=1)
        assert view is not None, name
        return view.customer.item.id

    def ticket(self, name: str) -> aftersync.Ticket:
        source = self.names.get(f"source:{name}")
        if source is not None:
            return next(t for t in self.tickets() if source in t.sources)
        return self.versioned(name).item

    def versioned(self, name: str) -> aftersync.VersionedTicket:
        id = self.names.get(name)
        found = self.desk.ticket(aftersync.TicketId(id if id is not None else self.ticket(name).id))
        assert found is not None, name
        return found

    def tickets(self) -> list[aftersync.Ticket]:
        found = [t.item for t in self.desk.iter_tickets(TicketQuery(limit=1_000))]
        return sorted(found, key=lambda t: (len(t.number), t.number))

    def take_fact(self, step: dict[str, Any]) -> None:
        fact = merge(self.fill(self.base[step["fact"]]), self.fill(step["with"]) if "with" in step else {})
        fact.setdefault("occurred_at", self.desk.now())
        fact.setdefault("revision", fact["occurred_at"] // 1000)
        typed = msgspec.convert(fact, aftersync.Fact)
        answer = self.desk.ingest([typed])[0]
        self.judge(step, aftersync.errors.of_data(plain(answer.error)) if answer.error else None)
        if answer.ok is None:
            return
        if "effect" in step:
            assert answer.ok.effect == step["effect"]
        conversation = fact["body"].get("conversation") if fact["body"]["type"] == "message" else None
        for name in (step.get("name"), conversation):
            if name is not None and answer.ok.ticket is not None:
                self.names[name] = answer.ok.ticket
        if "ticket" in step and step["ticket"] is None:
            assert answer.ok.ticket is None

    def command(self, step: dict[str, Any]) -> None:
        act = step.get("do")
        if "move" in step:
            act = {
                "do": "move",
                "trigger": step["move"],
                "ticket": f"${step['ticket']}",
                "details": step.get("with", {}),
            }
        answer = self.attempt(lambda: self.run_act(act, step))
        self.learn()
        if isinstance(answer, aftersync.Applied):
            if "repeated" in step:
                assert answer.repeated == step["repeated"]
            if "over_capacity" in step:
                assert (answer.over_capacity.load if answer.over_capacity else None) == step["over_capacity"]
            if answer.ticket is not None:
                if "name" in step:
                    self.names[step["name"]] = answer.ticket
                if "task" in step:
                    ticket = self.desk.ticket(answer.ticket)
                    assert ticket is not None
                    self.names[step["task"]] = ticket.item.local.tasks[-1]
            if "decision" in step and answer.decision is not None:
                self.names[step["decision"]] = answer.decision
        self.judge(step, answer)
        if "headline" in step:
            assert self.ticket(step["ticket"]).headline == step["headline"]

    def all(self, step: dict[str, Any]) -> None:
        answers = self.desk.execute_all([self.command_of(one["do"], one) for one in step["all"]])
        got = [one.error.kind if one.error else "repeated" if one.ok and one.ok.repeated else "done" for one in answers]
        assert got == step["outcomes"]

    def run_act(self, act: Any, step: dict[str, Any]) -> aftersync.Applied:
        return self.desk.execute(self.command_of(act, step))

    def command_of(self, act: Any, step: dict[str, Any]) -> aftersync.Command:
        by = step.get("by", "agent")
        role = by.split(":")[0]
        actor: dict[str, Any] = {"role": role, "agent": self.id(by)} if ":" in by else {"role": role}
        version = step.get("version")
        expect = self.versioned(version).version if isinstance(version, str) else version
        command = {"actor": actor, "act": self.fill(act), "key": step.get("key"), "expect": expect}
        return msgspec.convert(command, aftersync.Command)

    def judge(self, step: dict[str, Any], answer: Any) -> None:
        wanted = step.get("refuse")
        if not isinstance(answer, aftersync.AftersyncError):
            assert wanted is None, "it was not refused"
            return
        assert wanted is not None, repr(answer)
        assert answer.kind == wanted["kind"]
        assert wanted.get("contains", "") in answer.message
        for key, value in wanted.get("context", {}).items():
            assert value in answer.context.get(key, ""), answer.context

    def expect(self, wanted: dict[str, Any]) -> None:
        if "ticket" in wanted:
            self.expect_ticket(wanted)
        if "events" in wanted:
            self.expect_events(wanted["events"])
        if "tickets" in wanted:
            assert len(self.tickets()) == wanted["tickets"]
        for what, quantity in (("loads", "agent_load"), ("waiting", "queue_waiting"), ("order_money", "order_money")):
            for name, value in wanted.get(what, {}).items():
                assert self.native.gauge(quantity, name) == value, name
        for kind, count in wanted.get("jobs", {}).items():
            assert self.native.jobs_waiting(kind) == count, kind
        for counter in wanted.get("counters", []):
            self.expect_counter(counter)
        if "quarantined" in wanted:
            assert len(self.desk.quarantined().items) == wanted["quarantined"]
        for what in ("same", "apart"):
            ids = [self.ticket(name).id for name in wanted.get(what, [])]
            assert not ids or len(set(ids)) == (1 if what == "same" else len(ids))
        if "ranked" in wanted or "refusals" in wanted:
            explained = self.desk.explain_routing(self.ticket(wanted["ticket"]).id)
            ranked = [self.agents.get(one.agent) for one in explained.ranked]
            for what, told in (("ranked", ranked), ("refusals", explained.refusals)):
                assert told == wanted.get(what, told), what
        if "refused" in wanted:
            choice = self.desk.explain_routing(self.ticket(wanted["ticket"]).id).choice
            refused = {self.agents.get(agent): why for agent, why in choice.refused}
            assert {name: refused.get(name) for name in wanted["refused"]} == wanted["refused"], refused
        if "scan" in wanted:
            self.expect_scan(wanted["scan"])
        for code, value in wanted.get("stock", {}).items():
            levels = [[level.on_hand, level.reserved, level.available] for level in self.desk.stock([code])]
            assert levels == ([] if value is None else [value]), f"{code} is {levels}"
        if "tasks" in wanted:
            self.expect_tasks(wanted["tasks"])
        if "explained_task" in wanted:
            told = self.fill(wanted["explained_task"])
            explained = plain(self.desk.explain_task(told["task"]))
            assert holds(told["is"], explained), explained
        if "agents" in wanted:
            self.expect_agents(wanted["agents"])
        if "trial" in wanted:
            self.expect_trial(wanted["trial"])
        if "simulated" in wanted:
            self.expect_simulated(wanted["simulated"])
        if "dry_run" in wanted:
            self.expect_dry_run(wanted["dry_run"])
        if "checked" in wanted:
            self.expect_checked(wanted["checked"])
        if "policy" in wanted:
            got = plain(self.desk.explain_policy(self.ticket(wanted["ticket"]).id))
            assert holds(self.fill(wanted["policy"]), got), got
        if "decided" in wanted:
            self.expect_decided(wanted["ticket"], wanted["decided"])
        for version, value in wanted.get("configs", {}).items():
            config = self.desk.config() if version == "now" else self.desk.config_at(int(version))
            assert holds(value, plain(config)), f"{version} is {config}"
        self.expect_people(wanted)
        products = {self.ticket(name).lines[0].product for name in wanted.get("product", [])}
        assert len(products) <= 1
        assert None not in products

    def expect_decided(self, ticket: str, wanted: dict[str, Any]) -> None:
        """Why a ticket was given to somebody, the last time until a place in the log; null where nobody got it."""
        until = wanted.get("until")
        answer = self.attempt(lambda: self.desk.explain_decision(self.ticket(ticket).id, until))
        if isinstance(answer, aftersync.AftersyncError):
            assert answer.kind == "not_found", repr(answer)
            answer = None
        assert holds(self.fill(wanted["is"]), plain(answer)), answer

    def expect_scan(self, wanted: dict[str, Any]) -> None:
        """What the warehouse hears of a code."""
        hints = msgspec.convert(self.fill(wanted.get("hints", {})), aftersync.ScanHints)
        answer = plain(self.desk.scan(self.fill(wanted["code"]), hints=hints))
        for what, value in wanted.items():
            if what not in ("code", "hints"):
                assert scanned_part(answer, what) == self.fill(value), f"{what} of {answer}"

    def expect_tasks(self, wanted: dict[str, Any]) -> None:
        """The kinds of the tasks that fit, in their order."""
        query = {"limit": 2} | {name: value for name, value in self.fill(wanted).items() if name != "are"}
        found = list(self.desk.iter_tasks(msgspec.convert(query, aftersync.TaskQuery)))
        assert [self.desk.task(one.item.id) for one in found] == found
        assert [one.item.kind for one in found] == wanted["are"]

    def expect_agents(self, wanted: dict[str, Any]) -> None:
        """The agents that fit, by the host's ids, with what each has in hand."""
        query = {"limit": 2} | {name: value for name, value in wanted.items() if name != "are"}
        found = list(self.desk.iter_agents(msgspec.convert(query, aftersync.AgentQuery)))
        assert [self.desk.agent(one.agent.id) for one in found] == found
        hands = ("load", "tickets", "off_shift")
        got = {one.agent.external_id: {name: getattr(one, name) for name in hands} for one in found}
        assert got == wanted["are"]

    def expect_trial(self, wanted: dict[str, Any]) -> None:
        """What another configuration would make of the tickets."""
        config = msgspec.convert(wanted["config"], aftersync.Config)
        query = msgspec.convert(self.fill(wanted["query"]), aftersync.TrialQuery)
        trial = self.desk.try_config(config, query=query)
        assert trial.looked_at == wanted["looked_at"]
        rerouted = {one.ticket: plain(one) for one in trial.rerouted}
        named = {self.ticket(name).id: value for name, value in wanted["rerouted"].items()}
        assert rerouted.keys() == named.keys()
        for ticket, value in named.items():
            assert holds(value, rerouted[ticket]), rerouted[ticket]

    def expect_simulated(self, wanted: dict[str, Any]) -> None:
        """What another configuration would have made of the tickets as they came."""
        config = msgspec.convert(self.fill(wanted["config"]), aftersync.Config)
        query = msgspec.convert(self.fill(wanted["query"]), aftersync.SimulationQuery)
        simulation = self.desk.simulate(config, query=query)
        got = plain(simulation)
        for what in ("tickets", "is", "would"):
            assert holds(self.fill(wanted[what]), got[what]), f"{what} is {got[what]}"
        differing = {one.ticket: plain(one) for one in simulation.differing}
        named = {self.ticket(name).id: self.fill(value) for name, value in wanted["differing"].items()}
        assert simulation.differ == len(named)
        assert differing.keys() == named.keys()
        for ticket, value in named.items():
            assert holds(value, differing[ticket]), differing[ticket]

    def expect_dry_run(self, wanted: dict[str, Any]) -> None:
        """Where a ticket with these attributes would go, as it is explained."""
        attributes = msgspec.convert(self.fill(wanted["attributes"]), aftersync.RouteAttributes)
        overrides = msgspec.convert(self.fill(wanted.get("overrides", {})), aftersync.RouteOverrides)
        got = plain(self.desk.dry_run(attributes, overrides))
        assert holds(self.fill(wanted["explained"]), got), got

    def expect_checked(self, wanted: dict[str, Any]) -> None:
        """All that is wrong with a configuration as it is written, in its order."""
        got = plain(self.desk.check_config(wanted["config"]))
        for what in ("problems", "warnings"):
            assert got[what] == wanted[what]

    def expect_ticket(self, wanted: dict[str, Any]) -> None:
        ticket = self.ticket(wanted["ticket"])
        whole = plain(ticket)
        for what, value in wanted.items():
            if what in OTHERS:
                continue
            got = self.short(ticket, what, value) if what in SHORT else whole.get(what)
            value = True if what == "queue" else self.fill(value)
            assert holds(value, got), f"{what} is {got}"

    def expect_people(self, wanted: dict[str, Any]) -> None:
        if "people" in wanted:
            groups = [{self.customer(name) for name in group} for group in wanted["people"]]
            assert all(len(group) == 1 for group in groups), groups
            assert len(set[aftersync.CustomerId]().union(*groups)) == len(groups), groups
            assert list(self.desk.identity_verify()) == []
        if "why" in wanted:
            told = wanted["why"]
            why = self.desk.why(self.account(told["a"]), self.account(told["b"]))
            got = {"relation": why.relation, "barred": why.barred, "decisions": len(why.decisions)}
            assert all(got[what] == value for what, value in told.items() if what in got), why.en
        if "history" in wanted:
            of = self.customer(wanted["history"]["of"])
            assert [change.what for change in self.desk.customer_history(of)] == wanted["history"]["what"]
        if "review" in wanted:
            assert len(self.desk.identity_review()) == wanted["review"]

    def short(self, ticket: aftersync.Ticket, what: str, value: Any) -> Any:
        agent = ticket.assignment.agent
        looks: dict[str, Callable[[], Any]] = {
            "kind": lambda: ticket.axes.kind,
            "agent": lambda: None if agent is None else self.agents.get(agent),
            "queue": lambda: ticket.assignment.queue == aftersync.queue_id(value),
            "sources": lambda: self.picture(ticket)["sources"],
            "clocks": lambda: {kind: clock_word(clock) for kind, clock in ticket.clocks.items()},
            "tags": lambda: plain(ticket.local.tags),
            "custom": lambda: plain(ticket.local.custom),
        }
        return looks[what]()

    def expect_events(self, wanted: list[str]) -> None:
        kinds = [kind_of(event) for event in self.look()]
        rest = iter(kinds)
        for kind in wanted:
            if kind == "only":
                assert len(kinds) == len(wanted) - 1, kinds
            elif kind.startswith("!"):
                assert kind[1:] not in kinds, kinds
            else:
                assert kind in rest, kinds

    def expect_counter(self, wanted: dict[str, Any]) -> None:
        query = aftersync.CounterQuery(
            grain="day", from_=-(2**31), to=2**31 - 1, dim=wanted["dim"], member=wanted.get("member")
        )
        is_asked = (wanted["metric"], wanted.get("currency"))
        total = sum(n for id, n in self.desk.counters(query) if (id.metric, id.currency) == is_asked)
        assert total == wanted["sum"]

    def result(self) -> dict[str, Any]:
        """What the scenario leaves behind, without minted ids."""
        tickets = self.tickets()
        self.rows_are(tickets)
        numbers = {t.id: t.number for t in tickets}
        events = []
        for recorded in self.desk.iter_events():
            words = [kind_of(recorded)]
            if recorded.ticket is not None:
                root = self.desk.ticket(recorded.ticket)
                words.append(numbers.get(root.item.id, "") if root is not None else "")
            events.append(" ".join(words))
        return {"tickets": [self.picture(t) for t in tickets], "events": events}

    def rows_are(self, tickets: list[aftersync.Ticket]) -> None:
        """The rows of a list say the same as the tickets."""
        rows = {row.id: row for row in self.desk.iter_ticket_rows(TicketQuery(limit=1_000))}
        assert sorted(rows) == sorted(t.id for t in tickets)
        for t in tickets:
            row = rows[t.id]
            said = (row.number, row.headline, row.amounts, row.band, row.episode, row.flags, row.tags)
            assert said == (t.number, t.headline, t.amounts, t.band, t.episode, t.flags, t.local.tags)
            assert (row.lines, row.sources) == (len(t.lines), len(t.sources))

    def picture(self, t: aftersync.Ticket) -> dict[str, Any]:
        """A ticket without minted ids."""
        external = {id: name[7:] for name, id in sorted(self.names.items(), reverse=True) if name.startswith("source:")}
        agent = t.assignment.agent
        whole = plain(t)
        same: tuple[str, ...] = (
            "number",
            "headline",
            "waiting_on",
            "axes",
            "episode",
            "platform",
            "orphan",
            "currency",
            "amounts",
        )
        same += ("issue", "flags", "band", "host")
        times = {"opened": t.opened_at, "changed": t.changed_at, "ended": t.ended_at, "closed": t.closed_at}
        return {
            **{name: whole[name] for name in same},
            "sources": sorted(external.get(s, "segment") for s in t.sources),
            "lines": [pictured(one) for one in whole["lines"]],
            "agent": None if agent is None else self.agents.get(agent, ""),
            "weight": t.assignment.weight,
            **{name: None if at is None else at - START for name, at in times.items()},
            "notices": whole["local"]["notices"],
        }


def scanned_part(answer: dict[str, Any], what: str) -> Any:
    """One part of what the warehouse hears, in the words of the scenarios."""
    match what:
        case "returns" | "tickets" | "candidates":
            return [one["ticket"] for one in answer[what]]
        case "lines":
            lines = answer["returns"][0]["lines"]
            return [[one["sku"], one["expected"], one["received"]] for one in lines]
        case "moves":
            return answer["returns"][0]["moves"]
        case "orders":
            return [one["number"] for one in answer["orders"]]
        case "scores":
            return [one["score"] for one in answer["candidates"]]
        case "clues":
            return [one["clue"] for one in answer["candidates"][0]["reasons"]]
        case _:
            return answer[what]


def pictured(line: dict[str, Any]) -> dict[str, Any]:
    """A line: what was found at the inspection only where something was."""
    out = {name: line[name] for name in ("line", "bought", "requested", "received", "passed", "refunded")}
    if line.get("grade") is not None:
        out["inspected"] = [line["grade"], line.get("disposition"), line.get("fee_percent")]
    return out


def kind_of(recorded: aftersync.Recorded) -> str:
    return str(recorded.body.__struct_config__.tag)


def clock_word(clock: aftersync.Clock) -> str:
    if clock.breached:
        return "breached"
    if clock.met_at is not None:
        return "met"
    if clock.warned:
        return "warned"
    return "running" if clock.running_since is not None else "paused"
