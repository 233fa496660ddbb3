/** Scenarios in TypeScript: the same steps as in every language, and what they leave behind. */
import assert from "node:assert/strict";

import {
  type AccountId,
  AftersyncError,
  accountId,
  agentId,
  type Clock,
  type Command,
  type CommandAnswer,
  type Config,
  type CounterQuery,
  type CustomerId,
  Desk,
  type Fact,
  type Observation,
  queueId,
  type Recorded,
  type Ticket,
  type TicketLine,
  type VersionedTicket,
} from "aftersync";

// biome-ignore lint/suspicious/noExplicitAny: scenarios are data
type Data = any;

const START = 1_780_272_000_000;
const UNITS: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };
const OTHERS = new Set([
  "ticket",
  "events",
  "loads",
  "waiting",
  "jobs",
  "counters",
  "tickets",
  "same",
  "apart",
  "product",
  "quarantined",
  "order_money",
  "people",
  "why",
  "history",
  "review",
  "refused",
  "ranked",
  "refusals",
  "scan",
  "stock",
  "tasks",
  "agents",
  "trial",
  "simulated",
  "dry_run",
  "checked",
  "policy",
  "decided",
  "explained_task",
  "configs",
]);

/** `platform/scope/uid`. */
function account(name: string): AccountId {
  const [platform = "", scope = "", ...uid] = name.split("/");
  return accountId(platform, scope, uid.join("/"));
}

/** `3d12h` in milliseconds. */
function duration(text: string): number {
  return [...text.matchAll(/(\d+)([dhms])/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * (UNITS[unit ?? ""] ?? 0),
    0,
  );
}

function isObject(value: Data): value is Record<string, Data> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON merge patch (RFC 7396). */
function merge(target: Data, patch: Data): Data {
  if (!isObject(patch)) return patch;
  const out: Data = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete out[key];
    else out[key] = merge(out[key], value);
  }
  return out;
}

/** Text that is the same for the same value, whatever the order of its fields. */
export function canonical(value: Data): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const fields = Object.keys(value).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** Without what is absent: a field that is nothing may be written or left out. */
function bare(value: Data): Data {
  if (Array.isArray(value)) return value.map(bare);
  if (!isObject(value)) return value;
  const there = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(there.map(([key, item]) => [key, bare(item)]));
}

/** Objects hold what is wanted among other things; everything else is equal. */
function holds(wanted: Data, got: Data): boolean {
  if (isObject(wanted) && isObject(got)) return Object.entries(wanted).every(([key, value]) => holds(value, got[key]));
  return canonical(bare(wanted)) === canonical(bare(got));
}

/** A scenario under way. */
export class Play {
  readonly #desk: Desk;
  readonly #scenario: Data;
  readonly #base: Data;
  readonly #names = new Map<string, string>();
  readonly #agents = new Map<string, string>();
  #seen = 0;
  #learned = 0;

  constructor(scenario: Data, base: Data) {
    this.#scenario = scenario;
    this.#base = base;
    this.#desk = Desk._forTests({ start: START, seed: 1, tenant: "acme", adapters: scenario.adapters ?? false });
  }

  /** Runs all steps and gives what they leave behind. */
  async run(): Promise<Data> {
    try {
      await this.#settle();
      for (const step of this.#scenario.steps) {
        try {
          await this.#step(step);
        } catch (error) {
          throw new Error(`${this.#scenario.name}, ${JSON.stringify(step)}`, { cause: error });
        }
      }
      assert.deepEqual(await this.#desk.verifyLoads(), []);
      assert.deepEqual(this.#desk._native.storeFaults(), []);
      return await this.#result();
    } finally {
      await this.#desk.close();
    }
  }

  async #settle(): Promise<void> {
    if (this.#scenario.config !== undefined) await this.#desk.configure(this.#scenario.config as Config);
    for (const agent of this.#scenario.agents ?? []) {
      const id = agentId(agent.external_id);
      this.#agents.set(id, agent.external_id);
      await this.#runAct({ do: "put_agent", agent: { ...agent, id, name: agent.external_id } }, {});
    }
    await this.#look();
  }

  async #step(step: Data): Promise<void> {
    if (step.at !== undefined) this.#desk._native.setClock(START + duration(step.at));
    if (step.fact !== undefined) {
      await this.#takeFact(step);
    } else if (step.move !== undefined || step.do !== undefined) {
      await this.#command(step);
    } else if (step.all !== undefined) {
      await this.#all(step);
    } else if (step.configure !== undefined) {
      const config = (await this.#fill(step.configure)) as Config;
      this.#judge(step, await attempt(this.#desk.configure(config)));
    } else if (step.observe !== undefined) {
      const seen = (await this.#fill(step.observe)) as Observation;
      this.#judge(step, await attempt(this.#desk.observe(seen)));
    } else if (step.work !== undefined) {
      await this.#work(step);
    }
    await this.#learn();
    if (step.expect !== undefined) await this.#expect(step.expect);
  }

  async #work(step: Data): Promise<void> {
    const worked = await this.#desk.runDue();
    if (typeof step.work === "boolean") return;
    const tallies = Object.values(worked.jobs).flatMap((tally) =>
      Object.values({ ...tally } as Record<string, number>),
    );
    assert.equal(
      tallies.reduce((sum, n) => sum + n, 0),
      step.work,
    );
  }

  async #since(cursor: number): Promise<Recorded[]> {
    const out: Recorded[] = [];
    for await (const event of this.#desk.iterEvents(cursor)) out.push(event);
    return out;
  }

  async #look(): Promise<Recorded[]> {
    const out = await this.#since(this.#seen);
    this.#seen = out.at(-1)?.cursor ?? this.#seen;
    return out;
  }

  async #learn(): Promise<void> {
    for (const { cursor, body } of await this.#since(this.#learned)) {
      this.#learned = cursor;
      const { kind, external_id, source } = body as Data;
      if (kind === "source_joined" && external_id) this.#names.set(`source:${external_id}`, source);
    }
  }

  async #fill(value: Data): Promise<Data> {
    if (typeof value === "string") {
      if (value.startsWith("$")) return this.#id(value.slice(1));
      return /^@\d/.test(value) ? START + duration(value.slice(1)) : value;
    }
    if (Array.isArray(value)) return Promise.all(value.map((item) => this.#fill(item)));
    if (!isObject(value)) return value;
    const fields = Object.entries(value).map(async ([key, item]) => [key, await this.#fill(item)] as const);
    return Object.fromEntries(await Promise.all(fields));
  }

  async #id(name: string): Promise<string> {
    if (name.startsWith("agent:")) return agentId(name.slice(6));
    if (name.startsWith("queue:")) return queueId(name.slice(6));
    if (name.startsWith("account:")) return account(name.slice(8));
    if (name.startsWith("customer:")) return this.#customer(name.slice(9));
    return this.#names.get(name) ?? (await this.#ticket(name)).id;
  }

  async #customer(name: string): Promise<CustomerId> {
    const view = await this.#desk.customer({ account: account(name) }, { limit: 1 });
    assert.ok(view, `nobody has ${name}`);
    return view.customer.item.id;
  }

  async #expectPeople(wanted: Data): Promise<void> {
    if (wanted.people !== undefined) {
      const groups: string[][] = wanted.people;
      const customers = await Promise.all(
        groups.map(async (group) => new Set(await Promise.all(group.map((name) => this.#customer(name))))),
      );
      assert.ok(customers.every((group) => group.size === 1));
      assert.equal(new Set(customers.flatMap((group) => [...group])).size, groups.length);
      assert.deepEqual(await this.#desk.identityVerify(), []);
    }
    if (wanted.why !== undefined) {
      const why = await this.#desk.why(account(wanted.why.a), account(wanted.why.b));
      const got: Data = { relation: why.relation, barred: why.barred, decisions: why.decisions.length };
      for (const [what, value] of Object.entries(wanted.why)) if (what in got) assert.equal(got[what], value, why.en);
    }
    if (wanted.history !== undefined) {
      const changes = await this.#desk.customerHistory(await this.#customer(wanted.history.of));
      assert.deepEqual(
        changes.map((change) => change.what),
        wanted.history.what,
      );
    }
    if (wanted.review !== undefined) assert.equal((await this.#desk.identityReview()).length, wanted.review);
  }

  async #ticket(name: string): Promise<Ticket> {
    const source = this.#names.get(`source:${name}`);
    if (source === undefined) return (await this.#versioned(name)).item;
    const found = (await this.#tickets()).find((ticket) => ticket.sources.includes(source));
    assert.ok(found, `no ticket ${name}`);
    return found;
  }

  async #versioned(name: string): Promise<VersionedTicket> {
    const id = this.#names.get(name) ?? (await this.#ticket(name)).id;
    const found = await this.#desk.ticket(id);
    assert.ok(found, `no ticket ${name}`);
    return found;
  }

  async #tickets(): Promise<Ticket[]> {
    const out: Ticket[] = [];
    for await (const { item } of this.#desk.iterTickets({ limit: 1_000 })) out.push(item);
    return out.sort((a, b) => a.number.length - b.number.length || (a.number < b.number ? -1 : 1));
  }

  async #takeFact(step: Data): Promise<void> {
    const patch = step.with === undefined ? {} : await this.#fill(step.with);
    const fact = merge(await this.#fill(this.#base[step.fact]), patch);
    fact.occurred_at ??= await this.#desk.now();
    fact.revision ??= Math.floor(fact.occurred_at / 1_000);
    const [answer] = await this.#desk.ingest([fact as Fact]);
    this.#judge(step, answer?.error ? new AftersyncError(answer.error) : undefined);
    const taken = answer?.ok;
    if (!taken) return;
    if (step.effect !== undefined) assert.equal(taken.effect, step.effect);
    const names = [step.name, fact.body.type === "message" ? fact.body.conversation : undefined];
    for (const name of names) if (name && taken.ticket) this.#names.set(name, taken.ticket);
    if (step.ticket === null) assert.ok(!taken.ticket);
  }

  async #command(step: Data): Promise<void> {
    const moved = { do: "move", trigger: step.move, ticket: `$${step.ticket}`, details: step.with ?? {} };
    const answer = await attempt(this.#runAct(step.move === undefined ? step.do : moved, step));
    await this.#learn();
    if (!(answer instanceof AftersyncError)) {
      if (step.repeated !== undefined) assert.equal(answer.repeated, step.repeated);
      if (step.over_capacity !== undefined) assert.equal(answer.over_capacity?.load ?? null, step.over_capacity);
      if (answer.ticket) {
        if (step.name !== undefined) this.#names.set(step.name, answer.ticket);
        if (step.task !== undefined) {
          const task = (await this.#desk.ticket(answer.ticket))?.item.local.tasks?.at(-1);
          assert.ok(task);
          this.#names.set(step.task, task);
        }
      }
      if (step.decision !== undefined && answer.decision) this.#names.set(step.decision, answer.decision);
    }
    this.#judge(step, answer);
    if (step.headline !== undefined) assert.equal((await this.#ticket(step.ticket)).headline, step.headline);
  }

  async #all(step: Data): Promise<void> {
    const each: Data[] = step.all;
    const commands = await Promise.all(each.map((one) => this.#commandOf(one.do, one)));
    const answers = await this.#desk.executeAll(commands);
    const word = (one: CommandAnswer) => one.error?.kind ?? (one.ok?.repeated ? "repeated" : "done");
    assert.deepEqual(answers.map(word), step.outcomes);
  }

  async #runAct(act: Data, step: Data) {
    return this.#desk.execute(await this.#commandOf(act, step));
  }

  async #commandOf(act: Data, step: Data): Promise<Command> {
    const by: string = step.by ?? "agent";
    const role = by.split(":")[0];
    const actor = by.includes(":") ? { role, agent: await this.#id(by) } : { role };
    const expect = typeof step.version === "string" ? (await this.#versioned(step.version)).version : step.version;
    return { actor, act: await this.#fill(act), key: step.key, expect } as Command;
  }

  #judge(step: Data, answer: unknown): void {
    const wanted = step.refuse;
    if (!(answer instanceof AftersyncError)) {
      assert.equal(wanted, undefined, "it was not refused");
      return;
    }
    if (wanted === undefined) throw answer;
    assert.equal(answer.kind, wanted.kind);
    assert.ok(answer.message.includes(wanted.contains ?? ""), answer.message);
    for (const [key, value] of Object.entries(wanted.context ?? {})) {
      assert.ok(answer.context[key]?.includes(value as string), JSON.stringify(answer.context));
    }
  }

  async #expect(wanted: Data): Promise<void> {
    if (wanted.ticket !== undefined) await this.#expectTicket(wanted);
    if (wanted.events !== undefined) await this.#expectEvents(wanted.events);
    if (wanted.tickets !== undefined) assert.equal((await this.#tickets()).length, wanted.tickets);
    const { _native: native } = this.#desk;
    const gauges = { loads: "agent_load", waiting: "queue_waiting", order_money: "order_money" };
    for (const [what, gauge] of Object.entries(gauges)) {
      for (const [name, value] of Object.entries(wanted[what] ?? {}))
        assert.equal(native.gauge(gauge, name), value, name);
    }
    for (const [kind, count] of Object.entries(wanted.jobs ?? {})) assert.equal(native.jobsWaiting(kind), count, kind);
    for (const counter of wanted.counters ?? []) await this.#expectCounter(counter);
    if (wanted.quarantined !== undefined) {
      assert.equal((await this.#desk.quarantined()).items.length, wanted.quarantined);
    }
    await this.#expectRefused(wanted);
    await this.#expectScan(wanted.scan);
    for (const [code, value] of Object.entries(wanted.stock ?? {})) {
      const levels = await this.#desk.stock([code]);
      const got = levels.map(({ on_hand, reserved, available }) => [on_hand, reserved, available]);
      assert.deepEqual(got, value === null ? [] : [value], code);
    }
    await this.#expectTasks(wanted.tasks);
    await this.#expectExplainedTask(wanted.explained_task);
    await this.#expectAgents(wanted.agents);
    await this.#expectTrial(wanted.trial);
    await this.#expectSimulated(wanted.simulated);
    await this.#expectDryRun(wanted.dry_run);
    await this.#expectChecked(wanted.checked);
    await this.#expectPolicy(wanted.ticket, wanted.policy);
    await this.#expectDecided(wanted.ticket, wanted.decided);
    for (const [version, value] of Object.entries(wanted.configs ?? {})) {
      const got = await (version === "now" ? this.#desk.config() : this.#desk.configAt(Number(version)));
      assert.ok(holds(value, got ?? null), `${version} is ${JSON.stringify(got)}`);
    }
    await this.#expectIds(wanted);
    await this.#expectPeople(wanted);
  }

  async #expectRefused(wanted: Data): Promise<void> {
    await this.#expectTold(wanted);
    if (wanted.refused === undefined) return;
    const { choice } = await this.#desk.explainRouting((await this.#ticket(wanted.ticket)).id);
    const refused = new Map(choice.refused.map(([agent, why]) => [this.#agents.get(agent), why]));
    for (const [name, why] of Object.entries(wanted.refused)) assert.equal(refused.get(name) ?? null, why, name);
  }

  /** Who may take a ticket, in the order in which they come; how many may not, by reason. */
  async #expectTold(wanted: Data): Promise<void> {
    if (wanted.ranked === undefined && wanted.refusals === undefined) return;
    const explained = await this.#desk.explainRouting((await this.#ticket(wanted.ticket)).id);
    const ranked = (explained.ranked ?? []).map((one) => this.#agents.get(one.agent));
    if (wanted.ranked !== undefined) assert.deepEqual(ranked, wanted.ranked);
    if (wanted.refusals !== undefined) assert.deepEqual(explained.refusals ?? {}, wanted.refusals);
  }

  /** Why a ticket was given to somebody the last time at or before a place in the log; null where nobody got it. */
  async #expectDecided(name: string, wanted: Data): Promise<void> {
    if (wanted === undefined) return;
    const { id } = await this.#ticket(name);
    const answer = await attempt(this.#desk.explainDecision(id, { cursor: wanted.until }));
    if (answer instanceof AftersyncError) assert.equal(answer.kind, "not_found");
    const got = answer instanceof AftersyncError ? null : answer;
    assert.ok(holds(await this.#fill(wanted.is), got), JSON.stringify(got));
  }

  /** What the warehouse hears of a code. */
  async #expectScan(wanted: Data): Promise<void> {
    if (wanted === undefined) return;
    const hints = await this.#fill(wanted.hints ?? {});
    const answer: Data = await this.#desk.scan(await this.#fill(wanted.code), { hints });
    const [coming, candidate] = [answer.returns?.[0], answer.candidates?.[0]];
    const tickets = (all: Data[]) => all.map(({ ticket }) => ticket);
    const looks: Record<string, () => Data> = {
      returns: () => tickets(answer.returns),
      tickets: () => tickets(answer.tickets),
      candidates: () => tickets(answer.candidates),
      lines: () => coming.lines.map(({ sku, expected, received }: Data) => [sku, expected, received]),
      moves: () => coming.moves,
      orders: () => answer.orders.map(({ number }: Data) => number),
      scores: () => answer.candidates.map(({ score }: Data) => score),
      clues: () => candidate.reasons.map(({ clue }: Data) => clue),
    };
    const { code, hints: _, ...rest } = wanted;
    for (const [what, value] of Object.entries(rest)) {
      assert.deepEqual(looks[what]?.() ?? answer[what], await this.#fill(value), `${what} of ${code}`);
    }
  }

  /** The kinds of the tasks that fit, in their order. */
  async #expectTasks(wanted: Data): Promise<void> {
    if (wanted === undefined) return;
    const { are, ...query } = await this.#fill(wanted);
    const kinds: string[] = [];
    for await (const one of this.#desk.iterTasks({ ...query, limit: 2 })) {
      assert.deepEqual(await this.#desk.task(one.item.id), one);
      kinds.push(one.item.kind);
    }
    assert.deepEqual(kinds, are);
  }

  /** The agents that fit, by the host's ids, with what each has in hand. */
  async #expectAgents(wanted: Data): Promise<void> {
    if (wanted === undefined) return;
    const { are, ...query } = await this.#fill(wanted);
    const got: Record<string, Data> = {};
    for await (const one of this.#desk.iterAgents({ ...query, limit: 2 })) {
      const { agent, ...hands } = one;
      assert.deepEqual(await this.#desk.agent(agent.id), one);
      got[agent.external_id] = hands;
    }
    assert.deepEqual(got, are);
  }

  /** Who would be given a task, as it is explained. */
  async #expectExplainedTask(wanted: Data): Promise<void> {
    if (wanted === undefined) return;
    const { task, is } = await this.#fill(wanted);
    const got = await this.#desk.explainTask(task);
    assert.ok(holds(is, got), JSON.stringify(got));
  }

  /** What another configuration would make of the tickets. */
  async #expectTrial(wanted: Data): Promise<void> {
    if (wanted === undefined) return;
    const query = await this.#fill(wanted.query);
    const trial = await this.#desk.tryConfig(wanted.config, { query });
    assert.equal(trial.looked_at, wanted.looked_at);
    const named: [string, Data][] = Object.entries(wanted.rerouted);
    assert.equal(trial.rerouted.length, named.length);
    for (const [name, value] of named) {
      const { id } = await this.#ticket(name);
      const got = trial.rerouted.find((one) => one.ticket === id);
      assert.ok(holds(value, got), `${name} is ${JSON.stringify(got)}`);
    }
  }

  /** Where a ticket with these attributes would go, as it is explained. */
  async #expectDryRun(wanted: Data): Promise<void> {
    if (wanted === undefined) return;
    const overrides = await this.#fill(wanted.overrides);
    const got = await this.#desk.dryRun(await this.#fill(wanted.attributes), { overrides });
    assert.ok(holds(await this.#fill(wanted.explained), got), JSON.stringify(got));
  }

  /** All that is wrong with a configuration as it is written, in its order. */
  async #expectChecked(wanted: Data): Promise<void> {
    if (wanted === undefined) return;
    const got: Data = await this.#desk.checkConfig(wanted.config);
    assert.deepEqual(got.problems, wanted.problems);
    assert.deepEqual(got.warnings, wanted.warnings);
  }

  /** What return policies make of a ticket, as it is explained. */
  async #expectPolicy(name: string, wanted: Data): Promise<void> {
    if (wanted === undefined) return;
    const got = await this.#desk.explainPolicy((await this.#ticket(name)).id);
    assert.ok(holds(await this.#fill(wanted), got), JSON.stringify(got));
  }

  /** What another configuration would have made of the tickets as they came. */
  async #expectSimulated(wanted: Data): Promise<void> {
    if (wanted === undefined) return;
    const query = await this.#fill(wanted.query);
    const simulation: Data = await this.#desk.simulate(await this.#fill(wanted.config), { query });
    for (const what of ["tickets", "is", "would"]) {
      const got = simulation[what];
      assert.ok(holds(await this.#fill(wanted[what]), got), `${what} is ${JSON.stringify(got)}`);
    }
    const named: [string, Data][] = Object.entries(wanted.differing);
    assert.equal(simulation.differ, named.length);
    for (const [name, value] of named) {
      const { id } = await this.#ticket(name);
      const got = simulation.differing.find((one: Data) => one.ticket === id);
      assert.ok(holds(await this.#fill(value), got), `${name} is ${JSON.stringify(got)}`);
    }
  }

  async #expectIds(wanted: Data): Promise<void> {
    for (const what of ["same", "apart"]) {
      const names: string[] = wanted[what] ?? [];
      const ids = await Promise.all(names.map(async (name) => (await this.#ticket(name)).id));
      if (ids.length > 0) assert.equal(new Set(ids).size, what === "same" ? 1 : ids.length);
    }
    const names: string[] = wanted.product ?? [];
    const products = await Promise.all(names.map(async (name) => (await this.#ticket(name)).lines[0]?.product));
    assert.ok(new Set(products).size <= 1 && products.every(Boolean), products.join(", "));
  }

  async #expectTicket(wanted: Data): Promise<void> {
    const ticket = await this.#ticket(wanted.ticket);
    for (const [what, value] of Object.entries(wanted)) {
      if (OTHERS.has(what)) continue;
      const got = this.#short(ticket, what, value);
      const filled = what === "queue" ? true : await this.#fill(value);
      assert.ok(holds(filled, got), `${what} is ${JSON.stringify(got)}`);
    }
  }

  #short(ticket: Ticket, what: string, value: Data): Data {
    const { agent, queue } = ticket.assignment;
    switch (what) {
      case "kind":
        return ticket.axes.kind;
      case "agent":
        return agent ? this.#agents.get(agent) : null;
      case "queue":
        return queue === queueId(value);
      case "sources":
        return this.#picture(ticket).sources;
      case "clocks":
        return Object.fromEntries(Object.entries(ticket.clocks).map(([kind, clock]) => [kind, clockWord(clock)]));
      case "tags":
        return ticket.local.tags ?? [];
      case "custom":
        return ticket.local.custom ?? {};
      default:
        return (ticket as Data)[what];
    }
  }

  async #expectEvents(wanted: string[]): Promise<void> {
    const kinds = (await this.#look()).map(({ body }) => body.kind);
    let at = 0;
    for (const kind of wanted) {
      if (kind === "only") {
        assert.equal(kinds.length, wanted.length - 1, kinds.join(", "));
      } else if (kind.startsWith("!")) {
        assert.ok(!kinds.includes(kind.slice(1)), kinds.join(", "));
      } else {
        const found = kinds.indexOf(kind, at);
        assert.ok(found >= 0, `${kind} is not among ${kinds.slice(at).join(", ")}`);
        at = found + 1;
      }
    }
  }

  async #expectCounter(wanted: Data): Promise<void> {
    const query: CounterQuery = {
      grain: "day",
      from: -(2 ** 31),
      to: 2 ** 31 - 1,
      dim: wanted.dim,
      member: wanted.member,
    };
    const counters = await this.#desk.counters(query);
    const asked = counters.filter(
      ([id]) => id.metric === wanted.metric && (id.currency ?? null) === (wanted.currency ?? null),
    );
    assert.equal(
      asked.reduce((sum, [, n]) => sum + n, 0),
      wanted.sum,
    );
  }

  /** What the scenario leaves behind, without minted ids. */
  async #result(): Promise<Data> {
    const tickets = await this.#tickets();
    await this.#rowsAre(tickets);
    const numbers = new Map(tickets.map((ticket) => [ticket.id, ticket.number]));
    const events: string[] = [];
    for (const { body, ticket } of await this.#since(0)) {
      const words = [body.kind];
      if (ticket) words.push(numbers.get((await this.#desk.ticket(ticket))?.item.id ?? "") ?? "");
      events.push(words.join(" "));
    }
    return { tickets: tickets.map((ticket) => this.#picture(ticket)), events };
  }

  /** The rows of a list say the same as the tickets. */
  async #rowsAre(tickets: Ticket[]): Promise<void> {
    const rows = new Map<string, Data>();
    for await (const row of this.#desk.iterTicketRows({ limit: 1_000 })) {
      const { number, headline, amounts, band, episode, flags, tags, lines, sources } = row;
      rows.set(row.id, {
        number,
        headline,
        amounts,
        band,
        episode,
        flags: flags ?? [],
        tags: tags ?? [],
        lines,
        sources,
      });
    }
    const whole = tickets.map(({ number, headline, amounts, band, episode, flags, local, lines, sources, id }) => {
      const counts = { lines: lines.length, sources: sources.length };
      return [id, { number, headline, amounts, band, episode, flags, tags: local.tags, ...counts }] as const;
    });
    assert.deepEqual(rows, new Map<string, Data>(whole));
  }

  /** A ticket without minted ids. */
  #picture(t: Ticket): Data {
    const sources = [...this.#names].filter(([name]) => name.startsWith("source:"));
    const external = new Map(sources.sort(([a], [b]) => (a < b ? 1 : -1)).map(([name, id]) => [id, name.slice(7)]));
    const offset = (at: number | null | undefined) => (at === null || at === undefined ? null : at - START);
    const agent = t.assignment.agent;
    return {
      number: t.number,
      headline: t.headline,
      waiting_on: t.waiting_on,
      axes: t.axes,
      episode: t.episode,
      sources: t.sources.map((id) => external.get(id) ?? "segment").sort(),
      platform: t.platform,
      orphan: t.orphan,
      currency: t.currency,
      amounts: t.amounts,
      issue: t.issue,
      flags: t.flags,
      band: t.band,
      host: t.host ?? null,
      lines: t.lines.map(pictured),
      agent: agent ? (this.#agents.get(agent) ?? "") : null,
      weight: t.assignment.weight,
      opened: offset(t.opened_at),
      changed: offset(t.changed_at),
      ended: offset(t.ended_at),
      closed: offset(t.closed_at),
      notices: t.local.notices,
    };
  }
}

/** A line: what was found at the inspection only where something was. */
function pictured({ line, bought, requested, received, passed, refunded, ...found }: TicketLine): Data {
  const out = { line, bought, requested, received, passed, refunded };
  if (!found.grade) return out;
  return { ...out, inspected: [found.grade, found.disposition ?? null, found.fee_percent ?? null] };
}

function clockWord(clock: Clock): string {
  if (clock.breached) return "breached";
  if (clock.met_at) return "met";
  if (clock.warned) return "warned";
  return clock.running_since ? "running" : "paused";
}

async function attempt<T>(call: Promise<T>): Promise<T | AftersyncError> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AftersyncError) return error;
    throw error;
  }
}
