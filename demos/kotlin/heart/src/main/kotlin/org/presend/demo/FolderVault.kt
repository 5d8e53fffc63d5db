package org.presend.demo

import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import kotlin.io.path.readText
import kotlin.io.path.writeText
import org.presend.StateVault

/** Keeps the state of each set in a folder. A phone has a better place: see the vault of each platform. */
public class FolderVault(private val folder: Path) : StateVault {
    override fun load(set: String): String? =
        try {
            file(set).readText()
        } catch (_: NoSuchFileException) {
            null
        }

    override fun save(set: String, text: String) {
        Files.createDirectories(folder)
        val next = folder.resolve("next").apply { writeText(text) }
        Files.move(next, file(set), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING)
    }

    private fun file(set: String): Path = folder.resolve(set.replace('/', '_'))
}
