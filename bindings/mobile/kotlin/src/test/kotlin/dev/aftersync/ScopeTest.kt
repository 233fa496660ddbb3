package dev.aftersync

import java.nio.file.Files
import java.nio.file.Path
import kotlin.time.Duration
import kotlin.time.measureTimedValue
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A phone's part of a large backend. Times are printed, not judged: `-Daftersync.tickets=N` for another size. */
class ScopeTest {
    private val all = System.getProperty("aftersync.tickets")?.toInt() ?: 100_000

    @Test
    fun `two thousand tickets of a hundred thousand`() = Office().use { office ->
        runBlocking {
            office.settle()
            office.agent("cid", "own")
            val rule = Rule(name = "own", `when` = When.Shop(listOf(ShopId("scope"))), then = Then(queue = "own"))
            val queues = listOf(QueueConfig("front"), QueueConfig("vip"), QueueConfig("own"))
            office.desk.configure(Config(queues = queues, fallbackQueue = "vip", rules = listOf(rule)))
            val every = all / MINE
            for (chunk in (0 until all).chunked(1_000)) {
                office.take(chunk.map { office.request("r$it", shop = if (it % every == 0) "scope" else "own") })
            }

            val cid = office.phone("cid")
            val first = timed { cid.sync() }
            assertEquals(MINE.toLong(), first.value.tickets)
            assertEquals(MINE.toLong(), cid.copy.count())
            assertEquals(0, timed { cid.sync() }.also { tell("a pull of nothing", it.duration) }.value.tickets)

            val mine = cid.copy.tickets(CopyQuery(limit = 1)).single().id
            cid.copy.act.note(mine, "one more")
            val later = timed { cid.sync() }
            assertEquals(1L to 1L, later.value.applied to later.value.tickets)
            pullsAfterChanges(office, cid)

            val query = CopyQuery(limit = 1_000)
            val page = (1..20).map { timed { cid.copy.tickets(query) } }.minBy { it.duration }
            assertEquals(1_000, page.value.size)
            // Closed, so that nothing of it lies in the log any more.
            cid.restart()
            val bytes = Files.size(Path.of(cid.options.path))
            assertTrue(bytes > 0)
            tell("first pull of $MINE out of $all tickets", first.duration)
            tell("a command pushed and what became of it pulled", later.duration)
            tell("a list of 1,000 tickets", page.duration)
            println("replica: ${bytes / MINE} bytes of file a ticket")
        }
    }

    /** A pull costs what changed, not what is seen. The best of five. */
    private suspend fun pullsAfterChanges(office: Office, phone: Phone) {
        val ids = phone.copy.tickets(CopyQuery(limit = 100)).map { it.id }
        for (changes in listOf(1, 10, 100)) {
            val pulls = (1..5).map { round ->
                ids.take(changes).forEach { office.desk.act(Actor(role = Role.AGENT)).note(it, "note $round") }
                timed { phone.sync() }.also { assertEquals(changes.toLong(), it.value.tickets) }
            }
            tell("a pull after $changes changes", pulls.minOf { it.duration })
        }
    }

    private class Timed<T>(val value: T, val duration: Duration)

    private suspend fun <T> timed(run: suspend () -> T): Timed<T> =
        measureTimedValue { run() }.let { Timed(it.value, it.duration) }

    private fun tell(what: String, took: Duration): Unit = println("replica: $what took $took")

    private companion object {
        const val MINE = 2_000
    }
}
