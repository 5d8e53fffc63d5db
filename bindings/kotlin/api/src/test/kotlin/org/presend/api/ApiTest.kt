package org.presend.api

import org.jetbrains.kotlin.abi.tools.AbiFilters
import org.jetbrains.kotlin.abi.tools.AbiToolsFactory
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Test
import java.io.File
import java.util.ServiceLoader

/** What an app can see of the library and of advice, generated code included. */
class ApiTest {
    private class Seen(of: String) {
        val wanted = File(System.getProperty("$of.api"))

        val now: String by lazy {
            val classes = System.getProperty("$of.classes").split(':').map { File(it) }
            val files = classes.flatMap { folder -> folder.walk().filter { it.extension == "class" } }
            val tools = ServiceLoader.load(AbiToolsFactory::class.java).first().get()
            buildString { tools.printJvmDump(this, files.sorted(), AbiFilters.EMPTY) }
        }
    }

    private fun compared(seen: Seen) {
        if (System.getProperty("presend.api.write") == "true") seen.wanted.writeText(seen.now)
        assertEquals(seen.wanted.readText(), seen.now, "if the change is meant: scripts/api-kotlin write")
    }

    @Test
    fun `the public API is as in bindings-api-kotlin-txt`() = compared(Seen("presend"))

    @Test
    fun `the public API of advice is as in bindings-api-kotlin-advice-txt`() = compared(Seen("presend.advice"))

    @Test
    fun `nothing that is generated is public`() {
        assertFalse("org/presend/internal" in Seen("presend").now)
        assertFalse("org/presend/advice/internal" in Seen("presend.advice").now)
    }
}
