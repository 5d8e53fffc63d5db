package org.presend

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** Enums are converted by name: every entry on either side has its like on the other. */
class ConversionTest {
    @Test
    fun `every enum has the entries of the generated one, in its order`() {
        val enums = listOf(
            Action.entries, Audience.entries, DecidedBy.entries, Edit.entries, EditProfile.entries, Evidence.entries,
            ExplainLanguage.entries, ExplainLevel.entries, FailMode.entries, LentDistance.entries, LentFault.entries, MessageKey.entries,
            Orientation.entries, OwnAnswer.entries, OwnInput.entries, OwnSaid.entries, PixelFormat.entries, StillKind.entries,
        )
        for (entries in enums) {
            // An app's code cannot name the generated enum: it is internal to another module.
            val generated = Class.forName("org.presend.internal." + entries.first().javaClass.simpleName)
            assertEquals(generated.enumConstants.map { it.toString() }, entries.map { it.name }, generated.simpleName)
        }
    }
}
