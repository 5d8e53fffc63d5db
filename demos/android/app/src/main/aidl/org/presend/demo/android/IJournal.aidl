package org.presend.demo.android;

/** What the isolated process may do with the journal: add to it. It can neither read nor replace it. */
interface IJournal {
    String state();

    void append(String lines, String state);
}
