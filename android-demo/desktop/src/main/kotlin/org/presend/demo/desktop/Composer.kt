package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Dimension
import java.awt.GridLayout
import javax.swing.BorderFactory
import javax.swing.JButton
import javax.swing.JFileChooser
import javax.swing.JPanel
import javax.swing.JTextField
import org.presend.demo.Outgoing
import org.presend.demo.Phone
import org.presend.demo.Weight

/** Where a text is written, and a picture of one's own is attached: chosen, dropped or pasted. */
internal class Composer(private val phone: Phone) : JPanel(BorderLayout(8, 0)) {
    private val attach = JButton().apply { name = "ATTACH"; addActionListener { choose() } }
    private val send = JButton().apply { name = "SEND_TEXT"; addActionListener { send() } }
    private val field = JTextField().apply { name = "WRITE"; addActionListener { send() } }

    init {
        isOpaque = false
        border = BorderFactory.createEmptyBorder(6, 10, 10, 10)
        field.transferHandler = Incoming(phone, field.transferHandler)
        field.preferredSize = Dimension(200, TARGET)
        add(JPanel(GridLayout(1, 1)).clear().apply { add(attach) }, BorderLayout.WEST)
        add(field, BorderLayout.CENTER)
        add(send, BorderLayout.EAST)
    }

    fun say() {
        attach.weighing(Weight.LINK).text = phone.texts["window.attach"]
        send.weighing(Weight.LINK).text = phone.texts["window.send"]
        field.putClientProperty("JTextField.placeholderText", phone.texts["window.write"])
        field.accessibleContext.accessibleName = phone.texts["window.write"]
    }

    fun takeFocus() {
        field.requestFocusInWindow()
    }

    private fun send() {
        val text = field.text
        if (text.isBlank() || phone.busy) return
        field.text = ""
        phone.attach(Outgoing.Text(text))
    }

    private fun choose() {
        val chooser = JFileChooser()
        if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) phone.attachLoaded { loaded(chooser.selectedFile) }
    }
}
