package dev.aftersync

import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Two phones and one backend over HTTP on loopback. */
class ReplicaTest {
    private fun office(run: suspend Office.(CoroutineScope) -> Unit) = Office().use { office ->
        runBlocking {
            withTimeout(120_000) {
                office.settle()
                office.run(this)
            }
        }
    }

    private inline fun <reified E : Throwable> failing(call: () -> Unit): E {
        val thrown = runCatching(call).exceptionOrNull()
        return thrown as? E ?: throw AssertionError("wanted ${E::class.simpleName}, got $thrown", thrown)
    }

    @Test
    fun `work in a lift shows at once and is done once`() = office {
        val ticket = open("r1")
        val ann = phone("ann")
        assertEquals(1, ann.sync().tickets)

        ann.copy.act.note(ticket, "in the lift")
        ann.copy.act.approveRefund(ticket)
        val drawn = ann.copy.ticket(ticket)!!
        assertEquals(2, drawn.pending.size)
        assertEquals(Headline.REFUNDING, drawn.ticket.item.headline)
        assertEquals(Headline.AWAITING_SELLER, ann.copy.theirs(ticket)!!.ticket.item.headline)
        assertEquals(emptyList<String>(), notes(ticket))

        val report = ann.sync()
        assertEquals(2L to 0L, report.applied to report.conflicts)
        assertEquals(listOf("in the lift"), notes(ticket))
        assertEquals(Headline.REFUNDING, desk.ticket(ticket)!!.item.headline)
        assertEquals(emptyList<Pending>(), ann.copy.pending())
    }

    @Test
    fun `two who decide at once meet, and a person decides`() = office {
        val ticket = open("r1")
        val (ann, bob) = phone("ann") to phone("bob")
        ann.sync()
        bob.sync()
        ann.copy.act.approveRefund(ticket)
        bob.copy.act.reject(ticket, text = "no")
        ann.sync()
        assertEquals(1, bob.sync().conflicts)

        val met = bob.copy.pending().single()
        val conflict = met.state as PendingState.Conflict
        assertEquals(ticket, conflict.ticket)
        assertEquals(Headline.REFUNDING, bob.copy.theirs(ticket)!!.ticket.item.headline)
        assertNull(bob.copy.resolve(met.key, Resolution.THEIRS))
        bob.sync()
        assertEquals(emptyList<Pending>(), bob.copy.pending())
        assertEquals(Headline.REFUNDING, desk.ticket(ticket)!!.item.headline)
    }

    @Test
    fun `mine goes again on the ticket as it is now`() = office {
        val ticket = open("r1")
        val (ann, bob) = phone("ann") to phone("bob")
        ann.sync()
        bob.sync()
        ann.copy.act.edit(ticket, addTags = listOf("seen"))
        bob.copy.act.approveRefund(ticket)
        ann.sync()
        bob.sync()
        val met = bob.copy.pending().single()
        assertTrue(met.state is PendingState.Conflict)
        assertNotNull(bob.copy.resolve(met.key, Resolution.MINE))
        assertEquals(1, bob.sync().applied)
        assertEquals(Headline.REFUNDING, desk.ticket(ticket)!!.item.headline)
    }

    @Test
    fun `a lost answer does nothing twice`() = office {
        val ticket = open("r1")
        val ann = phone("ann")
        ann.sync()
        ann.copy.act.note(ticket, "once")
        ann.line = { throw java.io.IOException("the line broke") }
        failing<java.io.IOException> { ann.sync() }
        assertEquals(listOf("once"), notes(ticket))
        ann.line = { it }
        assertEquals(1, ann.sync().applied)
        assertEquals(listOf("once"), notes(ticket))
    }

    @Test
    fun `an app that is killed while it pushes loses and doubles nothing`() = office {
        val ticket = open("r1")
        val ann = phone("ann")
        ann.sync()
        ann.copy.act.note(ticket, "first")
        ann.post(ann.copy.request())
        ann.restart()
        ann.copy.act.note(ticket, "second")
        ann.restart()
        assertEquals(2, ann.copy.pending().size)
        ann.sync()
        assertEquals(listOf("first", "second"), notes(ticket))
    }

    @Test
    fun `a cancelled sync loses nothing`() = office { scope ->
        val ticket = open("r1")
        val ann = phone("ann")
        ann.sync()
        ann.copy.act.note(ticket, "kept")
        val asked = CompletableDeferred<Unit>()
        val syncing = scope.launch {
            ann.copy.sync {
                asked.complete(Unit)
                awaitCancellation()
            }
        }
        asked.await()
        syncing.cancelAndJoin()
        assertEquals(1, ann.copy.pending().size)
        assertEquals(1, ann.sync().applied)
    }

    @Test
    fun `the copy begins anew when the scope changed`() = office {
        val ticket = open("r1")
        val ann = phone("ann")
        ann.sync()
        agent("ann", "vip")
        val left = ann.sync()
        assertTrue(left.resync)
        assertNull(ann.copy.ticket(ticket))
        agent("ann", "front", "vip")
        assertTrue(ann.sync().resync)
        assertNotNull(ann.copy.ticket(ticket))
    }

    @Test
    fun `a lost phone is wiped when it next asks`() = office {
        open("r1")
        val ann = phone("ann")
        ann.sync()
        desk.revokeDevice(Actor(role = Role.SYSTEM), ann.options.device)
        assertTrue(ann.sync().wiped)
        assertTrue(ann.copy.isClosed)
        assertFalse(Files.exists(Path.of(ann.options.path)))
        failing<AftersyncException.Unauthorized> { ann.copy.tickets() }
    }

    @Test
    fun `wiping leaves nothing`() = office {
        open("r1")
        val ann = phone("ann")
        ann.sync()
        ann.copy.wipe()
        for (suffix in listOf("", "-wal", "-shm")) assertFalse(Files.exists(Path.of(ann.options.path + suffix)))
        val closed = failing<AftersyncException.Unauthorized> { ann.copy.tickets() }
        assertNotNull(closed.failure.hint)
    }

    @Test
    fun `cut, changed and forged answers are refused whole`() = office {
        open("r1")
        val ann = phone("ann")
        val broken = mapOf<String, (ByteArray) -> ByteArray>(
            "cut" to { it.copyOf(it.size - 1) },
            "changed" to { it.apply { this[lastIndex] = (last() + 1).toByte() } },
            "nothing" to { ByteArray(0) },
            "another page" to { "<html>sign in to the network</html>".toByteArray() },
        )
        for ((what, line) in broken) {
            ann.line = line
            val refused = failing<AftersyncException> { ann.sync() }
            assertTrue(refused is AftersyncException.Signature || refused is AftersyncException.Malformed, what)
            assertEquals(0, ann.copy.count(), what)
        }
        var old = ByteArray(0)
        ann.line = { answer -> answer.also { old = it } }
        ann.sync()
        ann.line = { old }
        failing<AftersyncException.Signature> { ann.sync() }
        assertEquals(1, ann.copy.count())
    }

    @Test
    fun `a backend and an app of another version say so`() = office {
        open("r1")
        val ann = phone("ann")
        ann.line = { answer -> answer.apply { this[5] = 9 } }
        val other = failing<AftersyncException.Unsupported> { ann.sync() }
        assertNotNull(other.failure.hint)
        ann.line = { it }
        failing<AftersyncException.Unsupported> {
            ann.copy.sync { request -> ann.post(request.apply { this[5] = 9 }) }
        }
        assertEquals(1, ann.sync().tickets)
    }

    @Test
    fun `a clock that is hours off is told and does no harm`() = office {
        val ticket = open("r1")
        val ann = phone("ann")
        ann.offMillis = 5 * 3_600_000
        val first = ann.copy.answer(ann.post(ann.copy.request(ann.now)), ann.now)
        assertEquals(-ann.offMillis, first.clockAheadMs)
        ann.copy.execute(Act.Note(ticket = ticket, text = "at my time"), ann.now)
        assertEquals(now, ann.copy.pending().single().madeAt)
    }

    @Test
    fun `a full disk keeps what is there`() = office {
        val ticket = open("r1")
        val ann = phone("ann", mostPages = 40)
        ann.sync()
        ann.copy.act.note(ticket, "waits")
        take((2..60).map { request("r$it") })
        val full = failing<AftersyncException.Unavailable> { ann.sync() }
        assertNotNull(full.failure.hint)
        assertEquals(1, ann.copy.count())
        assertEquals(1, ann.copy.pending().size)
    }

    @Test
    fun `two phones of one person agree`() = office {
        val ticket = open("r1")
        val (one, two) = phone("ann", "one") to phone("ann", "two")
        one.sync()
        two.sync()
        one.copy.act.note(ticket, "from one")
        two.copy.act.note(ticket, "from two")
        one.sync()
        two.sync()
        one.sync()
        assertEquals(listOf("from one", "from two"), notes(ticket))
        assertEquals(one.copy.theirs(ticket), two.copy.theirs(ticket))
    }

    @Test
    fun `a command for a ticket that was merged meets its survivor`() = office {
        val (gone, stays) = open("r1", buyer = "x") to open("r2", buyer = "x")
        val ann = phone("ann")
        ann.sync()
        ann.copy.act.approveRefund(gone)
        desk.act(Actor(role = Role.AGENT)).merge(from = gone, into = stays)
        ann.sync()
        assertEquals(stays, (ann.copy.pending().single().state as PendingState.Conflict).ticket)
        assertEquals(stays, ann.copy.ticket(gone)!!.ticket.item.id)
    }

    @Test
    fun `the words of a forgotten buyer leave the phone`() = office {
        val ticket = open("r1")
        val ann = phone("ann")
        ann.sync()
        val customer = ann.copy.ticket(ticket)!!.customer!!.customer.item.id
        assertEquals(1, ann.copy.customers().size)
        ann.copy.act.approveRefund(ticket)
        desk.forget(Actor(role = Role.AGENT), customer, force = true)
        assertEquals(1, ann.sync().conflicts)
        val left = ann.copy.ticket(ticket)
        assertFalse(left.toString().contains("broken r1"))
        assertFalse(ann.copy.customers().toString().contains("Nick r1"))
    }

    @Test
    fun `a photo goes in parts and goes on where it was`() = office {
        val ticket = open("r1")
        val ann = phone("ann")
        ann.sync()
        val photo = ByteArray(700_000) { (it * 31 % 251).toByte() }
        ann.copy.attach(ticket, photo, EvidenceKind.IMAGE, note = "the cup")
        ann.copy.answer(ann.post(ann.copy.request()))
        val half = ann.copy.uploading()
        assertEquals(photo.size.toLong(), half.total)
        assertTrue(half.sent in 1 until half.total)
        ann.restart()
        ann.sync()
        val blob = desk.ticket(ticket)!!.item.evidence.single().blob!!
        assertTrue(photo.contentEquals(desk.getBlob(blob)!!.value))
    }

    @Test
    fun `a queue tells itself anew`() = office { scope ->
        val ticket = open("r1")
        val ann = phone("ann")
        val first = CompletableDeferred<Unit>()
        val seen = CompletableDeferred<List<ListedTicket>>()
        val looking = scope.launch {
            seen.complete(
                ann.copy.queue().first { page ->
                    first.complete(Unit)
                    page.isNotEmpty()
                },
            )
        }
        first.await()
        ann.sync()
        assertEquals(ticket, seen.await().single().id)
        looking.join()
        ann.copy.act.note(ticket, "x")
        assertEquals(1, ann.copy.queue().first().single().pending)
    }
}
