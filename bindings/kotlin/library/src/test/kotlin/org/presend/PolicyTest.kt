package org.presend

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Policies that come with Presend, and what is said of them. */
class PolicyTest {
    @Test
    fun `every built-in policy decides as it is named`() {
        val wanted = mapOf(
            Policy.ObserveOnly to "Allow",
            Policy.WarnOnly to "Warn",
            Policy.AskBeforeSend() to "Ask",
            Policy.BlockMatch to "Block",
            Policy.ReportCandidate to "Block",
        )
        for ((policy, decision) in wanted) {
            val checked = demoScanner(policy).use { it.scanPicture() }
            assertEquals(decision, checked.decision.javaClass.simpleName)
            assertEquals(DecidedBy.POLICY, checked.decidedBy)
        }
    }

    @Test
    fun `friction grows the younger the audience`() {
        val friction = Audience.entries.map { audience ->
            val checked = demoScanner(Policy.AskBeforeSend(audience)).use { it.scanPicture() }
            (checked.decision as Decision.Ask).friction
        }
        assertEquals(listOf(Friction(0, 1), Friction(5, 1), Friction(10, 2)), friction)
    }

    @Test
    fun `the policy is described in full`() {
        val own = Policy.Own("name made_up\nmatch by test") { _, _ -> PolicyAnswer.Warn }
        val text = demoScanner(own).use { it.describePolicy() }
        assertTrue("\npolicy name made_up\npolicy match by test\n" in text, text)
        assertTrue("\nfallback ask\n" in text, text)
        assertTrue("\nset demo version 0 unverified actions warn,ask,block\n" in text, text)
        val lambda = demoScanner { _, _ -> PolicyAnswer.Warn }.use { it.describePolicy() }
        assertTrue("\npolicy the app does not describe this policy\n" in lambda, lambda)
    }

    @Test
    fun `another policy has another digest`() {
        fun digest(text: String) = demoScanner(Policy.Own(text) { _, _ -> PolicyAnswer.Warn })
            .use { it.scanPicture().policyDigest }
        assertEquals(64, digest("name a").length)
        assertEquals(digest("name a"), digest("name a"))
        assertTrue(digest("name a") != digest("name b"))
    }

    @Test
    fun `friction that cannot be counted is refused where it is written`() {
        assertThrows(IllegalArgumentException::class.java) { Friction(256, 1) }
        assertThrows(IllegalArgumentException::class.java) { Friction(0, -1) }
    }
}
