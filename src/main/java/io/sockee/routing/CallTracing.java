package io.sockee.routing;

/** Who follows calls, where somebody traces: a seam, so that nothing here knows by what. Safe for any thread; does not block. */
public interface CallTracing {

    /** What is going on on this thread: as the trace of a call, that is the parent of its own. */
    CallTrace here();

    /**
     * A call begins.
     *
     * @param call has its parent as its trace, if it has one
     */
    CallTrace begin(Route route, Call call);
}
