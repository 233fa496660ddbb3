// Rules engines of the npm registry on the rules of `benches/src/rulesets.rs`, beside our own figures of the same run.
import { readFileSync } from "node:fs";
import { ZenEngine } from "@gorules/zen-engine";
import { Engine } from "json-rules-engine";

const [data, ours] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const { rules, tickets, found } = data;
const MILLISECONDS = 2000;

// Both evaluate asynchronously. `first` gives the number of the first rule that matches, or null.
function jsonRulesEngine() {
    const engine = new Engine([], { allowUndefinedFacts: true });
    rules.forEach((rule, n) => {
        const all = [
            { fact: "kind", operator: "equal", value: rule.kind },
            { fact: "shop", operator: "in", value: rule.shops },
            { fact: "amount", operator: "greaterThanInclusive", value: rule.least },
        ];
        if (rule.tag !== null) all.push({ fact: "tags", operator: "contains", value: rule.tag });
        // Of two rules the one with the higher priority is run first; the first that matches stops the engine.
        const onSuccess = () => engine.stop();
        engine.addRule({ conditions: { all }, event: { type: `${n}` }, priority: rules.length - n, onSuccess });
    });
    return async (ticket) => {
        const { events } = await engine.run(ticket);
        return events.length > 0 ? Number(events[0].type) : null;
    };
}

function zen() {
    const quoted = (words) => words.map((word) => JSON.stringify(word)).join(", ");
    const table = {
        id: "table",
        name: "table",
        type: "decisionTableNode",
        position: { x: 0, y: 0 },
        content: {
            hitPolicy: "first",
            inputs: [
                { id: "kind", name: "kind", field: "kind" },
                { id: "shop", name: "shop", field: "shop" },
                { id: "amount", name: "amount", field: "amount" },
                { id: "tags", name: "tags" },
            ],
            outputs: [{ id: "rule", name: "rule", field: "rule" }],
            rules: rules.map((rule, n) => ({
                _id: `${n}`,
                kind: quoted([rule.kind]),
                shop: quoted(rule.shops),
                amount: `>= ${rule.least}`,
                tags: rule.tag === null ? "" : `some(tags, # == ${quoted([rule.tag])})`,
                rule: `${n}`,
            })),
        },
    };
    const node = (id, type) => ({ id, name: id, type, position: { x: 0, y: 0 } });
    const edge = (sourceId, targetId) => ({ id: `${sourceId}-${targetId}`, type: "edge", sourceId, targetId });
    const decision = new ZenEngine().createDecision({
        contentType: "application/vnd.gorules.decision",
        nodes: [node("in", "inputNode"), table, node("out", "outputNode")],
        edges: [edge("in", "table"), edge("table", "out")],
    });
    return async (ticket) => (await decision.evaluate(ticket)).result?.rule ?? null;
}

async function measured(name, first) {
    for (const [at, ticket] of tickets.entries()) {
        const rule = await first(ticket);
        if (rule !== found[at]) throw new Error(`${name} finds rule ${rule} for ticket ${at}, ours is ${found[at]}`);
    }
    const start = performance.now();
    let matched = 0;
    while (performance.now() - start < MILLISECONDS) {
        await first(tickets[matched % tickets.length]);
        matched += 1;
    }
    return (matched * 1000) / (performance.now() - start);
}

const rates = {
    ...ours,
    "zen-engine (table)": await measured("zen-engine", zen()),
    "json-rules-engine": await measured("json-rules-engine", jsonRulesEngine()),
};
console.log(`${rules.length} rules, ${tickets.length} tickets\n`);
console.log("| engine | tickets/s | the index is so many times as fast |\n| --- | --- | --- |");
for (const [name, rate] of Object.entries(rates)) {
    const times = rates.index / rate;
    console.log(`| ${name} | ${Math.round(rate).toLocaleString("en")} | ${times < 10 ? times.toFixed(1) : Math.round(times)} |`);
}
