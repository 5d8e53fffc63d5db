package org.presend.demo.android

import android.app.Activity
import android.content.Intent
import android.os.Bundle
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.launch

/** Takes what another app shares, has it checked, and shows the conversation. It passes no intent on. */
public class ShareActivity : Activity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        // Turned while it reads, it would share twice.
        if (savedInstanceState != null) return finish()
        MainScope().launch {
            val item = if (intent.action == Intent.ACTION_SEND) intent.shared(contentResolver) else null
            (application as DemoApplication).phone.await().attach(item)
            startActivity(Intent(this@ShareActivity, MainActivity::class.java).addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP))
            finish()
        }
    }
}
