package dev.aftersync

import dev.aftersync.ffi.panicForTests
import java.util.Locale
import kotlin.test.assertFailsWith
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class ValuesTest {
    @Test
    fun `words are read in the user's language`() {
        assertEquals("退款中", Headline.REFUNDING.label(Lang.ZH))
        assertEquals("Refund in progress", Headline.REFUNDING.label(Lang.EN))
        assertEquals(Lang.ZH, userLang(Locale.TAIWAN))
        assertEquals(Lang.EN, userLang(Locale.FRANCE))
    }

    @Test
    fun `an id follows from names, as in every language`() {
        assertEquals(agentId("ann"), agentId("ann"))
        assertTrue(agentId("ann") != agentId("bob"))
        assertEquals(32, orderId("douyin", "6920111111111111001").value.length)
        val refused = assertFailsWith<AftersyncException.Malformed> { messageId("no id", "x") }
        assertNotNull(refused.failure.allowed)
    }

    @Test
    fun `a failure carries what a program decides by`() = runBlocking {
        Desk.forTests().use { desk ->
            val refused = assertFailsWith<AftersyncException.NotFound> {
                desk.act(Actor(role = Role.AGENT)).note(TicketId("0".repeat(32)), "x")
            }
            assertEquals(ErrorKind.NOT_FOUND, refused.failure.kind)
            assertFalse(refused.failure.retryable)
        }
    }

    @Test
    fun `a panic is an exception and the library goes on`() {
        val internal = assertFailsWith<AftersyncException.Internal> { guarded { panicForTests() } }
        assertEquals("a panic on purpose", internal.failure.context["panic"])
        assertEquals(32, agentId("ann").value.length)
    }

    @Test
    fun `what a later version wrote is kept whole`() {
        val later = """{"kind":"from_tomorrow","n":[1,2]}"""
        val read = Json.decodeFromString<AnyEvent>(later)
        assertTrue(read is AnyEvent.Other)
        assertEquals(later, Json.encodeToString<AnyEvent>(read))
    }

    @Test
    fun `whole numbers of 64 bits pass unharmed`() {
        val wide = Revision(hash = ULong.MAX_VALUE, number = Long.MIN_VALUE, rank = 3)
        assertEquals(wide, Json.decodeFromString<Revision>(Json.encodeToString(wide)))
    }

    @Test
    fun `an open and a closed desk`() {
        val desk = Desk.forTests()
        assertFalse(desk.isClosed)
        desk.close()
        desk.close()
        assertTrue(desk.isClosed)
        val closed = assertFailsWith<AftersyncException.Unavailable> { runBlocking { desk.tickets() } }
        assertNotNull(closed.failure.hint)
    }
}
