package org.presend.demo.android

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
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

/** So few squares are left of it that nothing can be made out, drawn soft, with a crossed eye over them. */
internal fun covered(picture: Bitmap): Bitmap {
    val few = Bitmap.createScaledBitmap(averaged(picture), SQUARES, SQUARES, true)
    val soft = Bitmap.createScaledBitmap(few, picture.width, picture.height, true).copy(Bitmap.Config.ARGB_8888, true)
    val canvas = Canvas(soft)
    canvas.drawColor(VEIL)
    val (x, y) = soft.width / 2f to soft.height / 2f
    val size = minOf(soft.width, soft.height) / EYE
    val line = Paint(Paint.ANTI_ALIAS_FLAG).apply { color = Color.WHITE; style = Paint.Style.STROKE; strokeWidth = size / 6 }
    canvas.drawOval(x - 2 * size, y - size, x + 2 * size, y + size, line)
    canvas.drawCircle(x, y, size / 2, line)
    canvas.drawLine(x - 1.5f * size, y + 1.5f * size, x + 1.5f * size, y - 1.5f * size, line)
    return soft
}

/** Halved until little is left: each pixel is the mean of what it stands for. */
private fun averaged(picture: Bitmap): Bitmap {
    var now = picture
    while (minOf(now.width, now.height) > 2 * SQUARES) now = Bitmap.createScaledBitmap(now, now.width / 2, now.height / 2, true)
    return now
}

private const val SQUARES = 6
private const val EYE = 8f
private const val VEIL = 0x46000000

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
