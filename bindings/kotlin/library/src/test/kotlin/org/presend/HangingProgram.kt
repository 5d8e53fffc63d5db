package org.presend

import java.util.concurrent.CountDownLatch

/** A program whose hook and whose own check never return: HookTest waits for its end. */
object HangingProgram {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val check = OwnCheck("hangs", OwnInput.BYTES, deadlineMillis = 50) { forever() }
        val settings = ScannerSettings(deadlineMillis = 50, clock = fixed, ownChecks = listOf(check))
        val checked = demoScanner(settings) { _, _ -> forever() }.use { it.scanPicture() }
        println("${checked.decidedBy} ${checked.report.ownChecks.single().said}")
    }

    private fun forever(): Nothing {
        CountDownLatch(1).await()
        error("it was counted down")
    }
}
