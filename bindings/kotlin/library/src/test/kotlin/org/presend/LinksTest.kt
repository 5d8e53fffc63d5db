package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A set of pictures and a set of links on one scanner, each with its own pins. */
class LinksTest {
    private val pictures = TestKit.verified
    private val links = TestKit.verifiedLinks

    private fun store(vararg pins: String) =
        runBlocking { SetStore.open(scratch(), pins.asList(), MemoryVault(), clock = fixed) }

    private suspend fun SetStore.scanned(text: String) =
        scanner(settings = settings()).use { it.scanText(text) }.report

    @Test
    fun `a picture is found by one set and a link by the other`() {
        store(pictures.pins, links.pins).use { store ->
            runBlocking {
                store.install(pictures.name, pictures.first)
                store.install(links.name, links.first)
                val scanner = store.scanner(settings = settings())
                val found = scanner.use {
                    listOf(it.scan(picture), it.scanText("is this you? ${TestKit.links.first()}"))
                }
                assertEquals(listOf(Outcome.Match, Outcome.Match), found.map { it.report.outcome })
                val named = found.map { it.report.findings.map { finding -> finding.set }.toSet() }
                assertEquals(listOf(pictures, links).map { setOf(SetRef(it.name, 1, true)) }, named)
                assertTrue("harmless test link" in found.last().explain(), found.last().explain())
                assertEquals("phishing", store.origin(links.name).purpose)
            }
        }
    }

    @Test
    fun `a delta brings a new link`() {
        store(links.pins).use { store ->
            runBlocking {
                store.install(links.name, links.first)
                assertEquals(Outcome.Clean, store.scanned(TestKit.links.last()).outcome)
                store.apply(links.name, links.delta)
                assertEquals(Outcome.Match, store.scanned(TestKit.links.last()).outcome)
            }
        }
    }

    @Test
    fun `a set is refused by the pins of the other`() {
        store(pictures.pins, links.pins).use { store ->
            assertEquals("AuthorityQuorum", refusedBy { store.install(pictures.name, links.first) })
            assertEquals("AuthorityQuorum", refusedBy { store.install(links.name, pictures.first) })
        }
        // The pins of the links, with the authorities of the pictures.
        val swapped = pictures.pins.replace(pictures.name, links.name).replace("known-images", "phishing")
        store(swapped).use { store ->
            assertEquals("AuthorityQuorum", refusedBy { store.install(links.name, links.first) })
            assertEquals(UndecidedReason.NoUsableSet, runBlocking { store.scanner(settings = settings()).use { it.scanText("hello") } }.reason())
        }
    }
}
