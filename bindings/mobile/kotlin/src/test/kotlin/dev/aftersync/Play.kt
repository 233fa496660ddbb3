package dev.aftersync

import kotlinx.coroutines.flow.toList
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.booleanOrNull
import kotlinx.serialization.json.contentOrNull
import kotlinx.serialization.json.encodeToJsonElement
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import kotlinx.serialization.json.longOrNull

/** A scenario under way: the same steps as in every language, and what they leave behind. */
class Play(private val scenario: JsonObject, private val base: JsonObject) {
    private val desk = Desk.forTests(
        TestOptions(start = Timestamp(START), seed = 1, tenant = "acme", adapters = scenario.flag("adapters") ?: false),
    )
    private val names = LinkedHashMap<String, String>()
    private val agents = HashMap<AgentId, String>()
    private var seen = Cursor(0)
    private var learned = Cursor(0)

    /** Runs all steps and gives what they leave behind. */
    suspend fun run(): JsonElement = desk.use {
        settle()
        for (step in scenario.getValue("steps").jsonArray) {
            try {
                step(step.jsonObject)
            } catch (failed: Throwable) {
                throw AssertionError("${scenario.text("name")}, $step: $failed", failed)
            }
        }
        equal(emptyList<LoadDrift>(), desk.verifyLoads())
        equal(emptyList<String>(), desk.native.storeFaults())
        result()
    }

    private suspend fun settle() {
        scenario["config"]?.let { desk.configure(typed(it)) }
        for (agent in scenario.list("agents")) {
            val external = agent.jsonObject.text("external_id")!!
            val id = agentId(external)
            agents[id] = external
            val whole = agent.jsonObject + mapOf("id" to JsonPrimitive(id.value), "name" to JsonPrimitive(external))
            runAct(json("do" to JsonPrimitive("put_agent"), "agent" to JsonObject(whole)), JsonObject(emptyMap()))
        }
        look()
    }

    private suspend fun step(step: JsonObject) {
        step.text("at")?.let { desk.native.setClock(START + duration(it)) }
        when {
            "fact" in step -> takeFact(step)
            "move" in step || "do" in step -> command(step)
            "all" in step -> all(step)
            "configure" in step -> judge(step, attempt { desk.configure(typed(fill(step.getValue("configure")))) })
            "observe" in step -> judge(step, attempt { desk.observe(typed(fill(step.getValue("observe")))) })
            "work" in step -> work(step)
        }
        learn()
        (step["expect"] as? JsonObject)?.let { expect(it) }
    }

    private suspend fun work(step: JsonObject) {
        val worked = FULL.encodeToJsonElement(desk.runDue()).jsonObject.getValue("jobs").jsonObject
        val wanted = step.getValue("work").jsonPrimitive.longOrNull ?: return
        equal(wanted, worked.values.sumOf { tally -> tally.jsonObject.values.sumOf { it.jsonPrimitive.long } })
    }

    private suspend fun look(): List<Recorded> {
        val out = desk.iterEvents(seen).toList()
        seen = out.lastOrNull()?.cursor ?: seen
        return out
    }

    private suspend fun learn() {
        for (event in desk.iterEvents(learned).toList()) {
            learned = event.cursor
            val body = event.body
            if (body is EventBody.SourceJoined && body.externalId.isNotEmpty()) {
                names["source:${body.externalId}"] = body.source.value
            }
        }
    }

    private suspend fun fill(value: JsonElement): JsonElement = when {
        value is JsonPrimitive && value.isString -> filled(value)
        value is JsonArray -> JsonArray(value.map { fill(it) })
        value is JsonObject -> JsonObject(value.mapValues { (_, item) -> fill(item) })
        else -> value
    }

    private suspend fun filled(value: JsonPrimitive): JsonElement {
        val text = value.content
        return when {
            text.startsWith("$") -> JsonPrimitive(id(text.drop(1)))
            Regex("@\\d.*").matches(text) -> JsonPrimitive(START + duration(text.drop(1)))
            else -> value
        }
    }

    private suspend fun id(name: String): String = when {
        name.startsWith("agent:") -> agentId(name.drop(6)).value
        name.startsWith("queue:") -> queueId(name.drop(6)).value
        name.startsWith("account:") -> account(name.drop(8)).value
        name.startsWith("customer:") -> customer(name.drop(9)).value
        else -> names[name] ?: ticket(name).id.value
    }

    private suspend fun customer(name: String): CustomerId {
        val view = desk.customer(Whom.Account(account(name)), limit = 1)
        return checkNotNull(view) { "nobody has $name" }.customer.item.id
    }

    private suspend fun ticket(name: String): Ticket {
        val source = names["source:$name"] ?: return versioned(name).item
        return tickets().first { SourceId(source) in it.sources }
    }

    private suspend fun versioned(name: String): VersionedTicket {
        val id = names[name] ?: ticket(name).id.value
        return checkNotNull(desk.ticket(TicketId(id))) { "no ticket $name" }
    }

    private suspend fun tickets(): List<Ticket> {
        val all = desk.iterTickets(TicketQuery(limit = 1_000)).toList().map { it.item }
        return all.sortedWith(compareBy({ it.number.value.length }, { it.number.value }))
    }

    private suspend fun takeFact(step: JsonObject) {
        val patch = step["with"]?.let { fill(it) } ?: JsonObject(emptyMap())
        val merged = merge(fill(base.getValue(step.text("fact")!!)), patch).jsonObject.toMutableMap()
        val at = merged.getOrPut("occurred_at") { JsonPrimitive(desk.now().value) }.jsonPrimitive.long
        merged.getOrPut("revision") { JsonPrimitive(Math.floorDiv(at, 1_000)) }
        val answer = desk.ingest(listOf(typed<Fact>(JsonObject(merged)))).single()
        judge(step, answer.error?.let { AftersyncException.of(it) })
        val taken = answer.ok ?: return
        step.text("effect")?.let { equal(it, word(taken.effect)) }
        val body = merged.getValue("body").jsonObject
        val conversation = body.text("conversation")?.takeIf { body.text("type") == "message" }
        for (name in listOfNotNull(step.text("name"), conversation)) taken.ticket?.let { names[name] = it.value }
        if (step["ticket"] is JsonNull) equal(null, taken.ticket)
    }

    private suspend fun command(step: JsonObject) {
        val act = step["do"] ?: json(
            "do" to JsonPrimitive("move"),
            "trigger" to step.getValue("move"),
            "ticket" to JsonPrimitive("$" + step.text("ticket")),
            "details" to (step["with"] ?: JsonObject(emptyMap())),
        )
        val answer = attempt { runAct(act, step) }
        learn()
        if (answer is Applied) applied(step, answer)
        judge(step, answer)
        step.text("headline")?.let { equal(it, word(ticket(step.text("ticket")!!).headline)) }
    }

    private suspend fun applied(step: JsonObject, answer: Applied) {
        step.flag("repeated")?.let { equal(it, answer.repeated) }
        step["over_capacity"]?.let { equal((it as? JsonPrimitive)?.longOrNull, answer.overCapacity?.load) }
        answer.ticket?.let { id ->
            step.text("name")?.let { names[it] = id.value }
            step.text("task")?.let { names[it] = desk.ticket(id)!!.item.local.tasks.last().value }
        }
        val decision = answer.decision
        if (decision != null) step.text("decision")?.let { names[it] = decision.value }
    }

    private suspend fun all(step: JsonObject) {
        val commands = step.list("all").map { one -> commandOf(one.jsonObject.getValue("do"), one.jsonObject) }
        val got = desk.executeAll(commands).map { one ->
            one.error?.let { word(it.kind) } ?: if (one.ok!!.repeated) "repeated" else "done"
        }
        equal(step.list("outcomes").map { it.jsonPrimitive.content }, got)
    }

    private suspend fun runAct(act: JsonElement, step: JsonObject): Applied = desk.execute(commandOf(act, step))

    private suspend fun commandOf(act: JsonElement, step: JsonObject): Command {
        val by = step.text("by") ?: "agent"
        val role = JsonPrimitive(by.substringBefore(":"))
        val actor = if (":" in by) json("role" to role, "agent" to JsonPrimitive(id(by))) else json("role" to role)
        val version = step["version"]?.jsonPrimitive
        val expect = if (version?.isString == true) versioned(version.content).version else version?.longOrNull
        val command = json(
            "actor" to actor,
            "act" to fill(act),
            "key" to (step["key"] ?: JsonNull),
            "expect" to JsonPrimitive(expect),
        )
        return typed(command)
    }

    private fun judge(step: JsonObject, answer: Any?) {
        val wanted = step["refuse"] as? JsonObject
        if (answer !is AftersyncException) {
            equal(null, wanted)
            return
        }
        if (wanted == null) throw answer
        equal(wanted.text("kind"), word(answer.failure.kind))
        check((wanted.text("contains") ?: "") in answer.failure.message) { answer.failure.message }
        for ((key, value) in (wanted["context"] as? JsonObject).orEmpty()) {
            check(value.jsonPrimitive.content in answer.failure.context[key].orEmpty()) { answer.failure.context }
        }
    }

    private suspend fun expect(wanted: JsonObject) {
        if ("ticket" in wanted) expectTicket(wanted)
        if ("events" in wanted) expectEvents(wanted.list("events").map { it.jsonPrimitive.content })
        wanted["tickets"]?.let { equal(it.jsonPrimitive.int, tickets().size) }
        for ((what, gauge) in GAUGES) {
            for ((name, value) in (wanted[what] as? JsonObject).orEmpty()) {
                equal(value.jsonPrimitive.long, desk.native.gauge(gauge, name))
            }
        }
        for ((kind, count) in (wanted["jobs"] as? JsonObject).orEmpty()) {
            equal(count.jsonPrimitive.long.toULong(), desk.native.jobsWaiting(kind))
        }
        for (counter in wanted.list("counters")) expectCounter(counter.jsonObject)
        wanted["quarantined"]?.let { equal(it.jsonPrimitive.int, desk.quarantined().items.size) }
        (wanted["refused"] as? JsonObject)?.let { expectRefused(ticket(wanted.text("ticket")!!).id, it) }
        if ("ranked" in wanted || "refusals" in wanted) expectTold(wanted)
        (wanted["scan"] as? JsonObject)?.let { expectScan(it) }
        for ((code, value) in (wanted["stock"] as? JsonObject).orEmpty()) {
            val levels = desk.stock(listOf(code)).map { listOf(it.onHand.toLong(), it.reserved.toLong(), it.available.toLong()) }
            equal((value as? JsonArray)?.let { listOf(it.map { n -> n.jsonPrimitive.long }) }.orEmpty(), levels)
        }
        (wanted["tasks"] as? JsonObject)?.let { expectTasks(it) }
        (wanted["explained_task"] as? JsonObject)?.let { expectExplainedTask(fill(it).jsonObject) }
        (wanted["agents"] as? JsonObject)?.let { expectAgents(it) }
        (wanted["trial"] as? JsonObject)?.let { expectTrial(it) }
        (wanted["simulated"] as? JsonObject)?.let { expectSimulated(it) }
        (wanted["dry_run"] as? JsonObject)?.let { expectDryRun(it) }
        (wanted["checked"] as? JsonObject)?.let { expectChecked(it) }
        (wanted["policy"] as? JsonObject)?.let { expectPolicy(wanted.text("ticket")!!, it) }
        (wanted["decided"] as? JsonObject)?.let { expectDecided(ticket(wanted.text("ticket")!!).id, it) }
        for ((version, value) in (wanted["configs"] as? JsonObject).orEmpty()) {
            val config = if (version == "now") desk.config() else desk.configAt(version.toLong())
            val got = config?.let { FULL.encodeToJsonElement(it) } ?: JsonNull
            check(holds(value, got)) { "$version is $got" }
        }
        expectIds(wanted)
        expectPeople(wanted)
    }

    /** The kinds of the tasks that fit, in their order. */
    private suspend fun expectTasks(wanted: JsonObject) {
        val query = typed<TaskQuery>(fill(JsonObject(wanted - "are"))).copy(limit = 2)
        val found = desk.iterTasks(query).toList()
        for (task in found) equal(task, desk.task(task.item.id))
        equal(wanted.list("are").map { it.jsonPrimitive.content }, found.map { word(it.item.kind) })
    }

    /** Who would be given a task, as it is explained. */
    private suspend fun expectExplainedTask(wanted: JsonObject) {
        val got = FULL.encodeToJsonElement(desk.explainTask(typed<TaskId>(wanted.getValue("task"))))
        check(holds(wanted.getValue("is"), got)) { "$got" }
    }

    /** The agents that fit, by the host's ids, with what each has in hand. */
    private suspend fun expectAgents(wanted: JsonObject) {
        val query = typed<AgentQuery>(JsonObject(wanted - "are")).copy(limit = 2)
        val found = desk.iterAgents(query).toList()
        for (one in found) equal(one, desk.agent(one.agent.id))
        val got = found.associate { it.agent.externalId to JsonObject(FULL.encodeToJsonElement(it).jsonObject - "agent") }
        equal(canonical(wanted.getValue("are")), canonical(JsonObject(got)))
    }

    /** What another configuration would make of the tickets. */
    private suspend fun expectTrial(wanted: JsonObject) {
        val config = typed<Config>(wanted.getValue("config"))
        val trial = desk.tryConfig(config, typed<TrialQuery>(fill(wanted.getValue("query"))))
        equal(wanted.getValue("looked_at").jsonPrimitive.int, trial.lookedAt.toInt())
        val named = wanted.getValue("rerouted").jsonObject
        equal(named.size, trial.rerouted.size)
        for ((name, value) in named) {
            val id = ticket(name).id
            val got = FULL.encodeToJsonElement(trial.rerouted.single { it.ticket == id })
            check(holds(value, got)) { "$name is $got" }
        }
    }

    /** Where a ticket with these attributes would go, as it is explained. */
    private suspend fun expectDryRun(wanted: JsonObject) {
        val attributes = typed<RouteAttributes>(fill(wanted.getValue("attributes")))
        val overrides = wanted["overrides"]?.let { typed<RouteOverrides>(fill(it)) } ?: RouteOverrides()
        val got = FULL.encodeToJsonElement(desk.dryRun(attributes, overrides))
        check(holds(fill(wanted.getValue("explained")), got)) { "$got" }
    }

    /** All that is wrong with a configuration as it is written, in its order: what no typed one can say is wrong, too. */
    private suspend fun expectChecked(wanted: JsonObject) {
        val args = Arguments().apply { set("config", wanted.getValue("config")) }
        val got = FULL.encodeToJsonElement(read<ConfigCheck>(desk.call("check_config", args))).jsonObject
        for (what in listOf("problems", "warnings")) equal(wanted.getValue(what), got.getValue(what))
    }

    /** What return policies make of a ticket, as it is explained. */
    private suspend fun expectPolicy(name: String, wanted: JsonObject) {
        val got = FULL.encodeToJsonElement(desk.explainPolicy(ticket(name).id))
        check(holds(fill(wanted), got)) { "$got" }
    }

    /** What another configuration would have made of the tickets as they came. */
    private suspend fun expectSimulated(wanted: JsonObject) {
        val config = typed<Config>(fill(wanted.getValue("config")))
        val simulation = desk.simulate(config, typed<SimulationQuery>(fill(wanted.getValue("query"))))
        val whole = FULL.encodeToJsonElement(simulation).jsonObject
        for (what in listOf("tickets", "is", "would")) {
            val got = whole.getValue(what)
            check(holds(fill(wanted.getValue(what)), got)) { "$what is $got" }
        }
        val named = wanted.getValue("differing").jsonObject
        equal(named.size, simulation.differ.toInt())
        for ((name, value) in named) {
            val id = ticket(name).id
            val got = FULL.encodeToJsonElement(simulation.differing.single { it.ticket == id })
            check(holds(fill(value), got)) { "$name is $got" }
        }
    }

    /** Why a ticket was given to somebody the last time at or before a place in the log; null where nobody got it. */
    private suspend fun expectDecided(ticket: TicketId, wanted: JsonObject) {
        val answer = attempt { desk.explainDecision(ticket, wanted["until"]?.let { Cursor(it.jsonPrimitive.long) }) }
        val got = when (answer) {
            is AftersyncException -> JsonNull.also { equal("not_found", word(answer.failure.kind)) }
            else -> FULL.encodeToJsonElement(answer as Decided)
        }
        check(holds(fill(wanted.getValue("is")), got)) { "$got" }
    }

    /** What the warehouse hears of a code. */
    private suspend fun expectScan(wanted: JsonObject) {
        val hints = typed<ScanHints>(fill(wanted["hints"] ?: JsonObject(emptyMap())))
        val scanned = desk.scan(fill(wanted.getValue("code")).jsonPrimitive.content, hints)
        val answer = FULL.encodeToJsonElement(scanned).jsonObject
        val all = { list: String, field: String -> JsonArray(answer.list(list).map { it.jsonObject.getValue(field) }) }
        val first = { list: String -> answer.list(list).first().jsonObject }
        for ((what, value) in wanted.filterKeys { it != "code" && it != "hints" }) {
            val got = when (what) {
                "returns", "tickets", "candidates" -> all(what, "ticket")
                "lines" -> JsonArray(first("returns").list("lines").map { line ->
                    JsonArray(listOf("sku", "expected", "received").map { line.jsonObject.getValue(it) })
                })
                "moves" -> first("returns").getValue("moves")
                "orders" -> all(what, "number")
                "scores" -> all("candidates", "score")
                "clues" -> JsonArray(first("candidates").list("reasons").map { it.jsonObject.getValue("clue") })
                else -> answer.getValue(what)
            }
            check(holds(fill(value), got)) { "$what is $got" }
        }
    }

    /** Why these agents would not get a ticket, as it is explained. */
    private suspend fun expectRefused(ticket: TicketId, wanted: JsonObject) {
        val refused = desk.explainRouting(ticket).choice.refused.associate { agents[it.first] to word(it.second) }
        for ((name, why) in wanted) equal(why.jsonPrimitive.contentOrNull, refused[name])
    }

    /** Who may take a ticket, in the order in which they come; how many may not, by reason. */
    private suspend fun expectTold(wanted: JsonObject) {
        val explained = desk.explainRouting(ticket(wanted.text("ticket")!!).id)
        val refusals = explained.refusals.map { (why, count) -> word(why) to count.toLong() }.toMap()
        if ("ranked" in wanted) {
            equal(wanted.list("ranked").map { it.jsonPrimitive.content }, explained.ranked.map { agents[it.agent] })
        }
        (wanted["refusals"] as? JsonObject)?.let { all -> equal(all.mapValues { it.value.jsonPrimitive.long }, refusals) }
    }

    private suspend fun expectIds(wanted: JsonObject) {
        for (what in listOf("same", "apart")) {
            val ids = wanted.list(what).map { ticket(it.jsonPrimitive.content).id }
            if (ids.isNotEmpty()) equal(if (what == "same") 1 else ids.size, ids.toSet().size)
        }
        val products = wanted.list("product").map { ticket(it.jsonPrimitive.content).lines.first().product }
        check(products.toSet().size <= 1 && null !in products) { products }
    }

    private suspend fun expectTicket(wanted: JsonObject) {
        val ticket = ticket(wanted.text("ticket")!!)
        val whole = FULL.encodeToJsonElement(ticket).jsonObject
        for ((what, value) in wanted.filterKeys { it !in OTHERS }) {
            val got = if (what in SHORT) short(ticket, what, value) else whole[what]
            val filled = if (what == "queue") JsonPrimitive(true) else fill(value)
            check(holds(filled, got)) { "$what is $got" }
        }
    }

    private fun short(ticket: Ticket, what: String, value: JsonElement): JsonElement = when (what) {
        "kind" -> FULL.encodeToJsonElement(ticket.axes.kind)
        "agent" -> JsonPrimitive(ticket.assignment.agent?.let { agents[it] })
        "queue" -> JsonPrimitive(ticket.assignment.queue == queueId(value.jsonPrimitive.content))
        "sources" -> picture(ticket).getValue("sources")
        "clocks" -> JsonObject(ticket.clocks.mapValues { (_, clock) -> JsonPrimitive(clockWord(clock)) })
        "tags" -> FULL.encodeToJsonElement(ticket.local.tags)
        else -> FULL.encodeToJsonElement(ticket.local.custom)
    }

    private suspend fun expectEvents(wanted: List<String>) {
        val kinds = look().map { kindOf(it) }
        var at = 0
        for (kind in wanted) {
            when {
                kind == "only" -> equal(wanted.size - 1, kinds.size)
                kind.startsWith("!") -> check(kind.drop(1) !in kinds) { kinds }
                else -> {
                    val found = kinds.drop(at).indexOf(kind)
                    check(found >= 0) { "$kind is not among ${kinds.drop(at)}" }
                    at += found + 1
                }
            }
        }
    }

    private suspend fun expectCounter(wanted: JsonObject) {
        val query = json(
            "grain" to JsonPrimitive("day"),
            "from" to JsonPrimitive(Int.MIN_VALUE),
            "to" to JsonPrimitive(Int.MAX_VALUE),
            "dim" to wanted.getValue("dim"),
            "member" to (wanted["member"] ?: JsonNull),
        )
        val counters = desk.counters(typed(query))
        val asked = counters.filter { (id, _) ->
            word(id.metric) == wanted.text("metric") && id.currency?.value == wanted.text("currency")
        }
        equal(wanted.getValue("sum").jsonPrimitive.long, asked.sumOf { it.second })
    }

    private suspend fun expectPeople(wanted: JsonObject) {
        if ("people" in wanted) {
            val groups = wanted.list("people").map { group ->
                group.jsonArray.map { customer(it.jsonPrimitive.content) }.toSet()
            }
            check(groups.all { it.size == 1 }) { groups }
            equal(groups.size, groups.flatten().toSet().size)
            equal(emptyList<IdentityDifference>(), desk.identityVerify())
        }
        (wanted["why"] as? JsonObject)?.let { told ->
            val why = desk.why(account(told.text("a")!!), account(told.text("b")!!))
            val got = json(
                "relation" to FULL.encodeToJsonElement(why.relation),
                "barred" to JsonPrimitive(why.barred),
                "decisions" to JsonPrimitive(why.decisions.size),
            )
            for ((what, value) in told) if (what in got) check(holds(value, got[what])) { why.en }
        }
        (wanted["history"] as? JsonObject)?.let { told ->
            val changes = desk.customerHistory(customer(told.text("of")!!)).map { FULL.encodeToJsonElement(it.what) }
            equal(told.getValue("what"), JsonArray(changes))
        }
        wanted["review"]?.let { equal(it.jsonPrimitive.int, desk.identityReview().size) }
    }

    /** What the scenario leaves behind, without minted ids. */
    private suspend fun result(): JsonElement {
        val tickets = tickets()
        rowsAre(tickets)
        val numbers = tickets.associate { it.id to it.number.value }
        val events = desk.iterEvents().toList().map { event ->
            val root = event.ticket?.let { desk.ticket(it)?.item?.id }
            JsonPrimitive(if (event.ticket == null) kindOf(event) else "${kindOf(event)} ${numbers[root] ?: ""}")
        }
        return json("tickets" to JsonArray(tickets.map { picture(it) }), "events" to JsonArray(events))
    }

    /** The rows of a list say the same as the tickets. */
    private suspend fun rowsAre(tickets: List<Ticket>) {
        val rows = desk.iterTicketRows(TicketQuery(limit = 1_000)).toList().associateBy { it.id }
        equal(tickets.map { it.id }.toSet(), rows.keys)
        for (t in tickets) {
            val row = rows.getValue(t.id)
            val said = listOf(row.number, row.headline, row.amounts, row.band, row.episode, row.flags, row.tags)
            equal(listOf(t.number, t.headline, t.amounts, t.band, t.episode, t.flags, t.local.tags), said)
            equal(t.lines.size.toLong() to t.sources.size.toLong(), row.lines to row.sources)
        }
    }

    /** A ticket without minted ids. */
    private fun picture(t: Ticket): JsonObject {
        val external = names.entries.filter { it.key.startsWith("source:") }
            .sortedByDescending { it.key }.associate { it.value to it.key.drop(7) }
        val whole = FULL.encodeToJsonElement(t).jsonObject
        val offset = { at: Timestamp? -> JsonPrimitive(at?.let { it.value - START }) }
        return JsonObject(
            SAME.associateWith { whole.getValue(it) } + mapOf(
                "sources" to JsonArray(t.sources.map { external[it.value] ?: "segment" }.sorted().map(::JsonPrimitive)),
                "lines" to JsonArray(whole.getValue("lines").jsonArray.map { pictured(it.jsonObject) }),
                "agent" to JsonPrimitive(t.assignment.agent?.let { agents[it] ?: "" }),
                "weight" to JsonPrimitive(t.assignment.weight),
                "opened" to offset(t.openedAt),
                "changed" to offset(t.changedAt),
                "ended" to offset(t.endedAt),
                "closed" to offset(t.closedAt),
                "notices" to whole.getValue("local").jsonObject.getValue("notices"),
            ),
        )
    }

    /** A line: what was found at the inspection only where something was. */
    private fun pictured(line: JsonObject): JsonElement {
        val out = listOf("line", "bought", "requested", "received", "passed", "refunded").associateWith { line[it]!! }
        if (line["grade"].let { it == null || it is JsonNull }) return JsonObject(out)
        val inspected = listOf("grade", "disposition", "fee_percent").map { line[it] ?: JsonNull }
        return JsonObject(out + ("inspected" to JsonArray(inspected)))
    }
}

private const val START = 1_780_272_000_000
private val UNITS = mapOf("d" to 86_400_000L, "h" to 3_600_000L, "m" to 60_000L, "s" to 1_000L)
private val GAUGES = mapOf("loads" to "agent_load", "waiting" to "queue_waiting", "order_money" to "order_money")
private val SHORT = setOf("kind", "agent", "queue", "sources", "clocks", "tags", "custom")
private val OTHERS = setOf(
    "ticket", "events", "loads", "waiting", "jobs", "counters", "tickets", "same", "apart", "product", "quarantined",
    "order_money", "people", "why", "history", "review", "refused", "ranked", "refusals", "scan", "stock", "tasks",
    "agents", "trial", "simulated", "dry_run", "checked", "policy", "decided", "configs", "explained_task",
)
private val SAME = listOf(
    "number", "headline", "waiting_on", "axes", "episode", "platform", "orphan", "currency", "amounts", "issue", "flags",
    "band", "host",
)

/** JSON with all fields, defaults and absent ones among them. */
internal val FULL = Json { encodeDefaults = true }

private inline fun <reified T> typed(value: JsonElement): T = read(value.toString())

private fun account(name: String): AccountId {
    val (platform, scope, uid) = name.split("/", limit = 3)
    return accountId(platform, scope, uid)
}

/** `3d12h` in milliseconds. */
private fun duration(text: String): Long =
    Regex("(\\d+)([dhms])").findAll(text).sumOf { it.groupValues[1].toLong() * UNITS.getValue(it.groupValues[2]) }

/** JSON merge patch (RFC 7396). */
private fun merge(target: JsonElement?, patch: JsonElement): JsonElement {
    if (patch !is JsonObject) return patch
    val out = (target as? JsonObject).orEmpty().toMutableMap()
    for ((key, value) in patch) if (value is JsonNull) out.remove(key) else out[key] = merge(out[key], value)
    return JsonObject(out)
}

/** Text that is the same for the same value, whatever the order of its fields. */
internal fun canonical(value: JsonElement): String = when (value) {
    is JsonArray -> value.joinToString(",", "[", "]") { canonical(it) }
    is JsonObject -> value.toSortedMap().entries.joinToString(",", "{", "}") { "${JsonPrimitive(it.key)}:${canonical(it.value)}" }
    else -> value.toString()
}

/** Without what is absent: a field that is nothing may be written or left out. */
private fun bare(value: JsonElement): JsonElement = when (value) {
    is JsonArray -> JsonArray(value.map { bare(it) })
    is JsonObject -> JsonObject(value.filterValues { it !is JsonNull }.mapValues { bare(it.value) })
    else -> value
}

/** Objects, those of a list too, hold what is wanted among other things: here defaults are written. Everything else is equal. */
private fun holds(wanted: JsonElement, got: JsonElement?): Boolean = when {
    wanted is JsonObject && got is JsonObject -> wanted.all { (key, value) -> holds(value, got[key]) }
    wanted is JsonArray && got is JsonArray && wanted.all { it is JsonObject } ->
        wanted.size == got.size && wanted.indices.all { holds(wanted[it], got[it]) }
    else -> canonical(bare(wanted)) == canonical(bare(got ?: JsonNull))
}

private inline fun <reified T> word(value: T): String = FULL.encodeToJsonElement(value).jsonPrimitive.content

private fun kindOf(event: Recorded): String = FULL.encodeToJsonElement(event.body).jsonObject.text("kind")!!

private fun clockWord(clock: Clock): String = when {
    clock.breached -> "breached"
    clock.metAt != null -> "met"
    clock.warned -> "warned"
    clock.runningSince != null -> "running"
    else -> "paused"
}

private suspend fun attempt(call: suspend () -> Any?): Any? =
    try {
        call()
    } catch (refused: AftersyncException) {
        refused
    }

private fun equal(wanted: Any?, got: Any?) = check(wanted == got) { "wanted $wanted, got $got" }

private fun json(vararg fields: Pair<String, JsonElement>) = JsonObject(mapOf(*fields))

private fun JsonObject.text(name: String): String? = (this[name] as? JsonPrimitive)?.contentOrNull

private fun JsonObject.flag(name: String): Boolean? = (this[name] as? JsonPrimitive)?.booleanOrNull

private fun JsonObject.list(name: String): List<JsonElement> = (this[name] as? JsonArray).orEmpty()
