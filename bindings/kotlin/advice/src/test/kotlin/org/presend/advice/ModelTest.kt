package org.presend.advice

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.presend.Audience
import org.presend.ExplainLanguage
import org.presend.Friction
import org.presend.PixelBuffer
import org.presend.UndecidedReason
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.ByteBuffer
import java.nio.file.Files
import kotlin.random.Random

/** The test model, on the pictures that it is tested with in Rust; and what is no model. */
class ModelTest {
    private fun verdict(picture: Picture, switch: Switch = on, moment: Moment = Moment.BEFORE_SENDING): Verdict =
        model().use { AdviceCheck(it) }.use { check -> AdviceBlocking.advise(check, moment, picture, switch) }

    private fun refused(file: ByteArray, pin: String): String =
        assertThrows(AdviceException.ModelRefused::class.java) { AdviceBlocking.load(ByteBuffer.wrap(file), pin) }.reason

    @Test
    fun `stripes are asked about, as pixels and as a file, and nothing else is`() {
        val stripes = Drawn.stripes()
        for (picture in listOf(Picture.Pixels(stripes), Picture.File(Drawn.bmp(stripes)))) {
            val question = (verdict(picture) as Verdict.Ask).question
            assertEquals(AdviceClass.TEST to Moment.BEFORE_SENDING, question.adviceClass to question.moment)
            assertEquals("This looks like a test picture. Do you want to send it?", question.text())
            assertEquals("Dit lijkt een testplaatje. Wil je het versturen?", question.text(ExplainLanguage.DUTCH))
            assertEquals(Friction(), question.friction)
        }
        for (other in Drawn.others()) {
            assertEquals(Verdict.Nothing, verdict(Picture.Pixels(other)))
            assertEquals(Verdict.Nothing, verdict(Picture.File(Drawn.bmp(other))))
        }
    }

    @Test
    fun `a child is asked with more friction, also before a picture is shown`() {
        val switch = Switch.OFF.turnOn(SetBy.GUARDIAN, Audience.CHILD)
        val asked = verdict(Picture.Pixels(Drawn.stripes()), switch, Moment.BEFORE_SHOWING) as Verdict.Ask
        assertEquals("This looks like a test picture. You do not have to look at it.", asked.question.text())
        assertTrue(asked.question.friction.confirmations == 2 && asked.question.friction.pauseSeconds > 0)
    }

    @Test
    fun `nobody looks while it is off, and what cannot be read is not nothing`() {
        val cut = Drawn.bmp(Drawn.stripes()).copyOf(2_000)
        assertEquals(Verdict.Off, verdict(Picture.File(cut), Switch.OFF))
        assertEquals(Verdict.NotLooked(NoAdvice.Unread(UndecidedReason.Truncated)), verdict(Picture.File(cut)))
        assertEquals(Verdict.NotLooked(NoAdvice.Unread(UndecidedReason.Empty)), verdict(Picture.File(ByteArray(0))))
        val short = Drawn.stripes().run { PixelBuffer(bytes.limit(100) as ByteBuffer, layout) }
        assertEquals(Verdict.NotLooked(NoAdvice.Unread(UndecidedReason.Truncated)), verdict(Picture.Pixels(short)))
    }

    @Test
    fun `a model is what its pin says, or is refused by name`() {
        assertEquals("stripes", model().use { it.name })
        val file = testFile("stripes.onnx").readBytes()
        assertEquals("wrong_digest", refused(file.copyOf().also { it[9]++ }, pin))
        assertEquals("wrong_input", refused(file, pin.replace("input 64 64", "input 32 64")))
        val two = pin.replace("output probabilities 1", "output probabilities 2")
        assertEquals("wrong_output", refused(file, two))
        assertEquals("not_a_model", refused(ByteArray(0), pinOf(ByteArray(0))))
        val random = Random(1).nextBytes(10 shl 20)
        assertEquals("wrong_digest" to "not_a_model", refused(random, pin) to refused(random, pinOf(random)))
        for ((name, reason) in listOf("wide" to "too_much_work", "scan" to "unsupported_operation", "external" to "not_a_model")) {
            val odd = testFile("$name.onnx").readBytes()
            assertEquals(reason, refused(odd, pinOf(odd)), name)
        }
    }

    @Test
    fun `a bad pin is refused with its line`() {
        val bad = assertThrows(AdviceException.BadPin::class.java) {
            runBlocking { Model.load(testFile("stripes.onnx").readBytes(), pin.replace("layout nchw", "layout chwn")) }
        }
        assertTrue("line 5" in bad.message!!, bad.message)
    }

    @Test
    fun `the book's program says what its user reads`() {
        val picture = Files.createTempFile("presend-advice", ".bmp").toFile()
        val files = arrayOf(testFile("stripes.onnx").path, testFile("stripes.pin").path, picture.path)
        val said = listOf(Drawn.stripes(), Drawn.others().first()).map { drawn ->
            picture.writeBytes(Drawn.bmp(drawn))
            val (printed, before) = ByteArrayOutputStream() to System.out
            System.setOut(PrintStream(printed))
            try {
                runBlocking { org.presend.guide.advice.main(files) }
            } finally {
                System.setOut(before)
            }
            printed.toString().trim()
        }
        picture.delete()
        assertEquals(listOf("This looks like a test picture. Do you want to send it?", "goes on"), said)
    }
}
