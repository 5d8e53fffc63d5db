package org.presend.advice

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import org.presend.Audience

/** The switch: whoever set it, and who may change it. */
class SwitchTest {
    private fun refused(change: () -> Unit) {
        assertThrows(AdviceException.GuardianNeeded::class.java, change)
    }

    @Test
    fun `it begins as off, and the user switches it both ways`() {
        assertNull(Switch.OFF.setBy)
        val on = Switch.OFF.turnOn(SetBy.USER, Audience.TEEN)
        assertEquals(SetBy.USER to Audience.TEEN, on.setBy to on.audience)
        assertEquals(Switch.OFF, on.turnOff())
    }

    @Test
    fun `what a guardian set moves only with the proof`() {
        val set = Switch.OFF.turnOn(SetBy.GUARDIAN, Audience.CHILD)
        val wrong = listOf<GuardianProof?>(null, GuardianProof { false }, GuardianProof { error("made up") })
        for (proof in wrong) {
            refused { set.turnOff(proof) }
            refused { set.turnOn(SetBy.USER, Audience.ADULT, proof) }
            refused { set.turnOn(SetBy.GUARDIAN, Audience.TEEN, proof) }
        }
        assertEquals(Audience.TEEN, set.turnOn(SetBy.GUARDIAN, Audience.TEEN) { true }.audience)
        assertEquals(Switch.OFF, set.turnOff { true })
    }

    @Test
    fun `what was kept is what was set, and nothing else is read`() {
        val all = SetBy.values().flatMap { by -> Audience.values().map { Switch.OFF.turnOn(by, it) } } + Switch.OFF
        for (switch in all) assertEquals(switch, Switch.ofText(switch.text))
        assertEquals("advice on by guardian for child", Switch.OFF.turnOn(SetBy.GUARDIAN, Audience.CHILD).text)
        for (odd in listOf("", "advice", "advice on by guardian for adults")) assertNull(Switch.ofText(odd))
    }
}
