package org.presend.demo.android

import android.os.ParcelFileDescriptor
import java.io.File
import java.util.UUID
import kotlin.concurrent.thread
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowParcelFileDescriptor

/** The demo with the one thing that a JVM does not have: the Keystore. */
public class OnJvm : DemoApplication() {
    init {
        FakeKeystore.install()
    }
}

/** A pipe that is one: Robolectric's is a file, which ends before the other side has written. */
@Implements(ParcelFileDescriptor::class)
public class RealPipe : ShadowParcelFileDescriptor() {
    public companion object {
        @JvmStatic
        @Implementation(methodName = "createPipe")
        public fun pipe(): Array<ParcelFileDescriptor> {
            val fifo = File(System.getProperty("java.io.tmpdir"), "pipe-${UUID.randomUUID()}")
            check(ProcessBuilder("mkfifo", fifo.path).start().waitFor() == 0) { "no pipe" }
            lateinit var writing: ParcelFileDescriptor
            // Each end waits until the other is opened.
            val opening = thread { writing = ParcelFileDescriptor.open(fifo, ParcelFileDescriptor.MODE_READ_WRITE) }
            val reading = ParcelFileDescriptor.open(fifo, ParcelFileDescriptor.MODE_READ_ONLY)
            opening.join()
            fifo.delete()
            return arrayOf(reading, writing)
        }
    }
}
