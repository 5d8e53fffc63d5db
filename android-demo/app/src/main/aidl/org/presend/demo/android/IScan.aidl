package org.presend.demo.android;

import android.os.ParcelFileDescriptor;

/** What the isolated process does for the app. */
interface IScan {
    /** The hashes of the pictures in what comes out of the pipe, as Presend writes them: ASCII. */
    byte[] hash(in ParcelFileDescriptor pipe);
}
