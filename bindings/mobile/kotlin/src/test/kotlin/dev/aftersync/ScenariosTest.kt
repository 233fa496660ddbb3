package dev.aftersync

import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.name
import kotlin.io.path.nameWithoutExtension
import kotlin.io.path.readText
import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.jsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.DynamicTest.dynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/** Every scenario leaves in Kotlin what it leaves in every language. */
class ScenariosTest {
    private val folder: Path = Path.of(System.getProperty("aftersync.scenarios"))
    private val base = json(folder.resolve("base.json")).jsonObject
    private val all = Files.list(folder).use { files ->
        files.filter { it.name.endsWith(".json") && it.name != "base.json" }.sorted().toList()
    }

    private fun json(path: Path) = Json.parseToJsonElement(path.readText())

    @TestFactory
    fun `leaves the same as in every language`(): List<DynamicTest> = all.map { path ->
        dynamicTest(path.nameWithoutExtension) {
            val got = runBlocking { Play(json(path).jsonObject, base).run() }
            assertEquals(canonical(json(folder.resolve("results").resolve(path.name))), canonical(got))
        }
    }

    @Test
    fun `there are enough of them`(): Unit = assertTrue(all.size >= 30)
}
