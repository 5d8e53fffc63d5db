package org.presend

import org.presend.internal.Action as RawAction
import org.presend.internal.PolicyAnswer as RawPolicyAnswer
import org.presend.internal.PolicyChoice as RawPolicyChoice
import org.presend.internal.PolicyHook as RawPolicyHook
import org.presend.internal.ScanReport as RawReport

/** What a policy that is a lambda says of itself. */
private const val NOT_DESCRIBED = "name own\nthe app does not describe this policy"

internal fun PolicyHook.asPolicy(): Policy = Policy.Own(NOT_DESCRIBED, this)

internal fun Policy.lowered(listener: HookFailureListener?): RawPolicyChoice =
    when (this) {
        Policy.ObserveOnly -> RawPolicyChoice.ObserveOnly
        Policy.WarnOnly -> RawPolicyChoice.WarnOnly
        is Policy.AskBeforeSend -> RawPolicyChoice.AskBeforeSend(audience.same())
        Policy.BlockMatch -> RawPolicyChoice.BlockMatch
        Policy.ReportCandidate -> RawPolicyChoice.ReportCandidate
        is Policy.Own -> RawPolicyChoice.Hook(HostedPolicy(this, listener))
    }

private class HostedPolicy(
    private val policy: Policy.Own,
    private val listener: HookFailureListener?,
) : RawPolicyHook {
    override fun decide(report: RawReport, allowed: List<RawAction>): RawPolicyAnswer =
        hosted(listener) { policy.hook.decide(report.lifted(), allowed.map { it.same() }).lowered() }

    override fun describe(): String = policy.description
}

private fun PolicyAnswer.lowered(): RawPolicyAnswer =
    when (this) {
        PolicyAnswer.Allow -> RawPolicyAnswer.Allow
        PolicyAnswer.Warn -> RawPolicyAnswer.Warn
        is PolicyAnswer.Ask -> RawPolicyAnswer.Ask(friction.lowered())
        PolicyAnswer.Block -> RawPolicyAnswer.Block
        PolicyAnswer.ReportCandidate -> RawPolicyAnswer.ReportCandidate
    }
