package dev.aftersync

import java.nio.file.Path
import kotlin.io.path.readText
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.builtins.ListSerializer
import kotlinx.serialization.json.Json
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** Keeps what is said instead of doing it. */
private class Said : ActingMethods<Act>() {
    override suspend fun run(act: Act): Act = act
}

class ActsTest {
    private val scenarios: Path = Path.of(System.getProperty("aftersync.scenarios"))
    private val golden = scenarios.resolve("../../crates/core/tests/golden/act.json").readText()

    @Test
    fun `each word gives its command, with all that can go with it`() = runBlocking {
        val acts = Json.decodeFromString(ListSerializer(Act.serializer()), golden)
        assertEquals(acts, acts.map { Said().again(it) })
        assertEquals(acts.size, acts.map { it::class }.toSet().size)
    }

    @Test
    fun `a word for a move gives what goes with it`() = runBlocking {
        val acts = Json.decodeFromString(ListSerializer(Act.serializer()), golden)
        val move = acts.filterIsInstance<Act.Move>().single()
        val (t, d, said) = Triple(move.ticket, move.details, Said())
        val refund = Details(amount = d.amount, text = d.text, goodwill = true, evidence = d.evidence)
        assertEquals(
            Act.Move(t, Trigger.APPROVE_REFUND, refund),
            said.approveRefund(t, d.amount, d.text, true, d.evidence),
        )
        val goodwill = Details(amount = d.amount, payout = "1", text = d.text, goodwill = true, draft = true)
        assertEquals(
            Act.Move(t, Trigger.COMPENSATE, goodwill),
            said.compensate(t, d.amount!!, "1", d.text, goodwill = true, draft = true),
        )
        val part = Details(lines = d.lines, evidence = d.evidence, text = d.text, amount = d.amount)
        assertEquals(
            Act.Move(t, Trigger.INSPECT_PARTIAL, part),
            said.inspectPartial(t, d.lines, d.evidence, d.text, d.amount),
        )
    }
}

/** Says a command by its word. A command without a word does not compile. */
private suspend fun Said.again(act: Act): Act = when (act) {
    is Act.Move -> move(act.ticket, act.trigger, act.details)
    is Act.AskApproval -> askApproval(act.ticket, act.trigger, act.details)
    is Act.Reply -> reply(act.ticket, act.text, act.channel, act.confidence, act.lang, act.template)
    is Act.HandOff -> handOff(act.ticket, act.reason, act.left)
    is Act.Note -> note(act.ticket, act.text, act.mentions)
    is Act.Watch -> watch(act.ticket, act.agent)
    is Act.Unwatch -> unwatch(act.ticket, act.agent)
    is Act.Tell -> tell(act.ticket, act.verb, act.details)
    is Act.Assign -> assign(act.ticket, act.agent)
    is Act.AcceptOffer -> acceptOffer(act.ticket, act.agent)
    is Act.HoldOffer -> holdOffer(act.ticket, act.agent)
    is Act.RejectOffer -> rejectOffer(act.ticket, act.agent)
    is Act.Transfer -> transfer(act.ticket, act.queue)
    is Act.Edit -> edit(act.ticket, act.addTags, act.band, act.custom, act.evidence, act.issue, act.removeTags)
    is Act.Merge -> merge(from = act.from, into = act.into)
    is Act.Split -> split(act.ticket, act.sources)
    is Act.Refold -> refold(act.ticket)
    is Act.OpenTask -> openTask(act.ticket, act.kind, act.after, act.group)
    is Act.MoveTask -> moveTask(
        act.task, act.trigger, act.agent, act.amount, act.attachments, act.form, act.lines, act.raises, act.reason,
        act.result,
    )
    is Act.Configure -> configure(act.config)
    is Act.PutAgent -> putAgent(act.agent)
    is Act.RemoveAgent -> removeAgent(act.agent)
    is Act.SetPresence -> setPresence(act.agent, act.presence, act.leased)
    is Act.Heartbeat -> heartbeat(act.agent)
    is Act.RegisterDevice -> registerDevice(act.agent, act.device)
    is Act.RevokeDevice -> revokeDevice(act.device)
    is Act.PutProduct -> putProduct(act.product)
    is Act.SetStock -> setStock(act.levels)
    is Act.JoinListing -> joinListing(act.listing, act.product)
    is Act.EditCustomer -> editCustomer(act.customer, act.addTags, act.custom)
    is Act.MergeCustomers -> mergeCustomers(one = act.one, other = act.other)
    is Act.SplitCustomer -> splitCustomer(act.accounts, act.customer)
    is Act.UndoDecision -> undoDecision(act.decision)
    is Act.BlockValue -> blockValue(act.blocked, act.value)
    is Act.EditLine -> editLine(act.custom, act.line, act.order)
    is Act.Forget -> forget(act.customer, act.force)
    is Act.Redrive -> redrive(act.job)
    is Act.Drop -> drop(act.job)
    is Act.Release -> release(act.quarantine)
}
