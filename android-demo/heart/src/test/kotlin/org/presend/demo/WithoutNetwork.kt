package org.presend.demo

import java.io.IOException
import java.net.InetAddress
import java.net.Socket
import java.net.SocketAddress
import java.net.SocketImpl
import java.util.concurrent.atomic.AtomicInteger
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith

/** How many sockets were asked for. */
private val asked = AtomicInteger()

/** Every new socket of this process fails from now on, and is counted. It can be set once. */
private val blocked: Unit by lazy { Socket.setSocketImplFactory { NoSocket().also { asked.incrementAndGet() } } }

/** Runs `test` where no socket can be opened, and fails if one was tried. */
internal fun withoutNetwork(test: () -> Unit) {
    blocked
    // The block works: a socket that is tried on purpose fails.
    assertFailsWith<IOException> { Socket("localhost", 1) }
    val before = asked.get()
    test()
    assertEquals(before, asked.get(), "a socket was opened")
}

private class NoSocket : SocketImpl() {
    private fun refuse(): Nothing = throw IOException("there is no network")

    override fun create(stream: Boolean) = refuse()
    override fun connect(host: String, port: Int) = refuse()
    override fun connect(address: InetAddress, port: Int) = refuse()
    override fun connect(address: SocketAddress, timeout: Int) = refuse()
    override fun bind(host: InetAddress, port: Int) = refuse()
    override fun listen(backlog: Int) = refuse()
    override fun accept(s: SocketImpl) = refuse()
    override fun getInputStream() = refuse()
    override fun getOutputStream() = refuse()
    override fun available() = refuse()
    override fun close() = Unit
    override fun sendUrgentData(data: Int) = refuse()
    override fun setOption(optID: Int, value: Any) = refuse()
    override fun getOption(optID: Int) = refuse()
}
