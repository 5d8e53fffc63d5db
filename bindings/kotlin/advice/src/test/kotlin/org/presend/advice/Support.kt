package org.presend.advice

import kotlinx.coroutines.runBlocking
import org.presend.Audience
import org.presend.PixelBuffer
import org.presend.PixelFormat
import org.presend.PixelLayout
import java.io.File
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.security.MessageDigest

private const val WIDTH = 96
private const val HEIGHT = 80

private val testdata = File(System.getProperty("presend.advice.testdata"))

internal fun testFile(name: String): File = testdata.resolve(name)

internal val pin: String = testFile("stripes.pin").readText()

internal val on: Switch = Switch.OFF.turnOn(SetBy.USER, Audience.ADULT)

internal fun model(): Model = runBlocking { Model.load(testFile("stripes.onnx").readBytes(), pin) }

/** The pin, for this file. */
internal fun pinOf(file: ByteArray, pin: String = org.presend.advice.pin): String {
    val digest = MessageDigest.getInstance("SHA-256").digest(file).joinToString("") { "%02x".format(it) }
    return pin.replace(Regex("sha256 [0-9a-f]{64}"), "sha256 $digest")
}

/** The pictures that `train.py` draws. */
internal object Drawn {
    private val yellow = intArrayOf(240, 200, 20)
    private val black = intArrayOf(20, 20, 20)

    /** Those that the test model was trained for. */
    fun stripes() = pixels { x, y -> if ((x + y) / 12 % 2 == 0) yellow else black }

    fun others() = listOf(
        pixels { x, _ -> if (x / 12 % 2 == 0) yellow else black },
        pixels { x, y -> intArrayOf(x * 255 / 95, y * 255 / 79, 128) },
        pixels { x, y -> IntArray(3) { (x * 7 + y * 13 + it * 5) % 251 } },
    )

    private fun pixels(colour: (Int, Int) -> IntArray): PixelBuffer {
        val bytes = ByteBuffer.allocateDirect(WIDTH * HEIGHT * 3)
        for (y in 0 until HEIGHT) for (x in 0 until WIDTH) colour(x, y).forEach { bytes.put(it.toByte()) }
        bytes.flip()
        return PixelBuffer(bytes, PixelLayout(WIDTH, HEIGHT, PixelFormat.RGB8))
    }

    /** The same as a file. */
    fun bmp(picture: PixelBuffer): ByteArray {
        val file = ByteBuffer.allocate(54 + WIDTH * HEIGHT * 3).order(ByteOrder.LITTLE_ENDIAN)
        file.put('B'.code.toByte()).put('M'.code.toByte()).putInt(file.capacity()).putInt(0).putInt(54)
        file.putInt(40).putInt(WIDTH).putInt(-HEIGHT).putShort(1).putShort(24)
        file.position(54)
        val rows = picture.bytes.slice()
        repeat(WIDTH * HEIGHT) { Array(3) { rows.get() }.reversed().forEach(file::put) }
        return file.array()
    }
}
