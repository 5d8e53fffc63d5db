package org.presend.advice

import java.nio.ByteBuffer
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import org.presend.Handle
import org.presend.advice.internal.Model as RawModel
import org.presend.advice.internal.loadModel
import org.presend.detached
import org.presend.direct

/** A network in ONNX that the app ships, and that is what its pin says. An [AdviceCheck] made with it may outlive it. */
public class Model private constructor(raw: RawModel) : AutoCloseable {
    /** What its pin calls it. */
    public val name: String = raw.name()

    internal val handle = Handle(raw, "model")

    /** Frees it; a second time does nothing. */
    override fun close(): Unit = handle.close()

    override fun toString(): String = "Model($name)"

    /** Reads models. */
    public companion object {
        /**
         * Reads a model from position to limit of [bytes], once its digest is that of the [pin]. A direct buffer is read
         * where it is. Reading is not ended by a cancel, and runs on [dispatcher].
         *
         * @throws AdviceException.BadPin with the first bad line of the pin.
         * @throws AdviceException.ModelRefused with the reason's name: `too_large`, `wrong_digest`, `not_a_model`,
         *   `unsupported_operation`, `wrong_input`, `wrong_output` or `too_much_work`.
         */
        public suspend fun load(
            bytes: ByteBuffer, pin: String, dispatcher: CoroutineDispatcher = Dispatchers.Default,
        ): Model {
            val file = bytes.slice()
            return detached(dispatcher, {}) { Model(calling { file.direct { loadModel(it, pin) } }) }
        }

        /** The same, of an array. */
        public suspend fun load(bytes: ByteArray, pin: String): Model = load(ByteBuffer.wrap(bytes), pin)
    }
}
