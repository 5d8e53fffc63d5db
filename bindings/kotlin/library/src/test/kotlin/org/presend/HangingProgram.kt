package org.presend

import java.util.concurrent.CountDownLatch

/** A program whose hook never returns: HookTest waits for its end. */
object HangingProgram {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val hanging = demoScanner(settings(deadlineMillis = 50)) { _, _ ->
            CountDownLatch(1).await()
            PolicyAnswer.Allow
        }
        println(hanging.use { it.scanPicture() }.decidedBy)
    }
}
