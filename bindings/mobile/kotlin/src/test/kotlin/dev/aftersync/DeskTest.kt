package dev.aftersync

import java.nio.file.Files
import kotlin.test.assertFailsWith
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The whole desk from the JVM. */
class DeskTest {
    private fun message(id: String, at: Timestamp) = Fact(
        platform = Platform("app"),
        shop = ShopId("app"),
        revision = 1,
        occurredAt = at,
        body = FactBody.Message(
            externalId = id,
            conversation = "talk-$id",
            channel = Channel.CHAT,
            sender = Sender.BUYER,
            account = AccountRef(scope = "app", uid = "u-$id"),
            text = "杯子碎了",
            issue = IssueType.DAMAGED,
            at = at,
        ),
    )

    @Test
    fun `a file is opened, worked on, closed and opened again`() {
        val folder = Files.createTempDirectory("aftersync-desk")
        val path = folder.resolve("desk.db").toString()
        runBlocking {
            val ticket = Desk.open(path).use { desk ->
                val taken = desk.ingest(listOf(message("1", Timestamp.now()))).single()
                val ticket = taken.ok!!.ticket!!
                val me = desk.act(Actor(role = Role.AGENT, agent = agentId("lin")), key = "answer-1")
                assertEquals(false, me.answer(ticket, "马上给您补发").repeated)
                assertEquals(true, me.answer(ticket, "马上给您补发").repeated)
                assertTrue(desk.allowed(ticket, Actor(role = Role.AGENT)).isNotEmpty())
                ticket
            }
            Desk.open(path).use { desk -> assertEquals(Headline.RESOLVED, desk.ticket(ticket)!!.item.headline) }
        }
        folder.toFile().deleteRecursively()
    }

    @Test
    fun `pages are fetched until there are no more`() = runBlocking {
        Desk.forTests().use { desk ->
            desk.ingest((1..25).map { message("$it", desk.now()) })
            assertEquals(25, desk.iterTickets(TicketQuery(limit = 10)).toList().map { it.item.id }.toSet().size)
            assertEquals(25, desk.iterTicketRows(TicketQuery(limit = 7)).toList().size)
        }
    }

    @Test
    fun `events come as they are recorded, and leaving loses none`() = runBlocking {
        Desk.forTests().use { desk ->
            val waiting = async { desk.events().filter { it.body is EventBody.TicketOpened }.first() }
            delay(50.milliseconds)
            desk.ingest(listOf(message("1", desk.now())))
            val opened = withTimeout(10.seconds) { waiting.await() }
            val before = desk.iterEvents().toList()
            assertTrue(opened.cursor in before.map { it.cursor })

            val forever = launch { desk.events(before.last().cursor).collect { } }
            delay(50.milliseconds)
            withTimeout(10.seconds) { forever.cancelAndJoin() }
            assertEquals(before, desk.iterEvents().toList())
        }
    }

    @Test
    fun `waiting for events ends when the desk is closed`() = runBlocking {
        val desk = Desk.forTests()
        val following = async { runCatching { desk.events(desk.head()).toList() } }
        delay(50.milliseconds)
        desk.close()
        withTimeout(10.seconds) { following.await() }
        assertTrue(desk.isClosed)
    }

    @Test
    fun `one merchant sees nothing of another`() = runBlocking {
        Desk.forTests().use { desk ->
            desk.ingest(listOf(message("1", desk.now())))
            assertEquals(0, desk.forTenant("other").tickets().items.size)
            assertEquals(1, desk.tickets().items.size)
        }
    }

    @Test
    fun `a webhook nobody can read is kept or refused, never lost`() = runBlocking {
        Desk.forTests(TestOptions(adapters = true)).use { desk ->
            val reply = desk.webhook(AppId("app-1"), "{}".toByteArray())
            assertTrue(reply.refused != null || reply.kept > 0)
            assertTrue(reply.status in 200..499)
        }
    }

    @Test
    fun `arguments that do not fit are told by their place`() {
        val refused = assertFailsWith<AftersyncException.Malformed> {
            guarded { Desk.forTests().native.callHere("ticket", """{"id":"short"}""", null) }
        }
        assertEquals("id", refused.failure.field)
    }
}
