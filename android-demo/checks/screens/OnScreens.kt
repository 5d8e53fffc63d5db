package org.presend.demo.android

import android.os.Binder
import android.os.Looper
import java.time.Duration
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import android.content.ComponentName
import android.content.Intent

/**
 * Tests on a JVM with Android's own views, database and files: Robolectric runs the framework's code. The check is the
 * real one. What Android would start in a process of its own runs in this one.
 */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = OnJvm::class, shadows = [RealPipe::class], qualifiers = "w411dp-h891dp-xhdpi")
@GraphicsMode(GraphicsMode.Mode.NATIVE)
abstract class OnScreens {
    internal val application get() = RuntimeEnvironment.getApplication() as DemoApplication

    internal fun onMain(scan: Binder = realScan(), test: Driven<MainActivity>.() -> Unit) {
        answerWith(scan)
        Driven(MainActivity::class.java).use(test)
    }

    /** What the app finds when it asks for the isolated process. */
    internal fun answerWith(scan: Binder) =
        shadowOf(application).setComponentNameAndServiceForBindService(ComponentName(application, ScanService::class.java), scan)

    internal fun realScan(): Binder =
        Robolectric.buildService(ScanService::class.java).create().get().onBind(Intent()) as Binder

    /** So much time goes by. */
    internal fun pass(time: Duration) = shadowOf(Looper.getMainLooper()).idleFor(time)
}
