package org.presend

import java.io.ByteArrayOutputStream
import java.io.DataOutputStream
import java.io.File
import java.io.OutputStream
import java.util.zip.CRC32
import java.util.zip.Deflater
import java.util.zip.DeflaterOutputStream

/** A PNG of 4096x4096 pixels that is not compressed: 50 MB. */
object Large {
    private const val SIDE = 4096

    val file: File by lazy {
        scratch().resolve("large.png").also { file -> file.outputStream().buffered().use { write(it) } }
    }

    private fun write(out: OutputStream) {
        out.write(byteArrayOf(0x89.toByte()) + "PNG\r\n\u001a\n".toByteArray(Charsets.ISO_8859_1))
        val header = ByteArrayOutputStream()
        // 8 bits of each, RGB.
        DataOutputStream(header).run { writeInt(SIDE); writeInt(SIDE); write(byteArrayOf(8, 2, 0, 0, 0)) }
        chunk(out, "IHDR", header.toByteArray())
        chunk(out, "IDAT", pixels())
        chunk(out, "IEND", ByteArray(0))
    }

    private fun pixels(): ByteArray {
        val bytes = ByteArrayOutputStream(SIDE * (3 * SIDE + 10))
        DeflaterOutputStream(bytes, Deflater(Deflater.NO_COMPRESSION)).use { rows ->
            for (y in 0 until SIDE) {
                rows.write(0)
                rows.write(ByteArray(3 * SIDE) { (it / 3 * y / 4001 + it / 15).toByte() })
            }
        }
        return bytes.toByteArray()
    }

    private fun chunk(out: OutputStream, type: String, content: ByteArray) {
        val name = type.toByteArray()
        val sum = CRC32().apply { update(name); update(content) }.value
        DataOutputStream(out).run { writeInt(content.size); write(name); write(content); writeInt(sum.toInt()); flush() }
    }
}
