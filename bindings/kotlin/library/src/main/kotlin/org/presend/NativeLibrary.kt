package org.presend

import com.sun.jna.Platform
import org.presend.internal.presendVersion

/** The code of this library that the machine runs. It is looked for once, before the first call into it. */
internal object NativeLibrary {
    private val missing: PresendException.NoNativeLibrary? by lazy {
        try {
            presendVersion()
            null
        } catch (failed: LinkageError) {
            told(failed)
        }
    }

    fun require() {
        // Made anew, so that the trace is that of the call.
        missing?.let { throw PresendException.NoNativeLibrary(it.platform, checkNotNull(it.message)) }
    }

    /** The linker's own words name folders of the device: they stay out of the message. */
    private fun told(failed: LinkageError): PresendException.NoNativeLibrary {
        val file = System.mapLibraryName("presend_ffi")
        val platform = runCatching { Platform.RESOURCE_PREFIX }.getOrDefault("a process without JNA")
        val what = when (failed) {
            is UnsatisfiedLinkError -> "Presend has no native library for $platform: $platform/$file is not on the class path."
            is ExceptionInInitializerError -> "$file for $platform is not of the version of this jar."
            else -> "The native library for $platform cannot be used: ${failed.javaClass.simpleName}."
        }
        return PresendException.NoNativeLibrary(
            platform,
            "$what Add the one that scripts/package-kotlin makes on such a machine, or name its folder in " +
                "jna.library.path; on Android take the AAR, and JNA as its AAR. -Djna.debug_load=true shows the search.",
        )
    }
}
