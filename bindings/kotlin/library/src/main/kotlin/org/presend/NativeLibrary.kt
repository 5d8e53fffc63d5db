package org.presend

import com.sun.jna.Platform
import org.presend.internal.presendVersion

/** The code of this library that the machine runs. It is looked for once, before the first call into it. */
internal object NativeLibrary {
    /** The machine, if it has none. */
    private val lackingOn: String? by lazy {
        try {
            presendVersion()
            null
        } catch (_: LinkageError) {
            // The linker's own words name folders of the device: they go no further.
            runCatching { Platform.RESOURCE_PREFIX }.getOrDefault("a process without JNA")
        }
    }

    fun require() {
        val platform = lackingOn ?: return
        throw PresendException.NoNativeLibrary(
            platform,
            "Presend's native library for $platform is missing, or not of this version. In the jar it is " +
                "$platform/${System.mapLibraryName("presend_ffi")}: take a jar that was packaged on such a machine, or name the " +
                "library's folder in jna.library.path. On Android take the AAR, and JNA as its AAR. " +
                "-Djna.debug_load=true shows where it is looked for.",
        )
    }
}
