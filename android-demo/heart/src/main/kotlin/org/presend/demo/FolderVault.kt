package org.presend.demo

import java.io.File
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.charset.CharacterCodingException
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.nio.file.StandardCopyOption.REPLACE_EXISTING
import java.nio.file.StandardOpenOption.CREATE
import java.nio.file.StandardOpenOption.READ
import java.nio.file.StandardOpenOption.TRUNCATE_EXISTING
import java.nio.file.StandardOpenOption.WRITE
import org.presend.StateVault

/** Keeps the state of each set in a folder. A phone has a better place: see the vault of each platform. */
public class FolderVault(private val folder: Path) : StateVault {
    override fun load(set: String): String? =
        try {
            Files.readAllBytes(file(set)).decodeToString(throwOnInvalidSequence = true)
        } catch (_: NoSuchFileException) {
            null
        } catch (_: CharacterCodingException) {
            // No state: the store begins a new one, and the journal says that it was lost.
            ""
        }

    /** A crash leaves the old text or the new one. Both the file and its name are on the disk before this returns. */
    override fun save(set: String, text: String) {
        Files.createDirectories(folder)
        // No set has such a name.
        val next = folder.resolve(".next")
        FileChannel.open(next, CREATE, WRITE, TRUNCATE_EXISTING).use { channel ->
            val bytes = ByteBuffer.wrap(text.toByteArray())
            while (bytes.hasRemaining()) channel.write(bytes)
            channel.force(true)
        }
        Files.move(next, file(set), ATOMIC_MOVE, REPLACE_EXISTING)
        // Windows opens no folder.
        if (File.separatorChar == '/') FileChannel.open(folder, READ).use { it.force(true) }
    }

    private fun file(set: String): Path = folder.resolve(set.replace('/', '_'))
}
