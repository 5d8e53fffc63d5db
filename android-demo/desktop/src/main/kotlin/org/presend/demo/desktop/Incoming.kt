package org.presend.demo.desktop

import java.awt.Image
import java.awt.datatransfer.Clipboard
import java.awt.datatransfer.DataFlavor
import java.awt.image.BufferedImage
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import javax.imageio.ImageIO
import javax.swing.ImageIcon
import javax.swing.JComponent
import javax.swing.TransferHandler
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.presend.demo.Outgoing
import org.presend.demo.Phone

private const val MOST_BYTES = 32L * 1024 * 1024

/** The very bytes of a file; `null` if it cannot be read, or has too many for the demo. */
internal suspend fun loaded(file: File): Outgoing? = withContext(Dispatchers.IO) {
    try {
        val bytes = file.inputStream().use { it.readNBytes((MOST_BYTES + 1).toInt()) }
        Outgoing.Attachment(file.name, bytes).takeIf { bytes.size <= MOST_BYTES }
    } catch (_: IOException) {
        null
    }
}

/** What is dropped or pasted: a file or a picture is attached. What is neither goes where it went before. */
internal class Incoming(private val phone: Phone, private val text: TransferHandler? = null) : TransferHandler() {
    override fun canImport(support: TransferSupport): Boolean =
        FLAVORS.any(support::isDataFlavorSupported) || text?.canImport(support) == true

    override fun importData(support: TransferSupport): Boolean {
        val flavor = FLAVORS.firstOrNull(support::isDataFlavorSupported) ?: return text?.importData(support) == true
        val data = try {
            support.transferable.getTransferData(flavor)
        } catch (_: IOException) {
            return false
        }
        val load: suspend () -> Outgoing? = when (data) {
            is List<*> -> { { (data.firstOrNull() as? File)?.let { loaded(it) } } }
            is Image -> { { drawn(data) } }
            else -> return false
        }
        phone.attachLoaded(load)
        return true
    }

    override fun exportToClipboard(component: JComponent, clipboard: Clipboard, action: Int) {
        text?.exportToClipboard(component, clipboard, action)
    }

    private companion object {
        val FLAVORS = listOf(DataFlavor.javaFileListFlavor, DataFlavor.imageFlavor)
    }
}

/** A picture that has no file becomes a PNG: those bytes are checked, and sent. */
private suspend fun drawn(image: Image): Outgoing? = withContext(Dispatchers.IO) {
    val whole = ImageIcon(image).image
    if (whole.getWidth(null) <= 0 || whole.getHeight(null) <= 0) return@withContext null
    val copy = BufferedImage(whole.getWidth(null), whole.getHeight(null), BufferedImage.TYPE_INT_ARGB)
    copy.createGraphics().apply { drawImage(whole, 0, 0, null); dispose() }
    val bytes = ByteArrayOutputStream().also { ImageIO.write(copy, "png", it) }.toByteArray()
    Outgoing.Attachment("pasted.png", bytes)
}
