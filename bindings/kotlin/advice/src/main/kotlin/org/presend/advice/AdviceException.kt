package org.presend.advice

import com.sun.jna.Platform
import org.presend.advice.internal.AdviceFailure as RawFailure
import org.presend.advice.internal.adviceVersion

/** Why something was refused. A check of a picture never throws it. It never holds content or paths. */
public sealed class AdviceException(message: String) : RuntimeException(message) {
    /** The text of a pin was refused; the message has the line. */
    public class BadPin internal constructor(message: String) : AdviceException(message)

    /** A model was refused. */
    public class ModelRefused internal constructor(
        /** The stable name of the reason, such as `wrong_digest`. */
        public val reason: String,
        message: String,
    ) : AdviceException(message)

    /** A guardian set the switch, and only a guardian changes it. Nothing was changed. */
    public class GuardianNeeded internal constructor(message: String) : AdviceException(message)

    /** The native library of advice for this machine is missing, or of another version. */
    public class NoNativeLibrary internal constructor(
        /** The machine as JNA names it, such as `linux-aarch64`: the folder of the jar in which the library belongs. */
        public val platform: String,
        message: String,
    ) : AdviceException(message)
}

/** Calls the core, and turns its failures into exceptions of this library. */
internal inline fun <T> calling(block: () -> T): T =
    try {
        NativeLibrary.require()
        block()
    } catch (failure: RawFailure) {
        throw failure.lifted()
    }

internal fun RawFailure.lifted(): AdviceException =
    when (this) {
        is RawFailure.BadPin -> AdviceException.BadPin(reason)
        is RawFailure.Model -> AdviceException.ModelRefused(name, "the model is refused: $reason")
        is RawFailure.GuardianNeeded ->
            AdviceException.GuardianNeeded("a guardian set this switch, and only a guardian changes it")
    }

/** The code of this library that the machine runs. It is looked for once, before the first call into it. */
internal object NativeLibrary {
    private val lackingOn: String? by lazy {
        try {
            adviceVersion()
            null
        } catch (_: LinkageError) {
            // The linker's own words name folders of the device: they go no further.
            runCatching { Platform.RESOURCE_PREFIX }.getOrDefault("a process without JNA")
        }
    }

    fun require() {
        val platform = lackingOn ?: return
        throw AdviceException.NoNativeLibrary(
            platform,
            "Presend's native library of advice for $platform is missing, or not of this version. In the jar it is " +
                "$platform/${System.mapLibraryName("presend_advice_ffi")}: take a jar that was packaged on such a machine, or " +
                "name the library's folder in jna.library.path.",
        )
    }
}
