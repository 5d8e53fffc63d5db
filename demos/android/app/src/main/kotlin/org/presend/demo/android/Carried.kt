package org.presend.demo.android

import android.content.Context
import java.io.File

private const val ASSETS = "demo"

/** The files that come with the app, copied into this folder, because the demo reads files. */
internal fun carried(context: Context, folder: File): File {
    folder.deleteRecursively()
    copy(context, ASSETS, folder)
    return folder
}

private fun copy(context: Context, asset: String, to: File) {
    val names = context.assets.list(asset).orEmpty()
    if (names.isEmpty()) {
        context.assets.open(asset).use { from -> to.outputStream().use { from.copyTo(it) } }
    } else {
        check(to.mkdirs())
        names.forEach { copy(context, "$asset/$it", File(to, it)) }
    }
}
