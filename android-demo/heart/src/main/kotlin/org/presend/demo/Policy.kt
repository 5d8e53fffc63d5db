package org.presend.demo

import org.presend.Policy

/** What the user chose, as a policy of Presend. */
internal val Settings.policy: Policy
    get() = when (reaction) {
        Reaction.WARN -> Policy.WarnOnly
        Reaction.ASK -> Policy.AskBeforeSend(audience)
        Reaction.BLOCK -> Policy.BlockMatch
        Reaction.OBSERVE -> Policy.ObserveOnly
    }
