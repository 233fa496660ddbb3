package dev.aftersync

import kotlin.test.assertFailsWith
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What is looked up and looked after beside the daily work. */
class UpkeepTest {
    private val me = Actor(role = Role.AGENT)
    private val nowhere = "22".repeat(16)

    private fun desk(test: suspend (Desk) -> Unit): Unit = runBlocking { Desk.forTests().use { test(it) } }

    @Test
    fun `phones of an agent`() = desk { desk ->
        val agent = agentId("an")
        desk.act(me).putAgent(Agent(externalId = "an", id = agent, name = "an"))
        assertEquals(emptyList<Device>(), desk.devices(agent))
        val handed = desk.registerDevice(me, agent)
        assertEquals(listOf(handed.device), desk.devices(agent).map { it.id })
        desk.act(me).revokeDevice(handed.device)
        assertNotNull(desk.devices(agent).single().revokedAt)
    }

    @Test
    fun `who it may be, and how they came to be`() = desk { desk ->
        fun seen(uid: String) = Observation(
            at = Timestamp.now(),
            source = "calls",
            id = uid,
            account = Handle(platform = Platform("wechat"), scope = "w1", uid = uid),
            blocks = listOf(Block(phone = "13911112222")),
        )
        val customer = desk.observe(seen("o-1")).customer
        assertEquals(customer, desk.observe(seen("o-2")).customer)
        val how = desk.how(customer)
        assertEquals(1, how.steps.size)
        assertNotEquals(how.en, how.zh)
        assertEquals(customer, desk.lookup(seen("o-3")).first().customer)
        assertEquals(2, desk.identityStats().accounts, "it was only asked")
    }

    @Test
    fun `articles that may be the same`() = desk { desk ->
        fun id(n: Int) = ProductId(n.toString(16).padStart(32, '0'))
        listOf("red china cup 300 ml", "red china cup, 300ml", "wool blanket").forEachIndexed { n, title ->
            desk.act(me).putProduct(Product(id = id(n), title = title))
        }
        assertEquals(listOf("red china cup, 300ml"), desk.similarProducts(id(0), limit = 5).map { it.product.title })
    }

    @Test
    fun upkeep() = desk { desk ->
        desk.act(me).putProduct(Product(id = ProductId(nowhere), title = "cup"))
        assertTrue(desk.rebuildCounters() >= 0)
        assertEquals(emptyList<String>(), desk.check())
        assertFailsWith<AftersyncException.Unsupported> { desk.rotateKeys() }
        assertFailsWith<AftersyncException.NotFound> { desk.redrive(me, JobId(nowhere)) }
        assertFailsWith<AftersyncException.NotFound> { desk.redriveQuarantined(QuarantineId(nowhere)) }
        assertEquals(null, desk.noticeText(TicketId(nowhere), Notice.N1, Lang.ZH))
        assertFailsWith<AftersyncException> { desk.poll(Platform("douyin"), ShopId("1")) }
    }
}
