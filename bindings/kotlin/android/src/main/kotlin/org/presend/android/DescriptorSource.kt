package org.presend.android

import org.presend.ByteSource
import java.io.FileInputStream
import java.nio.ByteBuffer

/** Reads an open file by offset; its position does not matter and is not moved. */
internal class DescriptorSource(private val stream: FileInputStream) : ByteSource, AutoCloseable {
    override fun length(): Long = stream.channel.size()

    override fun readAt(offset: Long, length: Int): ByteArray {
        val piece = ByteBuffer.allocate(length)
        while (piece.hasRemaining()) {
            if (stream.channel.read(piece, offset + piece.position()) < 0) break
        }
        return if (piece.hasRemaining()) piece.array().copyOf(piece.position()) else piece.array()
    }

    override fun close(): Unit = stream.close()
}
