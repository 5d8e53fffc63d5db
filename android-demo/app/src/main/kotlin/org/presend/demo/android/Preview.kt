package org.presend.demo.android

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.os.CountDownTimer
import android.view.View
import android.widget.Button
import org.presend.demo.Choice
import org.presend.demo.Texts

private const val PREVIEW_PIXELS = 320
private const val SECOND_MILLIS = 1_000L

/** A small picture, only for the eye, by the decoders of the system; null for what these do not decode. */
internal fun preview(bytes: ByteArray): Bitmap? {
    val options = BitmapFactory.Options().apply { inJustDecodeBounds = true }
    BitmapFactory.decodeByteArray(bytes, 0, bytes.size, options)
    if (options.outWidth <= 0 || options.outHeight <= 0) return null
    options.inJustDecodeBounds = false
    options.inSampleSize = maxOf(1, maxOf(options.outWidth, options.outHeight) / PREVIEW_PIXELS)
    return BitmapFactory.decodeByteArray(bytes, 0, bytes.size, options)
}

/** The button stays off for as long as the policy asks, and says for how long. */
internal fun Button.pause(choice: Choice, texts: Texts) {
    fun say(left: Long) {
        isEnabled = left == 0L
        text = if (left == 0L) choice.label else texts["choice.send_in", left]
    }
    val seconds = choice.friction.pauseSeconds.toLong()
    say(seconds)
    val timer = object : CountDownTimer(seconds * SECOND_MILLIS, SECOND_MILLIS) {
        override fun onTick(leftMillis: Long) = say((leftMillis + SECOND_MILLIS - 1) / SECOND_MILLIS)

        override fun onFinish() = say(0)
    }
    addOnAttachStateChangeListener(object : View.OnAttachStateChangeListener {
        override fun onViewAttachedToWindow(view: View) {
            timer.start()
        }

        override fun onViewDetachedFromWindow(view: View) = timer.cancel()
    })
}
