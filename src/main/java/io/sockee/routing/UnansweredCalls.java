package io.sockee.routing;

import io.sockee.transaction.CommitGate;

/**
 * Runs code of the application that answers no event, such as a timer's. What it throws is logged and counted; a transaction that
 * it leaves open is rolled back, which is logged and counted as well. On the calling thread. Safe for any thread.
 */
public final class UnansweredCalls {
    private final CallContext context;
    private final CommitGate gate;
    private final Failures failures;

    public UnansweredCalls(CallContext context, CommitGate gate, Failures failures) {
        this.context = context;
        this.gate = gate;
        this.failures = failures;
    }

    /** Runs it in the context of a caller. */
    public void run(Caller caller, String what, Runnable code) {
        try {
            context.run(caller, code);
        } catch (RuntimeException | Error e) {
            failures.unheard(e, caller, what);
        }
        if (gate.rollBackLeftOver()) {
            failures.unheard(
                    new IllegalStateException("began a transaction and did not end it: it was rolled back"),
                    caller,
                    what);
        }
    }

    /** Runs code that promises not to block. */
    public void runAtOnce(Caller caller, String what, Runnable code) {
        try {
            context.runAtOnce(caller, code);
        } catch (RuntimeException | Error e) {
            failures.unheard(e, caller, what);
        }
    }
}
