package org.presend.demo.android;

import android.os.Bundle;
import android.os.ParcelFileDescriptor;
import org.presend.demo.android.IJournal;

/** What the isolated process does for the app. */
interface IScan {
    /**
     * Checks what comes out of the pipe. The set in use is one of the files; state is what the vault keeps of it,
     * null if there is none. The last two are places in the enums of the demo.
     */
    Bundle check(in ParcelFileDescriptor pipe, in ParcelFileDescriptor[] files, String pins, String state,
        IJournal journal, int reaction, int audience);
}
