package org.presend.demo.android

import android.content.ContentProvider
import android.content.ContentValues
import android.database.Cursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import java.io.File
import java.io.FileInputStream
import java.io.FileNotFoundException
import java.io.IOException
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.presend.AttachmentScanner
import org.presend.Checked
import org.presend.Evidence
import org.presend.KnownSet
import org.presend.Limits
import org.presend.Outcome
import org.presend.Policy
import org.presend.ScannerSettings
import org.presend.TestKit
import org.presend.UndecidedReason
import org.presend.android.content
import org.presend.android.scan
import org.robolectric.Robolectric

/** What a content URI gives is opened once, whatever it is: a provider cannot show one thing to each reader. */
class UriScanTest : OnScreens() {
    /** Gives another file each time that it is asked. */
    internal class Changing : ContentProvider() {
        var opened = 0
        val contents = ArrayList<ByteArray>()

        override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor {
            val bytes = contents.getOrNull(opened++) ?: throw FileNotFoundException()
            val file = File.createTempFile("changing", null).apply { writeBytes(bytes) }
            return ParcelFileDescriptor.open(file, ParcelFileDescriptor.MODE_READ_ONLY)
        }

        override fun onCreate() = true

        override fun query(uri: Uri, a: Array<String>?, b: String?, c: Array<String>?, d: String?): Cursor? = null

        override fun getType(uri: Uri): String? = null

        override fun insert(uri: Uri, values: ContentValues?): Uri? = null

        override fun delete(uri: Uri, a: String?, b: Array<String>?) = 0

        override fun update(uri: Uri, values: ContentValues?, a: String?, b: Array<String>?) = 0
    }

    private val provider by lazy { Robolectric.setupContentProvider(Changing::class.java, "changing") }
    private val listed = TestKit.pictures.first().file
    private val harmless = File(checkNotNull(System.getProperty("presend.demo.files")), "photos/coffee.jpg").readBytes()

    private fun scan(limits: Limits = Limits.DEFAULT, vararg contents: ByteArray): Checked {
        provider.opened = 0
        provider.contents.clear()
        provider.contents += contents
        return AttachmentScanner(listOf(KnownSet.demo()), Policy.WarnOnly, ScannerSettings(limits = limits)).use { scanner ->
            runBlocking { scanner.scan(Uri.parse("content://changing/it"), application.contentResolver) }
        }
    }

    @Test
    fun `a file is opened once, and read to the end`() {
        val evidence = scan(contents = arrayOf(listed, harmless)).report.findings.map { it.evidence }
        assertTrue("$evidence", Evidence.EXACT in evidence)
        assertEquals(1, provider.opened)
        assertEquals(Outcome.Clean, scan(contents = arrayOf(harmless, listed)).report.outcome)
        assertEquals(1, provider.opened)
    }

    @Test
    fun `a pipe is read to its end, and no further than the limit`() = runBlocking {
        val file = File.createTempFile("pipe", null).apply { writeBytes(harmless) }
        val whole = checkNotNull(content(FileInputStream(file), -1, harmless.size).whole)
        assertArrayEquals(harmless, ByteArray(whole.remaining()).also(whole::get))
        val tooLong = content(FileInputStream(file), -1, harmless.size - 1)
        assertNull(tooLong.whole)
        assertArrayEquals(harmless, tooLong.rest.use { it.readBytes() })
        // A file that is longer or shorter than it was said to be is no such file, or what was read of it.
        assertThrows(IOException::class.java) { runBlocking { content(FileInputStream(file), 10, 10) }.rest.read() }
        assertEquals(harmless.size, content(FileInputStream(file), harmless.size + 10L, harmless.size + 10).whole?.remaining())
    }

    @Test
    fun `what the core does not decode is not opened again for the system`() {
        // A WBMP, which Android decodes.
        val bitmap = byteArrayOf(0, 0, 64, 64) + ByteArray(64 * 8) { (it * 37).toByte() }
        val checked = scan(contents = arrayOf(bitmap, listed, listed))
        assertEquals(1, provider.opened)
        assertTrue(checked.report.findings.isEmpty())
    }

    @Test
    fun `nothing to open, an empty file and one that is too long are told apart`() {
        assertEquals(Outcome.Undecided(UndecidedReason.Unreadable), scan().report.outcome)
        assertEquals(Outcome.Undecided(UndecidedReason.Empty), scan(contents = arrayOf(ByteArray(0))).report.outcome)
        val small = Limits.DEFAULT.copy(maxInputBytesInMemory = 1_000)
        // It is read by offset then.
        assertEquals(Outcome.Clean, scan(small, harmless).report.outcome)
    }
}
