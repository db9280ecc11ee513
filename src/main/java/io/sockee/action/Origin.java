package io.sockee.action;

import io.sockee.routing.CallTrace;

/**
 * What was going on when a request came, for whoever traces: an adapter asks for it on the thread that brings the request.
 *
 * @param trace the parent of what the request brings about
 */
public record Origin(CallTrace trace) {}
