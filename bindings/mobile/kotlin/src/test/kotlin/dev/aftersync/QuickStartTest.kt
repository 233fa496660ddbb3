package dev.aftersync

import java.nio.file.Path
import kotlin.io.path.readText
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The quick start of the README, as it stands there. */
class QuickStartTest {
    private val printed = ArrayList<String>()

    private fun println(line: String) {
        printed.add(line)
    }

    @Test
    fun `it runs`() = Office().use { office ->
        runBlocking {
            office.settle()
            val ticket = office.open("r1")
            val ann = office.phone("ann", "unused")
            // [quick start]
            suspend fun approveWhatWaits(options: ReplicaOptions, post: suspend (ByteArray) -> ByteArray) {
                Replica.open(options).use { copy ->
                    copy.sync(post = post) // your own HTTP client: bytes to your server, bytes back
                    for (ticket in copy.tickets(CopyQuery(headlines = listOf(Headline.AWAITING_SELLER)))) {
                        println("${ticket.number} ${ticket.headline.label()}")
                        copy.act.approveRefund(ticket.id) // with or without a network: shown at once, done once
                    }
                    val report = copy.sync(post = post)
                    println("${report.applied} done, ${report.conflicts} for you to decide")
                }
            }
            // [end]
            ann.copy.close()
            approveWhatWaits(ann.options) { ann.post(it) }
            assertEquals(Headline.REFUNDING, office.desk.ticket(ticket)!!.item.headline)
            assertEquals("1 done, 0 for you to decide", printed.last())
        }
    }

    @Test
    fun `it stands in the README as it runs`() {
        val root = Path.of(System.getProperty("aftersync.scenarios")).resolve("../..")
        val source = root.resolve("bindings/mobile/kotlin/src/test/kotlin/dev/aftersync/QuickStartTest.kt").readText()
        val lines = source.lines()
        val shown = lines.subList(
            lines.indexOfFirst { it.trim() == "// [quick start]" } + 1,
            lines.indexOfFirst { it.trim() == "// [end]" },
        )
        assertTrue(shown.size > 5)
        for (readme in listOf("README.md", "bindings/mobile/README.md")) {
            assertTrue(root.resolve(readme).readText().contains(shown.joinToString("\n").trimIndent()), readme)
        }
    }
}
