package org.presend.api

import org.jetbrains.kotlin.abi.tools.AbiFilters
import org.jetbrains.kotlin.abi.tools.AbiToolsFactory
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Test
import java.io.File
import java.util.ServiceLoader

/** What an app can see of the library, generated code included. */
class ApiTest {
    private val wanted = File(System.getProperty("presend.api"))

    private val seen: String by lazy {
        val classes = System.getProperty("presend.classes").split(':').map { File(it) }
        val files = classes.flatMap { folder -> folder.walk().filter { it.extension == "class" } }
        val tools = ServiceLoader.load(AbiToolsFactory::class.java).first().get()
        buildString { tools.printJvmDump(this, files.sorted(), AbiFilters.EMPTY) }
    }

    @Test
    fun `the public API is as in bindings-api-kotlin-txt`() {
        if (System.getProperty("presend.api.write") == "true") wanted.writeText(seen)
        assertEquals(wanted.readText(), seen, "if the change is meant: scripts/api-kotlin write")
    }

    @Test
    fun `nothing that is generated is public`() {
        assertFalse("org/presend/internal" in seen)
    }
}
