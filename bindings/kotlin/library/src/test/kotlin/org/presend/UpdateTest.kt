package org.presend

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.nio.ByteBuffer
import java.util.concurrent.atomic.AtomicBoolean

/** A store that is updated while coroutines scan. */
class UpdateTest {
    @Test
    fun `scans see the old set or the new one, and never none`() {
        val delta = ByteBuffer.wrap(madeSet("1-2.khd").readBytes())
        openStore().installed("1.khs").use { store ->
            val old = runBlocking { store.scanner() }
            val (began, done) = List(3) { CompletableDeferred<Unit>() } to AtomicBoolean()
            runBlocking {
                val scanning = began.map {
                    async(Dispatchers.Default) {
                        val seen = mutableListOf<Long>()
                        var last = false
                        while (!last) {
                            last = done.get()
                            assertEquals(Outcome.Match, old.scan(kit("test-7")).report.outcome)
                            val report = store.scanner().use { new -> new.scan(kit("test-2")) }.report
                            assertEquals(Outcome.Match, report.outcome)
                            seen += report.sets.first().version
                            it.complete(Unit)
                        }
                        seen
                    }
                }
                began.awaitAll()
                store.apply(SET, delta)
                done.set(true)
                for (seen in scanning.awaitAll()) {
                    assertEquals(seen.sorted(), seen)
                    assertTrue(seen.first() == 1L && seen.last() == 2L, "$seen")
                }
            }
            old.close()
        }
    }
}
