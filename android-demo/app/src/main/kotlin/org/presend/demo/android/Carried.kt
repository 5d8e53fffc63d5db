package org.presend.demo.android

import android.content.Context
import java.io.File

private const val ASSETS = "demo"

/** The files that come with the app, copied into this folder, because the demo reads files. `files.txt` names them. */
internal fun carried(context: Context, folder: File): File {
    folder.deleteRecursively()
    val names = context.assets.open("$ASSETS/files.txt").bufferedReader().use { it.readLines() }
    for (name in names) {
        val to = File(folder, name)
        check(to.parentFile?.run { isDirectory || mkdirs() } == true)
        context.assets.open("$ASSETS/$name").use { from -> to.outputStream().use { from.copyTo(it) } }
    }
    return folder
}
